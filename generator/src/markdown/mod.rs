//! Markdown to HTML: `CommonMark` with tables, footnotes, task lists and strikethrough, on pulldown-cmark's events.
//!
//! Rendering gives all that later stages ask of a body in one value: the HTML, its headings, and the anchors that its
//! links expect elsewhere, to be checked when all pages are rendered.

mod link;

pub use link::{Form, Linker, Links, Target};

use crate::diagnostic::{Findings, Problem};
use crate::source::{Kind, Page};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeMap;
use std::ops::Range;
use wasm_check::vietnamese::slug;

/// The Markdown of one page, as HTML.
#[derive(Debug, Default)]
pub struct Body {
    /// The whole text; on a criterion's page, what stands before the first indicator.
    pub html: String,
    /// On a criterion's page, the explanation of each indicator.
    pub explanations: BTreeMap<String, String>,
    /// All ids that a link may lead to.
    pub anchors: Vec<String>,
    /// Links into other pages' headings.
    pub expected: Vec<Expectation>,
}

/// An anchor that some page must have.
#[derive(Debug)]
pub struct Expectation {
    /// Where the link stands.
    pub at: usize,
    /// The page by its path below `content/`; the page itself where empty.
    pub page: String,
    /// The id without `#`.
    pub anchor: String,
}

/// Headings whose text has no letter.
const NAMELESS: &str = "muc";

type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Renders the body of a page.
pub fn render(page: &Page, links: &Links<'_>, findings: &mut Findings) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let markdown = &page.source.text[page.body.clone()];
    let events: Events<'_> = Parser::new_ext(markdown, options).into_offset_iter().collect();
    let mut renderer = Renderer { page, links, findings, body: Body::default() };
    match &page.kind {
        Kind::Criterion(criterion) => {
            let ids: Vec<&str> = criterion.item_ids().collect();
            renderer.explanations(events, &ids);
            for item in &criterion.items {
                if !renderer.body.explanations.contains_key(&item.id.value) {
                    let id = item.id.value.clone();
                    renderer.findings.add(page.source.place(item.id.at), Problem::MissingExplanation { id });
                }
            }
        }
        Kind::Page | Kind::Section | Kind::Set(_) => renderer.body.html = renderer.html(events),
    }
    renderer.body
}

struct Renderer<'a> {
    page: &'a Page,
    links: &'a Links<'a>,
    findings: &'a mut Findings,
    body: Body,
}

impl Renderer<'_> {
    fn report(&mut self, at: usize, problem: Problem) {
        self.findings.add(self.page.source.place(self.page.body.start + at), problem);
    }

    /// Cuts the body at the headings that are indicators' ids; the page shows each part under its indicator's title.
    fn explanations(&mut self, events: Events<'_>, ids: &[&str]) {
        let mut parts: Vec<(Option<String>, Events<'_>)> = vec![(None, Vec::new())];
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            let is_part = matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }));
            let in_explanation = parts.len() > 1;
            if !is_part {
                parts.last_mut().expect("one at least").1.push((event, range));
                continue;
            }
            let mut heading: Events<'_> = vec![(event, range.clone())];
            heading.extend(take_heading(&mut events));
            let text = plain_text(&heading);
            if ids.contains(&text.as_str()) {
                parts.push((Some(text), Vec::new()));
            } else {
                if in_explanation {
                    let known = ids.iter().map(|id| (*id).to_owned()).collect();
                    self.report(range.start, Problem::UnknownExplanation { heading: text, known });
                }
                parts.last_mut().expect("one at least").1.append(&mut heading);
            }
        }
        self.body.anchors.extend(ids.iter().map(|id| (*id).to_owned()));
        for (id, events) in parts {
            let html = self.html(events);
            match id {
                Some(id) => drop(self.body.explanations.insert(id, html)),
                None => self.body.html = html,
            }
        }
    }

    fn html(&mut self, events: Events<'_>) -> String {
        let mut out = Vec::with_capacity(events.len() + 8);
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    let inner = take_heading(&mut events);
                    let id = self.heading_id(id.as_deref(), &plain_text(&inner));
                    out.push(Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs }));
                    out.extend(inner.into_iter().map(|(event, range)| self.event(event, &range)));
                }
                Event::Start(Tag::Table(alignments)) => {
                    // Wide tables scroll inside their own box, which the keyboard can reach.
                    out.push(Event::Html("<div class=\"table\" tabindex=\"0\">".into()));
                    out.push(Event::Start(Tag::Table(alignments)));
                }
                Event::End(TagEnd::Table) => {
                    out.push(Event::End(TagEnd::Table));
                    out.push(Event::Html("</div>".into()));
                }
                Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
                event => out.push(self.event(event, &range)),
            }
        }
        let mut text = String::new();
        html::push_html(&mut text, out.into_iter());
        text
    }

    fn event<'e>(&mut self, event: Event<'e>, range: &Range<usize>) -> Event<'e> {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                if html.trim().starts_with("<!--") {
                    return Event::Text(CowStr::Borrowed(""));
                }
                self.report(range.start, Problem::RawHtml);
                Event::Text(html)
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = self.link(&dest_url, range.start);
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                if self.page.source.text[self.page.body.start..][range.clone()].starts_with("![]") {
                    self.report(range.start, Problem::ImageAlt);
                }
                let dest_url = self.image(&dest_url, range.start);
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            event => event,
        }
    }

    fn link(&mut self, destination: &str, at: usize) -> CowStr<'static> {
        match self.links.linker.resolve(destination) {
            Ok(target) => {
                if let Some((page, anchor)) = target.expectation() {
                    let at = self.page.body.start + at;
                    self.body.expected.push(Expectation { at, page: page.to_owned(), anchor: anchor.to_owned() });
                }
                self.links.href_of(&target).unwrap_or_default().into()
            }
            Err(problem) => {
                self.report(at, problem);
                CowStr::Borrowed("")
            }
        }
    }

    /// Only files of the site: the page's policy would refuse all others.
    fn image(&mut self, destination: &str, at: usize) -> CowStr<'static> {
        if let Ok(Target::Inside { permalink, page: None, .. }) = self.links.linker.resolve(destination) {
            return self.links.href(&permalink).unwrap_or_default().into();
        }
        self.report(at, Problem::ImageOutside { target: destination.to_owned() });
        CowStr::Borrowed("")
    }

    /// The given id, or the slug of the text, made unique in the page.
    fn heading_id(&mut self, given: Option<&str>, text: &str) -> String {
        let base = given.map_or_else(|| slug(text), str::to_owned);
        let base = if base.is_empty() { NAMELESS.to_owned() } else { base };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone())
            .chain(numbered)
            .find(|id| !self.body.anchors.contains(id))
            .expect("numbers do not end");
        self.body.anchors.push(id.clone());
        id
    }
}

/// The events up to and with the end of a heading.
fn take_heading<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> Events<'e> {
    let mut inner = Vec::new();
    for (event, range) in events {
        let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
        inner.push((event, range));
        if is_end {
            break;
        }
    }
    inner
}

fn plain_text(events: &Events<'_>) -> String {
    let words = events.iter().filter_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    words.collect::<String>().trim().to_owned()
}
