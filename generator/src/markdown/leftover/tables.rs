//! Lines that were meant for a table: pasted from a spreadsheet, aligned by hand, or without the line of dashes.

use super::{Line, lines};
use crate::bytes::any_place;
use memchr::memchr;
use std::ops::Range;

/// Lines that look like a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) place: Range<usize>,
    /// The table as it should be written.
    pub(super) right: String,
    /// Its rows as they stand there, where bars part them and nothing else is in the paragraph: they may go on in the next.
    pub(super) rows: Option<String>,
}

/// Rows that may go on in the next paragraph.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) place: Range<usize>,
    /// As they stand there.
    pub(super) text: String,
    /// The table as it should be written, while they are all of one paragraph.
    pub(super) right: Option<String>,
}

/// How the cells of a line are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Bars,
    Tabs,
    Spaces,
    /// As a file for spreadsheets has it.
    Signs(char),
}

/// So many rows are shown of what an author should write.
const SHOWN: usize = 8;

/// The first lines in a paragraph that look like a table.
pub(super) fn find(lines: &[Line<'_>]) -> Option<Lines> {
    let ways = [Parted::Bars, Parted::Tabs, Parted::Spaces, Parted::Signs(';'), Parted::Signs(',')];
    ways.into_iter().find_map(|parted| {
        let start = lines.iter().position(|line| is_row(line, parted))?;
        let rows = lines[start..].iter().take_while(|line| is_row(line, parted)).count();
        let is_whole = parted == Parted::Bars && rows == lines.len();
        let rows = &lines[start..start + rows];
        is_table(rows, parted).then(|| {
            let last = &rows[rows.len() - 1];
            let text = || rows.iter().map(|row| row.text).collect::<Vec<_>>().join("\n");
            Lines {
                place: rows[0].at..last.at + last.text.len(),
                right: written(rows, parted),
                rows: is_whole.then(text),
            }
        })
    })
}

/// Whether all lines of a paragraph may be rows.
pub(super) fn are_rows(lines: &[Line<'_>]) -> bool {
    lines.iter().all(|line| is_row(line, Parted::Bars))
}

/// The table that rows make which stand apart, or above the first row.
pub(super) fn joined(text: &str) -> String {
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty());
    let lines: Vec<Line<'_>> = rows.map(|text| Line { at: 0, text, shown: text, is_broken: false }).collect();
    written(&lines, Parted::Bars)
}

/// Whether a line may be a row.
fn is_row(line: &Line<'_>, parted: Parted) -> bool {
    let bytes = line.shown.as_bytes();
    match parted {
        Parted::Bars => memchr(b'|', bytes).is_some() || is_ruler(line.shown),
        Parted::Tabs => memchr(b'\t', bytes).is_some(),
        // No sentence has so many, and none without a space behind it.
        Parted::Signs(sign) => {
            line.shown.matches(sign).count() > 1
                && !line.shown.contains(&format!("{sign} "))
                && !line.shown.ends_with(['.', sign])
        }
        // The spaces behind a bullet of Word part no cells.
        Parted::Spaces => {
            any_place(bytes, |[first, second]| first == b' ' && second == b' ')
                && (line.shown.contains("   ") || line.shown.matches("  ").count() > 1)
                && !lines::begins_an_item(line)
        }
    }
}

/// Whether several lines, or one, are one.
fn is_table(rows: &[Line<'_>], parted: Parted) -> bool {
    let counts: Vec<usize> =
        rows.iter().filter(|row| !is_ruler(row.shown)).map(|row| split(row.text, parted).len()).collect();
    // Without bars around it a row may end in one: its last cell is empty.
    let is_open = |row: &Line<'_>| parted == Parted::Bars && row.shown.ends_with('|') && !row.shown.starts_with('|');
    let more: Vec<usize> =
        rows.iter().filter(|row| !is_ruler(row.shown)).map(|row| usize::from(is_open(row))).collect();
    let same = counts.windows(2).zip(more.windows(2)).any(|(pair, more)| {
        pair.iter().all(|count| *count > 1) && (pair[0] == pair[1] || pair[0] + more[0] == pair[1] + more[1])
    });
    match parted {
        Parted::Bars => {
            let framed = |row: &Line<'_>| row.shown.starts_with('|') && row.shown.matches('|').count() > 1;
            let ruled = rows.iter().any(|row| is_ruler(row.shown));
            // One row alone needs its frame; rows that only hold bars must agree.
            rows.iter().any(framed) && (rows.len() > 1 || rows[0].shown.ends_with('|') && counts.first() > Some(&1))
                || same && rows.iter().all(|row| row.shown.contains(" | ") || is_ruler(row.shown))
                || ruled && counts.iter().any(|count| *count > 1)
        }
        Parted::Tabs => same || counts.iter().any(|count| *count > 2),
        Parted::Spaces => same,
        // The first row says what the columns are.
        Parted::Signs(_) => {
            same && split(rows[0].text, parted).iter().all(|cell| cell.contains(|char: char| char.is_alphabetic()))
        }
    }
}

/// `| --- | :-: |`, `+----+---+`, `|----|`: nothing but dashes.
fn is_ruler(text: &str) -> bool {
    let is_dash = |char: char| matches!(char, '-' | '–' | '—' | '=' | '_');
    // The first letter of a sentence ends it: what is asked of every line must be cheap.
    text.chars().all(|char| is_dash(char) || matches!(char, '|' | '+' | ':' | ' ' | '\t'))
        && text.contains(is_dash)
        && text.contains(['|', '+'])
}

fn split(text: &str, parted: Parted) -> Vec<String> {
    match parted {
        Parted::Bars => cells(text),
        Parted::Signs(sign) => text.split(sign).map(str::trim).map(str::to_owned).collect(),
        Parted::Tabs => text.split('\t').map(str::trim).map(str::to_owned).collect(),
        Parted::Spaces => {
            let gaps = if text.contains("   ") && text.matches("  ").count() < 2 { "   " } else { "  " };
            text.split(gaps).map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        }
    }
}

/// The cells of a row as it is written: a bar that is escaped parts none.
pub(super) fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for char in row.chars() {
        if char == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(char);
        }
        escaped = char == '\\' && !escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// A table as Markdown writes it.
fn written(lines: &[Line<'_>], parted: Parted) -> String {
    let rows: Vec<Vec<String>> =
        lines.iter().filter(|line| !is_ruler(line.shown)).map(|line| split(line.text, parted)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let escape = |cell: &str| if parted == Parted::Bars { cell.to_owned() } else { cell.replace('|', "\\|") };
    let row = |cells: &[String]| {
        let filled = (0..columns).map(|column| cells.get(column).map_or_else(String::new, |cell| escape(cell)));
        format!("| {} |", filled.collect::<Vec<_>>().join(" | "))
    };
    let mut text: Vec<String> = Vec::new();
    for (index, cells) in rows.iter().take(SHOWN).enumerate() {
        text.push(row(cells));
        if index == 0 {
            text.push(format!("| {} |", vec!["---"; columns].join(" | ")));
        }
    }
    if rows.len() > SHOWN {
        text.push("…".to_owned());
    }
    text.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Option<String> {
        let lines: Vec<Line<'_>> =
            text.split('\n').map(|text| Line { at: 0, text, shown: text, is_broken: false }).collect();
        find(&lines).map(|table| table.right)
    }

    #[test]
    fn every_way_to_type_a_table_gives_the_same_one() {
        let right = "| STT | Họ tên |\n| --- | --- |\n| 1 | An |";
        for text in [
            "STT\tHọ tên\n1\tAn",
            "| STT | Họ tên |\n| 1 | An |",
            "STT | Họ tên\n1 | An",
            "| STT | Họ tên |\n| --- |\n| 1 | An |",
            "STT     Họ tên\n1       An",
            "+-----+--------+\n| STT | Họ tên |\n+-----+--------+\n| 1 | An |\n+-----+--------+",
            "Danh sách:\n|STT|Họ tên|\n|–|–|\n|1|An|",
            "STT | Họ tên\n1 | An |",
        ] {
            assert_eq!(table(text).as_deref(), Some(right), "{text}");
        }
        for text in ["Một | hai", "Một\nhai", "a\tb", "Họ tên:   An", "x || y", "Sáng  chiều", "1,5;2,5\n3,5;4,5"]
        {
            assert_eq!(table(text), None, "{text}");
        }
        assert!(table("STT;Họ tên;Điểm\n1;An;80").is_some() && table("STT,Họ tên,Điểm\n1,An,80").is_some());
        assert!(table("TT | Tên | Tuổi\n1 | An |\n2 | | 30").is_some());
        assert_eq!(cells("| a \\| b | c |"), ["a \\| b", "c"]);
    }
}
