//! What the circulars of 2023 ask besides shares: two figures at once, standards with levels, kinds of commune and of unit,
//! and what follows from a recognition. Each at its boundary.

use crate::support::{
    With as _, area, decided_by, decimal, group, pair, percent, score_answers, score_sheet, standard, targets, way_up,
    yes_no,
};
use serde_json::{Value, json};
use wasm_check::date::Date;
use wasm_check::rubric::{Recognition, Rubric};
use wasm_check::sheet::{Answer, ProblemKind, Sheet};

/// Thông tư 25/2023/TT-BGDĐT, Điều 6.5b and 7.5b: trained, and with a degree; less in hard communes.
fn trained() -> Rubric {
    let item = pair("trinh-do", &["50", "12", "60", "15"]).needs_in("kho-khan", &["40", "10", "50", "12"]);
    Rubric { areas: vec![area("kho-khan", "")], ..targets(2, [item]) }
}

fn verdict_in(set: &Rubric, area: Value, answers: &Value) -> String {
    score_sheet(set, &json!({"set": "bo", "area": area, "answers": answers})).verdict.as_str().to_owned()
}

#[test]
fn two_figures_at_once_are_both_needed() {
    for (answer, expected) in [
        (json!([50, 12]), "level-1"),
        (json!([49.99, 100]), "not-achieved"),
        (json!([100, 11.99]), "not-achieved"),
        (json!([60, 15]), "level-2"),
        (json!([60, 14.99]), "level-1"),
        (json!([59.99, 15]), "level-1"),
    ] {
        assert_eq!(verdict_in(&trained(), Value::Null, &json!({"trinh-do": answer})), expected, "{answer}");
    }
}

#[test]
fn a_hard_commune_is_held_against_its_own_thresholds() {
    for (answer, expected) in [
        (json!([40, 10]), "level-1"),
        (json!([39.99, 10]), "not-achieved"),
        (json!([40, 9.99]), "not-achieved"),
        (json!([50, 12]), "level-2"),
        (json!([50, 11.99]), "level-1"),
    ] {
        assert_eq!(verdict_in(&trained(), json!("kho-khan"), &json!({"trinh-do": answer})), expected, "{answer}");
    }
    assert_eq!(verdict_in(&trained(), Value::Null, &json!({"trinh-do": [40, 10]})), "not-achieved");
}

#[test]
fn two_figures_count_as_one_target_and_are_raised_as_one() {
    let outcome = score_answers(&trained(), json!({"trinh-do": [40, 12]}));
    assert_eq!((outcome.of, outcome.answered, outcome.max), (1, 1, decimal("1")));
    assert_eq!(outcome.blocked_by, ["trinh-do"]);
    assert_eq!(way_up(&trained(), &outcome), ["trinh-do [40,12]→[50,12]"]);
    let outcome = score_answers(&trained(), json!({"trinh-do": [70, 3]}));
    assert_eq!(way_up(&trained(), &outcome), ["trinh-do [70,3]→[70,12]"], "what is more than enough stays");
}

#[test]
fn one_figure_of_two_is_open_and_may_already_block() {
    let half = score_answers(&trained(), json!({"trinh-do": [55, null]}));
    assert_eq!((half.verdict.as_str(), half.answered, &half.open[..]), ("incomplete", 0, &["trinh-do"][..]));
    assert_eq!(decided_by(&trained(), &half), json!({"id": "trinh-do", "least": [55, 12]}));
    let lost = score_answers(&trained(), json!({"trinh-do": [null, 3]}));
    assert_eq!((lost.verdict.as_str(), &lost.blocked_by[..]), ("not-achieved", &["trinh-do"][..]));
    assert_eq!(way_up(&trained(), &lost), ["trinh-do [null,3]→[null,12]"], "the other is asked first");
    let neither = score_answers(&trained(), json!({"trinh-do": [null, null]}));
    assert_eq!((neither.open.len(), neither.answered), (1, 0));
    assert_eq!(decided_by(&trained(), &neither), json!({"id": "trinh-do", "least": [60, 15]}));
}

