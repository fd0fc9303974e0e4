//! Markdown to HTML: `CommonMark` with tables, footnotes, task lists, strikethrough, alerts and a few directives, on
//! pulldown-cmark's events.
//!
//! 1. The lines of directives are cut out ([`directive`]), 2. the parser reads the rest, 3. footnotes are set apart
//!    ([`notes`]), 4. the events become HTML ([`writer`]), and what they say is read ([`prose`]).
//!
//! Rendering gives all that later stages ask of a body in one value: the HTML, its headings, where it leads, and the
//! anchors that its links expect elsewhere, to be checked when all pages are rendered.

mod blocks;
mod cuts;
mod directive;
mod heading;
mod image;
mod link;
mod notes;
mod offsets;
mod pieces;
mod prose;
mod question;
mod sourcing;
mod statistics;
mod table;
mod words;
mod writer;

pub use cuts::{Begins, Part, Remark};
pub use heading::TocEntry;
pub use link::{CriterionLink, Form, Linker, Links, Target};
pub use pieces::{Piece, PieceKind};
pub use question::Question;
pub use words::Words;

use crate::diagnostic::{ContentProblem, Findings, Problem};
use crate::source::{Kind, Page};
use directive::Cut;
use notes::Notes;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use writer::Writer;

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
    /// Where `html` may be cut, in order.
    pub parts: Vec<Part>,
    /// Its questions, in order.
    pub questions: Vec<Question>,
    /// What only the trainer sees, in order.
    pub remarks: Vec<Remark>,
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

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Renders the body of a page.
pub fn render(page: &Page, links: &Links<'_>, rules: &Rules<'_>, findings: &mut Findings) -> Body {
    if rules.is_vietnamese {
        // The body is looked at without its code; front matter has none.
        for (at, problem) in prose::look_alikes(&page.source.text[..page.body.start]) {
            findings.add(page.source.place(at), problem);
        }
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
    let cut = Cut::new(&page.source.text[page.body.clone()], OPTIONS, &mut report);
    let events: Events<'_> = Parser::new_ext(&cut.markdown, OPTIONS).into_offset_iter().collect();
    let (notes, events) = Notes::take(events);
    let mut writer = Writer::new(page, links, rules, findings, &ids);
    writer.set_out(cut.offsets, cut.lines, notes);
    let Kind::Criterion(criterion) = &page.kind else {
        writer.body.html = writer.part(events);
        return writer.finish();
    };
    for (id, events) in explanations(events, &ids, &mut writer) {
        // An explanation stands under the heading of its indicator.
        writer.begin_part(if id.is_some() { 2 } else { 1 });
        let html = writer.part(events);
        match id {
            Some(id) => drop(writer.body.explanations.insert(id, html)),
            None => writer.body.html = html,
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
    let mut parts: Vec<(Option<String>, Events<'e>)> = vec![(None, Vec::new())];
    let mut events = events.into_iter();
    // A heading inside a quotation or a list belongs to it.
    let mut depth = 0_usize;
    while let Some((event, range)) = events.next() {
        let is_part = depth == 0 && matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }));
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let in_explanation = parts.len() > 1;
        if !is_part {
            parts.last_mut().expect("one at least").1.push((event, range));
            continue;
        }
        let at = writer.original(range.start);
        let mut heading: Events<'e> = vec![(event, range)];
        for (event, range) in events.by_ref() {
            let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
            heading.push((event, range));
            if is_end {
                break;
            }
        }
        depth = 0;
        let text = plain_text(&heading);
        if ids.contains(&text.as_str()) {
            parts.push((Some(text), Vec::new()));
        } else {
            if in_explanation {
                let known = ids.iter().map(|id| (*id).to_owned()).collect();
                writer.report(at, Problem::UnknownExplanation { heading: text, known });
            }
            parts.last_mut().expect("one at least").1.append(&mut heading);
        }
    }
    parts
}

/// The text of inline events without their marks.
fn plain_text(events: &Events<'_>) -> String {
    let words = events.iter().filter_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    words.collect::<String>().trim().to_owned()
}
