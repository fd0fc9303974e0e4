//! “Mang theo cả trang”: told what it takes, fetched, and then every page opens with no server there.

use serde_json::json;

use crate::check::wait_for_the_worker;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

/// The list of self-checks, which offers it.
const LIST: &str = "tu-kiem-tra/";

fn says(browser: &Browser, state: &str) {
    browser.wait(&format!("document.querySelector('[data-whole]:not([hidden]) [data-say~={state}]:not([hidden])')"));
}

/// Waits as long as it gets on.
fn wait_for_the_download(browser: &Browser) {
    let going = "document.querySelector('p[data-say=going]')";
    while browser.value(&format!("!{going}.hidden")) == json!(true) {
        let told = browser.value(&format!("{going}.textContent"));
        browser.wait(&format!("{going}.hidden || {going}.textContent !== {told}"));
    }
}

/// A phone that has asked how much it would be.
fn at_the_offer(server: &Server) -> Browser {
    let browser = Phone::default().open();
    browser.go(&server.url(LIST));
    wait_for_the_worker(&browser);
    says(&browser, "offer");
    browser.tap("[data-do=look]");
    says(&browser, "size");
    browser
}

#[test]
fn pages_that_were_never_visited_open_without_a_server() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = at_the_offer(&server);
    let told = browser.text("[data-whole]");
    assert!(told.contains(" MB trên máy"), "{told}");
    browser.tap("[data-say=size] [data-do=take]");
    wait_for_the_download(&browser);
    says(&browser, "whole");

    server.stop();
    browser.devtools("Network.clearBrowserCache", &json!({}));
    for (page, holds) in [
        ("bai-viet/quang-nam/", "Quảng Nam"),
        ("tro-giup/khong-co-mang/", "Mang theo"),
        ("tieu-chi/cdht/tu-hoc/", "tự học"),
        ("en/bai-viet/minh-chung/", ""),
        ("tu-kiem-tra/cdht/tong-hop/", ""),
    ] {
        browser.go(&server.url(page));
        let heading = browser.text("h1");
        assert!(heading.contains(holds) && heading != "Máy đang không có mạng", "{page}: {heading}");
    }
    // With their pictures, those too that are looked at only further down.
    browser.go(&server.url("tro-giup/tu-kiem-tra/"));
    let pictures = browser.value("document.querySelectorAll('main img').length").as_u64();
    assert!(pictures.is_some_and(|count| count > 2), "{pictures:?}");
    for picture in 0..pictures.unwrap_or_default() {
        browser.value(&format!("document.querySelectorAll('main img')[{picture}].scrollIntoView()"));
        browser.wait(&format!("document.querySelectorAll('main img')[{picture}].naturalWidth > 0"));
    }
}

#[test]
fn a_connection_that_breaks_off_is_told_and_what_came_stays() {
    let mut server = Host::default().serve(&real_site().public);
    let browser = at_the_offer(&server);
    server.stop();
    browser.tap("[data-say=size] [data-do=take]");
    says(&browser, "failed");
    assert!(browser.text("[data-whole]").contains("Những gì đã tải vẫn còn"), "{}", browser.text("[data-whole]"));
}
