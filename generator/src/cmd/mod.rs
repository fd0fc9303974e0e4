//! The commands, one file each: they call the library and print.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod export;
pub(crate) mod import;
mod named_files;
pub(crate) mod new;
mod progress;
pub(crate) mod say;
pub(crate) mod score;
pub(crate) mod serve;
pub(crate) mod tally;

use generator::diagnostic::printable;
use generator::disk::{at, read_file};
use generator::error::Failure;
use std::io::Read as _;
use std::path::Path;

/// A path as a terminal may have it.
pub(crate) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy()).into_owned()
}

/// The bytes of a file that an argument names; `-` is the standard input.
fn read_given(path: &Path) -> Result<Vec<u8>, Failure> {
    if path != Path::new("-") {
        return read_file(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(at(path))?;
    Ok(bytes)
}
