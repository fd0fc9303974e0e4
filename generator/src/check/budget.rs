//! Sizes against budgets: every byte is somebody's data plan.
//!
//! Compressed sizes are gzip -9, as hosts send them. That is dearer than all else that a build does, so a guidance page
//! is compressed only where its raw size leaves doubt: text never grows by compression, and a small page needs no proof.
//! The page in the middle is looked for among those that are in the middle by their raw size.

use crate::diagnostic::{Budget, Findings, Lang, Place, Problem};
use crate::plan::Output;
use crate::render::Rendered;
use crate::search::Kind;
use crate::theme::{LoadedBy, TRANSLATION, TRANSLATION_OF_BOOK};
use flate2::{Compress, Compression, FlushCompress, Status};
use memchr::{memchr, memmem};
use rayon::prelude::*;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A guidance page with its style: the first round trip of a new connection.
const PAGE: usize = 14_600;
/// Half of the guidance pages are smaller than this.
const MEDIAN_PAGE: usize = 8 * 1024;
/// So many of the pages that are largest raw are compressed even where there is no doubt: to name the largest.
const HEAVIEST: usize = 8;
/// So many of the pages in the middle by raw size are compressed to find the one in the middle: what a page holds moves its
/// place by some dozens.
const MIDDLE: usize = 95;
/// The module of the self-check.
const MODULE: usize = 36 * 1024;
/// A whole self-check: page, style, script, module. Of the largest: 12 KB of words and fields, 5 of style, 4 of scripts, 34 of
/// the module, of which the rule is half.
const WHOLE_CHECK: usize = 55 * 1024;
/// A whole book: page, style, script, module. Of the largest: 11 KB of words and fields, 10 of style, 9 of the script, 39 of the
/// module, of which what is shown, and what is taken along and brought back, are a half each.
const WHOLE_BOOK: usize = 80 * 1024;
/// A module of the page that makes a dossier: what fills it, and what makes the file when somebody asks for it.
const DOSSIER_MODULE: usize = 20 * 1024;
/// The module in JavaScript, where there is no WebAssembly: nobody else fetches it.
const FALLBACK: usize = 52 * 1024;
/// The file that travels alone, raw: sent in a chat.
const SINGLE_FILE: usize = 180 * 1024;
/// The module of the search page.
const SEARCH_MODULE: usize = 20 * 1024;
/// The index, but for what is shown of pages, to so much text: a thousand pages of 1.4 KB.
const INDEX: usize = 190 * 1024;
const INDEXED_TEXT: usize = 1_400_000;
/// Text that any index is allowed for: what does not grow weighs most in a small one.
const LEAST_TEXT: usize = 100_000;
/// A first search: script, module, the root of the index, its parts for three words, what is shown of eight pages.
const FIRST_SEARCH: usize = 45 * 1024;
const WORDS: usize = 3;
const SHOWN: usize = 8;
/// The service worker, less its file list.
const WORKER: usize = 2560;
/// All that a phone keeps from the first visit on.
const KEPT: usize = 400 * 1024;

/// The size of one output, and what it counts towards.
#[derive(Debug, Clone)]
pub struct Measured {
    part: Weighed,
    path: String,
    size: usize,
    /// How much text a search page finds.
    text: usize,
    /// What a phone's first visit moves of it.
    kept: usize,
    /// The style sheets and scripts that a page loads, by their file names.
    loads: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weighed {
    Guidance,
    Check,
    SingleFile,
    Style,
    Script,
    Module,
    Fallback,
    Book,
    BookScript,
    BookModule,
    OtherModule,
    DossierModule,
    Worker,
    Search,
    Indexed(Kind),
    Other,
}

/// One budget, and how much of it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// Which.
    pub budget: Budget,
    /// The file it was measured at.
    pub path: String,
    /// Bytes.
    pub measured: usize,
    /// Bytes at most.
    pub limit: usize,
}

