//! What was typed, and the ways to take it.

use crate::vietnamese::{Fold, Marks, syllables};

/// The most syllables of a question that count.
const WORDS: usize = 12;
/// A word is completed from so many letters on.
const LETTERS_TO_COMPLETE: usize = 2;
/// A word is mended from so many letters on: of shorter ones, everything is a neighbour.
const LETTERS_TO_MEND: usize = 3;
/// The most words that one may have been meant by another.
const NEIGHBOURS: usize = 12;

/// One syllable that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// Its letters.
    pub fold: Fold,
    /// Its marks.
    pub marks: Marks,
    /// What else is taken for it.
    pub reading: Reading,
}

/// How a syllable is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// As it stands, with any marks.
    Whole,
    /// As the beginning of one.
    Beginning,
    /// As one of these.
    Neighbours(Vec<Fold>),
}

/// The syllables of a question, each as it stands.
pub fn wants(query: &str) -> Vec<Want> {
    syllables(query)
        .take(WORDS)
        .map(|syllable| Want { fold: syllable.fold, marks: syllable.marks, reading: Reading::Whole })
        .collect()
}

/// The same with the last syllable half typed; nothing where it is finished or too short to guess.
pub fn half_typed(query: &str, wants: &[Want]) -> Option<Vec<Want>> {
    let last = syllables(query).last()?;
    let mut wants = wants.to_vec();
    let want = wants.last_mut()?;
    if last.end != query.len() || last.fold != want.fold || want.fold.letters().len() < LETTERS_TO_COMPLETE {
        return None;
    }
    want.reading = Reading::Beginning;
    Some(wants)
}

/// The same with each syllable that may have been mistyped by a letter: those that no page holds or, where there is a page
/// for each, all.
pub fn mended(wants: &[Want], vocabulary: &[Fold]) -> Option<Vec<Want>> {
    let is_known = |want: &Want| vocabulary.binary_search(&want.fold).is_ok();
    let all_known = wants.iter().all(is_known);
    let mut mended = wants.to_vec();
    let mut is_mended = false;
    for want in &mut mended {
        if want.fold.letters().len() < LETTERS_TO_MEND || (is_known(want) && !all_known) {
            continue;
        }
        let letters = want.fold.letters();
        let near = vocabulary.iter().filter(|word| is_one_letter_off(word.letters(), letters)).take(NEIGHBOURS);
        let mut taken: Vec<Fold> = near.copied().collect();
        if !taken.is_empty() {
            taken.push(want.fold);
            want.reading = Reading::Neighbours(taken);
            is_mended = true;
        }
    }
    is_mended.then_some(mended)
}

impl Want {
    /// Whether a word of the site is what is wanted.
    pub fn takes(&self, fold: &Fold) -> bool {
        match &self.reading {
            Reading::Whole => *fold == self.fold,
            Reading::Beginning => fold.starts_with(&self.fold),
            Reading::Neighbours(taken) => taken.contains(fold),
        }
    }

    /// Whether it is written exactly so.
    pub fn is_exactly(&self, fold: &Fold, marks: Marks) -> bool {
        *fold == self.fold && marks == self.marks
    }
}

/// Whether one letter was changed, added or left out, or two were swapped.
fn is_one_letter_off(one: &[u8], other: &[u8]) -> bool {
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    if long.len() - short.len() > 1 || long == short {
        return false;
    }
    let same = long.iter().zip(short).take_while(|(one, other)| one == other).count();
    let (long, short) = (long.get(same..).unwrap_or_default(), short.get(same..).unwrap_or_default());
    let after = |rest: &'_ [u8], count: usize| rest.get(count..).unwrap_or_default().to_vec();
    if long.len() > short.len() {
        return after(long, 1) == short;
    }
    let is_swapped = match (long, short) {
        ([a, b, ..], [c, d, ..]) => a == d && b == c && after(long, 2) == after(short, 2),
        _ => false,
    };
    is_swapped || after(long, 1) == after(short, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_is_one_changed_added_left_out_or_swapped() {
        let off = |one: &str, other: &str| is_one_letter_off(one.as_bytes(), other.as_bytes());
        for (one, other) in
            [("duong", "duonh"), ("duong", "duog"), ("duog", "duong"), ("duong", "dunog"), ("tap", "tapp")]
        {
            assert!(off(one, other), "{one} {other}");
        }
        for (one, other) in [("duong", "duong"), ("duong", "duohh"), ("tap", "pat"), ("a", "abc")] {
            assert!(!off(one, other), "{one} {other}");
        }
    }

    #[test]
    fn only_the_last_word_is_half_typed_and_only_while_it_is_being_typed() {
        let half = |query: &str| half_typed(query, &wants(query)).map(|wants| wants.len());
        assert_eq!(half("học tậ"), Some(2));
        assert_eq!(half("học tập "), None);
        assert_eq!(half("học t"), None);
        assert_eq!(half(""), None);
    }
}
