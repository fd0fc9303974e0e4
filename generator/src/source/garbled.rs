//! Letters that were read in the wrong way before they came here: UTF-8 taken for the letters of western Europe
//! (“TrÆ°á»ng”), letters that some program could not read (“tr??ng”), and marks typed as signs (“tru+o+'c”).

use super::old_font::{is_initial, is_syllable};
use crate::bytes::any_place;
use crate::diagnostic::Garble;
use unicode_normalization::UnicodeNormalization as _;

/// What the bytes 0x80 to 0x9F are in the letters of Windows; five are none.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// So many words with signs for marks make a text one that is typed so; a word with two on one letter is enough.
const ENOUGH: usize = 2;

/// Whether a text may be one: a cheap look at its bytes, for few are.
pub(crate) fn may_be(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |[first, second, third]: [u8; 3]| {
        // Â Ã Ä Å Æ Ì, each before a byte that was one too.
        first == 0xC3 && ((0x82..=0x86).contains(&second) || second == 0x8C) && third >= 0xC2
            // “áº”, “ï»”, “â€”, “ðŸ”
            || first == 0xC3 && (second == 0xA1 || second == 0xAF) && third == 0xC2
            || first == 0xC3 && (second == 0xA2 && third == 0xE2 || second == 0xB0 && third == 0xC5)
            || first == 0xEF && second == 0xBF && third == 0xBD
    };
    let is_sign = |[byte]: [u8; 1]| byte == b'+' || byte == b'^' || byte == b'(' || byte == b'?';
    let is_typed = |window: &[u8]| match window {
        [before, b'?', next] => {
            before.is_ascii_alphabetic() && (next.is_ascii_lowercase() || matches!(next, b'?' | 0x80..))
        }
        [vowel, b'+' | b'^' | b'(', next] => {
            b"aeouAEOU".contains(vowel) && (next.is_ascii_alphabetic() || b"'`?~. +".contains(next))
        }
        _ => false,
    };
    any_place(bytes, is_letter) || any_place(bytes, is_sign) && bytes.windows(3).any(is_typed)
}

/// What happened to a text, and the text as it was meant where that can be told.
pub(crate) fn read(text: &str) -> Option<(Garble, Option<String>)> {
    if let Some(right) = from_windows(text) {
        // What stands there still is a half whose other half was no letter.
        let is_whole = !right.contains(['\u{fffd}', 'Ä', 'Å', 'Æ']);
        return Some((Garble::Bytes, is_whole.then_some(right)));
    }
    if text.contains('\u{fffd}') {
        return Some((Garble::Lost, None));
    }
    if has_lost_letters(text) {
        return Some((Garble::Asked, None));
    }
    from_signs(text).map(|right| (Garble::Signs, Some(right)))
}

/// Reads runs of letters as the bytes that they stood for; nothing where none is a letter of UTF-8.
fn from_windows(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    // What a text may hold by chance, such as “Ã” in quotes, is only read where something else is sure.
    let (mut out, mut is_sure) = (String::with_capacity(text.len()), false);
    let mut at = 0;
    while let Some(char) = chars.get(at).copied() {
        let rest = &chars[at..];
        let before = at.checked_sub(1).map(|before| chars[before]);
        if let Some((read, length)) = letter_of(rest) {
            is_sure |= length > 2 || is_no_chance(before, rest, read, &chars);
            if read != '\u{feff}' {
                out.push(read);
            }
            at += length;
        } else if is_half(rest) {
            // The other half was left out by some program: it is no sign of Windows.
            let is_quoted = rest[1] == '»' && chars.contains(&'«');
            is_sure |= !is_quoted || rest.get(2).is_some_and(|next| next.is_alphabetic());
            out.push('\u{fffd}');
            at += 2;
        } else {
            out.push(char);
            at += 1;
        }
    }
    is_sure.then(|| out.nfc().collect())
}

/// The byte that a letter of western Europe stood for.
fn byte(char: char) -> Option<u8> {
    match char {
        '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(char)).ok(),
        _ => WINDOWS.chars().position(|known| known == char).and_then(|place| u8::try_from(0x80 + place).ok()),
    }
}

