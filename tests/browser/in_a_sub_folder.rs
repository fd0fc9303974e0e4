//! Free hosts give a folder, not a domain: `https://host/xa/hoc/`.

use crate::check::{Check, wait_for_the_worker};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;

#[test]
fn the_site_works_below_a_folder_of_a_host_and_asks_for_nothing_outside() {
    let server = Host::default().below("/xa/hoc/").serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
    let outside: Vec<String> = server.requests().into_iter().filter(|path| !path.starts_with("/xa/hoc/")).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn below_a_folder_it_works_offline_too_and_leaves_the_rest_of_the_host_alone() {
    let mut server = Host::default().below("/xa/hoc/").serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);
    let scope = browser
        .run("return navigator.serviceWorker.getRegistration().then(found => found.scope)", serde_json::json!([]));
    assert_eq!(scope, server.url(""));

    server.stop();
    browser.reload();
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
}
