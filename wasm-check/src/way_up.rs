//! The shortest way to the next rank: which answers to raise, and how far.
//!
//! The fewest points in all, then the fewest indicators, then the order of the document. Targets and conditions that
//! are short of their thresholds must each rise to them: there the way is what it is.

use crate::decimal::Decimal;
use crate::rubric::Scale;
use crate::score::{Place, Raise, Rule};
use crate::sheet::Answer;

/// How a plan is compared: points in all, in units, then how many indicators it raises.
type Cost = u64;
const ONE_UNIT: Cost = 1 << 16;
const IMPOSSIBLE: Cost = 1 << 62;

/// The raises that reach a rank which the answers do not reach, in the order of the document; blanks count as 0.
pub(crate) fn way_up(rule: &Rule<'_>, rank: usize) -> Vec<Raise> {
    let unit = unit(rule);
    let mut choices = Vec::new();
    for place in &rule.places {
        choices.push(choices_of(place, rule.floor, unit));
    }
    let mut lacking = lacking(rule, rank, unit);
    let mut plans = Plans::new(&choices, lacking);
    let mut raises = Vec::new();
    for (index, place) in rule.places.iter().enumerate() {
        let from = match place.answer {
            Answer::Given(answer) => answer,
            _ if place.item.scale == Scale::Excludes => Decimal::ONE,
            _ => Decimal::ZERO,
        };
        let mut to = from;
        if let Some(choice) = plans.best(index, lacking) {
            lacking = lacking.saturating_sub(choice.gain);
            if choice.gain > 0 {
                to = choice.answer;
            }
        }
        if let Some(need) = place.need(rank).filter(|need| !place.reaches(*need, false)) {
            to = if place.item.scale == Scale::Excludes { Decimal::ZERO } else { need };
        }
        if to != from {
            raises.push(Raise { place: place.index, from, to });
        }
    }
    raises
}

/// What one indicator may be raised to.
struct Choice {
    /// In units.
    gain: usize,
    answer: Decimal,
}

impl Choice {
    fn cost(&self) -> Cost {
        self.gain as Cost * ONE_UNIT + Cost::from(self.gain > 0)
    }
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
fn lacking(rule: &Rule<'_>, rank: usize, unit: u64) -> usize {
    let (total, counted) = rule.sums(false);
    let needed = rule.totals[rank].millionths() * counted.millionths();
    let missing = needed.saturating_sub(total.millionths() * rule.full.millionths());
    to_usize(missing.div_ceil((rule.full.millionths() * unit).max(1)))
}

/// The raises that are open to an indicator, the smallest first; that it stays as it is among them, unless it is under
/// the floor.
fn choices_of(place: &Place<'_>, floor: Decimal, unit: u64) -> Vec<Choice> {
    let mut choices = Vec::new();
    let (item, known) = (place.item, place.points(false));
    let is_fixed = item.max == Decimal::ZERO || place.answer == Answer::NotApplicable;
    if is_fixed || known >= floor {
        choices.push(Choice { gain: 0, answer: Decimal::ZERO });
    }
    if is_fixed {
        return choices;
    }
    let mut offer = |answer: Decimal, points: Decimal| {
        if points > known && points >= floor {
            choices.push(Choice { gain: to_usize(points.minus(known).millionths() / unit), answer });
        }
    };
    for step in &item.steps {
        offer(step.from, step.points);
    }
    if item.steps.is_empty() {
        let mut points = known;
        while points < item.max {
            points = points.plus(item.step);
            offer(points, points);
        }
    }
    choices
}

/// The cheapest plans for tails of the indicators and amounts that the total may still lack.
///
/// Only what a plan may need is looked into: what a tail costs at least is known before, and most often it is what it
/// costs. Where it is not, each tail is solved once for each amount, so that the worst is the points in the set times
/// the points that are lacking.
struct Plans<'c> {
    choices: &'c [Vec<Choice>],
    /// One for each tail, the empty one last.
    tails: Vec<Tail>,
    /// The amounts that may lack: those up to what does.
    width: usize,
    /// For each tail, for each amount: one more than the cost; 0 where it is not known yet.
    found: Vec<Cost>,
}

