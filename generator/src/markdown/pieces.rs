//! A text in pieces: its introduction, its sections, each question, its notes; with what the trainer is told at each.
//!
//! Slides, handouts and the trainer's page are made of these pieces of one text, so that nothing is written twice.

use super::text::{Mark, Text, TextPart, What};
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// What it is.
    pub kind: PieceKind,
    /// The heading of its section; empty before the first.
    pub title: &'t str,
    /// Whether its own text has that heading.
    pub has_heading: bool,
    /// Its text.
    pub text: TextPart<'t>,
    /// What the trainer is told there.
    pub remarks: Vec<&'t Text>,
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Text.
    Text,
    /// A question.
    Question,
    /// The footnotes.
    Notes,
}

impl Text {
    /// The text in pieces, in order. A heading with nothing below it but questions goes to the first of them.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let remarks = self.marks.iter().filter_map(|mark| match &mark.what {
            What::Remark(remark) => Some((mark.range.start, &**remark)),
            _ => None,
        });
        let mut pieces = Pieces { text: self, done: Vec::new(), title: "", remarks: remarks.collect() };
        let mut start = 0;
        // Where the heading of the piece that is open ends.
        let mut heading = None;
        for Mark { range, what } in &self.marks {
            if !matches!(what, What::Heading { cuts: true, .. } | What::Rule | What::Question | What::Notes) {
                continue;
            }
            pieces.text(start..range.start, heading.take());
            start = range.end;
            match what {
                What::Heading { title, .. } => {
                    pieces.title = title;
                    (start, heading) = (range.start, Some(range.end));
                }
                What::Question => pieces.question(range.clone()),
                What::Notes => {
                    pieces.title = "";
                    start = self.html.len();
                    pieces.add(PieceKind::Notes, range.start..start, None);
                }
                _ => {}
            }
        }
        pieces.text(start..self.html.len(), heading);
        let rest = std::mem::take(&mut pieces.remarks);
        if let Some((last, _, _)) = pieces.done.last_mut() {
            last.remarks.extend(rest.into_iter().map(|(_, remark)| remark));
        }
        pieces.done.into_iter().map(|(piece, _, _)| piece).collect()
    }
}

struct Pieces<'t> {
    text: &'t Text,
    /// With the place of each, and where its heading ends.
    done: Vec<(Piece<'t>, Range<usize>, Option<usize>)>,
    title: &'t str,
    /// Those that no piece has yet, with their places.
    remarks: Vec<(usize, &'t Text)>,
}

impl<'t> Pieces<'t> {
    /// A piece of text, unless it is empty.
    fn text(&mut self, range: Range<usize>, heading: Option<usize>) {
        if !self.is_empty(range.clone()) {
            self.add(PieceKind::Text, range, heading);
            return;
        }
        // What was said there belongs to what stands before.
        let said = self.said(range.end);
        if let Some((last, _, _)) = self.done.last_mut() {
            last.remarks.extend(said);
        }
    }

    fn question(&mut self, range: Range<usize>) {
        let heading_alone = self.done.last().filter(|(last, place, heading)| {
            last.kind == PieceKind::Text && heading.is_some_and(|end| self.is_empty(end..place.end))
        });
        if heading_alone.is_none() {
            self.add(PieceKind::Question, range, None);
            return;
        }
        let said = self.said(range.end);
        if let Some((last, place, _)) = self.done.last_mut() {
            place.end = range.end;
            last.kind = PieceKind::Question;
            last.text = self.text.part(place.clone());
            last.remarks.extend(said);
        }
    }

    fn add(&mut self, kind: PieceKind, range: Range<usize>, heading: Option<usize>) {
        let (text, remarks) = (self.text.part(range.clone()), self.said(range.end));
        let piece = Piece { kind, title: self.title, has_heading: heading.is_some(), text, remarks };
        self.done.push((piece, range, heading));
    }

    fn is_empty(&self, range: Range<usize>) -> bool {
        self.text.html[range].trim().is_empty()
    }

    /// The remarks up to a place; one that stands where a piece ends belongs to it.
    fn said(&mut self, end: usize) -> Vec<&'t Text> {
        let count = self.remarks.partition_point(|(at, _)| *at <= end);
        self.remarks.drain(..count).map(|(_, remark)| remark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::build::Builder;

    #[test]
    fn every_byte_of_a_text_is_in_one_piece_but_rules() {
        let mut built = Builder::default();
        let remark = |built: &mut Builder, words: &str| {
            let mut remark = Builder::default();
            remark.words(words);
            built.mark(What::Remark(Box::new(remark.text)));
        };
        let section = |built: &mut Builder, title: &str| {
            built.begin_heading(title.to_lowercase(), title.to_owned(), true);
            built.block(&format!("<h2>{title}</h2>\n"));
            built.end_heading();
        };
        remark(&mut built, "đầu");
        built.block("<p>a</p>\n");
        section(&mut built, "B");
        built.block("<p>b</p>\n");
        remark(&mut built, "b");
        built.value("<hr />\n", What::Rule);
        built.block("<p>c</p>\n");
        section(&mut built, "D");
        built.value("<q1>", What::Question);
        remark(&mut built, "q1");
        built.value("<q2>", What::Question);
        built.block("<p>e</p>\n");
        built.mark(What::Notes);
        built.block("<notes>");
        remark(&mut built, "z");
        let text = built.text;
        let pieces = text.pieces();
        let said: Vec<(&str, &str, Vec<&str>)> = pieces
            .iter()
            .map(|piece| {
                (piece.title, piece.text.html().trim(), piece.remarks.iter().map(|said| said.html()).collect())
            })
            .collect();
        assert_eq!(
            said,
            [
                ("", "<p>a</p>", vec!["đầu"]),
                ("B", "<h2>B</h2>\n<p>b</p>", vec!["b"]),
                ("B", "<p>c</p>", vec![]),
                ("D", "<h2>D</h2>\n<q1>", vec!["q1"]),
                ("D", "<q2>", vec![]),
                ("D", "<p>e</p>", vec![]),
                ("", "<notes>", vec!["z"]),
            ]
        );
        let all: String = pieces.iter().map(|piece| piece.text.html()).collect();
        assert_eq!(all, text.html().replace("<hr />\n", ""));
    }
}
