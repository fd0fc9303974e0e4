//! Text that was typed for an old font: which one, and what it says in Unicode.
//!
//! Such a text is Latin letters and signs in an order that no language has. A word is taken for one only where its
//! translation is a syllable that Vietnamese could have, so that German, French and signs of every kind are left alone.

use crate::diagnostic::OldFont;
use memchr::memchr2_iter;
use unicode_normalization::UnicodeNormalization as _;

/// The letters of TCVN3, each with the one that it stands for.
const TCVN3: &str = "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u{ad}ưõừøứöửúỳýýûỷüỹþỵ÷ữùự¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ";

/// Vowels of VNI with their mark behind them, and what both are.
const VNI: &str = "aøàaùáaûảaõãaïạaââaàầaáấaåẩaãẫaäậaêăaèằaéắaúẳaüẵaëặeøèeùéeûẻeõẽeïẹeâêeàềeáếeåểeãễeäệoøòoùóoûỏoõõoïọoâôoàồoáốoåổoãỗoäộôøờôùớôûởôõỡôïợuøùuùúuûủuõũuïụöøừöùứöûửöõữöïựyøỳyùýyûỷyõỹ";

/// Letters of VNI that stand alone.
const VNI_ALONE: &str = "ôơöưñđæỉóĩòịîỵ";

/// So many words, and more than half of all that look strange, make a text one of an old font.
const ENOUGH: usize = 2;

/// Reads a text of an old font; nothing where it is none.
pub(crate) fn read(text: &str) -> Option<(OldFont, String)> {
    if !has_strange(text) {
        return None;
    }
    let words =
        || text.split(|char: char| char.is_whitespace() || char.is_ascii_punctuation() || char.is_ascii_digit());
    // A word of letters that Vietnamese has, in an order that it has not, was typed for such a font too.
    let is_wrong = |word: &str| word.chars().any(|char| ('\u{c0}'..='\u{ff}').contains(&char)) && !is_syllable(word);
    let strange: Vec<&str> = words().filter(|word| word.chars().any(is_strange) || is_wrong(word)).collect();
    let own = words().filter(|word| word.chars().any(is_own)).count();
    // A letter alone, as where letters are listed, says nothing by itself.
    let is_word = |word: &&&str| word.chars().nth(1).is_some();
    let readable = |translate: fn(&str) -> String| strange.iter().filter(|word| is_syllable(&translate(word))).count();
    let (tcvn3, vni) = (readable(from_tcvn3), readable(from_vni));
    let most = tcvn3.max(vni);
    if most < ENOUGH
        || !strange
            .iter()
            .any(|word| is_word(&word) && (is_syllable(&from_tcvn3(word)) || is_syllable(&from_vni(word))))
        || most * 2 <= strange.len()
        || most <= own
    {
        return None;
    }
    Some(if tcvn3 >= vni { (OldFont::Tcvn3, from_tcvn3(text)) } else { (OldFont::Vni, from_vni(text)) })
}

/// Whether a text has one that is strange: by its bytes, since every text is asked.
fn has_strange(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(0xc2, 0xc3, bytes).any(|at| match bytes.get(at..at + 2) {
        Some([0xc2, last]) => is_strange(char::from(*last)),
        Some([0xc3, last]) => is_strange(char::from(*last + 0x40)),
        _ => false,
    })
}

/// Of the signs and letters of western Europe what Vietnamese has not.
fn is_strange(char: char) -> bool {
    let is_known = matches!(
        char,
        'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý'
        | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
        | '«' | '»' | '°'..='´' | '·'
    );
    ('\u{a1}'..='\u{ff}').contains(&char) && !is_known
}

/// A letter that only Vietnamese has: no old font does.
fn is_own(char: char) -> bool {
    matches!(char, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
}

fn from_tcvn3(text: &str) -> String {
    let letter = |char: char| {
        let mut pairs = TCVN3.chars();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if from == char {
                return to;
            }
        }
        char
    };
    text.chars().map(letter).collect()
}

