//! How an item is answered: points out of a maximum, or thresholds out of what the levels ask for.

use super::cells::Table;
use super::headings::{Column, words};
use super::place::Placing;
use super::structure::RowPart;
use super::values::{self, Threshold};
use super::words::{self as known, Answer};
use crate::criteria::document::{self, Kind, Number, Scale};
use crate::diagnostic::{Mistake, Spot};
use crate::source::Located;
use crate::source::set::{MOST_BUTTONS, STEPS};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

impl Placing<'_> {
    /// How an item is answered, and the first level that asks for it.
    pub(super) fn scale(&mut self, table: &Table<'_>, part: &RowPart) -> (Scale, Option<u32>) {
        let answer = self.word(table, part.row, Column::Scale, &known::ANSWERS);
        if answer == Some(Answer::Pair) && self.own {
            // What they are stands in a sheet of its own; what this one shows of them is held against that.
            let shown = [Column::LevelOne, Column::LevelTwo].map(|column| table.cell(part.row, column).to_owned());
            let part = |title| document::TargetPart { title, scale: Scale::YesNo, figure: None };
            return (Scale::Pair { parts: shown.map(part).into() }, None);
        }
        let unit = table.peek(part.row, Column::Unit).map(|(unit, _)| unit.to_owned());
        if self.own || matches!(answer, Some(Answer::Count)) {
            table.cell(part.row, Column::Unit);
        }
        match (self.kind, answer) {
            (_, Some(Answer::Options)) => {
                let options = self.pairs(table, part.row, Column::Choices);
                (Scale::Options { options: options.unwrap_or_default() }, None)
            }
            (_, Some(Answer::Count)) => (Scale::Count { steps: self.steps(table, part.row), unit }, None),
            (Kind::Points, Some(Answer::YesNo)) => (Scale::YesNo, None),
            (Kind::Points, _) => (self.points(table, part.row), None),
            (Kind::Targets, answer) => self.thresholds(table, part, answer, unit.as_deref()),
        }
    }

    /// Points that a person gives: buttons for whole numbers, typed where they are not, or many.
    fn points(&mut self, table: &Table<'_>, row: u32) -> Scale {
        // Where groups have columns of their own, any of them says that there are points.
        let of_group = || {
            let columns = table.header.groups();
            let (column, _) = columns.iter().find(|(column, _)| !table.grid.own(row, *column).is_empty())?;
            Some((table.grid.own(row, *column), table.grid.spot(row, *column)))
        };
        let Some((text, spot)) = table.value(row, Column::Max).or_else(of_group) else { return Scale::YesNo };
        let max = match values::points(text) {
            Ok(max) if max > Decimal::whole(MOST_POINTS) => {
                Err(Mistake::PointsTooMany { text: text.to_owned(), most: MOST_POINTS })
            }
            other => other,
        };
        let given = self.decimal(table, row, Column::Step);
        match max {
            Ok(max) => scale_of(max, given).unwrap_or_else(|| {
                self.say(spot, Mistake::Points { text: text.to_owned() });
                Scale::Whole { max: Number(max) }
            }),
            Err(mistake) => {
                self.say(spot, mistake);
                // So that nothing is said twice: it has a maximum, only not one that is known.
                Scale::Whole { max: Number(Decimal::ZERO) }
            }
        }
    }

    fn thresholds(
        &mut self,
        table: &Table<'_>,
        part: &RowPart,
        answer: Option<Answer>,
        unit: Option<&str>,
    ) -> (Scale, Option<u32>) {
        let steps = self.steps_of(table, part.row, answer);
        let mut read: Vec<(Threshold, String, Spot)> = Vec::new();
        let (mut empty, before) = (None, self.found.len());
        for kind in [Column::LevelOne, Column::LevelTwo].into_iter().take(self.levels.max(1)) {
            let Some(column) = table.header.find(kind) else { continue };
            let (text, spot) = (table.grid.text(part.row, column), table.grid.spot(part.row, column));
            table.grid.book(part.row, column);
            if text.is_empty() {
                empty = Some(spot);
                continue;
            }
            let step = steps.iter().position(|step| step == text).and_then(|place| u32::try_from(place).ok());
            let threshold = match (answer, values::number(text)) {
                _ if step.is_some() => Ok(Threshold::Step(Decimal::whole(step.unwrap_or(0)))),
                (Some(Answer::Number), Ok(number)) => Ok(Threshold::Number(number, unit.map(str::to_owned))),
                _ => match (values::threshold(text, table.header.in_percent(column)), unit) {
                    // The unit has a column of its own.
                    (Err(Mistake::ThresholdUnclear { .. }), Some(unit)) => {
                        table.cell(part.row, Column::Unit);
                        values::threshold(&format!("{text} {unit}"), false)
                    }
                    (Ok(threshold @ Threshold::Percent(_)), Some(unit)) if unit.trim() == "%" => {
                        table.cell(part.row, Column::Unit);
                        Ok(threshold)
                    }
                    (threshold, _) => threshold,
                },
            };
            match threshold {
                Ok(threshold) => read.push((threshold, text.to_owned(), spot)),
                Err(mistake) => self.say(spot, mistake),
            }
        }
        if self.found.len() > before {
            return (Scale::YesNo, None);
        }
        if let (Some(spot), false) = (empty, read.is_empty()) {
            self.say(spot, Mistake::MissingThreshold { title: part.title.clone() });
        }
        let level = match read.as_slice() {
            [(Threshold::Nothing, ..), (second, ..)] if *second != Threshold::Nothing => Some(2),
            // A column of its own says at which levels it is asked; our own spreadsheet has that in any case.
            [.., (Threshold::Nothing, ..)] if self.own || table.value(part.row, Column::OnlyLevels).is_some() => None,
            [.., (Threshold::Nothing, _, spot)] => {
                let spot = spot.clone();
                self.say(spot, Mistake::LostAtLevelTwo);
                return (Scale::YesNo, None);
            }
            _ => None,
        };
        read.retain(|(threshold, ..)| *threshold != Threshold::Nothing);
        (self.common(&read, &part.title, steps), level)
    }

    /// The names of a standard's levels, as our own export lists them.
    fn steps_of(&mut self, table: &Table<'_>, row: u32, answer: Option<Answer>) -> Vec<String> {
        if answer != Some(Answer::Standard) {
            return Vec::new();
        }
        let pairs = self.pairs(table, row, Column::Choices).unwrap_or_default();
        pairs.into_iter().map(|pair| pair.text).collect()
    }

    /// One scale out of what the levels ask for.
    fn common(&mut self, read: &[(Threshold, String, Spot)], title: &str, steps: Vec<String>) -> Scale {
        let like = |left: &Threshold, right: &Threshold| match (left, right) {
            (Threshold::Number(_, left), Threshold::Number(_, right)) => {
                left.as_deref().map(words) == right.as_deref().map(words)
            }
            _ => std::mem::discriminant(left) == std::mem::discriminant(right),
        };
        if let [(first, first_text, _), (second, text, spot)] = read
            && !like(first, second)
        {
            let (first, second) = (first_text.clone(), text.clone());
            self.say(spot.clone(), Mistake::ThresholdsDiffer { first, second });
            return Scale::YesNo;
        }
        let (mut numbers, mut seconds): (Vec<Decimal>, Vec<Decimal>) = (Vec::new(), Vec::new());
        for (place, (threshold, text, spot)) in read.iter().enumerate() {
            let (number, second) = match threshold {
                Threshold::Percent(number) | Threshold::Number(number, _) | Threshold::Step(number) => (*number, None),
                Threshold::Pair(first, second) => (*first, Some(*second)),
                Threshold::Nothing | Threshold::Met => continue,
            };
            let falls = numbers.last().is_some_and(|before| *before > number)
                || seconds.last().zip(second).is_some_and(|(before, second)| *before > second);
            if falls {
                let first = read[place - 1].1.clone();
                self.say(spot.clone(), Mistake::ThresholdFalls { first, second: text.clone() });
            }
            numbers.push(number);
            seconds.extend(second);
        }
        // As an author writes it: one number where the levels do not differ.
        numbers.dedup();
        seconds.dedup();
        let [thresholds, seconds] =
            [numbers, seconds].map(|numbers| numbers.into_iter().map(|number| Number(number).into()).collect());
        match read.first().map(|(threshold, ..)| threshold) {
            Some(Threshold::Percent(_)) => Scale::Percent { thresholds },
            Some(Threshold::Number(_, unit)) => Scale::Number { thresholds, unit: unit.clone() },
            Some(Threshold::Step(_)) => Scale::Standard { steps: steps_to(&thresholds, steps), thresholds },
            Some(Threshold::Pair(..)) => {
                let [first, second] = titles_of(title);
                let part = |title, thresholds| document::TargetPart {
                    title,
                    scale: Scale::Percent { thresholds },
                    figure: None,
                };
                Scale::Pair { parts: vec![part(first, thresholds), part(second, seconds)] }
            }
            _ => Scale::YesNo,
        }
    }
}

