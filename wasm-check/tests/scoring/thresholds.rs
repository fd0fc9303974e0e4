//! Totals, floors, areas and bands: just under, at, just over.

use crate::support::{
    With as _, area, decimal, group, points, rank, score_answers, score_sheet, typed, verdict, way_up, whole,
};
use serde_json::json;
use wasm_check::rubric::{NotApplicable, Rubric};

/// 50, 70 and 85 of 100, in steps of a twentieth.
fn banded() -> Rubric {
    Rubric {
        ranks: vec![rank("trung-binh", "50"), rank("kha", "70"), rank("tot", "85")],
        ..points("0", [typed("a", "100", "0.05")])
    }
}

#[test]
fn a_total_is_reached_at_its_threshold_and_not_a_twentieth_under_it() {
    let set = points("80", [typed("a", "100", "0.05")]);
    for (answer, expected) in [
        ("79.95", "not-achieved"),
        ("80", "achieved"),
        ("80.05", "achieved"),
        ("0", "not-achieved"),
        ("100", "achieved"),
    ] {
        assert_eq!(verdict(&set, json!({"a": decimal_json(answer)})), expected, "{answer}");
    }
}

fn decimal_json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("a number")
}

#[test]
fn a_total_with_decimals_is_held_exactly() {
    // 0.1 three times is 0.3, not 0.30000000000000004.
    let set = points("0.3", [typed("a", "1", "0.1"), typed("b", "1", "0.1"), typed("c", "1", "0.1")]);
    assert_eq!(verdict(&set, json!({"a": 0.1, "b": 0.1, "c": 0.1})), "achieved");
    assert_eq!(verdict(&set, json!({"a": 0.2, "b": 0.1, "c": 0})), "achieved");
    assert_eq!(verdict(&set, json!({"a": 0.1, "b": 0.1, "c": 0})), "not-achieved");
}

#[test]
fn a_band_begins_at_its_total_and_ends_right_before_the_next() {
    for (answer, band) in [
        ("0", "not-achieved"),
        ("49.95", "not-achieved"),
        ("50", "trung-binh"),
        ("50.05", "trung-binh"),
        ("69.95", "trung-binh"),
        ("70", "kha"),
        ("70.05", "kha"),
        ("84.95", "kha"),
        ("85", "tot"),
        ("85.05", "tot"),
        ("100", "tot"),
    ] {
        assert_eq!(verdict(&banded(), json!({"a": decimal_json(answer)})), band, "{answer}");
    }
}

#[test]
fn what_is_needed_is_the_next_band_and_the_highest_once_all_are_reached() {
    for (answer, needed, way) in [
        (0, "50", vec!["a 0→50"]),
        (49, "50", vec!["a 49→50"]),
        (50, "70", vec!["a 50→70"]),
        (70, "85", vec!["a 70→85"]),
        (85, "85", vec![]),
        (100, "85", vec![]),
    ] {
        let outcome = score_answers(&banded(), json!({"a": answer}));
        assert_eq!(outcome.needed, Some(decimal(needed)), "{answer}");
        assert_eq!(way_up(&banded(), &outcome), way, "{answer}");
    }
}

#[test]
fn an_indicator_a_step_under_the_floor_stops_every_band() {
    let set = Rubric {
        floor: Some(decimal("2.5")),
        ranks: banded().ranks,
        ..points("0", [typed("a", "90", "0.5"), typed("b", "10", "0.5")])
    };
    for (b, expected) in [("2", "not-achieved"), ("2.5", "tot"), ("3", "tot")] {
        let outcome = score_answers(&set, json!({"a": 90, "b": decimal_json(b)}));
        assert_eq!(outcome.verdict.as_str(), expected, "{b}");
        assert_eq!(outcome.blocked_by.is_empty(), expected == "tot", "{b}");
    }
}

#[test]
fn the_floor_does_not_hold_for_what_does_not_apply() {
    for effect in [NotApplicable::Full, NotApplicable::LeftOut] {
        let set = Rubric { floor: Some(decimal("5")), ..points("5", [whole("a", 10), whole("b", 10).na(effect)]) };
        let outcome = score_answers(&set, json!({"a": 5, "b": "na"}));
        assert_eq!((outcome.verdict.as_str(), outcome.blocked_by.len()), ("achieved", 0));
    }
}

#[test]
fn an_area_takes_the_place_of_the_lowest_total_only() {
    let set = Rubric { areas: vec![area("xa", "40")], ..banded() };
    for (answer, band) in [
        ("39.95", "not-achieved"),
        ("40", "trung-binh"),
        ("40.05", "trung-binh"),
        ("69.95", "trung-binh"),
        ("70", "kha"),
        ("85", "tot"),
    ] {
        let outcome = score_sheet(&set, &json!({"set": "bo", "area": "xa", "answers": {"a": decimal_json(answer)}}));
        assert_eq!(outcome.verdict.as_str(), band, "{answer}");
    }
    let outside = score_answers(&set, json!({"a": 40}));
    assert_eq!((outside.verdict.as_str(), outside.needed), ("not-achieved", Some(decimal("50"))));
}

#[test]
fn an_area_goes_before_the_total_of_a_group_and_keeps_its_floor() {
    let set = Rubric {
        areas: vec![area("xa", "10")],
        groups: vec![group("a", "15", "5")],
        floor: Some(decimal("1")),
        ..points("18", [whole("a", 10), whole("b", 10)])
    };
    let score = |area: Option<&str>, a: u32, b: u32| {
        let sheet = json!({"set": "bo", "group": "a", "area": area, "answers": {"a": a, "b": b}});
        score_sheet(&set, &sheet).verdict.as_str().to_owned()
    };
    assert_eq!(score(None, 9, 5), "not-achieved", "14 under the group's 15");
    assert_eq!(score(None, 10, 5), "achieved");
    assert_eq!(score(Some("xa"), 5, 5), "achieved", "10 reach the area's 10");
    assert_eq!(score(Some("xa"), 5, 4), "not-achieved");
    assert_eq!(score(Some("xa"), 10, 4), "not-achieved", "under the group's floor of 5");
}

#[test]
fn a_total_that_is_raised_above_the_next_one_is_needed_for_both() {
    // A group may raise the lowest total above the next: then both need it.
    let set = Rubric { groups: vec![group("cao", "75", "")], ..banded() };
    for (answer, band) in [("74.95", "not-achieved"), ("75", "kha"), ("85", "tot")] {
        let sheet = json!({"set": "bo", "group": "cao", "answers": {"a": decimal_json(answer)}});
        assert_eq!(score_sheet(&set, &sheet).verdict.as_str(), band, "{answer}");
    }
}
