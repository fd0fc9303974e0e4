//! The directives and alerts as HTML: a remark, steps, a legal text, the way to a criterion.

use super::directive::{Line, Mark, NAMES, Name};
use super::words::escaped;
use super::writer::Writer;
use crate::criteria::Issued;
use crate::diagnostic::{ContentProblem, similar};
use crate::source::Document;
use pulldown_cmark::{BlockQuoteKind, Event, Tag};
use std::ops::Range;
use wasm_check::date::Date;

/// The kinds of a remark: what an author writes, as in `> [!NOTE]` and `:::callout note`.
const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// A directive that is open.
#[derive(Debug)]
pub(super) struct Frame {
    name: Option<Name>,
    at: usize,
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

impl Writer<'_, '_> {
    /// A line of a directive, as HTML.
    pub(super) fn directive(&mut self, line: &Line) -> String {
        match &line.mark {
            Mark::Open { name, argument, data } => {
                let frame = Frame { name: *name, at: line.at, blocks: 0, lists: 0, depth: 0 };
                self.frames.push(frame);
                self.open(*name, argument.clone(), data.clone())
            }
            Mark::Close => match self.frames.pop() {
                Some(frame) => self.close(&frame),
                // It was open in an earlier part of the page, and was reported there.
                None => String::new(),
            },
        }
    }

    /// Closes what is still open where a part of a page ends.
    pub(super) fn close_all(&mut self) -> String {
        let mut html = String::new();
        while let Some(frame) = self.frames.pop() {
            if let Some(name) = frame.name {
                let name = NAMES.iter().find(|(_, known)| *known == name).map_or("", |(written, _)| written);
                self.report(frame.at, ContentProblem::OpenDirective { name: name.to_owned() });
            }
            html.push_str(&self.close(&frame));
        }
        html
    }

    /// Counts what stands in the innermost directive.
    pub(super) fn count(&mut self, event: &Event<'_>) {
        let Some(frame) = self.frames.last_mut() else { return };
        match event {
            Event::Start(tag) => {
                if frame.depth == 0 {
                    frame.blocks += 1;
                    frame.lists += usize::from(matches!(tag, Tag::List(Some(_))));
                }
                frame.depth += 1;
            }
            Event::End(_) => frame.depth = frame.depth.saturating_sub(1),
            _ if frame.depth == 0 => frame.blocks += 1,
            _ => {}
        }
    }

    fn open(&mut self, name: Option<Name>, argument: Range<usize>, data: Option<Range<usize>>) -> String {
        let written =
            self.page.source.text[self.page.body.clone()].get(argument.clone()).unwrap_or_default().to_owned();
        match name {
            Some(Name::Callout) => self.callout(&written, argument.start),
            Some(Name::Steps) => {
                self.no_argument("steps", &written, argument.start);
                "<div class=\"steps\">\n".to_owned()
            }
            Some(Name::LegalBasis) => {
                self.no_argument("legal-basis", &written, argument.start);
                self.legal_basis(data.unwrap_or_default())
            }
            Some(Name::Criterion) => self.criterion(&written, argument.start),
            None => "<div>\n".to_owned(),
        }
    }

    fn close(&mut self, frame: &Frame) -> String {
        if frame.name == Some(Name::Steps) && (frame.blocks != 1 || frame.lists != 1) {
            self.report(frame.at, ContentProblem::StepsContent);
        }
        "</div>\n".to_owned()
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
