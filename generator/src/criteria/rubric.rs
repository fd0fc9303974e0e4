//! From a set's document to the part of it that decides.

use crate::source::Located;
use crate::source::set::document::{
    self, AnyArea, Condition, CountStep, Item, Kind, Must, NotApplicable, Number, PointsText, Scale, SetDocument,
};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{self, Area, AreaNeeds, Criterion, Group, GroupNeeds, Rank, Rubric, Step};

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
        decides: document.gives_verdicts(),
        kind,
        floor: document.pass.as_ref().and_then(|pass| pass.floor).map(decimal),
        areas: document.areas().map(area).collect(),
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
        recognition: document.recognition.as_ref().map(|recognition| rubric::Recognition {
            raise_after: recognition.raise_after,
            kept_years: recognition.kept_years,
        }),
        caveats: caveats(document, notice, newer),
        ranks,
    }
}

impl SetDocument {
    /// All indicators and targets, in the order of the document.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.criteria.iter().flat_map(|criterion| &criterion.items)
    }
}

fn decimal(number: impl Into<Number>) -> Decimal {
    number.into().0
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

fn area(area: AnyArea<'_>) -> Area {
    Area { id: area.id.to_owned(), total: area.total.map(decimal), caveat: area.note.map(str::to_owned) }
}

fn group(group: &document::Group) -> Group {
    Group { id: group.id.value.clone(), total: group.total.map(decimal), floor: group.floor.map(decimal) }
}

/// The levels that ask for something.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// From this one on, counted from 1; nothing: from the first.
    from: Option<Located<u32>>,
    /// Only these, where there are any.
    only: &'a [Located<u32>],
    /// How many there are.
    ranks: usize,
}

impl Asked<'_> {
    fn at(self, rank: usize) -> bool {
        let level = u32::try_from(rank + 1).unwrap_or(u32::MAX);
        let from = self.from.map_or(0, |from| from.value);
        level >= from && (self.only.is_empty() || self.only.iter().any(|only| only.value == level))
    }

    /// The thresholds for each rank, of each figure by turns: one number stands for all, and none where it is not asked.
    fn needs(self, figures: &[&[Located<Number>]]) -> Vec<Option<Decimal>> {
        let mut needs = Vec::new();
        for rank in 0..self.ranks {
            for thresholds in figures {
                let need = thresholds.get(rank).or(thresholds.last());
                needs.push(need.map(|need| need.0).filter(|_| self.at(rank)));
            }
        }
        needs
    }
}

const YES: &[Located<Number>] = &[Located { value: Number(Decimal::ONE), at: 0 }];

fn item(item: &Item, ranks: usize) -> rubric::Item {
    let scale = rule_of(&item.scale);
    let is_target = item.scale.max().is_none();
    let asked = Asked { from: item.level, only: &item.levels, ranks };
    let mut of_groups = Vec::new();
    let mut of_areas = Vec::new();
    for own in item.own.iter().filter(|_| is_target) {
        let lists = own.figures();
        let has_thresholds = !lists.is_empty();
        let lists = if has_thresholds { lists } else { figures(&item.scale) };
        if let Some(group) = own.group.as_ref().filter(|_| has_thresholds || !own.levels.is_empty()) {
            let asked = if own.levels.is_empty() { asked } else { Asked { only: &own.levels, ..asked } };
            of_groups.push(GroupNeeds { group: group.value.clone(), needs: asked.needs(&lists) });
        }
        if let Some(area) = own.area.as_ref().filter(|_| has_thresholds) {
            // Whether it is asked at all, the group says: an area only says how much.
            let everywhere = Asked { from: None, only: &[], ranks };
            of_areas.push(AreaNeeds { area: area.value.clone(), needs: everywhere.needs(&lists) });
        }
    }
    rubric::Item {
        id: item.id.value.clone(),
        scale,
        max: item.scale.max().map(decimal).unwrap_or_default(),
        step: match &item.scale {
            Scale::Whole { .. } => Decimal::ONE,
            Scale::Typed { step, .. } => step.0,
            Scale::Options { .. }
            | Scale::Count { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Standard { .. }
            | Scale::Pair { .. } => Decimal::ZERO,
        },
        steps: match &item.scale {
            Scale::Options { options } => options.iter().map(option_step).collect(),
            Scale::Count { steps, .. } => steps.iter().map(count_step).collect(),
            // It brings no points.
            Scale::Standard { steps, .. } => {
                let step = |place| Step { from: Decimal::whole(place), points: Decimal::ZERO };
                (0..).zip(steps).map(|(place, _)| step(place)).collect()
            }
            Scale::Whole { .. }
            | Scale::Typed { .. }
            | Scale::YesNo
            | Scale::Percent { .. }
            | Scale::Number { .. }
            | Scale::Pair { .. } => Vec::new(),
        },
        second: item.scale.parts().get(1).map(|part| rule_of(&part.scale)),
        needs: if is_target { asked.needs(&figures(&item.scale)) } else { Vec::new() },
        na: item.na.map(|na| match na.value {
            NotApplicable::Full => rubric::NotApplicable::Full,
            NotApplicable::LeftOut => rubric::NotApplicable::LeftOut,
        }),
        groups: item.groups.iter().map(|group| group.value.clone()).collect(),
        by_group: of_groups,
        by_area: of_areas,
    }
}

/// The thresholds of each figure; of yes or no that it is so.
fn figures(scale: &Scale) -> Vec<&[Located<Number>]> {
    let thresholds = scale.thresholds();
    if thresholds.is_empty() { vec![YES] } else { thresholds }
}

/// How it is answered; of two figures, how the first is.
fn rule_of(scale: &Scale) -> rubric::Scale {
    match scale {
        Scale::Whole { .. } => rubric::Scale::Whole,
        Scale::Typed { .. } => rubric::Scale::Typed,
        Scale::Options { .. } | Scale::Standard { .. } => rubric::Scale::Options,
        Scale::Count { .. } => rubric::Scale::Count,
        Scale::YesNo => rubric::Scale::YesNo,
        Scale::Percent { .. } => rubric::Scale::Percent,
        Scale::Number { .. } => rubric::Scale::Number,
        Scale::Pair { parts } => parts.first().map_or(rubric::Scale::Percent, |part| rule_of(&part.scale)),
    }
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
    let needs = Asked { from: condition.level, only: &[], ranks }.needs(&[&[Number(threshold).into()]]);
    rubric::Item { needs, ..rubric::Item::new(condition.id.value.clone(), scale) }
}

/// Each sentence once: several numbers may come from one uncertain place.
fn caveats(document: &SetDocument, notice: &str, newer: Option<&str>) -> Vec<String> {
    let items = document.items().filter_map(|item| item.note.as_deref());
    let conditions = document.conditions.iter().filter_map(|condition| condition.note.as_deref());
    let reason = document.reason.as_deref().into_iter();
    let recognition = document.recognition.as_ref().and_then(|recognition| recognition.note.as_deref());
    let own = reason.chain(document.caveats.iter().map(String::as_str)).chain(recognition);
    let mut caveats: Vec<String> = Vec::new();
    for caveat in [Some(notice), newer].into_iter().flatten().chain(own).chain(items).chain(conditions) {
        if !caveats.iter().any(|earlier| earlier == caveat) {
            caveats.push(caveat.to_owned());
        }
    }
    caveats
}
