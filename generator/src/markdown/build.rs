//! Steps on the way from Markdown to a text, and the writing of them.

use super::raw;
use super::text::{Mark, Text, Thing, What, escaped, href};
use super::{Links, Target};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};
use std::borrow::Cow;

/// A piece of a page on its way to HTML: what the parser gave, or what the site puts in its place.
#[derive(Debug)]
pub(super) enum Step<'e> {
    /// The parser's own.
    Event(Event<'e>),
    /// Markup between blocks, in which nothing is read.
    Block(Cow<'static, str>),
    /// What was written already.
    Built(Builder),
    /// HTML as the author wrote it, where the site takes that.
    Raw(CowStr<'e>),
    /// A link begins; where it leads, if that is known.
    Link { target: Option<Target>, title: CowStr<'e> },
    /// A heading begins.
    Heading { level: u8, id: String, old: Vec<String>, title: String, cuts: bool },
    /// It ends.
    HeadingEnd(u8),
    /// A rule at which the text may be cut.
    Rule,
    /// A question, as it stands in the page.
    Question(Builder),
    /// Of no length.
    Mark(What),
}

pub(super) type Steps<'e> = Vec<Step<'e>>;

/// A text that is being written.
#[derive(Debug, Clone, Default)]
pub(super) struct Builder {
    pub(super) text: Text,
    /// The next words begin a paragraph.
    pub(super) begins: bool,
    /// The mark of the heading that is open.
    heading: Option<usize>,
    /// The author's element whose text is not read, with the number of elements of its name that are open in it.
    pub(super) unread: Option<(String, usize)>,
}

/// Steps as a text.
pub(super) fn write(steps: Steps<'_>, links: &Links<'_>) -> Builder {
    let mut builder = Builder::default();
    for step in steps {
        builder.step(step, links);
    }
    builder
}

impl Builder {
    fn step(&mut self, step: Step<'_>, links: &Links<'_>) {
        match step {
            Step::Event(event) => self.event(event),
            Step::Block(markup) => self.block(&markup),
            Step::Built(built) => self.append(built),
            Step::Raw(html) => raw::write(&html, links.from(), self),
            Step::Link { target, title } => {
                self.inline("<a href=\"");
                if let Some(target) = target {
                    self.link(target, links);
                }
                if !title.is_empty() {
                    self.inline("\" title=\"");
                    self.inline(&escaped(&title));
                }
                self.inline("\">");
            }
            Step::Heading { level, id, old, title, cuts } => {
                self.begin_heading(id.clone(), title, cuts);
                self.block("<h");
                self.level(level);
                self.inline(" id=\"");
                self.id(&id);
                self.inline("\">");
                for id in old {
                    self.inline("<span id=\"");
                    self.id(&id);
                    self.inline("\"></span>");
                }
            }
            Step::HeadingEnd(level) => {
                self.block("</h");
                self.level(level);
                self.block(">\n");
                self.end_heading();
            }
            Step::Rule => self.marked(What::Rule, |builder| builder.event(Event::Rule)),
            Step::Question(text) => self.marked(What::Question, |builder| builder.append(text)),
            Step::Mark(what) => self.mark(what),
        }
    }

    /// What the parser gave, as its library writes it.
    fn event(&mut self, event: Event<'_>) {
        let start = self.text.html.len();
        match &event {
            Event::Text(_) | Event::SoftBreak => {
                html::push_html(&mut self.text.html, std::iter::once(event));
                self.read_from(start);
            }
            Event::Code(code) => {
                self.inline("<code>");
                let start = self.text.html.len();
                html::push_html(&mut self.text.html, std::iter::once(Event::Text(code.clone())));
                self.read_from(start);
                self.inline("</code>");
            }
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. },
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ) => html::push_html(&mut self.text.html, std::iter::once(event)),
            _ => {
                self.begins = true;
                if let Event::Start(Tag::List(Some(_))) = &event {
                    self.mark(What::Begins(Thing::OrderedList));
                }
                // The library begins a block on a line of its own, but knows only what it wrote itself.
                let opens = matches!(event, Event::Start(_) | Event::Rule);
                if opens && !self.text.html.is_empty() && !self.text.html.ends_with('\n') {
                    self.text.html.push('\n');
                }
                html::push_html(&mut self.text.html, std::iter::once(event));
            }
        }
    }

    /// Markup that ends a paragraph.
    pub(super) fn block(&mut self, markup: &str) {
        self.text.html.push_str(markup);
        self.begins = true;
    }

    /// Markup within a paragraph.
    pub(super) fn inline(&mut self, markup: &str) {
        self.text.html.push_str(markup);
    }

    /// Words that are read, not yet escaped.
    pub(super) fn words(&mut self, words: &str) {
        let start = self.text.html.len();
        self.text.html.push_str(&escaped(words));
        self.read_from(start);
    }

    /// Words that are shown and belong to no sentence, not yet escaped.
    pub(super) fn aside(&mut self, words: &str) {
        self.value(&escaped(words), What::Aside);
    }

    /// What was written from there on is read.
    pub(super) fn read_from(&mut self, start: usize) {
        let end = self.text.html.len();
        if start == end || self.unread.is_some() {
            return;
        }
        let begins = std::mem::take(&mut self.begins);
        match self.text.marks.last_mut() {
            Some(Mark { range, what: What::Words { .. } }) if range.end == start && !begins => range.end = end,
            _ => self.text.marks.push(Mark { range: start..end, what: What::Words { begins } }),
        }
    }

    /// Another text, of which the first words go on with the paragraph that is open.
    pub(super) fn append(&mut self, other: Self) {
        self.append_text(other.text);
        self.begins |= other.begins;
    }

    /// The same of a line of text.
    pub(super) fn append_text(&mut self, other: Text) {
        let start = self.text.html.len();
        self.text.html.push_str(&other.html);
        for Mark { range, what } in other.marks {
            let what = match what {
                What::Words { begins } => What::Words { begins: std::mem::take(&mut self.begins) || begins },
                what => what,
            };
            self.text.marks.push(Mark { range: start + range.start..start + range.end, what });
        }
    }

    /// Without white space around it.
    pub(super) fn trimmed(mut self) -> Self {
        let html = self.text.html.trim_end();
        let (start, end) = (html.len() - html.trim_start().len(), html.len());
        self.text.html.truncate(end);
        self.text.html.drain(..start);
        for Mark { range, .. } in &mut self.text.marks {
            let inside = |at: usize| at.clamp(start, end) - start;
            *range = inside(range.start)..inside(range.end);
        }
        self
    }

    /// An id, where an attribute has been opened for it.
    pub(super) fn id(&mut self, id: &str) {
        self.value(id, What::Id);
    }

    /// An address, where an attribute has been opened for it.
    pub(super) fn link(&mut self, target: Target, links: &Links<'_>) {
        let address = href(&links.href_of(&target).unwrap_or_default());
        match target {
            Target::Outside(_) => self.inline(&address),
            target => self.value(&address, What::Link(Box::new(target))),
        }
    }

    fn level(&mut self, level: u8) {
        self.value(&level.to_string(), What::Level);
    }

    /// Markup that stands otherwise in another place.
    pub(super) fn value(&mut self, written: &str, what: What) {
        self.marked(what, |builder| builder.inline(written));
    }

    /// Something that begins here, or was taken out here.
    pub(super) fn mark(&mut self, what: What) {
        let at = self.text.html.len();
        self.text.marks.push(Mark { range: at..at, what });
    }

    fn marked(&mut self, what: What, write: impl FnOnce(&mut Self)) {
        let place = self.text.marks.len();
        self.mark(what);
        write(self);
        self.text.marks[place].range.end = self.text.html.len();
    }

    pub(super) fn begin_heading(&mut self, id: String, title: String, cuts: bool) {
        self.heading = Some(self.text.marks.len());
        self.mark(What::Heading { id, title, cuts });
        self.begins = true;
    }

    pub(super) fn end_heading(&mut self) {
        if let Some(place) = self.heading.take() {
            self.text.marks[place].range.end = self.text.html.len();
        }
        self.begins = true;
    }
}
