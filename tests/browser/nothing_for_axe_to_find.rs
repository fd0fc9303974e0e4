//! axe-core finds nothing on any kind of page, by day and by night, on a screen 320 pixels wide: WCAG 2.2 A and AA, best
//! practice, and the contrast of AAA.
//!
//! `page/axe.min.js` is axe-core as its makers publish it, under the Mozilla Public License 2.0; its head says so.

use serde_json::{Value, json};

use crate::samples::{self, POINTS, TARGETS, built};
use crate::states;
use crate::support::browser::{Browser, Phone};
use crate::support::is_kind;
use crate::support::real::{Real, real_site};
use crate::support::server::{Host, Server};

const AXE: &str = include_str!("page/axe.min.js");

/// What axe finds, one line each.
const FIND: &str = "
    return axe.run(document, {
        resultTypes: ['violations'],
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    }).then(found => found.violations.flatMap(({ id, nodes }) =>
        nodes.map(node => id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)));";

/// The first page of each kind, told by the name of its place: an article, a section, a criterion, a list, a booklet …
fn kinds(real: &Real) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let pages = real.files.keys().filter(|path| is_kind(path, "html"));
    let kind = |path: &str| {
        let parts: Vec<&str> = path.split('/').collect();
        let is_booklet = path.ends_with("/in/index.html");
        (parts.first().map(|part| (*part).to_owned()), parts.len(), is_booklet)
    };
    let mut first: Vec<String> = pages.filter(|path| seen.insert(kind(path))).cloned().collect();
    // What has most in it.
    first.extend(
        [
            "bai-viet/nhap-bo-tieu-chi/index.html",
            "tieu-chi/cdht/index.html",
            "tu-kiem-tra/cdht/index.html",
            "en/tieu-chi/cdht/index.html",
            "en/tu-kiem-tra/cdht/index.html",
        ]
        .map(str::to_owned),
    );
    first
}

/// The narrowest screen that a page must bear.
pub(crate) fn open() -> Browser {
    let browser = Phone::default().open();
    narrow(&browser);
    browser
}

/// Makes the screen that narrow; loading a page anew undoes it.
pub(crate) fn narrow(browser: &Browser) {
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        &json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true }),
    );
}

/// What axe finds on a page, by day and by night.
pub(crate) fn look(browser: &Browser, server: &Server, path: &str) -> Vec<String> {
    browser.go(&server.url(path));
    find(browser).into_iter().map(|found| format!("{path}, {found}")).collect()
}

/// The same of the page as it stands.
pub(crate) fn find(browser: &Browser) -> Vec<String> {
    let mut found = Vec::new();
    browser.lay_out_all();
    browser.open_all_parts();
    browser.run(AXE, json!([]));
    for scheme in ["light", "dark"] {
        browser.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
        if let Value::Array(lines) = browser.run(FIND, json!([])) {
            found.extend(lines.iter().map(|line| format!("{scheme}: {}", line.as_str().unwrap_or_default())));
        }
    }
    found
}

/// What depends on the colours alone.
const FIND_CONTRAST: &str = "
    return axe.run(document, {
        resultTypes: ['violations'],
        runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] },
    }).then(found => found.violations.flatMap(({ id, nodes }) =>
        nodes.map(node => id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)));";

/// What axe finds on the page as it stands, on a narrow screen: all by day, and by night the contrast of the largest letters.
fn find_on_a_narrow_screen(browser: &Browser, state: &str) -> Vec<String> {
    narrow(browser);
    if browser.value("window.axe === undefined") == json!(true) {
        browser.run(AXE, json!([]));
    }
    browser.lay_out_all();
    browser.open_all_parts();
    let mut found = Vec::new();
    for (scheme, size, find) in [("light", "1", FIND), ("dark", "3", FIND_CONTRAST)] {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &feature);
        browser.run("document.documentElement.dataset.text = arguments[0];", json!([size]));
        if let Value::Array(lines) = browser.run(find, json!([])) {
            found.extend(lines.iter().map(|line| format!("{state}, {scheme}: {}", line.as_str().unwrap_or_default())));
        }
    }
    browser.run("delete document.documentElement.dataset.text;", json!([]));
    found
}

#[test]
fn the_book_is_clean_in_every_state() {
    let (server, browser) = samples::open();
    let mut found = Vec::new();
    states::of_the_book(&browser, &server, &mut |state| found.extend(find_on_a_narrow_screen(&browser, state)));
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_page_that_adds_up_is_clean_in_every_state() {
    let server = Host::default().serve(&real_site().public);
    let browser = open();
    let mut found = Vec::new();
    states::of_the_tally(&browser, &server, &mut |state| found.extend(find_on_a_narrow_screen(&browser, state)));
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_check_is_clean_in_every_state() {
    let server = Host::default().serve(&real_site().public);
    let browser = open();
    let mut found = Vec::new();
    let mut look = |state: &str| found.extend(find_on_a_narrow_screen(&browser, state));
    states::of_the_check(&browser, &server, &mut look);
    let server = Host::default().serve(&built().root().join("public"));
    states::of_a_mistake(&browser, &server, &mut look);
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_kind_of_page_of_the_real_site_is_clean() {
    let real = real_site();
    let server = Host::default().serve(&real.public);
    let browser = open();
    let kinds = kinds(real);
    assert!(kinds.len() > 12, "{kinds:?}");
    let found: Vec<String> = kinds.iter().flat_map(|path| look(&browser, &server, path)).collect();
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

/// Whether one target lies on another, as the page is delivered: not all of it is laid out.
const FIND_TARGETS: &str = "
    return axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['target-size'] } })
        .then(found => found.violations.flatMap(({ nodes }) => nodes.map(node => node.html.slice(0, 200))));";

#[test]
fn what_is_not_laid_out_yet_has_room_for_its_targets() {
    let real = real_site();
    let server = Host::default().serve(&real.public);
    let browser = Phone::default().open();
    let is_asked = |path: &str| path.contains("tu-kiem-tra/") && is_kind(path, "html");
    let pages: Vec<&String> = real.files.keys().filter(|path| is_asked(path)).collect();
    assert!(pages.len() > 12, "{pages:?}");
    for path in pages {
        browser.go(&server.url(path));
        browser.wait("['ready', undefined].includes(document.documentElement.dataset.hoctap)");
        browser.run(AXE, json!([]));
        assert_eq!(browser.run(FIND_TARGETS, json!([])), json!([]), "{path}");
    }
}

#[test]
fn the_samples_with_everything_that_a_rule_can_have_are_clean() {
    let server = Host::default().serve(&built().root().join("public"));
    let browser = open();
    let pages = [POINTS, TARGETS, "tieu-chi/mau-diem/", "tieu-chi/mau-chi-tieu/", "tieu-chi/mau-diem/tu-hoc/"];
    let found: Vec<String> = pages.iter().flat_map(|path| look(&browser, &server, path)).collect();
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn axe_is_awake() {
    let server = Host::default().serve(&real_site().public);
    let browser = open();
    browser.go(&server.url(""));
    browser.run(AXE, json!([]));
    browser.run("document.querySelector('main').append(document.createElement('button'));", json!([]));
    let found = browser.run(FIND, json!([])).to_string();
    assert!(found.contains("button-name"), "a button without a name is no finding: {found}");
}
