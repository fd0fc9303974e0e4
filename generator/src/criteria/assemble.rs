//! Joining a set with its criteria, and proving that its numbers add up.

use super::front_matter::{CriterionPart, IndicatorPart, SetPart};
use crate::diagnostic::{Findings, Place, Problem};
use crate::source::{Kind, Library, Located, Page};
use std::collections::BTreeMap;
use wasm_check::rubric::{Area, Criterion, Indicator, PassMark, Points, Rubric};

/// A set whose numbers add up.
#[derive(Debug)]
pub struct CriteriaSet<'a> {
    /// Its `_index.md`.
    pub page: &'a Page,
    /// Its front matter.
    pub part: &'a SetPart,
    /// Its criteria, in order.
    pub criteria: Vec<(&'a Page, &'a CriterionPart)>,
    /// The part of it that decides.
    pub rubric: Rubric,
}

/// All sets of a library, by id. `notice` is the sentence that every result carries first.
pub fn assemble<'a>(library: &'a Library, notice: &str, findings: &mut Findings) -> Vec<CriteriaSet<'a>> {
    let mut sets: Vec<CriteriaSet<'a>> = Vec::new();
    for page in library.pages() {
        let Kind::Set(part) = &page.kind else { continue };
        if let Some(first) = sets.iter().find(|set| set.part.id == part.id) {
            let (id, first) = (part.id.clone(), place(first.page, first.part.at));
            findings.add(place(page, part.at), Problem::DuplicateId { id, first });
            continue;
        }
        let criteria: Vec<(&Page, &CriterionPart)> = library
            .children(page)
            .into_iter()
            .filter_map(|child| match &child.kind {
                Kind::Criterion(criterion) => Some((child, criterion)),
                _ => None,
            })
            .collect();
        let whole = !library.is_broken_below(page);
        check(page, part, &criteria, whole, findings);
        let rubric = rubric(part, &criteria, notice);
        sets.push(CriteriaSet { page, part, criteria, rubric });
    }
    sets.sort_by(|left, right| left.part.id.cmp(&right.part.id));
    sets
}

fn place(page: &Page, at: usize) -> Place {
    page.source.place(at)
}

fn rubric(part: &SetPart, criteria: &[(&Page, &CriterionPart)], notice: &str) -> Rubric {
    let indicator = |part: &IndicatorPart| Indicator { id: part.id.value.clone(), max: Points(part.max.value) };
    Rubric {
        set: part.id.clone(),
        version: part.version.clone(),
        verified: part.verified,
        pass: PassMark {
            total: Points(part.total.value),
            floor: part.floor.as_ref().map(|floor| Points(floor.value)),
            areas: part
                .areas
                .iter()
                .map(|area| Area {
                    id: area.id.value.clone(),
                    total: Points(area.total.value),
                    caveat: area.note.clone(),
                })
                .collect(),
        },
        groups: part.groups.iter().map(|group| group.id.value.clone()).collect(),
        criteria: criteria
            .iter()
            .map(|(_, criterion)| Criterion {
                id: criterion.id.clone(),
                indicators: criterion.indicators.iter().map(indicator).collect(),
            })
            .collect(),
        caveats: std::iter::once(notice.to_owned()).chain(part.caveats.iter().cloned()).collect(),
    }
}

/// Every number against the others. What is wrong in one place is reported there, and once.
///
/// A set that is not `whole` has criteria that could not be read: what it adds up to is not known.
fn check(page: &Page, part: &SetPart, criteria: &[(&Page, &CriterionPart)], whole: bool, findings: &mut Findings) {
    if criteria.is_empty() && whole {
        findings.add(place(page, part.at), Problem::NoCriteria);
        return;
    }
    for (page, criterion) in criteria {
        let sum = sum(criterion.indicators.iter());
        if let Some(max) = criterion.max.as_ref().filter(|max| max.value != sum) {
            findings.add(place(page, max.at), Problem::SumMismatch { stated: max.value, sum });
        }
    }
    let all = sum(criteria.iter().flat_map(|(_, criterion)| &criterion.indicators));
    if whole && part.max.value != all {
        findings.add(place(page, part.max.at), Problem::SumMismatch { stated: part.max.value, sum: all });
    }
    let totals = std::iter::once(&part.total).chain(part.areas.iter().map(|area| &area.total));
    for total in totals.filter(|total| total.value > part.max.value) {
        let (value, max) = (total.value, part.max.value);
        findings.add(place(page, total.at), Problem::AboveMax { key: "total", value, max });
    }
    if let Some(floor) = &part.floor {
        check_floor(page, floor, criteria, findings);
    }
    check_ids(criteria, findings);
}

/// One finding at the floor, with the indicator that it exceeds the most.
fn check_floor(page: &Page, floor: &Located<u32>, criteria: &[(&Page, &CriterionPart)], findings: &mut Findings) {
    let smallest =
        criteria.iter().flat_map(|(_, criterion)| &criterion.indicators).min_by_key(|indicator| indicator.max.value);
    if let Some(indicator) = smallest.filter(|indicator| indicator.max.value < floor.value) {
        let (indicator, max) = (indicator.id.value.clone(), indicator.max.value);
        findings.add(place(page, floor.at), Problem::FloorAboveMax { floor: floor.value, indicator, max });
    }
}

/// An id names one criterion, and one indicator, of a set.
fn check_ids(criteria: &[(&Page, &CriterionPart)], findings: &mut Findings) {
    let mut criterion_ids: BTreeMap<&str, Place> = BTreeMap::new();
    let mut indicator_ids: BTreeMap<&str, Place> = BTreeMap::new();
    for (page, criterion) in criteria {
        note_id(&mut criterion_ids, &criterion.id, place(page, criterion.at), findings);
        for indicator in &criterion.indicators {
            note_id(&mut indicator_ids, &indicator.id.value, place(page, indicator.id.at), findings);
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

fn sum<'a>(indicators: impl Iterator<Item = &'a IndicatorPart>) -> u32 {
    indicators.fold(0, |sum, indicator| sum.saturating_add(indicator.max.value))
}
