//! Tables of a Word document: `w:tbl` with its rows and cells, merged ones too, and the paragraphs around them.
//!
//! Word cuts one word into several runs and numbers paragraphs by lists that stand elsewhere; runs are joined here, and
//! automatic numbers are lost, which is why places do not depend on them alone. A table inside a cell is text of that cell,
//! but where only the inner one has headings, the outer one is a frame around it.

use super::archive::{Archive, old_font_of};
use super::encoding::needs_its_font;
use super::grid::{Budget, Grid, MOST_COLUMNS, Merge, raised};
use super::left_out::{self, Aside};
use super::{headings, symbols};
use crate::diagnostic::{LeftOut, Limit, Mistake, OldFont, Origin, Spot};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What belongs to no table.
    pub aside: Vec<Aside>,
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Document, Failed> {
    let bytes = archive.read("word/document.xml").map_err(|mistake| (None, mistake))?;
    let xml = std::str::from_utf8(&bytes).map_err(|_| (None, Mistake::Damaged))?;
    let mut reader = Reader::from_str(xml);
    let mut tables = Tables { shaded: left_out::shaded_styles(archive), ..Tables::default() };
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
            Event::Eof => {
                tables.done.aside.extend(left_out::of_document(archive));
                return Ok(tables.done);
            }
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
    /// Styles of tables that colour the ground.
    shaded: BTreeSet<String>,
    /// Inside of what properties were before somebody changed them.
    before_change: usize,
    /// Inside of the properties of a row.
    in_row_properties: bool,
    /// Inside of text that was taken out.
    in_deleted: bool,
}

/// How the letters of a run look.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Default)]
struct Run {
    font: Option<OldFont>,
    /// A font of signs, by its name.
    signs: Option<String>,
    is_hidden: bool,
    is_raised: bool,
    /// White letters, which a ground of another colour shows.
    is_white: bool,
    is_shaded: bool,
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
    deleted: String,
    /// Pictures in the open cell.
    pictures: usize,
    /// Whether the ground of the table, of the open cell or of its open paragraph is coloured.
    ground: Ground,
    is_deleted: bool,
    /// Inside of a cell.
    is_open: bool,
    vertical: Vertical,
    /// The old font in which some of the text of the open cell is set.
    font: Option<OldFont>,
    /// Ranges that go on downwards: first row and last column, by first column.
    open: BTreeMap<u32, (u32, u32)>,
}

/// Where the ground has a colour.
#[derive(Debug, Clone, Copy, Default)]
struct Ground {
    table: bool,
    cell: bool,
    paragraph: bool,
}

