//! Names of files: the addresses and paths that are made of them, and those of which none can be.

use expect_test::expect;
use std::fs;

use super::errors;
use crate::support::{minimal, page};

#[test]
fn a_name_without_a_latin_letter_asks_for_a_slug() {
    let criterion = fs::read_to_string(minimal().root().join("content/criteria/mau/01-tu-hoc.md"));
    let criterion = criterion.expect("a criterion of the site");
    let named = |with_slugs: bool| {
        let paths = [
            "content/articles/中文.md",
            "content/articles/ភាសា.md",
            "content/articles/-.md",
            "content/articles/01-.md",
            "content/articles/语言/_index.md",
            "content/语言/_index.md",
        ];
        let site = minimal().with("content/articles/语言/bai.md", page("Bài"));
        paths.into_iter().zip(0..).fold(site, |site, (path, number)| {
            let slug = if with_slugs { format!("slug = \"bai-{number}\"\n") } else { String::new() };
            site.with(path, page("Trang").replacen("+++\n", &format!("+++\n{slug}"), 1))
        })
    };
    let outcome = named(false).check().exits(1);
    expect![[r#"
        content/articles/-.md:1:1: lỗi[no-slug]: tên “-.md” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
        content/articles/01-.md:1:1: lỗi[no-slug]: tên “01-.md” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
        content/articles/ភាសា.md:1:1: lỗi[no-slug]: tên “ភាសា.md” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
        content/articles/中文.md:1:1: lỗi[no-slug]: tên “中文.md” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
        content/articles/语言/_index.md:1:1: lỗi[no-slug]: tên “语言” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
        content/语言/_index.md:1:1: lỗi[no-slug]: tên “语言” không có chữ cái Latinh hay chữ số nào, nên chưa thành địa chỉ được
    "#]]
    .assert_eq(&errors(&outcome));
    assert!(
        outcome.stderr.contains("gợi ý: thêm vào phần khai báo một dòng cho địa chỉ, ví dụ slug = \"tieng-trung\"")
    );
    let site = named(true);
    site.build().succeeds();
    for path in ["bai-viet/bai-0/index.html", "bai-viet/bai-4/bai/index.html", "bai-5/index.html"] {
        assert!(site.public().contains_key(path), "{path}");
    }

    let named = |slug: &str| {
        let site = minimal();
        fs::remove_file(site.root().join("content/criteria/mau/01-tu-hoc.md")).expect("the criterion");
        site.with("content/criteria/mau/01-标准.md", criterion.replacen("+++\n", &format!("+++\n{slug}"), 1))
    };
    named("").check().finds("content/criteria/mau/01-标准.md:1:1 no-slug");
    let site = named("slug = \"tu-hoc\"\n");
    site.build().succeeds();
    assert!(site.output("tieu-chi/mau/mau.json").contains("\"id\": \"tu-hoc\""));
}

#[test]
fn a_path_that_some_system_cannot_have_is_a_finding_with_its_source() {
    let long = "a".repeat(252);
    let with_front = |line: &str| format!("+++\ntitle = \"B\"\ndescription = \"Một câu.\"\n{line}\n+++\nChữ.\n");
    let aliases = |aliases: &str| with_front(&format!("aliases = [{aliases}]"));
    for (path, contents, place_and_code) in [
        ("static/bai-viet", "x".to_owned(), "static/bai-viet:1:1 same-path"),
        ("static/tim-kiem", "x".to_owned(), "static/tim-kiem:1:1 same-path"),
        ("static/Index.html", "x".to_owned(), "static/Index.html:1:1 same-path"),
        ("static/SW.js", "x".to_owned(), "static/SW.js:1:1 same-path"),
        ("static/Bai-Viet/x.txt", "x".to_owned(), "static/Bai-Viet/x.txt:1:1 same-path"),
        ("content/articles/b.md", aliases("\"/b.c\", \"/b.c/d.html\""), "content/articles/b.md:4:20 same-path"),
        ("content/articles/b.md", aliases("\"/INDEX.html\""), "content/articles/b.md:4:12 same-path"),
        ("content/articles/b.md", aliases("\"/Bai-viet/\""), "content/articles/b.md:4:12 same-path"),
        ("content/articles/b.md", aliases("\"/.hoctap/\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/.git/hooks/x\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/_worker.js\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/cu/web.config\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/a\", \"/_Worker.js/\""), "content/articles/b.md:4:18 bad-alias"),
        ("content/articles/b.md", aliases("\"/sw.js.gz\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/index.html.br\""), "content/articles/b.md:4:12 bad-alias"),
        ("content/articles/b.md", aliases("\"/aux/\""), "content/articles/b.md:4:12 unfit-name"),
        ("content/articles/b.md", aliases("\"/a./b\""), "content/articles/b.md:4:12 unfit-name"),
        ("content/articles/b.md", aliases(&format!("\"/{long}aaaa/\"")), "content/articles/b.md:4:12 unfit-name"),
        (
            "content/articles/b.md",
            aliases(&format!("\"/{}x/\"", "bbbb/".repeat(170))),
            "content/articles/b.md:4:12 unfit-name",
        ),
        (
            "content/articles/b.md",
            with_front(&format!("slug = \"{long}aaaa\"")),
            "content/articles/b.md:1:1 unfit-name",
        ),
        ("content/articles/b.md", with_front("slug = \"con\""), "content/articles/b.md:1:1 unfit-name"),
        ("content/articles/con.md", page("Con"), "content/articles/con.md:1:1 unfit-name"),
        ("content/articles/01-nul.md", page("Nul"), "content/articles/01-nul.md:1:1 unfit-name"),
        ("content/aux/_index.md", page("Aux"), "content/aux:1:1 unfit-name"),
        ("content/articles/hỏi?.md", page("Hỏi"), "content/articles/hỏi?.md:1:1 unfit-name"),
        ("static/aux.txt", "x".to_owned(), "static/aux.txt:1:1 unfit-name"),
        ("static/anh/COM1", "x".to_owned(), "static/anh/COM1:1:1 unfit-name"),
        ("static/a:b.pdf", "x".to_owned(), "static/a:b.pdf:1:1 unfit-name"),
        ("static/a\\b.txt", "x".to_owned(), "static/a\\b.txt:1:1 unfit-name"),
        ("static/cham.", "x".to_owned(), "static/cham.:1:1 unfit-name"),
        ("static/cach ", "x".to_owned(), "static/cach unfit-name"),
        ("static/anh\u{202e}gnp.exe", "x".to_owned(), "static/anh<U+202E>gnp.exe:1:1 unfit-name"),
        ("static/a\u{2028}b.pdf", "x".to_owned(), "static/a<U+2028>b.pdf:1:1 unfit-name"),
        ("content/articles/a\u{2066}b.md", page("B"), "content/articles/a<U+2066>b.md:1:1 unfit-name"),
        ("static/dong\n.txt", "x".to_owned(), ":1:1 unfit-name"),
    ] {
        if cfg!(not(target_os = "linux")) && path.starts_with("static") {
            continue;
        }
        let site = minimal().with(path, contents);
        site.check().finds(place_and_code);
        assert_eq!(site.build().code, Some(1), "{path}");
        assert!(!site.root().join("public").exists(), "{path}");
    }
    #[cfg(target_os = "linux")]
    {
        let site = minimal().with("static/anh/x.txt", "x").with("static/Anh/y.txt", "y");
        site.check().finds("static/anh/x.txt:1:1 same-path");
        let site = minimal().with("static/ảnh.txt", "x").with("static/ẢNH.txt", "y");
        site.check().finds("static/ảnh.txt:1:1 same-path");
    }
}

#[test]
fn a_date_in_a_name_stays_in_the_address_and_is_the_day_of_the_page() {
    let site = minimal()
        .with("content/articles/2024-01-02-tin.md", page("Tin năm nay"))
        .with("content/articles/2023-01-02-tin.md", page("Tin năm ngoái"))
        .with("content/articles/2022-05-tin.md", page("Tin của tháng"))
        .with("content/articles/2021-13-45-tin.md", page("Không phải ngày"))
        .with("content/articles/03-tin.md", page("Tin thứ ba"));
    site.build().succeeds();
    let public = site.public();
    for name in ["2024-01-02-tin", "2023-01-02-tin", "2022-05-tin", "tin"] {
        assert!(public.contains_key(&format!("bai-viet/{name}/index.html")), "{name}");
    }
    assert!(site.output("theo-thang/2024-01/index.html").contains("Tin năm nay"));
    assert!(!public.contains_key("theo-thang/2022-05/index.html"), "a month is no day");
}

#[test]
fn a_file_of_content_that_is_no_page_is_told_of() {
    let site = minimal()
        .with("content/articles/BAI.MD", page("Bài"))
        .with("content/articles/bai.md.txt", page("Bài"))
        .with("content/bai.docx", "x");
    let outcome = site.check().succeeds();
    for place in ["content/articles/BAI.MD:1:1", "content/articles/bai.md.txt:1:1", "content/bai.docx:1:1"] {
        assert!(outcome.stderr.contains(&format!("{place}: lưu ý[not-a-page]")), "{}", outcome.stderr);
    }
}

#[test]
fn a_year_of_nothing_and_a_page_that_holds_for_ever_are_mistyped() {
    let site = minimal();
    for day in ["0000-01-01", "0026-11-21"] {
        site.run(&["check", "--today", day]).exits(2);
    }
    for months in ["0", "4294967295", "1201"] {
        let key = format!("review_months = {months}");
        let front = format!("+++\ntitle = \"B\"\ndescription = \"Một câu.\"\n{key}\ndate = 2026-01-01\n+++\nChữ.\n");
        minimal().with("content/articles/b.md", front).check().finds("content/articles/b.md:4:17 wrong-type");
        let config = fs::read_to_string(site.root().join("site.toml")).expect("settings");
        minimal().with("site.toml", format!("{key}\n{config}")).check().finds("site.toml:1:17 wrong-type");
    }
}
