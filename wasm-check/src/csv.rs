//! Tables for spreadsheets: CSV that opens as it is meant, and in which nothing runs.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line's end is a formula to a spreadsheet, whoever typed it: a
//! name of `=HYPERLINK(…)` would be a trap for the officer. An apostrophe before it makes it text. Which character parts
//! the cells, the settings of a machine decide: what stands behind a `;`, a `,`, a tab or a line's end inside a cell may
//! begin a cell of its own there, and gets the same apostrophe. Every cell is in quotes, lines end with CR LF (RFC 4180),
//! and the mark of UTF-8 stands in front, without which Excel reads Vietnamese as something else.

/// A table that grows cell by cell.
#[derive(Debug)]
pub struct Csv {
    out: String,
    separator: char,
    is_in_line: bool,
}

impl Default for Csv {
    /// Parted by semicolons, as Excel does where decimals have a comma: numbers are written so, and a table whose cells
    /// are parted by commas would open there as one column.
    fn default() -> Self {
        Self::parted_by(';')
    }
}

/// What begins a formula, in the wide letters of East Asia too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where some spreadsheet may begin a cell.
const CUTS: [char; 5] = [';', ',', '\t', '\n', '\r'];

/// How a text begins for a spreadsheet: quotes are read away, and spaces may be. Apostrophes count as nothing too, so that
/// one of ours can be told from an author's.
fn beginning(text: &str) -> &str {
    text.trim_start_matches(['"', '\'', ' ', '\u{a0}'])
}

/// Whether a cell may not begin so.
fn begins_badly(text: &str) -> bool {
    let text = beginning(text);
    text.starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n'])
}

/// The same behind a place where the cell may be cut: an empty line there begins nothing, and where nothing is left our own
/// closing quote would open one around the next line.
fn goes_on_badly(text: &str) -> bool {
    let text = beginning(text);
    text.is_empty() || text.starts_with(FORMULA) || text.starts_with('\t')
}

/// A text without the apostrophes that [`Csv`] put into it.
pub fn unguarded(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell.strip_prefix('\'').filter(|rest| begins_badly(rest)).unwrap_or(cell);
    while let Some(char) = rest.chars().next() {
        text.push(char);
        rest = &rest[char.len_utf8()..];
        if CUTS.contains(&char) {
            rest = rest.strip_prefix('\'').filter(|after| goes_on_badly(after)).unwrap_or(rest);
        }
    }
    text
}

impl Csv {
    /// A table whose cells this character parts, a `,` or a `;`: a tab behind an empty cell would begin one elsewhere.
    pub fn parted_by(separator: char) -> Self {
        Self { out: String::from('\u{feff}'), separator, is_in_line: false }
    }

    /// The next cell of the line.
    pub fn cell(&mut self, text: &str) {
        if self.is_in_line {
            self.out.push(self.separator);
        }
        self.is_in_line = true;
        self.out.push('"');
        if begins_badly(text) {
            self.out.push('\'');
        }
        for (at, char) in text.char_indices() {
            if char == '"' {
                self.out.push('"');
            }
            self.out.push(char);
            if CUTS.contains(&char) && goes_on_badly(&text[at + 1..]) {
                self.out.push('\'');
            }
        }
        self.out.push('"');
    }

    /// Ends the line.
    pub fn end_line(&mut self) {
        self.out.push_str("\r\n");
        self.is_in_line = false;
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(cells: &[&str]) -> String {
        let mut csv = Csv::parted_by(',');
        for cell in cells {
            csv.cell(cell);
        }
        csv.end_line();
        csv.finish()
    }

    #[test]
    fn a_name_that_is_a_formula_stays_a_name() {
        assert_eq!(line(&["=1+1", "@x", "Bà \"Tư\", xóm 3"]), "\u{feff}\"'=1+1\",\"'@x\",\"Bà \"\"Tư\"\", xóm 3\"\r\n");
    }

    #[test]
    fn a_formula_behind_what_may_part_cells_stays_text_too() {
        assert_eq!(
            line(&["an,=cmd|x,y", "a\n=1", "b;\"=2", "c\t @x", "1,-2"]),
            "\u{feff}\"an,'=cmd|x,y\",\"a\n'=1\",\"b;'\"\"=2\",\"c\t' @x\",\"1,'-2\"\r\n"
        );
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_wherever_it_is_cut(
            rows in proptest::collection::vec(proptest::collection::vec("[-=+@＝\t\r\n',;\" a-c]{0,8}", 1..5), 1..4),
            separator in proptest::sample::select(vec![',', ';']),
        ) {
            let mut csv = Csv::parted_by(separator);
            for row in &rows {
                for cell in row {
                    csv.cell(cell);
                }
                csv.end_line();
            }
            let written = csv.finish();
            let written = written.trim_start_matches('\u{feff}').as_bytes();
            for cut in [b',', b';', b'\t'] {
                let mut reader =
                    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(cut).from_reader(written);
                for record in reader.records() {
                    for cell in &record.expect("texts") {
                        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{cell:?} at {cut}");
                    }
                }
            }
            let mut reader = ::csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(u8::try_from(separator).expect("it is ASCII"))
                .from_reader(written);
            let read: Vec<Vec<String>> =
                reader.records().map(|record| record.expect("texts").iter().map(unguarded).collect()).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
