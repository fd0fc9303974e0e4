//! The format of the index: written by the build, read on the page.
//!
//! What a part consists of is said once, in functions over [`Code`] that both write and read. What is read is checked
//! against the root; of a part that cannot be, nothing is used.

use super::coder::{Bit, Code, Digits, Number, Reader, Writer};
use crate::vietnamese::{Fold, Marks};

/// Of this very format; a reader refuses all others.
const FORMAT: u32 = 1;
/// Passages to a file of cards: with more, what is shown would bring along what is not.
pub const CARDS_TO_A_FILE: u32 = 1;
/// The most passages of a site, and the most postings of a shard: what cannot be meant must not fill a phone's memory.
const MOST: u32 = 1 << 20;

/// Where in a passage a word stands; what counts more is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a text.
    Text,
    /// In the title of a part of the page.
    Heading,
    /// In the title of the page.
    Title,
}

/// A passage that holds a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Its number.
    pub passage: u32,
    /// The best place where the word stands.
    pub place: Place,
    /// The words that follow it: bit [`trace`] of each.
    pub next: u8,
}

/// A word with certain marks, and the passages that hold it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its marks.
    pub marks: Marks,
    /// Where it stands.
    pub postings: Vec<Posting>,
}

/// A word in all its variants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its letters.
    pub fold: Fold,
    /// By marks.
    pub variants: Vec<Variant>,
}

/// What belongs to the whole site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The first passage of each page, and at the end the number of all passages.
    pub pages: Vec<u32>,
    /// The first word of each shard.
    pub shards: Vec<Fold>,
}

