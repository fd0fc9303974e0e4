//! Which row is a criterion, which an indicator or target, which only says more of the one above.
//!
//! Where criteria and indicators have columns of their own, the columns say it. Where all stand in one column, the
//! numbering says it, and where there is none, whether a row has a value.

use super::grid::Grid;
use super::headings::{Column, Header, words};
use super::numbering::{self, Rank};
use std::collections::BTreeSet;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading over criteria.
    Section,
    /// A criterion.
    Criterion,
    /// An indicator or a target.
    Item,
    /// More of the item above.
    More,
    /// A value where the item above has one already.
    Second,
    /// The sum of the criterion above.
    Subtotal,
    /// The sum of everything.
    Total,
    /// Below the table: signatures and the like.
    Foot,
}

/// A row, or one of the two things that a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it stands.
    pub row: u32,
    /// Where its text stands.
    pub column: u32,
    /// What it is.
    pub role: Role,
    /// Its text, without its number.
    pub title: String,
}

/// What stands below a table, signed and dated.
const FEET: [&str; 12] = [
    "nguoi lap",
    "tm ",
    "t m ",
    "thu truong",
    "noi nhan",
    "xac nhan cua",
    "chu tich",
    "ky ten",
    "ngay thang",
    "dai dien",
    "truong ban",
    "luu y",
];

/// The rows below the headings. `own` where our own export wrote them: nothing needs to be guessed.
pub(super) fn parts(grid: &Grid, header: &Header, own: bool) -> Vec<Part> {
    let rows: Vec<u32> = grid.rows().into_iter().filter(|row| *row > header.last).collect();
    let rows = match rows.split_first() {
        Some((first, rest)) if is_count_of_columns(grid, *first) => rest.to_vec(),
        _ => rows,
    };
    let table = Table { grid, header, own };
    let mut parts = match (header.find(Column::Criterion), header.find(Column::Item)) {
        (Some(criterion), Some(item)) => table.by_columns(&rows, criterion, item),
        (Some(text), None) | (None, Some(text)) => table.by_numbers(&rows, text),
        (None, None) => Vec::new(),
    };
    settle_totals(&mut parts);
    parts
}

/// `(1) (2) (3)` below the headings.
fn is_count_of_columns(grid: &Grid, row: u32) -> bool {
    let numbers: Option<Vec<u32>> = grid.row(row).map(|(_, text)| text.trim_matches(['(', ')']).parse().ok()).collect();
    numbers.is_some_and(|numbers| numbers.len() > 2 && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]))
}

/// A bare `Cộng` is a sum of everything only where it is the only one, or the last without an equal before it.
fn settle_totals(parts: &mut [Part]) {
    let is_sum = |part: &Part| matches!(part.role, Role::Total | Role::Subtotal);
    let sums: Vec<usize> = parts.iter().enumerate().filter(|(_, part)| is_sum(part)).map(|(place, _)| place).collect();
    let Some((last, before)) = sums.split_last() else { return };
    let items_behind = parts[*last..].iter().any(|part| part.role == Role::Item);
    let name = words(&parts[*last].title);
    let twin = before.iter().any(|place| words(&parts[*place].title) == name);
    for place in before {
        parts[*place].role = Role::Subtotal;
    }
    if items_behind || twin && name == "cong" {
        parts[*last].role = Role::Subtotal;
    }
}

/// Whether a text names a sum. “Cộng đồng” and “Tổng hợp” do not.
fn sum_role(text: &str) -> Option<Role> {
    let words = words(text);
    let bare: Vec<&str> = words.split(' ').collect();
    let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    match bare.as_slice() {
        ["cong" | "tong"] | ["tong", "cong" | "so"] => Some(Role::Total),
        _ if begins(&[
            "cong tieu chi",
            "tong tieu chi",
            "cong muc",
            "cong phan",
            "cong diem tieu chi",
            "tong diem tieu chi",
        ]) =>
        {
            Some(Role::Subtotal)
        }
        _ if begins(&["tong cong", "tong diem", "tong so diem", "cong diem", "cong chung"]) => Some(Role::Total),
        _ => None,
    }
}

struct Table<'a> {
    grid: &'a Grid,
    header: &'a Header,
    own: bool,
}

