//! What follows from all pages together: the pages of each tag, the archive by month, the newest of each section,
//! pages that belong together. No list of it is kept by hand.
//!
//! Built once for a site, in time that grows with its pages alone: lists are sorted once, and what a page asks of them
//! (its related pages) looks at a few neighbours only.

mod archive;
mod booklet;
mod course;
mod freshness;
mod pager;
mod related;

pub use archive::Month;
pub use booklet::booklet;
pub use course::lessons;
pub use freshness::{check_freshness, review_due};
pub use pager::{ListPart, parts};

use crate::diagnostic::{Findings, Problem, similar};
use crate::site::Site;
use crate::source::{Config, Kind, Page, TermIndex};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use wasm_check::vietnamese::collation_key;

/// How many pages a feed holds: its readers come back, and each visit costs them the whole file.
const FEED_AT_MOST: usize = 20;

/// The lists of a site.
#[derive(Debug)]
pub struct Structure<'a> {
    /// The pages of each term, newest first.
    terms: BTreeMap<TermIndex, Vec<&'a Page>>,
    /// For each page by its path, its terms and its place in the list of each.
    tagged: BTreeMap<&'a str, Vec<(TermIndex, usize)>>,
    /// The pages that carry a date, by month, newest first.
    pub months: Vec<Month<'a>>,
    /// The newest pages below each section, by the section's path; the home page's are those of the whole site.
    feeds: BTreeMap<&'a str, Vec<&'a Page>>,
}

impl<'a> Structure<'a> {
    /// Sorts all pages. A tag that is not declared is a finding.
    pub fn new(site: &'a Site, findings: &mut Findings) -> Self {
        let mut newest_first: Vec<&Page> = site.library.pages().collect();
        newest_first.sort_by_cached_key(|page| (Reverse(page.date), collation_key(&page.title), &page.permalink));
        let mut this = Self {
            terms: BTreeMap::new(),
            tagged: BTreeMap::new(),
            months: archive::months(&newest_first),
            feeds: BTreeMap::new(),
        };
        let undeclared = site.config.taxonomies.is_empty().then(|| Undeclared::new(&newest_first));
        for page in newest_first {
            this.sort_by_tags(page, &site.config, undeclared.as_ref(), findings);
            if page.date.is_some() {
                this.add_to_feeds(page, site);
            }
        }
        this
    }

    fn sort_by_tags(
        &mut self,
        page: &'a Page,
        config: &Config,
        undeclared: Option<&Undeclared<'_>>,
        findings: &mut Findings,
    ) {
        let mut of_page = Vec::with_capacity(page.tags.len());
        for tag in &page.tags {
            let Some(term) = config.term(&tag.value) else {
                let known = config.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms).map(|term| term.id.as_str());
                let similar = similar(&tag.value, known).map(str::to_owned);
                let declared = undeclared.map(|undeclared| undeclared.of(page, &tag.value));
                let problem = Problem::UnknownTag { tag: tag.value.clone(), similar, declared };
                findings.add(page.source.place(tag.at), problem);
                continue;
            };
            let pages = self.terms.entry(term).or_default();
            // A tag that is named twice is one tag.
            if pages.last().is_none_or(|last| !std::ptr::eq(*last, page)) {
                of_page.push((term, pages.len()));
                pages.push(page);
            }
        }
        if !of_page.is_empty() {
            of_page.sort_unstable();
            self.tagged.insert(page.content_path(), of_page);
        }
    }

    fn add_to_feeds(&mut self, page: &'a Page, site: &'a Site) {
        let sections = std::iter::successors(site.library.parent(page), |section| site.library.parent(section));
        for section in sections.filter(|section| matches!(section.kind, Kind::Section)) {
            let feed = self.feeds.entry(section.content_path()).or_default();
            if feed.len() < FEED_AT_MOST {
                feed.push(page);
            }
        }
    }

    /// The pages that carry a tag, newest first.
    pub fn pages_of(&self, term: TermIndex) -> &[&'a Page] {
        self.terms.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The tags that some page carries, as they are declared.
    pub fn terms(&self) -> impl Iterator<Item = TermIndex> {
        self.terms.keys().copied()
    }

    /// The taxonomies of which some page carries a tag, by their place in `site.toml`.
    pub fn taxonomies(&self) -> impl Iterator<Item = usize> {
        let mut last = None;
        self.terms().map(|(taxonomy, _)| taxonomy).filter(move |taxonomy| last.replace(*taxonomy) != Some(*taxonomy))
    }

    /// The tags of a page, as they are declared.
    pub fn terms_of(&self, page: &Page) -> impl Iterator<Item = TermIndex> {
        self.tagged.get(page.content_path()).into_iter().flatten().map(|(term, _)| *term)
    }

    /// The newest pages below a section, those of its sub-sections too.
    pub fn newest(&self, section: &Page) -> &[&'a Page] {
        self.feeds.get(section.content_path()).map_or(&[], Vec::as_slice)
    }
}

/// The tags of a site that declares none: what declares all of them is told once, at the first.
struct Undeclared<'a> {
    tags: BTreeSet<&'a str>,
    first: Option<(&'a str, &'a str)>,
}

impl<'a> Undeclared<'a> {
    fn new(pages: &[&'a Page]) -> Self {
        let tagged = pages.iter().flat_map(|page| page.tags.iter().map(|tag| (page.content_path(), tag)));
        let first = tagged.clone().min_by_key(|(path, tag)| (*path, tag.at));
        Self {
            tags: tagged.map(|(_, tag)| tag.value.as_str()).collect(),
            first: first.map(|(path, tag)| (path, tag.value.as_str())),
        }
    }

    /// What is to be declared for this tag: all of them, or nothing where another tells it.
    fn of(&self, page: &Page, tag: &str) -> Vec<String> {
        let is_first = self.first == Some((page.content_path(), tag));
        if is_first { self.tags.iter().map(|tag| (*tag).to_owned()).collect() } else { Vec::new() }
    }
}
