//! Many results added up: what is counted, what is named instead, and numbers that a recount by hand agrees with.

use crate::generated::{set, sheet as any_sheet};
use crate::support::{cdht, decimal, excludes, percent, points, rank, targets, today, whole, yes_no};
use proptest::prelude::*;
use serde_json::{Value, json};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::Rubric;
use wasm_check::score::{Verdict, score};
use wasm_check::sheets::{Listed, read};
use wasm_check::tally::{Counting, MOST_NAMES, Name, Registered, Standing, Tally, likely_year, read_names, tally};

fn listed(rubric: &Rubric, sheets: &[Value]) -> Vec<Listed> {
    let lines: Vec<String> = sheets.iter().map(Value::to_string).collect();
    let text = lines.join("\n");
    let found = read(&text, &[rubric], 2026);
    assert_eq!(found.troubles, []);
    found.sheets
}

fn cdht_sheet(person: &str, group: &str, points: u32) -> Value {
    let ids = crate::support::CDHT_IDS;
    let answers: serde_json::Map<String, Value> = ids.iter().map(|id| ((*id).to_owned(), json!(points))).collect();
    let mut sheet = json!({"set": "cdht", "year": 2026, "group": group, "answers": answers});
    if !person.is_empty() {
        sheet["person"] = json!(person);
    }
    sheet
}

fn of(rubric: &Rubric, sheets: &[Value], registered: &Registered) -> Tally {
    tally(rubric, &listed(rubric, sheets), 2026, registered, today())
}

fn standings(tally: &Tally) -> Vec<Standing> {
    tally.lines.iter().map(|line| line.standing).collect()
}

#[test]
fn a_sheet_is_compared_or_scored_at_each_step() {
    let rubric = cdht();
    let sheets: Vec<Value> =
        (0..20).map(|number| cdht_sheet(&format!("Người {number}"), "nguoi-dan", number % 11)).collect();
    let (listed, registered) = (listed(&rubric, &sheets), Registered::default());
    let mut counting = Counting::new(&rubric, 2026, &registered, today());
    let mut steps = 0;
    while counting.step(&rubric, &listed) {
        steps += 1;
    }
    assert_eq!(steps, 40);
    assert_eq!(counting.finish(&rubric, &listed, &registered), tally(&rubric, &listed, 2026, &registered, today()));
}

#[test]
fn people_are_counted_in_all_and_by_group() {
    let rubric = cdht();
    let mut blank = cdht_sheet("D", "hoc-sinh", 9);
    blank["answers"]["ke-hoach"] = Value::Null;
    let sheets =
        [cdht_sheet("A", "nguoi-dan", 8), cdht_sheet("B", "nguoi-dan", 4), cdht_sheet("C", "hoc-sinh", 9), blank];
    let registered = Registered { count: Some(6), groups: vec![("nguoi-dan".to_owned(), 4)], names: Vec::new() };
    let tally = of(&rubric, &sheets, &registered);
    let json: Value = serde_json::from_str(&tally.to_json(&rubric)).expect("JSON");
    let part = |registered: Value, assessed: u32, verdicts: [u32; 3]| {
        json!({"registered": registered, "assessed": assessed, "achieved": verdicts[0],
               "verdicts": {"achieved": verdicts[0], "not-achieved": verdicts[1], "incomplete": verdicts[2]}})
    };
    let picked = |value: &Value| {
        json!({"registered": value["registered"], "assessed": value["assessed"], "achieved": value["achieved"],
               "verdicts": value["verdicts"]})
    };
    assert_eq!(json["schema"], "hoctap-tally/2");
    assert_eq!((&json["year"], &json["date"]), (&json!(2026), &json!("2026-11-21")));
    assert_eq!(picked(&json), part(json!(6), 4, [2, 1, 1]));
    let groups = json["groups"].as_array().expect("a list");
    assert_eq!(
        groups.iter().map(|group| &group["id"]).collect::<Vec<_>>(),
        ["nguoi-dan", "hoc-sinh", "null"]
            .map(|id| { if id == "null" { Value::Null } else { json!(id) } })
            .iter()
            .collect::<Vec<_>>()
    );
    assert_eq!(picked(&groups[0]), part(json!(4), 2, [1, 1, 0]));
    assert_eq!(picked(&groups[1]), part(Value::Null, 2, [1, 0, 1]));
    assert_eq!(picked(&groups[2]), part(Value::Null, 0, [0, 0, 0]));
    // 30 points of 40 where all four answered, and 21 of 30 where one did not.
    assert_eq!(
        json["items"][0],
        json!({"id": "ke-hoach", "asked": 4, "answered": 3, "weak": 1, "sum": 21, "weak_share": 33.33, "mean": 7})
    );
    assert_eq!(
        json["items"][1],
        json!({"id": "doc-cap-nhat", "asked": 4, "answered": 4, "weak": 1, "sum": 30, "weak_share": 25, "mean": 7.5})
    );
    assert_eq!(json["criteria"][0], json!({"id": "tu-hoc", "share": 74}));
    assert_eq!(json["criteria"][1], json!({"id": "cong-cu", "share": 75}));
}

