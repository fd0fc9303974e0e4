//! Vietnamese text: what slugs, anchors, sorting, search and spoken numbers share.
//!
//! Unicode decomposition leaves `đ` alone, so a fold that only drops marks loses half of the language; here `đ` is a
//! `d`, and so are the look-alikes `ð` (Icelandic) and `ɖ` (African) that wrong keyboards type for it.

mod collate;
mod syllable;

pub use collate::{CollationKey, collation_key};
pub use syllable::{Fold, Marks, Syllable, Syllables, TONES, VOWELS, syllables};

use crate::decimal::Decimal;

/// The letter without its marks, lower case: `Ễ` is `e`, `Đ` is `d`. A combining mark folds to nothing.
pub fn fold_char(char: char) -> Option<char> {
    let lower = char.to_lowercase().next().unwrap_or(char);
    Some(match lower {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' | 'ð' | 'ɖ' => 'd',
        '\u{300}'..='\u{36f}' => return None,
        other => other,
    })
}

/// Text without marks, lower case, precomposed or not: `Đường` and `Đươ\u{300}ng` are both `duong`.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// What stands in addresses and anchors: `[a-z0-9]+(-[a-z0-9]+)*`, or nothing where the text has no letter.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.chars().filter_map(fold_char) {
        if char.is_ascii_alphanumeric() {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A number as it is said, to two decimals at most, half up: `83` is `tám mươi ba`, `105` is `một trăm linh năm`, `80.5`
/// is `tám mươi phẩy năm`.
///
/// Numbers of four digits and more come back as digits: no set of criteria says them, and a wrong word is worse.
pub fn number_in_words(number: Decimal) -> String {
    let hundredths = number.rounded().millionths() / 10_000;
    let (whole, fraction) = (hundredths / 100, hundredths % 100);
    if whole > 999 {
        return number.vietnamese();
    }
    let mut words = String::new();
    say_whole(&mut words, whole);
    if fraction > 0 {
        say(&mut words, "phẩy");
        if fraction < 10 {
            say(&mut words, DIGITS[0]);
        }
        say_whole(&mut words, if fraction % 10 == 0 { fraction / 10 } else { fraction });
    }
    words
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn say(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// A whole number of at most three digits.
fn say_whole(words: &mut String, number: u64) {
    let digit = |value: u64| DIGITS[usize::try_from(number / value % 10).unwrap_or(0)];
    let (tens, ones) = (number / 10 % 10, number % 10);
    if number > 99 {
        say(words, digit(100));
        say(words, "trăm");
    }
    match tens {
        0 if number > 99 && ones > 0 => say(words, "linh"),
        0 => {}
        1 => say(words, "mười"),
        _ => {
            say(words, digit(10));
            say(words, "mươi");
        }
    }
    match ones {
        0 if number > 0 => {}
        1 if tens > 1 => say(words, "mốt"),
        5 if tens > 0 => say(words, "lăm"),
        _ => say(words, digit(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_has_neither_marks_nor_the_crossed_d() {
        assert_eq!(slug("Đường đến “Công dân học tập”"), "duong-den-cong-dan-hoc-tap");
        assert_eq!(slug("  --Ngoại ngữ, 2026!  "), "ngoai-ngu-2026");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn decomposed_text_folds_as_composed_text_does() {
        assert_eq!(fold("Thu\u{309}y \u{110}u\u{31b}o\u{31b}\u{300}ng"), "thuy duong");
        assert_eq!(fold("hoà hòa ÐẠT Ɖạt"), "hoa hoa dat dat");
    }

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (number, words) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (55, "năm mươi lăm"),
            (80, "tám mươi"),
            (94, "chín mươi bốn"),
            (100, "một trăm"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (215, "hai trăm mười lăm"),
            (1000, "1000"),
        ] {
            assert_eq!(number_in_words(Decimal::whole(number)), words);
        }
    }

    #[test]
    fn decimals_are_said_after_the_comma() {
        for (number, words) in [
            ("80.5", "tám mươi phẩy năm"),
            ("80.50", "tám mươi phẩy năm"),
            ("80.05", "tám mươi phẩy không năm"),
            ("80.25", "tám mươi phẩy hai mươi lăm"),
            ("80.1", "tám mươi phẩy một"),
            ("7.11", "bảy phẩy mười một"),
            ("0.75", "không phẩy bảy mươi lăm"),
            ("77.777777", "bảy mươi bảy phẩy bảy mươi tám"),
            ("99.999", "một trăm"),
            ("1000.5", "1000,5"),
        ] {
            assert_eq!(number_in_words(Decimal::parse(number).expect("a decimal")), words);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_an_id_or_empty(text in "\\PC*") {
            let slug = slug(&text);
            prop_assert!(slug.split('-').all(|part| !part.is_empty()) || slug.is_empty());
            prop_assert!(slug.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        }
    }
}
