//! A section as one booklet to print: a list of its pages, then each of them on a sheet of its own.
//!
//! The pages' texts are rendered already, for another address; [`super::moved`] brings them here.

use super::Renderer;
use super::context::PageView;
use super::moved::Move;
use super::theme::Misplaced;
use crate::source::{Kind, Library, Page, Permalink};
use serde::Serialize;
use std::collections::BTreeMap;

/// From here on a section is more than one page, up to what a person would carry: a section of thousands of pages must
/// not become one page of ten megabytes.
const PAGES: std::ops::RangeInclusive<usize> = 2..=60;

/// A page in a booklet.
#[derive(Debug, Serialize)]
struct Chapter<'a> {
    /// What the list in front leads to.
    id: &'a str,
    page: PageView<'a>,
}

/// The pages of a section's booklet, in their order; none where it has no booklet.
pub fn booklet<'a>(library: &'a Library, section: &Page) -> Vec<&'a Page> {
    if !section.is_listing() {
        return Vec::new();
    }
    let mut pages = library.children(section);
    pages.retain(|page| matches!(page.kind, Kind::Page));
    if PAGES.contains(&pages.len()) { pages } else { Vec::new() }
}

/// `/bai-viet/in/`
pub fn booklet_permalink(section: &Page) -> Permalink {
    section.permalink.page("in")
}

impl Renderer<'_> {
    /// The booklet of a section.
    pub(super) fn booklet(&self, section: &Page) -> Result<String, Misplaced> {
        let permalink = booklet_permalink(section);
        let links = self.links_at(&permalink);
        let pages = booklet(&self.site.library, section);
        let ids: BTreeMap<&str, String> =
            pages.iter().map(|page| (page.permalink.as_str(), chapter_id(page))).collect();
        let moved: Vec<String> = pages
            .iter()
            .map(|page| {
                let html = self.bodies.get(page.content_path()).map_or("", |body| &body.html);
                let (from, to, explicit) = (&page.permalink, &permalink, self.site.portable);
                let (id, title) = (&ids[page.permalink.as_str()], &page.title);
                Move { from, to, explicit, id, title, ids: &ids, kept: None }.html(html)
            })
            .collect();
        let asks = pages.iter().filter_map(|page| self.bodies.get(page.content_path())).any(|body| body.asks());
        let chapters: Vec<Chapter<'_>> = pages
            .iter()
            .zip(&moved)
            .map(|(page, html)| {
                let view = self.page_view(page, None, &links).with_content(html);
                Chapter { id: &ids[page.permalink.as_str()], page: view }
            })
            .collect();
        let mut context = self.context(&links, &permalink, &self.page_view(section, None, &links).asking(asks));
        let mut breadcrumbs = self.breadcrumbs(section, &links);
        breadcrumbs.push(super::context::link_to(section, &links));
        context.insert("breadcrumbs", &breadcrumbs);
        context.insert("chapters", &chapters);
        self.template("booklet.html", &context)
    }
}

/// Unlike any id of the frame, and of any other page of the section.
pub(super) fn chapter_id(page: &Page) -> String {
    let slug = page.permalink.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("p-{slug}")
}
