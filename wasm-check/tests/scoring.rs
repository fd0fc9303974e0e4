//! What the rule of Công dân học tập says, as sentences, and what must hold of every rule, as properties.

use proptest::prelude::*;
use wasm_check::date::Date;
use wasm_check::rubric::{Area, Criterion, Indicator, PassMark, Points, Rubric, Verified};
use wasm_check::score::{Outcome, Verdict, score};
use wasm_check::sheet::{Answer, ProblemKind, Sheet};

const CDHT_IDS: [&str; 10] = [
    "doc-cap-nhat",
    "ke-hoach",
    "sap-xep",
    "dong-vien",
    "cong-nghe",
    "ngoai-ngu",
    "tinh-toan",
    "tu-duy",
    "than-thien",
    "hop-tac",
];

/// Quyết định 324/QĐ-KHVN as the press reports it: 10 indicators of 10 points, 80 in all, none under 5 (Báo Thái Bình
/// 17/5/2024); 70 in hard areas (Hội Khuyến học Quảng Bình, at the time of Decision 244).
fn cdht() -> Rubric {
    let criterion = |id: &str, range: std::ops::Range<usize>| Criterion {
        id: id.to_owned(),
        indicators: CDHT_IDS[range].iter().map(|id| Indicator { id: (*id).to_owned(), max: Points(10) }).collect(),
    };
    Rubric {
        set: "cdht".to_owned(),
        version: "324-2023".to_owned(),
        verified: Verified::Rule,
        pass: PassMark {
            total: Points(80),
            floor: Some(Points(5)),
            areas: vec![Area {
                id: "vung-kho-khan".to_owned(),
                total: Points(70),
                caveat: Some("Chưa rõ Quyết định 324 có giữ mức này.".to_owned()),
            }],
        },
        groups: vec!["nguoi-dan".to_owned(), "hoc-sinh".to_owned()],
        criteria: vec![criterion("tu-hoc", 0..4), criterion("cong-cu", 4..8), criterion("quan-he", 8..10)],
        caveats: vec!["Kết quả tự kiểm tra.".to_owned()],
    }
}

fn today() -> Date {
    Date::new(2026, 11, 21).expect("a day")
}

fn sheet(rubric: &Rubric, answers: &[Answer]) -> Sheet {
    Sheet { answers: answers.to_vec(), ..Sheet::blank(rubric, 2026) }
}

fn score_points(points: [u32; 10]) -> Outcome {
    let rubric = cdht();
    score(&rubric, &sheet(&rubric, &points.map(|points| Answer::Points(Points(points)))), today())
}

fn way_up(outcome: &Outcome) -> Vec<(&str, u32, u32)> {
    outcome.way_up.iter().map(|raise| (raise.id.as_str(), raise.from.0, raise.to.0)).collect()
}

#[test]
fn a_total_of_exactly_80_is_achieved() {
    let outcome = score_points([8; 10]);
    assert_eq!((outcome.total, outcome.verdict), (Points(80), Verdict::Achieved));
    assert_eq!(way_up(&outcome), []);
}

#[test]
fn a_total_of_79_is_not_achieved_and_lacks_one_point() {
    let outcome = score_points([8, 8, 8, 8, 8, 8, 8, 8, 8, 7]);
    assert_eq!(outcome.verdict, Verdict::NotAchieved);
    assert_eq!(way_up(&outcome), [("doc-cap-nhat", 8, 9)]);
}

