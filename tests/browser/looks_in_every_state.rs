//! A ruler laid on the self-check, its book and the page that adds up, in every state and every size of letters, on a screen
//! 320 pixels wide: nothing moves sideways, text of 18 px, controls of 48 px with 8 px between, lines of 70 characters.

use serde_json::{Value, json};

use crate::nothing_for_axe_to_find::narrow;
use crate::samples;
use crate::states;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;

const TEXTS: &str = include_str!("page/texts.js");
const SMALL: &str = "return texts().filter(({ style }) => parseFloat(style.fontSize) < 18)
    .map(({ text, style }) => style.fontSize + ': ' + text);";
const CONTROLS: &str = include_str!("page/controls.js");
const GAPS: &str = include_str!("page/gaps.js");
const CROWDED: &str = include_str!("page/crowded.js");
const LINES: &str = include_str!("page/lines.js");
/// Whether the page can be moved sideways, and what sticks out: boxes, the innermost of them, and words.
const WIDE: &str = "const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return [];
    const out = [...document.querySelectorAll('body *')].filter(item => item.getBoundingClientRect().right > edge + 0.5);
    const range = document.createRange();
    const words = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      if (range.getBoundingClientRect().right > edge + 0.5) words.push(walker.currentNode.data.trim().slice(0, 60));
    }
    return ['sideways by ' + (document.documentElement.scrollWidth - edge), ...words,
        ...out.filter(item => !out.some(other => other !== item && item.contains(other))).map(item => item.outerHTML.slice(0, 120))];";

/// What a script finds wrong.
fn find(browser: &Browser, what: &str, script: &str) -> Vec<String> {
    browser.lay_out_all();
    browser.open_all_parts();
    let Value::Array(found) = browser.run(script, json!([])) else { panic!("{what} gives a list") };
    found.iter().take(8).map(|line| format!("{what}: {}", line.as_str().unwrap_or_default())).collect()
}

fn measure(browser: &Browser, state: &str) -> Vec<String> {
    narrow(browser);
    let small = format!("{TEXTS} {SMALL}");
    let mut found = Vec::new();
    for size in ["1", "2", "3"] {
        browser.run("document.documentElement.dataset.text = arguments[0];", json!([size]));
        for (what, script) in
            [("wide", WIDE), ("small", &small), ("control", CONTROLS), ("gap", GAPS), ("crowded", CROWDED)]
        {
            found.extend(find(browser, what, script).iter().map(|line| format!("{state}, letters {size}, {line}")));
        }
    }
    browser.run("delete document.documentElement.dataset.text;", json!([]));
    found
}

/// Every state of the check and of the page that adds up, then of the samples' check and book.
fn in_every_state(open: impl Fn() -> Browser, look: impl Fn(&Browser, &str) -> Vec<String>) {
    let mut found = Vec::new();
    let server = Host::default().serve(&real_site().public);
    let browser = open();
    states::of_the_check(&browser, &server, &mut |state| found.extend(look(&browser, state)));
    states::of_the_tally(&browser, &server, &mut |state| found.extend(look(&browser, state)));
    let server = Host::default().serve(&samples::built().root().join("public"));
    states::of_a_mistake(&browser, &server, &mut |state| found.extend(look(&browser, state)));
    browser.run("localStorage.clear();", json!([]));
    states::of_the_book(&browser, &server, &mut |state| found.extend(look(&browser, state)));
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found.join("\n"));
}

#[test]
fn each_state_is_comfortable_at_320_pixels_in_three_sizes_of_letters() {
    in_every_state(|| Phone::default().open(), measure);
}

#[test]
fn nothing_moves_sideways_in_any_state_for_those_who_set_their_letters_twice_as_large() {
    in_every_state(
        || Phone::default().with_large_letters().open(),
        |browser, state| {
            narrow(browser);
            find(browser, "wide", WIDE).iter().map(|line| format!("{state}, {line}")).collect()
        },
    );
}

#[test]
fn no_state_has_a_line_of_more_than_70_letters_on_a_wide_screen() {
    in_every_state(
        || Phone::default().with_a_wide_screen().open(),
        |browser, state| find(browser, "long", LINES).iter().map(|line| format!("{state}, {line}")).collect(),
    );
}