/// How points up to a maximum are given.
pub(super) fn whole(max: Decimal) -> Scale {
    scale_of(max, None).unwrap_or(Scale::Whole { max: Number(max) })
}

/// Buttons for whole numbers, a field for others and for many; nothing where no step is so fine.
fn scale_of(max: Decimal, step: Option<Decimal>) -> Option<Scale> {
    if step.is_none() && max.is_whole() && max <= Decimal::whole(MOST_BUTTONS) {
        return Some(Scale::Whole { max: Number(max) });
    }
    // The largest that fits.
    let mut steps = STEPS.into_iter().rev().map(|(hundredths, _)| Decimal::from_millionths(hundredths * 10_000));
    let fits = steps.find(|step| max.is_multiple_of(*step));
    step.or(fits).map(|step| Scale::Typed { max: Number(max), step: Number(step) })
}

/// The names of a standard's levels: those that are listed, else nothing and as many as are asked for.
fn steps_to(thresholds: &[Located<Number>], listed: Vec<String>) -> Vec<String> {
    if !listed.is_empty() {
        return listed;
    }
    let most = thresholds.iter().map(|threshold| threshold.0.floor()).max().unwrap_or(0);
    std::iter::once("Chưa đạt".to_owned()).chain((1..=most).map(|step| format!("Mức độ {step}"))).collect()
}

/// What two figures are, out of the title of both: “…; trong đó, …”.
fn titles_of(title: &str) -> [String; 2] {
    let parts = title.split_once("trong đó").or_else(|| title.split_once(';'));
    let clean = |text: &str| text.trim_matches([' ', ',', ';', '.', ':']).to_owned();
    match parts.map(|(first, second)| [clean(first), clean(second)]) {
        Some(parts) if parts.iter().all(|part| !part.is_empty()) => parts,
        _ => ["Số thứ nhất".to_owned(), "Số thứ hai".to_owned()],
    }
}
