//! What breaks in the field: no WebAssembly, a store that throws, an in-app browser without a worker.

use serde_json::{Value, json};

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::{Browser, Phone};
use crate::support::is_kind;
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

/// Old phones, and iPhones that their owners locked down.
pub(crate) const WITHOUT_WEBASSEMBLY: &str = "delete window.WebAssembly;";

/// A phone on which this script has run before the page's own.
pub(crate) fn phone_with(script: &str) -> Browser {
    let browser = Phone::default().open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    browser
}

/// Insists that the page scores by the translation, keeps answers, and fetched no module in vain.
fn scores_without_webassembly(server: &Server, browser: &Browser) {
    let check = Check::open_by(browser, &server.url(CHECK), "js");
    check.answer_all([8; 10]).shows(80, "achieved");
    check.answer("hop-tac", "4").shows(76, "not-achieved");
    assert!(browser.sees("[data-rows='way-up'] [data-row='hop-tac']"), "the way up");
    check.wait_until_saved();
    let loaded = browser.value("performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)");
    let loaded: Vec<&str> = loaded.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(loaded.iter().any(|path| path.starts_with("/fallback-")), "{loaded:?}");
    assert!(!loaded.iter().any(|path| is_kind(path, "wasm")), "what it cannot run it does not fetch: {loaded:?}");
    browser.reload();
    Check::wait_for(browser, "js").shows(76, "not-achieved");
}

#[test]
fn without_webassembly_the_translation_scores() {
    let server = Host::default().serve(&real_site().public);
    scores_without_webassembly(&server, &phone_with(WITHOUT_WEBASSEMBLY));
}

#[test]
fn where_the_policy_does_not_let_modules_run_the_translation_scores() {
    // What a browser makes of the page that does not know 'wasm-unsafe-eval': Chrome before 97, Safari before 16.
    let server = Host::default().with_policy("script-src 'self'").serve(&real_site().public);
    // The policy of the host is that of its own answers: what a worker keeps has only the page's.
    scores_without_webassembly(&server, &phone_with("delete Navigator.prototype.serviceWorker;"));
}

#[test]
fn an_engine_that_refuses_this_module_alone_has_the_translation_score() {
    let server = Host::default().serve(&real_site().public);
    let browser = phone_with("WebAssembly.compile = async () => { throw new WebAssembly.CompileError('no'); };");
    Check::open_by(&browser, &server.url(CHECK), "js").answer_all([8; 10]).shows(80, "achieved");
}

#[test]
fn the_translation_works_offline_after_one_visit() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = phone_with(WITHOUT_WEBASSEMBLY);
    Check::open_by(&browser, &server.url(CHECK), "js").answer_all([8; 10]).wait_until_saved();
    wait_for_the_worker(&browser);
    let kept =
        "(await caches.match(document.querySelector('[data-fallback]').dataset.fallback, { ignoreSearch: true }))";
    browser.wait(kept);
    server.stop();
    browser.reload();
    Check::wait_for(&browser, "js").shows(80, "achieved");
}

#[test]
fn who_has_webassembly_does_not_fetch_the_translation() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    wait_for_the_worker(&browser);
    let asked = server.requests();
    assert!(!asked.iter().any(|path| path.contains("fallback-")), "{asked:?}");
}

#[test]
fn where_neither_can_be_had_the_form_stays_for_the_hand() {
    let folder = tempfile::TempDir::new().expect("a folder for the site");
    crate::support::copy(&real_site().public, folder.path());
    std::fs::remove_file(folder.path().join(real_site().hashed("fallback-", ".js")))
        .expect("the translation was there");
    let server = Host::default().serve(folder.path());
    let browser = phone_with(WITHOUT_WEBASSEMBLY);
    browser.go(&server.url(CHECK));
    stays_for_the_hand(&browser);
}

#[test]
fn the_single_file_carries_one_engine_and_without_it_stays_for_the_hand() {
    let browser = phone_with(WITHOUT_WEBASSEMBLY);
    browser.go(&format!("file://{}", real_site().public.join("mang-theo/cdht.html").display()));
    stays_for_the_hand(&browser);
}

fn stays_for_the_hand(browser: &Browser) {
    // What the page says once it has tried every engine.
    browser.wait("document.documentElement.dataset.engine === 'none'");
    assert_eq!(browser.attribute("html", "data-hoctap").as_deref(), Some("manual"));
    assert!(browser.text("main").contains("Cộng điểm bằng tay") && browser.shows("#cong-tay"));
    assert!(!browser.shows(".bar"));
}

#[test]
fn a_store_that_throws_costs_the_saving_and_says_so_but_not_the_score() {
    let server = Host::default().serve(&real_site().public);
    let browser = phone_with(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    );
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    assert!(browser.text("main").contains("Máy này không cho trang lưu lại"));
    assert!(!browser.text("main").contains("Đã lưu"));
}

#[test]
fn a_store_that_is_full_says_that_it_did_not_save() {
    let server = Host::default().serve(&real_site().public);
    let browser =
        phone_with("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    assert!(browser.text("main").contains("Máy này không cho trang lưu lại"));
    assert!(!browser.text("main").contains("Đã lưu"));
}

#[test]
fn a_sheet_that_something_else_spoiled_does_not_stop_the_page() {
    let server = Host::default().serve(&real_site().public);
    for spoiled in [
        "{",
        "null",
        "[]",
        "{\"set\":\"cdht\",\"version\":\"244-2022\",\"answers\":{\"ke-hoach\":99,\"la\":1,\"tu-duy\":7}}",
    ] {
        let browser = Phone::default().open();
        browser.go(&server.url("404.html"));
        browser.run("localStorage.setItem('hoctap/sheet/cdht@324-2023', arguments[0])", json!([spoiled]));
        Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]).shows(80, "achieved");
    }
}

#[test]
fn without_a_service_worker_the_check_works_while_there_is_a_connection() {
    let server = Host::default().serve(&real_site().public);
    let browser = phone_with("delete Navigator.prototype.serviceWorker;");
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]).shows(80, "achieved");
}
