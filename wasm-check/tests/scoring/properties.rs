//! What holds for every set and every sheet.

use crate::generated::{set, set_and_sheet};
use crate::rule_in_words::{
    answers_of, asked, filled, fillings, holds, is_better, last_word, possible, reached, verdict, way_to_walk, with,
};
use crate::support::{cdht, points, today, whole, yes_no};
use proptest::prelude::*;
use proptest::sample::Index;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Kind, Rubric, Scale};
use wasm_check::score::{Outcome, Verdict, score};
use wasm_check::sheet::{Answer, Sheet};

fn outcome<'a>(rubric: &'a Rubric, sheet: &'a Sheet) -> Outcome<'a> {
    score(rubric, sheet, today())
}

/// The answer after the way up, at each place; a blank stays one.
fn raised(sheet: &Sheet, outcome: &Outcome<'_>) -> Sheet {
    let mut sheet = sheet.clone();
    for raise in &outcome.way_up {
        let answer = &mut sheet.answers[raise.place];
        *answer = match (*answer, raise.to) {
            (Answer::Pair(known), Answer::Pair(to)) => Answer::Pair([to[0].or(known[0]), to[1].or(known[1])]),
            (_, to) => to,
        };
    }
    sheet
}

proptest! {
    #[test]
    fn a_verdict_is_what_every_way_to_fill_the_blanks_gives((rubric, sheet) in set_and_sheet()) {
        prop_assert_eq!(outcome(&rubric, &sheet).verdict, verdict(&rubric, &sheet));
    }

    #[test]
    fn answering_a_blank_leaves_a_verdict_as_it_was((rubric, sheet) in set_and_sheet(), way in any::<Index>()) {
        let before = outcome(&rubric, &sheet).verdict;
        let fillings = fillings(&rubric, &sheet);
        let after = outcome(&rubric, &fillings[way.index(fillings.len())]).verdict;
        prop_assert!(before == after || before == Verdict::Incomplete);
    }

    #[test]
    fn raising_an_answer_never_worsens_the_verdict((rubric, sheet) in set_and_sheet(), place in any::<Index>()) {
        let places = asked(&rubric, &sheet);
        let place = places[place.index(places.len())];
        let (item, now) = (rubric.items()[place], sheet.answers[place]);
        let better = answers_of(item).into_iter().find(|better| is_better(item, *better, now));
        if let Some(better) = better.filter(|_| !now.is_open()) {
            let better = with(&sheet, place, better);
            let (before, after) = (possible(&rubric, &sheet), possible(&rubric, &better));
            prop_assert!(after.first() >= before.first() && after.last() >= before.last());
            let (before, after) = (outcome(&rubric, &sheet), outcome(&rubric, &better));
            let height = |verdict: &Verdict| rubric.ranks.iter().position(|rank| rank.id == verdict.as_str());
            let is_open = [&before, &after].iter().any(|outcome| outcome.verdict == Verdict::Incomplete);
            prop_assert!(is_open || height(&after.verdict) >= height(&before.verdict));
        }
    }

    #[test]
    fn no_way_up_asks_for_less_in_points_then_in_squares((rubric, sheet) in set_and_sheet()) {
        let outcome = outcome(&rubric, &sheet);
        if sheet.group.is_none() && rubric.depends_on_group() {
            prop_assert_eq!(outcome.way_up, []);
            return Ok(());
        }
        let Some((before, best)) = way_to_walk(&rubric, &sheet) else {
            prop_assert_eq!(outcome.way_up, []);
            return Ok(());
        };
        for raise in &outcome.way_up {
            prop_assert_eq!(sheet.answers[raise.place], raise.from);
            prop_assert_ne!(raise.from, raise.to);
        }
        prop_assert!(outcome.way_up.is_sorted_by_key(|raise| raise.place));
        prop_assert_eq!(raised(&before, &outcome), best);
    }

    #[test]
    fn who_goes_the_way_up_arrives_once_what_is_open_brings_its_most((rubric, sheet) in set_and_sheet()) {
        let before = outcome(&rubric, &sheet);
        if !before.way_up.is_empty() {
            let there = filled(&rubric, &raised(&sheet, &before), true);
            prop_assert!(holds(&rubric, &there, reached(&rubric, &filled(&rubric, &sheet, false))));
        }
    }

    #[test]
    fn the_last_open_answer_says_what_it_decides((rubric, sheet) in set_and_sheet()) {
        let outcome = outcome(&rubric, &sheet);
        let items = rubric.items();
        let open: Vec<&str> = asked(&rubric, &sheet)
            .into_iter()
            .filter(|place| sheet.answers[*place].is_open())
            .map(|place| items[place].id.as_str())
            .collect();
        prop_assert_eq!(&outcome.open, &open);
        prop_assert_eq!(outcome.answered + u32::try_from(open.len()).expect("few"), outcome.of);
        let decides = sheet.group.is_some() || !rubric.depends_on_group();
        let expected = last_word(&rubric, &sheet).filter(|_| decides).map(|(place, least)| (items[place].id.as_str(), least));
        prop_assert_eq!(outcome.decided_by.map(|decision| (decision.item.id.as_str(), decision.least)), expected);
    }

    #[test]
    fn what_blocks_cannot_be_made_up_for((rubric, sheet) in set_and_sheet()) {
        let outcome = outcome(&rubric, &sheet);
        let items = rubric.items();
        let aim = possible(&rubric, &sheet).first().copied().unwrap_or(0);
        for (place, item) in items.iter().enumerate().filter(|(_, item)| outcome.blocked_by.contains(&item.id.as_str())) {
            prop_assert!(sheet.answers[place].is_given(), "{} is answered", item.id);
            let mut best = filled(&rubric, &sheet, true);
            for other in asked(&rubric, &sheet).into_iter().filter(|other| *other != place) {
                best.answers[other] = answers_of(items[other]).last().copied().unwrap_or_default();
            }
            prop_assert!(aim == rubric.ranks.len() || !holds(&rubric, &best, aim));
        }
    }

    #[test]
    fn parts_add_up_to_the_whole((rubric, sheet) in set_and_sheet()) {
        let outcome = outcome(&rubric, &sheet);
        let (total, max) = outcome.unscaled.unwrap_or((outcome.total, outcome.max));
        prop_assert_eq!(outcome.criteria.iter().map(|part| part.total).sum::<Decimal>(), total);
        prop_assert_eq!(outcome.criteria.iter().map(|part| part.max).sum::<Decimal>(), max);
        prop_assert!(total <= max && outcome.total <= outcome.max && outcome.answered <= outcome.of);
        prop_assert!(outcome.criteria.iter().all(|part| part.met <= part.of));
        if rubric.kind == Kind::Targets {
            prop_assert_eq!((outcome.unscaled, outcome.needed), (None, Some(outcome.max)));
        }
    }

    #[test]
    fn a_set_that_decides_nothing_says_nothing_that_decides((rubric, sheet) in set_and_sheet()) {
        let deciding = outcome(&rubric, &sheet);
        let rubric = Rubric { decides: false, ..rubric.clone() };
        let outcome = outcome(&rubric, &sheet);
        prop_assert_eq!((&outcome.verdict, outcome.needed), (&Verdict::Undecided, None));
        prop_assert!(outcome.blocked_by.is_empty() && outcome.way_up.is_empty() && outcome.decided_by.is_none());
        prop_assert_eq!(&outcome.open, &deciding.open);
        prop_assert_eq!((outcome.answered, outcome.of, outcome.total), (deciding.answered, deciding.of, deciding.total));
        let json: serde_json::Value = serde_json::from_str(&outcome.to_json(&rubric)).expect("JSON");
        prop_assert_eq!((&json["verdict"], &json["needed"]), (&"undecided".into(), &serde_json::Value::Null));
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter((rubric, sheet) in set_and_sheet(), seed in any::<u64>()) {
        let json: serde_json::Value = serde_json::from_str(&sheet.to_json(&rubric)).expect("JSON");
        let mut members: Vec<String> = json["answers"]
            .as_object()
            .expect("an object")
            .iter()
            .map(|(id, answer)| format!("{id:?}:{answer}"))
            .collect();
        for place in (1..members.len()).rev() {
            members.swap(place, usize::try_from(seed.rotate_left(u32::try_from(place).expect("few")) % 97).expect("small") % (place + 1));
        }
        let text = format!(
            r#"{{"answers":{{{}}},"area":{},"recognised":{},"year":{},"group":{},"set":{}}}"#,
            members.join(","), json["area"], json["recognised"], json["year"], json["group"], json["set"],
        );
        let reading = Sheet::read(&text, &rubric, 2026);
        prop_assert_eq!(reading.problems, []);
        let outcomes = [outcome(&rubric, &reading.sheet), outcome(&rubric, &sheet)];
        prop_assert_eq!(&outcomes[0], &outcomes[1]);
    }

    #[test]
    fn a_set_survives_its_page_and_a_sheet_its_json((rubric, sheet) in set_and_sheet()) {
        prop_assert_eq!(Rubric::from_page(&rubric.to_page()), Some(rubric.clone()));
        let reading = Sheet::read(&sheet.to_json(&rubric), &rubric, 2026);
        prop_assert_eq!(reading.problems, []);
        prop_assert_eq!(reading.sheet, sheet);
    }

    #[test]
    fn a_result_is_json_that_says_what_the_outcome_says((rubric, sheet) in set_and_sheet()) {
        let outcome = outcome(&rubric, &sheet);
        let json: serde_json::Value = serde_json::from_str(&outcome.to_json(&rubric)).expect("JSON");
        prop_assert_eq!(&json["verdict"], outcome.verdict.as_str());
        prop_assert_eq!(json["total"].to_string(), outcome.total.text().replace("null", ""));
        let raises = json["way_up"].as_array().expect("a list");
        prop_assert_eq!(raises.len(), outcome.way_up.len());
        for (json, raise) in raises.iter().zip(&outcome.way_up) {
            let item = rubric.items()[raise.place];
            prop_assert_eq!(&json["id"], &item.id);
            prop_assert_eq!(json["to"].is_boolean(), matches!(item.scale, Scale::YesNo | Scale::Excludes));
        }
    }

    #[test]
    fn no_text_makes_reading_a_sheet_panic(rubric in set(), text in "\\PC{0,80}|[{}\\[\\]\":,a-z0-9.]{0,80}") {
        let reading = Sheet::read(&text, &rubric, 2026);
        let _ = outcome(&rubric, &reading.sheet).to_json(&rubric);
    }

    #[test]
    fn no_text_in_a_page_makes_reading_a_set_panic(
        rubric in set(),
        at in any::<Index>(),
        length in 0..9_usize,
        put in "(\\PC{0,3}\n){0,3}|[0-9\n]{0,12}",
    ) {
        let mut text: Vec<char> = rubric.to_page().chars().collect();
        let at = at.index(text.len());
        text.splice(at..(at + length).min(text.len()), put.chars());
        if let Some(read) = Rubric::from_page(&text.into_iter().collect::<String>()) {
            prop_assert_eq!(Rubric::from_page(&read.to_page()), Some(read));
        }
    }

    #[test]
    fn no_mistake_in_a_sheet_makes_scoring_it_panic(
        (rubric, sheet) in set_and_sheet(),
        at in any::<Index>(),
        length in 0..4_usize,
        put in "\\PC{0,3}|[{}\\[\\]\":,0-9.]{0,3}",
    ) {
        let mut text: Vec<char> = sheet.to_json(&rubric).chars().collect();
        let at = at.index(text.len());
        text.splice(at..(at + length).min(text.len()), put.chars());
        let text: String = text.into_iter().collect();
        let reading = Sheet::read(&text, &rubric, 2026);
        let outcome = outcome(&rubric, &reading.sheet);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&outcome.to_json(&rubric)).is_ok());
        prop_assert_eq!(Sheet::recover(&text, &rubric, 2026), reading.sheet);
    }
}

#[test]
fn a_set_is_written_as_it_is_read() {
    let text = cdht().to_page();
    assert_eq!(Rubric::from_page(&text), Some(cdht()));
    for text in ["", "\n", "\n1\n", &text["cdht".len()..]] {
        assert_eq!(Rubric::from_page(text), None, "{text}");
    }
}

#[test]
fn a_page_names_no_field_and_keeps_their_order() {
    let set = Rubric { conditions: vec![yes_no("dieu-kien", &["", "1"])], ..points("8.5", [whole("a", 10)]) };
    let fields = "bo,1-2026,1,1,1,achieved,8.5,,0,0,1,tieu-chi,1,a,0,10,1,0,,0,,0,0,0,1,dieu-kien,4,0,0,0,,2,,1,1,,0,0,0,,1,\
                  Kết quả tự kiểm tra.,";
    assert_eq!(set.to_page(), fields.replace(',', "\n"));
}