/// All budgets of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes(pub Vec<Size>);

impl Measured {
    /// Measures one output.
    ///
    /// In a portable site the self-check carries all inside, like the file that travels alone.
    pub fn of(output: &Output<'_>, rendered: &Rendered, portable: bool, is_kept: bool) -> Self {
        let part = match output {
            _ if output.is_guidance() => Weighed::Guidance,
            Output::Check(..) if !portable => Weighed::Check,
            Output::Check(..) | Output::SingleFile(_) => Weighed::SingleFile,
            Output::Book(_) if !portable => Weighed::Book,
            Output::Worker => Weighed::Worker,
            Output::Search(_) if !portable => Weighed::Search,
            Output::SearchPart(part) if !portable => Weighed::Indexed(part.kind),
            Output::Asset(asset) => match (asset.extension(), asset.loaded_by) {
                ("css", _) => Weighed::Style,
                ("js", _) if asset.name == TRANSLATION => Weighed::Fallback,
                ("js", LoadedBy::EveryPage | LoadedBy::Host | LoadedBy::Check) => Weighed::Script,
                ("js", LoadedBy::Book) if asset.name != TRANSLATION_OF_BOOK => Weighed::BookScript,
                ("wasm", LoadedBy::Check) => Weighed::Module,
                ("wasm", LoadedBy::Book) => Weighed::BookModule,
                ("wasm", LoadedBy::Dossier) => Weighed::DossierModule,
                // What other pages load weighs on no check.
                ("wasm", _) => Weighed::OtherModule,
                _ => Weighed::Other,
            },
            _ => Weighed::Other,
        };
        let mut weight = None;
        let mut compressed = || *weight.get_or_insert_with(|| gzip(&rendered.bytes));
        let size = match part {
            // A few tell what all weigh on the way: they are cut alike.
            Weighed::Indexed(Kind::Cards) if !is_sample(&rendered.path) => 0,
            Weighed::Check
            | Weighed::Style
            | Weighed::Script
            | Weighed::Module
            | Weighed::Fallback
            | Weighed::Book
            | Weighed::BookScript
            | Weighed::BookModule
            | Weighed::OtherModule
            | Weighed::DossierModule
            | Weighed::Indexed(Kind::Script | Kind::Module | Kind::Cards) => compressed(),
            Weighed::Worker => gzip(without_list(&rendered.bytes).as_bytes()),
            // Parts of the index come compressed.
            Weighed::Guidance | Weighed::SingleFile | Weighed::Search | Weighed::Indexed(_) | Weighed::Other => {
                rendered.bytes.len()
            }
        };
        let text = if let Output::Search(index) = output { index.text } else { 0 };
        let loads = if matches!(part, Weighed::Guidance | Weighed::Check | Weighed::Book) {
            loads(&rendered.bytes)
        } else {
            Vec::new()
        };
        let kept = if is_kept { compressed() } else { 0 };
        Self { part, path: rendered.path.to_string(), size, text, kept, loads }
    }
}

/// The style sheets and scripts that a page loads, by their file names.
fn loads(html: &[u8]) -> Vec<String> {
    let beginnings = ["<link ", "<script "].iter().flat_map(|begin| memmem::find_iter(html, *begin));
    let addresses = beginnings.filter_map(|at| {
        let rest = &html[at + 1..];
        let tag = String::from_utf8_lossy(&rest[..memchr(b'>', rest)?]);
        let key = match tag.starts_with("link ") {
            true if !tag.contains("rel=\"stylesheet\"") => return None,
            true => " href=\"",
            false => "src=\"",
        };
        let (_, address) = tag.split_once(key)?;
        Some(file_name(address.split('"').next()?).to_owned())
    });
    addresses.collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The first of the files of cards: enough to know what they weigh.
fn is_sample(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.len() <= "c00.txt".len()
}

/// The worker's own code: the list grows with the site and pays for itself.
fn without_list(worker: &[u8]) -> String {
    let worker = String::from_utf8_lossy(worker);
    match (worker.find("[["), worker.find("]]")) {
        (Some(start), Some(end)) if start < end => format!("{}[]{}", &worker[..start], &worker[end + 2..]),
        _ => worker.into_owned(),
    }
}

/// What stands around compressed bytes in a file of gzip.
const AROUND: usize = 18;

thread_local! {
    /// One for all that a thread compresses: to make it costs as much as a page.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::best(), false));
}

/// How many bytes gzip -9 makes of these.
fn gzip(bytes: &[u8]) -> usize {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        // What cannot be made smaller grows by less than this.
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 4 + 64);
        let status = compressor.compress_vec(bytes, &mut out, FlushCompress::Finish);
        assert_eq!(status.ok(), Some(Status::StreamEnd), "memory takes all");
        out.len() + AROUND
    })
}

