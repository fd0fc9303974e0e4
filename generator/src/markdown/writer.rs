//! The parser's events on their way to HTML: what the site adds, what it refuses, and what it notes down.

use super::blocks::{Frame, kind_of, note_start};
use super::cuts::Cut;
use super::directive::{Line, Name};
use super::heading::{Attributes, Ids};
use super::notes::{Notes, with_ways_back};
use super::offsets::Offsets;
use super::prose::{self, Prose};
use super::sourcing::Sourcing;
use super::table::Table;
use super::{Body, Events, Expectation, Links, Rules, Target, plain_text};
use crate::diagnostic::{ContentProblem, Findings, Problem, is_no_text};
use crate::source::Page;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// Writes the body of one page, in one or several parts.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Writer<'a, 'e> {
    pub(super) page: &'a Page,
    pub(super) links: &'a Links<'a>,
    pub(super) rules: &'a Rules<'a>,
    pub(super) findings: &'a mut Findings,
    pub(super) body: Body,
    /// The directives that are open.
    pub(super) frames: Vec<Frame>,
    offsets: Offsets,
    lines: BTreeMap<usize, Line>,
    pub(super) ids: Ids,
    notes: Notes<'e>,
    pub(super) prose: Prose,
    /// Where the part that is written may be cut, by how much was written before.
    cuts: Vec<(usize, Cut)>,
    /// How many questions there were.
    pub(super) asked: usize,
    /// How deep the blocks are nested at the moment.
    depth: usize,
    pub(super) in_notes: bool,
    pub(super) in_heading: bool,
    pub(super) sourcing: Sourcing,
    /// The level of the last heading.
    pub(super) level: u8,
    /// How many tables there were.
    pub(super) tables: usize,
    pub(super) table: Option<Table>,
    /// The link that is open: where it stands, and its text so far.
    link: Option<(usize, String)>,
    in_code: bool,
    /// Whether letters that only look right occur at all.
    has_look_alikes: bool,
}

pub(super) type Out<'e> = Vec<Event<'e>>;

impl<'a, 'e> Writer<'a, 'e> {
    pub(super) fn new(
        page: &'a Page,
        links: &'a Links<'a>,
        rules: &'a Rules<'a>,
        findings: &'a mut Findings,
        ids: &[&str],
    ) -> Self {
        let markdown = &page.source.text[page.body.clone()];
        Self {
            has_look_alikes: rules.is_vietnamese && !prose::look_alikes(markdown).is_empty(),
            body: Body { anchors: ids.iter().map(|id| (*id).to_owned()).collect(), ..Body::default() },
            ids: Ids::of(ids.iter().copied()),
            page,
            links,
            rules,
            findings,
            frames: Vec::new(),
            offsets: Offsets::default(),
            lines: BTreeMap::new(),
            notes: Notes::default(),
            prose: Prose::default(),
            cuts: Vec::new(),
            asked: 0,
            depth: 0,
            in_notes: false,
            in_heading: false,
            sourcing: Sourcing::default(),
            level: 1,
            tables: 0,
            table: None,
            link: None,
            in_code: false,
        }
    }

    /// What the Markdown was cut into before it was parsed.
    pub(super) fn set_out(&mut self, offsets: Offsets, lines: BTreeMap<usize, Line>, notes: Notes<'e>) {
        (self.offsets, self.lines, self.notes) = (offsets, lines, notes);
    }

    /// Where an event stands in the author's Markdown.
    pub(super) fn original(&self, at: usize) -> usize {
        self.offsets.original(at)
    }

    /// Adds a finding at an offset in the author's Markdown.
    pub(super) fn report(&mut self, at: usize, problem: impl Into<Problem>) {
        self.findings.add(self.page.source.place(self.page.body.start + at), problem);
    }

    /// The level that the headings of the next part stand below.
    pub(super) fn begin_part(&mut self, level: u8) {
        self.level = level;
    }

