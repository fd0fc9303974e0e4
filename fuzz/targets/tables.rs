//! Any bytes as a table that an officer has: the first byte names the kind of file.

#![no_main]

use generator::diagnostic::{Findings, Lang};
use generator::tables::{Wanted, read};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = ["bang.csv", "bang.xlsx", "bang.docx", "bo.json", "bang.tsv"];

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let wanted = Wanted { set: "bo".to_owned(), ..Wanted::default() };
    let mut findings = Findings::default();
    let document = read(name, bytes, &wanted, &mut findings);
    let told = findings.to_text(Lang::Vi);
    assert!(document.is_some() || !told.is_empty(), "a table that is not taken is answered");
});
