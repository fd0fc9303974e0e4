//! A phone goes from hand to hand. Whoever has it now sees nothing of who had it before: not by the way back, which browsers
//! keep whole in their memory, not by loading the page again, not in another tab.

use serde_json::{Value, json};

use crate::book::{BOOK, Book, NOW, keep};
use crate::check::Check;
use crate::samples::{POINTS, open};
use crate::support::browser::Browser;
use crate::support::server::Server;

const NOTE: &str = "Sổ tay của riêng tôi";

/// Says in the page's own words whose turn it is, and waits for the check.
fn begin<'a>(browser: &'a Browser, name: &str) -> Check<'a> {
    browser.wait("document.documentElement.dataset.view === 'trao-may'");
    Book::wait(browser).type_in("#begin", name).tap("form[data-form=begin] button");
    browser.wait("!document.querySelector('[data-book]')");
    Check::wait(browser)
}

/// Bà Tư answers and writes a note; the page notes what it shows at first when it comes out of memory.
fn the_first_person(browser: &Browser, server: &Server) {
    browser.go(&server.url(&format!("{BOOK}#trao-may")));
    let check = begin(browser, "Bà Tư");
    check.answer("doc", "7");
    let write = "
        const field = document.querySelector('[name=\"n.doc\"]');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));
        addEventListener('pageshow', ({ persisted }) => {
          const marked = document.querySelectorAll('[name^=\"i.\"]:checked').length;
          const notes = [...document.querySelectorAll('[name^=\"n.\"]')].map(({ value }) => value).join('');
          sessionStorage.setItem('first-sight', [persisted, marked, notes].join(' '));
        });";
    browser.run(write, json!([NOTE]));
    check.wait_until_saved();
    browser.wait(&format!("JSON.stringify(localStorage).includes('{NOTE}')"));
}

/// Nothing on the page, in its fields or behind them says who was here or what they answered.
fn insist_on_nothing(browser: &Browser, where_: &str) {
    let all = "
        const fields = [...document.querySelectorAll('main input, main textarea')];
        const marked = fields.filter(({ name, type, value, checked }) => /^[in]\\./.test(name) && (type === 'radio' ? checked : value));
        return [document.body.textContent, ...fields.map(({ value }) => value), 'marked: ' + marked.length].join('\\n');";
    let all = browser.run(all, json!([]));
    let all = all.as_str().unwrap_or_default();
    for hers in ["Bà Tư", NOTE] {
        assert!(!all.contains(hers), "{where_} shows “{hers}” at {}", browser.url());
    }
    assert!(all.ends_with("marked: 0"), "{where_} shows answers at {}", browser.url());
}

fn wait_for_the_next(browser: &Browser) {
    browser.wait("document.querySelector('[data-book]') && document.documentElement.dataset.view === 'trao-may'");
}

/// Hands the phone to the next one, who goes back as far as there is a way.
fn walk(browser: &Browser, server: &Server) -> Value {
    the_first_person(browser, server);
    browser.tap("[data-hand-over]");
    wait_for_the_next(browser);
    insist_on_nothing(browser, "the screen between two people");
    begin(browser, "Ông Năm");
    let all = browser.text("main");
    assert!(all.contains("Ông Năm") && !all.contains("Bà Tư"), "{all}");
    browser.back();
    wait_for_the_next(browser);
    insist_on_nothing(browser, "one step back");
    // Behind it lies the check as Bà Tư left it.
    browser.back();
    wait_for_the_next(browser);
    insist_on_nothing(browser, "two steps back");
    // Loading anew empties the memory that the way back leads into.
    browser.reload();
    wait_for_the_next(browser);
    insist_on_nothing(browser, "the same, loaded anew");
    begin(browser, "Bà Chín");
    insist_on_nothing(browser, "the check of the next one");
    browser.value("sessionStorage.getItem('first-sight')")
}

#[test]
fn the_way_back_shows_nothing_of_who_had_the_phone_before() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 9 }))]);
    let sight = walk(&browser, &server);
    assert_eq!(sight, "true 0 ", "the first sight of her check, out of the browser's memory");
}

#[test]
fn other_tabs_go_to_the_screen_between_two_people_too() {
    let (server, browser) = open();
    the_first_person(&browser, &server);
    let first = browser.open_tab();
    browser.go(&server.url(BOOK));
    assert!(Book::wait(&browser).text("people").contains("Bà Tư"));
    let second = browser.open_tab();
    browser.go(&server.url(POINTS));
    Check::wait(&browser);
    browser.tap("[data-hand-over]");
    wait_for_the_next(&browser);
    for (tab, name) in [(first, "the tab with her check"), (second, "the tab with the book")] {
        browser.go_to_tab(&tab);
        wait_for_the_next(&browser);
        insist_on_nothing(&browser, name);
    }
}
