//! Targets are met or not; a level is reached when all of its targets are.

use serde_json::{Value, json};

use crate::check::Check;
use crate::samples::{TARGETS, open};

/// An office that meets all that level 1 asks for.
fn level_one(check: &Check<'_>) {
    check.choose("group", "co-quan");
    check.answer("ke-hoach-nam", "yes").answer("kinh-phi", "yes").answer("chuyen-doi-so", "no");
    check.type_in("thanh-vien", "90").type_in("hoan-thanh", "90").type_in("lop-hoc", "2").type_in("khuyet-tat", "50");
    check.type_in("giu-muc-do-1", "0").answer("vi-pham", "no");
}

#[test]
fn all_targets_of_a_level_at_their_thresholds_reach_it() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    level_one(&check);
    assert_eq!(check.result()["verdict"], "level-1");
    assert!(check.words().contains("đạt Mức độ 1"), "{}", check.words());
    check.type_in("hoan-thanh", "89,99");
    assert_eq!(check.result()["verdict"], "not-achieved");
    assert_eq!(check.result()["blocked_by"], json!(["hoan-thanh"]));
    assert!(browser.sees("[data-rows='review'] [data-row='hoan-thanh'] [data-when='unmet']"));
}

#[test]
fn the_way_to_the_next_level_is_in_the_terms_of_each_target() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    level_one(&check);
    assert!(browser.text("[data-result]").contains("Cách ngắn nhất để đạt Mức độ 2"));
    for (id, words) in [
        ("chuyen-doi-so", "Từ chưa có thành có"),
        ("thanh-vien", "Từ 90% lên 95%"),
        ("lop-hoc", "Từ 2 lên 3 lớp, thêm 1"),
        ("khuyet-tat", "Từ 50% lên 60%"),
        ("giu-muc-do-1", "Từ 0 lên 1 năm, thêm 1"),
    ] {
        let item = browser.text(&format!("[data-rows='way-up'] [data-row='{id}']"));
        assert!(item.contains(words), "{id}: {item}");
    }
    assert!(!browser.sees("[data-rows='way-up'] [data-row='hoan-thanh']"), "90% is enough for both levels");
}

#[test]
fn level_two_needs_level_one_held_for_a_year() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    level_one(&check);
    check
        .answer("chuyen-doi-so", "yes")
        .type_in("thanh-vien", "95")
        .type_in("lop-hoc", "3")
        .type_in("khuyet-tat", "60");
    assert_eq!(check.result()["verdict"], "level-1");
    assert_eq!(check.result()["blocked_by"], json!(["giu-muc-do-1"]));
    check.type_in("giu-muc-do-1", "1");
    assert_eq!(check.result()["verdict"], "level-2");
    assert!(!browser.text("[data-result]").contains("Cách ngắn nhất"));
}

#[test]
fn each_criterion_says_how_many_are_met_and_which_share() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    level_one(&check);
    // Aimed at level 2: two of three conditions, and 90% of all who finished.
    let row = browser.text("[data-when='asked:dieu-kien']");
    assert!(row.contains("2 trên 3") && row.contains("66,67%"), "{row}");
    let row = browser.text("[data-when='asked:ket-qua']");
    assert!(row.contains("1 trên 4") && row.contains("25%"), "{row}");
    assert_eq!(check.result()["total"], 3);
    assert!(browser.text("[data-result] .sum").contains("trên 7 chỉ tiêu"));
}

#[test]
fn every_target_and_condition_is_a_fieldset_of_its_own() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(TARGETS));
    let targets =
        browser.value("[...document.querySelectorAll('fieldset[data-target]')].map(set => set.dataset.target)");
    assert_eq!(targets.as_array().map(Vec::len), Some(10), "{targets}");
    assert_eq!(browser.value("document.querySelectorAll('fieldset[data-indicator]').length"), 0);
    let values = "[...document.querySelectorAll(\"#i-kinh-phi input[type=radio]\")].map(choice => choice.value)";
    assert_eq!(browser.value(values), json!(["yes", "no", "na", "unknown"]));
}

#[test]
fn a_figure_of_another_set_names_it() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(TARGETS));
    let href = browser.attribute("#i-thanh-vien legend ~ .soft a", "href");
    assert!(href.as_deref().is_some_and(|href| href.ends_with("tieu-chi/mau-diem/")), "{href:?}");
    assert_eq!(browser.value("document.querySelectorAll('[data-total]').length"), Value::from(1));
}
