//! The rule once more, as the law says it and as slowly as can be: what the scoring is held against.
//!
//! It knows only sheets without blanks, tries every way to fill the others, and every way up there is.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Item, NotApplicable, Rubric, Scale};
use wasm_check::score::Verdict;
use wasm_check::sheet::{Answer, Sheet};

/// What people of the sheet's group are asked, by place.
pub(crate) fn asked(rubric: &Rubric, sheet: &Sheet) -> Vec<usize> {
    let group = sheet.group.as_ref();
    let is_asked = |item: &Item| item.groups.is_empty() || group.is_some_and(|group| item.groups.contains(group));
    rubric.items().into_iter().enumerate().filter(|(_, item)| is_asked(item)).map(|(place, _)| place).collect()
}

/// Answers that stand for all others: between two of them nothing changes. The worst first, the best last.
pub(crate) fn answers_of(item: &Item) -> Vec<Answer> {
    let mut figures = BTreeSet::from([Decimal::ZERO]);
    match item.scale {
        Scale::Whole | Scale::Typed => {
            figures.extend((0..=1000).map(|step| Decimal::from_millionths(step * item.step.millionths())));
            figures.retain(|answer| *answer <= item.max);
        }
        Scale::Options | Scale::Count => figures.extend(item.steps.iter().map(|step| step.from)),
        Scale::YesNo | Scale::Excludes => figures.extend([Decimal::ONE]),
        Scale::Percent | Scale::Number => figures.extend(thresholds(item, 0)),
    }
    if item.second.is_some() {
        let mut second = BTreeSet::from([Decimal::ZERO]);
        second.extend(thresholds(item, 1));
        let both = |first: Decimal| second.iter().map(move |second| Answer::Pair([Some(first), Some(*second)]));
        return figures.into_iter().flat_map(both).collect();
    }
    let worst_first = figures.into_iter().map(Answer::Given);
    if item.scale == Scale::Excludes { worst_first.rev().collect() } else { worst_first.collect() }
}

/// All thresholds of one of its figures.
fn thresholds(item: &Item, figure: usize) -> impl Iterator<Item = Decimal> {
    let groups = item.by_group.iter().map(|own| &own.needs);
    let areas = item.by_area.iter().map(|own| &own.needs);
    let all = std::iter::once(&item.needs).chain(groups).chain(areas);
    let every = if item.second.is_some() { 2 } else { 1 };
    all.flat_map(move |needs| needs.iter().skip(figure).step_by(every).flatten().copied())
}

/// What an answer that is still open may become: anything, or what it lacks of two figures.
pub(crate) fn completions(item: &Item, answer: Answer) -> Vec<Answer> {
    let Answer::Pair(known) = answer else { return answers_of(item) };
    let fits = |full: &Answer| {
        let Answer::Pair(full) = full else { return false };
        known.iter().zip(full).all(|(known, full)| known.is_none() || known == full)
    };
    let with = |full: Answer| {
        let Answer::Pair(full) = full else { return full };
        Answer::Pair([known[0].or(full[0]), known[1].or(full[1])])
    };
    let mut all: Vec<Answer> = Vec::new();
    for full in answers_of(item).into_iter().map(with).filter(fits) {
        if !all.contains(&full) {
            all.push(full);
        }
    }
    all
}

/// Whether one answer is better than another, in each of its figures.
pub(crate) fn is_better(item: &Item, one: Answer, other: Answer) -> bool {
    match (one, other) {
        (Answer::Given(one), Answer::Given(other)) if item.scale == Scale::Excludes => one < other,
        (Answer::Given(one), Answer::Given(other)) => one > other,
        (Answer::Pair(one), Answer::Pair(other)) => {
            one != other && one.iter().zip(other).all(|(one, other)| *one >= other)
        }
        _ => false,
    }
}

pub(crate) fn points(item: &Item, answer: Answer) -> u128 {
    let points = match (item.scale, answer) {
        (Scale::YesNo | Scale::Excludes | Scale::Percent | Scale::Number, _) => Decimal::ZERO,
        (_, Answer::NotApplicable) if item.na == Some(NotApplicable::Full) => item.max,
        (Scale::Count, Answer::Given(count)) => {
            let reached = item.steps.iter().filter(|step| step.from <= count);
            reached.map(|step| step.points).max().unwrap_or_default()
        }
        (_, Answer::Given(points)) => points,
        _ => Decimal::ZERO,
    };
    points.millionths().into()
}

