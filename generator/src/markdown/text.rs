//! A text as HTML that keeps its structure: beside the letters it knows where words are read, where a heading begins, what
//! has an id, and where each link leads.
//!
//! Markdown becomes such a text once. The page writes it as it is; booklets, slides and handouts write it for another
//! place ([`Text::on`]) or take pieces of it ([`Text::pieces`]); the search reads its words ([`Text::sections`]). None of
//! them looks at HTML.

use super::link::{Form, Links, Target};
use crate::bytes::any_place;
use pulldown_cmark_escape::{escape_href, escape_html};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use wasm_check::search::card::Section;

/// HTML with marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub(super) html: String,
    /// In the order in which they begin.
    pub(super) marks: Vec<Mark>,
}

/// A stretch of the HTML, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub what: What,
}

/// What a stretch of HTML is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Words that are read, escaped; whether a paragraph begins with them.
    Words { begins: bool },
    /// Words that are shown and belong to no sentence: the number of a footnote, what is said of an answer.
    Aside,
    /// A heading, with its marks.
    Heading {
        id: String,
        title: String,
        /// Whether the text may be cut here: it is of the second level and stands in no other block.
        cuts: bool,
    },
    /// The digit in the name of a heading's element.
    Level,
    /// An id, or the name of one.
    Id,
    /// An address within the site.
    Link(Box<Target>),
    /// The end of the name of a region: there is one like it on every page.
    Label,
    /// A rule at which the text may be cut.
    Rule,
    /// A question.
    Question,
    /// The footnotes.
    Notes,
    /// The box of a task; whether it is done.
    Task(bool),
    /// An element that holds nothing ends behind this.
    Void,
    /// Something that only the trainer sees was taken out here.
    Remark(Box<Text>),
    /// Something begins here that others ask for.
    Begins(Thing),
}

/// What one may ask of a text whether it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A table.
    Table,
    /// A list with numbers.
    OrderedList,
    /// A directive `:::steps`.
    Steps,
    /// The number of a footnote.
    NoteReference,
}

impl Text {
    /// As it stands on its own page.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// As it stands where these links lead from: on a page at another address, or as a chapter among others.
    pub fn on(&self, links: &Links<'_>) -> String {
        self.part(0..self.html.len()).on(links)
    }

    /// The same with its questions asked in other words, in their order.
    pub fn asking(&self, questions: &[String], links: &Links<'_>) -> String {
        self.whole().written(links, questions)
    }

    /// A part of it; marks that reach beyond it are none of its own.
    pub(super) fn part(&self, range: Range<usize>) -> TextPart<'_> {
        let start = self.marks.partition_point(|mark| mark.range.start < range.start);
        let end = self.marks.partition_point(|mark| mark.range.start < range.end);
        TextPart { text: self, range, marks: &self.marks[start..end.max(start)] }
    }

    /// All of it.
    pub fn whole(&self) -> TextPart<'_> {
        self.part(0..self.html.len())
    }

    /// The remarks for the trainer that were taken out of it, in order.
    pub fn remarks(&self) -> impl Iterator<Item = &Self> {
        self.marks.iter().filter_map(|mark| match &mark.what {
            What::Remark(remark) => Some(&**remark),
            _ => None,
        })
    }

    /// Reads it into sections: each heading begins one, and what stands before the first goes to the last one given.
    pub fn sections(&self, sections: &mut Vec<Section>) {
        let mut paragraph = String::new();
        let mut heading_ends = 0;
        let mut in_heading = false;
        for Mark { range, what } in &self.marks {
            match what {
                What::Heading { id, .. } => {
                    end_paragraph(&mut paragraph, in_heading, sections);
                    sections.push(Section { id: id.clone(), ..Section::default() });
                    (in_heading, heading_ends) = (true, range.end);
                }
                What::Words { begins } => {
                    let leaves_heading = in_heading && range.start >= heading_ends;
                    if *begins || leaves_heading {
                        end_paragraph(&mut paragraph, in_heading, sections);
                    }
                    in_heading &= !leaves_heading;
                    add_words(&mut paragraph, &self.html[range.clone()]);
                }
                _ => {}
            }
        }
        end_paragraph(&mut paragraph, in_heading, sections);
    }
}

/// A part of a text, without its own copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart<'t> {
    text: &'t Text,
    range: Range<usize>,
    marks: &'t [Mark],
}

