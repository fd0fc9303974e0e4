//! Every cell of a table ends in a heading, a part of the set, or a notice: tables as officers make them, each of which
//! once lost something without a word.

use expect_test::expect;
use rust_xlsxwriter::{Color, Format, FormatScript, Image, Note, Workbook};

use super::word::{document, table, zipped};
use super::{builds, file, import, merge, refuses, rows, with_table, workbook};
use crate::support::{Outcome, Site};

const HEADINGS: &[&str] = &["TT", "Tiêu chí", "Chỉ số", "Điểm tối đa", "Minh chứng"];
const READ: &[&str] = &["1", "Tự học", "Đọc sách", "10", "Sổ"];
const LISTEN: &[&str] = &["2", "", "Nghe đài", "5", ""];
const TELL: &[&str] = &["3", "Chia sẻ", "Kể lại", "5", "Ảnh"];
const SUM: &[&str] = &["", "Tổng cộng", "", "20", ""];

/// A table of Word of the same rows.
fn word_table(rows: &[&[&str]]) -> String {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| format!("|{text}")).collect()).collect();
    let cells: Vec<Vec<&str>> = cells.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    table(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Site, Outcome) {
    let site = with_table(name, bytes);
    let outcome = import(&site, name, &[]).succeeds();
    (site, outcome)
}

/// All files of the set.
pub(super) fn whole(site: &Site) -> String {
    let folder = site.root().join("content/criteria/ho-mau");
    let mut files: Vec<_> = folder.read_dir().expect("the set").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("text")).collect()
}

/// The title and maximum or threshold of each item.
fn items(site: &Site) -> Vec<String> {
    let text = whole(site);
    let blocks = text.split("[[").skip(1).filter(|block| block.starts_with("indicator") || block.starts_with("target"));
    let value = |block: &str, key: &str| {
        let line = block.lines().find(|line| line.starts_with(&format!("{key} = ")));
        line.map(|line| line[key.len() + 3..].trim_matches('"').to_owned())
    };
    blocks
        .map(|block| {
            let asked = ["max", "percent", "number"].into_iter().find_map(|key| value(block, key));
            format!("{} {}", value(block, "title").unwrap_or_default(), asked.unwrap_or_default()).trim().to_owned()
        })
        .collect()
}

fn titles(site: &Site) -> Vec<String> {
    let folder = site.root().join("content/criteria/ho-mau");
    let mut files: Vec<_> = folder.read_dir().expect("the set").map(|entry| entry.expect("a file").path()).collect();
    // The whole set first.
    files.sort_by_key(|path| (!path.ends_with("_index.md"), path.clone()));
    let title = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("text");
        let line = text.lines().find(|line| line.starts_with("title = ")).unwrap_or_default().to_owned();
        line.trim_start_matches("title = ").trim_matches('"').to_owned()
    };
    files.iter().map(title).collect()
}

#[test]
fn two_heading_rows_never_take_the_first_target_with_them() {
    for over in ["Mức độ", "Yêu cầu", "Yêu cầu cần đạt", "Mức độ đạt được", "Mức độ công nhận", "Tiêu chuẩn"]
    {
        let bytes = workbook(|sheet| {
            merge(sheet, (0, 0), (1, 0), "TT");
            merge(sheet, (0, 1), (1, 1), "Chỉ tiêu");
            merge(sheet, (0, 2), (0, 3), over);
            let below: &[&[&str]] = &[
                &["", "", "Mức độ 1", "Mức độ 2"],
                &["1", "Tuyên truyền", "Có", "Có"],
                &["2", "Kế hoạch", "Có", "Có"],
                &["3", "Tỷ lệ biết chữ", "90%", "95%"],
            ];
            for (row, cells) in (1..).zip(below) {
                for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                    sheet.write_string(row, column, *text).expect("a cell");
                }
            }
        });
        let (site, outcome) = imported("bang.xlsx", bytes);
        assert_eq!(items(&site), ["Tuyên truyền", "Kế hoạch", "Tỷ lệ biết chữ [90, 95]"], "{over}");
        assert_eq!(outcome.stderr, "", "{over}");
    }
}

