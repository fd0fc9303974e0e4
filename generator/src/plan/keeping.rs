//! What a phone keeps of a site for use without a network: decided once, for the worker's list, for its page that says what is
//! left without a network, and for the budget.

use super::Output;
use crate::criteria::{CriteriaSet, document::State};
use crate::search::Kind;
use crate::site::Site;
use crate::source::{Kind as PageKind, Page, Permalink};
use std::collections::HashSet;

/// When the service worker keeps a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// From the first visit on, all of these or none.
    FirstVisit,
    /// Once it was read, or where somebody takes the whole site along.
    WhenRead,
}

/// What decides it.
#[derive(Debug)]
pub struct Kept<'a> {
    /// The self-checks that are kept from the first visit on. The first is the one that a site begins with: its
    /// explanations and its book are kept too.
    pub checks: Vec<&'a CriteriaSet<'a>>,
    /// The pages to read that are, but for the home page: the sections below it, and those explanations.
    pub pages: Vec<&'a Page>,
    /// Whether the whole search works without a network from then on.
    pub searches: bool,
    paths: HashSet<&'a str>,
}

impl<'a> Kept<'a> {
    /// Decides it for a site; `searches` where its index is small.
    pub fn new(site: &'a Site, sets: &'a [CriteriaSet<'a>], searches: bool) -> Self {
        let checks: Vec<&CriteriaSet<'_>> =
            sets.iter().filter(|set| set.is_current && set.has_check() && is_scored(set)).collect();
        let below_home = site.library.home().map(|home| site.library.children(home)).unwrap_or_default();
        let sections = below_home.into_iter().filter(|page| matches!(page.kind, PageKind::Section | PageKind::Set(_)));
        let main = checks.first();
        let explanations =
            main.into_iter().flat_map(|set| std::iter::once(set.page).chain(set.criteria.iter().copied()));
        let mut paths = HashSet::new();
        let pages = sections.chain(explanations).filter(|page| paths.insert(page.content_path())).collect();
        Self { checks, pages, searches, paths }
    }

    /// When an output is kept; nothing where it never is.
    pub fn of(&self, output: &Output<'_>) -> Option<Keeping> {
        let first = |is_first| Some(if is_first { Keeping::FirstVisit } else { Keeping::WhenRead });
        match output {
            Output::Page(placed, part) => first(
                placed.language.is_none()
                    && part.number == 1
                    && (placed.original.permalink == Permalink::home()
                        || self.paths.contains(placed.original.content_path())),
            ),
            Output::Check(set, None) => first(set.is_current && is_scored(set)),
            Output::Book(set) => first(self.checks.first().is_some_and(|main| std::ptr::eq(*main, *set))),
            Output::Checks | Output::NotFound | Output::NoNetwork { .. } | Output::Manifest | Output::Whole => {
                Some(Keeping::FirstVisit)
            }
            Output::Asset(asset) => first(asset.is_kept_offline),
            Output::Search(_) => first(self.searches),
            // Of a small index all passages are kept as one file: two hundred requests less, and half of the bytes.
            Output::SearchPart(part) if self.searches => (part.kind != Kind::Cards).then_some(Keeping::FirstVisit),
            Output::SearchPart(_)
            // In another language it is kept where it is read, or with the whole site.
            | Output::Check(_, Some(_))
            | Output::Taxonomy(_)
            | Output::Term(..)
            | Output::Archive
            | Output::Month(..)
            | Output::Booklet(_)
            | Output::Slides(_)
            | Output::Trainer(_)
            | Output::Handout(_)
            | Output::Tally(_)
            | Output::Dossier(_)
            | Output::SetSheet(_)
            | Output::Static
            | Output::Picture(_) => Some(Keeping::WhenRead),
            Output::Redirect(_)
            | Output::SingleFile(_)
            | Output::SetJson(_)
            | Output::SetSchema
            | Output::Worker
            | Output::Sitemap
            | Output::Feed(_)
            | Output::Robots
            | Output::HostFile(..)
            | Output::Compressed(_) => None,
        }
    }
}

/// A set of the past, or of a trial in one place, is kept where somebody looks at it.
fn is_scored(set: &CriteriaSet<'_>) -> bool {
    !matches!(set.document.state, State::Historical | State::Pilot)
}
