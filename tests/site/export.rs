//! `hoctap export`: a set as a spreadsheet that Excel opens with its Vietnamese whole, and the way back, with nothing
//! lost.

mod round_trip;

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use expect_test::expect;
use rust_xlsxwriter::Workbook;

use crate::import::word;
use crate::support::real::Copy;
use crate::support::{hoctap, minimal};

/// The rows of a sheet, as texts.
fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("a sheet of that name");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// All sheets of a workbook with their names, as texts.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    workbook.sheet_names().into_iter().map(|name| (name.clone(), rows(bytes, &name))).collect()
}

/// The workbook of these sheets; what looks like a number is one.
fn book(sheets: &[(String, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name for a sheet");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number),
                    Err(_) => sheet.write_string(row, column, cell),
                }
                .expect("a cell");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_set_becomes_a_spreadsheet_named_by_its_id() {
    let site = minimal();
    let outcome = site.run(&["export", "mau"]).succeeds();
    assert_eq!(outcome.stdout, "mau.xlsx\n");
    let bytes = fs::read(site.root().join("mau.xlsx")).expect("the spreadsheet");
    let table: Vec<String> =
        rows(&bytes, "Tiêu chí").iter().map(|row| row[..4].join(" | ").replace('\n', " / ")).collect();
    expect![[r#"
        TT | Tiêu chí | Chỉ số | Điểm tối đa
        1 | Tự học |  | 20
        1.1 |  | Đọc | 10
        1.2 |  | Kế hoạch | 10
        2 | Hợp tác |  | 10
        2.1 |  | Cùng làm | 10"#]]
    .assert_eq(&table.join("\n"));
    let facts: Vec<String> = rows(&bytes, "Bộ tiêu chí").iter().map(|row| row.join(": ")).collect();
    expect![[r#"
        Dạng tệp: hoctap-set/1
        Mã bộ: mau
        Phiên bản: 1-2026
        Tên bộ: Bộ mẫu
        Mô tả: Một bộ tiêu chí nhỏ.
        Cách quyết định: chấm điểm
        Hiệu lực: đang hiệu lực
        Đã đối chiếu: quy tắc
        Trang kết luận: 
        Vì sao không kết luận: 
        Ngày hiệu lực: 
        Để làm gì, cho ai: 
        Số văn bản: 1/QĐ-THU
        Nơi ban hành: Hội Thử
        Ngày ban hành: 2026-01-02
        Ghi chú về văn bản: 
        Tổng điểm tối đa: 30
        Điểm cần đạt: 24
        Điểm sàn: 5
        Lưu ý kèm kết quả: Bộ này chỉ để thử.
        Điều chưa rõ: 
        Hỏi ai: 
        Tên mức độ: 
        Xin nâng mức sau (tháng): 
        Giữ công nhận (năm): 
        Ghi chú về công nhận: 
        Hồ sơ: đề nghị công nhận gì: 
        Hồ sơ: điều của văn bản: 
        Hồ sơ: nơi gửi: 
        Hồ sơ: người ký: 
        Hồ sơ: nơi nhận: 
        Hồ sơ: cách thống nhất kết quả: 
        Hồ sơ: gửi trước ngày: 
        Hồ sơ: xong trước ngày: 
        Cách nhập lại: Sửa trong tệp này rồi chạy: hoctap import <tệp> --set <mã bộ>"#]]
    .assert_eq(&facts.join("\n"));
    site.run(&["export", "mau@1-2026", "--out", "lai.xlsx"]).succeeds();
    assert!(fs::read(site.root().join("lai.xlsx")).expect("the spreadsheet") == bytes, "the same set, other bytes");
}

#[test]
fn the_spreadsheet_of_a_set_is_imported_as_the_same_set() {
    let site = minimal();
    let json = site.run(&["export", "mau", "--format", "json", "--out", "-"]).succeeds().stdout;
    for name in ["mau.xlsx", "mau.json"] {
        let format = name.rsplit('.').next().expect("an ending");
        site.run(&["export", "mau", "--format", format, "--out", name]).succeeds();
        let again = minimal();
        fs::remove_dir_all(again.root().join("content/criteria/mau")).expect("the set that was there");
        fs::copy(site.root().join(name), again.root().join(name)).expect("the file to import");
        let imported = again.run(&["import", name, "--set", "mau"]).succeeds();
        assert_eq!(imported.stderr, "", "{name}");
        assert_eq!(again.run(&["export", "mau", "--format", "json", "--out", "-"]).succeeds().stdout, json, "{name}");
        again.build().succeeds();
    }
}

/// What the table says of a set comes back from a table alone: as CSV, and copied into Word, where no second sheet tells more.
#[test]
fn the_table_of_the_circulars_comes_back_from_csv_and_from_word() {
    let site = Copy::new();
    for (set, folder, version) in [
        ("cong-dong-xa", "cong-dong-xa", "25-2023"),
        ("dvh-huyen", "don-vi-huyen", "24-2023"),
        ("dvh-tinh", "don-vi-tinh", "24-2023"),
        ("cong-dong-huyen", "cong-dong-huyen", "25-2023"),
        ("cong-dong-tinh", "cong-dong-tinh", "25-2023"),
    ] {
        let exact = format!("{set}@{version}");
        let export = |format: &str, name: &str| {
            hoctap(site.root(), &["export", &exact, "--format", format, "--out", name, "--force"], "").succeeds();
            fs::read(site.root().join(name)).expect("what was exported")
        };
        let table = export("csv", "bang.csv");
        let cells = rows(&export("xlsx", "bang.xlsx"), "Tiêu chí");
        let cells: Vec<Vec<String>> =
            cells.iter().map(|row| row.iter().map(|cell| format!("|{cell}")).collect()).collect();
        let cells: Vec<Vec<&str>> = cells.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        fs::write(site.root().join("bang.docx"), word::document(&word::table(&cells))).expect("a document");
        for name in ["bang.csv", "bang.docx"] {
            let folder = format!("content/criteria/{folder}");
            let index = site.root().join(&folder).join("_index.md");
            let facts = fs::read(&index).expect("the facts of the set");
            fs::remove_dir_all(site.root().join(&folder)).expect("the set as it was");
            let arguments = ["import", name, "--set", set, "--version", version, "--out", &folder];
            hoctap(site.root(), &arguments, "").succeeds();
            // The kinds of unit have no place in the table.
            fs::write(index, facts).expect("the facts again");
            let again = export("csv", "lai.csv");
            assert!(again == table, "{set}, {name}:\n{}", String::from_utf8_lossy(&again));
        }
    }
}

/// An officer changes a figure in one sheet of two that show it: which of them is meant nobody can know.
#[test]
fn two_sheets_of_one_workbook_that_differ_are_refused() {
    let site = Copy::new();
    hoctap(site.root(), &["export", "cong-dong-xa", "--out", "bang.xlsx"], "").succeeds();
    let bytes = fs::read(site.root().join("bang.xlsx")).expect("the spreadsheet");
    let changed = |sheet: &str, from: &str, to: &str| {
        let cells: Vec<(String, Vec<Vec<String>>)> = sheets(&bytes)
            .into_iter()
            .map(|(name, mut rows)| {
                for cell in rows.iter_mut().flatten().filter(|cell| name == sheet && *cell == from) {
                    to.clone_into(cell);
                }
                (name, rows)
            })
            .collect();
        fs::write(site.root().join("sua.xlsx"), book(&cells)).expect("a workbook");
        let arguments =
            ["import", "sua.xlsx", "--set", "cong-dong-xa", "--version", "2", "--out", "content/criteria/hai"];
        hoctap(site.root(), &arguments, "")
    };
    changed("Tiêu chí", "50% và 12%", "50% và 12%").succeeds();
    fs::remove_dir_all(site.root().join("content/criteria/hai")).expect("the set that was imported");
    let told = changed("Tiêu chí", "50% và 12%", "55% và 12%").exits(1).stderr;
    assert!(told.contains("bảng ghi “55% và 12%”, mà trang tính “Hai số” ghi “50% và 12%”"), "{told}");
    let told = changed("Hai số", "50", "").exits(1).stderr;
    assert!(told.contains("[table-missing-threshold]"), "{told}");
}

#[test]
fn the_table_alone_is_text_that_no_spreadsheet_takes_for_a_formula_wherever_it_parts_cells() {
    let title = "an,=cmd|'/C calc'!A0,x;@SUM(1)\\t+1\\n-2";
    let site = minimal().replacing("content/criteria/mau/01-tu-hoc.md", "\"Kế hoạch\"", &format!("\"{title}\""));
    let outcome = site.run(&["export", "mau", "--format", "csv", "--out", "-"]).succeeds();
    assert!(
        outcome.stdout.starts_with("\u{feff}\"TT\";\"Tiêu chí\";\"Chỉ số\";\"Điểm tối đa\";"),
        "{}",
        outcome.stdout
    );
    for separator in [b';', b',', b'\t'] {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(outcome.stdout.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in &record.expect("texts") {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }
}

#[test]
fn what_is_not_there_is_named() {
    let site = minimal();
    site.run(&["export", "khong-co"]).finds("content/criteria:1:1 unknown-set");
    site.run(&["export", "mau@9"]).finds("content/criteria:1:1 unknown-version");
    site.run(&["export", "mau", "--out", "-"]).exits(2);
}

#[test]
fn a_new_set_builds_as_it_is_and_says_what_to_replace() {
    for kind in ["points", "targets"] {
        let site = minimal();
        let made = site.run(&["new", "criteria", "ho-mau", "--title", "Dòng họ “mẫu”", "--kind", kind]).succeeds();
        assert_eq!(made.stdout.lines().count(), 2, "{}", made.stdout);
        site.build().succeeds();
        let before = crate::support::tree(site.root());
        let again = site.run(&["new", "criteria", "ho-mau", "--title", "Khác"]).exits(1);
        assert!(again.stderr.contains("folder-exists"), "{}", again.stderr);
        assert!(crate::support::tree(site.root()) == before);
    }
    let site = minimal();
    site.run(&["new", "criteria", "Họ mẫu", "--title", "X"]).exits(2);
    site.run(&["new", "criteria", "x", "--title", " "]).exits(2);
    let empty = tempfile::TempDir::new().expect("an empty folder");
    hoctap(empty.path(), &["new", "criteria", "x", "--title", "X"], "").finds("site.toml:1:1 missing-file");
}
