//! Pages that are lists of pages: sections, tags, the archive by month; and the page that leads on from a former
//! address.

use super::Renderer;
use super::context::{Link, PageView, link_list, link_to};
use crate::address;
use crate::markdown::{Form, Links};
use crate::source::{Page, Permalink, TermIndex};
use crate::structure::{ListPart, Month};
use crate::theme::Misplaced;
use serde::Serialize;
use tera::Context;

/// Where a reader is in a list of several parts.
#[derive(Debug, Serialize)]
struct PagerView {
    number: usize,
    of: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// A list, by its name.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    href: Option<String>,
    count: usize,
}

impl<'a> Renderer<'a> {
    /// The terms of a taxonomy that some page carries.
    pub(super) fn taxonomy(&self, taxonomy: usize) -> Result<String, Misplaced> {
        let config = &self.site.config;
        let permalink = address::taxonomy(config, taxonomy);
        let links = self.links_at(&permalink);
        let entry = |term: TermIndex| Entry {
            title: config.taxonomies[taxonomy].terms[term.1].title.clone(),
            href: links.href(&address::term(config, term)),
            count: self.structure.pages_of(term).len(),
        };
        let entries: Vec<Entry> = self.structure.terms().filter(|term| term.0 == taxonomy).map(entry).collect();
        let title = config.taxonomies[taxonomy].title.clone();
        let description = self.site.theme.string("lists", "taxonomy").replace("{title}", &title);
        self.list_of_lists(title, description, &entries, &permalink, &links)
    }

    /// A part of the pages that carry a tag.
    pub(super) fn term(&self, term: TermIndex, part: ListPart) -> Result<String, Misplaced> {
        let config = &self.site.config;
        let list = address::term(config, term);
        let (taxonomy, term_of) = (&config.taxonomies[term.0], &config.taxonomies[term.0].terms[term.1]);
        let description = term_of.description.clone().unwrap_or_else(|| {
            let sentence = self.site.theme.string("lists", "term");
            sentence.replace("{taxonomy}", &taxonomy.title).replace("{title}", &term_of.title)
        });
        let above = (taxonomy.title.clone(), address::taxonomy(config, term.0));
        self.list(term_of.title.clone(), description, above, self.structure.pages_of(term), part, &list)
    }

    /// The months in which pages were written.
    pub(super) fn archive(&self) -> Result<String, Misplaced> {
        let permalink = address::archive();
        let links = self.links_at(&permalink);
        let entry = |month: &Month<'_>| Entry {
            title: self.month_title(month),
            href: links.href(&month.permalink()),
            count: month.pages.len(),
        };
        let entries: Vec<Entry> = self.structure.months.iter().map(entry).collect();
        let string = |key| self.site.theme.string("lists", key).to_owned();
        self.list_of_lists(string("archive"), string("archive_description"), &entries, &permalink, &links)
    }

    /// A part of the pages of a month.
    pub(super) fn month(&self, month: &Month<'a>, part: ListPart) -> Result<String, Misplaced> {
        let string = |key| self.site.theme.string("lists", key);
        let title = self.month_title(month);
        let description = string("month_description").replace("{month}", &title);
        let above = (string("archive").to_owned(), address::archive());
        self.list(title, description, above, &month.pages, part, &month.permalink())
    }

    fn month_title(&self, month: &Month<'_>) -> String {
        let (number, year) = (month.month.to_string(), month.year.to_string());
        self.site.theme.string("lists", "month").replace("{month}", &number).replace("{year}", &year)
    }

    /// Leads on from a former address: at once where the browser follows, by a link where it does not.
    pub(super) fn redirect(&self, page: &Page, path: &str) -> Result<String, Misplaced> {
        let from = Permalink::made(path);
        let links =
            Links { linker: self.linker, form: Form::Relative { from, explicit: self.site.portable }, language: None };
        let mut context = Context::new();
        context.insert("lang", &self.site.config.language);
        context.insert("to", &link_to(page, &links));
        context.insert("policy", super::policy::POLICY);
        context.insert("canonical", &self.canonical(&page.permalink));
        self.template("redirect.html", &context)
    }

    fn list(
        &self,
        title: String,
        description: String,
        (above, above_permalink): (String, Permalink),
        pages: &[&'a Page],
        part: ListPart,
        list: &Permalink,
    ) -> Result<String, Misplaced> {
        let permalink = part.permalink(list);
        let links = self.links_at(&permalink);
        let share = self.share(&[(&above, &above_permalink), (&title, &permalink)], None);
        let mut context = self.context(&links, &permalink, &PageView::plain(title, description));
        context.insert("share", &share);
        let above = Link { title: above, href: links.href(&above_permalink), lang: None };
        context.insert("breadcrumbs", &[self.home_link(&links), above]);
        insert_part(&mut context, part.slice(pages), part, list, &links);
        self.template("list.html", &context)
    }

    fn list_of_lists(
        &self,
        title: String,
        description: String,
        entries: &[Entry],
        permalink: &Permalink,
        links: &Links<'a>,
    ) -> Result<String, Misplaced> {
        let share = self.share(&[(&title, permalink)], None);
        let mut context = self.context(links, permalink, &PageView::plain(title, description));
        context.insert("share", &share);
        context.insert("breadcrumbs", &[self.home_link(links)]);
        context.insert("entries", &entries);
        self.template("list.html", &context)
    }
}

/// The pages of a part, and the way to the others.
pub(super) fn insert_part(context: &mut Context, pages: &[&Page], part: ListPart, list: &Permalink, links: &Links<'_>) {
    context.insert("pages", &link_list(pages, links));
    let turn = PagerView {
        number: part.number,
        of: part.of,
        previous: part.before(list).and_then(|permalink| links.href(&permalink)),
        next: part.after(list).and_then(|permalink| links.href(&permalink)),
    };
    context.insert("pager", &(part.of > 1).then_some(turn));
}
