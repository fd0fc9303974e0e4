//! A course or a section as an EPUB, and what holds of every package that is a zip.

use std::io::{Cursor, Read as _};

use expect_test::expect;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::{CompressionMethod, ZipArchive};

use super::{course_with_everything, package};
use crate::support::html::{is_foreign, tags, target};
use crate::support::{Site, Tree, is_kind, minimal, site};

/// The files of a package by their names, in order, each made on the same system on the same day.
pub(super) fn unpacked(bytes: &[u8]) -> Tree {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files = Tree::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("a file in it");
        let day = file.last_modified().map(|day| (day.year(), day.month(), day.day()));
        assert_eq!(day, Some((1980, 1, 1)), "{number}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        assert!(files.insert(file.name().expect("a name").into_owned(), bytes).is_none());
    }
    // “Made by” in the directory at the end: the upper byte is 3, Unix, whatever system it was made on.
    let entries = bytes.windows(4).enumerate().filter(|(_, bytes)| bytes == b"PK\x01\x02").map(|(at, _)| bytes[at + 5]);
    assert!(entries.eq(files.keys().map(|_| 3)), "another system");
    files
}

/// Reads a document as XML.
pub(super) fn parses(name: &str, document: &[u8]) {
    let mut reader = Reader::from_reader(document);
    let mut open = 0_usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Eof => break,
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name}");
}

/// Every link within a package leads to a file that is in it, and to an id that is there.
pub(super) fn links_lead_somewhere(files: &Tree) {
    for (name, bytes) in files.iter().filter(|(name, _)| is_kind(name, "xhtml") || is_kind(name, "html")) {
        for tag in tags(&String::from_utf8_lossy(bytes)) {
            let all = tag.loads().into_iter().chain(tag.leads());
            for address in all.filter(|address| !is_foreign(address)) {
                target(files, name, address, true).unwrap_or_else(|missing| panic!("{name}: {address}: {missing}"));
            }
        }
    }
}

fn text<'f>(files: &'f Tree, name: &str) -> &'f str {
    std::str::from_utf8(&files[name]).expect("text")
}

fn book(site: &Site, name: &str) -> Tree {
    let bytes = package(site, &[name, "--format", "epub"], &format!("{name}.epub"));
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    let first = zip.by_index(0).expect("a file in it");
    assert_eq!((first.name().expect("a name").as_ref(), first.compression()), ("mimetype", CompressionMethod::Stored));
    drop(first);
    let files = unpacked(&bytes);
    for (name, bytes) in files.iter().filter(|(name, _)| ["xml", "opf", "xhtml"].iter().any(|kind| is_kind(name, kind)))
    {
        parses(name, bytes);
    }
    links_lead_somewhere(&files);
    files
}

