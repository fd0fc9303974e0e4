//! What nobody reaches: pages that no list and no link leads to, files that no page uses.
//!
//! Sections list their pages, a set lists its criteria; whatever else lies in a folder needs a link from somewhere.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{ContentProblem, Findings, Place};
use crate::markdown::{Bodies, Linker, Target};
use crate::site::Site;
use crate::source::{Kind, Lesson, Library, Located, Page};
use std::collections::HashSet;

/// Finds pages that cannot be reached from the home page.
pub fn check_orphans(
    library: &Library,
    sets: &[CriteriaSet<'_>],
    linker: &Linker<'_>,
    bodies: &Bodies<'_>,
    findings: &mut Findings,
) {
    let Some(home) = library.get("_index.md") else { return };
    let mut reached: HashSet<&str> = HashSet::from([home.content_path()]);
    let mut open = vec![home];
    while let Some(page) = open.pop() {
        open.extend(listed(library, sets, linker, page).into_iter().filter(|next| reached.insert(next.content_path())));
        let links = bodies.get(page.content_path()).into_iter().flat_map(|body| &body.pages);
        open.extend(links.filter(|path| reached.insert(path)).filter_map(|path| library.get(path)));
    }
    for page in library.pages().filter(|page| !reached.contains(page.content_path())) {
        findings.add(Place::start_of(&page.source.path), ContentProblem::Orphan);
    }
}

/// The pages that the templates list on a page.
fn listed<'a>(library: &'a Library, sets: &'a [CriteriaSet<'a>], linker: &Linker<'_>, page: &'a Page) -> Vec<&'a Page> {
    match &page.kind {
        Kind::Page => named(library, linker, page.lesson.iter().flat_map(Lesson::pages)),
        Kind::Section => library.children(page),
        Kind::Set(part) => {
            let own =
                sets.iter().filter(|set| std::ptr::eq(set.page, page)).flat_map(|set| set.criteria.iter().copied());
            let versions = sets.iter().filter(|set| set.part.id == part.id).map(|set| set.page);
            own.chain(versions).collect()
        }
        Kind::Criterion(criterion) => named(library, linker, criterion.items.iter().flat_map(|item| &item.learn)),
    }
}

/// The pages that links of the front matter lead to.
fn named<'a, 'l>(
    library: &'a Library,
    linker: &Linker<'_>,
    links: impl Iterator<Item = &'l Located<String>>,
) -> Vec<&'a Page> {
    let targets = links.filter_map(|link| linker.resolve(&link.value).ok());
    let pages = targets.filter_map(|target| match target {
        Target::Inside { page: Some(path), .. } => library.get(&path),
        _ => None,
    });
    pages.collect()
}

/// Finds files of `static/` that no page, no setting and no file of the theme names.
pub fn check_unused_files(site: &Site, bodies: &Bodies<'_>, findings: &mut Findings) {
    if site.statics.is_empty() {
        return;
    }
    let of_pages = bodies.values().flat_map(|body| body.files.iter().chain(&body.shown));
    let mut used: HashSet<&str> = of_pages.map(String::as_str).collect();
    if site.statics.iter().all(|path| used.contains(path.as_str())) {
        return;
    }
    used.extend(named_in_settings(site));
    for path in site.statics.iter().filter(|path| !used.contains(path.as_str())) {
        if !is_for_machines(path) && !site.theme.mentions(path) {
            findings.add(Place::start_of(format!("static/{path}")), ContentProblem::UnusedFile);
        }
    }
}

/// The files of `static/` that front matter or `site.toml` names in quotes.
pub(super) fn named_in_settings(site: &Site) -> impl Iterator<Item = &str> {
    let translated = site.library.translated().map(|(_, _, page)| page);
    let front_matter = site.library.pages().chain(translated).map(|page| &page.source.text[..page.body.start]);
    let quoted = front_matter.chain([site.config.text.as_str()]).flat_map(|text| text.split(['"', '\'']));
    quoted.filter_map(|quoted| site.statics.get(quoted.trim_start_matches('/')).map(String::as_str))
}

/// Files that hosts and crawlers ask for by name.
fn is_for_machines(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with(['.', '_']));
    let at_the_root = !path.contains('/');
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    hidden || at_the_root && matches!(extension, None | Some("txt" | "html" | "xml" | "ico" | "json"))
}
