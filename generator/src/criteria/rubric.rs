//! From a set's document to the part of it that decides.

use crate::source::set::document::{
    self, Condition, CountStep, Item, Kind, Must, NotApplicable, Number, Pass, PointsText, Scale, SetDocument, Verified,
};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{self, Area, Criterion, Group, GroupNeeds, Rank, Rubric, Step};

/// The verdict where nothing is graded.
const ACHIEVED: &str = "achieved";

/// The rubric of a set. `notice` is the sentence that every result carries first; `newer` is the one that says that
/// there is a newer version, where there is.
pub fn rubric(document: &SetDocument, notice: &str, newer: Option<&str>) -> Rubric {
    let kind = kind(document);
    let ranks = ranks(document, kind);
    Rubric {
        set: document.set.clone(),
        version: document.version.clone(),
        verified: match document.verified {
            Verified::Full => rubric::Verified::Full,
            Verified::Rule => rubric::Verified::Rule,
            Verified::None => rubric::Verified::None,
        },
        kind,
        floor: document.pass.as_ref().and_then(|pass| pass.floor).map(decimal),
        areas: document.pass.as_ref().map_or_else(Vec::new, areas),
        groups: document.groups.iter().map(group).collect(),
        criteria: document
            .criteria
            .iter()
            .map(|criterion| Criterion {
                id: criterion.id.clone(),
                items: criterion.items.iter().map(|part| item(part, ranks.len())).collect(),
            })
            .collect(),
        conditions: document.conditions.iter().map(|part| condition(part, ranks.len())).collect(),
        caveats: caveats(document, notice, newer),
        ranks,
    }
}

impl Scale {
    /// The most points that it can bring; nothing for a target.
    pub fn max(&self) -> Option<Number> {
        match self {
            Self::Whole { max } | Self::Typed { max, .. } => Some(*max),
            Self::Options { options } => Some(options.last().map(|last| last.points).unwrap_or_default()),
            Self::Count { steps, .. } => Some(steps.last().map(|last| last.points).unwrap_or_default()),
            Self::YesNo | Self::Percent { .. } | Self::Number { .. } => None,
        }
    }
}

impl SetDocument {
    /// All indicators and targets, in the order of the document.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.criteria.iter().flat_map(|criterion| &criterion.items)
    }
}

fn decimal(number: Number) -> Decimal {
    number.0
}

/// A set of points without any points is a checklist: what it counts is what is met.
fn kind(document: &SetDocument) -> rubric::Kind {
    let has_items = document.items().next().is_some();
    let has_points = document.items().any(|item| item.scale.max().is_some());
    match document.kind {
        Kind::Points if has_points || !has_items => rubric::Kind::Points,
        _ => rubric::Kind::Targets,
    }
}

fn ranks(document: &SetDocument, kind: rubric::Kind) -> Vec<Rank> {
    let rank = |id: &str, total| Rank { id: id.to_owned(), total };
    if kind == rubric::Kind::Targets {
        return match document.levels.len() {
            0 | 1 => vec![rank(ACHIEVED, Decimal::ZERO)],
            levels => (1..=levels).map(|level| rank(&format!("level-{level}"), Decimal::ZERO)).collect(),
        };
    }
    let Some(pass) = &document.pass else { return Vec::new() };
    if pass.bands.is_empty() {
        return pass.total.into_iter().map(|total| rank(ACHIEVED, total.0)).collect();
    }
    pass.bands.iter().map(|band| rank(&band.id, band.total.0)).collect()
}

fn areas(pass: &Pass) -> Vec<Area> {
    let area = |area: &document::Area| Area { id: area.id.clone(), total: area.total.0, caveat: area.note.clone() };
    pass.areas.iter().map(area).collect()
}

fn group(group: &document::Group) -> Group {
    Group { id: group.id.clone(), total: group.total.map(decimal), floor: group.floor.map(decimal) }
}

