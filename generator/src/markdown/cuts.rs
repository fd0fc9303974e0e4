//! Where a text may be cut: at its sections and rules, around its questions, before its notes; and what was taken out of
//! it for the trainer.
//!
//! Slides, handouts and the trainer's page are made of these pieces of one text, so that nothing is written twice.

use super::Body;
use super::question::Question;
use super::writer::Out;
use pulldown_cmark::html;
use std::ops::Range;

/// A place in the HTML of a text where it may be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in [`Body::html`], with what only marks the place.
    pub range: Range<usize>,
    /// What begins there.
    pub what: Begins,
}

/// What begins where a text may be cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begins {
    /// A section, with a heading of the second level.
    Section {
        /// The heading's id.
        id: String,
        /// The heading's text.
        title: String,
    },
    /// The same section goes on, behind a rule.
    More,
    /// A question, by its place in [`Body::questions`]; the text goes on behind it.
    Question(usize),
    /// The footnotes.
    Notes,
}

/// What only the trainer sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The place in [`Body::html`] where it was taken out.
    pub at: usize,
    /// What it says.
    pub html: String,
}

/// A place where a text may be cut, while it is written.
#[derive(Debug)]
pub(super) enum Cut {
    /// A heading begins.
    Heading { id: String, title: String },
    /// The next event is a rule.
    Rule,
    /// The next event is a question.
    Question(Question),
    /// The footnotes begin.
    Notes,
    /// Something for the trainer stood here.
    Remark(String),
}

impl Body {
    /// Whether it asks questions.
    pub fn asks(&self) -> bool {
        !self.questions.is_empty()
    }

    /// Writes events as HTML and notes where the cuts, each with the number of events before it, come to stand.
    pub(super) fn write(&mut self, events: Out<'_>, cuts: Vec<(usize, Cut)>) -> String {
        let mut text = String::new();
        let mut events = events.into_iter();
        let mut written = 0;
        for (before, cut) in cuts {
            html::push_html(&mut text, events.by_ref().take(before - written));
            written = before;
            let start = text.len();
            let mut marker = |text: &mut String| {
                html::push_html(text, events.by_ref().take(1));
                written += 1;
            };
            let what = match cut {
                Cut::Heading { id, title } => Begins::Section { id, title },
                Cut::Rule => {
                    marker(&mut text);
                    Begins::More
                }
                Cut::Question(question) => {
                    marker(&mut text);
                    self.questions.push(question);
                    Begins::Question(self.questions.len() - 1)
                }
                Cut::Notes => Begins::Notes,
                Cut::Remark(html) => {
                    self.remarks.push(Remark { at: start, html });
                    continue;
                }
            };
            self.parts.push(Part { range: start..text.len(), what });
        }
        html::push_html(&mut text, events);
        text
    }
}
