//! Which row is a criterion, which an indicator or target, which only says more of the one above.
//!
//! Where criteria and indicators have columns of their own, the columns say it. Where all stand in one column, the
//! numbering says it, and where there is none, whether a row has a value.

use super::choices;
use super::ends::{Ends, sum_role};
use super::grid::Grid;
use super::headings::{self, Column, Header, words};
use super::numbering::{self, Rank};
use super::values;
use std::collections::BTreeSet;
use wasm_check::decimal::Decimal;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading over criteria.
    Section,
    /// A criterion.
    Criterion,
    /// A heading over some items of a criterion.
    Group,
    /// An indicator or a target.
    Item,
    /// One of the ways to answer the item above, with its points.
    Choice,
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
pub(super) struct RowPart {
    /// Where it stands.
    pub row: u32,
    /// Where its text stands.
    pub column: u32,
    /// What it is.
    pub role: Role,
    /// Its text, without its number.
    pub title: String,
    /// The title of the [`Role::Group`] that it stands under; empty where there is none.
    pub over: String,
}

/// Rows that belong together: those below one heading, in stretches between which the heading is repeated.
#[derive(Debug)]
pub(super) struct Segment {
    /// Their headings.
    pub header: Header,
    /// Their rows, from one repetition to the next.
    pub stretches: Vec<Vec<u32>>,
}

/// The rows below the headings, by headings. `own` where our own export wrote them: nothing needs to be guessed.
pub(super) fn segments(grid: &Grid, header: &Header, own: bool) -> Vec<Segment> {
    let mut segments = vec![Segment { header: header.clone(), stretches: vec![Vec::new()] }];
    (header.first..=header.last).for_each(|row| grid.book_row(row));
    let (mut heading_ends, mut is_first) = (header.last, header.last > 0);
    for row in grid.rows().into_iter().filter(|row| *row > header.last) {
        if row <= heading_ends {
            continue;
        }
        let Some(segment) = segments.last_mut() else { break };
        if !own && let Some(again) = headings::again(grid, &segment.header, row) {
            (again.first..=again.last).for_each(|row| grid.book_row(row));
            (heading_ends, is_first) = (again.last, true);
            if again.columns == segment.header.columns {
                segment.stretches.push(Vec::new());
            } else {
                segments.push(Segment { header: again, stretches: vec![Vec::new()] });
            }
            continue;
        }
        if std::mem::take(&mut is_first) && is_count_of_columns(grid, row) {
            grid.book_row(row);
            continue;
        }
        if let Some(stretch) = segment.stretches.last_mut() {
            stretch.push(row);
        }
    }
    segments
}

