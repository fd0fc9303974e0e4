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
fn a_first_visit_keeps_what_a_citizen_needs_and_400_kilobytes_at_most() {
    let real = real_site();
    let kept = list(&real.files);
    for address in [
        "khong-co-mang.html",
        "ca-trang.json",
        "bai-viet/",
        "tap-huan/",
        "tieu-chi/",
        "tro-giup/",
        "tieu-chi/cdht/",
        "tieu-chi/cdht/tu-hoc/",
        "tieu-chi/cdht/cong-cu/",
        "tieu-chi/cdht/quan-he/",
        "tu-kiem-tra/cdht/so/",
        "tu-kiem-tra/gdht/",
        "tim-kiem/",
    ] {
        assert!(kept.contains_key(address), "{address} is not kept");
    }
    for end in ["/search.js", "/search.wasm", "/root.bin", "/v.bin", "/s0.bin", "/cards.txt"] {
        assert!(kept.keys().any(|address| address.ends_with(end)), "{end} is not kept");
    }
    let zipped = |bytes: &[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, bytes).and_then(|()| gzip.finish()).expect("memory takes all").len()
    };
    let size: usize = kept.keys().map(|address| zipped(&real.files[&file(&real.files, address)])).sum();
    assert!(size <= 400 * 1024, "{size}");
    assert!(
        real.printed.contains(&format!("{size} /  409600 B")),
        "{size} is not in what was printed:\n{}",
        real.printed
    );
}

/// The first 72 bits of SHA-256, as base64.
fn proof(bytes: &[u8]) -> String {
    base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &<sha2::Sha256 as sha2::Digest>::digest(bytes)[..9])
}

#[test]
fn every_file_that_may_be_kept_has_its_hash_on_one_of_the_lists() {
    let real = real_site();
    let rest: Vec<(String, String, usize)> =
        serde_json::from_slice(&real.files["ca-trang.json"]).expect("the list of the rest");
    let kept = list(&real.files);
    assert!(rest.iter().all(|(address, ..)| !kept.contains_key(address)), "a file stands on both lists");
    for (address, hash) in kept.iter().chain(rest.iter().map(|(address, hash, _)| (address, hash))) {
        assert_eq!(*hash, proof(&real.files[&file(&real.files, address)]), "{address}");
    }
    for page in ["bai-viet/quang-nam/", "en/", "tu-kiem-tra/cdht/tong-hop/", "tu-kiem-tra/gdht/so/"] {
        assert!(rest.iter().any(|(address, ..)| address == page), "{page} can never be kept");
    }
}

#[test]
fn a_large_index_is_not_kept_at_once_and_each_part_of_it_can_be_proved() {
    use std::fmt::Write as _;
    let mut pages = String::from("-- content/b/_index.md --\n+++\ntitle = \"B\"\ndescription = \"Mục.\"\n+++\n");
    let words = "Học tập suốt đời trong làng xã, mỗi ngày một trang sách. ".repeat(60);
    for number in 0..160 {
        write!(
            pages,
            "-- content/b/p{number}.md --\n+++\ntitle = \"Trang {number}\"\ndescription = \"Một câu.\"\n+++\n{words}\n"
        )
        .expect("a string takes all");
    }
    let site = crate::support::site(&pages);
    site.build().succeeds();
    let files = site.public();
    let kept = list(&files);
    assert!(kept.keys().all(|address| !address.starts_with("tim-kiem/")), "{:?}", kept.keys());
    let rest: Vec<(String, String, usize)> = serde_json::from_slice(&files["ca-trang.json"]).expect("a list");
    for path in files.keys().filter(|path| path.starts_with("tim-kiem/") && !crate::support::is_kind(path, "html")) {
        let own = rest.iter().find(|(address, ..)| address == path).unwrap_or_else(|| panic!("{path} has no hash"));
        assert_eq!(own.1, proof(&files[path]));
    }
}

#[test]
fn nothing_runs_of_a_worker_that_arrives_cut_off() {
    let worker = real_site().text("sw.js");
    let worker = worker.trim();
    assert!(worker.starts_with("(() => {") && worker.ends_with("})();"), "it is one function, called at its end");
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
