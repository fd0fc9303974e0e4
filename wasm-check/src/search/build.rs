//! The index of a site's passages, as the build makes it. What is much is done a stretch of passages or a shard at
//! a time, so that the caller may do it on all cores.

use super::card::Passage;
use super::index::{Place, Posting, Root, Variant, Word, trace, write_shard, write_vocabulary};
use crate::vietnamese::{Fold, Marks, syllables};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// What a shard should weigh: a question moves one for each of its words, and each is a request.
const SHARD_SIZE: usize = 3_000;

/// Gathers the words of passages.
#[derive(Debug, Default)]
pub struct Gathering {
    numbers: HashMap<(Fold, Marks), u32, BuildHasherDefault<Quick>>,
    lists: Vec<Vec<Posting>>,
}

impl Gathering {
    /// Adds a passage; they come in the order of their numbers.
    pub fn add(&mut self, number: u32, passage: &Passage) {
        if passage.is_first {
            for name in std::iter::once(&passage.title).chain(&passage.keywords) {
                self.line(number, name, Place::Title);
            }
        }
        for section in &passage.sections {
            self.line(number, &section.heading, Place::Heading);
            for paragraph in &section.paragraphs {
                self.line(number, paragraph, Place::Text);
            }
        }
    }

    /// The words of a line; what ends a line is followed by nothing.
    fn line(&mut self, passage: u32, line: &str, place: Place) {
        let mut last: Option<usize> = None;
        for syllable in syllables(line) {
            if let Some(posting) = last.and_then(|last| self.lists[last].last_mut()) {
                posting.next |= trace(&syllable.fold, passage);
            }
            let number = self.list((syllable.fold, syllable.marks));
            last = Some(number);
            let postings = &mut self.lists[number];
            match postings.last_mut() {
                Some(posting) if posting.passage == passage => posting.place = posting.place.max(place),
                _ => postings.push(Posting { passage, place, next: 0 }),
            }
        }
    }

    fn list(&mut self, key: (Fold, Marks)) -> usize {
        let next = self.lists.len();
        let number = *self.numbers.entry(key).or_insert(u32::try_from(next).expect("a language has fewer words"));
        if number as usize == next {
            self.lists.push(Vec::new());
        }
        number as usize
    }

    /// Adds what was gathered from passages that come after.
    pub fn append(&mut self, mut other: Self) {
        for (key, number) in other.numbers {
            let list = self.list(key);
            self.lists[list].append(&mut other.lists[number as usize]);
        }
    }

    /// All words, in their order.
    pub fn finish(mut self) -> Vec<Word> {
        let mut keys: Vec<((Fold, Marks), u32)> = self.numbers.into_iter().collect();
        keys.sort_unstable();
        let mut words: Vec<Word> = Vec::new();
        for ((fold, marks), number) in keys {
            let variant = Variant { marks, postings: std::mem::take(&mut self.lists[number as usize]) };
            match words.last_mut() {
                Some(word) if word.fold == fold => word.variants.push(variant),
                _ => words.push(Word { fold, variants: vec![variant] }),
            }
        }
        words
    }
}

/// Which words make up each shard.
pub fn shards(words: &[Word]) -> Vec<Range<usize>> {
    let mut shards = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        // A posting weighs about three quarters of a byte, a word about three bytes more.
        let own = 3 + word.variants.iter().map(|variant| 1 + variant.postings.len() * 3 / 4).sum::<usize>();
        if at > start && size + own > SHARD_SIZE {
            shards.push(start..at);
            (start, size) = (at, 0);
        }
        size += own;
    }
    if start < words.len() {
        shards.push(start..words.len());
    }
    shards
}

/// The root over these shards; `pages` says of each page how many passages it has.
pub fn root(words: &[Word], shards: &[Range<usize>], pages: impl Iterator<Item = u32>) -> Root {
    let mut ends = vec![0];
    ends.extend(pages.scan(0, |last, passages| {
        *last += passages;
        Some(*last)
    }));
    Root { pages: ends, shards: shards.iter().map(|shard| words[shard.start].fold).collect() }
}

/// The file of a shard.
pub fn shard(words: &[Word], shard: &Range<usize>, passages: u32) -> Vec<u8> {
    write_shard(&words[shard.clone()], passages)
}

/// The file of all words.
pub fn vocabulary(words: &[Word]) -> Vec<u8> {
    let folds: Vec<Fold> = words.iter().map(|word| word.fold).collect();
    write_vocabulary(&folds)
}

/// Mixes the few bytes of a word; nobody attacks the author's own machine with the author's own words.
#[derive(Debug, Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, _: usize) {
        // The length of a text of fixed size.
    }
}
