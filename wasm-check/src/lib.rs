//! What decides and what a citizen touches: the criteria, the scoring and the self-check page.
//!
//! The same code runs natively (the build's checks, `hoctap score`) and as WebAssembly in the browser, so paper,
//! phone and terminal cannot disagree. Everything but the modules of pages is pure: no I/O, no clock, no locale.
//!
//! No serde in here: the module is somebody's data plan, and `serde_json` alone costs more than all of the scoring.

pub mod book;
pub mod code;
pub mod csv;
pub mod date;
pub mod decimal;
// Each page has a module of its own; which one, a feature says.
#[cfg(all(target_arch = "wasm32", any(feature = "book", feature = "dossier", feature = "docx")))]
mod dom;
pub mod dossier;
pub mod figure;
pub mod json;
pub mod keys;
#[cfg(all(
    target_arch = "wasm32",
    any(
        feature = "check",
        feature = "search",
        feature = "book",
        feature = "dossier",
        feature = "docx",
        feature = "tally",
        feature = "gather"
    )
))]
mod memory;
pub mod pages;
pub mod qr;
pub mod rubric;
pub mod score;
pub mod search;
pub mod sheet;
pub mod sheets;
pub mod tally;
mod text;
pub mod vietnamese;
mod way_up;
