//! A file of the site as text, with the way back from an offset to a line and a column.

use crate::bytes::any_place;
use crate::diagnostic::{ContentProblem, Findings, LeftoverProblem, Place, Problem, is_no_text, no_text};
use encoding_rs::{Encoding, UTF_8};
use memchr::{memchr, memmem};
use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// So many characters that are no text are named in one file: who has more has another kind of file.
const MOST_NAMED: usize = 20;

/// A text file of the site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the root of the site, with `/`.
    pub path: String,
    /// Its text, without a byte order mark. It does not change: places are counted once.
    pub text: String,
    /// Made when the first place is asked for: most files have no findings.
    lines: OnceLock<Lines>,
}

impl Source {
    /// A text under the name of its file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Takes what was read from a file of the site, in NFC; a finding and nothing where it is not UTF-8.
    pub fn of_site(path: &str, bytes: Vec<u8>, findings: &mut Findings) -> Option<Self> {
        let mut source = Self::from_bytes(path, bytes, findings)?;
        if let Some(at) = merge_marks(&source.text) {
            // Two texts in one: whatever else would be found is of neither.
            findings.add(source.place(at), LeftoverProblem::MergeMarks);
            return None;
        }
        source.take_out_what_is_no_text(findings);
        // Before anything is located: offsets count in what is kept. Lines stay, and columns count letters either way.
        if let Some(at) = first_decomposed(&source.text) {
            source = Self::new(source.path, source.text.nfc().collect::<String>());
            findings.add(source.place(at), ContentProblem::NotNfc);
        }
        Some(source)
    }

    /// Names what is no text, and puts a space in its place, so that columns stay and the rest can be read.
    fn take_out_what_is_no_text(&mut self, findings: &mut Findings) {
        if no_text(&self.text).is_none() {
            return;
        }
        let found: Vec<(usize, char)> =
            self.text.char_indices().filter(|(_, char)| is_no_text(*char)).take(MOST_NAMED).collect();
        if found.is_empty() {
            return;
        }
        for (at, char) in found {
            findings.add(self.place(at), ContentProblem::NoText { char });
        }
        // Another text has other places.
        *self = Self::new(std::mem::take(&mut self.path), self.text.replace(is_no_text, " "));
    }

    /// Takes what was read from a file of that name; a finding and nothing where it is not UTF-8.
    pub fn from_bytes(path: &str, mut bytes: Vec<u8>, findings: &mut Findings) -> Option<Self> {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            // Offsets count in what was read, so line ends are made one before anything is located.
            Ok(text) if memchr(b'\r', text.as_bytes()).is_some() => {
                Some(Self::new(path, text.replace("\r\n", "\n").replace('\r', "\n")))
            }
            Ok(text) => Some(Self::new(path, text)),
            Err(error) => {
                let (good, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
                let looks_like_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
                let place = Self::new(path, String::from_utf8_lossy(&bytes[..good])).place(good);
                findings.add(place, Problem::NotUtf8 { looks_like_utf16 });
                None
            }
        }
    }

    /// The same of a file that somebody handed in: it may be UTF-16 too, which Notepad calls “Unicode”.
    pub fn from_handed_in(path: &str, bytes: Vec<u8>, findings: &mut Findings) -> Option<Self> {
        let utf16 = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8);
        let Some((encoding, mark)) = utf16 else { return Self::from_bytes(path, bytes, findings) };
        match encoding.decode_without_bom_handling(&bytes[mark..]) {
            (text, false) => Self::from_bytes(path, text.into_owned().into_bytes(), findings),
            (_, true) => Self::from_bytes(path, bytes, findings),
        }
    }

    /// The line and column of an offset.
    pub fn place(&self, offset: usize) -> Place {
        // What is of the whole file stands at its start, and every page of a site is asked for that.
        if offset == 0 {
            return Place::start_of(&self.path);
        }
        let offset = offset.min(self.text.len());
        let (line, column) = self.lines.get_or_init(|| Lines::of(&self.text)).place(&self.text, offset);
        Place { file: self.path.clone(), line, column }
    }
}

/// Where the first of the marks stands that git leaves when two people changed the same lines.
fn merge_marks(text: &str) -> Option<usize> {
    let begins = |mark: &str, from: usize| {
        let found = memmem::find_iter(&text.as_bytes()[from..], mark).map(|at| from + at);
        let mut at_a_line = found.filter(|at| {
            let ends = text[at + mark.len()..].chars().next();
            (*at == 0 || text.as_bytes()[at - 1] == b'\n') && matches!(ends, None | Some(' ' | '\n'))
        });
        at_a_line.next()
    };
    let first = begins("<<<<<<<", 0)?;
    begins("=======", first).and_then(|middle| begins(">>>>>>>", middle)).map(|_| first)
}

/// Where the lines of a text begin, and how many characters stand before each of its blocks: with both, a place is found
/// without reading the text again, however many findings a file has and however long its lines are.
#[derive(Debug, Clone)]
struct Lines {
    /// The offset of the first byte of each line.
    starts: Vec<usize>,
    /// The characters before each [`BLOCK`] of bytes.
    characters: Vec<usize>,
}

/// Bytes that are counted anew for every place.
const BLOCK: usize = 256;

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        let mut before = 0;
        let characters = bytes.chunks(BLOCK).map(|block| {
            let here = before;
            before += count(block);
            here
        });
        let mut characters: Vec<usize> = characters.collect();
        characters.push(before);
        Self { starts, characters }
    }

    /// The line and column of an offset, or of the character that it stands in.
    fn place(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let inside = usize::from(!text.is_char_boundary(offset));
        (line, self.before(text, offset) - self.before(text, start) + 1 - inside)
    }

    /// The characters that begin before an offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + count(&text.as_bytes()[block * BLOCK..offset])
    }
}

/// The characters that begin in some bytes of a text.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Where a text leaves NFC, in which all that is written stands: as an offset in both forms, which are the same until
/// there.
fn first_decomposed(text: &str) -> Option<usize> {
    if !may_be_decomposed(text.as_bytes()) || is_nfc(text) {
        return None;
    }
    let same = text.chars().zip(text.nfc()).take_while(|(left, right)| left == right);
    Some(same.map(|(char, _)| char.len_utf8()).sum())
}

/// Whether anything stands there but Latin letters, those of Vietnamese among them, and the punctuation of text, all of
/// which is composed: nearly every file is answered by its bytes alone.
fn may_be_decomposed(bytes: &[u8]) -> bool {
    let is_other = |[first, second, third]: [u8; 3]| {
        let is_vietnamese = first == 0xe1 && (0xb8..=0xbb).contains(&second);
        let is_punctuation = first == 0xe2 && second == 0x80 && (0x90..=0xbf).contains(&third);
        first > 0xcb && !is_vietnamese && !is_punctuation
    };
    any_place(bytes, is_other) || bytes.iter().rev().take(2).any(|byte| *byte > 0xcb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As a person counts: every line and every letter, one after the other.
    fn counted(text: &str, offset: usize) -> (usize, usize) {
        let inside = text.char_indices().take_while(|(at, _)| *at <= offset).last().map_or(0, |(at, _)| at);
        let offset = if offset >= text.len() { text.len() } else { inside };
        let before = &text[..offset];
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    proptest! {
        #[test]
        fn a_place_is_the_line_and_the_column_that_a_person_counts(
            text in "[aắộ\u{1F600}\n ]{0,900}",
            offset in 0..4000_usize,
        ) {
            let place = Source::new("a.md", text.as_str()).place(offset);
            prop_assert_eq!((place.line, place.column), counted(&text, offset));
        }
    }
}
