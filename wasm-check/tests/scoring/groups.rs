//! Groups of people: their own indicators, their own thresholds, and what holds until one is chosen.

use crate::support::{
    With as _, decimal, group, number, percent, points, score_answers, score_group, targets, way_up, whole,
};
use serde_json::json;
use wasm_check::rubric::Rubric;

/// 80 of 100; 75 and a floor of 4 for group `a`; `b` has an indicator of its own.
fn points_for_two() -> Rubric {
    Rubric {
        floor: Some(decimal("5")),
        groups: vec![group("a", "75", "4"), group("b", "", "")],
        ..points(
            "80",
            [whole("chung", 90), whole("rieng-a", 10).only_for(&["a"]), whole("rieng-b", 10).only_for(&["b"])],
        )
    }
}

#[test]
fn a_group_is_held_against_its_own_total() {
    for (answer, expected) in [(70, "not-achieved"), (71, "achieved"), (72, "achieved")] {
        let outcome = score_group(&points_for_two(), "a", json!({"chung": answer, "rieng-a": 4}));
        assert_eq!((outcome.verdict.as_str(), outcome.needed), (expected, Some(decimal("75"))), "{answer}");
    }
    for (answer, expected) in [(74, "not-achieved"), (75, "achieved"), (76, "achieved")] {
        let outcome = score_group(&points_for_two(), "b", json!({"chung": answer, "rieng-b": 5}));
        assert_eq!((outcome.verdict.as_str(), outcome.needed), (expected, Some(decimal("80"))), "{answer}");
    }
}

#[test]
fn a_group_is_held_against_its_own_floor() {
    for (answer, expected) in [(3, "not-achieved"), (4, "achieved"), (5, "achieved")] {
        let outcome = score_group(&points_for_two(), "a", json!({"chung": 90, "rieng-a": answer}));
        assert_eq!(outcome.verdict.as_str(), expected, "{answer}");
    }
    for (answer, expected) in [(4, "not-achieved"), (5, "achieved"), (6, "achieved")] {
        let outcome = score_group(&points_for_two(), "b", json!({"chung": 90, "rieng-b": answer}));
        assert_eq!(outcome.verdict.as_str(), expected, "{answer}");
    }
}

#[test]
fn what_another_group_is_asked_is_neither_counted_nor_waited_for() {
    let outcome = score_group(&points_for_two(), "a", json!({"chung": 80, "rieng-a": 4, "rieng-b": 10}));
    assert_eq!((outcome.total, outcome.max), (decimal("84"), decimal("100")));
    assert_eq!((outcome.answered, outcome.of, outcome.verdict.as_str()), (2, 2, "achieved"));
    assert_eq!(outcome.criteria[0].of, 2);
}

#[test]
fn nothing_is_decided_until_a_group_is_chosen_where_groups_differ() {
    let outcome = score_answers(&points_for_two(), json!({"chung": 90, "rieng-a": 10, "rieng-b": 10}));
    assert_eq!((outcome.verdict.as_str(), outcome.of), ("incomplete", 1));
    assert_eq!(outcome.way_up, []);
    let outcome = score_answers(&points_for_two(), json!({"chung": 4}));
    assert_eq!(outcome.blocked_by, [""; 0], "4 are under the set's floor, but not under that of group a");
}

#[test]
fn each_difference_between_groups_asks_for_a_choice() {
    let alike = points("5", [whole("a", 10)]);
    let with = |groups, item| Rubric { groups, ..points("5", [item]) };
    let verdict = |set: &Rubric| score_answers(set, json!({"a": 10})).verdict.as_str().to_owned();
    assert_eq!(verdict(&alike), "achieved");
    assert_eq!(verdict(&with(vec![group("x", "", "")], whole("a", 10))), "achieved");
    assert_eq!(verdict(&with(vec![group("x", "6", "")], whole("a", 10))), "incomplete");
    assert_eq!(verdict(&with(vec![group("x", "", "1")], whole("a", 10))), "incomplete");
    let own =
        Rubric { groups: vec![group("x", "", "")], ..points("5", [whole("a", 10), whole("b", 10).only_for(&["x"])]) };
    assert_eq!(verdict(&own), "incomplete");
    let condition = Rubric {
        groups: vec![group("x", "", "")],
        conditions: vec![number("dieu-kien", &[""]).needs_for("x", &["1"])],
        ..alike
    };
    assert_eq!(verdict(&condition), "incomplete");
}

#[test]
fn a_group_has_its_own_threshold_for_a_target() {
    let set = Rubric {
        groups: vec![group("a", "", ""), group("b", "", "")],
        ..targets(2, [percent("ti-le", &["90", "95"]).needs_for("a", &["80", "90"])])
    };
    for (chosen, answer, expected) in [
        ("a", 79.99, "not-achieved"),
        ("a", 80.0, "level-1"),
        ("a", 89.99, "level-1"),
        ("a", 90.0, "level-2"),
        ("b", 89.99, "not-achieved"),
        ("b", 90.0, "level-1"),
        ("b", 94.99, "level-1"),
        ("b", 95.0, "level-2"),
    ] {
        let outcome = score_group(&set, chosen, json!({"ti-le": answer}));
        assert_eq!(outcome.verdict.as_str(), expected, "{chosen} {answer}");
    }
    assert_eq!(score_answers(&set, json!({"ti-le": 100})).verdict.as_str(), "incomplete");
}

#[test]
fn the_way_up_of_a_group_leads_over_its_own_thresholds() {
    let set = points_for_two();
    let outcome = score_group(&set, "a", json!({"chung": 60, "rieng-a": 0}));
    assert_eq!(way_up(&set, &outcome), ["chung 60→68", "rieng-a 0→7"]);
    let outcome = score_group(&set, "a", json!({"chung": 71, "rieng-a": 0}));
    assert_eq!(way_up(&set, &outcome), ["rieng-a 0→4"], "its own floor");
    let outcome = score_group(&set, "b", json!({"chung": 60, "rieng-b": 0}));
    assert_eq!(way_up(&set, &outcome), ["chung 60→70", "rieng-b 0→10"]);
    let outcome = score_group(&set, "b", json!({"chung": 60}));
    assert_eq!(way_up(&set, &outcome), ["chung 60→70"], "its own indicator is open");
}
