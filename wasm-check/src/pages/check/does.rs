//! Listens, and does what was asked for.

use super::gives::{copy_beside, has, in_words, listen, read_aloud, share, stop};
use super::shows::{Places, arrange};
use super::state::{Device, State};
use super::steps::Step;
use super::view::View;
use crate::date::Date;
use crate::pages::controls::{
    create, document, each, first, mark, nearest, on, put_before, said, say, set, set_text, set_value, show, take_over,
    value, window,
};
use crate::pages::marks::check::{ACTION, CHECK, FINE, HAND_OVER, RESULT_TEXT, RUBRIC, SHEET_JSON, SIZE, STORE};
use crate::pages::marks::root::TEXT;
use crate::pages::store;
use crate::rubric::Rubric;
use crate::text::{joined, number, push_two_digits};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, PageTransitionEvent, ScrollRestoration};

/// The browser's store and clock.
struct Browser;

impl Device for Browser {
    fn load(&self, key: &str) -> Option<String> {
        store::load(key)
    }

    fn save(&self, key: &str, text: &str) -> bool {
        store::save(key, text)
    }

    fn remove(&self, key: &str) {
        store::remove(key);
    }

    fn today(&self) -> Date {
        #[expect(clippy::cast_possible_truncation, reason = "a clock of this century")]
        Date::in_vietnam((js_sys::Date::now() / 1000.0) as i64)
    }

    fn hour(&self) -> String {
        let now = js_sys::Date::new_0();
        let mut hour = String::new();
        push_two_digits(&mut hour, now.get_hours());
        hour.push(':');
        push_two_digits(&mut hour, now.get_minutes());
        hour
    }
}

/// The page while it lives.
struct Page {
    state: State<Browser>,
    places: Places,
    form: Element,
    year: Element,
    /// So many of its first steps are done.
    steps: u8,
}

thread_local! {
    // Never given back: it lives as long as the document.
    static PAGE: Cell<Option<&'static RefCell<Page>>> = const { Cell::new(None) };
}

// Begins; where the rule cannot be read, the page stays as it was delivered. The loader calls it until it says that there is
// no more to do: each step is short, and who scrolls meanwhile is not kept waiting for all at once. No doc comment here: the
// glue would carry it.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "the loader reaches it")]
pub fn start() -> bool {
    if let Some(page) = PAGE.get() {
        return page.borrow_mut().start();
    }
    let (Some(form), Some(year)) = (first(&CHECK.any()), first("[name=year]")) else { return false };
    let Some(rubric) = Rubric::from_page(&said(&form, RUBRIC)) else {
        return false;
    };
    let mut years = Vec::new();
    each(Some(&year), "option", &mut |option| {
        let year = option.text_content().unwrap_or_default();
        years.extend(crate::decimal::Decimal::parse(&year).and_then(|year| u16::try_from(year.floor()).ok()));
    });
    let state = State::new(Browser, rubric, said(&form, STORE), years);
    PAGE.set(Some(Box::leak(Box::new(RefCell::new(Page { state, places: Places::find(), form, year, steps: 0 })))));
    true
}

#[inline(never)]
fn with_page(act: &mut dyn FnMut(&mut Page)) {
    if let Some(page) = PAGE.get() {
        act(&mut page.borrow_mut());
    }
}

fn hash() -> String {
    window().location().hash().unwrap_or_default().get(1..).unwrap_or_default().to_owned()
}

/// Something happened.
fn happened(event: &Event) {
    let Some(target) = event.target() else { return };
    let target: Element = target.unchecked_into();
    match event.type_().as_str() {
        "input" | "change" => with_page(&mut |page| page.touched(target.unchecked_ref())),
        // The Enter key on a choice would send the form, and the page would load anew.
        "submit" => event.prevent_default(),
        "click" => {
            if let Some(button) = nearest(&target, "button") {
                clicked(&button);
            }
        }
        "toggle" => with_page(&mut |page| page.write()),
        "hashchange" => with_page(&mut |page| page.go()),
        "pagehide" => stop(),
        "pageshow" => with_page(&mut |page| page.follow(event.unchecked_ref::<PageTransitionEvent>().persisted())),
        _ => with_page(&mut |page| page.follow(false)),
    }
}

impl Page {
    /// The next step; says whether there is another.
    fn start(&mut self) -> bool {
        self.steps += 1;
        if self.steps == 1 {
            self.take_over();
            return true;
        }
        self.begin();
        false
    }

    /// In one step: what is answered from then on is kept.
    fn take_over(&mut self) {
        // The newest year is what the page comes with: another was chosen.
        let mut chosen = value(&self.year);
        if self.state.years.first().is_some_and(|newest| number((*newest).into()) == chosen) {
            chosen.clear();
        }
        self.state.open(&chosen);
        let mut is_marked = false;
        for field in &self.places.fields {
            let value = field.element.value();
            if !value.is_empty() && (!field.is_choice || field.element.checked()) {
                is_marked |= self.state.lay(&field.name, &value, field.is_choice);
            }
        }
        if is_marked {
            self.state.save();
        }
        self.mark();
        self.hand_over();
        for event in ["input", "change", "submit"] {
            on(&self.form, event, happened);
        }
        for event in ["storage", "pageshow", "pagehide", "hashchange"] {
            on(&window(), event, happened);
        }
    }

