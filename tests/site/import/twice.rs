//! Tables that stand in a file beside another one, and headings and cells that once were read as something else.

use rust_xlsxwriter::Workbook;

use super::nothing_is_lost::whole;
use super::word::{document, table};
use super::{import, rows, with_table, workbook};
use crate::support::Outcome;

const POINTS: &[&[&str]] =
    &[&["|TT", "|Chỉ số", "|Điểm tối đa"], &["|1", "|Đọc sách", "|10"], &["|2", "|Nghe đài", "|5"]];
const TARGETS: &[&[&str]] = &[
    &["|TT", "|Chỉ tiêu", "|Mức độ 1", "|Mức độ 2"],
    &["|1", "|Có kế hoạch", "|Đạt", "|Đạt"],
    &["|2", "|Học đủ", "|80%", "|90%"],
];

fn of_word(tables: &[&[&[&str]]], more: &[&str]) -> Outcome {
    let body: String = tables.iter().map(|rows| table(rows)).collect();
    import(&with_table("bang.docx", document(&body)), "bang.docx", more)
}

#[test]
fn a_table_that_stands_there_again_in_a_document_counts_once() {
    let body = format!("{}<w:p><w:r><w:t>Phụ lục</w:t></w:r></w:p>{}", table(POINTS), table(POINTS));
    let site = with_table("bang.docx", document(&body));
    let outcome = import(&site, "bang.docx", &[]).succeeds();
    assert!(outcome.stderr.contains("bảng 2, hàng 1, cột 1: bảng này (2 hàng) đã có ở trước"), "{}", outcome.stderr);
    let set = whole(&site);
    assert_eq!(set.matches("[[indicator]]").count(), 2, "{set}");
}