/// The thresholds for each rank: one number stands for all, and none below the level from which it is asked.
fn needs(thresholds: &[Decimal], level: Option<u32>, ranks: usize) -> Vec<Option<Decimal>> {
    let first = level.map_or(0, |level| usize::try_from(level).unwrap_or(usize::MAX).saturating_sub(1));
    let need = |rank: usize| thresholds.get(rank).or(thresholds.last()).copied().filter(|_| rank >= first);
    (0..ranks).map(need).collect()
}

fn item(item: &Item, ranks: usize) -> rubric::Item {
    let (scale, thresholds) = match &item.scale {
        Scale::Whole { .. } => (rubric::Scale::Whole, Vec::new()),
        Scale::Typed { .. } => (rubric::Scale::Typed, Vec::new()),
        Scale::Options { .. } => (rubric::Scale::Options, Vec::new()),
        Scale::Count { .. } => (rubric::Scale::Count, Vec::new()),
        Scale::YesNo => (rubric::Scale::YesNo, vec![Decimal::ONE]),
        Scale::Percent { thresholds } => (rubric::Scale::Percent, decimals(thresholds)),
        Scale::Number { thresholds, .. } => (rubric::Scale::Number, decimals(thresholds)),
    };
    let is_target = item.scale.max().is_none();
    rubric::Item {
        id: item.id.clone(),
        scale,
        max: item.scale.max().map(decimal).unwrap_or_default(),
        step: match &item.scale {
            Scale::Whole { .. } => Decimal::ONE,
            Scale::Typed { step, .. } => step.0,
            _ => Decimal::ZERO,
        },
        steps: match &item.scale {
            Scale::Options { options } => options.iter().map(option_step).collect(),
            Scale::Count { steps, .. } => steps.iter().map(count_step).collect(),
            _ => Vec::new(),
        },
        needs: if is_target { needs(&thresholds, item.level, ranks) } else { Vec::new() },
        na: item.na.map(|na| match na {
            NotApplicable::Full => rubric::NotApplicable::Full,
            NotApplicable::LeftOut => rubric::NotApplicable::LeftOut,
        }),
        groups: item.groups.clone(),
        by_group: item
            .by_group
            .iter()
            .filter(|own| is_target && !own.thresholds.is_empty())
            .map(|own| GroupNeeds {
                group: own.group.clone(),
                needs: needs(&decimals(&own.thresholds), item.level, ranks),
            })
            .collect(),
    }
}

fn decimals(numbers: &[Number]) -> Vec<Decimal> {
    numbers.iter().copied().map(decimal).collect()
}

fn option_step(option: &PointsText) -> Step {
    Step { from: option.points.0, points: option.points.0 }
}

fn count_step(step: &CountStep) -> Step {
    Step { from: step.from.0, points: step.points.0 }
}

fn condition(condition: &Condition, ranks: usize) -> rubric::Item {
    let (scale, threshold) = match (condition.must, condition.at_least) {
        (Some(Must::No), _) => (rubric::Scale::Excludes, Decimal::ONE),
        (None, Some(at_least)) => (rubric::Scale::Number, at_least.0),
        (Some(Must::Yes) | None, _) => (rubric::Scale::YesNo, Decimal::ONE),
    };
    rubric::Item {
        id: condition.id.clone(),
        scale,
        max: Decimal::ZERO,
        step: Decimal::ZERO,
        steps: Vec::new(),
        needs: needs(&[threshold], condition.level, ranks),
        na: None,
        groups: Vec::new(),
        by_group: Vec::new(),
    }
}

/// Each sentence once: several numbers may come from one uncertain place.
fn caveats(document: &SetDocument, notice: &str, newer: Option<&str>) -> Vec<String> {
    let items = document.items().filter_map(|item| item.note.as_deref());
    let conditions = document.conditions.iter().filter_map(|condition| condition.note.as_deref());
    let own = document.caveats.iter().map(String::as_str);
    let mut caveats: Vec<String> = Vec::new();
    for caveat in [Some(notice), newer].into_iter().flatten().chain(own).chain(items).chain(conditions) {
        if !caveats.iter().any(|earlier| earlier == caveat) {
            caveats.push(caveat.to_owned());
        }
    }
    caveats
}
