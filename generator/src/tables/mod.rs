//! Tables: a set of criteria out of what an association has, and back into a spreadsheet.
//!
//! An officer types the official table once, in Excel or Word, and never learns TOML. So tables are read as they really
//! come: merged cells, numbering of every kind, headings in several rows, old encodings. What cannot be understood is
//! named with its cell, all of it in one run; what has no place is kept as text, and said. The grid keeps an account of its
//! cells: each is a heading, a part of the set, or told, and one that is none of these is an error.
//!
//! 1. [`read`] tells what a file is, and refuses what is too large before it is read ([`archive`](self)).
//! 2. [`xlsx`](self), [`docx`](self), [`csv`](self) and [`json`](self) make a sparse [`grid`](self) or the document.
//! 3. [`above`](self) reads what stands around the table, [`headings`](self) finds the columns, [`ends`](self) where the
//!    table ends, [`structure`](self) tells criteria from items, [`place`](self) reads values.
//! 4. [`spreadsheet`](self) is the way back, [`own`](self) reads it again.

mod above;
mod archive;
mod cells;
mod choices;
mod csv;
mod docx;
mod encoding;
mod ends;
mod facts;
mod grid;
mod headings;
mod ids;
mod json;
mod left_out;
mod numbering;
mod own;
mod place;
mod scale;
mod seen;
mod spreadsheet;
mod structure;
mod sums;
mod symbols;
mod values;
mod words;
mod xlsx;

pub use spreadsheet::{Unwritable, csv, xlsx};

use crate::criteria::document::{Basis, Kind, Level, SCHEMA, SetDocument, State, UNCHECKED, Verified};
use crate::diagnostic::{Findings, LeftOut, Limit, Mistake, Origin, Place, Problem, Severity, Spot, TableProblem};
use crate::disk::at;
use crate::error::Failure;
use crate::source::is_id;
use above::Above;
use archive::{Archive, MOST_FILE, Office};
use grid::{Grid, MOST_ROWS};
use headings::{Column, Header};
use left_out::Aside;
use place::{Found, Placing};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use wasm_check::date::Date;

/// So many wrong values of a document are looked for in its text: the whole text, each time.
const MOST_INVALID: usize = 50;

/// What is to be made of a table.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The set's id; takes the place of the file's own.
    pub set: String,
    /// Its version; takes the place of the file's own.
    pub version: Option<String>,
    /// Its name; takes the place of the file's own.
    pub title: Option<String>,
    /// How it decides, where the columns do not say it.
    pub kind: Option<Kind>,
}

/// Reads a set out of a file of that name; nothing where there are errors. Any bytes end in an answer.
pub fn read(name: &str, bytes: &[u8], wanted: &Wanted, findings: &mut Findings) -> Option<SetDocument> {
    let mut found = Found::new();
    let document = match tables(name, bytes) {
        Ok(File::Document(document, text)) => {
            let document = wanted.on(*document);
            let invalid = invalid(&document).into_iter().take(MOST_INVALID);
            found.extend(invalid.map(|(value, mistake)| (json::find(&text, &value), mistake)));
            Some(document)
        }
        Ok(File::Tables(grids, ..)) if grids.iter().any(|grid| grid.garbled().next().is_some()) => {
            // Nothing else is understood of such a file.
            found.extend(grids.iter().flat_map(garbled).take(MOST_INVALID));
            None
        }
        Ok(File::Tables(grids, paragraphs, asides)) => {
            let before = found.len();
            found.extend(asides);
            let document = from_tables(&grids, &paragraphs, wanted, &mut found);
            account(&grids, &mut found, before);
            document
        }
        Err((spot, mistake)) => {
            found.push((spot, mistake));
            None
        }
    };
    let has_errors = found.iter().any(|(_, mistake)| mistake.severity() == Severity::Error);
    for (spot, mistake) in found {
        let (line, column) = spot.as_ref().map_or((1, 1), |spot| (spot.row as usize, spot.column as usize));
        let place = Place { file: name.to_owned(), line, column };
        findings.add(place, Problem::Table(TableProblem { spot, mistake }));
    }
    document.filter(|_| !has_errors)
}

/// Reads a file of a size that a table can have; a larger one is cut, and [`read`] refuses it.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(at(path))?;
    file.take(MOST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(at(path))?;
    Ok(bytes)
}

