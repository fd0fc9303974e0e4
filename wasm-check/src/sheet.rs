//! An answer sheet: what one person said of one year, read from outside and checked.
//!
//! Reading never gives up half-way: every problem is named with its place, and what is sound is kept, so that the
//! command can list all mistakes at once and the page can bring back all that is still readable.

use crate::json::{self, Node, Value, Writer};
use crate::rubric::{Points, Rubric};
use crate::text;
use std::ops::RangeInclusive;

/// The years that a sheet may be about.
pub const YEARS: RangeInclusive<u16> = 2000..=2100;

/// What one person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The year assessed.
    pub year: u16,
    /// The id of a group of the rubric.
    pub group: Option<String>,
    /// The id of an area of the rubric.
    pub area: Option<String>,
    /// One for each indicator of the rubric, in the order of the document.
    pub answers: Vec<Answer>,
}

/// What was said of one indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Blank,
    /// “Chưa rõ”: looked at, not known. Counts as unanswered.
    Unknown,
    /// So many points, at most the indicator's maximum.
    Points(Points),
}

impl Answer {
    /// What a choice in the form says: its `value` is the points, `unknown`, or empty. Nothing where it is none of them.
    pub fn from_choice(value: &str, max: Points) -> Option<Self> {
        match value {
            "" => Some(Self::Blank),
            "unknown" => Some(Self::Unknown),
            digits => text::whole(digits).map(Points).filter(|points| *points <= max).map(Self::Points),
        }
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
    /// A key, or an indicator, that stands there twice.
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
    /// An indicator that the set does not have.
    UnknownIndicator(String),
    /// The value of that key is neither text nor null.
    NotText(String),
    /// The answer is not a whole number from 0 to `max`, nor `"unknown"`, nor null.
    Answer {
        /// The indicator.
        id: String,
        /// Its maximum.
        max: Points,
    },
    /// `"na"`, where the set does not allow it.
    NotApplicable {
        /// The indicator.
        id: String,
    },
}

impl Sheet {
    /// A sheet with nothing on it.
    pub fn blank(rubric: &Rubric, year: u16) -> Self {
        Self { year, group: None, area: None, answers: vec![Answer::Blank; rubric.indicators().count()] }
    }

    /// Reads the JSON form. `year` is taken where the sheet names none.
    pub fn read(text: &str, rubric: &Rubric, year: u16) -> Reading {
        let mut reader = Reader { rubric, reading: Reading { sheet: Self::blank(rubric, year), problems: Vec::new() } };
        match json::parse(text) {
            Ok(root) => reader.sheet(&root),
            Err(error) => reader.problem(error.at, ProblemKind::Syntax),
        }
        reader.reading
    }

    /// The JSON form, blank answers left out.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let mut json = Writer::default();
        json.object(|json| {
            json.key("set").text(&rubric.set);
            json.key("version").text(&rubric.version);
            json.key("year").number(self.year.into());
            json.key("group").optional_text(self.group.as_deref());
            json.key("area").optional_text(self.area.as_deref());
            json.key("answers").object(|json| {
                for (indicator, answer) in rubric.indicators().zip(&self.answers) {
                    match answer {
                        Answer::Blank => {}
                        Answer::Unknown => json.key(&indicator.id).text("unknown"),
                        Answer::Points(points) => json.key(&indicator.id).number(points.0),
                    }
                }
            });
        });
        json.finish()
    }

    /// Takes over all that was answered or chosen on another sheet of the same rubric; its blanks and its year stay out.
    /// Says whether that changed anything.
    pub fn overlay(&mut self, marks: Self) -> bool {
        let mut changed = overlay_choice(&mut self.group, marks.group) | overlay_choice(&mut self.area, marks.area);
        for (kept, mark) in self.answers.iter_mut().zip(marks.answers) {
            if mark != Answer::Blank && *kept != mark {
                *kept = mark;
                changed = true;
            }
        }
        changed
    }

    /// Nothing was answered or chosen yet.
    pub fn is_blank(&self) -> bool {
        self.group.is_none() && self.area.is_none() && self.answers.iter().all(|answer| *answer == Answer::Blank)
    }
}

