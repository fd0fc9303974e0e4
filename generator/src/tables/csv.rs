//! A table as text with fields, whatever stands between them: `;` (Excel in Vietnamese), tab or `,`.

use super::grid::{Budget, Grid, MOST_ROWS};
use super::headings;
use crate::diagnostic::{Limit, Mistake, Origin, Spot};
use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;
use wasm_check::csv::unguarded;

/// What may stand between fields, the likeliest first.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// The table: with the separator that gives the most headings, or else the most fields.
pub(super) fn read(text: &str) -> Result<Grid, (Spot, Mistake)> {
    // Excel's own first line, which it does not show.
    let first = text.lines().next().unwrap_or_default();
    if let Some(separator) = first.trim_end().strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return read_with(text[first.len()..].trim_start_matches(['\r', '\n']), separator);
    }
    let mut best: Option<(usize, usize, Grid)> = None;
    let mut failed = None;
    for separator in SEPARATORS {
        match read_with(text, separator) {
            Ok(grid) => {
                let headings = headings::find(&grid).map_or(0, |header| header.columns.len());
                let fields = grid.rows().iter().map(|row| grid.row(*row).count()).sum();
                if best.as_ref().is_none_or(|(most, many, _)| (headings, fields) > (*most, *many)) {
                    best = Some((headings, fields, grid));
                }
            }
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    match (best, failed) {
        // A separator that does not stand there makes lines of one field; one that does may make too many.
        (Some((headings, _, grid)), failed) if headings > 0 || failed.is_none() => Ok(grid),
        (_, Some(failure)) => Err(failure),
        (Some((_, _, grid)), None) => Ok(grid),
        (None, None) => Ok(Grid::new(Origin::Text)),
    }
}

/// The text with every quote doubled that stands inside of a quoted field and does not end it: people type
/// `"Đọc "sách" hay"`. Fails with the row in which a quote is never closed.
fn with_whole_quotes(text: &str, separator: u8) -> Result<Cow<'_, str>, u32> {
    if !text.contains('"') {
        return Ok(Cow::Borrowed(text));
    }
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'));
    // Spaces behind the quote, and then the end of the field.
    let closes = |at: usize| ends(at + bytes[at..].iter().take_while(|byte| **byte == b' ').count());
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len() + 8);
    // Where the open field began, and whether a quote stood in it that none doubled.
    let mut open: Option<(usize, bool)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let begins = at == 0 || bytes[at - 1] == separator || matches!(bytes[at - 1], b'\n' | b'\r');
        out.push(byte);
        if byte == b'"' && begins && open.is_none() {
            // `"Kể" lại`: a field that only begins with a word in quotes.
            let rest = &bytes[at..];
            let line = &rest[..rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())];
            let field = &line[..line.iter().position(|byte| *byte == separator).unwrap_or(line.len())];
            let quotes = |part: &[u8]| memchr::memchr_iter(b'"', part).count();
            let (own, others) = (quotes(field), quotes(&line[field.len()..]));
            if own > 1 && own % 2 == 0 && others % 2 == 0 && !field.trim_ascii_end().ends_with(b"\"") {
                for byte in field {
                    out.push(*byte);
                    if *byte == b'"' {
                        out.push(b'"');
                    }
                }
                out.push(b'"');
                at += field.len();
                continue;
            }
        }
        match (&mut open, byte) {
            (None, b'"') if begins => open = Some((at, false)),
            (Some((_, is_loose)), b'"') => {
                let is_pair = bytes.get(at + 1) == Some(&b'"') && !(*is_loose && closes(at + 2));
                if is_pair {
                    out.push(b'"');
                    at += 1;
                } else if closes(at + 1) {
                    at += bytes[at + 1..].iter().take_while(|byte| **byte == b' ').count();
                    open = None;
                } else {
                    *is_loose = true;
                    out.push(b'"');
                }
            }
            _ => {}
        }
        at += 1;
    }
    match open {
        Some((start, _)) => Err(u32::try_from(text[..start].matches('\n').count() + 1).unwrap_or(MOST_ROWS)),
        // Only quotes were added, and spaces behind fields left out.
        None => Ok(Cow::Owned(String::from_utf8_lossy(&out).into_owned())),
    }
}

fn read_with(text: &str, separator: u8) -> Result<Grid, (Spot, Mistake)> {
    let text = with_whole_quotes(text, separator)
        .map_err(|row| (Spot { origin: Origin::Text, row, column: 1 }, Mistake::OpenQuote))?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut grid, mut budget) = (Grid::new(Origin::Text), Budget::default());
    let mut record = StringRecord::new();
    // Rows as a spreadsheet counts them: an empty line is one, a line end in quotes is none.
    let (mut row, mut next_line) = (0_u64, 1);
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(next_line, csv::Position::line);
        row += line.saturating_sub(next_line) + 1;
        next_line = reader.position().line();
        let Some(row) = u32::try_from(row).ok().filter(|row| *row <= MOST_ROWS) else {
            return Err((grid.spot(MOST_ROWS + 1, 1), Mistake::TooLarge(Limit::Rows(MOST_ROWS))));
        };
        for (column, field) in (1..).zip(record.iter()) {
            grid.put(row, column, &unguarded(field), &mut budget)?;
        }
    }
    Ok(grid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_inside_of_a_quoted_field_are_part_of_it() {
        for (typed, read) in [
            ("\"Đọc \"sách\" hay\";10", "Đọc \"sách\" hay|10"),
            ("\"Đọc \"sách\"\";10", "Đọc \"sách\"|10"),
            ("\"\"Sách\" hay\";10", "\"Sách\" hay|10"),
            ("\"Đọc \"\"sách\"\" hay\" ;10", "Đọc \"sách\" hay|10"),
            ("\"Một\nhai\";\"\";10", "Một\nhai|10"),
            ("Màn 5\" và 6\";10", "Màn 5\" và 6\"|10"),
            ("\"Kể\" lại;\"10\"", "\"Kể\" lại|10"),
            ("\"Kể\" và \"nói\" lại;10", "\"Kể\" và \"nói\" lại|10"),
        ] {
            let grid = read_with(typed, b';').expect("a table");
            let cells: Vec<&str> = grid.texts().collect();
            assert_eq!(cells.join("|"), read, "{typed}");
        }
        let open = read_with("Một;hai\n\"Ba;bốn\nnăm;sáu\n", b';').expect_err("never closed");
        assert_eq!((open.0.row, open.1), (2, Mistake::OpenQuote));
    }
}
