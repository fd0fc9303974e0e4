//! What an address leads to, and what a browser is told of it: as on any host.

use crate::support::serving::Serving;
use crate::support::{Site, minimal, site};

const ARTICLE: &str = "+++\ntitle = \"Một\"\ndescription = \"Một câu.\"\n+++\n\
    Xem [tài liệu hướng dẫn](</tài liệu.pdf>) và [bảng](</bảng ta\u{309}.XLSX>).\n\n![Hình lớp](</hình lớp.svg>)\n";

fn with_files() -> Site {
    minimal()
        .with("static/tài liệu.pdf", "pdf tài liệu")
        .with("static/hình lớp.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"></svg>")
        .with("static/bảng tả.XLSX", "xlsx")
        .with("static/BIEU.PDF", "pdf")
        .with("static/so.txt", "0123456789")
        .with("content/articles/tep.md", ARTICLE)
}

/// An address of a page as a browser sends it.
fn as_sent(address: &str) -> String {
    let sent = |byte: u8| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    address.bytes().map(sent).collect()
}

#[test]
fn a_file_with_vietnamese_letters_and_spaces_is_found_where_the_page_leads() {
    let site = with_files();
    let serving = Serving::start(&site);
    let (_, page) = serving.get("bai-viet/tep/");
    let addresses: Vec<String> = ["href=\"", "src=\""]
        .iter()
        .flat_map(|start| page.split(start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(as_sent)
        .filter(|address| address.contains('%'))
        .collect();
    assert_eq!(addresses.len(), 3, "{addresses:?} of\n{page}");
    for address in addresses {
        let path = address.trim_start_matches("../");
        assert_eq!(serving.get(path).0, 200, "{address}");
    }
    assert_eq!(serving.get("t%C3%A0i%20li%E1%BB%87u.pdf"), (200, "pdf tài liệu".to_owned()));
    assert_eq!(serving.get("ta%CC%80i%20lie%CC%A3%CC%82u.pdf").0, 200, "with its marks apart, as a Mac spells it");
    assert_eq!(serving.get("%ff").0, 400);
    assert_eq!(serving.get("..%2fsite.toml").0, 404);
    assert_eq!(serving.get("%2e%2e/site.toml").0, 404);
}

#[test]
fn the_type_of_a_file_is_told_whatever_the_case_of_its_ending() {
    let site = with_files();
    let serving = Serving::start(&site);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/BIEU.PDF", "application/pdf"),
        ("/so.txt", "text/plain; charset=utf-8"),
        ("/b%E1%BA%A3ng%20t%E1%BA%A3.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/h%C3%ACnh%20l%E1%BB%9Bp.svg", "image/svg+xml"),
    ] {
        let answer = serving.ask("GET", path, "");
        assert_eq!((answer.status(), answer.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert_eq!(policy.contains("default-src 'none'"), kind == "image/svg+xml", "{path}: {policy}");
    }
}

#[test]
fn only_reading_is_answered_and_head_has_no_body() {
    let site = with_files();
    let serving = Serving::start(&site);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HOC"] {
        for path in ["/", "/so.txt", "/.hoctap/changes?after=0", "/.hoctap/live.js"] {
            let answer = serving.ask(method, path, "");
            assert_eq!((answer.status(), answer.header("allow")), (405, Some("GET, HEAD")), "{method} {path}");
        }
    }
    let head = serving.ask("HEAD", "/so.txt", "");
    assert_eq!((head.status(), head.header("content-length"), head.body()), (200, Some("10"), ""));
    let moved = serving.ask("GET", "/bai-viet/dau-tien?a=1", "");
    assert_eq!((moved.status(), moved.header("location")), (301, Some("/bai-viet/dau-tien/?a=1")));
}

#[test]
fn a_part_of_a_file_is_sent_where_one_is_asked_for() {
    let site = with_files();
    let serving = Serving::start(&site);
    let ask = |range: &str| serving.ask("GET", "/so.txt", range);
    for (range, status, body, says) in [
        ("", 200, "0123456789", None),
        ("Range: bytes=2-4\r\n", 206, "234", Some("bytes 2-4/10")),
        ("Range: bytes=7-\r\n", 206, "789", Some("bytes 7-9/10")),
        ("Range: bytes=-2\r\n", 206, "89", Some("bytes 8-9/10")),
        ("Range: bytes=5-99\r\n", 206, "56789", Some("bytes 5-9/10")),
        ("Range: bytes=10-\r\n", 416, "", Some("bytes */10")),
        ("Range: bytes=0-1,3-4\r\n", 200, "0123456789", None),
        ("Range: lines=1-2\r\n", 200, "0123456789", None),
    ] {
        let answer = ask(range);
        assert_eq!((answer.status(), answer.body(), answer.header("content-range")), (status, body, says), "{range}");
        assert_eq!(answer.header("accept-ranges"), Some("bytes"), "{range}");
    }
    let tag = ask("").header("etag").expect("a tag").to_owned();
    assert_eq!(ask(&format!("Range: bytes=2-4\r\nIf-Range: {tag}\r\n")).status(), 206);
    assert_eq!(ask("Range: bytes=2-4\r\nIf-Range: \"khac\"\r\n").status(), 200);
    assert_eq!(ask("Range: bytes=2-4\r\nIf-Range: Wed, 21 Oct 2026 07:28:00 GMT\r\n").status(), 200);
}

#[test]
fn what_a_browser_has_already_is_not_sent_again_until_something_changes() {
    let site = with_files();
    let serving = Serving::start(&site);
    let page = serving.ask("GET", "/", "");
    let known = format!("If-None-Match: {}\r\n", page.header("etag").expect("a tag"));
    let same = serving.ask("GET", "/", &known);
    assert_eq!((same.status(), same.body()), (304, ""));
    let _site = site.replacing("content/_index.md", "title = \"Trang đầu\"", "title = \"Đã sửa rồi\"");
    let changed = serving.ask("GET", "/", &known);
    assert!(changed.status() == 200 && changed.body().contains("Đã sửa rồi"));
}

#[test]
fn an_address_of_six_bytes_is_printed_as_browsers_read_it() {
    let site = site("-- content/b.md --\n+++\ntitle = \"B\"\ndescription = \"Một câu.\"\n+++\n");
    for host in ["::1", "[::1]"] {
        let serving = Serving::start_with(&site, &["--host", host]);
        assert!(serving.address.starts_with("http://[::1]:"), "{}", serving.address);
        let (status, page) = serving.get("b/");
        assert_eq!(status, 200);
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{}b/\"", serving.address)), "{page}");
    }
}
