//! The pipeline: load, check, plan, render, write.
//!
//! 1. **Load** reads `site.toml`, `content/`, the theme and `static/` ([`Site::read`]).
//! 2. **Check** joins the sets of criteria and proves their numbers, renders all Markdown, follows every link, and sorts
//!    the pages by tag and date ([`Structure`]).
//! 3. **Plan** decides every file ([`Plan::new`]).
//! 4. **Render** makes its bytes ([`Renderer::render_all`]).
//! 5. **Write** puts them into a new version of the output folder, which takes the place of the old one
//!    ([`crate::disk::OutputFolder`]); `check` leaves this out.
//!
//! Findings are gathered through all stages; whatever stage finds an error, nothing is swapped in.

use super::renamed::{Standing, renamed};
use super::serve::cache::PreviewCache;
use crate::address;
use crate::check::{
    Measured, Sizes, check_anchors, check_lessons, check_named_sources, check_names_of_courses, check_orphans,
    check_pictures, check_static_files, check_titles, check_unused_files, unfetched,
};
use crate::criteria::{CriteriaSet, assemble, document};
use crate::diagnostic::{Findings, Place, Problem, Step};
use crate::disk::{Changes, Coding, Finished, OutputFolder, OutputPath, is_text};
use crate::error::Failure;
use crate::markdown::{Bodies, Body, CriterionLink, Form, Linker, Links};
use crate::pictures::{CACHE, Cache, Making, Once, Pictures, Variant};
use crate::plan::{Keeping, Output, Plan};
use crate::render::{AssetViews, Rendered, Renderer, check_images};
use crate::search::SearchIndex;
use crate::site::{Options, Site};
use crate::source::{Kind, KnownPages, Page, Permalink};
use crate::structure::{Structure, check_freshness};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a build came to.
#[derive(Debug)]
pub struct Report {
    /// Advice; errors end a build as a [`Failure`].
    pub findings: Findings,
    /// The measured sizes against the budgets.
    pub sizes: Sizes,
    /// How many files the site has.
    pub files: usize,
    /// What differs from the site that was there; nothing of a check.
    pub changes: Changes,
    /// The links of all texts that leave the site.
    pub outside: Vec<(Place, String)>,
    /// The drafts that are not on it, by their path below `content/`.
    pub drafts: Vec<String>,
    /// Where its pages stand.
    pub pages: Vec<Standing>,
    /// The addresses that the site says are given up.
    pub given_up: Vec<String>,
}

/// Is told of every step, from any thread.
pub type Watch<'w> = &'w (dyn Fn(Step) + Sync);

/// Builds a site into a folder.
pub fn build(options: &Options, out: &Path, watch: Watch<'_>) -> Result<Report, Failure> {
    let folder = OutputFolder::open(&options.root, out)?;
    let making = Making::Kept(Cache::of(&options.root), Once::default());
    let is_cache_refused = matches!(&making, Making::Kept(cache, _) if cache.is_refused());
    let mut report = run(options, watch, &making, |rendered| folder.write(&rendered.path, &rendered.bytes))?;
    watch(Step::SwappingIn);
    renamed(&folder, &options.root, &report.given_up, &report.pages, &mut report.findings);
    let Finished { changes, left, unlisted } = folder.finish()?;
    let mut say = |path: Option<PathBuf>, problem: fn(String) -> Problem| {
        if let Some(path) = path.map(|path| path.display().to_string()) {
            report.findings.add(Place::start_of(&path), problem(path.clone()));
        }
    };
    say(left, |path| Problem::OldOutputLeft { path });
    say(unlisted, |path| Problem::ChangesNotListed { path });
    if is_cache_refused {
        report.findings.add(Place::start_of(CACHE), Problem::CacheNotUsed);
    }
    report.changes = changes;
    Ok(report)
}

/// Does everything but write.
pub fn check(options: &Options) -> Result<Report, Failure> {
    run(options, &|_| (), &Making::Named(Once::default()), |_| Ok(()))
}

/// A site that is read, checked and planned: its files are made when they are asked for.
pub struct Live<'r, 'a> {
    renderer: &'r Renderer<'a>,
    plan: &'r Plan<'a>,
    /// Made for who searches.
    search: OnceCell<SearchIndex>,
}

