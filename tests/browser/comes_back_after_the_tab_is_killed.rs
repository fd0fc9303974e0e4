//! Phones kill tabs when memory is short. What the page calls saved is saved.

use tempfile::TempDir;

use crate::check::{CHECK, Check};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;

#[test]
fn every_answer_is_there_after_the_tab_was_killed() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.choose("group", "hoc-sinh").choose("area", "vung-kho-khan").answer_all([7; 10]);
    check.answer("ngoai-ngu", "unknown");
    check.wait_until_saved();
    let before = check.result();

    browser.kill_tab();
    let check = Check::open(&browser, &server.url(CHECK));
    assert_eq!(check.result(), before);
    assert_eq!(browser.value("document.querySelector(\"input[name='i.ngoai-ngu']:checked\").value"), "unknown");
    assert_eq!(browser.value("document.querySelector(\"input[name=group]:checked\").value"), "hoc-sinh");
    assert!(browser.text("main").contains("Trang đã mở lại câu trả lời"), "it says where the answers come from");
}

#[test]
fn saved_is_said_only_when_it_is_saved() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    // Looks in the same turn in which the page says “saved”: is the answer on the device by then?
    let script = "
        const said = () => document.querySelector('[data-when~=saved]:not([hidden])') !== null;
        return new Promise(done => {
          const year = document.querySelector('[name=year]').value;
          const look = () => said() ? done(localStorage.getItem(`hoctap/sheet/cdht@324-2023/${year}`)) : setTimeout(look, 0);
          document.querySelector(\"input[name='i.ke-hoach'][value='9']\").click();
          look();
        });";
    let stored = browser.run(script, serde_json::json!([]));
    assert!(stored.as_str().is_some_and(|sheet| sheet.contains("\"ke-hoach\":9")), "{stored}");
    // And once more: after the first save a later answer must not be covered by the old word.
    check.answer("tu-duy", "3");
    browser.kill_tab();
    let check = Check::open(&browser, &server.url(CHECK));
    assert_eq!(check.result()["total"], 12);
}

#[test]
fn another_day_in_the_same_browser_the_answers_are_there() {
    let profile = TempDir::new().expect("a folder for the profile");
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().of(profile.path()).open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]);
    check.wait_until_saved();
    drop(browser);

    let browser = Phone::default().of(profile.path()).open();
    Check::open(&browser, &server.url(CHECK)).shows(80, "achieved");
}

#[test]
fn two_tabs_of_one_person_hold_one_sheet() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]);
    let first = browser.open_tab();
    Check::open(&browser, &server.url(CHECK)).shows(80, "achieved").answer("hop-tac", "4").shows(76, "not-achieved");
    browser.go_to_tab(&first);
    Check::wait(&browser).shows(76, "not-achieved").answer("ke-hoach", "9").shows(77, "not-achieved");
}

#[test]
fn what_was_marked_before_the_module_had_come_counts() {
    let server = Host::default().slow_with_wasm().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(CHECK));
    browser.tap("input[name='i.ke-hoach'][value='9'] + span");
    assert_eq!(browser.attribute("html", "data-hoctap").as_deref(), Some("manual"), "the module is still on its way");
    let check = Check::wait(&browser);
    check.shows(9, "incomplete");
    browser.kill_tab();
    Check::open(&browser, &server.url(CHECK)).shows(9, "incomplete");
}

#[test]
fn going_back_and_forth_keeps_the_answers() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]);
    browser.go(&server.url("tieu-chi/cdht/tu-hoc/"));
    browser.back();
    Check::wait(&browser).shows(80, "achieved");
}