fn meets(item: &Item, answer: Answer, need: [Decimal; 2]) -> bool {
    match answer {
        Answer::Given(answer) if item.scale == Scale::Excludes => answer == Decimal::ZERO,
        Answer::Given(answer) => answer >= need[0],
        Answer::Pair(figures) => figures.into_iter().zip(need).all(|(figure, need)| figure.expect("known") >= need),
        Answer::Blank | Answer::Unknown | Answer::NotApplicable => true,
    }
}

/// The thresholds that people of the sheet's group must reach in its area: of both figures, where it asks for two.
fn need(item: &Item, rank: usize, sheet: &Sheet) -> Option<[Decimal; 2]> {
    let of = |needs: &[Option<Decimal>]| -> Option<[Decimal; 2]> {
        let figure = |place: usize| needs.get(place).copied().flatten();
        if item.second.is_some() {
            return Some([figure(rank * 2)?, figure(rank * 2 + 1)?]);
        }
        Some([figure(rank)?, Decimal::ZERO])
    };
    let of_group = item.by_group.iter().find(|own| Some(&own.group) == sheet.group.as_ref());
    let asked = of(of_group.map_or(&item.needs, |own| &own.needs))?;
    let of_area = item.by_area.iter().find(|own| Some(&own.area) == sheet.area.as_ref());
    Some(of_area.and_then(|own| of(&own.needs)).unwrap_or(asked))
}

/// The highest rank that a sheet without blanks reaches, counted from 1; 0 for none.
pub(crate) fn reached(rubric: &Rubric, sheet: &Sheet) -> usize {
    (1..=rubric.ranks.len()).rev().find(|rank| holds(rubric, sheet, rank - 1)).unwrap_or(0)
}

/// Whether a sheet without blanks has all that a rank asks for.
pub(crate) fn holds(rubric: &Rubric, sheet: &Sheet, rank: usize) -> bool {
    let items = rubric.items();
    let asked = asked(rubric, sheet);
    let of_criteria = items.len() - rubric.conditions.len();
    let is_left_out =
        |place: usize| sheet.answers[place] == Answer::NotApplicable && items[place].na == Some(NotApplicable::LeftOut);
    let group = sheet.group.as_ref().and_then(|id| rubric.groups.iter().find(|group| group.id == *id));
    let area = sheet.area.as_ref().and_then(|id| rubric.areas.iter().find(|area| area.id == *id));
    let floor = group.and_then(|group| group.floor).or(rubric.floor).unwrap_or_default();

    // A rank is not reached where nothing of it, or of one below it, applies.
    for rank in 0..=rank {
        let counts = |place: &usize| {
            let is_asked = items[*place].max > Decimal::ZERO || need(items[*place], rank, sheet).is_some();
            *place < of_criteria && is_asked && !is_left_out(*place)
        };
        if !asked.iter().any(counts) {
            return false;
        }
    }
    let (mut total, mut counted, mut full) = (0, 0, 0);
    for &place in &asked {
        let (item, answer) = (items[place], sheet.answers[place]);
        total += points(item, answer);
        full += u128::from(item.max.millionths());
        counted += if is_left_out(place) { 0 } else { u128::from(item.max.millionths()) };
        if answer == Answer::NotApplicable {
            continue;
        }
        if item.max > Decimal::ZERO && points(item, answer) < floor.millionths().into() {
            return false;
        }
        if need(item, rank, sheet).is_some_and(|need| !meets(item, answer, need)) {
            return false;
        }
    }
    let lowest = area.and_then(|area| area.total).or(group.and_then(|group| group.total));
    (0..=rank).all(|rank| {
        let own_total = lowest.filter(|_| rank == 0).unwrap_or(rubric.ranks[rank].total);
        total * full >= u128::from(own_total.millionths()) * counted
    })
}

/// The sheet with each of its blanks filled in every way.
pub(crate) fn fillings(rubric: &Rubric, sheet: &Sheet) -> Vec<Sheet> {
    let items = rubric.items();
    let mut all = vec![sheet.clone()];
    for place in asked(rubric, sheet) {
        let answer = sheet.answers[place];
        if !answer.is_open() {
            continue;
        }
        let mut ways = completions(items[place], answer);
        ways.extend(items[place].na.map(|_| Answer::NotApplicable).filter(|_| !answer.is_given()));
        all = all.iter().flat_map(|sheet| ways.iter().map(move |way| with(sheet, place, *way))).collect();
    }
    all
}

pub(crate) fn with(sheet: &Sheet, place: usize, answer: Answer) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.answers[place] = answer;
    sheet
}

/// The ranks that the sheet may still reach.
pub(crate) fn possible(rubric: &Rubric, sheet: &Sheet) -> BTreeSet<usize> {
    fillings(rubric, sheet).iter().map(|filled| reached(rubric, filled)).collect()
}