#[test]
fn what_is_no_pair_is_refused() {
    for answer in
        [json!(50), json!([50]), json!([50, 12, 1]), json!([101, 1]), json!([1, 101]), json!(["50", 1]), json!(true)]
    {
        let text = json!({"set": "bo", "answers": {"trinh-do": answer}}).to_string();
        let problems = Sheet::read(&text, &trained(), 2026).problems;
        assert!(
            matches!(problems[..], [ref problem] if problem.kind == ProblemKind::Answer("trinh-do".into())),
            "{answer}"
        );
    }
    let plain = targets(1, [percent("ti-le", &["90"])]);
    let text = json!({"set": "bo", "answers": {"ti-le": [90, 90]}}).to_string();
    assert_eq!(Sheet::read(&text, &plain, 2026).problems.len(), 1);
}

/// 25/2023, Điều 6.4b and 7.4b: phổ cập giáo dục tiểu học mức độ 2, then 3 (Nghị định 20/2014).
fn primary() -> Rubric {
    targets(2, [standard("pcgd-tieu-hoc", 3, &["2", "3"])])
}

#[test]
fn a_higher_level_of_a_standard_meets_a_lower_one() {
    for (level, expected) in [(0, "not-achieved"), (1, "not-achieved"), (2, "level-1"), (3, "level-2")] {
        let outcome = score_answers(&primary(), json!({"pcgd-tieu-hoc": level}));
        assert_eq!((outcome.verdict.as_str(), outcome.total > decimal("0")), (expected, level == 3), "{level}");
    }
    let outcome = score_answers(&primary(), json!({"pcgd-tieu-hoc": 0}));
    assert_eq!(way_up(&primary(), &outcome), ["pcgd-tieu-hoc 0→2"]);
    for level in [json!(4), json!(1.5), json!(true)] {
        let text = json!({"set": "bo", "answers": {"pcgd-tieu-hoc": level}}).to_string();
        assert_eq!(Sheet::read(&text, &primary(), 2026).problems.len(), 1, "{level}");
    }
}

/// 24/2023, Điều 6 and 7: 2.4 asks for certificates at level 1 and for the ability at level 2; 3.3 binds all kinds of unit
/// at level 1, and only some at level 2.
fn unit() -> Rubric {
    Rubric {
        groups: vec![group("co-quan", "", ""), group("kinh-te", "", "")],
        ..targets(
            2,
            [
                percent("ky-luat", &["90", "95"]),
                percent("chung-chi", &["50", ""]).only_for(&["co-quan"]),
                percent("trinh-do", &["", "70"]).only_for(&["co-quan"]),
                yes_no("tap-the", &["1", "1"]).needs_for("kinh-te", &["1", ""]),
            ],
        )
    }
}

#[test]
fn a_target_may_bind_at_one_level_only_and_only_some_kinds() {
    let of = |group: &str, answers: Value| {
        let outcome = score_sheet(&unit(), &json!({"set": "bo", "group": group, "answers": answers}));
        (outcome.verdict.as_str().to_owned(), outcome.max.floor())
    };
    let level_1 = json!({"ky-luat": 90, "chung-chi": 50, "trinh-do": 0, "tap-the": true});
    assert_eq!(of("co-quan", level_1), ("level-1".to_owned(), 3), "aimed at level 2: discipline, ability, title");
    let economic = |title: bool, share: u32| json!({"ky-luat": share, "tap-the": title});
    assert_eq!(of("kinh-te", economic(true, 90)), ("level-1".to_owned(), 1));
    assert_eq!(of("kinh-te", economic(true, 95)).0, "level-2");
    assert_eq!(of("kinh-te", economic(false, 94)).0, "not-achieved");
    // Điều 8.2 asks for Điều 7, not for Điều 6 too.
    assert_eq!(of("kinh-te", economic(false, 95)).0, "level-2");
    let able = json!({"ky-luat": 95, "chung-chi": 0, "trinh-do": 70, "tap-the": true});
    assert_eq!(of("co-quan", able).0, "level-2");
}

