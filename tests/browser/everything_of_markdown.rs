//! A page with everything that Markdown can have here, on the smallest phone and for those who listen.

use serde_json::{Value, json};

use crate::nothing_for_axe_to_find;
use crate::support::browser::{Browser, Phone};
use crate::support::server::Host;
use crate::support::{Site, minimal};

const PAGE: &str = "bai-viet/dau-tien/";

/// The article of the small site with every block of Markdown.
fn built() -> Site {
    let body = "Mở đầu[^1] có `mã`, **đậm** và [bài một](@/training/khoa/01-bai-mot.md).\n\n\
                ## Việc thứ nhất {#mot old=\"xua\"}\n\n> [!WARNING]\n> Đừng đưa mật khẩu cho ai.\n\n\
                :::callout tip Nhờ người quen\nNhờ **con cháu** đọc cùng.\n:::\n\n\
                ## Việc thứ hai\n\n:::steps\n1. Mở trang.\n2. Gõ tên.\n:::\n\n- [x] đã đọc\n- [ ] chưa làm\n\n\
                ## Việc thứ ba\n\n:::legal-basis\nnumber = \"324/QĐ-MAU\"\nissuer = \"Hội Mẫu\"\nissued = 2023-10-25\n:::\n\n\
                :::criterion mau/tu-hoc\n:::\n\n\
                | Việc | Khi nào | Ở đâu | Với ai | Mang theo gì |\n| --- | --: | :-: | --- | --- |\n\
                | Đọcsáchbáohằngngày | 10 | nhàvănhóathôn | hàngxómlánggiềng | sổvàbútbi |\n\n\
                ```\nmột dòng mã rất dài không xuống dòng để xem nó có đẩy trang ra ngoài màn hình hay không\n```\n\n\
                [^1]: Chú thích ở cuối bài.\n";
    let path = "content/articles/dau-tien.md";
    let site = minimal();
    let text = std::fs::read_to_string(site.root().join(path)).expect("the article");
    let start = text.rfind("+++\n").expect("its front matter ends") + "+++\n".len();
    let site = site.with(path, format!("{}{body}", &text[..start]));
    site.build().succeeds();
    site
}

fn nothing_found(browser: &Browser, script: &str, what: &str) {
    let found = browser.run(script, json!([]));
    let found: Vec<String> = found.as_array().into_iter().flatten().map(Value::to_string).collect();
    assert!(found.is_empty(), "{what}\n{}", found.join("\n"));
}

#[test]
fn every_block_is_readable_on_the_smallest_phone_by_day_and_by_night() {
    let site = built();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    browser.go(&server.url(PAGE));
    browser.open_all_parts();
    assert_eq!(browser.value("document.documentElement.scrollWidth"), 360, "only tables move sideways");
    nothing_found(&browser, include_str!("page/controls.js"), "too small for a finger");
    nothing_found(&browser, include_str!("page/nameless.js"), "nameless to those who listen");
    for scheme in ["light", "dark"] {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &media);
        let script = concat!(include_str!("page/texts.js"), " ", include_str!("page/contrast.js"));
        nothing_found(&browser, script, scheme);
    }
}

#[test]
fn axe_finds_nothing_in_any_block() {
    let site = built();
    let server = Host::default().serve(&site.root().join("public"));
    let found = nothing_for_axe_to_find::look(&nothing_for_axe_to_find::open(), &server, PAGE);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_table_of_contents_old_addresses_and_footnotes_lead_there_and_back() {
    let site = built();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    browser.go(&server.url(&format!("{PAGE}#xua")));
    browser.wait("document.querySelector('#mot').getBoundingClientRect().top < 200");
    assert_eq!(browser.value("document.querySelector(':target').parentElement.id"), "mot");
    browser.tap(".toc summary");
    browser.tap(".toc a[href='#viec-thu-ba']");
    assert_eq!(browser.value("document.querySelector(':target').textContent"), "Việc thứ ba");
    browser.tap("#fnref-1");
    assert_eq!(browser.value("document.querySelector(':target').id"), "fn-1");
    browser.tap("a[href='#fnref-1']");
    assert_eq!(browser.value("document.querySelector(':target').id"), "fnref-1");
}