impl Ground {
    fn is_coloured(self) -> bool {
        self.table || self.cell || self.paragraph
    }
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
        if name.ends_with("PrChange") {
            self.before_change += 1;
        }
        if self.before_change > 0 {
            return Ok(());
        }
        match name {
            "trPr" => self.in_row_properties = true,
            "del" | "moveFrom" | "Fallback" => self.skipped += 1,
            "delText" => self.in_deleted = !empty,
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
                // A text of one point.
                "sz" => {
                    run.is_hidden |=
                        value_of(tag).and_then(|size| size.parse().ok()).is_some_and(|size: u32| size <= 2);
                }
                "color" => run.is_white = value_of(tag).is_some_and(|colour| colour.eq_ignore_ascii_case("ffffff")),
                "highlight" => {
                    run.is_shaded |= value_of(tag).is_some_and(|colour| !matches!(colour.as_str(), "none" | "white"));
                }
                "shd" => run.is_shaded |= is_coloured(tag),
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
            "hidden" if is_on(tag) => current.hide_row(),
            "trHeight" if is_flat(tag) => current.hide_row(),
            "del" | "moveFrom" if self.in_row_properties => {
                current.grid.delete_row(current.row);
                current.bare.delete_row(current.row);
            }
            "cellDel" => current.is_deleted = true,
            "tblStyle" => current.ground.table |= value_of(tag).is_some_and(|style| self.shaded.contains(&style)),
            "shd" if self.runs.is_empty() && is_coloured(tag) => current.colour(),
            "p" => current.ground.paragraph = false,
            // A drawing, and a picture as older programs keep it.
            "blip" | "imagedata" | "chart" | "relIds" if self.skipped == 0 && current.is_open => current.pictures += 1,
            "gridBefore" => current.column = current.column.saturating_add(number_of(tag)),
            "tc" => {
                current.span = 1;
                current.vertical = Vertical::Alone;
                current.text.clear();
                current.bare_text.clear();
                current.unseen.clear();
                current.deleted.clear();
                (current.pictures, current.is_deleted, current.is_open) = (0, false, true);
                (current.ground.cell, current.ground.paragraph) = (false, false);
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
        if self.in_deleted {
            if let Some(current) = self.open.last_mut() {
                current.deleted.push_str(text);
            }
            return;
        }
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
        let is_coloured = self.open.iter().any(|table| table.ground.is_coloured());
        if run.is_hidden || run.is_white && !run.is_shaded && !is_coloured {
            match self.open.last_mut() {
                Some(current) => current.unseen.push_str(&text),
                None => left_out::add(&mut self.done.aside, LeftOut::Unseen, None, &text),
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
        if name.ends_with("PrChange") {
            self.before_change = self.before_change.saturating_sub(1);
        }
        if self.before_change > 0 {
            return Ok(());
        }
        match name {
            "trPr" => self.in_row_properties = false,
            "delText" => self.in_deleted = false,
            "del" | "moveFrom" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            "t" => self.in_text = false,
            "r" => self.run_ends(),
            "p" if self.open.is_empty() => self.paragraph_ends(),
            "tc" => {
                if let Some(current) = self.open.last_mut() {
                    current.close_cell(&mut self.budget)?;
                    current.is_open = false;
                    let spot = current.grid.spot(current.row, current.column - 1);
                    if current.pictures > 0 {
                        left_out::add(&mut self.done.aside, LeftOut::Picture, Some(spot), "");
                    }
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
            deleted: String::new(),
            pictures: 0,
            ground: Ground::default(),
            is_deleted: false,
            is_open: false,
            vertical: Vertical::Alone,
            open: BTreeMap::new(),
            font: None,
        }
    }

    fn hide_row(&mut self) {
        self.grid.hide_row(self.row);
        self.bare.hide_row(self.row);
    }

    /// What is open has a coloured ground.
    fn colour(&mut self) {
        if !self.is_open {
            self.ground.table = true;
        } else if self.text.is_empty() {
            self.ground.cell = true;
        } else {
            self.ground.paragraph = true;
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
        self.grid.declare(last_column);
        self.bare.declare(last_column);
        if self.is_deleted {
            let text = std::mem::take(&mut self.text);
            self.deleted.push_str(&text);
            self.bare_text.clear();
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
                grid.put_deleted(row, column, &self.deleted);
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

/// A ground that is not white.
fn is_coloured(tag: &BytesStart<'_>) -> bool {
    let is_colour = |colour: &str| !matches!(colour.to_ascii_lowercase().as_str(), "auto" | "ffffff" | "");
    attribute(tag, "fill").is_some_and(|fill| is_colour(&fill))
        || attribute(tag, "themeFill").is_some_and(|fill| !fill.starts_with("background1"))
        || value_of(tag).is_some_and(|pattern| !matches!(pattern.as_str(), "clear" | "nil" | "none"))
}

/// A row of an exact height in which no letter is seen: in twentieths of a point.
fn is_flat(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "hRule").is_some_and(|rule| rule == "exact") && number_of(tag) <= 40
}

fn value_of(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "val")
}

fn number_of(tag: &BytesStart<'_>) -> u32 {
    value_of(tag).and_then(|value| value.parse().ok()).unwrap_or(0)
}
