//! What is to be seen: which of the prepared sentences are true, the texts in them, and the rows of the lists.
//!
//! No sentence is made here. What a result says stands in the page, where its author can read and correct it; the page asks for
//! what it has a place for.

use super::state::{Device, State};
use super::steps::{Path, Step};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::rubric::{Item, NotApplicable, Scale};
use crate::score::{CriterionOutcome, Outcome, Verdict};
use crate::sheet::Answer;
use crate::text::{cut, joined};
use crate::vietnamese::number_in_words;

/// Declares words that stand in the page: one text of them all is searched, which is a third of the bytes of as many comparisons.
macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident: $($variant:ident = $word:literal,)+) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum $name { $($variant),+ }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant),+];
            const WORDS: &str = concat!($($word, " "),+);

            fn of(word: &str) -> Option<Self> {
                Some(Self::ALL[place(Self::WORDS, word)?])
            }
        }
    };
}

words! {
    /// What may be true: the words of `data-when`.
    When:
    Open = "open",
    Below = "below",
    Unmet = "unmet",
    WayUp = "way-up",
    Reached = "reached",
    Rescaled = "rescaled",
    GroupMissing = "group-missing",
    Group = "group",
    Area = "area",
    InArea = "in-area",
    Raise = "raise",
    Kept = "kept",
    Started = "started",
    Saved = "saved",
    SaveFailed = "save-failed",
    Restored = "restored",
    Deleted = "deleted",
    OfAnother = "of-another",
    OtherVersion = "other-version",
    Figure = "figure",
    Wrong = "wrong",
    Verdict = "verdict",
    Aim = "aim",
    Asked = "asked",
    AllMet = "all-met",
    Any = "any",
    List = "list",
    Answered = "answered",
    ToQuestion = "to-question",
    SomeUnsaid = "some-unsaid",
    AllSaid = "all-said",
}

words! {
    /// What has a text: the names of `data-slot`.
    Slot:
    TotalWords = "total-words",
    Date = "date",
    RaiseFrom = "raise-from",
    KeptUntil = "kept-until",
    SavedAt = "saved-at",
    Person = "person",
    Note = "note",
    Total = "total",
    Max = "max",
    Share = "share",
    CriterionShare = "criterion-share",
    Needed = "needed",
    Floor = "floor",
    UnscaledTotal = "unscaled-total",
    UnscaledMax = "unscaled-max",
    Answered = "answered",
    Of = "of",
    Open = "open",
    Below = "below",
    Unmet = "unmet",
    Year = "year",
    CriterionTotal = "criterion-total",
    CriterionMax = "criterion-max",
    At = "at",
    Steps = "steps",
    ResumeAt = "resume-at",
    OpenAt = "open-at",
    FigureShare = "figure-share",
    FigureAchieved = "figure-achieved",
    FigureAssessed = "figure-assessed",
    FigureYear = "figure-year",
}

/// The place of a word in a text of words, each of which a space ends.
#[inline(never)]
fn place(words: &str, word: &str) -> Option<usize> {
    let (mut rest, mut place) = (words, 0);
    while !rest.is_empty() {
        let (one, others) = cut(rest, b' ');
        if one == word {
            return Some(place);
        }
        (rest, place) = (others, place + 1);
    }
    None
}

/// What a state comes to.
pub struct View<'a, D> {
    state: &'a State<D>,
    /// The result.
    pub outcome: Outcome<'a>,
    path: Path<'a>,
}

/// A row of a list, about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in the rubric.
    pub place: usize,
    /// The word of `data-when` that is true in it.
    pub word: &'static str,
    /// Its answer.
    pub from: Answer,
    /// The answer to which it leads.
    pub to: Answer,
}

impl<'a, D: Device> View<'a, D> {
    /// What the page shows of that state.
    pub fn of(state: &'a State<D>) -> Self {
        Self { state, outcome: state.outcome(), path: state.path() }
    }

