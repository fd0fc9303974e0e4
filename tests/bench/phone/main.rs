//! What a poor phone on a poor line makes of the self-check: how long an answer takes to be on the screen with a processor
//! slowed six times, and how long text and score take to come at 400 kbit/s with a delay of 400 ms. Numbers to read, not a test.

#[path = "../../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::browser::{Browser, Phone};
use support::real::real_site;
use support::server::Host;

/// The largest check of points.
const CHECK: &str = "tu-kiem-tra/cdht/";
const SLOWED: u32 = 6;
/// Bytes a second.
const LINE: u32 = 400_000 / 8;
/// Milliseconds.
const DELAY: u32 = 400;
/// Each visit is a first one, by a new browser.
const VISITS: usize = 3;

fn main() {
    println!("an answer on the screen, processor slowed {SLOWED} times (at most 50 ms)   median  largest");
    for (engine, before) in [("wasm", ""), ("js", "delete window.WebAssembly;")] {
        let times = answers(before);
        println!("{engine:<69} {:>6.0} ms {:>5.0} ms", middle(&times), times.last().copied().unwrap_or_default());
    }
    println!(
        "a first visit at {} kbit/s, delay {DELAY} ms, median of {VISITS}      text (2 s)  score (3 s)",
        LINE * 8 / 1000
    );
    for (name, path, before) in [
        ("home page", "", ""),
        ("self-check", CHECK, ""),
        ("self-check without WebAssembly", CHECK, "delete window.WebAssembly;"),
    ] {
        let visits: Vec<(f64, f64)> = (0..VISITS).map(|_| visit(path, before)).collect();
        let of = |pick: fn(&(f64, f64)) -> f64| {
            let mut times: Vec<f64> = visits.iter().map(pick).collect();
            times.sort_by(f64::total_cmp);
            middle(&times) / 1000.0
        };
        let score = if path.is_empty() { "–".to_owned() } else { format!("{:.2} s", of(|visit| visit.1)) };
        println!("{name:<57} {:>6.2} s {score:>12}", of(|visit| visit.0));
    }
}

fn phone(before: &str) -> Browser {
    let phone = Phone::default().open();
    phone.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": before }));
    phone
}

/// Milliseconds from a tap to the frame that shows what it changed, sorted.
fn answers(before: &str) -> Vec<f64> {
    let server = Host::default().serve(&real_site().public);
    let phone = phone(before);
    phone.go(&server.url(CHECK));
    phone.wait("document.documentElement.dataset.hoctap === 'ready'");
    phone.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWED }));
    let script = "
        const taps = [...document.querySelectorAll('[data-indicator]')].flatMap(question =>
          ['8', '4', '9'].map(value => question.querySelector(`input[value='${value}']`)));
        // Made once: to make it is no part of an answer.
        const { port1, port2 } = new MessageChannel();
        return (async () => {
          const times = [];
          for (const choice of taps) {
            choice.scrollIntoView({ block: 'center' });
            await new Promise(requestAnimationFrame);
            await new Promise(done => setTimeout(done, 100));
            const start = performance.now();
            choice.click();
            // What is drawn next is drawn before the message arrives.
            await new Promise(done => requestAnimationFrame(() => {
              port1.onmessage = done;
              port2.postMessage(0);
            }));
            times.push(performance.now() - start);
          }
          return times;
        })();";
    let mut times = numbers(&phone.run(script, json!([])));
    times.sort_by(f64::total_cmp);
    times
}

/// Milliseconds until the first text, and until the page scores.
fn visit(path: &str, before: &str) -> (f64, f64) {
    let server = Host::default().compressing().serve(&real_site().public);
    let phone = phone(&format!(
        "{before}
         new MutationObserver((_, watch) => {{
           if (document.documentElement && document.documentElement.dataset.hoctap !== 'ready') return;
           window.readyAt = performance.now();
           watch.disconnect();
         }}).observe(document, {{ subtree: true, attributes: true, attributeFilter: ['data-hoctap'] }});"
    ));
    phone.devtools("Network.enable", &json!({}));
    let line = json!({ "offline": false, "latency": DELAY, "downloadThroughput": LINE, "uploadThroughput": LINE });
    phone.devtools("Network.emulateNetworkConditions", &line);
    phone.go(&server.url(path));
    if !path.is_empty() {
        phone.wait("window.readyAt");
    }
    phone.wait("performance.getEntriesByName('first-contentful-paint').length");
    let times =
        phone.value("[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.readyAt || 0]");
    let times = numbers(&times);
    (times[0], times[1])
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// The one in the middle of a sorted list.
fn middle(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
