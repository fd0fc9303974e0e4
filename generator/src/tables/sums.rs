//! Sums that a table states, held against the points that it gives.

use super::cells::Table;
use super::headings::Column;
use super::place::{Found, Placed, Placing};
use super::structure::{Role, RowPart};
use super::values;
use crate::criteria::document::{Item, Kind, Number};
use crate::diagnostic::{Mistake, Spot, SumOf};
use std::collections::BTreeMap;
use wasm_check::decimal::Decimal;
use wasm_check::vietnamese::fold;

/// A sum that the table states, over items by their number.
#[derive(Debug)]
pub(super) struct Stated {
    pub(super) spot: Spot,
    pub(super) of: SumOf,
    pub(super) sum: Decimal,
    pub(super) from: usize,
    /// Where it may begin instead: behind the sum before, where a file has one table after the other.
    pub(super) or_from: Option<usize>,
    /// Open until the next heading of its kind.
    pub(super) to: Option<usize>,
    pub(super) role: Role,
}

impl Placing<'_> {
    /// Remembers the sum that stands in a row, if one does.
    pub(super) fn state(&mut self, table: &Table<'_>, part: &RowPart, of: SumOf) {
        for (place, (column, _)) in table.header.groups().into_iter().enumerate() {
            let text = table.grid.own(part.row, column);
            table.grid.book(part.row, column);
            if let (Ok(sum), Some(group), Role::Total) = (values::points(text), self.groups.get_mut(place), part.role) {
                group.max = Some(Number(sum).into());
            }
        }
        let Some(column) = table.header.find(Column::Max) else { return };
        if table.is_of_other_kind(Column::Max) {
            return;
        }
        table.grid.book(part.row, column);
        let text = table.grid.own(part.row, column);
        if text.is_empty() {
            return;
        }
        let spot = table.grid.spot(part.row, column);
        match values::points(text) {
            Ok(sum) => {
                let count = self.items.len();
                let last = self.criteria.len().saturating_sub(1);
                let (from, to) = match part.role {
                    Role::Total => (0, Some(count)),
                    Role::Subtotal => {
                        let first = self.items.iter().position(|item| item.criterion == last).unwrap_or(count);
                        (first, Some(count))
                    }
                    _ => (count, None),
                };
                let is_total = |stated: &&Stated| stated.role == Role::Total;
                let before = self.sums.iter().rev().find(is_total).filter(|_| part.role == Role::Total);
                let or_from = before.and_then(|stated| stated.to);
                self.sums.push(Stated { spot, of, sum, from, or_from, to, role: part.role });
            }
            Err(mistake) => self.say(spot, mistake),
        }
    }

    /// A heading ends the sums of its kind, and of kinds below it.
    pub(super) fn close_sums(&mut self, role: Role) {
        let count = self.items.len();
        for sum in &mut self.sums {
            if sum.to.is_none() && (sum.role == role || role == Role::Section || sum.role == Role::Group) {
                sum.to = Some(count);
            }
        }
    }

    /// Either every item has points or none has.
    pub(super) fn check_points(&mut self) {
        if self.kind != Kind::Points || self.items.iter().all(|item| item.points.is_none()) {
            return;
        }
        let titles: Vec<&Item> = self.criteria.iter().flat_map(|criterion| &criterion.items).collect();
        let missing = self.items.iter().zip(titles).filter(|(placed, _)| placed.points.is_none());
        self.found.extend(
            missing
                .map(|(placed, item)| {
                    (Some(placed.points_spot.clone()), Mistake::MissingPoints { title: item.title.clone() })
                })
                .collect::<Found>(),
        );
    }

    /// An item whose points are just those of the ones below it is their sum, and would count twice; and so would one that
    /// stands there again.
    pub(super) fn check_items(&mut self) {
        if self.own {
            return;
        }
        let titles: Vec<&Item> = self.criteria.iter().flat_map(|criterion| &criterion.items).collect();
        let mut found = Found::new();
        let mut seen: BTreeMap<(usize, String), Option<Decimal>> = BTreeMap::new();
        for (place, (placed, item)) in self.items.iter().zip(&titles).enumerate() {
            let below = self.items[place + 1..].iter();
            let is_below = |other: &&Placed| {
                other.criterion == placed.criterion && other.over == placed.over && other.rank > placed.rank
            };
            let below: Vec<Decimal> = below.take_while(is_below).filter_map(|other| other.points).collect();
            if placed.rank.is_some() && below.len() > 1 && placed.points == Some(sum(below.iter().copied())) {
                let mistake = Mistake::PartsOfItem { title: item.title.clone(), parts: below.len() };
                found.push((Some(placed.points_spot.clone()), mistake));
            }
            let key = (placed.criterion, fold(&item.title));
            let before = seen.insert(key, placed.points);
            if before == Some(placed.points) && item.groups.is_empty() {
                found.push((Some(placed.spot.clone()), Mistake::ItemAgain { title: item.title.clone() }));
            }
        }
        self.found.extend(found);
    }

    /// Every sum that is stated against the points that it is of.
    pub(super) fn check_sums(&mut self) {
        // Sums that differ by group are held against each other by the build.
        let by_group = self.criteria.iter().flat_map(|criterion| &criterion.items).any(|item| !item.groups.is_empty());
        if by_group {
            return;
        }
        let mut found = Found::new();
        for stated in &self.sums {
            let end = stated.to.unwrap_or(self.items.len()).min(self.items.len());
            let sum_from =
                |from: usize| sum(self.items.get(from..end).unwrap_or_default().iter().filter_map(|item| item.points));
            if stated.or_from.is_some_and(|from| sum_from(from) == stated.sum) {
                continue;
            }
            let range = stated.from..end;
            let items = self.items.get(range).unwrap_or_default();
            // What could not be read was said; its sum is not known.
            let known = items.iter().all(|item| item.points.is_some_and(|points| points > Decimal::ZERO));
            let sum = sum(items.iter().filter_map(|item| item.points));
            if known && sum != stated.sum && !items.is_empty() {
                let mistake = Mistake::Sum { of: stated.of.clone(), stated: stated.sum, sum };
                found.push((Some(stated.spot.clone()), mistake));
            }
        }
        self.found.extend(found);
    }
}

/// The sum, however large numbers somebody typed.
pub(super) fn sum(points: impl IntoIterator<Item = Decimal>) -> Decimal {
    let add = |sum: u64, points: Decimal| sum.saturating_add(points.millionths());
    Decimal::from_millionths(points.into_iter().fold(0, add))
}
