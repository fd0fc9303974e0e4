//! Tables of Word, as Word writes them: words cut into runs, ranges of merged cells, lists and line breaks.

use std::io::{Cursor, Write as _};

use expect_test::expect;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{builds, file, import, refuses, with_table};

/// Files packed as a zip.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file in the zip");
        zip.write_all(contents).expect("its contents");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A document with this body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// A table of rows; a cell is its properties, a bar, and its text.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let escaped = |char: char| if char == '&' { "&amp;".to_owned() } else { char.to_string() };
    let cell = |cell: &&str| {
        let (properties, text) = cell.split_once('|').expect("properties | text");
        let run = |char| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(char));
        let runs = text.chars().map(run).collect::<Vec<_>>().concat();
        let runs = runs.replace("<w:r><w:t xml:space=\"preserve\">\n</w:t></w:r>", "<w:r><w:br/></w:r>");
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>{runs}</w:p></w:tc>")
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<Vec<_>>().concat());
    let rows = rows.iter().map(row).collect::<Vec<_>>().concat();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>")
}

const DOWN: &str = "<w:vMerge w:val=\"restart\"/>|";
const ON: &str = "<w:vMerge/>|";

fn down(text: &str) -> String {
    format!("{DOWN}{text}")
}

fn wide(columns: u32, text: &str) -> String {
    format!("<w:gridSpan w:val=\"{columns}\"/>|{text}")
}

