//! How an item is answered: points out of a maximum, or thresholds out of what the levels ask for.

use super::cells::Table;
use super::headings::{Column, words};
use super::place::Placing;
use super::structure::Part;
use super::values::{self, Threshold};
use super::words::{self as known, Answer};
use crate::criteria::document::{Kind, Number, Scale};
use crate::diagnostic::{Mistake, Spot};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

/// The most points of a set of buttons.
const MOST_BUTTONS: u32 = 100;
/// The steps in which points may be typed, the largest first.
const STEPS: [u64; 6] = [1_000_000, 500_000, 250_000, 200_000, 100_000, 50_000];

impl Placing<'_> {
    /// How an item is answered, and the first level that asks for it.
    pub(super) fn scale(&mut self, table: &Table<'_>, part: &Part) -> (Scale, Option<u32>) {
        let answer = self.word(table, part.row, Column::Scale, &known::ANSWERS);
        let unit = Some(table.cell(part.row, Column::Unit).to_owned()).filter(|unit| !unit.is_empty());
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
        let Some((text, spot)) = table.value(row, Column::Max) else { return Scale::YesNo };
        let max = match values::points(text) {
            Ok(max) if max > Decimal::whole(MOST_POINTS) => {
                Err(Mistake::PointsTooMany { text: text.to_owned(), most: MOST_POINTS })
            }
            other => other,
        };
        let given = self.decimal(table, row, Column::Step);
        match max {
            Ok(max) if given.is_none() && max.is_whole() && max <= Decimal::whole(MOST_BUTTONS) => {
                Scale::Whole { max: Number(max) }
            }
            Ok(max) => {
                let fits = STEPS.into_iter().map(Decimal::from_millionths).find(|step| max.is_multiple_of(*step));
                if let Some(step) = given.or(fits) {
                    return Scale::Typed { max: Number(max), step: Number(step) };
                }
                self.say(spot, Mistake::Points { text: text.to_owned() });
                Scale::Whole { max: Number(max) }
            }
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
        part: &Part,
        answer: Option<Answer>,
        unit: Option<&str>,
    ) -> (Scale, Option<u32>) {
        let mut read: Vec<(Threshold, String, Spot)> = Vec::new();
        let (mut empty, before) = (None, self.found.len());
        for kind in [Column::LevelOne, Column::LevelTwo].into_iter().take(self.levels.max(1)) {
            let Some(column) = table.header.find(kind) else { continue };
            let (text, spot) = (table.grid.text(part.row, column), table.grid.spot(part.row, column));
            if text.is_empty() {
                empty = Some(spot);
                continue;
            }
            let threshold = match (answer, values::number(text)) {
                (Some(Answer::Number), Ok(number)) => Ok(Threshold::Number(number, unit.map(str::to_owned))),
                _ => values::threshold(text, table.header.in_percent(column)),
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
            [.., (Threshold::Nothing, _, spot)] => {
                let spot = spot.clone();
                self.say(spot, Mistake::LostAtLevelTwo);
                return (Scale::YesNo, None);
            }
            _ => None,
        };
        read.retain(|(threshold, ..)| *threshold != Threshold::Nothing);
        (self.common(&read), level)
    }

    /// One scale out of what the levels ask for.
    fn common(&mut self, read: &[(Threshold, String, Spot)]) -> Scale {
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
        let mut numbers: Vec<Decimal> = Vec::new();
        for (place, (threshold, text, spot)) in read.iter().enumerate() {
            let (Threshold::Percent(number) | Threshold::Number(number, _)) = threshold else { continue };
            if numbers.last().is_some_and(|before| before > number) {
                let first = read[place - 1].1.clone();
                self.say(spot.clone(), Mistake::ThresholdFalls { first, second: text.clone() });
            }
            numbers.push(*number);
        }
        // As an author writes it: one number where the levels do not differ.
        numbers.dedup();
        let thresholds = numbers.into_iter().map(Number).collect();
        match read.first().map(|(threshold, ..)| threshold) {
            Some(Threshold::Percent(_)) => Scale::Percent { thresholds },
            Some(Threshold::Number(_, unit)) => Scale::Number { thresholds, unit: unit.clone() },
            _ => Scale::YesNo,
        }
    }
}