/// What the rows of a segment are.
pub(super) fn parts(grid: &Grid, segment: &Segment, own: bool) -> Vec<RowPart> {
    let header = &segment.header;
    let mut table = Table { grid, header, own, ends: Ends::default() };
    if !own {
        for stretch in &segment.stretches {
            table.ends.find(grid, header, stretch);
        }
    }
    let rows: Vec<u32> = segment.stretches.iter().flatten().copied().collect();
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

/// A bare `Cộng` is a sum of everything only where it is the last sum, with no item behind it and none like it before.
fn settle_totals(parts: &mut [RowPart]) {
    let is_sum = |part: &RowPart| matches!(part.role, Role::Total | Role::Subtotal);
    let sums: Vec<usize> = parts.iter().enumerate().filter(|(_, part)| is_sum(part)).map(|(place, _)| place).collect();
    let Some((last, before)) = sums.split_last() else { return };
    let is_bare = |part: &RowPart| matches!(words(&part.title).as_str(), "cong" | "tong");
    let items_behind = parts[*last..].iter().any(|part| part.role == Role::Item);
    let name = words(&parts[*last].title);
    let twin = before.iter().any(|place| words(&parts[*place].title) == name);
    for place in before {
        if is_bare(&parts[*place]) {
            parts[*place].role = Role::Subtotal;
        }
    }
    if is_bare(&parts[*last]) && (items_behind || twin && name == "cong") {
        parts[*last].role = Role::Subtotal;
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in one line, without the number before it.
pub(super) fn bare_title(text: &str) -> String {
    let bare = one_line(numbering::of_text(text).map_or(text, |(_, rest)| rest));
    let bare = bare.trim_end_matches([':', ';']).trim_end();
    if bare.is_empty() { one_line(text) } else { bare.to_owned() }
}

struct Table<'a> {
    grid: &'a Grid,
    header: &'a Header,
    own: bool,
    ends: Ends,
}

impl Table<'_> {
    fn column(&self, column: Column) -> Option<u32> {
        self.header.find(column)
    }

    /// Whether points or thresholds stand in the row, in cells of this row.
    fn has_value(&self, row: u32) -> bool {
        let is_value = |column: &u32| {
            let kind = self.header.columns.get(column);
            matches!(kind, Some(Column::Max | Column::GroupMax | Column::LevelOne | Column::LevelTwo))
        };
        self.header.columns.keys().filter(|column| is_value(column)).any(|column| {
            let first = self.grid.first_of(row, *column);
            first.0 == row && is_value(&first.1) && !self.grid.text(row, *column).is_empty()
        })
    }

    /// The first text of a row, its place, and how far its cell reaches.
    fn first(&self, row: u32) -> Option<(u32, &str, u32)> {
        self.grid.row(row).next().map(|(column, text)| (column, text, self.grid.reaches(row, column)))
    }

    /// A row that is a sum, or below the table.
    fn told(&self, row: u32) -> Option<RowPart> {
        let role = self.ends.role(row)?;
        let number = self.column(Column::Number);
        let mut texts = self.grid.row(row);
        let (column, text) = match role {
            Role::Foot => texts.next()?,
            _ => texts.find(|(column, text)| {
                Some(*column) != number || sum_role(text).is_some() || numbering::of_cell(text).is_none()
            })?,
        };
        Some(RowPart { row, column, role, title: text.to_owned(), over: String::new() })
    }

    fn title(&self, text: &str) -> String {
        if self.own {
            return one_line(text);
        }
        bare_title(text)
    }

    fn part(&self, row: u32, column: u32, role: Role, text: &str) -> RowPart {
        RowPart { row, column, role, title: self.title(text), over: String::new() }
    }

    fn by_columns(&self, rows: &[u32], criterion: u32, item: u32) -> Vec<RowPart> {
        let mut parts: Vec<RowPart> = Vec::new();
        let mut current = String::new();
        let choices = self.choices_of_rows(rows, item);
        for row in rows.iter().copied() {
            if let Some(told) = self.told(row) {
                parts.push(told);
                continue;
            }
            let Some((column, text, reach)) = self.first(row) else { continue };
            if choices.contains(&row) {
                parts.push(self.part(row, item, Role::Choice, self.grid.own(row, item)));
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

    fn item_part(&self, row: u32, item: u32, first: &str, column: u32) -> RowPart {
        let own = self.grid.own(row, item);
        let detail = self.column(Column::Detail).map_or("", |detail| self.grid.own(row, detail));
        // “- Kể cả lớp trực tuyến” says more of the item above.
        let is_dash = numbering::of_text(own).is_some_and(|(rank, _)| rank == Rank::Dash);
        let has_values = self.column(Column::Max).or(self.column(Column::LevelOne)).is_some();
        if is_dash && has_values && !self.own && !self.has_value(row) {
            return self.part(row, item, Role::More, own);
        }
        if !own.is_empty() {
            return self.part(row, item, Role::Item, own);
        }
        match (self.has_value(row), detail.is_empty()) {
            (true, false) => {
                let title = format!("{}: {}", self.title(self.grid.text(row, item)), self.title(detail));
                RowPart { row, column: item, role: Role::Item, title, over: String::new() }
            }
            (true, true) => self.part(row, item, Role::Second, first),
            (false, false) => self.part(row, item, Role::More, detail),
            (false, true) => RowPart { row, column, role: Role::More, title: String::new(), over: String::new() },
        }
    }

    /// The maximum that stands in a row, 0 too.
    fn points(&self, row: u32) -> Option<Decimal> {
        values::choice_points(self.grid.own(row, self.column(Column::Max)?))
    }

    /// Rows of unnumbered items that are the ways to answer the one above them: no item is worth nothing, so where a 0
    /// stands, it and the falling numbers above it do.
    fn choices_of_rows(&self, rows: &[u32], item: u32) -> BTreeSet<u32> {
        let number = self.column(Column::Number);
        let is_plain = |row: &u32| {
            self.ends.role(*row).is_none()
                && !self.grid.own(*row, item).is_empty()
                && number.is_none_or(|number| self.grid.own(*row, number).is_empty())
                && self.column(Column::Criterion).is_none_or(|column| self.grid.own(*row, column).is_empty())
        };
        let mut found = BTreeSet::new();
        for end in 0..rows.len() {
            if self.own || self.points(rows[end]) != Some(Decimal::ZERO) || !is_plain(&rows[end]) {
                continue;
            }
            let mut first = end;
            while first > 0 && is_plain(&rows[first]) {
                let (above, here) = (self.points(rows[first - 1]), self.points(rows[first]));
                let falls = above.zip(here).is_some_and(|(above, here)| above >= here);
                if !falls || found.contains(&rows[first - 1]) {
                    break;
                }
                first -= 1;
                // Twice the same number: the item, and the first way to answer it.
                if above == here {
                    break;
                }
            }
            found.extend(rows[first..=end].iter().skip(1).copied());
        }
        found
    }

    fn by_numbers(&self, rows: &[u32], text_column: u32) -> Vec<RowPart> {
        let mut lines: Vec<Line<'_>> = rows.iter().filter_map(|row| self.line(*row, text_column)).collect();
        if !self.own {
            choices::mark(&mut lines);
        }
        let levels = Levels::of(&lines);
        let mut parts = Vec::new();
        let mut group: Option<(Rank, String)> = None;
        for (place, line) in lines.iter().enumerate() {
            if let Some(told) = self.told(line.row) {
                parts.push(told);
                continue;
            }
            if line.is_choice {
                parts.push(self.part(line.row, line.column, Role::Choice, line.text));
                continue;
            }
            if line.rank.is_some_and(|rank| group.as_ref().is_some_and(|(over, _)| rank <= *over)) {
                group = None;
            }
            let role = levels.role(line, has_values_below(&lines, place), group.is_some());
            let mut part = self.part(line.row, line.column, role, line.text);
            match role {
                Role::Group => group = line.rank.map(|rank| (rank, part.title.clone())),
                Role::Item => part.over = group.as_ref().map(|(_, title)| title.clone()).unwrap_or_default(),
                Role::Section | Role::Criterion => group = None,
                _ => {}
            }
            parts.push(part);
        }
        // A criterion that has a value and nothing below it is its own item.
        for place in (0..parts.len()).rev() {
            let alone = parts
                .get(place + 1)
                .is_none_or(|next: &RowPart| !matches!(next.role, Role::Item | Role::More | Role::Group));
            if parts[place].role == Role::Criterion && alone && self.has_value(parts[place].row) {
                let item = RowPart { role: Role::Item, ..parts[place].clone() };
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
        let told = self.ends.role(row).is_some();
        let points = self.points(row);
        Some(Line { row, column, text, rank, wide, has_value, points, told, is_choice: false })
    }
}

/// Whether a numbered line stands over deeper ones that have values.
fn has_values_below(lines: &[Line<'_>], place: usize) -> bool {
    let Some(own) = lines[place].rank else { return false };
    let below = lines[place + 1..].iter().take_while(|line| line.told || line.rank.is_none_or(|rank| rank > own));
    below.into_iter().any(|line| !line.told && !line.is_choice && line.has_value && line.rank.is_some())
}

/// A row of a table with one column of text.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug)]
pub(super) struct Line<'a> {
    row: u32,
    column: u32,
    /// Its text.
    pub text: &'a str,
    /// How deep its number stands.
    pub rank: Option<Rank>,
    /// Its cell goes over the columns of values.
    pub wide: bool,
    has_value: bool,
    /// Its points, 0 too.
    pub points: Option<Decimal>,
    /// It is a sum, or below the table.
    pub told: bool,
    /// It is one of the ways to answer the line above.
    pub is_choice: bool,
}

/// Which numbers are criteria and which are items, in one table.
#[derive(Debug)]
struct Levels {
    criterion: Option<Rank>,
    /// The highest numbers that are items, and the deepest.
    items: Option<(Rank, Rank)>,
    /// Some row has a value.
    values: bool,
    /// Some row has a number.
    numbers: bool,
}

impl Levels {
    fn of(lines: &[Line<'_>]) -> Self {
        let is_part = |line: &&Line<'_>| !line.told && !line.is_choice;
        let ranks: BTreeSet<Rank> =
            lines.iter().filter(is_part).filter(|line| !line.wide).filter_map(|line| line.rank).collect();
        let all: BTreeSet<Rank> = lines.iter().filter(is_part).filter_map(|line| line.rank).collect();
        let values = lines.iter().filter(is_part).any(|line| line.has_value);
        // Items are the numbers that have values and none below them.
        let leaves: BTreeSet<Rank> = (0..lines.len())
            .filter(|place| is_part(&&lines[*place]) && lines[*place].has_value && !has_values_below(lines, *place))
            .filter_map(|place| lines[place].rank)
            .collect();
        let above = |item: Rank| all.iter().rev().find(|rank| **rank < item).copied();
        let items = if values {
            let deepest = leaves.last().copied();
            // Where the highest of them stand under nothing, they are criteria of their own.
            let highest = leaves.first().copied().filter(|rank| above(*rank).is_some()).or(deepest);
            highest.zip(deepest)
        } else {
            // Without values the second level is it: what is deeper says more of it.
            let item = ranks.iter().nth(usize::from(all.len() > 1 && ranks.len() == all.len())).copied();
            item.zip(item)
        };
        Self { criterion: items.and_then(|(highest, _)| above(highest)), items, values, numbers: !all.is_empty() }
    }

    fn role(&self, line: &Line<'_>, has_values_below: bool, in_group: bool) -> Role {
        if line.text.is_empty() {
            return if line.has_value { Role::Second } else { Role::More };
        }
        match (line.rank, self.items) {
            (Some(rank), Some((highest, deepest))) if rank >= highest && rank < deepest && has_values_below => {
                Role::Group
            }
            (Some(rank), Some((highest, _))) if rank == highest && !line.wide => Role::Item,
            (Some(rank), Some((highest, deepest)))
                if rank > highest && rank <= deepest && (line.has_value || in_group) =>
            {
                Role::Item
            }
            (Some(rank), Some((highest, _))) if rank > highest => Role::More,
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