#[test]
fn ninety_four_with_one_indicator_at_four_is_not_achieved() {
    let outcome = score_points([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    assert_eq!((outcome.total, outcome.verdict), (Points(94), Verdict::NotAchieved));
    assert_eq!(outcome.blocked_by, ["hop-tac"]);
    assert_eq!(way_up(&outcome), [("hop-tac", 4, 5)]);
}

#[test]
fn five_is_not_under_the_floor() {
    assert_eq!(score_points([10, 10, 10, 10, 10, 10, 5, 5, 5, 5]).verdict, Verdict::Achieved);
}

#[test]
fn a_hard_area_asks_for_70_keeps_the_floor_and_says_how_sure_that_is() {
    let rubric = cdht();
    let in_hard_area = |points: [u32; 10]| {
        let sheet = Sheet {
            area: Some("vung-kho-khan".to_owned()),
            ..sheet(&rubric, &points.map(|points| Answer::Points(Points(points))))
        };
        score(&rubric, &sheet, today())
    };
    let outcome = in_hard_area([7; 10]);
    assert_eq!((outcome.needed, outcome.verdict), (Points(70), Verdict::Achieved));
    assert_eq!(outcome.caveats, ["Kết quả tự kiểm tra.", "Chưa rõ Quyết định 324 có giữ mức này."]);
    assert_eq!(in_hard_area([7, 7, 7, 7, 7, 7, 7, 7, 7, 6]).verdict, Verdict::NotAchieved);
    assert_eq!(in_hard_area([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]).verdict, Verdict::NotAchieved);
    assert_eq!(score_points([7; 10]).caveats, ["Kết quả tự kiểm tra."]);
}

#[test]
fn one_blank_that_could_decide_either_way_leaves_it_incomplete() {
    let rubric = cdht();
    for blank in [Answer::Blank, Answer::Unknown] {
        let mut answers = [Answer::Points(Points(9)); 10];
        answers[3] = blank;
        let outcome = score(&rubric, &sheet(&rubric, &answers), today());
        assert_eq!((outcome.verdict, outcome.answered, outcome.of), (Verdict::Incomplete, 9, 10));
        assert_eq!(way_up(&outcome), [("dong-vien", 0, 5)]);
    }
}

#[test]
fn a_blank_that_can_no_longer_save_the_total_is_not_waited_for() {
    let rubric = cdht();
    let mut answers = [Answer::Points(Points(7)); 10];
    answers[0] = Answer::Blank;
    assert_eq!(score(&rubric, &sheet(&rubric, &answers), today()).verdict, Verdict::NotAchieved);
}

#[test]
fn a_set_whose_rule_is_not_verified_decides_nothing_and_shows_no_way() {
    let rubric = Rubric { verified: Verified::None, ..cdht() };
    let outcome = score(&rubric, &sheet(&rubric, &[Answer::Points(Points(4)); 10]), today());
    assert_eq!((outcome.verdict, outcome.total), (Verdict::Undecided, Points(40)));
    assert!(outcome.way_up.is_empty() && outcome.blocked_by.is_empty());
}

#[test]
fn the_way_up_prefers_one_indicator_with_room_to_two_without() {
    // 4 points lack: the earlier ones have room for one each, the first of the last four alone has room for all.
    let outcome = score_points([10, 10, 9, 9, 9, 9, 5, 5, 5, 5]);
    assert_eq!(outcome.total, Points(76));
    assert_eq!(way_up(&outcome), [("tinh-toan", 5, 9)]);
}

#[test]
fn every_competency_has_its_own_total() {
    let outcome = score_points([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let parts: Vec<_> =
        outcome.criteria.iter().map(|part| (part.id.as_str(), part.total.0, part.max.0, part.met, part.of)).collect();
    assert_eq!(parts, [("tu-hoc", 10, 40, 0, 4), ("cong-cu", 26, 40, 4, 4), ("quan-he", 19, 20, 2, 2)]);
}

#[test]
fn the_result_says_what_the_contract_says() {
    let outcome = score_points([10, 10, 10, 10, 10, 10, 10, 10, 10, 4]);
    let json: serde_json::Value = serde_json::from_str(&outcome.to_json()).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "schema": "hoctap-result/1", "set": "cdht", "version": "324-2023", "year": 2026, "date": "2026-11-21",
            "group": null, "area": null, "total": 94, "max": 100, "needed": 80, "answered": 10, "of": 10,
            "verdict": "not-achieved", "blocked_by": ["hop-tac"],
            "way_up": [{"id": "hop-tac", "from": 4, "to": 5}], "caveats": ["Kết quả tự kiểm tra."],
            "criteria": [
                {"id": "tu-hoc", "total": 40, "max": 40, "met": 4, "of": 4},
                {"id": "cong-cu", "total": 40, "max": 40, "met": 4, "of": 4},
                {"id": "quan-he", "total": 14, "max": 20, "met": 1, "of": 2},
            ],
        })
    );
}

#[test]
fn all_problems_of_a_sheet_are_named_at_once_and_the_rest_is_kept() {
    let rubric = cdht();
    let text = r#"{"set":"cdht","year":1,"group":"ong-ba","answers":{"ke-hoach":11,"la":3,"sap-xep":8,"sap-xep":9,"tu-duy":"na"},"x":1}"#;
    let reading = Sheet::read(text, &rubric, 2026);
    let kinds: Vec<_> = reading.problems.iter().map(|problem| (problem.at, &problem.kind)).collect();
    let at = |part: &str| text.find(part).expect("a part");
    assert_eq!(
        kinds,
        [
            (at("1,\"group"), &ProblemKind::Year),
            (at("\"ong-ba"), &ProblemKind::UnknownGroup("ong-ba".to_owned())),
            (at("11"), &ProblemKind::Answer { id: "ke-hoach".to_owned(), max: Points(10) }),
            (at("\"la\""), &ProblemKind::UnknownIndicator("la".to_owned())),
            (at("\"sap-xep\":9"), &ProblemKind::Repeated("sap-xep".to_owned())),
            (at("\"na\""), &ProblemKind::NotApplicable { id: "tu-duy".to_owned() }),
            (at("\"x\""), &ProblemKind::UnknownKey("x".to_owned())),
        ]
    );
    assert_eq!(reading.sheet.answers[2], Answer::Points(Points(8)));
    assert_eq!(reading.sheet.year, 2026);
}

#[test]
fn what_was_marked_last_lies_over_what_was_kept() {
    let rubric = cdht();
    let mut answers = [Answer::Blank; 10];
    answers[0] = Answer::Points(Points(3));
    answers[1] = Answer::Points(Points(4));
    let mut kept = Sheet { year: 2025, group: Some("hoc-sinh".to_owned()), ..sheet(&rubric, &answers) };
    let mut marks = Sheet { area: Some("vung-kho-khan".to_owned()), ..Sheet::blank(&rubric, 2026) };
    marks.answers[1] = Answer::Unknown;
    assert!(kept.overlay(marks.clone()));
    assert!(!kept.overlay(marks), "it lies there already");
    assert_eq!(kept.answers[..3], [Answer::Points(Points(3)), Answer::Unknown, Answer::Blank]);
    assert_eq!(
        (kept.year, kept.group.as_deref(), kept.area.as_deref()),
        (2025, Some("hoc-sinh"), Some("vung-kho-khan"))
    );
}

#[test]
fn a_choice_in_the_form_is_points_up_to_the_maximum_or_unknown() {
    assert_eq!(Answer::from_choice("0", Points(10)), Some(Answer::Points(Points(0))));
    assert_eq!(Answer::from_choice("10", Points(10)), Some(Answer::Points(Points(10))));
    assert_eq!(Answer::from_choice("unknown", Points(10)), Some(Answer::Unknown));
    assert_eq!(Answer::from_choice("", Points(10)), Some(Answer::Blank));
    for value in ["11", "-1", "8.5", "na", " 8"] {
        assert_eq!(Answer::from_choice(value, Points(10)), None);
    }
}

/// Small rules, so that every way up can be tried.
fn small_rubric() -> impl Strategy<Value = Rubric> {
    (prop::collection::vec(1_u32..=4, 1..=5), 0_u32..=3, 0_u32..=100).prop_map(|(maxima, floor, percent)| {
        let max: u32 = maxima.iter().sum();
        let floor = floor.min(*maxima.iter().min().expect("one"));
        Rubric {
            pass: PassMark { total: Points(max * percent / 100), floor: Some(Points(floor)), areas: Vec::new() },
            criteria: vec![Criterion {
                id: "c".to_owned(),
                indicators: maxima
                    .iter()
                    .enumerate()
                    .map(|(place, max)| Indicator { id: format!("i{place}"), max: Points(*max) })
                    .collect(),
            }],
            ..cdht()
        }
    })
}

fn answers(rubric: &Rubric) -> impl Strategy<Value = Vec<Answer>> + use<> {
    rubric
        .indicators()
        .map(|indicator| {
            prop_oneof![
                1 => Just(Answer::Blank),
                1 => Just(Answer::Unknown),
                4 => (0..=indicator.max.0).prop_map(|points| Answer::Points(Points(points))),
            ]
        })
        .collect::<Vec<_>>()
}

fn with_answers() -> impl Strategy<Value = (Rubric, Vec<Answer>)> {
    small_rubric().prop_flat_map(|rubric| {
        let answers = answers(&rubric);
        (Just(rubric), answers)
    })
}

/// Every full set of points, for rules that are small enough.
fn all_points(maxima: &[u32]) -> Vec<Vec<u32>> {
    maxima.iter().fold(vec![Vec::new()], |all, max| {
        all.iter().flat_map(|start| (0..=*max).map(|points| [start.as_slice(), &[points]].concat())).collect()
    })
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotAchieved => 0,
        Verdict::Incomplete => 1,
        Verdict::Achieved => 2,
        Verdict::Undecided => unreachable!("the rule is verified"),
    }
}

