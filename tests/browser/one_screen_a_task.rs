//! The book on a phone: one screen for each task, each with one heading, one thing to do next and a way back; a plan in one tap
//! from a result, and a calendar that reminds of it.

use serde_json::{Value, json};

use crate::book::{Book, SCREENS};
use crate::check::{CHECK, Check};
use crate::support::browser::{Browser, Engine, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};
use crate::the_path::is_in_sight;

fn open(engine: Engine) -> (Server, Browser) {
    (Host::default().serve(&real_site().public), Phone::default().with(engine).open())
}

/// Checks herself in two years.
fn check_twice(browser: &Browser, server: &Server) {
    let check = Check::open(browser, &server.url(CHECK));
    check.answer_all([5, 6, 6, 7, 5, 5, 6, 8, 7, 6]).wait_until_saved();
    let last = "const now = Object.keys(localStorage).find(key => key.includes('/sheet/'));
        const year = Number(now.split('/').pop());
        const sheet = JSON.parse(localStorage.getItem(now));
        localStorage.setItem(now.replace(year, year - 1), JSON.stringify({ ...sheet, year: year - 1 }));";
    browser.run(last, json!([]));
}

/// Waits until a screen is there, and insists on its one heading, which has the focus, and on its one thing to do next.
fn stands_at(browser: &Browser, screen: &str) {
    browser.wait(&format!("document.documentElement.dataset.screen === '{screen}'"));
    let seen = "const seen = css => [...document.querySelectorAll(css)].filter(item => item.getClientRects().length);
        const [heading] = seen('main section > h2');
        const { top, bottom } = heading.getBoundingClientRect();
        return { headings: seen('main section > h2').length, next: seen('.go .button').length, filled: seen('main .button').length,
          focus: document.activeElement === heading, inSight: top > -1 && bottom < innerHeight };";
    let seen = browser.run(seen, json!([]));
    for (what, is) in [
        ("headings", json!(1)),
        ("next", json!(1)),
        ("filled", json!(1)),
        ("focus", json!(true)),
        ("inSight", json!(true)),
    ] {
        assert_eq!(seen[what], is, "{screen}: {what} of {seen}");
    }
    assert!(is_in_sight(browser, ".go > span:not([hidden]) .button"), "{screen}: what to do next");
    if screen != "so" {
        assert!(is_in_sight(browser, ".go a[href='#so']"), "{screen}: the way back");
    }
    let wide = browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert_eq!(wide, 0, "{screen}: nothing leads sideways");
}

fn one_screen_after_another(engine: Engine) {
    let (server, browser) = open(engine);
    check_twice(&browser, &server);
    for size in ["1", "2", "3"] {
        browser.run("localStorage.setItem('hoctap/text', arguments[0])", json!([size]));
        browser.go(&server.url(&format!("{CHECK}so/")));
        Book::wait(&browser);
        browser.wait("document.documentElement.dataset.screen === 'so'");
        assert!(is_in_sight(&browser, ".go > span:not([hidden]) .button"), "letters {size}: what to do first");
        for screen in &SCREENS[1..] {
            browser.tap(&format!(".tasks a[href='#{screen}']"));
            stands_at(&browser, screen);
            browser.tap(".go a[href='#so']");
            stands_at(&browser, "so");
        }
        browser.back();
        stands_at(&browser, SCREENS[6]);
    }
    // By a link from elsewhere too.
    browser.go(&server.url(&format!("{CHECK}so/#so-sanh")));
    Book::wait(&browser);
    stands_at(&browser, "so-sanh");
}

#[test]
fn each_screen_has_a_heading_a_next_step_and_a_way_back() {
    one_screen_after_another(Engine::Chromium);
}

#[test]
fn in_firefox_too() {
    one_screen_after_another(Engine::Gecko);
}

#[test]
fn in_webkit_too() {
    one_screen_after_another(Engine::WebKit);
}

