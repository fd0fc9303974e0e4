//! The search index of a site: its text as passages, and the parts of the index under names that their content decides.
//!
//! 1. The text of every page is cut into passages ([`text`]), on all cores.
//! 2. Stretches of passages are gathered on all cores, and joined in the order of the site: the same index on any number.
//! 3. Shards and cards are packed on all cores.
//!
//! All parts lie in one folder that is named by all of them together, with the code that reads them: whoever has the page
//! has parts that belong together, and hosts and phones may keep them for ever.

mod text;

use crate::address;
use crate::disk::short_digits;
use crate::markdown::Bodies;
use crate::site::Site;
use crate::source::{Page, Permalink, Slug};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use engine::engine;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use wasm_check::search::build::{Gathering, root, shard, shards, vocabulary};
use wasm_check::search::card::{self, Passage};
use wasm_check::search::index::CARDS_TO_A_FILE;

/// Passages that one core gathers at a time.
const STRETCH: usize = 512;

/// The index of a site.
#[derive(Debug)]
pub struct SearchIndex {
    /// The folder of all parts.
    pub folder: Permalink,
    /// All parts, by their name in it.
    pub parts: Vec<IndexFile>,
    /// How many bytes of text can be found.
    pub text: usize,
}

/// A file of the index.
#[derive(Debug)]
pub struct IndexFile {
    /// Its place in the output folder.
    pub permalink: Permalink,
    /// What it is.
    pub kind: Kind,
    bytes: Vec<u8>,
    /// What a page from `file://` is given instead: its name, for the script that it is.
    script: Option<String>,
}

/// What a part is, for the budgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The script of the page.
    Script,
    /// Its module.
    Module,
    /// What is fetched for any question.
    Root,
    /// What is fetched for a word.
    Shard,
    /// What is fetched where nothing is found.
    Vocabulary,
    /// What is fetched for what is shown.
    Cards,
    /// All of that in one file, which a phone keeps of a small index.
    AllCards,
}

/// Bytes of an index that a phone keeps whole; on the way it is less than half.
const SMALL: usize = 512 * 1024;

/// What stands between the files of cards in the one that holds them all: no text has it.
const BETWEEN: &[u8] = b"\x0c";

impl SearchIndex {
    /// Makes the index of all pages.
    pub fn new(site: &Site, bodies: &Bodies<'_>) -> Self {
        let originals = site.library.pages().map(|page| (&page.permalink, page));
        let translated = site
            .library
            .translated()
            .map(|(language, original, page)| (site.library.permalink_in(original, Some(language)), page));
        let pages: Vec<(&Permalink, &Page)> = originals.chain(translated).collect();
        let passages: Vec<Vec<Passage>> = pages
            .par_iter()
            .map(|(permalink, page)| {
                let href = permalink.relative_to(&address::search(), site.portable);
                text::passages(page, bodies.get(page.content_path()).map(AsRef::as_ref), &href)
            })
            .collect();
        let counts: Vec<u32> = passages.iter().map(|page| u32::try_from(page.len()).unwrap_or(0)).collect();
        let passages: Vec<Passage> = passages.into_iter().flatten().collect();
        let text = passages.par_iter().map(text::size).sum();

        let gathered: Vec<Gathering> = passages
            .par_chunks(STRETCH)
            .enumerate()
            .map(|(stretch, passages)| {
                let mut gathering = Gathering::default();
                let first = u32::try_from(stretch * STRETCH).unwrap_or(u32::MAX);
                for (number, passage) in (first..).zip(passages) {
                    gathering.add(number, passage);
                }
                gathering
            })
            .collect();
        let mut all = Gathering::default();
        for stretch in gathered {
            all.append(stretch);
        }
        let words = all.finish();
        let ranges = shards(&words);
        let root = root(&words, &ranges, counts.into_iter());
        let count = root.passages();

        let engine = engine("search");
        let mut files = vec![
            ("search.js".to_owned(), Kind::Script, engine.script.as_bytes().to_vec()),
            ("search.wasm".to_owned(), Kind::Module, engine.module.to_vec()),
            ("root.bin".to_owned(), Kind::Root, root.write()),
            ("v.bin".to_owned(), Kind::Vocabulary, vocabulary(&words)),
        ];
        files.par_extend(
            ranges
                .par_iter()
                .enumerate()
                .map(|(number, range)| (format!("s{number}.bin"), Kind::Shard, shard(&words, range, count))),
        );
        files.par_extend(
            passages
                .par_chunks(CARDS_TO_A_FILE as usize)
                .enumerate()
                .map(|(number, passages)| (format!("c{number}.txt"), Kind::Cards, card::write(passages).into_bytes())),
        );
        let of_kind = |wanted| files.iter().filter(move |(_, kind, _)| *kind == wanted).map(|(_, _, bytes)| &**bytes);
        let cards: Vec<&[u8]> = of_kind(Kind::Cards).collect();
        let weight: usize = of_kind(Kind::Shard).chain(cards.iter().copied()).map(<[u8]>::len).sum();
        if weight <= SMALL && !site.portable {
            let all = cards.join(BETWEEN);
            files.push(("cards.txt".to_owned(), Kind::AllCards, all));
        }
        Self::named(files, text, site.portable)
    }

    fn named(files: Vec<(String, Kind, Vec<u8>)>, text: usize, portable: bool) -> Self {
        let hashes: Vec<[u8; 32]> = files
            .par_iter()
            .map(|(name, _, bytes)| Sha256::new().chain_update(name).chain_update(bytes).finalize().into())
            .collect();
        let all = hashes.iter().fold(Sha256::new(), Sha256::chain_update).finalize();
        let name = Slug::new(&short_digits(&all)).expect("hexadecimal digits");
        let folder = address::search().page(&name);
        let parts = files.into_iter().map(|(name, kind, bytes)| {
            let script = (portable && kind != Kind::Script).then(|| name.clone());
            let end = if script.is_some() { ".js" } else { "" };
            IndexFile { permalink: Permalink::made(format!("{}{name}{end}", folder.as_str())), kind, bytes, script }
        });
        Self { parts: parts.collect(), folder, text }
    }

    /// The script of the page.
    pub fn script(&self) -> Permalink {
        Permalink::made(format!("{}search.js", self.folder.as_str()))
    }

    /// Whether a phone keeps it whole from the first visit on.
    pub fn is_small(&self) -> bool {
        self.parts.iter().any(|part| part.kind == Kind::AllCards)
    }
}

impl IndexFile {
    /// What is written: the bytes, or the script that hands them over.
    pub fn file(&self) -> Vec<u8> {
        match &self.script {
            None => self.bytes.clone(),
            Some(name) => format!("hoctapPart('{name}','{}')\n", BASE64_STANDARD.encode(&self.bytes)).into_bytes(),
        }
    }
}