#[test]
fn the_same_items_with_other_numbers_are_asked_about_in_a_document_and_in_a_workbook() {
    let other: &[&[&str]] = &[POINTS[0], &["|1", "|Đọc sách", "|5"], &["|2", "|Nghe đài", "|10"]];
    let outcome = of_word(&[POINTS, other], &[]).exits(1);
    assert!(
        outcome.stderr.contains("lỗi[table-second]: bảng 2, hàng 1, cột 1: ở đây lại có những chỉ số ấy"),
        "{}",
        outcome.stderr
    );
    let bare = |table: &[&[&str]]| -> Vec<Vec<String>> {
        table.iter().map(|row| row.iter().map(|cell| cell[1..].to_owned()).collect()).collect()
    };
    let mut workbook = Workbook::new();
    for table in [POINTS, other] {
        let table = bare(table);
        let table: Vec<Vec<&str>> = table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        rows(workbook.add_worksheet(), 0, &table.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
    let site = with_table("bang.xlsx", workbook.save_to_buffer().expect("a workbook"));
    let outcome = import(&site, "bang.xlsx", &[]).exits(1);
    assert!(outcome.stderr.contains("table-second") && outcome.stderr.contains("mà số khác"), "{}", outcome.stderr);
}

#[test]
fn tables_that_decide_in_two_ways_are_two_sets_whatever_kind_is_asked_for() {
    for more in [&[] as &[&str], &["--kind", "points"], &["--kind", "targets"]] {
        let outcome = of_word(&[POINTS, TARGETS], more).exits(1);
        assert!(outcome.stderr.contains("lỗi[table-second]: bảng 2, hàng 1, cột 1"), "{}", outcome.stderr);
    }
}

#[test]
fn a_third_level_is_never_left_to_the_text() {
    let outcome = of_word(
        &[&[&["|TT", "|Chỉ tiêu", "|Mức độ 1", "|Mức độ 2", "|Mức độ 3"], &["|1", "|Học đủ", "|80%", "|90%", "|95%"]]],
        &[],
    )
    .exits(1);
    assert!(
        outcome.stderr.contains("lỗi[table-third-level]") && outcome.stderr.contains("“Mức độ 3”"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn what_is_to_be_reached_is_a_threshold_under_whatever_name() {
    for heading in ["Chỉ tiêu năm 2026", "Chỉ tiêu giao", "Kế hoạch 2026", "Chỉ tiêu kế hoạch năm", "Mục tiêu 2030"]
    {
        let table = workbook(|sheet| {
            let table: &[&[&str]] =
                &[&["TT", "Nội dung", "ĐVT", heading], &["1", "Mở lớp", "lớp", "3"], &["2", "Người học đủ", "%", "80"]];
            rows(sheet, 0, table);
        });
        let site = with_table("bang.xlsx", table);
        let outcome = import(&site, "bang.xlsx", &[]).succeeds();
        let text = whole(&site);
        assert!(
            text.contains("number = 3") && text.contains("unit = \"lớp\"") && text.contains("percent = 80"),
            "{heading}: {text}{}",
            outcome.stderr
        );
    }
}

#[test]
fn bullets_of_word_are_no_part_of_the_evidence() {
    let evidence =
        "· sổ ghi\n→ ảnh\n➢ giấy khen\n\u{f0b7} biên bản\n\u{f0d8} báo cáo\n\u{f0fc} bằng\no thẻ\n§ quyết định";
    let table = format!("TT;Chỉ số;Điểm tối đa;Minh chứng\n1;Đọc sách;10;\"{evidence}\"\n");
    let site = with_table("bang.csv", table);
    import(&site, "bang.csv", &[]).succeeds();
    let text = whole(&site);
    for one in ["sổ ghi", "ảnh", "giấy khen", "biên bản", "báo cáo", "bằng", "thẻ", "quyết định"] {
        assert!(text.contains(&format!("  \"{one}\",\n")), "{one} in {text}");
    }
}

#[test]
fn letters_that_were_read_in_the_wrong_way_are_told_with_their_cell_and_nothing_else() {
    for (heading, cell, right) in [
        ("Chỉ số", "CÃ¹ng làm", "Cùng làm"),
        ("Chá»‰ sá»‘", "Đọc", "Chỉ số"),
        ("Chỉ số", "BÃ\u{a0} Tư", "Bà Tư"),
        ("Chỉ số", "L?p h?c t?i", "dấu ?"),
        ("Chỉ số", "Hoc ta^.p", "Hoc tập"),
    ] {
        let table = workbook(|sheet| {
            rows(sheet, 0, &[&["TT", heading, "Điểm tối đa"], &["1", cell, "10"], &["2", "Nghe", "5"]]);
        });
        let csv = format!("TT;{heading};Điểm tối đa\n1;{cell};10\n2;Nghe;5\n");
        for (name, bytes) in [("bang.xlsx", table), ("bang.csv", csv.into_bytes())] {
            let outcome = import(&with_table(name, bytes), name, &[]).exits(1);
            assert!(
                outcome.stderr.contains(":2: lỗi[garbled-text]") && outcome.stderr.contains(right),
                "{cell}: {}",
                outcome.stderr
            );
            assert_eq!(outcome.stderr.matches("lỗi[").count(), 1, "{}", outcome.stderr);
        }
    }
}

#[test]
fn signs_beside_a_number_and_points_that_are_taken_away_are_told_with_what_to_type() {
    let outcome =
        import(&with_table("bang.csv", "TT;Chỉ số;Điểm tối đa\n1;Đọc;(5)\n2;Nghe;20*\n"), "bang.csv", &[]).exits(1);
    assert!(outcome.stderr.contains("gõ 5;") && outcome.stderr.contains("gõ 20;"), "{}", outcome.stderr);
    let table = "TT;Chỉ số;Điểm tối đa;Điểm trừ\n1;Đọc;5;2\n2;Nghe;20;3\n";
    let outcome = import(&with_table("bang.csv", table), "bang.csv", &[]).succeeds();
    assert!(
        outcome.stderr.contains("table-unknown-column") && outcome.stderr.contains("Điểm trừ"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_field_that_begins_with_a_word_in_quotes_is_read_as_it_is_typed() {
    let site = with_table("bang.csv", "TT;Chỉ số;Điểm tối đa\n1;\"Kể\" lại chuyện;10\n");
    import(&site, "bang.csv", &[]).succeeds();
    assert!(
        whole(&site).contains("\"Kể\" lại chuyện") || whole(&site).contains("\\\"Kể\\\" lại chuyện"),
        "{}",
        whole(&site)
    );
}

#[test]
fn what_would_count_twice_within_a_table_is_told() {
    let table = |rows: &str| with_table("bang.csv", format!("TT;Tiêu chí;Chỉ số;Điểm tối đa\n{rows}").into_bytes());
    for rows in
        ["1;Tự học;a) Đọc;10\n;;- Đọc báo;5\n;;- Đọc sách;5\n", "1;Tự học;1.1 Đọc;10\n;;a) Báo;4\n;;b) Sách;6\n"]
    {
        let outcome = import(&table(rows), "bang.csv", &[]).exits(1);
        assert!(
            outcome.stderr.contains("bang.csv:2:") && outcome.stderr.contains("table-sum-of-parts"),
            "{}",
            outcome.stderr
        );
    }
    // By chance the same, but no parts.
    for rows in ["1;Tự học;a) Đọc;10\n;;b) Đọc báo;5\n;;c) Đọc sách;5\n", "1;Tự học;a) Đọc;10\n;;- Báo;4\n;;- Sách;5\n"]
    {
        let outcome = import(&table(rows), "bang.csv", &[]).succeeds();
        assert!(!outcome.stderr.contains("table-sum-of-parts"), "{}", outcome.stderr);
    }
    let again = import(&table("1;Tự học;Đọc;10\n;;Đọc;10\n"), "bang.csv", &[]).succeeds();
    assert!(again.stderr.contains("bang.csv:3:3: lưu ý[table-row-again]: hàng 3, cột 3: “Đọc”"), "{}", again.stderr);
}

#[test]
fn a_number_whose_thousands_stand_apart_is_told_in_one_piece() {
    let points = import(&with_table("bang.csv", "TT;Chỉ số;Điểm tối đa\n1;A;1 200\n"), "bang.csv", &[]);
    assert!(points.exits(1).stderr.contains("gõ liền: 1200"));
    let table = "TT;Chỉ tiêu;Mức độ 1\n1;Có lớp;1 200\n";
    let outcome = import(&with_table("bang.csv", table), "bang.csv", &[]).exits(1);
    assert!(outcome.stderr.contains("“1200 lớp”"), "{}", outcome.stderr);
}