/// What a file holds.
enum File {
    /// The document, and the text that it was read from.
    Document(Box<SetDocument>, String),
    /// Tables, the paragraphs outside of them, each with the number of tables before it, and what belongs to neither.
    Tables(Vec<Grid>, Vec<(usize, String)>, Vec<Aside>),
}

/// By what the bytes begin with, not by the name alone: files are renamed.
fn tables(name: &str, bytes: &[u8]) -> Result<File, (Option<Spot>, Mistake)> {
    let of_file = |mistake| (None, mistake);
    let of_cell = |(spot, mistake)| (Some(spot), mistake);
    if bytes.len() > MOST_FILE {
        return Err(of_file(Mistake::TooLarge(Limit::File(MOST_FILE))));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(of_file(Mistake::OldOffice));
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if bytes.starts_with(b"PK") {
        let mut archive = Archive::open(bytes).map_err(of_file)?;
        let (grids, paragraphs, asides) = match archive.office {
            Office::Workbook => {
                let (grids, asides) = xlsx::read(&mut archive, bytes)?;
                (grids, Vec::new(), asides)
            }
            Office::Document => {
                let document = docx::read(&mut archive)?;
                (document.tables, document.paragraphs, document.aside)
            }
        };
        let rows: usize = grids.iter().map(|grid| grid.rows().len()).sum();
        if rows > MOST_ROWS as usize {
            return Err(of_file(Mistake::TooLarge(Limit::Rows(MOST_ROWS))));
        }
        // The letters of one cell may be too few to tell the font; those of the file are not.
        let text: String = grids.iter().flat_map(Grid::texts).flat_map(|text| [text, "\n"]).collect();
        return match encoding::old_font(&text) {
            Some(font) => Err(of_file(Mistake::OldFont(font))),
            None => Ok(File::Tables(grids, paragraphs, asides)),
        };
    }
    match ending.as_str() {
        "json" => {
            let text = encoding::decode(bytes).map_err(of_file)?;
            let document = json::read(&text).map_err(of_cell)?;
            Ok(File::Document(Box::new(document), text))
        }
        "csv" | "tsv" | "txt" => {
            let text = encoding::decode(bytes).map_err(of_file)?;
            Ok(File::Tables(vec![csv::read(&text).map_err(of_cell)?], Vec::new(), Vec::new()))
        }
        "xlsx" | "docx" | "xlsm" => Err(of_file(Mistake::Damaged)),
        _ => Err(of_file(Mistake::UnknownFormat)),
    }
}

/// The cells whose letters were read in the wrong way.
fn garbled(grid: &Grid) -> impl Iterator<Item = Aside> {
    grid.garbled().map(|((row, column), (how, right))| {
        (Some(grid.spot(row, column)), Mistake::Garbled { how: *how, right: right.clone() })
    })
}

/// Says what nobody sees in the file and what was set small; where nothing is wrong, every cell must have gone somewhere.
fn account(grids: &[Grid], found: &mut Found, before: usize) {
    let has_errors = found[before..].iter().any(|(_, mistake)| mistake.severity() == Severity::Error);
    for grid in grids {
        let unseen: Vec<((u32, u32), &str)> = grid.unseen().collect();
        if let Some(((row, column), _)) = unseen.first() {
            let text = unseen.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" · ");
            let is_all = grid.rows().is_empty() && matches!(grid.origin, Origin::Sheet(_));
            let mistake = if is_all { Mistake::HiddenSheet { text } } else { Mistake::Hidden { text } };
            found.push((Some(grid.spot(*row, *column)), mistake));
        }
        let deleted: Vec<((u32, u32), &str)> = grid.deleted().collect();
        if let Some(((row, column), _)) = deleted.first() {
            let text = deleted.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" · ");
            found.push((Some(grid.spot(*row, *column)), Mistake::LeftOut { what: LeftOut::Deleted, text }));
        }
        for ((row, column), note) in grid.raised() {
            let text = grid.own(row, column).to_owned();
            found.push((Some(grid.spot(row, column)), Mistake::Raised { note: note.to_owned(), text }));
        }
        if !has_errors {
            let lost = grid.unbooked().into_iter().map(|(row, column)| {
                (Some(grid.spot(row, column)), Mistake::Lost { text: grid.own(row, column).to_owned() })
            });
            found.extend(lost);
        }
    }
}

