//! Names of files: which are the site's, and which every system can write.

use crate::diagnostic::{Unfit, is_no_text};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// What systems lay beside files, in small letters.
const OF_SYSTEMS: [&str; 7] =
    [".ds_store", ".localized", ".directory", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];

/// How the names of what systems and version control lay beside files begin, in small letters.
const BEGINNINGS: [&str; 8] = ["._", ".git", ".hg", ".svn", ".nfs", ".fuse_hidden", ".trash", ".appledouble"];

/// What Windows keeps for devices, in small letters; `com1` to `com9` and `lpt1` to `lpt9` besides.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What Windows does not take in a name, and what parts folders.
const REFUSED: [char; 9] = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

/// In bytes, on the disks of Linux and phones; those of Windows and macOS take as many letters.
const LONGEST_NAME: usize = 255;

/// A text with every letter in one piece; most texts are so already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Whether a system or an editor laid it there: `.DS_Store`, `.#a.md`, `~$a.docx`, `a.md~`, `.a.md.swp`.
pub(super) fn is_litter(name: &str) -> bool {
    // Nearly every name is answered here.
    let first = name.as_bytes().first();
    if !matches!(first, Some(b'.' | b'#' | b'~' | b't' | b'T' | b'e' | b'E' | b'd' | b'D' | b'i' | b'I'))
        && !name.ends_with('~')
    {
        return false;
    }
    let small = name.to_ascii_lowercase();
    let swap = small.rsplit_once('.').map_or("", |(_, end)| end);
    let of_vim = swap == "kate-swp" || swap.len() == 3 && swap.starts_with("sw") && swap.ends_with(|c: char| c >= 'a');
    OF_SYSTEMS.contains(&small.as_str())
        || BEGINNINGS.iter().any(|beginning| small.starts_with(beginning))
        || small.starts_with(".#")
        || small.starts_with("~$")
        || small.starts_with(".~lock.")
        || small.ends_with('~')
        || small.len() > 1 && small.starts_with('#') && small.ends_with('#')
        || small.starts_with('.') && of_vim
}

/// Whether systems hide it.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Why a name cannot be one part of a path of ours anywhere: it would be no name, or more than one.
pub(super) fn unsafe_part(part: &str) -> Option<Unfit> {
    if part.bytes().all(|byte| byte == b'.') {
        return Some(Unfit::Empty);
    }
    // Nearly every part is answered here.
    if part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')) {
        return None;
    }
    // What turns the direction of writing makes `gnp.exe` look like `exe.png`; what ends a line makes two names of one.
    let is_no_name =
        |char: &char| matches!(char, '/' | '\\' | '\u{2028}' | '\u{2029}') || char.is_control() || is_no_text(*char);
    part.chars().find(is_no_name).map(Unfit::Char)
}

/// Why a name cannot be that of a file or a folder on every system.
pub(super) fn unfit(part: &str) -> Option<Unfit> {
    if let Some(unfit) = unsafe_part(part) {
        return Some(unfit);
    }
    if let Some(char) = part.chars().find(|char| REFUSED.contains(char)) {
        return Some(Unfit::Char(char));
    }
    if part.ends_with(['.', ' ']) {
        return Some(Unfit::End);
    }
    if part.len() > LONGEST_NAME {
        return Some(Unfit::Long);
    }
    // With any ending too: `con.md` is the device as well.
    let stem = part.split('.').next().unwrap_or_default().trim_end_matches(' ');
    is_device(stem).then_some(Unfit::Reserved)
}

fn is_device(stem: &str) -> bool {
    if !(3..=8).contains(&stem.len()) {
        return false;
    }
    let small = stem.to_ascii_lowercase();
    let port = small.strip_prefix("com").or_else(|| small.strip_prefix("lpt"));
    DEVICES.contains(&small.as_str())
        || port.is_some_and(|number| {
            matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_and_editors_lay_beside_files_is_not_the_sites() {
        let litter = [
            ".DS_Store",
            "Thumbs.db",
            "thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "._a.png",
            ".#a.md",
            "~$a.docx",
            "a.md~",
            ".a.md.swp",
            ".a.md.swo",
            "#a.md#",
            ".~lock.a.odt#",
            ".gitkeep",
            ".git",
            "Icon\r",
        ];
        for name in litter {
            assert!(is_litter(name), "{name}");
        }
        for name in ["a.md", "a.swp", "#", "#a.md", "a#", "~a", "thumbs.md", ".htaccess", ".well-known", "tin.md", "_a"]
        {
            assert!(!is_litter(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_windows_or_a_disk_refuses_is_unfit() {
        let long = "a".repeat(256);
        for (name, why) in [
            ("", Unfit::Empty),
            (".", Unfit::Empty),
            ("..", Unfit::Empty),
            ("a/b", Unfit::Char('/')),
            ("a\\b", Unfit::Char('\\')),
            ("a\0", Unfit::Char('\0')),
            ("a\u{85}", Unfit::Char('\u{85}')),
            ("a:b", Unfit::Char(':')),
            ("b?", Unfit::Char('?')),
            ("con", Unfit::Reserved),
            ("Con.md", Unfit::Reserved),
            ("nul.tar.gz", Unfit::Reserved),
            ("aux .txt", Unfit::Reserved),
            ("COM1", Unfit::Reserved),
            ("lpt².x", Unfit::Reserved),
            ("a.", Unfit::End),
            ("a ", Unfit::End),
            (long.as_str(), Unfit::Long),
        ] {
            assert_eq!(unfit(name), Some(why), "{name}");
        }
        for name in
            ["con-cai", "conan", "com", "com10", "a b", "ảnh.png", ".htaccess", "..a", "auxin.md", "nulls", "01-nul"]
        {
            assert_eq!(unfit(name), None, "{name}");
        }
    }
}