#[test]
fn one_name_counts_once_and_the_later_sheet_is_the_one() {
    let rubric = cdht();
    let sheets = [
        cdht_sheet("Bà Tư", "nguoi-dan", 4),
        cdht_sheet("Ông Năm", "nguoi-dan", 8),
        cdht_sheet(" bà  TƯ", "nguoi-dan", 7),
        cdht_sheet("bà Tư", "nguoi-dan", 9),
    ];
    let tally = of(&rubric, &sheets, &Registered::default());
    assert_eq!(standings(&tally), [Standing::Again(2), Standing::Counted, Standing::Again(3), Standing::Counted]);
    assert_eq!((tally.all.assessed, tally.all.achieved, tally.left_out), (2, 2, [0, 0, 2, 0, 0]));
}

#[test]
fn a_sheet_without_an_answer_is_not_assessed() {
    let rubric = cdht();
    let empty = json!({"set": "cdht", "year": 2026, "group": "nguoi-dan", "person": "Bà Tư", "answers": {}});
    let sheets = [cdht_sheet("Bà Tư", "nguoi-dan", 8), empty, cdht_sheet("Ông Năm", "nguoi-dan", 4)];
    let tally = of(&rubric, &sheets, &Registered::default());
    assert_eq!(standings(&tally), [Standing::Counted, Standing::Blank, Standing::Counted]);
    assert_eq!((tally.all.assessed, tally.all.achieved, tally.left_out), (2, 1, [0, 0, 0, 1, 0]));
}

#[test]
fn a_name_without_a_group_is_of_the_group_that_its_sheet_says() {
    let rubric = cdht();
    let name = |name: &str, group: Option<&str>| Name { name: name.to_owned(), group: group.map(str::to_owned) };
    let names = vec![name("A", Some("nguoi-dan")), name("B", None), name("C", None)];
    let registered = Registered { count: None, groups: Vec::new(), names };
    let sheets = [cdht_sheet("A", "nguoi-dan", 8), cdht_sheet("B", "hoc-sinh", 8)];
    let tally = of(&rubric, &sheets, &registered);
    let by_group: Vec<(Option<&str>, Option<u32>)> =
        tally.groups.iter().map(|group| (group.id.as_deref(), group.registered)).collect();
    assert_eq!(by_group, [(Some("nguoi-dan"), Some(1)), (Some("hoc-sinh"), Some(1)), (None, Some(1))]);
}

