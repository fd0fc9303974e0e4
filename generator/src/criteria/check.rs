//! A set against its criteria: kinds, ids, groups, levels. Sums and floors: [`super::sums`].
//!
//! What is wrong in one place is reported there, and once.

use super::sums;
use crate::diagnostic::{CriteriaProblem, Findings, Place, Problem};
use crate::source::set::document::{Group, Item, Kind, NotApplicable, Number, Own, Scale, UNCHECKED, Verified};
use crate::source::set::{CriterionPart, SetPart};
use crate::source::{Located, Page};
use std::collections::BTreeMap;
use wasm_check::decimal::Decimal;

/// A set's page and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct SetPage<'a> {
    pub(super) page: &'a Page,
    pub(super) set: &'a SetPart,
}

/// Criterion pages and what they say.
pub(super) type Criteria<'a> = [(&'a Page, &'a CriterionPart)];

/// Checks one version of a set.
///
/// A set that is not `whole` has criteria that could not be read: what it adds up to is not known. `figures` are the
/// ids of all sets, unless some could not be read.
pub(super) fn check(
    part: &SetPage<'_>,
    criteria: &Criteria<'_>,
    whole: bool,
    figures: Option<&[&str]>,
    findings: &mut Findings,
) {
    if part.set.has_levels() {
        check_conditions(part, findings);
    }
    if part.set.verified != Verified::None && part.page.description == UNCHECKED {
        findings.add(part.place(part.set.at), CriteriaProblem::StillUnchecked);
    }
    if criteria.is_empty() {
        if whole && part.set.gives_verdicts() && part.set.criteria_of.is_none() {
            findings.add(part.place(part.set.at), CriteriaProblem::NoCriteria);
        }
        return;
    }
    check_ids(part, criteria, findings);
    let mut adds_up = true;
    for (page, criterion) in criteria {
        adds_up &= check_kind(part, page, criterion, findings);
        for item in &criterion.items {
            adds_up &= check_groups(part, page, item, findings);
            check_areas(part, page, item, findings);
            if part.set.has_levels() {
                check_levels(part, page, item, findings);
            }
            check_figure(part, page, item, figures, findings);
        }
    }
    // Who is asked what is not known: sums would be wrong for that reason alone.
    if !adds_up {
        return;
    }
    if part.set.kind == Kind::Points {
        sums::check(part, criteria, whole, findings);
    }
    if whole && part.set.has_levels() {
        check_what_remains(part, criteria, findings);
    }
}

fn check_conditions(part: &SetPage<'_>, findings: &mut Findings) {
    for level in part.set.conditions.iter().filter_map(|condition| condition.level.as_ref()) {
        check_level(part, part.page, level, findings);
    }
}

/// An id names one criterion, and one indicator, target or condition, of a set.
fn check_ids(part: &SetPage<'_>, criteria: &Criteria<'_>, findings: &mut Findings) {
    let mut criterion_ids: BTreeMap<&str, Place> = BTreeMap::new();
    let mut item_ids: BTreeMap<&str, Place> = BTreeMap::new();
    for condition in &part.set.conditions {
        item_ids.insert(&condition.id.value, part.place(condition.id.at));
    }
    for (page, criterion) in criteria {
        note_id(&mut criterion_ids, &criterion.id, page.source.place(criterion.at), findings);
        for item in &criterion.items {
            note_id(&mut item_ids, &item.id.value, page.source.place(item.id.at), findings);
        }
    }
}

fn note_id<'a>(seen: &mut BTreeMap<&'a str, Place>, id: &'a str, place: Place, findings: &mut Findings) {
    match seen.get(id) {
        Some(first) => findings.add(place, Problem::DuplicateId { id: id.to_owned(), first: first.clone() }),
        None => {
            seen.insert(id, place);
        }
    }
}

/// Indicators belong to points, targets to targets; said once a file. Says whether they do.
fn check_kind(part: &SetPage<'_>, page: &Page, criterion: &CriterionPart, findings: &mut Findings) -> bool {
    let kind = part.set.kind;
    let stranger = criterion.items.iter().find(|item| item.typed.is_target != (kind == Kind::Targets));
    if let Some(item) = stranger {
        let what = if item.typed.is_target { "[[target]]" } else { "[[indicator]]" };
        findings.add(page.source.place(item.typed.at), CriteriaProblem::WrongKind { what, kind: kind.into() });
    }
    if let Some(max) = criterion.max.as_ref().filter(|_| kind == Kind::Targets) {
        findings.add(page.source.place(max.at), CriteriaProblem::WrongKind { what: "max", kind: kind.into() });
    }
    stranger.is_none()
}

