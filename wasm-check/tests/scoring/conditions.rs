//! Conditions: asked beside the criteria, they bring nothing and stand in the way.

use crate::support::{
    decided_by, decimal, excludes, number, percent, points, rank, score_answers, targets, verdict, way_up, whole,
    yes_no,
};
use serde_json::json;
use wasm_check::rubric::{Item, Rubric};

fn with_condition(condition: Item) -> Rubric {
    Rubric { conditions: vec![condition], ..points("5", [whole("a", 10)]) }
}

#[test]
fn a_condition_that_must_be_met_stands_in_the_way_until_it_is() {
    let set = with_condition(yes_no("dieu-kien", &["1"]));
    assert_eq!(verdict(&set, json!({"a": 10, "dieu-kien": true})), "achieved");
    let outcome = score_answers(&set, json!({"a": 4, "dieu-kien": false}));
    assert_eq!((outcome.verdict.as_str(), &outcome.blocked_by[..]), ("not-achieved", &["dieu-kien"][..]));
    assert_eq!(way_up(&set, &outcome), ["a 4→5", "dieu-kien false→true"]);
    let open = score_answers(&set, json!({"a": 10}));
    assert_eq!((open.verdict.as_str(), open.blocked_by.len()), ("incomplete", 0));
    assert_eq!((way_up(&set, &open).len(), &open.open[..]), (0, &["dieu-kien"][..]), "it is asked first");
    assert_eq!(decided_by(&set, &open), json!({"id": "dieu-kien", "least": true}));
}

#[test]
fn a_condition_that_excludes_is_met_by_no() {
    let set = with_condition(excludes("vi-pham", &["1"]));
    assert_eq!(verdict(&set, json!({"a": 10, "vi-pham": false})), "achieved");
    let outcome = score_answers(&set, json!({"a": 10, "vi-pham": true}));
    assert_eq!((outcome.verdict.as_str(), &outcome.blocked_by[..]), ("not-achieved", &["vi-pham"][..]));
    assert_eq!(way_up(&set, &outcome), ["vi-pham true→false"]);
    let open = score_answers(&set, json!({"a": 10}));
    assert_eq!(open.verdict.as_str(), "incomplete");
    assert_eq!(way_up(&set, &open), [""; 0]);
    assert_eq!(decided_by(&set, &open), json!({"id": "vi-pham", "least": false}));
}

#[test]
fn a_condition_on_a_number_is_met_from_its_threshold_on() {
    let set = with_condition(number("so-nam", &["1.5"]));
    for (answer, expected) in [(json!(1.49), "not-achieved"), (json!(1.5), "achieved"), (json!(1.51), "achieved")] {
        assert_eq!(verdict(&set, json!({"a": 10, "so-nam": answer})), expected, "{answer}");
    }
    let outcome = score_answers(&set, json!({"a": 10, "so-nam": 1}));
    assert_eq!(way_up(&set, &outcome), ["so-nam 1→1.5"]);
}

#[test]
fn a_condition_brings_no_points_and_is_counted_in_no_criterion() {
    let set = with_condition(yes_no("dieu-kien", &["1"]));
    let outcome = score_answers(&set, json!({"a": 10, "dieu-kien": true}));
    assert_eq!((outcome.total, outcome.max), (decimal("10"), decimal("10")));
    assert_eq!((outcome.criteria.len(), outcome.criteria[0].of), (1, 1));
    assert_eq!((outcome.answered, outcome.of), (2, 2), "it is asked, and it is answered");
}

#[test]
fn a_floor_is_no_matter_of_conditions() {
    let set = Rubric { floor: Some(decimal("5")), ..with_condition(excludes("vi-pham", &["1"])) };
    assert_eq!(verdict(&set, json!({"a": 5, "vi-pham": false})), "achieved");
}

#[test]
fn level_2_comes_only_after_level_1_was_held_for_its_time() {
    let set =
        Rubric { conditions: vec![number("giu-muc-1", &["", "1"])], ..targets(2, [percent("ti-le", &["90", "95"])]) };
    for (share, years, expected) in [
        (89, 5, "not-achieved"),
        (90, 0, "level-1"),
        (94, 1, "level-1"),
        (95, 0, "level-1"),
        (95, 1, "level-2"),
        (100, 2, "level-2"),
    ] {
        assert_eq!(verdict(&set, json!({"ti-le": share, "giu-muc-1": years})), expected, "{share} {years}");
    }
    assert_eq!(verdict(&set, json!({"ti-le": 95})), "incomplete", "level 1 or level 2");
    assert_eq!(verdict(&set, json!({"ti-le": 90})), "level-1", "the condition is not asked for it");
    let held = score_answers(&set, json!({"ti-le": 95, "giu-muc-1": 0.5}));
    assert_eq!(held.blocked_by, ["giu-muc-1"]);
    assert_eq!(way_up(&set, &held), ["giu-muc-1 0.5→1"]);
    let below = score_answers(&set, json!({"ti-le": 50, "giu-muc-1": 0}));
    assert_eq!(below.blocked_by, ["ti-le"], "level 1 is aimed at, which does not ask how long it was held");
}

#[test]
fn a_condition_of_the_higher_band_leaves_the_lower_alone() {
    for (condition, met, unmet) in [
        (yes_no("dieu-kien", &["", "1"]), json!(true), json!(false)),
        (excludes("dieu-kien", &["", "1"]), json!(false), json!(true)),
    ] {
        let set = Rubric { ranks: vec![rank("kha", "5"), rank("tot", "8")], ..with_condition(condition) };
        assert_eq!(verdict(&set, json!({"a": 8, "dieu-kien": met})), "tot");
        assert_eq!(verdict(&set, json!({"a": 8, "dieu-kien": unmet})), "kha");
        assert_eq!(verdict(&set, json!({"a": 7, "dieu-kien": met})), "kha");
        assert_eq!(verdict(&set, json!({"a": 4, "dieu-kien": met})), "not-achieved");
    }
}
