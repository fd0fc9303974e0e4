//! Listens, waits until somebody has stopped typing, fetches what is missing.

use super::shows::show_view;
use super::state::{Fetch, State, Step, file};
use crate::pages::controls::{bring, first, focus, on, said, set_value, take_over, value, window};
use crate::pages::marks::search::{MORE, PARTS, PORTABLE};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, UrlSearchParams};

/// How long somebody types no letter who has stopped typing, in milliseconds.
const PAUSE: u32 = 300;

/// The page while it lives.
struct Page {
    state: State,
    input: Element,
    /// The folder of the index.
    parts: String,
    /// Its parts are scripts that hand over their bytes: from file:// nothing can be fetched.
    is_portable: bool,
    /// Somebody is typing.
    typing: Option<Timeout>,
}

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

fn with_page(act: impl FnOnce(&mut Page)) {
    PAGE.with_borrow_mut(|page| page.as_mut().map(act));
}

// Begins with the root of the index. Where that is none, the page stays as it was delivered, with the lists to look through
// by hand. No doc comment here: the glue would carry it.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the loader reaches it")]
pub fn start(root: &[u8]) {
    let (Some(state), Some(input), Some(script)) =
        (State::open(root), first("input[type=search]"), first(&PARTS.any()))
    else {
        return;
    };
    let (parts, is_portable) = (said(&script, PARTS), script.has_attribute(PORTABLE.0));
    PAGE.set(Some(Page { state, input: input.clone(), parts, is_portable, typing: None }));
    on(&input, "input", |_| with_page(|page| page.typing = Some(Timeout::new(PAUSE, || with_page(Page::ask)))));
    if let Some(form) = first("form[role=search]") {
        on(&form, "submit", |event| {
            event.prevent_default();
            with_page(Page::ask);
        });
    }
    if let Some(button) = first(&MORE.any()) {
        on(&button, "click", |_| {
            with_page(|page| {
                page.state.more();
                page.go_on();
            });
        });
    }
    take_over();
    if value(&input).is_empty() {
        set_value(&input, &asked().unwrap_or_default());
    }
    with_page(Page::ask);
    focus(&input);
}

impl Page {
    /// Asks what stands in the field.
    fn ask(&mut self) {
        self.typing = None;
        let typed = value(&self.input);
        if self.state.is_new(&typed) {
            self.state.ask(&typed);
            self.go_on();
            remember(&typed);
        }
    }

    /// Shows the answer, or fetches what is missing for it.
    fn go_on(&mut self) {
        match self.state.step() {
            Step::Show(view) => show_view(&view),
            Step::Fetch(wanted) => {
                for Fetch { part, is_again } in wanted {
                    let mut address = self.parts.clone();
                    address.push_str(&file(part));
                    if self.is_portable {
                        address.push_str(".js");
                    }
                    bring(&address, is_again, move |bytes| {
                        with_page(|page| {
                            page.state.arrived(part, bytes.as_deref());
                            page.go_on();
                        });
                    });
                }
            }
        }
    }
}

/// What the address asks.
fn asked() -> Option<String> {
    let behind = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&behind).ok()?.get("q")
}

/// Puts the question into the address, so that the way back from a page leads to its results. Some browsers refuse that
/// from file://; then the way back is a blank page.
fn remember(typed: &str) {
    let address = match UrlSearchParams::new() {
        Ok(query) if !typed.is_empty() => {
            query.set("q", typed);
            let mut address = String::from("?");
            address.push_str(&String::from(query.to_string()));
            address
        }
        _ => window().location().pathname().unwrap_or_default(),
    };
    let history = window().history();
    let _refused = history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
}
