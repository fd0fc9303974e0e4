//! `hoctap new`: what it makes builds as it is, and nothing that exists is overwritten.

use std::fs;

use tempfile::TempDir;

use crate::support::{Outcome, hoctap, minimal, tree};

fn in_folder(folder: &TempDir, arguments: &[&str]) -> Outcome {
    hoctap(folder.path(), arguments, "")
}

#[test]
fn a_new_site_builds_as_it_is_under_its_own_name() {
    let folder = TempDir::new().expect("an empty folder");
    let title = "Khuyến học “xã \\ nhà”";
    let made = in_folder(&folder, &["new", "site", "trang", "--title", title]).succeeds().stdout;
    assert_eq!(made.lines().count(), 4, "{made}");
    in_folder(&folder, &["build", "--root", "trang"]).succeeds();
    let home = fs::read_to_string(folder.path().join("trang/public/index.html")).expect("a home page");
    assert!(home.contains(&format!("<h1>{title}</h1>")), "{home}");
}

#[test]
fn a_site_that_is_there_is_left_as_it_is() {
    let site = minimal();
    let before = tree(site.root());
    let outcome = site.run(&["new", "site"]).exits(2);
    assert!(outcome.stderr.contains("site.toml"), "{}", outcome.stderr);
    assert!(tree(site.root()) == before);
}

#[test]
fn an_article_begins_as_a_draft_with_the_slug_of_its_title() {
    let site = minimal();
    let made = site.run(&["new", "article", "Đọc \"tin\" buổi sáng"]).succeeds().stdout;
    assert!(made.trim_end().ends_with("content/articles/doc-tin-buoi-sang.md"), "{made}");
    site.build().succeeds();
    assert!(!site.root().join("public/bai-viet/doc-tin-buoi-sang").exists(), "nobody sees a draft");
    site.run(&["build", "--drafts"]).succeeds();
    assert!(site.output("bai-viet/doc-tin-buoi-sang/index.html").contains("Đọc &quot;tin&quot; buổi sáng"));
    site.run(&["new", "article", "Đọc “tin” buổi sáng"]).exits(2);
}

#[test]
fn lessons_follow_each_other_in_their_course() {
    let site = minimal();
    let made = site.run(&["new", "lesson", "khoa", "Bài sau"]).succeeds().stdout;
    assert!(made.trim_end().ends_with("content/training/khoa/02-bai-sau.md"), "{made}");
    let made = site.run(&["new", "lesson", "khoa-moi", "Bài đầu"]).succeeds().stdout;
    assert!(made.trim_end().ends_with("content/training/khoa-moi/01-bai-dau.md"), "{made}");
    site.run(&["build", "--drafts"]).succeeds();
    assert!(site.output("tap-huan/khoa-moi/bai-dau/index.html").contains("Bài đầu"));
}

#[test]
fn a_title_without_letters_and_a_course_outside_the_site_are_refused() {
    let site = minimal();
    site.run(&["new", "article", "…"]).exits(2);
    site.run(&["new", "lesson", "../../x", "Bài"]).exits(2);
    assert!(!site.root().join("x").exists());
}

#[test]
fn an_article_needs_the_section_that_lists_it() {
    let site = crate::support::site("-- content/x.md --\n+++\ntitle = \"X\"\ndescription = \"X.\"\n+++\n");
    site.run(&["new", "article", "Bài"]).finds("content/articles/_index.md:1:1 missing-index");
}

/// The line of `site.toml` that says the id.
fn id_of(folder: &TempDir, name: &str) -> String {
    in_folder(folder, &["new", "site", name]).succeeds();
    let config = fs::read_to_string(folder.path().join(name).join("site.toml")).expect("its settings");
    let line = config.lines().find(|line| line.starts_with("id = ")).expect("an id");
    line.trim_start_matches("id = ").trim_matches('"').to_owned()
}

#[test]
fn two_new_sites_of_one_title_have_ids_of_their_own() {
    let folder = TempDir::new().expect("an empty folder");
    let ids = ["mot", "hai", "ba"].map(|name| id_of(&folder, name));
    assert!(ids.iter().all(|id| id.len() == 10 && id.bytes().all(|byte| byte.is_ascii_lowercase())), "{ids:?}");
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
    let outcome = in_folder(&folder, &["build", "--root", "mot"]).succeeds();
    assert!(!outcome.stderr.contains("no-id"), "{}", outcome.stderr);
    let worker = fs::read_to_string(folder.path().join("mot/public/sw.js")).expect("a worker");
    assert!(worker.contains(&format!("'{}'", ids[0])) || worker.contains(&format!("\"{}\"", ids[0])), "{worker}");
}

#[test]
fn nothing_is_written_into_a_folder_that_is_no_site_whatever_lies_in_it() {
    let site = minimal();
    fs::remove_file(site.root().join("site.toml")).expect("it was there");
    let before = tree(site.root());
    for arguments in [
        &["new", "article", "Bài mới"][..],
        &["new", "lesson", "khoa-1", "Bài mới"],
        &["new", "criteria", "ho-mau", "--title", "Hộ mẫu"],
    ] {
        let outcome = site.run(arguments).exits(1);
        assert!(outcome.stderr.contains("site.toml"), "{arguments:?}: {}", outcome.stderr);
    }
    assert!(tree(site.root()) == before);
}
