//! “Không áp dụng”: full points, or left out and rescaled exactly.

use crate::support::{
    With as _, decimal, percent, points, score_answers, targets, typed, verdict, way_up, whole, yes_no,
};
use serde_json::{Value, json};
use wasm_check::rubric::{NotApplicable, Rubric};
use wasm_check::score::Outcome;

const FULL: NotApplicable = NotApplicable::Full;
const LEFT_OUT: NotApplicable = NotApplicable::LeftOut;

fn result(rubric: &Rubric, outcome: &Outcome<'_>) -> Value {
    serde_json::from_str(&outcome.to_json(rubric)).expect("JSON")
}

#[test]
fn full_points_for_what_does_not_apply() {
    let set = points("80", [whole("a", 90), whole("b", 10).na(FULL)]);
    for (answer, expected) in [(69, "not-achieved"), (70, "achieved"), (71, "achieved")] {
        let outcome = score_answers(&set, json!({"a": answer, "b": "na"}));
        assert_eq!(outcome.verdict.as_str(), expected, "{answer}");
        assert_eq!((outcome.total, outcome.max), (decimal(&(answer + 10).to_string()), decimal("100")));
        assert_eq!(outcome.unscaled, None);
        let result = result(&set, &outcome);
        assert_eq!(result["not_applicable"], json!([{"id": "b", "effect": "full"}]));
        assert_eq!(
            result["criteria"][0],
            json!({"id": "tieu-chi", "total": answer + 10, "max": 100, "met": 2, "of": 2})
        );
        assert_eq!((result["answered"].as_u64(), result["of"].as_u64()), (Some(2), Some(2)));
    }
}

#[test]
fn seventy_two_of_90_is_exactly_80_of_100_and_a_hundredth_less_is_not() {
    let set = points("80", [typed("a", "90", "0.01"), whole("b", 10).na(LEFT_OUT)]);
    for (answer, total, expected) in
        [(json!(71.99), "79.99", "not-achieved"), (json!(72), "80", "achieved"), (json!(72.01), "80.01", "achieved")]
    {
        let outcome = score_answers(&set, json!({"a": answer, "b": "na"}));
        assert_eq!((outcome.verdict.as_str(), outcome.total), (expected, decimal(total)), "{answer}");
    }
}

#[test]
fn a_total_that_is_shown_as_80_may_still_be_under_it() {
    // 72.999 of 91.25 is 79.9989…, which is shown as 80: the verdict compares exactly.
    let set = points("80", [typed("a", "91.25", "0.001"), typed("b", "8.75", "0.001").na(LEFT_OUT)]);
    let outcome = score_answers(&set, json!({"a": 72.999, "b": "na"}));
    assert_eq!((outcome.verdict.as_str(), outcome.total), ("not-achieved", decimal("80")));
    assert_eq!(verdict(&set, json!({"a": 73, "b": "na"})), "achieved");
}

#[test]
fn what_is_left_out_is_said_with_the_total_before_rescaling() {
    let set = points("80", [whole("a", 90), whole("b", 10).na(LEFT_OUT)]);
    let outcome = score_answers(&set, json!({"a": 70, "b": "na"}));
    let result = result(&set, &outcome);
    assert_eq!((&result["total"], &result["max"]), (&json!(77.78), &json!(100)));
    assert_eq!(result["unscaled"], json!({"total": 70, "max": 90}));
    assert_eq!(result["not_applicable"], json!([{"id": "b", "effect": "left-out"}]));
    assert_eq!(result["criteria"][0], json!({"id": "tieu-chi", "total": 70, "max": 90, "met": 1, "of": 1}));
    assert_eq!(result["way_up"], json!([{"id": "a", "from": 70, "to": 72}]));
    assert_eq!((result["answered"].as_u64(), result["of"].as_u64()), (Some(2), Some(2)));
}

#[test]
fn rescaling_rounds_half_up_to_two_decimals_for_showing() {
    let set = points("80", [whole("a", 3), whole("b", 797).na(LEFT_OUT)]);
    for (answer, total) in [(0, "0"), (1, "266.67"), (2, "533.33"), (3, "800")] {
        assert_eq!(score_answers(&set, json!({"a": answer, "b": "na"})).total, decimal(total));
    }
}

#[test]
fn nothing_is_rescaled_while_all_applies() {
    let set = points("80", [whole("a", 90), whole("b", 10).na(LEFT_OUT)]);
    let outcome = score_answers(&set, json!({"a": 80, "b": 0}));
    assert_eq!((outcome.unscaled, outcome.not_applicable.len()), (None, 0));
}

#[test]
fn where_nothing_applies_nothing_is_achieved() {
    let set = points("80", [whole("a", 10).na(LEFT_OUT), whole("b", 10).na(LEFT_OUT)]);
    let outcome = score_answers(&set, json!({"a": "na", "b": "na"}));
    assert_eq!((outcome.verdict.as_str(), outcome.total), ("not-achieved", decimal("0")));
    assert_eq!(outcome.unscaled, Some((decimal("0"), decimal("0"))));
    assert_eq!(outcome.way_up, []);
}

#[test]
fn a_blank_that_may_not_apply_is_waited_for_like_any_other() {
    for effect in [FULL, LEFT_OUT] {
        let set = points("80", [whole("a", 90), whole("b", 10).na(effect)]);
        for (answer, expected) in [(69, "not-achieved"), (70, "incomplete"), (79, "incomplete"), (80, "achieved")] {
            assert_eq!(verdict(&set, json!({"a": answer})), expected, "{answer}");
        }
    }
}

#[test]
fn a_target_that_does_not_apply_counts_as_met_or_not_at_all() {
    let with = |effect| targets(1, [yes_no("a", &["1"]), percent("b", &["90"]).na(effect)]);
    let counted = score_answers(&with(FULL), json!({"a": true, "b": "na"}));
    assert_eq!((counted.verdict.as_str(), counted.total, counted.max), ("achieved", decimal("2"), decimal("2")));
    let left_out = score_answers(&with(LEFT_OUT), json!({"a": true, "b": "na"}));
    assert_eq!((left_out.verdict.as_str(), left_out.total, left_out.max), ("achieved", decimal("1"), decimal("1")));
    assert_eq!(left_out.unscaled, None);
    assert_eq!(verdict(&with(LEFT_OUT), json!({"a": false, "b": "na"})), "not-achieved");
}

#[test]
fn where_all_targets_are_left_out_no_level_is_reached() {
    let set = targets(2, [yes_no("a", &["1", "1"]).na(LEFT_OUT), percent("b", &["90", "95"]).na(LEFT_OUT)]);
    let outcome = score_answers(&set, json!({"a": "na", "b": "na"}));
    assert_eq!((outcome.verdict.as_str(), outcome.total, outcome.max), ("not-achieved", decimal("0"), decimal("0")));
    assert_eq!(outcome.way_up, []);
    assert_eq!(verdict(&set, json!({"a": "na", "b": 95})), "level-2");
}

#[test]
fn the_way_up_never_leads_over_what_does_not_apply() {
    for (effect, expected) in [(FULL, vec!["a 0→70"]), (LEFT_OUT, vec!["a 0→72"])] {
        let set = points("80", [whole("b", 10).na(effect), whole("a", 90)]);
        let outcome = score_answers(&set, json!({"b": "na", "a": 0}));
        assert_eq!(way_up(&set, &outcome), expected);
    }
}
