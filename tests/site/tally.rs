//! `hoctap tally`: many sheets in, one tally out; what is left out is said, and one bad sheet never silences the rest.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use wasm_check::code::encode;
use wasm_check::sheet::Sheet;

use crate::support::html::rubric_in;
use crate::support::{Outcome, Site, minimal, samples};

/// A sheet of the small site: 24 of 30, none under 5.
fn sheet(person: &str, group: &str, points: [u32; 3]) -> String {
    let answers = json!({ "doc": points[0], "ke-hoach": points[1], "cung-lam": points[2] });
    let mut sheet = json!({ "set": "mau", "year": 2026, "group": group, "answers": answers });
    if !person.is_empty() {
        sheet["person"] = json!(person);
    }
    sheet.to_string()
}

fn three() -> String {
    [
        sheet("Bà Tư", "hoc-sinh", [9, 8, 7]),
        sheet("Ông Năm", "hoc-sinh", [9, 4, 9]),
        sheet("", "nguoi-dan", [10, 10, 10]),
    ]
    .join("\n")
}

fn tally_on(site: &Site, more: &[&str]) -> Outcome {
    site.run(&[&["tally", "mau", "--today", "2026-11-22"], more].concat())
}

fn tally(sheets: &str, more: &[&str]) -> Outcome {
    tally_on(&minimal().with("phieu.jsonl", sheets), &[&["phieu.jsonl"], more].concat())
}

fn json_of(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).expect("a tally is JSON")
}

/// Nothing on stdout, exit 1, and these words.
fn refuses(sheets: &str, expected: &Expect) {
    let outcome = tally(sheets, &[]).exits(1);
    assert_eq!(outcome.stdout, "");
    expected.assert_eq(&outcome.stderr);
}

