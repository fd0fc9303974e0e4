//! Pages of `content/`, each in one of the site's languages.

use super::Renderer;
use super::context::{link_list, link_to};
use super::lists::insert_part;
use crate::address;
use crate::markdown::{Body, Form, Links};
use crate::source::set::CriterionPart;
use crate::source::{Kind, Page, Permalink, Placed};
use crate::structure::{ListPart, booklet, lessons};
use crate::theme::Misplaced;
use serde::Serialize;
use tera::Context;

/// The same page in another language.
#[derive(Debug, Serialize)]
pub(super) struct Alternate<'a> {
    language: &'a str,
    /// The name of the language, in it.
    name: &'a str,
    href: Option<String>,
    /// Its full address, where somebody translated it and the site knows its own.
    canonical: Option<String>,
}

impl<'a> Renderer<'a> {
    /// A page, and of a section the part of its list; the first part carries the section's own text.
    pub(super) fn page(&self, placed: Placed<'a>, part: ListPart) -> Result<String, Misplaced> {
        let (original, language) = (placed.original, placed.tag());
        let list = self.site.library.permalink_in(original, language);
        let permalink = part.permalink(list);
        let form = Form::Relative { from: permalink.clone(), explicit: self.site.portable };
        let links = Links { linker: self.linker, form, language };
        let body = self.bodies.get(placed.shown.content_path()).map(AsRef::as_ref);
        let body: Option<&Body> = body.filter(|_| part.number == 1);
        // A text that nobody translated stands at another address than it was written for.
        let elsewhere = body.filter(|_| !placed.is_translated()).map(|body| body.text.on(&links));
        let mut view = self.page_view(placed.shown, body, &links);
        if let Some(text) = &elsewhere {
            view = view.with_content(text);
        }
        let mut context = self.context(&links, &permalink, &view);
        context.insert("breadcrumbs", &self.breadcrumbs(original, &links));
        context.insert("alternates", &self.alternates(original, &links));
        if placed.is_translated() {
            context.insert("share", &self.share(&self.trail(original), Some(placed.shown)));
        } else {
            context.insert("untranslated", &self.site.config.language);
            context.insert("canonical", &self.canonical(&part.permalink(&original.permalink)));
        }
        self.margin(&mut context, original, placed.shown);
        let name = self.of_kind(&mut context, original, part, &links);
        self.site.theme.render(name, language, placed.is_translated(), &context)
    }

    /// What only such a page has, and the template for it.
    fn of_kind(&self, context: &mut Context, page: &'a Page, part: ListPart, links: &Links<'a>) -> &'static str {
        let library = &self.site.library;
        match &page.kind {
            Kind::Page => {
                let (previous, next) = library.neighbours(page);
                context.insert("previous", &previous.map(|page| link_to(page, links)));
                context.insert("next", &next.map(|page| link_to(page, links)));
                context.insert(
                    "slides",
                    &Self::training_href(links, page.lesson.is_some().then(|| address::slides(page))),
                );
                context.insert("related", &link_list(&self.structure.related(page), links));
                "page.html"
            }
            Kind::Section if page.is_listing() => {
                let pages = library.pages_at(part.slice(library.children_paths(page)));
                context.insert("lessons", &pages.iter().any(|child| child.lesson.is_some()));
                context.insert("section_feed", &self.section_feed(page, links));
                let is_course = part.number == 1 && !lessons(library, page).is_empty();
                for (key, permalink) in [("trainer", address::trainer(page)), ("handout", address::handout(page))] {
                    context.insert(key, &Self::training_href(links, is_course.then_some(permalink)));
                }
                context.insert("booklet", &self.booklet_href(page, part, links));
                insert_part(context, &pages, part, library.permalink_in(page, links.language), links);
                "section.html"
            }
            Kind::Section => {
                context.insert("checks", &self.check_links(links));
                context.insert("all_checks", &links.href(&address::checks()));
                context.insert("sections", &link_list(&library.children(page), links));
                "home.html"
            }
            Kind::Set(_) => {
                context.insert("set", &self.set_view_of(Some(page), links));
                context.insert("booklet", &self.booklet_href(page, part, links));
                "set.html"
            }
            Kind::Criterion(criterion) => {
                self.insert_criterion(context, criterion, library.parent(page), links);
                "criterion.html"
            }
        }
    }

    /// A criterion and the set that it is of.
    pub(super) fn insert_criterion(
        &self,
        context: &mut Context,
        criterion: &CriterionPart,
        set: Option<&Page>,
        links: &Links<'a>,
    ) {
        let view = self.set_view_of(set, links);
        let own = view.as_ref().and_then(|view| view.criteria.iter().find(|view| *view.id == *criterion.id));
        context.insert("criterion", &own);
        context.insert("set", &view);
        let chapter = match &links.form {
            Form::Chapter(chapter) => Some(chapter),
            _ => None,
        };
        context.insert("level", if chapter.is_some() { &3 } else { &2 });
        context.insert("id_prefix", &chapter.map(|chapter| chapter.id_of("")).unwrap_or_default());
    }

    fn booklet_href(&self, section: &Page, part: ListPart, links: &Links<'a>) -> Option<String> {
        let is_there = part.number == 1 && links.language.is_none();
        let has_one = is_there && !booklet(&self.site.library, section).is_empty();
        has_one.then(|| links.href(&address::booklet(section))).flatten()
    }

    /// What lessons and courses give besides stands in the main language only.
    fn training_href(links: &Links<'a>, permalink: Option<Permalink>) -> Option<String> {
        permalink.filter(|_| links.language.is_none()).and_then(|permalink| links.href(&permalink))
    }

    fn section_feed(&self, section: &Page, links: &Links<'a>) -> Option<String> {
        let is_there = !self.site.portable && self.site.config.base_url.is_some() && links.language.is_none();
        let has_news = is_there && !self.structure.newest(section).is_empty();
        has_news.then(|| links.href(&address::feed(section))).flatten()
    }

    /// The page in each other language of the site.
    fn alternates(&self, original: &Page, links: &Links<'a>) -> Vec<Alternate<'_>> {
        let library = &self.site.library;
        self.alternates_by(links, |language| {
            let is_in = language.is_none_or(|language| library.is_in(original, language));
            let is_there = language.is_none_or(|language| library.translation(original, language).is_some());
            is_in.then(|| (library.permalink_in(original, language).clone(), is_there))
        })
    }

    /// The same of whatever stands in several languages: `place` says where in each, and whether it speaks that language.
    pub(super) fn alternates_by(
        &self,
        links: &Links<'a>,
        place: impl Fn(Option<&str>) -> Option<(Permalink, bool)>,
    ) -> Vec<Alternate<'_>> {
        let config = &self.site.config;
        let main = (None, config.language.as_str());
        let others = config.languages.iter().map(|language| (Some(language.tag.as_str()), language.tag.as_str()));
        let all = std::iter::once(main).chain(others).filter(|(language, _)| *language != links.language);
        all.filter_map(|(language, tag)| {
            let (permalink, is_there) = place(language)?;
            Some(Alternate {
                language: tag,
                name: self.site.theme.string_in(language, "common", "language_name"),
                href: links.href(&permalink),
                canonical: self.canonical(&permalink).filter(|_| is_there),
            })
        })
        .collect()
    }
}
