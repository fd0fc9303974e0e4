//! A set as a spreadsheet: one sheet that looks like the table of the text, and sheets of facts beside it.
//!
//! It is what an association downloads, fills in and imports again, so nothing of the document is left out of it. The
//! same document gives the same bytes.

use super::cells::{cell, levels};
use super::facts::{self, BY_GROUP, EXPLANATIONS, FACTS, FACTS_SHEET, Field, LISTS, PARTS, SOURCES, Shape, Sheet};
use super::headings::{Column, LABELS};
use crate::criteria::document::{Criterion, Item, Kind, Number, SetDocument};
use crate::diagnostic::{Findings, Mistake, Place, Problem, TableProblem};
use crate::disk::at;
use crate::error::Failure;
use crate::source::Located;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde_json::{Value, json};
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use wasm_check::csv::Csv;

/// The sheet with the table.
pub(super) const TABLE_SHEET: &str = "Tiêu chí";
/// The most letters of a cell, as Excel counts them.
const LETTERS: usize = 32_767;
/// Less than the most letters of a cell: with another paragraph an explanation goes on in the next row.
const LONG_TEXT: usize = 30_000;
/// Rows that are ready to be filled in, where there is nothing yet.
const BLANK_ROWS: usize = 30;

/// Why a set is no spreadsheet.
#[derive(Debug)]
pub enum Unwritable {
    /// A text that no cell can hold.
    LongCell {
        /// The whole of it.
        text: String,
    },
    /// The machine has no threads left.
    Machine(io::Error),
    /// Whatever else keeps the file from being made.
    Other(XlsxError),
}

impl Unwritable {
    /// What to tell of a set that is written there, for a file of that name.
    pub fn into_failure(self, set: Place, file: &Path) -> Failure {
        match self {
            Self::LongCell { text } => {
                let mut findings = Findings::default();
                findings.add(set, Problem::Table(TableProblem { spot: None, mistake: Mistake::LongCell { text } }));
                findings.into()
            }
            Self::Machine(error) => at(file)(error),
            Self::Other(error) => at(file)(io::Error::other(error.to_string())),
        }
    }
}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Self::Other(error)
    }
}

/// The set as a spreadsheet; without criteria it is the blank template for them.
pub fn xlsx(document: &SetDocument) -> Result<Vec<u8>, Unwritable> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    // The clock stays out: the same document gives the same bytes.
    let properties = DocProperties::new()
        .set_title(format!("{} ({})", document.title, document.version))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?);
    workbook.set_properties(&properties);
    table(workbook.add_worksheet(), document, &looks)?;
    let value = serde_json::to_value(document).unwrap_or_default();
    facts_sheet(workbook.add_worksheet(), &value, &looks)?;
    for (pointer, sheet) in &LISTS {
        let things = value.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
        list(&mut workbook, sheet, &things, &looks)?;
    }
    list(&mut workbook, &PARTS, &parts(document), &looks)?;
    list(&mut workbook, &BY_GROUP, &own(document), &looks)?;
    list(&mut workbook, &SOURCES, &sources(document), &looks)?;
    list(&mut workbook, &EXPLANATIONS, &explanations(document), &looks)?;
    threads_for(workbook.worksheets().len()).map_err(Unwritable::Machine)?;
    Ok(workbook.save_to_buffer()?)
}

/// Whether there are as many threads as the library starts, one a sheet: it panics where there are not.
fn threads_for(sheets: usize) -> io::Result<()> {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let _closed = gate.lock();
        for _ in 0..sheets {
            thread::Builder::new().spawn_scoped(scope, || drop(gate.lock()))?;
        }
        Ok(())
    })
}

/// The table only, for Excel in Vietnamese: `;` between cells, and nothing in them that runs ([`Csv`]).
pub fn csv(document: &SetDocument) -> Vec<u8> {
    let columns = columns(document);
    let mut csv = Csv::parted_by(';');
    for column in &columns {
        csv.cell(label(*column, document.kind));
    }
    csv.end_line();
    for row in rows_of(document) {
        for column in &columns {
            csv.cell(&row.cell(*column));
        }
        csv.end_line();
    }
    csv.finish().into_bytes()
}

/// How cells look.
struct Looks {
    heading: Format,
    criterion: Format,
    text: Format,
    hint: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(12)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border(FormatBorder::Thin)
        };
        Self {
            heading: cell().set_bold().set_align(FormatAlign::Center).set_background_color(0x00DD_E5E0),
            criterion: cell().set_bold(),
            text: cell(),
            hint: Format::new().set_font_name("Times New Roman").set_font_size(12).set_italic(),
        }
    }
}

/// A row of the table.
enum Row<'a> {
    Criterion(usize, &'a Criterion),
    Item(usize, usize, &'a Item),
}

impl Row<'_> {
    fn cell(&self, column: Column) -> String {
        match self {
            Self::Criterion(number, criterion) => match column {
                Column::Number => number.to_string(),
                Column::Criterion => criterion.title.clone(),
                Column::Max => criterion.max.map(|max| max.0.text().replace('.', ",")).unwrap_or_default(),
                Column::Description => criterion.description.clone(),
                Column::Id => criterion.id.clone(),
                _ => String::new(),
            },
            Self::Item(criterion, number, _) if column == Column::Number => format!("{criterion}.{number}"),
            Self::Item(.., item) => cell(item, column),
        }
    }
}

