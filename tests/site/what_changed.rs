//! What a build says of the files that it changed, for who uploads them: only those are new on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use crate::support::{Site, TODAY, minimal, page, site};

/// When each file of the output was changed.
fn times(site: &Site) -> BTreeMap<String, SystemTime> {
    let modified = |path: &String| {
        let metadata = fs::metadata(site.root().join("public").join(path)).expect("it was just listed");
        metadata.modified().expect("the disk keeps times")
    };
    site.public().into_keys().filter(|path| path != ".hoctap").map(|path| (path.clone(), modified(&path))).collect()
}

/// Without self-checks: no other file tells what the site has.
fn with_two_files() -> Site {
    site("-- static/a.txt --\na\n-- static/b.txt --\nb\n")
}

#[test]
fn files_with_the_same_bytes_keep_their_time_and_others_do_not() {
    let site = minimal().with("content/articles/hai.md", page("Hai"));
    site.build().succeeds();
    let first = times(&site);
    site.build().succeeds();
    assert_eq!(first, times(&site));
    let site = site.replacing("content/articles/hai.md", "Nội dung.", "Nội dung mới.");
    site.build().succeeds();
    let second = times(&site);
    assert!(first["bai-viet/hai/index.html"] < second["bai-viet/hai/index.html"]);
    assert_eq!(first["404.html"], second["404.html"]);
}

/// What lists all other files, and so changes with each of them.
const LISTS: &str = "changed\tca-trang.json\nchanged\tsw.js\n";

#[test]
fn a_build_says_how_many_files_are_new_changed_and_gone() {
    let site = with_two_files();
    let first = site.build().succeeds();
    assert!(!first.stdout.contains("So với lần dựng trước"), "there was none: {}", first.stdout);
    let files = site.public().len() - 1;
    let same = site.build().succeeds();
    let expected = format!("So với lần dựng trước: mới 0, đổi 0, bỏ 0, giữ nguyên {files} tệp\n");
    assert!(same.stdout.contains(&expected), "{}", same.stdout);
    assert!(!site.root().join("public-changes.txt").exists(), "nothing to upload");
    fs::remove_file(site.root().join("static/a.txt")).expect("a file that goes");
    let site = site.with("static/b.txt", "khác").with("static/c.txt", "c").with("static/d.txt", "d");
    let outcome = site.run(&["--lang", "en", "build", "--today", TODAY]).succeeds();
    let expected = format!("Since the last build: 2 new, 3 changed, 1 gone, {} unchanged files\n", files - 4);
    assert!(outcome.stdout.contains(&expected), "{}", outcome.stdout);
}

#[test]
fn the_list_beside_the_output_adds_up_until_it_is_removed() {
    let list = |site: &Site| fs::read_to_string(site.root().join("public-changes.txt")).unwrap_or_default();
    let site = with_two_files();
    site.build().succeeds();
    assert_eq!(list(&site), "", "all of it is new");
    fs::remove_file(site.root().join("static/a.txt")).expect("a file that goes");
    let site = site.with("static/b.txt", "khác").with("static/c.txt", "c");
    site.build().succeeds();
    assert_eq!(list(&site), format!("hoctap changes 1\ngone\ta.txt\nchanged\tb.txt\nnew\tc.txt\n{LISTS}"));
    let site = site.with("static/c.txt", "khác").with("static/a.txt", "a");
    site.build().succeeds();
    site.build().succeeds();
    assert_eq!(
        list(&site),
        format!("hoctap changes 1\nchanged\ta.txt\nchanged\tb.txt\nnew\tc.txt\n{LISTS}"),
        "since it was last removed"
    );
    fs::remove_file(site.root().join("public-changes.txt")).expect("who has uploaded");
    let site = site.with("static/d.txt", "d");
    site.build().succeeds();
    assert_eq!(list(&site), "hoctap changes 1\nchanged\tca-trang.json\nnew\td.txt\nchanged\tsw.js\n");
}

#[test]
fn a_file_of_that_name_that_is_not_ours_is_left_alone_and_said() {
    let site = minimal().with("public-changes.txt", "sổ tay");
    site.build().succeeds();
    let site = site.with("content/articles/hai.md", page("Hai"));
    let outcome = site.build().succeeds();
    assert!(outcome.stderr.contains("changes-not-listed"), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(site.root().join("public-changes.txt")).expect("it is there"), "sổ tay");
}
