//! Every link to a heading leads to a heading, and every link of the front matter to a page: what to learn for an indicator,
//! what a lesson hands out.

use crate::criteria::CriteriaSet;
use crate::diagnostic::{Findings, Problem, similar};
use crate::markdown::{Bodies, Expectation, Linker};
use crate::source::{Kind, Lesson, Library, Located, Page};

/// Checks what rendering one page alone could not.
pub fn check_anchors(
    library: &Library,
    sets: &[CriteriaSet<'_>],
    linker: &Linker<'_>,
    bodies: &Bodies<'_>,
    findings: &mut Findings,
) {
    for page in library.pages().chain(library.translated().map(|(_, _, page)| page)) {
        for expectation in bodies.get(page.content_path()).iter().flat_map(|body| &body.expected) {
            check(page, expectation, bodies, findings);
        }
    }
    for page in sets.iter().flat_map(|set| &set.criteria) {
        let Kind::Criterion(criterion) = &page.kind else { continue };
        check_named(page, criterion.items.iter().flat_map(|item| &item.learn), linker, bodies, findings);
    }
    for page in library.pages() {
        check_named(page, page.lesson.iter().flat_map(Lesson::pages), linker, bodies, findings);
    }
}

/// The links of a page's front matter.
fn check_named<'a>(
    page: &Page,
    links: impl Iterator<Item = &'a Located<String>>,
    linker: &Linker<'_>,
    bodies: &Bodies<'_>,
    findings: &mut Findings,
) {
    for link in links {
        match linker.resolve(&link.value) {
            Ok(target) => {
                if let Some((path, anchor)) = target.expectation() {
                    let (at, page_path, anchor) = (link.at, path.to_owned(), anchor.to_owned());
                    check(page, &Expectation { at, page: page_path, anchor }, bodies, findings);
                }
            }
            Err(problem) => findings.add(page.source.place(link.at), problem),
        }
    }
}

fn check(page: &Page, expectation: &Expectation, bodies: &Bodies<'_>, findings: &mut Findings) {
    let path = if expectation.page.is_empty() { page.content_path() } else { &expectation.page };
    let Some(body) = bodies.get(path) else { return };
    if body.anchors.contains(&expectation.anchor) {
        return;
    }
    let similar = similar(&expectation.anchor, body.anchors.iter().map(String::as_str)).map(str::to_owned);
    let problem = Problem::LinkAnchor { anchor: expectation.anchor.clone(), page: format!("@/{path}"), similar };
    findings.add(page.source.place(expectation.at), problem);
}
