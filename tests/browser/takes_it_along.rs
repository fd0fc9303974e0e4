//! The result and the sheet leave the page as a person wishes: on paper, as text, by what the device can; and the page
//! reads itself aloud where there is a voice.

use serde_json::{Value, json};

use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::{Browser, Phone, pages_of};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};
use crate::support::{hoctap, repository};

fn open_with(script: &str) -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    Check::open(&browser, &server.url(CHECK));
    (server, browser)
}

/// Writes into the field for notes of a question.
fn note(browser: &Browser, id: &str, text: &str) {
    let write = "const field = document.querySelector(`[name='n.${arguments[0]}']`);
                 field.value = arguments[1];
                 field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(write, json!([id, text]));
}

#[test]
fn the_form_is_both_sides_of_a_sheet_and_the_result_another_blank_or_full() {
    let (_server, browser) = open_with("");
    let check = Check::wait(&browser);
    assert_eq!(pages_of(&browser.print()), (3, true), "blank");
    check.choose("group", "can-bo").choose("area", "vung-kho-khan").answer_all([7; 10]).answer("tu-duy", "4");
    for id in INDICATORS {
        note(&browser, id, "Thẻ thư viện xã, sổ tay ghi bài, ảnh chụp buổi học ở nhà văn hóa");
    }
    assert_eq!(pages_of(&browser.print()), (3, true), "full");
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let size = browser.value("parseFloat(getComputedStyle(document.querySelector('.ask')).fontSize)");
    assert!(size.as_f64().is_some_and(|size| size >= 14.6), "letters of 11 pt: {size}");
    let lines = browser.value("[...document.querySelectorAll('.ask .line')].map(line => line.innerText)");
    assert!(lines.as_array().is_some_and(|lines| lines.len() == 10
        && lines.iter().all(|line| line.as_str().is_some_and(|line| line.contains("Thẻ thư viện xã")))));
    let cut = browser.value(
        "[...document.querySelectorAll('main *')].filter(item => item.getClientRects().length
            && !item.closest('.vh') && item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).overflowX !== 'visible')
            .map(item => item.outerHTML.slice(0, 80))",
    );
    assert_eq!(cut, json!([]), "nothing is cut");
}

#[test]
fn notes_come_back_with_the_sheet_and_stand_in_no_result() {
    let (_server, browser) = open_with("");
    let check = Check::wait(&browser);
    check.answer("ke-hoach", "8");
    note(&browser, "ke-hoach", "Sổ tay <b>xanh</b>");
    browser.reload();
    let check = Check::wait(&browser);
    assert_eq!(browser.value("document.querySelector(\"[name='n.ke-hoach']\").value"), "Sổ tay <b>xanh</b>");
    assert!(!check.result().to_string().contains("Sổ tay"));
    let sheet = check.stored().expect("it is kept");
    let scored = hoctap(repository(), &["score", "cdht", "--answers", "-"], &sheet).succeeds();
    assert_eq!(serde_json::from_str::<Value>(&scored.stdout).expect("a result"), check.result());
}

#[test]
fn the_result_is_copied_and_shared_in_the_words_of_the_page() {
    let (_server, browser) = open_with(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text; } } });
         navigator.share = async what => { window.shared = what; };",
    );
    Check::wait(&browser).answer_all([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    browser.tap("#ket-qua details summary");
    browser.tap("details[open] [data-action='copy']");
    browser.wait("window.copied");
    let copied = browser.value("window.copied").as_str().unwrap_or_default().to_owned();
    for words in [
        "Tự kiểm tra: Công dân học tập",
        "bạn chưa đủ điều kiện",
        "94 trên 100 điểm",
        "Từ 4 lên 5 điểm, thêm 1.",
        "không thay cho quyết định công nhận",
    ] {
        assert!(copied.contains(words), "“{words}” is not in: {copied}");
    }
    for unseen in ["Chưa kết luận được", "  ", "{"] {
        assert!(!copied.contains(unseen), "“{unseen}” is in: {copied}");
    }
    assert!(browser.text("details[open]").contains("Đã chép."));
    browser.tap("[data-action='share']");
    assert_eq!(browser.value("window.shared.text"), copied);
}

#[test]
fn where_nothing_can_be_shared_or_copied_the_text_is_there() {
    let (_server, browser) = open_with("delete Navigator.prototype.share; delete Navigator.prototype.clipboard;");
    Check::wait(&browser).answer("ke-hoach", "8");
    assert!(!browser.shows("[data-action='share']"));
    browser.open_all_parts();
    browser.wait("document.querySelector('[data-result-text]')?.value.includes('Chưa kết luận được')");
    browser.wait("document.querySelector('[data-sheet-json]')?.value.includes('\"ke-hoach\":8')");
}

/// Voices that speak to nobody: `window.said` is what they were asked to say.
pub(crate) fn voices(languages: &str) -> String {
    format!(
        "window.said = [];
         const speech = {{
           getVoices: () => {languages}.map(lang => ({{ lang }})),
           speak: words => window.said.push(words.text), cancel: () => window.said.push('stop'),
         }};
         Object.defineProperty(window, 'speechSynthesis', {{ value: speech }});
         window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};"
    )
}

#[test]
fn a_question_is_read_aloud_and_a_second_tap_stops() {
    let (_server, browser) = open_with(&voices("['en-US', 'vi-VN']"));
    browser.tap("#i-ke-hoach .speak");
    let said = browser.value("window.said.join('|')").as_str().unwrap_or_default().to_owned();
    assert!(said.contains("Trong năm, bạn có định trước mình sẽ học gì"), "{said}");
    assert!(said.contains("Chưa nghĩ đến việc học gì"), "what the points mean: {said}");
    assert_eq!(browser.attribute("#i-ke-hoach .speak", "aria-pressed").as_deref(), Some("true"));
    browser.tap("#i-ke-hoach .speak");
    assert_eq!(browser.value("window.said[window.said.length - 1]"), "stop");
    assert_eq!(browser.attribute("#i-ke-hoach .speak", "aria-pressed").as_deref(), Some("false"));
}

#[test]
fn without_a_vietnamese_voice_nothing_offers_to_read() {
    for languages in ["[]", "['en-US']"] {
        let (_server, browser) = open_with(&voices(languages));
        assert!(!browser.shows("#i-ke-hoach .speak"), "{languages}");
    }
}
