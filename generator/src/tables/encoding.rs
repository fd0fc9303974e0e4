//! Text as it really comes: which bytes are which letters, letters typed as letter and mark, and the fonts from before
//! Unicode.
//!
//! TCVN3 (ABC) and VNI are no encodings that a program could trust: the same bytes are other letters in another font,
//! and one file mixes both. They are recognised and refused, because text that is half right is worse.

use crate::diagnostic::{Garble, Mistake, OldFont};
use crate::source::garbled;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use wasm_check::vietnamese::{TONES, VOWELS};

/// The text of a file, whatever it was saved as: UTF-8, UTF-16 or Windows-1258.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Mistake> {
    let text = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8(rest.to_vec()).map_err(|_| Mistake::NotText)?
    } else if let Some(utf16) = utf16(bytes) {
        utf16?
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else if let Some(font) = old_font(&WINDOWS_1252.decode_without_bom_handling(bytes).0) {
        return Err(Mistake::OldFont(font));
    } else {
        WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned()
    };
    if text.contains('\0') {
        return Err(Mistake::NotText);
    }
    let text = compose(&text);
    match old_font(&text) {
        Some(font) => Err(Mistake::OldFont(font)),
        None => Ok(text),
    }
}

/// Whether the letters of western Europe in a text are bytes that were read in the wrong way, and of no old font.
fn is_garbled(text: &str) -> bool {
    garbled::may_be(text) && matches!(garbled::read(text), Some((Garble::Bytes, _)))
}

/// UTF-16 by its mark, or by the empty half that plain letters have.
fn utf16(bytes: &[u8]) -> Option<Result<String, Mistake>> {
    let sample = &bytes[..bytes.len().min(512) / 2 * 2];
    let empty = |half: usize| sample.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let mostly = |count: usize| count * 4 > sample.len() / 2;
    let (encoding, bytes) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (UTF_16LE, rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (UTF_16BE, rest)
    } else if mostly(empty(1)) && empty(0) == 0 {
        (UTF_16LE, bytes)
    } else if mostly(empty(0)) && empty(1) == 0 {
        (UTF_16BE, bytes)
    } else {
        return None;
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    Some(if broken { Err(Mistake::NotText) } else { Ok(text.into_owned()) })
}

/// Vietnamese letters that were typed as letter and marks, in whatever order, as one: what Unicode calls NFC, for the
/// letters of Vietnamese. Marks on other letters stay as they are.
pub(super) fn compose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match out.chars().next_back().and_then(|last| composed(last, char)) {
            Some(letter) => {
                out.pop();
                out.push(letter);
            }
            None => out.push(char),
        }
    }
    out
}

fn composed(letter: char, mark: char) -> Option<char> {
    if !('\u{300}'..='\u{36f}').contains(&mark) {
        return None;
    }
    let small = letter.to_lowercase().next()?;
    let (row, column) = VOWELS
        .iter()
        .enumerate()
        .find_map(|(row, tones)| Some((row, tones.iter().position(|tone| *tone == small)?)))?;
    let composed = match tone(mark) {
        Some(tone) if column == 0 => VOWELS[row][tone],
        Some(_) => return None,
        None => VOWELS[shaped(VOWELS[row][0], mark)?][column],
    };
    if letter == small { Some(composed) } else { composed.to_uppercase().next() }
}

fn tone(mark: char) -> Option<usize> {
    TONES.iter().position(|tone| *tone == mark).map(|tone| tone + 1)
}

/// The row of a plain letter with a breve, a circumflex or a horn.
fn shaped(plain: char, mark: char) -> Option<usize> {
    let letter = match (plain, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => return None,
    };
    VOWELS.iter().position(|tones| tones[0] == letter)
}

/// So many letters of an old font, and more of them than of Unicode's own, make a text one of that font.
const ENOUGH: usize = 3;

