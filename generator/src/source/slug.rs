//! One part of an address: letters and digits without marks, and hyphens between them.

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Deref;
use wasm_check::vietnamese;

/// `bai-viet`, `324-2023`, `zh-Hant`. It is never empty, and never more than one part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Cow<'static, str>);

impl Slug {
    /// One that the program knows; a wrong one does not compile where it is a constant, and ends the program where not.
    pub const fn of(literal: &'static str) -> Self {
        assert!(is_slug(literal.as_bytes()), "a part of an address is of letters, digits and hyphens");
        Self(Cow::Borrowed(literal))
    }

    /// Takes a text that is one.
    pub fn new(text: &str) -> Option<Self> {
        is_slug(text.as_bytes()).then(|| Self(Cow::Owned(text.to_owned())))
    }

    /// Makes one of a name or a title: without marks, in small letters. Nothing where no letter or digit is left.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::new(&vietnamese::slug(name))
    }

    /// One for a name of which none can be made, unlike that of every other name: the addresses below it are never seen.
    pub fn stand_in(name: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Self(Cow::Owned(format!("x{:016x}", hasher.finish())))
    }

    /// One of a word and a number: `trang-2`.
    pub fn numbered(word: &Self, number: usize) -> Self {
        Self(Cow::Owned(format!("{word}-{number}")))
    }

    /// A month of a year: `2026-11`.
    pub fn month(year: u16, month: u8) -> Self {
        Self(Cow::Owned(format!("{year:04}-{month:02}")))
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_slug(bytes: &[u8]) -> bool {
    let (mut at, mut follows_letter) = (0, false);
    while at < bytes.len() {
        let is_letter = bytes[at].is_ascii_alphanumeric();
        let parts = bytes[at] == b'-' && follows_letter;
        if !is_letter && !parts {
            return false;
        }
        follows_letter = is_letter;
        at += 1;
    }
    follows_letter
}

impl Deref for Slug {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_of_an_address_is_never_empty_and_never_two() {
        for text in ["", "-", "a-", "-a", "a--b", "a/b", "..", "a b", "ă", "a.b", "a\n"] {
            assert_eq!(Slug::new(text), None, "{text:?}");
        }
        for text in ["a", "bai-viet", "2026-11", "zh-Hant"] {
            assert!(Slug::new(text).is_some(), "{text:?}");
        }
        assert_eq!(Slug::from_name("Đường đến lớp").as_deref(), Some("duong-den-lop"));
        for name in ["中文", "ភាសា", "-", "", "…"] {
            assert_eq!(Slug::from_name(name), None, "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn names_of_which_none_can_be_made_stand_apart(left in "\\PC{0,4}", right in "\\PC{0,4}") {
            let [one, other] = [&left, &right].map(|name| Slug::stand_in(name));
            prop_assert!(Slug::new(&one).is_some());
            prop_assert_eq!(left == right, one == other);
        }
    }
}
