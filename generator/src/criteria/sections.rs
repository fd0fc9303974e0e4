//! The Markdown of a criterion, cut where its indicators' explanations begin.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The text before the first section, then each section that begins with a heading `## id`, without that heading.
///
/// Cuts where the page does: at headings of the second level whose text is one of the ids.
pub(super) fn sections<'m>(markdown: &'m str, ids: &[&'m str]) -> Vec<(Option<&'m str>, &'m str)> {
    let mut parts = Vec::new();
    let (mut id, mut start) = (None, 0);
    for (text, range) in headings(markdown) {
        if let Some(found) = ids.iter().find(|id| **id == text.trim()) {
            parts.push((id, &markdown[start..range.start.max(start)]));
            (id, start) = (Some(*found), range.end.max(start));
        }
    }
    parts.push((id, &markdown[start..]));
    parts
}

/// The headings of the second level: their text, and where they stand.
fn headings(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut headings = Vec::new();
    let mut open: Option<(String, Range<usize>)> = None;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => open = Some((String::new(), range)),
            Event::End(TagEnd::Heading(_)) => headings.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((heading, _)) = &mut open {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_explanation_goes_to_its_indicator_and_other_headings_stay() {
        let markdown = "Mở đầu.\n\n## Chung\n\nMột.\n\n## doc\n\nHai.\n\n### Đọc gì\n\nBa.\n\n## viet {#v}\nBốn.\n";
        let sections = sections(markdown, &["doc", "viet"]);
        let expected =
            [(None, "Mở đầu.\n\n## Chung\n\nMột."), (Some("doc"), "Hai.\n\n### Đọc gì\n\nBa."), (Some("viet"), "Bốn.")];
        assert_eq!(sections.into_iter().map(|(id, text)| (id, text.trim())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_heading_inside_code_is_no_heading() {
        assert_eq!(sections("```\n## doc\n```\n", &["doc"]).len(), 1);
        assert_eq!(sections("", &["doc"]), [(None, "")]);
    }
}
