//! Tables of a Word document: `w:tbl` with its rows and cells, merged ones too, and nothing of the rest.
//!
//! Word cuts one word into several runs and numbers paragraphs by lists that stand elsewhere; runs are joined here, and
//! automatic numbers are lost, which is why places do not depend on them alone.

use super::archive::{Archive, old_font_of};
use super::encoding::needs_its_font;
use super::grid::{Budget, Grid, MOST_COLUMNS, Merge};
use crate::diagnostic::{Limit, Mistake, OldFont, Origin, Spot};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

type Failed = (Option<Spot>, Mistake);

/// The most tables of a document.
const MOST_TABLES: usize = 200;

/// The tables of a document, in order; tables inside of cells are text of that cell.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Failed> {
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
    done: Vec<Grid>,
    budget: Budget,
    /// Tables that are open: those inside of cells are only counted.
    depth: usize,
    current: Option<Current>,
    /// Inside of `w:t`.
    in_text: bool,
    /// Inside of what is deleted, moved away, or there for older programs only.
    skipped: usize,
    /// The font of the run.
    font: Option<OldFont>,
}

/// The table that is open.
#[derive(Debug)]
struct Current {
    grid: Grid,
    row: u32,
    /// Where the next cell begins.
    column: u32,
    /// How many columns the open cell has.
    span: u32,
    text: String,
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
        if matches!(name, "del" | "moveFrom" | "Fallback") {
            self.skipped += 1;
        }
        if name == "tbl" {
            self.depth += 1;
            if self.depth == 1 {
                let number = self.done.len() + 1;
                if number > MOST_TABLES {
                    return Err((None, Mistake::TooLarge(Limit::Sheets(MOST_TABLES))));
                }
                self.current = Some(Current::new(number));
            }
        }
        if name == "t" && !empty {
            self.in_text = true;
        }
        if name == "r" {
            self.font = None;
        }
        let outer = self.depth == 1;
        let Some(current) = &mut self.current else { return Ok(()) };
        match name {
            "tr" if outer => {
                current.row += 1;
                current.column = 1;
            }
            "gridBefore" if outer => current.column = current.column.saturating_add(number_of(tag)),
            "tc" if outer => {
                current.span = 1;
                current.vertical = Vertical::Alone;
                current.text.clear();
            }
            "gridSpan" if outer => current.span = number_of(tag).max(1),
            "vMerge" if outer => {
                let begins = value_of(tag).is_some_and(|value| value == "restart");
                current.vertical = if begins { Vertical::Begins } else { Vertical::GoesOn };
            }
            "rFonts" => self.font = old_font_of(tag),
            "br" | "cr" | "p" if self.skipped == 0 && !current.text.is_empty() => current.text.push('\n'),
            "tab" | "ptab" if self.skipped == 0 => current.text.push(' '),
            "noBreakHyphen" => current.text.push('-'),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(current) = self.current.as_mut().filter(|_| self.in_text && self.skipped == 0) else { return };
        current.text.push_str(text);
        if self.font.is_some() && needs_its_font(text) {
            current.font = self.font;
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Failed> {
        match name {
            "del" | "moveFrom" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            "t" => self.in_text = false,
            "tc" if self.depth == 1 => {
                if let Some(current) = &mut self.current {
                    current.close_cell(&mut self.budget)?;
                }
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some(current) = self.current.take()
                {
                    self.done.push(current.finish()?);
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
            row: 0,
            column: 1,
            span: 1,
            text: String::new(),
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
            let put = self.grid.put(row, column, &self.text, budget);
            put.map_err(|(spot, mistake)| (Some(spot), mistake))?;
        }
        match self.vertical {
            Vertical::Begins => {
                self.open.insert(column, (row, last_column));
            }
            Vertical::Alone => self.grid.merge(Merge { row, column, last_row: row, last_column }),
            Vertical::GoesOn => {}
        }
        self.column = last_column + 1;
        Ok(())
    }

    /// Ends the range that came down in this column, above a row.
    fn end_range(&mut self, column: u32, row: u32) {
        if let Some((first, last_column)) = self.open.remove(&column) {
            self.grid.merge(Merge { row: first, column, last_row: row - 1, last_column });
        }
    }

    fn finish(mut self) -> Result<Grid, Failed> {
        for column in self.open.keys().copied().collect::<Vec<u32>>() {
            self.end_range(column, self.row + 1);
        }
        self.grid.close().map_err(|(spot, mistake)| (Some(spot), mistake))?;
        Ok(self.grid)
    }
}

fn value_of(tag: &BytesStart<'_>) -> Option<String> {
    let mut attributes = tag.attributes();
    let value = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
    value.map(|attribute| attribute.value.into_owned())
}

fn number_of(tag: &BytesStart<'_>) -> u32 {
    value_of(tag).and_then(|value| value.parse().ok()).unwrap_or(0)
}
