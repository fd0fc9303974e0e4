//! `hoctap serve`: the author's own view, which follows every edit and shows mistakes where the author looks.

mod addresses;
mod many_clients;
mod who_may_ask;

use crate::support::serving::Serving;
use crate::support::{Site, minimal};
use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::time::{Duration, SystemTime};

#[test]
fn it_prints_an_address_and_answers_there() {
    let site = minimal();
    let serving = Serving::start(&site);
    assert!(
        serving.address.starts_with("http://127.0.0.1:") && !serving.address.ends_with(":0/"),
        "{}",
        serving.address
    );
    let (status, home) = serving.get("");
    assert_eq!(status, 200);
    assert!(home.contains("<h1>Trang đầu</h1>") || home.contains("Trang đầu"), "{home}");
    assert_eq!(serving.get("bai-viet/dau-tien").0, 200, "a folder without its slash leads to its page");
    assert_eq!(serving.get("khong-co/").0, 404);
    assert_eq!(serving.get("../site.toml").0, 404);
}

#[test]
fn an_edit_is_there_at_the_next_request_and_nothing_is_written() {
    let site = minimal();
    let serving = Serving::start(&site);
    assert!(!serving.get("").1.contains("Đã sửa"));
    let site = site.replacing("content/_index.md", "title = \"Trang đầu\"", "title = \"Đã sửa rồi\"");
    assert!(serving.get("").1.contains("Đã sửa rồi"));
    assert!(site.public().is_empty());
}

#[test]
fn a_mistake_is_shown_in_the_browser_and_gone_when_it_is_mended() {
    let site = minimal();
    let serving = Serving::start(&site);
    let site = site.replacing("content/criteria/mau/01-tu-hoc.md", "max = 20", "max = 250");
    let (status, told) = serving.get("");
    assert_eq!(status, 500);
    assert!(told.contains("content/criteria/mau/01-tu-hoc.md:4:7") && told.contains("sum-mismatch"), "{told}");
    let _site = site.replacing("content/criteria/mau/01-tu-hoc.md", "max = 250", "max = 20");
    assert_eq!(serving.get("").0, 200);
}

#[test]
fn what_waits_for_a_change_is_told_when_there_is_one() {
    let site = minimal();
    let serving = Serving::start(&site);
    let (_, home) = serving.get("");
    let version = home.split_once("data-version=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a version").0;
    let mut waiting = serving.connect();
    let asks = format!("GET /.hoctap/changes?after={version} HTTP/1.1\r\nHost: {}\r\n", serving.host());
    waiting.write_all(format!("{asks}Connection: close\r\n\r\n").as_bytes()).expect("it reads");
    // Who asks later is answered, so the one before was read.
    for _ in 0..3 {
        assert_eq!(serving.get(".hoctap/changes?after=0").0, 200);
    }
    waiting.set_nonblocking(true).expect("a connection");
    let is_silent = waiting.peek(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock);
    assert!(is_silent, "nothing has changed yet");
    waiting.set_nonblocking(false).expect("a connection");
    let site = site.replacing("content/_index.md", "title = \"Trang đầu\"", "title = \"Đã sửa rồi\"");
    let mut told = String::new();
    waiting.read_to_string(&mut told).expect("it is told");
    assert!(told.contains("\"findings\":null") && !told.contains(version), "{told}");
    let _broken = site.replacing("content/criteria/mau/01-tu-hoc.md", "max = 20", "max = 250");
    let (_, home) = serving.get("");
    assert!(home.contains("sum-mismatch"), "{home}");
    assert!(serving.get(".hoctap/changes?after=0").1.contains("sum-mismatch"));
}

#[test]
fn the_search_is_served_too() {
    let site = minimal();
    let serving = Serving::start(&site);
    let (status, page) = serving.get("tim-kiem/");
    assert_eq!(status, 200);
    let parts = page.split_once("data-parts=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a folder").0;
    assert_eq!(serving.get(&format!("tim-kiem/{parts}search.js")).0, 200);
    assert_eq!(serving.get(&format!("tim-kiem/{parts}khong-co.bin")).0, 404);
}

