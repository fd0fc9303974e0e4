//! Mistakes that authors make: each with its words, its place and its hint, and with the earlier site left as it was.
//!
//! One change to the small site is one mistake. [`refuses`] insists each time that nothing was written.

mod answers;
mod criteria;
mod pages;
mod points;
mod targets;
mod units;
mod versions;

use expect_test::{Expect, expect};

use crate::support::{Site, minimal, samples, tree};

const SET: &str = "content/criteria/mau/_index.md";
const FIRST: &str = "content/criteria/mau/01-tu-hoc.md";
const SECOND: &str = "content/criteria/mau/02-hop-tac.md";
const ARTICLE: &str = "content/articles/dau-tien.md";

/// The changed site does not build: exit 1, these words on stderr, and no file is other than before.
pub(crate) fn refuses(change: impl FnOnce(Site) -> Site, expected: &Expect) {
    let site = minimal();
    site.build().succeeds();
    let site = change(site);
    let before = tree(site.root());
    let outcome = site.build().exits(1);
    assert!(tree(site.root()) == before, "a refused build changed files:\n{}", outcome.stderr);
    expected.assert_eq(&outcome.stderr);

    std::fs::remove_dir_all(site.root().join("public")).expect("the earlier site");
    site.build().exits(1);
    assert!(!site.root().join("public").exists(), "a refused build wrote a site");
}

/// The changed sample sets are refused, with these words.
pub(crate) fn refuses_samples(change: impl FnOnce(Site) -> Site, expected: &Expect) {
    expected.assert_eq(&change(samples()).check().exits(1).stderr);
}

#[test]
fn many_mistakes_are_told_at_once_in_the_order_of_files_and_lines() {
    let change = |site: Site| {
        site.replacing(SET, "floor = 5", "floor = 11")
            .replacing(FIRST, "max = 20", "max = 25")
            .replacing(ARTICLE, "title = \"Đường đến lớp\"\n", "")
            .replacing(ARTICLE, "#viec-can-lam", "#viec-phai-lam")
            .replacing("site.toml", "base_url =", "base-url =")
    };
    refuses(
        change,
        &expect![[r#"
            site.toml:1:1: lưu ý[no-base-url]: chưa có địa chỉ của trang: bỏ qua địa chỉ chính tắc, thẻ chia sẻ, sitemap.xml và atom.xml
              gợi ý: thêm base_url = "https://…/" vào site.toml, hoặc dùng --base-url
            site.toml:4:1: lỗi[unknown-key]: không có khóa “base-url” trong phần khai báo
              gợi ý: có phải “base_url”? Các khóa dùng được: allow_active, base_url, contact, description, enforce_budgets, gone, help, hosts, id, language, languages, license, owner, page_size, raw_html, report_to, review_months, search, service_worker, taxonomies, theme, theme_options, title
            content/articles/dau-tien.md:2:1: lỗi[missing-key]: thiếu khóa “title” trong phần khai báo
              gợi ý: thêm dòng title = …
            content/criteria/mau/01-tu-hoc.md:4:7: lỗi[sum-mismatch]: khai max = 25, nhưng cộng các chỉ số được 20
              gợi ý: so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai
            content/criteria/mau/_index.md:22:9: lỗi[floor-above-max]: điểm sàn floor = 11 lớn hơn điểm tối đa 10 của chỉ số “doc”: không ai đạt được
              gợi ý: so với văn bản: giảm floor, hoặc sửa max của chỉ số
        "#]],
    );
}

#[test]
fn an_author_may_ask_for_english() {
    let site = minimal().replacing(FIRST, "max = 20", "max = 25").replacing(ARTICLE, "description =", "descripton =");
    let outcome = site.run(&["build", "--lang", "en"]).exits(1);
    expect![[r#"
        content/articles/dau-tien.md:3:1: error[unknown-key]: there is no key “descripton” in the front matter
          hint: did you mean “description”? The keys here: aliases, date, description, draft, image, keywords, large_print, lesson, mark, owner, review_months, reviewed, slug, source, tags, title, weight
        content/criteria/mau/01-tu-hoc.md:4:7: error[sum-mismatch]: max = 25 is stated, but the indicators add up to 20
          hint: compare with the text: correct max here, or the max of the indicator that was mistyped
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_program_may_ask_for_json() {
    let site = minimal().replacing(FIRST, "max = 20", "max = 25");
    let outcome = site.run(&["check", "--format", "json"]).exits(1);
    expect![[r#"
        [
          {
            "file": "content/criteria/mau/01-tu-hoc.md",
            "line": 4,
            "column": 7,
            "code": "sum-mismatch",
            "severity": "error",
            "message": "khai max = 25, nhưng cộng các chỉ số được 20",
            "hint": "so với văn bản: sửa max ở đây, hoặc sửa max của chỉ số bị gõ sai"
          }
        ]
    "#]]
    .assert_eq(&(outcome.stdout + &outcome.stderr));
}
