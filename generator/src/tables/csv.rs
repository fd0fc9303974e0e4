//! A table as text with fields, whatever stands between them: `;` (Excel in Vietnamese), tab or `,`.

use super::grid::{Budget, Grid, MOST_ROWS};
use super::headings;
use crate::diagnostic::{Limit, Mistake, Origin, Spot};
use csv::{ReaderBuilder, StringRecord};
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

fn read_with(text: &str, separator: u8) -> Result<Grid, (Spot, Mistake)> {
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
