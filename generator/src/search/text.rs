//! The text of a page as it is read: what stands under which heading, cut into passages.
//!
//! It is taken from the HTML of the body, which is our own: so whatever Markdown, directives and notes come to, what is
//! found is what is shown, and nothing else.

use crate::markdown::Body;
use crate::source::set::CriterionPart;
use crate::source::{Kind, Page};
use wasm_check::search::card::{Passage, Section};

/// Bytes of text in a passage: a page of usual length is one, and what is fetched for a result stays small.
const PASSAGE: usize = 2_400;

/// The passages of a page; the first is there even where the page says nothing.
pub(super) fn passages(page: &Page, body: Option<&Body>, href: &str) -> Vec<Passage> {
    let mut sections = vec![Section { paragraphs: vec![page.description.clone()], ..Section::default() }];
    if let Some(lesson) = &page.lesson {
        sections[0].paragraphs.extend(lesson.outcomes.iter().cloned());
    }
    if let Some(body) = body {
        read(&body.html, &mut sections);
        if let Kind::Criterion(criterion) = &page.kind {
            items(criterion, body, &mut sections);
        }
    }
    cut(page, sections, href)
}

/// How much text can be found in it.
pub(super) fn size(passage: &Passage) -> usize {
    let title = if passage.is_first { passage.title.len() } else { 0 };
    title + passage.sections.iter().map(size_of).sum::<usize>()
}

fn size_of(section: &Section) -> usize {
    section.heading.len() + section.paragraphs.iter().map(String::len).sum::<usize>()
}

/// The indicators, each under its name.
fn items(criterion: &CriterionPart, body: &Body, sections: &mut Vec<Section>) {
    for item in &criterion.items {
        let guide = item.guide.iter().map(|guide| guide.text.clone());
        let mut section = Section { id: item.id.value.clone(), heading: item.title.clone(), paragraphs: Vec::new() };
        section.paragraphs.push(item.question.clone());
        sections.push(section);
        if let Some(explanation) = body.explanations.get(&item.id.value) {
            read(explanation, sections);
        }
        if let Some(section) = sections.last_mut() {
            section.paragraphs.extend(guide.chain(item.evidence.iter().cloned()).chain(item.note.clone()));
        }
    }
}

/// Cuts sections into passages: between sections where it can be, else between paragraphs, else between words.
fn cut(page: &Page, sections: Vec<Section>, href: &str) -> Vec<Passage> {
    let passage =
        |is_first| Passage { href: href.to_owned(), title: page.title.clone(), is_first, sections: Vec::new() };
    let mut passages = vec![passage(true)];
    let mut size = 0;
    for section in sections {
        if size > 0 && size + size_of(&section) > PASSAGE {
            passages.push(passage(false));
            size = 0;
        }
        let (id, heading) = (section.id, section.heading);
        let begin = || Section { id: id.clone(), heading: heading.clone(), paragraphs: Vec::new() };
        let mut open = begin();
        for paragraph in section.paragraphs.iter().flat_map(|paragraph| pieces(paragraph)) {
            if size > 0 && size + paragraph.len() > PASSAGE {
                passages.last_mut().expect("one at least").sections.push(std::mem::replace(&mut open, begin()));
                passages.push(passage(false));
                size = 0;
            }
            size += paragraph.len();
            open.paragraphs.push(paragraph.to_owned());
        }
        size += heading.len();
        passages.last_mut().expect("one at least").sections.push(open);
    }
    passages
}

/// A paragraph in pieces that fit a passage.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while text.len() > PASSAGE {
        let limit = (0..=PASSAGE).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let at = text[..limit].rfind(' ').filter(|at| *at > 0).unwrap_or(limit);
        let (piece, rest) = text.split_at(at);
        pieces.push(piece);
        text = rest.trim_start();
    }
    pieces.push(text);
    pieces
}

/// Elements that stand inside a sentence; all others end one.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Reads HTML into sections: a heading begins one.
fn read(html: &str, sections: &mut Vec<Section>) {
    let mut reader = Reader { sections, text: String::new(), in_heading: false, skipped: None };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        reader.text(text);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = tag_end(tag);
        reader.tag(tag[1..end].trim_end_matches('>'));
        rest = &tag[end..];
    }
    reader.text(rest);
    reader.paragraph();
}

/// The byte after the `>` that ends a tag; one in a quoted attribute does not.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

struct Reader<'s> {
    sections: &'s mut Vec<Section>,
    /// Of the paragraph that is being read.
    text: String,
    in_heading: bool,
    /// The element whose text is not read, with the number of elements of its name that are open in it.
    skipped: Option<(String, usize)>,
}

