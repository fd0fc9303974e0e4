//! Workbooks and documents whose numbers lie: every count, index, place and size of a sound file is replaced by what the
//! bytes say. Each takes nine of them: which number, and what it becomes.

#![no_main]

use generator::diagnostic::{Findings, Lang};
use generator::tables::{Wanted, read};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a workbook; `#` is a number.
fn workbook() -> Vec<(&'static str, String)> {
    vec![
        ("_rels/.rels", format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"a\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"{RELS}\"><workbookPr date1904=\"#\"/><sheets><sheet name=\"A\" sheetId=\"#\" r:id=\"a\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"a\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"{RELS}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"c\" Type=\"{RELS}/styles\" Target=\"styles.xml\"/></Relationships>")),
        ("xl/sharedStrings.xml", "<sst count=\"#\" uniqueCount=\"#\"><si><t>Tiêu chí</t></si><si><t>Chỉ số</t></si><si><t>Điểm</t></si></sst>".to_owned()),
        ("xl/styles.xml", "<styleSheet><numFmts count=\"#\"><numFmt numFmtId=\"#\" formatCode=\"0%\"/></numFmts><fonts count=\"#\"><font><name val=\"Arial\"/></font></fonts><cellXfs count=\"#\"><xf numFmtId=\"#\" fontId=\"#\"/></cellXfs></styleSheet>".to_owned()),
        ("xl/worksheets/sheet1.xml", "<worksheet><dimension ref=\"A#:C#\"/><sheetData><row r=\"#\" spans=\"#:#\"><c r=\"A#\" t=\"s\"><v>#</v></c><c r=\"B#\" t=\"s\"><v>#</v></c><c t=\"s\"><v>#</v></c></row><row r=\"#\"><c r=\"A#\" s=\"#\"><f t=\"shared\" ref=\"A#:C#\" si=\"#\">1</f><v>#</v></c></row></sheetData><mergeCells count=\"#\"><mergeCell ref=\"A#:C#\"/></mergeCells></worksheet>".to_owned()),
    ]
}

/// The part of a document that is read.
fn document() -> Vec<(&'static str, String)> {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"#\"/></w:tcPr><w:p><w:t>Điểm</w:t></w:p></w:tc>";
    let row = format!("<w:tr><w:trPr><w:gridBefore w:val=\"#\"/></w:trPr>{cell}{cell}</w:tr>");
    vec![("word/document.xml", format!("<w:document><w:body><w:tbl>{row}{row}</w:tbl></w:body></w:document>"))]
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let (name, mut parts) = if kind % 2 == 0 { ("a.xlsx", workbook()) } else { ("a.docx", document()) };
    let numbers: usize = parts.iter().map(|(_, xml)| xml.matches('#').count()).sum();
    let mut lies = vec![1_u64; numbers];
    for lie in bytes.chunks_exact(9) {
        let number = u64::from_le_bytes(lie[1..].try_into().expect("eight bytes"));
        lies[usize::from(lie[0]) % numbers] = number;
    }
    let mut lies = lies.into_iter();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in &mut parts {
        let pieces: Vec<&str> = xml.split('#').collect();
        let mut told = pieces[0].to_owned();
        for piece in &pieces[1..] {
            told.push_str(&lies.next().unwrap_or(1).to_string());
            told.push_str(piece);
        }
        zip.start_file(*name, SimpleFileOptions::default()).expect("into memory");
        zip.write_all(told.as_bytes()).expect("into memory");
    }
    let file = zip.finish().expect("into memory").into_inner();
    let mut findings = Findings::default();
    let wanted = Wanted { set: "bo".to_owned(), ..Wanted::default() };
    let document = read(name, &file, &wanted, &mut findings);
    assert!(document.is_some() || !findings.to_text(Lang::Vi).is_empty(), "a table that is not taken is answered");
});