/// Says whether all groups that are named are there.
fn check_groups(part: &SetPage<'_>, page: &Page, item: &Item, findings: &mut Findings) -> bool {
    let mut all = true;
    for group in item.groups.iter().chain(item.own.iter().filter_map(|own| own.group.as_ref())) {
        if !part.set.groups.iter().any(|known| known.id.value == group.value) {
            let known = part.set.groups.iter().map(|known| known.id.value.clone()).collect();
            let problem = CriteriaProblem::UnknownGroup { group: group.value.clone(), known };
            findings.add(page.source.place(group.at), problem);
            all = false;
        }
    }
    all
}

/// Every area that is named is there.
fn check_areas(part: &SetPage<'_>, page: &Page, item: &Item, findings: &mut Findings) {
    for area in item.own.iter().filter_map(|own| own.area.as_ref()) {
        if !part.set.areas.iter().any(|known| known.id.value == area.value) {
            let known = part.set.areas.iter().map(|known| known.id.value.clone()).collect();
            let problem = CriteriaProblem::UnknownArea { area: area.value.clone(), known };
            findings.add(page.source.place(area.at), problem);
        }
    }
}

fn check_level(part: &SetPage<'_>, page: &Page, level: &Located<u32>, findings: &mut Findings) {
    let levels = part.set.ranks();
    if level.value == 0 || usize::try_from(level.value).is_ok_and(|level| level > levels) {
        findings.add(page.source.place(level.at), CriteriaProblem::LevelOutOfRange { level: level.value, levels });
    }
}

/// One threshold for all levels, or one for each.
fn check_levels(part: &SetPage<'_>, page: &Page, item: &Item, findings: &mut Findings) {
    if part.set.kind != Kind::Targets || !item.typed.is_target {
        return;
    }
    if let Some(level) = &item.level {
        check_level(part, page, level, findings);
    }
    for levels in std::iter::once(&item.levels).chain(item.own.iter().map(|own| &own.levels)) {
        for level in levels {
            check_level(part, page, level, findings);
        }
        if let Some((_, level)) = levels.iter().zip(levels.iter().skip(1)).find(|(low, high)| low.value >= high.value) {
            findings.add(page.source.place(level.at), CriteriaProblem::BadLevels);
        }
    }
    let key = item.scale.threshold_key();
    check_counts(part, page, item, &item.scale.thresholds(), key, findings);
    let own_key = if matches!(item.scale, Scale::Pair { .. }) { "parts" } else { key };
    for own in &item.own {
        check_counts(part, page, item, &own.figures(), own_key, findings);
        check_own(page, item, own, own_key, findings);
    }
}

/// As many thresholds as levels, or one; one where only some levels ask.
fn check_counts(
    part: &SetPage<'_>,
    page: &Page,
    item: &Item,
    thresholds: &[&[Located<Number>]],
    key: &'static str,
    findings: &mut Findings,
) {
    let levels = part.set.ranks();
    for thresholds in thresholds {
        let [_, .., last] = thresholds else { continue };
        let problem = match &item.level {
            _ if thresholds.len() != levels => CriteriaProblem::ThresholdCount { key, given: thresholds.len(), levels },
            Some(level) if level.value > 1 => CriteriaProblem::ThresholdFromLevel { key, level: level.value },
            _ if !item.levels.is_empty() => CriteriaProblem::ThresholdOfLevels { key },
            _ => continue,
        };
        findings.add(page.source.place(last.at), problem);
    }
}

/// A group's or an area's own thresholds against how the item is answered.
fn check_own(page: &Page, item: &Item, own: &Own, key: &'static str, findings: &mut Findings) {
    for (place, thresholds) in own.figures().into_iter().enumerate() {
        let scale = match item.scale.pair() {
            Some(parts) => parts.get(place).map(|part| &part.scale),
            None => Some(&item.scale),
        };
        for threshold in thresholds {
            let value = threshold.0;
            let problem = match scale {
                Some(Scale::Percent { .. }) if key == "parts" && value > Decimal::HUNDRED => {
                    CriteriaProblem::BadThreshold { key: "percent", value }
                }
                Some(Scale::Standard { steps, .. }) if !value.is_whole() || value.floor() >= steps.len() as u64 => {
                    let most = u32::try_from(steps.len().saturating_sub(1)).unwrap_or(u32::MAX);
                    CriteriaProblem::BadStep { value, most }
                }
                _ => continue,
            };
            findings.add(page.source.place(threshold.at), problem);
        }
    }
}

