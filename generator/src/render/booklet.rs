//! A section or a set as one booklet to print: a list of its pages, then each of them on a sheet of its own.
//!
//! The pages' texts are written already; here each is written once more, as a chapter.

use super::Renderer;
use super::context::PageView;
use crate::address;
use crate::markdown::{Chapter, Form, Links};
use crate::source::{Kind, Page, Permalink};
use crate::structure::booklet;
use crate::theme::Misplaced;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A page in a booklet.
#[derive(Debug, Serialize)]
struct ChapterView<'a> {
    /// What the list in front leads to.
    id: &'a str,
    page: PageView<'a>,
}

impl<'a> Renderer<'a> {
    /// The booklet of a section or of a set.
    pub(super) fn booklet(&self, section: &Page) -> Result<String, Misplaced> {
        let permalink = address::booklet(section);
        let links = self.links_at(&permalink);
        let pages = booklet(&self.site.library, section);
        let ids: Arc<BTreeMap<Permalink, String>> =
            Arc::new(pages.iter().map(|page| (page.permalink.clone(), chapter_id(page))).collect());
        let texts = pages.iter().map(|page| {
            let links = self.links_in(page, &permalink, Arc::clone(&ids), None);
            self.chapter(page, section, &links)
        });
        let texts = texts.collect::<Result<Vec<String>, Misplaced>>()?;
        let asks = pages.iter().filter_map(|page| self.bodies.get(page.content_path())).any(|body| body.asks());
        let chapters: Vec<ChapterView<'_>> = pages
            .iter()
            .zip(&texts)
            .map(|(page, html)| {
                let view = self.page_view(page, None, &links).with_content(html);
                ChapterView { id: &ids[&page.permalink], page: view }
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

    /// What a page says below its title, as a chapter.
    fn chapter(&self, page: &Page, section: &Page, links: &Links<'a>) -> Result<String, Misplaced> {
        let body = self.bodies.get(page.content_path());
        let text = body.map(|body| body.text.on(links)).unwrap_or_default();
        let Kind::Criterion(criterion) = &page.kind else { return Ok(text) };
        let view = self.page_view(page, body.map(AsRef::as_ref), links).with_content(&text);
        let mut context = self.context(links, &page.permalink, &view);
        self.insert_criterion(&mut context, criterion, Some(section), links);
        self.template("criterion_text.html", &context)
    }

    /// Links of a text that stands on another page, among all these chapters; `kept` are the ids of what came along, where
    /// that is not the whole text.
    pub(super) fn links_in(
        &self,
        page: &Page,
        on: &Permalink,
        chapters: Arc<BTreeMap<Permalink, String>>,
        kept: Option<BTreeSet<String>>,
    ) -> Links<'a> {
        let (id, title) = (chapter_id(page), page.title.clone());
        let (of, on, explicit) = (page.permalink.clone(), on.clone(), self.site.portable);
        let form = Form::Chapter(Chapter { id, title, of, on, explicit, chapters, kept });
        Links { linker: self.linker, form, language: None }
    }
}

/// Unlike any id of the frame, and of any other page of the section.
pub(super) fn chapter_id(page: &Page) -> String {
    let slug = page.permalink.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("p-{slug}")
}