impl Table<'_> {
    fn column(&self, column: Column) -> Option<u32> {
        self.header.find(column)
    }

    /// Whether points or thresholds stand in the row, in cells of this row.
    fn has_value(&self, row: u32) -> bool {
        [Column::Max, Column::LevelOne, Column::LevelTwo].into_iter().filter_map(|kind| self.column(kind)).any(
            |column| {
                let first = self.grid.first_of(row, column);
                let is_value = self
                    .header
                    .columns
                    .get(&first.1)
                    .is_some_and(|kind| matches!(kind, Column::Max | Column::LevelOne | Column::LevelTwo));
                first.0 == row && is_value && !self.grid.text(row, column).is_empty()
            },
        )
    }

    /// The first text of a row, its place, and how far its cell reaches.
    fn first(&self, row: u32) -> Option<(u32, &str, u32)> {
        self.grid.row(row).next().map(|(column, text)| (column, text, self.grid.reaches(row, column)))
    }

    /// A row that is told by its words: a sum, or what stands below the table.
    fn told(&self, row: u32) -> Option<Part> {
        if self.own {
            return None;
        }
        let number = self.column(Column::Number);
        let texts = self.grid.row(row).filter(|(column, text)| {
            Some(*column) != number || sum_role(text).is_some() || numbering::of_cell(text).is_none()
        });
        let (column, text) = texts.into_iter().next()?;
        let role = match sum_role(text) {
            Some(role) => role,
            None if self.is_foot(row, text) => Role::Foot,
            None => return None,
        };
        Some(Part { row, column, role, title: text.to_owned() })
    }

    /// Signatures have neither number nor value: “Chủ tịch UBND ban hành kế hoạch” may well be a target.
    fn is_foot(&self, row: u32, text: &str) -> bool {
        let numbered = self.column(Column::Number).is_some_and(|number| !self.grid.own(row, number).is_empty());
        let begins = FEET.iter().any(|start| format!("{} ", words(text)).starts_with(*start));
        begins && !numbered && !self.has_value(row) && numbering::of_text(text).is_none()
    }

    fn title(&self, text: &str) -> String {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.own {
            return one_line(text);
        }
        let bare = one_line(numbering::of_text(text).map_or(text, |(_, rest)| rest));
        let bare = bare.trim_end_matches([':', ';']).trim_end();
        if bare.is_empty() { one_line(text) } else { bare.to_owned() }
    }

    fn part(&self, row: u32, column: u32, role: Role, text: &str) -> Part {
        Part { row, column, role, title: self.title(text) }
    }

    fn by_columns(&self, rows: &[u32], criterion: u32, item: u32) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut current, mut over) = (String::new(), false);
        for row in rows.iter().copied() {
            if let Some(told) = self.told(row).filter(|_| !over) {
                over = told.role == Role::Foot;
                parts.push(told);
                continue;
            }
            let Some((column, text, reach)) = self.first(row) else { continue };
            if over {
                parts.push(self.part(row, column, Role::Foot, text));
                continue;
            }
            let is_wide = column < item && reach >= item;
            let title = if is_wide { text } else { self.grid.own(row, criterion) };
            let only_title = is_wide || self.grid.text(row, item).is_empty();
            // The same words again, in every row, are the same criterion: text with fields has no merged cells.
            if !title.is_empty() && (only_title || title != current) {
                title.clone_into(&mut current);
                let column = if is_wide { column } else { criterion };
                parts.push(self.part(row, column, Role::Criterion, title));
            }
            if only_title && !title.is_empty() {
                continue;
            }
            parts.push(self.item_part(row, item, text, column));
        }
        parts
    }

    fn item_part(&self, row: u32, item: u32, first: &str, column: u32) -> Part {
        let own = self.grid.own(row, item);
        let detail = self.column(Column::Detail).map_or("", |detail| self.grid.own(row, detail));
        if !own.is_empty() {
            return self.part(row, item, Role::Item, own);
        }
        match (self.has_value(row), detail.is_empty()) {
            (true, false) => {
                let title = format!("{}: {}", self.title(self.grid.text(row, item)), self.title(detail));
                Part { row, column: item, role: Role::Item, title }
            }
            (true, true) => self.part(row, item, Role::Second, first),
            (false, false) => self.part(row, item, Role::More, detail),
            (false, true) => Part { row, column, role: Role::More, title: String::new() },
        }
    }

    fn by_numbers(&self, rows: &[u32], text_column: u32) -> Vec<Part> {
        let lines: Vec<Line<'_>> = rows.iter().filter_map(|row| self.line(*row, text_column)).collect();
        let levels = Levels::of(&lines);
        let (mut parts, mut over) = (Vec::new(), false);
        for line in &lines {
            if let Some(told) = self.told(line.row).filter(|_| !over) {
                over = told.role == Role::Foot;
                parts.push(told);
                continue;
            }
            let role = if over { Role::Foot } else { levels.role(line) };
            parts.push(self.part(line.row, line.column, role, line.text));
        }
        // A criterion that has a value and nothing below it is its own item.
        for place in (0..parts.len()).rev() {
            let alone =
                parts.get(place + 1).is_none_or(|next: &Part| next.role != Role::Item && next.role != Role::More);
            if parts[place].role == Role::Criterion && alone && self.has_value(parts[place].row) {
                let item = Part { role: Role::Item, ..parts[place].clone() };
                parts.insert(place + 1, item);
            }
        }
        parts
    }

    fn line(&self, row: u32, text_column: u32) -> Option<Line<'_>> {
        let number = self.column(Column::Number).filter(|column| *column != text_column);
        let (first, first_text, reach) = self.first(row)?;
        let has_value = self.has_value(row);
        let wide = first <= text_column && reach > text_column && !has_value;
        let (column, text) =
            if self.grid.own(row, text_column).is_empty() && first < text_column && reach >= text_column {
                (first, first_text)
            } else if self.grid.own(row, text_column).is_empty() {
                // More of the row above, in another column; or a heading that was typed under TT.
                let typed = number.map_or("", |number| self.grid.own(row, number));
                let typed = if numbering::of_cell(typed).is_some() { "" } else { typed };
                (number.unwrap_or(first), typed)
            } else {
                (text_column, self.grid.own(row, text_column))
            };
        let of_cell = number.and_then(|number| numbering::of_cell(self.grid.own(row, number)));
        let rank = of_cell.or_else(|| numbering::of_text(text).map(|(rank, _)| rank));
        let told = self.told(row).is_some();
        Some(Line { row, column, text, rank, wide, has_value, told })
    }
}