/// A figure comes from another set of the site.
fn check_figure(part: &SetPage<'_>, page: &Page, item: &Item, figures: Option<&[&str]>, findings: &mut Findings) {
    let Some(figures) = figures else { return };
    let others = || figures.iter().filter(|id| **id != part.set.id.as_str());
    let of_parts = item.scale.parts().iter().filter_map(|part| part.figure.as_ref());
    for figure in item.figure.iter().chain(of_parts) {
        if !others().any(|id| *id == figure.value) {
            let (set, known) = (figure.value.clone(), others().map(|id| (*id).to_owned()).collect());
            findings.add(page.source.place(figure.at), CriteriaProblem::UnknownFigure { set, known });
        }
    }
}

/// Every group, or everybody where there are none.
pub(super) fn views(set: &SetPart) -> Vec<Option<&Group>> {
    if set.groups.is_empty() { vec![None] } else { set.groups.iter().map(Some).collect() }
}

/// The id of a group, as items name it.
pub(super) fn id_of(view: Option<&Group>) -> Option<&str> {
    view.map(|group| group.id.value.as_str())
}

/// Everybody is asked something, of each level, that cannot be left out as a whole.
fn check_what_remains(part: &SetPage<'_>, criteria: &Criteria<'_>, findings: &mut Findings) {
    let views = views(part.set);
    let mut lacks: Vec<(Option<String>, Lack, Place)> = Vec::new();
    for view in &views {
        for (lack, place) in lacks_of(part, criteria, *view) {
            lacks.push((view.map(|group| group.title.clone()), lack, place));
        }
    }
    let mut said: Vec<Lack> = Vec::new();
    for (group, lack, place) in &lacks {
        // What all groups lack is said once, of nobody in particular.
        let is_general = lacks.iter().filter(|(_, other, _)| other == lack).count() == views.len();
        if is_general && said.contains(lack) {
            continue;
        }
        said.push(*lack);
        let group = group.clone().filter(|_| !is_general);
        let problem = match *lack {
            Lack::Everything => CriteriaProblem::NothingAsked { group },
            Lack::Level(level) => CriteriaProblem::LevelWithoutTarget { level, group },
            Lack::WhatStays => CriteriaProblem::AllLeftOut { group },
        };
        findings.add(place.clone(), problem);
    }
}

/// What a group may lack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// It is asked nothing.
    Everything,
    /// It is asked nothing for this level.
    Level(usize),
    /// It may leave out all that it is asked.
    WhatStays,
}

fn lacks_of(part: &SetPage<'_>, criteria: &Criteria<'_>, view: Option<&Group>) -> Vec<(Lack, Place)> {
    let items = criteria.iter().flat_map(|(page, criterion)| criterion.items.iter().map(move |item| (*page, item)));
    let asked: Vec<(&Page, &Item)> = items.filter(|(_, item)| item.is_for(id_of(view))).collect();
    if asked.is_empty() {
        return vec![(Lack::Everything, part.place(view.map_or(part.set.at, |group| group.id.at)))];
    }
    let ranks = if part.set.kind == Kind::Targets { part.set.ranks() } else { 1 };
    let mut lacks = Vec::new();
    for rank in 1..=ranks {
        let is_of_rank = |item: &Item| {
            let is = |level: &Located<u32>| usize::try_from(level.value).is_ok_and(|level| level == rank);
            let own = item
                .own
                .iter()
                .find(|own| own.group.as_ref().is_some_and(|group| Some(group.value.as_str()) == id_of(view)));
            let only = own.map(|own| &own.levels).filter(|levels| !levels.is_empty()).unwrap_or(&item.levels);
            let from = item.level.as_ref().map_or(0, |level| level.value);
            (only.is_empty() || only.iter().any(is)) && usize::try_from(from).is_ok_and(|from| from <= rank)
        };
        let of_rank: Vec<_> = asked.iter().filter(|(_, item)| is_of_rank(item)).collect();
        let left_out = of_rank.iter().map_while(|(page, item)| {
            let na = item.na.as_ref().filter(|na| na.value == NotApplicable::LeftOut)?;
            Some(page.source.place(na.at))
        });
        let left_out: Vec<Place> = left_out.collect();
        if of_rank.is_empty() {
            if part.set.gives_verdicts() {
                let at = part.set.levels.get(rank - 1).map_or(part.set.at, |level| level.title.at);
                lacks.push((Lack::Level(rank), part.place(at)));
            }
        } else if left_out.len() == of_rank.len() {
            lacks.extend(left_out.into_iter().next().map(|first| (Lack::WhatStays, first)));
            break;
        }
    }
    lacks
}
