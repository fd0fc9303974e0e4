//! Two pages of one title: a copy that was left over, or two that readers of lists and searches cannot tell apart.

use crate::diagnostic::{Findings, LeftoverProblem};
use crate::source::{Kind, Library, Page};
use std::collections::BTreeMap;
use wasm_check::vietnamese::slug;

/// Finds pages with the title of another. Sections and sets are told apart by where they stand.
pub fn check_titles(library: &Library, findings: &mut Findings) {
    let mut titles: BTreeMap<String, Vec<&Page>> = BTreeMap::new();
    for page in library.pages().filter(|page| matches!(page.kind, Kind::Page)) {
        titles.entry(slug(&page.title)).or_default().push(page);
    }
    for mut pages in titles.into_values().filter(|pages| pages.len() > 1) {
        // A copy has the longer name: “lop - Copy.md”, “lop (1).md”.
        pages.sort_by_key(|page| (page.content_path().chars().count(), page.content_path()));
        let Some((first, others)) = pages.split_first() else { continue };
        // What differs in its marks is another title.
        for page in others.iter().filter(|page| page.title.to_lowercase() == first.title.to_lowercase()) {
            let (title, other) = (page.title.clone(), first.place());
            findings.add(page.source.place(title_at(page)), LeftoverProblem::SameTitle { title, other });
        }
    }
}

/// Where the line of the title begins.
fn title_at(page: &Page) -> usize {
    let front = &page.source.text[..page.body.start];
    front.find("\ntitle").map_or(0, |newline| newline + 1)
}