/// A row of a table with one column of text.
#[derive(Debug)]
struct Line<'a> {
    row: u32,
    column: u32,
    text: &'a str,
    rank: Option<Rank>,
    /// Its cell goes over the columns of values.
    wide: bool,
    has_value: bool,
    told: bool,
}

/// Which numbers are criteria and which are items, in one table.
#[derive(Debug)]
struct Levels {
    criterion: Option<Rank>,
    item: Option<Rank>,
    /// Some row has a value.
    values: bool,
    /// Some row has a number.
    numbers: bool,
}

impl Levels {
    fn of(lines: &[Line<'_>]) -> Self {
        let lines: Vec<&Line<'_>> = lines.iter().filter(|line| !line.told).collect();
        let ranks: BTreeSet<Rank> = lines.iter().filter(|line| !line.wide).filter_map(|line| line.rank).collect();
        let all: BTreeSet<Rank> = lines.iter().filter_map(|line| line.rank).collect();
        let values = lines.iter().any(|line| line.has_value);
        let deepest = lines.iter().filter(|line| line.has_value).filter_map(|line| line.rank).max();
        let item = if values {
            deepest
        } else {
            // Without values the second level is it: what is deeper says more of it.
            ranks.iter().nth(usize::from(all.len() > 1 && ranks.len() == all.len())).copied()
        };
        let criterion = all.iter().rev().find(|rank| item.is_some_and(|item| **rank < item)).copied();
        Self { criterion, item, values, numbers: !all.is_empty() }
    }

    fn role(&self, line: &Line<'_>) -> Role {
        if line.text.is_empty() {
            return if line.has_value { Role::Second } else { Role::More };
        }
        match (line.rank, self.item) {
            (Some(rank), Some(item)) if rank == item && !line.wide => Role::Item,
            (Some(rank), Some(item)) if rank > item => Role::More,
            (Some(rank), _) if self.criterion.is_some_and(|criterion| rank < criterion) => Role::Section,
            (Some(_), _) => Role::Criterion,
            (None, _) if line.wide => Role::Criterion,
            (None, _) if line.has_value => Role::Item,
            (None, _) if self.numbers => Role::More,
            (None, _) => {
                if self.values {
                    Role::Criterion
                } else {
                    Role::Item
                }
            }
        }
    }
}
