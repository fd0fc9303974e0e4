//! The main road: answer ten questions, read what it comes to, on a phone with a connection.

use serde_json::{Value, json};

use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;
use crate::support::{hoctap, repository};

#[test]
fn from_the_home_page_it_is_one_tap_to_the_check_and_ten_more_to_a_verdict() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    let check = Check::wait(&browser);
    assert_eq!(browser.url(), server.url(CHECK));
    assert!(browser.text("[data-result]").contains("Bạn chưa trả lời câu nào"));
    for id in INDICATORS {
        check.answer(id, "8");
    }
    check.shows(80, "achieved");
}

#[test]
fn what_is_laid_out_only_on_the_screen_is_where_links_lead() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer("hop-tac", "8");
    for place in ["#ket-qua", "#xem-lai", "#ve-ban", "#i-hop-tac"] {
        let link = "const link = document.body.appendChild(document.createElement('a')); link.href = arguments[0]; link.click();";
        browser.run(link, json!([place]));
        browser.wait(&format!("Math.abs(document.querySelector('{place}').getBoundingClientRect().top) < 40"));
        assert!(browser.shows(place), "{place}");
    }
}

#[test]
fn eighty_achieves_and_seventy_nine_does_not() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    check.answer("hop-tac", "7").shows(79, "not-achieved");
    check.choose("area", "vung-kho-khan").shows(79, "achieved");
    assert!(browser.shows("p[data-when='area:vung-kho-khan']"), "the doubt about 70 is said");
    let doubt = "và mức 70 điểm của vùng đã chọn (mức này chưa được xác nhận), bạn đủ điều kiện Công dân học tập";
    assert!(check.words().contains(doubt), "in the very sentence of the verdict: {}", check.words());
    check.choose("area", "").shows(79, "not-achieved");
    assert!(!check.words().contains("xác nhận"), "{}", check.words());
}

#[test]
fn a_four_among_tens_shows_the_way_up_and_what_to_read() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]).shows(94, "not-achieved");
    assert_eq!(check.result()["blocked_by"], json!(["hop-tac"]));
    let item = browser.text("[data-rows='way-up'] [data-row='hop-tac']");
    assert!(item.contains("Từ 4 lên 5 điểm, thêm 1"), "{item}");
    assert!(item.contains("Nên học"), "{item}");
    let shown = INDICATORS.iter().filter(|id| browser.sees(&format!("[data-rows='way-up'] [data-row='{id}']"))).count();
    assert_eq!(shown, 1, "only what must rise is listed");
    assert!(browser.sees("[data-rows='review'] [data-row='hop-tac'] [data-when='below']"));
}

#[test]
fn ten_sevens_are_asked_for_one_point_each() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([7; 10]).shows(70, "not-achieved");
    for id in INDICATORS {
        let item = browser.text(&format!("[data-rows='way-up'] [data-row='{id}']"));
        assert!(item.contains("Từ 7 lên 8 điểm, thêm 1"), "{id}: {item}");
    }
}

#[test]
fn where_the_last_answer_decides_the_page_says_what_is_enough() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([9; 10]).answer("than-thien", "unknown").shows(81, "incomplete");
    assert_eq!(check.result()["decided_by"], json!({ "id": "than-thien", "least": 5 }));
    let last = browser.text("[data-rows='last'] [data-row='than-thien']");
    assert!(last.contains("Chỉ còn câu 9.") && last.contains("từ 5 điểm là đủ."), "{last}");
    assert!(!browser.shows("[data-when='way-up']"), "an open answer is never taken for 0");
    check.answer("hop-tac", "unknown");
    assert!(!browser.sees("[data-rows='last'] [data-row='than-thien']"), "two are left");
}

#[test]
fn what_is_open_is_said_until_nothing_is() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    for id in &INDICATORS[..8] {
        check.answer(id, "9");
    }
    check.answer("than-thien", "unknown").shows(72, "incomplete");
    assert!(browser.text("[data-rows='review'] [data-row='than-thien']").contains("Chưa rõ"), "chưa rõ is said");
    assert!(browser.sees("[data-rows='review'] [data-row='hop-tac'] [data-when='open']"), "never touched is open");
    assert!(!browser.sees("[data-rows='review'] [data-row='ke-hoach'] [data-when='open']"));
    assert_eq!(check.result()["answered"], 8);
    check.answer("than-thien", "9").answer("hop-tac", "9").shows(90, "achieved");
    assert!(!browser.sees("[data-rows='review'] [data-row='than-thien'] [data-when='open']"));
}

/// How long that takes is for the benchmarks: `tests/bench/phone`.
#[test]
fn the_result_stands_in_the_next_frame_after_a_tap() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    let shown = browser.run(
        "const result = document.querySelector('[data-result]');
         return (async () => {
           const shown = [];
           for (let points = 1; points <= 10; points++) {
             document.querySelector(`input[name='i.ke-hoach'][value='${points}']`).click();
             await new Promise(requestAnimationFrame);
             shown.push(result.dataset.score);
           }
           return shown.join(' ');
         })();",
        json!([]),
    );
    assert_eq!(shown, "1 2 3 4 5 6 7 8 9 10");
}

#[test]
fn the_notice_that_it_is_no_recognition_stands_with_every_result() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]);
    let result = browser.text("[data-result]");
    assert!(result.contains("không thay cho quyết định công nhận của cấp có thẩm quyền"), "{result}");
    let caveats = check.result()["caveats"].to_string();
    assert!(caveats.contains("không thay cho quyết định công nhận của cấp có thẩm quyền"), "{caveats}");
}

#[test]
fn the_sheet_on_the_device_is_one_that_the_command_scores_alike() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check
        .choose("group", "hoc-sinh")
        .choose("area", "vung-kho-khan")
        .answer("ke-hoach", "9")
        .answer("tu-duy", "unknown");
    check.wait_until_saved();
    let stored = check.stored().expect("it was just seen");
    let outcome = hoctap(repository(), &["score", "cdht", "--answers", "-"], &stored).succeeds();
    let result: Value = serde_json::from_str(&outcome.stdout).expect("one result");
    assert_eq!(result, check.result());
}

#[test]
fn what_is_deleted_can_be_taken_back_for_a_moment_and_is_then_gone() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.choose("group", "hoc-sinh").answer_all([8; 10]);
    check.wait_until_saved();
    browser.tap("[data-action='clear']");
    assert_eq!(check.result()["answered"], 0);
    assert_eq!(check.result()["group"], Value::Null);
    assert_eq!(check.stored(), None, "it is gone from the device at once");
    assert!(browser.text("[data-when='deleted']").contains("Đã xóa"));
    browser.tap("[data-action='undo']");
    check.shows(80, "achieved");
    assert_eq!(check.result()["group"], "hoc-sinh");
    assert!(check.stored().is_some_and(|sheet| sheet.contains("hoc-sinh")));
    assert!(!browser.shows("[data-when='deleted']"));

    browser.tap("[data-action='clear']");
    check.answer("ke-hoach", "7");
    assert!(!browser.shows("[data-when='deleted']"), "a new answer begins a new sheet");
    browser.tap("[data-action='clear']");
    browser.reload();
    let check = Check::wait(&browser);
    assert_eq!(check.result()["answered"], 0);
    assert_eq!(browser.value("document.querySelectorAll('fieldset[data-indicator] input:checked').length"), 0);
}
