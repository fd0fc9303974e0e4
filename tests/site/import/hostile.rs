//! Files that were made to do harm: refused before they are read into memory, and answered whatever their bytes are.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use expect_test::expect;
use generator::diagnostic::Findings;
use generator::tables::{Wanted, read};

use super::word::{document, table, zipped};
use super::{merge, refuses, rows, workbook};

/// A workbook whose first sheet is this XML.
fn sheet(xml: &str) -> Vec<u8> {
    sheet_at("worksheets/sheet1.xml", xml)
}

/// The same under another name.
fn sheet_at(name: &str, xml: &str) -> Vec<u8> {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns:r=\"{rels}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>").as_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/worksheet\" Target=\"{name}\"/></Relationships>").as_bytes(),
        ),
        (&format!("xl/{name}"), xml.as_bytes()),
    ])
}

/// A workbook with texts in a table of their own and with formats, in whose XML a passage is replaced.
fn lying(honest: &str, lie: &str) -> Vec<u8> {
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let texts =
        ["Tiêu chí", "Chỉ số", "Điểm tối đa", "Tự học", "Đọc"].map(|text| format!("<si><t>{text}</t></si>")).concat();
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"{rels}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{rels}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{rels}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"{rels}/styles\" Target=\"styles.xml\"/></Relationships>")),
        ("xl/sharedStrings.xml", format!("<sst count=\"70000\" uniqueCount=\"5\">{texts}</sst>")),
        ("xl/styles.xml", "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0%\"/></numFmts><fonts count=\"1\"><font><name val=\"Arial\"/></font></fonts><cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/></cellXfs></styleSheet>".to_owned()),
        ("xl/worksheets/sheet1.xml", "<worksheet><dimension ref=\"A1:C2\"/><sheetData><row r=\"1\" spans=\"1:3\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>4</v></c><c r=\"C2\" s=\"0\"><f t=\"shared\" ref=\"C2:C2\" si=\"0\">5+5</f><v>10</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A5:B6\"/></mergeCells></worksheet>".to_owned()),
    ];
    assert_eq!(parts.iter().map(|(_, xml)| xml.matches(honest).count()).sum::<usize>(), 1, "{honest}");
    let parts: Vec<(&str, String)> = parts.into_iter().map(|(name, xml)| (name, xml.replace(honest, lie))).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    zipped(&parts)
}

/// What a workbook counts, points at or measures, each with a place for the lie.
const CLAIMS: [(&str, &str); 18] = [
    ("uniqueCount=\"5\"", "uniqueCount=\"N\""),
    ("count=\"70000\"", "count=\"N\""),
    ("<numFmts count=\"1\"", "<numFmts count=\"N\""),
    ("<fonts count=\"1\"", "<fonts count=\"N\""),
    ("<cellXfs count=\"2\"", "<cellXfs count=\"N\""),
    ("<mergeCells count=\"1\"", "<mergeCells count=\"N\""),
    ("si=\"0\"", "si=\"N\""),
    ("<v>4</v>", "<v>N</v>"),
    (" s=\"0\"", " s=\"N\""),
    ("<numFmt numFmtId=\"164\"", "<numFmt numFmtId=\"N\""),
    ("<xf numFmtId=\"164\" fontId=\"0\"/>", "<xf numFmtId=\"N\" fontId=\"N\"/>"),
    ("spans=\"1:3\"", "spans=\"1:N\""),
    ("<row r=\"2\">", "<row r=\"N\">"),
    ("r=\"C2\"", "r=\"CN\""),
    ("ref=\"C2:C2\"", "ref=\"C2:CN\""),
    ("\"A1:C2\"", "\"A1:CN\""),
    ("\"A5:B6\"", "\"A5:BN\""),
    ("sheetId=\"1\"", "sheetId=\"N\""),
];

#[test]
fn numbers_that_a_workbook_claims_are_never_believed() {
    assert_eq!(codes("a.xlsx", &lying("uniqueCount=\"5\"", "uniqueCount=\"5\"")), Vec::<String>::new());
    for (honest, lie) in CLAIMS {
        for number in [
            "0",
            "1",
            "1048577",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "18446744073709551615",
            "99999999999999999999999",
            "-1",
            "1e9",
            "",
        ] {
            // What matters is that there is an answer, in little time and memory; `codes` sees to it.
            let _ = codes("a.xlsx", &lying(honest, &lie.replace('N', number)));
        }
    }
}

