//! The points of a set against each other: every maximum, sum and floor, for each group that is asked something else.

use super::check::{Criteria, SetPage, id_of, views};
use crate::diagnostic::{CriteriaProblem, Findings, Place, Problem};
use crate::source::set::CriterionPart;
use crate::source::set::document::{Group, Item, Number, Scale, Verified};
use crate::source::{Located, Page};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

/// The most steps that all points of a set may be cut into, so that a phone finds the shortest way up at once.
const MOST_UNITS: u64 = 4000;

/// What one group's points come to; everybody's, where nobody is named.
struct Sum<'a> {
    group: Option<&'a Group>,
    sum: Decimal,
}

pub(super) fn check(part: &SetPage<'_>, criteria: &Criteria<'_>, whole: bool, findings: &mut Findings) {
    let has_points = items(criteria).any(|(_, item)| item.scale.max().is_some());
    if !check_maxima(part, criteria, has_points, findings) || !has_points {
        return;
    }
    for (page, criterion) in criteria {
        check_criterion(part, page, criterion, findings);
    }
    if whole {
        check_all(part, criteria, findings);
    }
    check_floors(part, criteria, findings);
    check_fineness(part, criteria, findings);
}

fn items<'a>(criteria: &Criteria<'a>) -> impl Iterator<Item = (&'a Page, &'a Item)> + Clone {
    criteria.iter().flat_map(|(page, criterion)| criterion.items.iter().map(move |item| (*page, item)))
}

/// Every indicator has a maximum; in a checklist, all or none. Says whether the sums are known.
fn check_maxima(part: &SetPage<'_>, criteria: &Criteria<'_>, has_points: bool, findings: &mut Findings) -> bool {
    let is_checklist = !part.set.gives_verdicts();
    if is_checklist && !has_points {
        return true;
    }
    let mut known = true;
    for (page, item) in items(criteria).filter(|(_, item)| item.scale.max().is_none()) {
        let problem = if is_checklist {
            CriteriaProblem::MaxOfSome { indicator: item.id.value.clone() }.into()
        } else {
            Problem::MissingKey { key: "max", table: "indicator".to_owned() }
        };
        findings.add(page.source.place(item.typed.at), problem);
        known = false;
    }
    known
}

/// What each group's maxima come to; groups that are asked nothing of it are left out. One for everybody where all
/// groups come to the same.
fn sums<'a, 'i>(part: &SetPage<'a>, items: &(impl Iterator<Item = &'i Item> + Clone)) -> Vec<Sum<'a>> {
    let sum_of = |group: Option<&'a Group>| {
        let asked = items.clone().filter(|item| item.is_for(id_of(group)));
        let maxima: Vec<u64> = asked.filter_map(|item| Some(item.scale.max()?.0.millionths())).collect();
        let sum = maxima.iter().fold(0_u64, |sum, max| sum.saturating_add(*max));
        (!maxima.is_empty()).then(|| Sum { group, sum: Decimal::from_millionths(sum) })
    };
    let sums: Vec<Sum<'a>> = views(part.set).into_iter().filter_map(sum_of).collect();
    match sums.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other.sum == first.sum) => {
            vec![Sum { group: None, sum: first.sum }]
        }
        _ => sums,
    }
}

/// A stated sum against what was added up. Of a checklist only a part may be known.
fn compare(part: &SetPage<'_>, place: Place, stated: Decimal, sum: &Sum<'_>, findings: &mut Findings) {
    let (group, sum) = (sum.group.map(|group| group.title.clone()), sum.sum);
    if part.set.verified == Verified::None {
        if sum > stated {
            findings.add(place, CriteriaProblem::SumAbove { stated, sum, group });
        }
    } else if sum != stated {
        findings.add(place, CriteriaProblem::SumMismatch { stated, sum, group });
    }
}

fn check_criterion(part: &SetPage<'_>, page: &Page, criterion: &CriterionPart, findings: &mut Findings) {
    let sums = sums(part, &criterion.items.iter());
    match &criterion.max {
        Some(max) => {
            for sum in &sums {
                compare(part, page.source.place(max.at), max.0, sum, findings);
            }
        }
        // One number cannot stand for groups whose sums differ.
        None if !criterion.states_max && sums.len() == 1 && part.set.verified != Verified::None => {
            let problem = Problem::MissingKey { key: "max", table: String::new() };
            findings.add(page.source.place(criterion.at), problem);
        }
        None => {}
    }
}

