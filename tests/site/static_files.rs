//! What lies in `static/` does not act, unless `site.toml` allows it by name.

use expect_test::expect;
use std::fmt::Write as _;

use crate::support::{Site, TODAY, minimal};

const PLAIN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";

fn allowing(site: Site, names: &[&str]) -> Site {
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    site.with("site.toml", format!("{settings}allow_active = [{}]\n", names.join(", ")))
}

#[test]
fn a_drawing_with_a_script_a_page_and_what_steers_hosts_are_findings_with_what_to_write() {
    let site = minimal()
        .with("static/a.svg", PLAIN.replace("<path", "<script>alert(1)</script><path"))
        .with("static/tro-choi/index.html", "<script>alert(1)</script>")
        .with("static/bang.xls", "<html><script>alert(1)</script></html>")
        .with("static/_worker.js", "export default {}")
        .with("static/SW.js", "skipWaiting()");
    let outcome = site.build().exits(1);
    let errors: String = outcome
        .stderr
        .lines()
        .filter(|line| line.contains("lỗi[") || line.contains("allow_active"))
        .fold(String::new(), |mut all, line| {
            let _infallible = writeln!(all, "{line}");
            all
        });
    expect![[r#"
        static/SW.js:1:1: lỗi[same-path]: “SW.js” và “sw.js” của site.toml chỉ khác chữ hoa, chữ thường hay cách ghi dấu: Windows và macOS coi là một
        static/SW.js:1:1: lỗi[static-own]: trang tự làm ra tệp tên này, không tệp nào khác được thay vào chỗ ấy
        static/_worker.js:1:1: lỗi[static-steers]: máy chủ làm theo tệp này: nó đổi được những gì gửi tới người đọc
          gợi ý: khóa hosts trong site.toml đã viết sẵn thứ máy chủ cần; nếu thật sự cần tệp này thì ghi vào site.toml: allow_active = ["_worker.js"]
        static/a.svg:1:1: lỗi[static-acts]: hình vẽ này không chỉ có nét vẽ: <script>
          gợi ý: lưu lại thành SVG đơn giản (Inkscape: “Plain SVG”) hoặc PNG; nếu thật sự cần thì ghi vào site.toml: allow_active = ["a.svg"]
        static/bang.xls:1:1: lỗi[static-acts]: tên thì khác nhưng bên trong là trang HTML hoặc XML, mở ra là chạy được
          gợi ý: lưu lại đúng định dạng (bảng thì lưu thành .xlsx); nếu thật sự cần thì ghi vào site.toml: allow_active = ["bang.xls"]
        static/tro-choi/index.html:1:1: lỗi[static-acts]: tệp này chạy được ngay trong trang, đọc được những gì người dùng đang lưu
          gợi ý: xóa tệp; nếu thật sự cần và tin tệp ấy thì ghi vào site.toml: allow_active = ["tro-choi/index.html"]
    "#]]
    .assert_eq(&errors);
    assert!(!site.root().join("public").exists());
}

#[test]
fn whatever_a_file_is_called_and_however_it_is_encoded_it_does_not_act() {
    let utf16 = |text: &str| [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let animating = |attributes: &str| {
        let program = "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"";
        PLAIN.replace("<path d=\"M0 0h9\"/>", &format!("<a {program}><set {attributes}/></a>")).into_bytes()
    };
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("a.SVG", PLAIN.replace("<path", "<path ONCLICK=\"a()\"").into_bytes()),
        ("b.svg", utf16(&PLAIN.replace("<path", "<script/><path"))),
        ("c.svg", PLAIN.replace("<path d=\"M0 0h9\"/>", "<a xlink:href=\"javascript:a()\"/>").into_bytes()),
        ("d.svg", format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{PLAIN}").into_bytes()),
        ("e.svgz", vec![0x1f, 0x8b]),
        ("f.html.vi", b"x".to_vec()),
        ("g", utf16("<html><script>a()</script>")),
        ("h.bin", b"\n <!-- --><script>a()</script>".to_vec()),
        ("i.xhtml", b"x".to_vec()),
        ("j.Mjs", b"x".to_vec()),
        ("k.wasm", b"\0asm".to_vec()),
        ("l.html.gz", vec![0x1f, 0x8b]),
        ("m.mht", b"x".to_vec()),
        ("n.php5", b"x".to_vec()),
        ("o.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec()),
        ("p.xml", b"x".to_vec()),
        ("q.svg", animating("attributeName=\"href\" inkscape:attributeName=\"fill\" to=\"https://a.example/b\"")),
        ("r.svg", animating("inkscape:to=\"red\" attributeName=\"fill\" to=\"url(https://a.example/b)\"")),
        ("s.exe", b"MZ".to_vec()),
        ("t.url", b"[InternetShortcut]".to_vec()),
        ("u.docx.lnk", b"L".to_vec()),
        ("v.pht", b"x".to_vec()),
        ("w.asis", b"Content-Type: text/html\n\n<script>a()</script>".to_vec()),
        ("x.py", b"print(1)".to_vec()),
        ("y.eml", b"Subject: a".to_vec()),
    ];
    let mut site = minimal();
    for (name, bytes) in &files {
        site = site.with(&format!("static/{name}"), bytes);
    }
    let outcome = site.check().exits(1);
    for (name, _) in &files {
        assert!(outcome.stderr.contains(&format!("static/{name}:1:1: lỗi[static-acts]")), "{name}: {}", outcome.stderr);
    }
    for name in [
        "CNAME",
        ".htaccess",
        "a/web.config",
        "web.config",
        "netlify.toml",
        "functions/a.txt",
        ".well-known/assetlinks.json",
    ] {
        minimal().with(&format!("static/{name}"), "x").check().finds(&format!("static/{name}:1:1 static-steers"));
    }
}

/// Who compares each attribute of an element with all before it, or looks through all open namespaces for each name, takes
/// a thousand times as long for a thousand times as many.
#[test]
fn a_drawing_of_more_attributes_namespaces_or_levels_than_any_program_writes_is_refused_unread() {
    let many = |number: u32, one: &dyn Fn(u32) -> String| (0..number).map(one).collect::<String>();
    let open = many(100_000, &|number| format!("<g xmlns:a{number}=\"adobe:ns:meta/\">"));
    let files = [
        ("a.svg", format!("<path {}", many(300_000, &|number| format!("data-{number}=\"\" ")))),
        ("b.svg", format!("<g {}", many(100_000, &|number| format!("xmlns:a{number}=\"adobe:ns:meta/\" ")))),
        ("c.svg", format!("{open}{}<path", "</g>".repeat(100_000))),
        ("d.svg", format!("{}{}<path", "<g>".repeat(300_000), "</g>".repeat(300_000))),
    ];
    for (name, inside) in files {
        let site = minimal().with(&format!("static/{name}"), PLAIN.replace("<path", &inside));
        site.check().finds(&format!("static/{name}:1:1 static-acts"));
    }
    // As many as programs write, one beside the other.
    let inside = "<g xmlns:a=\"adobe:ns:meta/\" xmlns:b=\"adobe:ns:meta/\">".to_owned() + &"<g>".repeat(50);
    let inside = format!("{inside}<path d=\"M0 0h9\"/>{}</g>", "</g>".repeat(50));
    minimal().with("static/e.svg", PLAIN.replace("<path d=\"M0 0h9\"/>", &inside.repeat(2_000))).check().succeeds();
}

#[test]
fn what_only_shows_itself_is_published_as_it_is() {
    let files: [(&str, &[u8]); 7] = [
        ("a.svg", PLAIN.as_bytes()),
        ("b.pdf", b"%PDF-1.7"),
        ("c.txt", b"<script> is how it begins"),
        ("d.docx", b"PK\x03\x04"),
        ("e", b"plain"),
        (".well-known/security.txt", b"Contact: mailto:a@mau.example"),
        ("f.tar.gz", &[0x1f, 0x8b]),
    ];
    let mut site = minimal();
    for (name, bytes) in files {
        site = site.with(&format!("static/{name}"), bytes);
    }
    site.build().succeeds();
    for (name, bytes) in files {
        assert_eq!(site.public().get(name).map(Vec::as_slice), Some(bytes), "{name}");
    }
}

#[test]
fn what_site_toml_allows_by_name_is_published_and_nothing_allows_the_sites_own_names() {
    let site = minimal().with("static/tro-choi/index.html", "<p>trò chơi").with("static/CNAME", "mau.example\n");
    let site = allowing(site, &["tro-choi/index.html", "/CNAME"]);
    site.build().succeeds();
    assert_eq!(site.output("tro-choi/index.html"), "<p>trò chơi");

    let site =
        allowing(minimal().with("static/sw.JS", "a").with("static/a.pdf", "%PDF"), &["sw.JS", "a.pdf", "b.html"]);
    let outcome = site.check().exits(1);
    for found in [
        "static/sw.JS:1:1: lỗi[static-own]",
        "lỗi[allowed-inert]: không cần cho phép a.pdf",
        "lỗi[no-static]: không có tệp b.html",
    ] {
        assert!(outcome.stderr.contains(found), "{found}: {}", outcome.stderr);
    }
}

#[test]
fn hosts_are_told_that_a_drawing_runs_nothing() {
    let site = minimal().with("static/a b'.svg", PLAIN);
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    let site = site.with("site.toml", settings + "hosts = [\"netlify\", \"apache\", \"nginx\"]\n");
    site.run(&["build", "--today", TODAY]).succeeds();
    let headers = site.output("_headers");
    for rule in ["/*.svg\n", "/a%20b%27.svg\n"] {
        let at = headers.find(rule).unwrap_or_else(|| panic!("{rule}: {headers}")) + rule.len();
        assert!(
            headers[at..].starts_with("  Content-Security-Policy: default-src 'none'; script-src 'none'; "),
            "{headers}"
        );
    }
    for file in [".htaccess", "nginx.conf"] {
        let text = site.output(file);
        let at = text.find(r"\.svgz?").unwrap_or_else(|| panic!("{text}"));
        let block = text[at..].split('}').next().unwrap_or_default();
        assert!(block.contains("script-src 'none'") && block.contains("; sandbox\""), "{text}");
    }
    let of = |path| generator::render::headers_of(path).collect::<Vec<_>>();
    assert!(of("a/B.SVG").iter().any(|(name, value)| *name == "Content-Security-Policy" && value.ends_with("sandbox")));
    assert!(of("a.html").contains(&("X-Content-Type-Options", "nosniff")));
}
