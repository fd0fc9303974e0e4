//! The order of a Vietnamese dictionary: `a ă â b c d đ e ê … o ô ơ … u ư …`, and where only tones differ: ngang, huyền,
//! hỏi, ngã, sắc, nặng.
//!
//! Letters decide over the whole text before any tone does, so that `bản tin` stands between `ban ngày` and `bàn tròn`
//! where its letters say. Capitals and the way in which marks are encoded make no difference.

use super::syllable::{Role, part};

/// What a text is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey {
    /// Each letter and its place among those that are the same without marks; a gap between words comes before all.
    letters: Vec<(char, u8)>,
    /// One a word.
    tones: Vec<u8>,
}

const GAP: (char, u8) = ('\0', 0);

/// The place in the dictionary.
pub fn collation_key(text: &str) -> CollationKey {
    let (mut letters, mut tones): (Vec<(char, u8)>, Vec<u8>) = (Vec::new(), Vec::new());
    for char in text.chars() {
        let starts_a_word = letters.last().is_none_or(|last| *last == GAP);
        match part(char) {
            Role::Letter { base, shape, tone } => {
                if starts_a_word {
                    tones.push(0);
                }
                letters.push((base, rank(base, shape)));
                if let (Some(last), true) = (tones.last_mut(), tone > 0) {
                    *last = order(tone);
                }
            }
            Role::Shape(shape) if !starts_a_word => {
                if let Some(last) = letters.last_mut() {
                    last.1 = rank(last.0, shape);
                }
            }
            Role::Tone(tone) if !starts_a_word => {
                if let Some(last) = tones.last_mut() {
                    *last = order(tone);
                }
            }
            Role::Gap if !starts_a_word => letters.push(GAP),
            Role::Shape(_) | Role::Tone(_) | Role::Other | Role::Gap => {}
        }
    }
    if letters.last() == Some(&GAP) {
        letters.pop();
    }
    CollationKey { letters, tones }
}

/// Shapes are numbered by how they look (`â` like `ô`); the alphabet puts `ă` before `â`, and `ô` before `ơ`.
fn rank(base: char, shape: u8) -> u8 {
    match (base, shape) {
        ('a', 1) => 2,
        ('a', 2) => 1,
        (_, shape) => shape,
    }
}

/// Tones are numbered as their marks are encoded; dictionaries have sắc after ngã.
fn order(tone: u8) -> u8 {
    match tone {
        2 => 4,
        3 => 2,
        4 => 3,
        tone => tone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(words: &[&'static str]) -> Vec<&'static str> {
        let mut sorted: Vec<&str> = words.iter().rev().copied().collect();
        sorted.sort_by_key(|word| collation_key(word));
        sorted
    }

    #[test]
    fn letters_stand_as_in_the_alphabet() {
        let words =
            ["1 bài", "an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "gì", "on", "ôn", "ơn", "um", "ưm", "xa", "ý"];
        assert_eq!(sorted(&words), words);
    }

    #[test]
    fn tones_stand_as_in_a_dictionary_and_after_all_letters() {
        let words = ["ma", "mà", "mả", "mã", "má", "mạ", "ma trận", "mà cả", "má đào", "mai"];
        assert_eq!(sorted(&words), ["ma", "mà", "mả", "mã", "má", "mạ", "mà cả", "má đào", "ma trận", "mai"]);
    }

    #[test]
    fn capitals_quotes_and_decomposed_marks_make_no_difference() {
        assert_eq!(collation_key("“Đường” Về"), collation_key("đươ\u{300}ng vê\u{300}"));
        assert_eq!(collation_key("hoà"), collation_key("hòa"));
    }

    proptest! {
        #[test]
        fn any_text_has_a_place(text in "\\PC{0,40}") {
            let key = collation_key(&text);
            prop_assert_eq!(key.tones.is_empty(), key.letters.is_empty());
        }
    }
}