impl<'t> TextPart<'t> {
    /// As it stands on its own page.
    pub fn html(&self) -> &'t str {
        &self.text.html[self.range.clone()]
    }

    /// As it stands where these links lead from.
    pub fn on(&self, links: &Links<'_>) -> String {
        self.written(links, &[])
    }

    fn written(&self, links: &Links<'_>, questions: &[String]) -> String {
        let mut questions = questions.iter();
        let html = &self.text.html;
        let mut out = String::with_capacity(self.range.len() + self.range.len() / 8);
        let mut from = self.range.start;
        for Mark { range, what } in self.marks {
            // In what another text stands for already.
            if range.start < from {
                continue;
            }
            let written = &html[range.clone()];
            let instead: Cow<'_, str> = match (what, &links.form) {
                (What::Question, _) => match questions.next() {
                    Some(question) => Cow::Borrowed(question),
                    None => continue,
                },
                // Other programs may read XML, and fill in no boxes.
                (What::Void, Form::Packed(_)) => Cow::Borrowed(" /"),
                (What::Task(done), Form::Packed(_)) => Cow::Borrowed(if *done { "☑ " } else { "☐ " }),
                (What::Link(target), _) => Cow::Owned(href(&links.href_of(target).unwrap_or_default())),
                (What::Id, Form::Chapter(chapter)) => Cow::Owned(chapter.id_of(written)),
                (What::Level, Form::Chapter(_)) => Cow::Borrowed(one_level_down(written)),
                (What::Label, Form::Chapter(chapter)) => Cow::Owned(format!(", {}", escaped(&chapter.title))),
                _ => continue,
            };
            out.push_str(&html[from..range.start]);
            out.push_str(&instead);
            from = range.end;
        }
        out.push_str(&html[from..self.range.end]);
        out
    }

    /// Whether such a thing begins in it.
    pub fn has(&self, thing: Thing) -> bool {
        self.marks.iter().any(|mark| mark.what == What::Begins(thing))
    }

    /// How many letters are shown in it; the end of a line counts as one.
    pub fn letters(&self) -> usize {
        let words = self.marks.iter().filter(|mark| matches!(mark.what, What::Words { .. } | What::Aside));
        let in_lines =
            words.map(|mark| self.text.html[mark.range.clone()].chars().filter(|char| *char != '\n').count());
        in_lines.sum::<usize>() + self.html().matches('\n').count()
    }

    /// The links in it that lead nowhere from there, as an author writes them: to what did not come along.
    pub fn lost<'p>(&'p self, links: &'p Links<'_>) -> impl Iterator<Item = String> + 'p {
        self.marks.iter().filter_map(|mark| match &mark.what {
            What::Link(target) if links.href_of(target).is_none() => Some(match &**target {
                Target::Inside { page: Some(page), .. } => format!("@/{page}"),
                Target::Inside { permalink, .. } | Target::File { permalink, .. } => format!("/{}", permalink.as_str()),
                Target::Here { anchor } => format!("#{anchor}"),
                Target::Outside(address) => address.clone(),
            }),
            _ => None,
        })
    }

    /// The ids in it.
    pub fn ids(&self) -> impl Iterator<Item = &'t str> {
        let text = self.text;
        let of = move |mark: &'t Mark| (mark.what == What::Id).then(|| &text.html[mark.range.clone()]);
        self.marks.iter().filter_map(of)
    }

    /// The ids of all these together.
    pub fn all_ids<'p>(parts: impl Iterator<Item = &'p Self>) -> BTreeSet<String>
    where
        't: 'p,
    {
        parts.flat_map(Self::ids).map(str::to_owned).collect()
    }
}

/// Below the heading of its chapter; there is no seventh level.
fn one_level_down(level: &str) -> &'static str {
    match level {
        "1" => "2",
        "2" => "3",
        "3" => "4",
        "4" => "5",
        _ => "6",
    }
}

/// Ends what was read until now, as a paragraph or as the name of a section.
fn end_paragraph(paragraph: &mut String, in_heading: bool, sections: &mut [Section]) {
    let text = paragraph.trim_end();
    if let Some(section) = sections.last_mut().filter(|_| !text.is_empty()) {
        if !in_heading {
            section.paragraphs.push(text.to_owned());
        } else if section.heading.is_empty() {
            text.clone_into(&mut section.heading);
        }
    }
    paragraph.clear();
}

/// Adds escaped words; white space of any kind and length is one space.
fn add_words(paragraph: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        add_plain(paragraph, &rest[..at]);
        let (char, length) = entity(&rest[at..]);
        add_plain(paragraph, char.encode_utf8(&mut [0; 4]));
        rest = &rest[at + length..];
    }
    add_plain(paragraph, rest);
}

fn add_plain(paragraph: &mut String, text: &str) {
    if is_spaced_once(text) {
        let is_begun = !paragraph.ends_with(' ') && !paragraph.is_empty();
        paragraph.push_str(if is_begun { text } else { text.strip_prefix(' ').unwrap_or(text) });
    } else {
        add_word_by_word(paragraph, text);
    }
}

fn add_word_by_word(paragraph: &mut String, text: &str) {
    let mut parts = text.split(char::is_whitespace);
    paragraph.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if !paragraph.ends_with(' ') && !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(part);
    }
}

/// Whether nothing but single plain spaces parts its words: seen by the bytes, of which most texts have no others.
fn is_spaced_once(text: &str) -> bool {
    let is_other = |[first, second]: [u8; 2]| {
        first == b' ' && second == b' '
            || first < b' '
            || second < b' '
            || first == 0xc2 && (second == 0x85 || second == 0xa0)
            || first == 0xe1 && second == 0x9a
            || first == 0xe2 && (second == 0x80 || second == 0x81)
            || first == 0xe3 && second == 0x80
    };
    text.len() > 1 && !any_place(text.as_bytes(), is_other)
}

/// The character that stands at the start of a text as an entity, and how long that is; the `&` where it is none.
fn entity(text: &str) -> (char, usize) {
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
    known.iter().find(|(entity, _)| text.starts_with(entity)).map_or(('&', 1), |(entity, char)| (*char, entity.len()))
}

/// Text as it stands in an element or in a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_html(&mut out, text).expect("memory takes all");
    out
}

/// An address as it stands in an attribute.
pub(super) fn href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    escape_href(&mut out, address).expect("memory takes all");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_parted_by_one_space_whichever_way_they_are_read(before in "[a ]{0,2}", text in "[aạ“  \u{a0}\u{85}\u{3000}\n\t]{0,12}") {
            let (mut quick, mut slow) = (before.clone(), before);
            add_plain(&mut quick, &text);
            add_word_by_word(&mut slow, &text);
            prop_assert_eq!(quick, slow);
        }
    }
}
