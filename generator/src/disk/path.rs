//! The path of a file that is written: relative, and made of plain names.

use super::name;
use crate::diagnostic::Unfit;
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use unicode_normalization::UnicodeNormalization as _;

/// A path below the output folder, with `/`: `bai-viet/index.html`.
///
/// None is empty or absolute, holds `..`, or means one file here and another on Windows: what would be so is no value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

/// In bytes: systems take 1,024 in all, and the folder of the site stands in front.
const LONGEST: usize = 800;

impl OutputPath {
    /// Takes a path; says why where it cannot be one.
    pub fn new(path: impl Into<String>) -> Result<Self, Unfit> {
        let path = path.into();
        match path.split('/').find_map(name::unsafe_part) {
            Some(unfit) => Err(unfit),
            None => Ok(Self(path)),
        }
    }

    /// As it stands in a list of files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of it that some system cannot write, and why.
    pub fn unfit(&self) -> Option<(&str, Unfit)> {
        if self.0.len() > LONGEST {
            return Some((&self.0, Unfit::Long));
        }
        self.0.split('/').find_map(|part| Some((part, name::unfit(part)?)))
    }

    /// The same for all paths that Windows or macOS would take for this one: letters of one size, marks stored in one way.
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        // By capitals first: `ß` is `SS`, and both sigmas are one.
        let capitals: String = self.0.nfd().flat_map(char::to_uppercase).collect();
        capitals.chars().flat_map(char::to_lowercase).nfc().collect()
    }
}

impl Deref for OutputPath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    #[test]
    fn what_leaves_the_folder_or_means_another_file_elsewhere_is_no_path() {
        for path in ["", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "a\nb", "a\0"] {
            assert!(OutputPath::new(path).is_err(), "{path:?}");
        }
        for path in ["a", "bai-viet/index.html", ".well-known/security.txt", "ảnh/một hai.png", "..a/b"] {
            assert!(OutputPath::new(path).is_ok(), "{path:?}");
        }
    }

    #[test]
    fn letters_of_another_size_and_marks_stored_in_another_way_fold_into_one() {
        let folded = |path: &str| OutputPath::new(path).expect("a path").folded();
        assert_eq!(folded("SW.js"), folded("sw.js"));
        assert_eq!(folded("a\u{309}nh/X"), folded("Ảnh/x"));
        assert_eq!(folded("STRASSE"), folded("straße"));
        assert_ne!(folded("anh"), folded("ảnh"));
    }

    proptest! {
        #[test]
        fn every_path_stays_in_its_folder(path in "[a-c./\\\\ ~\u{0}\n:]{0,12}") {
            if let Ok(path) = OutputPath::new(path) {
                let parts: Vec<_> = Path::new(path.as_str()).components().collect();
                prop_assert!(!parts.is_empty());
                prop_assert!(parts.iter().all(|part| matches!(part, Component::Normal(_))));
                prop_assert_eq!(parts.len(), path.split('/').count());
            }
        }
    }
}
