//! A sheet as one short line: it comes back whole, and no slip of the hand goes unnoticed.

use crate::generated::set_and_sheet;
use crate::support::{cdht, cdht_answers, decimal, number, percent, targets};
use proptest::prelude::*;
use serde_json::json;
use wasm_check::code::{CodeError, decode, encode, looks_like_one};
use wasm_check::rubric::Rubric;
use wasm_check::sheet::{Answer, Sheet};

fn sheet(rubric: &Rubric, text: &serde_json::Value) -> Sheet {
    let reading = Sheet::read(&text.to_string(), rubric, 2026);
    assert_eq!(reading.problems, []);
    reading.sheet
}

fn full() -> (Rubric, Sheet) {
    let rubric = cdht();
    let answers = cdht_answers([8, 7, 9, 10, 5, 0, 8, 6, 10, 9]);
    let sheet = sheet(
        &rubric,
        &json!({"set": "cdht", "year": 2026, "group": "hoc-sinh", "area": "vung-kho-khan", "answers": answers}),
    );
    (rubric, sheet)
}

#[test]
fn a_sheet_of_cdht_is_five_groups_of_four_letters() {
    let (rubric, sheet) = full();
    let code = encode(&rubric, &sheet);
    assert_eq!(code.len(), 24, "{code}");
    assert!(code.starts_with("HT1"));
    assert!(code.split('-').all(|group| group.len() == 4), "{code}");
    assert_eq!(decode(&rubric, &code), Ok(sheet));
}

#[test]
fn it_may_be_typed_small_with_spaces_and_with_letters_that_look_like_digits() {
    let (rubric, sheet) = full();
    let code = encode(&rubric, &sheet);
    for typed in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', "  "),
        format!("\t{code}\r\n"),
        code.replace('0', "O"),
        code.replace('0', "o"),
        code.replace('1', "I"),
        code.replace('1', "l"),
    ] {
        assert_eq!(decode(&rubric, &typed), Ok(sheet.clone()), "{typed}");
        assert!(looks_like_one(&typed));
    }
}

#[test]
fn what_is_no_code_of_the_set_is_told_apart() {
    let (rubric, sheet) = full();
    let code = encode(&rubric, &sheet);
    let mut older = rubric.clone();
    older.version = "244-2022".to_owned();
    let mut edited = rubric.clone();
    edited.criteria[0].items[0].max = decimal("5");
    assert_eq!(decode(&older, &code), Err(CodeError::OtherSet));
    assert_eq!(decode(&edited, &code), Err(CodeError::OtherSet), "the same version with another maximum");
    for text in ["", "{}", "Bà Tư", "H", "9T10", r#"{"set":"cdht"}"#] {
        assert_eq!(decode(&rubric, text), Err(CodeError::NotACode), "{text}");
        assert!(!looks_like_one(text));
    }
    assert_eq!(decode(&rubric, &code.replace("HT1", "HT1U")), Err(CodeError::Character(3)));
    assert_eq!(decode(&rubric, "HT1Ạ"), Err(CodeError::Character(3)));
    assert_eq!(decode(&rubric, &format!("{code}0")), Err(CodeError::Length));
    assert_eq!(decode(&rubric, &code[..code.len() - 1]), Err(CodeError::Length));
    assert_eq!(decode(&rubric, &"HT".repeat(9000)), Err(CodeError::Length));
    assert_eq!(decode(&rubric, "HT"), Err(CodeError::Checksum));
}

#[test]
fn numbers_of_any_size_fit() {
    let rubric = targets(1, [percent("ky-luat", &["90"]), number("lop", &["2"])]);
    for text in ["0", "92.5", "33.333333", "100"] {
        for other in ["0", "7", "1000", "999999999.999999"] {
            let mut sheet = Sheet::blank(&rubric, 2000);
            sheet.answers = vec![Answer::Given(decimal(text)), Answer::Given(decimal(other))];
            assert_eq!(decode(&rubric, &encode(&rubric, &sheet)), Ok(sheet));
        }
    }
}

#[test]
fn every_wrong_letter_and_every_two_that_are_swapped_are_noticed() {
    const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let (rubric, sheet) = full();
    let code: Vec<char> = encode(&rubric, &sheet).chars().filter(|letter| *letter != '-').collect();
    let read = |letters: &[char]| decode(&rubric, &letters.iter().collect::<String>());
    for place in 2..code.len() {
        for letter in LETTERS.chars().filter(|letter| *letter != code[place]) {
            let mut wrong = code.clone();
            wrong[place] = letter;
            assert!(read(&wrong).is_err(), "{wrong:?}");
        }
        for other in (2..place).filter(|other| code[*other] != code[place]) {
            let mut wrong = code.clone();
            wrong.swap(place, other);
            assert_eq!(read(&wrong), Err(CodeError::Checksum), "{wrong:?}");
        }
    }
}

proptest! {
    #[test]
    fn every_sheet_of_every_set_comes_back((rubric, sheet) in set_and_sheet()) {
        let code = encode(&rubric, &sheet);
        prop_assert!(looks_like_one(&code));
        prop_assert_eq!(decode(&rubric, &code), Ok(sheet));
    }

    #[test]
    fn a_slip_in_a_code_of_any_set_is_noticed((rubric, sheet) in set_and_sheet(), at in any::<prop::sample::Index>(), letter in "[0-9A-HJKMNP-TV-Z]") {
        let code = encode(&rubric, &sheet);
        let at = 2 + at.index(code.len() - 2);
        prop_assume!(&code[at..=at] != "-" && code[at..=at] != letter);
        let wrong = format!("{}{letter}{}", &code[..at], &code[at + 1..]);
        prop_assert!(decode(&rubric, &wrong).is_err());
    }

    #[test]
    fn no_text_makes_it_panic((rubric, _) in set_and_sheet(), text in "HT1?[0-9A-Z -]{0,40}|\\PC{0,20}") {
        let _ = decode(&rubric, &text);
    }
}
