//! The learning citizen: the one set whose rule is in force and confirmed.

use crate::support::{CDHT_IDS, by, cdht, cdht_answers, decided_by, decimal, score_answers, score_sheet, way_up};
use serde_json::{Value, json};
use wasm_check::decimal::Decimal;
use wasm_check::score::{Outcome, Verdict};

fn score_points(points: [u32; 10]) -> Outcome<'static> {
    score_answers(&cdht(), cdht_answers(points))
}

fn achieved() -> Verdict<'static> {
    Verdict::Reached("achieved")
}

#[test]
fn a_total_of_exactly_80_is_achieved() {
    let outcome = score_points([8; 10]);
    assert_eq!((outcome.total, &outcome.verdict), (decimal("80"), &achieved()));
    assert_eq!(outcome.way_up, []);
}

#[test]
fn a_total_of_79_is_not_achieved_and_lacks_one_point() {
    let outcome = score_points([8, 8, 8, 8, 8, 8, 8, 8, 8, 7]);
    assert_eq!(outcome.verdict, Verdict::NotAchieved);
    assert_eq!(way_up(&cdht(), &outcome), ["doc-cap-nhat 8→9"]);
}

#[test]
fn ninety_four_with_one_indicator_at_four_is_not_achieved() {
    let outcome = score_points([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    assert_eq!((outcome.total, &outcome.verdict), (decimal("94"), &Verdict::NotAchieved));
    assert_eq!(outcome.blocked_by, ["hop-tac"]);
    assert_eq!(way_up(&cdht(), &outcome), ["hop-tac 4→5"]);
}

#[test]
fn five_is_not_under_the_floor() {
    assert_eq!(score_points([10, 10, 10, 10, 10, 10, 5, 5, 5, 5]).verdict, achieved());
}

#[test]
fn a_hard_area_asks_for_70_keeps_the_floor_and_says_how_sure_that_is() {
    let in_hard_area = |points: [u32; 10]| {
        score_sheet(&cdht(), &json!({"set": "cdht", "area": "vung-kho-khan", "answers": cdht_answers(points)}))
    };
    let outcome = in_hard_area([7; 10]);
    assert_eq!((outcome.needed, &outcome.verdict), (Some(decimal("70")), &achieved()));
    assert_eq!(outcome.area, Some("vung-kho-khan"));
    assert_eq!(outcome.caveats, ["Kết quả tự kiểm tra.", "Chưa rõ Quyết định 324 có giữ mức này."]);
    assert_eq!(in_hard_area([7, 7, 7, 7, 7, 7, 7, 7, 7, 6]).verdict, Verdict::NotAchieved);
    assert_eq!(in_hard_area([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]).verdict, Verdict::NotAchieved);
    assert_eq!(score_points([7; 10]).caveats, ["Kết quả tự kiểm tra."]);
}

#[test]
fn one_blank_that_could_decide_either_way_leaves_it_incomplete() {
    for blank in [Value::Null, json!("unknown")] {
        let mut answers = cdht_answers([9; 10]);
        answers["dong-vien"] = blank;
        let outcome = score_answers(&cdht(), answers);
        assert_eq!((outcome.verdict.as_str(), outcome.answered, outcome.of), ("incomplete", 9, 10));
        assert_eq!(outcome.total, decimal("81"), "a blank counts as 0");
        assert_eq!(outcome.blocked_by, [""; 0], "a blank is open, it does not block");
        assert_eq!(outcome.open, ["dong-vien"]);
        assert_eq!(way_up(&cdht(), &outcome), [""; 0], "what is open is never taken for 0");
        assert_eq!(decided_by(&cdht(), &outcome), json!({"id": "dong-vien", "least": 5}));
    }
}

#[test]
fn a_blank_that_can_no_longer_save_the_total_is_not_waited_for() {
    let mut answers = cdht_answers([7; 10]);
    answers["doc-cap-nhat"] = Value::Null;
    let outcome = score_answers(&cdht(), answers);
    assert_eq!(outcome.verdict, Verdict::NotAchieved);
    assert_eq!(outcome.decided_by, None);
    let seven: Vec<_> = CDHT_IDS[1..8].iter().map(|id| format!("{id} 7→8")).collect();
    assert_eq!(way_up(&cdht(), &outcome), seven, "needed even where the blank brings its most");
}

#[test]
fn a_blank_that_can_only_just_save_the_total_is_waited_for() {
    let mut answers = cdht_answers([10, 8, 8, 8, 8, 8, 8, 8, 7, 7]);
    answers["doc-cap-nhat"] = Value::Null;
    let outcome = score_answers(&cdht(), answers);
    assert_eq!(outcome.verdict, Verdict::Incomplete);
    assert_eq!(way_up(&cdht(), &outcome), [""; 0]);
    assert_eq!(decided_by(&cdht(), &outcome), json!({"id": "doc-cap-nhat", "least": 10}));
}

#[test]
fn two_blanks_are_decided_by_neither_alone() {
    let mut answers = cdht_answers([9; 10]);
    answers["doc-cap-nhat"] = Value::Null;
    answers["hop-tac"] = json!("unknown");
    let outcome = score_answers(&cdht(), answers);
    assert_eq!((outcome.verdict, &outcome.open[..]), (Verdict::Incomplete, &["doc-cap-nhat", "hop-tac"][..]));
    assert_eq!(decided_by(&cdht(), &outcome), Value::Null);
}

#[test]
fn every_total_from_0_to_100_is_judged_by_80_and_the_floor() {
    for total in 0..=100_u32 {
        let mut points = [total / 10; 10];
        for place in points.iter_mut().take((total % 10) as usize) {
            *place += 1;
        }
        let outcome = score_points(points);
        assert_eq!(outcome.total, Decimal::whole(total));
        assert_eq!(outcome.verdict, if total >= 80 { achieved() } else { Verdict::NotAchieved }, "{total}");
        assert_eq!(outcome.blocked_by.len(), points.iter().filter(|points| **points < 5).count(), "{total}");
    }
}

#[test]
fn nobody_is_asked_for_a_leap_where_small_steps_do() {
    let steps = |points: [u32; 10]| -> Vec<u32> {
        let mut steps = [0; 10];
        for raise in score_points(points).way_up {
            steps[raise.place] = u32::try_from(by(&raise).floor()).expect("small");
        }
        steps.to_vec()
    };
    assert_eq!(steps([7; 10]), [1; 10], "one point each, not 10, 10, 10, 8");
    assert_eq!(steps([5, 5, 8, 8, 8, 8, 8, 8, 8, 8]), [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    assert_eq!(steps([10, 10, 9, 9, 9, 9, 5, 5, 5, 5]), [0, 0, 1, 1, 1, 1, 0, 0, 0, 0]);
    assert_eq!(
        steps([10, 10, 10, 10, 10, 10, 10, 2, 2, 2]),
        [0, 0, 0, 0, 0, 0, 0, 3, 3, 3],
        "the floor asks for more than lacks"
    );
    assert_eq!(steps([3; 10]), [5; 10]);
    assert_eq!(
        steps([0, 10, 10, 10, 10, 10, 10, 10, 5, 3]),
        [5, 0, 0, 0, 0, 0, 0, 0, 0, 2],
        "78 and two under the floor"
    );
}

#[test]
fn every_competency_has_its_own_total() {
    let outcome = score_points([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let parts: Vec<_> = outcome
        .criteria
        .iter()
        .map(|part| (part.id, part.total.floor(), part.max.floor(), part.met, part.of))
        .collect();
    assert_eq!(parts, [("tu-hoc", 10, 40, 0, 4), ("cong-cu", 26, 40, 4, 4), ("quan-he", 19, 20, 2, 2)]);
}

#[test]
fn groups_that_score_alike_need_not_be_chosen() {
    let all = cdht_answers([8; 10]);
    let chosen = score_sheet(&cdht(), &json!({"set": "cdht", "group": "hoc-sinh", "answers": all}));
    assert_eq!((chosen.verdict, chosen.group), (achieved(), Some("hoc-sinh")));
    assert_eq!(score_points([8; 10]).verdict, achieved());
}

#[test]
fn the_result_says_what_the_contract_says() {
    let outcome = score_points([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    let json: Value = serde_json::from_str(&outcome.to_json(&cdht())).expect("JSON");
    assert_eq!(
        json,
        json!({
            "schema": "hoctap-result/1", "set": "cdht", "version": "324-2023", "year": 2026, "date": "2026-11-21",
            "group": null, "area": null, "total": 94, "max": 100, "needed": 80, "unscaled": null,
            "answered": 10, "of": 10, "verdict": "not-achieved", "blocked_by": ["hop-tac"],
            "way_up": [{"id": "hop-tac", "from": 4, "to": 5}],
            "open": [], "decided_by": null, "not_applicable": [],
            "caveats": ["Kết quả tự kiểm tra."],
            "criteria": [
                {"id": "tu-hoc", "total": 40, "max": 40, "met": 4, "of": 4},
                {"id": "cong-cu", "total": 40, "max": 40, "met": 4, "of": 4},
                {"id": "quan-he", "total": 14, "max": 20, "met": 1, "of": 2},
            ],
        })
    );
}

#[test]
fn a_sheet_with_nothing_on_it_has_everything_open_and_no_way_yet() {
    let outcome = score_answers(&cdht(), json!({}));
    assert_eq!(outcome.open, CDHT_IDS);
    assert_eq!((outcome.way_up.len(), outcome.decided_by), (0, None));
}