#[test]
#[expect(clippy::too_many_lines, reason = "the whole contract stands in it")]
fn the_whole_tally_of_three_sheets() {
    let outcome = tally(&three(), &["--registered", "5", "--registered", "hoc-sinh=3"]).succeeds();
    assert_eq!(outcome.stderr, "");
    expect![[r#"
        {
          "absent": 0,
          "achieved": 2,
          "alike": 0,
          "areas": [
            {
              "achieved": 0,
              "assessed": 0,
              "id": "vung-kho",
              "registered": null,
              "share": 0,
              "verdicts": {
                "achieved": 0,
                "incomplete": 0,
                "not-achieved": 0
              }
            },
            {
              "achieved": 2,
              "assessed": 3,
              "id": null,
              "registered": null,
              "share": 66.67,
              "verdicts": {
                "achieved": 2,
                "incomplete": 0,
                "not-achieved": 1
              }
            }
          ],
          "assessed": 3,
          "criteria": [
            {
              "id": "tu-hoc",
              "share": 83.33
            },
            {
              "id": "hop-tac",
              "share": 86.67
            }
          ],
          "date": "2026-11-22",
          "groups": [
            {
              "achieved": 1,
              "assessed": 1,
              "id": "nguoi-dan",
              "registered": null,
              "share": 100,
              "verdicts": {
                "achieved": 1,
                "incomplete": 0,
                "not-achieved": 0
              }
            },
            {
              "achieved": 1,
              "assessed": 2,
              "id": "hoc-sinh",
              "registered": 3,
              "share": 50,
              "verdicts": {
                "achieved": 1,
                "incomplete": 0,
                "not-achieved": 1
              }
            },
            {
              "achieved": 0,
              "assessed": 0,
              "id": null,
              "registered": null,
              "share": 0,
              "verdicts": {
                "achieved": 0,
                "incomplete": 0,
                "not-achieved": 0
              }
            }
          ],
          "items": [
            {
              "answered": 3,
              "asked": 3,
              "id": "ke-hoach",
              "mean": 7.33,
              "sum": 22,
              "weak": 1,
              "weak_share": 33.33
            },
            {
              "answered": 3,
              "asked": 3,
              "id": "doc",
              "mean": 9.33,
              "sum": 28,
              "weak": 0,
              "weak_share": 0
            },
            {
              "answered": 3,
              "asked": 3,
              "id": "cung-lam",
              "mean": 8.67,
              "sum": 26,
              "weak": 0,
              "weak_share": 0
            }
          ],
          "left_out": {
            "again": 0,
            "blank": 0,
            "other_version": 0,
            "other_year": 0,
            "unreadable": 0
          },
          "missing": [],
          "pairs": [
            {
              "achieved": 1,
              "area": null,
              "assessed": 1,
              "group": "nguoi-dan",
              "registered": null,
              "share": 100,
              "verdicts": {
                "achieved": 1,
                "incomplete": 0,
                "not-achieved": 0
              }
            },
            {
              "achieved": 1,
              "area": null,
              "assessed": 2,
              "group": "hoc-sinh",
              "registered": null,
              "share": 50,
              "verdicts": {
                "achieved": 1,
                "incomplete": 0,
                "not-achieved": 1
              }
            }
          ],
          "place": null,
          "places": [],
          "registered": 5,
          "schema": "hoctap-tally/2",
          "set": "mau",
          "share": 66.67,
          "unlisted": 0,
          "verdicts": {
            "achieved": 2,
            "incomplete": 0,
            "not-achieved": 1
          },
          "version": "1-2026",
          "year": 2026
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&json_of(&outcome)).expect("it was JSON"));
}

#[test]
fn the_table_is_for_spreadsheets_and_in_the_words_of_the_site() {
    let outcome = tally(&three(), &["--format", "csv", "--registered", "5"]).succeeds();
    assert!(outcome.stdout.starts_with('\u{feff}') && outcome.stdout.contains("\r\n"));
    expect![[r#"
        "Nhóm";"Đăng ký";"Đã chấm";"Đạt";"Tỷ lệ đạt (%)";"Chưa đạt";"Thiếu câu trả lời"
        "Tất cả";"5";"3";"2";"66,67";"1";"0"
        "Người dân";"";"1";"1";"100";"0";"0"
        "Học sinh";"";"2";"1";"50";"1";"0"
        "Chưa chọn nhóm";"";"0";"0";"";"0";"0"
        "Vùng khó";"";"0";"0";"";"0";"0"
        "Ngoài vùng có mức riêng";"";"3";"2";"66,67";"1";"0"
        "Người dân – Ngoài vùng có mức riêng";"";"1";"1";"100";"0";"0"
        "Học sinh – Ngoài vùng có mức riêng";"";"2";"1";"50";"1";"0"

        "Câu";"Được hỏi";"Đã trả lời";"Còn yếu";"Tỷ lệ yếu (%)";"Trung bình"
        "Kế hoạch";"3";"3";"1";"33,33";"7,33"
        "Đọc";"3";"3";"0";"0";"9,33"
        "Cùng làm";"3";"3";"0";"0";"8,67"

        "Tiêu chí";"Mức trung bình (%)"
        "Tự học";"83,33"
        "Hợp tác";"86,67"
    "#]]
    .assert_eq(&outcome.stdout.replace(['\u{feff}', '\r'], ""));
}

#[test]
fn files_of_the_book_sheets_and_codes_are_added_together() {
    let book = format!(
        r#"{{"schema":"hoctap-sheets/1","set":"mau","made":"2026-11-22","sheets":[{}]}}"#,
        sheet("Chị Ba", "hoc-sinh", [8, 8, 8])
    );
    let site = minimal().with("so.json", &book).with("phieu.jsonl", three());
    let outcome = tally_on(&site, &["so.json", "phieu.jsonl"]).succeeds();
    let tally = json_of(&outcome);
    assert_eq!((&tally["assessed"], &tally["achieved"]), (&json!(4), &json!(3)));
    assert_eq!(tally["registered"], Value::Null);
}

#[test]
fn what_is_left_out_is_said_and_fails_nothing() {
    let last_year = sheet("Bà Tư", "hoc-sinh", [9, 9, 9]).replace("2026", "2025");
    let text =
        [three(), sheet("", "nguoi-dan", [10, 10, 10]), sheet("ông năm", "hoc-sinh", [9, 9, 9]), last_year].join("\n");
    let outcome = tally(&text, &[]).succeeds();
    expect![[r#"
        phieu.jsonl:2:1: lưu ý[tally-again]: “Ông Năm” có phiếu khác sau phiếu này, ở phieu.jsonl:5:1; chỉ cộng phiếu sau
          gợi ý: nếu là hai người trùng tên thì thêm thôn, tổ hay số vào tên
        phieu.jsonl:4:1: lưu ý[tally-alike]: phiếu giống hệt phiếu ở phieu.jsonl:3:1 mà không ghi tên; cả hai đều được cộng
          gợi ý: nếu là một người nộp hai lần thì bỏ một phiếu, hoặc ghi tên ("person")
        phieu.jsonl:6:1: lưu ý[tally-other-year]: phiếu của năm 2025, không cộng vào năm 2026
          gợi ý: muốn cộng năm ấy thì thêm --year 2025
    "#]].assert_eq(&outcome.stderr);
    let tally = json_of(&outcome);
    assert_eq!((&tally["year"], &tally["assessed"]), (&json!(2026), &json!(4)));
    assert_eq!(
        tally["left_out"],
        json!({ "other_version": 0, "other_year": 1, "again": 1, "blank": 0, "unreadable": 0 })
    );
    assert_eq!(tally["alike"], 1);
    let other_year = json_of(&self::tally(&text, &["--year", "2025"]).succeeds());
    assert_eq!((&other_year["year"], &other_year["assessed"]), (&json!(2025), &json!(1)));
}

#[test]
fn the_same_file_twice_counts_once() {
    let site = minimal().with("a.jsonl", three()).with("b.jsonl", three());
    let outcome = tally_on(&site, &["a.jsonl", "b.jsonl"]).succeeds();
    expect![[r#"
        b.jsonl:1:1: lưu ý[sheets-same-file]: tệp này giống hệt a.jsonl, nên chỉ cộng một lần
          gợi ý: bỏ bớt một tệp
    "#]]
    .assert_eq(&outcome.stderr);
    assert_eq!(json_of(&outcome)["assessed"], 3);
}

#[test]
fn a_list_of_names_says_who_is_missing() {
    let site = minimal().with("phieu.jsonl", three()).with("ten.txt", "Bà Tư; hoc-sinh\nÔng Năm\nEm Út\n");
    let outcome = tally_on(&site, &["phieu.jsonl", "--names", "ten.txt"]).succeeds();
    let tally = json_of(&outcome);
    assert_eq!((&tally["registered"], &tally["missing"]), (&json!(3), &json!(["Em Út"])));
    assert_eq!(tally["unlisted"], 1);
    expect![[r#"
        phieu.jsonl:3:1: lưu ý[tally-unlisted]: phiếu không ghi tên, nên không so được với danh sách đăng ký
          gợi ý: ghi tên và dấu hai chấm trước mã, ví dụ “Bà Tư: HT1F-…”; trong tệp JSON thì thêm "person"
    "#]]
    .assert_eq(&outcome.stderr);
    let site = site.with("ten.txt", "Bà Tư; giáo viên\nbà tư\n");
    let outcome = tally_on(&site, &["phieu.jsonl", "--names", "ten.txt", "--lang", "en"]).exits(1);
    expect![[r#"
        ten.txt:1:1: error[name-group]: behind “Bà Tư” stands “giáo viên”, no group of the set
          hint: the groups: nguoi-dan, hoc-sinh
        ten.txt:2:1: advice[name-twice]: the name “bà tư” stands there twice and counts once
          hint: tell two people of one name apart by a hamlet or a number
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_set_with_versions_adds_up_one_and_names_the_others() {
    let of = |version: &str| {
        format!(r#"{{"set":"mau-diem","version":"{version}","year":2026,"person":"{version}","answers":{{}}}}"#)
    };
    let site = samples().with("phieu.jsonl", format!("{}\n{}", of("2-2026"), of("1-2025")));
    let run = |set: &str| site.run(&["tally", set, "phieu.jsonl", "--today", "2026-11-22"]);
    let outcome = run("mau-diem").succeeds();
    let tally = json_of(&outcome);
    assert_eq!((&tally["version"], &tally["left_out"]["other_version"]), (&json!("2-2026"), &json!(1)));
    assert!(outcome.stderr.contains("tally-other-version"), "{}", outcome.stderr);
    assert_eq!(json_of(&run("mau-diem@1-2025").succeeds())["version"], "1-2025");
    run("mau-diem@1999").finds("mau-diem@1999:1:1 unknown-version");
    run("khong-co").finds("khong-co:1:1 unknown-set");
}

#[test]
fn one_bad_sheet_never_silences_the_rest_and_each_is_named() {
    let wrong = [
        r#"{"set":"mau","person":"Lê Văn Cường","answers":{"doc":99}}"#,
        r#"{"set":"mau","person":"Hoàng Em","answers":{"doc":7.000}}"#,
        "Bà Ba: HT1AA",
        r#"{"schema":"hoctap-result/1"}"#,
        "xin chào",
        "1F-19X6-JN6Y-7HA6",
    ];
    let outcome = tally(&format!("{}\n{}\n", three(), wrong.join("\n")), &[]).exits(1);
    expect![[r#"
        phieu.jsonl:4:55: lỗi[sheet-answer]: Lê Văn Cường: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
          gợi ý: ví dụ "doc":10
        phieu.jsonl:5:51: lỗi[sheet-answer]: Hoàng Em: câu trả lời 7.000 cho “doc” đọc được hai cách
          gợi ý: viết 7000, hoặc 7
        phieu.jsonl:6:1: lỗi[sheets-code]: Bà Ba: mã gõ sai một chỗ nào đó
          gợi ý: so lại từng nhóm bốn chữ với mã gốc
        phieu.jsonl:7:1: lỗi[sheets-result]: đây là kết quả, không phải phiếu: kết quả ghi sẵn không được tin, phải chấm lại từ câu trả lời
          gợi ý: xin người gửi tệp lưu từ sổ theo dõi, hoặc mã của phiếu
        phieu.jsonl:9:1: lỗi[sheets-code]: dòng này không phải phiếu, cũng không phải mã
          gợi ý: mã bắt đầu bằng HT; trước mã, hoặc ở dòng trên, có thể ghi tên
    "#]]
    .assert_eq(&outcome.stderr);
    let tally = json_of(&outcome);
    assert_eq!((&tally["assessed"], &tally["left_out"]["unreadable"]), (&json!(3), &json!(5)));
}

#[test]
fn words_that_are_no_name_never_make_one_sheet_take_the_place_of_another() {
    let site = minimal();
    let (one, two, three) = (code([9, 9, 9]), code([8, 8, 8]), code([7, 7, 7]));
    let text = format!(
        "Em gửi: {one}\nEm gửi: {two}\nBạn\n08:12\n{three}\nĐã gửi lúc 8:15\nHọ và tên: Lê Lan\nMã: {one}\nHọ và tên: Lê Na\nMã: {two}\n"
    );
    let outcome = tally_on(&site.with("ma.txt", text), &["ma.txt"]).succeeds();
    assert_eq!(json_of(&outcome)["assessed"], 5, "{}", outcome.stderr);
    assert_eq!(json_of(&outcome)["left_out"]["unreadable"], 0);
    // Many hand in from one place; a name in small letters is a name.
    for (from, assessed) in [("Thôn 3", 2), ("Hội KH xã", 2), ("Admin", 2), ("Tổ 5", 2)] {
        let text = format!("{from}: {one}\n{from}: {two}\n");
        let outcome = tally_on(&minimal().with("ma.txt", text), &["ma.txt"]).succeeds();
        assert_eq!(json_of(&outcome)["assessed"], assessed, "{from}: {}", outcome.stderr);
    }
    let text = format!("Bà Tư: {one}\nbà tư: {two}\n");
    let outcome = tally_on(&minimal().with("ma.txt", text), &["ma.txt"]).succeeds();
    assert!(outcome.stderr.contains("tally-again"), "{}", outcome.stderr);
    let text = format!("nhà bên: {one}\nnhà bên: {two}\n");
    let outcome = tally_on(&minimal().with("ma.txt", text), &["ma.txt"]).succeeds();
    assert_eq!(json_of(&outcome)["assessed"], 2, "{}", outcome.stderr);
    assert!(
        outcome.stderr.starts_with("ma.txt:2:1: lưu ý[tally-same-words]: “nhà bên” đứng trước hai mã khác nhau"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_file_that_notepad_saved_as_unicode_is_read() {
    let text = format!("Bà Tư: {}\r\n{}\r\n", code([9, 9, 9]), "xin chào");
    for is_big in [false, true] {
        let units =
            ['\u{feff}'].into_iter().chain(text.chars()).map(|char| u16::try_from(u32::from(char)).expect("one unit"));
        let bytes: Vec<u8> =
            units.flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let outcome = tally_on(&minimal().with("ma.txt", &bytes), &["ma.txt"]).succeeds();
        assert_eq!(json_of(&outcome)["assessed"], 1, "{}", outcome.stderr);
        // Cut in the middle of a letter.
        tally_on(&minimal().with("ma.txt", &bytes[..bytes.len() - 1]), &["ma.txt"]).finds("ma.txt:1:1 not-utf8");
    }
}

#[test]
fn a_sheet_without_an_answer_is_named_and_not_assessed() {
    let blank = r#"{"set":"mau","year":2026,"group":"hoc-sinh","person":"Bà Sáu","answers":{}}"#;
    let outcome = tally(&format!("{}\n{blank}", three()), &[]).succeeds();
    expect![[r#"
        phieu.jsonl:4:1: lưu ý[tally-blank]: phiếu của “Bà Sáu” chưa có câu trả lời nào, nên không cộng
          gợi ý: nhờ người ấy trả lời rồi gửi lại
    "#]]
    .assert_eq(&outcome.stderr);
    let tally = json_of(&outcome);
    assert_eq!((&tally["assessed"], &tally["left_out"]["blank"]), (&json!(3), &json!(1)));
}

#[test]
fn a_folder_and_a_pattern_stand_for_their_files() {
    let site = minimal()
        .with("phieu/b.JSONL", sheet("Bà Tư", "hoc-sinh", [9, 8, 7]))
        .with("phieu/a.txt", sheet("Ông Năm", "hoc-sinh", [9, 8, 8]))
        .with("phieu/.DS_Store", b"\0\0")
        .with("phieu/anh.png", b"\x89PNG");
    for files in ["phieu", "phieu/*.*s*", "phieu/?.*"] {
        let more: &[&str] = if files == "phieu/*.*s*" { &["phieu/a.txt"] } else { &[] };
        let outcome = tally_on(&site, &[&[files], more].concat()).succeeds();
        assert_eq!((json_of(&outcome)["assessed"].clone(), outcome.stderr.as_str()), (json!(2), ""), "{files}");
    }
    tally_on(&site, &["phieu/*.csv"]).exits(2);
    tally_on(&site, &["content"]).exits(2);
}

#[test]
fn what_cannot_be_read_at_all_is_refused() {
    refuses(
        "",
        &expect![[r#"
        phieu.jsonl:1:1: lỗi[sheets-empty]: không có phiếu nào
          gợi ý: đưa vào tệp lưu từ sổ theo dõi, phiếu JSON, hoặc mỗi dòng một mã HT…
    "#]],
    );
    refuses(
        r#"{"schema":"hoctap-sheets/2","sheets":[]}"#,
        &expect![[r#"
        phieu.jsonl:1:1: lỗi[sheets-format]: không biết dạng “hoctap-sheets/2”
          gợi ý: dạng đọc được là hoctap-sheets/1; tệp mới hơn thì cập nhật hoctap
    "#]],
    );
}

#[test]
fn numbers_that_are_none_are_a_mistake_of_usage() {
    let outcome = tally(&three(), &["--registered", "nhiều"]).exits(2);
    expect![[r#"
        lỗi: --registered không thể là “nhiều”
          gợi ý: gõ số liền, không dấu chấm hay phẩy: 1200; từng nhóm thì truong=300
    "#]]
    .assert_eq(&outcome.stderr);
    let told = tally(&three(), &["--registered", "1.200"]).exits(2).stderr;
    assert!(told.contains("gõ số liền, không dấu chấm hay phẩy: 1200"), "{told}");
    tally(&three(), &["--registered", "khac=3"]).finds("--registered:1:1 sheet-unknown-group");
    tally(&three(), &["--year", "26"]).exits(2);
    minimal().run(&["tally", "mau"]).exits(2);
    minimal().run(&["tally", "mau", "khong-co.json"]).exits(2);
}

#[test]
fn sheets_of_another_set_or_version_are_told_in_the_words_of_adding_up() {
    let other = sheet("Bà Tư", "hoc-sinh", [9, 8, 7]);
    let of_set = other.replace("\"set\":\"mau\"", "\"set\":\"khac\"");
    let of_version = other.replace("\"set\":\"mau\"", "\"set\":\"mau\",\"version\":\"9-2099\"");
    let told = tally(&format!("{}\n{of_set}\n{of_version}", three()), &[]).stderr;
    assert!(told.contains("cộng riêng các phiếu của bộ ấy: hoctap tally khac"), "{told}");
    assert!(told.contains("nhờ người ấy chấm lại bằng bản hiện hành"), "{told}");
    assert!(!told.contains("hoctap score") && !told.contains("bỏ version"), "{told}");
}

/// The code of a sheet of the small site.
fn code(points: [u32; 3]) -> String {
    let site = minimal();
    site.build().succeeds();
    let public = site.public();
    let page = public.values().find_map(|bytes| rubric_in(std::str::from_utf8(bytes).ok()?));
    let rubric = page.expect("the rule stands in a page");
    let reading = Sheet::read(&sheet("", "hoc-sinh", points), &rubric, 2026);
    assert_eq!(reading.problems, []);
    encode(&rubric, &reading.sheet)
}

#[test]
fn codes_are_read_however_chats_lists_and_office_programs_hand_them_on() {
    let (one, two) = (code([9, 8, 7]), code([9, 4, 9]));
    let cut = one.rfind('-').expect("a hyphen") + 1;
    for text in [
        format!("Bà Tư {one} Ông Năm {two}"),
        format!("*Bà Tư*: {one}\n• Ông Năm: {two}"),
        format!("1. Bà Tư: {one}\n2) Ông Năm {two}"),
        format!("| 1 | Bà Tư | {one} |\n| 2 | Ông Năm | {two} |"),
        format!("\"Bà Tư\";\"{one}\"\r\n\"Ông Năm\";\"{two}\"\r\n"),
        format!("Bà Tư: {}\n{}\nÔng Năm:\u{a0}{}", &one[..cut], &one[cut..], two.replace('-', "–")),
    ] {
        let outcome = tally(&text, &[]).succeeds();
        let found = json_of(&outcome);
        assert_eq!((&found["assessed"], outcome.stderr.as_str()), (&json!(2), ""), "{text}");
    }
    // A second code that is wrong is told at its place, with whose it is.
    let outcome = tally(&format!("Bà Tư: {one} Ông Năm: {}", two.replace("HT1", "HT2")), &[]).exits(1);
    assert_eq!(json_of(&outcome)["assessed"], json!(1));
    assert!(outcome.stderr.contains("phieu.jsonl:1:") && outcome.stderr.contains("Ông Năm"), "{}", outcome.stderr);
}