#[test]
fn hidden_sheets_rows_and_columns_are_not_imported_and_that_is_said() {
    let mut workbook = Workbook::new();
    let old = workbook.add_worksheet().set_name("Cũ").expect("a name").set_hidden(true);
    rows(old, 0, &[HEADINGS, &["1", "Tự học cũ", "Đọc cũ", "7", "Sổ"]]);
    let new = workbook.add_worksheet().set_name("Mới").expect("a name").set_active(true);
    rows(new, 0, &[HEADINGS, READ, &["2", "", "Hàng ẩn", "3", ""], LISTEN, TELL, SUM]);
    new.set_row_hidden(2).expect("a row");
    new.write_string(1, 6, "Cột ẩn").expect("a cell");
    new.set_column_hidden(6).expect("a column");
    let (site, outcome) = imported("bang.xlsx", workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    expect![[r#"
        bang.xlsx:1:1: lưu ý[table-hidden]: ô A1 của trang tính “Cũ”: cả trang tính bị ẩn nên không nhập: TT · Tiêu chí · Chỉ số · Điểm tối đa · Minh chứng · 1 · Tự học cũ · Đọc cũ · 7 · Sổ
          gợi ý: nếu cần thì cho hiện lại (Unhide) rồi nhập lại; không cần thì bỏ qua
        bang.xlsx:2:7: lưu ý[table-hidden]: ô G2 của trang tính “Mới”: bị ẩn trong tệp nên không nhập: Cột ẩn · 2 · Hàng ẩn · 3
          gợi ý: nếu cần thì cho hiện lại (Unhide, hoặc đổi màu chữ, cỡ chữ, định dạng số) rồi nhập lại; không cần thì bỏ qua
    "#]]
    .assert_eq(&outcome.stderr);
    builds(&site);
}

#[test]
fn hidden_text_of_word_is_not_imported_and_that_is_said() {
    let body = word_table(&[HEADINGS, READ, TELL]).replace(
        "<w:r><w:t xml:space=\"preserve\">S</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn</w:t></w:r><w:r><w:t xml:space=\"preserve\">S</w:t></w:r>",
    );
    let (site, outcome) = imported("bang.docx", document(&body));
    assert!(whole(&site).contains("evidence = [\"Sổ\"]"), "{}", whole(&site));
    assert!(outcome.stderr.contains("bị ẩn trong tệp nên không nhập: Ẩn"), "{}", outcome.stderr);
}

#[test]
fn a_small_raised_number_is_a_note_and_no_digit() {
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>";
    let body = word_table(&[HEADINGS, &["1", "Tự học", "Đọc sách", "X", "Sổ"], TELL])
        .replace("<w:r><w:t xml:space=\"preserve\">X</w:t></w:r>", &format!("<w:r><w:t>10</w:t></w:r>{raised}"));
    let (site, outcome) = imported("bang.docx", document(&body));
    assert_eq!(items(&site), ["Đọc sách 10", "Kể lại 5"]);
    expect![[r#"
        bang.docx:2:4: lưu ý[table-raised]: bảng 1, hàng 2, cột 4: “1” viết nhỏ ở trên là dấu chú thích, không phải chữ số, nên đọc là “10”
          gợi ý: so với văn bản; nếu là chữ số thì gõ lại cỡ thường
    "#]]
    .assert_eq(&outcome.stderr);
    let bytes = workbook(|sheet| {
        rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL, SUM]);
        let (plain, small) = (Format::new(), Format::new().set_font_script(FormatScript::Superscript));
        sheet.write_rich_string(1, 3, &[(&plain, "10"), (&small, "1")]).expect("a cell");
    });
    let (site, outcome) = imported("bang.xlsx", bytes);
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    assert!(outcome.stderr.contains("table-raised"), "{}", outcome.stderr);
}

#[test]
fn ticks_of_wingdings_are_ticks_and_an_unknown_sign_is_no_empty_cell() {
    let with = |sign: &str| {
        let rows: &[&[&str]] = &[
            &["TT", "Tiêu chí", "Chỉ tiêu", "Mức độ 1", "Mức độ 2"],
            &["1", "Kết quả", "Có kế hoạch", "Q", "Q"],
            &["2", "", "Có câu lạc bộ", "", "Q"],
        ];
        let sign = format!("<w:r><w:sym w:font=\"Wingdings\" w:char=\"{sign}\"/></w:r>");
        document(&word_table(rows).replace("<w:r><w:t xml:space=\"preserve\">Q</w:t></w:r>", &sign))
    };
    refuses(
        "bang.docx",
        with("F0FC"),
        &expect![[r#"
        bang.docx:3:4: lỗi[table-missing-threshold]: bảng 1, hàng 3, cột 4: “Có câu lạc bộ” có một mức để trống
          gợi ý: gõ ngưỡng của mức này; mức độ 1 không hỏi thì gõ “Không quy định”
    "#]],
    );
    let site = with_table("bang.docx", with("F04A"));
    import(&site, "bang.docx", &[]).finds("bang.docx:2:4 table-threshold");
}

#[test]
fn what_is_signed_ranked_and_noted_below_the_table_belongs_to_no_indicator() {
    let bytes = workbook(|sheet| {
        rows(
            sheet,
            0,
            &[
                &["STT", "NỘI DUNG TIÊU CHÍ", "ĐIỂM CHUẨN", "ĐIỂM TỰ CHẤM"],
                &["I", "TỰ HỌC", "15"],
                &["1.1.", "Đọc sách", "10"],
                &["1.2.", "Nghe đài", "5"],
                &["II", "CHIA SẺ", "5"],
                &["2.1.", "Kể lại", "5"],
                &["", "Tổng cộng (I+II)", "20"],
                &["", "Xếp loại: Tốt từ 18 điểm; Khá từ 15 điểm"],
                &["", "Hà Nội, ngày … tháng … năm 2026"],
                &["NGƯỜI TỰ CHẤM", "", "T/M BAN CHẤP HÀNH", "CHỦ TỊCH HỘI"],
                &["(Ký, ghi rõ họ tên)"],
                &["", "", "", "Nguyễn Văn A"],
            ],
        );
    });
    let (site, outcome) = imported("bang.xlsx", bytes);
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    for text in ["Xếp loại", "Hà Nội", "NGƯỜI TỰ CHẤM · T/M BAN CHẤP HÀNH · CHỦ TỊCH HỘI", "(Ký", "Nguyễn Văn A"]
    {
        assert!(outcome.stderr.contains(&format!("không nhập: {text}")), "{text}:\n{}", outcome.stderr);
        assert!(!whole(&site).contains(text), "{text}");
    }
    builds(&site);
}

#[test]
fn signatures_stop_nothing_where_no_total_stands_above_them() {
    let table = "\
STT;Tiêu chí, chỉ tiêu;Mức độ 1;Mức độ 2;Minh chứng
I;Điều kiện;;;
1;Có kế hoạch;Có;Có;Kế hoạch
2;Số lớp mở;02 lớp;04 lớp trở lên;Ảnh

Ghi chú: Đạt từ 80 điểm trở lên thì được công nhận.

NGƯỜI TỰ ĐÁNH GIÁ;;T/M BAN CHẤP HÀNH;;
(Ký, ghi rõ họ tên);;CHỦ TỊCH;;
";
    let (site, outcome) = imported("bang.csv", table);
    assert_eq!(items(&site), ["Có kế hoạch", "Số lớp mở [2, 4]"]);
    for text in ["Ghi chú: Đạt", "T/M BAN CHẤP HÀNH", "CHỦ TỊCH"] {
        assert!(outcome.stderr.contains(text) && !whole(&site).contains(text), "{text}:\n{}", outcome.stderr);
    }
}

#[test]
fn a_table_that_goes_on_without_headings_is_one_table() {
    let body = format!("{}{}", word_table(&[HEADINGS, READ, LISTEN]), word_table(&[TELL, SUM]));
    let (site, outcome) = imported("bang.docx", document(&body));
    assert_eq!(outcome.stderr, "");
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    assert_eq!(titles(&site)[1..], ["Tự học", "Chia sẻ"]);
}

#[test]
fn headings_that_are_repeated_are_no_rows() {
    let (site, outcome) = imported("bang.docx", document(&word_table(&[HEADINGS, READ, LISTEN, HEADINGS, TELL, SUM])));
    assert_eq!(outcome.stderr, "");
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    let bytes = workbook(|sheet| {
        rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL, SUM, &[], &["Bảng 2: dành cho cán bộ"], HEADINGS]);
        rows(sheet, 8, &[&["1", "Gương mẫu", "Dự họp", "10"], &["", "Tổng cộng", "", "10"]]);
    });
    let (site, outcome) = imported("bang.xlsx", bytes);
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5", "Dự họp 10"]);
    assert!(outcome.stderr.contains("không nhập: Bảng 2: dành cho cán bộ"), "{}", outcome.stderr);
}

#[test]
fn the_sheet_with_the_most_headings_and_rows_is_the_table() {
    let mut workbook = Workbook::new();
    let guide = workbook.add_worksheet().set_name("Hướng dẫn").expect("a name");
    rows(guide, 0, &[&["Hướng dẫn chấm điểm"], &[], &["Tiêu chí được chấm theo thang điểm", "Điểm tối đa là 10"]]);
    let sheet = workbook.add_worksheet().set_name("Bảng").expect("a name");
    rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL, SUM]);
    let (site, outcome) = imported("bang.xlsx", workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    assert!(outcome.stderr.contains("table-other-table") && outcome.stderr.contains("Hướng dẫn"), "{}", outcome.stderr);
}

#[test]
fn a_table_in_a_frame_is_the_table_and_one_in_a_cell_is_text() {
    let inner = word_table(&[HEADINGS, READ, LISTEN, TELL, SUM]);
    let cell = |content: &str| format!("<w:tbl><w:tr><w:tc><w:tcPr/>{content}<w:p/></w:tc></w:tr></w:tbl>");
    let framed = cell(&format!("<w:p><w:r><w:t>BỘ TIÊU CHÍ MẪU</w:t></w:r></w:p>{inner}"));
    let (site, outcome) = imported("bang.docx", document(&framed));
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    assert_eq!(titles(&site)[0], "BỘ TIÊU CHÍ MẪU");
    assert_eq!(outcome.stderr, "");
    let small = word_table(&[&["Loại", "Số"], &["Sách", "3"]]);
    let outer = word_table(&[HEADINGS, READ, LISTEN, TELL, SUM]).replacen(
        "<w:r><w:t xml:space=\"preserve\">ổ</w:t></w:r></w:p>",
        &format!("<w:r><w:t xml:space=\"preserve\">ổ</w:t></w:r></w:p>{small}"),
        1,
    );
    let (site, _) = imported("bang.docx", document(&outer));
    assert!(whole(&site).contains("\"Loại | Số · Sách | 3\""), "{}", whole(&site));
}

#[test]
fn graded_rows_are_the_ways_to_answer_and_no_indicators() {
    let table = "\
STT;Nội dung tiêu chí;Điểm tối đa
I;Điều kiện học tập;30
1;Có kế hoạch;15
;Thực hiện tốt;15
;Thực hiện chưa đủ;10
;Không có;0
2;Có kinh phí;15
2.1;Kinh phí;10
2.2;Thiết bị;5
II;Kết quả;30
1;Hoàn thành;30
;Tổng cộng;60
";
    let (site, outcome) = imported("bang.csv", table);
    assert_eq!(
        items(&site),
        ["Có kế hoạch 15", "Có kinh phí: Kinh phí 10", "Có kinh phí: Thiết bị 5", "Hoàn thành 30"]
    );
    assert_eq!(titles(&site)[1..], ["Điều kiện học tập", "Kết quả"]);
    assert!(file(&site, "01-dieu-kien-hoc-tap.md").contains("Thực hiện chưa đủ"));
    expect![[r#"
        bang.csv:3:2: lưu ý[table-choices]: hàng 3, cột 2: 3 dòng dưới “Có kế hoạch” là các mức của nó, không phải chỉ số riêng
          gợi ý: hãy so lại với văn bản
    "#]]
    .assert_eq(&outcome.stderr);
    builds(&site);
    let without_none = table.replace(";Không có;0\n", "");
    let (site, outcome) = imported("bang.csv", without_none);
    assert!(outcome.stderr.contains("đã thêm “Chưa đạt mức nào”"), "{}", outcome.stderr);
    builds(&site);
    let in_cell = "STT;Nội dung tiêu chí;Điểm tối đa\n1;\"Có kế hoạch\n- Tốt: 15 điểm\n- Chưa đủ: 10 điểm\n- Không: 0 điểm\";15\n";
    let (site, _) = imported("bang.csv", in_cell);
    assert_eq!(items(&site), ["Có kế hoạch 15"]);
    assert!(whole(&site).contains("Chưa đủ"));
    builds(&site);
}

#[test]
fn title_and_decision_are_read_wherever_they_stand_above() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        paragraph("PHIẾU TỰ ĐÁNH GIÁ GIA ĐÌNH HỌC TẬP"),
        paragraph("(Ban hành kèm theo Quyết định số 12/QĐ-KHVN ngày 05 tháng 7 năm 2022)"),
        paragraph("Họ và tên chủ hộ: ……"),
        word_table(&[HEADINGS, READ, LISTEN, TELL, SUM]),
        paragraph("CHỦ HỘ KÝ TÊN"),
    ]
    .concat();
    let (site, outcome) = imported("bang.docx", document(&body));
    let index = file(&site, "_index.md");
    assert!(index.contains("title = \"PHIẾU TỰ ĐÁNH GIÁ GIA ĐÌNH HỌC TẬP\""), "{index}");
    assert!(index.contains("number = \"12/QĐ-KHVN\"") && index.contains("issued = 2022-07-05"), "{index}");
    assert!(index.contains("hãy so lại"), "{index}");
    assert!(outcome.stderr.contains("không nhập: Họ và tên chủ hộ: …… · CHỦ HỘ KÝ TÊN"), "{}", outcome.stderr);
    let site = with_table(
        "chi-tieu.csv",
        "CHỈ TIÊU KHUYẾN HỌC 2026;;;;;\n\nSTT;Chỉ tiêu;ĐVT;Kế hoạch năm 2026;Thực hiện;Đạt/Không đạt\n1;Gia đình học tập;%;70%;;\n2;Số lớp;lớp;3;;\n3;Quỹ;đồng;50.000.000;;\n",
    );
    import(&site, "chi-tieu.csv", &[]).succeeds();
    assert_eq!(titles(&site)[0], "CHỈ TIÊU KHUYẾN HỌC 2026");
    assert_eq!(items(&site), ["Gia đình học tập 70", "Số lớp 3", "Quỹ 50000000"]);
}

#[test]
fn points_by_group_are_points_of_groups() {
    let table = "\
TT;Tiêu chí;Chỉ số;Điểm;
;;;Người dân;Cán bộ
1;Tự học;Đọc sách;10;10
2;;Học trên mạng;;20
3;Chia sẻ;Kể lại;15;5
;Tổng cộng;;25;35
";
    let (site, outcome) = imported("bang.csv", table);
    assert_eq!(items(&site), ["Đọc sách 10", "Học trên mạng 20", "Kể lại 15", "Kể lại 5"]);
    let index = file(&site, "_index.md");
    assert!(index.contains("title = \"Người dân\"") && index.contains("id = \"can-bo\""), "{index}");
    assert!(outcome.stderr.contains("table-groups"), "{}", outcome.stderr);
    builds(&site);
}

#[test]
fn a_number_with_two_readings_and_a_formula_without_result_are_refused() {
    refuses(
        "bang.csv",
        "TT;Tiêu chí;Chỉ tiêu;Mức độ 1\n1;Kết quả;Số người;1.200 người\n",
        &expect![[r#"
            bang.csv:2:4: lỗi[table-thousands]: hàng 2, cột 4: “1.200 người” đọc được hai cách: 1200 hoặc 1,2
              gợi ý: gõ lại 1200, hoặc 1,2
        "#]],
    );
    refuses(
        "bang.csv",
        "TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;Đọc;=D3+D4\n",
        &expect![[r#"
            bang.csv:2:4: lỗi[table-uncounted]: hàng 2, cột 4: ô có công thức =D3+D4 mà tệp không giữ kết quả
              gợi ý: mở tệp bằng Excel, bấm lưu rồi nhập lại; hoặc gõ kết quả vào ô
        "#]],
    );
}

#[test]
fn a_set_that_is_called_verified_and_says_that_it_is_not_is_told() {
    let (site, _) = imported("bang.csv", "TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;Đọc;10\n");
    assert!(!site.check().stderr.contains("still-unchecked"));
    let verified = "+++
title = \"Mẫu\"
description = \"Nhập từ một bảng, chưa đối chiếu với văn bản.\"

[criteria]
id = \"ho-mau\"
version = \"1\"
kind = \"points\"
state = \"in-force\"
verified = \"full\"
period = \"calendar-year\"

[criteria.basis]
number = \"1/QĐ-HM\"
issuer = \"Hội Mẫu\"
issued = 2026-01-02

[criteria.pass]
max = 10
total = 5
+++
Mẫu.
";
    let site = site.with("content/criteria/ho-mau/_index.md", verified);
    let outcome = site.check();
    assert!(outcome.stderr.contains("lưu ý[still-unchecked]"), "{}", outcome.stderr);
}

#[test]
fn what_stands_beside_a_sum_is_told_whole() {
    let table = "\
TT;Tiêu chí;Chỉ số;Điểm tối đa;Minh chứng;Ghi chú
1;Tự học;Đọc;10;Sổ;
;Tổng cộng;;10;xem biên bản;chấm quý bốn
";
    let (_, outcome) = imported("bang.csv", table);
    assert!(outcome.stderr.contains("không nhập: xem biên bản · chấm quý bốn"), "{}", outcome.stderr);
}

#[test]
fn another_sheet_with_headings_and_rows_of_its_own_is_refused_and_a_copy_of_the_table_is_told() {
    let of = |second: &[&[&str]]| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Phần 1").expect("a name");
        rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL]);
        let sheet = workbook.add_worksheet().set_name("Phần 2").expect("a name");
        rows(sheet, 0, second);
        workbook.save_to_buffer().expect("a workbook")
    };
    refuses(
        "bang.xlsx",
        of(&[HEADINGS, &["1", "Gương mẫu", "Dự họp", "10", "Biên bản"], &["2", "", "Góp ý", "5", ""]]),
        &expect![[r#"
            bang.xlsx:1:1: lỗi[table-second]: ô A1 của trang tính “Phần 2”: đây là một bảng tiêu chí khác (2 hàng), mà mỗi lần chỉ nhập được một bộ
              gợi ý: nếu là một bộ thì chép cả hai vào cùng một bảng, cùng các cột; nếu là hai bộ thì để mỗi bảng một tệp (hoặc ẩn trang tính không cần), rồi nhập lại
        "#]],
    );
    let (site, outcome) = imported("bang.xlsx", of(&[HEADINGS, READ, TELL]));
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    assert!(outcome.stderr.contains("trang tính “Phần 2”: bảng này (2 hàng) đã có ở trước"), "{}", outcome.stderr);
}

#[test]
fn a_table_that_goes_on_with_fewer_columns_is_refused_and_empty_columns_count() {
    let fewer: &[&[&str]] = &[&["3", "Kể lại", "5", "Ảnh"], &["", "Tổng cộng", "20", ""]];
    let body = format!("{}{}", word_table(&[HEADINGS, READ, LISTEN]), word_table(fewer));
    refuses(
        "bang.docx",
        document(&body),
        &expect![[r#"
        bang.docx:1:1: lỗi[table-other-columns]: bảng 2, hàng 1, cột 1: bảng này giống phần tiếp của bảng trước, nhưng có 4 cột, bảng trước có 5 cột
          gợi ý: thêm hàng tiêu đề lên đầu bảng này, hoặc làm cho đủ cột như bảng trước; nếu là bảng khác thì để ở tệp riêng
    "#]],
    );
    // What was the column of numbers is gone.
    let body = format!("{}{}", word_table(&[HEADINGS, READ, LISTEN]), word_table(&[&TELL[1..], &SUM[1..]]));
    with_table("bang.docx", document(&body)).run(&["import", "bang.docx", "--set", "ho-mau"]).exits(1);
    let without_evidence: &[&str] = &["3", "Chia sẻ", "Kể lại", "5", ""];
    let body = format!("{}{}", word_table(&[HEADINGS, READ, LISTEN]), word_table(&[without_evidence, SUM]));
    let (site, outcome) = imported("bang.docx", document(&body));
    assert_eq!((items(&site).len(), outcome.stderr.as_str()), (3, ""));
    // Who signs, and what rank the points bring, is no part of the table.
    let signed: &[&[&str]] = &[&["NGƯỜI TỰ CHẤM", "CHỦ TỊCH HỘI"], &["(Ký tên)", "(Ký tên)"]];
    let ranks: &[&[&str]] = &[&["Xếp loại", "Số điểm"], &["Tốt", "18"], &["Khá", "15"]];
    let body = [word_table(&[HEADINGS, READ, LISTEN]), word_table(ranks), word_table(signed)].concat();
    let (site, outcome) = imported("bang.docx", document(&body));
    assert_eq!(items(&site).len(), 2);
    assert!(outcome.stderr.contains("Xếp loại · Số điểm · Tốt · 18"), "{}", outcome.stderr);
}

#[test]
fn what_was_deleted_while_changes_were_tracked_is_not_imported_and_that_is_said() {
    let body = word_table(&[HEADINGS, READ, LISTEN, TELL]);
    let mut parts: Vec<&str> = body.split("<w:tr>").collect();
    let deleted = format!("<w:trPr><w:del w:id=\"1\" w:author=\"An\"/></w:trPr>{}", parts[3]);
    parts[3] = &deleted;
    let inserted = format!("<w:trPr><w:ins w:id=\"2\" w:author=\"An\"/></w:trPr>{}", parts[4]);
    parts[4] = &inserted;
    let body = parts.join("<w:tr>").replace(
        "<w:r><w:t xml:space=\"preserve\">S</w:t></w:r>",
        "<w:del w:id=\"3\"><w:r><w:delText>Vở</w:delText></w:r></w:del><w:ins w:id=\"4\"><w:r><w:t>S</w:t></w:r></w:ins>",
    );
    let (site, outcome) = imported("bang.docx", document(&body));
    assert_eq!(items(&site), ["Đọc sách 10", "Kể lại 5"]);
    expect![[r#"
        bang.docx:2:5: lưu ý[table-left-out]: bảng 1, hàng 2, cột 5: đã bị xóa trong lúc bật theo dõi thay đổi (Track Changes) nên không nhập: Vở · 2 · Nghe đài · 5
          gợi ý: nếu vẫn cần thì trong Word bấm từ chối việc xóa (Reject) rồi nhập lại
    "#]].assert_eq(&outcome.stderr);
    assert!(whole(&site).contains("\"Sổ\"") && !whole(&site).contains("Vở"), "{}", whole(&site));
    // How it looked before somebody changed it is not how it looks.
    let was_hidden =
        "<w:r><w:rPr><w:rPrChange w:id=\"5\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>S</w:t></w:r>";
    let body =
        word_table(&[HEADINGS, READ, TELL]).replace("<w:r><w:t xml:space=\"preserve\">S</w:t></w:r>", was_hidden);
    let (_, outcome) = imported("bang.docx", document(&body));
    assert_eq!(outcome.stderr, "");
}

#[test]
fn white_and_tiny_text_and_formats_that_show_nothing_are_hidden() {
    let white = Format::new().set_font_color(Color::White);
    let bytes = workbook(|sheet| {
        rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL]);
        let cells = [
            (white.clone(), "Chữ trắng"),
            (Format::new().set_num_format(";;;"), "Định dạng"),
            (Format::new().set_font_size(1), "Chữ bé"),
        ];
        for (row, (format, text)) in (1..).zip(&cells) {
            sheet.write_string_with_format(row, 6, *text, format).expect("a cell");
        }
        let on_dark = white.clone().set_background_color(Color::Navy);
        sheet.write_string_with_format(0, 0, "TT", &on_dark).expect("a cell");
        sheet.set_row_height(4, 0).expect("a row");
        sheet.write_string(4, 1, "Hàng không cao").expect("a cell");
        sheet.write_number_with_format(4, 3, 7, &Format::new().set_num_format("0;-0;;@")).expect("a cell");
    });
    let (site, outcome) = imported("bang.xlsx", bytes);
    assert_eq!(items(&site), ["Đọc sách 10", "Nghe đài 5", "Kể lại 5"]);
    expect![[r#"
        bang.xlsx:2:7: lưu ý[table-hidden]: ô G2 của trang tính “Sheet1”: bị ẩn trong tệp nên không nhập: Chữ trắng · Định dạng · Chữ bé · Hàng không cao · 7
          gợi ý: nếu cần thì cho hiện lại (Unhide, hoặc đổi màu chữ, cỡ chữ, định dạng số) rồi nhập lại; không cần thì bỏ qua
    "#]].assert_eq(&outcome.stderr);
    let colour = |text: &str, more: &str| {
        format!("<w:r><w:rPr><w:color w:val=\"FFFFFF\"/>{more}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let seen = "<w:r><w:t xml:space=\"preserve\">S</w:t></w:r>";
    let body = word_table(&[HEADINGS, READ, TELL]);
    let (_, outcome) = imported("bang.docx", document(&body.replace(seen, &format!("{}{seen}", colour("Trắng", "")))));
    assert!(outcome.stderr.contains("bị ẩn trong tệp nên không nhập: Trắng"), "{}", outcome.stderr);
    let on_dark = colour("S", "<w:shd w:val=\"clear\" w:fill=\"1F3864\"/>");
    let (_, outcome) = imported("bang.docx", document(&body.replace(seen, &on_dark)));
    assert_eq!(outcome.stderr, "");
    let dark_cells = body.replace("<w:tcPr>", "<w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"1F3864\"/>");
    let (_, outcome) = imported("bang.docx", document(&dark_cells.replace(seen, &colour("S", ""))));
    assert_eq!(outcome.stderr, "");
    let flat = body.replacen("<w:tr>", "<w:tr><w:trPr><w:trHeight w:val=\"500\" w:hRule=\"exact\"/></w:trPr>", 1);
    let (_, outcome) = imported("bang.docx", document(&flat));
    assert_eq!(outcome.stderr, "");
    let last = flat.rfind("<w:tr>").expect("a row");
    let flat = format!(
        "{}<w:tr><w:trPr><w:trHeight w:val=\"0\" w:hRule=\"exact\"/></w:trPr>{}",
        &flat[..last],
        &flat[last + 6..]
    );
    let (site, outcome) = imported("bang.docx", document(&flat));
    assert_eq!(items(&site), ["Đọc sách 10"]);
    assert!(outcome.stderr.contains("bị ẩn trong tệp nên không nhập: 3 · Chia sẻ"), "{}", outcome.stderr);
}

#[test]
fn comments_pictures_and_what_stands_on_every_page_are_told() {
    let png = include_bytes!("../../../themes/default/icon-192.png");
    let bytes = workbook(|sheet| {
        rows(sheet, 0, &[HEADINGS, READ, LISTEN, TELL]);
        sheet.insert_note(1, 2, &Note::new("Hỏi lại chị Lan")).expect("a note");
        sheet.insert_image(2, 4, &Image::new_from_buffer(png).expect("a picture")).expect("a picture");
        sheet.set_header("&L&\"Arial,Bold\"&12HỘI KHUYẾN HỌC XÃ MẪU&R&P");
    });
    let (_, outcome) = imported("bang.xlsx", bytes);
    expect![[r#"
        bang.xlsx:1:1: lưu ý[table-left-out]: ô A1 của trang tính “Sheet1”: đầu trang, chân trang không nhập: HỘI KHUYẾN HỌC XÃ MẪU
          gợi ý: nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md
        bang.xlsx:2:3: lưu ý[table-left-out]: ô C2 của trang tính “Sheet1”: nhận xét (comment) không nhập: Author: Hỏi lại chị Lan
          gợi ý: nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md
        bang.xlsx:3:5: lưu ý[table-left-out]: ô E3 của trang tính “Sheet1”: có hình ở đây, không nhập
          gợi ý: nếu hình có chữ cần cho bộ tiêu chí thì gõ chữ ấy vào ô rồi nhập lại
    "#]].assert_eq(&outcome.stderr);
    let picture = "<w:r><w:drawing><a:blip xmlns:a=\"a\"/></w:drawing></w:r>";
    let seen = "<w:r><w:t xml:space=\"preserve\">S</w:t></w:r>";
    let body = word_table(&[HEADINGS, READ, TELL]).replace(seen, &format!("{seen}{picture}"));
    let xml = |inner: &str| {
        format!("<w:x xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{inner}</w:x>")
    };
    let paragraph = |text: &str| xml(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"));
    let document = xml(&format!("<w:body>{body}</w:body>"));
    let parts = [
        ("word/document.xml", document),
        ("word/header1.xml", paragraph("HỘI KHUYẾN HỌC XÃ MẪU")),
        ("word/header2.xml", paragraph("HỘI KHUYẾN HỌC XÃ MẪU")),
        ("word/footer1.xml", paragraph("2")),
        ("word/footnotes.xml", paragraph("Chỉ tính sách in.")),
        ("word/comments.xml", paragraph("Hỏi lại chị Lan")),
    ];
    let mut files: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    files.extend(parts.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    let (_, outcome) = imported("bang.docx", zipped(&files));
    expect![[r#"
        bang.docx:1:1: lưu ý[table-left-out]: đầu trang, chân trang không nhập: HỘI KHUYẾN HỌC XÃ MẪU
          gợi ý: nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md
        bang.docx:1:1: lưu ý[table-left-out]: chú thích cuối trang không nhập: Chỉ tính sách in.
          gợi ý: nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md
        bang.docx:1:1: lưu ý[table-left-out]: nhận xét (comment) không nhập: Hỏi lại chị Lan
          gợi ý: nếu điều này cần cho bộ tiêu chí thì gõ vào ô rồi nhập lại, hoặc chép vào _index.md
        bang.docx:2:5: lưu ý[table-left-out]: bảng 1, hàng 2, cột 5: có hình ở đây, không nhập
          gợi ý: nếu hình có chữ cần cho bộ tiêu chí thì gõ chữ ấy vào ô rồi nhập lại
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn quotes_in_a_quoted_field_stay_and_one_that_is_never_closed_is_refused() {
    let table = |cell: &str| format!("TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;{cell};10\n2;;Nghe đài;5\n");
    let (site, _) = imported("bang.csv", table("\"Đọc \"sách\" hay\""));
    assert!(whole(&site).contains("Đọc \\\"sách\\\" hay"), "{}", whole(&site));
    refuses(
        "bang.csv",
        table("\"Đọc sách hay"),
        &expect![[r#"
        bang.csv:2:1: lỗi[table-open-quote]: hàng 2, cột 1: dấu nháy kép mở ở hàng này mà không đóng, nên không rõ ô kết thúc ở đâu
          gợi ý: thêm dấu nháy kép ở cuối ô, hoặc xóa dấu mở; tốt hơn là lưu từ Excel thành .xlsx
    "#]],
    );
    refuses(
        "bang.csv",
        table("Đọc").replace(";10", ";-5"),
        &expect![[r#"
        bang.csv:2:4: lỗi[table-points]: hàng 2, cột 4: “-5” là điểm trừ, ở đây chỉ ghi được điểm cộng
          gợi ý: gõ điểm được khi không vi phạm, ví dụ 5; hoặc ghi điều bị trừ vào cột “Ghi chú”
    "#]],
    );
}
