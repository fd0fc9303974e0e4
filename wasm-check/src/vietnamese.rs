//! Vietnamese text: what slugs, anchors and spoken numbers share.
//!
//! Unicode decomposition leaves `đ` alone, so a fold that only drops marks loses half of the language; here `đ` is a
//! `d`, and so are the look-alikes `ð` (Icelandic) and `ɖ` (African) that wrong keyboards type for it.

use crate::text;

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

/// A whole number as it is said: `83` is `tám mươi ba`, `105` is `một trăm linh năm`.
///
/// Numbers of four digits and more come back as digits: no set of criteria says them, and a wrong word is worse.
pub fn number_in_words(number: u32) -> String {
    const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    if number > 999 {
        return text::number(number);
    }
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut words = String::new();
    let mut say = |word: &str| {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    };
    if hundreds > 0 {
        say(DIGITS[hundreds as usize]);
        say("trăm");
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => say("linh"),
        0 => {}
        1 => say("mười"),
        _ => {
            say(DIGITS[tens as usize]);
            say("mươi");
        }
    }
    match ones {
        0 if number > 0 => {}
        1 if tens > 1 => say("mốt"),
        5 if tens > 0 => say("lăm"),
        _ => say(DIGITS[ones as usize]),
    }
    words
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
            assert_eq!(number_in_words(number), words);
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