impl Sizes {
    /// Adds up what was measured; `bytes` gives a guidance page once more, by its path.
    pub fn new(measured: &[Measured], bytes: impl Fn(&str) -> Option<Vec<u8>> + Sync) -> Self {
        let of = |part: Weighed| measured.iter().filter(move |measured| measured.part == part);
        let sum = |part: Weighed| of(part).map(|measured| measured.size).sum::<usize>();
        let named = |part| of(part).map(|file| (file_name(&file.path), file.size)).collect::<BTreeMap<_, _>>();
        let (styles, scripts) = (named(Weighed::Style), named(Weighed::Script));
        let loaded = |page: &Measured, files: &BTreeMap<&str, usize>| -> usize {
            page.loads.iter().filter_map(|name| files.get(name.as_str())).sum()
        };
        let style = |page: &Measured| loaded(page, &styles);
        let mut sizes = Vec::new();
        let mut add = |budget, largest: Option<&Measured>, beside: usize, limit| {
            if let Some(largest) = largest {
                let (path, measured) = (largest.path.clone(), largest.size + beside);
                sizes.push(Size { budget, path, measured, limit });
            }
        };
        let largest = |part| of(part).max_by_key(|measured| measured.size);
        let mut pages: Vec<&Measured> = of(Weighed::Guidance).collect();
        pages.sort_by_key(|page| (Reverse(page.size), &page.path));
        let weighed = |page: &&Measured| {
            let size = bytes(&page.path).map_or(page.size, |bytes| gzip(&bytes)) + style(page);
            Measured { size, ..(*page).clone() }
        };
        let doubtful =
            pages.iter().filter(|page| page.size + style(page) > PAGE).count().max(HEAVIEST).min(pages.len());
        let heavy: Vec<Measured> = pages[..doubtful].par_iter().map(weighed).collect();
        let heaviest = heavy.iter().max_by_key(|page| page.size);
        add(Budget::HeaviestPage, heaviest, 0, PAGE);
        // The largest stand first.
        let middle = pages.len().saturating_sub(1) / 2;
        let first = middle.saturating_sub(MIDDLE / 2);
        let around = &pages[first..(middle + MIDDLE / 2 + 1).min(pages.len())];
        let mut around: Vec<Measured> = around.par_iter().map(weighed).collect();
        around.sort_by_key(|page| Reverse(page.size));
        let median = around.get(middle - first);
        add(Budget::MedianPage, median, 0, MEDIAN_PAGE);
        let loads = |check| loaded(check, &styles) + loaded(check, &scripts);
        let beside = largest(Weighed::Check).map_or(0, loads) + sum(Weighed::Module);
        let beside_book = largest(Weighed::Book).map_or(0, style) + sum(Weighed::BookScript) + sum(Weighed::BookModule);
        add(Budget::Module, largest(Weighed::Module), 0, MODULE);
        let other = largest(Weighed::OtherModule);
        add(Budget::OtherModule, other, 0, MODULE);
        add(Budget::DossierModule, largest(Weighed::DossierModule), 0, DOSSIER_MODULE);
        add(Budget::WholeCheck, largest(Weighed::Check), beside, WHOLE_CHECK);
        add(Budget::WholeBook, largest(Weighed::Book), beside_book, WHOLE_BOOK);
        add(Budget::Fallback, largest(Weighed::Fallback), 0, FALLBACK);
        add(Budget::SingleFile, largest(Weighed::SingleFile), 0, SINGLE_FILE);
        add(Budget::Worker, largest(Weighed::Worker), 0, WORKER);
        let kept = measured.iter().map(|measured| measured.kept).sum();
        if let Some(worker) = largest(Weighed::Worker).filter(|_| kept > 0) {
            sizes.push(Size { budget: Budget::Kept, path: worker.path.clone(), measured: kept, limit: KEPT });
        }
        search(measured, &mut sizes);
        Self(sizes)
    }

