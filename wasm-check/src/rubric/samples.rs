//! Rubrics for tests.

use super::{Criterion, Item, Kind, Rank, Rubric, Scale};
use crate::decimal::Decimal;

/// An item of points, in steps of that.
pub(crate) fn item(id: &str, scale: Scale, max: u32, step: &str) -> Item {
    let step = Decimal::parse(step).expect("a number");
    Item { max: Decimal::whole(max), step, ..Item::new(id.to_owned(), scale) }
}

/// A set of points with one criterion, which is passed by that total.
pub(crate) fn points(set: &str, version: &str, pass: u32, items: Vec<Item>) -> Rubric {
    Rubric {
        set: set.to_owned(),
        version: version.to_owned(),
        decides: true,
        kind: Kind::Points,
        ranks: vec![Rank { id: "achieved".to_owned(), total: Decimal::whole(pass) }],
        floor: None,
        areas: Vec::new(),
        groups: Vec::new(),
        criteria: vec![Criterion { id: "mot".to_owned(), items }],
        conditions: Vec::new(),
        recognition: None,
        caveats: Vec::new(),
    }
}
