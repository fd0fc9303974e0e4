//! What is left of a text that is not what its author meant: marks that became nothing, lines that look like a table or a
//! list and are one run of words, what came along from Word, sentences that wait to be replaced.
//!
//! One pass over the parser's events lays out what readers see, at the very places of the Markdown ([`Seen`]); whatever
//! the author wrote as a mark and the parser took for text stands there as it was typed. What is escaped, or stands in
//! code, does not.

mod lines;
mod links;
mod marks;
mod pasted;
mod placeholder;
mod tables;

use super::Events;
use crate::diagnostic::LeftoverProblem;
use crate::source::{garbled, old_font};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// What was found: where, and what.
pub(super) type Found = Vec<(usize, LeftoverProblem)>;

/// What is left, and what need not be told of as HTML besides.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    pub(super) found: Found,
    /// Blocks that came from elsewhere, markup and all.
    pub(super) pasted: Vec<Range<usize>>,
}

/// A Markdown, and what readers see of it as it is written.
#[derive(Clone, Copy)]
struct Seen<'m> {
    markdown: &'m str,
    /// As long as the Markdown: what readers see stands in its place, every other byte but the end of a line is [`HIDDEN`].
    shown: &'m str,
}

/// Stands for what readers do not see, or do not see as it is written.
const HIDDEN: char = '\u{1}';

/// A block that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Paragraph,
    Heading,
    Cell,
    /// The words of a list's item that are no paragraph.
    Item,
}

/// One line of a block.
struct Line<'m> {
    /// Where its words begin.
    at: usize,
    /// From there, as written.
    text: &'m str,
    /// The same, as it is seen.
    shown: &'m str,
    /// The author broke it on purpose.
    is_broken: bool,
}

/// Finds what is left in a Markdown, by its events.
pub(super) fn find(markdown: &str, events: &Events<'_>, raw_html: bool, is_vietnamese: bool) -> Leftovers {
    let shown = shown(markdown, events);
    let seen = Seen { markdown, shown: &shown };
    let may_be_garbled = garbled::may_be(markdown);
    let (rows, list, out) = (None, None, Leftovers::default());
    let mut finder = Finder { seen, raw_html, is_vietnamese, may_be_garbled, rows, list, out };
    finder.blocks(events);
    finder.out.found.extend(placeholder::find(&shown));
    finder.out
}

/// What is wrong with the words of a front matter: sentences that wait to be replaced, letters of an old font.
pub(super) fn find_in_front_matter(text: &str, is_vietnamese: bool) -> Found {
    let is_comment = |at: usize| text[..at].rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('#'));
    let mut found: Found = placeholder::find(text).into_iter().filter(|(at, _)| !is_comment(*at)).collect();
    if is_vietnamese {
        let mut at = 0;
        let may_be_garbled = garbled::may_be(text);
        for line in text.split_inclusive('\n') {
            if may_be_garbled
                && !is_comment(at)
                && let Some((how, right)) = garbled::read(line)
            {
                found.push((
                    at,
                    LeftoverProblem::Garbled { how, right: right.map(|right| right.trim_end().to_owned()) },
                ));
            } else if let Some((font, right)) = old_font::read(line) {
                let right = right.trim_end().to_owned();
                found.push((at, LeftoverProblem::OldFont { font, right }));
            }
            at += line.len();
        }
    }
    found
}

/// Lays out what readers see.
fn shown(markdown: &str, events: &Events<'_>) -> String {
    let mut out = String::with_capacity(markdown.len());
    let hide = |out: &mut String, until: usize| {
        let bytes = markdown.as_bytes();
        while out.len() < until {
            let is_end = bytes[out.len()] == b'\n';
            out.push(if is_end { '\n' } else { HIDDEN });
        }
    };
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code && range.start >= out.len() => {
                if markdown.get(range.clone()) != Some(text) {
                    continue;
                }
                hide(&mut out, range.start);
                let first = text.chars().next().map_or(0, char::len_utf8);
                let is_escaped = is_escaped(markdown, range.start);
                if is_escaped {
                    hide(&mut out, range.start + first);
                }
                out.push_str(&text[if is_escaped { first } else { 0 }..]);
            }
            _ => {}
        }
    }
    hide(&mut out, markdown.len());
    out
}

/// Whether a backslash of its own stands before it.
fn is_escaped(markdown: &str, at: usize) -> bool {
    let before = markdown.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
    before % 2 == 1
}

struct Finder<'m> {
    seen: Seen<'m>,
    raw_html: bool,
    is_vietnamese: bool,
    /// Some of it may have been read in the wrong way.
    may_be_garbled: bool,
    /// Rows that may go on in the next paragraph.
    rows: Option<tables::Rows>,
    /// A list that may go on in the next paragraph.
    list: Option<lines::Pending>,
    out: Leftovers,
}

