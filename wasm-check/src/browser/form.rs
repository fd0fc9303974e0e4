//! The form: an answer sheet as a person sees it.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::dom::{self, Element};
use crate::rubric::{Item, Rubric};
use crate::sheet::{Answer, Sheet};
use wasm_bindgen::JsValue;
use web_sys::Event;

/// How many years beyond the newest of the page a device's clock is believed. The single file may be opened long after
/// it was made; a clock that is off by more is wrong, and nobody scrolls through a century.
const YEARS_AHEAD: u16 = 20;

/// Inputs of items are named by their id after this, as the id may be `year` or `group`.
const ITEM: &str = "i.";

/// The form of the page.
pub(super) struct Form {
    element: Element,
    controls: Vec<Control>,
    year: Option<Element>,
}

/// One input: a choice, or a field to type a number in.
struct Control {
    input: Element,
    about: About,
    /// What a choice stands for; nothing where it is a field.
    choice: Option<String>,
    /// What a field says of a number that it cannot take.
    error: Option<Element>,
}

/// What an input asks for. Items are known by their place.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Group,
    Area,
    Item(usize),
}

impl Form {
    /// The form that a self-check page has.
    pub(super) fn find(rubric: &Rubric) -> Option<Self> {
        let element = dom::first("form[data-check]")?;
        let items = rubric.items();
        let mut controls = Vec::new();
        for input in dom::all("form[data-check] input") {
            let name = input.get_attribute("name").unwrap_or_default();
            let id = name.strip_prefix(ITEM).unwrap_or_default();
            let about = match name.as_str() {
                "group" => About::Group,
                "area" => About::Area,
                _ => match items.iter().position(|item| item.id == id) {
                    Some(place) => About::Item(place),
                    None => continue,
                },
            };
            let (mut choice, mut error) = (None, None);
            if input.get_attribute("type").as_deref() == Some("radio") {
                choice = Some(input.value());
            } else {
                error = dom::first(&dom::joined(&["[data-error='", id, "']"]));
            }
            controls.push(Control { input, about, choice, error });
        }
        Some(Self { element, controls, year: dom::first("form[data-check] select[name=year]") })
    }

    /// The element itself.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// What is marked now. The year of today is taken where the page does not ask for one. A number that cannot be read
    /// counts as none: it stays in its field, which says so.
    pub(super) fn read(&self, rubric: &Rubric, today: Date) -> Sheet {
        let items = rubric.items();
        let mut sheet = Sheet::blank(rubric, today.year_to_assess());
        if let Some(year) = self.year.as_ref().and_then(|select| to_year(&select.value())) {
            sheet.year = year;
        }
        for control in &self.controls {
            let value = control.value();
            if value.is_empty() {
                continue;
            }
            match control.about {
                About::Group => sheet.group = Some(value),
                About::Area => sheet.area = Some(value),
                About::Item(place) => {
                    let answer = to_answer(&value, items[place]);
                    control.complain(answer.is_none());
                    sheet.answers[place] = answer.unwrap_or_default();
                }
            }
        }
        sheet
    }

    /// Marks what the sheet says, and nothing else. What is being typed stays as it is while it says the same.
    pub(super) fn fill(&self, rubric: &Rubric, sheet: &Sheet) {
        let items = rubric.items();
        for control in &self.controls {
            match control.about {
                About::Group => control.choose(sheet.group.as_deref().unwrap_or_default()),
                About::Area => control.choose(sheet.area.as_deref().unwrap_or_default()),
                About::Item(place) => control.fill(items[place], sheet.answers[place]),
            }
        }
        if let Some(select) = &self.year {
            Self::offer_year(select, sheet.year);
            select.set_value(&Decimal::whole(sheet.year.into()).text());
        }
    }

    /// Takes everything back, what could not be read too.
    pub(super) fn reset(&self) {
        self.element.reset();
    }

    /// Of a number and the choices beside it, what was touched last counts: it clears the other.
    pub(super) fn settle(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        let is_target =
            |control: &&Control| AsRef::<JsValue>::as_ref(&control.input) == AsRef::<JsValue>::as_ref(&target);
        let Some(touched) = self.controls.iter().find(is_target) else { return };
        if touched.value().is_empty() {
            return touched.complain(false);
        }
        for other in &self.controls {
            if other.about == touched.about && other.choice.is_some() != touched.choice.is_some() {
                other.clear();
            }
        }
    }

    /// The year, where a person has picked another than the one that the page was delivered with.
    pub(super) fn marked_year(&self) -> Option<u16> {
        let select = self.year.as_ref()?;
        if select.selected_index() > 0 { to_year(&select.value()) } else { None }
    }

    /// The year that a check today is most likely about. Adds those that have begun since the page was made; where the
    /// clock says one that is not among them even so, the page knows better.
    pub(super) fn likely_year(&self, today: Date) -> u16 {
        let likely = today.year_to_assess();
        let years = Self::years();
        let (Some(select), Some(newest)) = (&self.year, years.first().and_then(year_of)) else { return likely };
        let mut year = newest;
        while year < today.year && today.year - newest <= YEARS_AHEAD {
            year += 1;
            Self::offer_year(select, year);
        }
        let is_offered = Self::years().iter().any(|option| year_of(option) == Some(likely));
        if is_offered { likely } else { newest }
    }

    /// Adds the year to the choices, newest first, unless it is there.
    fn offer_year(select: &Element, year: u16) {
        let years = Self::years();
        let next = years.iter().find(|option| year_of(option).is_some_and(|offered| offered <= year));
        if next.and_then(year_of) == Some(year) {
            return;
        }
        let option = dom::create("option");
        dom::set_text(&option, &Decimal::whole(year.into()).text());
        select.insert_before(&option, next);
    }

    fn years() -> Vec<Element> {
        dom::all("form[data-check] select[name=year] option")
    }
}

impl Control {
    /// What it says; empty where it is not chosen, or nothing is typed.
    fn value(&self) -> String {
        match &self.choice {
            Some(_) if !self.input.checked() => String::new(),
            Some(choice) => choice.clone(),
            None => self.input.value(),
        }
    }

    fn choose(&self, value: &str) {
        self.input.set_checked(self.choice.as_deref() == Some(value));
    }

    fn fill(&self, item: &Item, answer: Answer) {
        if let Some(choice) = &self.choice {
            self.input.set_checked(Answer::from_field(choice, item) == Some(answer));
        } else if to_answer(&self.value(), item).unwrap_or_default() != answer {
            self.clear();
            if let Answer::Given(number) = answer {
                self.input.set_value(&Decimal::typed(number));
            }
        }
    }

    fn clear(&self) {
        if self.choice.is_some() {
            self.input.set_checked(false);
        } else {
            self.input.set_value("");
        }
        self.complain(false);
    }

    /// Says that the number cannot be taken, or no longer says so.
    fn complain(&self, is_wrong: bool) {
        if let Some(error) = &self.error {
            dom::show(error, is_wrong);
            self.input.set_attribute("aria-invalid", if is_wrong { "true" } else { "false" });
        }
    }
}

/// The answer that a field or a choice gives; nothing where it cannot be read. Who has typed `92,` is on the way to a
/// number that begins so.
fn to_answer(value: &str, item: &Item) -> Option<Answer> {
    Answer::from_field(value, item).or_else(|| Answer::from_field(&dom::joined(&[value, "0"]), item))
}

fn year_of(option: &Element) -> Option<u16> {
    to_year(&option.value())
}

fn to_year(value: &str) -> Option<u16> {
    Decimal::parse(value).and_then(|year| u16::try_from(year.floor()).ok())
}
