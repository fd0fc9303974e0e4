//! The self-check page in the browser: what is decided of a form that is filled in.
//!
//! Texts in, texts out: the script beside the module (`check.js`) reads the form, keeps the sheets on the device, and puts
//! into prepared places what is said here. To reach every field and every place from here, one by one, was a third of
//! what a phone had to fetch.
//!
//! What goes in is the form as JSON, with what stands in its fields, unread:
//! `{"year":2026,"group":"nguoi-dan","area":null,"fields":{"doc-cap-nhat":"8","ty-le":"92,5"},"notes":{…}}`.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]

mod facts;

use crate::date::Date;
use crate::decimal::Decimal;
use crate::dom;
use crate::figure::Figure;
use crate::json;
use crate::keys::{self, Kept, NOBODY};
use crate::rubric::Rubric;
use crate::score::score;
use crate::sheet::{Answer, Recognised, Sheet};
use facts::Facts;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

thread_local! {
    static RUBRIC: Cell<Option<&'static Rubric>> = const { Cell::new(None) };
}

// No doc comments on what the script calls: the glue would carry them.

// Begins with the rubric of the page; false where it is none.
#[wasm_bindgen]
pub fn open(rubric: &str) -> bool {
    // Needed for as long as the document lives; a leak costs no code to give it back.
    RUBRIC.set(Rubric::from_json(rubric).map(|rubric| &*Box::leak(Box::new(rubric))));
    RUBRIC.get().is_some()
}

// The year of today, or the one that a check today is most likely about.
#[wasm_bindgen]
pub fn year(is_likely: bool) -> u32 {
    let today = today();
    (if is_likely { today.year_to_assess() } else { today.year }).into()
}

// The year to open with: the one that the device keeps as chosen, or the likely one.
#[wasm_bindgen]
pub fn year_to_show(kept: &str, likely: u16) -> u32 {
    keys::year_to_show(kept, likely).into()
}

// The key of a sheet of this set; of year 0, the one from before there were years.
#[wasm_bindgen]
pub fn key(site: &str, version: &str, year: u16, turn: &str) -> String {
    let Some(rubric) = RUBRIC.get() else { return String::new() };
    if year == 0 {
        return Kept::Sheet.of_version(site, &rubric.set, version);
    }
    let nobody = if turn == NOBODY { Some(NOBODY) } else { None };
    Kept::Sheet.key(site, &rubric.set, version, year, keys::whose_turn(turn).map(|(id, _)| id).or(nobody))
}

// The name of the person whose turn it is; empty where it is the owner's of the device.
#[wasm_bindgen]
pub fn person(turn: &str) -> String {
    keys::whose_turn(turn).map(|(_, name)| name).unwrap_or_default().to_owned()
}

// The key of what adding up another set yields.
#[wasm_bindgen]
pub fn figure_key(site: &str, set: &str) -> String {
    keys::figure(site, set)
}

// What is kept there, as four lines: the share, how many achieve, of how many, the year; empty where it is none.
#[wasm_bindgen]
pub fn figure(kept: &str) -> String {
    let Some(figure) = Figure::parse(kept) else { return String::new() };
    let [achieved, assessed, year] = [figure.achieved, figure.assessed, u32::from(figure.year)].map(Decimal::whole);
    let numbers = [figure.share(), achieved, assessed, year].map(Decimal::vietnamese);
    dom::joined(&[&numbers[0], "\n", &numbers[1], "\n", &numbers[2], "\n", &numbers[3]])
}

// What is sound of a kept sheet, under the marks of another, for that year; for its own, or the likely one, where the year
// is 0.
#[wasm_bindgen]
pub fn sheet(text: &str, marks: &str, year: u16) -> String {
    let Some(rubric) = RUBRIC.get() else { return String::new() };
    let mut sheet = Sheet::recover(text, rubric, today().year_to_assess());
    if year > 0 {
        sheet.year = year;
    }
    sheet.overlay(Sheet::recover(marks, rubric, year));
    sheet.to_json(rubric)
}

// What the form comes to: three lines of JSON, what the page says of it, the result, and the sheet as it is kept.
#[wasm_bindgen]
pub fn judge(form: &str) -> String {
    let Some(rubric) = RUBRIC.get() else { return String::new() };
    let mut sheet = Sheet::recover(form, rubric, today().year_to_assess());
    let mut wrong = Vec::new();
    if let Ok(root) = json::parse(form)
        && let Some(fields) = root.value.get("fields")
    {
        sheet.recognised = recognised(&root.value, rubric);
        for (place, item) in rubric.items().into_iter().enumerate() {
            // What cannot be read counts as none: it stays in its field, which says so.
            if let Some(value) = fields.get(&item.id).and_then(json::Value::as_text) {
                let answer = Answer::from_field(&whole(value), item);
                if answer.is_none() {
                    wrong.push(item.id.clone());
                }
                sheet.answers[place] = answer.unwrap_or_default();
            }
            let mut figures = [None; 2];
            for (place, part) in [".1", ".2"].into_iter().enumerate() {
                let name = dom::joined(&[&item.id, part]);
                let Some(value) = fields.get(&name).and_then(json::Value::as_text) else { continue };
                let scale = item.second.filter(|_| place == 1).unwrap_or(item.scale);
                figures[place] = scale.typed(&whole(value)).filter(|figure| match place {
                    0 => item.accepts(*figure),
                    _ => item.accepts_second(*figure),
                });
                if figures[place].is_none() {
                    wrong.push(name);
                }
            }
            if figures != [None; 2] {
                sheet.answers[place] = Answer::of_two(figures);
            }
        }
    }
    let outcome = score(rubric, &sheet, today());
    let facts = Facts { rubric, sheet: &sheet, outcome: &outcome, wrong };
    dom::joined(&[&facts.to_json(), "\n", &outcome.to_json(rubric), "\n", &sheet.to_json(rubric)])
}

// What is typed, as far as it is a number: who has typed `92,` is on the way to one that begins so.
fn whole(typed: &str) -> String {
    dom::joined(&[typed, if typed.ends_with([',', '.']) { "0" } else { "" }])
}

// What stands in the two fields for an earlier recognition.
fn recognised(form: &json::Value, rubric: &Rubric) -> Option<Recognised> {
    let of = |key| form.get(key).and_then(json::Value::as_text);
    let level = Decimal::parse(of("recognised-level")?)?;
    Recognised::new(u32::try_from(level.floor()).ok()?, Date::parse_typed(of("recognised-date")?)?, rubric)
}

fn today() -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "a clock of this century")]
    Date::in_vietnam((dom::now() / 1000.0) as i64)
}
