//! Our own export, read back: the table as any other, and the sheets beside it.

use super::cells::{self, list};
use super::facts::{self, BY_GROUP, EXPLANATIONS, LISTS, PARTS, SOURCES};
use super::grid::Grid;
use super::headings::Column;
use super::place::Found;
use crate::criteria::document::{Criterion, Item, Number, Own, Scale, SetDocument, Source, TargetPart};
use crate::diagnostic::{Mistake, Spot};
use crate::source::Located;
use serde_json::{Value, json};

/// The set's own facts, without its criteria.
pub(super) fn facts(grids: &[Grid], found: &mut Found) -> Value {
    let mut document = facts::of_own(grids).map_or_else(|| json!({}), |grid| facts::read_facts(grid, found));
    for (pointer, sheet) in LISTS {
        let Some(grid) = facts::sheet(grids, sheet.name) else { continue };
        for (_, thing) in facts::read_list(grid, &sheet, found) {
            facts::insert(&mut document, pointer, thing, true);
        }
    }
    document
}

/// The document of the facts and the criteria, with what other sheets say of both.
pub(super) fn join(
    mut facts: Value,
    criteria: Vec<Criterion>,
    grids: &[Grid],
    found: &mut Found,
) -> Option<SetDocument> {
    facts["criteria"] = json!([]);
    let document: Result<SetDocument, _> = serde_json::from_value(facts);
    let mut document = match document {
        Ok(document) => document,
        // Every field was read by its shape; what is left is a `pass` without its maximum.
        Err(error) => {
            let spot = facts::of_own(grids).map(|grid| grid.spot(1, 1));
            found.push((spot, Mistake::JsonValue { message: error.to_string() }));
            return None;
        }
    };
    document.criteria = criteria;
    sources(&mut document, grids, found);
    parts(&mut document, grids, found);
    own(&mut document, grids, found);
    explanations(&mut document, grids, found);
    Some(document)
}

/// The things of a sheet with the id that each belongs to.
fn things(grids: &[Grid], sheet: &facts::Sheet, found: &mut Found) -> Vec<(Spot, String, Value)> {
    let Some(grid) = facts::sheet(grids, sheet.name) else { return Vec::new() };
    let list = facts::read_list(grid, sheet, found);
    list.into_iter()
        .map(|(row, mut thing)| {
            let of = thing.as_object_mut().and_then(|thing| thing.remove("of"));
            (grid.spot(row, 1), of.and_then(|of| of.as_str().map(str::to_owned)).unwrap_or_default(), thing)
        })
        .collect()
}

fn sources(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &SOURCES, found) {
        let Ok(source) = serde_json::from_value::<Source>(thing) else { continue };
        if of.is_empty() {
            document.sources.push(source);
        } else if let Some(criterion) = document.criteria.iter_mut().find(|criterion| criterion.id == of) {
            criterion.sources.push(source);
        } else {
            found.push((Some(spot), Mistake::UnknownId { id: of }));
        }
    }
}

/// The item of that id.
fn item_of<'a>(document: &'a mut SetDocument, id: &str) -> Option<&'a mut Item> {
    document.criteria.iter_mut().flat_map(|criterion| &mut criterion.items).find(|item| item.id == *id)
}

fn text(thing: &Value, key: &str) -> Option<String> {
    thing.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn located(thing: &Value, key: &str) -> Option<Located<String>> {
    text(thing, key).map(Located::from)
}

/// The numbers of those keys: both levels, the first alone where they are alike, or none. The second never stands for the first.
fn numbers(thing: &Value, keys: [&str; 2], spot: &Spot, found: &mut Found) -> Vec<Located<Number>> {
    let number = |key: &str| serde_json::from_value(thing.get(key)?.clone()).ok();
    let [first, second] = keys.map(number);
    if first.is_none() && second.is_some() {
        let title = text(thing, "title").unwrap_or_default();
        found.push((Some(spot.clone()), Mistake::MissingThreshold { title }));
    }
    first.into_iter().chain(second).collect()
}

fn parts(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    let mut shown: Vec<(String, Vec<TargetPart>, Option<Spot>)> = Vec::new();
    for item in document.criteria.iter_mut().flat_map(|criterion| &mut criterion.items) {
        if let Scale::Pair { parts } = &mut item.scale {
            shown.push((item.id.value.clone(), std::mem::take(parts), None));
        }
    }
    for (spot, of, thing) in things(grids, &PARTS, found) {
        let thresholds = numbers(&thing, ["first", "second"], &spot, found);
        if let Some((.., last)) = shown.iter_mut().find(|(id, ..)| *id == of) {
            *last = Some(spot.clone());
        }
        let scale = match thing.get("kind").and_then(Value::as_str) {
            Some("number") => Scale::Number { thresholds, unit: text(&thing, "unit") },
            _ => Scale::Percent { thresholds },
        };
        let part =
            TargetPart { title: text(&thing, "title").unwrap_or_default(), scale, figure: located(&thing, "figure") };
        match item_of(document, &of).map(|item| &mut item.scale) {
            Some(Scale::Pair { parts }) => parts.push(part),
            _ => found.push((Some(spot), Mistake::UnknownId { id: of })),
        }
    }
    for (id, cells, spot) in shown {
        let Some(item) = item_of(document, &id) else { continue };
        for (of_table, column) in cells.into_iter().zip([Column::LevelOne, Column::LevelTwo]) {
            let (shown, figures) = (of_table.title, cells::cell(item, column));
            if !shown.is_empty() && shown != figures {
                found.push((spot.clone(), Mistake::SheetsDiffer { shown, figures }));
            }
        }
    }
}

fn own(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &BY_GROUP, found) {
        let levels = text(&thing, "levels").unwrap_or_default();
        let mut own = Own {
            group: located(&thing, "group"),
            area: located(&thing, "area"),
            title: text(&thing, "title"),
            question: text(&thing, "question"),
            thresholds: numbers(&thing, ["first", "second"], &spot, found),
            parts: Vec::new(),
            levels: list(&levels, &[','])
                .iter()
                .filter_map(|level| level.parse::<u32>().ok())
                .map(Located::from)
                .collect(),
        };
        let second = numbers(&thing, ["first_of_second", "second_of_second"], &spot, found);
        match item_of(document, &of) {
            Some(item) => {
                if matches!(item.scale, Scale::Pair { .. }) && !own.thresholds.is_empty() {
                    own.parts = vec![std::mem::take(&mut own.thresholds), second];
                }
                item.own.push(own);
            }
            None => found.push((Some(spot), Mistake::UnknownId { id: of })),
        }
    }
}

fn explanations(document: &mut SetDocument, grids: &[Grid], found: &mut Found) {
    for (spot, of, thing) in things(grids, &EXPLANATIONS, found) {
        let text = thing.get("text").and_then(Value::as_str).unwrap_or_default();
        let criteria = &mut document.criteria;
        let explanation = match thing.get("kind").and_then(Value::as_str) {
            Some("set") => Some(&mut document.explanation),
            Some("criterion") => {
                criteria.iter_mut().find(|criterion| criterion.id == of).map(|criterion| &mut criterion.explanation)
            }
            _ => {
                let mut items = criteria.iter_mut().flat_map(|criterion| &mut criterion.items);
                items.find(|item| item.id == *of).map(|item| &mut item.explanation)
            }
        };
        match explanation {
            Some(explanation) => {
                if !explanation.is_empty() {
                    explanation.push_str("\n\n");
                }
                explanation.push_str(text);
            }
            None => found.push((Some(spot), Mistake::UnknownId { id: of })),
        }
    }
}
