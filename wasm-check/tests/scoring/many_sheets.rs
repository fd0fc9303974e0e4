//! Many sheets in one text: every shape that they come in, and what is refused, with its place.

use crate::generated::set_and_sheet;
use crate::support::{cdht, cdht_answers};
use proptest::prelude::*;
use serde_json::json;
use wasm_check::book::plan::{Plan, Step};
use wasm_check::code::{CodeError, encode};
use wasm_check::date::Date;
use wasm_check::rubric::Rubric;
use wasm_check::score::way_up_of;
use wasm_check::sheet::{ProblemKind, Sheet};
use wasm_check::sheets::copied::{self, Doubt};
use wasm_check::sheets::{MOST_BYTES, MOST_SHEETS, Reading, Sheets, TroubleKind, read, write};

fn sheet(person: Option<&str>) -> String {
    let mut sheet = json!({"set": "cdht", "version": "324-2023", "year": 2026, "group": "nguoi-dan",
                           "answers": cdht_answers([8, 7, 9, 10, 5, 6, 8, 6, 10, 9])});
    if let Some(person) = person {
        sheet["person"] = json!(person);
    }
    sheet.to_string()
}

fn people(found: &Sheets) -> Vec<&str> {
    assert_eq!(found.troubles, []);
    found.sheets.iter().map(|listed| listed.person.as_deref().unwrap_or("?")).collect()
}

fn troubles(rubric: &Rubric, text: &str) -> Vec<(usize, TroubleKind)> {
    read(text, &[rubric], 2026).troubles.into_iter().map(|trouble| (trouble.at, trouble.kind)).collect()
}

#[test]
fn a_sheet_a_list_lines_and_a_file_are_all_read() {
    let rubric = cdht();
    let (one, two) = (sheet(Some("Bà Tư")), sheet(None));
    let reading = |text: &str| read(text, &[&rubric], 2026);
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&one).expect("JSON"));
    assert_eq!(people(&reading(&one)), ["Bà Tư"]);
    assert_eq!(people(&reading(&pretty.expect("JSON"))), ["Bà Tư"]);
    assert_eq!(people(&reading(&format!("\u{feff}[{one},\n{two}]"))), ["Bà Tư", "?"]);
    assert_eq!(people(&reading(&format!("{one}\r\n\r\n{two}\n"))), ["Bà Tư", "?"]);
    let file = format!(r#"{{"schema":"hoctap-sheets/1","set":"cdht","made":"2026-11-22","sheets":[{one},{two}]}}"#);
    assert_eq!(people(&reading(&file)), ["Bà Tư", "?"]);
    // Files that were put together by hand, line under line.
    assert_eq!(people(&reading(&format!("{file}\n{file}\n{two}"))), ["Bà Tư", "?", "Bà Tư", "?", "?"]);
}