fn from_vni(text: &str) -> String {
    let small = |char: char| char.to_lowercase().next().unwrap_or(char);
    let cased =
        |like: char, char: char| if like.is_uppercase() { char.to_uppercase().next().unwrap_or(char) } else { char };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let mut triples = VNI.chars();
        let mut both = None;
        while let (Some(vowel), Some(mark), Some(to)) = (triples.next(), triples.next(), triples.next()) {
            if vowel == small(char) && chars.peek().copied().map(small) == Some(mark) {
                both = Some(to);
            }
        }
        if let Some(to) = both {
            chars.next();
            out.push(cased(char, to));
            continue;
        }
        let mut pairs = VNI_ALONE.chars();
        let mut alone = char;
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if from == small(char) {
                alone = cased(char, to);
            }
        }
        out.push(alone);
    }
    out
}

/// What a syllable may begin with, the longest first.
const INITIALS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// What it may end with.
const FINALS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Its vowels, without marks.
const VOWELS: [&str; 40] = [
    "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie", "iu", "oa", "oe", "oi", "oo", "ua",
    "ue", "ui", "uo", "uu", "uy", "ye", "ieu", "oai", "oao", "oay", "oeo", "uai", "uay", "uoi", "uou", "uya", "uye",
    "uyu", "yeu", "io",
];

/// Whether a syllable may begin with these letters, its vowel left out.
pub(crate) fn is_initial(letters: &str) -> bool {
    !letters.is_empty() && INITIALS.contains(&letters.to_lowercase().as_str()) && letters != "gi"
}

/// Whether Vietnamese could have that syllable: its letters, their order, one tone at most.
pub(crate) fn is_syllable(word: &str) -> bool {
    let word = word.trim_matches(|char: char| !char.is_alphabetic()).to_lowercase();
    let (mut plain, mut tones) = (String::new(), 0);
    for char in word.nfd() {
        match char {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones += 1,
            '\u{302}' | '\u{306}' | '\u{31b}' => {}
            char => plain.push(char),
        }
    }
    let is_made_of = |initial: &str| {
        plain.strip_prefix(initial).is_some_and(|rest| {
            FINALS.iter().any(|last| rest.strip_suffix(last).is_some_and(|vowels| VOWELS.contains(&vowels)))
        })
    };
    tones < 2 && INITIALS.iter().any(|initial| is_made_of(initial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_letters_say_the_same() {
        for code in (0..0x2000).chain(0x1e00..0x1f00) {
            let char = char::from_u32(code).expect("a letter");
            assert_eq!(has_strange(&format!("a{char}b")), is_strange(char), "{char}");
        }
    }

    #[test]
    fn text_of_an_old_font_is_read_and_no_other() {
        for (typed, font, right) in [
            ("Líp häc buæi tèi ë nhµ v¨n hãa th«n.", OldFont::Tcvn3, "Lớp học buổi tối ở nhà văn hóa thôn."),
            ("Tiªu chÝ, §iÓm tèi ®a, Minh chøng", OldFont::Tcvn3, "Tiêu chí, Điểm tối đa, Minh chứng"),
            ("Lôùp hoïc buoåi toái ôû nhaø vaên hoùa thoân", OldFont::Vni, "Lớp học buổi tối ở nhà văn hóa thôn"),
            ("Tæng céng cã 25 ng\u{ad}êi", OldFont::Tcvn3, "Tổng cộng có 25 người"),
            ("Tieâu chí, Ñieåm toái ña, Noäi dung", OldFont::Vni, "Tiêu chí, Điểm tối đa, Nội dung"),
        ] {
            assert_eq!(read(typed), Some((font, right.to_owned())), "{typed}");
        }
        for fine in [
            "Lớp học buổi tối ở nhà văn hóa thôn",
            "Phần mềm Windows®, ±5µm, §3, 20°C, ½ giờ",
            "El niño, Übung, Đà Nẵng",
            "für über schön größer Mädchen",
            "garçon français, où ça, naïve, Noël",
            "«học» «tập» «mãi» © 2026",
            "Bảng chữ cái có ø, å, Ð",
        ] {
            assert_eq!(read(fine), None, "{fine}");
        }
    }
}
