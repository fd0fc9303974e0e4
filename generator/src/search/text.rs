//! The text of a page as it is read: what stands under which heading, cut into passages.
//!
//! It is taken from the text that the page shows ([`Text::sections`]): what is found is what is shown, and nothing else.

use crate::markdown::{Body, Text};
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
        body.text.sections(&mut sections);
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
        let mut section = Section { id: item.id.value.clone(), heading: item.title.clone(), paragraphs: Vec::new() };
        section.paragraphs.push(item.question.clone());
        sections.push(section);
        if let Some(explanation) = body.explanations.get(&item.id.value) {
            Text::sections(explanation, sections);
        }
        if let Some(section) = sections.last_mut() {
            section.paragraphs.extend(item.details().cloned());
        }
    }
}

/// Cuts sections into passages: between sections where it can be, else between paragraphs, else between words.
fn cut(page: &Page, sections: Vec<Section>, href: &str) -> Vec<Passage> {
    let passage = |is_first| Passage {
        href: href.to_owned(),
        title: page.title.clone(),
        keywords: if is_first { page.keywords.clone() } else { Vec::new() },
        is_first,
        sections: Vec::new(),
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = "chữ ".repeat(2_000);
        let pieces = pieces(text.trim_end());
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= PASSAGE && piece.ends_with("chữ")));
        assert_eq!(pieces.join(" "), text.trim_end());
        assert!(super::pieces(&"ữ".repeat(2_000)).iter().all(|piece| piece.len() <= PASSAGE));
    }
}
