//! Any text as the pages of a set: its front matter read, every number held against the others, the set published.
//!
//! The input is the text of `_index.md` and of its criteria, parted by lines of `=====`.

#![no_main]

use generator::criteria::assemble;
use generator::diagnostic::{Findings, Lang};
use generator::disk::Root;
use generator::source::read_library;
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

const MOST_CRITERIA: usize = 3;
const PARTING: &str = "\n=====\n";
const SECTION: &str = "+++\ntitle = \"A\"\ndescription = \"A.\"\n+++\n";

/// A site of nothing but sets, in memory where the system has such a folder.
static SITE: LazyLock<TempDir> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let site = TempDir::new_in(parent).expect("a folder");
    let folder = site.path().join("content/criteria/bo");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(site.path().join("content/_index.md"), SECTION).expect("a file");
    fs::write(site.path().join("content/criteria/_index.md"), SECTION).expect("a file");
    site
});

fuzz_target!(|text: &str| {
    let folder = SITE.path().join("content/criteria/bo");
    let mut parts = text.split(PARTING);
    fs::write(folder.join("_index.md"), parts.next().unwrap_or_default()).expect("a file");
    for number in 1..=MOST_CRITERIA {
        let file = folder.join(format!("0{number}-tieu-chi-{number}.md"));
        match parts.next() {
            Some(part) => fs::write(file, part).expect("a file"),
            None => drop(fs::remove_file(file)),
        }
    }
    let mut findings = Findings::default();
    let root = Root::open(SITE.path()).expect("a folder");
    let library = read_library(&root, &[], true, None, &mut findings).expect("a folder that can be read");
    let sets = assemble(&library, "Kết quả tự kiểm tra.", "Đã có bản mới hơn: {version}.", &mut findings);
    for set in &sets {
        let written = set.rubric.to_page();
        assert!(wasm_check::rubric::Rubric::from_page(&written).is_some(), "a set for the page");
    }
    for lang in [Lang::Vi, Lang::En] {
        assert!(findings.to_text(lang).is_empty() || findings.to_json(lang).len() > 2, "every finding has words");
    }
});
