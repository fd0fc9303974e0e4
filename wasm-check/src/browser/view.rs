//! What the page shows: numbers into prepared slots, prepared sentences shown or hidden.
//!
//! No sentence is made here. What a result says stands in the page, where its author can read and correct it.

use super::dom;
use super::store::Kept;
use crate::rubric::Rubric;
use crate::score::Outcome;
use crate::sheet::{Answer, Sheet};
use crate::text;
use crate::vietnamese::number_in_words;
use web_sys::{Document, Element};

/// All that the page may show at one moment.
pub(super) struct Facts<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) sheet: &'a Sheet,
    pub(super) outcome: &'a Outcome,
    pub(super) kept: Kept,
    /// The answers were brought back from the device.
    pub(super) restored: bool,
}

/// The prepared places, found once: the page does not change under the module.
pub(super) struct View {
    places: Vec<Place>,
}

/// An element that shows a part of the facts.
struct Place {
    element: Element,
    kind: Kind,
    /// Of the attribute that makes it a place: a name, words, or an id.
    value: String,
}

#[derive(Clone, Copy)]
enum Kind {
    Slot,
    When,
    OpenItem,
    BelowItem,
    WayUpItem,
    AreaNote,
    Criterion,
    ResultJson,
    Total,
    Result,
}

/// By which attribute each kind is known, in the order in which they are filled. The verdict comes last: who waits for
/// it finds all the rest in place.
const KINDS: [(Kind, &str); 10] = [
    (Kind::Slot, "data-slot"),
    (Kind::When, "data-when"),
    (Kind::OpenItem, "data-open-item"),
    (Kind::BelowItem, "data-below-item"),
    (Kind::WayUpItem, "data-way-up-item"),
    (Kind::AreaNote, "data-area-note"),
    (Kind::Criterion, "data-criterion"),
    (Kind::ResultJson, "data-result-json"),
    (Kind::Total, "data-total"),
    (Kind::Result, "data-result"),
];

impl View {
    /// All places of the page.
    pub(super) fn new(document: &Document) -> Self {
        let mut places = Vec::new();
        for (kind, attribute) in KINDS {
            for element in dom::all(document, &dom::joined(&["[", attribute, "]"])) {
                let value = element.get_attribute(attribute).unwrap_or_default();
                places.push(Place { element, kind, value });
            }
        }
        Self { places }
    }

    /// Makes the page say these facts.
    pub(super) fn show(&self, facts: &Facts<'_>) {
        for place in &self.places {
            place.show(facts);
        }
    }
}

impl Place {
    fn show(&self, facts: &Facts<'_>) {
        let (element, value, outcome) = (&self.element, self.value.as_str(), facts.outcome);
        match self.kind {
            Kind::Slot => {
                if let Some(text) = facts.text(value) {
                    dom::set_text(element, &text);
                }
            }
            Kind::When => dom::show(element, value.split_ascii_whitespace().all(|word| facts.hold(word))),
            Kind::OpenItem => dom::show(element, facts.is_open(value)),
            Kind::BelowItem => dom::show(element, outcome.blocked_by.iter().any(|low| low == value)),
            Kind::WayUpItem => {
                let raise = outcome.way_up.iter().find(|raise| raise.id == value);
                dom::show(element, raise.is_some());
                if let Some(raise) = raise {
                    self.fill("from", raise.from.0);
                    self.fill("to", raise.to.0);
                    self.fill("by", raise.to.0 - raise.from.0);
                }
            }
            Kind::AreaNote => dom::show(element, outcome.area.as_deref() == Some(value)),
            Kind::Criterion => {
                if let Some(part) = outcome.criteria.iter().find(|part| part.id == value) {
                    self.fill("criterion-total", part.total.0);
                }
            }
            Kind::ResultJson => dom::set_text(element, &outcome.to_json()),
            // The page may have slots in it instead, the total among them.
            Kind::Total if element.first_element_child().is_some() => {}
            Kind::Total => dom::set_text(element, &text::number(outcome.total.0)),
            Kind::Result => {
                dom::set_attribute(element, "data-score", &text::number(outcome.total.0));
                dom::set_attribute(element, "data-max", &text::number(outcome.max.0));
                dom::set_attribute(element, "data-verdict", outcome.verdict.as_str());
            }
        }
    }

    /// Fills the slot of that name inside an item.
    fn fill(&self, slot: &str, number: u32) {
        let selector = dom::joined(&["[data-slot=", slot, "]"]);
        if let Ok(Some(slot)) = self.element.query_selector(&selector) {
            dom::set_text(&slot, &text::number(number));
        }
    }
}

impl Facts<'_> {
    /// What a slot of that name says; nothing where the name belongs to an item of a list, or says nothing yet.
    fn text(&self, name: &str) -> Option<String> {
        let outcome = self.outcome;
        let number = match name {
            "total" => outcome.total.0,
            "total-words" => return Some(number_in_words(outcome.total.0)),
            "max" => outcome.max.0,
            "answered" => outcome.answered,
            "of" => outcome.of,
            "open" => self.open(),
            "below" => count(outcome.blocked_by.len()),
            "needed" => outcome.needed.0,
            "year" => outcome.year.into(),
            "date" => return Some(outcome.date.vietnamese()),
            "saved-at" => match self.kept {
                Kept::At(hour, minute) => return Some(clock(hour, minute)),
                Kept::Unchanged | Kept::Failed => return None,
            },
            _ => return None,
        };
        Some(text::number(number))
    }

    /// Whether this word of a `data-when` is true now. A word that nobody knows is not.
    fn hold(&self, word: &str) -> bool {
        let outcome = self.outcome;
        match word {
            "open" => self.open() > 0,
            "none-open" => self.open() == 0,
            "below" => !outcome.blocked_by.is_empty(),
            "way-up" => !outcome.way_up.is_empty(),
            "started" => self.is_started(),
            "not-started" => !self.is_started(),
            "saved" => matches!(self.kept, Kept::At(..)),
            "save-failed" => self.kept == Kept::Failed,
            "restored" => self.restored,
            _ => word.strip_prefix("verdict:") == Some(outcome.verdict.as_str()),
        }
    }

    fn open(&self) -> u32 {
        self.outcome.of - self.outcome.answered
    }

    fn is_started(&self) -> bool {
        self.sheet.answers.iter().any(|answer| *answer != Answer::Blank)
    }

    fn is_open(&self, id: &str) -> bool {
        let mut answers = self.rubric.indicators().zip(&self.sheet.answers);
        answers.any(|(indicator, answer)| indicator.id == id && !matches!(answer, Answer::Points(_)))
    }
}

fn clock(hour: u32, minute: u32) -> String {
    let mut out = String::new();
    text::push_two_digits(&mut out, hour);
    out.push(':');
    text::push_two_digits(&mut out, minute);
    out
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
