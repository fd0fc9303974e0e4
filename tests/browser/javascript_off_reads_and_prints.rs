//! No script at all: the form is read, filled by hand and printed on A4; the guidance reads as always.

use serde_json::json;

use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::{Browser, Phone, pages_of};
use crate::support::is_kind;
use crate::support::real::real_site;
use crate::support::server::Host;

fn without_scripts(path: &str) -> (crate::support::server::Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().without_scripts().open();
    browser.go(&server.url(path));
    (server, browser)
}

#[test]
fn the_form_is_there_whole_with_the_rule_in_words() {
    let (server, browser) = without_scripts(CHECK);
    assert_eq!(browser.attribute("html", "data-hoctap").as_deref(), Some("manual"));
    for id in INDICATORS {
        assert!(browser.shows(&format!("#i-{id}")), "{id}");
        for value in ["0", "5", "10", "unknown"] {
            assert!(browser.shows(&format!("input[name='i.{id}'][value='{value}'] + span")), "{id}: {value}");
        }
    }
    let text = browser.text("main");
    for words in ["Cộng điểm bằng tay", "Tổng từ 80 (tám mươi) điểm trở lên", "không thay cho quyết định công nhận"]
    {
        assert!(text.contains(words), "“{words}” is missing");
    }
    let asked = server.requests();
    assert!(!asked.iter().any(|path| is_kind(path, "wasm")), "no script ran: {asked:?}");
}

#[test]
fn nothing_that_needs_a_script_is_offered() {
    let (_server, browser) = without_scripts(CHECK);
    for css in [".bar", "[data-action='print']", "[data-action='clear']", "[data-update]"] {
        assert!(!browser.shows(css), "{css} is shown");
    }
    let text = browser.text("main");
    assert!(!text.contains("Bạn chưa trả lời câu nào") && !text.contains("Đã lưu"), "a live sentence is shown");
    assert!(!text.contains("Dừng giữa chừng, mở lại vẫn còn"), "a promise that only the script keeps");
}

#[test]
fn a_number_can_be_chosen_and_stays_chosen() {
    let (_server, browser) = without_scripts(CHECK);
    browser.touch("input[name='i.ke-hoach'][value='8'] + span");
    assert_eq!(browser.value("document.querySelector(\"input[name='i.ke-hoach'][value='8']\").checked"), true);
}

#[test]
fn the_form_prints_on_a4_as_a_paper_form() {
    let (_server, browser) = without_scripts(CHECK);
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4, "every page is A4");
    assert!((1..=4).contains(&pages), "{pages} sheets of paper");
    on_paper(&browser);
    assert!(browser.text("body").contains("Cộng điểm bằng tay"), "how to score it is not on paper");
}

#[test]
fn a_blank_form_prints_the_same_way_where_scripts_run() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4 && (1..=4).contains(&pages), "{pages} pages, A4: {a4}");
    on_paper(&browser);
    assert!(browser.text("body").contains("Cộng điểm bằng tay"), "how to score it is not on paper");
}

#[test]
fn a_filled_form_prints_with_its_result() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4 && (1..=4).contains(&pages), "{pages} pages, A4: {a4}");
    on_paper(&browser);
    assert!(check.words().contains("bạn chưa đủ điều kiện"), "the verdict is not on paper: {}", check.words());
    assert!(browser.text("[data-result] .sum").contains("94"), "the total is not on paper");
    assert!(browser.sees("[data-rows='way-up'] [data-row='hop-tac']"), "the way up is not on paper");
}

/// Black on white, no navigation, nothing cut off at the edge of the paper.
fn on_paper(browser: &Browser) {
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    // A4 less the margins that the style asks for, in CSS pixels.
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        &json!({ "width": 700, "height": 1000, "deviceScaleFactor": 1, "mobile": false }),
    );
    assert_eq!(browser.value("innerWidth"), 700);
    for css in ["header nav", ".crumbs", ".bar", "details", "button"] {
        let shown = browser.value(&format!(
            "[...document.querySelectorAll(\"{css}\")].some(item => item.getClientRects().length > 0)"
        ));
        assert_eq!(shown, false, "{css} is on paper");
    }
    for id in INDICATORS {
        assert!(browser.shows(&format!("#i-{id}")), "{id} is not on paper");
        assert!(browser.shows(&format!("input[name='i.{id}'][value='10'] + span")), "{id} has no numbers on paper");
    }
    for words in ["324/QĐ-KHVN", "không thay cho quyết định công nhận"] {
        assert!(browser.text("body").contains(words), "“{words}” is not on paper");
    }
    let width = browser.value("document.documentElement.scrollWidth");
    assert!(width.as_u64().is_some_and(|width| width <= 700), "{width} px wide, the paper has 700");
    let colours = browser.value("(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))");
    assert_eq!(colours[0], "rgb(0, 0, 0)", "ink");
    assert!(
        ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].map(|white| json!(white)).contains(&colours[1]),
        "paper: {colours}"
    );
}

#[test]
fn an_article_and_a_lesson_read_without_scripts() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().without_scripts().open();
    for path in ["", "bai-viet/mai-lam/", "tieu-chi/cdht/", "tieu-chi/cdht/tu-hoc/", "tap-huan/"] {
        browser.go(&server.url(path));
        assert!(browser.shows("h1") && browser.text("main").len() > 200, "{path}");
    }
}
