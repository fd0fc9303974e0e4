//! A small site of passages, its index as the build would make it, and questions to it.

use wasm_check::search::build::{Gathering, root, shard, shards, vocabulary};
use wasm_check::search::card::{self, Passage, Section};
use wasm_check::search::engine::{Answer, Engine, IndexFile, Pages};
use wasm_check::search::excerpt;
use wasm_check::search::index::CARDS_TO_A_FILE;

/// All parts of an index.
pub(crate) struct Index {
    pub(crate) root: Vec<u8>,
    pub(crate) shards: Vec<Vec<u8>>,
    pub(crate) vocabulary: Vec<u8>,
    pub(crate) cards: Vec<String>,
}

/// A page of one passage.
pub(crate) fn page(title: &str, text: &str) -> Vec<Passage> {
    let section = Section { paragraphs: vec![text.to_owned()], ..Section::default() };
    vec![Passage {
        href: format!("../{title}/"),
        title: title.to_owned(),
        keywords: Vec::new(),
        is_first: true,
        sections: vec![section],
    }]
}

pub(crate) fn index(pages: &[Vec<Passage>]) -> Index {
    let mut gathering = Gathering::default();
    for (number, passage) in (0..).zip(pages.iter().flatten()) {
        gathering.add(number, passage);
    }
    let words = gathering.finish();
    let ranges = shards(&words);
    let root = root(&words, &ranges, pages.iter().map(|page| u32::try_from(page.len()).expect("few")));
    let passages: Vec<Passage> = pages.iter().flatten().cloned().collect();
    Index {
        shards: ranges.iter().map(|range| shard(&words, range, root.passages())).collect(),
        vocabulary: vocabulary(&words),
        cards: passages.chunks(CARDS_TO_A_FILE as usize).map(card::write).collect(),
        root: root.write(),
    }
}

impl Index {
    /// A part as a host would send it.
    pub(crate) fn part(&self, part: IndexFile) -> &[u8] {
        match part {
            IndexFile::Shard(number) => &self.shards[number as usize],
            IndexFile::Vocabulary => &self.vocabulary,
            IndexFile::Cards(number) => self.cards[number as usize].as_bytes(),
        }
    }

    /// Asks, and fetches what is needed, as the page does.
    pub(crate) fn ask(&self, query: &str) -> (Engine, Pages) {
        let mut engine = Engine::open(&self.root).expect("our own root");
        for _ in 0..60 {
            match engine.ask(query, 8) {
                Answer::Needs(parts) => {
                    for part in parts {
                        assert!(engine.take(part, self.part(part)), "our own part");
                    }
                }
                Answer::Pages(pages) => return (engine, pages),
                Answer::Blank => panic!("a blank question"),
            }
        }
        panic!("no end of parts for {query}")
    }

    /// The titles of what is found, best first.
    pub(crate) fn titles(&self, query: &str) -> Vec<String> {
        let (engine, pages) = self.ask(query);
        pages.best.iter().map(|best| engine.card(best.passage).expect("it is here").title.to_owned()).collect()
    }

    /// How many pages hold what was typed.
    pub(crate) fn count(&self, query: &str) -> u32 {
        self.ask(query).1.count
    }

    /// Where the best page is opened, and what of it is shown, the syllables that were found in `[]`.
    pub(crate) fn first(&self, query: &str) -> (String, String) {
        let (engine, pages) = self.ask(query);
        let best = pages.best.first().expect("something is found");
        let card = engine.card(best.passage).expect("it is here");
        let read = excerpt::read(&card, &best.wants);
        let (mut shown, mut at) = (String::new(), 0);
        for (start, end) in read.found {
            shown += &format!("{}[{}]", &read.text[at..start], &read.text[start..end]);
            at = end;
        }
        shown += &read.text[at..];
        let address = if read.id.is_empty() { card.href.to_owned() } else { format!("{}#{}", card.href, read.id) };
        (address, shown)
    }
}
