//! Any text as many sheets: files, lines, codes; read, added up, written, and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use wasm_check::code;
use wasm_check::date::Date;
use wasm_check::rubric::Rubric;
use wasm_check::sheets::{self, MOST_SHEETS};
use wasm_check::tally::{MOST_NAMES, Registered, read_names, tally};

/// A set of points and a set of targets, each with all that sheets can say of one.
static RUBRICS: LazyLock<[Rubric; 2]> = LazyLock::new(|| {
    [include_str!("../seeds/sets/points.txt"), include_str!("../seeds/sets/targets.txt")]
        .map(|text| Rubric::from_page(text).expect("a set"))
});

fuzz_target!(|text: &str| {
    let today = Date::new(2026, 11, 22).expect("a day");
    for rubric in RUBRICS.iter() {
        let found = sheets::read(text, &[rubric], 2026);
        assert!(found.sheets.len() <= MOST_SHEETS, "no more than a text may hold");
        for trouble in &found.troubles {
            assert!(trouble.at <= text.len(), "a place in the text");
        }
        let year = found.sheets.first().map_or(2026, |listed| listed.sheet.year);
        let (names, _) = read_names(text, &[], MOST_NAMES);
        let sum = tally(rubric, &found.sheets, year, &Registered { names, ..Registered::default() }, today);
        assert_eq!(sum.lines.len(), found.sheets.len(), "every sheet is accounted for");
        assert!(sum.all.achieved <= sum.all.assessed && sum.all.assessed as usize <= found.sheets.len());
        assert!(wasm_check::json::parse(&sum.to_json(rubric)).is_ok(), "a sum is JSON");
        let listed =
            found.sheets.iter().map(|listed| (rubric, &listed.sheet, listed.person.as_deref(), listed.plan.as_deref()));
        let again = sheets::read(&sheets::write(&rubric.set, today, listed), &[rubric], 2026);
        let both = found.sheets.iter().zip(&again.sheets);
        assert!(found.sheets.is_empty() || again.troubles.is_empty(), "what is written is read: {:?}", again.troubles);
        for (first, second) in both {
            assert_eq!((&first.person, &first.sheet), (&second.person, &second.sheet), "as it was written");
            assert_eq!(first.plan, second.plan, "and what was planned");
        }
        if let Ok(sheet) = code::decode(rubric, text) {
            assert_eq!(code::decode(rubric, &code::encode(rubric, &sheet)), Ok(sheet), "a code says what it said");
        }
    }
});
