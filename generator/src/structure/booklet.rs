//! Which pages of a section or a set are one booklet to print.

use crate::source::{Kind, Library, Page};

/// From here on a section is more than one page, up to what a person would carry: a section of thousands of pages must
/// not become one page of ten megabytes.
const PAGES: std::ops::RangeInclusive<usize> = 2..=60;

/// The pages of the booklet of a section or of a set, in their order; none where it has no booklet.
pub fn booklet<'a>(library: &'a Library, section: &Page) -> Vec<&'a Page> {
    let is_set = matches!(section.kind, Kind::Set(_));
    if !is_set && !section.is_listing() {
        return Vec::new();
    }
    let mut pages = library.children(section);
    if is_set {
        pages.retain(|page| matches!(page.kind, Kind::Criterion(_)));
        // By their numbers, as the set has them.
        pages.sort_by_key(|page| page.content_path());
    } else {
        pages.retain(|page| matches!(page.kind, Kind::Page));
    }
    if PAGES.contains(&pages.len()) { pages } else { Vec::new() }
}
