//! An output that the first release wrote: it has a marker and no list. It is taken over where every file in it is what that
//! release writes.

use std::fs;

use generator::disk::short_hash;

use crate::output_folder::{assert_same, beside};
use crate::support::{Site, minimal, page};

/// A site as the first release left it, with a page, an asset and a picture that have gone since.
fn of_the_first_release() -> Site {
    let site = minimal().with("content/articles/hai.md", page("Hai")).with("static/a.txt", "a");
    site.build().succeeds();
    fs::remove_file(site.root().join("content/articles/hai.md")).expect("a page that goes");
    // That release wrote ten digits of each page's hash into the list of the whole site.
    let pages: Vec<(String, String, usize)> = site
        .public()
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_suffix("index.html")?.to_owned(), short_hash(bytes), bytes.len())))
        .collect();
    let whole = serde_json::json!({ "all": pages }).to_string();
    site.with("public/ca-trang.json", whole)
        .with("public/.hoctap", "hoctap\n")
        .with("public/hinh/lop-400-0123456789.webp", "RIFF")
        .with("public/style-ba7816bf8f.css", "abc")
}

#[test]
fn it_is_taken_over_and_what_has_gone_is_removed() {
    let site = of_the_first_release();
    site.build().succeeds();
    let public = site.public();
    for gone in ["bai-viet/hai/index.html", "hinh/lop-400-0123456789.webp", "style-ba7816bf8f.css"] {
        assert!(!public.contains_key(gone), "{gone}");
    }
    assert!(public[".hoctap"].starts_with(b"hoctap 2\n"));
    assert_eq!(beside(&site), Vec::<String>::new());
    let fresh = minimal().with("static/a.txt", "a");
    fresh.build().succeeds();
    assert_same(&fresh.public(), &public);
}

#[test]
fn with_a_file_that_it_does_not_write_it_is_left_alone() {
    for (path, bytes) in [
        ("ghi-chu.txt", "của tôi"),
        (".git/HEAD", "ref: x"),
        ("CNAME", "a.example"),
        ("bai-viet/luan-van.docx", "PK"),
        ("tai-lieu/index.html", "không phải trang"),
        ("style-0123456789.css", "not its hash"),
        ("bai-viet/dau-tien/index.html", "<!doctype html>sửa tay"),
    ] {
        let site = of_the_first_release().with(&format!("public/{path}"), bytes);
        let earlier = site.public();
        let refused = site.build().exits(2);
        assert!(refused.stderr.contains(path.rsplit('/').next().expect("a name")), "{path}: {}", refused.stderr);
        assert!(refused.stderr.contains("gợi ý: "), "{path}: {}", refused.stderr);
        assert_same(&earlier, &site.public());
        assert_eq!(beside(&site), Vec::<String>::new());
    }
}

#[test]
fn a_marker_that_is_not_whole_makes_nothing_ours() {
    for marker in ["", "hoctap", "x"] {
        let site = minimal().with("public/.hoctap", marker).with("public/photos/tet.txt", "ảnh Tết");
        let earlier = site.public();
        site.build().exits(2);
        assert_same(&earlier, &site.public());
    }
}
