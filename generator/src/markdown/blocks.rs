//! The directives and alerts as HTML: a remark, steps, a legal text, the way to a criterion.

use super::Target;
use super::build::{Builder, Step, Steps, write};
use super::text::{Thing, What};
use super::writer::Writer;
use crate::diagnostic::{ContentProblem, similar};
use crate::source::directive::{Line, Mark, Name};
use crate::source::set::Issued;
use crate::source::{Document, Kind};
use pulldown_cmark::{BlockQuoteKind, Event, Tag};
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
pub(super) fn note_start(label: &str, title: &str) -> Builder {
    let colon = if title.is_empty() { "" } else { ": " };
    let mut built = Builder::default();
    built.block("<div class=\"note\" role=\"note\">\n<p class=\"label\">");
    built.words(&format!("{label}{colon}{title}"));
    built.block("</p>\n");
    built
}

/// A division that ends with `</div>`, and says nothing itself.
fn plain_start() -> Builder {
    let mut built = Builder::default();
    built.block("<div>\n");
    built
}

impl<'e> Writer<'_, 'e> {
    /// A line of a directive, as HTML.
    pub(super) fn directive(&mut self, line: &Line, out: &mut Steps<'e>) {
        match &line.mark {
            Mark::Open { name, argument, data } => {
                let text = &self.page.source.text[self.page.body.clone()];
                let title = text.get(argument.clone()).unwrap_or_default().to_owned();
                let built = self.open(*name, line.at, &title, argument.start, data.clone());
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
                out.extend(built.map(Step::Built));
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
    pub(super) fn close_all(&mut self, out: &mut Steps<'e>) {
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
    ) -> Option<Builder> {
        Some(match name {
            Some(Name::Callout) => self.callout(written, start),
            Some(Name::Steps) => {
                self.no_argument("steps", written, start);
                let mut built = Builder::default();
                built.mark(What::Begins(Thing::Steps));
                built.block("<div class=\"steps\">\n");
                built
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
                return None;
            }
            Some(Name::Trainer) => {
                self.not_inside(Name::Trainer, at);
                self.no_argument("trainer", written, start);
                // A lesson whose table has mistakes is one, and they are reported.
                let is_lesson = self.page.source.text[..self.page.body.start].contains("\n[lesson]");
                if !is_lesson && !matches!(self.page.kind, Kind::Section) {
                    self.report(at, ContentProblem::TrainerPlace);
                }
                return None;
            }
            Some(Name::Folded) => self.folded(written, start),
            None => plain_start(),
        })
    }

    /// What is also shown elsewhere stands in no other directive: nothing of that one could go with it.
    fn not_inside(&mut self, name: Name, at: usize) {
        if let Some(inside) = self.frames.last().and_then(|frame| frame.name) {
            self.report(at, ContentProblem::DirectiveInside { name: name.written(), inside: inside.written() });
        }
    }

    fn close(&mut self, frame: &Frame, out: &mut Steps<'e>) {
        self.end_prose();
        match frame.name {
            Some(Name::Question) => {
                // A remark for the trainer stands in no question; it was reported.
                let inside = out.drain(frame.start..).filter(|step| !matches!(step, Step::Mark(_))).collect();
                self.question(frame, inside, out);
            }
            Some(Name::Trainer) => {
                let inside: Steps<'e> = out.drain(frame.start..).collect();
                // Nobody who reads the page can go there.
                self.body.anchors.truncate(frame.before.0);
                self.body.toc.truncate(frame.before.1);
                self.level = frame.before.2;
                let remark = write(inside, self.links).text;
                out.push(Step::Mark(What::Remark(Box::new(remark))));
            }
            name => {
                if name == Some(Name::Steps) && (frame.blocks != 1 || frame.lists != 1) {
                    self.report(frame.at, ContentProblem::StepsContent);
                }
                let end = if name == Some(Name::Folded) { "</details>\n" } else { "</div>\n" };
                out.push(Step::Block(end.into()));
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
    fn callout(&mut self, written: &str, at: usize) -> Builder {
        let (kind, title) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
        if !KINDS.contains(&kind) {
            let (name, given, known) = ("callout", kind.to_owned(), KINDS.to_vec());
            self.report(at, ContentProblem::DirectiveArgument { name, given, known });
        }
        self.prose_of(title, at + written.len() - title.len());
        note_start(self.rules.words.get(kind), title.trim())
    }

    /// `:::folded Lấy từ đâu`
    fn folded(&mut self, title: &str, at: usize) -> Builder {
        self.prose_of(title, at);
        let mut built = Builder::default();
        built.block("<details class=\"folded\">\n<summary>");
        built.words(if title.is_empty() { self.rules.words.get("folded") } else { title });
        built.block("</summary>\n");
        built
    }

    /// What stands between the lines is TOML, as in a set's front matter.
    fn legal_basis(&mut self, data: Range<usize>) -> Builder {
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
            let mut built = note_start(words.get("basis"), &title.unwrap_or_default());
            built.block("<dl class=\"facts\">\n");
            for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
                built.block("<div><dt>");
                built.words(words.get(key));
                built.block("</dt><dd>");
                built.words(&value);
                built.block("</dd></div>\n");
            }
            built.block("</dl>\n");
            Some(built)
        });
        text.unwrap_or_else(plain_start)
    }

    /// `:::criterion cdht/tu-hoc`
    fn criterion(&mut self, target: &str, at: usize) -> Builder {
        let linker = self.links.linker;
        let Some(found) = linker.criteria.get(target) else {
            // Where files could not be read, it may be in one of them; their own mistakes are reported.
            if !linker.library.has_broken() {
                let similar = similar(target, linker.criteria.keys().map(String::as_str)).map(str::to_owned);
                self.report(at, ContentProblem::CriterionTarget { target: target.to_owned(), similar });
            }
            return plain_start();
        };
        self.body.pages.push(found.page.clone());
        let words = self.rules.words;
        let title = words.filled(found.kind, "{title}", &found.title);
        let target = Target::Inside { permalink: found.permalink.clone(), page: None, anchor: found.anchor.clone() };
        let mut built = Builder::default();
        built.block("<div class=\"note\" role=\"note\">\n<p class=\"label\">");
        if self.links.href(&found.permalink).is_some() {
            built.inline("<a href=\"");
            built.link(target, self.links);
            built.inline("\">");
            built.words(&title);
            built.inline("</a>");
        } else {
            built.words(&title);
        }
        built.block("</p>\n");
        if let Some(set) = &found.of {
            built.block("<p class=\"soft\">");
            built.words(&words.filled("of_set", "{set}", set));
            built.block("</p>\n");
        }
        built
    }
}