    /// Whether a word of `data-when` is true; behind a colon it names what it is about, and with `!` before it it must not be.
    #[inline(never)]
    pub fn is(&self, word: &str) -> bool {
        let (state, outcome) = (self.state, &self.outcome);
        if let Some(word) = word.strip_prefix('!') {
            return !self.is(word);
        }
        let (word, of) = cut(word, b':');
        let step = state.step;
        let Some(word) = When::of(word) else { return false };
        match word {
            When::Open => outcome.of > outcome.answered,
            When::Below => self.blocked().0 > 0,
            When::Unmet => self.blocked().1 > 0,
            When::WayUp => !outcome.way_up.is_empty(),
            When::Reached => matches!(outcome.verdict, Verdict::Reached(_)),
            When::Rescaled => outcome.unscaled.is_some(),
            When::GroupMissing => self.is_group_missing(),
            When::Group => outcome.group == Some(of),
            When::Area => outcome.area == Some(of),
            When::InArea => outcome.area.is_some(),
            When::Raise => outcome.recognised.is_some_and(|standing| standing.raise_from.is_some()),
            When::Kept => outcome.recognised.is_some_and(|standing| standing.kept_until.is_some()),
            When::Started => !state.sheet.is_unanswered(),
            When::Saved => !state.saved_at.is_empty(),
            When::SaveFailed => state.is_failed,
            When::Restored => state.is_restored,
            When::Deleted => state.is_deleted(),
            When::OfAnother => !state.person().is_empty(),
            When::OtherVersion => state.keeps_version(of),
            When::Figure => state.figure(of).is_some(),
            When::Wrong => state.is_wrong(of),
            When::Verdict => outcome.verdict.as_str() == of,
            When::Aim => state.rubric.ranks.get(outcome.aim).is_some_and(|aim| aim.id == of),
            When::Asked => self.criterion(of).is_some_and(|part| part.of > 0),
            When::AllMet => self.criterion(of).is_some_and(|part| part.met == part.of),
            When::Any => !self.rows(of).is_empty(),
            When::List => state.is_list,
            When::Answered => match step {
                Step::Ask(place) => state.sheet.answers[place] != Answer::Blank,
                Step::You => !self.is_group_missing(),
                Step::Start | Step::Review | Step::Result => true,
            },
            When::ToQuestion => self.path.next(step) != Some(Step::Result),
            When::SomeUnsaid => self.path.open() != Step::Result,
            // Before that the result says nothing but what is open.
            When::AllSaid => matches!(step, Step::Ask(_)) && !self.is("some-unsaid") && self.is("to-question"),
        }
    }

    /// The text of that name; behind a colon it names what it is about. Nothing where there is none of that name.
    #[inline(never)]
    pub fn text(&self, name: &str) -> Option<String> {
        let (state, outcome) = (self.state, &self.outcome);
        let (name, of) = cut(name, b':');
        let (unscaled, unscaled_max) = outcome.unscaled.unwrap_or_default();
        let standing = outcome.recognised;
        let day = |day: Option<Date>| day.map(Date::vietnamese).unwrap_or_default();
        let part = || self.criterion(of);
        let whole = |number: u32| Decimal::whole(number);
        let slot = Slot::of(name)?;
        let number = match slot {
            Slot::TotalWords => return Some(number_in_words(outcome.total)),
            Slot::Date => return Some(outcome.date.vietnamese()),
            Slot::RaiseFrom => return Some(day(standing.and_then(|standing| standing.raise_from))),
            Slot::KeptUntil => return Some(day(standing.and_then(|standing| standing.kept_until))),
            Slot::SavedAt => return Some(state.saved_at.clone()),
            Slot::Person => return Some(state.person().to_owned()),
            Slot::Note => return Some(state.value(&joined("n.", of), false)),
            Slot::Total => outcome.total,
            Slot::Max => outcome.max,
            Slot::Share | Slot::CriterionShare => self.share(of),
            Slot::Needed => outcome.needed.unwrap_or_default(),
            Slot::Floor => self.floor(),
            Slot::UnscaledTotal => unscaled,
            Slot::UnscaledMax => unscaled_max,
            Slot::Answered => whole(outcome.answered),
            Slot::Of => whole(outcome.of),
            Slot::Open => whole(outcome.of - outcome.answered),
            Slot::Below => whole(self.blocked().0),
            Slot::Unmet => whole(self.blocked().1),
            Slot::Year => whole(outcome.year.into()),
            Slot::CriterionTotal => part()?.total,
            Slot::CriterionMax => part()?.max,
            Slot::At => whole(self.path.number(state.step)),
            Slot::Steps => whole(self.path.count()),
            Slot::ResumeAt => whole(self.path.number(self.path.open())),
            Slot::OpenAt => whole(self.path.number(self.path.to_answer())),
            Slot::FigureShare | Slot::FigureAchieved | Slot::FigureAssessed | Slot::FigureYear => {
                let figure = state.figure(of)?;
                match slot {
                    Slot::FigureShare => figure.share(),
                    Slot::FigureAchieved => whole(figure.achieved),
                    Slot::FigureAssessed => whole(figure.assessed),
                    _ => whole(figure.year.into()),
                }
            }
        };
        Some(number.vietnamese())
    }