#[test]
fn a_large_file_is_read_in_steps_of_one_sheet() {
    let rubric = cdht();
    let sheets: Vec<String> = (0..100).map(|number| sheet(Some(&format!("Người {number}")))).collect();
    let file = format!(r#"{{"schema":"hoctap-sheets/1","sheets":[{}],"set":"cdht","x":1}}"#, sheets.join(", "));
    for text in [file, format!("[{}]", sheets.join(",\n")), sheets.join("\n")] {
        let known = [&rubric];
        let mut reading = Reading::new(MOST_SHEETS, MOST_BYTES, &text, &known, 2026);
        let (mut most, mut all) = (0, Sheets::default());
        loop {
            let is_more = reading.step(&text);
            most = most.max(reading.found.sheets.len());
            all.sheets.append(&mut reading.found.sheets);
            all.troubles.append(&mut reading.found.troubles);
            if !is_more {
                break;
            }
        }
        assert_eq!((all.sheets.len(), most), (100, 1));
        assert_eq!(all, read(&text, &known, 2026));
    }
}

#[test]
fn codes_are_read_with_or_without_a_name_and_from_an_address() {
    let rubric = cdht();
    let own = Sheet::read(&sheet(None), &rubric, 2026).sheet;
    let code = encode(&rubric, &own);
    let text = format!(
        "{code}\nBà Tư: {}\nÔng Năm\t{code}\nChị Ba, {code}\nhttps://hoc-tap.example/tu-kiem-tra/cdht/tong-hop/#c={code}\nAnh Hai https://a.example/#c={code}",
        code.to_lowercase()
    );
    let found = read(&text, &[&rubric], 2026);
    assert_eq!(people(&found), ["?", "Bà Tư", "Ông Năm", "Chị Ba", "?", "Anh Hai"]);
    assert!(found.sheets.iter().all(|listed| listed.sheet == own));
    let wrong = code.replace("HT1", "HT2");
    assert_eq!(
        troubles(&rubric, &format!("{code}\nBà Tư: {wrong}\nxin chào")),
        [
            (code.len() + 1, TroubleKind::Code(CodeError::Checksum)),
            (code.len() + wrong.len() + "Bà Tư: ".len() + 2, TroubleKind::Code(CodeError::NotACode)),
        ]
    );
}

#[test]
fn codes_are_found_in_lines_as_chats_copy_them_with_the_name_before_them() {
    let rubric = cdht();
    let code = encode(&rubric, &Sheet::read(&sheet(None), &rubric, 2026).sheet);
    let text = format!(
        "Chị Hoa\n08:12\n{code}\n[08:12, 30/11/2026] Chị Lan: {code}\nBà Bảy {code}\nAnh Tám - {code}\n\
         30/11/2026, 08:15 - Cô Chín: {code} cảm ơn\nEm Út gửi phiếu ({code})\nHTX Hòa Bình: {code}\n08:20\n{code}\n\
         [Tổ 3] Ông Mười {code}."
    );
    assert_eq!(
        people(&copied::read(&text, &[&rubric], 2026).0),
        ["Chị Hoa", "Chị Lan", "Bà Bảy", "Anh Tám", "Cô Chín", "Em Út", "HTX Hòa Bình", "?", "[Tổ 3] Ông Mười"]
    );
}

#[test]
fn what_people_write_to_each_other_is_no_mistake_and_no_name() {
    let rubric = cdht();
    let code = encode(&rubric, &Sheet::read(&sheet(None), &rubric, 2026).sheet);
    let text = format!(
        "Chị Hoa\n08:12\nEm gửi ạ\n{code}\nrác\nEm gửi: {code}\nHọ và tên: Lê Lan\nMã: {code}\nBạn\n08:15\n{code}"
    );
    let (found, doubts) = copied::read(&text, &[&rubric], 2026);
    assert_eq!(people(&found), ["Chị Hoa", "?", "Lê Lan", "?"]);
    assert_eq!((found.troubles, doubts), (Vec::new(), Vec::new()));
    let lost = format!("{code}\nBà Tư: {}", &code[2..]);
    let (found, _) = copied::read(&lost, &[&rubric], 2026);
    let at: Vec<usize> = found.troubles.iter().map(|trouble| trouble.at).collect();
    assert_eq!(at, [code.len() + 1], "a code that lost its beginning is still told");
}

#[test]
fn two_codes_under_words_that_may_be_no_name_both_count_and_are_asked_about() {
    let rubric = cdht();
    let own = Sheet::read(&sheet(None), &rubric, 2026).sheet;
    let other = Sheet::read(&sheet(None).replace("\"ke-hoach\":7", "\"ke-hoach\":8"), &rubric, 2026).sheet;
    let (one, two) = (encode(&rubric, &own), encode(&rubric, &other));
    assert_ne!(one, two);
    let text = format!("nhà bên: {one}\nnhà bên: {two}\nNhà Bên: {one}\nBà Tư: {one}\nBà Tư: {two}");
    let (found, doubts) = copied::read(&text, &[&rubric], 2026);
    assert_eq!(people(&found), ["nhà bên", "nhà bên (2)", "Nhà Bên", "Bà Tư", "Bà Tư"]);
    assert_eq!(doubts, [Doubt { sheet: 1, first: 0 }]);
}

#[test]
fn marks_that_nobody_sees_do_not_hide_a_sheet_where_files_were_joined() {
    let rubric = cdht();
    let one = sheet(Some("Bà Tư"));
    let code = encode(&rubric, &Sheet::read(&sheet(None), &rubric, 2026).sheet);
    let text = format!("\u{feff}{one}\n\u{feff}{one}\r\n\u{200b}\u{feff}{one}\n\u{feff}{code}\n");
    assert_eq!(people(&read(&text, &[&rubric], 2026)), ["Bà Tư", "Bà Tư", "Bà Tư", "?"]);
}

#[test]
fn a_number_that_a_person_wrote_with_thousands_is_asked_about() {
    let rubric = cdht();
    let text = sheet(None).replace("\"ke-hoach\":7", "\"ke-hoach\":7.000");
    let kinds: Vec<TroubleKind> = troubles(&rubric, &text).into_iter().map(|trouble| trouble.1).collect();
    let thousands = ProblemKind::Thousands { id: "ke-hoach".to_owned(), digits: "7.000".to_owned() };
    assert_eq!(kinds, [TroubleKind::Sheet(thousands)]);
}

#[test]
fn a_sheet_is_read_by_its_own_version_where_that_is_known() {
    let (rubric, mut older) = (cdht(), cdht());
    older.version = "244-2022".to_owned();
    let of_older = sheet(None).replace("324-2023", "244-2022");
    let code = encode(&older, &Sheet::read(&of_older, &older, 2026).sheet);
    let found = read(&format!("{of_older}\n{code}"), &[&rubric, &older], 2026);
    assert_eq!(found.sheets.iter().map(|listed| listed.rubric).collect::<Vec<_>>(), [1, 1]);
    let kinds: Vec<TroubleKind> =
        troubles(&rubric, &format!("{of_older}\n{code}")).into_iter().map(|trouble| trouble.1).collect();
    let version = ProblemKind::OtherVersion("244-2022".to_owned());
    assert_eq!(kinds, [TroubleKind::Sheet(version), TroubleKind::Code(CodeError::OtherSet)]);
}

#[test]
fn what_comes_from_outside_is_refused_with_its_place() {
    let rubric = cdht();
    let one = |text: &str| {
        let mut troubles = troubles(&rubric, text);
        assert_eq!(troubles.len(), 1, "{troubles:?}");
        troubles.remove(0)
    };
    let problem = |text: &str| match one(text) {
        (at, TroubleKind::Sheet(kind)) => (at, kind),
        other => panic!("{other:?}"),
    };
    assert_eq!(one("").1, TroubleKind::Empty);
    assert_eq!(one(" \n").1, TroubleKind::Empty);
    assert_eq!(one("[]").1, TroubleKind::Empty);
    assert_eq!(one(&" ".repeat(MOST_BYTES + 1)).1, TroubleKind::TooLarge);
    assert_eq!(one(r#"{"schema":"hoctap-result/1","verdict":"achieved"}"#), (0, TroubleKind::Result));
    assert_eq!(one(r#"[{"schema":"hoctap-result/1"}]"#), (1, TroubleKind::Result));
    assert_eq!(
        one(r#"{"schema":"hoctap-sheets/9","sheets":[]}"#),
        (0, TroubleKind::Format("hoctap-sheets/9".to_owned()))
    );
    assert_eq!(problem("{\n\"set\" 1\n}"), (8, ProblemKind::Syntax));
    assert_eq!(problem(r#"{"set":"cdht","verdict":"achieved"}"#), (14, ProblemKind::UnknownKey("verdict".to_owned())));
    assert_eq!(problem(r#"{"set":"cdht","person":7}"#), (23, ProblemKind::NotText("person".to_owned())));
    assert_eq!(problem(r#"{"set":"x","answers":{"a":1,"b":2}}"#), (7, ProblemKind::OtherSet("x".to_owned())));
    assert_eq!(problem(r#"{"schema":"hoctap-sheets/1","sheets":7}"#), (37, ProblemKind::NotAnObject));
    assert_eq!(problem(r#"{"schema":"hoctap-sheets/1","a":1}"#), (28, ProblemKind::UnknownKey("a".to_owned())));
    assert_eq!(problem(r#"{"schema":"hoctap-sheets/1","sheets":[{"set":"cdht","year":1}]}"#), (59, ProblemKind::Year));
    assert_eq!(problem("7"), (0, ProblemKind::NotAnObject));
    let deep = "[".repeat(5000);
    assert_eq!(problem(&deep).1, ProblemKind::Syntax);
}

#[test]
fn a_plan_comes_with_its_sheet_and_every_mistake_in_it_is_named() {
    let rubric = cdht();
    let with = |plan: &str| {
        let sheet = sheet(Some("Bà Tư"));
        format!("{},{plan}}}", &sheet[..sheet.len() - 1])
    };
    let sound = with(
        r#""plan":[{"id":"ke-hoach","from":4,"to":8,"done":true},{"id":"hop-tac","done":false,"month":"2027-03"}],"made":"2026-11-22""#,
    );
    let found = read(&sound, &[&rubric], 2026);
    assert_eq!(people(&found), ["Bà Tư"]);
    let (plan, is_whole) = Plan::read(found.sheets[0].plan.as_deref().expect("a plan"), &rubric);
    assert!(is_whole, "as a device keeps it");
    assert_eq!(plan.made, Date::new(2026, 11, 22));
    assert_eq!(plan.steps.iter().map(|step| (step.place, step.done)).collect::<Vec<_>>(), [(1, true), (9, false)]);
    assert_eq!(plan.steps[1].change, None);

    let kinds = |plan: &str| -> Vec<ProblemKind> {
        let found = read(&with(plan), &[&rubric], 2026);
        assert_eq!(found.sheets, [], "a sheet with a mistake is left out whole");
        let kinds = found.troubles.into_iter().map(|trouble| match trouble.kind {
            TroubleKind::Sheet(kind) => kind,
            other => panic!("{other:?}"),
        });
        kinds.collect()
    };
    let answer = |word: &str| vec![ProblemKind::Answer(word.to_owned())];
    assert_eq!(kinds(r#""plan":7"#), answer("plan"));
    assert_eq!(kinds(r#""plan":[7]"#), answer(""));
    assert_eq!(kinds(r#""plan":[],"made":"soon""#), answer("made"));
    assert_eq!(kinds(r#""plan":[{"id":"zz","done":true}]"#), answer("zz"));
    assert_eq!(kinds(r#""plan":[{"done":true}]"#), answer(""));
    for wrong in [
        r#"{"id":"ke-hoach","from":4,"to":11,"done":false}"#,
        r#"{"id":"ke-hoach","from":4,"done":false}"#,
        r#"{"id":"ke-hoach","from":"4","to":5,"done":false}"#,
        r#"{"id":"ke-hoach","done":"yes"}"#,
        r#"{"id":"ke-hoach"}"#,
        r#"{"id":"ke-hoach","done":true,"month":"3"}"#,
        r#"{"id":"ke-hoach","month":"2027-03"}"#,
        r#"{"id":"ke-hoach","done":true,"done":true}"#,
        r#"{"id":"ke-hoach","done":true,"points":9}"#,
        r#"{"id":"ke-hoach","from":4}"#,
    ] {
        assert_eq!(kinds(&format!(r#""plan":[{wrong}]"#)), answer("ke-hoach"), "{wrong}");
    }
    let twice = r#"{"id":"ke-hoach","done":true}"#;
    assert_eq!(kinds(&format!(r#""plan":[{twice},{twice}]"#)), answer("ke-hoach"));
}

#[test]
fn one_wrong_sheet_does_not_keep_the_others_out() {
    let rubric = cdht();
    let text = format!("{}\n{{\"set\":\"cdht\",\"year\":1}}\n{}", sheet(Some("A")), sheet(Some("B")));
    let found = read(&text, &[&rubric], 2026);
    assert_eq!((found.sheets.len(), found.troubles.len()), (2, 1));
}

#[test]
fn more_sheets_than_anybody_collects_are_not_read() {
    let rubric = cdht();
    let text = r#"{"set":"cdht"},"#.repeat(MOST_SHEETS + 2);
    let found = read(&format!("[{}]", text.trim_end_matches(',')), &[&rubric], 2026);
    assert_eq!(found.sheets.len(), MOST_SHEETS);
    assert_eq!(found.troubles.iter().map(|trouble| &trouble.kind).collect::<Vec<_>>(), [&TroubleKind::TooMany]);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back((rubric, sheet) in set_and_sheet(), name in prop::option::of("[a-zàáđêôơưạ-ỹ\"\\\\<=]{1,9}"),
                                     done: bool) {
        let today = Date::new(2026, 11, 22).expect("a day");
        let mut plan = Plan::default();
        plan.follow(&way_up_of(&rubric, &sheet), today);
        plan.steps.iter_mut().for_each(|step| step.done = done);
        plan.set(Step { place: 0, change: None, done: !done, month: None });
        let plan = plan.to_json(&rubric);
        let all = [(&rubric, &sheet, name.as_deref(), Some(plan.as_str())), (&rubric, &sheet, None, None)];
        let text = write(&rubric.set, today, all.into_iter());
        let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(&parsed["schema"], "hoctap-sheets/1");
        let found = read(&text, &[&rubric], 2026);
        prop_assert_eq!(found.troubles, []);
        let found = found.sheets.iter().map(|listed| (&rubric, &listed.sheet, listed.person.as_deref(), listed.plan.as_deref()));
        prop_assert_eq!(found.collect::<Vec<_>>(), all);
    }

    #[test]
    fn no_text_makes_it_panic((rubric, _) in set_and_sheet(), text in "\\PC{0,60}|[{}\\[\\]\",:a-z0-9\n#=HT-]{0,60}") {
        let found = read(&text, &[&rubric], 2026);
        prop_assert!(found.troubles.iter().all(|trouble| trouble.at <= text.len()));
    }
}
