//! How fast an officer's list opens on an old phone: fifty people with three years each, at a processor slowed six times.
//! Numbers to read, not a test. Needs `chromium` and `chromedriver`.
//!
//! The list should be there within 100 ms.

#[path = "../../support/mod.rs"]
mod support;

use serde_json::json;
use support::browser::Phone;
use support::samples;
use support::server::Host;

const SLOWED: u32 = 6;
const TIMES: usize = 9;

const FILL: &str = "
    const people = [];
    for (let person = 1; person <= 50; person++) {
        people.push({ id: `p${person}`, name: `Người ${person}` });
        for (const year of [2026, 2025, 2024]) {
            localStorage.setItem(`samples/sheet/mau-diem@2-2026/${year}/p${person}`, JSON.stringify({
                set: 'mau-diem', version: '2-2026', year, group: 'nong-dan', area: null,
                answers: { doc: person % 11, 'ke-hoach': 5, lop: 3, gio: 7.5, may: 'na', 'ngoai-ngu': 4, giup: 6 },
            }));
        }
    }
    localStorage.setItem('samples/people', JSON.stringify({ people, last: 50 }));";

/// From the tap on another year until the list of that year is laid out.
const OPEN: &str = "
    const list = document.querySelector('[data-choice=people]');
    list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
    const start = performance.now();
    list.dispatchEvent(new Event('change', { bubbles: true }));
    document.body.getBoundingClientRect();
    const took = performance.now() - start;
    return document.querySelectorAll('[data-list=people] > li').length === 50 ? took : null;";

fn main() {
    let site = samples();
    site.build().succeeds();
    let server = Host::default().serve(&site.root().join("public"));
    let browser = Phone::default().open();
    let book = server.url("tu-kiem-tra/mau-diem/so/");
    browser.go(&book);
    browser.run(FILL, json!([]));
    for slowed in [1, SLOWED] {
        browser.go(&book);
        browser.wait("document.documentElement.dataset.hoctap === 'ready'");
        browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": slowed }));
        let mut took: Vec<f64> =
            (0..TIMES).map(|_| browser.run(OPEN, json!([])).as_f64().expect("fifty people are listed")).collect();
        browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }));
        took.sort_by(f64::total_cmp);
        println!("50 people, 3 years each, slowed {slowed} times: {:>4.0} ms (best {:.0})", took[TIMES / 2], took[0]);
    }
}
