//! How the items were answered: exact sums of all sheets, and the means and shares that follow from them.

use super::share;
use crate::decimal::Decimal;
use crate::rubric::{Item, Rubric, Scale};
use crate::sheet::{Answer, Sheet};

/// How one item was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPart {
    /// Its place among those of the rubric.
    pub place: usize,
    /// People who are asked it and to whom it applies.
    pub asked: u32,
    /// Those who answered; the numbers below are of these.
    pub answered: u32,
    /// Under the floor; where the set has none, under half of the maximum; of a target or a condition, not met at its
    /// lowest threshold; of yes or no without one, no.
    pub weak: u32,
    /// The points, the percentages, the numbers; of yes or no, 100 for each that is met: all of them together.
    pub sum: Sum,
    /// The mean of the points, the percentages, the numbers; of yes or no, of those that are met, in percent.
    pub mean: Decimal,
}

impl ItemPart {
    /// How many in a hundred of those who answered are weak.
    pub fn weak_share(&self) -> Decimal {
        share(u64::from(self.weak), u64::from(self.answered))
    }
}

/// As [`Decimal::millionths`] counts.
const MILLION: u64 = 1_000_000;

/// A sum of numbers: what stands before the point, and millionths. No number of people makes either too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    whole: u64,
    millionths: u64,
}

impl Sum {
    /// Adds a number.
    pub fn add(&mut self, number: Decimal) {
        self.millionths += number.millionths() % MILLION;
        self.whole += number.floor() + self.millionths / MILLION;
        self.millionths %= MILLION;
    }

    /// The sum as a number, which holds 18 million millions.
    pub fn number(self) -> Decimal {
        Decimal::from_millionths(self.whole.saturating_mul(MILLION).saturating_add(self.millionths))
    }

    /// Of so many numbers.
    fn mean(self, count: u32) -> Decimal {
        let count = u64::from(count.max(1));
        let rest = (self.whole % count * MILLION + self.millionths) / count;
        Decimal::from_millionths(self.whole / count * MILLION + rest).rounded()
    }
}

/// Each item with nothing answered yet, in the order of the rubric.
pub(super) fn unanswered(rubric: &Rubric) -> Vec<ItemPart> {
    let none = |place| ItemPart { place, asked: 0, answered: 0, weak: 0, sum: Sum::default(), mean: Decimal::ZERO };
    (0..rubric.items().len()).map(none).collect()
}

/// Adds the answers of a sheet to the items, which stand in the order of the rubric.
pub(super) fn add(parts: &mut [ItemPart], rubric: &Rubric, sheet: &Sheet) {
    let group = sheet.group.as_deref();
    let own = group.and_then(|id| rubric.group(id)).and_then(|group| group.floor);
    let floor = own.or(rubric.floor).unwrap_or_default();
    for (place, item) in rubric.items().into_iter().enumerate() {
        let answer = sheet.answers.get(place).copied().unwrap_or_default();
        if !item.is_for(group) || answer == Answer::NotApplicable {
            continue;
        }
        let part = &mut parts[place];
        part.asked += 1;
        if answer.is_given() && !answer.is_open() {
            let is_weak = is_weak(item, answer, sheet, floor);
            part.answered += 1;
            part.weak += u32::from(is_weak);
            part.sum.add(match answer {
                Answer::Given(number) if item.max > Decimal::ZERO => item.points(number),
                Answer::Given(number) if !item.is_yes_no() => number,
                // Of yes or no, and of two figures at once, the share of those who are there.
                _ if is_weak => Decimal::ZERO,
                _ => Decimal::HUNDRED,
            });
        }
    }
}

/// The items with their means, the weakest first, and of each criterion the share that it has got; from the items in the
/// order of the rubric.
pub(super) fn finish(rubric: &Rubric, mut parts: Vec<ItemPart>) -> (Vec<ItemPart>, Vec<Decimal>) {
    let items = rubric.items();
    for part in &mut parts {
        part.mean = part.sum.mean(part.answered);
    }
    let (mut criteria, mut place) = (Vec::new(), 0);
    for criterion in &rubric.criteria {
        let (mut got, mut most) = (0_u64, 0_u64);
        for _ in &criterion.items {
            let (part, max) = (&parts[place], items[place].max);
            if max > Decimal::ZERO {
                got += part.sum.number().millionths();
                most += max.millionths() * u64::from(part.answered);
            } else {
                got += u64::from(part.answered - part.weak);
                most += u64::from(part.answered);
            }
            place += 1;
        }
        criteria.push(share(got, most));
    }
    let mut sorted: Vec<ItemPart> = Vec::new();
    for part in parts {
        let is_after = |other: &ItemPart| {
            let (weak, others) = (u64::from(part.weak), u64::from(other.weak));
            weak * u64::from(other.answered.max(1)) > others * u64::from(part.answered.max(1))
        };
        let place = sorted.iter().position(is_after).unwrap_or(sorted.len());
        sorted.insert(place, part);
    }
    (sorted, criteria)
}

/// See [`ItemPart::weak`].
fn is_weak(item: &Item, answer: Answer, sheet: &Sheet, floor: Decimal) -> bool {
    if let (Answer::Given(number), true) = (answer, item.max > Decimal::ZERO) {
        let points = item.points(number);
        return if floor > Decimal::ZERO { points < floor } else { points.plus(points) < item.max };
    }
    match (item.scale, item.lowest_need(sheet.group.as_deref(), sheet.area.as_deref())) {
        (_, Some(need)) => !answer.meets(item, need, false),
        (Scale::Excludes, None) => answer == Answer::Given(Decimal::ONE),
        (Scale::YesNo, None) => answer == Answer::Given(Decimal::ZERO),
        (_, None) => false,
    }
}
