//! What the script of the page may call. Texts go in and out; the versions of the set stay here.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]
// No doc comments on functions: the glue would carry them.

use super::carry;
use super::desk;
use super::desk::Desk;
use crate::dom;
use crate::keys::{self, Kept};
use crate::rubric::Rubric;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // What `book.js` does once the module is there.
    #[wasm_bindgen(js_name = hoctapBook)]
    fn open_book();
}

// The loader calls it.
#[wasm_bindgen]
pub fn start() -> bool {
    open_book();
    false
}

thread_local! {
    static DESK: RefCell<Desk> = const { RefCell::new(Desk { versions: Vec::new() }) };
}

fn with_desk(ask: impl FnOnce(&Desk) -> String) -> String {
    DESK.with_borrow(ask)
}

#[wasm_bindgen]
pub fn add_version(rubric: &str) -> bool {
    let rubric = Rubric::from_page(rubric);
    let is_one = rubric.is_some();
    DESK.with_borrow_mut(|desk| desk.versions.extend(rubric));
    is_one
}

#[wasm_bindgen]
pub fn today() -> String {
    dom::today().iso()
}

#[wasm_bindgen]
pub fn likely_year() -> u16 {
    dom::today().year_to_assess()
}

#[wasm_bindgen]
pub fn entries(site: &str, names: &str) -> String {
    desk::entries(site, names)
}

#[wasm_bindgen]
pub fn key(site: &str, set: &str, version: &str, year: u16, person: &str, is_plan: bool) -> String {
    let kept = if is_plan { Kept::Plan } else { Kept::Sheet };
    kept.key(site, set, version, year, Some(person).filter(|person| !person.is_empty()))
}

#[wasm_bindgen]
pub fn chosen_year(year: u16) -> String {
    keys::chosen_year(year, dom::today().year_to_assess())
}

#[wasm_bindgen]
pub fn people(text: &str, adopted: &str, new: &str) -> String {
    desk::people(text, adopted, new)
}

#[wasm_bindgen]
pub fn clean_name(typed: &str) -> String {
    keys::clean_name(typed)
}

#[wasm_bindgen]
pub fn standing(version: usize, text: &str, year: u16, with_answers: bool) -> String {
    with_desk(|desk| desk.standing((version, text), year, with_answers, dom::today()))
}

#[wasm_bindgen]
pub fn difference(earlier: usize, before: &str, later: usize, after: &str) -> String {
    with_desk(|desk| desk.difference((earlier, before), (later, after), dom::today()))
}

#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "the glue hands over what it made")]
pub fn plan(plan: &str, sheet: Option<String>, year: u16) -> String {
    with_desk(|desk| desk.plan(plan, sheet.as_deref(), year, dom::today()))
}

#[wasm_bindgen]
pub fn months() -> String {
    desk::months(dom::today())
}

#[wasm_bindgen]
pub fn calendar(plan: &str, whose: &str, year: u16, words: &str) -> String {
    with_desk(|desk| desk.calendar(plan, whose, year, words, dom::today()))
}

#[wasm_bindgen]
pub fn change_plan(plan: &str, what: &str, on: &str, year: u16) -> String {
    with_desk(|desk| desk.change_plan(plan, what, on, year, dom::today()))
}

#[wasm_bindgen]
pub fn is_whole_plan(plan: &str) -> bool {
    DESK.with_borrow(|desk| desk.is_whole_plan(plan))
}

#[wasm_bindgen]
pub fn code(version: usize, text: &str) -> String {
    with_desk(|desk| carry::code(desk, version, text))
}

#[wasm_bindgen]
pub fn qr(text: &str) -> String {
    carry::qr(text)
}

#[wasm_bindgen]
pub fn file(listed: &str) -> String {
    with_desk(|desk| carry::file(desk, listed, dom::today()))
}

#[wasm_bindgen]
pub fn bring(text: &str) -> String {
    with_desk(|desk| carry::bring(desk, text, dom::today().year_to_assess()))
}

#[wasm_bindgen]
pub fn table(rows: &str) -> String {
    carry::table(rows)
}