/// Targets with two levels: headings in two rows, criteria over the whole width, what one level does not ask for.
fn targets() -> Vec<u8> {
    let letterhead = table(&[&["|ỦY BAN NHÂN DÂN XÃ MẪU", "|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]);
    let main = table(&[
        &[&down("TT"), &down("Tiêu chí, chỉ tiêu"), &wide(2, "Mức độ"), &down("Minh chứng")],
        &[ON, ON, "|1", "|2", ON],
        &[&wide(5, "I. Điều kiện")],
        &["|1", "|Có kế hoạch hằng năm", "|Đạt", "|Đạt", "|Kế hoạch\nBáo cáo"],
        &["|2", "|Có kinh phí", &wide(2, "Đạt"), "|"],
        &[&wide(5, "II. Kết quả & tác dụng")],
        &["|1", "|Thành viên hoàn thành chương trình", "|≥ 90%", "|từ 95% trở lên", &down("Danh sách")],
        &["|2", "|Lớp học chuyên đề", "|Không quy định", "|ít nhất 2 lớp", ON],
        &["|", "|- Kể cả lớp trực tuyến", "|", "|", "|"],
    ]);
    document(&format!("<w:p><w:r><w:t>BỘ TIÊU CHÍ</w:t></w:r></w:p>{letterhead}{main}"))
}

#[test]
fn a_table_of_targets_with_two_levels() {
    let site = with_table("bang.docx", targets());
    let outcome = import(&site, "bang.docx", &["--title", "Đơn vị mẫu", "--version", "1-2026"]).succeeds();
    // The letterhead is a table too, and no part of the set.
    expect![[r#"
        bang.docx:1:1: lưu ý[table-not-placed]: bảng 1, hàng 1, cột 1: không nhập: ỦY BAN NHÂN DÂN XÃ MẪU · CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
          gợi ý: nếu điều này cần cho bộ tiêu chí thì chép vào _index.md
    "#]]
    .assert_eq(&outcome.stderr);
    expect![[r#"
        +++
        title = "Đơn vị mẫu"
        description = "Nhập từ một bảng, chưa đối chiếu với văn bản."

        [criteria]
        id = "ho-mau"
        version = "1-2026"
        kind = "targets"
        state = "draft"
        verified = "none"
        period = "calendar-year"
        missing = [
          "Số, ngày ban hành và nơi ban hành của văn bản.",
          "Điều kiện khác để được công nhận từng mức, nếu văn bản có nêu.",
        ]
        ask = "Hỏi hội khuyến học nơi bạn ở để đối chiếu với văn bản gốc."

        [criteria.basis]
        issuer = "Chưa ghi nơi ban hành"

        [[criteria.level]]
        title = "Mức độ 1"

        [[criteria.level]]
        title = "Mức độ 2"
        +++
        Nhập từ một bảng, chưa đối chiếu với văn bản.
    "#]]
    .assert_eq(&file(&site, "_index.md"));
    expect![[r#"
        +++
        title = "Điều kiện"
        description = "2 chỉ tiêu."

        [[target]]
        id = "co-ke-hoach-hang"
        title = "Có kế hoạch hằng năm"
        question = "Đã làm được chưa: Có kế hoạch hằng năm?"
        wording = "paraphrase"
        evidence = [
          "Kế hoạch",
          "Báo cáo",
        ]

        [[target]]
        id = "co-kinh-phi"
        title = "Có kinh phí"
        question = "Đã làm được chưa: Có kinh phí?"
        wording = "paraphrase"
        +++
        2 chỉ tiêu.

        ## co-ke-hoach-hang

        Có kế hoạch hằng năm

        ## co-kinh-phi

        Có kinh phí
    "#]]
    .assert_eq(&file(&site, "01-dieu-kien.md"));
    expect![[r#"
        +++
        title = "Kết quả & tác dụng"
        description = "2 chỉ tiêu."

        [[target]]
        id = "thanh-vien-hoan-thanh"
        title = "Thành viên hoàn thành chương trình"
        question = "Đạt bao nhiêu phần trăm: Thành viên hoàn thành chương trình?"
        wording = "paraphrase"
        percent = [90, 95]
        evidence = ["Danh sách"]

        [[target]]
        id = "lop-hoc-chuyen-de"
        title = "Lớp học chuyên đề"
        question = "Được bao nhiêu: Lớp học chuyên đề?"
        wording = "paraphrase"
        number = 2
        unit = "lớp"
        level = 2
        evidence = ["Danh sách"]
        +++
        2 chỉ tiêu.

        ## thanh-vien-hoan-thanh

        Thành viên hoàn thành chương trình

        ## lop-hoc-chuyen-de

        Kể cả lớp trực tuyến
    "#]]
    .assert_eq(&file(&site, "02-ket-qua-tac-dung.md"));
    builds(&site);
}

#[test]
fn what_was_deleted_and_what_is_nested() {
    let nested = table(&[&["|Bảng con"]]);
    let body = format!(
        "{}<w:p/>",
        table(&[&["|Tiêu chí", "|Chỉ số", "|Điểm tối đa"], &["|Tự học", "|XÓA", "|10"]])
            .replace(
                "<w:r><w:t xml:space=\"preserve\">X</w:t></w:r>",
                "<w:del><w:r><w:delText>Cũ</w:delText><w:t>Cũ</w:t></w:r></w:del><w:ins><w:r><w:t>Đọc </w:t></w:r></w:ins>"
            )
            .replace("</w:p></w:tc></w:tr></w:tbl>", &format!("</w:p>{nested}</w:tc></w:tr></w:tbl>"))
    );
    refuses(
        "bang.docx",
        document(&body),
        &expect![[r#"
            bang.docx:2:2: lưu ý[table-left-out]: bảng 1, hàng 2, cột 2: đã bị xóa trong lúc bật theo dõi thay đổi (Track Changes) nên không nhập: Cũ
              gợi ý: nếu vẫn cần thì trong Word bấm từ chối việc xóa (Reject) rồi nhập lại
            bang.docx:2:3: lỗi[table-points]: bảng 1, hàng 2, cột 3: không hiểu số điểm “10 Bảng con”
              gợi ý: gõ một số lớn hơn 0, ví dụ 10 hoặc 2,5
        "#]],
    );
}

#[test]
fn a_table_may_go_on_in_the_next_one_and_mistakes_name_table_row_and_column() {
    let first = table(&[&["|Tiêu chí", "|Chỉ số", "|Điểm tối đa"], &["|Tự học", "|Đọc", "|mười"]]);
    let second =
        table(&[&["|Tiêu chí", "|Chỉ số", "|Điểm tối đa"], &["|Chia sẻ", "|Kể", "|5"], &["|Cộng", "|", "|16"]]);
    let third = table(&[&["|Nơi nhận: lưu"]]);
    refuses(
        "bang.docx",
        document(&format!("{first}{second}{third}")),
        &expect![[r#"
        bang.docx:1:1: lưu ý[table-other-table]: bảng 3, hàng 1, cột 1: không nhập: Nơi nhận: lưu
          gợi ý: nếu đây là một phần của bảng thì thêm hàng tiêu đề, hoặc để ở tệp riêng
        bang.docx:2:3: lỗi[table-points]: bảng 1, hàng 2, cột 3: không hiểu số điểm “mười”
          gợi ý: gõ một số lớn hơn 0, ví dụ 10 hoặc 2,5
    "#]],
    );
}

#[test]
fn fonts_from_before_unicode_are_known_by_name() {
    let body = table(&[&["|Tiêu chí", "|Chỉ số", "|Điểm tối đa"], &["|x", "|y", "|10"]]).replace(
        "<w:r><w:t xml:space=\"preserve\">y</w:t></w:r>",
        "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/></w:rPr><w:t>®äc</w:t></w:r>",
    );
    refuses(
        "bang.docx",
        document(&body),
        &expect![[r#"
        bang.docx:2:2: lỗi[table-old-font]: bảng 1, hàng 2, cột 2: chữ gõ bằng phông TCVN3 cũ (.VnTime), không phải Unicode
          gợi ý: chép bảng, bấm CTRL+SHIFT+F6 để mở công cụ của Unikey, chọn nguồn TCVN3 (ABC) và đích Unicode, chuyển mã clipboard rồi dán lại bằng phông Times New Roman
    "#]],
    );
}
