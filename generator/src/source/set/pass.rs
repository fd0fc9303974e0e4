//! `[criteria.pass]`: what it takes in a set of points, and its numbers against each other.

use super::document::{Area, Band, Group, Number, Pass};
use super::index::{all, report_duplicates, value};
use crate::diagnostic::{CriteriaProblem, Problem};
use crate::source::{Located, Table};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

/// What results say of themselves and no band may be named.
const RESERVED: [&str; 3] = ["not-achieved", "incomplete", "undecided"];

impl Pass {
    /// Reads the table; nothing where it has errors that leave open what it says.
    pub(super) fn read(table: Table<'_>, decides: bool) -> Option<Self> {
        let max = table.required::<Number>("max");
        let total = table.optional::<Number>("total");
        let floor = table.optional::<Number>("floor");
        let bands = all(table.tables("band"), read_band);
        let areas = all(table.tables("area"), read_area);
        let one_of = Problem::OneOf { keys: &["total", "[[criteria.pass.band]]"], needed: true };
        match (table.place_of("total"), table.has("band")) {
            (Some(at), true) => table.report(at, one_of),
            (None, false) if decides => table.report(table.at(), one_of),
            _ => {}
        }
        let pass = max.zip(bands).zip(areas).map(|((max, bands), areas)| Self { max, total, floor, bands, areas });
        if let Some(pass) = &pass {
            pass.check(&table);
        }
        table.finish();
        pass
    }

    fn check(&self, table: &Table<'_>) {
        if self.max.0 > Decimal::whole(MOST_POINTS) {
            table.report(self.max.at, CriteriaProblem::TooManyPoints { sum: self.max.0, most: MOST_POINTS });
        }
        report_duplicates(table, self.bands.iter().map(|band| &band.id));
        report_duplicates(table, self.areas.iter().map(|area| &area.id));
        for band in self.bands.iter().filter(|band| RESERVED.contains(&band.id.value.as_str())) {
            table.report(band.id.at, Problem::ReservedId { id: band.id.value.clone() });
        }
        for (below, band) in self.bands.iter().zip(self.bands.iter().skip(1)) {
            if band.total.value <= below.total.value {
                let (total, below) = (band.total.0, below.total.0);
                table.report(band.total.at, CriteriaProblem::BandOrder { total, below });
            }
        }
        for area in &self.areas {
            self.check_lowest(table, &area.total);
        }
        for total in self.totals() {
            check_total(table, total);
        }
        for total in self.totals().filter(|total| total.value > self.max.value) {
            let (value, max) = (total.0, self.max.0);
            table.report(total.at, CriteriaProblem::AboveMax { key: "total", value, max, group: None });
        }
    }

    /// Every total that somebody must reach, the lowest rank's first.
    fn totals(&self) -> impl Iterator<Item = &Located<Number>> {
        let bands = self.bands.iter().map(|band| &band.total);
        self.total.iter().chain(bands).chain(self.areas.iter().map(|area| &area.total))
    }

    /// What takes the place of the lowest rank's total may not be above the next one's.
    pub(super) fn check_lowest(&self, table: &Table<'_>, total: &Located<Number>) {
        let rises = self.bands.is_sorted_by_key(|band| band.total.value);
        if let Some(next) = self.bands.get(1).filter(|next| rises && total.value > next.total.value) {
            let (next, title) = (next.total.0, next.title.clone());
            table.report(total.at, CriteriaProblem::AboveNextBand { total: total.0, next, title });
        }
    }

    /// What a group must reach against what it can.
    pub(super) fn check_reachable(&self, table: &Table<'_>, group: &Group) {
        let max = group.max.as_ref().unwrap_or(&self.max).value;
        if let Some(total) = &group.total {
            check_total(table, total);
        }
        // Its own total takes the place of the first.
        let totals = self.totals().skip(usize::from(group.total.is_some()));
        for total in group.total.iter().chain(totals.filter(|total| total.value <= self.max.value)) {
            if total.value > max {
                let group = Some(group.title.clone());
                let (value, max) = (total.0, max.0);
                table.report(total.at, CriteriaProblem::AboveMax { key: "total", value, max, group });
            }
        }
        if let Some(max) = group.max.as_ref().filter(|max| max.0 > Decimal::whole(MOST_POINTS)) {
            table.report(max.at, CriteriaProblem::TooManyPoints { sum: max.0, most: MOST_POINTS });
        }
    }
}

/// What everybody reaches says nothing.
fn check_total(table: &Table<'_>, total: &Located<Number>) {
    if total.0 == Decimal::ZERO {
        table.report(total.at, CriteriaProblem::BadThreshold { key: "total", value: total.0 });
    }
}

fn read_band(table: Table<'_>) -> Option<Band> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let total = table.required::<Number>("total");
    table.finish();
    Some(Band { id: id?, title: title?.value, total: total? })
}

fn read_area(table: Table<'_>) -> Option<Area> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let total = table.required::<Number>("total");
    let note = value(table.optional::<String>("note"));
    table.finish();
    Some(Area { id: id?, title: title?.value, total: total?, note })
}