    /// Ends the page: what was written for nobody.
    pub(super) fn finish(mut self) -> Body {
        let unused: Vec<_> = self.notes.unused().map(|(label, at)| (label.to_owned(), self.original(at))).collect();
        for (label, at) in unused {
            self.report(at, ContentProblem::FootnoteUnused { label });
        }
        self.body
    }

    /// One part of the page, with its footnotes.
    pub(super) fn part(&mut self, events: Events<'e>) -> String {
        let mut out = Vec::with_capacity(events.len() + 8);
        self.events(events, &mut out);
        self.end_prose();
        self.close_all(&mut out);
        let notes = out.len();
        self.footnotes(&mut out);
        if out.len() > notes {
            self.mark_at(notes, Cut::Notes);
        }
        let cuts = std::mem::take(&mut self.cuts);
        self.body.write(out, cuts)
    }

    /// Notes where the page may be cut, by how much of the part was written before.
    pub(super) fn mark_at(&mut self, written: usize, cut: Cut) {
        // What stood in a block that is shown apart cuts nothing.
        while self.cuts.pop_if(|(before, _)| *before > written).is_some() {}
        self.cuts.push((written, cut));
    }

    /// Whether what comes next stands in no other block.
    pub(super) fn is_outermost(&self) -> bool {
        self.depth == 0 && self.frames.is_empty() && !self.in_notes
    }

    fn footnotes(&mut self, out: &mut Out<'e>) {
        let mut next = self.notes.next();
        let Some((first, _)) = &next else { return };
        let label = self.rules.words.get("notes");
        let start = if *first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        self.in_notes = true;
        let open = format!("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol{start}>\n");
        out.push(Event::Html(open.into()));
        // Behind the list, because a later note may refer to an earlier one.
        let mut written = Vec::new();
        while let Some((number, events)) = next {
            let mut note = Vec::with_capacity(events.len() + 4);
            self.events(events, &mut note);
            self.end_prose();
            written.push((number, note));
            next = self.notes.next();
        }
        for (number, note) in written {
            let back = self.notes.ways_back(number, self.rules.words);
            out.push(Event::Html(format!("<li id=\"fn-{number}\">").into()));
            let events = note.into_iter().map(|event| (event, 0..0)).collect();
            out.extend(with_ways_back(events, back).into_iter().map(|(event, _)| event));
            out.push(Event::Html("</li>\n".into()));
        }
        out.push(Event::Html("</ol>\n</section>\n".into()));
        self.in_notes = false;
    }

    pub(super) fn events(&mut self, events: Events<'e>, out: &mut Out<'e>) {
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            let at = self.original(range.start);
            if let Event::Start(Tag::HtmlBlock) = event {
                let inside = take_until(&mut events, |end| matches!(end, TagEnd::HtmlBlock));
                self.html_block(inside, &range, out);
                continue;
            }
            self.check_characters(&event, at);
            self.count(&event, at);
            match &event {
                Event::Start(Tag::Heading { .. } | Tag::Image { .. }) => {}
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            match event {
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    self.end_prose();
                    let inside = take_until(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                    self.count(&Event::End(TagEnd::Heading(level)), at);
                    let attributes = Attributes::read(id, classes, attrs);
                    self.heading(level as u8, attributes, inside, at, out);
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let inside = take_image(&mut events);
                    self.count(&Event::End(TagEnd::Image), at);
                    let alt = plain_text(&inside);
                    for (event, _) in &inside {
                        self.check_characters(event, at);
                    }
                    self.mark(&alt);
                    self.spell(&alt, at);
                    out.push(Event::InlineHtml(self.image(&dest_url, &title, &alt, at).into()));
                }
                event => self.event(event, at, out),
            }
        }
    }

    /// An author may write what the file does not hold: `&#1;`.
    fn check_characters(&mut self, event: &Event<'e>, at: usize) {
        let texts: [&str; 2] = match event {
            Event::Text(text) => [text, ""],
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => [dest_url, title],
            _ => return,
        };
        if let Some(char) = texts.iter().flat_map(|text| text.chars()).find(|char| is_no_text(*char)) {
            self.report(at, ContentProblem::NoText { char });
        }
    }

