//! What the page shows: numbers into prepared slots, prepared sentences shown or hidden.
//!
//! No sentence is made here. What a result says stands in the page, where its author can read and correct it.

use super::store::Kept;
use crate::decimal::Decimal;
use crate::dom::{self, Element};
use crate::rubric::{Item, Rubric, Scale};
use crate::score::{CriterionOutcome, Outcome, Verdict};
use crate::sheet::{Answer, Sheet};
use crate::text;
use crate::vietnamese::number_in_words;

/// All that the page may show at one moment.
pub(super) struct Facts<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) sheet: &'a Sheet,
    pub(super) outcome: &'a Outcome<'a>,
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
    /// Of the attribute that makes it a place: a name, an id, or some words.
    words: Vec<String>,
}

#[derive(Clone, Copy)]
enum Kind {
    Groups,
    NotGroups,
    Slot,
    When,
    OpenItem,
    BelowItem,
    MetItem,
    UnmetItem,
    NaItem,
    WayUpItem,
    List,
    AreaNote,
    Criterion,
    ResultJson,
    Total,
    Result,
}

/// By which attribute each kind is known, in the order in which they are filled. The verdict comes last: who waits for
/// it finds all the rest in place.
static KINDS: [(Kind, &str); 16] = [
    (Kind::Groups, "data-groups"),
    (Kind::NotGroups, "data-not-groups"),
    (Kind::Slot, "data-slot"),
    (Kind::When, "data-when"),
    (Kind::OpenItem, "data-open-item"),
    (Kind::BelowItem, "data-below-item"),
    (Kind::MetItem, "data-met-item"),
    (Kind::UnmetItem, "data-unmet-item"),
    (Kind::NaItem, "data-na-item"),
    (Kind::WayUpItem, "data-way-up-item"),
    (Kind::List, "data-list"),
    (Kind::AreaNote, "data-area-note"),
    (Kind::Criterion, "data-criterion"),
    (Kind::ResultJson, "data-result-json"),
    (Kind::Total, "data-total"),
    (Kind::Result, "data-result"),
];