impl Finder<'_> {
    fn add(&mut self, at: usize, problem: LeftoverProblem) {
        self.out.found.push((at, problem));
    }

    fn blocks(&mut self, events: &Events<'_>) {
        // The block that is open, and where words stand that are in none: those of a list's item.
        let mut open: Option<(Block, Range<usize>)> = None;
        let mut loose: Option<Range<usize>> = None;
        let mut columns = 0;
        // A piece of HTML that came from elsewhere, in the block that is open.
        let mut is_pasted = false;
        // Where the words before a link end.
        let mut before = 0;
        for (event, range) in events {
            if is_inline(event) {
                self.inline(event, range, before);
                is_pasted |= matches!(event, Event::InlineHtml(html) if pasted::is_pasted(html));
                if open.is_none() && !matches!(event, Event::Html(_)) {
                    let start = loose.as_ref().map_or(range.start, |loose| loose.start.min(range.start));
                    let end = loose.as_ref().map_or(range.end, |loose| loose.end.max(range.end));
                    loose = Some(start..end);
                }
                before = range.end;
                continue;
            }
            if let Some(range) = loose.take() {
                self.block(Block::Item, range, std::mem::take(&mut is_pasted));
            }
            match event {
                Event::Start(Tag::Paragraph) => open = Some((Block::Paragraph, range.clone())),
                Event::Start(Tag::Heading { .. }) => open = Some((Block::Heading, range.clone())),
                Event::Start(Tag::TableCell) => open = Some((Block::Cell, range.clone())),
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => {
                    if let Some((block, range)) = open.take() {
                        self.block(block, range, std::mem::take(&mut is_pasted));
                    }
                }
                Event::Start(Tag::Table(alignments)) => {
                    columns = alignments.len();
                    self.table(range);
                }
                Event::Start(Tag::TableRow) => self.row(range, columns),
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code(kind, range);
                    open = Some((Block::Cell, range.start..range.start));
                }
                Event::End(TagEnd::CodeBlock) => open = None,
                Event::Start(Tag::HtmlBlock) => self.html(range),
                _ => {}
            }
        }
        if let Some(range) = loose {
            self.block(Block::Item, range, is_pasted);
        }
        self.end_list();
        self.end_rows();
    }

    /// What only the events say of a line.
    fn inline(&mut self, event: &Event<'_>, range: &Range<usize>, before: usize) {
        match event {
            Event::Start(Tag::Emphasis) => {
                let Some((at, problem)) = marks::swallowed(self.seen.markdown, range) else { return };
                // A code with several such signs is one.
                if !self.out.found.iter().any(|(other, _)| *other == at) {
                    self.add(at, problem);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if before == range.start => {
                if let Some((at, problem)) = links::picture_apart(self.seen, range, dest_url) {
                    self.add(at, problem);
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, block: Block, range: Range<usize>, is_pasted: bool) {
        let markdown = self.seen.markdown;
        let Some(text) = markdown.get(range.clone()) else { return };
        let start = range.start + text.len() - text.trim_start().len();
        if is_pasted && !self.raw_html {
            let right = pasted::words(text);
            self.add(range.start, LeftoverProblem::Pasted { right });
            self.out.pasted.push(range);
            return;
        }
        if self.may_be_garbled
            && self.is_vietnamese
            && let Some((how, right)) = garbled::read(text)
        {
            let right = right.map(|right| right.trim_end().to_owned());
            self.add(start, LeftoverProblem::Garbled { how, right: right.map(|right| right.trim_start().to_owned()) });
            return;
        }
        if self.is_vietnamese
            && let Some((font, right)) = old_font::read(text)
        {
            self.add(start, LeftoverProblem::OldFont { font, right: right.trim().to_owned() });
            return;
        }
        if block == Block::Heading && marks::is_heading_by_line(text) {
            self.add(range.start, LeftoverProblem::HeadingByLine);
        }
        let mut told: Vec<Range<usize>> = Vec::new();
        if matches!(block, Block::Paragraph | Block::Item) {
            let lines = self.seen.lines(&range);
            if let Some(table) = tables::find(&lines) {
                told.push(table.place.clone());
                self.rows(table);
            } else if self.goes_on_as_rows(&range) && tables::are_rows(&lines) {
                // One that is no table alone: a line of dashes, a row without its frame.
                told.push(range.clone());
                self.rows(tables::Lines { place: range.clone(), right: String::new(), rows: Some(text.to_owned()) });
            } else if let Some(list) = lines::list(&lines, block == Block::Item) {
                told.push(list.place.clone());
                self.list(&range, list);
            }
            let is_told = |at: usize| told.iter().any(|told| told.contains(&at));
            let single: Found = lines.iter().filter(|line| !is_told(line.at)).filter_map(lines::single).collect();
            told.extend(single.iter().map(|(at, _)| *at..*at + 1));
            self.out.found.extend(single);
        }
        if !matches!(&self.list, Some(list) if list.place.end == range.end) {
            self.end_list();
        }
        links::find(self.seen, &range, &mut told, &mut self.out.found);
        marks::find(self.seen, &range, &told, &mut self.out.found);
    }

    /// A list of one paragraph, or the next of one whose items are paragraphs.
    fn list(&mut self, range: &Range<usize>, list: lines::Pending) {
        let goes_on = self.list.as_mut().filter(|open| {
            open.is_plain
                && list.is_plain
                && self.seen.markdown.get(open.place.end..range.start).is_some_and(|between| between.trim().is_empty())
        });
        if let Some(open) = goes_on {
            open.items.extend(list.items);
            open.place.end = range.end;
        } else {
            self.end_list();
            self.list = Some(lines::Pending { place: list.place.start..range.end, ..list });
        }
    }

    /// Whether nothing but blank lines stands between the rows that are open and a place.
    fn goes_on_as_rows(&self, range: &Range<usize>) -> bool {
        self.rows.as_ref().is_some_and(|open| {
            self.seen.markdown.get(open.place.end..range.start).is_some_and(|between| between.trim().is_empty())
        })
    }

    /// Lines that look like a table, or go on with one whose rows stand apart.
    fn rows(&mut self, table: tables::Lines) {
        if !self.goes_on_as_rows(&table.place) {
            self.end_rows();
        }
        match (&mut self.rows, table.rows) {
            (Some(open), Some(rows)) => {
                open.text.push('\n');
                open.text.push_str(&rows);
                open.place.end = table.place.end;
                open.right = None;
            }
            (_, Some(text)) => self.rows = Some(tables::Rows { place: table.place, text, right: Some(table.right) }),
            (_, None) => self.add(table.place.start, LeftoverProblem::Table { right: table.right }),
        }
    }

    /// A table that is one: the rows before it, with nothing but a line between, belong to it.
    fn table(&mut self, range: &Range<usize>) {
        if self.goes_on_as_rows(range)
            && let (Some(open), Some(text)) = (&mut self.rows, self.seen.markdown.get(range.clone()))
        {
            open.text.push('\n');
            open.text.push_str(text);
            open.right = None;
        }
        self.end_rows();
    }

    fn end_rows(&mut self) {
        if let Some(tables::Rows { place, text, right }) = self.rows.take() {
            let right = right.unwrap_or_else(|| tables::joined(&text));
            self.add(place.start, LeftoverProblem::Table { right });
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.list.take() {
            self.add(list.place.start, LeftoverProblem::List { right: lines::few(&list.items) });
        }
    }

    fn row(&mut self, range: &Range<usize>, columns: usize) {
        let text = self.seen.markdown.get(range.clone()).unwrap_or_default();
        let cells = tables::cells(text).len();
        if cells > columns {
            self.add(range.start, LeftoverProblem::TableCells { cells, columns });
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let text = self.seen.markdown.get(range.clone()).unwrap_or_default();
        match kind {
            // Lines that begin like code are taken for what they look like.
            CodeBlockKind::Indented if !begins_like_words(text) => {}
            CodeBlockKind::Indented => {
                let words: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
                self.add(range.start, LeftoverProblem::Indented { right: lines::few(&words) });
            }
            CodeBlockKind::Fenced(_) if !has_end(text) => self.add(range.start, LeftoverProblem::OpenFence),
            CodeBlockKind::Fenced(_) => {}
        }
    }

    fn html(&mut self, range: &Range<usize>) {
        let text = self.seen.markdown.get(range.clone()).unwrap_or_default();
        if !self.raw_html && pasted::is_pasted(text) {
            self.add(range.start, LeftoverProblem::Pasted { right: pasted::words(text) });
            self.out.pasted.push(range.clone());
        }
    }
}

/// Whether a block of code between fences has its second one.
fn has_end(text: &str) -> bool {
    let is_fence = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        line.len() >= 3 && (line.bytes().all(|byte| byte == b'`') || line.bytes().all(|byte| byte == b'~'))
    };
    text.trim_end().lines().skip(1).last().is_some_and(is_fence)
}

/// Whether a text may be one that people read, or a list of such.
fn begins_like_words(text: &str) -> bool {
    text.trim_start().starts_with(|char: char| {
        char.is_alphanumeric() || !char.is_ascii() || matches!(char, '-' | '+' | '*' | '(' | '"')
    })
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule => false,
        _ => true,
    }
}

impl<'m> Seen<'m> {
    /// The lines of a block, without what begins them in a quotation or a list.
    fn lines(self, range: &Range<usize>) -> Vec<Line<'m>> {
        let mut at = range.start;
        let text = self.markdown.get(range.clone()).unwrap_or_default();
        let lines = text.split_inclusive('\n').map(|whole| {
            let line = whole.trim_end_matches('\n');
            let words = line.trim_start_matches([' ', '\t', '>']);
            let start = at + line.len() - words.len();
            let is_broken = line.ends_with("  ") || line.ends_with('\\');
            let text = words.trim_end();
            at += whole.len();
            Line { at: start, text, shown: &self.shown[start..start + text.len()], is_broken }
        });
        lines.collect()
    }

    /// The character before a place, and the one at it.
    fn around(self, at: usize, end: usize) -> (Option<char>, Option<char>) {
        (self.markdown[..at].chars().next_back(), self.markdown[end..].chars().next())
    }
}
