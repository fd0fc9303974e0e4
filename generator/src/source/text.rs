//! A file of the site as text, with the way back from an offset to a line and a column.

use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use crate::files::read_file;
use std::path::Path;

/// A text file of the site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the root of the site, with `/`.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: String,
}

impl Source {
    /// Reads a file; a finding and nothing where it is not UTF-8.
    pub fn read(root: &Path, path: &str, findings: &mut Findings) -> Result<Option<Self>, Failure> {
        let bytes = read_file(&root.join(path))?;
        Ok(Self::from_bytes(path, bytes, findings))
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
