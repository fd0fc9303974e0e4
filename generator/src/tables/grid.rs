//! A table as it was found in a file: texts by row and column, and which cells are merged.
//!
//! Sparse, because a spreadsheet of one cell may claim to reach `XFD1048576`. What is larger than a table of criteria
//! can be is refused while it is read.

use super::encoding::compose;
use crate::diagnostic::{Limit, Mistake, Origin, Spot};
use std::collections::BTreeMap;

/// The most rows of a table.
pub(super) const MOST_ROWS: u32 = 10_000;
/// The most columns of a table.
pub(super) const MOST_COLUMNS: u32 = 200;
/// The most letters of a cell: what Excel itself can hold.
pub(super) const MOST_LETTERS: usize = 32_767;
/// The most bytes of text in all tables of a file.
pub(super) const MOST_TEXT: usize = 16 << 20;
/// The most cells that merged ranges may cover.
const MOST_COVERED: usize = 200_000;

/// A rectangle of cells that are one. The first cell holds its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// The first row, from 1.
    pub row: u32,
    /// The first column, from 1.
    pub column: u32,
    /// The last row.
    pub last_row: u32,
    /// The last column.
    pub last_column: u32,
}

/// A table as it was found.
#[derive(Debug)]
pub(super) struct Grid {
    /// What it is part of.
    pub origin: Origin,
    cells: BTreeMap<(u32, u32), String>,
    merges: Vec<Merge>,
    /// Cells of merged ranges, with the first cell of the range.
    covered: BTreeMap<(u32, u32), (u32, u32)>,
    /// The last column of each merged range, by its first cell.
    reach: BTreeMap<(u32, u32), u32>,
}

/// What is left of the text that a file may hold.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_TEXT)
    }
}

impl Grid {
    /// A table without cells.
    pub(super) fn new(origin: Origin) -> Self {
        Self { origin, cells: BTreeMap::new(), merges: Vec::new(), covered: BTreeMap::new(), reach: BTreeMap::new() }
    }

    /// Puts a text into a cell; blank text is no cell.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), (Spot, Mistake)> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let too_large = |limit| Err((self.spot(row, column), Mistake::TooLarge(limit)));
        if row > MOST_ROWS {
            return too_large(Limit::Rows(MOST_ROWS));
        }
        if column > MOST_COLUMNS {
            return too_large(Limit::Columns(MOST_COLUMNS));
        }
        if text.len() > 4 * MOST_LETTERS || text.chars().count() > MOST_LETTERS {
            return too_large(Limit::Letters(MOST_LETTERS));
        }
        match budget.0.checked_sub(text.len()) {
            Some(left) => budget.0 = left,
            None => return too_large(Limit::Text(MOST_TEXT)),
        }
        self.cells.insert((row, column), tidy(text));
        Ok(())
    }

    /// Merges cells; call [`Grid::close`] when all cells and merges are there.
    pub(super) fn merge(&mut self, merge: Merge) {
        if merge.last_row > merge.row || merge.last_column > merge.column {
            self.merges.push(merge);
        }
    }

    /// Works out which cells the merged ranges cover. Where nothing stands, nothing is covered: a range may claim the
    /// whole sheet.
    pub(super) fn close(&mut self) -> Result<(), (Spot, Mistake)> {
        let last_row = self.cells.keys().map(|cell| cell.0).max().unwrap_or(0);
        let last_column = self.cells.keys().map(|cell| cell.1).max().unwrap_or(0);
        // Ranges may lie on each other, so what is walked is counted, not what is covered.
        let mut walked = 0;
        for merge in &self.merges {
            for row in merge.row..=merge.last_row.min(last_row) {
                for column in merge.column..=merge.last_column.min(last_column) {
                    walked += 1;
                    if walked > MOST_COVERED {
                        return Err((self.spot(row, column), Mistake::TooLarge(Limit::Merged)));
                    }
                    self.covered.insert((row, column), (merge.row, merge.column));
                }
            }
            self.reach.insert((merge.row, merge.column), merge.last_column);
        }
        Ok(())
    }

    /// The text that stands in this very cell.
    pub(super) fn own(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", String::as_str)
    }

    /// The text that a reader sees in this cell: its own, or that of the merged range.
    pub(super) fn text(&self, row: u32, column: u32) -> &str {
        let (row, column) = self.first_of(row, column);
        self.own(row, column)
    }

    /// The first cell of the merged range that covers this cell, or this cell.
    pub(super) fn first_of(&self, row: u32, column: u32) -> (u32, u32) {
        self.covered.get(&(row, column)).copied().unwrap_or((row, column))
    }

    /// The last column that this cell reaches to.
    pub(super) fn reaches(&self, row: u32, column: u32) -> u32 {
        self.reach.get(&(row, column)).copied().unwrap_or(column)
    }

    /// The rows in which something stands, from the first.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|cell| cell.0).collect();
        rows.dedup();
        rows
    }

    /// The cells of a row in which something stands: column and text.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &str)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), text)| (*column, text.as_str()))
    }

    /// All texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.values().map(String::as_str)
    }

    /// A cell of this table, for messages.
    pub(super) fn spot(&self, row: u32, column: u32) -> Spot {
        Spot { origin: self.origin.clone(), row, column }
    }
}

/// Composed letters, plain spaces, plain line ends; no space at the ends of lines.
fn tidy(text: &str) -> String {
    let plain: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|char| match char {
            '\r' | '\u{b}' | '\u{2028}' => Some('\n'),
            '\t' | '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
            // Marks that are not seen: of order, of width, of control.
            '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' => None,
            control if control.is_control() && control != '\n' => None,
            other => Some(other),
        })
        .collect();
    let lines: Vec<&str> = plain.split('\n').map(str::trim_end).collect();
    compose(lines.join("\n").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_claims_a_million_rows_covers_only_what_is_there() {
        let (mut grid, mut budget) = (Grid::new(Origin::Text), Budget::default());
        grid.put(1, 1, "Một", &mut budget).expect("a cell");
        grid.put(3, 2, "Hai", &mut budget).expect("a cell");
        grid.merge(Merge { row: 1, column: 1, last_row: 1_048_576, last_column: 1 });
        grid.close().expect("three cells");
        assert_eq!(grid.text(3, 1), "Một");
        assert_eq!(grid.text(4, 1), "");
        assert!(grid.put(MOST_ROWS + 1, 1, "x", &mut budget).is_err());
    }
}
