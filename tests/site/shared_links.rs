//! A link that is shared in a chat shows a title and a picture; a search engine learns where the page stands.

use expect_test::expect;
use serde_json::Value;

use crate::support::html::{is_listed, tags};
use crate::support::real::real_site;
use crate::support::{Site, TODAY, minimal};

const ARTICLE: &str = "content/articles/dau-tien.md";

/// A property of the page's head.
fn meta(html: &str, name: &str) -> Option<String> {
    let tags = tags(html);
    let tag = tags.iter().find(|tag| tag.get("property").or(tag.get("name")) == Some(name))?;
    tag.get("content").map(str::to_owned)
}

/// What the page tells search engines.
fn data(html: &str) -> Option<Value> {
    let start = html.find("application/ld+json\">")? + "application/ld+json\">".len();
    let end = start + html[start..].find("</script>")?;
    Some(serde_json::from_str(&html[start..end]).expect("it is JSON"))
}

fn built(site: Site) -> Site {
    site.build().succeeds();
    site
}

#[test]
fn every_page_that_has_an_address_shows_a_title_and_a_picture_that_is_there() {
    let real = real_site();
    for (path, html) in real.pages() {
        let has_address = is_listed("https://hoctap.example/", path, html);
        assert_eq!(meta(html, "og:title").is_some(), has_address, "{path}");
        if !has_address {
            continue;
        }
        for name in ["og:type", "og:title", "og:description", "og:site_name", "og:locale", "og:image", "twitter:card"] {
            assert!(meta(html, name).is_some_and(|value| !value.is_empty()), "{path} has no {name}");
        }
        let address = format!("https://hoctap.example/{}", path.strip_suffix("index.html").unwrap_or_default());
        assert_eq!(meta(html, "og:url"), Some(address), "{path}");
        let image = meta(html, "og:image").unwrap_or_default();
        let file = image.strip_prefix("https://hoctap.example/").expect("a full address");
        let bytes = real.files.get(file).unwrap_or_else(|| panic!("{path} shows {file}, which is not there"));
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((side(16), side(20)), (1200, 630), "{file}");
        assert_eq!(meta(html, "og:image:width").as_deref(), Some("1200"));
    }
}

#[test]
fn a_page_names_its_own_picture() {
    let site = built(
        minimal()
            .replacing(ARTICLE, "date = 2026", "image = \"/anh/lop.jpg\"\ndate = 2026")
            .with("static/anh/lop.jpg", "ảnh"),
    );
    let html = site.output("bai-viet/dau-tien/index.html");
    assert_eq!(meta(&html, "og:image").as_deref(), Some("https://mau.example/anh/lop.jpg"));
    assert_eq!(meta(&html, "og:image:width"), None, "nobody measured it");
}

#[test]
fn a_picture_that_is_not_there_or_is_none_is_a_finding() {
    let with = |image: &str| {
        let site = minimal().replacing(ARTICLE, "date = 2026", &format!("image = \"{image}\"\ndate = 2026"));
        site.with("static/lop.png", "ảnh").check().exits(1).stderr
    };
    expect![[r#"
        content/articles/dau-tien.md:4:9: lỗi[no-static]: không có tệp /lopp.png trong thư mục static
          gợi ý: có phải /lop.png?
    "#]]
    .assert_eq(&with("/lopp.png"));
    expect![[r#"
        content/articles/dau-tien.md:4:9: lỗi[unknown-value]: “image” không thể là “/lop.svg”
          gợi ý: chọn một trong: ….png, ….jpg, ….jpeg, ….webp
    "#]]
    .assert_eq(&with("/lop.svg"));
}

#[test]
fn search_engines_learn_what_the_site_is_and_where_a_page_stands() {
    let site = built(minimal());
    let pretty = |path: &str| {
        let data = data(&site.output(path)).expect("the page has data");
        serde_json::to_string_pretty(&data).expect("it is JSON")
    };
    expect![[r#"
        {
          "@context": "https://schema.org",
          "@type": "WebSite",
          "inLanguage": "vi",
          "name": "Trang mẫu",
          "url": "https://mau.example/"
        }"#]]
    .assert_eq(&pretty("index.html"));
    expect![[r#"
        {
          "@context": "https://schema.org",
          "@graph": [
            {
              "@type": "Article",
              "author": {
                "@type": "Organization",
                "name": "Người thử"
              },
              "datePublished": "2026-11-20",
              "headline": "Đường đến lớp",
              "image": "https://mau.example/card-<hash>.png",
              "inLanguage": "vi"
            },
            {
              "@type": "BreadcrumbList",
              "itemListElement": [
                {
                  "@type": "ListItem",
                  "item": "https://mau.example/bai-viet/",
                  "name": "Bài viết",
                  "position": 1
                },
                {
                  "@type": "ListItem",
                  "name": "Đường đến lớp",
                  "position": 2
                }
              ]
            }
          ]
        }"#]]
    .assert_eq(&without_hash(&pretty("bai-viet/dau-tien/index.html")));
    // Where no way is shown, or one name is all of it, none is told.
    for path in ["tu-kiem-tra/mau/index.html", "bai-viet/index.html"] {
        assert_eq!(data(&site.output(path)), None, "{path}");
    }
}

/// The picture's name holds its bytes.
fn without_hash(text: &str) -> String {
    let start = text.find("/card-").expect("the picture of the theme") + "/card-".len();
    text.replace(&text[start..start + 10], "<hash>")
}

#[test]
fn a_title_cannot_break_out_of_the_data() {
    let site = built(minimal().replacing(ARTICLE, "Đường đến lớp", "</script><script>alert(1)</script>"));
    let html = site.output("bai-viet/dau-tien/index.html");
    let data = data(&html).expect("the page has data");
    assert_eq!(data["@graph"][0]["headline"], "</script><script>alert(1)</script>");
    assert_eq!(tags(&html).iter().filter(|tag| tag.name == "script").count(), 2, "the data and the worker's own");
}

#[test]
fn without_an_address_or_on_a_stick_nothing_is_promised_to_chats() {
    let site = minimal();
    site.run(&["build", "--today", TODAY, "--portable"]).succeeds();
    let html = site.output("bai-viet/dau-tien/index.html");
    assert!(meta(&html, "og:title").is_none() && data(&html).is_none(), "{html}");
    assert!(!site.public().keys().any(|path| path.starts_with("card-")));
}
