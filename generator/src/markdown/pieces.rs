//! A text in pieces: its introduction, its sections, each question, its notes; with what the trainer is told at each.

use super::{Begins, Body};
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'b> {
    /// What it is.
    pub kind: PieceKind,
    /// The heading of its section; empty before the first.
    pub title: &'b str,
    /// Whether its own text has that heading.
    pub has_heading: bool,
    /// Its text, in one or two parts that follow each other.
    pub html: String,
    /// What the trainer is told there.
    pub remarks: Vec<&'b str>,
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Text.
    Text,
    /// A question, by its place in [`Body::questions`].
    Question(usize),
    /// The footnotes.
    Notes,
}

impl Body {
    /// The text in pieces, in order. A heading with nothing below it but questions goes to the first of them.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Pieces { body: self, done: Vec::new(), title: "", remarks: &self.remarks };
        let mut start = 0;
        let mut is_heading = false;
        for part in &self.parts {
            pieces.text(start..part.range.start, is_heading);
            is_heading = false;
            start = part.range.end;
            match &part.what {
                Begins::Section { title, .. } => {
                    pieces.title = title;
                    is_heading = true;
                }
                Begins::More => {}
                Begins::Question(index) => {
                    pieces.add(PieceKind::Question(*index), part.range.clone(), false);
                }
                Begins::Notes => {
                    pieces.title = "";
                    pieces.add(PieceKind::Notes, part.range.start..self.html.len(), false);
                    start = self.html.len();
                }
            }
        }
        pieces.text(start..self.html.len(), is_heading);
        if let Some(last) = pieces.done.last_mut() {
            last.remarks.extend(pieces.remarks.iter().map(|remark| remark.html.as_str()));
        }
        pieces.done
    }
}

struct Pieces<'b> {
    body: &'b Body,
    done: Vec<Piece<'b>>,
    title: &'b str,
    /// Those that no piece has yet.
    remarks: &'b [super::Remark],
}

impl Pieces<'_> {
    /// A piece of text, unless it is empty.
    fn text(&mut self, range: Range<usize>, has_heading: bool) {
        if self.body.html[range.clone()].trim().is_empty() {
            // What was said there belongs to what stands before.
            let said = self.said(range.end);
            if let Some(last) = self.done.last_mut() {
                last.remarks.extend(said);
            }
        } else {
            self.add(PieceKind::Text, range, has_heading);
        }
    }

    fn add(&mut self, kind: PieceKind, range: Range<usize>, has_heading: bool) {
        let html = &self.body.html[range.clone()];
        let remarks = self.said(range.end);
        if let (PieceKind::Question(_), Some(last)) = (kind, self.done.last_mut())
            && last.has_heading
            && last.kind == PieceKind::Text
            && is_heading_alone(&last.html)
        {
            last.kind = kind;
            last.html.push_str(html);
            last.remarks.extend(remarks);
            return;
        }
        self.done.push(Piece { kind, title: self.title, has_heading, html: html.to_owned(), remarks });
    }
}

impl<'b> Pieces<'b> {
    /// The remarks up to a place; one that stands where a piece ends belongs to it.
    fn said(&mut self, end: usize) -> Vec<&'b str> {
        let count = self.remarks.partition_point(|remark| remark.at <= end);
        let (said, rest) = self.remarks.split_at(count);
        self.remarks = rest;
        said.iter().map(|remark| remark.html.as_str()).collect()
    }
}

/// Whether nothing stands below the heading that a text begins with.
fn is_heading_alone(html: &str) -> bool {
    html.split_once("</h2>").is_some_and(|(_, rest)| rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Part, Remark};

    #[test]
    fn every_byte_of_a_text_is_in_one_piece_but_rules() {
        let html = "<p>a</p>\n<h2>B</h2>\n<p>b</p>\n<hr />\n<p>c</p>\n<h2>D</h2>\n<q1><q2><p>e</p>\n<notes>".to_owned();
        let at = |text: &str| html.find(text).expect("it is there");
        let span = |text: &str| at(text)..at(text) + text.len();
        let section = |text: &str, title: &str| Part {
            range: at(text)..at(text),
            what: Begins::Section { id: title.to_lowercase(), title: title.to_owned() },
        };
        let part = |text: &str, what| Part { range: span(text), what };
        let remark = |at, html: &str| Remark { at, html: html.to_owned() };
        let body = Body {
            parts: vec![
                section("<h2>B", "B"),
                part("<hr />\n", Begins::More),
                section("<h2>D", "D"),
                part("<q1>", Begins::Question(0)),
                part("<q2>", Begins::Question(1)),
                Part { range: at("<notes>")..at("<notes>"), what: Begins::Notes },
            ],
            remarks: vec![
                remark(0, "đầu"),
                remark(at("<hr />"), "b"),
                remark(at("<q2>"), "q1"),
                remark(html.len(), "z"),
            ],
            html: html.clone(),
            ..Body::default()
        };
        let pieces = body.pieces();
        let said: Vec<(&str, &str, Vec<&str>)> =
            pieces.iter().map(|piece| (piece.title, piece.html.trim(), piece.remarks.clone())).collect();
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
        let all: String = pieces.into_iter().map(|piece| piece.html).collect();
        assert_eq!(all, html.replace("<hr />\n", ""));
    }
}
