//! Any bytes as the list of an output folder: what is read names only paths inside it, and is written as it was read.

#![no_main]

use generator::disk::{List, is_plain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = List::parse(bytes) else { return };
    assert!(list.iter().all(|(path, _)| is_plain(path)), "a path that leads out");
    assert_eq!(List::parse(list.to_text().as_bytes()), Ok(list), "what is written is read");
});
