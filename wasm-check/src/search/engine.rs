//! From a question to the pages that answer it.
//!
//! 1. The shards of what was typed say which pages hold all of it, and guess how well ([`Engine::hits`]).
//! 2. The best are fetched and read. A guess is never too low, so a page that was read and is still the best, is.
//! 3. Where nothing holds it all, what was typed last may be half a word; and where that finds nothing either, a letter
//!    may be wrong.
//!
//! Nothing is fetched here: [`Engine::ask`] says which parts it needs, and is asked again when they are there.

use super::card::Card;
use super::excerpt;
use super::index::{CARDS_TO_A_FILE, Place, Root, Word, read_shard, read_vocabulary, trace};
use super::query::{Reading, Want, half_typed, mended, wants};
use super::rank::{Evidence, score};
use crate::vietnamese::Fold;

/// The most shards that a half typed word may need.
const SHARDS_TO_COMPLETE: usize = 4;
/// The most shards that mending may need.
const SHARDS_TO_MEND: usize = 12;
/// The most guesses that may turn out wrong before the rest is believed: each costs a file.
const GUESSES: u32 = 8;

/// A part of the index that is fetched on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexFile {
    /// The words of a shard.
    Shard(u32),
    /// All words.
    Vocabulary,
    /// Some passages.
    Cards(u32),
}

/// What the pages that were found have to do with the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// They hold all that was typed.
    Whole,
    /// They hold what was typed, if the last word is completed.
    Completed,
    /// They hold words that are a letter away.
    Mended,
    /// There are none.
    Nothing,
}

/// An answer, or what is missing for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was typed.
    Blank,
    /// These parts are needed first.
    Needs(Vec<IndexFile>),
    /// The pages.
    Pages(Pages),
}

/// The pages that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// How they were found.
    pub found: Found,
    /// How many pages were found so.
    pub count: u32,
    /// How many more there are, with the last word completed.
    pub beyond: u32,
    /// The best of them, best first: the passage to show, and how the question was read.
    pub best: Vec<Best>,
}

/// A page that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// Its best passage.
    pub passage: u32,
    /// What was looked for in it.
    pub wants: Vec<Want>,
}

/// The index as far as it is here.
#[derive(Debug)]
pub struct Engine {
    root: Root,
    shards: Vec<(u32, Vec<Word>)>,
    vocabulary: Option<Vec<Fold>>,
    cards: Vec<(u32, String)>,
}

/// A page that holds all that is wanted.
struct Hit {
    passage: u32,
    score: u32,
    evidence: Evidence,
    /// Which way of reading the question found it.
    way: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Guessed,
    Known,
    Taken,
}

impl Engine {
    /// Begins with the root; nothing where it cannot be one.
    pub fn open(root: &[u8]) -> Option<Self> {
        Some(Self { root: Root::read(root)?, shards: Vec::new(), vocabulary: None, cards: Vec::new() })
    }

    /// Takes a part that was fetched; says whether it can be one.
    pub fn take(&mut self, part: IndexFile, bytes: &[u8]) -> bool {
        if self.has(part) {
            return true;
        }
        match part {
            IndexFile::Shard(number) => match read_shard(bytes, self.root.passages()) {
                Some(words) => self.shards.push((number, words)),
                None => return false,
            },
            IndexFile::Vocabulary => match read_vocabulary(bytes) {
                Some(words) => self.vocabulary = Some(words),
                None => return false,
            },
            IndexFile::Cards(number) => match core::str::from_utf8(bytes) {
                Ok(text) => self.cards.push((number, text.to_owned())),
                Err(_) => return false,
            },
        }
        true
    }

    fn has(&self, part: IndexFile) -> bool {
        match part {
            IndexFile::Shard(number) => self.shards.iter().any(|(here, _)| *here == number),
            IndexFile::Vocabulary => self.vocabulary.is_some(),
            IndexFile::Cards(number) => self.cards.iter().any(|(here, _)| *here == number),
        }
    }

