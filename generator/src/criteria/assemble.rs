//! Joining sets with their criteria, and the versions of a set with each other.

use super::check::{SetPage, check};
use super::publish::document;
use super::rubric::rubric;
use crate::diagnostic::{CriteriaProblem, Findings, Place, Problem};
use crate::source::set::document::{SetDocument, State};
use crate::source::set::{CriterionPart, SetPart};
use crate::source::{Kind, Library, Page};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use wasm_check::rubric::Rubric;

/// A set, one version of it.
#[derive(Debug)]
pub struct CriteriaSet<'a> {
    /// Its `_index.md`.
    pub page: &'a Page,
    /// Its front matter, for places.
    pub part: &'a SetPart,
    /// The pages of its criteria, in order; those of another version where it takes them from there.
    pub criteria: Vec<&'a Page>,
    /// The whole of it.
    pub document: SetDocument,
    /// The part of it that decides.
    pub rubric: Rubric,
    /// Whether it is the version with the plain address.
    pub is_current: bool,
    /// The current version, where this one is older.
    pub newer: Option<String>,
}

impl CriteriaSet<'_> {
    /// Whether there is anything to ask.
    pub fn has_check(&self) -> bool {
        self.document.items().next().is_some()
    }

    /// Whether a page makes what is handed in for a recognition.
    pub fn has_dossier(&self) -> bool {
        self.document.dossier.is_some() && self.has_check()
    }
}

/// All sets of a library with all their versions, in the order of their pages: of each set the current version first,
/// then the newest.
///
/// `notice` is the sentence that every result carries first; `newer` the one of an older version's results, with
/// `{version}` where the current one is named.
pub fn assemble<'a>(library: &'a Library, notice: &str, newer: &str, findings: &mut Findings) -> Vec<CriteriaSet<'a>> {
    let versions = versions(library, findings);
    let known: Vec<&str> = versions.keys().copied().collect();
    let mut sets = Vec::new();
    let mut in_order: Vec<&Vec<SetPage<'a>>> = versions.values().collect();
    in_order.sort_by_key(|of_set| {
        let page = of_set[0].page;
        (page.weight, Reverse(page.date), &page.permalink)
    });
    for of_set in in_order {
        let current = of_set[0].set;
        for part in of_set {
            let criteria = criteria(library, part, of_set, findings);
            // A set that is broken may be the one that is meant.
            let figures = (!is_anything_broken(library)).then_some(known.as_slice());
            let whole = !library.is_broken_below(lender(part, of_set).unwrap_or(part).page);
            check(part, &criteria, whole, figures, findings);
            let document = document(part.page, part.set, &criteria);
            let newer_version = is_older(part.set, current).then(|| current.version.to_string());
            let sentence = newer_version.as_ref().map(|version| newer.replace("{version}", version));
            sets.push(CriteriaSet {
                page: part.page,
                part: part.set,
                criteria: criteria.into_iter().map(|(page, _)| page).collect(),
                rubric: rubric(&document, notice, sentence.as_deref()),
                document,
                is_current: std::ptr::eq(part.set, current),
                newer: newer_version,
            });
        }
    }
    sets
}

fn is_anything_broken(library: &Library) -> bool {
    library.get("_index.md").is_none_or(|home| library.is_broken_below(home))
}

/// The versions of each set by its id, the current one first, then the newest.
fn versions<'a>(library: &'a Library, findings: &mut Findings) -> BTreeMap<&'a str, Vec<SetPage<'a>>> {
    let mut sets: BTreeMap<&str, Vec<SetPage<'a>>> = BTreeMap::new();
    for page in library.pages() {
        let Kind::Set(set) = &page.kind else { continue };
        let of_set = sets.entry(&set.id).or_default();
        if let Some(first) = of_set.iter().find(|first| first.set.version == set.version) {
            let (id, version, first) = (set.id.to_string(), set.version.to_string(), first.place(first.set.version_at));
            findings.add(page.source.place(set.version_at), CriteriaProblem::DuplicateVersion { id, version, first });
            continue;
        }
        let in_force = of_set.iter().find(|first| first.set.state == State::InForce);
        if let Some(first) = in_force.filter(|_| set.state == State::InForce) {
            let (id, first) = (set.id.to_string(), first.place(first.set.state_at));
            findings.add(page.source.place(set.state_at), CriteriaProblem::TwoInForce { id, first });
        }
        of_set.push(SetPage { page, set });
    }
    for of_set in sets.values_mut() {
        of_set.sort_by(|left, right| right.set.precedence().cmp(&left.set.precedence()));
    }
    sets
}

/// Whether a version is older than the current one; a draft or pilot may well be newer.
fn is_older(set: &SetPart, current: &SetPart) -> bool {
    let age = |set: &SetPart| (set.basis.issued, set.version.clone());
    !std::ptr::eq(set, current) && (set.state == State::Historical || age(set) < age(current))
}

/// The version whose criteria a version takes.
fn lender<'p, 'a>(part: &SetPage<'a>, of_set: &'p [SetPage<'a>]) -> Option<&'p SetPage<'a>> {
    let version = part.set.criteria_of.as_ref()?;
    of_set.iter().find(|other| *other.set.version == *version.value && !std::ptr::eq(other.set, part.set))
}

/// The criteria of a version, its own or another version's.
fn criteria<'a>(
    library: &'a Library,
    part: &SetPage<'a>,
    of_set: &[SetPage<'a>],
    findings: &mut Findings,
) -> Vec<(&'a Page, &'a CriterionPart)> {
    let own = criteria_beside(library, part.page);
    let Some(version) = &part.set.criteria_of else { return own };
    let mut report = |problem: Problem| findings.add(part.place(version.at), problem);
    if !own.is_empty() {
        report(CriteriaProblem::CriteriaTwice { version: version.value.clone() }.into());
        return own;
    }
    let Some(lender) = lender(part, of_set) else {
        if *part.set.version == *version.value {
            report(CriteriaProblem::CriteriaOfItself { version: version.value.clone() }.into());
        } else if !is_anything_broken(library) {
            let known = of_set.iter().map(|other| other.set.version.to_string());
            let known = known.filter(|other| **other != *part.set.version).collect();
            report(Problem::UnknownVersion { version: version.value.clone(), known });
        }
        return own;
    };
    if let Some(borrowed) = &lender.set.criteria_of {
        let (version, lender): (String, String) = (version.value.clone(), borrowed.value.clone());
        report(CriteriaProblem::CriteriaOfBorrower { version, lender }.into());
    }
    criteria_beside(library, lender.page)
}

/// The criterion files beside a set's page, in order.
fn criteria_beside<'a>(library: &'a Library, page: &Page) -> Vec<(&'a Page, &'a CriterionPart)> {
    library
        .children(page)
        .into_iter()
        .filter_map(|child| match &child.kind {
            Kind::Criterion(criterion) => Some((child, criterion)),
            _ => None,
        })
        .collect()
}

impl SetPage<'_> {
    /// The place of an offset in its `_index.md`.
    pub(super) fn place(&self, at: usize) -> Place {
        self.page.source.place(at)
    }
}
