//! What follows from folders, tags and dates, without a list that anybody keeps: parts of long lists, tags, the archive,
//! related pages, feeds of sections, former addresses, freshness.

use expect_test::expect;

use crate::support::{Site, site_of};

/// Five articles with tags and dates, lists of two.
fn library() -> Site {
    site_of("structure")
}

fn built() -> Site {
    let site = library();
    site.build().succeeds();
    site
}

/// The titles that a page lists, in its order.
fn listed(html: &str) -> Vec<&str> {
    let main = &html[html.find("<main").expect("a main part")..html.find("</main>").expect("it ends")];
    let lists = main.split("<ul class=\"list\">").skip(1);
    let entries =
        lists.filter_map(|list| list.split("</ul>").next()).flat_map(|list| list.split("<li><a href=\"").skip(1));
    entries.filter_map(|entry| entry.split_once("\">")?.1.split("</a>").next()?.split(" <span").next()).collect()
}

/// The addresses of all pages of the built site that are not content.
fn made(site: &Site) -> Vec<String> {
    let folders = ["chu-de", "danh-cho", "theo-thang", "cu/", "ba.html", "bai-viet/trang", "bai-viet/atom"];
    site.public().into_keys().filter(|path| folders.iter().any(|folder| path.starts_with(folder))).collect()
}

