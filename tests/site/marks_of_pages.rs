//! By which attributes a page and its module know each other: templates, loader and Rust have the same list, and the README
//! of the theme says what each is for.

use std::collections::BTreeSet;
use std::fs;

use wasm_check::pages::marks::{Mark, check, loader, root, search};

use crate::support::repository;

/// A page that is Rust: its template, what its module knows, and of that what only the module writes, for styles, tests and
/// other scripts to read.
const PAGES: [(&str, &[Mark], &[Mark]); 2] =
    [("check.html", check::ALL, &[check::ONE, check::NOW, check::FINE, check::ROW]), ("search.html", search::ALL, &[])];

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect("a file of the repository")
}

/// Names of attributes as they stand in a text.
fn attributes(text: &str) -> BTreeSet<String> {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    let behind = text.match_indices("data-").filter(|(at, _)| !text[..*at].ends_with(is_part));
    behind.map(|(at, _)| text[at..].chars().take_while(|char| is_part(*char)).collect()).collect()
}

fn names(marks: &[&[Mark]]) -> BTreeSet<String> {
    marks.iter().copied().flatten().map(|mark| mark.0.to_owned()).collect()
}

#[test]
fn a_template_and_its_module_know_the_same_attributes() {
    for (template, marks, written) in PAGES {
        let html = text(&format!("themes/default/templates/{template}"));
        let mut in_template = attributes(&html);
        // The component of sentences with numbers in them.
        if html.contains("<live ") {
            in_template.insert("data-slot".to_owned());
        }
        let mut known = names(&[marks, loader::ALL, root::ALL]);
        let only_written = names(&[written, &[root::ENGINE, root::TEXT]]);
        known.retain(|name| !only_written.contains(name) || in_template.contains(name));
        // Not every page begins with more than its module.
        let of_loader = names(&[loader::ALL]);
        let lost: Vec<_> = known.difference(&in_template).filter(|name| !of_loader.contains(*name)).collect();
        let unknown: Vec<_> = in_template.difference(&known).collect();
        assert_eq!((&lost[..], &unknown[..]), (&[][..], &[][..]), "{template}: only in Rust, only in the template");
    }
}

#[test]
fn the_loader_reads_its_own_attributes_and_no_others() {
    let script = text("generator/engine/js/start.js");
    let (_, rest) = script.split_once("const { ").expect("what stands on its element");
    let (read, _) = rest.split_once(" } = document.currentScript.dataset").expect("and nothing between");
    let mut read: BTreeSet<String> = read.split(", ").map(|name| format!("data-{name}")).collect();
    read.extend(attributes(&script));
    assert_eq!(read, names(&[loader::ALL]));
}

#[test]
fn rust_names_no_attribute_but_by_its_mark() {
    let mut folders = vec![repository().join("wasm-check/src/pages")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("marks.rs") {
                let code = fs::read_to_string(&path).expect("a file of the repository");
                let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                assert_eq!(attributes(&code), BTreeSet::new(), "{}", path.display());
            }
        }
    }
}

#[test]
fn the_readme_says_what_each_attribute_is_for() {
    let readme = text("themes/default/README.md");
    for name in names(&[root::ALL, loader::ALL, check::ALL, search::ALL]) {
        assert!(readme.contains(&name), "{name}");
    }
}

#[test]
fn an_attribute_of_one_side_alone_is_seen() {
    let html = "<p data-say=\"a\" x-data-y data-lost></p>";
    assert_eq!(attributes(html), BTreeSet::from(["data-say".to_owned(), "data-lost".to_owned()]));
}