impl View {
    /// All places of the page.
    pub(super) fn new() -> Self {
        let mut places = Vec::new();
        for (kind, attribute) in &KINDS {
            for element in dom::all(&dom::joined(&["[", attribute, "]"])) {
                let words = words(&element.get_attribute(attribute).unwrap_or_default());
                places.push(Place { element, kind: *kind, words });
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
        let (element, value, outcome) = (&self.element, self.words[0].as_str(), facts.outcome);
        let shown = match self.kind {
            Kind::Groups => facts.group().is_none_or(|group| self.has(group)),
            Kind::NotGroups => facts.group().is_none_or(|group| !self.has(group)),
            Kind::When => self.words.iter().all(|word| facts.hold(word)),
            Kind::OpenItem | Kind::MetItem | Kind::UnmetItem | Kind::NaItem => facts.item_is(self.kind, value),
            Kind::BelowItem => facts.is_blocked(value),
            Kind::WayUpItem => {
                let items = facts.rubric.items();
                let raise = outcome.way_up.iter().find(|raise| items[raise.place].id == value);
                if let Some(raise) = raise {
                    self.fill("from", raise.from);
                    self.fill("to", raise.to);
                    self.fill("by", raise.to.minus(raise.from));
                }
                raise.is_some()
            }
            // Shown where one of its items is: those were shown or hidden before it.
            Kind::List => element.first("li:not([hidden])").is_some(),
            Kind::AreaNote => outcome.area == Some(value),
            Kind::Criterion => {
                let Some(part) = outcome.criteria.iter().find(|part| part.id == value) else { return };
                self.fill_criterion(part);
                part.of > 0
            }
            Kind::Slot => {
                if let Some(text) = facts.text(value) {
                    dom::set_text(element, &text);
                }
                return;
            }
            Kind::ResultJson => return dom::set_text(element, &outcome.to_json(facts.rubric)),
            // The page may have slots in it instead, the total among them.
            Kind::Total if element.first_element_child().is_some() => return,
            Kind::Total => return dom::set_text(element, &outcome.total.vietnamese()),
            Kind::Result => {
                element.set_attribute("data-score", &outcome.total.text());
                element.set_attribute("data-max", &outcome.max.text());
                element.set_attribute("data-verdict", outcome.verdict.as_str());
                return;
            }
        };
        dom::show(element, shown);
    }

    /// Whether that is one of its words.
    fn has(&self, id: &str) -> bool {
        self.words.iter().any(|word| word == id)
    }

    fn fill_criterion(&self, part: &CriterionOutcome<'_>) {
        self.fill("criterion-total", part.total);
        self.fill("criterion-max", part.max);
        self.fill("criterion-share", part.total.rescaled(Decimal::HUNDRED, part.max));
    }

    /// Fills the slot of that name inside an item.
    fn fill(&self, slot: &str, number: Decimal) {
        let selector = dom::joined(&["[data-slot=", slot, "]"]);
        if let Some(slot) = self.element.first(&selector) {
            dom::set_text(&slot, &number.vietnamese());
        }
    }
}

impl Facts<'_> {
    /// What a slot of that name says; nothing where the name belongs to an item of a list, or says nothing yet.
    fn text(&self, name: &str) -> Option<String> {
        let outcome = self.outcome;
        let (unscaled, unscaled_max) = outcome.unscaled.unwrap_or_default();
        let number = match name {
            "total-words" => return Some(number_in_words(outcome.total)),
            "date" => return Some(outcome.date.vietnamese()),
            "saved-at" => return self.saved_at(),
            "total" => outcome.total,
            "max" => outcome.max,
            "share" => outcome.total.rescaled(Decimal::HUNDRED, outcome.max),
            "needed" => outcome.needed.unwrap_or_default(),
            "floor" => self.floor(),
            "unscaled-total" => unscaled,
            "unscaled-max" => unscaled_max,
            "answered" => Decimal::whole(outcome.answered),
            "of" => Decimal::whole(outcome.of),
            "open" => Decimal::whole(self.open()),
            "below" => Decimal::whole(self.blocked().0),
            "unmet" => Decimal::whole(self.blocked().1),
            "year" => Decimal::whole(outcome.year.into()),
            _ => return None,
        };
        Some(number.vietnamese())
    }

    /// Whether this word of a `data-when` is true now. One that nobody knows is not.
    fn hold(&self, word: &str) -> bool {
        let outcome = self.outcome;
        match word {
            "open" => self.open() > 0,
            "below" => self.blocked().0 > 0,
            "unmet" => self.blocked().1 > 0,
            "way-up" => !outcome.way_up.is_empty(),
            "decided" => !matches!(outcome.verdict, Verdict::Incomplete | Verdict::Undecided),
            "rescaled" => outcome.unscaled.is_some(),
            "group-missing" => self.is_group_missing(),
            "group-settled" => !self.is_group_missing(),
            "started" => self.is_started(),
            "not-started" => !self.is_started(),
            "saved" => matches!(self.kept, Kept::At(..)),
            "save-failed" => self.kept == Kept::Failed,
            "restored" => self.restored,
            _ => match word.strip_prefix("aim:") {
                Some(rank) => self.rubric.ranks.get(outcome.aim).is_some_and(|aim| aim.id == rank),
                None => word.strip_prefix("verdict:") == Some(outcome.verdict.as_str()),
            },
        }
    }

    fn is_group_missing(&self) -> bool {
        self.group().is_none() && self.rubric.depends_on_group()
    }

    fn is_started(&self) -> bool {
        self.sheet.answers.iter().any(|answer| *answer != Answer::Blank)
    }

    fn saved_at(&self) -> Option<String> {
        match self.kept {
            Kept::At(hour, minute) => Some(clock(hour, minute)),
            Kept::Unchanged | Kept::Failed => None,
        }
    }

    fn group(&self) -> Option<&str> {
        self.outcome.group
    }

    fn floor(&self) -> Decimal {
        let own = self.group().and_then(|id| self.rubric.group(id));
        own.and_then(|own| own.floor).or(self.rubric.floor).unwrap_or_default()
    }

    fn open(&self) -> u32 {
        self.outcome.of - self.outcome.answered
    }

    fn is_blocked(&self, id: &str) -> bool {
        self.outcome.blocked_by.contains(&id)
    }

    /// How many stand in the way: of the criteria, of the conditions.
    fn blocked(&self) -> (u32, u32) {
        let mut unmet = 0;
        for condition in &self.rubric.conditions {
            unmet += u32::from(self.is_blocked(&condition.id));
        }
        (count(self.outcome.blocked_by.len()) - unmet, unmet)
    }

    /// Whether the item of that id belongs into the list of that kind.
    fn item_is(&self, kind: Kind, id: &str) -> bool {
        let items = self.rubric.items();
        let Some(place) = items.iter().position(|item| item.id == id) else { return false };
        let (item, answer) = (items[place], self.sheet.answers[place]);
        item.is_for(self.group())
            && match (kind, answer) {
                (Kind::OpenItem, Answer::Blank | Answer::Unknown) | (Kind::NaItem, Answer::NotApplicable) => true,
                (Kind::MetItem, Answer::Given(number)) => is_met(item, number),
                (Kind::UnmetItem, Answer::Given(number)) => !is_met(item, number),
                _ => false,
            }
    }
}

/// Whether the answer reaches the lowest threshold.
fn is_met(item: &Item, answer: Decimal) -> bool {
    match item.needs.iter().flatten().next() {
        Some(_) if item.scale == Scale::Excludes => answer == Decimal::ZERO,
        Some(need) => answer >= *need,
        None => false,
    }
}

/// The words of an attribute, which are names and ids; one at least.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for byte in text.bytes() {
        match words.last_mut() {
            Some(word) if byte != b' ' => word.push(byte.into()),
            _ => words.push(String::new()),
        }
    }
    words
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
