//! People of different groups are asked different things, in different words, and nothing is decided before they choose.

use serde_json::json;

use crate::check::Check;
use crate::samples::{POINTS, TARGETS, open};

#[test]
fn a_group_sees_its_own_questions_and_all_stay_in_the_page() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    let asked = |id: &str| browser.shows(&format!("fieldset[data-indicator='{id}']"));
    for (group, farmers, officers) in [("nong-dan", true, false), ("can-bo", false, true), ("", true, true)] {
        check.choose("group", group);
        assert_eq!((asked("dong-ruong"), asked("giay-to")), (farmers, officers), "{group}");
        assert_eq!(browser.value("document.querySelectorAll('fieldset[data-indicator]').length"), 11);
    }
}

#[test]
fn a_group_reads_its_own_words() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    browser.tap("#i-giup summary");
    check.choose("group", "can-bo");
    let words = browser.text("#i-giup details");
    assert!(words.contains("Hướng dẫn đồng nghiệp") && !words.contains("Giúp người khác học"), "{words}");
    check.choose("group", "nong-dan");
    let words = browser.text("#i-giup details");
    assert!(words.contains("Giúp người khác học") && !words.contains("Hướng dẫn đồng nghiệp"), "{words}");
}

#[test]
fn before_a_group_is_chosen_nothing_is_decided_and_the_page_says_so() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    assert!(browser.text("form").contains("Bạn chọn nhóm trước đã"));
    check.answer("ke-hoach-nam", "yes");
    assert_eq!(check.result()["verdict"], "incomplete");
    assert!(check.words().contains("bạn chưa chọn nhóm"), "{}", check.words());
    check.choose("group", "co-quan");
    assert!(!browser.text("form").contains("Bạn chọn nhóm trước đã"));
    assert!(!check.words().contains("bạn chưa chọn nhóm"), "{}", check.words());
}

#[test]
fn a_group_is_held_against_its_own_thresholds() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    check.choose("group", "co-quan").type_in("thanh-vien", "85");
    assert_eq!(check.result()["blocked_by"], json!(["thanh-vien"]));
    check.choose("group", "truong");
    assert_eq!(check.result()["blocked_by"], json!([]));
    let words = browser.text("#i-thanh-vien");
    assert!(words.contains("Mức độ 1: từ 80%") && !words.contains("90%"), "{words}");
}