#[test]
fn equal_answers_without_a_name_are_counted_and_said_to_be_alike() {
    let rubric = cdht();
    let sheets = [
        cdht_sheet("", "nguoi-dan", 8),
        cdht_sheet("", "nguoi-dan", 8),
        cdht_sheet("", "hoc-sinh", 8),
        cdht_sheet("Bà Tư", "nguoi-dan", 8),
        cdht_sheet("A", "nguoi-dan", 9),
        cdht_sheet("B", "nguoi-dan", 9),
    ];
    let tally = of(&rubric, &sheets, &Registered::default());
    assert_eq!(tally.all.assessed, 6);
    let alike: Vec<Option<usize>> = tally.lines.iter().map(|line| line.alike).collect();
    assert_eq!(alike, [None, Some(0), None, Some(0), None, None]);
}

#[test]
fn sheets_of_other_years_and_versions_are_named_and_left_out() {
    let (rubric, mut older) = (cdht(), cdht());
    older.version = "244-2022".to_owned();
    let (mut last_year, mut old) = (cdht_sheet("A", "nguoi-dan", 8), cdht_sheet("B", "nguoi-dan", 8));
    last_year["year"] = json!(2025);
    old["version"] = json!("244-2022");
    let text = format!("{last_year}\n{old}\n{}", cdht_sheet("A", "nguoi-dan", 8));
    let listed = read(&text, &[&rubric, &older], 2026).sheets;
    let tally = tally(&rubric, &listed, 2026, &Registered::default(), today());
    assert_eq!(standings(&tally), [Standing::OtherYear, Standing::OtherVersion, Standing::Counted]);
    assert_eq!((tally.all.assessed, tally.left_out), (1, [1, 1, 0, 0, 0]));
    assert_eq!(tally.lines[0].total, decimal("80"), "what it comes to is said all the same");
    assert_eq!(tally.lines[1].verdict, None);
    assert_eq!(likely_year(&listed, 2000), 2026, "two of two years: the later");
    assert_eq!(likely_year(&[], 2024), 2024);
}

