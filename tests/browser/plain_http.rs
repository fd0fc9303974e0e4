//! A host with plain HTTP and a name of its own: browsers give such a page no worker, no clipboard and no sharing.

use serde_json::json;

use crate::check::{CHECK, Check};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;

const HOST: &str = "hoc.xa.example";

#[test]
fn the_check_scores_saves_and_prints_where_the_browser_trusts_the_host_with_little() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().knowing(HOST).open();
    let check = Check::open(&browser, &server.url_at(HOST, CHECK));
    let trusted = "[isSecureContext, 'serviceWorker' in navigator, 'clipboard' in navigator, 'share' in navigator]";
    assert_eq!(browser.value(trusted), json!([false, false, false, false]), "this test sees such a page");
    check.answer_all([8; 10]).shows(80, "achieved");
    check.wait_until_saved();
    browser.reload();
    Check::wait(&browser).shows(80, "achieved");
    assert!(browser.shows("[data-action='print']"));
    let asked = server.requests();
    assert!(!asked.iter().any(|path| path == "/sw.js"), "the worker would be refused: {asked:?}");
}

#[test]
fn the_search_and_the_pages_to_read_work_there_too() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().knowing(HOST).open();
    browser.go(&server.url_at(HOST, "tim-kiem/?q=hoc"));
    browser.wait("document.querySelectorAll('[data-results] a[href]').length > 0");
    browser.go(&server.url_at(HOST, "bai-viet/mai-lam/"));
    assert!(browser.shows("h1"));
}
