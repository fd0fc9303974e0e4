//! Every year and every person has a sheet of its own: none is shown under another's name, none is overwritten.

use serde_json::{Value, json};

use crate::check::{CHECK, Check};
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

const SHEETS: &str = "hoctap/sheet/cdht@324-2023";

fn phone() -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url("404.html"));
    (server, browser)
}

fn keep(browser: &Browser, key: &str, text: &str) {
    browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, text]));
}

fn kept(browser: &Browser, key: &str) -> Value {
    browser.run("return localStorage.getItem(arguments[0])", json!([key]))
}

fn choose_year(browser: &Browser, year: u32) {
    let choose = "const select = document.querySelector('[name=year]');
                  select.value = arguments[0];
                  for (const name of ['input', 'change']) select.dispatchEvent(new Event(name, { bubbles: true }));";
    browser.run(choose, json!([year.to_string()]));
}

fn sheet(year: u32, answers: &Value) -> String {
    json!({ "set": "cdht", "version": "324-2023", "year": year, "answers": answers }).to_string()
}

#[test]
fn another_year_is_another_sheet_and_nothing_is_relabelled() {
    let (server, browser) = phone();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    choose_year(&browser, 2025);
    assert_eq!((&check.result()["answered"], &check.result()["year"]), (&json!(0), &json!(2025)));
    check.answer("ke-hoach", "9").wait_until_saved();
    browser.reload();
    let check = Check::wait(&browser);
    assert_eq!((&check.result()["total"], &check.result()["year"]), (&json!(9), &json!(2025)), "the year chosen last");
    choose_year(&browser, 2026);
    check.shows(80, "achieved");
    assert!(kept(&browser, &format!("{SHEETS}/2026")).is_string());
    assert!(kept(&browser, &format!("{SHEETS}/2025")).to_string().contains("ke-hoach"));
}

#[test]
fn a_sheet_from_before_there_were_years_moves_to_its_own() {
    let (server, browser) = phone();
    let text = sheet(2025, &json!({ "ke-hoach": 7 }));
    keep(&browser, SHEETS, &text);
    let check = Check::open(&browser, &server.url(CHECK));
    assert_eq!(check.result()["answered"], 0, "2026 was not asked yet");
    assert_eq!(kept(&browser, SHEETS), Value::Null);
    assert_eq!(kept(&browser, &format!("{SHEETS}/2025")), json!(text));
    choose_year(&browser, 2025);
    assert_eq!(check.result()["total"], 7);
}

#[test]
fn where_both_are_there_neither_is_lost() {
    let (server, browser) = phone();
    let (old, new) = (sheet(2026, &json!({ "ke-hoach": 7 })), sheet(2026, &json!({ "tu-duy": 3 })));
    keep(&browser, SHEETS, &old);
    keep(&browser, &format!("{SHEETS}/2026"), &new);
    let check = Check::open(&browser, &server.url(CHECK));
    assert_eq!(check.result()["total"], 3);
    assert_eq!(kept(&browser, SHEETS), Value::Null);
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026/damaged")), json!(old));
}

#[test]
fn what_cannot_be_read_is_put_aside_before_it_is_written_over() {
    let (server, browser) = phone();
    keep(&browser, &format!("{SHEETS}/2026"), "{\"answers\":{\"ke-hoach\":8,\"tu-duy\":99");
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer("tu-duy", "5").wait_until_saved();
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026/damaged")), json!("{\"answers\":{\"ke-hoach\":8,\"tu-duy\":99"));
}

#[test]
fn somebody_elses_turn_shows_their_sheet_under_their_name_and_the_owners_stays() {
    let (server, browser) = phone();
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]).wait_until_saved();
    keep(&browser, "hoctap/person", "p2 Bà Tư <b>");
    browser.reload();
    let check = Check::wait(&browser);
    assert_eq!(check.result()["answered"], 0, "nothing of the owner is shown");
    assert!(browser.text("[data-when='of-another']").contains("Phiếu của Bà Tư <b>."), "a name is text");
    check.answer("ke-hoach", "4").wait_until_saved();
    assert!(kept(&browser, &format!("{SHEETS}/2026/p2")).to_string().contains("ke-hoach"));

    let first = browser.open_tab();
    browser.go(&server.url("404.html"));
    keep(&browser, "hoctap/person", "");
    browser.go_to_tab(&first);
    browser.wait("document.querySelector('[data-result]').dataset.score === '80'");
    assert!(!browser.shows("[data-when='of-another']"));
}

#[test]
fn an_answer_goes_to_the_person_on_the_screen_even_where_the_turn_has_passed() {
    let (server, browser) = phone();
    keep(&browser, "hoctap/person", "p1 Ông Năm");
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer("ke-hoach", "4");
    // In the tab itself nothing says that this was written.
    keep(&browser, "hoctap/person", "p2 Bà Tư");
    check.answer("tu-duy", "6");
    assert!(kept(&browser, &format!("{SHEETS}/2026/p1")).to_string().contains("tu-duy"), "it is Ông Năm's");
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026/p2")), Value::Null);
    assert_eq!(check.result()["answered"], 0, "and the screen is Bà Tư's");
}

#[test]
fn between_two_people_nobodys_sheet_is_shown() {
    let (server, browser) = phone();
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]).wait_until_saved();
    keep(&browser, "hoctap/person", "-");
    browser.go(&server.url(CHECK));
    // It stays, or leads to who is next.
    browser.wait("document.documentElement.dataset.hoctap === 'ready' || !document.querySelector('[data-check]')");
    let marked = browser.value("document.querySelectorAll('fieldset[data-indicator] input:checked').length");
    assert_eq!(marked, 0);
}

#[test]
fn two_tabs_at_once_lose_neither_ones_answer() {
    let (server, browser) = phone();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer("ke-hoach", "8").wait_until_saved();
    // As a tab would that has not been told yet.
    keep(&browser, &format!("{SHEETS}/2026"), &sheet(2026, &json!({ "ke-hoach": 8, "tu-duy": 5 })));
    check.answer("ngoai-ngu", "7");
    assert_eq!(check.result()["total"], 20);
    let stored = kept(&browser, &format!("{SHEETS}/2026")).to_string();
    assert!(["ke-hoach", "tu-duy", "ngoai-ngu"].iter().all(|id| stored.contains(id)), "{stored}");
}

#[test]
fn where_nothing_can_be_kept_the_years_live_as_long_as_the_page() {
    let (server, browser) = phone();
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": full }));
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]);
    choose_year(&browser, 2025);
    assert_eq!(check.result()["answered"], 0);
    choose_year(&browser, 2026);
    check.shows(80, "achieved");
    assert!(browser.text("main").contains("Máy này không cho trang lưu lại"));
}