    /// The passage, if its file is here.
    pub fn card(&self, passage: u32) -> Option<Card<'_>> {
        let file = passage / CARDS_TO_A_FILE;
        let (_, text) = self.cards.iter().find(|(here, _)| *here == file)?;
        Card::find(text, (passage - file * CARDS_TO_A_FILE) as usize)
    }

    /// The best `most` pages for what was typed.
    pub fn ask(&self, query: &str, most: usize) -> Answer {
        let whole = wants(query);
        if whole.is_empty() {
            return Answer::Blank;
        }
        let half = half_typed(query, &whole);
        let mut needs = Vec::new();
        self.needs(&whole, usize::MAX, &mut needs);
        if let Some(half) = &half {
            self.needs(half, SHARDS_TO_COMPLETE, &mut needs);
        }
        if !needs.is_empty() {
            return Answer::Needs(needs);
        }
        let mut hits = self.hits(&whole, 0);
        let count = hits.len();
        let mut ways = vec![whole.clone()];
        if let Some(half) = half {
            for hit in self.hits(&half, 1) {
                if !hits.iter().take(count).any(|other| self.page_of(other.passage) == self.page_of(hit.passage)) {
                    hits.push(hit);
                }
            }
            ways.push(half);
        }
        let mut found = if count > 0 { Found::Whole } else { Found::Completed };
        if hits.is_empty() {
            let Some(vocabulary) = &self.vocabulary else { return Answer::Needs(vec![IndexFile::Vocabulary]) };
            found = Found::Nothing;
            if let Some(mended) = mended(&whole, vocabulary) {
                self.needs(&mended, SHARDS_TO_MEND, &mut needs);
                if !needs.is_empty() {
                    return Answer::Needs(needs);
                }
                hits = self.hits(&mended, 0);
                ways = vec![mended];
                if !hits.is_empty() {
                    found = Found::Mended;
                }
            }
        }
        let all = u32::try_from(hits.len()).unwrap_or(u32::MAX);
        let count = if count > 0 { u32::try_from(count).unwrap_or(u32::MAX) } else { all };
        match self.best(&mut hits, &ways, most) {
            Ok(best) => Answer::Pages(Pages { found, count, beyond: all - count, best }),
            Err(needs) => Answer::Needs(needs),
        }
    }

    /// The shards that are needed and not here, at most so many.
    fn needs(&self, wants: &[Want], most: usize, needs: &mut Vec<IndexFile>) {
        let mut left = most;
        let mut need = |number: u32| {
            let part = IndexFile::Shard(number);
            if left > 0 && !self.has(part) && !needs.contains(&part) {
                needs.push(part);
            }
            left = left.saturating_sub(1);
        };
        for want in wants {
            match &want.reading {
                Reading::Whole => self.root.shard_of(&want.fold).into_iter().for_each(&mut need),
                Reading::Beginning => self.root.shards_from(&want.fold).for_each(&mut need),
                Reading::Neighbours(taken) => {
                    taken.iter().filter_map(|fold| self.root.shard_of(fold)).for_each(&mut need);
                }
            }
        }
    }

    fn page_of(&self, passage: u32) -> usize {
        self.root.pages.partition_point(|first| *first <= passage)
    }

    /// The pages that hold all that is wanted, each with its best passage as far as the index can tell.
    fn hits(&self, wants: &[Want], way: usize) -> Vec<Hit> {
        let rows: Vec<Row> = wants.iter().map(|want| self.row(want)).collect();
        let mut hits = Vec::new();
        for page in self.root.pages.windows(2) {
            let [first, after] = page else { continue };
            let passages = *first as usize..*after as usize;
            let holds = |row: &Row| {
                row.cells.get(passages.clone()).is_some_and(|cells| cells.iter().any(|cell| cell.is_here()))
            };
            if !rows.iter().all(holds) {
                continue;
            }
            let mut best: Option<Hit> = None;
            for passage in *first..*after {
                let evidence = evidence(&rows, passage);
                let score = score(&evidence);
                if best.as_ref().is_none_or(|best| score > best.score) {
                    // Only who seems to hold the whole phrase is read before it is believed: that decides who is first, and
                    // every reading costs a file.
                    let is_phrase = evidence.pairs > 0 && evidence.pairs + 1 == evidence.words;
                    let state = if is_phrase { State::Guessed } else { State::Known };
                    best = Some(Hit { passage, score, evidence, way, state });
                }
            }
            hits.extend(best);
        }
        hits
    }

    /// What each passage has of one syllable.
    fn row(&self, want: &Want) -> Row {
        let mut row = Row { cells: vec![Cell::default(); self.root.passages() as usize], folds: Vec::new() };
        for word in self.shards.iter().flat_map(|(_, words)| words).filter(|word| want.takes(&word.fold)) {
            row.folds.push(word.fold);
            for variant in &word.variants {
                let is_exact = want.is_exactly(&word.fold, variant.marks);
                for posting in &variant.postings {
                    let Some(cell) = row.cells.get_mut(posting.passage as usize) else { continue };
                    cell.here |= HERE;
                    cell.next |= posting.next;
                    match posting.place {
                        Place::Title => cell.here |= TITLE,
                        Place::Heading => cell.here |= HEADING,
                        Place::Text => {}
                    }
                    if is_exact {
                        cell.here |= EXACT;
                        cell.exact_next |= posting.next;
                    }
                }
            }
        }
        row
    }

    /// The best hits, each read where it was only guessed; or what must be fetched for that.
    fn best(&self, hits: &mut [Hit], ways: &[Vec<Want>], most: usize) -> Result<Vec<Best>, Vec<IndexFile>> {
        let mut best = Vec::new();
        let mut needs = Vec::new();
        let mut guesses = 0;
        while best.len() < most {
            // Whole words before completed ones, then by weight, then in the order of the site.
            let mut next: Option<&mut Hit> = None;
            for hit in hits.iter_mut().filter(|hit| hit.state != State::Taken) {
                if next.as_ref().is_none_or(|next| hit.way < next.way || hit.way == next.way && hit.score > next.score)
                {
                    next = Some(hit);
                }
            }
            let Some(hit) = next else { break };
            let wants = ways.get(hit.way).map(Vec::as_slice).unwrap_or_default();
            match self.card(hit.passage) {
                Some(card) if hit.state == State::Guessed && guesses < GUESSES => {
                    let read = excerpt::read(&card, wants);
                    hit.evidence.pairs = read.pairs.count_ones();
                    hit.evidence.exact_pairs = read.exact_pairs.count_ones();
                    let guess = hit.score;
                    hit.score = score(&hit.evidence);
                    hit.state = State::Known;
                    guesses += u32::from(hit.score < guess);
                    continue;
                }
                Some(_) => {}
                None => {
                    let part = IndexFile::Cards(hit.passage / CARDS_TO_A_FILE);
                    if !self.has(part) && !needs.contains(&part) {
                        needs.push(part);
                    }
                }
            }
            hit.state = State::Taken;
            best.push(Best { passage: hit.passage, wants: wants.to_vec() });
        }
        if needs.is_empty() { Ok(best) } else { Err(needs) }
    }
}