fn rows_of(document: &SetDocument) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (number, criterion) in (1..).zip(&document.criteria) {
        rows.push(Row::Criterion(number, criterion));
        rows.extend((1..).zip(&criterion.items).map(|(place, item)| Row::Item(number, place, item)));
    }
    rows
}

/// The columns that every table has, and those in which something stands.
fn columns(document: &SetDocument) -> Vec<Column> {
    let rows = rows_of(document);
    let two_levels = document.levels.len() > 1;
    LABELS
        .iter()
        .map(|(column, ..)| *column)
        .filter(|column| match column {
            Column::Number | Column::Criterion | Column::Item | Column::Evidence => true,
            Column::Remark => rows.is_empty(),
            Column::Max => document.kind == Kind::Points,
            Column::LevelOne => document.kind == Kind::Targets,
            Column::LevelTwo => document.kind == Kind::Targets && two_levels,
            _ => rows.iter().any(|row| !row.cell(*column).is_empty()),
        })
        .collect()
}

fn label(column: Column, kind: Kind) -> &'static str {
    match (column, kind) {
        (Column::Item, Kind::Targets) => "Chỉ tiêu",
        _ => LABELS.iter().find(|(known, ..)| *known == column).map_or("", |(_, label, _)| label),
    }
}

fn table(sheet: &mut Worksheet, document: &SetDocument, looks: &Looks) -> Result<(), Unwritable> {
    sheet.set_name(TABLE_SHEET)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let columns = columns(document);
    let rows = rows_of(document);
    let mut row = 0;
    if rows.is_empty() {
        for hint in hints(document) {
            sheet.write_string_with_format(row, 0, hint, &looks.hint)?;
            row += 1;
        }
    }
    for (place, column) in (0..).zip(&columns) {
        let width = LABELS.iter().find(|(known, ..)| known == column).map_or(12, |(.., width)| *width);
        sheet.set_column_width(place, width)?;
        sheet.write_string_with_format(row, place, label(*column, document.kind), &looks.heading)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    sheet.set_repeat_rows(row, row)?;
    for line in &rows {
        row += 1;
        let format = if matches!(line, Row::Criterion(..)) { &looks.criterion } else { &looks.text };
        for (place, column) in (0..).zip(&columns) {
            write(sheet, (row, place), &line.cell(*column), *column == Column::Max, format)?;
        }
    }
    for _ in 0..if rows.is_empty() { BLANK_ROWS } else { 0 } {
        row += 1;
        for place in 0..u16::try_from(columns.len()).unwrap_or(0) {
            sheet.write_blank(row, place, &looks.text)?;
        }
    }
    Ok(())
}

/// What to type where, over the headings of the blank template.
fn hints(document: &SetDocument) -> [&'static str; 3] {
    let values = match document.kind {
        Kind::Points => {
            "Cột “Điểm tối đa”: gõ số, ví dụ 10 hoặc 2,5. Ở hàng tiêu chí gõ tổng của tiêu chí, hoặc để trống."
        }
        Kind::Targets => {
            "Cột “Mức độ”: gõ 90%, hoặc 2 lớp, hoặc x nếu chỉ cần đạt; gõ - ở mức độ 1 nếu chỉ mức độ 2 mới hỏi."
        }
    };
    [
        "Mỗi tiêu chí một hàng, gõ tên vào cột “Tiêu chí”. Dưới đó mỗi chỉ số hoặc chỉ tiêu một hàng, để trống cột “Tiêu chí”.",
        values,
        "Cột “Minh chứng”: mỗi minh chứng một dòng (Alt+Enter). Gõ bằng phông Unicode. Xong thì nhập lại bằng hoctap import.",
    ]
}

/// Numbers as numbers, so that a spreadsheet can add them up.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    is_number: bool,
    format: &Format,
) -> Result<(), Unwritable> {
    if letters_of(text) > LETTERS {
        return Err(Unwritable::LongCell { text: text.to_owned() });
    }
    match text.replace(',', ".").parse::<f64>() {
        _ if text.is_empty() => sheet.write_blank(row, column, format)?,
        Ok(number) if is_number && number.is_finite() => sheet.write_number_with_format(row, column, number, format)?,
        _ => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

fn facts_sheet(sheet: &mut Worksheet, document: &Value, looks: &Looks) -> Result<(), Unwritable> {
    sheet.set_name(FACTS_SHEET)?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 90)?;
    let mut row = 0;
    for field in &FACTS {
        let value = document.pointer(field.key).filter(|_| !field.key.is_empty());
        let values = match (field.shape, value) {
            (Shape::Texts | Shape::Titles, Some(Value::Array(list))) => list.iter().collect(),
            (_, value) => vec![value.unwrap_or(&Value::Null)],
        };
        for value in values {
            sheet.write_string_with_format(row, 0, field.label, &looks.criterion)?;
            let text = if field.key.is_empty() { HOW.to_owned() } else { text_of(field, value) };
            write(sheet, (row, 1), &text, matches!(field.shape, Shape::Number), &looks.text)?;
            row += 1;
        }
    }
    Ok(())
}

/// The one fact that is none.
const HOW: &str = "Sửa trong tệp này rồi chạy: hoctap import <tệp> --set <mã bộ>";

/// A sheet, where there is something for it.
fn list(workbook: &mut Workbook, sheet: &Sheet, things: &[Value], looks: &Looks) -> Result<(), Unwritable> {
    if things.is_empty() {
        return Ok(());
    }
    let page = workbook.add_worksheet();
    page.set_name(sheet.name)?;
    for (column, field) in (0..).zip(sheet.fields) {
        let is_long = matches!(field.key, "/title" | "/question" | "/note" | "/text");
        page.set_column_width(column, if is_long { 44 } else { 18 })?;
        page.write_string_with_format(0, column, field.label, &looks.heading)?;
        for (row, thing) in (1..).zip(things) {
            let text = text_of(field, thing.pointer(field.key).unwrap_or(&Value::Null));
            write(page, (row, column), &text, matches!(field.shape, Shape::Number | Shape::Whole), &looks.text)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

fn text_of(field: &Field, value: &Value) -> String {
    let value = if matches!(field.shape, Shape::Titles) { value.get("title").unwrap_or(value) } else { value };
    match (field.shape, value) {
        (Shape::Word(list), Value::String(name)) => {
            list.iter().find(|(_, known)| known == name).map_or("", |(word, _)| word).to_owned()
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (Shape::Flag, Value::Bool(flag)) => if *flag { "có" } else { "không" }.to_owned(),
        _ => String::new(),
    }
}

/// The figures of targets that ask for two.
fn parts(document: &SetDocument) -> Vec<Value> {
    let mut things = Vec::new();
    for item in document.items() {
        for part in item.scale.parts() {
            let (kind, unit) = (part.scale.threshold_key(), part.scale.unit());
            let mut thing =
                json!({ "of": item.id, "title": part.title, "kind": kind, "unit": unit, "figure": part.figure });
            for thresholds in part.scale.thresholds() {
                for (key, threshold) in ["first", "second"].into_iter().zip(thresholds) {
                    thing[key] = json!(threshold);
                }
            }
            things.push(thing);
        }
    }
    things
}

/// What differs for groups and in areas.
fn own(document: &SetDocument) -> Vec<Value> {
    let own = document.items().flat_map(|item| item.own.iter().map(move |own| (item, own)));
    own.map(|(item, own)| {
        let mut thing = json!({
            "of": item.id, "group": own.group, "area": own.area, "title": own.title, "question": own.question,
            "levels": levels(&own.levels),
        });
        let mut put = |keys: [&str; 2], thresholds: &[Located<Number>]| {
            for (key, threshold) in keys.into_iter().zip(thresholds) {
                thing[key] = json!(threshold);
            }
        };
        let first = own.parts.first().unwrap_or(&own.thresholds);
        put(["first", "second"], first);
        if let Some(second) = own.parts.get(1) {
            put(["first_of_second", "second_of_second"], second);
        }
        thing
    })
    .collect()
}

fn sources(document: &SetDocument) -> Vec<Value> {
    let of_criteria = document
        .criteria
        .iter()
        .flat_map(|criterion| criterion.sources.iter().map(move |source| (criterion.id.as_str(), source)));
    let all = document.sources.iter().map(|source| ("", source)).chain(of_criteria);
    all.map(|(of, source)| {
        let mut thing = serde_json::to_value(source).unwrap_or_default();
        facts::insert(&mut thing, "/of", json!(of), false);
        thing
    })
    .collect()
}

fn explanations(document: &SetDocument) -> Vec<Value> {
    let mut things = Vec::new();
    let mut add = |kind: &str, of: &str, text: &str| {
        for text in pieces(text) {
            things.push(json!({ "kind": kind, "of": of, "text": text }));
        }
    };
    add("set", "", &document.explanation);
    for criterion in &document.criteria {
        add("criterion", &criterion.id, &criterion.explanation);
        for item in &criterion.items {
            add("item", &item.id, &item.explanation);
        }
    }
    things
}

/// A text in pieces that fit into cells, parted where a paragraph ends. None is cut: who reads the cells joins them by
/// paragraphs, and one that no cell can hold is told of when it is written.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut letters = 0;
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let more = letters_of(paragraph);
        match pieces.last_mut() {
            Some(last) if letters + more < LONG_TEXT => {
                last.push_str("\n\n");
                last.push_str(paragraph);
                letters += more + 2;
            }
            _ => {
                pieces.push(paragraph.to_owned());
                letters = more;
            }
        }
    }
    pieces
}

/// As Excel counts them.
fn letters_of(text: &str) -> usize {
    text.encode_utf16().count()
}
