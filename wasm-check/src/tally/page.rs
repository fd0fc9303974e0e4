//! What the page of an officer asks of the module: texts in, and what they come to, as JSON, out.
//!
//! The script (`tally.js`) shows it: rows, sentences and numbers in places that the page has prepared. In here are only the
//! scoring and the adding up, which are those of the command; the browser's part would double the module. What comes from
//! outside is read by another ([`crate::sheets`]), so that neither is large.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]

use super::{Line, Name, Registered, Standing, Tally, likely_year, tally};
use crate::date::Date;
use crate::figure::Figure;
use crate::json::{self, Value, Writer};
use crate::keys;
use crate::rubric::Rubric;
use crate::sheet::Sheet;
use crate::sheets::Listed;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// The version that is added up, then all others.
    static RUBRICS: RefCell<Vec<Rubric>> = const { RefCell::new(Vec::new()) };
}

// No doc comments on what the script calls: the glue would carry them.

// The rule of a version, the one in force first.
#[wasm_bindgen]
pub fn open(rubric: &str) {
    RUBRICS.with_borrow_mut(|rubrics| rubrics.extend(Rubric::from_page(rubric)));
}

// The tally, a table with names of words in it, and where each sheet stands. `sheets` has a line for each, ended, as the module that
// reads gives them. The year 0 is that of most sheets; today is 20261122; `registered` has a line for each number: an id of a group or nothing,
// `=`, digits; `names` one for each name, the id of a group or nothing, a tab, the name.
#[wasm_bindgen]
pub fn result(sheets: &str, year: u16, today: u32, registered: &str, names: &str) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a year, a month, a day")]
    let today = Date { year: (today / 10_000) as u16, month: (today / 100 % 100) as u8, day: (today % 100) as u8 };
    RUBRICS.with_borrow(|rubrics| result_of(rubrics, &listed(rubrics, sheets, today), year, today, registered, names))
}

// The key under which the share is kept that another set may ask for, and what is kept there.
#[wasm_bindgen]
pub fn figure_key(site: &str, set: &str) -> String {
    keys::figure(site, set)
}

#[wasm_bindgen]
pub fn figure(year: u16, achieved: u32, assessed: u32) -> String {
    Figure { year, achieved, assessed }.to_text()
}

/// The sheets were checked when they came in; here they are taken as far as they are sound.
fn listed(rubrics: &[Rubric], sheets: &str, today: Date) -> Vec<Listed> {
    let (mut listed, mut rest) = (Vec::new(), sheets);
    while let Some((line, behind)) = cut(rest, b'\n') {
        rest = behind;
        let Ok(node) = json::parse(line) else { continue };
        let of = |key| node.value.get(key).and_then(Value::as_text);
        if let Some(rubric) = rubrics.iter().position(|rubric| of("version") == Some(&rubric.version)) {
            let sheet = Sheet::recover(line, &rubrics[rubric], today.year_to_assess());
            listed.push(Listed { at: 0, person: of("person").map(str::to_owned), rubric, sheet, plan: None });
        }
    }
    listed
}

fn result_of(rubrics: &[Rubric], listed: &[Listed], year: u16, today: Date, registered: &str, names: &str) -> String {
    let Some(rubric) = rubrics.first() else { return String::new() };
    let mut given = Registered::default();
    for (group, name) in parted(names, b'\t') {
        given.names.push(Name { name, group: Some(group).filter(|group| !group.is_empty()) });
    }
    for (group, number) in parted(registered, b'=') {
        // Digits, as the script has seen to.
        let number = number.bytes().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
        if group.is_empty() {
            given.count = Some(number);
        } else {
            given.groups.push((group, number));
        }
    }
    let year = if year == 0 { likely_year(listed, today.year_to_assess()) } else { year };
    let tally = tally(rubric, listed, year, &given, today);
    let mut json = Writer::default();
    json.object(|json| {
        json.key("tally").text(&tally.to_json(rubric));
        json.key("csv").text(&tally.to_csv(rubric, &|kind, id| {
            let mut word = String::from("{");
            for part in [kind, ":", id, "}"] {
                word.push_str(part);
            }
            word
        }));
        json.key("lines").list(|json| {
            for (line, listed) in tally.lines.iter().zip(listed) {
                write_line(json, &tally, line, listed);
            }
        });
    });
    json.finish()
}

fn write_line(json: &mut Writer, tally: &Tally, line: &Line, listed: &Listed) {
    json.object(|json| {
        json.key("who").optional_text(listed.person.as_deref());
        json.key("year").number(listed.sheet.year.into());
        json.key("group").optional_text(listed.sheet.group.as_deref());
        json.key("verdict").optional_text(line.verdict.map(|verdict| tally.verdicts[verdict].as_str()));
        json.key("total").text(&line.total.vietnamese());
        json.key("max").text(&line.max.vietnamese());
        let (standing, other) = match line.standing {
            Standing::Counted if line.is_unlisted && line.alike.is_none() => ("unlisted", None),
            Standing::Counted if line.alike.is_none() => ("counted", None),
            Standing::Counted => ("alike", line.alike),
            Standing::OtherVersion => ("other-version", None),
            Standing::OtherYear => ("other-year", None),
            Standing::Blank => ("blank", None),
            Standing::Again(other) => ("again", Some(other)),
        };
        json.key("is").text(standing);
        json.key("other").number(other.map_or(0, |other| count(other) + 1));
    });
}

/// Lines, each parted at a mark; those without are left out.
fn parted(text: &str, mark: u8) -> Vec<(String, String)> {
    let (mut all, mut rest) = (Vec::new(), text);
    while let Some((line, behind)) = cut(rest, b'\n') {
        if let Some((before, behind)) = cut(line, mark) {
            all.push((before.to_owned(), behind.to_owned()));
        }
        rest = behind;
    }
    all
}

/// What stands before the first such byte, and behind it.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
