//! What the circulars of 2023 ask besides shares, as a person fills it in: two figures at once, a standard with levels, a kind
//! of commune, a kind of unit, and what was recognised before.

use serde_json::{Value, json};

use crate::check::Check;
use crate::samples::{LISTED, UNITS, built, open};
use crate::support::hoctap;

/// A school that meets all that level 1 asks for.
fn level_one(check: &Check<'_>) {
    check.choose("group", "truong");
    check.answer("danh-hieu", "yes").type_in("chung-chi", "50").type_in("trinh-do", "0");
    check.answer("pho-cap", "2").type_in("cong-dan", "60").type_in("dao-tao.1", "50").type_in("dao-tao.2", "12");
}

#[test]
fn two_figures_are_one_target_and_each_has_its_field() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    level_one(&check);
    assert_eq!((&check.result()["verdict"], &check.result()["of"]), (&json!("level-1"), &json!(6)));
    check.type_in("dao-tao.2", "11,99");
    assert_eq!(check.result()["blocked_by"], json!(["dao-tao"]));
    assert_eq!(check.result()["way_up"], json!([{ "id": "dao-tao", "from": [50, 11.99], "to": [50, 12] }]));
    let step = browser.text("[data-rows='way-up'] [data-row='dao-tao']");
    assert!(step.contains("Từ 50; 11,99 lên 50; 12. Số trước: "), "{step}");
    check.type_in("dao-tao.2", "120");
    assert!(browser.shows("[data-when='wrong:dao-tao.2']") && !browser.shows("[data-when='wrong:dao-tao.1']"));
    assert_eq!(check.result()["open"], json!(["dao-tao"]), "what cannot be read counts as open");
    check.answer("dao-tao", "na");
    assert_eq!((check.typed("dao-tao.1"), check.typed("dao-tao.2")), (json!(""), json!("")), "it takes their place");
    check.type_in("dao-tao.1", "60").type_in("dao-tao.2", "15");
    assert_eq!(check.result()["not_applicable"], json!([]));
}

#[test]
fn half_of_two_figures_is_kept_and_comes_back() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    check.type_in("dao-tao.1", "52,5");
    assert_eq!(
        check.result()["open"].as_array().and_then(|open| u64::try_from(open.len()).ok()),
        check.result()["of"].as_u64()
    );
    check.wait_until_saved();
    let check = Check::open(&browser, &server.url(UNITS));
    assert_eq!((check.typed("dao-tao.1"), check.typed("dao-tao.2")), (json!("52,5"), json!("")));
}

#[test]
fn a_standard_is_answered_by_the_level_that_is_reached() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    level_one(&check);
    check.answer("pho-cap", "1");
    assert_eq!(check.result()["way_up"], json!([{ "id": "pho-cap", "from": 1, "to": 2 }]));
    let step = browser.text("[data-rows='way-up'] [data-row='pho-cap']");
    assert!(step.contains("Lên: Mức độ 2.") && !step.contains("Mức độ 3"), "{step}");
    check.answer("pho-cap", "3");
    assert_eq!(check.result()["verdict"], "level-1", "a higher level meets a lower one");
    check.answer("pho-cap", "unknown");
    let last = browser.text("[data-rows='last'] [data-row='pho-cap']");
    assert!(last.contains("chỉ cần Mức độ 2."), "{last}");
}

#[test]
fn a_hard_commune_and_a_kind_of_unit_are_held_against_their_own() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    level_one(&check);
    check.type_in("cong-dan", "50").type_in("dao-tao.1", "40").type_in("dao-tao.2", "10");
    assert_eq!(check.result()["verdict"], "not-achieved");
    check.choose("area", "kho-khan");
    assert_eq!(check.result()["verdict"], "level-1");
    assert!(check.words().contains("và ngưỡng riêng của vùng đã chọn, năm"), "{}", check.words());
    check.choose("area", "").choose("group", "kinh-te");
    check.answer("danh-hieu", "no").answer("pho-cap", "3").type_in("cong-dan", "80");
    check.type_in("dao-tao.1", "60").type_in("dao-tao.2", "15");
    assert_eq!(check.result()["verdict"], "level-2", "the title binds it at level 1 only");
}

#[test]
fn a_criterion_says_when_all_of_it_is_met() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    level_one(&check);
    check.answer("pho-cap", "3").type_in("cong-dan", "80").type_in("dao-tao.1", "60").type_in("dao-tao.2", "15");
    // Of level 2, which is the next: the results are all there, the conditions are not.
    assert!(browser.shows("[data-when='all-met:ket-qua']"));
    assert!(!browser.shows("[data-when='all-met:dieu-kien']"));
}

#[test]
fn what_was_recognised_says_two_days_and_changes_nothing() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    level_one(&check);
    let before = check.result();
    let fill = "for (const [id, value] of arguments[0]) {
        const field = document.getElementById(id); field.value = value;
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
    }";
    browser.run(fill, json!([[["recognised-level", "1"], ["recognised-date", "2026-02-10"]]]));
    let mut after = check.result();
    let expected = json!({ "level": 1, "date": "2026-02-10", "raise_from": "2027-02-10", "kept_until": "2029-12-31" });
    assert_eq!(after.as_object_mut().and_then(|result| result.remove("recognised")), Some(expected));
    assert_eq!(after, before);
    let result = browser.text("[data-result]");
    assert!(result.contains("được giữ đến hết ngày 31/12/2029") && result.contains("Từ ngày 10/2/2027"), "{result}");
    check.wait_until_saved();
    let check = Check::open(&browser, &server.url(UNITS));
    assert_eq!(check.result()["recognised"]["date"], "2026-02-10", "it came back");
    let stored = check.stored_of("samples", "mau-ho-so@1-2026");
    let outcome = hoctap(built().root(), &["score", "mau-ho-so", "--answers", "-"], &stored).succeeds();
    let result: Value = serde_json::from_str(&outcome.stdout).expect("one result");
    assert_eq!(result, check.result());
}

#[test]
fn a_set_that_may_not_decide_says_why_and_counts_all_the_same() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(LISTED));
    check.answer("thu-nhap", "yes").type_in("xa-dat", "95");
    assert_eq!((&check.result()["verdict"], &check.result()["total"]), (&json!("undecided"), &json!(2)));
    assert!(check.words().contains("không còn cấp mẫu"), "{}", check.words());
    assert!(!browser.text("[data-result]").contains("Bảng chưa đủ"));
}
