//! The commands, one file each: they call the library and print.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod new;
mod progress;
pub(crate) mod score;
pub(crate) mod serve;

use std::io::Write as _;

/// Prints to stdout; whoever stops reading early is no error.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