fn from_tables(
    grids: &[Grid],
    paragraphs: &[(usize, String)],
    wanted: &Wanted,
    found: &mut Found,
) -> Option<SetDocument> {
    let own = facts::of_own(grids).is_some();
    let facts = own.then(|| own::facts(grids, found));
    let tables = tables_with_headings(grids, own, found);
    if !own && third_level(&tables, found) | other_kind(&tables, found) {
        return None;
    }
    let above = if own { Above::default() } else { above::read(grids, paragraphs, &tables, found) };
    if tables.is_empty() && !own {
        found.push((None, no_table(grids)));
        return None;
    }
    let told = facts.as_ref().and_then(|facts| serde_json::from_value(facts.get("kind")?.clone()).ok());
    let Some(kind) = told.or(wanted.kind).or_else(|| kind_of(&tables)) else {
        found.push((tables.first().map(|(grid, header)| grid.spot(header.first, 1)), Mistake::WhichKind));
        return None;
    };
    let levels = levels_of(&tables, kind, facts.as_ref());
    let mut placing = Placing::new(kind, levels.len(), own, found);
    for (grid, header) in &tables {
        placing.table(grid, header);
    }
    let (criteria, groups) = placing.finish();
    if criteria.is_empty() && !own {
        found.push((tables.first().map(|(grid, header)| grid.spot(header.last, 1)), Mistake::NoRows));
        return None;
    }
    let document = if let Some(facts) = facts {
        own::join(facts, criteria, grids, found)?
    } else {
        let document = SetDocument { levels, groups, criteria, ..unverified("", &above.title, kind) };
        above.on(document)
    };
    let document = wanted.on(document);
    found.extend(invalid(&document).into_iter().map(|(_, mistake)| (None, mistake)));
    Some(document)
}

/// The tables that have headings. A workbook may repeat its table on other sheets, and has instructions on some: the one
/// with the most headings and rows is it. A document goes on in the next table, with headings or without.
fn tables_with_headings<'a>(grids: &'a [Grid], own: bool, found: &mut Found) -> Vec<(&'a Grid, Header)> {
    let is_sheet = |grid: &Grid| matches!(grid.origin, Origin::Sheet(_));
    let best = grids.iter().filter(|grid| is_sheet(grid)).filter_map(|grid| Some((grid, headings::find(grid)?)));
    let rank = |(grid, header): &(&Grid, Header)| {
        let below = grid.rows().into_iter().filter(|row| *row > header.last).count();
        (below > 0, header.columns.len(), below)
    };
    // Of equal ones the first.
    let best = best.rev().max_by_key(rank).map(|(grid, _)| grid);
    let mut tables: Vec<(&Grid, Header)> = Vec::new();
    for grid in grids {
        let is_own_table = grid.origin == Origin::Sheet(spreadsheet::TABLE_SHEET.to_owned());
        if own && !is_own_table {
            // The sheets beside our own table are read by their own readers.
            grid.rows().into_iter().for_each(|row| grid.book_row(row));
            continue;
        }
        let is_wanted = own || !is_sheet(grid) || best.is_none_or(|best| std::ptr::eq(best, grid));
        let header = headings::find(grid).filter(|_| is_wanted);
        if let Some((header, mistake)) =
            header.as_ref().filter(|_| !own).and_then(|header| Some((header, again(grid, header, &tables)?)))
        {
            grid.rows().into_iter().for_each(|row| grid.book_row(row));
            found.push((Some(grid.spot(header.first, 1)), mistake));
            continue;
        }
        let goes_on = || tables.last().filter(|_| !is_sheet(grid)).and_then(|before| going_on(before, grid));
        match header.or_else(goes_on) {
            Some(header) => {
                if own {
                    // What we ourselves wrote above it says how to fill it in.
                    grid.rows().into_iter().filter(|row| *row < header.first).for_each(|row| grid.book_row(row));
                }
                tables.push((grid, header));
            }
            None if is_wanted && (tables.is_empty() || grid.rows().is_empty()) => {}
            // What stands before the first table in a document is told with what is above it.
            None => {
                let name = grid.texts().collect::<Vec<_>>().join(" · ").replace('\n', " ");
                let Some(row) = grid.rows().first().copied() else { continue };
                grid.rows().into_iter().for_each(|row| grid.book_row(row));
                // Of a table that goes on, or of another one, no row may be lost.
                let mistake = another(grid, best, tables.last()).unwrap_or(Mistake::OtherTable { name });
                found.push((Some(grid.spot(row, 1)), mistake));
            }
        }
    }
    tables
}

