//! Every mistake that a person makes when typing a table: named with its cell, all of them at once, nothing written.

use expect_test::expect;
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::{file, import, refuses, rows, with_table, workbook};
use crate::support::tree;

#[test]
fn all_mistakes_of_a_table_of_points_are_told_at_once() {
    let table = workbook(|sheet| {
        sheet.set_name("Bảng 1").expect("a name");
        rows(
            sheet,
            0,
            &[
                &["TT", "Tiêu chí", "Chỉ số", "Điểm tối đa"],
                &["1", "Tự học", "Đọc", "mười"],
                &["2", "", "Viết", ""],
                &["3", "", "Nói", "5000"],
                &["4", "", "Nghe", ""],
            ],
        );
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let date = ExcelDateTime::from_ymd(2026, 2, 1).expect("a day");
        sheet.write_datetime_with_format(4, 3, &date, &day).expect("a cell");
    });
    refuses(
        "bang.xlsx",
        table,
        &expect![[r#"
        bang.xlsx:2:4: lỗi[table-points]: ô D2 của trang tính “Bảng 1”: không hiểu số điểm “mười”
          gợi ý: gõ một số lớn hơn 0, ví dụ 10 hoặc 2,5
        bang.xlsx:3:4: lỗi[table-missing-points]: ô D3 của trang tính “Bảng 1”: “Viết” chưa có điểm tối đa, trong khi chỉ số khác có
          gợi ý: gõ điểm tối đa vào ô này; nếu ô được gộp với ô trên thì bỏ gộp và gõ riêng từng ô
        bang.xlsx:4:4: lỗi[table-points]: ô D4 của trang tính “Bảng 1”: điểm tối đa “5000” quá lớn
          gợi ý: so với văn bản; nhiều nhất là 1000
        bang.xlsx:5:4: lỗi[table-became-date]: ô D5 của trang tính “Bảng 1”: Excel đã đổi điều được gõ thành ngày 1/2/2026
          gợi ý: định dạng ô là Text rồi gõ lại, ví dụ 1/2 hoặc 3-4
    "#]],
    );
}

#[test]
fn all_mistakes_of_a_table_of_targets_are_told_at_once() {
    let table = "\
TT;Tiêu chí;Chỉ tiêu;Mức độ 1;Mức độ 2
1;Kết quả;Một;chín mươi;95%
2;;Hai;90%;
3;;Ba;90%;80%
4;;Bốn;90%;2 lớp
5;;Năm;90;95
6;;Sáu;trên 90%;95%
7;;Bảy;90%;Không quy định
8;;Tám;190%;95%
";
    refuses(
        "bang.csv",
        table,
        &expect![[r#"
        bang.csv:2:4: lỗi[table-threshold]: hàng 2, cột 4: không hiểu mức “chín mươi”
          gợi ý: gõ như: 90%, ≥ 90%, từ 90% trở lên, 2 lớp, Đạt, Không quy định
        bang.csv:3:5: lỗi[table-missing-threshold]: hàng 3, cột 5: “Hai” có một mức để trống
          gợi ý: gõ ngưỡng của mức này; mức độ 1 không hỏi thì gõ “Không quy định”
        bang.csv:4:5: lỗi[table-threshold-falls]: hàng 4, cột 5: mức sau “80%” thấp hơn mức trước “90%”
          gợi ý: so với văn bản; mức độ 2 không thể dễ hơn mức độ 1
        bang.csv:5:5: lỗi[table-thresholds-differ]: hàng 5, cột 5: hai mức khác kiểu: “90%” và “2 lớp”
          gợi ý: ghi cả hai mức bằng phần trăm, hoặc cùng một đơn vị, hoặc cùng là “Đạt”
        bang.csv:6:4: lỗi[table-threshold]: hàng 6, cột 4: không rõ “90” là phần trăm hay số lượng
          gợi ý: gõ “90%”, hoặc thêm đơn vị, ví dụ “90 lớp”
        bang.csv:6:5: lỗi[table-threshold]: hàng 6, cột 5: không rõ “95” là phần trăm hay số lượng
          gợi ý: gõ “95%”, hoặc thêm đơn vị, ví dụ “95 lớp”
        bang.csv:7:4: lỗi[table-threshold]: hàng 7, cột 4: “trên 90%” không tính chính số ấy, ở đây chỉ ghi được “từ … trở lên”
          gợi ý: so với văn bản; nếu tính cả số ấy thì gõ “từ … trở lên”, không thì gõ số nhỏ nhất được tính
        bang.csv:8:5: lỗi[table-lost-at-level-two]: hàng 8, cột 5: mức độ 2 không hỏi điều mà mức độ 1 có hỏi
          gợi ý: nếu mức độ 2 vẫn giữ như mức độ 1 thì gõ lại ngưỡng ấy vào ô này
        bang.csv:9:4: lỗi[table-threshold]: hàng 9, cột 4: không hiểu mức “190%”
          gợi ý: gõ như: 90%, ≥ 90%, từ 90% trở lên, 2 lớp, Đạt, Không quy định
    "#]],
    );
}

#[test]
fn sums_are_added_up_again() {
    let table = "\
TT;Nội dung;Điểm tối đa
I;Tự học;25
1;Đọc;10
2;Viết;10
II;Chia sẻ (15 điểm);10
1;Kể;10
;Tổng cộng;40
";
    refuses(
        "bang.csv",
        table,
        &expect![[r#"
        bang.csv:5:2: lỗi[table-sum]: hàng 5, cột 2: “Chia sẻ” ghi 15 điểm, nhưng cộng lại được 10
          gợi ý: so với văn bản: sửa tổng ở ô này, hoặc sửa điểm bị gõ sai ở các hàng của nó
        bang.csv:7:3: lỗi[table-sum]: hàng 7, cột 3: bảng ghi tổng 40, nhưng cộng lại được 30
          gợi ý: so với văn bản: sửa tổng ở ô này, hoặc sửa điểm bị gõ sai ở các hàng của nó
    "#]],
    );
}

#[test]
fn english_is_spoken_too() {
    let table = "TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;Đọc;mười\n;Cộng;;10\n";
    let site = with_table("bang.csv", table);
    let outcome = import(&site, "bang.csv", &["--lang", "en"]).exits(1);
    expect![[r#"
        bang.csv:2:4: error[table-points]: row 2, column 4: “mười” is no number of points
          hint: type a number above 0, such as 10 or 2,5
    "#]]
    .assert_eq(&outcome.stderr);
}

#[test]
fn a_table_without_headings_says_what_it_needs() {
    refuses(
        "bang.csv",
        "1;Tự học;Đọc;10\n2;;Viết;10\n",
        &expect![[r#"
        bang.csv:1:1: lỗi[table-no-headings]: không thấy hàng tiêu đề; tệp bắt đầu bằng: 1 | Tự học | Đọc | 10 | 2 | Viết | 10
          gợi ý: thêm hàng tiêu đề có “Tiêu chí” hoặc “Chỉ số”, và “Điểm tối đa” hoặc “Mức độ 1”, “Mức độ 2”
    "#]],
    );
    refuses(
        "bang.csv",
        "",
        &expect![[r#"
        bang.csv:1:1: lỗi[table-none]: tệp không có bảng nào
          gợi ý: trong Word hãy đặt tiêu chí vào một bảng; trong Excel hãy gõ từ ô đầu của trang tính
    "#]],
    );
    refuses(
        "bang.csv",
        "TT;Tiêu chí;Chỉ số;Điểm tối đa\n",
        &expect![[r#"
        bang.csv:1:1: lỗi[table-no-rows]: hàng 1, cột 1: dưới hàng tiêu đề không có chỉ số, chỉ tiêu nào
          gợi ý: gõ mỗi chỉ số hoặc chỉ tiêu một hàng
    "#]],
    );
}

#[test]
fn a_table_of_either_kind_asks_which() {
    let table = "TT;Tiêu chí;Chỉ số;Điểm tối đa;Mức độ 1\n1;Tự học;Đọc;10;Đạt\n";
    refuses(
        "bang.csv",
        table,
        &expect![[r#"
        bang.csv:1:1: lỗi[table-which-kind]: hàng 1, cột 1: không rõ bảng này chấm điểm hay xét chỉ tiêu
          gợi ý: thêm --kind points (chấm điểm) hoặc --kind targets (chỉ tiêu)
    "#]],
    );
    let site = with_table("bang.csv", table);
    import(&site, "bang.csv", &["--kind", "points"]).succeeds();
    assert!(file(&site, "01-tu-hoc.md").contains("max = 10\n"));
}

#[test]
fn files_that_are_no_tables_say_what_would_be_one() {
    refuses(
        "bang.xls",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        &expect![[r#"
        bang.xls:1:1: lỗi[table-old-office]: tệp kiểu Office cũ (.xls, .doc) hoặc có mật khẩu
          gợi ý: mở tệp, bỏ mật khẩu nếu có, chọn “Lưu thành” dạng .xlsx hoặc .docx rồi nhập lại
    "#]],
    );
    refuses(
        "bang.xlsx",
        "chữ",
        &expect![[r#"
        bang.xlsx:1:1: lỗi[table-damaged]: tệp hỏng, hoặc không đúng dạng như tên của nó
          gợi ý: mở tệp bằng Excel hoặc Word, lưu thành một tệp mới rồi nhập lại
    "#]],
    );
    refuses(
        "bang.pdf",
        "%PDF-1.7",
        &expect![[r#"
        bang.pdf:1:1: lỗi[table-format]: không biết đọc tệp dạng này
          gợi ý: dùng một trong các dạng: .xlsx, .docx, .csv, .tsv, .txt, .json; bảng .xls, .ods thì mở ra rồi lưu thành .xlsx
    "#]],
    );
    refuses(
        "bang.csv",
        b"a\0b\0\0\0\xE1\xFF",
        &expect![[r#"
        bang.csv:1:1: lỗi[table-not-text]: tệp này không phải văn bản đọc được
          gợi ý: trong Excel chọn “Lưu thành” dạng “CSV UTF-8” hoặc .xlsx rồi nhập lại
    "#]],
    );
}

#[test]
fn json_is_answered_with_line_and_column() {
    refuses(
        "bo.json",
        "{\n  \"schema\": \"hoctap-set/1\",\n  \"sett\": \"x\"\n}\n",
        &expect![[r#"
            bo.json:3:8: lỗi[table-json-unknown-key]: dòng 3: không có khóa “sett”
              gợi ý: các khóa dùng được ở đây: schema, set, version, title, description, kind, state, verified, decides, reason, effective, about, basis, caveats, missing, ask, pass, levels, recognition, dossier, areas, groups, conditions, criteria, sources, explanation
        "#]],
    );
    refuses(
        "bo.json",
        "{\n  \"schema\": \"hoctap-set/1\"\n}\n",
        &expect![[r#"
        bo.json:3:1: lỗi[table-json-missing-key]: dòng 3: thiếu khóa “set”
          gợi ý: thêm "set": …
    "#]],
    );
    refuses(
        "bo.json",
        "{\"schema\": }",
        &expect![[r#"
        bo.json:1:12: lỗi[table-json-syntax]: dòng 1: tệp không đúng cú pháp JSON từ chỗ này
          gợi ý: xem lại dấu ngoặc, dấu phẩy, dấu nháy kép ở quanh đây
    "#]],
    );
    let set = r#"{
  "schema": "hoctap-set/1", "set": "mau", "version": "1", "title": "Mẫu", "description": "Mẫu.", "kind": "points",
  "state": "draft", "verified": "none", "effective": "2026-02-30",
  "basis": { "issuer": "Hội Mẫu" },
  "criteria": [{ "id": "../ngoai", "title": "A", "description": "A.", "items": [] }]
}
"#;
    refuses(
        "bo.json",
        set,
        &expect![[r#"
        bo.json:3:54: lỗi[table-bad-date]: dòng 3: không có ngày “2026-02-30”
          gợi ý: viết năm-tháng-ngày, ví dụ 2023-10-25
        bo.json:5:24: lỗi[table-bad-id]: dòng 5: mã “../ngoai” không hợp lệ
          gợi ý: mã gồm chữ thường không dấu, số và gạch nối, ví dụ tu-hoc
    "#]],
    );
}

#[test]
fn nothing_is_overwritten() {
    let table = "TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;Đọc;10\n";
    let site = with_table("bang.csv", table);
    import(&site, "bang.csv", &[]).succeeds();
    let before = tree(site.root());
    let outcome = import(&site, "bang.csv", &[]).exits(1);
    assert!(outcome.stderr.contains("folder-exists"), "{}", outcome.stderr);
    assert!(tree(site.root()) == before);
    import(&site, "bang.csv", &["--out", "noi-khac"]).succeeds();
    assert!(site.root().join("noi-khac/01-tu-hoc.md").exists());
}

#[test]
fn ids_that_are_none_are_refused() {
    let site = with_table("bang.csv", "TT;Tiêu chí;Chỉ số;Điểm tối đa\n1;Tự học;Đọc;10\n");
    site.run(&["import", "bang.csv", "--set", "../x"]).exits(2);
    site.run(&["import", "bang.csv", "--set", "Họ"]).exits(2);
    site.run(&["import", "bang.csv", "--set", "x", "--version", "a/b"]).exits(2);
    site.run(&["import", "khong-co.csv", "--set", "x"]).exits(2);
}
