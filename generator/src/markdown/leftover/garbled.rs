//! Letters that were read in the wrong way before they came here: UTF-8 taken for the letters of western Europe
//! (“TrÆ°á»ng”), letters that some program could not read, and marks typed as signs (“tru+o+'c”).

use super::old_font::is_syllable;
use crate::bytes::any_place;
use crate::diagnostic::Garble;
use std::collections::VecDeque;
use unicode_normalization::UnicodeNormalization as _;

/// What the bytes 0x80 to 0x9F are in the letters of Windows; five are none.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// So many words with signs for marks make a text one that is typed so.
const ENOUGH: usize = 2;

/// Whether a text may be one: a cheap look at its bytes, for few are.
pub(super) fn may_be(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |[first, second, third]: [u8; 3]| {
        // Ã Ä Å Æ Â, each before a byte that was one too.
        first == 0xC3 && (0x82..=0x86).contains(&second) && third >= 0xC2
            // “áº”, “á»”, “â€”
            || first == 0xC3 && (second == 0xA1 && third == 0xC2 || second == 0xA2 && third == 0xE2)
            || first == 0xEF && second == 0xBF && third == 0xBD
    };
    let is_sign = |[byte]: [u8; 1]| byte == b'+' || byte == b'^' || byte == b'(';
    let is_typed = |window: &[u8]| match window {
        [vowel, b'+' | b'^' | b'(', next] => {
            b"aeouAEOU".contains(vowel) && (next.is_ascii_alphabetic() || b"'`?~. +".contains(next))
        }
        _ => false,
    };
    any_place(bytes, is_letter) || any_place(bytes, is_sign) && bytes.windows(3).any(is_typed)
}

/// What happened to a text, and the text as it was meant where that can be told.
pub(super) fn read(text: &str) -> Option<(Garble, Option<String>)> {
    if let Some(right) = from_windows(text) {
        let is_whole = !right.contains('\u{fffd}');
        return Some((Garble::Bytes, is_whole.then_some(right)));
    }
    if text.contains('\u{fffd}') {
        return Some((Garble::Lost, None));
    }
    from_signs(text).map(|right| (Garble::Signs, Some(right)))
}

/// Reads runs of letters as the bytes that they stood for; nothing where none is a letter of UTF-8.
fn from_windows(text: &str) -> Option<String> {
    let byte = |char: char| match char {
        '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(char)).ok(),
        _ => WINDOWS.chars().position(|known| known == char).and_then(|place| u8::try_from(0x80 + place).ok()),
    };
    let (mut out, mut letters) = (String::with_capacity(text.len()), 0);
    let mut chars: VecDeque<char> = text.chars().collect();
    while let Some(char) = chars.pop_front() {
        let length = match byte(char) {
            Some(0xC3..=0xC6) => 2,
            Some(0xE1 | 0xE2) => 3,
            _ => 0,
        };
        let bytes: Option<Vec<u8>> =
            std::iter::once(char).chain(chars.iter().copied()).take(length).map(byte).collect();
        let read = bytes.filter(|bytes| length > 1 && bytes.len() == length);
        let read = read.and_then(|bytes| String::from_utf8(bytes).ok());
        // A letter of Vietnamese, a quote or a dash: what else two such letters could be is rare.
        let is_meant = |char: char| matches!(char, 'À'..='ư' | '\u{300}'..='\u{323}' | 'Ạ'..='ỹ' | '“' | '”' | '‘' | '’' | '–' | '—' | '…');
        match read.filter(|read| read.chars().all(is_meant)) {
            Some(read) => {
                letters += length - 1;
                out.push_str(&read);
                chars.drain(..length - 1);
            }
            // Half of a letter whose other half some program left out.
            None if matches!(char, 'á' | 'Æ' | 'Ä') && chars.front().is_some_and(|next| "º»°".contains(*next)) => {
                letters += 1;
                out.push('\u{fffd}');
                chars.pop_front();
            }
            None => out.push(char),
        }
    }
    (letters > 1).then_some(out)
}

