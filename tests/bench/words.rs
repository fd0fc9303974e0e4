//! Vietnamese text by the yard, the same for the same seed.
//!
//! The text is that of this repository's own pages, shuffled: each syllable is followed by one that follows it there
//! too, so words, their frequency and what stands side by side are a language's and not dice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Which syllables follow which.
pub(crate) struct Words {
    all: Vec<String>,
    /// For each syllable, the places after it in [`Self::all`].
    after: BTreeMap<String, Vec<usize>>,
}

impl Words {
    /// The words of all files below a folder.
    pub(crate) fn of(content: &Path) -> std::io::Result<Self> {
        let mut files = Vec::new();
        let mut open = vec![content.to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() { open.push(path) } else { files.push(path) }
            }
        }
        files.sort();
        let mut all = Vec::new();
        for file in files {
            let text = fs::read_to_string(file)?;
            let body = text.splitn(3, "+++").nth(2).unwrap_or_default();
            let words = body.split_whitespace().map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()));
            let plain = words.filter(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric));
            all.extend(plain.map(str::to_lowercase));
        }
        let mut after: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, pair) in (1..).zip(all.windows(2)) {
            after.entry(pair[0].clone()).or_default().push(place);
        }
        Ok(Self { all, after })
    }

    /// A sentence of so many syllables.
    pub(crate) fn sentence(&self, dice: &mut Dice, length: usize) -> String {
        let mut at = dice.below(self.all.len());
        let mut text = String::new();
        for number in 0..length {
            let word = &self.all[at];
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if number == 0 => text.extend(first.to_uppercase().chain(letters)),
                _ => text += word,
            }
            text.push(if number + 1 == length { '.' } else { ' ' });
            let places = self.after.get(word).map_or(&[][..], Vec::as_slice);
            // Now and then something else altogether, as people do.
            at = if places.is_empty() || dice.below(12) == 0 {
                dice.below(self.all.len())
            } else {
                places[dice.below(places.len())]
            };
        }
        text
    }

    /// The same without its full stop.
    pub(crate) fn phrase(&self, dice: &mut Dice, length: usize) -> String {
        self.sentence(dice, length).trim_end_matches('.').to_owned()
    }
}

/// Numbers that look like chance (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// One of `0..end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mix = self.0;
        mix = (mix ^ (mix >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mix = (mix ^ (mix >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mix ^ (mix >> 31)) % end.max(1) as u64).unwrap_or(0)
    }
}
