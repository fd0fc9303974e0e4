//! How an indicator or a target is answered, as an author types it, and the numbers of one item against each other.

use super::document::{CountStep, Number, PointsText, Scale, TargetPart};
use crate::diagnostic::{CriteriaProblem, Expected, Problem};
use crate::source::{Located, Table};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

/// More points than these make a page of buttons that nobody can use.
pub(crate) const MOST_BUTTONS: u32 = 100;

/// The steps in which points may be typed, in hundredths, the smallest first.
pub(crate) const STEPS: [(u64, &str); 6] =
    [(5, "0.05"), (10, "0.1"), (20, "0.2"), (25, "0.25"), (50, "0.5"), (100, "1")];

/// How an item is answered.
pub(super) struct Answered {
    pub(super) scale: Scale,
    /// Where the most points are stated.
    pub(super) max_at: Option<usize>,
    /// What some of the points look like.
    pub(super) guide: Vec<PointsText>,
}

/// Reads `max`, `options`, `count`, `step`, `unit` and `guide`; nothing where one of them cannot be read.
pub(super) fn indicator_scale(table: &Table<'_>, id: &str) -> Option<Answered> {
    const WAYS: [&str; 3] = ["options", "count", "step"];
    let max = table.optional::<Decimal>("max");
    let options = table.optional::<Vec<Located<(Decimal, String)>>>("options");
    let count = table.optional::<Vec<Located<(Decimal, Decimal)>>>("count");
    let step = table.optional::<Decimal>("step");
    let unit = table.optional::<String>("unit");
    let guide = table.optional::<Vec<Located<(Decimal, String)>>>("guide");
    let mut ways: Vec<(usize, &'static str)> =
        WAYS.into_iter().filter_map(|way| Some((table.place_of(way)?, way))).collect();
    ways.sort_unstable();
    if let Some((at, _)) = ways.get(1) {
        table.report(*at, Problem::OneOf { keys: &["options", "count", "step"], needed: false });
    }
    if let Some(unit) = unit.as_ref().filter(|_| !table.has("count")) {
        table.report(unit.at, Problem::OnlyWith { key: "unit", with: &["count"] });
    }
    if let Some((_, key)) = ways.first()
        && let Some(guide) = &guide
    {
        table.report(guide.at, CriteriaProblem::GuideWithoutButtons { key });
    }
    if table.has("max") && max.is_none() {
        return None;
    }
    if max.is_none() {
        let needs_it = ways.first().map(|(_, key)| *key).or(guide.as_ref().map(|_| "guide"));
        if needs_it.is_some() {
            table.report(table.at(), Problem::MissingKey { key: "max", table: "indicator".to_owned() });
            return None;
        }
    }
    let most = if ways.is_empty() { MOST_BUTTONS } else { MOST_POINTS };
    let fits = max.as_ref().is_some_and(|max| check_max(table, id, max, ways.is_empty(), most));
    let scale = match (ways.first().map(|(_, way)| *way), &max) {
        (_, None) => Scale::YesNo,
        (Some("options"), Some(max)) => Scale::Options { options: check_options(table, max.value, options?)? },
        (Some("count"), Some(max)) => {
            Scale::Count { steps: check_count(table, max.value, count?)?, unit: unit.map(|unit| unit.value) }
        }
        (Some(_), Some(max)) => Scale::Typed { max: Number(max.value), step: check_step(table, max.value, &step?) },
        (None, Some(max)) => Scale::Whole { max: Number(max.value) },
    };
    let guide = guide.map(|guide| guide.value).unwrap_or_default();
    if let Some(max) = max.as_ref().filter(|_| fits && ways.is_empty()) {
        check_guide(table, max.value, &guide);
    }
    let guide = guide.into_iter().map(points_text).collect();
    Some(Answered { scale, max_at: max.map(|max| max.at), guide })
}

fn points_text(pair: Located<(Decimal, String)>) -> PointsText {
    PointsText { points: Number(pair.value.0), text: pair.value.1 }
}

/// Says whether the maximum can be reached that way.
fn check_max(table: &Table<'_>, id: &str, max: &Located<Decimal>, whole: bool, most: u32) -> bool {
    let fits = max.value > Decimal::ZERO && max.value <= Decimal::whole(most) && (max.value.is_whole() || !whole);
    if !fits {
        table.report(max.at, CriteriaProblem::BadMax { indicator: id.to_owned(), max: max.value, whole, most });
    }
    fits
}

/// Ascending, the last brings the most, and there is a choice.
fn check_options(
    table: &Table<'_>,
    max: Decimal,
    options: Located<Vec<Located<(Decimal, String)>>>,
) -> Option<Vec<PointsText>> {
    if options.value.len() < 2 {
        table.report(options.at, CriteriaProblem::FewOptions);
    }
    let mut before: Option<Decimal> = None;
    for option in &options.value {
        let points = option.value.0;
        if before.is_some_and(|before| points <= before) {
            table.report(option.at, CriteriaProblem::OptionsOutOfOrder { points });
        }
        before = before.max(Some(points));
    }
    check_last(table, "options", max, options.value.last().map(|last| (last.at, last.value.0)))?;
    Some(options.value.into_iter().map(points_text).collect())
}

/// Ascending on both sides, from 1 at least, and the last brings the most.
fn check_count(
    table: &Table<'_>,
    max: Decimal,
    count: Located<Vec<Located<(Decimal, Decimal)>>>,
) -> Option<Vec<CountStep>> {
    if count.value.is_empty() {
        table.report(count.at, Problem::WrongType { key: "count".to_owned(), expected: Expected::Counts });
    }
    let mut before: Option<(Decimal, Decimal)> = None;
    for step in &count.value {
        let (from, points) = step.value;
        if !from.is_whole() || from < Decimal::ONE {
            table.report(step.at, CriteriaProblem::CountFrom { from });
        }
        let least = before.unwrap_or_default();
        if (before.is_some() && from <= least.0) || points <= least.1 {
            table.report(step.at, CriteriaProblem::CountsOutOfOrder { from, points });
        }
        before = Some((from.max(least.0), points.max(least.1)));
    }
    check_last(table, "count", max, count.value.last().map(|last| (last.at, last.value.1)))?;
    let step =
        |step: Located<(Decimal, Decimal)>| CountStep { from: Number(step.value.0), points: Number(step.value.1) };
    Some(count.value.into_iter().map(step).collect())
}

/// The last brings the maximum; otherwise nobody knows what the item brings.
fn check_last(table: &Table<'_>, key: &'static str, max: Decimal, last: Option<(usize, Decimal)>) -> Option<()> {
    let (at, last) = last?;
    if last != max {
        table.report(at, CriteriaProblem::LastIsNotMax { key, last, max });
        return None;
    }
    Some(())
}

fn check_step(table: &Table<'_>, max: Decimal, step: &Located<Decimal>) -> Number {
    let is_known = STEPS.iter().any(|(hundredths, _)| step.value.millionths() == hundredths * 10_000);
    if !is_known {
        let known = STEPS.iter().map(|(_, text)| (*text).to_owned()).collect();
        table.report(step.at, Problem::UnknownValue { key: "step".to_owned(), value: step.value.text(), known });
    } else if !max.is_multiple_of(step.value) {
        table.report(step.at, CriteriaProblem::StepDoesNotDivide { step: step.value, max });
    }
    Number(step.value)
}

/// Whole points, ascending from 0 to the maximum.
fn check_guide(table: &Table<'_>, max: Decimal, guide: &[Located<(Decimal, String)>]) {
    let mut least = Decimal::ZERO;
    for step in guide {
        let points = step.value.0;
        if points < least || points > max || !points.is_whole() {
            table.report(step.at, CriteriaProblem::GuideOutOfOrder { points, max });
        }
        least = least.max(points.plus(Decimal::ONE));
    }
}

/// Reads `percent`, `number` and `unit`, `standard` and `steps`, or the two parts of a target; nothing where one of them
/// cannot be read.
pub(super) fn target_scale(table: &Table<'_>) -> Option<Answered> {
    let parts: Vec<Option<TargetPart>> = table.tables("part").into_iter().map(read_part).collect();
    let mut scale = figure_scale(table, table.has("part"))?;
    if table.has("part") {
        if parts.len() != FIGURES {
            let at = table.place_of("part").unwrap_or(table.at());
            table.report(at, CriteriaProblem::PartCount { given: parts.len() });
        }
        scale = Scale::Pair { parts: parts.into_iter().collect::<Option<_>>()? };
    }
    Some(Answered { scale, max_at: None, guide: Vec::new() })
}

/// So many figures can a target ask for at once.
const FIGURES: usize = 2;

/// Reads `[[target.part]]`.
fn read_part(table: Table<'_>) -> Option<TargetPart> {
    let title = table.required::<String>("title");
    let figure = table.optional::<String>("figure");
    if let Some(figure) = figure.as_ref().filter(|_| !table.has("percent")) {
        table.report(figure.at, Problem::OnlyWith { key: "figure", with: &["percent"] });
    }
    if !table.has("percent") && !table.has("number") {
        table.report(table.at(), Problem::OneOf { keys: &["percent", "number"], needed: true });
    }
    if let Some(at) = table.place_of("standard") {
        table.report(at, Problem::OneOf { keys: &["percent", "number"], needed: true });
    }
    let scale = figure_scale(&table, false);
    table.finish();
    // One that is neither a percentage nor a number was told of.
    let scale = scale.filter(|scale| !scale.thresholds().is_empty());
    Some(TargetPart { title: title?.value, scale: scale?, figure })
}

/// How one figure is answered; yes or no where it has no thresholds. `has_parts` where others stand beside.
fn figure_scale(table: &Table<'_>, has_parts: bool) -> Option<Scale> {
    let [percent, number, standard] = ["percent", "number", "standard"].map(|key| thresholds(table, key));
    let unit = table.optional::<String>("unit");
    let steps = table.optional::<Vec<Located<String>>>("steps");
    if let Some(unit) = unit.as_ref().filter(|_| !table.has("number")) {
        table.report(unit.at, Problem::OnlyWith { key: "unit", with: &["number"] });
    }
    if let Some(steps) = steps.as_ref().filter(|_| !table.has("standard")) {
        table.report(steps.at, Problem::OnlyWith { key: "steps", with: &["standard"] });
    }
    let mut ways: Vec<(usize, &'static str)> =
        ["percent", "number", "standard"].into_iter().filter_map(|way| Some((table.place_of(way)?, way))).collect();
    ways.sort_unstable();
    let other = if has_parts { ways.first() } else { ways.get(1) };
    if let Some((at, _)) = other {
        let keys: &[&str] = match ways.as_slice() {
            _ if has_parts => &["percent", "number", "standard", "[[target.part]]"],
            [(_, "percent" | "number"), (_, "percent" | "number")] => &["percent", "number"],
            _ => &["percent", "number", "standard"],
        };
        table.report(*at, Problem::OneOf { keys, needed: false });
    }
    Some(match ways.first().map(|(_, way)| *way) {
        Some("percent") => Scale::Percent { thresholds: percent? },
        Some("number") => Scale::Number { thresholds: number?, unit: unit.map(|unit| unit.value) },
        Some(_) => {
            let thresholds = standard?;
            let steps = check_steps(table, steps, &thresholds)?;
            Scale::Standard { thresholds, steps }
        }
        None => Scale::YesNo,
    })
}

/// The names of a standard's steps, the first of them for nothing: each threshold is the place of one.
fn check_steps(
    table: &Table<'_>,
    steps: Option<Located<Vec<Located<String>>>>,
    thresholds: &[Located<Number>],
) -> Option<Vec<String>> {
    if steps.is_none() && !table.has("steps") {
        table.report(table.at(), Problem::MissingKey { key: "steps", table: "target".to_owned() });
    }
    let steps = steps?;
    if steps.value.len() < 2 {
        table.report(steps.at, CriteriaProblem::FewSteps);
        return None;
    }
    let most = u32::try_from(steps.value.len() - 1).unwrap_or(u32::MAX);
    for threshold in thresholds {
        let value = threshold.0;
        if !value.is_whole() || value > Decimal::whole(most) {
            table.report(threshold.at, CriteriaProblem::BadStep { value, most });
        }
    }
    Some(steps.value.into_iter().map(|step| step.value).collect())
}

/// `parts`: the thresholds of each figure, for a group or an area; none where they are not its own.
pub(super) fn parts_of(table: &Table<'_>) -> Vec<Vec<Located<Number>>> {
    let Some(lists) = table.optional::<Vec<Located<Vec<Located<Number>>>>>("parts") else { return Vec::new() };
    if lists.value.len() != FIGURES {
        table.report(lists.at, CriteriaProblem::PartLists { given: lists.value.len(), parts: FIGURES });
        return Vec::new();
    }
    let lists: Vec<Vec<Located<Number>>> = lists.value.into_iter().map(|list| list.value).collect();
    for list in &lists {
        check_thresholds(table, "parts", list);
    }
    lists
}

/// The thresholds of that key: over 0, percentages up to 100, a higher level's not under a lower one's.
pub(super) fn thresholds(table: &Table<'_>, key: &'static str) -> Option<Vec<Located<Number>>> {
    let thresholds = table.numbers(key)?;
    check_thresholds(table, key, &thresholds);
    if thresholds.is_empty() {
        let at = table.place_of(key).unwrap_or(table.at());
        table.report(at, Problem::WrongType { key: key.to_owned(), expected: Expected::Numbers });
        return None;
    }
    Some(thresholds)
}

fn check_thresholds(table: &Table<'_>, key: &'static str, thresholds: &[Located<Number>]) {
    for threshold in thresholds {
        let value = threshold.0;
        if value == Decimal::ZERO || (key == "percent" && value > Decimal::HUNDRED) {
            table.report(threshold.at, CriteriaProblem::BadThreshold { key, value });
        }
    }
    for (lower, higher) in thresholds.iter().zip(thresholds.iter().skip(1)) {
        if higher.value < lower.value {
            table.report(higher.at, CriteriaProblem::ThresholdsFall { key, higher: higher.0, lower: lower.0 });
        }
    }
}
