//! Every link to a heading leads to a heading, and every link of the front matter to a page: what to learn for an indicator,
//! what a lesson hands out.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{Findings, Problem, similar};
use crate::markdown::{Bodies, Expectation, Linker};
use crate::source::{Config, Kind, Lesson, Library, Located, Page, Source, decoded};
use std::collections::{HashMap, HashSet};
use wasm_check::vietnamese::slug;

/// Checks what rendering one page alone could not.
pub fn check_anchors(
    config: &Config,
    library: &Library,
    sets: &[CriteriaSet<'_>],
    linker: &Linker<'_>,
    bodies: &Bodies<'_>,
    findings: &mut Findings,
) {
    if let Some(guide) = &config.help.guide
        && let Err(problem) = linker.resolve(&guide.value)
    {
        findings.add(Source::new("site.toml", config.text.as_str()).place(guide.at), problem);
    }
    let mut anchors = Anchors { bodies, of_pages: HashMap::new() };
    for page in library.pages().chain(library.translated().map(|(_, _, page)| page)) {
        for expectation in bodies.get(page.content_path()).iter().flat_map(|body| &body.expected) {
            anchors.check(page, expectation, findings);
        }
    }
    for page in sets.iter().flat_map(|set| &set.criteria) {
        let Kind::Criterion(criterion) = &page.kind else { continue };
        check_named(page, criterion.items.iter().flat_map(|item| &item.learn), linker, &mut anchors, findings);
    }
    for page in library.pages() {
        check_named(page, page.lesson.iter().flat_map(Lesson::pages), linker, &mut anchors, findings);
    }
}

/// The links of a page's front matter.
fn check_named<'a>(
    page: &Page,
    links: impl Iterator<Item = &'a Located<String>>,
    linker: &Linker<'_>,
    anchors: &mut Anchors<'_>,
    findings: &mut Findings,
) {
    for link in links {
        match linker.resolve(&link.value) {
            Ok(target) => {
                if let Some((path, anchor)) = target.expectation() {
                    let (at, page_path, anchor) = (link.at, path.to_owned(), anchor.to_owned());
                    anchors.check(page, &Expectation { at, page: page_path, anchor }, findings);
                }
            }
            Err(problem) => findings.add(page.source.place(link.at), problem),
        }
    }
}

/// The anchors of the pages that some link leads into: gathered once a page, however many links ask.
struct Anchors<'a> {
    bodies: &'a Bodies<'a>,
    of_pages: HashMap<&'a str, HashSet<&'a str>>,
}

impl Anchors<'_> {
    fn check(&mut self, page: &Page, expectation: &Expectation, findings: &mut Findings) {
        let path = if expectation.page.is_empty() { page.content_path() } else { &expectation.page };
        let Some((path, body)) = self.bodies.get_key_value(path) else { return };
        let all = || body.anchors.iter().map(String::as_str);
        if self.of_pages.entry(path).or_insert_with(|| all().collect()).contains(expectation.anchor.as_str()) {
            return;
        }
        // “#Mục-Lớn” is the heading “Mục Lớn”, and so is what a browser makes of it.
        let plain = slug(&decoded(&expectation.anchor));
        let similar = all().find(|anchor| *anchor == plain).or_else(|| similar(&expectation.anchor, all()));
        let similar = similar.map(str::to_owned);
        let problem = Problem::LinkAnchor { anchor: expectation.anchor.clone(), page: format!("@/{path}"), similar };
        findings.add(page.source.place(expectation.at), problem);
    }
}
