//! Our own export, read back: the table as any other, and the sheets beside it.

use super::facts::{self, BY_GROUP, EXPLANATIONS, LISTS, SOURCES};
use super::grid::Grid;
use super::place::Found;
use crate::criteria::document::{Criterion, ForGroup, Number, SetDocument, Source};
use crate::diagnostic::{Mistake, Spot};
use serde_json::{Value, json};

/// The set's own facts, without its criteria.
pub(super) fn facts(grids: &[Grid], found: &mut Found) -> Value {
    let mut document = facts::of_own(grids).map_or_else(|| json!({}), |grid| facts::read_facts(grid, found));
    for (pointer, sheet) in LISTS {
        let Some(grid) = facts::sheet(grids, sheet.name) else { continue };
        for (_, thing) in facts::read_list(grid, &sheet, found) {
            facts::insert(&mut document, pointer, thing, true);
        }
    }
    document
}

/// The document of the facts and the criteria, with what other sheets say of both.
pub(super) fn join(
    mut facts: Value,
    criteria: Vec<Criterion>,
    grids: &[Grid],
    found: &mut Found,
) -> Option<SetDocument> {
    facts["criteria"] = json!([]);
    let document: Result<SetDocument, _> = serde_json::from_value(facts);
    let mut document = match document {
        Ok(document) => document,
        // Every field was read by its shape; what is left is a `pass` without its maximum.
        Err(error) => {
            let spot = facts::of_own(grids).map(|grid| grid.spot(1, 1));
            found.push((spot, Mistake::JsonValue { message: error.to_string() }));
            return None;
        }
    };
    document.criteria = criteria;
    sources(&mut document, grids, found);
    by_group(&mut document, grids, found);
    explanations(&mut document, grids, found);
    Some(document)
}

/// The things of a sheet with the id that each belongs to.
fn things(grids: &[Grid], sheet: &facts::Sheet, found: &mut Found) -> Vec<(Spot, String, Value)> {
    let Some(grid) = facts::sheet(grids, sheet.name) else { return Vec::new() };
    let list = facts::read_list(grid, sheet, found);
    list.into_iter()
        .map(|(row, mut thing)| {
            let of = thing.as_object_mut().and_then(|thing| thing.remove("of"));
            (grid.spot(row, 1), of.and_then(|of| of.as_str().map(str::to_owned)).unwrap_or_default(), thing)
        })
        .collect()
}

fn sources(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &SOURCES, found) {
        let Ok(source) = serde_json::from_value::<Source>(thing) else { continue };
        if of.is_empty() {
            document.sources.push(source);
        } else if let Some(criterion) = document.criteria.iter_mut().find(|criterion| criterion.id == of) {
            criterion.sources.push(source);
        } else {
            found.push((Some(spot), Mistake::UnknownId { id: of }));
        }
    }
}

fn by_group(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &BY_GROUP, found) {
        let text = |key: &str| thing.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| serde_json::from_value::<Number>(thing.get(key)?.clone()).ok();
        let own = ForGroup {
            group: text("group").unwrap_or_default(),
            title: text("title"),
            question: text("question"),
            thresholds: ["first", "second"].into_iter().filter_map(number).collect(),
        };
        let item = document.criteria.iter_mut().flat_map(|criterion| &mut criterion.items).find(|item| item.id == of);
        match item {
            Some(item) => item.by_group.push(own),
            None => found.push((Some(spot), Mistake::UnknownId { id: of })),
        }
    }
}

fn explanations(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &EXPLANATIONS, found) {
        let text = thing.get("text").and_then(Value::as_str).unwrap_or_default();
        let criteria = &mut document.criteria;
        let explanation = match thing.get("kind").and_then(Value::as_str) {
            Some("set") => Some(&mut document.explanation),
            Some("criterion") => {
                criteria.iter_mut().find(|criterion| criterion.id == of).map(|criterion| &mut criterion.explanation)
            }
            _ => {
                let mut items = criteria.iter_mut().flat_map(|criterion| &mut criterion.items);
                items.find(|item| item.id == of).map(|item| &mut item.explanation)
            }
        };
        match explanation {
            Some(explanation) => {
                if !explanation.is_empty() {
                    explanation.push_str("\n\n");
                }
                explanation.push_str(text);
            }
            None => found.push((Some(spot), Mistake::UnknownId { id: of })),
        }
    }
}
