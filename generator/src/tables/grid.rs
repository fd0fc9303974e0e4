//! A table as it was found in a file: texts by row and column, and which cells are merged.
//!
//! Sparse, because a spreadsheet of one cell may claim to reach `XFD1048576`. What is larger than a table of criteria
//! can be is refused while it is read.

use super::encoding::compose;
use crate::diagnostic::{Garble, Limit, Mistake, Origin, Spot};
use crate::source::garbled;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

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
    /// The small raised notes that stood in cells.
    raised: BTreeMap<(u32, u32), String>,
    /// Rows that nobody sees.
    hidden_rows: BTreeSet<u32>,
    /// Columns that nobody sees: the first and the last of each range.
    hidden_columns: Vec<(u32, u32)>,
    /// Texts that nobody sees, by their cells.
    unseen: BTreeMap<(u32, u32), String>,
    /// Texts that somebody took out, and the file still holds.
    deleted: BTreeMap<(u32, u32), String>,
    /// Rows that somebody took out.
    deleted_rows: BTreeSet<u32>,
    /// The last column of which the file says that it is there, empty ones too.
    declared: u32,
    /// Texts that were read in the wrong way before they came here, by their cells.
    garbled: BTreeMap<(u32, u32), (Garble, Option<String>)>,
    /// Cells of which the account says where they went.
    booked: RefCell<BTreeSet<(u32, u32)>>,
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
        Self {
            origin,
            cells: BTreeMap::new(),
            merges: Vec::new(),
            covered: BTreeMap::new(),
            reach: BTreeMap::new(),
            raised: BTreeMap::new(),
            hidden_rows: BTreeSet::new(),
            hidden_columns: Vec::new(),
            unseen: BTreeMap::new(),
            deleted: BTreeMap::new(),
            deleted_rows: BTreeSet::new(),
            declared: 0,
            garbled: BTreeMap::new(),
            booked: RefCell::default(),
        }
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
        // As it stands in the file: what follows leaves out what some letters were read as.
        let garble = garbled::may_be(text).then(|| garbled::read(text)).flatten();
        // A sign of a font that nobody knows is told by whoever cannot read the cell.
        if let Some(garble) = garble.filter(|(how, _)| *how != Garble::Lost) {
            self.garbled.insert((row, column), garble);
        }
        let (text, raised) = without_raised(&tidy(text));
        if !raised.is_empty() {
            self.raised.insert((row, column), raised);
        }
        if !text.is_empty() {
            self.cells.insert((row, column), text);
        }
        Ok(())
    }

    /// A row that nobody sees; call before [`Grid::close`].
    pub(super) fn hide_row(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// Columns that nobody sees, from the first to the last; call before [`Grid::close`].
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    /// A text in a cell that nobody sees.
    pub(super) fn put_unseen(&mut self, row: u32, column: u32, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            self.unseen.insert((row, column), text);
        }
    }

    /// A text that somebody took out while changes were kept.
    pub(super) fn put_deleted(&mut self, row: u32, column: u32, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            self.deleted.insert((row, column), text);
        }
    }

    /// A row that somebody took out while changes were kept; call before [`Grid::close`].
    pub(super) fn delete_row(&mut self, row: u32) {
        self.deleted_rows.insert(row);
    }

    /// Notes that a column is there, though nothing may stand in it.
    pub(super) fn declare(&mut self, column: u32) {
        self.declared = self.declared.max(column);
    }

    fn is_hidden(&self, row: u32, column: u32) -> bool {
        self.hidden_rows.contains(&row)
            || self.deleted_rows.contains(&row)
            || self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Takes out what nobody sees. A merged range shows its text as long as any of its cells is seen.
    fn hide(&mut self) {
        if self.hidden_rows.is_empty() && self.hidden_columns.is_empty() && self.deleted_rows.is_empty() {
            return;
        }
        let mut merges = std::mem::take(&mut self.merges);
        for merge in &mut merges {
            let first = (merge.row, merge.column);
            if !self.is_hidden(first.0, first.1) || !self.cells.contains_key(&first) {
                continue;
            }
            let row = (merge.row..=merge.last_row).find(|row| !self.is_hidden(*row, 0));
            let column =
                (merge.column..=merge.last_column.min(MOST_COLUMNS)).find(|column| !self.is_hidden(0, *column));
            if let (Some(row), Some(column), Some(text)) = (row, column, self.cells.remove(&first)) {
                (merge.row, merge.column) = (row, column);
                self.cells.insert((row, column), text);
            }
        }
        self.merges = merges;
        let hidden: Vec<(u32, u32)> =
            self.cells.keys().copied().filter(|(row, column)| self.is_hidden(*row, *column)).collect();
        for cell in hidden {
            if let Some(text) = self.cells.remove(&cell) {
                let is_deleted = self.deleted_rows.contains(&cell.0);
                if is_deleted { &mut self.deleted } else { &mut self.unseen }.insert(cell, text);
                self.raised.remove(&cell);
            }
        }
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
        self.hide();
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

    /// The texts that nobody sees, by their cells.
    pub(super) fn unseen(&self) -> impl Iterator<Item = ((u32, u32), &str)> {
        self.unseen.iter().map(|(cell, text)| (*cell, text.as_str()))
    }

    /// The texts that somebody took out, by their cells.
    pub(super) fn deleted(&self) -> impl Iterator<Item = ((u32, u32), &str)> {
        self.deleted.iter().map(|(cell, text)| (*cell, text.as_str()))
    }

    /// The small raised notes that stood in cells.
    pub(super) fn raised(&self) -> impl Iterator<Item = ((u32, u32), &str)> {
        self.raised.iter().map(|(cell, note)| (*cell, note.as_str()))
    }

    /// The texts that were read in the wrong way, by their cells.
    pub(super) fn garbled(&self) -> impl Iterator<Item = ((u32, u32), &(Garble, Option<String>))> {
        self.garbled.iter().map(|(cell, garble)| (*cell, garble))
    }

    /// Whether a row with nothing in it stands between this row and the one above that has something.
    pub(super) fn is_after_a_gap(&self, row: u32) -> bool {
        let before = self.cells.range(..(row, 0)).next_back().map_or(0, |((before, _), _)| *before);
        (before + 1..row).any(|between| !self.is_hidden(between, 0))
    }

    /// The last column in which something stands.
    pub(super) fn width(&self) -> u32 {
        self.cells.keys().map(|(row, column)| self.reaches(*row, *column)).max().unwrap_or(0)
    }

    /// How many columns it has, empty ones too.
    pub(super) fn columns(&self) -> u32 {
        self.width().max(self.declared)
    }

    /// Notes that a cell is a heading, a part of the set, or told; so is the range that covers it.
    pub(super) fn book(&self, row: u32, column: u32) {
        self.booked.borrow_mut().insert(self.first_of(row, column));
    }

    /// The same of all cells of a row.
    pub(super) fn book_row(&self, row: u32) {
        self.booked.borrow_mut().extend(self.row(row).map(|(column, _)| (row, column)));
    }

    /// Whether it was noted where the cell went.
    pub(super) fn is_booked(&self, row: u32, column: u32) -> bool {
        self.booked.borrow().contains(&(row, column))
    }

    /// The cells of which nobody knows where they went.
    pub(super) fn unbooked(&self) -> Vec<(u32, u32)> {
        let booked = self.booked.borrow();
        self.cells.keys().copied().filter(|cell| !booked.contains(cell)).collect()
    }

    /// A cell of this table, for messages.
    pub(super) fn spot(&self, row: u32, column: u32) -> Spot {
        Spot { origin: self.origin.clone(), row, column }
    }
}

/// Stands before a letter that is set small and raised.
const RAISED: char = '\u{e001}';

/// The text of a run that is set small and raised: a note where it looks like one, else as it is.
pub(super) fn raised(run: &str) -> String {
    let bare = run.trim();
    let is_mark = |char: char| char.is_ascii_digit() || "*()[],;†‡§".contains(char);
    let is_note = bare.chars().all(is_mark) || bare.len() == 1;
    if bare.is_empty() || !is_note {
        return run.to_owned();
    }
    bare.chars().flat_map(|char| [RAISED, char]).collect()
}

/// Parts a text from its small raised notes: `10¹` is 10 with the note 1, but `m²` is a unit.
fn without_raised(text: &str) -> (String, String) {
    const SMALL: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (mut plain, mut notes) = (String::new(), String::new());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let small = SMALL.chars().position(|small| small == char);
        let raised =
            if char == RAISED { chars.next() } else { small.and_then(|digit| "0123456789".chars().nth(digit)) };
        let Some(raised) = raised else {
            if char != RAISED {
                plain.push(char);
            }
            continue;
        };
        let is_unit = plain.ends_with('m') && matches!(raised, '2' | '3') && notes.is_empty();
        match raised {
            '2' if is_unit => plain.push('²'),
            '3' if is_unit => plain.push('³'),
            other => notes.push(other),
        }
    }
    (plain.trim().to_owned(), notes)
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
    fn a_small_raised_number_is_a_note_and_no_digit() {
        let parted = |text: &str| without_raised(text);
        let both = |plain: &str, notes: &str| (plain.to_owned(), notes.to_owned());
        assert_eq!(parted(&format!("10{}", raised("1"))), both("10", "1"));
        assert_eq!(parted("10¹²"), both("10", "12"));
        assert_eq!(parted(&format!("Đọc sách{}", raised("(2)"))), both("Đọc sách", "(2)"));
        assert_eq!(parted(&format!("1200 m{}", raised("2"))), both("1200 m²", ""));
        assert_eq!(parted("50 m²"), both("50 m²", ""));
        assert_eq!(raised("nd"), "nd");
    }

    #[test]
    fn a_merged_range_shows_its_text_as_long_as_a_part_of_it_is_seen() {
        let (mut grid, mut budget) = (Grid::new(Origin::Text), Budget::default());
        grid.put(1, 1, "Cũ", &mut budget).expect("a cell");
        grid.put(2, 1, "Tiêu chí", &mut budget).expect("a cell");
        grid.put(3, 2, "Chỉ số", &mut budget).expect("a cell");
        grid.merge(Merge { row: 2, column: 1, last_row: 3, last_column: 1 });
        grid.hide_row(1);
        grid.hide_row(2);
        grid.close().expect("three cells");
        assert_eq!([grid.text(3, 1), grid.own(3, 1)], ["Tiêu chí"; 2]);
        assert_eq!(grid.unseen().collect::<Vec<_>>(), [((1, 1), "Cũ")]);
    }

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
