//! A set that decides nothing: a checklist, never a verdict.

use crate::support::{cdht, cdht_answers, decimal, group, points, score_answers, targets, whole, yes_no};
use serde_json::{Value, json};
use wasm_check::rubric::Rubric;

fn result(rubric: &Rubric, answers: Value) -> Value {
    serde_json::from_str(&score_answers(rubric, answers).to_json(rubric)).expect("JSON")
}

#[test]
fn it_decides_nothing_whatever_is_answered() {
    let set = Rubric { decides: false, ..cdht() };
    for points in [0, 4, 5, 7, 8, 10] {
        let result = result(&set, cdht_answers([points; 10]));
        assert_eq!(result["verdict"], "undecided", "{points}");
        assert_eq!(
            (&result["needed"], &result["blocked_by"], &result["way_up"]),
            (&json!(null), &json!([]), &json!([]))
        );
        assert_eq!(result["total"], points * 10, "what is known is still added up");
    }
    assert_eq!(result(&set, json!({}))["verdict"], "undecided");
}

#[test]
fn points_without_a_pass_mark_are_added_up() {
    let set = Rubric { decides: false, ranks: Vec::new(), ..points("0", [whole("a", 10), whole("b", 5)]) };
    let outcome = score_answers(&set, json!({"a": 7}));
    assert_eq!((outcome.verdict.as_str(), outcome.total, outcome.max), ("undecided", decimal("7"), decimal("15")));
    assert_eq!((outcome.needed, outcome.criteria[0].met, outcome.criteria[0].of), (None, 1, 2));
}

#[test]
fn a_set_without_ranks_decides_nothing_whatever_it_says() {
    let set = Rubric { ranks: Vec::new(), ..points("0", [whole("a", 10)]) };
    let result = result(&set, json!({"a": 10}));
    assert_eq!((&result["verdict"], &result["needed"]), (&json!("undecided"), &json!(null)));
}

#[test]
fn a_checklist_says_how_much_of_it_is_met() {
    let set = Rubric {
        decides: false,
        groups: vec![group("a", "1", "1")],
        ..targets(1, [yes_no("mot", &["1"]), yes_no("hai", &["1"]), yes_no("ba", &["1"])])
    };
    let result = result(&set, json!({"mot": true, "hai": false}));
    assert_eq!(
        (&result["verdict"], &result["total"], &result["max"], &result["answered"], &result["of"]),
        (&json!("undecided"), &json!(1), &json!(3), &json!(2), &json!(3))
    );
    assert_eq!(result["criteria"], json!([{"id": "tieu-chi", "total": 1, "max": 3, "met": 1, "of": 3}]));
    assert_eq!((&result["needed"], &result["blocked_by"], &result["way_up"]), (&json!(null), &json!([]), &json!([])));
}
