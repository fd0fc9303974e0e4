//! Two communes on one free host, `host/mot/` and `host/hai/`: one origin, one store, one set of caches.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::{Browser, Phone};
use crate::support::real::{Copy, real_site};
use crate::support::server::{Host, Server};

/// The host, its folder, and a phone.
fn two_sites() -> (TempDir, Server, Browser) {
    let folder = TempDir::new().expect("a folder for the host");
    let other = Copy::new();
    other.replace("site.toml", "id = \"hoctap\"", "id = \"xa-hai\"");
    crate::support::copy(&real_site().public, &folder.path().join("mot"));
    fs::rename(other.build("hai"), folder.path().join("hai")).expect("the other site was built");
    let server = Host::default().serve(folder.path());
    (folder, server, Phone::default().open())
}

fn caches(browser: &Browser) -> Vec<String> {
    let names = browser.value("await caches.keys()");
    names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn neither_sees_the_answers_of_the_other() {
    let (_folder, server, browser) = two_sites();
    let check = Check::open(&browser, &server.url(&format!("mot/{CHECK}")));
    check.answer_all([8; 10]).wait_until_saved();
    let check = Check::open(&browser, &server.url(&format!("hai/{CHECK}")));
    assert_eq!(check.result()["answered"], 0, "the other site has its own sheet");
    check.answer_all([7; 10]).wait_until_saved();
    Check::open(&browser, &server.url(&format!("mot/{CHECK}"))).shows(80, "achieved");
    let keys = browser.value("Object.keys(localStorage)");
    let keys: Vec<&str> = keys.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(keys.iter().all(|key| key.starts_with("hoctap/") || key.starts_with("xa-hai/")), "{keys:?}");
    assert!(keys.iter().any(|key| key.starts_with("xa-hai/sheet/")), "{keys:?}");
}

#[test]
fn the_worker_of_one_leaves_the_caches_of_the_other() {
    let (_folder, mut server, browser) = two_sites();
    browser.go(&server.url("mot/"));
    wait_for_the_worker(&browser);
    let first = caches(&browser);
    browser.go(&server.url("hai/"));
    wait_for_the_worker(&browser);
    let both = caches(&browser);
    assert!(first.iter().all(|name| name.starts_with("hoctap:") && both.contains(name)), "{first:?}, {both:?}");
    assert!(both.iter().any(|name| name.starts_with("xa-hai:")), "{both:?}");
    server.stop();
    for site in ["mot", "hai"] {
        browser.go(&server.url(&format!("{site}/{CHECK}")));
        Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
        let scope = "return navigator.serviceWorker.getRegistration().then(found => found.scope)";
        assert_eq!(browser.run(scope, json!([])), server.url(&format!("{site}/")));
    }
}
