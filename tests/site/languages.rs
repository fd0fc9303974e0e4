//! Languages beside the main one: what is translated, what is not, and where links lead.

use expect_test::expect;

use crate::support::{Site, repository, site_of};

/// A site in Vietnamese, English in part, and Tày in name only.
fn two_tongues() -> Site {
    site_of("languages")
}

fn built() -> Site {
    let site = two_tongues();
    site.build().succeeds();
    site
}

#[test]
fn every_page_stands_in_both_languages() {
    let pages: Vec<String> = built().public().into_keys().filter(|path| path.ends_with("index.html")).collect();
    expect![[r#"
        bai-viet/ba/index.html
        bai-viet/hai/index.html
        bai-viet/in/index.html
        bai-viet/index.html
        bai-viet/mot/index.html
        bai-viet/trang-2/index.html
        en/articles/ba/index.html
        en/articles/hai/index.html
        en/articles/index.html
        en/articles/one/index.html
        en/articles/trang-2/index.html
        en/index.html
        index.html
        tim-kiem/index.html"#]]
    .assert_eq(&pages.join("\n"));
}

#[test]
fn a_translation_speaks_its_language_throughout() {
    let html = built().output("en/articles/one/index.html");
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(html.contains("<h1>One</h1>") && html.contains("<title>One – Trial</title>"));
    assert!(html.contains("Skip to") && !html.contains("Đến nội dung chính"), "the theme's words are English too");
    assert!(!html.contains("class=\"note\""), "nothing is missing, so nothing is said");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://thu.example/en/articles/one/\">"));
    assert!(html.contains("<link rel=\"alternate\" hreflang=\"vi\" href=\"https://thu.example/bai-viet/mot/\">"));
    assert!(html.contains("<a href=\"../../../bai-viet/mot/\" hreflang=\"vi\" lang=\"vi\">Tiếng Việt</a>"));
    assert!(html.contains("See <a href=\"../hai/\">two</a>"), "links stay in the language");
}

#[test]
fn what_is_not_translated_is_shown_in_its_own_language_with_a_notice() {
    let html = built().output("en/articles/hai/index.html");
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(html.contains("<main id=\"main\" tabindex=\"-1\" lang=\"vi\">"));
    assert!(html.contains("<p class=\"note\" lang=\"en\">This page has not been translated yet."));
    assert!(html.contains("<h1>Hai</h1>"));
    assert!(html.contains("Về <a href=\"../one/\">một</a>"), "and leads on in the reader's language");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://thu.example/bai-viet/hai/\">"), "it is that page");
}

#[test]
fn lists_show_what_is_translated_under_its_own_title() {
    let html = built().output("en/articles/index.html");
    assert!(html.contains("<li lang=\"en\"><a href=\"one/\">One</a><p>Article one."));
    assert!(html.contains("<li lang=\"vi\"><a href=\"hai/\">Hai</a>"), "a title says which language it is in");
    assert!(html.contains("href=\"trang-2/\""), "a list is as long in every language");
}

#[test]
fn an_original_names_its_translation() {
    let site = built();
    let html = site.output("bai-viet/mot/index.html");
    assert!(html.contains("<link rel=\"alternate\" hreflang=\"en\" href=\"https://thu.example/en/articles/one/\">"));
    assert!(html.contains("<a href=\"../../en/articles/one/\" hreflang=\"en\" lang=\"en\">English</a>"));
    let other = site.output("bai-viet/hai/index.html");
    assert!(!other.contains("<link rel=\"alternate\" hreflang"), "an untranslated page is no translation");
    assert!(other.contains("hreflang=\"en\" lang=\"en\">English</a>"));
}

#[test]
fn search_engines_are_told_of_translations_only() {
    let sitemap = built().output("sitemap.xml");
    assert!(sitemap.contains("<loc>https://thu.example/en/articles/one/</loc>"));
    assert!(!sitemap.contains("/en/articles/hai/"));
}

#[test]
fn a_link_to_a_heading_is_checked_in_the_language_that_the_reader_gets() {
    let outcome = two_tongues().replacing("content/_index.en.md", "mot.md#part", "mot.md#phan").check().exits(1);
    expect![[r#"
        content/_index.en.md:5:6: lỗi[link-anchor]: trang @/articles/mot.en.md không có mục #phan
          gợi ý: bỏ phần sau dấu #, hoặc đặt lại theo tiêu đề của mục
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn files_that_cannot_be_translations_are_named() {
    let outcome = two_tongues()
        .with("content/articles/hai.fr.md", "+++\ntitle = \"Deux\"\ndescription = \"Deux.\"\n+++\n")
        .with("content/articles/bon.en.md", "+++\ntitle = \"Four\"\ndescription = \"Four.\"\n+++\n")
        .with("content/articles/ba.en.md", "+++\ntitle = \"Three\"\ntags = [\"a\"]\n+++\n")
        .check()
        .exits(1);
    expect![[r#"
        content/articles/ba.en.md:2:1: lỗi[missing-key]: thiếu khóa “description” trong phần khai báo
          gợi ý: thêm dòng description = …
        content/articles/ba.en.md:3:1: lỗi[unknown-key]: không có khóa “tags” trong phần khai báo
          gợi ý: các khóa dùng được: date, description, draft, keywords, slug, source, title
        content/articles/bon.en.md:1:1: lỗi[no-original]: đây là bản dịch, nhưng không có bản gốc content/articles/bon.md
          gợi ý: viết bản gốc, hoặc đặt tên bản dịch theo tên bản gốc
        content/articles/hai.fr.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.fr” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
    "#]].assert_eq(&outcome.stderr);
}

#[test]
fn languages_that_cannot_be_used_are_named() {
    let outcome = two_tongues().replacing("site.toml", "tag = \"en\"", "tag = \"English\"").check().exits(1);
    expect![[r#"
        site.toml:9:7: lỗi[bad-language]: “English” không phải mã của một ngôn ngữ khác
          gợi ý: mã theo BCP 47, mỗi mã một lần, khác ngôn ngữ chính: ví dụ en, tyz (tiếng Tày), km (tiếng Khmer)
        content/_index.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
        content/articles/_index.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
        content/articles/mot.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
    "#]]
    .assert_eq(&outcome.stderr);
    let outcome = two_tongues().replacing("site.toml", "tag = \"en\"", "tag = \"tyz\"").check().exits(1);
    expect![[r#"
        content/_index.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
        content/articles/_index.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
        content/articles/mot.en.md:1:1: lỗi[unknown-language]: tên tệp có đuôi ngôn ngữ “.en” mà trang không khai báo
          gợi ý: thêm [[languages]] với tag ấy vào site.toml; bài bằng ngôn ngữ chính thì bỏ đuôi
        themes/default/strings/tyz.toml:1:1: lỗi[missing-file]: không có tệp themes/default/strings/tyz.toml
          gợi ý: tạo tệp này, hoặc chỉ đúng thư mục của trang bằng --root
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_language_may_translate_the_themes_words_in_part() {
    let site = two_tongues()
        .replacing("site.toml", "tag = \"en\"", "tag = \"tyz\"")
        .with("themes/default/strings/tyz.toml", "[common]\nhome = \"Nả tỉ ết\"\nlanguage_name = \"Tiểng Tày\"\n");
    for file in ["content/_index", "content/articles/_index", "content/articles/mot"] {
        let from = site.root().join(format!("{file}.en.md"));
        std::fs::rename(&from, site.root().join(format!("{file}.tyz.md"))).expect("it is there");
    }
    site.build().succeeds();
    let html = site.output("tyz/articles/one/index.html");
    assert!(html.contains("Nả tỉ ết") && html.contains("Đến nội dung chính"));
}

#[test]
fn english_says_all_that_vietnamese_says() {
    let keys = |language: &str| {
        let text = std::fs::read_to_string(repository().join(format!("themes/default/strings/{language}.toml")));
        let table: toml::Table = text.expect("the strings").parse().expect("TOML");
        let mut keys: Vec<String> = Vec::new();
        let mut open: Vec<(String, toml::Value)> = vec![(String::new(), toml::Value::Table(table))];
        while let Some((name, value)) = open.pop() {
            match value {
                toml::Value::Table(table) => {
                    open.extend(table.into_iter().map(|(key, value)| (format!("{name}.{key}"), value)));
                }
                toml::Value::Array(values) => {
                    keys.push(format!("{name} {} {}", values.len(), slots(&values[0].to_string())));
                }
                value => keys.push(format!("{name} {}", slots(&value.to_string()))),
            }
        }
        keys.sort();
        keys.join("\n")
    };
    assert_eq!(keys("en"), keys("vi"));
}

/// The names in braces, in alphabetical order. Numbers are said in Vietnamese words, which another language leaves out.
fn slots(text: &str) -> String {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
    names.retain(|name| !name.ends_with("-words"));
    names.sort_unstable();
    names.join(" ")
}
