//! What a page asks of the module that reads: a text from outside in; the sheets in it, checked, and what is wrong, out.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]

use super::{TroubleKind, copied, write};
use crate::code::CodeError;
use crate::date::Date;
use crate::json::Writer;
use crate::rubric::Rubric;
use crate::sheet::ProblemKind;
use crate::tally::{MOST_NAMES, read_names};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static RUBRICS: RefCell<Vec<Rubric>> = const { RefCell::new(Vec::new()) };
}

// No doc comments on what the script calls: the glue would carry them.

// The rule of a version, the one in force first.
#[wasm_bindgen]
pub fn open(rubric: &str) {
    RUBRICS.with_borrow_mut(|rubrics| rubrics.extend(Rubric::from_page(rubric)));
}

// `{"count":3,"sheets":"…","troubles":[{"line":4,"who":"Bà Tư","kind":"answer","what":"doc"}]}`
#[wasm_bindgen]
pub fn gather(text: &str, year: u16) -> String {
    RUBRICS.with_borrow(|rubrics| gathered(rubrics, text, year))
}

// A list of names: `{"names":"nguoi-dan\tBà Tư\n\tÔng Năm\n","wrong":1}`. `groups` has a line for each group: its id, a tab,
// its title.
#[wasm_bindgen]
pub fn names(text: &str, groups: &str) -> String {
    let mut titles = Vec::new();
    for line in groups.split('\n') {
        if let Some((id, title)) = line.split_once('\t') {
            titles.push((id.to_owned(), title.to_owned()));
        }
    }
    let (names, troubles) = read_names(text, &titles, MOST_NAMES);
    let mut lines = String::new();
    for name in names {
        for part in [name.group.as_deref().unwrap_or_default(), "\t", &name.name, "\n"] {
            lines.push_str(part);
        }
    }
    let mut json = Writer::default();
    json.object(|json| {
        json.key("names").text(&lines);
        json.key("wrong").number(number(troubles.len()));
    });
    json.finish()
}

fn gathered(rubrics: &[Rubric], text: &str, year: u16) -> String {
    let mut known = Vec::new();
    for rubric in rubrics {
        known.push(rubric);
    }
    let found = copied::read_on_a_page(text, &known, year);
    let sheets = found.sheets.iter();
    let sheets = sheets.map(|listed| (known[listed.rubric], &listed.sheet, listed.person.as_deref(), None));
    // The day is of no use here: the file goes no further than to the module beside.
    let file = write("", Date { year, month: 1, day: 1 }, sheets);
    let mut json = Writer::default();
    json.object(|json| {
        json.key("count").number(number(found.sheets.len()));
        json.key("sheets").text(&file);
        json.key("troubles").list(|json| {
            // They come in the order of the text, nearly: lines are counted on from the last, not from the first.
            let (mut at, mut lines) = (0, 0);
            for trouble in &found.troubles {
                // None where they are the other way round.
                let between = |from: usize, to: usize| {
                    let bytes = text.as_bytes().get(from..to).unwrap_or_default();
                    bytes.iter().map(|byte| usize::from(*byte == b'\n')).sum::<usize>()
                };
                lines = lines + between(at, trouble.at) - between(trouble.at, at);
                at = trouble.at;
                let (kind, what) = reason(&trouble.kind);
                json.object(|json| {
                    json.key("line").number(number(lines + 1));
                    json.key("who").optional_text(trouble.person.as_deref());
                    json.key("kind").text(kind);
                    json.key("what").text(what);
                });
            }
        });
    });
    json.finish()
}

/// The name of the sentence that says what is wrong, and the word in question.
fn reason(kind: &TroubleKind) -> (&'static str, &str) {
    match kind {
        TroubleKind::TooLarge => ("too-large", ""),
        TroubleKind::TooMany => ("too-many", ""),
        TroubleKind::Empty => ("empty", ""),
        TroubleKind::Format(name) => ("format", name),
        TroubleKind::Result => ("result", ""),
        TroubleKind::Code(CodeError::NotACode) => ("no-code", ""),
        TroubleKind::Code(CodeError::OtherSet) => ("code-set", ""),
        TroubleKind::Code(CodeError::Format) => ("code-new", ""),
        TroubleKind::Code(_) => ("code-wrong", ""),
        TroubleKind::Sheet(problem) => match problem {
            ProblemKind::OtherSet(set) => ("other-set", set),
            ProblemKind::NoSet => ("other-set", ""),
            ProblemKind::OtherVersion(version) => ("other-version", version),
            ProblemKind::Answer(item)
            | ProblemKind::Thousands { id: item, .. }
            | ProblemKind::NotApplicable(item)
            | ProblemKind::UnknownItem(item) => ("answer", item),
            ProblemKind::UnknownKey(key) | ProblemKind::Repeated(key) | ProblemKind::NotText(key) => ("key", key),
            ProblemKind::UnknownGroup(id) | ProblemKind::UnknownArea(id) => ("group", id),
            ProblemKind::Year => ("year", ""),
            _ => ("syntax", ""),
        },
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
