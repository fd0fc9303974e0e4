//! A file of the site as text, with the way back from an offset to a line and a column.

use crate::diagnostic::{ContentProblem, Findings, Place, Problem, is_no_text};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// So many characters that are no text are named in one file: who has more has another kind of file.
const MOST_NAMED: usize = 20;

/// A text file of the site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the root of the site, with `/`.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: String,
}

impl Source {
    /// Takes what was read from a file of the site, in NFC; a finding and nothing where it is not UTF-8.
    pub fn of_site(path: &str, bytes: Vec<u8>, findings: &mut Findings) -> Option<Self> {
        let mut source = Self::from_bytes(path, bytes, findings)?;
        source.take_out_what_is_no_text(findings);
        // Before anything is located: offsets count in what is kept. Lines stay, and columns count letters either way.
        if let Some(at) = first_decomposed(&source.text) {
            source.text = source.text.nfc().collect();
            findings.add(source.place(at), ContentProblem::NotNfc);
        }
        Some(source)
    }

    /// Names what is no text, and puts a space in its place, so that columns stay and the rest can be read.
    fn take_out_what_is_no_text(&mut self, findings: &mut Findings) {
        let found: Vec<(usize, char)> =
            self.text.char_indices().filter(|(_, char)| is_no_text(*char)).take(MOST_NAMED).collect();
        if found.is_empty() {
            return;
        }
        for (at, char) in found {
            findings.add(self.place(at), ContentProblem::NoText { char });
        }
        self.text = self.text.replace(is_no_text, " ");
    }

    /// Takes what was read from a file of that name; a finding and nothing where it is not UTF-8.
    pub fn from_bytes(path: &str, mut bytes: Vec<u8>, findings: &mut Findings) -> Option<Self> {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            // Offsets count in what was read, so line ends are made one before anything is located.
            Ok(text) if text.contains('\r') => {
                Some(Self { path: path.to_owned(), text: text.replace("\r\n", "\n").replace('\r', "\n") })
            }
            Ok(text) => Some(Self { path: path.to_owned(), text }),
            Err(error) => {
                let (good, bytes) = (error.utf8_error().valid_up_to(), error.into_bytes());
                let looks_like_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
                let place = place_in(path, &String::from_utf8_lossy(&bytes[..good]), good);
                findings.add(place, Problem::NotUtf8 { looks_like_utf16 });
                None
            }
        }
    }

    /// The line and column of an offset.
    pub fn place(&self, offset: usize) -> Place {
        place_in(&self.path, &self.text, offset)
    }
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
    let is_other = |bytes: &[u8]| !matches!(bytes, [..=0xcb, ..] | [0xe1, 0xb8..=0xbb, _] | [0xe2, 0x80, 0x90..=0xbf]);
    bytes.windows(3).any(is_other) || bytes.iter().rev().take(2).any(|byte| *byte > 0xcb)
}

/// The line and column of an offset in a text.
pub fn place_in(path: &str, text: &str, offset: usize) -> Place {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place {
        file: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}
