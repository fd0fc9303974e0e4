//! What pages run in the browser: `wasm-check`, built for it once for each kind of page, as bytes inside the command.
//!
//! `build/main.rs` makes them and writes the table; its `ENGINES` is the one list of what there is.

/// A part of `wasm-check` as a page loads it.
#[derive(Debug)]
pub struct Engine {
    /// The feature of `wasm-check` that it was built with, and the name of its files: `check`.
    pub name: &'static str,
    /// The page that loads it.
    pub page: Page,
    /// wasm-bindgen's glue and the page's own code: a classic script, so that it also runs from `file://`.
    pub script: &'static str,
    /// The module.
    pub module: &'static [u8],
    /// The module in JavaScript, for browsers without WebAssembly: sets `hoctapEngine`, from imports to exports.
    pub fallback: Option<&'static str>,
}

/// The pages that load engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The self-check.
    Check,
    /// The book of a self-check.
    Book,
    /// The page that adds up many sheets.
    Tally,
    /// The search page.
    Search,
    /// The page that makes what is handed in for a recognition.
    Dossier,
}

/// What unpacks the module of a page that travels alone, before the script of its engine: sets `hoctapUnpack`.
pub static UNPACK: &str = include_str!(concat!(env!("OUT_DIR"), "/unpack.js"));

// `ENGINES`, sorted by name.
include!(concat!(env!("OUT_DIR"), "/engines.rs"));

/// The engine of that name.
///
/// # Panics
///
/// Where the table has none: names are written in code, never read.
pub fn engine(name: &str) -> &'static Engine {
    ENGINES.iter().find(|engine| engine.name == name).expect("the name of an engine is one of the table")
}
