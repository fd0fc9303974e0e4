//! Ten thousand sheets, through every set that can be checked: WebAssembly, its translation into JavaScript and the
//! command agree in every field of the result.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::check::Check;
use crate::poor_phones::{WITHOUT_WEBASSEMBLY, phone_with};
use crate::samples::built;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;
use crate::support::{Tree, hoctap, repository, tree};

/// On all sets together, at least.
const SHEETS: usize = 10_000;
/// On one load of a page.
const BATCH: usize = 500;

/// The self-checks of a site, by their paths.
fn checks(site: &Tree) -> Vec<&str> {
    let paths = site.keys().filter_map(|path| path.strip_suffix("index.html"));
    let is_check = |path: &&str| {
        path.starts_with("tu-kiem-tra/")
            && String::from_utf8_lossy(&site[&format!("{path}index.html")]).contains("data-result-json")
    };
    paths.filter(is_check).collect()
}

/// Random sheets on the page that is open, and what it publishes of each.
fn filled(browser: &Browser, seed: usize, count: usize) -> Vec<(Value, Value)> {
    let Value::Array(pairs) = browser.run(include_str!("page/random_sheets.js"), json!([seed, count])) else {
        panic!("the script gives a list")
    };
    let result = |text: &Value| {
        let text = text.as_str().unwrap_or_default();
        let mut result: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        // Around midnight the page may have been filled a day before the command ran.
        result["date"] = Value::Null;
        result
    };
    pairs.into_iter().map(|mut pair| (pair[0].take(), result(&pair[1]))).collect()
}

/// What the command makes of them.
fn scored(root: &std::path::Path, set: &str, sheets: &[(Value, Value)]) -> Vec<Value> {
    let lines: Vec<String> = sheets.iter().map(|(sheet, _)| sheet.to_string()).collect();
    let outcome = hoctap(root, &["score", set, "--answers", "-"], &lines.join("\n")).succeeds();
    let result = |line| {
        let mut result: Value = serde_json::from_str(line).expect("each line is a result");
        result["date"] = Value::Null;
        result
    };
    outcome.stdout.lines().map(result).collect()
}

#[test]
fn ten_thousand_sheets_come_to_one_result_with_and_without_webassembly_and_by_the_command() {
    let samples = built();
    let of_samples = tree(&samples.root().join("public"));
    let sites = [
        (repository(), Host::default().serve(&real_site().public), checks(&real_site().files)),
        (samples.root(), Host::default().serve(&samples.root().join("public")), checks(&of_samples)),
    ];
    let pages: usize = sites.iter().map(|(_, _, checks)| checks.len()).sum();
    assert!(pages >= 9, "{pages} checks");
    // So many of each set, where somebody asks for it: `HOCTAP_SHEETS_EACH=10000`. It takes a quarter of an hour.
    let each = std::env::var("HOCTAP_SHEETS_EACH").ok().and_then(|each| each.parse().ok());
    let batches = each.unwrap_or_else(|| SHEETS.div_ceil(pages)).div_ceil(BATCH);
    let (phone, poor_phone) = (Phone::default().open(), phone_with(WITHOUT_WEBASSEMBLY));
    let mut verdicts: BTreeMap<String, usize> = BTreeMap::new();
    for (root, server, checks) in &sites {
        for (seed, page) in checks.iter().enumerate() {
            Check::open(&phone, &server.url(page));
            Check::open_by(&poor_phone, &server.url(page), "js");
            for batch in 0..batches {
                let seed = seed * batches + batch;
                let sheets = filled(&phone, seed, BATCH);
                assert!(filled(&poor_phone, seed, BATCH) == sheets, "{page}: the engines differ, seed {seed}");
                let of = |key| sheets[0].0[key].as_str().unwrap_or_default();
                let results = scored(root, &format!("{}@{}", of("set"), of("version")), &sheets);
                assert_eq!(results.len(), BATCH);
                for ((sheet, on_the_page), result) in sheets.iter().zip(results) {
                    assert_eq!(*on_the_page, result, "{sheet}");
                    *verdicts.entry(result["verdict"].to_string()).or_default() += 1;
                }
            }
        }
    }
    assert!(verdicts.values().sum::<usize>() >= SHEETS);
    for verdict in ["achieved", "not-achieved", "incomplete", "undecided", "level-1", "level-2", "tot"] {
        let count = verdicts.get(&format!("\"{verdict}\"")).copied().unwrap_or_default();
        assert!(count >= 10, "{verdict}: {count} of {verdicts:?}");
    }
}
