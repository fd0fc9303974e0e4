//! Any text as JSON, and as the form in which a page carries its set.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wasm_check::json::{self, Value};
use wasm_check::rubric::Rubric;

fuzz_target!(|text: &str| {
    match json::parse(text) {
        Ok(node) => walk(&node.value),
        Err(error) => assert!(error.at <= text.len(), "a place in the text"),
    }
    if let Some(rubric) = Rubric::from_page(text) {
        let written = rubric.to_page();
        assert_eq!(Rubric::from_page(&written), Some(rubric), "a set is read as it is written");
    }
});

/// Takes every value for everything that it may be.
fn walk(value: &Value) {
    let _ = (value.as_text(), value.as_whole(), value.as_decimal(), value.get("set"));
    for item in value.items() {
        walk(&item.value);
    }
    if let Value::Object(members) = value {
        members.iter().for_each(|member| walk(&member.node.value));
    }
}