impl std::fmt::Debug for Live<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live").field("files", &self.plan.outputs.len()).finish_non_exhaustive()
    }
}

/// Reads a site as its author sees it while writing, and hands it on; it is gone when that returns, but for what the
/// memory keeps for the next time.
pub fn live<T>(
    options: &Options,
    memory: &mut PreviewCache,
    then: impl FnOnce(&Live<'_, '_>) -> T,
) -> Result<T, Failure> {
    let making = Making::Kept(Cache::of(&options.root), Once::default());
    planned(options, &|_| (), &making, Some(memory), |renderer, plan, _, _| {
        Ok(then(&Live { renderer, plan, search: OnceCell::new() }))
    })
}

/// Reads, checks and plans a site as [`check`] does, and hands on what its texts became.
pub(super) fn read_through<T>(
    options: &Options,
    then: impl FnOnce(&Renderer<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    planned(options, &|_| (), &Making::Named(Once::default()), None, |renderer, _, _, _| then(renderer))
}

impl Live<'_, '_> {
    /// The bytes of a file, by its path; nothing where there is none.
    pub fn file(&self, path: &str) -> Option<Result<Vec<u8>, Failure>> {
        let made = self.plan.outputs.get(path).filter(|output| !matches!(output, Output::Compressed(_)));
        if let Some(output) = made {
            return Some(self.renderer.render_one(path, output));
        }
        let site = self.renderer.site;
        if !site.config.search || !path.starts_with(address::search().as_str()) {
            return None;
        }
        let index = self.search.get_or_init(|| SearchIndex::new(site, self.renderer.bodies));
        if path == address::search().output_path().as_str() {
            return Some(self.renderer.search_page(index));
        }
        index.parts.iter().find(|part| part.permalink.as_str() == path).map(|part| Ok(part.file()))
    }

    /// Whether a file is a page that is not published yet: a draft, or in a section that is one.
    pub fn is_draft(&self, path: &str) -> bool {
        let page = match self.plan.outputs.get(path) {
            Some(Output::Page(placed, _)) if placed.shown.draft => return true,
            Some(Output::Page(placed, _)) => placed.original,
            Some(Output::Booklet(page) | Output::Slides(page) | Output::Trainer(page) | Output::Handout(page)) => page,
            _ => return false,
        };
        page.draft || self.renderer.site.library.ancestors(page).iter().any(|section| section.draft)
    }

    /// Whether there is a file.
    pub fn has(&self, path: &str) -> bool {
        self.plan.outputs.contains_key(path)
    }
}

fn run(
    options: &Options,
    watch: Watch<'_>,
    making: &Making,
    sink: impl Fn(&Rendered) -> Result<(), Failure> + Sync,
) -> Result<Report, Failure> {
    planned(options, watch, making, None, |renderer, plan, variants, mut findings| {
        let (written, made) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let of = plan.outputs.values().filter(|output| !matches!(output, Output::Compressed(_))).count();
        let site = renderer.site;
        let measured = renderer.render_all(plan, &mut findings, |output: &Output<'_>, rendered| {
            sink(&rendered)?;
            if site.precompress && is_text(&rendered.path) {
                let smaller = compress(&rendered, &sink)?;
                written.fetch_add(smaller, Ordering::Relaxed);
            }
            written.fetch_add(1, Ordering::Relaxed);
            watch(Step::Making { done: made.fetch_add(1, Ordering::Relaxed) + 1, of });
            let is_kept = plan.keeping(output) == Some(Keeping::FirstVisit);
            Ok(Measured::of(output, &rendered, site.portable, is_kept))
        })?;
        let sizes = Sizes::new(&measured, |path| renderer.render_one(path, plan.outputs.get(path)?).ok());
        sizes.report(site.config.enforce_budgets, &mut findings);
        if findings.has_errors() {
            return Err(findings.into());
        }
        making.clean(variants);
        let outside = outside(site, renderer.bodies);
        let drafts = site.library.drafts().map(str::to_owned).collect();
        let pages = site.library.pages().map(Standing::of).collect();
        let given_up = site.config.gone.clone();
        Ok(Report {
            findings,
            sizes,
            files: written.into_inner(),
            changes: Changes::default(),
            outside,
            drafts,
            pages,
            given_up,
        })
    })
}