/// How a table is like another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// All that it asks stands in the other one: the same table, perhaps for somebody to fill in.
    Copy,
    /// It has the same items, with other numbers.
    Items,
    /// It is another one.
    None,
}

/// How a table is like another one: by its rows that have a value, or by all where none has.
fn likeness(grid: &Grid, header: &Header, other: &Grid, of_other: &Header) -> Likeness {
    let is_title = |kind: &Column| matches!(kind, Column::Criterion | Column::Item | Column::Detail);
    let is_value = |kind: &Column| {
        matches!(kind, Column::Max | Column::GroupMax | Column::LevelOne | Column::LevelTwo | Column::Unit)
    };
    let of = |grid: &Grid, header: &Header, row: u32, is_wanted: &dyn Fn(&Column) -> bool| -> Vec<String> {
        let columns = header.columns.iter().filter(|(_, kind)| is_wanted(kind));
        columns.map(|(column, _)| headings::words(grid.text(row, *column))).collect()
    };
    let rows = |grid: &Grid, header: &Header| -> Vec<u32> {
        let below: Vec<u32> = grid.rows().into_iter().filter(|row| *row > header.last).collect();
        let valued: Vec<u32> = below.iter().copied().filter(|row| ends::is_valued(grid, header, *row)).collect();
        if valued.is_empty() { below } else { valued }
    };
    let kinds = |header: &Header| header.columns.values().filter(|kind| is_value(kind)).count();
    let known = |is_wanted: &dyn Fn(&Column) -> bool| -> BTreeSet<Vec<String>> {
        rows(other, of_other).into_iter().map(|row| of(other, of_other, row, is_wanted)).collect()
    };
    let own = rows(grid, header);
    let count = |is_wanted: &dyn Fn(&Column) -> bool| {
        let known = known(is_wanted);
        own.iter().filter(|row| known.contains(&of(grid, header, **row, is_wanted))).count()
    };
    if own.is_empty() {
        return Likeness::None;
    }
    if kinds(header) == kinds(of_other) && count(&|kind| is_title(kind) || is_value(kind)) == own.len() {
        return Likeness::Copy;
    }
    if own.len() > 1 && count(&is_title) * 2 > own.len() { Likeness::Items } else { Likeness::None }
}

/// A table of a document that stands there again, or one with the items of another: rows would count twice.
fn again(grid: &Grid, header: &Header, tables: &[(&Grid, Header)]) -> Option<Mistake> {
    let rows = grid.rows().into_iter().filter(|row| *row > header.last).count();
    tables.iter().find_map(|(other, of_other)| match likeness(grid, header, other, of_other) {
        Likeness::Copy => Some(Mistake::TableAgain { rows }),
        Likeness::Items => Some(Mistake::SecondTable { rows, same_items: true }),
        Likeness::None => None,
    })
}

/// Tells of headings that name a third level: a set has two. Whether there were any.
fn third_level(tables: &[(&Grid, Header)], found: &mut Found) -> bool {
    let before = found.len();
    for (grid, header) in tables {
        for (column, text) in header.third_levels() {
            found.push((Some(grid.spot(header.first, column)), Mistake::ThirdLevel { heading: text.to_owned() }));
        }
    }
    found.len() > before
}

/// Tells of tables that decide in another way than the first: points beside targets are two sets. Whether there were any.
fn other_kind(tables: &[(&Grid, Header)], found: &mut Found) -> bool {
    let kind = |header: &Header| {
        let has_points = header.find(Column::Max).is_some();
        let has_levels = header.find(Column::LevelOne).or(header.find(Column::LevelTwo)).is_some();
        (has_points != has_levels).then_some(has_points)
    };
    let first = tables.iter().find_map(|(_, header)| kind(header));
    let before = found.len();
    for (grid, header) in tables {
        if kind(header).is_some_and(|kind| Some(kind) != first) {
            let rows = grid.rows().into_iter().filter(|row| *row > header.last).count();
            found.push((Some(grid.spot(header.first.max(1), 1)), Mistake::SecondTable { rows, same_items: false }));
        }
    }
    found.len() > before
}

