//! Markdown to HTML: `CommonMark` with tables, footnotes, task lists, strikethrough, alerts and a few directives, on
//! pulldown-cmark's events.
//!
//! 1. The lines of directives are cut out ([`crate::source::directive`]), 2. the parser reads the rest, 3. what looks like a
//!    mark and became none is told ([`leftover`]), and addresses become links ([`autolink`]), 4. footnotes are set apart
//!    ([`notes`]), 5. the events become steps ([`writer`]), and what they say is read ([`prose`]), 6. the steps become HTML
//!    that keeps its structure ([`text`]).
//!
//! Rendering gives all that later stages ask of a body in one value: its text, its headings, where it leads, and the
//! anchors that its links expect elsewhere, to be checked when all pages are rendered.

mod autolink;
mod blocks;
mod build;
mod heading;
mod image;
mod leftover;
mod link;
mod meant;
mod notes;
mod pieces;
mod prose;
mod question;
mod raw;
mod sourcing;
mod statistics;
mod table;
mod text;
mod words;
mod writer;

pub use heading::TocEntry;
pub use link::{Chapter, CriterionLink, Form, Linker, Links, Packed, Target};
pub use pieces::{Piece, PieceKind};
pub use question::{Choice, Question};
pub use text::{Text, TextPart, Thing, escaped};
pub use words::Words;

use crate::diagnostic::{ContentProblem, Findings, Problem};
use crate::source::directive::WithoutDirectives;
use crate::source::{Kind, MARKDOWN, Page, headings, words};
use notes::Notes;
use pulldown_cmark::{Event, Parser};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use writer::Writer;

/// The Markdown of one page, as HTML.
#[derive(Debug, Default)]
pub struct Body {
    /// The whole text; on a criterion's page, what stands before the first indicator.
    pub text: Text,
    /// On a criterion's page, the explanation of each indicator.
    pub explanations: BTreeMap<String, Text>,
    /// All ids that a link may lead to.
    pub anchors: Vec<String>,
    /// Links into other pages' headings.
    pub expected: Vec<Expectation>,
    /// The headings of the second and third level.
    pub toc: Vec<TocEntry>,
    /// The pages that it leads to, by their path below `content/`.
    pub pages: Vec<String>,
    /// The files of `static/` that it leads to.
    pub files: Vec<String>,
    /// The pictures of `static/` that it shows.
    pub shown: Vec<String>,
    /// Links that leave the site, with the offset in the source.
    pub outside: Vec<(usize, String)>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

impl Body {
    /// Whether it asks questions.
    pub fn asks(&self) -> bool {
        !self.questions.is_empty()
    }
}

/// All bodies of a site, by the path of their page below `content/`: to be looked up, in no order.
pub type Bodies<'a> = HashMap<&'a str, Arc<Body>>;

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

/// What a site asks of all its texts.
#[derive(Debug)]
pub struct Rules<'a> {
    /// The theme's words.
    pub words: &'a Words,
    /// HTML in a text is HTML; else it is text.
    pub raw_html: bool,
    /// Words are syllables, and `Đ` is a letter that others look like.
    pub is_vietnamese: bool,
}

type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Renders the body of a page.
pub fn render(page: &Page, links: &Links<'_>, rules: &Rules<'_>, findings: &mut Findings) -> Body {
    if rules.is_vietnamese {
        // The body is looked at without its code; front matter has none.
        for (at, problem) in prose::look_alikes(&page.source.text[..page.body.start]) {
            findings.add(page.source.place(at), problem);
        }
    }
    for (at, problem) in leftover::find_in_front_matter(&page.source.text[..page.body.start], rules.is_vietnamese) {
        findings.add(page.source.place(at), problem);
    }
    let ids: Vec<&str> = match &page.kind {
        Kind::Criterion(criterion) => {
            for item in criterion.items.iter().filter(|item| heading::is_of_a_note(&item.id.value)) {
                findings.add(page.source.place(item.id.at), ContentProblem::NoteId { id: item.id.value.clone() });
            }
            criterion.item_ids().collect()
        }
        Kind::Page | Kind::Section | Kind::Set(_) => Vec::new(),
    };
    let mut report = |at: usize, problem| findings.add(page.source.place(page.body.start + at), problem);
    let cut = WithoutDirectives::new(&page.source.text[page.body.clone()], MARKDOWN, &mut report);
    let events: Events<'_> = Parser::new_ext(&cut.markdown, MARKDOWN).into_offset_iter().collect();
    let left = leftover::find(&cut.markdown, &events, rules.raw_html, rules.is_vietnamese);
    let mut told = left.pasted;
    for (at, problem) in left.found {
        told.extend(problem.link().map(|written| at..at + written.len()));
        findings.add(page.source.place(page.body.start + cut.offsets.original(at)), problem);
    }
    let original = |range: Range<usize>| cut.offsets.original(range.start)..cut.offsets.original(range.end);
    let told = told.into_iter().map(original).collect();
    let (notes, events) = Notes::take(autolink::link(&cut.markdown, events));
    let mut writer = Writer::new(page, links, rules, findings, &ids);
    writer.set_out(cut.offsets, cut.lines, notes, told);
    let Kind::Criterion(criterion) = &page.kind else {
        writer.body.text = writer.part(events);
        return writer.finish();
    };
    for (id, events) in explanations(events, &ids, &mut writer) {
        // An explanation stands under the heading of its indicator.
        writer.begin_part(if id.is_some() { 2 } else { 1 });
        let text = writer.part(events);
        match id {
            Some(id) => drop(writer.body.explanations.insert(id, text)),
            None => writer.body.text = text,
        }
    }
    let body = writer.finish();
    for item in criterion.items.iter().filter(|item| !body.explanations.contains_key(&item.id.value)) {
        let id = item.id.value.clone();
        findings.add(page.source.place(item.id.at), Problem::MissingExplanation { id });
    }
    body
}

/// Cuts a body at the headings that are indicators' ids; the page shows each part under its indicator's title.
fn explanations<'e>(
    events: Events<'e>,
    ids: &[&str],
    writer: &mut Writer<'_, 'e>,
) -> Vec<(Option<String>, Events<'e>)> {
    let mut parts: Vec<(Option<String>, Events<'e>)> = Vec::new();
    let found = headings(events.iter().map(|(event, range)| (event, range)));
    let mut events = events.into_iter();
    let mut taken = 0;
    let mut id = None;
    for heading in found {
        if !ids.contains(&heading.text.as_str()) {
            if id.is_some() {
                let known = ids.iter().map(|id| (*id).to_owned()).collect();
                let at = writer.original(heading.bytes.start);
                writer.report(at, Problem::UnknownExplanation { heading: heading.text, known });
            }
            continue;
        }
        parts.push((id.replace(heading.text), events.by_ref().take(heading.events.start - taken).collect()));
        events.by_ref().take(heading.events.len()).for_each(drop);
        taken = heading.events.end;
    }
    parts.push((id, events.collect()));
    parts
}

/// The text of inline events without their marks.
fn plain_text(events: &Events<'_>) -> String {
    events.iter().filter_map(|(event, _)| words(event)).collect::<String>().trim().to_owned()
}
