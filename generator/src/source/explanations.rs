//! The Markdown of a criterion, cut where its indicators' explanations begin: the page and the published set both ask here,
//! so that what is shown and what is handed on are the same text.

use super::directive::WithoutDirectives;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use std::ops::Range;

/// The Markdown that authors write: `CommonMark` with tables, footnotes, strikethrough, task lists, alerts and ids of
/// headings.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// A heading of the second level that stands in no other block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its text without marks: the id of an indicator, or anything else.
    pub text: String,
    /// Its place among the events.
    pub events: Range<usize>,
    /// Its place in the text that was parsed.
    pub bytes: Range<usize>,
}

/// The headings at which a text may be cut, in order. One inside a quotation, a list or a footnote belongs to that.
pub fn headings<'e, 'a: 'e>(events: impl Iterator<Item = (&'e Event<'a>, &'e Range<usize>)>) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut open: Option<Heading> = None;
    let mut depth = 0_usize;
    for (number, (event, range)) in events.enumerate() {
        if let Some(heading) = &mut open {
            heading.text.extend(words(event));
        }
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) if depth == 0 => {
                open = Some(Heading { text: String::new(), events: number..number, bytes: range.clone() });
                depth = 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(heading) = open.take()
                {
                    let text = heading.text.trim().to_owned();
                    found.push(Heading { text, events: heading.events.start..number + 1, ..heading });
                }
            }
            _ => {}
        }
    }
    found
}

/// What an event adds to a text without marks.
pub fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak => Some(" "),
        _ => None,
    }
}

/// The text before the first explanation, then each explanation by its indicator's id, without the heading.
pub fn explanations<'m>(markdown: &'m str, ids: &[&'m str]) -> Vec<(Option<&'m str>, &'m str)> {
    let plain = WithoutDirectives::new(markdown, MARKDOWN, |_, _| ());
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(&plain.markdown, MARKDOWN).into_offset_iter().collect();
    let mut parts = Vec::new();
    let (mut id, mut start) = (None, 0);
    for heading in headings(events.iter().map(|(event, range)| (event, range))) {
        if let Some(found) = ids.iter().find(|id| **id == heading.text) {
            let at = plain.offsets.original(heading.bytes.start);
            parts.push((id, &markdown[start..at]));
            (id, start) = (Some(*found), plain.offsets.original(heading.bytes.end));
        }
    }
    parts.push((id, &markdown[start..]));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_explanation_goes_to_its_indicator_and_other_headings_stay() {
        let markdown = "Mở đầu.\n\n## Chung\n\nMột.\n\n## doc\n\nHai.\n\n### Đọc gì\n\nBa.\n\n## viet {#v}\nBốn.\n";
        let parts = explanations(markdown, &["doc", "viet"]);
        let expected =
            [(None, "Mở đầu.\n\n## Chung\n\nMột."), (Some("doc"), "Hai.\n\n### Đọc gì\n\nBa."), (Some("viet"), "Bốn.")];
        assert_eq!(parts.into_iter().map(|(id, text)| (id, text.trim())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_heading_in_another_block_begins_nothing() {
        for held in [
            "```\n## doc\n```\n",
            "> ## doc\n",
            "- một\n\n  ## doc\n",
            ":::legal-basis\n## doc\n:::\n",
            "[^a]: Một.\n\n    ## doc\n",
        ] {
            assert_eq!(explanations(held, &["doc"]), [(None, held)]);
        }
        assert_eq!(explanations("", &["doc"]), [(None, "")]);
    }

    #[test]
    fn directives_on_both_sides_stay_with_their_explanation() {
        let markdown = ":::callout tip\nMột.\n:::\n## doc\n:::callout tip\nHai.\n:::\n";
        let parts = explanations(markdown, &["doc"]);
        assert_eq!(parts, [(None, ":::callout tip\nMột.\n:::\n"), (Some("doc"), ":::callout tip\nHai.\n:::\n")]);
    }
}