#[test]
fn lists_are_made_for_what_pages_carry_and_nothing_else() {
    expect![[r#"
        ba.html
        bai-viet/atom.xml
        bai-viet/trang-2/index.html
        bai-viet/trang-3/index.html
        chu-de/index.html
        chu-de/ky-nang-so/index.html
        chu-de/ky-nang-so/trang-2/index.html
        chu-de/suc-khoe/index.html
        cu/ba/index.html
        danh-cho/index.html
        danh-cho/nong-dan/index.html
        theo-thang/2025-10/index.html
        theo-thang/2026-10/index.html
        theo-thang/2026-11/index.html
        theo-thang/index.html"#]]
    .assert_eq(&made(&built()).join("\n"));
}

#[test]
fn a_long_section_goes_on_in_parts_and_each_page_stands_in_one() {
    let site = built();
    let parts = ["bai-viet/index.html", "bai-viet/trang-2/index.html", "bai-viet/trang-3/index.html"];
    let pages: Vec<String> = parts.iter().map(|path| site.output(path)).collect();
    let all: Vec<&str> = pages.iter().flat_map(|html| listed(html)).collect();
    assert_eq!(all, ["Một", "Hai", "Ba", "Bốn", "Năm"]);
    let says = |html: &str, what: &str| html.contains(what);
    assert!(
        says(&pages[0], "Lời của mục.") && !says(&pages[1], "Lời của mục."),
        "the text stands on the first part only"
    );
    assert!(says(&pages[0], "rel=\"next\" href=\"trang-2/\"") && !says(&pages[0], "rel=\"prev\""));
    assert!(says(&pages[1], "rel=\"prev\" href=\"../\"") && says(&pages[1], "rel=\"next\" href=\"../trang-3/\""));
    assert!(says(&pages[2], "Phần 3 trên 3") && !says(&pages[2], "rel=\"next\""));
}

#[test]
fn a_tag_lists_its_pages_newest_first_and_one_named_twice_counts_once() {
    let site = built();
    assert_eq!(listed(&site.output("chu-de/ky-nang-so/index.html")), ["Một", "Hai"]);
    assert_eq!(listed(&site.output("chu-de/ky-nang-so/trang-2/index.html")), ["Ba"]);
    let health = site.output("chu-de/suc-khoe/index.html");
    assert_eq!(listed(&health), ["Hai", "Năm"]);
    assert!(health.contains("Giữ gìn sức khỏe."));
    assert_eq!(listed(&site.output("chu-de/index.html")), ["Kỹ năng số", "Sức khỏe"]);
    assert!(site.output("chu-de/index.html").contains("(3 bài)"));
}

#[test]
fn a_page_names_its_tags_and_the_pages_that_share_most() {
    let html = built().output("bai-viet/mot/index.html");
    assert!(html.contains(r#"Chủ đề: <a href="../../chu-de/ky-nang-so/">Kỹ năng số</a>."#), "{html}");
    assert!(html.contains(r#"Dành cho: <a href="../../danh-cho/nong-dan/">Nông dân</a>."#));
    let related = html.split("<ul class=\"links\">").nth(1).and_then(|rest| rest.split("</ul>").next());
    let related = related.expect("a list of pages");
    let place = |title: &str| related.find(&format!(">{title}</a>")).expect("it shares a tag");
    assert!(place("Ba") < place("Hai"), "two shared tags before one: {related}");
}

#[test]
fn the_archive_has_a_page_for_each_month() {
    let site = built();
    let months = listed(&site.output("theo-thang/index.html")).join(", ");
    assert_eq!(months, "Tháng 11 năm 2026, Tháng 10 năm 2026, Tháng 10 năm 2025");
    assert_eq!(listed(&site.output("theo-thang/2026-11/index.html")), ["Một", "Hai"]);
    assert_eq!(listed(&site.output("theo-thang/2025-10/index.html")), ["Bốn"]);
}

#[test]
fn a_former_address_leads_to_the_page() {
    let site = built();
    for (path, href) in [("cu/ba/index.html", "../../bai-viet/ba/"), ("ba.html", "bai-viet/ba/")] {
        let html = site.output(path);
        assert!(html.contains(&format!("content=\"0; url={href}\"")), "{html}");
        assert!(html.contains("<link rel=\"canonical\" href=\"https://thu.example/bai-viet/ba/\">"));
        assert!(html.contains(&format!("<a href=\"{href}\">Ba</a>")), "readable where a browser does not follow");
    }
    assert!(!site.output("sitemap.xml").contains("/cu/"), "a search engine is given the new address only");
}

#[test]
fn a_former_address_over_a_real_page_is_an_error() {
    let outcome = library().replacing("content/articles/ba.md", "/cu/ba/", "/bai-viet/hai/").check().exits(1);
    expect![[r#"
        content/articles/ba.md:6:12: lỗi[same-path]: trang này và content/articles/hai.md cùng ra một địa chỉ /bai-viet/hai/
          gợi ý: đổi slug hoặc tên tệp của một trong hai
    "#]].assert_eq(&outcome.stderr);
}

#[test]
fn former_addresses_that_no_file_could_answer_are_refused() {
    let aliases = r#""khong-dau", "/", "/../ngoai/", "/a b/", "/a?b", "/a//b/""#;
    let outcome = library().replacing("content/articles/ba.md", r#""/cu/ba/", "/ba.html""#, aliases).check().exits(1);
    expect![[r#"
        content/articles/ba.md:6:12: lỗi[bad-alias]: “khong-dau” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
        content/articles/ba.md:6:25: lỗi[bad-alias]: “/” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
        content/articles/ba.md:6:30: lỗi[bad-alias]: “/../ngoai/” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
        content/articles/ba.md:6:44: lỗi[bad-alias]: “/a b/” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
        content/articles/ba.md:6:53: lỗi[bad-alias]: “/a?b” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
        content/articles/ba.md:6:61: lỗi[bad-alias]: “/a//b/” không phải một địa chỉ cũ của trang
          gợi ý: viết phần sau tên máy chủ, có dấu / ở đầu, ví dụ "/bai-viet/ten-cu/"
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_tag_that_is_not_declared_is_named_with_the_one_it_resembles() {
    let outcome = library()
        .replacing("content/articles/nam.md", "suc-khoe", "suc-khoa")
        .replacing("content/articles/hai.md", "\"suc-khoe\"", "\"la-hoac\"")
        .check()
        .exits(1);
    expect![[r#"
        content/articles/hai.md:5:23: lỗi[unknown-tag]: nhãn “la-hoac” chưa khai báo trong site.toml
          gợi ý: thêm [[taxonomies.terms]] với id ấy vào site.toml, hoặc bỏ nhãn
        content/articles/nam.md:4:9: lỗi[unknown-tag]: nhãn “suc-khoa” chưa khai báo trong site.toml
          gợi ý: có phải “suc-khoe”?
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn taxonomies_that_cannot_be_used_are_refused() {
    let outcome = library()
        .replacing("site.toml", "id = \"danh-cho\"", "id = \"chu-de\"")
        .replacing("site.toml", "id = \"nong-dan\"", "id = \"Nông dân\"")
        .replacing("site.toml", "id = \"chua-ai-dung\"", "id = \"suc-khoe\"")
        .replacing(
            "site.toml",
            "page_size = 2",
            "page_size = 0\nreview_months = 0\nreport_to = \"javascript:alert(1)\"",
        )
        .check()
        .exits(1);
    expect![[r#"
        site.toml:7:13: lỗi[wrong-type]: giá trị của “page_size” phải là số nguyên từ 1 trở lên
          gợi ý: ví dụ: page_size = 10
        site.toml:8:17: lỗi[wrong-type]: giá trị của “review_months” phải là số tháng: số nguyên từ 1 đến 1200
          gợi ý: ví dụ: review_months = 12
        site.toml:9:13: lỗi[unknown-value]: “report_to” không thể là “javascript:alert(1)”
          gợi ý: viết như: report_to = "mailto:ten@vidu.vn"
        site.toml:17:12: lỗi[duplicate-id]: mã “suc-khoe” đã dùng ở site.toml:16:12
          gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
        site.toml:21:6: lỗi[duplicate-id]: mã “chu-de” đã dùng ở site.toml:12:6
          gợi ý: mỗi mã chỉ dùng một lần: đổi một trong hai
        site.toml:23:17: lỗi[bad-id]: mã “Nông dân” không hợp lệ
          gợi ý: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối ở giữa: viết nong-dan
        content/articles/ba.md:5:9: lỗi[unknown-tag]: nhãn “nong-dan” chưa khai báo trong site.toml
          gợi ý: thêm [[taxonomies.terms]] với id ấy vào site.toml, hoặc bỏ nhãn
        content/articles/mot.md:5:23: lỗi[unknown-tag]: nhãn “nong-dan” chưa khai báo trong site.toml
          gợi ý: thêm [[taxonomies.terms]] với id ấy vào site.toml, hoặc bỏ nhãn
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_section_has_a_feed_of_its_own() {
    let site = built();
    let feed = site.output("bai-viet/atom.xml");
    assert!(feed.contains("<title>Bài viết – Thử</title>") && feed.contains("<id>https://thu.example/bai-viet/</id>"));
    assert!(feed.contains("<link rel=\"self\" href=\"https://thu.example/bai-viet/atom.xml\"/>"));
    assert_eq!(feed.matches("<entry>").count(), 4, "a page without a date is no news");
    assert!(site.output("bai-viet/index.html").contains("href=\"atom.xml\""));
}

#[test]
fn a_page_past_its_day_says_so_to_readers_and_to_its_owner() {
    let site = library()
        .replacing("site.toml", "page_size = 2", "page_size = 2\nreview_months = 12")
        .replacing("content/articles/hai.md", "date = 2026-11-02", "date = 2020-11-02\nreviewed = 2026-01-31")
        .replacing(
            "content/articles/ba.md",
            "date = 2026-10-02",
            "date = 2026-10-02\nreview_months = 1\nowner = \"Chị Ba\"",
        );
    let outcome = site.build().succeeds();
    expect![[r#"
        content/articles/ba.md:4:8: lưu ý[review-due]: trang đến hạn xem lại từ ngày 2/11/2026
          gợi ý: Chị Ba đọc lại, sửa chỗ đã khác, rồi ghi reviewed = ngày xem lại
        content/articles/bon.md:4:8: lưu ý[review-due]: trang đến hạn xem lại từ ngày 1/10/2026
          gợi ý: Nhóm thử đọc lại, sửa chỗ đã khác, rồi ghi reviewed = ngày xem lại
    "#]]
    .assert_eq(&outcome.stderr);
    let warned = |page: &str| site.output(&format!("bai-viet/{page}/index.html")).contains("lẽ ra được xem lại");
    assert!(warned("ba") && warned("bon"));
    assert!(!warned("mot") && !warned("hai") && !warned("nam"), "fresh, looked at again, or never dated");
    assert!(site.output("bai-viet/hai/index.html").contains("Viết ngày 2/11/2020, xem lại ngày 31/1/2026"));
}

#[test]
fn every_page_says_where_a_mistake_is_reported() {
    let site =
        library().replacing("site.toml", "page_size = 2", "page_size = 2\nreport_to = \"mailto:thu@thu.example\"");
    site.build().succeeds();
    for path in ["index.html", "bai-viet/mot/index.html", "chu-de/index.html", "404.html"] {
        assert!(site.output(path).contains("<a href=\"mailto:thu@thu.example\">Báo một chỗ sai"), "{path}");
    }
}

#[test]
fn pages_without_weight_and_date_stand_as_in_a_dictionary() {
    let mut site = library();
    for (file, title) in
        [("a", "Đọc sách"), ("b", "Dạy nhau"), ("c", "Ấm áp"), ("d", "Ăn ở"), ("e", "An cư"), ("f", "Dạy chữ")]
    {
        let text = format!("+++\ntitle = \"{title}\"\ndescription = \"Một bài.\"\n+++\n");
        site = site.with(&format!("content/loose/{file}.md"), text);
    }
    let site = site
        .with("content/loose/_index.md", "+++\ntitle = \"Rời\"\ndescription = \"Các bài rời.\"\nslug = \"roi\"\n+++\n")
        .replacing("site.toml", "page_size = 2", "page_size = 20");
    site.build().succeeds();
    let list = site.output("roi/index.html");
    let mut places: Vec<(usize, &str)> = ["An cư", "Ăn ở", "Ấm áp", "Dạy chữ", "Dạy nhau", "Đọc sách"]
        .map(|title| (list.find(&format!(">{title}</a>")).expect("it is listed"), title))
        .to_vec();
    places.sort_unstable();
    let titles: Vec<&str> = places.into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["An cư", "Ăn ở", "Ấm áp", "Dạy chữ", "Dạy nhau", "Đọc sách"]);
}

#[test]
fn a_day_that_has_not_come_or_is_very_long_ago_is_advised_of() {
    let site = site_of("structure")
        .replacing("content/articles/hai.md", "date = 2026-11-02", "date = 2062-11-02\nreviewed = 2026-11-22")
        .replacing("content/articles/mot.md", "date = 2026-11-20", "date = 0026-11-20")
        // Announced for next month.
        .replacing("content/articles/ba.md", "date = 2026-10-02", "date = 2026-12-02");
    let outcome = site.build().succeeds();
    let found: String = outcome.stderr.split_inclusive('\n').filter(|line| line.contains("[date-")).collect();
    expect![[r#"
        content/articles/hai.md:4:8: lưu ý[date-ahead]: date = 2062-11-02 là ngày chưa tới
        content/articles/hai.md:5:12: lưu ý[date-ahead]: reviewed = 2026-11-22 là ngày chưa tới
        content/articles/mot.md:4:8: lưu ý[date-long-ago]: date = 0026-11-20 là ngày quá xa xưa
    "#]]
    .assert_eq(&found);
}
