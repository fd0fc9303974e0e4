//! Dependence goes one way: a room of the generator uses only rooms that stand before it.

use crate::imports;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the library, each behind all that it may use.
const ORDER: [&str; 18] = [
    "diagnostic",
    "error",
    "disk",
    "source",
    "criteria",
    "tables",
    "address",
    "pictures",
    "markdown",
    "theme",
    "site",
    "structure",
    "search",
    "plan",
    "render",
    "packages",
    "check",
    "commands",
];

/// What still runs back. The list may only shrink: what stands here and runs back no more fails the test too.
const STILL_BACK: [(&str, &str); 0] = [];

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generator/src")
}

#[test]
fn no_room_uses_a_room_that_stands_behind_it() {
    let place = |room: &str| ORDER.iter().position(|other| *other == room);
    let imports = imports(&sources(), &ORDER).expect("the sources can be read");
    assert!(imports.len() > 100, "too few imports are found: {}", imports.len());
    let back: BTreeSet<(&str, &str)> = imports
        .iter()
        .filter(|import| place(&import.of) >= place(&import.by))
        .map(|import| (import.file.as_str(), import.of.as_str()))
        .collect();
    let known: BTreeSet<(&str, &str)> = STILL_BACK.into();
    let new: Vec<_> = back.difference(&known).collect();
    assert!(new.is_empty(), "these use what stands behind them: {new:?}");
    let mended: Vec<_> = known.difference(&back).collect();
    assert!(mended.is_empty(), "take these out of the list, they are mended: {mended:?}");
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let library = fs::read_to_string(sources().join("lib.rs")).expect("the sources can be read");
    let rooms: BTreeSet<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(rooms, ORDER.into());
}