fn overlay_choice(kept: &mut Option<String>, mark: Option<String>) -> bool {
    let changed = mark.is_some() && *kept != mark;
    if changed {
        *kept = mark;
    }
    changed
}

struct Reader<'a> {
    rubric: &'a Rubric,
    reading: Reading,
}

impl Reader<'_> {
    fn problem(&mut self, at: usize, kind: ProblemKind) {
        self.reading.problems.push(Problem { at, kind });
    }

    fn sheet(&mut self, root: &Node) {
        let Value::Object(members) = &root.value else {
            return self.problem(root.at, ProblemKind::NotAnObject);
        };
        for (index, member) in members.iter().enumerate() {
            if members[..index].iter().any(|earlier| earlier.key == member.key) {
                self.problem(member.at, ProblemKind::Repeated(member.key.clone()));
                continue;
            }
            let (at, value) = (member.node.at, &member.node.value);
            match member.key.as_str() {
                "set" => match value.as_text() {
                    Some(set) if set == self.rubric.set => {}
                    Some(set) => self.problem(at, ProblemKind::OtherSet(set.to_owned())),
                    None => self.problem(at, ProblemKind::NotText(member.key.clone())),
                },
                "version" => {
                    if let Some(version) = self.optional_text(&member.key, &member.node)
                        && version != self.rubric.version
                    {
                        self.problem(at, ProblemKind::OtherVersion(version));
                    }
                }
                "year" => match value.as_whole().and_then(|year| u16::try_from(year).ok()) {
                    Some(year) if YEARS.contains(&year) => self.reading.sheet.year = year,
                    _ => self.problem(at, ProblemKind::Year),
                },
                "group" => {
                    if let Some(group) = self.optional_text(&member.key, &member.node) {
                        if self.rubric.groups.contains(&group) {
                            self.reading.sheet.group = Some(group);
                        } else {
                            self.problem(at, ProblemKind::UnknownGroup(group));
                        }
                    }
                }
                "area" => {
                    if let Some(area) = self.optional_text(&member.key, &member.node) {
                        if self.rubric.area(&area).is_some() {
                            self.reading.sheet.area = Some(area);
                        } else {
                            self.problem(at, ProblemKind::UnknownArea(area));
                        }
                    }
                }
                "answers" => self.answers(&member.node),
                _ => self.problem(member.at, ProblemKind::UnknownKey(member.key.clone())),
            }
        }
        if !members.iter().any(|member| member.key == "set") {
            self.problem(root.at, ProblemKind::NoSet);
        }
    }

    /// The text; nothing where it is null, or is no text, which is a problem.
    fn optional_text(&mut self, key: &str, node: &Node) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Null => None,
            _ => {
                self.problem(node.at, ProblemKind::NotText(key.to_owned()));
                None
            }
        }
    }

    fn answers(&mut self, node: &Node) {
        let Value::Object(members) = &node.value else {
            return self.problem(node.at, ProblemKind::NotAnObject);
        };
        for (index, member) in members.iter().enumerate() {
            let place = self.rubric.indicators().position(|indicator| indicator.id == member.key);
            let Some((place, indicator)) = place.zip(place.and_then(|place| self.rubric.indicators().nth(place)))
            else {
                self.problem(member.at, ProblemKind::UnknownIndicator(member.key.clone()));
                continue;
            };
            if members[..index].iter().any(|earlier| earlier.key == member.key) {
                self.problem(member.at, ProblemKind::Repeated(member.key.clone()));
                continue;
            }
            let (id, max) = (member.key.clone(), indicator.max);
            let answer = match &member.node.value {
                Value::Null => Ok(Answer::Blank),
                Value::Text(text) if text == "unknown" => Ok(Answer::Unknown),
                Value::Text(text) if text == "na" => Err(ProblemKind::NotApplicable { id }),
                value => match value.as_whole().map(Points) {
                    Some(points) if points <= max => Ok(Answer::Points(points)),
                    _ => Err(ProblemKind::Answer { id, max }),
                },
            };
            match answer {
                Ok(answer) => self.reading.sheet.answers[place] = answer,
                Err(kind) => self.problem(member.node.at, kind),
            }
        }
    }
}
