//! An answer sheet: what one person said of one year, read from outside and checked.
//!
//! Reading never gives up half-way: what is sound is taken ([`Sheet::recover`]), so that the page can bring back all that
//! is still readable; and the command names every problem with its place ([`Sheet::read`]).

use crate::date::Date;
use crate::decimal::{Decimal, looks_like_thousands};
use crate::json::{self, Member, Node, Value, Writer};
use crate::rubric::{Item, Need, Rubric, Scale};
use std::ops::RangeInclusive;

/// The years that a sheet may be about.
pub const YEARS: RangeInclusive<u16> = 2000..=2100;

/// The most characters of a note.
pub const MOST_OF_A_NOTE: usize = 500;

/// What one person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The year assessed.
    pub year: u16,
    /// The id of a group of the rubric.
    pub group: Option<String>,
    /// The id of an area of the rubric.
    pub area: Option<String>,
    /// One for each item of the rubric, in the order of the document.
    pub answers: Vec<Answer>,
    /// What the person wrote beside each item, such as where the evidence lies; empty where nothing. Stays with the sheet:
    /// no result shows it.
    pub notes: Vec<String>,
    /// What was recognised before, if anything was. It changes no verdict.
    pub recognised: Option<Recognised>,
}

/// An earlier decision that a level is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Counted from 1.
    pub level: u32,
    /// The day of the decision.
    pub date: Date,
}

impl Recognised {
    /// What a value of a sheet says; nothing where that is no level of the set, or no day.
    fn from_value(value: &Value, rubric: &Rubric) -> Option<Self> {
        let level = value.get("level").and_then(Value::as_whole)?;
        Self::new(level, Date::parse(value.get("date").and_then(Value::as_text)?)?, rubric)
    }

    /// Nothing where the set has no such level.
    pub(crate) fn new(level: u32, date: Date, rubric: &Rubric) -> Option<Self> {
        let is_one = level > 0 && usize::try_from(level).is_ok_and(|level| level <= rubric.ranks.len());
        is_one.then_some(Self { level, date })
    }
}

/// What was said of one item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Blank,
    /// “Chưa rõ”: looked at, not known. Counts as unanswered.
    Unknown,
    /// “Không áp dụng”, where the item allows it.
    NotApplicable,
    /// A number that the item accepts: points, a count, a percentage; yes is 1, no is 0.
    Given(Decimal),
    /// The two figures of an item that asks for two; one of them may be open, never both.
    Pair([Option<Decimal>; 2]),
}

impl Answer {
    /// The two figures of an item that asks for two; blank where neither is known.
    pub fn of_two(figures: [Option<Decimal>; 2]) -> Self {
        if figures == [None, None] { Self::Blank } else { Self::Pair(figures) }
    }

