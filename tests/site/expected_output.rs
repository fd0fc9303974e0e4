//! The small sites of `tests/sites`, one for each feature: what stands in a site's folder `expected` is what the build makes
//! of the rest, byte for byte, but for the hashes in the names of what pages load. `UPDATE_EXPECT=1` writes it anew; another
//! file is looked at once an empty one of its name lies there.

use expect_test::expect_file;
use std::path::Path;

use crate::support::{repository, site_of, tree};

/// Hexadecimal digits in the name of a file that is named by its bytes.
const HASH: usize = 10;

/// The text without those hashes, which change with every touch of the theme.
pub(crate) fn without_hashes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '/']) {
        let (before, after) = rest.split_at(at + 1);
        kept.push_str(before);
        let is_hash =
            after.chars().take_while(char::is_ascii_hexdigit).count() == HASH && after[HASH..].starts_with(['.', '/']);
        rest = if is_hash {
            kept.push_str("<hash>");
            &after[HASH..]
        } else {
            after
        };
    }
    kept + rest
}

/// What other tests build and look at.
const ELSEWHERE: [&str; 2] = ["own-theme", "samples"];

/// Compares one site; gives the expected files that nothing makes.
fn compare(name: &str, expected: &Path) -> Vec<String> {
    let site = site_of(name);
    site.build().succeeds();
    let public = site.public();
    let mut unasked = Vec::new();
    for path in tree(expected).into_keys() {
        let Some(bytes) = public.get(&path) else {
            unasked.push(format!("{name}/expected/{path}"));
            continue;
        };
        let text = std::str::from_utf8(bytes).expect("only texts are compared");
        expect_file![expected.join(&path)].assert_eq(&without_hashes(text));
    }
    unasked
}

#[test]
fn every_small_site_becomes_what_is_expected_of_it() {
    let folder = repository().join("tests/sites");
    let mut unasked = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the sites") {
        let name = entry.expect("a site").file_name().into_string().expect("a plain name");
        let expected = folder.join(&name).join("expected");
        if expected.is_dir() {
            unasked.extend(compare(&name, &expected));
        } else if !ELSEWHERE.contains(&name.as_str()) {
            unasked.push(name);
        }
    }
    assert!(unasked.is_empty(), "nothing makes or compares these: {unasked:#?}");
}

#[test]
fn hashes_are_told_from_words() {
    let text =
        "a/style-0123456789.css b-012345678.css tim-kiem/abcdefabcd/root.bin 0123456789.css khuyến-học/abcdefabcd-";
    let expected = "a/style-<hash>.css b-012345678.css tim-kiem/<hash>/root.bin 0123456789.css khuyến-học/abcdefabcd-";
    assert_eq!(without_hashes(text), expected);
}
