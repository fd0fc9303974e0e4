//! Points, counts and percentages that nobody can list as buttons are typed, with a comma or a point.

use serde_json::{Value, json};

use crate::check::Check;
use crate::samples::{POINTS, TARGETS, open};

#[test]
fn a_comma_and_a_point_are_one_number() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    check.choose("group", "co-quan");
    for typed in ["92,5", "92.5", " 92,50 ", "92,5%"] {
        check.type_in("thanh-vien", typed);
        assert_eq!(check.result()["criteria"][1]["met"], 1, "{typed}");
        assert!(!browser.shows("[data-when='wrong:thanh-vien']"), "{typed}");
    }
    assert!(check.stored_of("samples", "mau-chi-tieu@1-2026").contains("\"thanh-vien\":92.5"));
}

#[test]
fn a_number_with_two_readings_is_asked_about_and_a_count_is_no_percentage() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    check.choose("group", "truong");
    for typed in ["1.200", "12.000", "1,200", "90 %", "90%"] {
        check.type_in("lop-hoc", typed);
        assert!(browser.text("[data-when='wrong:lop-hoc']").contains("1200 hoặc 1,2"), "{typed}");
        assert_eq!(browser.attribute("#n-lop-hoc", "aria-invalid").as_deref(), Some("true"), "{typed}");
    }
    for (typed, kept) in [("1200", "1200"), ("1.200.000", "1200000"), ("1,2", "1.2"), ("1.2", "1.2")] {
        check.type_in("lop-hoc", typed);
        assert!(!browser.shows("[data-when='wrong:lop-hoc']"), "{typed}");
        browser.wait(&format!(
            "Object.values(localStorage).some(text => /\"lop-hoc\":{}[,}}]/.test(text))",
            kept.replace('.', "\\.")
        ));
    }
}

#[test]
fn just_under_a_threshold_is_under_it() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    check.choose("group", "co-quan").type_in("thanh-vien", "89,99999");
    assert_eq!(check.result()["blocked_by"], json!(["thanh-vien"]));
    check.type_in("thanh-vien", "90");
    assert_eq!(check.result()["blocked_by"], json!([]));
}

#[test]
fn what_cannot_be_read_is_said_counts_as_blank_and_stays_in_the_field() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan").type_in("gio", "8,5");
    assert_eq!(check.result()["total"], 8.5);
    for wrong in ["tám", "10,5", "-1", "7,3", "1e1", "8,5,0"] {
        check.type_in("gio", wrong);
        assert_eq!(check.result()["total"], 0, "{wrong}");
        assert_eq!(check.result()["answered"], 0, "{wrong}");
        assert_eq!(check.typed("gio"), wrong);
        assert!(browser.text("[data-when='wrong:gio']").contains("Chưa dùng được số này"), "{wrong}");
        assert_eq!(browser.attribute("#n-gio", "aria-invalid").as_deref(), Some("true"));
        let described = browser.attribute("#n-gio", "aria-describedby").expect("it is described");
        assert!(browser.text(&format!("#{described}")).contains("Chưa dùng được số này"));
        // Another answer does not touch it.
        check.answer("doc", "1").answer("doc", "unknown");
        assert_eq!(check.typed("gio"), wrong);
    }
    check.type_in("gio", "8");
    assert!(!browser.shows("[data-when='wrong:gio']"));
    assert_eq!(browser.attribute("#n-gio", "aria-invalid").as_deref(), Some("false"));
}

#[test]
fn a_number_that_is_being_typed_is_no_mistake() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan");
    for (typed, total) in [("7", json!(7)), ("7,", json!(7)), ("7,5", json!(7.5)), ("7.", json!(7))] {
        check.type_in("gio", typed);
        assert!(!browser.shows("[data-when='wrong:gio']"), "{typed}");
        assert_eq!(check.result()["total"], total, "{typed}");
        assert_eq!(check.typed("gio"), typed);
    }
    check.type_in("gio", "");
    assert_eq!(check.result()["answered"], 0);
    assert!(!browser.shows("[data-when='wrong:gio']"));
}

#[test]
fn typing_clears_the_choice_and_a_choice_clears_what_was_typed() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(TARGETS));
    check.choose("group", "truong");
    let chosen = "document.querySelectorAll(\"[name='i.khuyet-tat']:checked\").length";
    check.type_in("khuyet-tat", "70").answer("khuyet-tat", "na");
    assert_eq!(check.typed("khuyet-tat"), "");
    assert_eq!(check.result()["not_applicable"], json!([{ "id": "khuyet-tat", "effect": "left-out" }]));
    check.type_in("khuyet-tat", "55");
    assert_eq!(browser.value(chosen), 0);
    assert_eq!(check.result()["not_applicable"], json!([]));
    check.answer("khuyet-tat", "unknown");
    assert_eq!(check.typed("khuyet-tat"), "");
}

#[test]
fn a_count_brings_the_points_of_the_last_step_that_it_reaches() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan");
    for (typed, points) in [("0", 0), ("1", 4), ("2", 7), ("3", 7), ("4", 10), ("400", 10)] {
        check.type_in("lop", typed);
        assert_eq!(check.result()["total"], points, "{typed}");
    }
    check.type_in("lop", "1,5");
    assert!(browser.shows("[data-when='wrong:lop']"), "one and a half classes");
}

#[test]
fn what_was_typed_is_there_after_the_tab_was_killed_with_a_comma() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(POINTS));
    check.choose("group", "nong-dan").type_in("gio", "7.5").type_in("lop", "3");
    check.wait_until_saved();
    browser.kill_tab();
    let check = Check::open(&browser, &server.url(POINTS));
    assert_eq!([check.typed("gio"), check.typed("lop")], ["7,5", "3"].map(Value::from));
    assert_eq!(check.result()["total"], 14.5);
}

#[test]
fn the_result_follows_each_key_at_once() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(POINTS));
    let shown = browser.run(
        "const field = document.querySelector(\"input[inputmode=decimal][name='i.gio']\");
         const shown = [];
         for (const typed of ['1', '1,', '1,5', '10', '7,5']) {
           field.value = typed;
           field.dispatchEvent(new Event('input', { bubbles: true }));
           shown.push(document.querySelector('[data-result]').dataset.score);
         }
         return shown.join(' ');",
        json!([]),
    );
    assert_eq!(shown, "1 1 1.5 10 7.5");
}