/// The headings of the table before, for one that has none but as many columns, and a number or points in some row.
fn going_on((before, header): &(&Grid, Header), grid: &Grid) -> Option<Header> {
    let header = header.going_on();
    let says = |row: u32| {
        header.columns.iter().any(|(column, kind)| {
            let text = grid.own(row, *column);
            match kind {
                Column::Number => numbering::of_cell(text).is_some(),
                Column::Max => values::choice_points(text).is_some(),
                Column::LevelOne | Column::LevelTwo => !text.is_empty() && values::threshold(text, false).is_ok(),
                _ => false,
            }
        })
    };
    (grid.columns() == before.columns() && grid.rows().into_iter().any(says)).then_some(header)
}

/// What must not be passed over: another sheet with headings and rows of its own, or a table of a document that seems to
/// go on from the one before, with other columns.
fn another(grid: &Grid, best: Option<&Grid>, before: Option<&(&Grid, Header)>) -> Option<Mistake> {
    if let Origin::Sheet(_) = grid.origin {
        let header = headings::find(grid)?;
        let rows: Vec<u32> = grid.rows().into_iter().filter(|row| *row > header.last).collect();
        let best = best?;
        let likeness = likeness(grid, &header, best, &headings::find(best)?);
        if likeness == Likeness::Copy {
            return Some(Mistake::TableAgain { rows: rows.len() });
        }
        let is_valued = |row: &u32| ends::is_valued(grid, &header, *row);
        let same_items = likeness == Likeness::Items;
        return rows.iter().any(is_valued).then_some(Mistake::SecondTable { rows: rows.len(), same_items });
    }
    let (before, header) = before?;
    let columns = [before.columns(), grid.columns()];
    let has_levels = header.find(Column::LevelOne).or(header.find(Column::LevelTwo)).is_some();
    let is_value = |text: &str| {
        numbering::of_cell(text).is_some()
            || values::points(text).is_ok()
            || has_levels && values::threshold(text, false).is_ok()
    };
    let says = |row: u32| {
        let is_words = |text: &str| text.chars().filter(|char| char.is_alphabetic()).count() > 3;
        grid.row(row).any(|(_, text)| is_value(text)) && grid.row(row).any(|(_, text)| is_words(text))
    };
    let rows = grid.rows();
    // The first row says what the columns are where it is a table of its own; a heading over items stands alone.
    let begins_with = rows.iter().copied().find(|row| grid.row(*row).count() > 1)?;
    (columns[0] != columns[1] && columns[1] > 1 && says(begins_with)).then_some(Mistake::OtherColumns { columns })
}

fn no_table(grids: &[Grid]) -> Mistake {
    if grids.iter().all(|grid| grid.rows().is_empty()) {
        return Mistake::NoTable;
    }
    let rows = grids.iter().flat_map(|grid| grid.rows().into_iter().take(3).map(move |row| (grid, row)));
    let seen = rows.flat_map(|(grid, row)| grid.row(row).map(|(_, text)| text.chars().take(40).collect::<String>()));
    Mistake::NoHeadings { seen: seen.take(8).map(|text| text.replace('\n', " ")).collect() }
}

/// Points have a column of points, targets one of levels; the word for an item says it where neither is there.
fn kind_of(tables: &[(&Grid, Header)]) -> Option<Kind> {
    let has = |column| tables.iter().any(|(_, header)| header.find(column).is_some());
    let says = |word: &str| {
        tables.iter().flat_map(|(_, header)| header.texts.values()).any(|text| headings::words(text).contains(word))
    };
    match (has(Column::Max), has(Column::LevelOne) || has(Column::LevelTwo)) {
        (true, false) => Some(Kind::Points),
        (false, true) => Some(Kind::Targets),
        (false, false) if says("chi tieu") && !says("chi so") => Some(Kind::Targets),
        (false, false) if says("chi so") && !says("chi tieu") => Some(Kind::Points),
        _ => None,
    }
}

