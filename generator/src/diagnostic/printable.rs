//! Characters that are no text: what they are, and how they are shown to somebody who must find them.
//!
//! A control character ends an XML file for its readers, steers a terminal, or turns the direction of what stands behind
//! it, so that a person reads something else than what is there. None of them is ever published or printed.

use crate::bytes::any_place;
use std::borrow::Cow;

/// Whether a character is no text: controls but tab and line feed, what turns the direction of writing, and the places of
/// Unicode that hold no character.
pub fn is_no_text(char: char) -> bool {
    matches!(
        char,
        '\0'..='\u{8}'
            | '\u{b}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fdd0}'..='\u{fdef}'
    ) || u32::from(char) & 0xfffe == 0xfffe
}

/// The first character of a text that [`is_no_text`].
pub fn no_text(text: &str) -> Option<char> {
    // Nearly every text is answered by its bytes alone.
    if may_hold_no_text(text.as_bytes()) { text.chars().find(|char| is_no_text(*char)) } else { None }
}

/// Whether a byte begins what may be no text, as [`is_no_text`] has it: nearly every file is answered by its bytes alone.
fn may_hold_no_text(bytes: &[u8]) -> bool {
    let is_one =
        |[byte]: [u8; 1]| byte < b' ' && byte != b'\t' && byte != b'\n' || byte == 0x7f || byte == 0xc2 || byte >= 0xf0;
    let turns = |second: u8, third: u8| {
        second == 0x80 && (0xaa..=0xae).contains(&third) || second == 0x81 && (0xa6..=0xa9).contains(&third)
    };
    let is_of_three = |[first, second, third]: [u8; 3]| {
        first == 0xe2 && turns(second, third)
            || first == 0xef && (second == 0xb7 && (0x90..=0xaf).contains(&third) || second == 0xbf && third >= 0xbe)
    };
    any_place(bytes, is_one) || any_place(bytes, is_of_three)
}

/// `U+000B`
pub(crate) fn code_point(char: char) -> String {
    format!("U+{:04X}", u32::from(char))
}

/// A text as a terminal may have it: what is no text is named, and so is what begins a line, for a name of a file must
/// not look like a finding.
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, |char| is_no_text(char) || matches!(char, '\n' | '\u{2028}' | '\u{2029}'))
}

/// The same for several lines, of which the later ones are set in.
pub(super) fn printable_lines(text: &str) -> Cow<'_, str> {
    let text = shown(text, is_no_text);
    if text.contains('\n') { Cow::Owned(text.replace('\n', "\n    ")) } else { text }
}

fn shown(text: &str, is_named: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_named) {
        return Cow::Borrowed(text);
    }
    let shown = |char| if is_named(char) { format!("<{}>", code_point(char)) } else { char.to_string() };
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_miss_nothing_that_is_no_text() {
        for char in (0..=0x10_ffff).filter_map(char::from_u32).filter(|char| is_no_text(*char)) {
            for text in [format!("a{char}b"), format!("{char}")] {
                assert!(may_hold_no_text(text.as_bytes()), "{:x}", u32::from(char));
            }
        }
    }

    #[test]
    fn what_steers_a_terminal_is_named() {
        assert_eq!(printable("a\u{1b}[31m\nb\u{202e}\u{9b}"), "a<U+001B>[31m<U+000A>b<U+202E><U+009B>");
        assert_eq!(printable_lines("a\nlỗi\u{7}"), "a\n    lỗi<U+0007>");
        assert!(matches!(printable("đường\t“ệ”"), Cow::Borrowed(_)));
    }
}
