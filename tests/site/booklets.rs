//! A section as one booklet to print: all its pages, in order, whole, and nothing that leads astray.

use std::collections::BTreeSet;

use expect_test::expect;

use crate::support::html::{tags, target};
use crate::support::real::real_site;
use crate::support::{Site, TODAY, minimal, page, site};

/// The minimal site with a second and a third article that point at each other.
fn with_articles() -> Site {
    minimal()
        .with(
            "content/articles/hai.md",
            "+++\ntitle = \"Hai\"\ndescription = \"Bài hai.\"\nweight = 2\n+++\n## Mục\n\n\
             Xem [bài ba](@/articles/ba.md#muc), [chỗ này](#muc), [khóa](@/training/khoa/_index.md) và ![hình](/hinh.svg).\n",
        )
        .with(
            "content/articles/ba.md",
            "+++\ntitle = \"Ba\"\ndescription = \"Bài ba.\"\nweight = 3\n+++\n## Mục\n\n### Con\n\nVề [bài hai](@/articles/hai.md).[^1]\n\n[^1]: Chú thích.\n",
        )
        .with("static/hinh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
}

/// From one heading of a chapter to the next.
fn chapter<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("<h2 id=\"{id}\"")).expect("the chapter is there");
    let end = html[start..].find("</section>\n<section class=\"chapter\"").or(html[start..].find("</main>"));
    &html[start..start + end.expect("the chapter ends")]
}