fn levels_of(tables: &[(&Grid, Header)], kind: Kind, facts: Option<&serde_json::Value>) -> Vec<Level> {
    if let Some(told) = facts.and_then(|facts| serde_json::from_value(facts.get("levels")?.clone()).ok()) {
        return told;
    }
    let has = |column| tables.iter().any(|(_, header)| header.find(column).is_some());
    let level = |title: &str| Level { title: title.to_owned().into() };
    match kind {
        Kind::Points => Vec::new(),
        Kind::Targets if has(Column::LevelTwo) => vec![level("Mức độ 1"), level("Mức độ 2")],
        Kind::Targets => vec![level("Đạt")],
    }
}

/// A set of which nothing is known but its table: what somebody typed, not yet compared with the text. It decides
/// nothing, and says what is missing and who to ask.
pub fn unverified(set: &str, title: &str, kind: Kind) -> SetDocument {
    let (levels, rule) = match kind {
        Kind::Points => (Vec::new(), "Tổng điểm cần đạt và điểm sàn ghi trong văn bản."),
        Kind::Targets => (
            vec![Level { title: "Đạt".to_owned().into() }],
            "Điều kiện khác để được công nhận từng mức, nếu văn bản có nêu.",
        ),
    };
    SetDocument {
        schema: SCHEMA.to_owned(),
        set: set.to_owned(),
        version: "1".to_owned(),
        title: title.to_owned(),
        description: UNCHECKED.to_owned(),
        kind,
        state: State::Draft,
        verified: Verified::None,
        decides: true,
        reason: None,
        effective: None,
        about: None,
        basis: Basis { number: None, issuer: "Chưa ghi nơi ban hành".to_owned(), issued: None, note: None },
        caveats: Vec::new(),
        missing: vec!["Số, ngày ban hành và nơi ban hành của văn bản.".to_owned(), rule.to_owned()],
        ask: Some("Hỏi hội khuyến học nơi bạn ở để đối chiếu với văn bản gốc.".to_owned()),
        pass: None,
        levels,
        recognition: None,
        dossier: None,
        areas: Vec::new(),
        groups: Vec::new(),
        conditions: Vec::new(),
        criteria: Vec::new(),
        sources: Vec::new(),
        explanation: String::new(),
    }
}

impl Wanted {
    /// The document under the names that were asked for.
    fn on(&self, mut document: SetDocument) -> SetDocument {
        if !self.set.is_empty() {
            document.set.clone_from(&self.set);
        }
        if let Some(version) = &self.version {
            document.version.clone_from(version);
        }
        match &self.title {
            Some(title) => document.title.clone_from(title),
            None if document.title.is_empty() => document.title = format!("Bộ tiêu chí {}", document.set),
            None => {}
        }
        document
    }
}

/// What would make wrong files: ids that are file names, days that are no days. The build checks the rest.
fn invalid(document: &SetDocument) -> Vec<(String, Mistake)> {
    let mut found = Vec::new();
    if document.schema != SCHEMA {
        let mistake = Mistake::UnknownWord { text: document.schema.clone(), known: vec![SCHEMA.to_owned()] };
        found.push((document.schema.clone(), mistake));
    }
    let criteria = document.criteria.iter().map(|criterion| &criterion.id);
    let items = document.criteria.iter().flat_map(|criterion| criterion.items.iter().map(|item| &item.id.value));
    let others = document.groups.iter().map(|group| &group.id.value);
    let others = others.chain(document.conditions.iter().map(|condition| &condition.id.value));
    for id in [&document.set, &document.version].into_iter().chain(criteria.clone()).chain(items).chain(others) {
        if !is_id(id) {
            found.push((id.clone(), Mistake::BadId { id: id.clone() }));
        }
    }
    let mut seen = BTreeSet::new();
    for id in criteria.filter(|id| !seen.insert(*id)).collect::<Vec<_>>() {
        found.push((id.clone(), Mistake::DuplicateId { id: id.clone() }));
    }
    let month = |text: &str| Date::parse(&format!("{text}-01")).is_some();
    let year = |text: &str| text.len() == 4 && Date::parse(&format!("{text}-01-01")).is_some();
    let days = document.effective.iter().filter(|text| Date::parse(text).is_none());
    let issued = document.basis.issued.iter().filter(|text| Date::parse(text).is_none() && !month(text) && !year(text));
    for text in days.chain(issued) {
        found.push((text.clone(), Mistake::BadDate { text: text.clone() }));
    }
    found
}
