//! What comes first: every page that is found holds all that was typed, so it is how it holds it that counts.
//!
//! Each weight is given in full for all syllables of the question, and in part for a part of them. Pages that come out
//! equal stand in the order of the site.

/// Two syllables stand side by side as they were typed.
///
/// From 0, where `hàm số … đạo đức` is as good for `đạo hàm` as `đạo hàm` itself, to so much that nothing else counts.
/// More than all weights below together: what stands together comes first.
const ADJACENT: u32 = 8_000;
/// And both with the very marks that were typed.
///
/// At 0, `bao vé` comes before `bảo vệ` where it stands in a title. Less than [`ADJACENT`]: many type without marks.
const ADJACENT_EXACT: u32 = 4_000;
/// A syllable stands there with the very marks that were typed, anywhere.
///
/// At 0, a question of one syllable would show `má`, `mà` and `mã` in one heap; more than [`TITLE`], [`TOGETHER`] and
/// [`OFTEN`] together, so that they never do.
const EXACT: u32 = 2_000;
/// A syllable stands in the title of the page; in the title of a part of it, half.
///
/// At 0, a page about a thing comes after one that names it twice; above [`EXACT`], titles would win over marks.
const TITLE: u32 = 1_000;
/// The syllables stand in one passage and not only in one page.
///
/// At 0, the ends of a long page count as one place; high, long pages would lose to short ones.
const TOGETHER: u32 = 500;
/// Different words follow a syllable, as they do where it is used often: four or more count in full.
///
/// At 0, one use is as good as ten; high, long passages would win over good ones.
const OFTEN: u32 = 200;

/// What a passage has of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    /// How many syllables were typed; at least one.
    pub words: u32,
    /// How many stand here.
    pub here: u32,
    /// How many stand here exactly as typed.
    pub exact: u32,
    /// How many stand in a heading.
    pub headings: u32,
    /// How many stand in the title.
    pub titles: u32,
    /// How many different words follow them, at most four each.
    pub follow: u32,
    /// How many stand right before the next one.
    pub pairs: u32,
    /// How many of these pairs are exactly as typed.
    pub exact_pairs: u32,
}

/// The weight of a passage.
pub fn score(evidence: &Evidence) -> u32 {
    let words = evidence.words.max(1);
    let pairs = (words - 1).max(1);
    (ADJACENT * evidence.pairs + ADJACENT_EXACT * evidence.exact_pairs) / pairs
        + (EXACT * evidence.exact
            + TITLE * evidence.titles
            + TITLE / 2 * evidence.headings
            + TOGETHER * evidence.here
            + OFTEN * evidence.follow / 4)
            / words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_together_counts_more_than_all_else() {
        let rest = Evidence { words: 2, here: 2, exact: 2, titles: 2, follow: 8, ..Evidence::default() };
        let together = Evidence { words: 2, here: 2, pairs: 1, ..Evidence::default() };
        assert!(score(&together) > score(&rest));
    }

    #[test]
    fn the_right_marks_count_more_than_title_and_number() {
        let rest = Evidence { words: 1, here: 1, titles: 1, follow: 4, ..Evidence::default() };
        let exact = Evidence { words: 1, here: 1, exact: 1, ..Evidence::default() };
        assert!(score(&exact) > score(&rest));
    }
}