    fn event(&mut self, event: Event<'e>, at: usize, out: &mut Out<'e>) {
        match event {
            Event::Text(text) => {
                if !self.in_code {
                    self.read(&text, at);
                    self.check_directive_place(&text, at);
                }
                out.push(Event::Text(text));
            }
            Event::Code(code) => {
                self.mark(&code);
                out.push(Event::Code(code));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.read(" ", at);
                out.push(event);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                if self.rules.raw_html {
                    out.push(Event::InlineHtml(html));
                } else if !is_comment(&html) {
                    self.report(at, Problem::RawHtml);
                    out.push(Event::Text(html));
                }
            }
            Event::FootnoteReference(label) => {
                if self.frames.iter().any(|frame| frame.name == Some(Name::Trainer)) {
                    self.report(at, ContentProblem::TrainerFootnote);
                }
                self.has_source();
                out.push(Event::InlineHtml(self.notes.reference(&label, self.rules.words).into()));
            }
            // The options of a question are read when it ends.
            Event::TaskListMarker(done) if self.is_asking() => out.push(Event::TaskListMarker(done)),
            Event::TaskListMarker(done) => {
                // The box stands in the place of the bullet.
                if let Some(item) = out.iter_mut().rev().take(2).find(|event| matches!(event, Event::Start(Tag::Item)))
                {
                    *item = Event::Html("<li class=\"task\">".into());
                }
                out.push(self.task(done));
            }
            Event::Rule => {
                self.end_prose();
                if self.is_outermost() {
                    self.mark_at(out.len(), Cut::Rule);
                }
                out.push(Event::Rule);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.link = Some((at, String::new()));
                let dest_url = self.link(&dest_url, link_type, at);
                // The address is complete, whatever it was made of.
                let link_type = if link_type == LinkType::Email { LinkType::Inline } else { link_type };
                out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::End(TagEnd::Link) => {
                if let Some((at, text)) = self.link.take()
                    && let Some(problem) = prose::link_text(&text)
                {
                    self.report(at, problem);
                }
                out.push(Event::End(TagEnd::Link));
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                self.end_prose();
                out.push(Event::Html(note_start(self.rules.words.get(kind_of(kind)), "").into()));
            }
            Event::End(TagEnd::BlockQuote(Some(_))) => {
                self.end_prose();
                out.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {
                self.end_prose();
                let html = self.table(event, at);
                out.push(Event::Html(html.into()));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.end_prose();
                self.in_code = true;
                out.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                out.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript,
            ) => out.push(event),
            event => {
                self.end_prose();
                match event {
                    Event::Start(Tag::List(_)) => self.sourcing.list_begins(),
                    Event::End(TagEnd::List(_)) => self.sourcing.list_ends(),
                    _ => {}
                }
                out.push(event);
            }
        }
    }

    /// Whether the innermost directive is a question.
    pub(super) fn is_asking(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.name == Some(Name::Question))
    }

    /// The box of a task.
    pub(super) fn task(&self, done: bool) -> Event<'e> {
        let name = self.rules.words.get(if done { "task_done" } else { "task_open" });
        let checked = if done { " checked" } else { "" };
        Event::InlineHtml(format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> ").into())
    }

    /// Text that people read: letters, length of sentences, cells and links that hold something.
    fn read(&mut self, text: &str, at: usize) {
        self.mark(text);
        self.spell(text, at);
        if self.table.is_none() {
            self.prose.add(text, at);
        }
    }

    /// Notes that the cell and the link that are open hold something.
    fn mark(&mut self, text: &str) {
        if let Some(table) = &mut self.table {
            table.is_empty &= text.trim().is_empty();
            let read = if table.in_head { &mut table.head } else { &mut table.rows };
            read.push_str(text);
        }
        if let Some((_, link)) = &mut self.link {
            link.push_str(text);
        }
    }

    /// Finds letters that only look right.
    fn spell(&mut self, text: &str, at: usize) {
        if self.has_look_alikes {
            for (place, problem) in prose::look_alikes(text) {
                self.report(at + place, problem);
            }
        }
    }

    /// The title of a directive, which is read like the text around it.
    pub(super) fn prose_of(&mut self, text: &str, at: usize) {
        self.read(text, at);
        self.end_prose();
    }

    pub(super) fn end_prose(&mut self) {
        self.check_source();
        for (at, problem) in self.prose.end(self.rules.is_vietnamese) {
            self.report(at, problem);
        }
    }

    /// A line of colons that was not taken for a directive, because it is indented or stands in a list or quotation.
    fn check_directive_place(&mut self, text: &str, at: usize) {
        if !text.starts_with(":::") {
            return;
        }
        let source = &self.page.source.text[self.page.body.clone()];
        let before = source.get(..at).unwrap_or_default();
        // Looked at from its end: the first word settles it, however long the line is.
        let mark = |char: &char| char.is_whitespace() || char.is_ascii_digit() || ">-*+.)".contains(*char);
        let mut line = before.chars().rev().take_while(|char| *char != '\n').peekable();
        // At the margin it would have been taken for one.
        if line.peek().is_some() && line.all(|char| mark(&char)) {
            self.report(at, ContentProblem::DirectivePlace);
        }
    }

    /// A directive's line, or HTML that an author wrote.
    fn html_block(&mut self, inside: Events<'e>, range: &Range<usize>, out: &mut Out<'e>) {
        self.end_prose();
        if let Some(line) = self.lines.remove(&range.start) {
            self.directive(&line, out);
            return;
        }
        if self.rules.raw_html {
            out.extend(inside.into_iter().map(|(event, _)| event));
            return;
        }
        let text: String = inside
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(html) | Event::Text(html) => Some(html.as_ref()),
                _ => None,
            })
            .collect();
        if is_comment(&text) {
            return;
        }
        self.report(self.original(range.start), Problem::RawHtml);
        out.extend([Event::Start(Tag::Paragraph), Event::Text(text.into()), Event::End(TagEnd::Paragraph)]);
    }

    fn link(&mut self, destination: &str, link_type: LinkType, at: usize) -> CowStr<'static> {
        let mail = (link_type == LinkType::Email).then(|| format!("mailto:{destination}"));
        match self.links.linker.resolve(mail.as_deref().unwrap_or(destination)) {
            Ok(target) => {
                if let Some((page, anchor)) = self.links.expectation(&target) {
                    let at = self.page.body.start + at;
                    self.body.expected.push(Expectation { at, page: page.to_owned(), anchor: anchor.to_owned() });
                }
                self.note_target(&target, at);
                self.links.href_of(&target).unwrap_or_default().into()
            }
            Err(problem) => {
                self.report(at, problem);
                CowStr::Borrowed("")
            }
        }
    }

    /// Where the page leads, for the checks of the whole site.
    pub(super) fn note_target(&mut self, target: &Target, at: usize) {
        match target {
            Target::Inside { page: Some(page), .. } => self.body.pages.push(page.clone()),
            Target::File { permalink, .. } => self.body.files.push(permalink.as_str().to_owned()),
            Target::Outside(address) if !address.contains(':') || address.starts_with("http") => {
                self.has_source();
                self.body.outside.push((self.page.body.start + at, address.clone()));
            }
            Target::Outside(address) => self.body.outside.push((self.page.body.start + at, address.clone())),
            Target::Inside { .. } | Target::Here { .. } => {}
        }
    }
}

/// The events up to the end that is meant, without it.
fn take_until<'e>(
    events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    is_end: impl Fn(&TagEnd) -> bool,
) -> Events<'e> {
    events.take_while(|(event, _)| !matches!(event, Event::End(end) if is_end(end))).collect()
}

/// The events of an image's description, in which images may stand.
fn take_image<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> Events<'e> {
    let mut depth = 1;
    let inside = events.take_while(|(event, _)| {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        depth > 0
    });
    inside.collect()
}

/// Whether HTML is one comment and nothing besides.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}
