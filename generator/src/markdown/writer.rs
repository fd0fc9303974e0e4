//! The parser's events on their way to HTML: what the site adds, what it refuses, and what it notes down.

use super::blocks::{Frame, kind_of, note_start};
use super::build::{Builder, Step, Steps, write};
use super::heading::{Attributes, Ids};
use super::link::is_own_server;
use super::notes::{Notes, with_ways_back};
use super::prose::{self, Prose};
use super::sourcing::Sourcing;
use super::table::Table;
use super::text::{Text, What, escaped};
use super::{Body, Events, Expectation, Links, Rules, Target, plain_text};
use crate::diagnostic::{ContentProblem, Findings, LinkAway, Problem, no_text};
use crate::source::directive::{Line, Name};
use crate::source::{Offsets, Page};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
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
    /// What was told of as a whole: pasted from elsewhere, or a link that became none.
    told: Vec<Range<usize>>,
    pub(super) ids: Ids,
    notes: Notes<'e>,
    pub(super) prose: Prose,
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
            told: Vec::new(),
            notes: Notes::default(),
            prose: Prose::default(),
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
    pub(super) fn set_out(
        &mut self,
        offsets: Offsets,
        lines: BTreeMap<usize, Line>,
        notes: Notes<'e>,
        mut told: Vec<Range<usize>>,
    ) {
        told.sort_by_key(|told| told.start);
        (self.offsets, self.lines, self.notes, self.told) = (offsets, lines, notes, told);
    }

    /// Tells of HTML that is shown as text: once for a pair of tags, and not where the whole block was told of.
    fn raw_html(&mut self, html: &str, at: usize) {
        if !html.starts_with("</") && !self.is_told(at) {
            let name = html.trim_start_matches('<');
            let end = name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len());
            self.report(at, Problem::RawHtml { tag: name[..end].to_ascii_lowercase() });
        }
    }

    /// Where an event stands in the author's Markdown.
    pub(super) fn original(&self, at: usize) -> usize {
        self.offsets.original(at)
    }

    /// Whether what stands there was told of already, with what is around it.
    fn is_told(&self, at: usize) -> bool {
        let before = self.told.partition_point(|told| told.start <= at);
        self.told[..before].last().is_some_and(|told| told.contains(&at))
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
    pub(super) fn part(&mut self, events: Events<'e>) -> Text {
        let mut out = Vec::with_capacity(events.len() + 8);
        self.events(events, &mut out);
        self.end_prose();
        self.close_all(&mut out);
        self.footnotes(&mut out);
        write(out, self.links).text
    }

    /// Whether what comes next stands in no other block.
    pub(super) fn is_outermost(&self) -> bool {
        self.depth == 0 && self.frames.is_empty() && !self.in_notes
    }

    fn footnotes(&mut self, out: &mut Steps<'e>) {
        let mut next = self.notes.next();
        let Some((first, _)) = &next else { return };
        let label = self.rules.words.get("notes");
        let start = if *first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        self.in_notes = true;
        let mut open = Builder::default();
        open.mark(What::Notes);
        open.block(&format!("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{}", escaped(label)));
        open.mark(What::Label);
        open.block(&format!("\">\n<ol{start}>\n"));
        out.push(Step::Built(open));
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
            let back = self.notes.ways_back(number, self.rules.words, self.links);
            let mut item = Builder::default();
            item.block("<li id=\"");
            item.id(&format!("fn-{number}"));
            item.block("\">");
            out.push(Step::Built(item));
            out.extend(with_ways_back(note, back));
            out.push(Step::Block("</li>\n".into()));
        }
        out.push(Step::Block("</ol>\n</section>\n".into()));
        self.in_notes = false;
    }

    pub(super) fn events(&mut self, events: Events<'e>, out: &mut Steps<'e>) {
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            let at = self.original(range.start);
            if let Event::Start(Tag::HtmlBlock) = event {
                let inside = take_until(&mut events, |end| matches!(end, TagEnd::HtmlBlock));
                self.html_block(&inside, &range, out);
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
                    out.push(Step::Built(self.image(&dest_url, &title, &alt, at)));
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
        if let Some(char) = texts.iter().find_map(|text| no_text(text)) {
            self.report(at, ContentProblem::NoText { char });
        }
    }

    fn event(&mut self, event: Event<'e>, at: usize, out: &mut Steps<'e>) {
        match event {
            Event::Text(text) => {
                if !self.in_code {
                    self.read(&text, at);
                    self.check_directive_place(&text, at);
                }
                out.push(Step::Event(Event::Text(text)));
            }
            Event::Code(code) => {
                self.mark(&code);
                out.push(Step::Event(Event::Code(code)));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.read(" ", at);
                out.push(Step::Event(event));
            }
            // A cell has no other way to break a line in Markdown.
            Event::InlineHtml(html) if self.table.is_some() && is_line_break(&html) => {
                self.read(" ", at);
                out.push(Step::Event(Event::HardBreak));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                if self.rules.raw_html {
                    out.push(Step::Raw(html));
                } else if !is_comment(&html) {
                    self.raw_html(&html, at);
                    out.push(Step::Event(Event::Text(html)));
                }
            }
            Event::FootnoteReference(label) => {
                if self.frames.iter().any(|frame| frame.name == Some(Name::Trainer)) {
                    self.report(at, ContentProblem::TrainerFootnote);
                }
                self.has_source();
                out.push(Step::Built(self.notes.reference(&label, self.rules.words, self.links)));
            }
            // The options of a question are read when it ends.
            Event::TaskListMarker(done) if self.is_asking() => out.push(Step::Event(Event::TaskListMarker(done))),
            Event::TaskListMarker(done) => {
                // The box stands in the place of the bullet.
                let is_item = |step: &&mut Step<'_>| matches!(step, Step::Event(Event::Start(Tag::Item)));
                if let Some(item) = out.iter_mut().rev().take(2).find(is_item) {
                    *item = Step::Block("<li class=\"task\">".into());
                }
                out.push(self.task(done));
            }
            Event::Rule => {
                self.end_prose();
                out.push(if self.is_outermost() { Step::Rule } else { Step::Event(Event::Rule) });
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.link = Some((at, String::new()));
                let target = self.link(&dest_url, link_type, at);
                if target.is_none() {
                    // One mistake of a link is enough: its words are looked at when it leads somewhere.
                    self.link = None;
                }
                out.push(Step::Link { target, title });
            }
            Event::End(TagEnd::Link) => {
                if let Some((at, text)) = self.link.take()
                    && !self.is_told(at)
                    && let Some(problem) = prose::link_text(&text)
                {
                    self.report(at, problem);
                }
                out.push(Step::Event(Event::End(TagEnd::Link)));
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                self.end_prose();
                out.push(Step::Built(note_start(self.rules.words.get(kind_of(kind)), "")));
            }
            Event::End(TagEnd::BlockQuote(Some(_))) => {
                self.end_prose();
                out.push(Step::Block("</div>\n".into()));
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {
                self.end_prose();
                out.push(self.table(event, at));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.end_prose();
                self.in_code = true;
                out.push(Step::Event(Event::Start(Tag::CodeBlock(kind))));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                out.push(Step::Event(Event::End(TagEnd::CodeBlock)));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript,
            ) => out.push(Step::Event(event)),
            event => {
                self.end_prose();
                match event {
                    Event::Start(Tag::List(_)) => self.sourcing.list_begins(),
                    Event::End(TagEnd::List(_)) => self.sourcing.list_ends(),
                    _ => {}
                }
                out.push(Step::Event(event));
            }
        }
    }

    /// Whether the innermost directive is a question.
    pub(super) fn is_asking(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.name == Some(Name::Question))
    }

    /// The box of a task.
    pub(super) fn task(&self, done: bool) -> Step<'e> {
        let name = self.rules.words.get(if done { "task_done" } else { "task_open" });
        let checked = if done { " checked" } else { "" };
        let mut built = Builder::default();
        let input = format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{}\"> ", escaped(name));
        built.value(&input, What::Task(done));
        built.begins = true;
        Step::Built(built)
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
    fn html_block(&mut self, inside: &[(Event<'e>, Range<usize>)], range: &Range<usize>, out: &mut Steps<'e>) {
        self.end_prose();
        if let Some(line) = self.lines.remove(&range.start) {
            self.directive(&line, out);
            return;
        }
        let text: String = inside
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(html) | Event::Text(html) => Some(html.as_ref()),
                _ => None,
            })
            .collect();
        if self.rules.raw_html {
            out.push(Step::Raw(text.into()));
            return;
        }
        if is_comment(&text) {
            return;
        }
        self.raw_html(&text, self.original(range.start));
        let paragraph = [Event::Start(Tag::Paragraph), Event::Text(text.into()), Event::End(TagEnd::Paragraph)];
        out.extend(paragraph.map(Step::Event));
    }

    fn link(&mut self, destination: &str, link_type: LinkType, at: usize) -> Option<Target> {
        let mail = (link_type == LinkType::Email).then(|| format!("mailto:{destination}"));
        let written = mail.as_deref().unwrap_or(destination);
        match self.links.linker.resolve_from(written, self.page.content_path()) {
            Ok(target) => {
                if let Some((page, anchor)) = self.links.expectation(&target) {
                    let at = self.page.body.start + at;
                    self.body.expected.push(Expectation { at, page: page.to_owned(), anchor: anchor.to_owned() });
                }
                self.note_target(&target, at);
                // One that stands in the text as it is may be what the text is about.
                if let Target::Outside(address) = &target
                    && link_type != LinkType::Autolink
                    && is_own_server(address)
                {
                    let why = LinkAway::OwnServer;
                    self.report(at, Problem::LinkAway { target: destination.to_owned(), why });
                }
                Some(target)
            }
            Err(problem) => {
                self.report(at, problem);
                None
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

/// `<br>`, however it is written.
fn is_line_break(html: &str) -> bool {
    let inside = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    inside.eq_ignore_ascii_case("br")
}

/// Whether HTML is one comment and nothing besides.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}
