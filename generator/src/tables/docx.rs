//! Tables of a Word document: `w:tbl` with its rows and cells, merged ones too, and the paragraphs around them.
//!
//! Word cuts one word into several runs and numbers paragraphs by lists that stand elsewhere; runs are joined here, and
//! automatic numbers are lost, which is why places do not depend on them alone. A table inside a cell is text of that cell,
//! but where only the inner one has headings, the outer one is a frame around it.

use super::archive::{Archive, old_font_of};
use super::encoding::needs_its_font;
use super::grid::{Budget, Grid, MOST_COLUMNS, Merge, raised};
use super::{headings, symbols};
use crate::diagnostic::{Limit, Mistake, OldFont, Origin, Spot};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

type Failed = (Option<Spot>, Mistake);

/// The most tables of a document.
const MOST_TABLES: usize = 200;

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its tables, in order.
    pub tables: Vec<Grid>,
    /// The paragraphs outside of tables, each with the number of tables before it.
    pub paragraphs: Vec<(usize, String)>,
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, Failed> {
    let bytes = archive.read("word/document.xml").map_err(|mistake| (None, mistake))?;
    let xml = std::str::from_utf8(&bytes).map_err(|_| (None, Mistake::Damaged))?;
    let mut reader = Reader::from_str(xml);
    let mut tables = Tables::default();
    loop {
        match reader.read_event().map_err(|_| (None, Mistake::Damaged))? {
            Event::Start(tag) => tables.open(&tag, false)?,
            Event::Empty(tag) => {
                tables.open(&tag, true)?;
                tables.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => tables.close(tag.local_name().as_ref())?,
            Event::Text(text) => tables.text(&text.xml10_content()),
            Event::CData(text) => tables.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                if let Some(text) = resolve_xml_entity(&entity) {
                    tables.text(text);
                } else if let Ok(Some(char)) = entity.resolve_char_ref() {
                    tables.text(char.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Ok(tables.done),
            _ => {}
        }
    }
}

/// What was read so far.
#[derive(Debug, Default)]
struct Tables {
    done: Document,
    budget: Budget,
    /// How many tables were opened.
    count: usize,
    /// The tables that are open, the outermost first.
    open: Vec<Current>,
    /// Inside of `w:t`.
    in_text: bool,
    /// Inside of what is deleted, moved away, or there for older programs only.
    skipped: usize,
    /// The runs that are open, the outermost first: a text box stands in one, and has its own.
    runs: Vec<Run>,
    /// The paragraph that is open outside of all tables.
    paragraph: String,
}

/// How the letters of a run look.
#[derive(Debug, Default)]
struct Run {
    font: Option<OldFont>,
    /// A font of signs, by its name.
    signs: Option<String>,
    is_hidden: bool,
    is_raised: bool,
    text: String,
}

/// A table that is open.
#[derive(Debug)]
struct Current {
    grid: Grid,
    /// The same without the tables inside of its cells.
    bare: Grid,
    /// The tables inside of its cells.
    inner: Vec<Grid>,
    row: u32,
    /// Where the next cell begins.
    column: u32,
    /// How many columns the open cell has.
    span: u32,
    text: String,
    bare_text: String,
    unseen: String,
    vertical: Vertical,
    /// The old font in which some of the text of the open cell is set.
    font: Option<OldFont>,
    /// Ranges that go on downwards: first row and last column, by first column.
    open: BTreeMap<u32, (u32, u32)>,
}

/// What `w:vMerge` says of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vertical {
    Alone,
    Begins,
    GoesOn,
}

impl Tables {
    fn open(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Failed> {
        let name = tag.local_name();
        let name = name.as_ref();
        match name {
            "del" | "moveFrom" | "Fallback" => self.skipped += 1,
            "tbl" => {
                self.count += 1;
                if self.count > MOST_TABLES {
                    return Err((None, Mistake::TooLarge(Limit::Sheets(MOST_TABLES))));
                }
                self.open.push(Current::new(self.count));
            }
            "t" if !empty => self.in_text = true,
            "r" => self.runs.push(Run::default()),
            "br" | "cr" if self.skipped == 0 => self.add("\n"),
            "p" if self.skipped == 0 => self.paragraph_begins(),
            "tab" | "ptab" if self.skipped == 0 && !self.runs.is_empty() => self.add(" "),
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                let place = attribute(tag, "char").and_then(|place| u32::from_str_radix(&place, 16).ok());
                let font = attribute(tag, "font").unwrap_or_default();
                let sign = place.and_then(|place| symbols::sign(&font, place).or_else(|| char::from_u32(place)));
                self.add(sign.unwrap_or(symbols::UNKNOWN).encode_utf8(&mut [0; 4]));
            }
            // The note itself stands elsewhere in the file.
            "footnoteReference" | "endnoteReference" => self.add(&raised("*")),
            _ => {}
        }
        if let Some(run) = self.runs.last_mut() {
            match name {
                "rFonts" => {
                    run.font = old_font_of(tag);
                    run.signs = attribute(tag, "ascii").filter(|font| symbols::sign(font, 0).is_some());
                }
                "vanish" | "webHidden" => run.is_hidden |= is_on(tag),
                "vertAlign" => run.is_raised |= value_of(tag).is_some_and(|value| value == "superscript"),
                "position" => run.is_raised |= value_of(tag).is_some_and(|value| !value.starts_with(['-', '0'])),
                _ => {}
            }
        }
        let Some(current) = self.open.last_mut() else { return Ok(()) };
        match name {
            "tr" => {
                current.row += 1;
                current.column = 1;
            }
            "hidden" if is_on(tag) => {
                current.grid.hide_row(current.row);
                current.bare.hide_row(current.row);
            }
            "gridBefore" => current.column = current.column.saturating_add(number_of(tag)),
            "tc" => {
                current.span = 1;
                current.vertical = Vertical::Alone;
                current.text.clear();
                current.bare_text.clear();
                current.unseen.clear();
            }
            "gridSpan" => current.span = number_of(tag).max(1),
            "vMerge" => {
                let begins = value_of(tag).is_some_and(|value| value == "restart");
                current.vertical = if begins { Vertical::Begins } else { Vertical::GoesOn };
            }
            _ => {}
        }
        Ok(())
    }

    /// A run is taken whole when it ends: how its letters look says what they are.
    fn text(&mut self, text: &str) {
        if !self.in_text || self.skipped > 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(run) => run.text.push_str(text),
            None => self.add(text),
        }
    }

    /// Adds to what is open.
    fn add(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(run) = self.runs.last_mut() {
            run.text.push_str(text);
        } else if let Some(current) = self.open.last_mut() {
            current.text.push_str(text);
            current.bare_text.push_str(text);
        } else {
            self.paragraph.push_str(text);
        }
    }

    fn run_ends(&mut self) {
        let Some(run) = self.runs.pop() else { return };
        let text = run.signs.as_deref().and_then(|font| symbols::text(font, &run.text)).unwrap_or(run.text);
        if run.is_hidden {
            if let Some(current) = self.open.last_mut() {
                current.unseen.push_str(&text);
            }
            return;
        }
        if let (Some(font), Some(current)) = (run.font, self.open.last_mut())
            && needs_its_font(&text)
        {
            current.font = Some(font);
        }
        self.add(&if run.is_raised { raised(&text) } else { text });
    }

    fn paragraph_begins(&mut self) {
        match self.open.last_mut() {
            Some(current) => {
                for text in [&mut current.text, &mut current.bare_text] {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                }
            }
            None => self.paragraph_ends(),
        }
    }

    fn paragraph_ends(&mut self) {
        let text = std::mem::take(&mut self.paragraph).split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.done.paragraphs.push((self.done.tables.len(), text));
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Failed> {
        match name {
            "del" | "moveFrom" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            "t" => self.in_text = false,
            "r" => self.run_ends(),
            "p" if self.open.is_empty() => self.paragraph_ends(),
            "tc" => {
                if let Some(current) = self.open.last_mut() {
                    current.close_cell(&mut self.budget)?;
                }
            }
            "tbl" => {
                let Some(current) = self.open.pop() else { return Ok(()) };
                let in_one_line = current.in_one_line();
                let tables = current.finish()?;
                match self.open.last_mut() {
                    Some(outer) => {
                        outer.text.push('\n');
                        outer.text.push_str(&in_one_line);
                        outer.inner.extend(tables);
                    }
                    None => self.done.tables.extend(tables),
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Current {
    fn new(number: usize) -> Self {
        Self {
            grid: Grid::new(Origin::Table(number)),
            bare: Grid::new(Origin::Table(number)),
            inner: Vec::new(),
            row: 0,
            column: 1,
            span: 1,
            text: String::new(),
            bare_text: String::new(),
            unseen: String::new(),
            vertical: Vertical::Alone,
            open: BTreeMap::new(),
            font: None,
        }
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Failed> {
        let (row, column) = (self.row, self.column);
        let last_column = column.saturating_add(self.span - 1);
        if let Some(font) = self.font {
            return Err((Some(self.grid.spot(row, column)), Mistake::OldFont(font)));
        }
        if last_column > MOST_COLUMNS {
            return Err((Some(self.grid.spot(row, column)), Mistake::TooLarge(Limit::Columns(MOST_COLUMNS))));
        }
        // A range that goes on has no text of its own; Word writes an empty paragraph there.
        if self.vertical != Vertical::GoesOn {
            // A wide cell ends what came down in every column below it.
            for column in self.open.range(column..=last_column).map(|(column, _)| *column).collect::<Vec<u32>>() {
                self.end_range(column, row);
            }
            for (grid, text) in [(&mut self.grid, &self.text), (&mut self.bare, &self.bare_text)] {
                grid.put(row, column, text, budget).map_err(|(spot, mistake)| (Some(spot), mistake))?;
                grid.put_unseen(row, column, &self.unseen);
            }
        }
        match self.vertical {
            Vertical::Begins => {
                self.open.insert(column, (row, last_column));
            }
            Vertical::Alone => self.merge(Merge { row, column, last_row: row, last_column }),
            Vertical::GoesOn => {}
        }
        self.column = last_column + 1;
        Ok(())
    }

    fn merge(&mut self, merge: Merge) {
        self.grid.merge(merge);
        self.bare.merge(merge);
    }

    /// Ends the range that came down in this column, above a row.
    fn end_range(&mut self, column: u32, row: u32) {
        if let Some((first, last_column)) = self.open.remove(&column) {
            self.merge(Merge { row: first, column, last_row: row - 1, last_column });
        }
    }

    /// As text of the cell around it: one line, so that it stays one thing there.
    fn in_one_line(&self) -> String {
        let row = |row: u32| {
            let cells: Vec<String> = self.grid.row(row).map(|(_, text)| text.replace('\n', " ")).collect();
            cells.join(" | ")
        };
        self.grid.rows().into_iter().map(row).collect::<Vec<_>>().join(" · ")
    }

    /// The table; or what stands in it, where it is but a frame around a table with headings.
    fn finish(mut self) -> Result<Vec<Grid>, Failed> {
        for column in self.open.keys().copied().collect::<Vec<u32>>() {
            self.end_range(column, self.row + 1);
        }
        for grid in [&mut self.grid, &mut self.bare] {
            grid.close().map_err(|(spot, mistake)| (Some(spot), mistake))?;
        }
        let has_headings = |grid: &Grid| headings::find(grid).is_some();
        if self.inner.is_empty() || has_headings(&self.bare) || !self.inner.iter().any(has_headings) {
            return Ok(vec![self.grid]);
        }
        let around = Some(self.bare).filter(|bare| !bare.rows().is_empty());
        Ok(around.into_iter().chain(self.inner).collect())
    }
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let value = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == key);
    value.map(|attribute| attribute.value.into_owned())
}

/// A property that is there is on, unless it says that it is off.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !value_of(tag).is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

fn value_of(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

fn number_of(tag: &BytesStart<'_>) -> u32 {
    value_of(tag).and_then(|value| value.parse().ok()).unwrap_or(0)
}
