//! A part may be cut, mixed up or another file altogether: it is refused or gives wrong pages, and nothing else happens.

use crate::support::{index, page};
use proptest::prelude::*;
use wasm_check::search::card::Card;
use wasm_check::search::engine::{Answer, Engine, IndexFile};
use wasm_check::search::index::{
    Place, Posting, Root, Variant, Word, read_shard, read_vocabulary, write_shard, write_vocabulary,
};
use wasm_check::vietnamese::{Fold, Marks};

fn fold() -> impl Strategy<Value = Fold> {
    proptest::collection::vec(1_u8..=255, 1..=Fold::SIZE).prop_map(|bytes| Fold::of(&bytes))
}

fn word() -> impl Strategy<Value = Word> {
    let posting = (1_u32..50, prop_oneof![Just(Place::Text), Just(Place::Heading), Just(Place::Title)], any::<u8>());
    let postings = proptest::collection::vec(posting, 0..20).prop_map(|given| {
        let mut passage = 0;
        given
            .into_iter()
            .map(|(gap, place, next)| {
                passage += gap;
                Posting { passage, place, next }
            })
            .collect()
    });
    let variant = (0_u32..6, postings).prop_map(|(tone, postings)| Variant { marks: Marks(tone), postings });
    (fold(), proptest::collection::vec(variant, 1..4)).prop_map(|(fold, variants)| Word { fold, variants })
}

proptest! {
    #[test]
    fn a_shard_is_read_as_it_was_written(mut words in proptest::collection::vec(word(), 0..30)) {
        words.sort_by_key(|word| word.fold);
        words.dedup_by_key(|word| word.fold);
        prop_assert_eq!(read_shard(&write_shard(&words, 2_000), 2_000), Some(words));
    }

    #[test]
    fn a_root_and_a_vocabulary_are_read_as_they_were_written(
        mut folds in proptest::collection::vec(fold(), 0..60),
        passages in proptest::collection::vec(0_u32..9, 0..60),
    ) {
        folds.sort();
        folds.dedup();
        let pages = std::iter::once(0).chain(passages.iter().scan(0, |last, more| { *last += more; Some(*last) })).collect();
        let root = Root { pages, shards: folds.clone() };
        prop_assert_eq!(Root::read(&root.write()), Some(root));
        prop_assert_eq!(read_vocabulary(&write_vocabulary(&folds)), Some(folds));
    }

    #[test]
    fn any_bytes_are_refused_or_read(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        query in "\\PC{0,30}",
        at in 0_usize..200,
        new in any::<u8>(),
    ) {
        let site = index(&[page("một", "Đạo hàm của hàm số."), page("hai", "Học tập suốt đời.")]);
        let mut broken = site.root.clone();
        if let Some(byte) = broken.get_mut(at) { *byte = new; }
        for root in [&bytes, &broken, &site.root] {
            let Some(mut engine) = Engine::open(root) else { continue };
            for part in [IndexFile::Shard(0), IndexFile::Vocabulary, IndexFile::Cards(0)] {
                engine.take(part, &bytes);
            }
            let _ = (engine.ask(&query, 8), engine.ask("đạo hàm", 8), engine.ask("hoc ta", 3));
            if let Some(card) = engine.card(0) {
                let _ = card.lines().count();
            }
        }
        let mut shard = site.shards[0].clone();
        let place = at % shard.len();
        shard[place] = new;
        let mut engine = Engine::open(&site.root).expect("our own root");
        engine.take(IndexFile::Shard(0), &shard);
        engine.take(IndexFile::Cards(0), site.cards[0].as_bytes());
        if let Answer::Pages(pages) = engine.ask("đạo hàm", 8) {
            prop_assert!(pages.best.len() <= 8);
        }
    }

    #[test]
    fn any_text_is_cut_into_cards(text in "([=+# ]|\\PC|\t|\n){0,200}", number in 0_usize..4) {
        if let Some(card) = Card::find(&text, number) {
            for line in card.lines() {
                prop_assert!(text.contains(line.text));
            }
        }
    }
}
