//! Tables for spreadsheets: CSV that opens as it is meant, and in which nothing runs.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line's end is a formula to a spreadsheet, whoever typed it: a
//! name of `=HYPERLINK(…)` would be a trap for the officer. An apostrophe before it makes it text. Every cell is in
//! quotes, cells are parted by commas, lines end with CR LF (RFC 4180), and the mark of UTF-8 stands in front, without
//! which Excel reads Vietnamese as something else.

/// A table that grows cell by cell.
#[derive(Debug)]
pub struct Csv {
    out: String,
    is_in_line: bool,
}

impl Default for Csv {
    fn default() -> Self {
        Self { out: String::from('\u{feff}'), is_in_line: false }
    }
}

impl Csv {
    /// The next cell of the line.
    pub fn cell(&mut self, text: &str) {
        self.out.push_str(if self.is_in_line { ",\"" } else { "\"" });
        self.is_in_line = true;
        if matches!(text.as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n')) {
            self.out.push('\'');
        }
        for char in text.chars() {
            if char == '"' {
                self.out.push('"');
            }
            self.out.push(char);
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
        let mut csv = Csv::default();
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

    proptest! {
        #[test]
        fn no_cell_begins_a_formula(cells in proptest::collection::vec("[-=+@\t\r\n', a-c]{0,6}", 1..5)) {
            let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
            let written = line(&texts);
            let inside = written.trim_start_matches('\u{feff}').strip_suffix("\"\r\n").expect("a line");
            let inside = inside.strip_prefix('"').expect("a quote");
            let read: Vec<&str> = inside.split("\",\"").collect();
            prop_assert_eq!(read.len(), cells.len());
            for (read, cell) in read.iter().zip(&cells) {
                prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                prop_assert_eq!(read.strip_prefix('\'').filter(|_| !cell.starts_with('\'')).unwrap_or(read), cell);
            }
        }
    }
}