/// The old font that a text was typed for.
///
/// TCVN3 puts its letters where other fonts have signs (`®`, `µ`, `¸`), so signs stand inside words: `§iÓm tèi ®a`. VNI
/// writes marks as letters of their own, foreign ones among them, behind their vowel: `ñieåm toái ña`.
pub(super) fn old_font(text: &str) -> Option<OldFont> {
    let (mut signs, mut foreign, mut own) = (0, 0, 0);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let in_word = before.is_alphabetic() || chars.peek().is_some_and(|next| next.is_alphabetic());
        match char {
            '§' | '¨' | '®' | 'µ' | '¸' | '¶' | '¹' | 'ª' | '¬' | '¦' | '¡' | '¢' | '£' | '¤' | '¥' | '©' | '¾'
            | '¼' | '½' | 'Æ' | '×'
                if in_word =>
            {
                signs += 1;
            }
            'ø' | 'û' | 'ï' | 'ñ' | 'ö' | 'ä' | 'å' | 'ë' | 'ü' | 'Ø' | 'Û' | 'Ï' | 'Ñ' | 'Ö' | 'Ä' | 'Å' | 'Ë'
            | 'Ü'
                if in_word =>
            {
                foreign += 1;
            }
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' =>
            {
                own += 1;
            }
            _ => {}
        }
        before = char;
    }
    let is_enough = |count: usize| count >= ENOUGH && count > own && !is_garbled(text);
    if is_enough(signs) {
        Some(OldFont::Tcvn3)
    } else if is_enough(foreign) {
        Some(OldFont::Vni)
    } else {
        None
    }
}

/// The old family that a font's name belongs to: `.VnTime`, `VNI-Times`.
pub(super) fn font_family(name: &str) -> Option<OldFont> {
    let name = name.trim();
    let begins = |with: &str| name.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if begins(".Vn") {
        Some(OldFont::Tcvn3)
    } else if begins("VNI-") {
        Some(OldFont::Vni)
    } else {
        None
    }
}

/// Whether a text in an old font has letters that the font shows as other ones.
pub(super) fn needs_its_font(text: &str) -> bool {
    text.chars().any(|char| ('\u{a1}'..='\u{ff}').contains(&char))
        && !text.chars().any(|char| ('\u{1ea0}'..='\u{1ef9}').contains(&char))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "Điểm tối đa, Mức độ 1: từ 90% trở lên; ƯỜNG ỡ ỵ";

    #[test]
    fn marks_are_joined_with_their_letter_in_whatever_order_they_come() {
        assert_eq!(compose("e\u{323}\u{302} e\u{302}\u{323} ê\u{323} O\u{31b}\u{300} o\u{300}\u{31b}"), "ệ ệ ệ Ờ ờ");
        assert_eq!(compose("n\u{303} a\u{300}\u{301} \u{301}"), "n\u{303} à\u{301} \u{301}");
        assert_eq!(compose(LINE), LINE);
    }

    #[test]
    fn every_form_of_the_same_text_reads_the_same() {
        let utf16 = |order: fn(u16) -> [u8; 2]| LINE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let windows: Vec<u8> = windows_1258(LINE);
        for bytes in [
            LINE.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", LINE.as_bytes()].concat(),
            [b"\xFF\xFE".as_slice(), &little].concat(),
            [b"\xFE\xFF".as_slice(), &big].concat(),
            little,
            big,
            windows,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(LINE));
        }
    }

    /// Marks behind their letters, as Windows wrote them.
    fn windows_1258(text: &str) -> Vec<u8> {
        let mut apart = String::new();
        for char in text.chars() {
            let small = char.to_lowercase().next().unwrap_or(char);
            let place = VOWELS.iter().find_map(|row| Some((row, row.iter().position(|tone| *tone == small)?)));
            match place {
                Some((row, tone @ 1..)) => {
                    let letter = row[0].to_string();
                    apart.push_str(&if char == small { letter } else { letter.to_uppercase() });
                    apart.push(TONES[tone - 1]);
                }
                _ => apart.push(char),
            }
        }
        let (bytes, _, broken) = WINDOWS_1258.encode(&apart);
        assert!(!broken, "{apart}");
        bytes.into_owned()
    }

    #[test]
    fn text_of_the_old_fonts_is_told_from_text_that_only_quotes_signs() {
        let tcvn3 = "Tiªu chÝ, §iÓm tèi ®a, Minh chøng";
        let vni = "Tieâu chí, Ñieåm toái ña, Noäi dung";
        assert_eq!(old_font(tcvn3), Some(OldFont::Tcvn3));
        assert_eq!(old_font(vni), Some(OldFont::Vni));
        let bytes = WINDOWS_1252.encode(tcvn3).0.into_owned();
        assert_eq!(decode(&bytes), Err(Mistake::OldFont(OldFont::Tcvn3)));
        let bytes = WINDOWS_1252.encode(vni).0.into_owned();
        assert_eq!(decode(&bytes), Err(Mistake::OldFont(OldFont::Vni)));
        for fine in ["Phần mềm Windows®, ±5µm, §3", "El niño, Übung, Đà Nẵng", "", "Tieu chi", "«học» «tập» «mãi»"]
        {
            assert_eq!(old_font(fine), None, "{fine}");
        }
    }
}
