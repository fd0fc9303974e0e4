//! The way to the next rank, in sentences; that none asks for less is shown in `properties` and below.

use crate::support::{
    With as _, by, count, decided_by, decimal, options, points, rank, score_answers, targets, typed, way_up, whole,
    yes_no,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{NotApplicable, Rubric};

fn way(set: &Rubric, answers: Value) -> Vec<String> {
    way_up(set, &score_answers(set, answers))
}

#[test]
fn the_fewest_points_go_before_the_smallest_squares() {
    // 3 lack: the option alone would bring 5; the two others bring 3 together.
    let set = points("8", [options("a", &["0", "5", "10"]), whole("b", 2), whole("c", 2)]);
    assert_eq!(way(&set, json!({"a": 5, "b": 0, "c": 0})), ["b 0→2", "c 0→1"]);
}

#[test]
fn a_choice_is_raised_to_an_option_that_there_is() {
    let set = points("6", [options("a", &["0", "3", "7"]), whole("b", 1)]);
    assert_eq!(way(&set, json!({"a": 0, "b": 0})), ["a 0→7"], "3 and 1 are not 6");
    assert_eq!(way(&set, json!({"a": 3, "b": 0})), ["a 3→7"], "4 and 1 would be a point more");
    assert_eq!(way(&set, json!({"a": 3, "b": 1})), ["a 3→7"]);
}

#[test]
fn a_count_is_raised_to_the_least_that_brings_the_points() {
    let set = points("5", [count("a", &[(1, "2"), (3, "5"), (8, "10")])]);
    assert_eq!(way(&set, json!({"a": 0})), ["a 0→3"]);
    assert_eq!(way(&set, json!({"a": 2})), ["a 2→3"]);
    assert_eq!(way(&set, json!({})), [""; 0], "it is asked first");
    assert_eq!(way(&set, json!({"a": 3})), [""; 0]);
    let last = score_answers(&set, json!({}));
    assert_eq!(decided_by(&set, &last), json!({"id": "a", "least": 3}), "in classes, not in points");
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
    assert_eq!(way(&set, json!({"a": 1, "b": 0, "c": 0})), ["a 1→4", "b 0→2", "c 0→2"]);
    assert_eq!(way(&set, json!({"a": 5, "b": 0, "c": 0})), ["b 0→2", "c 0→1"]);
    assert_eq!(way(&set, json!({"a": 4, "b": 2, "c": 1})), ["a 4→5"]);
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
    assert_eq!(way(&set, json!({"a": 1})), ["a 1→2"], "whatever b brings");
    assert_eq!(way(&set, json!({"a": 1, "b": 2})), ["a 1→2", "b 2→3"], "the floor, then one more");
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
fn the_way_is_the_one_that_is_needed_whatever_the_blanks_bring() {
    let set = points("8", [whole("a", 5), whole("b", 5), whole("c", 2)]);
    let outcome = score_answers(&set, json!({"a": 1, "c": 0}));
    assert_eq!((outcome.verdict.as_str(), &outcome.open[..]), ("not-achieved", &["b"][..]));
    assert_eq!(way_up(&set, &outcome), ["a 1→2", "c 0→1"], "b is reckoned at 5");
}

#[test]
fn the_last_answer_says_the_least_with_which_the_best_band_is_reached() {
    let set = Rubric {
        ranks: vec![rank("kha", "3"), rank("tot", "6"), rank("xuat-sac", "9.5")],
        ..points("0", [options("a", &["0", "1.5", "4"]), whole("b", 5)])
    };
    let last = |answers: Value| decided_by(&set, &score_answers(&set, answers));
    assert_eq!(last(json!({"b": 3})), json!({"id": "a", "least": 4}), "tot");
    assert_eq!(last(json!({"b": 2})), json!({"id": "a", "least": 4}));
    assert_eq!(last(json!({"b": 5})), json!({"id": "a", "least": 1.5}), "xuat-sac is out of reach");
    assert_eq!(last(json!({"b": 0})), json!({"id": "a", "least": 4}), "kha");
    assert_eq!(last(json!({"a": 0})), json!({"id": "b", "least": 3}), "kha");
    assert_eq!(last(json!({"a": 4, "b": 5})), Value::Null);
    assert_eq!(last(json!({})), Value::Null, "two are open");
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
    assert_eq!(way(&set, json!({"a": false, "b": true})), ["a false→true"], "c is asked first");
    assert_eq!(way(&set, json!({"a": false, "b": true, "c": false})), ["a false→true", "c false→true"]);
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
    let nothing: serde_json::Map<_, _> = (0..100).map(|place| (format!("i{place}"), json!(0))).collect();
    let outcome = score_answers(&set, nothing.into());
    let tos: Vec<Decimal> = outcome.way_up.iter().map(by).collect();
    assert_eq!(tos.iter().copied().sum::<Decimal>(), decimal("800.05"));
    // Ten times 10 from the options, the rest as evenly as twentieths allow: 700.05 on 90.
    assert!(tos.iter().all(|to| [decimal("10"), decimal("7.8"), decimal("7.75")].contains(to)), "{tos:?}");
}

/// Every way of items that may be raised by these amounts, as slowly as can be: the sum, the squares, the order.
fn best_of_all(ladders: &[Vec<u32>], lacking: u32) -> Vec<u32> {
    let mut ways = vec![Vec::new()];
    for ladder in ladders {
        ways = ways
            .iter()
            .flat_map(|way: &Vec<u32>| ladder.iter().map(move |gain| [&way[..], &[*gain]].concat()))
            .collect();
    }
    let cost = |way: &Vec<u32>| {
        let squares: u32 = way.iter().map(|gain| gain * gain).sum();
        (way.iter().sum::<u32>(), squares, way.iter().copied().map(std::cmp::Reverse).collect::<Vec<_>>())
    };
    ways.into_iter().filter(|way| way.iter().sum::<u32>() >= lacking).min_by_key(cost).expect("a way")
}

proptest! {
    /// More room than in `properties`: buttons up to 9, halves, and options with gaps, at any answers and any total.
    #[test]
    fn of_all_ways_the_fewest_points_then_the_smallest_squares_then_the_order(
        kinds in prop::collection::vec((0..4_usize, 1..=9_u32, 0..=9_u32), 2..=5), floor in 0..=3_u32, share in 1..=100_u32,
    ) {
        // In halves, so that all are whole numbers here.
        let half = |halves: u32| Decimal::from_millionths(u64::from(halves) * 500_000);
        let (mut items, mut answers, mut rungs) = (Vec::new(), serde_json::Map::new(), Vec::new());
        for (place, (kind, max, answer)) in kinds.iter().enumerate() {
            let id = format!("i{place}");
            let points: Vec<u32> = match kind {
                0 => (0..=*max).map(|points| points * 2).collect(),
                1 => (0..=*max).collect(),
                2 => vec![0, *max, max * 2 + 1],
                _ => vec![0, 3, 4, 3 + max * 2],
            };
            let now = points[*answer as usize % points.len()];
            items.push(match kind {
                0 => whole(&id, *max),
                1 => typed(&id, &half(*max).text(), "0.5"),
                _ => options(&id, &points.iter().map(|points| half(*points).text()).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>()),
            });
            answers.insert(id, serde_json::from_str(&half(now).text()).expect("a number"));
            rungs.push((now, points));
        }
        let most: u32 = rungs.iter().map(|(_, points)| points.last().expect("a point")).sum();
        let floor = floor.min(rungs.iter().map(|(_, points)| *points.last().expect("a point")).min().expect("an item"));
        let total = (most * share).div_ceil(100);
        let set = Rubric { floor: Some(half(floor)), ..points(&half(total).text(), items) };
        let outcome = score_answers(&set, answers.into());
        let ladders: Vec<Vec<u32>> = rungs
            .iter()
            .map(|(now, points)| points.iter().filter(|to| *to >= now && **to >= floor).map(|to| to - now).collect())
            .collect();
        let lacking = total.saturating_sub(rungs.iter().map(|(now, _)| now).sum());
        let mut gains = vec![0; rungs.len()];
        for raise in &outcome.way_up {
            gains[raise.place] = u32::try_from(by(raise).millionths() / 500_000).expect("small");
        }
        prop_assert_eq!(gains, best_of_all(&ladders, lacking));
    }
}
