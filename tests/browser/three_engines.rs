//! The whole path of a person in Firefox and in `WebKit`, as the other modules walk it in Chromium: from a host, after the
//! host is gone, and from a file; the book and the page that adds up too.

use serde_json::json;

use crate::book::Book;
use crate::check::{CHECK, Check, INDICATORS, wait_for_the_worker};
use crate::many_results_added_up::{self, TALLY, a_code, assessed, paste, wait_for_both_modules};
use crate::support::browser::{Browser, Engine, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

/// Answers by taps, reads the result, comes back to it.
fn a_person_scores_herself(browser: &Browser, url: &str) {
    let check = Check::open(browser, url);
    for id in INDICATORS {
        check.answer(id, "8");
    }
    check.shows(80, "achieved");
    check.answer("hop-tac", "4").shows(76, "not-achieved");
    assert!(browser.sees("[data-rows='way-up'] [data-row='hop-tac']"), "the way up");
    assert!(!browser.sees("[data-rows='way-up'] [data-row='tu-duy']"), "the way up leads nowhere else");
    check.wait_until_saved();
    browser.reload();
    Check::wait(browser).shows(76, "not-achieved");
    let wide = browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assert_eq!(wide, json!(0), "nothing leads sideways");
}

fn on_a_host_and_without_it(engine: Engine) {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().with(engine).open();
    a_person_scores_herself(&browser, &server.url(CHECK));
    wait_for_the_worker(&browser);
    // What is no part of the shell is kept once it was looked at.
    many_results_added_up::go(&browser, &server.url(TALLY));
    wait_for_both_modules(&browser);
    server.stop();
    browser.go(&server.url(CHECK));
    let check = Check::wait(&browser);
    check.shows(76, "not-achieved").answer("hop-tac", "8").shows(80, "achieved");
    check.wait_until_saved();
    browser.go(&server.url(""));
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    Check::wait(&browser).shows(80, "achieved");
    the_book_gives_out_and_takes_back(&browser, &server);
    many_results_added_up::go(&browser, &server.url(TALLY));
    browser.tap("[data-action=device]");
    paste(&browser, &format!("Bà Tư: {}", a_code(9)));
    assert_eq!(assessed(&browser), "2");
}

/// The sheet leaves as text, is deleted, and is what it was when the text is read.
fn the_book_gives_out_and_takes_back(browser: &Browser, server: &Server) {
    browser.go(&server.url(&format!("{CHECK}so/")));
    let book = Book::wait(browser);
    assert!(book.text("years").contains("80 trên 100"), "{}", book.text("years"));
    let before = book.kept();
    book.open_carry();
    let file = browser.value("document.querySelector('[data-out]').value");
    book.act("delete-sheet");
    assert!(!book.text("years").contains("80 trên 100"), "{}", book.text("years"));
    book.paste(file.as_str().expect("a text")).act("take-in");
    assert_eq!(book.kept(), before);
}

fn from_a_file(engine: Engine) {
    let browser = Phone::default().with(engine).open();
    let file = real_site().public.join("mang-theo/cdht.html");
    a_person_scores_herself(&browser, &format!("file://{}", file.display()));
}

#[test]
fn firefox_scores_on_a_host_and_without_it() {
    on_a_host_and_without_it(Engine::Gecko);
}

#[test]
fn firefox_scores_from_a_file() {
    from_a_file(Engine::Gecko);
}

#[test]
fn webkit_scores_on_a_host_and_without_it() {
    on_a_host_and_without_it(Engine::WebKit);
}

#[test]
fn webkit_scores_from_a_file() {
    from_a_file(Engine::WebKit);
}