#[test]
fn nothing_of_the_server_is_in_a_site_that_is_built() {
    let site = minimal();
    site.build().succeeds();
    for (path, bytes) in site.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains(".hoctap/"), "{path}");
    }
}

#[test]
fn a_draft_is_shown_with_a_ribbon_and_a_page_that_is_published_without() {
    let site = minimal();
    let serving = Serving::start(&site);
    let (status, draft) = serving.get("bai-viet/ban-nhap/");
    assert_eq!(status, 200);
    assert!(draft.contains("<p data-hoctap-draft role=\"note\">Bản nháp: chưa đăng</p>"), "{draft}");
    assert!(!serving.get("bai-viet/dau-tien/").1.contains("data-hoctap-draft"));
}

#[test]
fn pages_of_a_section_that_is_a_draft_are_drafts() {
    let index = "+++\ntitle = \"Mới\"\ndescription = \"Một câu.\"\ndraft = true\n+++\n";
    let site = minimal().with("content/moi/_index.md", index).with("content/moi/a.md", crate::support::page("A"));
    let serving = Serving::start(&site);
    assert!(serving.get("moi/a/").1.contains("data-hoctap-draft"));
}

#[test]
fn a_port_that_another_program_has_is_named_with_a_way_out() {
    let site = minimal();
    let serving = Serving::start(&site);
    let port = serving.host().rsplit(':').next().expect("a port");
    let outcome = site.run(&["serve", "--port", port]).exits(2);
    assert!(outcome.stderr.contains("cổng này đang có chương trình khác dùng"), "{}", outcome.stderr);
    let outcome = site.run(&["serve", "--port", port, "--lang", "en"]).exits(2);
    assert!(outcome.stderr.contains("another program uses this port"), "{}", outcome.stderr);
}

/// A site whose files were written long ago, with a page that leads to another.
fn settled() -> Site {
    let site = minimal()
        .with(
            "content/articles/hai.md",
            "+++\ntitle = \"Hai\"\ndescription = \"Bài hai.\"\n+++\nXem [bài ba](@/articles/ba.md).\n",
        )
        .with("content/articles/ba.md", "+++\ntitle = \"Ba\"\ndescription = \"Bài ba.\"\n+++\nMột câu.\n");
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    for path in ["content/_index.md", "content/articles/_index.md", "content/articles/hai.md", "content/articles/ba.md"]
    {
        let file = File::options().write(true).open(site.root().join(path)).expect("it was just written");
        file.set_modified(long_ago).expect("the disk takes it");
    }
    site
}

#[test]
fn a_page_that_was_not_touched_leads_to_where_the_other_went() {
    let site = settled();
    let serving = Serving::start(&site);
    assert!(serving.get("bai-viet/hai/").1.contains("href=\"../ba/\""));
    let site = site.replacing("content/articles/ba.md", "title = \"Ba\"", "title = \"Ba\"\nslug = \"bon\"");
    assert!(serving.get("bai-viet/hai/").1.contains("href=\"../bon/\""));
    std::fs::remove_file(site.root().join("content/articles/ba.md")).expect("it is there");
    let (status, told) = serving.get("bai-viet/hai/");
    assert_eq!(status, 500);
    assert!(told.contains("content/articles/hai.md:5:5") && told.contains("link-target"), "{told}");
}

#[test]
fn a_mistake_in_a_page_that_was_not_touched_is_told_until_it_is_mended() {
    let site = settled().replacing("content/articles/hai.md", "@/articles/ba.md", "@/articles/khong.md");
    let serving = Serving::start(&site);
    assert_eq!(serving.get("").0, 500);
    let site = site.replacing("content/articles/ba.md", "Một câu", "Hai câu");
    assert!(serving.get("").1.contains("content/articles/hai.md:5:5"));
    let _site = site.replacing("content/articles/hai.md", "@/articles/khong.md", "@/articles/ba.md");
    assert!(serving.get("bai-viet/ba/").1.contains("Hai câu"));
}
