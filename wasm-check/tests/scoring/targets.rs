//! Targets: every one of a level must be met; each threshold just under, at and just over.

use crate::support::{decided_by, decimal, number, percent, score_answers, targets, verdict, way_up, yes_no};
use serde_json::{Value, json};
use wasm_check::rubric::{Criterion, Rubric};

/// Two criteria: one for both levels, one that asks more of level 2.
fn two_levels() -> Rubric {
    let all = targets(2, [yes_no("ke-hoach", &["1", "1"]), percent("hoan-thanh", &["90", "95"])]);
    let second = vec![number("lop", &["2", "3"]), yes_no("khen", &["", "1"])];
    Rubric { criteria: vec![all.criteria[0].clone(), Criterion { id: "ket-qua".to_owned(), items: second }], ..all }
}

fn answers(share: f64, classes: u32, praised: bool) -> Value {
    json!({"ke-hoach": true, "hoan-thanh": share, "lop": classes, "khen": praised})
}

#[test]
fn a_level_is_reached_where_every_target_of_it_is_met() {
    for (share, classes, praised, expected) in [
        (95.0, 3, true, "level-2"),
        (95.01, 4, true, "level-2"),
        (94.99, 3, true, "level-1"),
        (95.0, 2, true, "level-1"),
        (95.0, 3, false, "level-1"),
        (90.0, 2, false, "level-1"),
        (90.01, 2, false, "level-1"),
        (89.99, 2, true, "not-achieved"),
        (100.0, 1, true, "not-achieved"),
    ] {
        assert_eq!(verdict(&two_levels(), answers(share, classes, praised)), expected, "{share} {classes} {praised}");
    }
    let mut without_plan = answers(100.0, 9, true);
    without_plan["ke-hoach"] = json!(false);
    assert_eq!(verdict(&two_levels(), without_plan), "not-achieved");
}

#[test]
fn eighty_nine_and_many_nines_are_not_ninety_percent() {
    let set = targets(1, [percent("ti-le", &["90"])]);
    let sheet = |answer: &str| serde_json::from_str::<Value>(answer).expect("a number");
    assert_eq!(verdict(&set, json!({"ti-le": sheet("89.9999999")})), "not-achieved");
    assert_eq!(verdict(&set, json!({"ti-le": sheet("90.0000001")})), "achieved");
}

#[test]
fn the_total_counts_the_targets_of_the_level_aimed_at() {
    let below = score_answers(&two_levels(), answers(50.0, 2, true));
    assert_eq!((below.total, below.max, below.needed), (decimal("2"), decimal("3"), Some(decimal("3"))));
    let at_level_1 = score_answers(&two_levels(), answers(90.0, 2, false));
    assert_eq!((at_level_1.total, at_level_1.max, at_level_1.needed), (decimal("1"), decimal("4"), Some(decimal("4"))));
    let at_the_top = score_answers(&two_levels(), answers(100.0, 3, true));
    assert_eq!((at_the_top.total, at_the_top.max), (decimal("4"), decimal("4")));
    assert_eq!(at_the_top.way_up, []);
}

#[test]
fn the_share_that_is_met_is_told_for_each_criterion() {
    let outcome = score_answers(&two_levels(), answers(90.0, 2, false));
    let parts: Vec<_> = outcome
        .criteria
        .iter()
        .map(|part| (part.id, part.total.floor(), part.max.floor(), part.met, part.of))
        .collect();
    assert_eq!(parts, [("tieu-chi", 1, 2, 1, 2), ("ket-qua", 0, 2, 0, 2)], "of level 2, which is the next");
}

#[test]
fn what_blocks_and_the_way_up_are_of_the_level_aimed_at() {
    let outcome = score_answers(&two_levels(), answers(80.0, 2, false));
    assert_eq!(outcome.blocked_by, ["hoan-thanh"]);
    assert_eq!(way_up(&two_levels(), &outcome), ["hoan-thanh 80→90"]);
    let outcome = score_answers(&two_levels(), answers(90.0, 2, false));
    assert_eq!(outcome.blocked_by, ["hoan-thanh", "lop", "khen"]);
    assert_eq!(way_up(&two_levels(), &outcome), ["hoan-thanh 90→95", "lop 2→3", "khen false→true"]);
}

#[test]
fn a_blank_target_leaves_open_what_it_could_decide() {
    let all = json!({"ke-hoach": true, "hoan-thanh": 95, "lop": 3});
    assert_eq!(verdict(&two_levels(), all.clone()), "incomplete", "level 1 or level 2");
    let last = score_answers(&two_levels(), all);
    assert_eq!(decided_by(&two_levels(), &last), json!({"id": "khen", "least": true}));
    let share = score_answers(&two_levels(), json!({"ke-hoach": true, "lop": 3, "khen": true}));
    assert_eq!(decided_by(&two_levels(), &share), json!({"id": "hoan-thanh", "least": 95}));
    let lower = score_answers(&two_levels(), json!({"ke-hoach": true, "lop": 2, "khen": true}));
    assert_eq!(decided_by(&two_levels(), &lower), json!({"id": "hoan-thanh", "least": 90}), "level 2 is lost");
    let low = json!({"ke-hoach": true, "hoan-thanh": 90, "lop": 3});
    assert_eq!(verdict(&two_levels(), low), "level-1", "level 2 is out of reach already");
    let failed = score_answers(&two_levels(), json!({"ke-hoach": false}));
    assert_eq!(failed.verdict.as_str(), "not-achieved");
    assert_eq!(way_up(&two_levels(), &failed), ["ke-hoach false→true"], "needed whatever the others bring");
    let nothing = score_answers(&two_levels(), json!({}));
    assert_eq!((nothing.verdict.as_str(), nothing.answered, nothing.of), ("incomplete", 0, 4));
    assert_eq!((nothing.total, nothing.blocked_by.len()), (decimal("0"), 0));
    assert_eq!(nothing.open, ["ke-hoach", "hoan-thanh", "lop", "khen"]);
    assert_eq!(way_up(&two_levels(), &nothing), [""; 0], "what is open is asked first");
}
