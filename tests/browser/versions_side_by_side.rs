//! Sets change: sheets of an older version stay where they are, are scored by their own rule, and say what is new.

use serde_json::json;

use crate::check::Check;
use crate::samples::{POINTS, open};

const OLD: &str = "tu-kiem-tra/mau-diem/1-2025/";

#[test]
fn an_old_version_says_that_there_is_a_newer_one_and_leads_there() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(OLD));
    assert!(browser.text("main").contains("Đây là bản cũ"));
    check.answer("doc", "9").answer("viet", "3");
    assert_eq!(check.result()["version"], "1-2025");
    assert_eq!(check.result()["verdict"], "achieved");
    assert!(check.result()["caveats"].to_string().contains("2-2026"));
    browser.tap("main .note a");
    Check::wait(&browser);
    assert_eq!(browser.url(), server.url(POINTS));
}

#[test]
fn sheets_of_two_versions_lie_side_by_side_and_the_page_says_so() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(POINTS));
    assert!(!browser.shows("[data-when='other-version:1-2025']"), "nothing was kept yet");

    let check = Check::open(&browser, &server.url(OLD));
    check.answer("doc", "9").wait_until_saved();
    let check = Check::open(&browser, &server.url(POINTS));
    assert_eq!(check.result()["answered"], 0, "an answer to another question");
    assert!(browser.shows("[data-when='other-version:1-2025']"));
    check.choose("group", "nong-dan").answer("doc", "4").wait_until_saved();

    browser.tap("[data-when='other-version:1-2025'] a");
    let check = Check::wait(&browser);
    assert_eq!(browser.url(), server.url(OLD));
    assert_eq!(check.result()["criteria"][0]["total"], 9);
    assert!(browser.shows("[data-when='other-version:2-2026']"));
    let keys = browser.value("Object.keys(localStorage).filter(key => key.includes('/sheet/')).sort()");
    let year = browser.value("document.querySelector('[name=year]').value");
    let key = |version: &str| format!("samples/sheet/mau-diem@{version}/{}", year.as_str().unwrap_or_default());
    assert_eq!(keys, json!([key("1-2025"), key("2-2026")]));
}

#[test]
fn clearing_one_version_leaves_the_other() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(OLD)).answer("doc", "9").wait_until_saved();
    Check::open(&browser, &server.url(POINTS)).answer("doc", "4").wait_until_saved();
    browser.tap("[data-action='clear']");
    let keys = browser.value("Object.keys(localStorage).join()").to_string();
    assert!(keys.contains("mau-diem@1-2025/") && !keys.contains("mau-diem@2-2026"), "{keys}");
}

#[test]
fn the_page_of_a_set_says_what_changed() {
    let (server, browser) = open();
    browser.go(&server.url("tieu-chi/mau-diem/"));
    browser.tap("main details.folded > summary");
    let text = browser.text("main");
    for words in ["Khác gì với bản 1-2025", "Tổng điểm tối đa: trước 20, nay 100", "Bỏ câu: Viết lại điều đã đọc"]
    {
        assert!(text.contains(words), "“{words}” is not in: {text}");
    }
}
