//! What machines read to find the pages: sitemap, feed, and the file for crawlers.

use super::Renderer;
use super::context::PageView;
use super::theme::Misplaced;
use crate::markdown::{Form, Links};
use crate::plan::{check_permalink, checks_permalink, feed_permalink, sitemap_permalink};
use crate::source::{Page, Permalink};
use serde::Serialize;
use std::cmp::Reverse;
use tera::Context;

/// How many pages a feed holds: its readers come back, and each visit costs them the whole file.
const FEED_AT_MOST: usize = 20;

#[derive(Debug, Serialize)]
struct Entry<'a> {
    url: String,
    title: &'a str,
    description: &'a str,
    /// `2026-11-21`
    date: Option<String>,
}

impl<'a> Renderer<'a> {
    /// Every page, with the full address that the format asks for.
    pub(super) fn sitemap(&self) -> Result<String, Misplaced> {
        let checks: Vec<Permalink> = self.sets.iter().filter(|set| set.has_check()).map(check_permalink).collect();
        let made = (!checks.is_empty()).then(checks_permalink).into_iter().chain(checks);
        let made = made.map(|permalink| Entry { url: self.url(&permalink), title: "", description: "", date: None });
        let mut entries: Vec<Entry<'_>> = self.site.library.pages().map(|page| self.entry(page)).chain(made).collect();
        entries.sort_by(|left, right| left.url.cmp(&right.url));
        let mut context = self.machine_context();
        context.insert("pages", &entries);
        self.template("sitemap.xml", &context)
    }

    /// The newest pages that carry a date.
    pub(super) fn feed(&self) -> Result<String, Misplaced> {
        let mut dated: Vec<&Page> = self.site.library.pages().filter(|page| page.date.is_some()).collect();
        dated.sort_by_key(|page| (Reverse(page.date), &page.permalink));
        dated.truncate(FEED_AT_MOST);
        let updated = dated.first().and_then(|page| page.date).unwrap_or(self.site.today);
        let entries: Vec<Entry<'_>> = dated.into_iter().map(|page| self.entry(page)).collect();
        let mut context = self.machine_context();
        context.insert("pages", &entries);
        context.insert("updated", &updated.to_string());
        self.template("atom.xml", &context)
    }

    /// Everybody may read everything.
    pub(super) fn robots(&self) -> Result<String, Misplaced> {
        self.template("robots.txt", &self.machine_context())
    }

    fn entry<'p>(&self, page: &'p Page) -> Entry<'p> {
        Entry {
            url: self.url(&page.permalink),
            title: &page.title,
            description: &page.description,
            date: page.date.map(|date| date.to_string()),
        }
    }

    fn url(&self, permalink: &Permalink) -> String {
        format!("{}{}", self.site.config.base_url.as_deref().unwrap_or_default(), permalink.as_str())
    }

    fn machine_context(&self) -> Context {
        let form = Form::Alone { base_url: self.site.config.base_url.as_deref() };
        let links: Links<'a> = Links { linker: self.linker, form };
        let view = PageView::plain(String::new(), String::new());
        let mut context = self.context(&links, &Permalink::home(), &view);
        context.insert("feed", &links.href(&feed_permalink()));
        context.insert("sitemap", &links.href(&sitemap_permalink()));
        context
    }
}
