//! Where a table ends: its sums, and what stands below it, signed and dated, ranked and noted.

use super::grid::Grid;
use super::headings::{Column, Header, words};
use super::numbering::{self, Rank};
use super::structure::Role;
use super::values;
use crate::diagnostic::Mistake;
use std::collections::BTreeMap;

/// The rows that are sums or below the table.
#[derive(Debug, Default)]
pub(super) struct Ends {
    roles: BTreeMap<u32, Role>,
}

/// What stands below a table, wherever in its row.
const FEET: [&str; 24] = [
    "nguoi lap",
    "nguoi tu",
    "nguoi cham",
    "nguoi danh gia",
    "nguoi ke khai",
    "nguoi duoc",
    "nguoi bao cao",
    "tm ",
    "t m ",
    "thu truong",
    "noi nhan",
    "xac nhan",
    "chu tich",
    "chu ho",
    "ky ten",
    "ky ghi ro",
    "ky va ghi",
    "ky dong dau",
    "ngay thang",
    "dai dien",
    "truong ban",
    "hieu truong",
    "luu y",
    "ghi chu",
];

impl Ends {
    /// What a row is, where it is a sum or below the table.
    pub(super) fn role(&self, row: u32) -> Option<Role> {
        self.roles.get(&row).copied()
    }

    /// Finds the sums of these rows, and where the table ends: nothing is below it while points or thresholds follow.
    pub(super) fn find(&mut self, grid: &Grid, header: &Header, rows: &[u32]) {
        let row_of = Row { grid, header };
        let sums: Vec<Option<Role>> = rows.iter().map(|row| row_of.sum(*row)).collect();
        let is_valued = |place: &usize| sums[*place].is_none() && row_of.is_valued(rows[*place]);
        let last = (0..rows.len()).rfind(is_valued);
        let mut is_over = false;
        for (place, row) in rows.iter().enumerate() {
            let is_behind = last.is_none_or(|last| place > last);
            if let Some(role) = sums[place] {
                self.roles.insert(*row, role);
                is_over |= is_behind && last.is_some() && role == Role::Total;
                continue;
            }
            let is_numbered = row_of.is_numbered(*row);
            let is_gap = last.is_some() && grid.is_after_a_gap(*row);
            is_over |= is_behind && !is_numbered && (row_of.is_foot(*row) || is_gap);
            if is_over {
                self.roles.insert(*row, Role::Foot);
            }
        }
    }
}

struct Row<'a> {
    grid: &'a Grid,
    header: &'a Header,
}

impl Row<'_> {
    /// Whether the row is a sum, by the first of its texts that is no number.
    fn sum(&self, row: u32) -> Option<Role> {
        let number = self.header.find(Column::Number);
        let mut texts = self.grid.row(row).filter(|(column, text)| {
            Some(*column) != number || sum_role(text).is_some() || numbering::of_cell(text).is_none()
        });
        texts.next().and_then(|(_, text)| sum_role(text))
    }

    fn is_valued(&self, row: u32) -> bool {
        is_valued(self.grid, self.header, row)
    }

    fn is_numbered(&self, row: u32) -> bool {
        let in_cell = self.header.find(Column::Number).is_some_and(|number| {
            let text = self.grid.own(row, number);
            numbering::of_cell(text).is_some() && self.grid.row(row).count() > 1
        });
        let in_text = |text: &str| numbering::of_text(text).is_some_and(|(rank, _)| rank != Rank::Dash);
        in_cell || self.grid.row(row).any(|(_, text)| in_text(text))
    }

    fn is_foot(&self, row: u32) -> bool {
        self.grid.row(row).any(|(_, text)| {
            let words = format!("{} ", words(text));
            let is_dated = words.contains("ngay ") && words.contains("thang ") && words.contains("nam ");
            is_dated || FEET.iter().any(|start| words.starts_with(start))
        })
    }
}

/// Whether points or a threshold stand in a row, well or badly written.
pub(super) fn is_valued(grid: &Grid, header: &Header, row: u32) -> bool {
    header.columns.iter().any(|(column, kind)| {
        let text = grid.own(row, *column);
        match kind {
            _ if text.is_empty() => false,
            Column::Max | Column::GroupMax => match values::points(text) {
                // Who leads village 3 signs with a digit, but begins with none.
                Err(Mistake::Points { .. }) => {
                    values::choice_points(text).is_some() || text.starts_with(|char: char| char.is_ascii_digit())
                }
                _ => true,
            },
            Column::LevelOne | Column::LevelTwo => {
                !matches!(values::threshold(text, false), Err(Mistake::Threshold { .. }))
            }
            _ => false,
        }
    })
}

/// Whether a text names a sum. “Cộng đồng” and “Tổng hợp” do not.
pub(super) fn sum_role(text: &str) -> Option<Role> {
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
