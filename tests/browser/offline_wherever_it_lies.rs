//! Without a network, in a folder of a host, under an address that nobody visited or that lost its last slash: the page that
//! comes is whole, says what is the matter, and leads to what is there.

use serde_json::{Value, json};

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

fn a_first_visit(host: Host) -> (Server, Browser) {
    let server = host.serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);
    browser.wait("navigator.serviceWorker.controller");
    (server, browser)
}

/// What a first visit keeps, by path.
fn kept(browser: &Browser) -> Vec<Value> {
    let all = browser.value("(await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat()");
    all.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_page_that_was_never_visited_says_so_and_leads_to_what_is_kept() {
    let (mut server, browser) = a_first_visit(Host::default().below("/xa/hoc/"));
    let kept = kept(&browser);
    server.stop();
    browser.devtools("Network.clearBrowserCache", &json!({}));
    for address in ["bai-viet/quang-nam/", "khong/co/trang/nay/", "bai-viet/quang-nam/?q=1#x"] {
        browser.go(&server.url(address));
        assert_eq!(browser.text("h1"), "Máy đang không có mạng", "{address}");
        assert_eq!(browser.url(), server.url(address), "a reload asks for the page again");
        let style = "[...document.styleSheets].some(sheet => sheet.href && sheet.cssRules.length > 10)";
        assert_eq!(browser.value(style), true, "{address} has no style");
    }
    let links = browser.value("[...document.querySelectorAll('a[href], link[href]')].filter(each => !each.getAttribute('href').startsWith('#')).map(each => new URL(each.href).pathname)");
    let links = links.as_array().cloned().unwrap_or_default();
    assert!(links.len() > 10, "{links:?}");
    for link in &links {
        assert!(kept.contains(link), "{link} is not kept");
    }
    browser.tap("main a[href$='tu-kiem-tra/cdht/']");
    Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
    // What a first visit keeps is enough for the explanations, the sections, the book and the search.
    for (page, heading) in
        [("tieu-chi/cdht/", ""), ("tieu-chi/cdht/tu-hoc/", "tự học"), ("tap-huan/", ""), ("tro-giup/", "")]
    {
        browser.go(&server.url(page));
        let found = browser.text("h1");
        assert!(found.contains(heading) && found != "Máy đang không có mạng", "{page}: {found}");
    }
    browser.go(&server.url("tu-kiem-tra/cdht/so/"));
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    browser.go(&server.url("tim-kiem/?q=gia%20đình"));
    browser.wait("document.querySelectorAll('[data-results] mark').length > 0");
}

#[test]
fn an_address_without_its_last_slash_leads_right_with_a_network_and_without() {
    let server = Host::default().without_redirects().serve(&real_site().public);
    let browser = Phone::default().open();
    // The first visit of all, before any worker.
    browser.go(&server.url("bai-viet"));
    browser.wait("location.pathname === '/bai-viet/'");
    browser.tap("main a[href*='mai-lam']");
    assert_eq!(browser.url(), server.url("bai-viet/mai-lam/"));

    let (mut server, browser) = a_first_visit(Host::default().without_redirects().below("/xa/hoc/"));
    for stopped in [false, true] {
        if stopped {
            server.stop();
        }
        for (address, page) in [("bai-viet", "bai-viet/"), ("tieu-chi/cdht/tu-hoc", "tieu-chi/cdht/tu-hoc/")] {
            browser.go(&server.url(address));
            assert_eq!(browser.url(), server.url(page));
            assert_ne!(browser.text("h1"), "Máy đang không có mạng", "{address}");
        }
        browser.go(&server.url(CHECK.trim_end_matches('/')));
        Check::wait(&browser);
    }
}
