//! The folder that a build writes: swapped in whole, never half, never somebody else's.

use std::fs;
use std::time::Duration;

use crate::support::{TODAY, Tree, hoctap, hoctap_in_the_background, minimal, page, tree};

#[test]
fn two_builds_on_one_day_give_the_same_bytes() {
    let (one, two) = (minimal(), minimal());
    one.build().succeeds();
    two.build().succeeds();
    assert!(!one.public().is_empty());
    assert_same(&one.public(), &two.public());
}

#[test]
fn building_again_over_the_earlier_site_gives_the_same_bytes() {
    let site = minimal();
    site.build().succeeds();
    let first = site.public();
    site.build().succeeds();
    assert_same(&first, &site.public());
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let site = minimal().with("content/articles/hai.md", page("Hai"));
    site.build().succeeds();
    assert!(site.public().contains_key("bai-viet/hai/index.html"));
    fs::remove_file(site.root().join("content/articles/hai.md")).expect("the article was just written");
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/hai/index.html"));
}

#[test]
fn a_draft_is_built_only_when_asked_for() {
    let site = minimal();
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/ban-nhap/index.html"));
    site.run(&["build", "--today", TODAY, "--drafts"]).succeeds();
    assert!(site.public().contains_key("bai-viet/ban-nhap/index.html"));
}

#[test]
fn a_folder_that_hoctap_did_not_make_is_refused_and_stays_as_it_is() {
    let site = minimal().with("public/photos/tet.txt", "ảnh Tết");
    let refused = site.build().exits(2);
    assert!(refused.stderr.contains("public"), "it says which folder:\n{}", refused.stderr);
    let left: Vec<String> = site.public().into_keys().collect();
    assert_eq!(left, ["photos/tet.txt"]);
}

#[test]
fn an_empty_folder_may_be_filled() {
    let site = minimal();
    fs::create_dir(site.root().join("public")).expect("a fresh folder");
    site.build().succeeds();
    assert!(site.public().contains_key("index.html"));
}

#[test]
fn a_build_that_fails_leaves_the_earlier_site_untouched() {
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    let site = site.with("content/articles/hong.md", "+++\ntitle = \"Hỏng\"\n+++\nKhông có mô tả.\n");
    site.build().finds("content/articles/hong.md missing-key");
    assert_same(&earlier, &site.public());
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_cleans_up() {
    let site = minimal();
    site.build().succeeds();
    let earlier = site.public();
    let site = site.replacing("content/_index.md", "Trang đầu", "Trang đầu mới");
    for milliseconds in [0, 2, 5, 10, 15, 20, 30, 40, 60, 80] {
        let mut build = hoctap_in_the_background(site.root(), &["build", "--today", TODAY]);
        std::thread::sleep(Duration::from_millis(milliseconds));
        build.kill().expect("it runs, or is over");
        build.wait().expect("it was started");
        let left = site.public();
        let whole = left == earlier || String::from_utf8_lossy(&left["index.html"]).contains("Trang đầu mới");
        assert!(whole && left.len() == earlier.len(), "after {milliseconds} ms {} files are left", left.len());
    }
    site.build().succeeds();
    assert!(site.output("index.html").contains("Trang đầu mới"));
    let beside: Vec<String> = tree(site.root()).into_keys().filter(|path| path.starts_with(".public")).collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn a_build_leaves_nothing_beside_its_folder() {
    let site = minimal();
    let before: Vec<String> = tree(site.root()).into_keys().collect();
    site.build().succeeds();
    site.build().succeeds();
    let after: Vec<String> = tree(site.root()).into_keys().filter(|path| !path.starts_with("public/")).collect();
    assert_eq!(before, after);
}

#[test]
fn check_writes_nothing() {
    let site = minimal();
    let before = tree(site.root());
    site.check().succeeds();
    assert_same(&before, &tree(site.root()));
}

#[test]
fn check_finds_what_stops_a_build() {
    let site = minimal().with("content/articles/hong.md", "+++\ntitle = \"Hỏng\"\n+++\nKhông có mô tả.\n");
    site.check().finds("content/articles/hong.md missing-key");
}

#[test]
fn a_folder_without_a_site_is_said_to_be_none() {
    let folder = tempfile::TempDir::new().expect("an empty folder");
    let outcome = hoctap(folder.path(), &["build"], "");
    assert_ne!(outcome.code, Some(0));
    assert!(outcome.stderr.contains("site.toml"), "it names what is missing:\n{}", outcome.stderr);
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn an_unknown_option_is_a_mistake_of_usage() {
    minimal().run(&["build", "--nhanh"]).exits(2);
}

/// Compares two trees and names the first file that differs, not its bytes.
fn assert_same(one: &Tree, two: &Tree) {
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&String> =
        one.iter().filter(|(path, bytes)| two.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(differing.is_empty(), "files that differ: {differing:?}");
}
