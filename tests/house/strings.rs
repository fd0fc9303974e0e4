//! What the program asks of a theme's strings is there in each language that the default theme speaks: a build holds a
//! theme's own strings against these.

use crate::scales::rust_files;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// `table.key` of a file of strings.
fn keys(toml: &str) -> BTreeSet<String> {
    let mut table = "";
    let mut keys = BTreeSet::new();
    for line in toml.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = name;
        } else if let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.contains([' ', '#', '"'])) {
            keys.insert(format!("{table}.{key}"));
        }
    }
    keys
}

/// The texts in quotes of one line of code.
fn quoted(code: &str) -> Vec<&str> {
    code.split('"').skip(1).step_by(2).collect()
}

#[test]
fn every_string_that_the_program_asks_for_is_there_in_each_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut asked = BTreeSet::new();
    for file in rust_files(&root.join("generator/src")) {
        let text = fs::read_to_string(&file).expect("the sources can be read");
        for line in text.lines() {
            for call in [".string(\"", ".string_in("] {
                let Some((_, arguments)) = line.split_once(call) else { continue };
                let start = if call.ends_with('"') { format!("\"{arguments}") } else { arguments.to_owned() };
                let arguments = start.split(')').next().unwrap_or_default();
                if let [table, key] = quoted(arguments)[..] {
                    asked.insert(format!("{table}.{key}"));
                }
            }
            if !file.components().any(|part| part.as_os_str() == "markdown") {
                continue;
            }
            for call in ["words.get(\"", "words.filled(\""] {
                if let Some((_, key)) = line.split_once(call) {
                    asked.insert(format!("markdown.{}", key.split('"').next().unwrap_or_default()));
                }
            }
        }
    }
    assert!(asked.len() > 15, "too few are found: {asked:?}");
    let of = |language: &str| {
        let file = root.join(format!("themes/default/strings/{language}.toml"));
        keys(&fs::read_to_string(file).expect("the strings can be read"))
    };
    let (vietnamese, english) = (of("vi"), of("en"));
    assert_eq!(asked.difference(&vietnamese).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(vietnamese.symmetric_difference(&english).collect::<Vec<_>>(), Vec::<&String>::new());
}
