//! The way to the next rank that a person can walk: which answers to raise, and how far.
//!
//! Of all ways: the fewest points; of these the smallest sum of the squares of the rises, so that no single answer is asked
//! for much; of these the one that raises what stands first in the document the most. Targets and conditions that are
//! short of their thresholds must each rise to them: there the way is what it is. What is open is asked first, so it is
//! reckoned at its most: the way is needed whatever it brings.

use crate::decimal::Decimal;
use crate::score::{Place, Raise, Rule};
use crate::sheet::Answer;

/// The raises that reach a rank which the answers do not reach, in the order of the document.
pub(crate) fn way_up(rule: &Rule<'_>, rank: usize) -> Vec<Raise> {
    let unit = unit(rule);
    let mut ladders = Vec::new();
    for place in &rule.places {
        ladders.push(match place.answer {
            Answer::Given(_) => Ladder::of(place, rule.floor, unit),
            _ => Ladder::fixed(),
        });
    }
    let lacking = lacking(rule, rank, unit, true);
    trim(&mut ladders, lacking);
    let gains = smallest(&ladders, lacking);
    let mut raises = Vec::new();
    for (index, place) in rule.places.iter().enumerate() {
        let from = place.answer;
        let mut to = from;
        for choice in &ladders[index].choices {
            if choice.gain > 0 && choice.gain == gains[index] {
                to = Answer::Given(choice.answer);
            }
        }
        if let Some(need) = place.lacks(rank, true) {
            to = from.raised(place.item, need, false);
        }
        if to != from {
            raises.push(Raise { place: place.index, from, to });
        }
    }
    raises
}

/// The least answer of an item with which a rank is reached, where all others are answered and that one decides.
pub(crate) fn least(rule: &Rule<'_>, place: &Place<'_>, rank: usize) -> Answer {
    if let Some(need) = place.need(rank) {
        return place.answer.raised(place.item, need, true);
    }
    let unit = unit(rule);
    let lacking = lacking(rule, rank, unit, false);
    let ladder = Ladder::of(place, rule.floor, unit);
    let enough = ladder.choices.iter().find(|choice| choice.gain >= lacking);
    enough.map_or_else(Answer::default, |choice| Answer::Given(choice.answer))
}

/// The largest unit of which all points are multiples.
fn unit(rule: &Rule<'_>) -> u64 {
    let mut unit = 0;
    for place in &rule.places {
        unit = common_divisor(unit, place.item.max.millionths());
        unit = common_divisor(unit, place.item.step.millionths());
        for step in &place.item.steps {
            unit = common_divisor(unit, step.points.millionths());
        }
    }
    unit.max(1)
}

fn common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right > 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// The units that the total lacks, rounded up: `total × full ÷ counted` must reach the rank's.
fn lacking(rule: &Rule<'_>, rank: usize, unit: u64, best: bool) -> usize {
    let (total, counted) = rule.sums(best);
    let needed = rule.totals[rank].millionths() * counted.millionths();
    let missing = needed.saturating_sub(total.millionths() * rule.full.millionths());
    to_usize(missing.div_ceil((rule.full.millionths() * unit).max(1)))
}

/// What one answer may be raised to.
struct Choice {
    /// In units.
    gain: usize,
    answer: Decimal,
}

/// All that one answer may be raised to, the smallest first; that it stays as it is among them, unless it is under the
/// floor.
struct Ladder {
    choices: Vec<Choice>,
    /// The difference between any two that are next to each other, in units; 0 where they are not all the same.
    step: usize,
}

impl Ladder {
    /// It stays as it is.
    fn fixed() -> Self {
        Self { choices: vec![Choice { gain: 0, answer: Decimal::ZERO }], step: 0 }
    }

    fn of(place: &Place<'_>, floor: Decimal, unit: u64) -> Self {
        let (item, known) = (place.item, place.points(false));
        if item.max == Decimal::ZERO {
            return Self::fixed();
        }
        let mut choices = Vec::new();
        let mut offer = |answer: Decimal, points: Decimal| {
            if points > known && points >= floor {
                choices.push(Choice { gain: to_usize(points.minus(known).millionths() / unit), answer });
            }
        };
        for step in &item.steps {
            offer(step.from, step.points);
        }
        let mut step = 0;
        if item.steps.is_empty() {
            step = to_usize(item.step.millionths() / unit);
            let mut points = known;
            while points < item.max {
                points = points.plus(item.step);
                offer(points, points);
            }
        }
        if known >= floor {
            choices.insert(0, Choice { gain: 0, answer: Decimal::ZERO });
        }
        Self { choices, step }
    }

