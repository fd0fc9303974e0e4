//! Lessons: questions that say right or wrong without any script, slides that turn by keys, and paper.

use base64::Engine as _;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Phone, pages_of};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

const LESSON: &str = "tap-huan/dien-thoai-tu-dau/lam-quen/";

fn open(phone: Phone, path: &str) -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = phone.open();
    browser.go(&server.url(path));
    (server, browser)
}

/// The slides of every lesson.
fn decks() -> Vec<String> {
    let lessons = real_site().pages().filter_map(|(path, _)| path.strip_suffix("trinh-chieu/index.html"));
    let decks: Vec<String> = lessons.map(|lesson| format!("{lesson}trinh-chieu/")).collect();
    assert!(decks.len() > 20, "{decks:?}");
    decks
}

/// Presses and releases a key, as a keyboard does.
fn press(browser: &Browser, key: &str) {
    let code = match key {
        "PageDown" => 34,
        "PageUp" => 33,
        "End" => 35,
        "Home" => 36,
        "ArrowRight" => 39,
        "Escape" => 27,
        _ => 78,
    };
    for kind in ["rawKeyDown", "keyUp"] {
        browser.devtools(
            "Input.dispatchKeyEvent",
            &json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code }),
        );
    }
}

#[test]
fn without_any_script_a_question_says_in_words_whether_the_answer_is_right() {
    let (_server, browser) = open(Phone::default().without_scripts(), LESSON);
    let first = "fieldset.quiz:first-of-type";
    let said = || ["right", "wrong"].map(|word| browser.shows(&format!("{first} .said .{word}")));
    assert_eq!(said(), [false, false], "nothing is said before an answer");
    browser.touch(&format!("{first} .n + label"));
    assert_eq!(said(), [false, true]);
    browser.touch(&format!("{first} .y + label"));
    assert_eq!(said(), [true, false]);
    assert!(!browser.shows(&format!("{first} details p")), "why is folded");
    browser.touch(&format!("{first} summary"));
    assert!(browser.shows(&format!("{first} details p")), "and opens without a script");
}