/// The three bits that a word leaves at the word before it: which bit of [`Posting::next`].
///
/// In every passage others: two words that look alike in one do not in the next, so however often `đạo đức` stands in a
/// site, only one time in eight it is taken for `đạo hàm`.
pub fn trace(fold: &Fold, passage: u32) -> u8 {
    let letters = fold.letters().iter();
    let mix = letters.fold(0x811c_9dc5_u32, |mix, byte| (mix ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let mix = (mix ^ passage.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    1 << (mix >> 29)
}

impl Root {
    /// How many passages there are.
    pub fn passages(&self) -> u32 {
        self.pages.last().copied().unwrap_or(0)
    }

    /// The shard in which a word stands, if in any.
    pub fn shard_of(&self, fold: &Fold) -> Option<u32> {
        let after = self.shards.iter().take_while(|first| *first <= fold).count();
        u32::try_from(after.checked_sub(1)?).ok()
    }

    /// The shards in which words stand that begin so.
    pub fn shards_from(&self, start: &Fold) -> core::ops::Range<u32> {
        let after = self.shards.iter().take_while(|first| *first <= start || first.starts_with(start)).count();
        self.shard_of(start).unwrap_or(0)..u32::try_from(after).unwrap_or(0)
    }

    /// As a file.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut models = RootModels::default();
        writer.number(FORMAT, &mut models.count);
        writer.number(count(self.pages.len().saturating_sub(1)), &mut models.count);
        for pair in self.pages.windows(2) {
            writer.number(pair[1] - pair[0], &mut models.passages);
        }
        write_folds(&mut writer, &self.shards);
        writer.finish()
    }

    /// What [`Self::write`] wrote; nothing where it cannot be.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let mut models = RootModels::default();
        if reader.number(0, &mut models.count) != FORMAT {
            return None;
        }
        let count = reader.number(0, &mut models.count);
        let mut pages = vec![0];
        let mut last = 0_u32;
        for _ in 0..count {
            last = last.saturating_add(reader.number(0, &mut models.passages));
            if last > MOST || count > MOST || reader.is_over() {
                return None;
            }
            pages.push(last);
        }
        Some(Self { pages, shards: read_folds(&mut reader)? })
    }
}

#[derive(Default)]
struct RootModels {
    count: Number,
    passages: Number,
}

/// A list of words as a file: the vocabulary.
pub fn write_vocabulary(folds: &[Fold]) -> Vec<u8> {
    let mut writer = Writer::default();
    write_folds(&mut writer, folds);
    writer.finish()
}

/// What [`write_vocabulary`] wrote; nothing where it cannot be.
pub fn read_vocabulary(bytes: &[u8]) -> Option<Vec<Fold>> {
    read_folds(&mut Reader::new(bytes))
}

fn write_folds(writer: &mut Writer, folds: &[Fold]) {
    let mut models = FoldModels::default();
    writer.number(count(folds.len()), &mut Number::default());
    let mut last = Fold::default();
    for fold in folds {
        last = code_fold(writer, &mut models, fold, &last);
    }
}

fn read_folds(reader: &mut Reader<'_>) -> Option<Vec<Fold>> {
    let mut models = FoldModels::default();
    let count = reader.number(0, &mut Number::default());
    let (mut folds, mut last) = (Vec::new(), Fold::default());
    for _ in 0..count {
        last = code_fold(reader, &mut models, &last, &last);
        if reader.is_over() {
            return None;
        }
        folds.push(last);
    }
    Some(folds)
}

#[derive(Default)]
struct FoldModels {
    shared: Digits<16>,
    more: Digits<16>,
    letters: Digits<256>,
}

/// A word after the one before it: how many letters are the same, how many more there are, and these.
fn code_fold(coder: &mut impl Code, models: &mut FoldModels, fold: &Fold, last: &Fold) -> Fold {
    let letters = fold.letters();
    let same = letters.iter().zip(last.letters()).take_while(|(one, other)| one == other).count();
    // There is at least one more: a word is not empty, and comes once.
    let same = same.min(letters.len().saturating_sub(1));
    let shared = coder.digits(same, &mut models.shared);
    let more = coder.digits((letters.len() - same).saturating_sub(1), &mut models.more) + 1;
    let mut bytes = [0; 2 * Fold::SIZE];
    for (at, place) in bytes.iter_mut().enumerate().take(shared + more) {
        *place = if at < shared {
            last.letters().get(at).copied().unwrap_or(0)
        } else {
            let letter = coder.digits(letters.get(at).copied().unwrap_or(0).into(), &mut models.letters);
            u8::try_from(letter).unwrap_or(0)
        };
    }
    Fold::of(bytes.get(..shared + more).unwrap_or_default())
}

/// The shard of these words as a file; `passages` as the root has it.
pub fn write_shard(words: &[Word], passages: u32) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut models = ShardModels::default();
    writer.number(count(words.len()), &mut models.words);
    let mut last = Fold::default();
    for word in words {
        last = code_fold(&mut writer, &mut models.folds, &word.fold, &last);
        writer.number(count(word.variants.len()), &mut models.variants);
        for variant in &word.variants {
            code_marks(&mut writer, &mut models, variant.marks, &last);
            let size = writer.number(count(variant.postings.len()), &mut models.postings);
            let mut coded = List::new(size, passages);
            for posting in &variant.postings {
                coded.code(&mut writer, &mut models, *posting);
            }
        }
    }
    writer.finish()
}

/// What [`write_shard`] wrote; nothing where it cannot be.
pub fn read_shard(bytes: &[u8], passages: u32) -> Option<Vec<Word>> {
    let mut reader = Reader::new(bytes);
    let mut models = ShardModels::default();
    let mut words = Vec::new();
    let mut last = Fold::default();
    let mut most = MOST;
    for _ in 0..reader.number(0, &mut models.words) {
        last = code_fold(&mut reader, &mut models.folds, &last, &last);
        let mut variants = Vec::new();
        for _ in 0..reader.number(0, &mut models.variants) {
            let marks = code_marks(&mut reader, &mut models, Marks(0), &last);
            let size = reader.number(0, &mut models.postings);
            most = most.checked_sub(size)?;
            let mut coded = List::new(size, passages);
            let mut postings = Vec::new();
            for _ in 0..size {
                let given = Posting { passage: 0, place: Place::Text, next: 0 };
                let posting = coded.code(&mut reader, &mut models, given);
                if posting.passage >= passages || reader.is_over() {
                    return None;
                }
                postings.push(posting);
            }
            if reader.is_over() {
                return None;
            }
            variants.push(Variant { marks, postings });
        }
        if reader.is_over() {
            return None;
        }
        words.push(Word { fold: last, variants });
    }
    Some(words)
}