/// Whether it matters which group is chosen.
pub(crate) fn groups_differ(rubric: &Rubric) -> bool {
    rubric.groups.iter().any(|group| group.total.is_some() || group.floor.is_some())
        || rubric.items().iter().any(|item| !item.groups.is_empty() || !item.by_group.is_empty())
}

/// The verdict: what every filling gives.
pub(crate) fn verdict<'a>(rubric: &'a Rubric, sheet: &Sheet) -> Verdict<'a> {
    let possible = possible(rubric, sheet);
    if possible.len() > 1 || sheet.group.is_none() && groups_differ(rubric) {
        return Verdict::Incomplete;
    }
    match possible.first() {
        Some(0) | None => Verdict::NotAchieved,
        Some(rank) => Verdict::Reached(&rubric.ranks[rank - 1].id),
    }
}

/// The sheet with each of its blanks at the worst or the best answer there is; “không áp dụng” lies between them.
pub(crate) fn filled(rubric: &Rubric, sheet: &Sheet, best: bool) -> Sheet {
    let items = rubric.items();
    let mut filled = sheet.clone();
    for place in asked(rubric, sheet) {
        if sheet.answers[place].is_open() {
            let answers = completions(items[place], sheet.answers[place]);
            let answer = if best { answers.last() } else { answers.first() };
            filled.answers[place] = *answer.expect("an answer");
        }
    }
    filled
}

/// The way up: the answers before and after it, what is open at its most; nothing where all is reached.
pub(crate) fn way_to_walk(rubric: &Rubric, sheet: &Sheet) -> Option<(Sheet, Sheet)> {
    let items = rubric.items();
    let rank = reached(rubric, &filled(rubric, sheet, false));
    if rank == rubric.ranks.len() {
        return None;
    }
    let before = filled(rubric, sheet, true);
    let answered: Vec<usize> =
        asked(rubric, sheet).into_iter().filter(|place| sheet.answers[*place].is_given()).collect();
    let mut ways = vec![before.clone()];
    for &place in &answered {
        let (item, from) = (items[place], before.answers[place]);
        // Of two figures, one that is not among the thresholds may stay as it is while the other rises.
        let mut raises: Vec<Answer> = answers_of(item).into_iter().map(|to| no_lower(from, to)).collect();
        raises.retain(|to| is_better(item, *to, from));
        raises.retain(|to| item.max == Decimal::ZERO || points(item, *to) > points(item, from));
        raises.push(from);
        ways = ways.iter().flat_map(|sheet| raises.iter().map(move |to| with(sheet, place, *to))).collect();
    }
    let cost = |way: &Sheet| {
        let gain =
            |place: usize| points(items[place], way.answers[place]) - points(items[place], before.answers[place]);
        let gains: Vec<u128> = answered.iter().map(|place| gain(*place)).collect();
        let squares: u128 = gains.iter().map(|gain| gain * gain).sum();
        // Of targets and conditions nothing rises that need not, and no farther than it must.
        let (mut raised, mut how_far) = (0, Vec::new());
        for &place in answered.iter().filter(|place| items[**place].max == Decimal::ZERO) {
            raised += usize::from(way.answers[place] != before.answers[place]);
            match way.answers[place] {
                Answer::Given(to) => how_far.push(to),
                Answer::Pair(figures) => how_far.extend(figures.into_iter().flatten()),
                _ => {}
            }
        }
        (gains.iter().sum::<u128>(), squares, gains.into_iter().map(Reverse).collect::<Vec<_>>(), raised, how_far)
    };
    let best = ways.into_iter().filter(|way| holds(rubric, way, rank)).min_by_key(cost);
    best.map(|best| (before, best))
}

/// An answer of two figures, none of them lower than it was.
fn no_lower(from: Answer, to: Answer) -> Answer {
    match (from, to) {
        (Answer::Pair(from), Answer::Pair(to)) => Answer::Pair([from[0].max(to[0]), from[1].max(to[1])]),
        _ => to,
    }
}

/// The one open item and the least answer that gives the best verdict still possible, where that item alone decides.
pub(crate) fn last_word(rubric: &Rubric, sheet: &Sheet) -> Option<(usize, Answer)> {
    let open: Vec<usize> = asked(rubric, sheet).into_iter().filter(|place| sheet.answers[*place].is_open()).collect();
    let [place] = open[..] else { return None };
    let possible = possible(rubric, sheet);
    let best = possible.last().filter(|_| possible.len() > 1)?;
    let enough = |answer: &Answer| reached(rubric, &with(sheet, place, *answer)) == *best;
    completions(rubric.items()[place], sheet.answers[place]).into_iter().find(enough).map(|answer| (place, answer))
}
