//! Any text as an answer sheet: read, scored, written, and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use wasm_check::date::Date;
use wasm_check::rubric::Rubric;
use wasm_check::score::score;
use wasm_check::sheet::Sheet;

/// A set of points and a set of targets, each with all that sheets can say of one.
static RUBRICS: LazyLock<[Rubric; 2]> = LazyLock::new(|| {
    [include_str!("../seeds/sets/points.txt"), include_str!("../seeds/sets/targets.txt")]
        .map(|text| Rubric::from_page(text).expect("a set"))
});

fuzz_target!(|text: &str| {
    let today = Date::new(2026, 11, 21).expect("a day");
    for rubric in RUBRICS.iter() {
        let reading = Sheet::read(text, rubric, 2026);
        for problem in &reading.problems {
            assert!(problem.at <= text.len(), "a place in the text");
        }
        let outcome = score(rubric, &reading.sheet, today);
        assert!(wasm_check::json::parse(&outcome.to_json(rubric)).is_ok(), "a result is JSON");
        let again = Sheet::read(&reading.sheet.to_json(rubric), rubric, 2026);
        assert_eq!((again.problems.len(), again.sheet), (0, reading.sheet), "a sheet is read as it is written");
    }
});
