//! The cells of a row by the names of their columns, read from a table and written for one.

use super::grid::Grid;
use super::headings::{Column, Header};
use super::numbering::{self, Rank};
use super::words::{ANSWERS, Answer, NOT_APPLICABLE, WORDINGS, word};
use crate::criteria::document::{Item, Kind, Number, PointsText, Scale};
use crate::criteria::markdown::escaped;
use crate::diagnostic::Spot;
use crate::source::Located;
use crate::source::bullets::without_bullet;

/// A table with what is known of its columns.
pub(super) struct Table<'a> {
    /// Its cells.
    pub grid: &'a Grid,
    /// Its headings.
    pub header: &'a Header,
    /// Our own export wrote it.
    pub own: bool,
    /// How the set decides.
    pub kind: Kind,
}

impl<'a> Table<'a> {
    /// Takes the text of a cell, or of the range that it is part of.
    pub(super) fn cell(&self, row: u32, column: Column) -> &'a str {
        self.header.find(column).map_or("", |column| {
            self.grid.book(row, column);
            self.grid.text(row, column)
        })
    }

    /// Takes a cell of this row that is not empty.
    pub(super) fn value(&self, row: u32, column: Column) -> Option<(&'a str, Spot)> {
        let found = self.peek(row, column)?;
        self.grid.book(row, found.1.column);
        Some(found)
    }

    /// A cell of this row that is not empty; it is not taken yet.
    pub(super) fn peek(&self, row: u32, column: Column) -> Option<(&'a str, Spot)> {
        let column = self.header.find(column)?;
        let text = self.grid.own(row, column);
        (!text.is_empty()).then(|| (text, self.grid.spot(row, column)))
    }

    /// Takes the number of the row, where the column of numbers has one.
    pub(super) fn number(&self, row: u32) {
        let Some(column) = self.header.find(Column::Number) else { return };
        if self.own || numbering::of_cell(self.grid.own(row, column)).is_some() {
            self.grid.book(row, column);
        }
    }

    /// How deep the number of a row stands, in its own column or before its text.
    pub(super) fn rank(&self, row: u32, column: u32) -> Option<Rank> {
        let of_text = || numbering::of_text(self.grid.own(row, column)).map(|(rank, _)| rank);
        of_text().or_else(|| numbering::of_cell(self.grid.own(row, self.header.find(Column::Number)?)))
    }

    /// Whether the set has no use for a column: points in a set of targets.
    pub(super) fn is_of_other_kind(&self, column: Column) -> bool {
        !self.own
            && match self.kind {
                Kind::Points => matches!(column, Column::LevelOne | Column::LevelTwo),
                Kind::Targets => matches!(column, Column::Max | Column::GroupMax),
            }
    }

    /// The first cell of the row that has a value.
    pub(super) fn value_spot(&self, row: u32) -> Option<Spot> {
        [Column::Max, Column::LevelOne, Column::LevelTwo].into_iter().find_map(|kind| Some(self.value(row, kind)?.1))
    }

    /// The evidence that the row shows.
    pub(super) fn evidence(&self, row: u32) -> Vec<String> {
        self.evidence_of(self.cell(row, Column::Evidence))
    }

    /// The evidence that stands in this very row.
    pub(super) fn own_evidence(&self, row: u32) -> Vec<String> {
        self.value(row, Column::Evidence).map(|(text, _)| self.evidence_of(text)).unwrap_or_default()
    }

    /// One a line; other tables also put `;` between them and `-` before them.
    fn evidence_of(&self, text: &str) -> Vec<String> {
        if self.own {
            return list(text, &['\n']);
        }
        let parts = list(text, &['\n', ';']);
        let bare = parts.iter().map(|part| without_bullet(part).trim_end_matches('.'));
        bare.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Takes whatever of the row has no other place, as Markdown: every cell that was not taken before is here. So nothing
    /// of a row is lost, whatever its columns are.
    pub(super) fn rest(&self, row: u32, first: &str) -> String {
        let mut notes = String::new();
        let mut add = |text: String| notes.push_str(&format!("{text}\n\n"));
        if !first.is_empty() {
            add(escaped(first));
        }
        let left: Vec<(u32, &str)> =
            self.grid.row(row).filter(|(column, _)| !self.grid.is_booked(row, *column)).collect();
        let detail = self.header.find(Column::Detail);
        for (_, text) in left.iter().filter(|(column, _)| Some(*column) == detail) {
            add(escaped(text));
        }
        for (column, text) in left.iter().filter(|(column, _)| Some(*column) != detail) {
            let heading = self.header.texts.get(column).map_or("Bảng ghi thêm", String::as_str);
            let heading = match self.header.columns.get(column) {
                Some(Column::Remark) => "Ghi chú trong bảng",
                // A column of that name in another table holds what its people wrote.
                Some(Column::Scale | Column::Wording | Column::NotApplicable) if !self.own => "Bảng ghi",
                Some(_) if self.own => continue,
                _ => heading,
            };
            add(format!("{}: {}", escaped(heading), escaped(text)));
        }
        self.grid.book_row(row);
        notes
    }
}

