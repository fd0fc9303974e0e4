//! Names of files are data: in addresses they mean nothing, and an author may write them as they are or as addresses do.

use std::path::Path;

use crate::support::html::{is_foreign, tags, target};
use crate::support::{Site, page, site};

const NAMES: [&str; 6] =
    ["bang#1.pdf", "hoi?.pdf", "giam 50%.pdf", "a b#c?d%41.pdf", "tài liệu/mẫu (1).docx", "javascript:alert(1)"];

fn with_files(body: &str, names: &[&str]) -> Site {
    let text = page("Trang đầu").replace("Nội dung.\n", body);
    let mut site = site(&format!("-- content/_index.md --\n{text}"));
    for name in names {
        site = site.with(&format!("static/{name}"), "x");
    }
    site
}

/// The addresses of a page that stay on the site, each of a file that is there.
fn hrefs(site: &Site, page: &str) -> Vec<String> {
    let (public, html) = (site.public(), site.output(page));
    let tags = tags(&html);
    let hrefs = tags.iter().filter_map(|tag| tag.leads()).filter(|address| !address.starts_with('#'));
    let hrefs: Vec<String> = hrefs.map(str::to_owned).collect();
    for address in &hrefs {
        assert!(!is_foreign(address), "{address}");
        target(&public, page, address, false).unwrap_or_else(|why| panic!("{address}: {why}"));
    }
    hrefs
}

#[test]
fn a_link_to_a_file_of_any_name_leads_to_it() {
    let mut lines = String::new();
    for name in NAMES {
        lines.push_str(&format!("- [tệp {}](</{name}>)\n", name.len()));
    }
    let built = with_files(&lines, &NAMES);
    let outcome = built.build();
    if outcome.code == Some(1) {
        // A name that some system cannot store is refused where it stands; then nothing of it is published.
        assert!(!Path::new(&built.root().join("public")).exists());
        assert!(outcome.stderr.lines().any(|line| line.starts_with("static/")), "{}", outcome.stderr);
        return;
    }
    outcome.succeeds();
    let hrefs = hrefs(&built, "index.html");
    for encoded in
        ["bang%231.pdf", "hoi%3F.pdf", "giam%2050%25.pdf", "a%20b%23c%3Fd%2541.pdf", "javascript%3Aalert%281%29"]
    {
        assert!(hrefs.iter().any(|href| href.ends_with(encoded)), "{encoded}: {hrefs:?}");
    }
}

#[test]
fn a_link_is_written_by_percents_or_not_and_may_go_on_behind_the_file() {
    let names = ["tài-liệu/Mẫu 01.docx", "giam%20gia.pdf", "giam gia.pdf", "a.pdf"];
    for (written, href) in [
        ("/tài-liệu/M%E1%BA%ABu%2001.docx", "t%C3%A0i-li%E1%BB%87u/M%E1%BA%ABu%2001.docx"),
        ("</tài-liệu/Mẫu 01.docx>", "t%C3%A0i-li%E1%BB%87u/M%E1%BA%ABu%2001.docx"),
        ("/t%c3%a0i-li%e1%bb%87u/Ma%CC%82%CC%83u%2001.docx", "t%C3%A0i-li%E1%BB%87u/M%E1%BA%ABu%2001.docx"),
        ("/giam%20gia.pdf", "giam%2520gia.pdf"),
        ("</giam gia.pdf>", "giam%20gia.pdf"),
        ("/a.pdf#page=3", "a.pdf#page=3"),
        ("/a.pdf?v=2#page=3", "a.pdf?v=2#page=3"),
        ("/%61.pdf?v=2", "a.pdf?v=2"),
    ] {
        let built = with_files(&format!("Xem [mẫu đơn]({written}).\n"), &names);
        built.build().succeeds();
        assert!(hrefs(&built, "index.html").contains(&href.to_owned()), "{written}: {:?}", hrefs(&built, "index.html"));
    }
    with_files("[mẫu đơn](/m%E1%BA%ABu.docx)\n", &["Mẫu.docx"]).check().finds("content/_index.md:5:1 no-static");
}

#[test]
fn pictures_shared_links_and_feeds_write_addresses_too() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let article = "+++\ntitle = \"Bài\"\ndescription = \"Một câu.\"\ndate = 2026-11-01\nimage = \"/hình lớp.jpg\"\n+++\n\
                   ![lớp](</hình 1.svg>)\n";
    let built = with_files("Xem [bài](@/bai.md).\n", &[])
        .with("content/bai.md", article)
        .with("static/hình lớp.jpg", "x")
        .with("static/hình 1.svg", drawing);
    built.run(&["build", "--today", crate::support::TODAY, "--base-url", "https://mau.example/"]).succeeds();
    let html = built.output("bai/index.html");
    assert!(html.contains("src=\"../h%C3%ACnh%201.svg\""), "{html}");
    assert!(html.contains("content=\"https://mau.example/h%C3%ACnh%20l%E1%BB%9Bp.jpg\""), "{html}");
    assert!(html.contains("\"image\":\"https://mau.example/h%C3%ACnh%20l%E1%BB%9Bp.jpg\""), "{html}");
}
