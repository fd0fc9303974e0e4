//! A new version is published while a check is half done: nothing reloads by itself, nothing is lost, and it is offered.

use crate::check::{CHECK, Check, INDICATORS, wait_for_the_worker};
use crate::support::browser::{Browser, Phone};
use crate::support::real::Copy;
use crate::support::server::{Host, Server};

const OLD: &str = "Năng lực tự học, học tập suốt đời";
const NEW: &str = "Năng lực tự học suốt đời, bản mới";

/// A phone with the first version and five answers; the second version is on the host, not yet looked for.
fn half_done(copy: &Copy) -> (Server, Browser) {
    let old = copy.build("old");
    copy.replace("content/criteria/cong-dan-hoc-tap/01-tu-hoc.md", OLD, NEW);
    let new = copy.build("new");
    let server = Host::default().serve(&old);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    wait_for_the_worker(&browser);
    // Not a reload: the browser's own cache keeps the old page, which the host allowed for ten minutes.
    let check = Check::open(&browser, &server.url(CHECK));
    for id in &INDICATORS[..5] {
        check.answer(id, "8");
    }
    browser.run("window.sameDocument = true;", serde_json::json!([]));
    server.publish(&new);
    server.requests();
    (server, browser)
}

fn look_for_an_update(browser: &Browser) {
    browser.run(
        "return navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)",
        serde_json::json!([]),
    );
}

#[test]
fn the_new_version_waits_for_the_person() {
    let copy = Copy::new();
    let (_server, browser) = half_done(&copy);
    assert!(!browser.shows("[data-update]"));
    look_for_an_update(&browser);
    browser.wait("!document.querySelector('[data-update]').hidden");
    assert!(browser.shows("[data-update-now]"));
    assert_eq!(browser.value("window.sameDocument"), true, "the page did not reload by itself");
    let check = Check::wait(&browser);
    assert_eq!(check.result()["answered"], 5);
    check.answer("ngoai-ngu", "8");
    assert_eq!(check.result()["answered"], 6, "the old page still scores");
    assert!(browser.text("main").contains(OLD));
}

#[test]
fn one_tap_brings_the_new_version_with_all_answers() {
    let copy = Copy::new();
    let (_server, browser) = half_done(&copy);
    look_for_an_update(&browser);
    browser.wait("!document.querySelector('[data-update]').hidden");
    browser.tap("[data-update-now]");
    browser.wait("window.sameDocument === undefined && document.readyState === 'complete'");
    let check = Check::wait(&browser);
    assert!(browser.text("main").contains(NEW), "the new words are shown");
    assert_eq!(check.result()["answered"], 5);
    assert!(!browser.shows("[data-update]"), "nothing newer is offered");
}

#[test]
fn an_update_fetches_only_what_changed() {
    let copy = Copy::new();
    let (server, browser) = half_done(&copy);
    look_for_an_update(&browser);
    browser.wait("!document.querySelector('[data-update]').hidden");
    let asked = server.requests();
    assert!(asked.iter().any(|path| path.starts_with("/tu-kiem-tra/cdht/")), "the changed page: {asked:?}");
    for unchanged in [".wasm", ".css", "/check-", "/offline-"] {
        assert!(!asked.iter().any(|path| path.contains(unchanged)), "{unchanged} did not change: {asked:?}");
    }
}

#[test]
fn the_new_version_works_offline_and_the_old_one_is_gone_from_the_device() {
    let copy = Copy::new();
    let (mut server, browser) = half_done(&copy);
    look_for_an_update(&browser);
    browser.wait("!document.querySelector('[data-update]').hidden");
    browser.tap("[data-update-now]");
    browser.wait("window.sameDocument === undefined && document.readyState === 'complete'");
    server.stop();
    browser.reload();
    Check::wait(&browser);
    assert!(browser.text("main").contains(NEW));
    let kept = browser.run(
        "return caches.keys()
           .then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))
           .then(all => all.flat().map(request => new URL(request.url).pathname))",
        serde_json::json!([]),
    );
    let kept: Vec<&str> = kept.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
    let mut once = kept.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), kept.len(), "a file is kept in two versions: {kept:?}");
}
