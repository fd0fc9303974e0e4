//! Style, scripts, pictures and engines, each under a name that its bytes decide; found by the name it had before.
//!
//! A hashed name never changes its meaning: hosts may cache it for ever, and the service worker fetches only what is
//! new.

use super::Theme;
use crate::disk::short_hash;
use crate::source::Permalink;
use engine::{ENGINES, Page};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A file under a hashed name.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The name that templates know it by: `style.css`.
    pub name: String,
    /// `style-0a1b2c3d4e.css`
    pub permalink: Permalink,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
    /// Which pages load it.
    pub loaded_by: LoadedBy,
    /// Whether the service worker keeps it from the first visit on.
    pub is_kept_offline: bool,
}

/// The pages that load an asset. It is written where the site has such a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadedBy {
    /// Every page may ask for it.
    EveryPage,
    /// Pages with questions, and those for trainers.
    Training,
    /// Slides.
    Slides,
    /// Every page of a site on a host: it can be installed, and keeps itself.
    Host,
    /// The list of self-checks, where there is a worker that keeps the whole site.
    Whole,
    /// Only those who see a link in a chat, by its full address.
    Chat,
    /// Self-checks, where they do not carry all inside.
    Check,
    /// The book of a self-check, where it does not carry all inside.
    Book,
    /// The page that adds up many sheets.
    Tally,
    /// The page that makes what is handed in for a recognition.
    Dossier,
}

/// The assets of a theme, who loads each, and whether the service worker keeps it from the first visit on.
const OF_THEME: [(&str, LoadedBy, bool); 16] = [
    ("style.css", LoadedBy::EveryPage, true),
    ("home.css", LoadedBy::EveryPage, true),
    ("search.css", LoadedBy::EveryPage, true),
    ("icon.svg", LoadedBy::EveryPage, true),
    ("icon-192.png", LoadedBy::EveryPage, true),
    ("icon-512.png", LoadedBy::Host, false),
    ("offline.js", LoadedBy::Host, true),
    ("whole.js", LoadedBy::Whole, true),
    ("card.png", LoadedBy::Chat, false),
    ("training.css", LoadedBy::Training, true),
    ("slides.css", LoadedBy::Slides, false),
    ("slides.js", LoadedBy::Slides, false),
    ("check.css", LoadedBy::Check, true),
    ("book.css", LoadedBy::Book, true),
    ("tally.css", LoadedBy::Tally, false),
    ("dossier.css", LoadedBy::Dossier, false),
];

/// The translation of a module, fetched only where there is no WebAssembly.
pub const TRANSLATION: &str = "fallback.js";

/// The same of the book's.
pub const TRANSLATION_OF_BOOK: &str = "book.fallback.js";

/// What templates of a site may call them too, as in `asset.style`: what they were called before they had the names of files.
const OTHER_NAMES: [(&str, &str); 21] = [
    ("style", "style.css"),
    ("training", "training.css"),
    ("slides_css", "slides.css"),
    ("slides_js", "slides.js"),
    ("icon", "icon.svg"),
    ("icon_192", "icon-192.png"),
    ("icon_512", "icon-512.png"),
    ("offline", "offline.js"),
    ("whole", "whole.js"),
    ("check_style", "check.css"),
    ("check_js", "check.js"),
    ("check_wasm", "check.wasm"),
    ("fallback", TRANSLATION),
    ("tally_style", "tally.css"),
    ("tally_js", "tally.js"),
    ("tally_wasm", "tally.wasm"),
    ("gather_js", "gather.js"),
    ("gather_wasm", "gather.wasm"),
    ("book_style", "book.css"),
    ("book_js", "book.js"),
    ("book_wasm", "book.wasm"),
];

/// All of them, by name.
#[derive(Debug, Clone)]
pub struct Assets {
    by_name: BTreeMap<String, Asset>,
    /// Whether templates of the site may ask for them by other names too.
    has_own_templates: bool,
}

impl Assets {
    /// Names the files of a theme and of the engines.
    pub fn new(theme: &Theme) -> Self {
        let of_theme = OF_THEME.into_iter().map(|(name, loaded_by, is_kept)| {
            let bytes = match name.rsplit_once('.') {
                Some((_, "css" | "js")) => theme.code(name).into_bytes(),
                _ => theme.file(name).unwrap_or_default().to_vec(),
            };
            Asset::new(name.to_owned(), bytes.into(), loaded_by, is_kept)
        });
        let by_name = of_theme.chain(of_engines()).map(|asset| (asset.name.clone(), asset)).collect();
        Self { by_name, has_own_templates: theme.has_own_templates() }
    }

    /// The asset of that name, where there is one.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.by_name.get(name)
    }

    /// All of them, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.by_name.values()
    }

    /// All of them under every name that templates may use.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Asset)> {
        let others = OTHER_NAMES.iter().filter(|_| self.has_own_templates);
        let others = others.filter_map(|(other, name)| Some((*other, self.get(name)?)));
        self.iter().map(|asset| (asset.name.as_str(), asset)).chain(others)
    }
}

/// The scripts and modules of the engines. The search has its own beside its index.
fn of_engines() -> impl Iterator<Item = Asset> {
    ENGINES.iter().flat_map(|engine| {
        let (loaded_by, is_kept) = match engine.page {
            Page::Check => (LoadedBy::Check, true),
            Page::Book => (LoadedBy::Book, true),
            Page::Tally => (LoadedBy::Tally, false),
            Page::Dossier => (LoadedBy::Dossier, false),
            Page::Search => return Vec::new(),
        };
        let mut assets = vec![
            Asset::new(format!("{}.js", engine.name), engine.script.as_bytes().into(), loaded_by, is_kept),
            Asset::new(format!("{}.wasm", engine.name), engine.module.into(), loaded_by, is_kept),
        ];
        let fallback = engine.fallback.map(str::as_bytes);
        let name = if engine.page == Page::Book { TRANSLATION_OF_BOOK } else { TRANSLATION };
        assets.extend(fallback.map(|script| Asset::new(name.to_owned(), script.into(), loaded_by, false)));
        assets
    })
}

impl Asset {
    fn new(name: String, bytes: Cow<'static, [u8]>, loaded_by: LoadedBy, is_kept_offline: bool) -> Self {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let permalink = Permalink::made(format!("{stem}-{}.{extension}", short_hash(&bytes)));
        Self { name, permalink, bytes, loaded_by, is_kept_offline }
    }

    /// What kind of file it is: `css`.
    pub fn extension(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}
