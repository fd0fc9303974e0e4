//! The list of an output folder, `.hoctap` in it: every file that hoctap wrote, with what it wrote.
//!
//! ```text
//! hoctap 2
//! 0123456789abcdef0123456789abcdef 5120 bai-viet/index.html
//! ```
//!
//! A hash ([`struct@Hash`]), the length in bytes, the path. Whatever is not on it, or has other bytes now, is somebody else's.
//! While a folder is being filled, the first line ends in `open`, and each file is listed before it is written: there a
//! file that is shorter than its line is one that a killed run left half-way. A path may stand there twice while one
//! version takes the place of the other.

use crate::disk::Hash;
use std::collections::BTreeMap;

/// The list. Its first line was the whole file in the first release.
pub(in crate::disk) const NAME: &str = ".hoctap";
/// The list that is about to take its place.
pub(in crate::disk) const PART: &str = ".hoctap.part";
/// In a folder that is filled in place: the files that are about to move in, and what two runs hold.
pub(super) const INNER_HALF: &str = ".hoctap-new";
/// See [`INNER_HALF`].
pub(super) const INNER_LOCK: &str = ".hoctap-lock";

const HEAD: &str = "hoctap 2\n";
const OPEN: &str = "hoctap 2 open\n";

/// A file as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Of its bytes.
    pub hash: Hash,
    /// How many they are.
    pub len: u64,
}

/// The files that hoctap wrote into a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    files: BTreeMap<String, Vec<Made>>,
    is_open: bool,
}

impl Made {
    /// What these bytes are as a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: Hash::of(bytes), len: bytes.len() as u64 }
    }

    /// Its line.
    pub(in crate::disk) fn line(self, path: &str) -> String {
        format!("{} {} {path}\n", self.hash, self.len)
    }
}

impl List {
    /// Reads a list; where it is none, the line that is not understood.
    pub fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let text = std::str::from_utf8(bytes).map_err(|_| 1_usize)?;
        let (is_open, rest) = match (text.strip_prefix(HEAD), text.strip_prefix(OPEN)) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return Err(1),
        };
        let mut this = Self { files: BTreeMap::new(), is_open };
        for (number, line) in rest.split_inclusive('\n').enumerate() {
            let Some(line) = line.strip_suffix('\n') else {
                // Whoever wrote it was killed in the middle of the line, before the file.
                if is_open {
                    break;
                }
                return Err(number + 2);
            };
            let (path, made) = read_line(line).ok_or(number + 2)?;
            this.add(path, made);
        }
        Ok(this)
    }

    /// The list as a file, sorted.
    pub fn to_text(&self) -> String {
        let mut out = String::from(if self.is_open { OPEN } else { HEAD });
        for (path, made) in self.iter() {
            out.push_str(&made.line(path));
        }
        out
    }

    /// The beginning of a list to which lines are added one by one.
    pub(in crate::disk) fn opening() -> &'static [u8] {
        OPEN.as_bytes()
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Made)> {
        self.files.iter().flat_map(|(path, made)| made.iter().map(|made| (path.as_str(), *made)))
    }

    /// All paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What was written to a path.
    pub(in crate::disk) fn of(&self, path: &str) -> &[Made] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// Whether a path is on it.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether it has a file in this folder, or below.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let folder = format!("{folder}/");
        self.files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder))
    }

    /// Whether the folder was being filled.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Adds a file.
    pub(in crate::disk) fn add(&mut self, path: &str, made: Made) {
        let known = self.files.entry(path.to_owned()).or_default();
        if !known.contains(&made) {
            known.push(made);
        }
    }
}

fn read_line(line: &str) -> Option<(&str, Made)> {
    let (hash, rest) = line.split_once(' ')?;
    let (len, path) = rest.split_once(' ')?;
    let is_number = !len.is_empty() && len.bytes().all(|byte| byte.is_ascii_digit());
    let made = Made { hash: Hash::parse(hash)?, len: len.parse().ok().filter(|_| is_number)? };
    is_plain(path).then_some((path, made))
}

/// Whether a path is relative, made of plain names, and none of our own.
pub fn is_plain(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name != "." && name != "..";
    let means_more = |letter: char| letter.is_control() || (cfg!(windows) && matches!(letter, '\\' | ':'));
    let first = path.split('/').next().unwrap_or_default();
    path.split('/').all(is_name) && !path.contains(means_more) && ![NAME, PART, INNER_HALF, INNER_LOCK].contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_relative_paths_of_plain_names_are_plain() {
        for path in ["index.html", "a/b/c.txt", ".nojekyll", "a b/ắ.md", "a/.hoctap"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a\nb",
            "\0",
            ".hoctap",
            ".hoctap-new/a",
        ] {
            assert!(!is_plain(path), "{path:?}");
        }
    }

    #[test]
    fn a_line_that_was_cut_counts_only_while_the_folder_is_filled() {
        let line = Made::of(b"a").line("a.txt");
        let cut = &line[..line.len() - 3];
        assert_eq!(
            List::parse(format!("hoctap 2 open\n{line}{cut}").as_bytes()).map(|list| list.iter().count()),
            Ok(1)
        );
        assert_eq!(List::parse(format!("hoctap 2\n{line}{cut}").as_bytes()), Err(3));
        assert_eq!(List::parse(b"hoctap\n"), Err(1));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(files in prop::collection::btree_map("[a-z]{1,3}(/[a-z.]{1,3}x){0,2}", prop::collection::vec(any::<u8>(), 0..9), 0..9)) {
            let mut list = List::default();
            for (path, bytes) in &files {
                list.add(path, Made::of(bytes));
            }
            prop_assert_eq!(List::parse(list.to_text().as_bytes()), Ok(list));
        }

        #[test]
        fn no_bytes_make_it_panic_or_name_a_path_that_leads_out(bytes in prop::collection::vec(any::<u8>(), 0..200), path in "\\PC{0,12}") {
            let _ = List::parse(&bytes);
            let text = format!("hoctap 2\n{}", Made::of(&bytes).line(&path));
            if let Ok(list) = List::parse(text.as_bytes()) {
                prop_assert!(list.paths().all(is_plain));
            }
        }
    }
}
