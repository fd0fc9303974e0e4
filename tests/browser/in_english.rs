//! The self-check in English: the page speaks English, the questions stay Vietnamese, and the sheet is the same one.

use serde_json::json;

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;
use crate::takes_it_along::voices;

/// Where it lies in the site.
const IN_ENGLISH: &str = "en/tu-kiem-tra/cdht/";

#[test]
fn a_check_that_is_done_in_english_stands_in_vietnamese_too_and_the_other_way_round() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url("en/"));
    browser.tap("a.start");
    let check = Check::wait(&browser);
    assert_eq!(browser.url(), server.url(IN_ENGLISH));
    assert!(browser.text("main .note").contains("The questions are in Vietnamese"));
    check.choose("group", "hoc-sinh").answer_all([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    assert_eq!(check.result()["verdict"], "not-achieved");
    let words = check.words();
    assert!(words.contains("you do not yet qualify for Learning citizen (Công dân học tập) in "), "{words}");
    let way_up = browser.text("[data-rows='way-up'] [data-row='hop-tac']");
    assert!(way_up.contains("From 4 to 5 points, 1 more"), "{way_up}");
    assert_eq!(browser.text("[data-rows='review'] [data-row='hop-tac'] [data-slot='said']"), "4 points");
    check.answer("hop-tac", "8");
    assert_eq!(check.result()["verdict"], "achieved");
    assert!(check.words().contains("you qualify for"), "{}", check.words());
    check.wait_until_saved();
    let stored = check.stored();

    browser.tap(".note a[hreflang='vi']");
    let check = Check::wait(&browser);
    assert_eq!(browser.url(), server.url(CHECK));
    check.shows(98, "achieved");
    assert_eq!(check.stored(), stored, "opened, not changed");
    assert_eq!(check.result()["group"], "hoc-sinh");
    check.answer("ke-hoach", "4").shows(92, "not-achieved");
    check.wait_until_saved();

    browser.tap("footer a[hreflang='en']");
    let check = Check::wait(&browser);
    assert_eq!(browser.url(), server.url(IN_ENGLISH));
    assert_eq!(check.result()["total"], 92);
    assert!(check.words().contains("you do not yet qualify"), "{}", check.words());
}

#[test]
fn the_result_as_text_is_in_the_words_of_the_page() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(IN_ENGLISH));
    check.answer_all([8; 10]);
    browser.open_all_parts();
    browser.wait("document.querySelector('[data-result-text]')?.value");
    let text = browser.value("document.querySelector('[data-result-text]').value").to_string();
    for words in ["Self-check: Learning citizen", "80 out of 100 points", "Total – 100 – 80", "It does not replace"]
    {
        assert!(text.contains(words), "“{words}” is not in: {text}");
    }
    assert!(!text.contains("tám mươi"), "numbers are said in Vietnamese words on the Vietnamese page: {text}");
}

#[test]
fn a_question_is_read_by_a_vietnamese_voice_and_nothing_that_is_english_with_it() {
    let server = Host::default().serve(&real_site().public);
    for (languages, is_offered) in [("['en-US', 'vi-VN']", true), ("['en-US']", false)] {
        let browser = Phone::default().open();
        let source = json!({ "source": voices(languages) });
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &source);
        Check::open(&browser, &server.url(IN_ENGLISH));
        assert_eq!(browser.shows("#i-ke-hoach .speak"), is_offered, "{languages}");
        if is_offered {
            browser.tap("#i-ke-hoach .speak");
            let said = browser.value("window.said.join('|')").as_str().unwrap_or_default().to_owned();
            assert!(said.contains("Trong năm, bạn có định trước mình sẽ học gì"), "{said}");
            assert!(said.contains("Chưa nghĩ đến việc học gì"), "{said}");
            assert!(!said.contains("Points"), "{said}");
        }
    }
}

#[test]
fn visited_once_it_opens_without_a_server() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(IN_ENGLISH));
    wait_for_the_worker(&browser);
    browser.wait("navigator.serviceWorker.controller");
    // The visit itself may have been before the worker ruled; the second one surely is not.
    browser.reload();
    Check::wait(&browser).answer_all([8; 10]);

    server.stop();
    browser.devtools("Network.clearBrowserCache", &json!({}));
    browser.reload();
    let check = Check::wait(&browser);
    assert!(check.words().contains("you qualify for"), "{}", check.words());
}