/// Reads words whose marks were typed behind the vowels, as in mails of old: “Tru+o+'c, ho.c”.
fn from_signs(text: &str) -> Option<String> {
    let (mut out, mut strong) = (String::with_capacity(text.len()), 0);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let (read, is_strong) = word_of_signs(word);
        if is_strong && !is_syllable(&read) {
            return None;
        }
        strong += usize::from(is_strong);
        out.push_str(&read);
        out.push_str(&piece[word.len()..]);
    }
    (strong >= ENOUGH).then_some(out)
}

/// A word with its marks, and whether it had one that no other text has.
fn word_of_signs(word: &str) -> (String, bool) {
    let (mut out, mut is_strong) = (String::new(), false);
    let mut chars = word.chars().peekable();
    while let Some(char) = chars.next() {
        let is_vowel = "aeiouyAEIOUY".contains(char);
        if matches!(char, 'd' | 'D') && chars.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'d')) {
            chars.next();
            out.push(if char == 'd' { 'đ' } else { 'Đ' });
            continue;
        }
        out.push(char);
        if !is_vowel {
            continue;
        }
        let shape = match (char.to_ascii_lowercase(), chars.peek()) {
            ('o' | 'u', Some('+')) => Some('\u{31b}'),
            ('a', Some('(')) => Some('\u{306}'),
            ('a' | 'e' | 'o', Some('^')) => Some('\u{302}'),
            _ => None,
        };
        if let Some(shape) = shape {
            chars.next();
            is_strong = true;
            out.push(shape);
        }
        let tone = match chars.peek() {
            Some('\'') => Some('\u{301}'),
            Some('`') => Some('\u{300}'),
            Some('?') => Some('\u{309}'),
            Some('~') => Some('\u{303}'),
            Some('.') => Some('\u{323}'),
            _ => None,
        };
        // At the end of a word it may end the sentence.
        let is_inside = |rest: &str| rest.chars().nth(1).is_some_and(char::is_alphabetic);
        let rest: String = chars.clone().collect();
        if let Some(tone) = tone.filter(|_| shape.is_some() || is_inside(&rest)) {
            chars.next();
            out.push(tone);
        }
    }
    (out.nfc().collect(), is_strong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_read_in_the_wrong_way_is_given_as_it_was_meant() {
        // As a program of Windows shows each of them.
        let windows = |text: &str| -> String {
            let byte = |byte: u8| match byte {
                0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)).unwrap_or('?'),
                _ => char::from(byte),
            };
            text.bytes().map(byte).collect()
        };
        for text in ["Trường học ở thôn Đông", "“Lớp” – đã mở", "Hội Khuyến học", "ĐẶNG VĂN Ý"]
        {
            let shown = windows(text);
            assert!(may_be(&shown), "{shown}");
            assert_eq!(read(&shown), Some((Garble::Bytes, Some(text.to_owned()))), "{shown}");
        }
        // Some programs leave out what is no letter there: a half is lost.
        assert_eq!(read("TrÆ°á»ng há»c"), Some((Garble::Bytes, None)));
        assert_eq!(read("Tr\u{fffd}ờng"), Some((Garble::Lost, None)));
        let typed = "Tru+o+`ng ho.c mo+? lo+'p bu?oi to^'i.";
        assert!(may_be(typed));
        assert_eq!(read(typed).and_then(|(_, right)| right).as_deref(), Some("Trường học mở lớp bủoi tối."));
        for fine in [
            "Lớp học ở nhà văn hóa “thôn”",
            "C++ và a^2 + b^2, f(a(b)), o+o",
            "São Paulo, Ångström, «má» º»",
            "Hỏi ai? Ở đâu? (Xem a) b(c)",
            "Â, Ă, Đ, Ê là chữ cái; Ã là nguyên âm",
        ] {
            assert_eq!(read(fine), None, "{fine}");
        }
    }
}
