//! Block directives: `:::name …` and `:::`, each on a line of its own, around Markdown.
//!
//! A small closed set. Their lines are found before the Markdown is parsed and are replaced by comments, which end every
//! open block as a fence does; the parser then sees one text, so that footnotes and references work across them. What
//! stands in code is left alone.

use super::offsets::Offsets;
use crate::diagnostic::ContentProblem;
use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a directive may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// A remark that must not be overlooked.
    Callout,
    /// An ordered list of things to do one after the other.
    Steps,
    /// A legal text: number, issuer, date.
    LegalBasis,
    /// A criterion or indicator to go to.
    Criterion,
    /// A question that checks its answer in the page.
    Question,
    /// What only the trainer sees.
    Trainer,
    /// What few need: its title is seen, the rest one tap away.
    Folded,
}

/// Their names, as they are written.
pub const NAMES: [(&str, Name); 7] = [
    ("callout", Name::Callout),
    ("steps", Name::Steps),
    ("legal-basis", Name::LegalBasis),
    ("criterion", Name::Criterion),
    ("question", Name::Question),
    ("trainer", Name::Trainer),
    ("folded", Name::Folded),
];

impl Name {
    /// As it is written.
    pub fn written(self) -> &'static str {
        NAMES.iter().find(|(_, known)| *known == self).map_or("", |(written, _)| written)
    }
}

/// A line that is a directive's, by its place in the Markdown.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it stands.
    pub at: usize,
    /// What it does.
    pub mark: Mark,
}

/// What such a line does.
#[derive(Debug, Clone)]
pub enum Mark {
    /// Opens a directive; nothing where the name is unknown.
    Open {
        /// Which.
        name: Option<Name>,
        /// What stands behind the name, and where.
        argument: Range<usize>,
        /// What stands in it where that is no Markdown: the lines of a legal basis.
        data: Option<Range<usize>>,
    },
    /// Closes the last one.
    Close,
}

/// Markdown whose directives are set apart.
#[derive(Debug)]
pub struct WithoutDirectives<'m> {
    /// What is to be parsed.
    pub markdown: Cow<'m, str>,
    /// The way back from it to what the author wrote.
    pub offsets: Offsets,
    /// The lines, by the place of the comment that stands for each in `markdown`.
    pub lines: BTreeMap<usize, Line>,
}

/// What stands in the place of a line: it ends a paragraph, a list and a table.
const STAND_IN: &str = "<!--:-->\n";

impl<'m> WithoutDirectives<'m> {
    /// Finds the directives; `report` takes the mistakes with their places.
    pub fn new(markdown: &'m str, options: Options, mut report: impl FnMut(usize, ContentProblem)) -> Self {
        let plain = Self { markdown: Cow::Borrowed(markdown), offsets: Offsets::default(), lines: BTreeMap::new() };
        if memmem::find(markdown.as_bytes(), b":::").is_none() {
            return plain;
        }
        let lines = lines(markdown, options, &mut report);
        if lines.is_empty() {
            return plain;
        }
        let mut cut = Self { markdown: Cow::Borrowed(""), ..plain };
        let mut text = String::with_capacity(markdown.len() + lines.len() * STAND_IN.len());
        let mut rest = 0;
        for line in lines {
            text.push_str(&markdown[rest..line.at]);
            cut.lines.insert(text.len(), line.clone());
            text.push_str(STAND_IN);
            rest = match &line.mark {
                Mark::Open { data: Some(data), .. } => data.end,
                _ => line_end(markdown, line.at),
            };
            cut.offsets.add(text.len(), rest);
        }
        text.push_str(&markdown[rest..]);
        cut.markdown = Cow::Owned(text);
        cut
    }
}

/// The lines that are directives, outside code, in order; each opening has its closing.
fn lines(markdown: &str, options: Options, report: &mut impl FnMut(usize, ContentProblem)) -> Vec<Line> {
    let blocked = blocked(markdown, options);
    let mut blocked = blocked.iter().peekable();
    let mut found: Vec<Line> = Vec::new();
    // The openings that wait for their closing: place, name as written.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while at < markdown.len() {
        let end = line_end(markdown, at);
        let line = markdown[at..end].trim_end();
        while blocked.next_if(|range| range.end <= at).is_some() {}
        let in_code = blocked.peek().is_some_and(|range| range.contains(&at));
        let start = at;
        at = end;
        if in_code || !line.starts_with(":::") {
            continue;
        }
        let bare = line.trim_start_matches(':');
        if bare.is_empty() {
            match open.pop() {
                Some(_) => found.push(Line { at: start, mark: Mark::Close }),
                None => report(start, ContentProblem::DirectiveEnd),
            }
            continue;
        }
        let written = bare.split_whitespace().next().unwrap_or_default();
        let after = start + line.len() - bare.trim_start().len() + written.len();
        let argument = trimmed(markdown, after..start + line.len());
        let name = NAMES.iter().find(|(known, _)| *known == written).map(|(_, name)| *name);
        if name.is_none() {
            let (name, similar) = (written.to_owned(), meant(written));
            report(start, ContentProblem::UnknownDirective { name, similar });
        }
        let data = (name == Some(Name::LegalBasis)).then(|| end..closing_line(markdown, end));
        if let Some(data) = &data {
            at = data.end;
        }
        found.push(Line { at: start, mark: Mark::Open { name, argument, data } });
        open.push((start, written));
    }
    for (at, name) in open.into_iter().rev() {
        report(at, ContentProblem::OpenDirective { name: name.to_owned() });
        found.push(Line { at: markdown.len(), mark: Mark::Close });
    }
    found
}

/// What people call our blocks in Vietnamese, or know them by from other programs.
const OTHER_NAMES: [(&str, &str); 20] = [
    ("luu-y", "callout warning"),
    ("canh-bao", "callout warning"),
    ("chu-y", "callout important"),
    ("quan-trong", "callout important"),
    ("ghi-chu", "callout note"),
    ("meo", "callout tip"),
    ("note", "callout note"),
    ("info", "callout note"),
    ("tip", "callout tip"),
    ("warning", "callout warning"),
    ("danger", "callout caution"),
    ("caution", "callout caution"),
    ("important", "callout important"),
    ("buoc", "steps"),
    ("cac-buoc", "steps"),
    ("can-cu", "legal-basis"),
    ("tieu-chi", "criterion"),
    ("cau-hoi", "question"),
    ("nguoi-day", "trainer"),
    ("giang-vien", "trainer"),
];

/// The block that was most likely meant.
fn meant(written: &str) -> Option<String> {
    let plain = wasm_check::vietnamese::slug(written);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == plain).map(|(_, name)| *name);
    other.or_else(|| crate::diagnostic::similar(written, NAMES.iter().map(|(name, _)| *name))).map(str::to_owned)
}

/// Where the next line of nothing but colons begins; the end where there is none.
fn closing_line(markdown: &str, from: usize) -> usize {
    let mut at = from;
    while at < markdown.len() {
        let end = line_end(markdown, at);
        let line = markdown[at..end].trim_end();
        if line.len() >= 3 && line.bytes().all(|byte| byte == b':') {
            return at;
        }
        at = end;
    }
    at
}

/// Code and HTML, where a line of colons is not ours.
fn blocked(markdown: &str, options: Options) -> Vec<Range<usize>> {
    Parser::new_ext(markdown, options)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
        .map(|(_, range)| range)
        .collect()
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
