//! With a keyboard and nothing else: every stop of the Tab key is spoken by name, is seen, shows that it has the focus; and
//! the whole path of a person, in the check and in the book, can be walked.

use expect_test::{ExpectFile, expect_file};
use serde_json::{Value, json};

use crate::book::{BOOK, Book, NOW, SCREENS, keep, whole};
use crate::check::{CHECK, Check};
use crate::many_results_added_up::{self, TALLY, a_code, paste};
use crate::samples::{self, POINTS};
use crate::support::browser::{Browser, Phone, key};
use crate::support::real::real_site;
use crate::support::server::Host;

/// More stops than any of these pages has.
const MOST: usize = 400;

/// What is wrong with where the focus is: it is nowhere, not seen, covered, or does not show.
const AMISS: &str = "
    const at = document.activeElement;
    if (!at || at === document.body) return 'nowhere';
    const seen = at.matches('label > input') && at.nextElementSibling ? at.nextElementSibling : at;
    const { left, top, bottom, width, height } = seen.getBoundingClientRect();
    if (!width || !height) return 'not seen';
    // What is larger than the screen is seen in part.
    const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    if (from >= to) return 'off the screen';
    const [x, y] = [left + Math.min(width / 2, 40), from + Math.min((to - from) / 2, 24)];
    const there = document.elementFromPoint(x, y);
    const holder = at.closest('label') || at;
    if (!there || !(holder.contains(there) || there.contains(holder))) return 'covered by ' + (there && there.outerHTML.slice(0, 80));
    const isOutlined = [at, seen].some(item => {
      const { outlineStyle, outlineWidth } = getComputedStyle(item);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    return isOutlined ? '' : 'not outlined';";

/// Presses Tab until the focus is on an element like that, and insists that each stop on the way is one.
fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..MOST {
        browser.press(key::TAB);
        let there = browser.run("return document.activeElement.matches(arguments[0])", json!([css]));
        if there == json!(true) {
            let amiss = browser.run(AMISS, json!([]));
            assert_eq!(amiss, json!(""), "{css}");
            return;
        }
    }
    panic!("no way by the Tab key leads to {css}");
}

/// The same, and presses Enter there.
fn enter(browser: &Browser, css: &str) {
    tab_to(browser, css);
    browser.press(key::ENTER);
}

/// Whoever listens stays somewhere: the focus is not lost with a button that went.
fn stays(browser: &Browser, what: &str) {
    assert_ne!(browser.value("document.activeElement === document.body"), json!(true), "{what} loses the focus");
}

/// Every stop of the Tab key on a page can be used; those of its own part are spoken in this order.
fn every_stop(browser: &Browser, expected: &ExpectFile) {
    expected.assert_eq(&stops(browser));
}

/// What is spoken at every stop of the Tab key in the page's own part; each can be used.
fn stops(browser: &Browser) -> String {
    let (mut spoken, mut amiss) = (String::new(), String::new());
    // Before the first stop; a focus that was taken away is still where the way goes on.
    let begin = "window.stops = new Set(); document.body.tabIndex = -1; document.body.focus();
                 document.body.removeAttribute('tabindex');";
    browser.run(begin, json!([]));
    for _ in 0..MOST {
        browser.press(key::TAB);
        let is_new = "const at = document.activeElement;
                      return at !== document.body && !window.stops.has(at) && Boolean(window.stops.add(at));";
        if browser.run(is_new, json!([])) != json!(true) {
            break;
        }
        let among = "const group = document.activeElement.closest('fieldset, [role=group], nav, aside');
                     const of = group && (group.querySelector('legend h3, legend')
                       || document.getElementById(group.getAttribute('aria-labelledby')));
                     return of ? of.innerText.trim().replace(/\\s*\\n\\s*/g, ': ') + ' > ' : '';";
        let among = browser.run(among, json!([]));
        let said = format!("{}{}", among.as_str().unwrap_or_default(), browser.spoken());
        if let Value::String(wrong) = browser.run(AMISS, json!([]))
            && !wrong.is_empty()
        {
            amiss.push_str(&format!("{said}: {wrong}\n"));
        }
        // What every page has above and below is none of these pages' order.
        if browser.value("document.activeElement.closest('main') !== null") == json!(true) {
            spoken.push_str(&said);
            spoken.push('\n');
        }
    }
    assert_eq!(amiss, "", "stops that cannot be used");
    spoken
}

#[test]
fn every_stop_in_the_check_is_spoken_and_seen() {
    let (server, browser) = samples::open();
    Check::open(&browser, &server.url(POINTS)).choose("group", "nong-dan").answer("doc", "7");
    browser.open_all_parts();
    every_stop(&browser, &expect_file!["page/spoken_check.txt"]);
}

#[test]
fn every_stop_in_the_book_is_spoken_and_seen() {
    let (server, browser) = samples::open();
    keep(
        &browser,
        &server,
        &[
            (&format!("{NOW}/2026"), whole(8)),
            (&format!("{NOW}/2025"), json!({ "doc": 4 })),
            (&format!("{NOW}/2026/p1"), json!({ "doc": 5 })),
        ],
    );
    let book = Book::open(&browser, &server);
    book.act("plan-make").open_carry().act("code");
    let mut spoken = String::new();
    for screen in SCREENS {
        book.go_to(&format!("#{screen}"));
        spoken.push_str(&format!("# {screen}\n{}", stops(&browser)));
    }
    expect_file!["page/spoken_book.txt"].assert_eq(&spoken);
}

#[test]
fn every_stop_on_the_page_that_adds_up_is_spoken_and_seen() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    many_results_added_up::go(&browser, &server.url(TALLY));
    paste(&browser, &format!("Bà Tư: {}\n{}", a_code(9), a_code(7)));
    browser.open_all_parts();
    every_stop(&browser, &expect_file!["page/spoken_tally.txt"]);
}

