//! What breaks in the field: no WebAssembly, a store that throws, an in-app browser without a worker.

use serde_json::json;

use crate::check::{CHECK, Check};
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;

/// A phone on which this script has run before the page's own.
fn phone_with(script: &str) -> Browser {
    let browser = Phone::default().open();
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    browser
}

#[test]
fn without_webassembly_the_form_stays_for_the_hand() {
    let server = Host::default().serve(&real_site().public);
    let browser = phone_with("delete window.WebAssembly;");
    browser.go(&server.url(CHECK));
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(browser.attribute("html", "data-hoctap").as_deref(), Some("manual"));
    assert!(browser.text("main").contains("Cộng điểm bằng tay"));
    assert!(!browser.shows(".bar"));
}

#[test]
fn an_engine_that_refuses_the_module_leaves_the_form_for_the_hand() {
    let server = Host::default().serve(&real_site().public);
    let browser = phone_with(
        "const refuse = () => { throw new WebAssembly.CompileError('the policy forbids it'); };
         for (const name of ['instantiate', 'compile', 'instantiateStreaming', 'compileStreaming']) {
           WebAssembly[name] = async () => refuse();
         }
         WebAssembly.Module = refuse;",
    );
    browser.go(&server.url(CHECK));
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(browser.attribute("html", "data-hoctap").as_deref(), Some("manual"));
    assert!(browser.shows("#cong-tay"));
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