    /// Whether something is still to be said.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Blank | Self::Unknown | Self::Pair([None, _] | [_, None]))
    }

    /// Whether a number was given, or one of two.
    pub fn is_given(self) -> bool {
        matches!(self, Self::Given(_) | Self::Pair(_))
    }

    /// Whether it reaches a threshold; what is open does where the best is hoped for.
    pub fn meets(self, item: &Item, need: Need, best: bool) -> bool {
        let [first, second] = need;
        match self {
            Self::Given(answer) if item.scale == Scale::Excludes => answer == Decimal::ZERO,
            Self::Given(answer) => answer >= first,
            Self::Pair([one, other]) => {
                one.map_or(best, |one| one >= first) && other.map_or(best, |other| other >= second)
            }
            _ => best,
        }
    }

    /// The least answer, from this one up, that reaches a threshold. Of two figures, one that is open stays so, unless
    /// it is to be filled in too.
    pub(crate) fn raised(self, item: &Item, need: Need, fill: bool) -> Self {
        if item.second.is_none() {
            return Self::Given(if item.scale == Scale::Excludes { Decimal::ZERO } else { need[0] });
        }
        let mut figures = if let Self::Pair(figures) = self { figures } else { [None; 2] };
        for (figure, need) in figures.iter_mut().zip(need) {
            match figure {
                Some(known) => *known = need.max(*known),
                None if fill => *figure = Some(need),
                None => {}
            }
        }
        Self::Pair(figures)
    }

    /// The number as people read it, `40; 12,5` where there are two; empty where there is none.
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Given(number) => number.vietnamese(),
            Self::Pair(figures) => {
                let mut out = String::new();
                for (place, figure) in figures.into_iter().enumerate() {
                    out.push_str(if place > 0 { "; " } else { "" });
                    out.push_str(&figure.map_or_else(|| "?".to_owned(), Decimal::vietnamese));
                }
                out
            }
            _ => String::new(),
        }
    }

    /// The choice of the form that says it; empty where none does.
    pub fn in_form(self, item: &Item) -> String {
        match self {
            Self::Blank | Self::Pair(_) => String::new(),
            Self::Unknown => "unknown".to_owned(),
            Self::NotApplicable => "na".to_owned(),
            Self::Given(number) if item.is_yes_no() => if number == Decimal::ONE { "yes" } else { "no" }.to_owned(),
            Self::Given(number) => number.text(),
        }
    }

    /// What a field of the form says: a number as people type it, `yes`, `no`, `unknown`, `na`, or empty. Nothing where
    /// the item cannot be answered so.
    pub fn from_field(value: &str, item: &Item) -> Option<Self> {
        let number = match value {
            "" => return Some(Self::Blank),
            "unknown" => return Some(Self::Unknown),
            "na" => return item.na.map(|_| Self::NotApplicable),
            "yes" if item.is_yes_no() => Decimal::ONE,
            "no" if item.is_yes_no() => Decimal::ZERO,
            // The two figures have fields of their own.
            _ if item.is_yes_no() || item.second.is_some() => return None,
            typed => item.scale.typed(typed)?,
        };
        item.accepts(number).then_some(Self::Given(number))
    }

    /// What a value of a sheet says. Nothing where the item cannot be answered so.
    pub(crate) fn from_value(value: &Value, item: &Item) -> Option<Self> {
        match value {
            Value::Null => Some(Self::Blank),
            Value::Text(text) if text == "unknown" || text == "na" => Self::from_field(text, item),
            Value::Bool(yes) if item.is_yes_no() => Some(Self::Given(if *yes { Decimal::ONE } else { Decimal::ZERO })),
            Value::Number(_) if !item.is_yes_no() && item.second.is_none() => {
                decimal_of(value).filter(|number| item.accepts(*number)).map(Self::Given)
            }
            Value::List(figures) if item.second.is_some() => {
                let [first, second] = &figures[..] else { return None };
                let first = figure(&first.value, |number| item.accepts(number))?;
                let second = figure(&second.value, |number| item.accepts_second(number))?;
                Some(Self::of_two([first, second]))
            }
            _ => None,
        }
    }

    /// As sheets and results have it: a truth value, a number, two in a list, a word, or null.
    pub(crate) fn write(self, item: &Item, json: &mut Writer) {
        match self {
            Self::Blank => json.optional_text(None),
            Self::Unknown => json.text("unknown"),
            Self::NotApplicable => json.text("na"),
            Self::Given(number) if item.is_yes_no() => json.bool(number == Decimal::ONE),
            Self::Given(number) => json.decimal(number),
            Self::Pair(figures) => json.list(|json| {
                for figure in figures {
                    json.optional_decimal(figure);
                }
            }),
        }
    }
}

/// One of two figures: a number that is accepted, or null.
#[expect(clippy::option_option, reason = "what is open is no mistake")]
fn figure(value: &Value, accepts: impl Fn(Decimal) -> bool) -> Option<Option<Decimal>> {
    if matches!(value, Value::Null) {
        return Some(None);
    }
    decimal_of(value).filter(|number| accepts(*number)).map(Some)
}

/// The number of a sheet; nothing where a person typed it with two readings.
fn decimal_of(value: &Value) -> Option<Decimal> {
    value.as_decimal().filter(|_| thousands(value).is_none())
}

/// The digits that somebody wrote by hand with thousands in mind, though JSON reads them otherwise.
fn thousands(value: &Value) -> Option<&str> {
    match value {
        Value::Number(digits) if looks_like_thousands(digits) => Some(digits),
        Value::List(figures) => figures.iter().find_map(|figure| thousands(&figure.value)),
        _ => None,
    }
}

