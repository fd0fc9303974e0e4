//! Style, scripts, pictures and the engine of the self-check, each under a name that its bytes decide.
//!
//! A hashed name never changes its meaning: hosts may cache it for ever, and the service worker fetches only what is
//! new.

use super::Theme;
use crate::engine;
use crate::source::Permalink;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A file under a hashed name.
#[derive(Debug, Clone)]
pub struct Asset {
    /// `style-0a1b2c3d.css`
    pub permalink: Permalink,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whether the service worker keeps it from the first visit on.
    pub is_kept_offline: bool,
}

/// All of them.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The style of every page.
    pub style: Asset,
    /// The style of questions, and of pages for trainers.
    pub training: Asset,
    /// The style of slides.
    pub slides_css: Asset,
    /// Turns slides by keys.
    pub slides_js: Asset,
    /// Registers the service worker.
    pub offline: Asset,
    /// Takes the whole site along, where somebody asks for that.
    pub whole: Asset,
    /// The mark of the site.
    pub icon: Asset,
    /// The same for a home screen.
    pub icon_192: Asset,
    /// The same, large.
    pub icon_512: Asset,
    /// What a chat shows beside a link.
    pub card: Asset,
    /// The style of self-checks, beside that of every page.
    pub check_style: Asset,
    /// The self-check's glue and boot code.
    pub check_js: Asset,
    /// The self-check's module.
    pub check_wasm: Asset,
    /// The same in JavaScript, fetched only where there is no WebAssembly.
    pub fallback: Asset,
    /// What only the page that adds up many sheets needs of style.
    pub tally_style: Asset,
    /// Its glue and script.
    pub tally_js: Asset,
    /// Its module.
    pub tally_wasm: Asset,
    /// The glue of the module that reads what comes from outside.
    pub gather_js: Asset,
    /// That module.
    pub gather_wasm: Asset,
    /// What only the book needs of style.
    pub book_style: Asset,
    /// The book's glue and script.
    pub book_js: Asset,
    /// The book's module.
    pub book_wasm: Asset,
    /// What the book fetches when somebody takes sheets along.
    pub carry_js: Asset,
    /// The module of that.
    pub carry_wasm: Asset,
}

impl Assets {
    /// Names the files of a theme and of the engine.
    pub fn new(theme: &Theme) -> Self {
        let of_theme = |name, extension, is_kept_offline| {
            let path = format!("{name}.{extension}");
            let bytes = match extension {
                "css" | "js" => theme.code(&path).into_bytes(),
                _ => theme.file(&path).unwrap_or_default().to_vec(),
            };
            Asset::new(name, extension, bytes, is_kept_offline)
        };
        Self {
            style: of_theme("style", "css", true),
            training: of_theme("training", "css", true),
            slides_css: of_theme("slides", "css", false),
            slides_js: of_theme("slides", "js", false),
            offline: of_theme("offline", "js", true),
            whole: of_theme("whole", "js", true),
            icon: of_theme("icon", "svg", true),
            icon_192: of_theme("icon-192", "png", false),
            icon_512: of_theme("icon-512", "png", false),
            card: of_theme("card", "png", false),
            check_style: of_theme("check", "css", true),
            check_js: Asset::new("check", "js", engine::JS.as_bytes().to_vec(), true),
            check_wasm: Asset::new("check", "wasm", engine::WASM.to_vec(), true),
            fallback: Asset::new("fallback", "js", engine::FALLBACK_JS.as_bytes().to_vec(), false),
            tally_style: of_theme("tally", "css", false),
            tally_js: Asset::new("tally", "js", engine::TALLY_JS.as_bytes().to_vec(), false),
            tally_wasm: Asset::new("tally", "wasm", engine::TALLY_WASM.to_vec(), false),
            gather_js: Asset::new("gather", "js", engine::GATHER_JS.as_bytes().to_vec(), false),
            gather_wasm: Asset::new("gather", "wasm", engine::GATHER_WASM.to_vec(), false),
            book_style: of_theme("book", "css", true),
            book_js: Asset::new("book", "js", engine::BOOK_JS.as_bytes().to_vec(), true),
            book_wasm: Asset::new("book", "wasm", engine::BOOK_WASM.to_vec(), true),
            carry_js: Asset::new("carry", "js", engine::CARRY_JS.as_bytes().to_vec(), true),
            carry_wasm: Asset::new("carry", "wasm", engine::CARRY_WASM.to_vec(), true),
        }
    }

    /// What every page may ask for.
    pub fn of_every_page(&self) -> [&Asset; 3] {
        [&self.style, &self.icon, &self.icon_192]
    }

    /// What pages with questions ask for, and those for trainers.
    pub fn of_training(&self) -> [&Asset; 1] {
        [&self.training]
    }

    /// What slides ask for besides.
    pub fn of_slides(&self) -> [&Asset; 2] {
        [&self.slides_css, &self.slides_js]
    }

    /// What only a site on a host needs: it can be installed, and keeps itself.
    pub fn of_a_host(&self) -> [&Asset; 2] {
        [&self.offline, &self.icon_512]
    }

    /// What the list of self-checks loads where there is a worker that keeps the site.
    pub fn of_the_whole(&self) -> [&Asset; 1] {
        [&self.whole]
    }

    /// What only others load, by its full address: those who see a link in a chat.
    pub fn of_links(&self) -> [&Asset; 1] {
        [&self.card]
    }

    /// What the page loads that adds up many sheets; from `file://` its modules stand in the page.
    pub fn of_a_tally(&self, is_portable: bool) -> Vec<&Asset> {
        let mut assets = vec![&self.tally_style, &self.tally_js, &self.gather_js];
        if !is_portable {
            assets.extend([&self.tally_wasm, &self.gather_wasm]);
        }
        assets
    }

    /// What a self-check and its book load, where they do not carry all inside.
    pub fn of_a_check(&self) -> [&Asset; 9] {
        [
            &self.check_style,
            &self.check_js,
            &self.check_wasm,
            &self.fallback,
            &self.book_style,
            &self.book_js,
            &self.book_wasm,
            &self.carry_js,
            &self.carry_wasm,
        ]
    }
}

impl Asset {
    fn new(name: &str, extension: &str, bytes: Vec<u8>, is_kept_offline: bool) -> Self {
        Self {
            permalink: Permalink::file(format!("{name}-{}.{extension}", short_hash(&bytes))),
            bytes,
            is_kept_offline,
        }
    }
}

/// Ten hexadecimal digits of SHA-256: enough to tell the files of a site apart.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).fold(String::new(), |mut hex, byte| {
        let _infallible = write!(hex, "{byte:02x}");
        hex
    })
}

/// The source expression by which a content security policy allows an inline script or style.
pub(super) fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