fn count(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// How often words are met: the more passages of all hold one, the higher.
const CLASSES: usize = 8;
/// The letters that have shapes, and all others.
const SHAPED: [u8; 5] = *b"adeou";

struct ShardModels {
    words: Number,
    folds: FoldModels,
    variants: Number,
    postings: Number,
    tone: Digits<8>,
    shapes: [Digits<4>; SHAPED.len()],
    gaps: [Number; CLASSES],
    is_titled: [Bit; CLASSES],
    is_title: Bit,
    /// How many words follow, one bit for each more.
    follow: [[Bit; 8]; CLASSES],
}

impl Default for ShardModels {
    fn default() -> Self {
        Self {
            words: Number::default(),
            folds: FoldModels::default(),
            variants: Number::default(),
            postings: Number::default(),
            tone: Digits::default(),
            shapes: [Digits::default(); SHAPED.len()],
            gaps: [Number::default(); CLASSES],
            is_titled: [Bit::default(); CLASSES],
            is_title: Bit::default(),
            follow: [[Bit::default(); 8]; CLASSES],
        }
    }
}

/// The tone, and the shape of each letter that has one.
fn code_marks(coder: &mut impl Code, models: &mut ShardModels, marks: Marks, fold: &Fold) -> Marks {
    let mut read = u32::try_from(coder.digits((marks.0 & 7) as usize, &mut models.tone)).unwrap_or(0);
    for (at, letter) in fold.letters().iter().enumerate().take(Marks::LETTERS) {
        let Some(place) = SHAPED.iter().position(|shaped| shaped == letter) else { continue };
        if let Some(model) = models.shapes.get_mut(place) {
            let shift = 3 + 2 * at;
            let shape = coder.digits((marks.0 >> shift & 3) as usize, model);
            read |= u32::try_from(shape).unwrap_or(0) << shift;
        }
    }
    Marks(read)
}

/// The passages of one variant, one after the other.
struct List {
    class: usize,
    /// The first passage that can come.
    from: u32,
}

impl List {
    fn new(size: u32, passages: u32) -> Self {
        let share = passages.checked_div(size).unwrap_or(0);
        let class = (32 - share.leading_zeros()) as usize;
        Self { class: class.min(CLASSES - 1), from: 0 }
    }

    fn code(&mut self, coder: &mut impl Code, models: &mut ShardModels, given: Posting) -> Posting {
        let class = self.class;
        let gap = match models.gaps.get_mut(class) {
            Some(model) => coder.number(given.passage.wrapping_sub(self.from), model),
            None => 0,
        };
        let passage = self.from.saturating_add(gap);
        self.from = passage.saturating_add(1);
        let is_titled =
            models.is_titled.get_mut(class).is_some_and(|model| coder.bit(given.place != Place::Text, model));
        let place = match is_titled {
            false => Place::Text,
            true if coder.bit(given.place == Place::Title, &mut models.is_title) => Place::Title,
            true => Place::Heading,
        };
        let mut left = 0;
        for model in models.follow.get_mut(class).into_iter().flatten() {
            if !coder.bit(given.next.count_ones() > left, model) {
                break;
            }
            left += 1;
        }
        // How many of the eight bits are set is known; which, is one of so many choices.
        let mut next = 0;
        for place in 0..8 {
            let rest = 8 - place;
            if left == 0 {
                break;
            }
            if left >= rest || coder.chance(given.next >> place & 1 == 1, rest - left, rest) {
                next |= 1 << place;
                left -= 1;
            }
        }
        Posting { passage, place, next }
    }
}