#[test]
fn a_course_becomes_a_book_without_what_the_trainer_is_told() {
    let files = book(&course_with_everything(), "khoa");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    expect![[r#"
        EPUB/001.xhtml
        EPUB/002.xhtml
        EPUB/contents.xhtml
        EPUB/cover.xhtml
        EPUB/p001.png
        EPUB/package.opf
        EPUB/style.css
        META-INF/container.xml
        mimetype"#]]
    .assert_eq(&names.join("\n"));
    // What only the trainer is told stays with the trainer.
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Hỏi lớp")));
}

#[test]
fn a_chapter_of_a_book_asks_as_on_paper_and_answers_behind_its_text() {
    let files = book(&course_with_everything(), "khoa");
    expect![[r##"
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="vi" xml:lang="vi">
        <head>
        <title>Bài một</title>
        <link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>
        <section epub:type="chapter" role="doc-chapter">
        <h1>Bài một</h1>
        <p class="lead">Dành cho: Mọi người. Thời gian: chừng 45 phút.</p>
        <p class="label">Học xong, bạn làm được</p>
        <ul>
        <li>Tự tìm được tin.</li>
        <li>Nói được vì sao tin.</li>
        </ul>
        <p>Lời mở đầu.<sup><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup></p>
        <h2 id="cac-buoc">Các bước</h2>
        <div class="steps">
        <ol>
        <li>Một.</li>
        <li>Hai.</li>
        </ol>
        </div>
        <p>Xem <a href="#cau-hoi">câu hỏi</a> và <a href="002.xhtml#bai-tap">bài hai</a>.</p>
        <hr />
        <p>Phần sau của các bước.</p>
        <h2 id="bai-tap">Bài tập</h2>
        <p>Làm ngay.</p>
        <p><img src="p001.png" alt="Lớp học" width="8" height="6" loading="lazy" /></p>
        <div class="table" tabindex="0" role="region" aria-label="Bảng 1"><table><thead><tr><th scope="col">Việc</th><th scope="col">Giờ</th></tr></thead>
        <tbody><tr><td>Gọi</td><td>8</td></tr>
        </tbody></table></div>
        <ul>
        <li class="task">☐ Chưa làm.</li>
        <li class="task">☑ Đã làm.</li>
        </ul>
        <h2 id="cau-hoi">Câu hỏi</h2>
        <p class="label">Câu 1. Mã xác nhận thì đọc cho ai?</p>
        <ul class="boxes">
        <li><b>A.</b> Người gọi xưng là <em>ngân hàng</em>.</li>
        <li><b>B.</b> Không đọc cho ai.</li>
        <li><b>C.</b> Con cháu &amp; bạn.</li>
        </ul>
        <p class="label">Câu 2. Dấu hiệu nào nên ngờ? Chọn mọi câu đúng.</p>
        <ul class="boxes">
        <li><b>A.</b> Giục làm ngay.</li>
        <li><b>B.</b> Hứa cho tiền.</li>
        <li><b>C.</b> Có ngày đăng.</li>
        </ul>
        <section class="notes" role="doc-endnotes" aria-label="Chú thích">
        <ol>
        <li id="fn-1">
        <p>Nguồn của lời. <a href="#fnref-1" role="doc-backlink" aria-label="Về chỗ có chú thích 1">↑</a></p>
        </li>
        </ol>
        </section>
        <section class="answers">
        <h2>Trả lời và vì sao</h2>
        <ol>
        <li><p class="label">Trả lời: B.</p>
        <p>Ai có mã là vào được tài khoản.</p>
        </li>
        <li><p class="label">Trả lời: A, B.</p>
        <p>Hai dấu hiệu đầu hay đi cùng nhau.</p>
        <ul>
        <li>Giục.</li>
        <li>Hứa.</li>
        </ul>
        </li>
        </ol>
        </section>
        </section>
        </body>
        </html>
    "##]]
    .assert_eq(text(&files, "EPUB/001.xhtml"));
}

#[test]
fn a_book_says_what_is_in_it_and_how_it_can_be_read() {
    let files = book(&course_with_everything(), "khoa");
    expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="vi" xml:lang="vi">
        <head>
        <title>Mục lục</title>
        <link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>
        <nav epub:type="toc" role="doc-toc" id="toc">
        <h1>Mục lục</h1>
        <ol>
        <li><a href="cover.xhtml">Khóa thử</a></li>
        <li><a href="001.xhtml">Bài một</a>
        <ol>
        <li><a href="001.xhtml#cac-buoc">Các bước</a></li>
        <li><a href="001.xhtml#bai-tap">Bài tập</a></li>
        <li><a href="001.xhtml#cau-hoi">Câu hỏi</a></li>
        </ol>
        </li>
        <li><a href="002.xhtml">Bài hai</a>
        <ol>
        <li><a href="002.xhtml#bai-tap">Bài tập</a></li>
        </ol>
        </li>
        </ol>
        </nav>
        </body>
        </html>
    "#]]
    .assert_eq(text(&files, "EPUB/contents.xhtml"));
    expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="vi">
        <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:identifier id="id">hoctap:thu/tap-huan/khoa/</dc:identifier>
        <dc:title>Khóa thử</dc:title>
        <dc:language>vi</dc:language>
        <dc:description>Hai bài.</dc:description>
        <dc:publisher>Thử</dc:publisher>
        <meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>
        <meta property="schema:accessMode">textual</meta>
        <meta property="schema:accessMode">visual</meta>
        <meta property="schema:accessModeSufficient">textual</meta>
        <meta property="schema:accessibilityFeature">alternativeText</meta>
        <meta property="schema:accessibilityFeature">displayTransformability</meta>
        <meta property="schema:accessibilityFeature">readingOrder</meta>
        <meta property="schema:accessibilityFeature">structuralNavigation</meta>
        <meta property="schema:accessibilityFeature">tableOfContents</meta>
        <meta property="schema:accessibilityHazard">none</meta>
        </metadata>
        <manifest>
        <item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="style" href="style.css" media-type="text/css"/>
        <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
        <item id="c1" href="001.xhtml" media-type="application/xhtml+xml"/>
        <item id="c2" href="002.xhtml" media-type="application/xhtml+xml"/>
        <item id="p1" href="p001.png" media-type="image/png"/>
        </manifest>
        <spine>
        <itemref idref="cover"/>
        <itemref idref="contents"/>
        <itemref idref="c1"/>
        <itemref idref="c2"/>
        </spine>
        </package>
    "#]]
    .assert_eq(text(&files, "EPUB/package.opf"));
}

#[test]
fn a_section_becomes_a_book_of_all_its_pages() {
    let files = book(&minimal(), "bai-viet");
    expect![[r#"
        EPUB/001.xhtml
        EPUB/contents.xhtml
        EPUB/cover.xhtml
        EPUB/package.opf
        EPUB/style.css
        META-INF/container.xml
        mimetype"#]]
    .assert_eq(&files.keys().map(String::as_str).collect::<Vec<_>>().join("\n"));
}

#[test]
fn html_by_hand_that_is_no_xml_is_found() {
    let of = |body: &str| {
        site(&format!(
            "-- site.toml --\ntitle = \"Thử\"\ndescription = \"Trang thử.\"\nid = \"thu\"\nraw_html = true\n\
             -- content/a/_index.md --\n+++\ntitle = \"A\"\ndescription = \"Một câu.\"\n+++\nLời.\n\
             -- content/a/b.md --\n+++\ntitle = \"B & <C>\"\ndescription = \"Một câu.\"\n+++\n{body}\n"
        ))
    };
    for broken in ["Một<br>hai.", "<p class=a>Lời.</p>", "Một&nbsp;hai <b>ba.", "<div>\n\nLời.\n"] {
        let said = of(broken).run(&["export", "a", "--format", "epub"]);
        assert!(
            said.stderr.contains("content/a/b.md") && said.stderr.contains("package-html"),
            "{broken}: {}",
            said.stderr
        );
    }
    let files = book(&of("Một<br/>hai, <abbr title=\"&lt;\">ba</abbr>."), "a");
    assert!(text(&files, "EPUB/001.xhtml").contains("Một<br/>hai"), "{}", text(&files, "EPUB/001.xhtml"));
}

#[test]
fn a_link_out_of_a_book_of_a_site_without_address_is_found() {
    let site = course_with_everything().replacing(
        "content/training/khoa/02-hai.md",
        "Làm bài hai.",
        "Làm bài hai, rồi xem [trang đầu](@/_index.md).",
    );
    site.run(&["export", "khoa", "--format", "epub"]).finds("content/training/khoa/02-hai.md package-link");
    let files = site.with("khac.md", "");
    files.run(&["export", "khoa", "--format", "epub", "--base-url", "https://thu.example"]).succeeds();
}
