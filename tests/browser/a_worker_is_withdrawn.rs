//! A site gives its service worker up: what the worker kept goes from every phone, what a person answered stays.

use serde_json::json;

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::Phone;
use crate::support::real::{Copy, real_site};
use crate::support::server::Host;

#[test]
fn the_phone_lets_go_of_the_worker_and_of_all_that_it_kept() {
    let copy = Copy::new();
    copy.replace("site.toml", "id = \"hoctap\"", "id = \"hoctap\"\nservice_worker = false");
    let without = copy.build("without");
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).wait_until_saved();
    wait_for_the_worker(&browser);
    browser.wait("(await caches.keys()).length > 0");
    browser.run("return caches.open('another:app').then(cache => cache.put('/x', new Response('x')));", json!([]));

    server.publish(&without);
    browser.run(
        "return navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)",
        json!([]),
    );
    browser.wait("!(await navigator.serviceWorker.getRegistration())");
    assert_eq!(browser.value("await caches.keys()"), json!(["another:app"]), "another's cache is not ours to empty");
    check.answer("hop-tac", "4").shows(76, "not-achieved");

    server.requests();
    browser.reload();
    Check::wait(&browser).shows(76, "not-achieved");
    assert!(server.requests().iter().any(|path| path == "/tu-kiem-tra/cdht/"), "the page comes from the host again");
}
