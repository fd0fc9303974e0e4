//! A set that grades: the verdict is the highest band, and the way leads to the next one.

use serde_json::json;

use crate::check::Check;
use crate::samples::{POINTS, open};

const WHOLE: [&str; 7] = ["doc", "may", "ngoai-ngu", "dong-ruong", "giup", "tham-gia", "chia-se"];

/// Ten points for all but the last two, which the caller answers.
fn tens(check: &Check<'_>) {
    check.choose("group", "nong-dan");
    for id in &WHOLE[..5] {
        check.answer(id, "10");
    }
    check.answer("ke-hoach", "10").type_in("lop", "4").type_in("gio", "0");
    check.answer("vi-pham", "no").answer("da-xep-tot", "no");
}

#[test]
fn a_total_between_two_bands_is_in_the_lower_one_and_the_way_leads_to_the_next() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    tens(&check);
    check.type_in("gio", "3").answer("tham-gia", "2").answer("chia-se", "3");
    // 70 + 3 + 2 + 3
    assert_eq!(check.result()["total"], 78);
    assert_eq!(check.result()["verdict"], "tot");
    assert!(check.words().contains("đạt Tốt"), "{}", check.words());
    assert!(browser.text("[data-result]").contains("Cách ngắn nhất để đạt Xuất sắc"));
    assert!(browser.text("[data-rows='way-up'] [data-row='da-xep-tot']").contains("Từ chưa có thành có"));
}

#[test]
fn the_highest_band_has_no_way_up() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    tens(&check);
    check.type_in("gio", "10").answer("tham-gia", "5").answer("chia-se", "6").answer("da-xep-tot", "yes");
    assert_eq!(check.result()["total"], 91);
    assert_eq!(check.result()["verdict"], "xuat-sac");
    assert_eq!(check.result()["way_up"], json!([]));
    assert!(!browser.text("[data-result]").contains("Cách ngắn nhất"));
}

#[test]
fn a_condition_that_excludes_stands_in_the_way_of_every_band() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    tens(&check);
    check.type_in("gio", "10").answer("tham-gia", "5").answer("chia-se", "6").answer("vi-pham", "yes");
    assert_eq!(check.result()["verdict"], "not-achieved");
    assert!(browser.text("[data-result]").contains("Có 1 điều kiện chưa đủ"));
    assert!(browser.text("[data-rows='way-up'] [data-row='vi-pham']").contains("Từ có thành không"));
    assert!(browser.shows("fieldset[data-target='vi-pham']"), "a condition is asked like a target");
}

#[test]
fn what_is_sure_already_is_said_while_questions_are_open() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    tens(&check);
    check.type_in("gio", "3").answer("tham-gia", "2");
    // 75, and “chia sẻ” is open: its floor of 2 decides whether anything is reached.
    assert_eq!(check.result()["verdict"], "incomplete");
    check.answer("chia-se", "3").answer("da-xep-tot", "unknown").answer("tham-gia", "10");
    // 86: all but the condition of the highest band.
    assert_eq!(check.result()["verdict"], "incomplete");
    assert!(check.words().contains("Chắc chắn đã đạt Tốt"), "{}", check.words());
}