#[test]
fn who_is_on_the_list_and_who_is_missing() {
    let rubric = cdht();
    let groups =
        vec![("nguoi-dan".to_owned(), "Người dân trong xã".to_owned()), ("hoc-sinh".to_owned(), "Học sinh".to_owned())];
    let text = "\u{feff}Bà Tư; nguoi-dan\r\nÔng Năm\tngười dân trong xã\n\n  Chị  Ba ;bác sĩ\nbà Tư\nEm Út;hoc-sinh";
    let (names, troubles) = read_names(text, &groups, MOST_NAMES);
    let read: Vec<_> = names.iter().map(|name| (name.name.as_str(), name.group.as_deref())).collect();
    assert_eq!(
        read,
        [("Bà Tư", Some("nguoi-dan")), ("Ông Năm", Some("nguoi-dan")), ("Chị Ba", None), ("Em Út", Some("hoc-sinh"))]
    );
    let told: Vec<_> = troubles.iter().map(|trouble| (trouble.name.as_str(), trouble.group.as_deref())).collect();
    assert_eq!(told, [("Chị Ba", Some("bác sĩ")), ("bà Tư", None)]);
    let (names, _) = read_names("Bà Tư;Người dân trong xã\nÔng Năm", &groups, MOST_NAMES);
    let sheets =
        [cdht_sheet("Ông Sáu", "nguoi-dan", 8), cdht_sheet("Bà Tư", "nguoi-dan", 8), cdht_sheet("", "nguoi-dan", 9)];
    let tally = of(&rubric, &sheets, &Registered { count: Some(99), groups: Vec::new(), names });
    assert_eq!(tally.all.registered, Some(2), "the names, not the number beside them");
    assert_eq!((tally.groups[0].registered, tally.groups[1].registered), (Some(1), Some(0)));
    assert_eq!(tally.missing, ["Ông Năm"]);
    assert_eq!(tally.lines.iter().map(|line| line.is_unlisted).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn what_is_weak_follows_the_rule_of_the_set() {
    let weak = |rubric: &Rubric, answers: &[Value]| {
        let sheets: Vec<Value> = answers.iter().map(|answer| json!({"set": "bo", "answers": {"a": answer}})).collect();
        let tally = of(rubric, &sheets, &Registered::default());
        let part = tally.items[0];
        (part.weak, part.answered, part.mean.text())
    };
    let without_floor = points("5", [whole("a", 10)]);
    assert_eq!(weak(&without_floor, &[json!(4), json!(5), json!("unknown")]), (1, 2, "4.5".to_owned()));
    let with_floor = Rubric { floor: Some(Decimal::whole(6)), ..points("5", [whole("a", 10)]) };
    assert_eq!(weak(&with_floor, &[json!(5), json!(6), json!(10)]), (1, 3, "7".to_owned()));
    let share = targets(2, [percent("a", &["90", "95"])]);
    assert_eq!(weak(&share, &[json!(89.99), json!(90), json!(100)]), (1, 3, "93.33".to_owned()));
    let yes = targets(1, [yes_no("a", &["1"])]);
    assert_eq!(weak(&yes, &[json!(true), json!(true), json!(false)]), (1, 3, "66.67".to_owned()));
    let mut never = points("0", [whole("b", 1)]);
    never.conditions = vec![excludes("a", &["1"])];
    let sheets = [json!({"set": "bo", "answers": {"a": true}}), json!({"set": "bo", "answers": {"a": false}})];
    let tally = of(&never, &sheets, &Registered::default());
    assert_eq!((tally.items[0].place, tally.items[0].weak), (1, 1));
}

#[test]
fn a_checklist_counts_and_decides_nothing() {
    let rubric = Rubric { decides: false, ranks: Vec::new(), ..points("0", [whole("a", 10)]) };
    let tally = of(&rubric, &[json!({"set": "bo", "answers": {"a": 7}})], &Registered::default());
    assert_eq!((tally.verdicts.as_slice(), tally.all.verdicts.as_slice()), (&["undecided".to_owned()][..], &[1][..]));
    assert_eq!(tally.all.achieved, 0);
}

#[test]
fn the_table_holds_numbers_and_nothing_that_runs() {
    let rubric = Rubric { ranks: vec![rank("tot", "8"), rank("rat-tot", "9")], ..points("5", [whole("a", 10)]) };
    let sheets =
        [json!({"set": "bo", "answers": {"a": 8}}), json!({"set": "bo", "answers": {"a": 3}, "person": "=A1"})];
    let names = vec![Name { name: "=HYPERLINK(1)".to_owned(), group: None }];
    let tally = of(&rubric, &sheets, &Registered { names, ..Registered::default() });
    let csv = tally.to_csv(&rubric, &|kind, id| format!("={kind}:{id}"));
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(
        lines[0],
        r#""'=head:part";"'=head:registered";"'=head:assessed";"'=head:achieved";"'=head:share";"'=verdict:rat-tot";"'=verdict:tot";"'=verdict:not-achieved";"'=verdict:incomplete""#
    );
    assert_eq!(lines[1], r#""'=head:all";"1";"2";"1";"50";"0";"1";"1";"0""#);
    assert_eq!(lines[2], "");
    assert_eq!(lines[4], r#""'=item:a";"2";"2";"1";"50";"5,5""#);
    assert!(!csv.contains("HYPERLINK") && !csv.contains("A1"));
}

fn set_and_sheets() -> impl Strategy<Value = (Rubric, Vec<Listed>)> {
    set().prop_flat_map(|rubric| {
        let one = (any_sheet(&rubric), prop::option::of("[a-e]"), 0..4_usize).prop_map(|(mut sheet, person, year)| {
            sheet.year = if year == 0 { 2025 } else { 2026 };
            Listed { at: 0, person, rubric: 0, sheet, plan: None }
        });
        (Just(rubric), prop::collection::vec(one, 0..12))
    })
}

proptest! {
    #[test]
    fn a_recount_by_hand_agrees((rubric, listed) in set_and_sheets()) {
        let tally = tally(&rubric, &listed, 2026, &Registered::default(), today());
        let is_last = |place: usize| {
            let person = &listed[place].person;
            let counts = |other: &Listed| other.sheet.year == 2026 && !other.sheet.is_unanswered();
            person.is_none() || !listed[place + 1..].iter().any(|other| other.person == *person && counts(other))
        };
        let counted: Vec<&Listed> = (0..listed.len())
            .filter(|place| listed[*place].sheet.year == 2026 && !listed[*place].sheet.is_unanswered() && is_last(*place))
            .map(|place| &listed[place])
            .collect();
        let results: Vec<_> = counted.iter().map(|listed| score(&rubric, &listed.sheet, today())).collect();
        prop_assert_eq!(tally.all.assessed as usize, counted.len());
        let achieved = results.iter().filter(|result| matches!(result.verdict, Verdict::Reached(_))).count();
        prop_assert_eq!(tally.all.achieved as usize, achieved);
        prop_assert_eq!(tally.all.verdicts.iter().sum::<u32>(), tally.all.assessed);
        for parts in [&tally.groups, &tally.areas] {
            prop_assert_eq!(parts.iter().map(|part| part.assessed).sum::<u32>(), tally.all.assessed);
            prop_assert_eq!(parts.iter().map(|part| part.achieved).sum::<u32>(), tally.all.achieved);
        }
        let left_out: u32 = tally.left_out.iter().sum();
        prop_assert_eq!(left_out + tally.all.assessed, u32::try_from(listed.len()).expect("few"));
        prop_assert!(tally.items.windows(2).all(|pair| pair[0].weak_share() >= pair[1].weak_share()));
        let answered: u32 = tally.items.iter().map(|item| item.answered).sum();
        let applicable: u32 = results.iter().map(|result| result.answered - u32::try_from(result.not_applicable.len()).expect("few")).sum();
        prop_assert_eq!(answered, applicable);
        prop_assert!(serde_json::from_str::<Value>(&tally.to_json(&rubric)).is_ok());
    }

    #[test]
    fn tallies_of_parts_merge_into_the_tally_of_all(
        ((rubric, mut listed), parts) in (set_and_sheets(), prop::collection::vec(0..3_usize, 12)),
    ) {
        // Nobody hands in at two places.
        for (number, listed) in listed.iter_mut().enumerate() {
            listed.person = listed.person.take().map(|name| format!("{name} {number}"));
        }
        let of = |listed: &[Listed]| tally(&rubric, listed, 2026, &Registered::default(), today());
        let of_part = |part: usize| {
            let own: Vec<Listed> =
                listed.iter().zip(&parts).filter(|(_, of)| **of == part).map(|(listed, _)| listed.clone()).collect();
            (format!("Thôn {part}"), of(&own))
        };
        let tallies: Vec<(String, Tally)> = (0..3).map(of_part).collect();
        let mut merged = Tally::merged(&rubric, &tallies, today()).expect("there are three");
        let names: Vec<&str> = merged.places.iter().filter_map(|place| place.id.as_deref()).collect();
        prop_assert_eq!(names, ["Thôn 0", "Thôn 1", "Thôn 2"]);
        let assessed: u32 = merged.places.iter().map(|place| place.assessed).sum();
        prop_assert_eq!(assessed, merged.all.assessed);
        let mut whole = of(&listed);
        // What only somebody sees who has the sheets: that two of them are alike.
        (whole.alike, merged.alike) = (0, 0);
        (whole.lines, merged.places) = (Vec::new(), Vec::new());
        prop_assert_eq!(&merged, &whole);
        // In two steps as in one.
        let [(_, first), (_, second), third] = <[_; 3]>::try_from(tallies).expect("there are three");
        let commune = [(String::new(), first), (String::new(), second)];
        let both = Tally::merged(&rubric, &commune, today()).expect("there are two");
        let mut stepwise = Tally::merged(&rubric, &[(String::new(), both), third], today()).expect("there are two");
        (stepwise.alike, stepwise.places) = (0, Vec::new());
        prop_assert_eq!(stepwise, whole);
    }
}