proptest! {
    #[test]
    fn raising_an_answered_indicator_never_worsens_the_verdict((rubric, answers) in with_answers(), place in any::<prop::sample::Index>()) {
        let before = score(&rubric, &sheet(&rubric, &answers), today()).verdict;
        let place = place.index(answers.len());
        let max = rubric.indicators().nth(place).expect("one").max;
        if let Answer::Points(points) = answers[place] && points < max {
            let mut raised = answers;
            raised[place] = Answer::Points(Points(points.0 + 1));
            prop_assert!(rank(score(&rubric, &sheet(&rubric, &raised), today()).verdict) >= rank(before));
        }
    }

    #[test]
    fn a_verdict_is_what_every_way_to_fill_the_blanks_gives((rubric, answers) in with_answers()) {
        let maxima: Vec<u32> = rubric.indicators().map(|indicator| indicator.max.0).collect();
        let verdicts: Vec<Verdict> = all_points(&maxima)
            .into_iter()
            .filter(|filled| filled.iter().zip(&answers).all(|(filled, answer)| match answer {
                Answer::Points(points) => points.0 == *filled,
                Answer::Blank | Answer::Unknown => true,
            }))
            .map(|filled| {
                let filled: Vec<Answer> = filled.into_iter().map(|points| Answer::Points(Points(points))).collect();
                score(&rubric, &sheet(&rubric, &filled), today()).verdict
            })
            .collect();
        let expected = if verdicts.iter().all(|verdict| *verdict == verdicts[0]) { verdicts[0] } else { Verdict::Incomplete };
        prop_assert_eq!(score(&rubric, &sheet(&rubric, &answers), today()).verdict, expected);
    }

    #[test]
    fn the_way_up_arrives_and_no_way_is_shorter((rubric, answers) in with_answers()) {
        let maxima: Vec<u32> = rubric.indicators().map(|indicator| indicator.max.0).collect();
        let known: Vec<u32> = answers
            .iter()
            .map(|answer| if let Answer::Points(points) = answer { points.0 } else { 0 })
            .collect();
        let floor = rubric.pass.floor.expect("a floor").0;
        // Fewest points, fewest indicators, then as much as can be on the earliest in the document.
        let best = all_points(&maxima)
            .into_iter()
            .filter(|to| to.iter().zip(&known).all(|(to, from)| to >= from))
            .filter(|to| to.iter().all(|to| *to >= floor) && to.iter().sum::<u32>() >= rubric.pass.total.0)
            .min_by_key(|to| {
                let raises: Vec<u32> = to.iter().zip(&known).map(|(to, from)| to - from).collect();
                let touched = raises.iter().filter(|raise| **raise > 0).count();
                (raises.iter().sum::<u32>(), touched, raises.into_iter().map(std::cmp::Reverse).collect::<Vec<_>>())
            })
            .expect("full points always pass");
        let mut reached = known.clone();
        for raise in score(&rubric, &sheet(&rubric, &answers), today()).way_up {
            let place = rubric.indicators().position(|indicator| indicator.id == raise.id).expect("known");
            prop_assert_eq!(raise.from.0, known[place]);
            reached[place] = raise.to.0;
        }
        prop_assert_eq!(reached, best);
    }

    #[test]
    fn a_sheet_and_a_rubric_survive_their_json((rubric, answers) in with_answers()) {
        prop_assert_eq!(Rubric::from_json(&rubric.to_json()), Some(rubric.clone()));
        let sheet = Sheet { group: Some("hoc-sinh".to_owned()), ..sheet(&rubric, &answers) };
        let reading = Sheet::read(&sheet.to_json(&rubric), &rubric, 2020);
        prop_assert_eq!(reading.problems, []);
        prop_assert_eq!(reading.sheet, sheet);
    }

    #[test]
    fn no_text_makes_reading_a_sheet_panic(text in "\\PC{0,80}|[{}\\[\\]\":,a-z0-9]{0,80}") {
        let _ = Sheet::read(&text, &cdht(), 2026);
    }
}