/// What bounds the plans for the indicators from one on.
#[derive(Clone)]
struct Tail {
    /// What those under the floor must be raised by, in all.
    forced: usize,
    /// How many those are.
    count: Cost,
    /// What they may be raised by.
    room: usize,
    /// What the others may be raised by: none of them, the one with the most room, the two with the most, and so on.
    rooms: Vec<usize>,
}

impl Tail {
    /// The tail that begins one earlier.
    fn with(&self, choices: &[Choice]) -> Self {
        let mut tail = self.clone();
        let (least, most) = match choices {
            [least, .., most] => (least.gain, most.gain),
            [only] => (only.gain, only.gain),
            [] => (0, 0),
        };
        if least > 0 {
            tail.forced += least;
            tail.count += 1;
            tail.room += most;
            return tail;
        }
        tail.rooms.push(0);
        for place in (1..tail.rooms.len()).rev() {
            tail.rooms[place] = tail.rooms[place].max(tail.rooms[place - 1] + most);
        }
        tail
    }

    /// No plan costs less: indicators are raised by any amount here, up to the most that they can be.
    fn least(&self, lacking: usize) -> Cost {
        let open = lacking.saturating_sub(self.room);
        let more = self.rooms.partition_point(|sum| *sum < open);
        if more == self.rooms.len() {
            return IMPOSSIBLE;
        }
        self.forced.max(lacking) as Cost * ONE_UNIT + self.count + more as Cost
    }
}

impl<'c> Plans<'c> {
    fn new(choices: &'c [Vec<Choice>], lacking: usize) -> Self {
        let mut tails = vec![Tail { forced: 0, count: 0, room: 0, rooms: vec![0] }];
        for choices in choices.iter().rev() {
            tails.push(tails[tails.len() - 1].with(choices));
        }
        tails.reverse();
        let width = lacking + 1;
        Self { choices, tails, width, found: vec![0; width * choices.len()] }
    }

    /// Of the indicators from this one on, so much lacking.
    fn cost(&mut self, index: usize, lacking: usize) -> Cost {
        let least = self.tails[index].least(lacking);
        if index == self.choices.len() || least == IMPOSSIBLE {
            return least;
        }
        let place = self.width * index + lacking;
        if self.found[place] > 0 {
            return self.found[place] - 1;
        }
        let mut cost = IMPOSSIBLE;
        // First those that may cost no more than the least.
        for limit in [least + 1, IMPOSSIBLE] {
            for choice in self.choices[index].iter().rev() {
                if cost > least && self.bound(index, lacking, choice) < cost.min(limit) {
                    cost = cost.min(self.with(index, lacking, choice));
                }
            }
        }
        self.found[place] = cost + 1;
        cost
    }

    /// The cost where this indicator is raised so, and no less than it.
    fn with(&mut self, index: usize, lacking: usize, choice: &Choice) -> Cost {
        self.cost(index + 1, lacking.saturating_sub(choice.gain)) + choice.cost()
    }

    fn bound(&self, index: usize, lacking: usize, choice: &Choice) -> Cost {
        self.tails[index + 1].least(lacking.saturating_sub(choice.gain)) + choice.cost()
    }

    /// The raise of this indicator in the cheapest plan; of equal plans the one that raises it the most.
    fn best(&mut self, index: usize, lacking: usize) -> Option<&'c Choice> {
        let cost = self.cost(index, lacking);
        let mut choices = self.choices[index].iter().rev();
        choices.find(|choice| self.bound(index, lacking, choice) <= cost && self.with(index, lacking, choice) == cost)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a set has a thousand points, in steps of a twentieth at least")]
fn to_usize(units: u64) -> usize {
    units as usize
}
