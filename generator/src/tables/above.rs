//! What stands around the table and says what it is: its title, and the decision that it comes from.

use super::grid::Grid;
use super::headings::{Header, words};
use super::place::Found;
use crate::criteria::document::SetDocument;
use crate::diagnostic::Mistake;
use wasm_check::date::Date;

/// What was read above the table.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// The set's name; empty where none stands there.
    pub title: String,
    /// `12/QĐ-KHVN`
    number: Option<String>,
    /// `2022-07-05`
    issued: Option<String>,
    /// The line that is taken for the title.
    wanted: String,
}

/// What a title says.
const TITLES: [&str; 9] = [
    "tieu chi",
    "bang diem",
    "bang cham",
    "thang diem",
    "bieu diem",
    "chi tieu",
    "phieu tu",
    "phieu danh gia",
    "phieu cham",
];
/// A title is no longer.
const LONGEST: usize = 200;

/// Reads it, and tells all else that stands there.
pub(super) fn read(
    grids: &[Grid],
    paragraphs: &[(usize, String)],
    tables: &[(&Grid, Header)],
    found: &mut Found,
) -> Above {
    let mut above = Above::default();
    let Some((first, header)) = tables.first() else { return above };
    let place = grids.iter().position(|grid| std::ptr::eq(grid, *first)).unwrap_or_default();
    let before = paragraphs.iter().filter(|(tables, _)| *tables <= place).map(|(_, text)| text.as_str());
    // Letterheads are tables too.
    let mut around: Vec<(&Grid, u32)> = grids[..place].iter().map(|grid| (grid, u32::MAX)).collect();
    around.push((*first, header.first));
    let rows = around.iter().flat_map(|(grid, end)| lines(grid, *end));
    above.wanted = title(before.clone().map(str::to_owned).chain(rows.map(|(_, _, line)| line))).unwrap_or_default();
    let mut left: Vec<&str> = before.filter(|text| !above.takes(text, found)).collect();
    left.extend(paragraphs.iter().filter(|(tables, _)| *tables > place).map(|(_, text)| text.as_str()));
    if !left.is_empty() {
        found.push((None, Mistake::NotPlaced { text: left.join(" · ") }));
    }
    for (grid, end) in around {
        above.rows(grid, end, found);
    }
    for (grid, header) in &tables[1..] {
        above.rows(grid, header.first, found);
    }
    above
}

