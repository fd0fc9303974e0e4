//! The search page in the browser: what is typed goes in, what is found stands below.
//!
//! The script beside the module (`search.js`) listens, waits and fetches; here the question is answered and the results are
//! put together, of elements and texts and never of HTML. All sentences stand in the page already, one for each way a
//! search can end.
#![allow(unreachable_pub, reason = "what is handed to the script is public to it alone")]

use super::card::Card;
use super::engine::{Answer, Best, Engine, Found, Pages, Part};
use super::excerpt;
use crate::dom::{self, Element};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// So many pages are shown, and so many more at a time.
const SHOWN: usize = 8;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_number(this: &Element, name: &str, number: u32);
    #[wasm_bindgen(method, setter, js_name = textContent)]
    fn set_text_of_number(this: &Element, number: u32);
    /// Puts a text at the end.
    #[wasm_bindgen(method, js_name = append)]
    fn append(this: &Element, text: &str);
    #[wasm_bindgen(method, js_name = replaceChildren)]
    fn remove_all(this: &Element);

    /// Fetches a part and hands it to [`arrived`], or says [`failed`].
    #[wasm_bindgen(js_namespace = window, js_name = hoctapWant)]
    fn want(kind: u32, number: u32);
}

/// What the page is about.
struct State {
    engine: Engine,
    query: String,
    most: usize,
    /// What is on its way.
    awaited: Vec<Part>,
    /// A part of the answer could not be had.
    has_failed: bool,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

fn with_state(act: impl FnOnce(&mut State)) {
    STATE.with_borrow_mut(|state| state.as_mut().map(act));
}

// Begins with the root of the index; false where it is none. No doc comments here: the glue would carry them.
#[wasm_bindgen]
pub fn open(root: &[u8]) -> bool {
    let engine = Engine::open(root);
    let is_open = engine.is_some();
    STATE.set(engine.map(|engine| State {
        engine,
        query: String::new(),
        most: SHOWN,
        awaited: Vec::new(),
        has_failed: false,
    }));
    is_open
}

// Somebody typed this.
#[wasm_bindgen]
pub fn ask(query: &str) {
    with_state(|state| {
        query.clone_into(&mut state.query);
        state.most = SHOWN;
        state.has_failed = false;
        state.answer();
    });
}

// Somebody wants to see more.
#[wasm_bindgen]
pub fn more() {
    with_state(|state| {
        state.most += SHOWN;
        state.has_failed = false;
        state.answer();
    });
}

#[wasm_bindgen]
pub fn arrived(kind: u32, number: u32, bytes: &[u8]) {
    with_state(|state| {
        let part = part(kind, number);
        state.awaited.retain(|awaited| *awaited != part);
        if !state.engine.take(part, bytes) {
            state.has_failed = true;
        }
        state.answer();
    });
}

#[wasm_bindgen]
pub fn failed(kind: u32, number: u32) {
    with_state(|state| {
        let part = part(kind, number);
        state.awaited.retain(|awaited| *awaited != part);
        state.has_failed = true;
        state.answer();
    });
}

fn part(kind: u32, number: u32) -> Part {
    match kind {
        0 => Part::Shard(number),
        1 => Part::Cards(number),
        _ => Part::Vocabulary,
    }
}

impl State {
    /// Shows the answer to what was typed, or fetches what is missing for it.
    fn answer(&mut self) {
        match self.engine.ask(&self.query, self.most) {
            Answer::Blank => {
                say("");
                let _cleared = list(None);
            }
            Answer::Needs(_) if self.has_failed => {
                say("failed");
                let _cleared = list(None);
            }
            Answer::Needs(parts) => {
                for part in parts {
                    if self.awaited.contains(&part) {
                        continue;
                    }
                    self.awaited.push(part);
                    match part {
                        Part::Shard(number) => want(0, number),
                        Part::Cards(number) => want(1, number),
                        Part::Vocabulary => want(2, 0),
                    }
                }
            }
            Answer::Pages(pages) => self.show(&pages),
        }
    }

    fn show(&self, pages: &Pages) {
        say(match pages.found {
            Found::Whole => "whole",
            Found::Completed => "completed",
            Found::Mended => "mended",
            Found::Nothing => "nothing",
        });
        for slot in dom::all("[data-slot=count]") {
            slot.set_text_of_number(pages.count);
        }
        let Some(list) = list(Some(pages.count)) else { return };
        for best in &pages.best {
            if let Some(card) = self.engine.card(best.passage) {
                list.insert_before(&result(&card, best), None);
            }
        }
        let all = (pages.count + pages.beyond) as usize;
        for button in dom::all("[data-more]") {
            dom::show(&button, all > pages.best.len());
        }
    }
}

/// The list of results, emptied; with their number, or without where nothing was asked.
fn list(count: Option<u32>) -> Option<Element> {
    let list = dom::first("[data-results]")?;
    list.remove_all();
    list.set_number("data-count", count.unwrap_or(0));
    if count.is_none() {
        for button in dom::all("[data-more]") {
            dom::show(&button, false);
        }
    }
    Some(list)
}

/// Shows the one sentence that is meant.
fn say(which: &str) {
    for sentence in dom::all("[data-say]") {
        let is_meant = sentence.get_attribute("data-say").is_some_and(|name| name == which);
        dom::show(&sentence, is_meant);
    }
}

/// A page that was found: its title and where in it, and what stands there.
fn result(card: &Card<'_>, best: &Best) -> Element {
    let read = excerpt::read(card, &best.wants);
    let item = dom::create("li");
    let link = dom::create("a");
    let href = if read.id.is_empty() { card.href.to_owned() } else { dom::joined(&[card.href, "#", read.id]) };
    link.set_attribute("href", &href);
    write(&link, card.title, &excerpt::marked(card.title, &best.wants));
    if !read.heading.is_empty() {
        link.append(" – ");
        write(&link, read.heading, &excerpt::marked(read.heading, &best.wants));
    }
    item.insert_before(&link, None);
    if !read.text.is_empty() {
        let text = dom::create("p");
        if read.is_cut_before {
            text.append("… ");
        }
        write(&text, read.text, &read.found);
        if read.is_cut_after {
            text.append(" …");
        }
        item.insert_before(&text, None);
    }
    item
}

/// Writes a text with what was found in it marked.
fn write(to: &Element, text: &str, found: &[(usize, usize)]) {
    let mut at = 0;
    for (start, end) in found {
        to.append(text.get(at..*start).unwrap_or_default());
        let mark = dom::create("mark");
        mark.append(text.get(*start..*end).unwrap_or_default());
        to.insert_before(&mark, None);
        at = *end;
    }
    to.append(text.get(at..).unwrap_or_default());
}