#[test]
fn links_stay_inside_ids_stay_unique_and_headings_go_one_step_down() {
    let site = with_articles();
    site.build().succeeds();
    let html = site.output("bai-viet/in/index.html");
    expect![[r##"
        <h2 id="p-hai">Hai</h2>
        <p class="lead">Bài hai.</p>
        <h3 id="p-hai--muc">Mục</h3>
        <p>Xem <a href="#p-ba--muc">bài ba</a>, <a href="#p-hai--muc">chỗ này</a>, <a href="../../tap-huan/khoa/">khóa</a> và <img src="../../hinh.svg" alt="hình" width="9" height="9" loading="lazy">.</p>

    "##]].assert_eq(chapter(&html, "p-hai"));
    let ids: Vec<String> = tags(&html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let public = site.public();
    for address in tags(&html).iter().filter_map(|tag| tag.leads()).filter(|address| !address.contains(':')) {
        target(&public, "bai-viet/in/index.html", address, false).expect("a link of the booklet leads somewhere");
    }
}

#[test]
fn a_stick_has_booklets_too_and_their_links_name_files() {
    let site = with_articles();
    site.run(&["build", "--today", TODAY, "--portable"]).succeeds();
    let html = site.output("bai-viet/in/index.html");
    assert!(html.contains("<a href=\"#p-ba--muc\">bài ba</a>"), "{html}");
    assert!(html.contains("<a href=\"../../tap-huan/khoa/index.html\">khóa</a>"), "{html}");
}

#[test]
fn the_section_leads_to_its_booklet_which_search_engines_leave_out() {
    let site = with_articles();
    site.build().succeeds();
    assert!(site.output("bai-viet/index.html").contains("<a href=\"in/\">"));
    assert!(site.output("bai-viet/in/index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!site.output("sitemap.xml").contains("/in/"));
    assert!(!site.output("sw.js").contains("/in/"), "nobody needs it before they ask for it");
}

#[test]
fn one_page_or_very_many_make_no_booklet() {
    let site = minimal();
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/in/index.html"), "a single article");
    let mut site = minimal();
    for number in 0..60 {
        site = site.with(&format!("content/articles/bai-{number}.md"), page(&format!("Bài {number}")));
    }
    site.build().succeeds();
    assert!(!site.public().contains_key("bai-viet/in/index.html"), "sixty and one");
    std::fs::remove_file(site.root().join("content/articles/bai-0.md")).expect("it was just written");
    site.build().succeeds();
    assert!(site.public().contains_key("bai-viet/in/index.html"), "sixty");
}

#[test]
fn a_page_that_takes_the_booklets_address_is_a_finding() {
    let site = with_articles().with("content/articles/in.md", page("In"));
    expect![[r#"
        content/articles/_index.md:1:1: lỗi[same-path]: trang này và content/articles/in.md cùng ra một địa chỉ /bai-viet/in/
          gợi ý: đổi slug hoặc tên tệp của một trong hai
    "#]].assert_eq(&site.check().exits(1).stderr);
}

#[test]
fn the_booklet_of_the_real_articles_holds_every_sentence_of_theirs() {
    let real = real_site();
    let booklet = real.text("bai-viet/in/index.html");
    let mut articles = 0;
    for (path, html) in real.pages() {
        let is_article = path.starts_with("bai-viet/") && path.matches('/').count() == 2 && html.contains("<article>");
        if !is_article {
            continue;
        }
        articles += 1;
        let start = html.find("<article>").expect("the article begins");
        let end = html.find("</article>").expect("the article ends");
        for paragraph in html[start..end].split("<p>").skip(1).filter_map(|rest| rest.split("</p>").next()) {
            // Links are turned, and tags are left out; the words stay.
            if !paragraph.contains('<') {
                assert!(booklet.contains(paragraph), "{path}: “{paragraph}” is not in the booklet");
            }
        }
    }
    assert!(articles > 3, "{articles} articles");
}

#[test]
fn the_booklet_of_a_set_explains_every_indicator_and_says_what_decides() {
    let real = real_site();
    let html = real.text("tieu-chi/cdht/in/index.html");
    let set = real.text("tieu-chi/cdht/index.html");
    assert!(set.contains("<a href=\"in/\">"), "the set leads to its booklet");
    let document: serde_json::Value =
        serde_json::from_str(real.text("tieu-chi/cdht/cdht.json")).expect("a set is JSON");
    let mut last = 0;
    for criterion in document["criteria"].as_array().expect("a set has criteria") {
        let id = criterion["id"].as_str().expect("a criterion has an id");
        for item in criterion["items"].as_array().expect("a criterion has items") {
            let text = |key: &str| item[key].as_str().expect("an indicator has both").to_owned();
            let (item_id, question) = (text("id"), text("question"));
            let at = html.find(&format!("<h3 id=\"p-{id}--{item_id}\">")).expect("each indicator is in it");
            assert!(at > last, "{item_id} stands in its order");
            last = at;
            assert!(html[at..].contains(&question), "{question}");
        }
    }
    let notice = &set[set.find("<h3>Lưu ý</h3>").expect("a set says what must be known")..];
    let notice =
        notice.split("<li>").nth(1).and_then(|rest| rest.split("</li>").next()).expect("a set says what it is");
    assert!(html.contains(notice), "{notice}");
    let ids: Vec<String> = tags(html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}

#[test]
fn html_of_an_author_stands_in_a_booklet_as_what_our_own_does() {
    let links = [
        ("../hai/", "#p-hai"),
        ("../hai/index.html", "#p-hai"),
        ("../hai/#muc", "#p-hai--muc"),
        ("./", "#p-mot"),
        ("#dau", "#p-mot--dau"),
        ("../", "../"),
        ("../../", "../../"),
        ("../../tap-huan/a/#b", "../../tap-huan/a/#b"),
        ("hinh.png", "../mot/hinh.png"),
        ("../../a%20b%23c.pdf?v=2#page=3", "../../a%20b%23c.pdf?v=2#page=3"),
        ("./a%3Ab.svg", "../mot/a%3Ab.svg"),
        ("https://a.example/?b=c", "https://a.example/?b=c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("/hoc/", "/hoc/"),
    ];
    let page = |title: &str, body: &str| format!("+++\ntitle = \"{title}\"\ndescription = \"Một câu.\"\n+++\n{body}\n");
    let anchors: Vec<String> = links.iter().map(|(href, _)| format!("<a href=\"{href}\">đi</a>\n")).collect();
    let anchors = anchors.concat();
    let body = format!(
        "<div aria-label=\"Khung\">\n<h2 id=\"dau\">Đầu &amp; đuôi</h2>\n{anchors}<svg><text>vẽ</text></svg>\
         <img src=\"../../a.webp\" srcset=\"a-1.webp 300w, ../../a-2.webp 600w\" alt=\"\">\n<p title=\"id=&quot;x&quot; > y\">a < b</p>\n</div>\n"
    );
    let site = site(&format!("-- content/bai-viet/_index.md --\n{}", page("Bài viết", "")))
        .with("site.toml", "title = \"T\"\ndescription = \"D.\"\nid = \"t\"\nraw_html = true\n")
        .with("content/bai-viet/mot.md", page("Một", &body))
        .with("content/bai-viet/hai.md", page("Hai", "## Mục {#muc}\n\nHai."));
    site.build().succeeds();
    let booklet = site.output("bai-viet/in/index.html");
    for (on_the_page, in_the_booklet) in links {
        assert!(site.output("bai-viet/mot/index.html").contains(&format!("<a href=\"{on_the_page}\">đi</a>")));
        assert!(booklet.contains(&format!("<a href=\"{in_the_booklet}\">đi</a>")), "{on_the_page}: {booklet}");
    }
    for written in [
        "<div aria-label=\"Khung, Một\">",
        "<h3 id=\"p-mot--dau\">Đầu &amp; đuôi</h3>",
        "<img src=\"../../a.webp\" srcset=\"../mot/a-1.webp 300w, ../../a-2.webp 600w\" alt=\"\">",
        "<p title=\"id=&quot;x&quot; > y\">a < b</p>",
    ] {
        assert!(booklet.contains(written), "{written}: {booklet}");
    }
    let found: String = site
        .public()
        .iter()
        .filter(|(path, _)| path.starts_with("tim-kiem/") && path.ends_with("/cards.txt"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(found.contains("Đầu & đuôi") && found.contains("a < b") && !found.contains("vẽ"), "{found}");
}
