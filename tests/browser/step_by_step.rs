//! The whole list, the review, bars and letters. One thing at a time is `the_path.rs`.

use serde_json::{Value, json};

use crate::check::{CHECK, Check};
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

fn open() -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    (server, browser)
}

#[test]
fn the_review_says_each_answer_in_words_and_leads_there_and_back() {
    let (_server, browser) = open();
    let check = Check::wait(&browser);
    check.choose("group", "hoc-sinh").answer("ke-hoach", "8").answer("ngoai-ngu", "3").answer("tu-duy", "unknown");
    browser.lay_out_all();
    let line = |id: &str| {
        let script = "return document.querySelector(`[data-rows=review] [data-row='${arguments[0]}']`).innerText";
        browser.run(script, json!([id])).as_str().unwrap_or_default().replace('\n', " ")
    };
    assert!(line("ke-hoach").ends_with("8 điểm"), "{}", line("ke-hoach"));
    assert!(line("ngoai-ngu").contains("3 điểm Dưới mức thấp nhất, cần nâng lên."), "{}", line("ngoai-ngu"));
    assert!(line("tu-duy").contains("Chưa rõ") && !line("tu-duy").contains("Còn bỏ trống"), "{}", line("tu-duy"));
    assert!(line("hop-tac").ends_with("Còn bỏ trống."), "{}", line("hop-tac"));
    let person = browser.text("#xem-lai p b");
    assert!(person.starts_with("2026; Học sinh"), "{person}");
    browser.tap("#xem-lai a[href='#i-tu-duy']");
    check.answer("tu-duy", "6");
    assert!(line("tu-duy").ends_with("6 điểm"), "{}", line("tu-duy"));
}

#[test]
fn the_bars_are_as_long_as_the_numbers_beside_them() {
    let (_server, browser) = open();
    Check::wait(&browser).answer_all([10, 10, 10, 0, 8, 8, 8, 8, 0, 0]);
    let widths =
        browser.value("[...document.querySelectorAll('.totals [data-bar]')].map(bar => bar.getAttribute('width'))");
    assert_eq!(widths, json!(["75", "80", "0", "62"]));
}

#[test]
fn letters_come_in_three_sizes_and_stay() {
    let (_server, browser) = open();
    let size = || browser.value("parseFloat(getComputedStyle(document.querySelector('main .lead')).fontSize)").as_f64();
    let small = size().unwrap_or_default();
    browser.tap("[data-size='3']");
    let large = size().unwrap_or_default();
    assert!(large > small * 1.4, "{small} → {large}");
    assert_eq!(browser.value("document.documentElement.scrollWidth"), 360);
    browser.reload();
    Check::wait(&browser);
    assert_eq!(size(), Some(large));
    assert_eq!(browser.attribute("[data-size='3']", "aria-pressed").as_deref(), Some("true"));
}

/// Presses a key as a keyboard does.
fn press(browser: &Browser, key: &str, code: u32) {
    for kind in ["keyDown", "keyUp"] {
        let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        browser.devtools("Input.dispatchKeyEvent", &event);
    }
}

/// What a screen reader says of the place where the keyboard is: the field's own label, and its group's.
const SPOKEN: &str = "(() => {
    const { activeElement: here } = document;
    const group = here.closest('fieldset');
    const own = here.labels && here.labels[0] || here;
    return (group ? group.querySelector('legend').innerText.split('\\n')[0] + ' | ' : '') + own.innerText.trim();
})()";

#[test]
fn the_keyboard_alone_finishes_a_check_in_the_order_of_the_page() {
    let (_server, browser) = open();
    let check = Check::wait(&browser);
    browser.run("document.querySelector('[name=year]').focus()", json!([]));
    let mut stops = Vec::new();
    for _ in 0..90 {
        press(&browser, "Tab", 9);
        let spoken = browser.value(SPOKEN).as_str().unwrap_or_default().to_owned();
        if browser.value("(document.activeElement.name || '').startsWith('i.')") == Value::Bool(true) {
            // The fourth of the sentences: eight points.
            for _ in 0..3 {
                press(&browser, "ArrowRight", 39);
            }
        }
        stops.push(spoken);
        if stops.last().is_some_and(|stop| stop == "Kết quả") {
            break;
        }
    }
    check.shows(80, "achieved");
    assert!(stops[0].starts_with("Bạn thuộc nhóm nào? |"), "{stops:?}");
    assert!(stops[1].starts_with("Nơi bạn sống |"), "{stops:?}");
    let questions: Vec<&String> = stops.iter().filter(|stop| stop.contains("| 0 ") || stop.contains("| 0\n")).collect();
    assert_eq!(questions.len(), 10, "{stops:?}");
    for (at, question) in questions.iter().enumerate() {
        assert!(question.starts_with(&format!("{}. ", at + 1)), "{question}");
    }
}
