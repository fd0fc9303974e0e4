//! The small site of `tests/sites/minimal`, built: which files there are, and what stands in some of them.

use expect_test::expect_file;

use crate::expected_output::without_hashes;
use crate::support::html::rubric_in;
use crate::support::{Site, TODAY, is_kind, minimal, page, site};

fn built() -> Site {
    let site = minimal();
    site.build().succeeds();
    site
}

#[test]
fn the_files_are_these_and_no_others() {
    let mut files: Vec<String> = built().public().keys().map(|path| without_hashes(path)).collect();
    files.sort();
    expect_file!["../sites/minimal/files.txt"].assert_eq(&(files.join("\n") + "\n"));
}

#[test]
fn the_check_page_carries_the_rule_as_data() {
    let html = built().output("tu-kiem-tra/mau/index.html");
    expect_file!["../sites/minimal/rubric.txt"]
        .assert_eq(&format!("{:#?}\n", rubric_in(&html).expect("it stands there")));
}

#[test]
fn a_site_needs_no_criteria_and_no_theme_of_its_own() {
    let site = site(
        "-- content/gioi-thieu.md --\n+++\ntitle = \"Giới thiệu\"\ndescription = \"Ai làm trang này.\"\n+++\nChúng tôi.\n",
    );
    site.build().succeeds();
    assert!(site.output("gioi-thieu/index.html").contains("Chúng tôi."));
    assert!(
        !site.public().keys().any(|path| path.starts_with("check-") && is_kind(path, "wasm")),
        "nobody asks for the module"
    );
}

#[test]
fn one_template_of_the_theme_may_be_replaced_alone() {
    let site = minimal().with("themes/default/templates/404.html", "<!doctype html><title>Lạc</title><p>Lạc đường");
    site.build().succeeds();
    assert!(site.output("404.html").contains("Lạc đường"));
    assert!(site.output("index.html").contains("Trang đầu"));
}

#[test]
fn raw_html_in_an_article_is_shown_as_text_and_runs_nowhere() {
    let site = minimal().replacing("content/articles/dau-tien.md", "Mở đầu", "<script>xau()</script>\n\nMở <b>đầu</b>");
    let outcome = site.build().succeeds();
    assert!(outcome.stderr.contains("content/articles/dau-tien.md:11:1: lưu ý[raw-html]"), "{}", outcome.stderr);
    let html = site.output("bai-viet/dau-tien/index.html");
    assert!(!html.contains("<script>xau") && !html.contains("<b>"), "{html}");
}

#[test]
fn quotes_and_brackets_in_a_title_stay_text() {
    let title = r#"title = "<b>“A” & 'B' \"C\"</b>""#;
    let site = minimal().replacing("content/articles/dau-tien.md", "title = \"Đường đến lớp\"", title);
    site.build().succeeds();
    for page in ["bai-viet/dau-tien/index.html", "bai-viet/index.html"] {
        assert!(!site.output(page).contains("<b>"), "{page}");
    }
}

#[test]
fn a_file_name_with_marks_makes_an_address_without() {
    let site = minimal().with("content/articles/Đường làng.md", page("Đường làng"));
    site.build().succeeds();
    assert!(site.public().contains_key("bai-viet/duong-lang/index.html"));
}

#[test]
fn the_base_url_makes_the_canonical_address_and_may_be_given_for_one_build() {
    let site = minimal();
    site.build().succeeds();
    assert!(site.output("bai-viet/dau-tien/index.html").contains("https://mau.example/bai-viet/dau-tien/"));
    site.run(&["build", "--today", TODAY, "--base-url", "https://xa.example/hoc/"]).succeeds();
    assert!(site.output("bai-viet/dau-tien/index.html").contains("https://xa.example/hoc/bai-viet/dau-tien/"));
    assert!(site.output("404.html").contains("\"/hoc/"), "the page of a wrong address knows its folder");
}

#[test]
fn without_a_base_url_the_site_builds_and_says_what_is_left_out() {
    let site = minimal().replacing("site.toml", "base_url = \"https://mau.example/\"\n", "");
    let outcome = site.build().succeeds();
    assert!(outcome.stderr.contains("no-base-url"), "{}", outcome.stderr);
    assert!(!site.output("index.html").contains("canonical"));
}