/// Reads, checks and plans a site, and hands on what it takes to make its files.
fn planned<T>(
    options: &Options,
    watch: Watch<'_>,
    making: &Making,
    mut memory: Option<&mut PreviewCache>,
    then: impl for<'r, 'a> FnOnce(&'r Renderer<'a>, &'r Plan<'a>, &[Variant], Findings) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut findings = Findings::default();
    watch(Step::Reading);
    let known = memory.as_deref_mut().map(|memory| -> &mut dyn KnownPages { memory });
    let site = Site::read(options, known, &mut findings)?;
    watch(Step::Checking);
    let sets = sets_of(&site, &mut findings);
    // An author who edits looks at the originals: smaller pictures cost time.
    let pictures = Pictures::new(&site.static_files, !options.live);
    let linker = Linker {
        language: &site.config.language,
        library: &site.library,
        checks: checks(&sets),
        checks_in_languages: address::checks_in_languages(&site.library, &site.config.languages, &sets),
        criteria: criteria(&sets),
        statics: &site.statics,
        pictures: &pictures,
    };
    findings.append(static_findings(&site, memory.as_deref_mut())?);
    let bodies = bodies(&site, &linker, memory, &mut findings);
    let (mut links, mut reach, mut lists) = (Findings::default(), Findings::default(), Findings::default());
    let ((), ((), structure)) = rayon::join(
        || check_anchors(&site.config, &site.library, &sets, &linker, &bodies, &mut links),
        || {
            rayon::join(
                || {
                    check_orphans(&site.library, &sets, &linker, &bodies, &mut reach);
                    check_unused_files(&site, &bodies, &mut reach);
                },
                || Structure::new(&site, &mut lists),
            )
        },
    );
    findings.append(links);
    findings.append(lists);
    check_images(&site, &mut findings);
    check_lessons(&site, &bodies, &mut findings);
    check_names_of_courses(&site, &sets, &mut findings);
    check_titles(&site.library, &mut findings);
    check_named_sources(&site.library, &sets, &mut findings);
    // A set or page that could not be read may be what leads there.
    if !findings.has_errors() {
        findings.append(reach);
    }
    // An author who edits seldom searches: that index is made when somebody does.
    let search = (site.config.search && !options.live).then(|| SearchIndex::new(&site, &bodies));
    check_freshness(&site, &mut findings);
    let variants = pictures.variants();
    // An author who edits sees the pictures as they lie there.
    let unfetched = if options.live { BTreeSet::new() } else { unfetched(&site, &pictures, &bodies)? };
    if !options.live {
        check_pictures(&pictures, &mut findings);
    }
    let plan = Plan::new(&site, &sets, &structure, &variants, &unfetched, search.as_ref(), &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    let renderer = Renderer {
        site: &site,
        sets: &sets,
        structure: &structure,
        bodies: &bodies,
        linker: &linker,
        making,
        asset_views: AssetViews::default(),
    };
    then(&renderer, &plan, &variants, findings)
}

/// What was found in `static/`, now or when its files were last as they are.
fn static_findings(site: &Site, memory: Option<&mut PreviewCache>) -> Result<Findings, Failure> {
    if let Some(known) = memory.as_deref().and_then(PreviewCache::statics) {
        return Ok(known);
    }
    let found = check_static_files(site)?;
    if let Some(memory) = memory {
        memory.keep_statics(&found);
    }
    Ok(found)
}

/// Hands on a file once more in each way to compress it that makes it smaller; gives how many those are.
fn compress(rendered: &Rendered, sink: &impl Fn(&Rendered) -> Result<(), Failure>) -> Result<usize, Failure> {
    let mut files = 0;
    for coding in Coding::ALL {
        if let Some(bytes) = coding.compress(&rendered.bytes) {
            let path = OutputPath::new(coding.path(&rendered.path)).expect("an ending makes a plain name no other");
            sink(&Rendered { path, bytes })?;
            files += 1;
        }
    }
    Ok(files)
}

/// The links that leave the site, with their places.
fn outside(site: &Site, bodies: &Bodies<'_>) -> Vec<(Place, String)> {
    let of_page = |page: &Page| {
        let links = bodies.get(page.content_path()).into_iter().flat_map(|body| &body.outside);
        links.map(|(at, address)| (page.source.place(*at), address.clone())).collect::<Vec<_>>()
    };
    let translated = site.library.translated().map(|(_, _, page)| page);
    site.library.pages().chain(translated).flat_map(of_page).collect()
}

/// The sets of a site, with the sentence that every result carries.
pub fn sets_of<'a>(site: &'a Site, findings: &mut Findings) -> Vec<CriteriaSet<'a>> {
    let string = |key| site.theme.string("set", key);
    assemble(&site.library, string("notice"), string("newer"), findings)
}

