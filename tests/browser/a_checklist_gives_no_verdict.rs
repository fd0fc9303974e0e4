//! A set that was not checked against its text helps as a checklist and decides nothing, anywhere.

use serde_json::json;

use crate::check::Check;
use crate::samples::serve;
use crate::support::browser::Browser;
use crate::support::{Site, samples};

/// The sample of targets, as if nobody had read its text.
fn unread() -> Site {
    let site = samples()
        .replacing("content/criteria/mau-chi-tieu/_index.md", "verified = \"full\"", "verified = \"none\"")
        .replacing(
            "content/criteria/mau-chi-tieu/_index.md",
            "period = \"calendar-year\"",
            "period = \"calendar-year\"\nmissing = [\"Chỉ tiêu thứ chín.\"]\nask = \"Hỏi Hội Mẫu.\"",
        );
    site.build().succeeds();
    site
}

const CHECK: &str = "tu-kiem-tra/mau-chi-tieu/";

/// Words that would decide, or say what it takes.
const VERDICTS: [&str; 8] = [
    "đủ điều kiện",
    "chưa đủ chỉ tiêu",
    "đủ chỉ tiêu",
    "Muốn đạt",
    "Cách ngắn nhất",
    "Chưa kết luận được",
    "Ngưỡng",
    "Mức độ 2: từ",
];

fn decides_nothing(text: &str) {
    for words in VERDICTS {
        assert!(!text.contains(words), "“{words}” in: {text}");
    }
}

fn fill(check: &Check<'_>) {
    check.choose("group", "co-quan").answer("ke-hoach-nam", "yes").answer("kinh-phi", "no").type_in("thanh-vien", "99");
}

#[test]
fn it_counts_what_is_met_and_says_what_is_missing_and_who_to_ask() {
    let site = unread();
    let (server, browser) = serve(&site);
    let check = Check::open(&browser, &server.url(CHECK));
    fill(&check);
    let result = check.result();
    assert_eq!((&result["verdict"], &result["needed"]), (&json!("undecided"), &json!(null)));
    assert_eq!((&result["blocked_by"], &result["way_up"]), (&json!([]), &json!([])));
    assert_eq!(browser.attribute("[data-result]", "data-verdict").as_deref(), Some("undecided"));
    let text = browser.text("[data-result]");
    for words in ["trang không kết luận đạt hay chưa", "Chỉ tiêu thứ chín.", "Hỏi Hội Mẫu."] {
        assert!(text.contains(words), "“{words}” is not in: {text}");
    }
    assert!(
        browser.sees("[data-rows='met'] [data-row='ke-hoach-nam']")
            && browser.sees("[data-rows='unmet'] [data-row='kinh-phi']")
    );
    assert!(browser.sees("[data-rows='review'] [data-row='hoan-thanh'] [data-when='open']"));
}

#[test]
fn neither_the_page_nor_the_paper_nor_the_file_decides() {
    let site = unread();
    let (server, browser) = serve(&site);
    let check = Check::open(&browser, &server.url(CHECK));
    decides_nothing(&whole_text(&browser));
    fill(&check);
    decides_nothing(&browser.text("body"));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    decides_nothing(&browser.text("body"));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "" }));
    let file = format!("file://{}/public/mang-theo/mau-chi-tieu.html", site.root().display());
    fill(&Check::open(&browser, &file));
    decides_nothing(&whole_text(&browser));
    browser.go(&server.url("tieu-chi/mau-chi-tieu/"));
    decides_nothing(&whole_text(&browser));
}

/// What stands in the page, hidden or not.
fn whole_text(browser: &Browser) -> String {
    let script = "[...document.body.querySelectorAll('h1, h2, h3, p, li, td, th, label, dd')].map(item => item.textContent).join(' ')";
    browser.value(script).as_str().unwrap_or_default().to_owned()
}
