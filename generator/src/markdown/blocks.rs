//! The directives and alerts as HTML: a remark, steps, a legal text, the way to a criterion.

use super::cuts::Cut;
use super::directive::{Line, Mark, Name};
use super::words::escaped;
use super::writer::{Out, Writer};
use crate::diagnostic::{ContentProblem, similar};
use crate::source::set::Issued;
use crate::source::{Document, Kind};
use pulldown_cmark::{BlockQuoteKind, Event, Tag, html};
use std::ops::Range;
use wasm_check::date::Date;

/// The kinds of a remark: what an author writes, as in `> [!NOTE]` and `:::callout note`.
const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// A directive that is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) name: Option<Name>,
    pub(super) at: usize,
    /// How much was written before it.
    pub(super) start: usize,
    /// What stands behind its name.
    pub(super) title: String,
    /// Where the items of its lists stand.
    pub(super) items: Vec<usize>,
    /// The anchors, the table of contents and the level that there were before it.
    pub(super) before: (usize, usize, u8),
    /// In steps: the blocks that were seen, and how many of them are ordered lists.
    blocks: usize,
    lists: usize,
    /// How deep the blocks in it are nested at the moment.
    depth: usize,
}

/// The key of an alert's label.
pub(super) fn kind_of(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// The beginning of a remark; ends with `</div>`.
pub(super) fn note_start(label: &str, title: &str) -> String {
    let colon = if title.is_empty() { "" } else { ": " };
    format!("<div class=\"note\" role=\"note\">\n<p class=\"label\">{label}{colon}{}</p>\n", escaped(title))
}

impl<'e> Writer<'_, 'e> {
    /// A line of a directive, as HTML.
    pub(super) fn directive(&mut self, line: &Line, out: &mut Out<'e>) {
        match &line.mark {
            Mark::Open { name, argument, data } => {
                let text = &self.page.source.text[self.page.body.clone()];
                let title = text.get(argument.clone()).unwrap_or_default().to_owned();
                let html = self.open(*name, line.at, &title, argument.start, data.clone());
                self.frames.push(Frame {
                    name: *name,
                    at: line.at,
                    start: out.len(),
                    title,
                    items: Vec::new(),
                    before: (self.body.anchors.len(), self.body.toc.len(), self.level),
                    blocks: 0,
                    lists: 0,
                    depth: 0,
                });
                if !html.is_empty() {
                    out.push(Event::Html(html.into()));
                }
            }
            Mark::Close => {
                // One that was open in an earlier part of the page was reported there.
                if let Some(frame) = self.frames.pop() {
                    self.close(&frame, out);
                }
            }
        }
    }

    /// Closes what is still open where a part of a page ends.
    pub(super) fn close_all(&mut self, out: &mut Out<'e>) {
        while let Some(frame) = self.frames.pop() {
            if let Some(name) = frame.name {
                let name = name.written().to_owned();
                self.report(frame.at, ContentProblem::OpenDirective { name });
            }
            self.close(&frame, out);
        }
    }

    /// Counts what stands in the innermost directive.
    pub(super) fn count(&mut self, event: &Event<'_>, at: usize) {
        let Some(frame) = self.frames.last_mut() else { return };
        match event {
            Event::Start(tag) => {
                if frame.depth == 0 {
                    frame.blocks += 1;
                    frame.lists += usize::from(matches!(tag, Tag::List(Some(_))));
                }
                if frame.depth == 1 && matches!(tag, Tag::Item) {
                    frame.items.push(at);
                }
                frame.depth += 1;
            }
            Event::End(_) => frame.depth = frame.depth.saturating_sub(1),
            _ if frame.depth == 0 => frame.blocks += 1,
            _ => {}
        }
    }

    fn open(
        &mut self,
        name: Option<Name>,
        at: usize,
        written: &str,
        start: usize,
        data: Option<Range<usize>>,
    ) -> String {
        match name {
            Some(Name::Callout) => self.callout(written, start),
            Some(Name::Steps) => {
                self.no_argument("steps", written, start);
                "<div class=\"steps\">\n".to_owned()
            }
            Some(Name::LegalBasis) => {
                self.no_argument("legal-basis", written, start);
                self.legal_basis(data.unwrap_or_default())
            }
            Some(Name::Criterion) => self.criterion(written, start),
            Some(Name::Question) => {
                self.not_inside(Name::Question, at);
                if written.is_empty() {
                    self.report(at, ContentProblem::QuestionText);
                }
                // What it counts is invented.
                let was_in_heading = std::mem::replace(&mut self.in_heading, true);
                self.prose_of(written, start);
                self.in_heading = was_in_heading;
                String::new()
            }
            Some(Name::Trainer) => {
                self.not_inside(Name::Trainer, at);
                self.no_argument("trainer", written, start);
                // A lesson whose table has mistakes is one, and they are reported.
                let is_lesson = self.page.source.text[..self.page.body.start].contains("\n[lesson]");
                if !is_lesson && !matches!(self.page.kind, Kind::Section) {
                    self.report(at, ContentProblem::TrainerPlace);
                }
                String::new()
            }
            None => "<div>\n".to_owned(),
        }
    }

    /// What is also shown elsewhere stands in no other directive: nothing of that one could go with it.
    fn not_inside(&mut self, name: Name, at: usize) {
        if let Some(inside) = self.frames.last().and_then(|frame| frame.name) {
            self.report(at, ContentProblem::DirectiveInside { name: name.written(), inside: inside.written() });
        }
    }

    fn close(&mut self, frame: &Frame, out: &mut Out<'e>) {
        self.end_prose();
        match frame.name {
            Some(Name::Question) => {
                let inside = out.drain(frame.start..).collect();
                self.question(frame, inside, out);
            }
            Some(Name::Trainer) => {
                let inside: Out<'e> = out.drain(frame.start..).collect();
                // Nobody who reads the page can go there.
                self.body.anchors.truncate(frame.before.0);
                self.body.toc.truncate(frame.before.1);
                self.level = frame.before.2;
                let mut html = String::new();
                html::push_html(&mut html, inside.into_iter());
                self.mark_at(frame.start, Cut::Remark(html));
            }
            name => {
                if name == Some(Name::Steps) && (frame.blocks != 1 || frame.lists != 1) {
                    self.report(frame.at, ContentProblem::StepsContent);
                }
                out.push(Event::Html("</div>\n".into()));
            }
        }
    }

    fn no_argument(&mut self, name: &'static str, written: &str, at: usize) {
        if !written.is_empty() {
            let given = written.to_owned();
            self.report(at, ContentProblem::DirectiveArgument { name, given, known: Vec::new() });
        }
    }

    /// `:::callout warning Chuyển tiền`
    fn callout(&mut self, written: &str, at: usize) -> String {
        let (kind, title) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
        if !KINDS.contains(&kind) {
            let (name, given, known) = ("callout", kind.to_owned(), KINDS.to_vec());
            self.report(at, ContentProblem::DirectiveArgument { name, given, known });
        }
        self.prose_of(title, at + written.len() - title.len());
        note_start(self.rules.words.get(kind), title.trim())
    }

    /// What stands between the lines is TOML, as in a set's front matter.
    fn legal_basis(&mut self, data: Range<usize>) -> String {
        let start = self.page.body.start;
        let words = self.rules.words;
        let text = Document::read(&self.page.source, start + data.start..start + data.end, self.findings, |table| {
            let title = table.optional::<String>("title").map(|title| title.value);
            let number = table.optional::<String>("number").map(|number| number.value);
            let issuer = table.required::<String>("issuer").map(|issuer| issuer.value);
            let day = table.optional::<Issued>("issued").map(|day| day.value.vietnamese());
            let effective = table.optional::<Date>("effective").map(|date| date.value.vietnamese());
            let note = table.optional::<String>("note").map(|note| note.value);
            table.finish();
            let facts = [
                ("basis_number", number),
                ("basis_issuer", issuer),
                ("basis_issued", day),
                ("basis_effective", effective),
                ("basis_note", note),
            ];
            let facts = facts.into_iter().filter_map(|(key, value)| {
                Some(format!("<div><dt>{}</dt><dd>{}</dd></div>\n", words.get(key), escaped(&value?)))
            });
            let facts: String = facts.collect();
            Some(
                note_start(words.get("basis"), &title.unwrap_or_default())
                    + &format!("<dl class=\"facts\">\n{facts}</dl>\n"),
            )
        });
        text.unwrap_or_else(|| "<div>\n".to_owned())
    }

    /// `:::criterion cdht/tu-hoc`
    fn criterion(&mut self, target: &str, at: usize) -> String {
        let linker = self.links.linker;
        let Some(found) = linker.criteria.get(target) else {
            // Where files could not be read, it may be in one of them; their own mistakes are reported.
            if !linker.library.has_broken() {
                let similar = similar(target, linker.criteria.keys().map(String::as_str)).map(str::to_owned);
                self.report(at, ContentProblem::CriterionTarget { target: target.to_owned(), similar });
            }
            return "<div>\n".to_owned();
        };
        self.body.pages.push(found.page.clone());
        let href = self.links.href(&found.permalink).map(|href| match &found.anchor {
            Some(anchor) => format!("{href}#{anchor}"),
            None => href,
        });
        let words = self.rules.words;
        let title = words.filled(found.kind, "{title}", &escaped(&found.title));
        let link = href.map_or_else(|| title.clone(), |href| format!("<a href=\"{}\">{title}</a>", escaped(&href)));
        let of = match &found.of {
            Some(set) => format!("<p class=\"soft\">{}</p>\n", words.filled("of_set", "{set}", &escaped(set))),
            None => String::new(),
        };
        format!("<div class=\"note\" role=\"note\">\n<p class=\"label\">{link}</p>\n{of}")
    }
}
