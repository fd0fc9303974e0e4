//! Tables of a spreadsheet, cell by cell: never as the rectangle that its corners claim.

use super::archive::Archive;
use super::encoding::{font_family, needs_its_font};
use super::grid::{Budget, Grid, Merge};
use super::left_out::{self, Aside};
use super::{seen, symbols};
use crate::diagnostic::{Limit, Mistake, Origin};
use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Style, Xlsx};
use std::io::Cursor;

/// The most sheets that are read.
const MOST_SHEETS: usize = 50;
/// The most cells that are looked at in all sheets, blank ones too.
const MOST_CELLS: usize = 2_000_000;

/// The sheets of a workbook, in order, and what belongs to no cell; a sheet without text is left out. Of a hidden sheet
/// all cells are hidden.
///
/// The archive was looked at before: calamine itself trusts what it reads.
pub(super) fn read(archive: &mut Archive<'_>, bytes: &[u8]) -> Result<(Vec<Grid>, Vec<Aside>), Aside> {
    let damaged = |_| (None, Mistake::Damaged);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() > MOST_SHEETS {
        return Err((None, Mistake::TooLarge(Limit::Sheets(MOST_SHEETS))));
    }
    let mut seen_of = seen::read(archive);
    let (mut budget, mut count) = (Budget::default(), 0);
    let (mut grids, mut asides) = (Vec::new(), Vec::new());
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut grid = Grid::new(Origin::Sheet(sheet.name.clone()));
        let seen = seen_of.remove(&sheet.name).unwrap_or_default();
        seen.rows.iter().for_each(|row| grid.hide_row(*row));
        seen.columns.iter().for_each(|(first, last)| grid.hide_columns(*first, *last));
        if sheet.visible == SheetVisible::Visible {
            left_out::of_sheet(archive, &seen, &grid, &mut asides);
        } else {
            grid.hide_columns(1, u32::MAX);
        }
        for merge in workbook.merge_cells_by_sheet_name(&sheet.name).map_err(damaged)? {
            let (first, last) = (merge.start, merge.end);
            grid.merge(Merge { row: first.0 + 1, column: first.1 + 1, last_row: last.0 + 1, last_column: last.1 + 1 });
        }
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            count += 1;
            if count > MOST_CELLS {
                return Err((None, Mistake::TooLarge(Limit::Merged)));
            }
            let style = cells.styles().get(style);
            let format = style.and_then(|style| style.number_format.as_ref());
            let percent = format.is_some_and(|format| is_percent(format.format_id, &format.format_code));
            let (row, column) = (cell.get_position().0 + 1, cell.get_position().1 + 1);
            let mut text = text_of(cell.get_value(), percent);
            if let Some(marked) = seen.raised.get(&(row, column)).or_else(|| seen.uncounted.get(&(row, column))) {
                text.clone_from(marked);
            }
            let font = style.and_then(|style| style.font.as_ref()?.name.as_deref());
            if let Some(signs) = font.and_then(|font| symbols::text(font, &text)) {
                text = signs;
            }
            if let Some(font) = font.and_then(font_family).filter(|_| needs_its_font(&text)) {
                return Err((Some(grid.spot(row, column)), Mistake::OldFont(font)));
            }
            if style.is_some_and(|style| is_unseen(style, cell.get_value())) {
                grid.put_unseen(row, column, &text);
                continue;
            }
            grid.put(row, column, &text, &mut budget).map_err(|(spot, mistake)| (Some(spot), mistake))?;
        }
        grid.close().map_err(|(spot, mistake)| (Some(spot), mistake))?;
        if !grid.rows().is_empty() || grid.unseen().next().is_some() {
            grids.push(grid);
        }
    }
    Ok((grids, asides))
}

/// Whether a cell is drawn so that nobody sees what stands in it: letters in the colour of their ground, of a size that is
/// none, or a format that shows nothing.
fn is_unseen(style: &Style, value: &DataRef<'_>) -> bool {
    let is_small = style.font.as_ref().and_then(|font| font.size).is_some_and(|size| size <= 1.5);
    let ground = style.fill.as_ref().filter(|fill| fill.is_visible());
    let is_painted = match (style.font.as_ref().and_then(|font| font.color), ground) {
        (Some(letters), None) => letters.is_white(),
        (Some(letters), Some(fill)) => {
            fill.get_color().is_some_and(|ground| ground.to_argb() & 0xFF_FFFF == letters.to_argb() & 0xFF_FFFF)
        }
        (None, _) => false,
    };
    let format = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    is_small || is_painted || shows_nothing(format, value)
}

/// `;;;`: the parts of a format are for what is above zero, below, zero, and text; an empty one shows nothing.
fn shows_nothing(format: &str, value: &DataRef<'_>) -> bool {
    if !format.contains(';') {
        return false;
    }
    let parts: Vec<&str> = format.split(';').collect();
    let number = match value {
        DataRef::Int(number) => Some(i32::try_from(*number).map_or(1.0, f64::from)),
        DataRef::Float(number) => Some(*number),
        _ => None,
    };
    let place = match number {
        Some(number) if number > 0.0 => 0,
        Some(number) if number < 0.0 => 1,
        Some(_) if parts.len() > 2 => 2,
        Some(_) => 0,
        None => 3,
    };
    parts.get(place).is_some_and(|part| part.trim().is_empty())
}

/// Excel's own two formats, or one that was typed with a percent sign.
fn is_percent(id: Option<u32>, code: &str) -> bool {
    matches!(id, Some(9 | 10)) || code.contains('%')
}

/// What a person sees in the cell, near enough. A number that Excel took for a day is marked by [`DATE`].
fn text_of(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if percent => format!("{}%", decimal(number * 100.0)),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "Có".to_owned(),
        DataRef::Bool(false) => "Không".to_owned(),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => match Data::from(value.clone()) {
            Data::DateTime(day) => {
                let (year, month, day, ..) = day.to_ymd_hms_milli();
                format!("{DATE}{day}/{month}/{year}")
            }
            Data::DateTimeIso(text) | Data::DurationIso(text) => format!("{DATE}{text}"),
            _ => String::new(),
        },
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Begins the text of a cell that Excel shows as a day, as it does to `1/2` and `3-4`.
pub(super) const DATE: char = '\u{e000}';

/// Without the binary fraction's tail: 0.9 × 100 is 90, not 90.00000000000001.
fn decimal(number: f64) -> String {
    let text = format!("{number:.9}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.to_owned()
}