/// The parts of a text between these marks.
pub(super) fn list(text: &str, between: &[char]) -> Vec<String> {
    text.split(between).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What our own export writes into a column for an item.
pub(super) fn cell(item: &Item, column: Column) -> String {
    match column {
        Column::Item => item.title.clone(),
        Column::Max => item.scale.max().map(comma).unwrap_or_default(),
        Column::LevelOne => threshold(item, 0),
        Column::LevelTwo => threshold(item, 1),
        Column::Evidence => item.evidence.join("\n"),
        Column::Question => item.question.clone(),
        Column::Scale => word(&ANSWERS, &answer(&item.scale)).to_owned(),
        Column::Choices => match &item.scale {
            Scale::Options { options } => pairs(options),
            Scale::Standard { steps, .. } => {
                let lines: Vec<String> =
                    steps.iter().enumerate().map(|(place, step)| format!("{place}: {step}")).collect();
                lines.join("\n")
            }
            Scale::Count { steps, .. } => {
                let lines: Vec<String> =
                    steps.iter().map(|step| format!("{}: {}", comma(step.from), comma(step.points))).collect();
                lines.join("\n")
            }
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Pair { .. } => String::new(),
        },
        Column::Step => match &item.scale {
            Scale::Typed { step, .. } => comma(*step),
            Scale::Whole { .. }
            | Scale::Options { .. }
            | Scale::Count { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Standard { .. }
            | Scale::Pair { .. } => String::new(),
        },
        Column::Unit => item.scale.unit().unwrap_or_default().to_owned(),
        Column::NotApplicable => item.na.map(|na| word(&NOT_APPLICABLE, &na.value).to_owned()).unwrap_or_default(),
        Column::FromLevel => item.level.map(|level| level.value.to_string()).unwrap_or_default(),
        Column::OnlyLevels => levels(&item.levels),
        Column::Groups => joined(&item.groups, ", "),
        Column::Figure => item.figure.as_ref().map(|figure| figure.value.clone()).unwrap_or_default(),
        Column::Guide => pairs(&item.guide),
        Column::Learn => joined(&item.learn, "\n"),
        Column::Wording => word(&WORDINGS, &item.wording).to_owned(),
        Column::Sure => item.note.clone().unwrap_or_default(),
        Column::Id => item.id.value.clone(),
        Column::Number
        | Column::Criterion
        | Column::Detail
        | Column::Remark
        | Column::Answers
        | Column::GroupMax
        | Column::Description => String::new(),
    }
}

fn answer(scale: &Scale) -> Answer {
    match scale {
        Scale::Whole { .. } => Answer::Whole,
        Scale::Typed { .. } => Answer::Typed,
        Scale::Options { .. } => Answer::Options,
        Scale::Count { .. } => Answer::Count,
        Scale::YesNo => Answer::YesNo,
        Scale::Percent { .. } => Answer::Percent,
        Scale::Number { .. } => Answer::Number,
        Scale::Standard { .. } => Answer::Standard,
        Scale::Pair { .. } => Answer::Pair,
    }
}

/// The parts of a cell, where the document says where each stands.
pub(super) fn located(text: &str, between: &[char]) -> Vec<Located<String>> {
    list(text, between).into_iter().map(Located::from).collect()
}

/// `1, 2`
pub(super) fn levels(levels: &[Located<u32>]) -> String {
    levels.iter().map(|level| level.to_string()).collect::<Vec<_>>().join(", ")
}

fn joined(texts: &[Located<String>], between: &str) -> String {
    texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(between)
}

/// What a level asks for; one threshold stands for every level.
fn threshold(item: &Item, level: usize) -> String {
    let number = u32::try_from(level + 1).unwrap_or(u32::MAX);
    let is_asked = item.level.is_none_or(|first| number >= first.value)
        && (item.levels.is_empty() || item.levels.contains(&number.into()));
    if is_asked {
        asked(&item.scale, level)
    } else if item.scale.max().is_none() {
        "-".to_owned()
    } else {
        String::new()
    }
}

/// `90%`, `2`, `Mức độ 2`, `50% và 12%`, `x`
fn asked(scale: &Scale, level: usize) -> String {
    let of = |thresholds: &[Located<Number>]| thresholds.get(level).or(thresholds.last()).map(|number| number.value);
    match scale {
        Scale::Percent { thresholds } => of(thresholds).map(|number| format!("{}%", comma(number))).unwrap_or_default(),
        Scale::Number { thresholds, .. } => of(thresholds).map(comma).unwrap_or_default(),
        Scale::Standard { thresholds, steps } => {
            let place = of(thresholds).and_then(|number| usize::try_from(number.0.floor()).ok());
            place.and_then(|place| steps.get(place)).cloned().unwrap_or_default()
        }
        Scale::Pair { parts } => {
            let figures: Vec<String> = parts.iter().map(|part| asked(&part.scale, level)).collect();
            figures.join(" và ")
        }
        Scale::YesNo => "x".to_owned(),
        Scale::Whole { .. } | Scale::Typed { .. } | Scale::Options { .. } | Scale::Count { .. } => String::new(),
    }
}

/// One a line.
fn pairs(pairs: &[PointsText]) -> String {
    let lines: Vec<String> = pairs.iter().map(|pair| format!("{}: {}", comma(pair.points), pair.text)).collect();
    lines.join("\n")
}

/// All its decimals, behind a comma.
fn comma(number: Number) -> String {
    number.0.text().replace('.', ",")
}
