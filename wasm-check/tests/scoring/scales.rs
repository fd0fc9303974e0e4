//! How an indicator is answered: which answers it takes, and what each brings.

use crate::support::{count, decimal, excludes, number, options, percent, points, score_answers, typed, whole, yes_no};
use serde_json::{Value, json};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::Item;
use wasm_check::sheet::{Answer, ProblemKind, Sheet};

/// The answers among these that a sheet takes for the item.
fn taken(item: &Item, answers: &[&str]) -> Vec<String> {
    let set = points("0", [item.clone()]);
    let mut taken = Vec::new();
    for answer in answers {
        let sheet = format!(r#"{{"set": "bo", "answers": {{"{}": {answer}}}}}"#, item.id);
        let reading = Sheet::read(&sheet, &set, 2026);
        if reading.problems.is_empty() {
            taken.push((*answer).to_owned());
        } else {
            assert_eq!(reading.problems[0].kind, ProblemKind::Answer(item.id.clone()), "{answer}");
            assert_eq!(reading.sheet.answers, [Answer::Blank], "{answer}");
        }
    }
    taken
}

const NUMBERS: [&str; 16] = [
    "-1",
    "0",
    "0.05",
    "0.1",
    "0.5",
    "1",
    "1.0",
    "2",
    "9.95",
    "10",
    "10.000001",
    "10.00000001",
    "10.5",
    "11",
    "99.99",
    "1e1",
];

#[test]
fn a_whole_scale_takes_each_whole_number_up_to_its_maximum() {
    assert_eq!(taken(&whole("a", 10), &NUMBERS), ["0", "1", "1.0", "2", "10"]);
    assert_eq!(taken(&whole("a", 10), &["true", "false", "\"8\"", "[8]", "\"yes\""]), [""; 0]);
}

#[test]
fn a_typed_scale_takes_its_steps_up_to_its_maximum() {
    assert_eq!(taken(&typed("a", "10", "0.05"), &NUMBERS), ["0", "0.05", "0.1", "0.5", "1", "1.0", "2", "9.95", "10"]);
    assert_eq!(taken(&typed("a", "10", "0.5"), &NUMBERS), ["0", "0.5", "1", "1.0", "2", "10"]);
    assert_eq!(
        taken(&typed("a", "10", "0.25"), &["0.2", "0.25", "0.50", "0.7", "0.75", "0.750000001"]),
        ["0.25", "0.50", "0.75"]
    );
}

#[test]
fn a_choice_is_one_of_its_options() {
    assert_eq!(taken(&options("a", &["0", "0.5", "10"]), &NUMBERS), ["0", "0.5", "10"]);
}

#[test]
fn a_count_is_any_whole_number() {
    assert_eq!(taken(&count("a", &[(1, "2"), (3, "5")]), &NUMBERS), ["0", "1", "1.0", "2", "10", "11"]);
}

#[test]
fn a_percentage_ends_at_a_hundred() {
    assert_eq!(
        taken(
            &percent("a", &["90"]),
            &["0", "33.333333", "99.999999999", "100", "100.000001", "100.0000000001", "101"]
        ),
        ["0", "33.333333", "99.999999999", "100"]
    );
}

#[test]
fn a_number_is_any_number_and_yes_or_no_is_no_number() {
    assert_eq!(
        taken(&number("a", &["1"]), &["0", "0.5", "999999999", "1000000000", "true", "-1"]),
        ["0", "0.5", "999999999"]
    );
    for item in [yes_no("a", &["1"]), excludes("a", &["1"])] {
        assert_eq!(taken(&item, &["0", "1", "true", "false", "\"yes\"", "\"no\"", "\"\""]), ["true", "false"]);
    }
}

#[test]
fn unknown_and_nothing_are_an_answer_to_everything() {
    for item in [whole("a", 10), options("a", &["0", "5"]), yes_no("a", &["1"]), percent("a", &["1"])] {
        assert_eq!(taken(&item, &["\"unknown\"", "null"]).len(), 2);
    }
}

#[test]
fn zeros_behind_a_number_change_nothing_and_anything_else_does_however_far_behind() {
    let same = ["1", "1.0", "1.000000", "1.0000000", "1.000000000000"];
    let other = ["1.0000001", "1.00000010", "1.000000000009", "0.9999999", "0.999999999"];
    for item in [whole("a", 10), typed("a", "10", "0.05"), options("a", &["0", "1"]), count("a", &[(1, "1")])] {
        assert_eq!(taken(&item, &same), same);
        assert_eq!(taken(&item, &other), [""; 0]);
    }
}

/// The points of each answer.
fn brought(item: &Item, answers: &[Value]) -> Vec<String> {
    let set = points("0", [item.clone()]);
    answers.iter().map(|answer| score_answers(&set, json!({"a": answer})).total.text()).collect()
}

#[test]
fn a_count_brings_the_points_of_the_last_step_that_it_reaches() {
    let item = count("a", &[(1, "2"), (3, "5"), (5, "10")]);
    let answers: Vec<Value> = (0..=7).map(Value::from).collect();
    assert_eq!(brought(&item, &answers), ["0", "2", "2", "5", "5", "10", "10", "10"]);
    assert_eq!(brought(&item, &[json!(999_999_999)]), ["10"]);
}

#[test]
fn other_scales_bring_what_is_answered() {
    assert_eq!(brought(&whole("a", 10), &[json!(0), json!(7), json!(10)]), ["0", "7", "10"]);
    assert_eq!(brought(&typed("a", "10", "0.05"), &[json!(9.95)]), ["9.95"]);
    assert_eq!(brought(&options("a", &["0", "2.5", "10"]), &[json!(0), json!(2.5), json!(10)]), ["0", "2.5", "10"]);
}

#[test]
fn a_target_brings_no_points() {
    for item in [percent("a", &["90"]), number("a", &["1"]), yes_no("a", &["1"])] {
        assert_eq!(item.points(Decimal::ONE), Decimal::ZERO);
    }
}

/// What a field of the form is taken for.
fn field(item: &Item, text: &str) -> Option<Answer> {
    Answer::from_field(text, item)
}

#[test]
fn a_field_of_points_takes_what_people_type() {
    let item = typed("a", "10", "0.5");
    for typed in ["7.5", "7,5", " 7,50 "] {
        assert_eq!(field(&item, typed), Some(Answer::Given(decimal("7.5"))), "{typed}");
    }
    assert_eq!(field(&item, ""), Some(Answer::Blank));
    assert_eq!(field(&item, "unknown"), Some(Answer::Unknown));
    for typed in ["7,3", "10,5", "-1", "na", "yes", "no", "bảy", "7,", "true"] {
        assert_eq!(field(&item, typed), None, "{typed}");
    }
}

#[test]
fn a_field_of_yes_and_no_takes_no_numbers() {
    for item in [yes_no("a", &["1"]), excludes("a", &["1"])] {
        assert_eq!(field(&item, "yes"), Some(Answer::Given(Decimal::ONE)));
        assert_eq!(field(&item, "no"), Some(Answer::Given(Decimal::ZERO)));
        assert_eq!(field(&item, "unknown"), Some(Answer::Unknown));
        assert_eq!(field(&item, ""), Some(Answer::Blank));
        for typed in ["0", "1", "na", "true"] {
            assert_eq!(field(&item, typed), None, "{typed}");
        }
    }
}

#[test]
fn a_field_takes_not_applicable_where_the_item_does() {
    use crate::support::With as _;
    use wasm_check::rubric::NotApplicable;
    for effect in [NotApplicable::Full, NotApplicable::LeftOut] {
        assert_eq!(field(&whole("a", 10).na(effect), "na"), Some(Answer::NotApplicable));
        assert_eq!(field(&yes_no("a", &["1"]).na(effect), "na"), Some(Answer::NotApplicable));
    }
}

#[test]
fn a_number_is_shown_with_all_its_decimals_and_no_more() {
    for text in ["0", "8", "92.5", "0.05", "33.333333", "999999999.999999"] {
        assert_eq!((decimal(text).to_string(), decimal(text).text()), (text.to_owned(), text.to_owned()));
    }
    assert_eq!(decimal("8.500").to_string(), "8.5");
}
