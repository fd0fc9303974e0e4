//! A section or a set as one booklet to print: a list of its pages, then each of them on a sheet of its own.
//!
//! The pages' texts are rendered already, for another address; [`super::moved`] brings them here.

use super::Renderer;
use super::context::PageView;
use super::moved::Move;
use crate::address;
use crate::source::{Kind, Page};
use crate::structure::booklet;
use crate::theme::Misplaced;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A page in a booklet.
#[derive(Debug, Serialize)]
struct Chapter<'a> {
    /// What the list in front leads to.
    id: &'a str,
    page: PageView<'a>,
}

impl Renderer<'_> {
    /// The booklet of a section or of a set.
    pub(super) fn booklet(&self, section: &Page) -> Result<String, Misplaced> {
        let permalink = address::booklet(section);
        let links = self.links_at(&permalink);
        let pages = booklet(&self.site.library, section);
        let ids: BTreeMap<&str, String> =
            pages.iter().map(|page| (page.permalink.as_str(), chapter_id(page))).collect();
        let moved = pages.iter().map(|page| {
            let html = self.chapter(page, section)?;
            let (from, to, explicit) = (&page.permalink, &permalink, self.site.portable);
            let (id, title) = (&ids[page.permalink.as_str()], &page.title);
            Ok(Move { from, to, explicit, id, title, ids: &ids, kept: None }.html(&html))
        });
        let moved = moved.collect::<Result<Vec<String>, Misplaced>>()?;
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
        context.insert("set", &self.set_view_of(Some(section), &links));
        self.template("booklet.html", &context)
    }

    /// What a page says below its title, as it stands on the page itself.
    fn chapter(&self, page: &Page, section: &Page) -> Result<Cow<'_, str>, Misplaced> {
        let body = self.bodies.get(page.content_path());
        let Kind::Criterion(criterion) = &page.kind else {
            return Ok(body.map_or("", |body| &body.html).into());
        };
        let links = self.links_at(&page.permalink);
        let mut context = self.context(&links, &page.permalink, &self.page_view(page, body.map(AsRef::as_ref), &links));
        self.insert_criterion(&mut context, criterion, Some(section), &links);
        self.template("criterion_text.html", &context).map(Cow::Owned)
    }
}

/// Unlike any id of the frame, and of any other page of the section.
pub(super) fn chapter_id(page: &Page) -> String {
    let slug = page.permalink.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("p-{slug}")
}
