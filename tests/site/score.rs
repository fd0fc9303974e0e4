//! `hoctap score`: answer sheets in, results out, one line each; or findings, and no result at all.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::support::{Outcome, Site, hoctap, minimal};

/// Scores what is written on sheets with the set of the small site: 24 of 30, none under 5; 21 where it is hard.
fn score(sheets: &str, more: &[&str]) -> Outcome {
    score_on(&minimal().with("phieu.json", sheets), more)
}

fn score_on(site: &Site, more: &[&str]) -> Outcome {
    site.run(&[&["score", "mau", "--answers", "phieu.json"], more].concat())
}

/// A sheet with these answers.
fn sheet(answers: &Value) -> String {
    json!({ "set": "mau", "year": 2026, "answers": answers }).to_string()
}

fn points(doc: u32, plan: u32, together: u32) -> String {
    sheet(&json!({ "doc": doc, "ke-hoach": plan, "cung-lam": together }))
}

/// The results, one to a line.
fn results(outcome: &Outcome) -> Vec<Value> {
    outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is a JSON result")).collect()
}

fn verdict(sheets: &str, more: &[&str]) -> Value {
    let results = results(&score(sheets, more).succeeds());
    assert_eq!(results.len(), 1);
    results[0]["verdict"].clone()
}

/// Nothing on stdout, exit 1, and these words.
fn refuses(sheets: &str, expected: &Expect) {
    let outcome = score(sheets, &[]).exits(1);
    assert_eq!(outcome.stdout, "");
    expected.assert_eq(&outcome.stderr);
}