/// What stands in the rows above a heading, each in one line, and is not told yet.
fn lines(grid: &Grid, end: u32) -> Vec<(u32, u32, String)> {
    let rows = grid.rows().into_iter().filter(|row| *row < end);
    let cells = rows.flat_map(|row| grid.row(row).map(move |(column, text)| (row, column, text)));
    cells
        .filter(|(row, column, _)| !grid.is_booked(*row, *column))
        .map(|(row, column, text)| (row, column, text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect()
}

/// The line that names the set: the first in capitals, else the first.
fn title(lines: impl Iterator<Item = String>) -> Option<String> {
    let is_title = |line: &String| {
        let folded = words(line);
        line.chars().count() <= LONGEST
            && TITLES.iter().any(|title| folded.contains(title))
            && !line.ends_with(['.', ':', ';'])
            && !line.starts_with('(')
    };
    let titles: Vec<String> = lines.filter(is_title).collect();
    let in_capitals = |line: &&String| {
        let name = line.split('(').next().unwrap_or_default();
        !name.chars().any(char::is_lowercase)
    };
    titles.iter().find(in_capitals).or(titles.first()).cloned()
}

impl Above {
    /// The rows above a heading.
    fn rows(&mut self, grid: &Grid, end: u32, found: &mut Found) {
        let left: Vec<(u32, u32, String)> =
            lines(grid, end).into_iter().filter(|(_, _, line)| !self.takes(line, found)).collect();
        grid.rows().into_iter().filter(|row| *row < end).for_each(|row| grid.book_row(row));
        if let Some((row, column, _)) = left.first() {
            let text = left.iter().map(|(_, _, text)| text.as_str()).collect::<Vec<_>>().join(" · ");
            found.push((Some(grid.spot(*row, *column)), Mistake::NotPlaced { text }));
        }
    }

    /// Takes a line that is the title, or names the decision, or both.
    fn takes(&mut self, line: &str, found: &mut Found) -> bool {
        let decision = decision(line).filter(|_| self.number.is_none());
        let is_title = self.title.is_empty() && line == self.wanted;
        if is_title {
            let name = line.split('(').next().filter(|_| decision.is_some()).map_or(line, str::trim);
            name.clone_into(&mut self.title);
        }
        let names_one = decision.is_some();
        if let Some((number, issued)) = decision {
            found.push((None, Mistake::ReadBasis { number: line.to_owned() }));
            (self.number, self.issued) = (Some(number), issued);
        }
        is_title || names_one
    }

    /// The document with what was read.
    pub(super) fn on(self, mut document: SetDocument) -> SetDocument {
        if let Some(number) = self.number {
            document.basis.number = Some(number);
            document.basis.issued = self.issued;
            document.basis.note = Some("Số và ngày đọc từ tệp, hãy so lại với văn bản.".to_owned());
        }
        document
    }
}

/// `(Ban hành kèm theo Quyết định số 12/QĐ-KHVN ngày 05 tháng 7 năm 2022)`: the number, and the day where it is one.
fn decision(line: &str) -> Option<(String, Option<String>)> {
    let folded = words(line);
    // What a decision is based on is another one.
    if folded.starts_with("can cu")
        || !["quyet dinh", "thong tu", "nghi dinh", "huong dan", "ke hoach"].iter().any(|word| folded.contains(word))
    {
        return None;
    }
    let is_number = |word: &&str| {
        word.split_once('/').is_some_and(|(first, rest)| {
            !first.is_empty()
                && first.bytes().all(|byte| byte.is_ascii_digit())
                && rest.chars().any(char::is_alphabetic)
        })
    };
    let trimmed = line.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', ';', '.', ':']));
    let number = trimmed.clone().find(is_number)?;
    let after = line.split_once(number).map_or("", |(_, after)| after);
    Some((number.to_owned(), day(after)))
}

/// `ngày 05 tháng 7 năm 2022`, `ngày 11/12/2023`
fn day(text: &str) -> Option<String> {
    let digits = |char: char| !char.is_ascii_digit();
    let folded = words(text);
    let (_, after) = folded.split_once("ngay ")?;
    let mut numbers = after.split(digits).filter(|part| !part.is_empty()).map(str::parse::<u16>);
    let (day, month, year) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(Date::parse(&format!("{year:04}-{month:02}-{day:02}"))?.iso())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_lines_that_name_a_set_the_one_in_capitals_is_its_title() {
        let of = |lines: &[&str]| title(lines.iter().map(|line| (*line).to_owned())).unwrap_or_default();
        assert_eq!(of(&["Điều 1. Ban hành Bộ tiêu chí sau đây;", "Về tiêu chí", "BỘ TIÊU CHÍ MẪU"]), "BỘ TIÊU CHÍ MẪU");
        assert_eq!(of(&["UBND XÃ MẪU", "Bộ tiêu chí dòng họ"]), "Bộ tiêu chí dòng họ");
        assert_eq!(of(&["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]), "");
    }

    #[test]
    fn a_decision_is_read_with_its_day() {
        let of = |line: &str| decision(line).map(|(number, day)| format!("{number} {}", day.unwrap_or_default()));
        for (line, read) in [
            ("(Ban hành kèm theo Quyết định số 12/QĐ-KHVN ngày 05 tháng 7 năm 2022)", Some("12/QĐ-KHVN 2022-07-05")),
            ("(Theo Thông tư số 24/2023/TT-BGDĐT ngày 11/12/2023)", Some("24/2023/TT-BGDĐT 2023-12-11")),
            ("Quyết định số 12/QĐ-UBND", Some("12/QĐ-UBND ")),
            ("Quyết định số 12/QĐ-UBND ngày 31 tháng 2 năm 2022", Some("12/QĐ-UBND ")),
            ("BỘ TIÊU CHÍ 2026", None),
            ("Quyết định của chủ tịch", None),
            ("Căn cứ Nghị định số 12/2021/NĐ-CP ngày 1/2/2021", None),
        ] {
            assert_eq!(of(line).as_deref(), read, "{line}");
        }
    }
}