#[test]
fn a_table_of_texts_that_counts_more_than_it_can_hold_is_damaged() {
    for count in ["4294967295", "18446744073709551615", "99999999999999999999999"] {
        let workbook = lying("uniqueCount=\"5\"", &format!("uniqueCount=\"{count}\""));
        assert_eq!(codes("a.xlsx", &workbook), ["table-damaged"], "{count}");
    }
    // Used often is no lie.
    let often = lying("count=\"70000\"", "count=\"1000000\"");
    assert_eq!(codes("a.xlsx", &often), Vec::<String>::new());
}

#[test]
fn a_sheet_under_another_name_is_looked_at_too() {
    let rows = "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>";
    let renamed = sheet_at("worksheets/sheet1.dat", rows);
    assert_eq!(codes("a.xlsx", &renamed), ["table-too-large"]);
}

/// The table with something hostile before or behind its cells.
fn around(before: &str, cells: &str, behind: &str) -> Vec<u8> {
    let heading = |cell: &str, text: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let headings: String =
        [("A1", "Tiêu chí"), ("B1", "Chỉ số"), ("C1", "Điểm tối đa")].map(|(cell, text)| heading(cell, text)).concat();
    let first: String =
        [("A2", "Tự học"), ("B2", "Đọc"), ("C2", "10")].map(|(cell, text)| heading(cell, text)).concat();
    sheet(&format!(
        "<worksheet>{before}<sheetData><row r=\"1\">{headings}</row><row r=\"2\">{first}</row>{cells}</sheetData>{behind}</worksheet>"
    ))
}

/// What is found, by its code, within a second or two; on a machine that does much beside, before anybody would call it hung.
fn codes(name: &str, bytes: &[u8]) -> Vec<String> {
    let (start, mut findings) = (Instant::now(), Findings::default());
    let wanted = Wanted { set: "x".to_owned(), ..Wanted::default() };
    let set = read(name, bytes, &wanted, &mut findings);
    assert!(start.elapsed() < Duration::from_secs(120), "{name}: {:?}", start.elapsed());
    assert_eq!(set.is_none(), findings.has_errors(), "{name}");
    let text = findings.to_text(generator::diagnostic::Lang::En);
    text.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once("]:")?.0.to_owned())).collect()
}

#[test]
fn the_table_alone_is_read() {
    assert_eq!(codes("a.xlsx", &around("", "", "")), Vec::<String>::new());
}

#[test]
fn corners_that_claim_the_whole_sheet_cost_nothing() {
    let claims = "<dimension ref=\"A1:XFD1048576\"/>";
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"A3:XFD1048576\"/></mergeCells>";
    assert_eq!(codes("a.xlsx", &around(claims, "", merged)), Vec::<String>::new());
}