/// The self-checks by the names that links give them.
fn checks(sets: &[CriteriaSet<'_>]) -> BTreeMap<String, Permalink> {
    let mut checks = BTreeMap::new();
    for set in sets.iter().filter(|set| set.has_check()) {
        let (id, version) = (&set.document.set, &set.document.version);
        checks.insert(format!("{id}@{version}"), address::check(set));
        if set.is_current {
            checks.insert(id.clone(), address::check(set));
        }
    }
    checks
}

/// What `:::criterion` may name, by the names of its set.
fn criteria(sets: &[CriteriaSet<'_>]) -> BTreeMap<String, CriterionLink> {
    let mut links = BTreeMap::new();
    for set in sets {
        let mut add = |name: &str, link: CriterionLink| {
            let (id, version) = (&set.document.set, &set.document.version);
            links.insert(format!("{id}@{version}{name}"), link.clone());
            if set.is_current {
                links.insert(format!("{id}{name}"), link);
            }
        };
        let link = |kind, title: &str, page: &Page, anchor: Option<&str>| CriterionLink {
            kind,
            title: title.to_owned(),
            of: (kind != "to_set").then(|| set.page.title.clone()),
            permalink: page.permalink.clone(),
            page: page.content_path().to_owned(),
            anchor: anchor.map(str::to_owned),
        };
        add("", link("to_set", &set.page.title, set.page, None));
        let item_kind = if set.document.kind == document::Kind::Points { "to_indicator" } else { "to_target" };
        for page in &set.criteria {
            let Kind::Criterion(criterion) = &page.kind else { continue };
            add(&format!("/{}", criterion.id), link("to_criterion", &page.title, page, None));
            for item in &criterion.items {
                let id = item.id.value.as_str();
                add(&format!("/{id}"), link(item_kind, &item.title, page, Some(id)));
            }
        }
    }
    links
}

fn bodies<'a>(
    site: &'a Site,
    linker: &Linker<'_>,
    mut memory: Option<&mut PreviewCache>,
    findings: &mut Findings,
) -> Bodies<'a> {
    if let Some(memory) = &mut memory {
        memory.look_around(site);
    }
    let originals = site.library.pages().map(|page| (None, page, page));
    let translated = site.library.translated().map(|(language, original, page)| (Some(language), original, page));
    let pages: Vec<(Option<&str>, &Page, &Page)> = originals.chain(translated).collect();
    let known = memory.as_deref();
    let rendered: Vec<(&Page, Arc<Body>, Findings, bool)> = pages
        .par_iter()
        .map(|&(language, original, page)| {
            if let Some((body, found)) = known.and_then(|memory| memory.body(page)) {
                return (page, body, found, false);
            }
            let mut found = Findings::default();
            let from = site.library.permalink_in(original, language).clone();
            let form = Form::Relative { from, explicit: site.portable };
            let body = site.body(page, &Links { linker, form, language }, &mut found);
            (page, Arc::new(body), found, true)
        })
        .collect();
    let mut bodies = Bodies::with_capacity(rendered.len());
    for (page, body, found, is_new) in rendered {
        if let (Some(memory), true) = (&mut memory, is_new) {
            memory.keep_body(page, &body, &found);
        }
        findings.append(found);
        bodies.insert(page.content_path(), body);
    }
    for page in site.library.unread() {
        let form = Form::Relative { from: page.permalink.clone(), explicit: site.portable };
        // No page comes of it; what is wrong in its text is told with what is wrong above it.
        drop(site.body(page, &Links { linker, form, language: None }, findings));
    }
    bodies
}