#[test]
fn the_whole_result_of_one_sheet() {
    let site = minimal().with("phieu.json", sheet(&json!({ "doc": 9, "ke-hoach": 4, "cung-lam": "unknown" })));
    let outcome = score_on(&site, &["--group", "hoc-sinh", "--area", "vung-kho"]).succeeds();
    assert_eq!(outcome.stderr, "");
    let mut result = results(&outcome).remove(0);
    let date = result["date"].take();
    assert!(date.as_str().is_some_and(|date| date.len() == 10), "a day: {date}");
    expect![[r#"
        {
          "answered": 2,
          "area": "vung-kho",
          "blocked_by": [
            "ke-hoach"
          ],
          "caveats": [
            "Kết quả tự kiểm tra, không thay cho quyết định công nhận của cấp có thẩm quyền.",
            "Bộ này chỉ để thử.",
            "Chưa rõ còn giữ hay không."
          ],
          "criteria": [
            {
              "id": "tu-hoc",
              "max": 20,
              "met": 1,
              "of": 2,
              "total": 13
            },
            {
              "id": "hop-tac",
              "max": 10,
              "met": 0,
              "of": 1,
              "total": 0
            }
          ],
          "date": null,
          "decided_by": null,
          "group": "hoc-sinh",
          "max": 30,
          "needed": 21,
          "not_applicable": [],
          "of": 3,
          "open": [
            "cung-lam"
          ],
          "schema": "hoctap-result/1",
          "set": "mau",
          "total": 13,
          "unscaled": null,
          "verdict": "not-achieved",
          "version": "1-2026",
          "way_up": [
            {
              "from": 4,
              "id": "ke-hoach",
              "to": 5
            }
          ],
          "year": 2026
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&result).expect("it was JSON"));
}

#[test]
fn the_total_asked_for_is_enough_and_one_point_less_is_not() {
    assert_eq!(verdict(&points(8, 8, 8), &[]), "achieved");
    assert_eq!(verdict(&points(8, 8, 7), &[]), "not-achieved");
}

#[test]
fn one_indicator_under_the_floor_cannot_be_made_good() {
    assert_eq!(verdict(&points(10, 10, 4), &[]), "not-achieved");
    assert_eq!(verdict(&points(10, 10, 5), &[]), "achieved");
}

#[test]
fn a_hard_area_asks_for_its_own_total() {
    assert_eq!(verdict(&points(7, 7, 7), &["--area", "vung-kho"]), "achieved");
    assert_eq!(verdict(&points(7, 7, 6), &["--area", "vung-kho"]), "not-achieved");
    assert_eq!(verdict(&points(7, 7, 7), &[]), "not-achieved");
}

#[test]
fn a_blank_that_decides_leaves_the_verdict_open() {
    assert_eq!(verdict(&sheet(&json!({ "doc": 10, "ke-hoach": 10 })), &[]), "incomplete");
    assert_eq!(verdict(&sheet(&json!({ "doc": 10, "ke-hoach": 10, "cung-lam": "unknown" })), &[]), "incomplete");
    assert_eq!(verdict(&sheet(&json!({ "doc": 10, "ke-hoach": 4, "cung-lam": null })), &[]), "not-achieved");
}

#[test]
fn the_option_overrides_what_the_sheet_says() {
    let in_area = json!({ "set": "mau", "area": "vung-kho", "group": "nguoi-dan", "answers": {} }).to_string();
    let result = results(&score(&in_area, &["--group", "hoc-sinh"]).succeeds()).remove(0);
    assert_eq!(result["group"], "hoc-sinh");
    assert_eq!(result["area"], "vung-kho");
}

#[test]
fn one_sheet_a_line_gives_one_result_a_line_in_order() {
    let sheets = [points(8, 8, 8), points(1, 2, 3), points(8, 8, 7)].join("\n");
    let totals: Vec<Value> =
        results(&score(&sheets, &[]).succeeds()).into_iter().map(|result| result["total"].clone()).collect();
    assert_eq!(totals, [24, 6, 23]);
}

#[test]
fn lines_may_end_as_on_windows_and_some_may_be_empty() {
    let sheets = format!("{}\r\n\r\n{}\r\n", points(8, 8, 8), points(1, 2, 3));
    assert_eq!(results(&score(&sheets, &[]).succeeds()).len(), 2);
}

#[test]
fn a_sheet_may_stand_on_many_lines() {
    let pretty = "{\n  \"set\": \"mau\",\n  \"answers\": {\n    \"doc\": 8\n  }\n}\n";
    assert_eq!(results(&score(pretty, &[]).succeeds()).len(), 1);
}

#[test]
fn sheets_may_come_through_a_pipe() {
    let outcome = hoctap(minimal().root(), &["score", "mau", "--answers", "-"], &points(8, 8, 8)).succeeds();
    assert_eq!(results(&outcome)[0]["total"], 24);
}

#[test]
fn a_version_may_be_named() {
    let site = minimal().with("phieu.json", points(8, 8, 8));
    site.run(&["score", "mau@1-2026", "--answers", "phieu.json"]).succeeds();
    let unknown = site.run(&["score", "mau@2-2027", "--answers", "phieu.json"]).exits(1);
    assert_eq!(unknown.stdout, "");
}

#[test]
fn the_year_is_the_one_of_today_where_the_sheet_names_none() {
    let result = results(&score(r#"{"set":"mau","answers":{}}"#, &[]).succeeds()).remove(0);
    let date = result["date"].as_str().expect("a day");
    assert_eq!(result["year"].to_string(), date[..4]);
    assert_eq!(result["version"], "1-2026");
}

#[test]
fn an_unknown_set_is_a_finding() {
    let outcome = minimal().with("phieu.json", "{}").run(&["score", "khac", "--answers", "phieu.json"]).exits(1);
    assert_eq!(outcome.stdout, "");
    expect![[r#"
        phieu.json:1:1: lỗi[unknown-set]: không có bộ tiêu chí “khac”
          gợi ý: các bộ có ở đây: mau
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn an_unknown_group_or_area_on_the_command_line_is_a_finding() {
    for option in ["--group", "--area"] {
        let outcome = score(&points(8, 8, 8), &[option, "nong-dan"]).exits(1);
        assert_eq!(outcome.stdout, "");
        assert!(outcome.stderr.contains("nong-dan"), "{}", outcome.stderr);
    }
}

#[test]
fn a_file_that_is_not_there_is_no_finding() {
    let outcome = minimal().run(&["score", "mau", "--answers", "khong-co.json"]).exits(2);
    assert!(outcome.stderr.contains("khong-co.json"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn answers_must_be_named() {
    minimal().run(&["score", "mau"]).exits(2);
}

#[test]
fn an_unknown_indicator() {
    refuses(
        &sheet(&json!({ "ngu": 8 })),
        &expect![[r#"
            phieu.json:1:13: lỗi[sheet-unknown-indicator]: bộ tiêu chí không có chỉ số “ngu”
              gợi ý: dùng mã chỉ số, chỉ tiêu trong các tệp tiêu chí của bộ, hoặc mã điều kiện trong _index.md
        "#]],
    );
}

#[test]
fn an_unknown_group() {
    refuses(
        r#"{"set":"mau","group":"nong-dan","answers":{}}"#,
        &expect![[r#"
        phieu.json:1:22: lỗi[sheet-unknown-group]: bộ tiêu chí không có nhóm “nong-dan”
          gợi ý: dùng mã nhóm trong _index.md của bộ, hoặc null
    "#]],
    );
}

#[test]
fn an_unknown_area() {
    refuses(
        r#"{"set":"mau","area":"vung-xa","answers":{}}"#,
        &expect![[r#"
        phieu.json:1:21: lỗi[sheet-unknown-area]: bộ tiêu chí không có vùng “vung-xa”
          gợi ý: dùng mã vùng trong _index.md của bộ, hoặc null
    "#]],
    );
}

#[test]
fn more_points_than_there_are() {
    refuses(
        &sheet(&json!({ "doc": 11 })),
        &expect![[r#"
        phieu.json:1:19: lỗi[sheet-answer]: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
          gợi ý: ví dụ "doc":10
    "#]],
    );
}

#[test]
fn less_than_nothing() {
    refuses(
        &sheet(&json!({ "doc": -1 })),
        &expect![[r#"
        phieu.json:1:19: lỗi[sheet-answer]: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
          gợi ý: ví dụ "doc":10
    "#]],
    );
}

#[test]
fn half_a_point_where_points_are_whole() {
    refuses(
        &sheet(&json!({ "doc": 7.5 })),
        &expect![[r#"
        phieu.json:1:19: lỗi[sheet-answer]: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
          gợi ý: ví dụ "doc":10
    "#]],
    );
}

#[test]
fn a_word_where_a_number_belongs() {
    refuses(
        &sheet(&json!({ "doc": "tám" })),
        &expect![[r#"
        phieu.json:1:19: lỗi[sheet-answer]: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
          gợi ý: ví dụ "doc":10
    "#]],
    );
}

#[test]
fn an_indicator_left_out_where_none_may_be() {
    refuses(
        &sheet(&json!({ "doc": "na" })),
        &expect![[r#"
        phieu.json:1:19: lỗi[sheet-not-applicable]: chỉ số “doc” không có lựa chọn “không áp dụng”
          gợi ý: nếu chưa rõ thì viết "unknown"
    "#]],
    );
}

#[test]
fn a_sheet_of_another_set() {
    refuses(
        r#"{"set":"cdht","answers":{}}"#,
        &expect![[r#"
        phieu.json:1:8: lỗi[sheet-other-set]: phiếu này của bộ “cdht”
          gợi ý: chấm bằng đúng bộ: hoctap score <bộ> --answers …
    "#]],
    );
}

#[test]
fn a_sheet_of_another_version() {
    refuses(
        r#"{"set":"mau","version":"2-2027","answers":{}}"#,
        &expect![[r#"
        phieu.json:1:24: lỗi[sheet-other-version]: phiếu này của phiên bản “2-2027”, ở đây không có
          gợi ý: bỏ version để chấm theo phiên bản hiện hành, hoặc thêm phiên bản ấy vào trang
    "#]],
    );
}

#[test]
fn notes_that_belong_to_nothing_are_no_text_or_too_long() {
    let long = "á".repeat(501);
    refuses(
        &format!(r#"{{"set":"mau","notes":{{"la":"x","doc":7,"ke-hoach":"{long}"}}}}"#),
        &expect![[r#"
        phieu.json:1:23: lỗi[sheet-unknown-indicator]: bộ tiêu chí không có chỉ số “la”
          gợi ý: dùng mã chỉ số, chỉ tiêu trong các tệp tiêu chí của bộ, hoặc mã điều kiện trong _index.md
        phieu.json:1:38: lỗi[sheet-not-text]: giá trị của “doc” phải là chữ trong ngoặc kép, hoặc null
          gợi ý: ví dụ "doc":null
        phieu.json:1:51: lỗi[sheet-long-note]: ghi chú của “ke-hoach” dài quá 500 chữ cái
          gợi ý: rút gọn ghi chú, hoặc bỏ nó đi
    "#]],
    );
}

#[test]
fn something_that_is_no_json() {
    refuses(
        "doc: 8\n",
        &expect![[r#"
        phieu.json:1:1: lỗi[sheet-syntax]: phiếu không phải JSON hợp lệ
          gợi ý: mỗi phiếu một đối tượng {…}; nhiều phiếu thì mỗi phiếu một dòng
    "#]],
    );
}

#[test]
fn every_fault_on_every_line_is_named_and_the_good_line_gives_nothing() {
    let sheets = [
        points(8, 8, 8),
        sheet(&json!({ "doc": 11, "ke-hoach": "na" })),
        r#"{"set":"mau","year":"nay","ten":"An"}"#.to_owned(),
    ];
    refuses(
        &sheets.join("\n"),
        &expect![[r#"
            phieu.json:2:19: lỗi[sheet-answer]: câu trả lời cho “doc” phải là số nguyên từ 0 đến 10, "unknown" hoặc null
              gợi ý: ví dụ "doc":10
            phieu.json:2:33: lỗi[sheet-not-applicable]: chỉ số “ke-hoach” không có lựa chọn “không áp dụng”
              gợi ý: nếu chưa rõ thì viết "unknown"
            phieu.json:3:21: lỗi[sheet-year]: năm phải là số nguyên từ 2000 đến 2100
              gợi ý: ví dụ "year":2026
            phieu.json:3:27: lỗi[sheet-unknown-key]: phiếu không có khóa “ten”
              gợi ý: các khóa dùng được: set, version, year, group, area, answers, notes, recognised, person
        "#]],
    );
}
