//! Answer sheets: read and checked, every mistake at its place, and laid over each other.

use crate::support::{With as _, area, cdht, decimal, group, percent, points, targets, today, whole, yes_no};
use serde_json::json;
use wasm_check::rubric::{NotApplicable, Rubric};
use wasm_check::score::score;
use wasm_check::sheet::{Answer, ProblemKind, Reading, Sheet};

fn given(number: &str) -> Answer {
    Answer::Given(decimal(number))
}

fn kinds(reading: &Reading) -> Vec<&ProblemKind> {
    reading.problems.iter().map(|problem| &problem.kind).collect()
}

#[test]
fn all_problems_of_a_sheet_are_named_at_once_and_the_rest_is_kept() {
    let text = r#"{"set":"cdht","year":1,"group":"ong-ba","answers":{"ke-hoach":11,"la":3,"sap-xep":8,"sap-xep":9,"tu-duy":"na"},"x":1}"#;
    let reading = Sheet::read(text, &cdht(), 2026);
    let problems: Vec<_> = reading.problems.iter().map(|problem| (problem.at, &problem.kind)).collect();
    let at = |part: &str| text.find(part).expect("a part");
    assert_eq!(
        problems,
        [
            (at("1,\"group"), &ProblemKind::Year),
            (at("\"ong-ba"), &ProblemKind::UnknownGroup("ong-ba".to_owned())),
            (at("11"), &ProblemKind::Answer("ke-hoach".to_owned())),
            (at("\"la\""), &ProblemKind::UnknownItem("la".to_owned())),
            (at("\"sap-xep\":9"), &ProblemKind::Repeated("sap-xep".to_owned())),
            (at("\"na\""), &ProblemKind::NotApplicable("tu-duy".to_owned())),
            (at("\"x\""), &ProblemKind::UnknownKey("x".to_owned())),
        ]
    );
    assert_eq!(reading.sheet.answers[2], given("8"));
    assert_eq!((reading.sheet.year, reading.sheet.group), (2026, None));
}

