//! The plan: every file that will exist, decided before one is written.
//!
//! Collisions, links, the service worker's list and the budgets all read this one list; nothing is written that is not
//! on it.

mod claims;
mod keeping;

pub use keeping::{Keeping, Kept};

use crate::address;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{FileProblem, Findings, Place};
use crate::disk::{Coding, OutputPath, is_hashed, is_text};
use crate::pictures::Variant;
use crate::search::{self, SearchIndex};
use crate::site::Site;
use crate::source::{HostFile, Kind, Language, Page, Permalink, Placed, TermIndex};
use crate::structure::{ListPart, Month, Structure, booklet, lessons, parts};
use crate::theme::{Asset, LoadedBy};
use claims::Claims;
use std::collections::{BTreeMap, BTreeSet};

/// A file that will exist.
#[derive(Debug, Clone)]
pub enum Output<'a> {
    /// A page of `content/` in one language; of a section, a part of its list.
    Page(Placed<'a>, ListPart),
    /// The terms of a taxonomy, by its place in `site.toml`.
    Taxonomy(usize),
    /// A part of the pages of a term.
    Term(TermIndex, ListPart),
    /// The months in which pages were written.
    Archive,
    /// A part of the pages of a month.
    Month(&'a Month<'a>, ListPart),
    /// Leads from a former address of a page to the page.
    Redirect(&'a Page),
    /// All pages of a section on one, to print.
    Booklet(&'a Page),
    /// The slides of a lesson.
    Slides(&'a Page),
    /// The page of who teaches a course.
    Trainer(&'a Page),
    /// What is handed out in a course.
    Handout(&'a Page),
    /// The list of self-checks.
    Checks,
    /// The self-check of a set; in another language where somebody introduced the set in it.
    Check(&'a CriteriaSet<'a>, Option<&'a Language>),
    /// What a device keeps of a set: years, people, plans.
    Book(&'a CriteriaSet<'a>),
    /// What is handed in for a recognition, out of the answers that a device keeps.
    Dossier(&'a CriteriaSet<'a>),
    /// The self-check as one file that needs nothing beside it.
    SingleFile(&'a CriteriaSet<'a>),
    /// The page that adds up many sheets of a set.
    Tally(&'a CriteriaSet<'a>),
    /// A set for machines.
    SetJson(&'a CriteriaSet<'a>),
    /// A set as a table, for officers.
    SetSheet(&'a CriteriaSet<'a>),
    /// What describes the sets for machines.
    SetSchema,
    /// The search page.
    Search(&'a SearchIndex),
    /// A part of its index.
    SearchPart(&'a search::IndexFile),
    /// What a host shows for an unknown address.
    NotFound,
    /// What a phone needs to put the site on its home screen.
    Manifest,
    /// The service worker.
    Worker,
    /// What the service worker shows where there is neither a network nor the page.
    NoNetwork {
        /// Whether the search works then.
        searches: bool,
    },
    /// What the service worker may keep besides its own list.
    Whole,
    /// Every page, for search engines.
    Sitemap,
    /// The newest pages below a section, the home page's for the whole site: for those who follow it.
    Feed(&'a Page),
    /// What crawlers may read.
    Robots,
    /// A file of the theme or of the self-check, named by its hash.
    Asset(&'a Asset),
    /// A file of `static/`, copied as it is.
    Static,
    /// A picture of `static/`, made smaller.
    Picture(&'a Variant),
    /// What a host reads; with the files that it names.
    HostFile(HostFile, Named),
    /// Another output once more, compressed, for hosts that send it so. The one of them that is not written where it
    /// would not be smaller.
    Compressed(Coding),
}

/// Files that a host must be told of one by one, by their paths.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Whose names their bytes decide.
    pub hashed: Vec<String>,
    /// Drawings of `static/`.
    pub drawings: Vec<String>,
}

/// All files, by their path in the output folder.
#[derive(Debug)]
pub struct Plan<'a> {
    /// Sorted by path.
    pub outputs: BTreeMap<OutputPath, Output<'a>>,
    /// What a phone keeps of them.
    pub kept: Kept<'a>,
    /// Whether there is a worker that keeps anything.
    has_worker: bool,
}

impl Output<'_> {
    /// Whether it is a page that is read rather than filled in.
    pub fn is_guidance(&self) -> bool {
        matches!(
            self,
            Self::Page(..)
                | Self::Taxonomy(_)
                | Self::Term(..)
                | Self::Archive
                | Self::Month(..)
                | Self::Checks
                | Self::NotFound
        )
    }
}

impl<'a> Plan<'a> {
    /// When a file is kept on a phone; nothing where it never is, or nothing keeps it.
    pub fn keeping(&self, output: &Output<'_>) -> Option<Keeping> {
        self.has_worker.then(|| self.kept.of(output)).flatten()
    }

    /// Decides every file; two that would have one path on any system are a finding, and a path that one cannot write.
    pub fn new(
        site: &'a Site,
        sets: &'a [CriteriaSet<'a>],
        structure: &'a Structure<'a>,
        variants: &'a [Variant],
        unfetched: &BTreeSet<String>,
        search: Option<&'a SearchIndex>,
        findings: &mut Findings,
    ) -> Self {
        let searches = search.is_some_and(SearchIndex::is_small);
        let has_worker = !site.portable && site.config.service_worker;
        let plan = Self { outputs: BTreeMap::new(), kept: Kept::new(site, sets, searches), has_worker };
        let mut planner = Planner { plan, claims: Claims::default(), findings };
        for page in site.library.pages() {
            planner.page(site, Placed::at_home(page));
        }
        for language in &site.config.languages {
            for page in site.library.pages().filter(|page| site.library.is_in(page, &language.tag)) {
                let translation = site.library.translation(page, &language.tag);
                planner.page(site, Placed::in_language(page, translation, language));
            }
        }
        planner.lists(site, structure);
        planner.booklets(site);
        planner.training(site);
        planner.redirects(site);
        let abroad = address::checks_in_languages(&site.library, &site.config.languages, sets);
        for set in sets {
            planner.set(set);
            planner.checks_in_languages(site, set, &abroad);
        }
        let has_checks = sets.iter().any(CriteriaSet::has_check);
        if has_checks {
            planner.add_made(&address::checks(), Output::Checks);
        }
        if !sets.is_empty() {
            planner.add_made(&address::schema(), Output::SetSchema);
        }
        if let Some(search) = search {
            planner.add_made(&address::search(), Output::Search(search));
            for part in &search.parts {
                planner.add_made(&part.permalink, Output::SearchPart(part));
            }
        }
        planner.add_made(&address::not_found(), Output::NotFound);
        if !site.portable {
            planner.add_made(&address::manifest(), Output::Manifest);
            planner.add_made(&address::worker(), Output::Worker);
            if has_worker {
                planner.add_made(&address::no_network(), Output::NoNetwork { searches });
                planner.add_made(&address::whole(), Output::Whole);
            }
            planner.add_made(&address::robots(), Output::Robots);
            // Both formats ask for full addresses.
            if site.config.base_url.is_some() {
                planner.add_made(&address::sitemap(), Output::Sitemap);
                planner.feeds(site, structure);
            }
        }
        planner.assets(site, sets, has_worker && has_checks);
        for variant in variants {
            let origin = Place::start_of(format!("static/{}", variant.of));
            planner.add(&variant.permalink, Output::Picture(variant), origin);
        }
        for path in site.statics.difference(unfetched) {
            let origin = Place::start_of(format!("static/{path}"));
            match Permalink::file(path) {
                Ok(permalink) => planner.add(&permalink, Output::Static, origin),
                Err(unfit) => planner.findings.add(origin, FileProblem::UnfitName { name: path.clone(), unfit }),
            }
        }
        for file in site.config.hosts.iter().filter(|_| !site.portable) {
            let paths = planner.plan.outputs.keys().filter(|path| is_hashed(path));
            let mut hashed: Vec<String> = paths.map(ToString::to_string).collect();
            // By name and kind, not by hash: an edit leaves them where they are.
            hashed.sort_by_cached_key(|path| {
                let (name, hash) = path.rsplit_once('-').unwrap_or((path, ""));
                (name.to_owned(), hash.rsplit_once('.').map(|(_, kind)| kind.to_owned()))
            });
            let is_drawing = |path: &&String| path.to_lowercase().ends_with(".svg");
            let named = Named { hashed, drawings: site.statics.iter().filter(is_drawing).cloned().collect() };
            planner.add(&file.permalink(), Output::HostFile(*file, named), Place::start_of("site.toml"));
        }
        if site.precompress {
            let paths: Vec<OutputPath> = planner.plan.outputs.keys().filter(|path| is_text(path)).cloned().collect();
            for (path, coding) in paths.iter().flat_map(|path| Coding::ALL.map(|coding| (path, coding))) {
                let compressed = Permalink::made(coding.path(path));
                planner.add(&compressed, Output::Compressed(coding), Place::start_of(path.as_str()));
            }
        }
        planner.plan
    }
}

/// Where a page's address was decided.
fn origin(page: &Page) -> usize {
    match &page.kind {
        Kind::Set(set) => set.at,
        Kind::Page | Kind::Section | Kind::Criterion(_) => 0,
    }
}

struct Planner<'a, 'f> {
    plan: Plan<'a>,
    claims: Claims,
    findings: &'f mut Findings,
}

impl<'a> Planner<'a, '_> {
    /// A page; a section in as many parts as its list has.
    fn page(&mut self, site: &'a Site, placed: Placed<'a>) {
        let original = placed.original;
        let entries = if original.is_listing() { site.library.children_paths(original).len() } else { 0 };
        let permalink = site.library.permalink_in(original, placed.tag());
        for part in parts(entries, site.config.page_size) {
            let place = placed.shown.source.place(origin(placed.shown));
            self.add(&part.permalink(permalink), Output::Page(placed, part), place);
        }
    }

    /// The parts of tags and the archive.
    fn lists(&mut self, site: &'a Site, structure: &'a Structure<'a>) {
        let (config, at_once) = (&site.config, site.config.page_size);
        for taxonomy in structure.taxonomies() {
            self.add_made(&address::taxonomy(config, taxonomy), Output::Taxonomy(taxonomy));
        }
        for term in structure.terms() {
            for part in parts(structure.pages_of(term).len(), at_once) {
                self.add_made(&part.permalink(&address::term(config, term)), Output::Term(term, part));
            }
        }
        if !structure.months.is_empty() {
            self.add_made(&address::archive(), Output::Archive);
        }
        for month in &structure.months {
            for part in parts(month.pages.len(), at_once) {
                self.add_made(&part.permalink(&month.permalink()), Output::Month(month, part));
            }
        }
    }

    fn set(&mut self, set: &'a CriteriaSet<'a>) {
        let place = set.page.source.place(set.part.at);
        self.add(&address::json(set), Output::SetJson(set), place.clone());
        self.add(&address::sheet(set), Output::SetSheet(set), place.clone());
        if set.has_check() {
            self.add(&address::check(set), Output::Check(set, None), place.clone());
            if set.has_dossier() {
                self.add(&address::dossier(set), Output::Dossier(set), place.clone());
            }
            if set.is_current {
                self.add(&address::tally(set), Output::Tally(set), place.clone());
                self.add(&address::book(set), Output::Book(set), place.clone());
            }
            self.add(&address::single_file(set), Output::SingleFile(set), place);
        }
    }

    /// The self-check in every other language that has it.
    fn checks_in_languages(
        &mut self,
        site: &'a Site,
        set: &'a CriteriaSet<'a>,
        abroad: &BTreeMap<String, BTreeMap<Permalink, Permalink>>,
    ) {
        for language in &site.config.languages {
            let translation = site.library.translation(set.page, &language.tag);
            let permalink = abroad.get(language.tag.as_str()).and_then(|checks| checks.get(&address::check(set)));
            if let (Some(translation), Some(permalink)) = (translation, permalink) {
                self.add(permalink, Output::Check(set, Some(language)), translation.place());
            }
        }
    }

    /// Those that some page loads.
    fn assets(&mut self, site: &'a Site, sets: &[CriteriaSet<'_>], keeps_the_whole: bool) {
        let has_checks = sets.iter().any(CriteriaSet::has_check);
        let has_dossiers = sets.iter().any(CriteriaSet::has_dossier);
        let translated = site.library.translated().map(|(_, _, page)| page);
        let teaches = site.library.pages().any(|page| page.lesson.is_some());
        let asks = teaches || site.library.pages().chain(translated).any(Page::may_ask);
        let is_loaded = |asset: &Asset| match asset.loaded_by {
            LoadedBy::EveryPage => true,
            LoadedBy::Host => !site.portable,
            LoadedBy::Whole => keeps_the_whole,
            LoadedBy::Chat => !site.portable && site.config.base_url.is_some(),
            LoadedBy::Training => asks,
            LoadedBy::Slides => teaches,
            LoadedBy::Check | LoadedBy::Book => !site.portable && has_checks,
            // From `file://` its modules stand in the page.
            LoadedBy::Tally => has_checks && !(site.portable && asset.extension() == "wasm"),
            LoadedBy::Dossier => has_dossiers && !(site.portable && asset.extension() == "wasm"),
        };
        for asset in site.assets.iter().filter(|asset| is_loaded(asset)) {
            self.add_made(&asset.permalink, Output::Asset(asset));
        }
    }

    fn booklets(&mut self, site: &'a Site) {
        for section in site.library.pages().filter(|section| !booklet(&site.library, section).is_empty()) {
            self.add(&address::booklet(section), Output::Booklet(section), section.place());
        }
    }

    fn training(&mut self, site: &'a Site) {
        for page in site.library.pages() {
            if page.lesson.is_some() {
                self.add(&address::slides(page), Output::Slides(page), page.place());
            }
            if !lessons(&site.library, page).is_empty() {
                self.add(&address::trainer(page), Output::Trainer(page), page.place());
                self.add(&address::handout(page), Output::Handout(page), page.place());
            }
        }
    }

    /// After all pages: a former address that is a page again is a mistake of the former address.
    fn redirects(&mut self, site: &'a Site) {
        for page in site.library.pages() {
            for alias in &page.aliases {
                self.add(&alias.value, Output::Redirect(page), page.source.place(alias.at));
            }
        }
    }

    fn feeds(&mut self, site: &'a Site, structure: &Structure<'a>) {
        for section in site.library.pages() {
            if section.permalink == Permalink::home() || !structure.newest(section).is_empty() {
                self.add(&address::feed(section), Output::Feed(section), section.place());
            }
        }
    }

    /// Adds what no file of the site but its configuration asks for.
    fn add_made(&mut self, permalink: &Permalink, output: Output<'a>) {
        self.add(permalink, output, Place::start_of("site.toml"));
    }

    fn add(&mut self, permalink: &Permalink, output: Output<'a>, origin: Place) {
        let path = permalink.output_path();
        match self.claims.claim(&path, permalink, &origin) {
            Ok(()) => drop(self.plan.outputs.insert(path, output)),
            Err(problem) => self.findings.add(origin, problem),
        }
    }
}
