//! A set as JSON: the document itself, with the line and column of what is wrong.

use crate::criteria::document::SetDocument;
use crate::diagnostic::{Mistake, Origin, Spot};
use serde_json::error::Category;

/// Reads a document; the first mistake ends it, because what follows can no longer be told.
pub(super) fn read(text: &str) -> Result<SetDocument, (Spot, Mistake)> {
    serde_json::from_str(text).map_err(|error| {
        let row = u32::try_from(error.line().max(1)).unwrap_or(u32::MAX);
        let column = u32::try_from(error.column().max(1)).unwrap_or(u32::MAX);
        let mistake = match error.classify() {
            Category::Data => told(&error.to_string()),
            Category::Syntax | Category::Eof | Category::Io => Mistake::JsonSyntax,
        };
        (Spot { origin: Origin::Lines, row, column }, mistake)
    })
}

/// serde's words: “unknown field `x`, expected one of `a`, `b` at line 1 column 2”.
fn told(message: &str) -> Mistake {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if message.starts_with("unknown field")
        && let Some(key) = names.next()
    {
        return Mistake::JsonUnknownKey { key, known: names.collect() };
    }
    if message.starts_with("missing field")
        && let Some(key) = names.next()
    {
        return Mistake::JsonMissingKey { key };
    }
    Mistake::JsonValue { message: message.to_owned() }
}

/// Where a text stands in quotes, for what is only found wrong later.
pub(super) fn find(text: &str, value: &str) -> Option<Spot> {
    let at = text.find(&serde_json::to_string(value).ok()?)?;
    let before = &text[..at];
    let row = u32::try_from(before.matches('\n').count() + 1).ok()?;
    let column = u32::try_from(before.rsplit('\n').next()?.chars().count() + 1).ok()?;
    Some(Spot { origin: Origin::Lines, row, column })
}