    /// How long a bar is, of 100: of a criterion, of all, or of the way.
    pub fn share(&self, of: &str) -> Decimal {
        let (total, max) = match self.criterion(of) {
            _ if of == "path" => (Decimal::whole(self.path.number(self.state.step)), Decimal::whole(self.path.count())),
            Some(part) => (part.total, part.max),
            None => (self.outcome.total, self.outcome.max),
        };
        total.rescaled(Decimal::HUNDRED, max)
    }

    /// Where a link leads: an id in the page; empty where there is no such way.
    pub fn way(&self, name: &str) -> String {
        let step = match name {
            "next" => self.path.next(self.state.step),
            "previous" => self.path.previous(self.state.step),
            "begin" => self.path.next(Step::Start),
            "open" => Some(self.path.to_answer()),
            _ => Some(self.path.open()),
        };
        step.map(|step| self.path.id(step)).unwrap_or_default()
    }

    /// The rows of a list.
    pub fn rows(&self, name: &str) -> Vec<Row> {
        let outcome = &self.outcome;
        let mut rows = Vec::new();
        for (place, item) in self.state.rubric.items().into_iter().enumerate() {
            let from = self.state.sheet.answers[place];
            if outcome.group.is_some() && !item.is_for(outcome.group) {
                continue;
            }
            let mut to = Answer::Blank;
            let word = match name {
                "review" if from.is_open() => {
                    if from == Answer::Unknown {
                        ""
                    } else {
                        "open"
                    }
                }
                "review" if !outcome.blocked_by.contains(&item.id.as_str()) => "",
                "review" => {
                    if item.max > Decimal::ZERO {
                        "below"
                    } else {
                        "unmet"
                    }
                }
                "na" if from == Answer::NotApplicable => {
                    if item.na == Some(NotApplicable::Full) {
                        "full"
                    } else {
                        "left-out"
                    }
                }
                "way-up" => {
                    let Some(raise) = outcome.way_up.iter().find(|raise| raise.place == place) else { continue };
                    to = raise.to;
                    rise(item)
                }
                "last" => {
                    let Some(last) = outcome.decided_by.filter(|last| last.item.id == item.id) else { continue };
                    to = last.least;
                    rise(item)
                }
                "met" | "unmet" if from.is_given() && !from.is_open() => {
                    let need = item.lowest_need(outcome.group, outcome.area);
                    if need.is_some_and(|need| from.meets(item, need, false)) != (name == "met") {
                        continue;
                    }
                    ""
                }
                _ => continue,
            };
            rows.push(Row { place, word, from, to });
        }
        rows
    }

    #[inline(never)]
    fn criterion(&self, id: &str) -> Option<&CriterionOutcome<'a>> {
        self.outcome.criteria.iter().find(|part| part.id == id)
    }

    #[inline(never)]
    fn is_group_missing(&self) -> bool {
        self.outcome.group.is_none() && self.state.rubric.depends_on_group()
    }

    fn floor(&self) -> Decimal {
        let own = self.outcome.group.and_then(|id| self.state.rubric.group(id));
        own.and_then(|own| own.floor).or(self.state.rubric.floor).unwrap_or_default()
    }

    /// How many stand in the way: of the criteria, of the conditions.
    #[inline(never)]
    fn blocked(&self) -> (u32, u32) {
        let (mut all, mut unmet) = (0, 0);
        for id in &self.outcome.blocked_by {
            all += 1;
            unmet += u32::from(self.state.rubric.conditions.iter().any(|condition| condition.id == *id));
        }
        (all - unmet, unmet)
    }
}

impl Row {
    /// A number in it, by its name.
    pub fn number(&self, name: &str) -> Option<String> {
        match (name, self.from, self.to) {
            ("from", from, _) => Some(from.shown()),
            ("to", _, to) => Some(to.shown()),
            ("by", Answer::Given(from), Answer::Given(to)) => Some(to.minus(from).vietnamese()),
            _ => None,
        }
    }
}

/// In which words an item rises.
fn rise(item: &Item) -> &'static str {
    match item.scale {
        _ if item.second.is_some() => "pair",
        Scale::YesNo => "yes",
        Scale::Excludes => "no",
        Scale::Percent => "percent",
        Scale::Count | Scale::Number => "number",
        Scale::Options if item.max == Decimal::ZERO => "standard",
        Scale::Whole | Scale::Typed | Scale::Options => "points",
    }
}
