//! The corpus: pages of 300 syllables with headings, a table, links, a footnote and an image, in three sections, each
//! with two tags; what the tools share, before each writes it in its own dialect.

use crate::words::{Dice, Words};
use std::path::Path;

/// Three sections.
pub(crate) const SECTIONS: usize = 3;
///
/// So many tags, unevenly spread.
pub(crate) const TAGS: usize = 20;

/// All pages.
pub(crate) struct Corpus {
    pub(crate) pages: Vec<Page>,
}

/// One page.
pub(crate) struct Page {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) description: String,
    /// `2026-11-21`
    pub(crate) date: String,
    pub(crate) tags: [usize; 2],
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    /// Words that lead to another page.
    Link(String, usize),
    Image(String),
}

impl Corpus {
    pub(crate) fn new(pages: usize, seed: u64) -> std::io::Result<Self> {
        let words = Words::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"))?;
        let mut dice = Dice(seed);
        Ok(Self { pages: (0..pages).map(|number| Page::new(number, pages, &words, &mut dice)).collect() })
    }
}

impl Page {
    fn new(number: usize, pages: usize, words: &Words, dice: &mut Dice) -> Self {
        let mut parts = Vec::new();
        let mut text = String::new();
        for heading in 0..3 {
            text += &format!("\n## {}\n\n", words.phrase(dice, 5));
            for _ in 0..2 {
                for _ in 0..3 {
                    text += &words.sentence(dice, 13);
                    text.push(' ');
                }
                text += "Xem ";
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(Part::Link(words.phrase(dice, 3), dice.below(pages)));
                text += ".\n\n";
            }
            match heading {
                0 => {
                    text += "| Việc | Khi nào |\n| --- | --- |\n";
                    for _ in 0..3 {
                        text += &format!("| {} | {} |\n", words.phrase(dice, 4), words.phrase(dice, 2));
                    }
                    text.push('\n');
                }
                1 => {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    parts.push(Part::Image(words.phrase(dice, 6)));
                    text += "\n\n";
                }
                _ => {
                    text += &format!("{}[^1]\n\n[^1]: {}\n", words.phrase(dice, 8), words.sentence(dice, 8));
                }
            }
        }
        parts.push(Part::Text(text));
        let first = uneven(dice);
        let second = (first + 1 + dice.below(TAGS - 1)) % TAGS;
        let (year, month, day) = (2022 + dice.below(5), 1 + dice.below(10), 1 + dice.below(28));
        Self {
            number,
            title: format!("{} {number}", words.phrase(dice, 5)),
            description: words.sentence(dice, 12),
            date: format!("{year}-{month:02}-{day:02}"),
            tags: [first, second],
            parts,
        }
    }

    /// `muc-2/bai-00017`
    pub(crate) fn path(number: usize) -> String {
        format!("muc-{}/bai-{number:05}", number % SECTIONS)
    }

    /// Its Markdown, links and images as a tool writes them.
    pub(crate) fn markdown(&self, link: impl Fn(usize) -> String, image: &str) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out += text,
                Part::Link(text, page) => out += &format!("[{text}]({})", link(*page)),
                Part::Image(text) => out += &format!("![{text}]({image})"),
            }
        }
        out
    }
}

/// A tag: the second is half as likely as the first, the third a third, as words are.
fn uneven(dice: &mut Dice) -> usize {
    let weights: Vec<usize> = (1..=TAGS).map(|place| 1_000 / place).collect();
    let mut left = dice.below(weights.iter().sum());
    for (tag, weight) in weights.iter().enumerate() {
        if left < *weight {
            return tag;
        }
        left -= weight;
    }
    0
}