#[test]
fn a_group_and_an_area_meet_in_one_target() {
    let item = percent("ti-le", &["60", "80"]).needs_for("a", &["50", ""]).needs_in("xa", &["40", "70"]);
    let set = Rubric {
        groups: vec![group("a", "", ""), group("b", "", "")],
        areas: vec![area("xa", "")],
        ..targets(2, [yes_no("khac", &["1", "1"]), item])
    };
    for (group, area, answer, expected) in [
        ("b", None, 60, "level-1"),
        ("b", Some("xa"), 40, "level-1"),
        ("b", Some("xa"), 70, "level-2"),
        ("a", None, 49, "level-2"),
        ("a", Some("xa"), 39, "level-2"),
    ] {
        let sheet = json!({"set": "bo", "group": group, "area": area, "answers": {"khac": true, "ti-le": answer}});
        assert_eq!(score_sheet(&set, &sheet).verdict.as_str(), expected, "{group} {area:?} {answer}");
    }
}

#[test]
fn a_recognition_changes_no_verdict_and_says_two_days() {
    let set = Rubric { recognition: Some(Recognition { raise_after: Some(12), kept_years: 3 }), ..primary() };
    let with = |recognised: Value, set: &Rubric| -> Value {
        let sheet = json!({"set": "bo", "recognised": recognised, "answers": {"pcgd-tieu-hoc": 2}});
        serde_json::from_str(&score_sheet(set, &sheet).to_json(set)).expect("JSON")
    };
    let result = with(json!({"level": 1, "date": "2026-02-10"}), &set);
    assert_eq!(result["verdict"], "level-1");
    let expected = json!({"level": 1, "date": "2026-02-10", "raise_from": "2027-02-10", "kept_until": "2029-12-31"});
    assert_eq!(result["recognised"], expected);
    let highest = with(json!({"level": 2, "date": "2026-12-31"}), &set);
    assert_eq!((&highest["verdict"], &highest["recognised"]["raise_from"]), (&json!("level-1"), &Value::Null));
    assert_eq!(highest["recognised"]["kept_until"], "2029-12-31");
    let unsaid = with(json!({"level": 1, "date": "2026-02-10"}), &primary());
    let expected = json!({"level": 1, "date": "2026-02-10", "raise_from": null, "kept_until": null});
    assert_eq!(unsaid["recognised"], expected, "the text says nothing of it");
    assert!(with(Value::Null, &set).get("recognised").is_none());
}

#[test]
fn what_is_no_recognition_is_refused() {
    for wrong in [
        json!({"level": 0, "date": "2026-02-10"}),
        json!({"level": 3, "date": "2026-02-10"}),
        json!({"level": 1, "date": "2026-02-30"}),
        json!({"level": 1}),
        json!("level-1"),
    ] {
        let text = json!({"set": "bo", "recognised": wrong, "answers": {}}).to_string();
        let problems = Sheet::read(&text, &primary(), 2026).problems;
        assert!(
            matches!(problems[..], [ref problem] if problem.kind == ProblemKind::Recognised("recognised".into())),
            "{wrong}"
        );
    }
}

#[test]
fn days_follow_from_the_day_of_the_decision() {
    let day = |text: &str| Date::parse(text).expect("a day");
    for (decided, kept_until, raise_from) in [
        ("2026-02-10", "2029-12-31", "2027-02-10"),
        ("2026-12-31", "2029-12-31", "2027-12-31"),
        ("2026-01-01", "2029-12-31", "2027-01-01"),
        ("2028-02-29", "2031-12-31", "2029-02-28"),
    ] {
        assert_eq!(day(decided).end_of_years_after(3), day(kept_until));
        assert_eq!(day(decided).after_months(12), day(raise_from));
    }
    assert_eq!(day("9999-05-05").end_of_years_after(u32::MAX), day("9999-12-31"));
    assert_eq!(Date::parse_typed(" 10/2/2026 "), Some(day("2026-02-10")));
    assert_eq!(Date::parse_typed("2026-02-10"), Some(day("2026-02-10")));
    for text in ["30/2/2026", "10/2", "10/2/2026/1", "a/b/c", ""] {
        assert_eq!(Date::parse_typed(text), None, "{text}");
    }
}

#[test]
fn figures_of_a_form_have_fields_of_their_own() {
    let item = pair("trinh-do", &["50", "12"]);
    assert_eq!(Answer::from_field("50", &item), None);
    assert_eq!(Answer::from_field("unknown", &item), Some(Answer::Unknown));
    assert_eq!(Answer::of_two([None, None]), Answer::Blank);
}
