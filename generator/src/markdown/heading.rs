//! Headings: their ids, the older ids that stay valid, and the table of contents.

use super::build::{Step, Steps};
use super::writer::Writer;
use super::{Events, plain_text};
use crate::diagnostic::{ContentProblem, Problem};
use crate::source::is_id;
use pulldown_cmark::CowStr;
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_check::vietnamese::slug;

/// Headings whose text has no letter.
const NAMELESS: &str = "muc";

/// Ids that templates use on every page.
const OF_TEMPLATES: [&str; 1] = ["main"];

/// Whether an id is one that footnotes have, `fn-1`, `fnref-1`, `fnref-1-2`: no heading may take it, whether the page has
/// such a note or not, for one may come.
pub(super) fn is_of_a_note(id: &str) -> bool {
    let numbers = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
    numbers.is_some_and(|numbers| numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

/// A heading of the second or third level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TocEntry {
    /// 2 or 3.
    pub level: u8,
    /// Where a link leads.
    pub id: String,
    /// Its text.
    pub title: String,
}

/// The ids of one page, and where each was given.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeMap<String, usize>,
    /// The last number behind each text that stood there before.
    numbers: BTreeMap<String, usize>,
}

/// What an author wrote in braces behind a heading.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// `#id`
    pub id: Option<String>,
    /// `old="…"`
    pub old: Vec<String>,
    /// What is neither.
    pub unknown: Vec<String>,
}

impl Attributes {
    /// Puts together what the parser cut at every space.
    pub(super) fn read(
        id: Option<CowStr<'_>>,
        classes: Vec<CowStr<'_>>,
        attrs: Vec<(CowStr<'_>, Option<CowStr<'_>>)>,
    ) -> Self {
        let mut read = Self { id: id.map(CowStr::into_string), ..Self::default() };
        read.unknown.extend(classes.into_iter().map(|class| format!(".{class}")));
        let mut in_quotes = false;
        for (key, value) in attrs {
            let text = match value {
                Some(value) if key.as_ref() == "old" => {
                    in_quotes = value.starts_with('"');
                    value
                }
                None if in_quotes => key,
                Some(value) => {
                    read.unknown.push(format!("{key}={value}"));
                    continue;
                }
                None => {
                    read.unknown.push(key.into_string());
                    continue;
                }
            };
            in_quotes &= text.len() < 2 || !text.ends_with('"');
            let id = text.trim_matches('"');
            if !id.is_empty() {
                read.old.push(id.to_owned());
            }
        }
        read
    }
}

impl Ids {
    /// The ids of a page that has these already.
    pub(super) fn of<'i>(taken: impl Iterator<Item = &'i str>) -> Self {
        let taken = taken.chain(OF_TEMPLATES).map(|id| (id.to_owned(), 0)).collect();
        Self { taken, numbers: BTreeMap::new() }
    }

    /// Takes an id that an author gave, and says what is wrong with it.
    pub(super) fn give(&mut self, id: &str, at: usize) -> Result<(), Refused> {
        if !is_id(id) {
            return Err(Refused::Bad(Problem::BadId { id: id.to_owned() }));
        }
        if is_of_a_note(id) {
            return Err(Refused::Bad(ContentProblem::NoteId { id: id.to_owned() }.into()));
        }
        if let Some(first) = self.taken.get(id) {
            return Err(Refused::Taken(*first));
        }
        self.taken.insert(id.to_owned(), at);
        Ok(())
    }

    /// An id of the text's letters, made unique in the page.
    pub(super) fn make(&mut self, text: &str, at: usize) -> String {
        let base = slug(text);
        let base = match base.as_str() {
            "" => NAMELESS.to_owned(),
            base if is_of_a_note(base) => format!("{NAMELESS}-{base}"),
            _ => base,
        };
        let mut id = base.clone();
        if self.taken.contains_key(&base) {
            let number = self.numbers.entry(base.clone()).or_insert(1);
            while self.taken.contains_key(&id) {
                *number += 1;
                id = format!("{base}-{number}");
            }
        }
        self.taken.insert(id.clone(), at);
        id
    }
}

/// Why an id cannot be given.
pub(super) enum Refused {
    /// It is none.
    Bad(Problem),
    /// It stands at that offset already.
    Taken(usize),
}

/// What is wrong with the order of headings: the title of the page is the only one of the first level, and none is
/// skipped on the way down.
pub(super) fn order(before: u8, level: u8) -> Option<ContentProblem> {
    if level == 1 {
        return Some(ContentProblem::HeadingTop);
    }
    (level > before + 1).then_some(ContentProblem::HeadingSkip { from: before, to: level })
}

impl<'e> Writer<'_, 'e> {
    /// A heading with its ids; notes what the table of contents and the checks of links need.
    pub(super) fn heading(
        &mut self,
        level: u8,
        attributes: Attributes,
        inside: Events<'e>,
        at: usize,
        out: &mut Steps<'e>,
    ) {
        if let Some(problem) = order(self.level, level) {
            self.report(at, problem);
        }
        self.level = level;
        let title = plain_text(&inside);
        if title.is_empty() {
            self.report(at, ContentProblem::HeadingEmpty);
        }
        for given in attributes.unknown {
            self.report(at, ContentProblem::HeadingAttribute { given });
        }
        let given = attributes.id.filter(|id| self.give(id, at));
        let id = given.unwrap_or_else(|| self.ids.make(&title, at));
        self.body.anchors.push(id.clone());
        let old: Vec<String> = attributes.old.into_iter().filter(|old| self.give(old, at)).collect();
        self.body.anchors.extend(old.iter().cloned());
        let cuts = level == 2 && self.is_outermost();
        if matches!(level, 2 | 3) {
            self.body.toc.push(TocEntry { level, id: id.clone(), title: title.clone() });
        }
        out.push(Step::Heading { level, id, old, title, cuts });
        self.in_heading = true;
        self.events(inside, out);
        self.end_prose();
        self.in_heading = false;
        self.sourcing.break_off();
        out.push(Step::HeadingEnd(level));
    }

    /// Whether an id that an author gave can be had.
    fn give(&mut self, id: &str, at: usize) -> bool {
        match self.ids.give(id, at) {
            Ok(()) => true,
            Err(Refused::Bad(problem)) => {
                self.report(at, problem);
                false
            }
            Err(Refused::Taken(first)) => {
                let first = self.page.source.place(self.page.body.start + first);
                self.report(at, ContentProblem::DuplicateAnchor { id: id.to_owned(), first });
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attrs: &[(&'static str, Option<&'static str>)]) -> Attributes {
        let attrs = attrs.iter().map(|(key, value)| ((*key).into(), value.map(Into::into))).collect();
        Attributes::read(None, Vec::new(), attrs)
    }

    #[test]
    fn several_old_ids_stand_in_quotes() {
        assert_eq!(read(&[("old", Some("mot"))]).old, ["mot"]);
        assert_eq!(read(&[("old", Some("\"mot")), ("hai", None), ("ba\"", None)]).old, ["mot", "hai", "ba"]);
        assert_eq!(read(&[("old", Some("\"mot\"")), ("hai", None)]).unknown, ["hai"]);
    }

    #[test]
    fn nothing_else_is_taken_over() {
        assert_eq!(read(&[("onclick", Some("a()")), ("hidden", None)]).unknown, ["onclick=a()", "hidden"]);
    }
}