/// The letter that the first letters stood for, and how many they are.
fn letter_of(rest: &[char]) -> Option<(char, usize)> {
    let length = match byte(*rest.first()?)? {
        0xC2..=0xC6 | 0xCC => 2,
        0xE1 | 0xE2 | 0xEF => 3,
        0xF0 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = rest.get(..length)?.iter().copied().map(byte).collect();
    let read = String::from_utf8(bytes?).ok()?.chars().next()?;
    // A letter of Vietnamese, or a sign that its texts hold: what else such letters could be is rare.
    let is_meant = matches!(read,
        'À'..='ư' | '\u{300}'..='\u{323}' | 'Ạ'..='ỹ' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '€' | '₫' | '•' | '→'
        | '≥' | '≤' | '−' | '✓' | '✔' | '™' | '\u{a0}' | '°' | '²' | '³' | '½' | '·' | '®' | '©' | '±' | '\u{feff}'
        | '\u{1f000}'..='\u{1faff}');
    is_meant.then_some((read, length))
}

/// Whether two letters can only be one that was read in the wrong way.
fn is_no_chance(before: Option<char>, rest: &[char], read: char, all: &[char]) -> bool {
    let (second, next) = (rest[1], rest.get(2).copied());
    let follows = |is: fn(char) -> bool| next.is_some_and(is);
    let is_small = |char: Option<char>| char.is_some_and(char::is_lowercase);
    match second {
        // A space that does not break, behind a capital: of “Bà Tư”, but not of “ĐÃ HỌC”.
        '\u{a0}' => {
            read != '\u{a0}'
                && (is_small(before) || follows(char::is_whitespace) && all.iter().any(|char| char.is_lowercase()))
        }
        // What closes a quotation, or parts a sentence, may stand behind any letter; within a word it does not.
        '“' | '”' | '‘' | '’' | '…' | '–' | '—' | '»' | '«' | '•' => follows(char::is_alphabetic),
        // Signs that no letter stands before, for Vietnamese has none of these words.
        second => !second.is_alphabetic() || matches!(second, 'ª' | 'º') || is_small(before),
    }
}

/// “á»”, “áº”: two thirds of a letter of Vietnamese.
fn is_half(rest: &[char]) -> bool {
    matches!(rest, ['á', 'º' | '»', ..] | ['Æ' | 'Ä', 'º' | '»' | '°', ..])
}

/// Letters for which a program of old had none: “L?p h?c”. One that begins a word and has no vowel, and goes on behind the
/// sign, is enough: no question ends so.
fn has_lost_letters(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|char: char| !char.is_alphabetic() && char != '?');
        let Some((begins, rest)) = word.split_once('?') else { return false };
        is_initial(begins)
            && rest.trim_start_matches('?').starts_with(char::is_lowercase)
            && rest.chars().all(|char| char.is_alphabetic() || matches!(char, '?' | '-' | ',' | ';'))
    })
}

/// Reads words whose marks were typed behind the vowels, as in mails of old: “Tru+o+'c, ho.c”.
fn from_signs(text: &str) -> Option<String> {
    let (mut out, mut strong) = (String::with_capacity(text.len()), 0);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let (read, signs) = word_of_signs(word);
        if signs > 0 && !is_syllable(&read) {
            return None;
        }
        strong += signs;
        out.push_str(&read);
        out.push_str(&piece[word.len()..]);
    }
    (strong >= ENOUGH).then_some(out)
}

/// A word with its marks, and how sure it is that it had some: a sign that no other text has counts one, one more with a
/// tone behind it within the word.
fn word_of_signs(word: &str) -> (String, usize) {
    let (mut out, mut strong) = (String::new(), 0);
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
            strong = strong.max(1);
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
            if shape.is_some() && is_inside(&rest) {
                strong = ENOUGH;
            }
            chars.next();
            out.push(tone);
        }
    }
    (out.nfc().collect(), strong)
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
        // One letter is enough where no text has such.
        for (typed, right) in [
            ("Há»c tập", None),
            ("má» cửa", None),
            ("Ä‘i học", Some("đi học")),
            ("Ã´ng và bà", Some("ông và bà")),
            ("Giá 5â‚¬", Some("Giá 5€")),
            ("BÃ\u{a0} Tư", Some("Bà Tư")),
            ("nhÃ\u{a0} văn hóa", Some("nhà văn hóa")),
            ("CÃ¹ng làm", Some("Cùng làm")),
            ("ï»¿Tiêu đề", Some("Tiêu đề")),
            ("ở 30Â°C", Some("ở 30°C")),
            ("vui ðŸ˜€", Some("vui 😀")),
            ("hoÌ£c", Some("học")),
        ] {
            assert!(may_be(typed), "{typed}");
            assert_eq!(read(typed), Some((Garble::Bytes, right.map(str::to_owned))), "{typed}");
        }
        for typed in ["L?p h?c t?i nhà v?n hóa", "Minh ch?ng", "tr??ng"] {
            assert!(may_be(typed), "{typed}");
            assert_eq!(read(typed), Some((Garble::Asked, None)), "{typed}");
        }
        assert!(may_be("Hoc ta^.p"));
        assert_eq!(read("Hoc ta^.p"), Some((Garble::Signs, Some("Hoc tập".to_owned()))));
        let typed = "Tru+o+`ng ho.c mo+? lo+'p bu?oi to^'i.";
        assert!(may_be(typed));
        assert_eq!(read(typed).and_then(|(_, right)| right).as_deref(), Some("Trường học mở lớp bủoi tối."));
        for fine in [
            "Lớp học ở nhà văn hóa “thôn”",
            "C++ và a^2 + b^2, f(a(b)), o+o",
            "São Paulo, Ångström, «má» º»",
            "Hỏi ai? Ở đâu? (Xem a) b(c)",
            "Â, Ă, Đ, Ê là chữ cái; Ã là nguyên âm",
            "chữ “Ã”, chữ ‘Â’, chữ «Â», «má», ĐÃ\u{a0}HỌC",
            "Thế à?vâng?dạ, ai?Ở đâu? TPHCM?Không",
            "Xem https://a.vn/?k?v và a.b?c=d, H?",
            "Café Ångström, naïve, Übung, l’été",
        ] {
            assert_eq!(read(fine), None, "{fine}");
        }
    }
}