/// What was found while reading a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// All that was sound.
    pub sheet: Sheet,
    /// All that was not, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Something in a sheet that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Offset in the text.
    pub at: usize,
    /// What it is.
    pub kind: ProblemKind,
}

/// Why a part of a sheet cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not JSON.
    Syntax,
    /// The sheet, or its `answers`, is not an object.
    NotAnObject,
    /// A key that a sheet does not have.
    UnknownKey(String),
    /// A key, or an item, that stands there twice.
    Repeated(String),
    /// `set` is missing.
    NoSet,
    /// The sheet belongs to another set.
    OtherSet(String),
    /// The sheet belongs to a version that is not this one.
    OtherVersion(String),
    /// The year is not a whole number of [`YEARS`].
    Year,
    /// A group that the set does not have.
    UnknownGroup(String),
    /// An area that the set does not have.
    UnknownArea(String),
    /// An item that the set does not have.
    UnknownItem(String),
    /// The value of that key is neither text nor null.
    NotText(String),
    /// The item of that id cannot be answered so.
    Answer(String),
    /// The answer to the item of that id has two readings, by the way its digits stand there: `1.200`.
    Thousands {
        /// The item's id.
        id: String,
        /// The digits.
        digits: String,
    },
    /// `"na"` for the item of that id, which does not allow it.
    NotApplicable(String),
    /// The note for the item of that id is longer than [`MOST_OF_A_NOTE`].
    LongNote(String),
    /// The value of that key, `recognised`, names no level of the set, or no day.
    Recognised(String),
}

impl Sheet {
    /// A sheet with nothing on it.
    pub fn blank(rubric: &Rubric, year: u16) -> Self {
        let (mut answers, mut notes) = (Vec::new(), Vec::new());
        for _ in rubric.items() {
            answers.push(Answer::Blank);
            notes.push(String::new());
        }
        Self { year, group: None, area: None, answers, notes, recognised: None }
    }

    /// Reads the JSON form. `year` is taken where the sheet names none.
    pub fn read(text: &str, rubric: &Rubric, year: u16) -> Reading {
        match json::parse(text) {
            Ok(root) => Self::read_node(&root, rubric, year),
            Err(error) => {
                let problems = vec![Problem { at: error.at, kind: ProblemKind::Syntax }];
                Reading { sheet: Self::blank(rubric, year), problems }
            }
        }
    }

    /// The same of a value that was parsed already, of a list perhaps.
    pub fn read_node(root: &Node, rubric: &Rubric, year: u16) -> Reading {
        let mut reader = Reader { rubric, reading: Reading { sheet: Self::blank(rubric, year), problems: Vec::new() } };
        reader.sheet(root);
        reader.reading
    }

    /// Takes what is sound and names no problem: where nobody could mend what is not.
    pub fn recover(text: &str, rubric: &Rubric, year: u16) -> Self {
        let mut sheet = Self::blank(rubric, year);
        let Ok(root) = json::parse(text) else { return sheet };
        let of = |key| root.value.get(key);
        sheet.year = of("year").and_then(to_year).unwrap_or(year);
        sheet.group = of("group").and_then(Value::as_text).filter(|id| rubric.group(id).is_some()).map(str::to_owned);
        sheet.area = of("area").and_then(Value::as_text).filter(|id| rubric.area(id).is_some()).map(str::to_owned);
        sheet.recognised = of("recognised").and_then(|value| Recognised::from_value(value, rubric));
        let answers = of("answers").unwrap_or(&Value::Null);
        let notes = of("notes").unwrap_or(&Value::Null);
        for (place, item) in rubric.items().iter().enumerate() {
            let answer = answers.get(&item.id).and_then(|value| Answer::from_value(value, item));
            sheet.answers[place] = answer.unwrap_or_default();
            let note = notes.get(&item.id).and_then(Value::as_text).filter(|note| is_short(note));
            note.unwrap_or_default().clone_into(&mut sheet.notes[place]);
        }
        sheet
    }