#[test]
fn a_text_in_the_last_cell_there_is_is_too_far() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    refuses(
        "bang.xlsx",
        around("", far, ""),
        &expect![[r#"
        bang.xlsx:1048576:16384: lỗi[table-too-large]: ô XFD1048576 của trang tính “A”: bảng dài hơn 10000 hàng
          gợi ý: tách lấy riêng bảng tiêu chí sang một tệp mới rồi nhập lại
    "#]],
    );
}

#[test]
fn cells_that_no_sheet_has_are_refused() {
    for cell in ["AAAAAAAAAAAAAA1", "A99999999999999999999", "ZZZZ9"] {
        let cells = format!("<row r=\"9\"><c r=\"{cell}\"><v>1</v></c></row>");
        assert_eq!(codes("a.xlsx", &around("", &cells, "")), ["table-too-large"], "{cell}");
    }
    let row = "<row r=\"99999999999\"><c><v>1</v></c></row>";
    assert_eq!(codes("a.xlsx", &around("", row, "")), ["table-too-large"]);
}

#[test]
fn ranges_that_lie_on_each_other_are_counted() {
    let mut ranges = String::new();
    for _ in 0..20_000 {
        let _infallible = write!(ranges, "<mergeCell ref=\"A1:C1000\"/>");
    }
    let cells = "<row r=\"1000\"><c r=\"C1000\"><v>1</v></c></row>";
    let table = around("", cells, &format!("<mergeCells>{ranges}</mergeCells>"));
    assert_eq!(codes("a.xlsx", &table), ["table-too-large"]);
}

#[test]
fn a_small_file_that_unpacks_into_very_much_is_refused() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/image.png", &zeros)]);
    assert!(bomb.len() < 100_000);
    refuses(
        "bang.xlsx",
        bomb,
        &expect![[r#"
        bang.xlsx:1:1: lỗi[table-too-large]: tệp nén chứa nhiều hơn 32 MB
          gợi ý: tách lấy riêng bảng tiêu chí sang một tệp mới rồi nhập lại
    "#]],
    );
    let many: Vec<(String, Vec<u8>)> = (0..2000).map(|number| (format!("{number}.xml"), b"<a/>".to_vec())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, contents)| (name.as_str(), contents.as_slice())).collect();
    assert_eq!(codes("a.docx", &zipped(&many)), ["table-too-large"]);
}

#[test]
fn sizes_that_are_claimed_are_not_believed() {
    let mut bytes = zipped(&[("word/document.xml", &vec![b' '; 40 << 20])]);
    // The size in the directory and in the file's own header: four bytes, each said to be 100.
    let real = u32::try_from(40 << 20).expect("it fits").to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == real {
            bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    let found = codes("a.docx", &bytes);
    assert!(found == ["table-too-large"] || found == ["table-damaged"], "{found:?}");
}

#[test]
fn one_text_in_many_cells_is_counted_each_time() {
    let long = "ă".repeat(30_000);
    let table = workbook(|sheet| {
        rows(sheet, 0, &[&["Tiêu chí", "Chỉ số", "Điểm tối đa"]]);
        for row in 1..400 {
            sheet.write_string(row, 1, &long).expect("a cell");
        }
    });
    assert_eq!(codes("a.xlsx", &table), ["table-too-large"]);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let xml = format!(
        "{bomb}<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:t>&b;</w:t></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    );
    assert_eq!(codes("a.docx", &zipped(&[("word/document.xml", xml.as_bytes())])), ["table-too-large"]);
}

#[test]
fn depth_and_width_are_bounded() {
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(codes("a.docx", &document(&deep)), ["table-too-large"]);
    let wide = table(&[&["<w:gridSpan w:val=\"4294967295\"/>|Tiêu chí", "|Chỉ số"]]);
    assert_eq!(codes("a.docx", &document(&wide)), ["table-too-large"]);
    let wide = table(&[&["<w:gridSpan w:val=\"99999999999999\"/>|Tiêu chí", "|Chỉ số", "|Điểm"], &["|a", "|b", "|1"]]);
    assert_eq!(codes("a.docx", &document(&wide)), Vec::<String>::new());
    let tables = table(&[&["|x"]]).repeat(300);
    assert_eq!(codes("a.docx", &document(&tables)), ["table-too-large"]);
}

#[test]
fn text_is_bounded_too() {
    let rows = "a;b\n".repeat(20_000);
    assert_eq!(codes("a.csv", rows.as_bytes()), ["table-too-large"]);
    let wide = ";x".repeat(300);
    assert_eq!(codes("a.csv", wide.as_bytes()), ["table-too-large"]);
    let open = format!("Tiêu chí;Chỉ số;Điểm\n\"{}", "a;b;1\n".repeat(9_000));
    assert_eq!(codes("a.csv", open.as_bytes()), ["table-open-quote"]);
    assert_eq!(codes("a.csv", format!("{open}\"\n").as_bytes()), ["table-too-large"]);
    let deep = format!("{{\"schema\":{}", "[".repeat(100_000));
    assert_eq!(codes("a.json", deep.as_bytes()), ["table-json-value"]);
}

#[test]
fn files_that_are_damaged_anywhere_are_answered() {
    let good = workbook(|sheet| {
        rows(sheet, 0, &[&["TT", "Tiêu chí", "Chỉ số", "Điểm tối đa"], &["1", "Tự học", "Đọc", "10"]]);
        merge(sheet, (5, 0), (6, 3), "Tổng cộng");
    });
    let plain = around("<dimension ref=\"A1:C2\"/>", "", "<mergeCells><mergeCell ref=\"A5:B6\"/></mergeCells>");
    let word = document(&table(&[&["|Tiêu chí", "|Chỉ số", "|Điểm"], &["<w:vMerge/>|a", "|b", "|1"]]));
    for (name, bytes) in [("a.xlsx", good), ("a.xlsx", plain), ("a.docx", word)] {
        for at in (0..bytes.len()).step_by(17) {
            for value in [0, 0x41, 0xFF] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let _ = codes(name, &damaged);
            }
            let _ = codes(name, &bytes[..at]);
        }
    }
}
