//! Visited once with a connection, the site works without one: the port is closed and the browser's cache emptied.

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;

#[test]
fn the_check_reloads_and_scores_without_a_server() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    wait_for_the_worker(&browser);

    server.stop();
    browser.reload();
    let check = Check::wait(&browser);
    check.shows(80, "achieved");
    check.answer("hop-tac", "4").shows(76, "not-achieved");
    check.answer("hop-tac", "8").shows(80, "achieved");
}

#[test]
fn a_visit_to_the_home_page_is_enough_for_the_check_to_open_later() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);

    server.stop();
    browser.devtools("Network.clearBrowserCache", &serde_json::json!({}));
    browser.go(&server.url(""));
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
    browser.go(&server.url("tu-kiem-tra/cdht/index.html"));
    Check::wait(&browser).shows(80, "achieved");
}

#[test]
fn a_page_that_was_visited_reads_again_and_one_that_was_not_says_so() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);
    browser.go(&server.url("bai-viet/mai-lam/"));
    let heading = browser.text("h1");
    browser.wait("navigator.serviceWorker.controller");
    // The visit itself may have been before the worker ruled; the second one surely is not.
    browser.reload();

    server.stop();
    browser.reload();
    assert_eq!(browser.text("h1"), heading);
    browser.go(&server.url("bai-viet/quang-nam/"));
    assert_eq!(browser.text("h1"), "Máy đang không có mạng");
    browser.tap("main a");
    browser.wait("document.querySelector('main a[href*=\"tu-kiem-tra/cdht\"]')");
}

#[test]
fn this_harness_really_cuts_the_network() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    let url = server.url("tu-kiem-tra/cdht/");
    server.stop();
    let script = "return fetch(arguments[0], { cache: 'reload' }).then(() => 'answered', () => 'refused')";
    browser.go("about:blank");
    assert_eq!(browser.run(script, serde_json::json!([url])), "refused");
}
