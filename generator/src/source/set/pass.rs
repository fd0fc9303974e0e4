//! `[criteria.pass]`: what it takes in a set of points, and its numbers against each other.

use super::index::{GroupPart, all, report_duplicates};
use crate::diagnostic::{CriteriaProblem, Problem};
use crate::source::{Located, Table};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::MOST_POINTS;

/// What results say of themselves and no band may be named.
const RESERVED: [&str; 3] = ["not-achieved", "incomplete", "undecided"];

/// `[criteria.pass]`
#[derive(Debug, Clone)]
pub struct PassPart {
    /// The stated sum of all maxima.
    pub max: Located<Decimal>,
    /// The total to reach, where there are no bands.
    pub total: Option<Located<Decimal>>,
    /// No indicator under this.
    pub floor: Option<Located<Decimal>>,
    /// Graded bands, lowest first.
    pub bands: Vec<BandPart>,
    /// Areas with another total.
    pub areas: Vec<AreaPart>,
}

/// `[[criteria.pass.band]]`
#[derive(Debug, Clone)]
pub struct BandPart {
    /// The verdict.
    pub id: Located<String>,
    /// Its name.
    pub title: String,
    /// The least total.
    pub total: Located<Decimal>,
}

/// `[[criteria.pass.area]]`
#[derive(Debug, Clone)]
pub struct AreaPart {
    /// Unique among the areas.
    pub id: Located<String>,
    /// What a citizen chooses.
    pub title: String,
    /// The total to reach there.
    pub total: Located<Decimal>,
    /// How sure that is.
    pub note: Option<String>,
}

impl PassPart {
    /// Reads the table; nothing where it has errors that leave open what it says.
    pub(super) fn read(table: Table<'_>, decides: bool) -> Option<Self> {
        let max = table.required::<Decimal>("max");
        let total = table.optional::<Decimal>("total");
        let floor = table.optional::<Decimal>("floor");
        let bands = all(table.tables("band"), BandPart::read);
        let areas = all(table.tables("area"), AreaPart::read);
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
        if self.max.value > Decimal::whole(MOST_POINTS) {
            table.report(self.max.at, CriteriaProblem::TooManyPoints { sum: self.max.value, most: MOST_POINTS });
        }
        report_duplicates(table, self.bands.iter().map(|band| &band.id));
        report_duplicates(table, self.areas.iter().map(|area| &area.id));
        for band in self.bands.iter().filter(|band| RESERVED.contains(&band.id.value.as_str())) {
            table.report(band.id.at, Problem::ReservedId { id: band.id.value.clone() });
        }
        for (below, band) in self.bands.iter().zip(self.bands.iter().skip(1)) {
            if band.total.value <= below.total.value {
                let (total, below) = (band.total.value, below.total.value);
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
            let (value, max) = (total.value, self.max.value);
            table.report(total.at, CriteriaProblem::AboveMax { key: "total", value, max, group: None });
        }
    }

    /// Every total that somebody must reach, the lowest rank's first.
    fn totals(&self) -> impl Iterator<Item = &Located<Decimal>> {
        let bands = self.bands.iter().map(|band| &band.total);
        self.total.iter().chain(bands).chain(self.areas.iter().map(|area| &area.total))
    }

    /// What takes the place of the lowest rank's total may not be above the next one's.
    pub(super) fn check_lowest(&self, table: &Table<'_>, total: &Located<Decimal>) {
        let rises = self.bands.is_sorted_by_key(|band| band.total.value);
        if let Some(next) = self.bands.get(1).filter(|next| rises && total.value > next.total.value) {
            let (total_value, next_total, title) = (total.value, next.total.value, next.title.clone());
            table.report(total.at, CriteriaProblem::AboveNextBand { total: total_value, next: next_total, title });
        }
    }

    /// What a group must reach against what it can.
    pub(super) fn check_reachable(&self, table: &Table<'_>, group: &GroupPart) {
        let max = group.max.as_ref().unwrap_or(&self.max).value;
        if let Some(total) = &group.total {
            check_total(table, total);
        }
        // Its own total takes the place of the first.
        let totals = self.totals().skip(usize::from(group.total.is_some()));
        for total in group.total.iter().chain(totals.filter(|total| total.value <= self.max.value)) {
            if total.value > max {
                let group = Some(group.title.clone());
                table.report(total.at, CriteriaProblem::AboveMax { key: "total", value: total.value, max, group });
            }
        }
        if let Some(max) = group.max.as_ref().filter(|max| max.value > Decimal::whole(MOST_POINTS)) {
            table.report(max.at, CriteriaProblem::TooManyPoints { sum: max.value, most: MOST_POINTS });
        }
    }
}

/// What everybody reaches says nothing.
fn check_total(table: &Table<'_>, total: &Located<Decimal>) {
    if total.value == Decimal::ZERO {
        table.report(total.at, CriteriaProblem::BadThreshold { key: "total", value: total.value });
    }
}

impl BandPart {
    fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        let total = table.required::<Decimal>("total");
        table.finish();
        Some(Self { id: id?, title: title?.value, total: total? })
    }
}

impl AreaPart {
    fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        let total = table.required::<Decimal>("total");
        let note = table.optional::<String>("note").map(|note| note.value);
        table.finish();
        Some(Self { id: id?, title: title?.value, total: total?, note })
    }
}