    /// Shows all of it, and listens to what is tapped beside the form.
    fn begin(&mut self) {
        self.state.come(&hash());
        enlarge(&self.state.size());
        each(None, "button", &mut |button| {
            let is_able = match said(&button, ACTION).as_str() {
                "print" => has(&window(), "print"),
                "share" => has(&window().navigator(), "share"),
                _ => true,
            };
            if is_able {
                show(&button, true);
            }
        });
        on(&document(), "click", happened);
        on(&document(), "toggle", happened);
        self.show();
        self.arrange(self.state.step != Step::Start && !self.state.is_list);
        listen();
        take_over();
    }

    fn touched(&mut self, field: &HtmlInputElement) {
        let is_choice = field.type_() == "radio";
        if (!is_choice || field.checked()) && self.state.change(&field.name(), &field.value(), is_choice) {
            self.mark();
            self.show();
        }
    }

    /// Something happened elsewhere.
    fn follow(&mut self, was_away: bool) {
        self.hand_over();
        self.state.follow(was_away);
        self.mark();
        self.show();
        if was_away && !self.state.is_list {
            self.arrange(true);
        }
    }

    fn go(&mut self) {
        if !self.state.is_list {
            self.state.go(&hash());
            self.show();
            self.arrange(true);
        }
    }

    /// Writes into all fields what the sheet says.
    fn mark(&mut self) {
        let mut place = 0;
        each(Some(&self.year), "option", &mut |option| {
            while let Some(year) = self.state.years.get(place)
                && option.text_content().as_ref() != Some(&number((*year).into()))
                && place < self.state.years.len()
            {
                let new = create("option");
                set_text(&new, &number((*year).into()));
                put_before(&option, &new);
                place += 1;
            }
            place += 1;
        });
        self.places.mark(&self.state);
    }

    fn show(&mut self) {
        self.places.show(&View::of(&self.state), self.state.rubric);
        self.write();
    }

    /// Writes the longer texts, where their part of the page is open.
    fn write(&self) {
        each(None, "details[open] [readonly],details [role=status] span", &mut |area| {
            if area.has_attribute(RESULT_TEXT.0) {
                set_value(&area, &in_words());
            } else if area.has_attribute(SHEET_JSON.0) {
                set_value(&area, &self.state.sheet.to_json(self.state.rubric));
            } else {
                // What was copied is no longer what stands there.
                show(&area, false);
            }
        });
    }

    /// Arranges the page for the step, and brings somebody there.
    fn arrange(&mut self, is_arrival: bool) {
        let id = self.state.path().id(self.state.step);
        let is_list = self.state.is_list;
        let restoration = if is_list { ScrollRestoration::Auto } else { ScrollRestoration::Manual };
        let _always = window().history().map(|history| history.set_scroll_restoration(restoration));
        arrange(self.state.step, is_list, &id, is_arrival);
        if is_arrival && !is_list && hash() != id {
            let _refused = window().location().replace(&joined("#", &id));
        }
    }

    /// Nobody's turn: the page that is handed over says who comes next.
    fn hand_over(&self) {
        if self.state.is_nobodys()
            && let Some(next) = first(&HAND_OVER.any())
        {
            let _always = window().location().replace(&next.get_attribute("href").unwrap_or_default());
        }
    }
}

/// Larger letters.
fn enlarge(size: &str) {
    if let Some(html) = first("html") {
        say(&html, TEXT, size);
    }
    each(None, &SIZE.any(), &mut |button| {
        set(&button, "aria-pressed", if said(&button, SIZE) == size { "true" } else { "false" });
    });
}

/// Somebody tapped a button.
fn clicked(button: &Element) {
    let (action, size) = (said(button, ACTION), said(button, SIZE));
    match action.as_str() {
        "speak" => read_aloud(button),
        "print" => drop(window().print()),
        "share" => share(),
        "copy" => copy_beside(button),
        "fine" => {
            let ask = nearest(button, "fieldset");
            let is_fine = ask.as_ref().is_some_and(|ask| ask.has_attribute(FINE.0));
            mark(ask.as_ref(), FINE, !is_fine);
        }
        _ => with_page(&mut |page| {
            match action.as_str() {
                "list" => page.state.turn_list(),
                "clear" => page.state.delete(),
                "undo" => page.state.undo(),
                _ if size.is_empty() => return,
                _ => {
                    enlarge(&size);
                    page.state.choose_size(&size);
                    return;
                }
            }
            page.mark();
            page.show();
            if action == "list" {
                page.arrange(true);
            }
        }),
    }
}
