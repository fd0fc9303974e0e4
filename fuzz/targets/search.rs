//! Any bytes as parts of a search index, and any question to it: refused or answered, and nothing else.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wasm_check::search::card::Card;
use wasm_check::search::engine::{Answer, Engine, IndexFile};
use wasm_check::search::excerpt;
use wasm_check::search::index::{Root, read_shard, read_vocabulary, write_shard, write_vocabulary};
use wasm_check::vietnamese::{Fold, syllables};

fuzz_target!(|parts: (&[u8], &[u8], &[u8], &str, &str)| {
    let (root, shard, vocabulary, cards, query) = parts;
    for syllable in syllables(query) {
        assert!(query.get(syllable.start..syllable.end).is_some_and(|text| !text.is_empty()), "a place in the text");
    }
    if let Some(words) = read_shard(shard, 5_000) {
        // Words that no writer would write need not come back; tests show that those of a site do.
        let _ = read_shard(&write_shard(&words, 5_000), 5_000);
    }
    if let Some(folds) = read_vocabulary(vocabulary) {
        let _ = read_vocabulary(&write_vocabulary(&folds));
    }
    // A root of its own is seldom hit by chance: one of four pages stands in for it.
    let small = Root { pages: vec![0, 1, 3, 3, 4], shards: vec![Fold::of(b"a"), Fold::of(b"m")] }.write();
    for root in [root, &small] {
        let Some(mut engine) = Engine::open(root) else { continue };
        for part in [IndexFile::Shard(0), IndexFile::Shard(1), IndexFile::Cards(0), IndexFile::Cards(1)] {
            let bytes = if matches!(part, IndexFile::Cards(_)) { cards.as_bytes() } else { shard };
            engine.take(part, bytes);
        }
        engine.take(IndexFile::Vocabulary, vocabulary);
        if let Answer::Pages(pages) = engine.ask(query, 8) {
            for best in &pages.best {
                let Some(card) = engine.card(best.passage) else { continue };
                let read = excerpt::read(&card, &best.wants);
                assert!(read.found.iter().all(|(start, end)| read.text.get(*start..*end).is_some()), "a place in the text");
            }
        }
    }
    let _ = Card::find(cards, 1).map(|card| card.lines().count());
});
