//! Footnotes: numbered in the order in which they are read, gathered behind the text, with a way there and back.
//!
//! A page that is shown in parts has the notes of each part behind that part.

use super::build::{Builder, Step, Steps};
use super::text::{Thing, What, escaped};
use super::{Events, Links, Target, Words};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{BTreeMap, VecDeque};

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes<'e> {
    definitions: BTreeMap<String, Definition<'e>>,
    /// Numbers of those that are referred to.
    numbers: BTreeMap<String, usize>,
    /// Referred to, and not yet shown: the number, and what it says.
    waiting: VecDeque<(usize, Events<'e>)>,
    /// How often each number was referred to.
    references: Vec<usize>,
}

struct Definition<'e> {
    events: Events<'e>,
    at: usize,
}

impl<'e> Notes<'e> {
    /// Takes the definitions out of a page's events.
    pub(super) fn take(events: Events<'e>) -> (Self, Events<'e>) {
        let mut notes = Self::default();
        if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))) {
            return (notes, events);
        }
        let mut rest = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        while let Some((event, range)) = events.next() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else {
                rest.push((event, range));
                continue;
            };
            let inside: Events<'e> = events
                .by_ref()
                .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::FootnoteDefinition)))
                .collect();
            let definition = Definition { events: inside, at: range.start };
            notes.definitions.entry(label.into_string()).or_insert(definition);
        }
        (notes, rest)
    }

    /// The link to a note, where its number stands in the text.
    pub(super) fn reference(&mut self, label: &str, words: &Words, links: &Links<'_>) -> Builder {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label.to_owned()).or_insert(next);
        if number == next {
            self.references.push(0);
            let events = self.definitions.get_mut(label).map(|definition| std::mem::take(&mut definition.events));
            self.waiting.push_back((number, events.unwrap_or_default()));
        }
        let times = &mut self.references[number - 1];
        *times += 1;
        let again = if *times > 1 { format!("-{times}") } else { String::new() };
        let name = escaped(&words.filled("note_number", "{number}", &number.to_string()));
        let mut built = Builder::default();
        built.mark(What::Begins(Thing::NoteReference));
        built.inline("<sup><a href=\"");
        built.link(Target::Here { anchor: format!("fn-{number}") }, links);
        built.inline("\" id=\"");
        built.id(&format!("fnref-{number}{again}"));
        built.inline(&format!("\" role=\"doc-noteref\" aria-label=\"{name}\">"));
        built.aside(&number.to_string());
        built.inline("</a></sup>");
        built
    }

    /// The next note that is to be shown.
    pub(super) fn next(&mut self) -> Option<(usize, Events<'e>)> {
        self.waiting.pop_front()
    }

    /// The ways back from a note to where it is referred to.
    pub(super) fn ways_back(&self, number: usize, words: &Words, links: &Links<'_>) -> Builder {
        let times = self.references.get(number - 1).copied().unwrap_or(1);
        let name = escaped(&words.filled("note_back", "{number}", &number.to_string()));
        let mut built = Builder::default();
        for time in 1..=times {
            let again = if time > 1 { format!("-{time}") } else { String::new() };
            let name = if times > 1 { format!("{name} ({time})") } else { name.clone() };
            built.inline(" <a href=\"");
            built.link(Target::Here { anchor: format!("fnref-{number}{again}") }, links);
            built.inline(&format!("\" role=\"doc-backlink\" aria-label=\"{name}\">"));
            built.aside("↑");
            built.inline("</a>");
        }
        built
    }

    /// The notes that nothing refers to: their labels, and where they stand.
    pub(super) fn unused(&self) -> impl Iterator<Item = (&str, usize)> {
        self.definitions
            .iter()
            .filter(|(label, _)| !self.numbers.contains_key(*label))
            .map(|(label, definition)| (label.as_str(), definition.at))
    }
}

/// Puts the ways back into the last paragraph of a note, or behind it where it ends with something else.
pub(super) fn with_ways_back(mut steps: Steps<'_>, ways_back: Builder) -> Steps<'_> {
    let in_paragraph = matches!(steps.last(), Some(Step::Event(Event::End(TagEnd::Paragraph))));
    let place = if in_paragraph { steps.len() - 1 } else { steps.len() };
    steps.insert(place, Step::Built(ways_back));
    steps
}
