//! The list in `sw.js`: what a phone keeps for days without a network, and how it knows that a file has changed.

use std::collections::BTreeMap;

use crate::support::Tree;
use crate::support::html::target;
use crate::support::real::{Copy, real_site};
use crate::support::tree;

/// The list as the worker reads it: address below the worker's folder, and hash.
fn list(site: &Tree) -> BTreeMap<String, String> {
    let worker = String::from_utf8_lossy(&site["sw.js"]);
    let start = worker.find("[[\"").expect("sw.js holds a list of pairs");
    let list: Vec<(String, String)> = serde_json::Deserializer::from_str(&worker[start..])
        .into_iter()
        .next()
        .expect("the list has an end")
        .expect("the list is JSON");
    let count = list.len();
    let list: BTreeMap<_, _> = list.into_iter().collect();
    assert_eq!(list.len(), count, "an address stands twice");
    list
}

/// The file that a listed address means.
fn file(site: &Tree, address: &str) -> String {
    let address = if address.is_empty() { "./" } else { address };
    target(site, "sw.js", address, false).unwrap_or_else(|why| panic!("the worker lists {address}, but {why}"))
}

#[test]
fn the_worker_lists_only_files_that_exist() {
    let site = &real_site().files;
    for address in list(site).keys() {
        file(site, address);
    }
}

#[test]
fn the_worker_keeps_all_that_a_check_needs() {
    let real = real_site();
    let kept: Vec<String> = list(&real.files).keys().map(|address| file(&real.files, address)).collect();
    let needed = ["index.html", "tu-kiem-tra/index.html", "tu-kiem-tra/cdht/index.html", "404.html"];
    let assets = [("style-", ".css"), ("offline-", ".js"), ("check-", ".js"), ("check-", ".wasm")];
    for file in needed.into_iter().chain(assets.map(|(start, end)| real.hashed(start, end))) {
        assert!(kept.iter().any(|kept| kept == file), "{file} is not kept: {kept:?}");
    }
}

#[test]
fn a_hash_changes_exactly_when_its_file_does() {
    let copy = Copy::new();
    let before = tree(&copy.build("before"));
    copy.replace("content/criteria/cong-dan-hoc-tap/_index.md", "Công dân học tập", "Công dân học tập tốt");
    let after = tree(&copy.build("after"));
    let (old, new) = (list(&before), list(&after));
    let mut changed = 0;
    for (address, hash) in &new {
        let Some(earlier) = old.get(address) else { continue };
        let same = before[&file(&before, address)] == after[&file(&after, address)];
        assert_eq!(
            same,
            hash == earlier,
            "{address}: the file is the same: {same}; its hash was {earlier} and is {hash}"
        );
        changed += usize::from(!same);
    }
    assert!(changed > 0, "the new title changed no listed page");
    assert!(changed < new.len(), "everything changed: an update would fetch it all again");
}

#[test]
fn files_with_a_hash_in_their_name_keep_it_while_their_bytes_stay() {
    let copy = Copy::new();
    let before = tree(&copy.build("before"));
    copy.replace("content/criteria/cong-dan-hoc-tap/_index.md", "Công dân học tập", "Công dân học tập tốt");
    let after = tree(&copy.build("after"));
    let style = |site: &Tree| site.keys().find(|path| path.starts_with("style-")).cloned();
    assert!(style(&before).is_some());
    assert_eq!(style(&before), style(&after));
}
