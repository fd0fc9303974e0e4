//! The shortest way to the next rank, in sentences; that none is shorter is shown in `properties`.

use crate::support::{
    With as _, count, decimal, options, points, rank, score_answers, targets, typed, way_up, whole, yes_no,
};
use serde_json::{Value, json};
use wasm_check::rubric::{NotApplicable, Rubric};

fn way(set: &Rubric, answers: Value) -> Vec<String> {
    way_up(set, &score_answers(set, answers))
}

#[test]
fn the_fewest_points_go_before_the_fewest_indicators() {
    // 3 lack: the option alone would bring 5; the two others bring 3 together.
    let set = points("8", [options("a", &["0", "5", "10"]), whole("b", 2), whole("c", 2)]);
    assert_eq!(way(&set, json!({"a": 5, "b": 0, "c": 0})), ["b 0→2", "c 0→1"]);
}

#[test]
fn a_choice_is_raised_to_an_option_that_there_is() {
    let set = points("6", [options("a", &["0", "3", "7"]), whole("b", 1)]);
    assert_eq!(way(&set, json!({"a": 0, "b": 0})), ["a 0→7"], "3 and 1 are not 6");
    assert_eq!(way(&set, json!({"a": 3, "b": 1})), ["a 3→7"]);
}

#[test]
fn a_count_is_raised_to_the_least_that_brings_the_points() {
    let set = points("5", [count("a", &[(1, "2"), (3, "5"), (8, "10")])]);
    assert_eq!(way(&set, json!({"a": 0})), ["a 0→3"]);
    assert_eq!(way(&set, json!({"a": 2})), ["a 2→3"]);
    assert_eq!(way(&set, json!({})), ["a 0→3"]);
    assert_eq!(way(&set, json!({"a": 3})), [""; 0]);
}

#[test]
fn a_typed_number_is_raised_by_its_steps() {
    let set = points("9.3", [typed("a", "10", "0.25")]);
    assert_eq!(way(&set, json!({"a": 9.25})), ["a 9.25→9.5"]);
    assert_eq!(way(&set, json!({"a": 9})), ["a 9→9.5"]);
}

#[test]
fn of_equal_ways_the_one_that_raises_the_earliest_the_most() {
    let set = points("8", [whole("a", 5), whole("b", 5), whole("c", 5)]);
    assert_eq!(way(&set, json!({"a": 1, "b": 0, "c": 0})), ["a 1→5", "b 0→3"]);
    assert_eq!(way(&set, json!({"a": 5, "b": 0, "c": 0})), ["b 0→3"]);
    assert_eq!(way(&set, json!({})), ["a 0→5", "b 0→3"]);
}

#[test]
fn where_all_are_needed_all_are_raised_those_that_the_floor_asks_for_among_them() {
    let [c, d, e, f] = ["c", "d", "e", "f"].map(|id| whole(id, 11));
    let set = Rubric { floor: Some(decimal("1")), ..points("48", [c, d, e, f, whole("a", 2), whole("b", 2)]) };
    let answers = json!({"c": 1, "d": 1, "e": 1, "f": 1, "a": 0, "b": 0});
    assert_eq!(way(&set, answers), ["c 1→11", "d 1→11", "e 1→11", "f 1→11", "a 0→2", "b 0→2"]);
}

#[test]
fn what_the_floor_asks_for_is_part_of_the_way_even_where_the_total_is_reached() {
    let set = Rubric { floor: Some(decimal("2")), ..points("5", [whole("a", 5), whole("b", 5)]) };
    assert_eq!(way(&set, json!({"a": 5, "b": 1})), ["b 1→2"]);
    assert_eq!(way(&set, json!({"a": 5})), ["b 0→2"]);
    assert_eq!(way(&set, json!({"a": 1, "b": 2})), ["a 1→3"]);
}

#[test]
fn scales_of_different_steps_meet_exactly() {
    let set = points("3", [whole("a", 2), typed("b", "2", "0.5"), options("c", &["0", "0.75", "1"])]);
    assert_eq!(way(&set, json!({"a": 1, "b": 0.5, "c": 0.75})), ["b 0.5→1", "c 0.75→1"], "0.75 lack");
    assert_eq!(way(&set, json!({"a": 2, "b": 0, "c": 0.75})), ["c 0.75→1"], "0.25 lack");
}

#[test]
fn from_band_to_band() {
    let set = Rubric { ranks: vec![rank("kha", "3"), rank("tot", "5")], ..points("0", [whole("a", 5)]) };
    assert_eq!(way(&set, json!({"a": 0})), ["a 0→3"]);
    assert_eq!(way(&set, json!({"a": 3})), ["a 3→5"]);
    assert_eq!(way(&set, json!({"a": 5})), [""; 0]);
}

#[test]
fn a_blank_that_is_not_on_the_way_stays_blank() {
    let set = points("5", [whole("a", 5), whole("b", 5)]);
    let outcome = score_answers(&set, json!({}));
    assert_eq!(outcome.verdict.as_str(), "incomplete");
    assert_eq!(way_up(&set, &outcome), ["a 0→5"]);
}

#[test]
fn what_is_left_out_makes_the_way_shorter_by_its_share() {
    let left_out = NotApplicable::LeftOut;
    let set = points("8", [whole("a", 5), whole("b", 5).na(left_out)]);
    assert_eq!(way(&set, json!({"a": 0, "b": "na"})), ["a 0→4"], "4 of 5 are 8 of 10");
    assert_eq!(way(&set, json!({"a": 3, "b": "na"})), ["a 3→4"]);
    let odd = points("7", [whole("a", 3), whole("b", 7).na(left_out)]);
    assert_eq!(way(&odd, json!({"a": 0, "b": "na"})), ["a 0→3"], "2 of 3 are 6.67 of 10");
}

#[test]
fn the_fewest_targets_are_those_that_are_not_met() {
    let set = targets(1, [yes_no("a", &["1"]), yes_no("b", &["1"]), yes_no("c", &["1"])]);
    assert_eq!(way(&set, json!({"a": false, "b": true})), ["a false→true", "c false→true"]);
}

#[test]
fn a_way_through_the_largest_set_is_found_in_the_memory_of_a_phone() {
    // 1000 points in steps of a twentieth, beside options: with every amount of every unit on a list, gigabytes.
    let mut items = Vec::new();
    for place in 0..100 {
        let id = format!("i{place}");
        items.push(if place % 10 == 0 { options(&id, &["0", "5", "10"]) } else { typed(&id, "10", "0.05") });
    }
    let set = points("800.05", items);
    let outcome = score_answers(&set, json!({}));
    let last = outcome.way_up.last().expect("a raise");
    assert_eq!((outcome.way_up.len(), last.to), (81, decimal("0.05")));
}