#[test]
fn where_several_are_right_one_of_them_is_not_enough() {
    let page = "<!doctype html><link rel=stylesheet href=\"";
    let style = real_site().public.read_dir().expect("the site").flatten();
    let style = style.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let style = style.into_iter().find(|name| name.starts_with("training-")).expect("the style of questions");
    let (server, browser) = open(Phone::default(), LESSON);
    let inputs = ["y", "n", "y"].map(|class| format!("<input type=checkbox class={class} id={class}>")).concat();
    let html = format!(
        "{page}{}\"><fieldset class=quiz>{inputs}<p class=said><span class=right>a</span><span class=wrong>b</span>\
         <span class=part>c</span></p></fieldset>",
        server.url(&style)
    );
    browser.run("document.documentElement.innerHTML = arguments[0]", json!([html]));
    browser.wait("document.styleSheets.length === 1");
    let mark = |checked: [bool; 3]| -> String {
        browser.run(
            "document.querySelectorAll('input').forEach((box, index) => { box.checked = arguments[0][index]; })",
            json!([checked]),
        );
        let shown = browser.value(
            "[...document.querySelectorAll('.said span')].filter(span => getComputedStyle(span).display !== 'none')\
             .map(span => span.className).join(' ')",
        );
        shown.as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(mark([false, false, false]), "");
    assert_eq!(mark([true, false, false]), "part");
    assert_eq!(mark([false, false, true]), "part");
    assert_eq!(mark([true, false, true]), "right");
    assert_eq!(mark([true, true, true]), "wrong");
    assert_eq!(mark([false, true, false]), "wrong");
}

#[test]
fn slides_turn_by_keys_show_the_notes_and_lead_back() {
    let (server, browser) = open(Phone::default().with_a_wide_screen(), &format!("{LESSON}trinh-chieu/"));
    let at = || browser.value("location.hash").as_str().unwrap_or_default().to_owned();
    let count = browser.value("document.querySelectorAll('.slide').length");
    press(&browser, "End");
    assert_eq!(at(), format!("#s.{count}"));
    press(&browser, "Home");
    assert_eq!(at(), "#s.1");
    // A slide higher than the screen takes a press more.
    for _ in 0..4 {
        if at() == "#s.2" {
            break;
        }
        press(&browser, "PageDown");
    }
    assert_eq!(at(), "#s.2");
    press(&browser, "PageUp");
    assert_eq!(at(), "#s.1");
    let open = "[...document.querySelectorAll('details.remark')].filter(remark => remark.open).length";
    assert_eq!(browser.value(open), Value::from(0));
    press(&browser, "n");
    assert!(browser.value(open).as_u64().is_some_and(|open| open > 0), "the notes are shown");
    press(&browser, "n");
    assert_eq!(browser.value(open), Value::from(0));
    press(&browser, "Escape");
    browser.wait("!document.querySelector('.slide')");
    assert_eq!(browser.url(), server.url(LESSON));
}

#[test]
fn without_a_script_slides_are_a_page_to_scroll_and_nothing_is_offered_that_does_not_work() {
    let (_server, browser) = open(Phone::default().without_scripts(), &format!("{LESSON}trinh-chieu/"));
    for css in ["[data-turn]", "[data-remarks]", "[data-full]", "[data-keys]"] {
        assert!(!browser.shows(css), "{css}");
    }
    assert!(browser.shows("[data-leave]") && browser.shows("details.remark summary"));
}

#[test]
fn slides_print_one_a_sheet_and_a_handout_has_its_answers_apart() {
    let (server, browser) = open(Phone::default(), "");
    for deck in decks() {
        browser.go(&server.url(&deck));
        let count = browser.value("document.querySelectorAll('.slide').length");
        let pdf = browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
        let pdf = base64::engine::general_purpose::STANDARD.decode(pdf["data"].as_str().unwrap_or_default());
        let (sheets, _) = pages_of(&pdf.expect("a PDF comes in base64"));
        assert_eq!(Value::from(sheets), count, "one slide a sheet: {deck}");
    }
    browser.go(&server.url("tap-huan/dien-thoai-tu-dau/phat-tay/"));
    let lessons = browser.value("document.querySelectorAll('main > section:not(.answers)').length");
    let (sheets, _) = pages_of(&browser.print());
    assert!(Value::from(sheets).as_u64() > lessons.as_u64(), "{sheets} sheets for {lessons} lessons and the answers");
}

#[test]
fn slides_the_trainers_page_and_the_handout_fit_a_narrow_phone() {
    let (server, browser) = open(Phone::default(), LESSON);
    for page in [
        LESSON,
        &format!("{LESSON}trinh-chieu/"),
        "tap-huan/dien-thoai-tu-dau/nguoi-day/",
        "tap-huan/dien-thoai-tu-dau/phat-tay/",
    ] {
        browser.go(&server.url(page));
        let wide = browser.value("document.documentElement.scrollWidth - window.innerWidth");
        assert!(wide.as_i64().is_some_and(|more| more <= 0), "{page} is {wide} too wide");
        let small = browser.value(
            "[...document.querySelectorAll('.quiz > label, summary, .controls > *')].filter(part => part.offsetHeight > 0 && part.offsetHeight < 48)\
             .map(part => part.textContent.trim()).join('; ')",
        );
        assert_eq!(small, Value::from(""), "{page}");
    }
}

#[test]
fn a_projector_shows_every_slide_of_every_course_whole() {
    let (server, browser) = open(Phone::default().with_a_wide_screen(), "");
    let mut high = Vec::new();
    for deck in &decks() {
        browser.go(&server.url(deck));
        // A window of a browser on a small laptop, and the projector that most halls have.
        for (width, height) in [(1280, 657), (1024, 768)] {
            let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", &screen);
            let script = "return [...document.querySelectorAll('.slide')]
                .filter(slide => slide.getBoundingClientRect().height > innerHeight + 1 || slide.scrollWidth > slide.clientWidth)
                .map(slide => `${arguments[0]}#${slide.id} at ${innerWidth} by ${innerHeight}`)";
            high.extend(browser.run(script, json!([deck])).as_array().cloned().unwrap_or_default());
        }
    }
    assert_eq!(Value::from(high), json!([]), "slides that have to be scrolled");
}
