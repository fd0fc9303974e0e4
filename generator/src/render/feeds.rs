//! What machines read to find the pages: sitemap, feed, and the file for crawlers.

use super::Renderer;
use super::context::PageView;
use crate::address;
use crate::markdown::{Form, Links};
use crate::source::{Page, Permalink};
use crate::structure::Month;
use crate::theme::Misplaced;
use serde::Serialize;
use tera::Context;

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
        let with_check = || self.sets.iter().filter(|set| set.has_check());
        let tallies = with_check().filter(|set| set.is_current).map(address::tally);
        let abroad = self.linker.checks_in_languages.values().flat_map(|checks| checks.values().cloned());
        let checks: Vec<Permalink> = with_check().map(address::check).chain(tallies).chain(abroad).collect();
        let made = (!checks.is_empty()).then(address::checks).into_iter().chain(checks).chain(self.list_permalinks());
        let made = made.chain(self.site.config.search.then(address::search));
        let made = made.map(|permalink| Entry { url: self.url(&permalink), title: "", description: "", date: None });
        let library = &self.site.library;
        let translated = library.translated().map(|(language, original, page)| Entry {
            url: self.url(library.permalink_in(original, Some(language))),
            ..self.entry(page)
        });
        let mut entries: Vec<Entry<'_>> =
            library.pages().map(|page| self.entry(page)).chain(translated).chain(made).collect();
        entries.sort_by(|left, right| left.url.cmp(&right.url));
        let mut context = self.machine_context();
        context.insert("pages", &entries);
        self.template("sitemap.xml", &context)
    }

    /// The newest pages below a section that carry a date.
    pub(super) fn feed(&self, section: &Page) -> Result<String, Misplaced> {
        let newest = self.structure.newest(section);
        let updated = newest.first().and_then(|page| page.date).unwrap_or(self.site.today);
        let entries: Vec<Entry<'_>> = newest.iter().map(|page| self.entry(page)).collect();
        let mut context = self.machine_context();
        context.insert("section", &(section.permalink != Permalink::home()).then(|| self.entry(section)));
        context.insert("feed", &self.url(&address::feed(section)));
        context.insert("pages", &entries);
        context.insert("updated", &updated.to_string());
        self.template("atom.xml", &context)
    }

    /// Everybody may read everything.
    pub(super) fn robots(&self) -> Result<String, Misplaced> {
        self.template("robots.txt", &self.machine_context())
    }

    /// The lists that no file of `content/` stands for, each by its first part.
    fn list_permalinks(&self) -> impl Iterator<Item = Permalink> {
        let config = &self.site.config;
        let taxonomies = self.structure.taxonomies().map(|taxonomy| address::taxonomy(config, taxonomy));
        let terms = self.structure.terms().map(|term| address::term(config, term));
        let archive = (!self.structure.months.is_empty()).then(address::archive);
        taxonomies.chain(terms).chain(archive).chain(self.structure.months.iter().map(Month::permalink))
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
        format!("{}{}", self.site.config.base_url.as_deref().unwrap_or_default(), permalink.address())
    }

    fn machine_context(&self) -> Context {
        let form = Form::Alone { base_url: self.site.config.base_url.as_deref() };
        let links: Links<'a> = Links { linker: self.linker, form, language: None };
        let view = PageView::plain(String::new(), String::new());
        let mut context = self.context(&links, &Permalink::home(), &view);
        context.insert("sitemap", &links.href(&address::sitemap()));
        context
    }
}
