//! The self-check page in the browser: takes the paper form over and scores it while it is filled in.
//!
//! All that a person reads stands in the page already. The module reads the form, fills in numbers, and shows and
//! hides what the page has prepared; a page without the module is therefore complete, and prints.
//!
//! 1. [`Page::find`]: the rubric and the form; without them the page stays as it was delivered.
//! 2. [`Page::restore`]: what this device kept, and what was marked while the module was still on its way.
//! 3. [`Page::listen`]: from then on every change is read, stored, scored and shown within its own event.
//!
//! The form is the sheet: there is no second copy of the answers that could disagree with what a person sees.

mod form;
mod store;
mod view;

use crate::date::Date;
use crate::dom;
use crate::rubric::Rubric;
use crate::score::score;
use crate::sheet::Sheet;
use form::Form;
use std::cell::Cell;
use store::{Kept, Store};
use view::{Facts, View};
use wasm_bindgen::prelude::*;
use web_sys::Event;

// Runs when the module is loaded, which is after the page is parsed. No doc comment: the glue would carry it.
#[wasm_bindgen(start)]
fn start() {
    if let Some(page) = Page::find() {
        let page = kept_for_ever(page);
        page.restore();
        page.listen();
        announce();
    }
}

/// A self-check page: its form, its prepared places and its sheet on this device.
struct Page {
    rubric: &'static Rubric,
    form: Form,
    view: View,
    store: Store,
    /// The answers on the page came from the device.
    restored: Cell<bool>,
}

impl Page {
    fn find() -> Option<Self> {
        let rubric = kept_for_ever(Rubric::from_json(&dom::first("[data-rubric]")?.text_content()?)?);
        let form = Form::find(rubric)?;
        let prefix = form.element().get_attribute("data-store").unwrap_or_default();
        let set = dom::joined(&[&prefix, "/sheet/", &rubric.set]);
        let store = Store::new(set, &rubric.version);
        Some(Self { rubric, form, view: View::new(), store, restored: Cell::new(false) })
    }

    /// Brings back the kept sheet, under the marks that were made before the module was there: on a slow line people
    /// begin while it is still on its way, and what they did last counts.
    fn restore(&self) {
        let marks = self.form.read(self.rubric, today());
        let marked_year = self.form.marked_year();
        let mut sheet = self.kept_sheet();
        let is_marked = sheet.overlay(marks) || marked_year.is_some_and(|year| year != sheet.year);
        sheet.year = marked_year.unwrap_or(sheet.year);
        self.form.fill(self.rubric, &sheet);
        if is_marked {
            self.store.save(&sheet.to_json(self.rubric));
        }
        self.show(&sheet);
        for note in dom::all("[data-other-version]") {
            let version = note.get_attribute("data-other-version").unwrap_or_default();
            dom::show(&note, self.store.has_version(&version));
        }
    }

    /// Fills the form anew from the device: another tab changed the sheet, or the page comes out of the browser's
    /// memory of visited pages. Answers that could not be stored exist only here and are not given up.
    fn follow_store(&self) {
        if self.store.kept() != Kept::Failed && self.store.has_changed() {
            self.bring_back();
        }
    }

    fn bring_back(&self) {
        let sheet = self.kept_sheet();
        self.form.fill(self.rubric, &sheet);
        self.show(&sheet);
    }

    fn kept_sheet(&self) -> Sheet {
        let year = self.form.likely_year(today());
        let sheet = self.store.load(self.rubric, year);
        self.restored.set(sheet.as_ref().is_some_and(|sheet| !sheet.is_blank()));
        sheet.unwrap_or_else(|| Sheet::blank(self.rubric, year))
    }

    fn changed(&self, event: &Event) {
        self.form.settle(event);
        let sheet = self.form.read(self.rubric, today());
        self.store.save(&sheet.to_json(self.rubric));
        self.show(&sheet);
    }

    /// Deletes the sheet, then shows what the device holds: nothing, unless it would not let go.
    fn clear(&self) {
        self.store.clear();
        self.form.reset();
        self.bring_back();
    }

    fn show(&self, sheet: &Sheet) {
        let outcome = score(self.rubric, sheet, today());
        self.view.show(&Facts {
            rubric: self.rubric,
            sheet,
            outcome: &outcome,
            kept: self.store.kept(),
            restored: self.restored.get(),
        });
    }

    fn listen(&'static self) {
        // Numbers count while they are typed; some browsers say only “change” of a choice.
        for event in ["input", "change"] {
            dom::on(self.form.element(), event, Box::new(|event| self.changed(event)));
        }
        // The Enter key on a choice would send the form, and the page would load anew.
        dom::on(self.form.element(), "submit", Box::new(Event::prevent_default));
        for event in ["storage", "pageshow"] {
            dom::on(&dom::window(), event, Box::new(|_| self.follow_store()));
        }
        for button in dom::all("[data-action]") {
            match button.get_attribute("data-action").as_deref() {
                Some("print") if dom::can("print") => {
                    dom::on(&button, "click", Box::new(|_| dom::print()));
                    dom::show(&button, true);
                }
                Some("clear") if dom::can("confirm") => {
                    let question = button.get_attribute("data-confirm").unwrap_or_default();
                    let ask = move |_: &Event| {
                        if dom::confirm(&question) {
                            self.clear();
                        }
                    };
                    dom::on(&button, "click", Box::new(ask));
                    dom::show(&button, true);
                }
                _ => {}
            }
        }
    }
}

/// Only now: the style sheet hides the instructions for scoring by hand, and tests begin to tap. Which engine this is, who
/// started it says.
fn announce() {
    if let Some(root) = dom::first("html") {
        root.set_attribute("data-hoctap", "ready");
    }
}

/// What the listeners need for as long as the document lives; a leak costs less than counted references, and no code to
/// give it back.
fn kept_for_ever<T>(thing: T) -> &'static T {
    Box::leak(Box::new(thing))
}

fn today() -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "a clock of this century")]
    Date::in_vietnam((dom::now() / 1000.0) as i64)
}
