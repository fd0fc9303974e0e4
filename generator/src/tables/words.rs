//! The words that stand in cells of our own export for what the document calls by its own names.

use super::headings;
use crate::criteria::document::{NotApplicable, Wording};

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Any whole number of points.
    Whole,
    /// Points in steps.
    Typed,
    /// One of a few.
    Options,
    /// A number that brings points.
    Count,
    /// Yes or no.
    YesNo,
    /// A percentage.
    Percent,
    /// A number.
    Number,
    /// The level of a standard.
    Standard,
    /// Two figures at once.
    Pair,
}

/// `Cách chấm`
pub(super) const ANSWERS: [(&str, Answer); 9] = [
    ("điểm nguyên", Answer::Whole),
    ("điểm lẻ", Answer::Typed),
    ("chọn một mức", Answer::Options),
    ("đếm", Answer::Count),
    ("có/không", Answer::YesNo),
    ("phần trăm", Answer::Percent),
    ("số lượng", Answer::Number),
    ("mức của chuẩn", Answer::Standard),
    ("hai số", Answer::Pair),
];

/// `Nguồn lời văn`
pub(super) const WORDINGS: [(&str, Wording); 3] =
    [("văn bản", Wording::Official), ("bản dự thảo", Wording::Draft), ("diễn đạt lại", Wording::Paraphrase)];

/// `Không áp dụng`
pub(super) const NOT_APPLICABLE: [(&str, NotApplicable); 2] =
    [("tính đủ", NotApplicable::Full), ("bỏ ra, quy đổi", NotApplicable::LeftOut)];

/// What a word says, whatever its marks and case.
pub(super) fn meaning<T: Copy>(list: &[(&str, T)], text: &str) -> Option<T> {
    let words = headings::words(text);
    list.iter().find(|(word, _)| headings::words(word) == words).map(|(_, meaning)| *meaning)
}

/// The word that says it.
pub(super) fn word<T: PartialEq>(list: &[(&'static str, T)], meaning: &T) -> &'static str {
    list.iter().find(|(_, known)| known == meaning).map_or("", |(word, _)| word)
}

/// The words of a list, for messages.
pub(super) fn known<T>(list: &[(&str, T)]) -> Vec<String> {
    list.iter().map(|(word, _)| (*word).to_owned()).collect()
}