/// The whole set's sum, of each group that states its own or is asked something else.
fn check_all(part: &SetPage<'_>, criteria: &Criteria<'_>, findings: &mut Findings) {
    let all = sums(part, &items(criteria).map(|(_, item)| item));
    let Some(pass) = &part.set.pass else {
        if let Some(most) = all.iter().map(|sum| sum.sum).max().filter(|most| *most > Decimal::whole(MOST_POINTS)) {
            findings.add(part.place(part.set.at), CriteriaProblem::TooManyPoints { sum: most, most: MOST_POINTS });
        }
        return;
    };
    let own = part.set.groups.iter().filter_map(|group| Some((group, group.max.as_ref()?)));
    for (group, max) in own {
        let sum = all.iter().find(|sum| sum.group.is_none_or(|of| of.id.value == group.id.value));
        if let Some(sum) = sum {
            let sum = Sum { group: Some(group), sum: sum.sum };
            compare(part, part.place(max.at), max.0, &sum, findings);
        }
    }
    let states_own = |sum: &Sum<'_>| match sum.group {
        Some(group) => group.max.is_some(),
        None => !part.set.groups.is_empty() && part.set.groups.iter().all(|group| group.max.is_some()),
    };
    for sum in all.iter().filter(|sum| !states_own(sum)) {
        compare(part, part.place(pass.max.at), pass.max.0, sum, findings);
    }
}

/// One finding at each floor, with the indicator that it exceeds the most.
fn check_floors(part: &SetPage<'_>, criteria: &Criteria<'_>, findings: &mut Findings) {
    let mut check = |floor: &Located<Number>, is_asked: &dyn Fn(&Item) -> bool| {
        let maxima = items(criteria).filter(|(_, item)| is_asked(item));
        let maxima = maxima.filter_map(|(_, item)| Some((item, item.scale.max()?.0)));
        let smallest = maxima.min_by_key(|(_, max)| *max).filter(|(_, max)| *max < floor.0);
        if let Some((item, max)) = smallest {
            let problem = CriteriaProblem::FloorAboveMax { floor: floor.0, indicator: item.id.value.clone(), max };
            findings.add(part.place(floor.at), problem);
        }
    };
    for group in &part.set.groups {
        if let Some(floor) = &group.floor {
            check(floor, &|item| item.is_for(Some(&group.id.value)));
        }
    }
    if let Some(floor) = part.set.pass.as_ref().and_then(|pass| pass.floor.as_ref()) {
        let views: Vec<_> =
            views(part.set).into_iter().filter(|view| view.is_none_or(|group| group.floor.is_none())).collect();
        check(floor, &|item| views.iter().any(|view| item.is_for(id_of(*view))));
    }
}

/// All points in the largest unit that divides them all, reported at the finest indicator.
fn check_fineness(part: &SetPage<'_>, criteria: &Criteria<'_>, findings: &mut Findings) {
    let unit = items(criteria).fold(0, |unit, (_, item)| common_divisor(unit, unit_of(item)));
    let all = sums(part, &items(criteria).map(|(_, item)| item));
    let Some(sum) = all.iter().map(|sum| sum.sum).max().filter(|_| unit > 0) else { return };
    if sum <= Decimal::whole(MOST_POINTS) && sum.millionths() / unit > MOST_UNITS {
        let finest =
            items(criteria).filter(|(_, item)| item.scale.max().is_some()).min_by_key(|(_, item)| unit_of(item));
        if let Some((page, item)) = finest {
            let unit = Decimal::from_millionths(unit);
            let at = item.typed.max_at.unwrap_or(item.typed.at);
            findings.add(page.source.place(at), CriteriaProblem::TooFine { unit, sum, most: MOST_UNITS });
        }
    }
}

/// The largest unit, in millionths, of which all points of an indicator are multiples.
fn unit_of(item: &Item) -> u64 {
    let Some(max) = item.scale.max() else { return 0 };
    let unit = |unit: u64, points: Decimal| common_divisor(unit, points.millionths());
    let max = max.0.millionths();
    match &item.scale {
        Scale::Whole { .. } => unit(max, Decimal::ONE),
        Scale::Typed { step, .. } => unit(max, step.0),
        Scale::Options { options } => options.iter().fold(max, |all, option| unit(all, option.points.0)),
        Scale::Count { steps, .. } => steps.iter().fold(max, |all, step| unit(all, step.points.0)),
        Scale::YesNo | Scale::Percent { .. } | Scale::Number { .. } | Scale::Standard { .. } | Scale::Pair { .. } => 0,
    }
}

fn common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right > 0 {
        (left, right) = (right, left % right);
    }
    left
}
