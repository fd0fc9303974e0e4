//! The self-check, the book and the search as the browser gets them, built and bound by `build.rs` and carried inside the command.

/// wasm-bindgen's glue and the code that starts it: a classic script, so that it also runs from `file://`.
pub const JS: &str = include_str!(concat!(env!("OUT_DIR"), "/check.js"));

/// The module.
pub const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/check.wasm"));

/// The module in JavaScript, for browsers without WebAssembly: sets `hoctapEngine`, from imports to exports.
pub const FALLBACK_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/check.fallback.js"));

/// The same for the search page.
pub const SEARCH_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/search.js"));

/// The module of the search page.
pub const SEARCH_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/search.wasm"));

/// The same for the page that adds up many sheets.
pub const TALLY_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/tally.js"));

/// The module of that page.
pub const TALLY_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tally.wasm"));

/// The same for the reading of what comes from outside, which that page needs beside it.
pub const GATHER_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/gather.js"));

/// The module of the reading.
pub const GATHER_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gather.wasm"));

/// The same for the book.
pub const BOOK_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/book.js"));

/// The module of the book.
pub const BOOK_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/book.wasm"));

/// The same for what the book takes along and brings back.
pub const CARRY_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/carry.js"));

/// The module of that.
pub const CARRY_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/carry.wasm"));