/// From the result of a check to a plan in one tap, and to its calendar in another.
fn a_plan_in_one_tap(engine: Engine) {
    let (server, browser) = open(engine);
    Check::open(&browser, &server.url(CHECK)).answer_all([5, 6, 6, 7, 5, 5, 6, 8, 7, 6]).wait_until_saved();
    browser.tap("a[href$='so/#lap-ke-hoach']");
    browser.wait("document.querySelector('[data-book]')");
    let book = Book::wait(&browser);
    stands_at(&browser, "ke-hoach");
    browser.wait("location.hash === '#ke-hoach'");
    let steps = || browser.value("document.querySelectorAll('[data-step]:not([hidden])').length");
    let made = steps();
    assert!(made.as_u64() > Some(1), "{made}");
    assert_eq!(browser.text(".go > span:not([hidden]) .button"), "Lưu lịch nhắc việc", "not to make it again");
    let before = book.kept();

    // Another month is chosen for the first step; it is kept.
    let choose = "const list = document.querySelector('[data-step]:not([hidden]) [data-month]');
        list.selectedIndex = list.options.length - 1;
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return list.value;";
    let month = browser.run(choose, json!([]));
    assert_ne!(book.kept(), before);
    browser.reload();
    Book::wait(&browser);
    assert_eq!(steps(), made, "loaded again, it is the same plan");
    assert_eq!(browser.value("document.querySelector('[data-step]:not([hidden]) [data-month]').value"), month);

    browser.run(
        "URL.createObjectURL = blob => { window.saved = blob; return 'about:blank#'; };
                 document.addEventListener('click', event => event.target.download && event.preventDefault());",
        json!([]),
    );
    browser.tap("[data-give='save [data-calendar]']");
    browser.wait("window.saved");
    assert_eq!(browser.value("window.saved.type"), "text/calendar");
    let file = browser.value("await window.saved.text()");
    let file = file.as_str().expect("a text");
    assert!(file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']), "{file}");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let events = file.matches("BEGIN:VEVENT").count();
    assert_eq!(Some(events as u64), made.as_u64(), "{file}");
    let first = month.as_str().unwrap_or_default().replace('-', "");
    assert!(file.contains(&format!("DTSTART;VALUE=DATE:{first}01")), "{first}: {file}");
    // Twice the same, so that a calendar takes the new one for the old.
    let uids = |file: &str| -> Vec<String> {
        file.split("\r\n").filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let before = uids(file);
    browser.tap("[data-step]:not([hidden]) [data-done]");
    let after = browser.value("document.querySelector('[data-calendar]').value.replace(/\\n/g, '\\r\\n')");
    let after = uids(after.as_str().unwrap_or_default());
    assert_eq!(after, before[1..], "what is done needs no reminder");
}

#[test]
fn the_result_leads_to_a_plan_in_one_tap_and_to_a_calendar() {
    a_plan_in_one_tap(Engine::Chromium);
}

#[test]
fn a_plan_in_one_tap_in_firefox_too() {
    a_plan_in_one_tap(Engine::Gecko);
}

#[test]
fn a_plan_that_is_there_already_is_shown_and_not_made_again() {
    let (server, browser) = open(Engine::Chromium);
    check_twice(&browser, &server);
    browser.go(&server.url(&format!("{CHECK}so/#lap-ke-hoach")));
    let book = Book::wait(&browser);
    browser.wait("location.hash === '#ke-hoach'");
    book.tap("[data-step]:not([hidden]) [data-action=plan-remove]");
    let kept: Value = book.kept();
    browser.go(&server.url("404.html"));
    browser.go(&server.url(&format!("{CHECK}so/#lap-ke-hoach")));
    let book = Book::wait(&browser);
    browser.wait("location.hash === '#ke-hoach'");
    assert_eq!(book.kept(), kept);
    // The sheet would make another now: that can be asked for.
    book.act("plan-again");
    assert_ne!(book.kept(), kept);
    assert!(!browser.shows("[data-action=plan-again]"), "there is nothing more to take over");
    book.act("undo");
    assert_eq!(book.kept(), kept);
}

#[test]
fn without_webassembly_it_is_the_same_book() {
    let (server, browser) = open(Engine::Chromium);
    check_twice(&browser, &server);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": "delete window.WebAssembly;" }));
    browser.go(&server.url(&format!("{CHECK}so/#lap-ke-hoach")));
    let book = Book::wait(&browser);
    assert_eq!(browser.value("document.documentElement.dataset.engine"), "js");
    stands_at(&browser, "ke-hoach");
    assert!(browser.shows("[data-step]:not([hidden])"), "{}", book.text("plan"));
    let kept = book.kept();
    book.open_carry();
    let file = browser.value("document.querySelector('[data-out]').value");
    book.act("delete-years").paste(file.as_str().expect("a text")).act("take-in");
    assert_eq!(book.kept(), kept);
}