#[test]
fn a_check_is_finished_one_question_at_a_time_noted_reviewed_given_away_deleted_and_taken_back() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let script = "
        window.done = [];
        window.print = () => done.push('printed');
        navigator.share = async () => { done.push('shared'); };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { done.push(text); } } });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    let check = Check::open_one(&browser, &server.url(CHECK));
    enter(&browser, "#bat-dau a[data-go=begin]");
    for place in 0..10 {
        browser.wait("document.activeElement.matches('fieldset[data-now]')");
        tab_to(&browser, ".ask[data-now] input[type=radio]");
        // The first one has the focus; the keys beside the space bar choose the others: 0, 3, 5, 8, 10.
        browser.press(key::SPACE);
        browser.press(&key::RIGHT.repeat(if place == 9 { 1 } else { 3 }));
        if place == 1 {
            enter(&browser, ".ask[data-now] summary");
            tab_to(&browser, ".ask[data-now] textarea");
            browser.press("So tay");
        }
        enter(&browser, "a[data-go=next]");
    }
    assert_eq!(check.result()["total"], 75);
    browser.wait("document.activeElement.id === 'ket-qua'");
    enter(&browser, "#ket-qua a[href='#xem-lai']");
    browser.wait("document.activeElement.id === 'xem-lai'");
    enter(&browser, "#xem-lai a[href='#i-hop-tac']");
    browser.wait("document.activeElement.id === 'i-hop-tac'");
    tab_to(&browser, "#i-hop-tac input[value='3']");
    browser.press(&key::RIGHT.repeat(2));
    enter(&browser, "a[data-go=next]");
    browser.wait("document.activeElement.id === 'ket-qua'");
    assert!(check.words().contains("bạn đủ điều kiện"), "{}", check.words());

    enter(&browser, "[data-action=share]");
    enter(&browser, "[data-action=print]");
    enter(&browser, "#ket-qua details summary");
    browser.wait("document.querySelector('[data-result-text]')?.value");
    enter(&browser, "#ket-qua details [data-action=copy]");
    browser.wait("done.length === 3");
    let done = browser.value("done");
    assert_eq!((&done[0], &done[1]), (&json!("shared"), &json!("printed")));
    assert!(done[2].as_str().is_some_and(|text| text.contains("bạn đủ điều kiện")), "{done}");

    // Back to the button for deleting, which stands above.
    for _ in 0..MOST {
        browser.press_with_shift(key::TAB);
        if browser.value("document.activeElement.matches('[data-action=clear]')") == json!(true) {
            break;
        }
    }
    browser.press(key::ENTER);
    assert_eq!(check.result()["answered"], 0);
    stays(&browser, "deleting");
    enter(&browser, "[data-action=undo]");
    assert_eq!((&check.result()["total"], &check.result()["verdict"]), (&json!(80), &json!("achieved")));
    assert!(check.stored().is_some_and(|sheet| sheet.contains("So tay")), "the note is there again");
}

#[test]
fn in_the_book_a_person_is_added_chosen_given_a_plan_and_brought_a_sheet() {
    let (server, browser) = samples::open();
    browser.go(&server.url(BOOK));
    let book = Book::wait(&browser);
    enter(&browser, "a[href='#nhieu-nguoi']");
    enter(&browser, "[data-action=agree]");
    browser.wait("document.activeElement.id === 'name'");
    browser.press("Ba Tu");
    browser.press(key::ENTER);
    browser.wait("document.querySelector('[data-list=people] button')");
    stays(&browser, "adding somebody");
    enter(&browser, "[data-list=people] button");
    browser.wait("document.querySelector('h2[data-whose]').innerText === 'Phiếu của Ba Tu'");
    stays(&browser, "choosing somebody");

    enter(&browser, "a[href='#ke-hoach']");
    tab_to(&browser, "[data-add]");
    browser.press(key::DOWN);
    enter(&browser, "[data-action=plan-add]");
    browser.wait("document.querySelector('[data-step]:not([hidden])')");
    stays(&browser, "adding to the plan");
    // The list stands above the button.
    for _ in 0..MOST {
        browser.press_with_shift(key::TAB);
        if browser.value("document.activeElement.matches('[data-done]')") == json!(true) {
            break;
        }
    }
    browser.press(key::SPACE);
    assert!(book.text("plan").contains("Đã xong 1 trên 1 việc."), "{}", book.text("plan"));
    stays(&browser, "ticking off");

    enter(&browser, "a[href='#so']");
    stays(&browser, "the way back");
    enter(&browser, "a[href='#lay-lai']");
    stays(&browser, "another screen");
    tab_to(&browser, "[data-paste]");
    browser.press(r#"{"set":"mau-diem","version":"2-2026","year":2026,"group":"nong-dan","answers":{"doc":6}}"#);
    enter(&browser, "[data-action=paste]");
    browser.wait("document.activeElement.matches('[data-brought]')");
    enter(&browser, "[data-action=take-in]");
    assert!(book.text("years").contains("6 trên 100"), "{}", book.text("years"));
    stays(&browser, "taking in");
    enter(&browser, "[data-action=undo]");
    assert!(!book.text("years").contains("6 trên 100"), "{}", book.text("years"));
    stays(&browser, "taking back");
}