    fn least(&self) -> usize {
        self.choices.first().map_or(0, |choice| choice.gain)
    }

    fn most(&self) -> usize {
        self.choices.last().map_or(0, |choice| choice.gain)
    }

    /// The rise where each is raised to this level, as far as it can and may.
    fn at(&self, level: usize) -> usize {
        level.max(self.least()).min(self.most())
    }
}

/// Leaves out what no best way has in it.
///
/// Of two that are raised in equal steps, one is never a whole step and more ahead of the other unless it must be, or the
/// other is at its most: a step given from the one to the other would make the squares smaller. So all that have the same
/// step stand at one level or a step above it; and the level is bounded by what the others can bring at most, and by the
/// nothing that they may bring.
fn trim(ladders: &mut [Ladder], lacking: usize) {
    let mut bounds = Vec::new();
    let mut known = (0, 0, usize::MAX);
    for ladder in &*ladders {
        let step = ladder.step;
        if step == 0 {
            known = (0, 0, usize::MAX);
        } else if step != known.0 {
            let mut others = 0;
            for other in &*ladders {
                others += if other.step == step { 0 } else { other.most() };
            }
            let lowest = level(ladders, step, lacking.saturating_sub(others));
            // A way that is too long by a step is none: what is too much would be given back.
            known = (step, lowest, level(ladders, step, lacking + step) + step);
        }
        bounds.push((ladder.at(known.1), ladder.at(known.2)));
    }
    for (ladder, (from, to)) in ladders.iter_mut().zip(bounds) {
        ladder.choices.retain(|choice| (from..=to).contains(&choice.gain));
    }
}

/// The highest level at which those of a step come to no more than a sum.
fn level(ladders: &[Ladder], step: usize, sum: usize) -> usize {
    let all_at = |level: usize| {
        let mut all = 0;
        for ladder in ladders {
            all += if ladder.step == step { ladder.at(level) } else { 0 };
        }
        all
    };
    let (mut level, most) = (0, all_at(usize::MAX));
    while all_at(level) < most && all_at(level + step) <= sum {
        level += step;
    }
    level
}

/// No way comes to that.
const NONE: u32 = u32::MAX;

/// What each answer is raised by on the best way.
fn smallest(ladders: &[Ladder], lacking: usize) -> Vec<usize> {
    // With more than that, what was raised last would be given back.
    let (mut forced, mut most) = (0, 0);
    for ladder in ladders {
        forced += ladder.least();
        most = most.max(ladder.most());
    }
    let width = forced.max(lacking) + most + 1;
    // For each tail of the answers, the empty one last, and for each sum of their rises: the least sum of squares.
    let mut squares = vec![NONE; (ladders.len() + 1) * width];
    squares[ladders.len() * width] = 0;
    for (index, ladder) in ladders.iter().enumerate().rev() {
        let (before, after) = squares.split_at_mut((index + 1) * width);
        for choice in &ladder.choices {
            for (sum, rest) in before[index * width + choice.gain..].iter_mut().zip(&*after) {
                *sum = (*sum).min(rest.saturating_add(square(choice.gain)));
            }
        }
    }
    let mut gains = Vec::new();
    let mut sum = lacking;
    while squares[sum] == NONE {
        sum += 1;
        if sum == width {
            // A rank that nobody can reach.
            gains.resize(ladders.len(), 0);
            return gains;
        }
    }
    for (index, ladder) in ladders.iter().enumerate() {
        let mut gain = 0;
        // Of equal ways the one that raises this one the most.
        for choice in &ladder.choices {
            let rest = sum.checked_sub(choice.gain).and_then(|rest| squares.get((index + 1) * width + rest));
            let Some(rest) = rest.filter(|rest| **rest < NONE) else { continue };
            if squares[index * width + sum] == rest + square(choice.gain) {
                gain = choice.gain;
            }
        }
        gains.push(gain);
        sum -= gain;
    }
    gains
}

#[expect(clippy::cast_possible_truncation, reason = "a set has a thousand points, in steps of a twentieth at least")]
fn square(gain: usize) -> u32 {
    (gain * gain) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a set has a thousand points, in steps of a twentieth at least")]
fn to_usize(units: u64) -> usize {
    units as usize
}