    /// A finding for each budget that is broken.
    pub fn report(&self, enforced: bool, findings: &mut Findings) {
        for size in self.0.iter().filter(|size| size.measured > size.limit) {
            let Size { budget, measured, limit, .. } = *size;
            findings.add(Place::start_of(&size.path), Problem::OverBudget { budget, measured, limit, enforced });
        }
    }

    /// A table for the terminal.
    pub fn to_text(&self, lang: Lang) -> String {
        let name = |size: &Size| size.budget.name(lang);
        let width = self.0.iter().map(|size| name(size).chars().count()).max().unwrap_or(0);
        let mut out = String::new();
        for size in &self.0 {
            let mark = if size.measured > size.limit { '✗' } else { '✓' };
            let (measured, limit, path) = (size.measured, size.limit, &size.path);
            out.push_str(&format!("  {mark} {:width$}  {measured:>7} / {limit:>7} B  {path}\n", name(size)));
        }
        out
    }
}

/// What the search page and its index weigh, where there is one.
fn search(measured: &[Measured], sizes: &mut Vec<Size>) {
    let of = |kind: Kind| measured.iter().filter(move |measured| measured.part == Weighed::Indexed(kind));
    let sum = |kind: Kind| of(kind).map(|measured| measured.size).sum::<usize>();
    let average = |kind: Kind| {
        let weighed = of(kind).filter(|measured| measured.size > 0).count();
        sum(kind).div_ceil(weighed.max(1))
    };
    let page = measured.iter().find(|measured| measured.part == Weighed::Search);
    let (Some(page), Some(module)) = (page, of(Kind::Module).next()) else { return };
    let mut add = |budget, path: &str, measured, limit| {
        sizes.push(Size { budget, path: path.to_owned(), measured, limit });
    };
    add(Budget::SearchModule, &module.path, module.size, SEARCH_MODULE);
    let index = sum(Kind::Root) + sum(Kind::Shard) + sum(Kind::Vocabulary);
    let limit = INDEX.saturating_mul(page.text.max(LEAST_TEXT)) / INDEXED_TEXT;
    add(Budget::Index, &page.path, index, limit);
    let shards = of(Kind::Shard).count().min(WORDS);
    let cards = of(Kind::Cards).count().min(SHOWN);
    let first = module.size
        + sum(Kind::Script)
        + sum(Kind::Root)
        + shards * average(Kind::Shard)
        + cards * average(Kind::Cards);
    add(Budget::FirstSearch, &page.path, first, FIRST_SEARCH);
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    #[test]
    fn what_is_weighed_is_the_file_that_a_host_sends() {
        let noise = (0_u32..100_000).map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes()[0]);
        let text = "<p>Học tập suốt đời của mỗi người dân</p>".repeat(2_000).into_bytes();
        for bytes in [Vec::new(), b"a".to_vec(), noise.collect(), text] {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&bytes).expect("memory takes all");
            assert_eq!(gzip(&bytes), encoder.finish().expect("memory takes all").len());
        }
    }
}