impl Reader<'_> {
    fn tag(&mut self, tag: &str) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split(|char: char| char.is_whitespace() || char == '/').next().unwrap_or_default();
        if let Some((skipped, depth)) = &mut self.skipped {
            if name == skipped && is_end {
                *depth -= 1;
            } else if name == skipped {
                *depth += 1;
            }
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        // The numbers of notes would be read as part of the word that they stand at.
        let is_silent = matches!(name, "script" | "style" | "svg" | "template") || (name == "sup" && tag.contains("footnote"))
                // What a question says once it is answered.
                || (name == "p" && tag.contains(" role=\"status\""));
        if is_silent && !is_end {
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        if INLINE.contains(&name) {
            return;
        }
        self.paragraph();
        if let [b'h', b'1'..=b'6'] = name.as_bytes() {
            self.in_heading = !is_end;
            if !is_end {
                let id = attribute(tag, "id").unwrap_or_default();
                self.sections.push(Section { id, ..Section::default() });
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() || text.is_empty() {
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            self.words(&rest[..at]);
            let (char, length) = entity(&rest[at..]);
            let mut buffer = [0; 4];
            self.words(char.encode_utf8(&mut buffer));
            rest = &rest[at + length..];
        }
        self.words(rest);
    }

    /// Adds text; white space of any kind and length is one space.
    fn words(&mut self, text: &str) {
        let mut parts = text.split(|char: char| char.is_whitespace());
        if let Some(first) = parts.next() {
            self.text.push_str(first);
        }
        for part in parts {
            if !self.text.ends_with(' ') && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(part);
        }
    }

    fn paragraph(&mut self) {
        let text = self.text.trim_end();
        if let Some(section) = self.sections.last_mut().filter(|_| !text.is_empty()) {
            if !self.in_heading {
                section.paragraphs.push(text.to_owned());
            } else if section.heading.is_empty() {
                text.clone_into(&mut section.heading);
            }
        }
        self.text.clear();
    }
}

/// The value of an attribute as our own HTML writes it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    let mut text = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let (char, length) = entity(&rest[at..]);
        text.push(char);
        rest = &rest[at + length..];
    }
    Some(text + rest)
}

/// The character that stands at the start of a text as an entity, and how long that is; of one that we do not write, the `&`.
fn entity(text: &str) -> (char, usize) {
    let known = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", ' '),
        ("&#39;", '\''),
        ("&#x27;", '\''),
    ];
    known.iter().find(|(entity, _)| text.starts_with(entity)).map_or(('&', 1), |(entity, char)| (*char, entity.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections_of(html: &str) -> Vec<Section> {
        let mut sections = vec![Section::default()];
        read(html, &mut sections);
        sections
    }

    #[test]
    fn a_text_is_what_is_shown() {
        let sections = sections_of(
            "<p>Một <strong>chữ</strong> &amp; hai\nchữ<sup class=\"footnote-reference\"><a href=\"#1\">1</a></sup>.</p>\
             <!-- không --><ul><li>ba</li><li>bốn<br>năm</li></ul><table><tr><td>sáu</td><td>bảy</td></tr></table>",
        );
        assert_eq!(sections[0].paragraphs, ["Một chữ & hai chữ.", "ba", "bốn", "năm", "sáu", "bảy"]);
    }

    #[test]
    fn a_heading_begins_a_section() {
        let sections =
            sections_of("<p>đầu</p><h2 id=\"a-b\">Tên <em>mục</em></h2><p title=\"a > b\">thân</p><h3 id=\"c\"></h3>");
        assert_eq!(
            sections[1],
            Section { id: "a-b".into(), heading: "Tên mục".into(), paragraphs: vec!["thân".into()] }
        );
        assert_eq!(sections[2].id, "c");
    }

    #[test]
    fn broken_html_is_read_to_its_end() {
        for html in ["<", "a<", "<p", "<p title=\"", "<!--", "&", "&amp", "<sup class=\"footnote\">1", "</p></p>", "<>"]
        {
            sections_of(html);
        }
        assert_eq!(sections_of("a < b &khong; c")[0].paragraphs.concat().chars().next(), Some('a'));
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = "chữ ".repeat(2_000);
        let pieces = pieces(text.trim_end());
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= PASSAGE && piece.ends_with("chữ")));
        assert_eq!(pieces.join(" "), text.trim_end());
        assert!(super::pieces(&"ữ".repeat(2_000)).iter().all(|piece| piece.len() <= PASSAGE));
    }
}