    /// The JSON form, blank answers and empty notes left out.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let items = rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("set").text(&rubric.set);
            json.key("version").text(&rubric.version);
            json.key("year").number(self.year.into());
            json.key("group").optional_text(self.group.as_deref());
            json.key("area").optional_text(self.area.as_deref());
            json.key("answers").object(|json| {
                for (item, answer) in items.iter().zip(&self.answers) {
                    if *answer != Answer::Blank {
                        answer.write(item, json.key(&item.id));
                    }
                }
            });
            if let Some(recognised) = self.recognised {
                json.key("recognised").object(|json| recognised.write(json));
            }
            if self.has_notes() {
                json.key("notes").object(|json| {
                    for (item, note) in items.iter().zip(&self.notes) {
                        if !note.is_empty() {
                            json.key(&item.id).text(note);
                        }
                    }
                });
            }
        });
        json.finish()
    }

    /// Takes over all that was answered or chosen on another sheet of the same rubric; its blanks and its year stay out.
    /// Says whether that changed anything.
    pub fn overlay(&mut self, marks: Self) -> bool {
        let mut changed = overlay_choice(&mut self.group, marks.group)
            | overlay_choice(&mut self.area, marks.area)
            | overlay_choice(&mut self.recognised, marks.recognised);
        for (kept, mark) in self.answers.iter_mut().zip(&marks.answers) {
            if *mark != Answer::Blank && kept != mark {
                *kept = *mark;
                changed = true;
            }
        }
        for (kept, mark) in self.notes.iter_mut().zip(marks.notes) {
            if !mark.is_empty() && *kept != mark {
                *kept = mark;
                changed = true;
            }
        }
        changed
    }

    /// Nothing was answered yet, whatever was chosen.
    pub fn is_unanswered(&self) -> bool {
        self.answers.iter().all(|answer| *answer == Answer::Blank)
    }

    /// Nothing was answered, chosen or noted yet.
    pub fn is_blank(&self) -> bool {
        self.group.is_none()
            && self.area.is_none()
            && self.recognised.is_none()
            && self.is_unanswered()
            && !self.has_notes()
    }

    fn has_notes(&self) -> bool {
        self.notes.iter().any(|note| !note.is_empty())
    }
}

fn overlay_choice<T: PartialEq>(kept: &mut Option<T>, mark: Option<T>) -> bool {
    let changed = mark.is_some() && *kept != mark;
    if changed {
        *kept = mark;
    }
    changed
}

fn is_short(note: &str) -> bool {
    note.chars().count() <= MOST_OF_A_NOTE
}

/// A year that a sheet may be about.
fn to_year(value: &Value) -> Option<u16> {
    value.as_whole().and_then(|year| u16::try_from(year).ok()).filter(|year| YEARS.contains(year))
}

/// Names all that [`Sheet::recover`] leaves out.
struct Reader<'a> {
    rubric: &'a Rubric,
    reading: Reading,
}