const HERE: u8 = 1;
const EXACT: u8 = 2;
const HEADING: u8 = 4;
const TITLE: u8 = 8;

/// One syllable of the question in all passages.
struct Row {
    cells: Vec<Cell>,
    /// The words that are taken for it.
    folds: Vec<Fold>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    here: u8,
    next: u8,
    exact_next: u8,
}

impl Cell {
    fn is_here(self) -> bool {
        self.here != 0
    }
}

fn evidence(rows: &[Row], passage: u32) -> Evidence {
    let mut evidence = Evidence { words: u32::try_from(rows.len()).unwrap_or(1), ..Evidence::default() };
    let mut last = Cell::default();
    for row in rows {
        let Some(cell) = row.cells.get(passage as usize) else { continue };
        let has = |flag| u32::from(cell.here & flag != 0);
        evidence.here += has(HERE);
        evidence.exact += has(EXACT);
        evidence.titles += has(TITLE);
        evidence.headings += u32::from(cell.here & (TITLE | HEADING) == HEADING);
        evidence.follow += cell.next.count_ones().min(4);
        if last.next != 0 && cell.is_here() {
            let traces = row.folds.iter().fold(0, |traces, fold| traces | trace(fold, passage));
            evidence.pairs += u32::from(last.next & traces != 0);
            evidence.exact_pairs += has(EXACT) * u32::from(last.exact_next & traces != 0);
        }
        last = *cell;
    }
    evidence
}
