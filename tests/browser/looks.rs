//! For tired eyes and broad fingers at 360 px: 18 px text, 48 px controls, 7:1 contrast by day and by night.

use serde_json::{Value, json};

use crate::check::{CHECK, Check};
use crate::samples;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;

/// One page of each kind.
const PAGES: [&str; 17] = [
    "",
    "bai-viet/",
    "bai-viet/mai-lam/",
    "tieu-chi/cdht/",
    "tieu-chi/cdht/tu-hoc/",
    "tap-huan/",
    "tu-kiem-tra/",
    "tu-kiem-tra/cdht/",
    "tu-kiem-tra/cdht/tong-hop/",
    "tim-kiem/?q=hoc",
    "tieu-chi/dvh-huyen/",
    "tu-kiem-tra/dvh-huyen/",
    "chu-de/",
    "chu-de/kinh-nghiem/",
    "theo-thang/",
    "en/bai-viet/privacy/",
    "404.html",
];

/// Of the samples: every way to answer, bands, levels, conditions.
const SAMPLES: [&str; 3] = ["tieu-chi/mau-diem/", samples::POINTS, samples::TARGETS];

/// Calls `look` on every kind of page as it opens, and on the check in full use.
fn on_every_page(look: impl Fn(&Browser, &str)) {
    let look = |browser: &Browser, page: &str| {
        browser.lay_out_all();
        look(browser, page);
    };
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    for path in PAGES {
        browser.go(&server.url(path));
        look(&browser, path);
    }
    let check = Check::open(&browser, &server.url(CHECK));
    check
        .choose("area", "vung-kho-khan")
        .answer_all([10, 10, 10, 10, 10, 10, 10, 10, 3, 4])
        .answer("ke-hoach", "unknown");
    // The texts of each kind of result, and the offer of an update, all at once.
    browser.open_all_parts();
    look(&browser, "the check, answered");
    browser.run(EVERYTHING, json!([]));
    look(&browser, "the check, everything shown");
    let (server, browser) = samples::open();
    for path in SAMPLES {
        browser.go(&server.url(path));
        look(&browser, path);
        browser.run(EVERYTHING, json!([]));
        look(&browser, &format!("{path}, everything shown"));
    }
}

const EVERYTHING: &str = "document.querySelectorAll('[hidden]').forEach(item => { item.hidden = false; });";

/// What a script finds wrong; an empty list is good.
fn nothing_found(found: &Value, page: &str) {
    let found: Vec<String> = found.as_array().into_iter().flatten().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} on {page}, first\n{}", found.len(), found[..found.len().min(8)].join("\n"));
}

#[test]
fn nothing_moves_sideways_at_360_pixels() {
    on_every_page(|browser, page| {
        assert_eq!(browser.value("document.documentElement.scrollWidth"), 360, "{page} is wider than the phone");
    });
}

#[test]
fn nothing_moves_sideways_for_those_who_set_their_letters_twice_as_large() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().with_large_letters().open();
    for path in PAGES {
        browser.go(&server.url(path));
        let size = browser.value("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)");
        assert!(size.as_f64().is_some_and(|size| size >= 36.0), "the letters follow: {size}");
        assert_eq!(browser.value("document.documentElement.scrollWidth"), 360, "{path} is wider than the phone");
    }
}

#[test]
fn every_text_is_18_pixels_or_more() {
    on_every_page(|browser, page| {
        let small = "return texts()
            .filter(({ style }) => parseFloat(style.fontSize) < 18)
            .map(({ text, style }) => style.fontSize + ': ' + text);";
        nothing_found(&browser.run(&format!("{TEXTS} {small}"), json!([])), page);
    });
}

#[test]
fn every_text_stands_out_seven_to_one_by_day_and_by_night() {
    on_every_page(|browser, page| {
        for scheme in ["light", "dark"] {
            browser.devtools(
                "Emulation.setEmulatedMedia",
                &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
            );
            let found = browser.run(&format!("{TEXTS} {CONTRAST}"), json!([]));
            nothing_found(&found, &format!("{page}, {scheme}"));
        }
    });
}

#[test]
fn by_night_the_ground_is_dark() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.devtools(
        "Emulation.setEmulatedMedia",
        &json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] }),
    );
    browser.go(&server.url(""));
    let light = browser.run(&format!("{TEXTS} return luminance(ground(document.body));"), json!([]));
    assert!(light.as_f64().is_some_and(|light| light < 0.05), "{light}");
}

#[test]
fn every_control_is_48_pixels_or_more() {
    on_every_page(|browser, page| nothing_found(&browser.run(CONTROLS, json!([])), page));
}

#[test]
fn choices_keep_8_pixels_between_them() {
    on_every_page(|browser, page| nothing_found(&browser.run(GAPS, json!([])), page));
}

#[test]
fn a_long_line_has_at_most_70_letters_on_a_wide_screen() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().with_a_wide_screen().open();
    for path in PAGES {
        browser.go(&server.url(path));
        assert!(browser.value("innerWidth").as_u64().is_some_and(|width| width > 1400), "a wide screen");
        nothing_found(&browser.run(LINES, json!([])), path);
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_from_one_h1() {
    on_every_page(|browser, page| {
        let levels = browser.value(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))",
        );
        let levels: Vec<u64> = levels.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{page}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{page}: {levels:?}");
    });
}

#[test]
fn every_control_has_a_name_for_those_who_listen() {
    on_every_page(|browser, page| {
        nothing_found(&browser.run(include_str!("page/nameless.js"), json!([])), page);
    });
}

#[test]
fn the_keyboard_reaches_the_choices_and_shows_where_it_is() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    browser.run("document.querySelector(\"input[name='i.ke-hoach'][value='0']\").focus()", json!([]));
    for key in ["ArrowRight", "ArrowRight", "ArrowRight"] {
        for kind in ["keyDown", "keyUp"] {
            browser.devtools(
                "Input.dispatchKeyEvent",
                &json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": 39 }),
            );
        }
    }
    // 0, 3, 5, 8: the points that have words.
    assert_eq!(check.result()["total"], 8);
    let outlined = "[document.activeElement, document.activeElement.nextElementSibling].some(item => {
        const { outlineStyle, outlineWidth } = getComputedStyle(item);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    })";
    assert_eq!(browser.value(outlined), true, "a person with a keyboard does not see where they are");
}

/// `texts()`: every piece of text that is seen, with its style; `ground()`, `luminance()`: the colour behind it.
const TEXTS: &str = include_str!("page/texts.js");

const CONTRAST: &str = include_str!("page/contrast.js");

/// Links inside a sentence are as high as the sentence; everything that stands alone is a control.
const CONTROLS: &str = include_str!("page/controls.js");

const GAPS: &str = include_str!("page/gaps.js");

/// Counts the letters of each first line of a paragraph.
const LINES: &str = include_str!("page/lines.js");