impl Reader<'_> {
    fn problem(&mut self, at: usize, kind: ProblemKind) {
        self.reading.problems.push(Problem { at, kind });
    }

    /// A problem with that word.
    fn problem_of(&mut self, at: usize, kind: fn(String) -> ProblemKind, word: &str) {
        self.problem(at, kind(word.to_owned()));
    }

    fn sheet(&mut self, root: &Node) {
        let mut seen: Vec<&str> = Vec::new();
        for member in self.members(root) {
            let (key, at, value) = (member.key.as_str(), member.node.at, &member.node.value);
            if seen.contains(&key) {
                self.problem_of(member.at, ProblemKind::Repeated, key);
                continue;
            }
            match key {
                "set" => match value.as_text() {
                    Some(set) if set == self.rubric.set => {}
                    Some(set) => self.problem_of(at, ProblemKind::OtherSet, set),
                    None => self.problem_of(at, ProblemKind::NotText, key),
                },
                "version" => match self.optional_text(member) {
                    Some(version) if version != self.rubric.version => {
                        self.problem_of(at, ProblemKind::OtherVersion, version);
                    }
                    _ => {}
                },
                "year" => match to_year(value) {
                    Some(year) => self.reading.sheet.year = year,
                    None => self.problem(at, ProblemKind::Year),
                },
                "group" => match self.optional_text(member) {
                    Some(group) if self.rubric.group(group).is_none() => {
                        self.problem_of(at, ProblemKind::UnknownGroup, group);
                    }
                    group => self.reading.sheet.group = group.map(str::to_owned),
                },
                "area" => match self.optional_text(member) {
                    Some(area) if self.rubric.area(area).is_none() => {
                        self.problem_of(at, ProblemKind::UnknownArea, area);
                    }
                    area => self.reading.sheet.area = area.map(str::to_owned),
                },
                "recognised" => match Recognised::from_value(value, self.rubric) {
                    None if *value != Value::Null => self.problem_of(at, ProblemKind::Recognised, key),
                    recognised => self.reading.sheet.recognised = recognised,
                },
                "answers" => self.each_item(&member.node, Self::answer),
                "notes" => self.each_item(&member.node, Self::note),
                // Whose sheet it is, for lists: it changes nothing of what the sheet comes to.
                "person" => {
                    self.optional_text(member);
                }
                // What somebody wants to do next, and when they said so: read with the file, see `crate::book::plan`.
                "plan" | "made" => {}
                _ => {
                    self.problem_of(member.at, ProblemKind::UnknownKey, key);
                    continue;
                }
            }
            seen.push(key);
        }
        if matches!(root.value, Value::Object(_)) && !seen.contains(&"set") {
            self.problem(root.at, ProblemKind::NoSet);
        }
    }

    /// The members of an object; a problem, and none, where it is none.
    fn members<'n>(&mut self, node: &'n Node) -> &'n [Member] {
        if let Value::Object(members) = &node.value {
            return members;
        }
        self.problem(node.at, ProblemKind::NotAnObject);
        &[]
    }

    /// The text; nothing where it is null, or is no text, which is a problem.
    fn optional_text<'n>(&mut self, member: &'n Member) -> Option<&'n str> {
        if !matches!(member.node.value, Value::Text(_) | Value::Null) {
            self.problem_of(member.node.at, ProblemKind::NotText, &member.key);
        }
        member.node.value.as_text()
    }

    /// Reads the members of an object that are named by items.
    fn each_item(&mut self, node: &Node, read: fn(&mut Self, usize, &Item, &Member)) {
        let items = self.rubric.items();
        let mut is_read = vec![false; items.len()];
        let mut next = 0;
        for member in self.members(node) {
            let key = member.key.as_str();
            // Most sheets keep the order of the document: looked for from the last one on, an item is found at once.
            let Some(place) = (next..items.len()).chain(0..next).find(|place| items[*place].id == key) else {
                self.problem_of(member.at, ProblemKind::UnknownItem, key);
                continue;
            };
            next = place + 1;
            if std::mem::replace(&mut is_read[place], true) {
                self.problem_of(member.at, ProblemKind::Repeated, key);
                continue;
            }
            read(self, place, items[place], member);
        }
    }

    fn answer(&mut self, place: usize, item: &Item, member: &Member) {
        let (at, value) = (member.node.at, &member.node.value);
        match Answer::from_value(value, item) {
            Some(answer) => self.reading.sheet.answers[place] = answer,
            None if value.as_text() == Some("na") => self.problem_of(at, ProblemKind::NotApplicable, &item.id),
            None => match thousands(value) {
                Some(digits) => {
                    let kind = ProblemKind::Thousands { id: item.id.clone(), digits: digits.to_owned() };
                    self.reading.problems.push(Problem { at, kind });
                }
                None => self.problem_of(at, ProblemKind::Answer, &item.id),
            },
        }
    }

    fn note(&mut self, place: usize, item: &Item, member: &Member) {
        match self.optional_text(member) {
            Some(note) if !is_short(note) => self.problem_of(member.node.at, ProblemKind::LongNote, &item.id),
            note => note.unwrap_or_default().clone_into(&mut self.reading.sheet.notes[place]),
        }
    }
}

impl Recognised {
    /// The members of its JSON form.
    pub(crate) fn write(self, json: &mut Writer) {
        json.key("level").number(self.level);
        json.key("date").text(&self.date.iso());
    }
}
