//! What becomes of each sheet that was given, before any is scored.

use super::{Line, key};
use crate::decimal::Decimal;
use crate::sheet::{Answer, Sheet};
use crate::sheets::Listed;

/// What becomes of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counted,
    /// It is of another version of the set.
    OtherVersion,
    /// It is of another year.
    OtherYear,
    /// The sheet at this place is under the same name, and later.
    Again(usize),
    /// Nothing on it is answered: a page keeps a sheet as soon as somebody chooses a group.
    Blank,
}

/// What becomes of each sheet, as yet without what it comes to.
#[derive(Debug, Default)]
pub(super) struct Standings {
    people: Buckets,
    // Of sheets with the same answers the first, and the first without a name: no more is ever asked for.
    contents: Buckets,
    nameless: Buckets,
}

impl Standings {
    /// The next one's line; it may change that of an earlier one.
    pub(super) fn add(&mut self, lines: &mut Vec<Line>, listed: &[Listed], year: u16) {
        let place = lines.len();
        let Some(each) = listed.get(place) else { return };
        let standing = match (each.rubric, each.sheet.year == year) {
            (0, true) if each.sheet.is_unanswered() => Standing::Blank,
            (0, true) => Standing::Counted,
            (0, false) => Standing::OtherYear,
            _ => Standing::OtherVersion,
        };
        let mut line = Line {
            standing,
            alike: None,
            verdict: None,
            total: Decimal::ZERO,
            max: Decimal::ZERO,
            open: 0,
            is_unlisted: false,
        };
        if standing == Standing::Counted {
            let content = content(&each.sheet);
            let is_same = |other: usize| listed[other].sheet == each.sheet;
            let (first, first_nameless) = (self.contents.find(content, is_same), self.nameless.find(content, is_same));
            line.alike = if each.person.is_none() { first } else { first_nameless };
            if first.is_none() {
                self.contents.add(content, place);
            }
            if first_nameless.is_none() && each.person.is_none() {
                self.nameless.add(content, place);
            }
        }
        lines.push(line);
        if let (Standing::Counted, Some(person)) = (standing, &each.person) {
            let key = key(person);
            let is_same = |other: usize| listed[other].person.as_deref().is_some_and(|other| super::key(other) == key);
            if let Some(earlier) = self.people.replace(hash_of(key.bytes().map(u32::from)), is_same, place) {
                lines[earlier].standing = Standing::Again(place);
            }
        }
    }
}

/// Something that equal sheets have in common, and others hardly ever.
fn content(sheet: &Sheet) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "any part of it will do")]
    let number = |number: Decimal| (number.millionths() ^ (number.millionths() >> 29)) as u32;
    hash_of(sheet.answers.iter().flat_map(|answer| match *answer {
        Answer::Blank => [1, 0],
        Answer::Unknown => [2, 0],
        Answer::NotApplicable => [3, 0],
        Answer::Given(given) => [number(given), 0],
        Answer::Pair(pair) => pair.map(|figure| figure.map_or(4, number)),
    }))
}

/// A number that equal ones have in common, and others hardly ever.
pub(crate) fn hash_of(parts: impl Iterator<Item = u32>) -> u32 {
    let hash = parts.fold(5381_u32, |hash, part| (hash.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B1));
    hash ^ hash >> 15
}

/// Places by what they are looked up by: short lists, which become more as they fill, and take a few hundred bytes of code
/// less than the library's maps.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    lists: Vec<Vec<(u32, usize)>>,
    filled: usize,
}

impl Buckets {
    fn list(&mut self, hash: u32) -> &mut Vec<(u32, usize)> {
        if self.filled >= self.lists.len() {
            let all = std::mem::take(&mut self.lists);
            self.lists.resize((all.len() * 4).max(1024), Vec::new());
            for entry in all.into_iter().flatten() {
                self.lists_of(entry.0).push(entry);
            }
        }
        self.lists_of(hash)
    }

    fn lists_of(&mut self, hash: u32) -> &mut Vec<(u32, usize)> {
        let count = self.lists.len();
        &mut self.lists[hash as usize % count]
    }

    pub(crate) fn add(&mut self, hash: u32, place: usize) {
        self.list(hash).push((hash, place));
        self.filled += 1;
    }

    pub(crate) fn find(&mut self, hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        self.list(hash).iter().find(|entry| entry.0 == hash && is_it(entry.1)).map(|entry| entry.1)
    }

    /// Puts a place where an equal one was, which is given back.
    fn replace(&mut self, hash: u32, is_it: impl Fn(usize) -> bool, place: usize) -> Option<usize> {
        if let Some(old) = self.list(hash).iter_mut().find(|entry| entry.0 == hash && is_it(entry.1)) {
            return Some(std::mem::replace(&mut old.1, place));
        }
        self.add(hash, place);
        None
    }
}