#[test]
fn each_mistake_has_its_own_name() {
    let set = Rubric { areas: vec![area("xa", "1")], ..points("5", [whole("a", 10)]) };
    for (text, expected) in [
        ("", ProblemKind::Syntax),
        ("{", ProblemKind::Syntax),
        ("[]", ProblemKind::NotAnObject),
        (r#"{"set":"bo","answers":[]}"#, ProblemKind::NotAnObject),
        (r#"{}"#, ProblemKind::NoSet),
        (r#"{"set":"khac"}"#, ProblemKind::OtherSet("khac".to_owned())),
        (r#"{"set":null}"#, ProblemKind::NotText("set".to_owned())),
        (r#"{"set":"bo","version":"2"}"#, ProblemKind::OtherVersion("2".to_owned())),
        (r#"{"set":"bo","version":1}"#, ProblemKind::NotText("version".to_owned())),
        (r#"{"set":"bo","set":"bo"}"#, ProblemKind::Repeated("set".to_owned())),
        (r#"{"set":"bo","answers":{},"answers":{}}"#, ProblemKind::Repeated("answers".to_owned())),
        (r#"{"set":"bo","year":1999}"#, ProblemKind::Year),
        (r#"{"set":"bo","year":2101}"#, ProblemKind::Year),
        (r#"{"set":"bo","year":2026.5}"#, ProblemKind::Year),
        (r#"{"set":"bo","year":67562}"#, ProblemKind::Year),
        (r#"{"set":"bo","year":"2026"}"#, ProblemKind::Year),
        (r#"{"set":"bo","year":null}"#, ProblemKind::Year),
        (r#"{"set":"bo","notes":7}"#, ProblemKind::NotAnObject),
        (r#"{"set":"bo","notes":{"b":"x"}}"#, ProblemKind::UnknownItem("b".to_owned())),
        (r#"{"set":"bo","notes":{"a":7}}"#, ProblemKind::NotText("a".to_owned())),
        (r#"{"set":"bo","notes":{"a":"x","a":"y"}}"#, ProblemKind::Repeated("a".to_owned())),
        (r#"{"set":"bo","group":"a"}"#, ProblemKind::UnknownGroup("a".to_owned())),
        (r#"{"set":"bo","group":1}"#, ProblemKind::NotText("group".to_owned())),
        (r#"{"set":"bo","area":"a"}"#, ProblemKind::UnknownArea("a".to_owned())),
        (r#"{"set":"bo","area":false}"#, ProblemKind::NotText("area".to_owned())),
        (r#"{"set":"bo","answers":{"b":1}}"#, ProblemKind::UnknownItem("b".to_owned())),
        (r#"{"set":"bo","answers":{"a":"na"}}"#, ProblemKind::NotApplicable("a".to_owned())),
        (r#"{"set":"bo","answers":{"a":"8"}}"#, ProblemKind::Answer("a".to_owned())),
        (r#"{"set":"bo","answers":{"a":-1}}"#, ProblemKind::Answer("a".to_owned())),
        (r#"{"set":"bo","answers":{"a":true}}"#, ProblemKind::Answer("a".to_owned())),
        (r#"{"set":"bo","answers":{"a":{}}}"#, ProblemKind::Answer("a".to_owned())),
    ] {
        assert_eq!(kinds(&Sheet::read(text, &set, 2026)), [&expected], "{text}");
    }
}

#[test]
fn what_a_sheet_may_leave_out_or_leave_empty_is_no_mistake() {
    for text in [
        r#"{"set":"cdht"}"#,
        r#"{"set":"cdht","version":null,"group":null,"area":null,"answers":{}}"#,
        r#"{"answers":{"ke-hoach":null},"set":"cdht"}"#,
    ] {
        let reading = Sheet::read(text, &cdht(), 2025);
        assert_eq!((reading.problems.len(), reading.sheet), (0, Sheet::blank(&cdht(), 2025)), "{text}");
    }
}

#[test]
fn the_years_of_a_sheet_are_those_of_a_century() {
    for year in [2000, 2001, 2026, 2099, 2100] {
        let reading = Sheet::read(&json!({"set": "cdht", "year": year}).to_string(), &cdht(), 2025);
        assert_eq!((reading.problems.len(), reading.sheet.year), (0, year));
    }
    assert_eq!(Sheet::read(r#"{"set":"cdht","year":2026.0}"#, &cdht(), 2025).sheet.year, 2026);
}

#[test]
fn a_sheet_is_written_as_it_is_read() {
    let set = Rubric {
        groups: vec![group("a", "", "")],
        areas: vec![area("xa", "0")],
        conditions: vec![yes_no("dieu-kien", &["1"])],
        ..targets(
            1,
            [percent("ti-le", &["90"]), yes_no("ke-hoach", &["1"]).na(NotApplicable::Full), yes_no("khen", &["1"])],
        )
    };
    let sheet = Sheet {
        year: 2024,
        group: Some("a".to_owned()),
        area: Some("xa".to_owned()),
        answers: vec![given("92.5"), Answer::NotApplicable, Answer::Unknown, given("0")],
        ..Sheet::blank(&set, 2026)
    };
    let expected = r#"{"set":"bo","version":"1-2026","year":2024,"group":"a","area":"xa","answers":{"ti-le":92.5,"ke-hoach":"na","khen":"unknown","dieu-kien":false}}"#;
    assert_eq!(sheet.to_json(&set), expected);
    assert_eq!(Sheet::read(expected, &set, 2026), Reading { sheet, problems: Vec::new() });
}

#[test]
fn what_was_marked_last_lies_over_what_was_kept() {
    let blank = Sheet::blank(&cdht(), 2025);
    let mut kept = Sheet { group: Some("hoc-sinh".to_owned()), ..blank };
    kept.answers[0] = given("3");
    kept.answers[1] = given("4");
    let mut marks = Sheet { area: Some("vung-kho-khan".to_owned()), ..Sheet::blank(&cdht(), 2026) };
    marks.answers[1] = Answer::Unknown;
    assert!(kept.overlay(marks.clone()));
    assert!(!kept.overlay(marks), "it lies there already");
    assert_eq!(kept.answers[..3], [given("3"), Answer::Unknown, Answer::Blank]);
    assert_eq!(
        (kept.year, kept.group.as_deref(), kept.area.as_deref()),
        (2025, Some("hoc-sinh"), Some("vung-kho-khan"))
    );
}

#[test]
fn each_kind_of_mark_changes_what_was_kept() {
    let blank = Sheet::blank(&cdht(), 2026);
    let group = Sheet { group: Some("hoc-sinh".to_owned()), ..blank.clone() };
    let area = Sheet { area: Some("vung-kho-khan".to_owned()), ..blank.clone() };
    let mut answered = blank.clone();
    answered.answers[9] = given("0");
    for marks in [group, area, answered] {
        let mut kept = blank.clone();
        assert!(kept.is_blank() && !marks.is_blank());
        assert!(kept.overlay(marks.clone()));
        assert_eq!(kept, marks);
        assert!(!kept.overlay(blank.clone()), "nothing lies over nothing");
        assert_eq!(kept, marks);
    }
}

#[test]
fn both_choices_are_taken_over_at_once() {
    let both = Sheet {
        group: Some("hoc-sinh".to_owned()),
        area: Some("vung-kho-khan".to_owned()),
        ..Sheet::blank(&cdht(), 2026)
    };
    let mut kept = Sheet::blank(&cdht(), 2026);
    assert!(kept.overlay(both.clone()));
    assert_eq!(kept, both);
}

#[test]
fn a_sheet_that_is_too_short_is_blank_where_it_ends() {
    let sheet = Sheet { answers: Vec::new(), ..Sheet::blank(&cdht(), 2026) };
    let set = cdht();
    let outcome = score(&set, &sheet, today());
    assert_eq!((outcome.answered, outcome.of, outcome.verdict.as_str()), (0, 10, "incomplete"));
}

#[test]
fn every_item_of_a_large_set_finds_its_answer_in_any_order() {
    let ids: Vec<String> = (0..50).map(|place| format!("i{place}")).collect();
    let set = points("0", ids.iter().map(|id| whole(id, 50)).collect::<Vec<_>>());
    for step in [1, 7, 49] {
        let answers: Vec<String> =
            (0..50).map(|place| place * step % 50).map(|place| format!(r#""i{place}":{place}"#)).collect();
        let text = format!(r#"{{"set":"bo","answers":{{{},"i7":7}}}}"#, answers.join(","));
        let reading = Sheet::read(&text, &set, 2026);
        assert_eq!(kinds(&reading), [&ProblemKind::Repeated("i7".to_owned())]);
        for (place, answer) in reading.sheet.answers.iter().enumerate() {
            assert_eq!(*answer, given(&place.to_string()));
        }
    }
}

#[test]
fn of_what_stands_there_twice_the_first_counts_and_what_cannot_be_used_is_blank() {
    let text = r#"{"set":"khac","year":2024,"year":2025,"group":"ong-ba","area":"vung-kho-khan","area":null,
        "answers":{"ke-hoach":8,"ke-hoach":9,"doc-cap-nhat":11,"la":3},"answers":{"tu-duy":1},"x":1,"x":2}"#;
    let recovered = Sheet::recover(text, &cdht(), 2026);
    assert_eq!(
        (recovered.year, recovered.group.as_deref(), recovered.area.as_deref()),
        (2024, None, Some("vung-kho-khan"))
    );
    assert_eq!(recovered.answers[..3], [Answer::Blank, given("8"), Answer::Blank]);
    assert_eq!(recovered.answers[7], Answer::Blank);
    let reading = Sheet::read(text, &cdht(), 2026);
    assert_eq!((&reading.sheet, reading.problems.len()), (&recovered, 10));
    for text in ["", "[]", "null", r#"{"answers":[8]}"#] {
        assert_eq!(Sheet::recover(text, &cdht(), 2026), Sheet::blank(&cdht(), 2026), "{text}");
    }
}

#[test]
fn notes_stay_with_the_sheet_and_no_result_shows_them() {
    let rubric = cdht();
    let text = r#"{"set":"cdht","version":"324-2023","year":2026,"group":null,"area":null,"answers":{"ke-hoach":8},"notes":{"ke-hoach":"Sổ tay \u003c3","tu-duy":"Bà Tư biết"}}"#;
    let reading = Sheet::read(text, &rubric, 2026);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.sheet.notes[1], "Sổ tay <3");
    assert_eq!(reading.sheet.to_json(&rubric), text);
    assert_eq!(Sheet::recover(text, &rubric, 2026), reading.sheet);
    let result = score(&rubric, &reading.sheet, today()).to_json(&rubric);
    assert!(!result.contains("Sổ tay") && !result.contains("notes"), "{result}");
}

#[test]
fn a_sheet_with_nothing_but_a_note_is_not_blank() {
    let rubric = cdht();
    let mut sheet = Sheet::blank(&rubric, 2026);
    assert!(sheet.is_blank());
    let mut marks = Sheet::blank(&rubric, 2026);
    marks.notes[0] = "thẻ thư viện".to_owned();
    assert!(sheet.overlay(marks.clone()));
    assert!(!sheet.is_blank());
    assert!(!sheet.overlay(marks), "the same again");
    assert!(!sheet.overlay(Sheet::blank(&rubric, 2026)), "an empty note erases nothing");
    assert_eq!(sheet.notes[0], "thẻ thư viện");
}

#[test]
fn five_hundred_letters_are_a_note_and_one_more_is_not() {
    let rubric = cdht();
    for (count, is_taken) in [(500, true), (501, false)] {
        let text = json!({ "set": "cdht", "notes": { "ke-hoach": "ệ".repeat(count) } }).to_string();
        let reading = Sheet::read(&text, &rubric, 2026);
        assert_eq!(reading.problems.is_empty(), is_taken, "{count}");
        assert_eq!(reading.sheet.notes[1].is_empty(), !is_taken, "{count}");
        assert_eq!(Sheet::recover(&text, &rubric, 2026).notes[1].is_empty(), !is_taken, "{count}");
    }
}
