//! A new kind of scale is led by the compiler through all its places: no match on one has an arm for all others.

use std::fs;
use std::path::{Path, PathBuf};

/// An arm that takes whatever the others leave.
const ALL_OTHERS: &str = "_ =>";

#[test]
fn no_match_on_a_scale_has_an_arm_for_all_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hiding = Vec::new();
    let mut matches = 0;
    for file in ["generator/src", "wasm-check/src"].iter().flat_map(|folder| rust_files(&root.join(folder))) {
        let text = fs::read_to_string(&file).expect("the sources can be read");
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            if !line.trim_start().starts_with("Scale::") || !line.contains("=>") {
                continue;
            }
            matches += 1;
            let indent = indent_of(line);
            let behind =
                lines[number + 1..].iter().take_while(|line| line.trim().is_empty() || indent_of(line) >= indent);
            let mut arms = behind.filter(|line| indent_of(line) == indent);
            if arms.any(|arm| arm.trim_start().starts_with(ALL_OTHERS)) {
                hiding.push(format!("{}:{}", file.display(), number + 1));
            }
        }
    }
    assert!(matches > 50, "too few matches are found: {matches}");
    assert!(hiding.is_empty(), "a new kind of scale would pass these by: {hiding:#?}");
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
