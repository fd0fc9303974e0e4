//! A set as one value: its front matter and its criteria's, with the Markdown that explains them.

use crate::source::set::document::{
    Basis, Criterion, Item, Number, Own, SCHEMA, Scale, SetDocument, Source, TargetPart,
};
use crate::source::set::{CriterionPart, Issued, SetPart};
use crate::source::{Located, Page, explanations};
use std::collections::BTreeMap;
use wasm_check::date::Date;

/// The document of a set whose criteria are these pages, in this order.
pub(super) fn document(page: &Page, part: &SetPart, criteria: &[(&Page, &CriterionPart)]) -> SetDocument {
    SetDocument {
        schema: SCHEMA.to_owned(),
        set: part.id.to_string(),
        version: part.version.to_string(),
        title: page.title.clone(),
        description: page.description.clone(),
        kind: part.kind,
        state: part.state,
        verified: part.verified,
        decides: part.decides,
        reason: part.reason.clone(),
        effective: part.effective.map(Date::iso),
        about: part.about.clone(),
        basis: Basis {
            number: part.basis.number.clone(),
            issuer: part.basis.issuer.clone(),
            issued: part.basis.issued.map(Issued::iso),
            note: part.basis.note.clone(),
        },
        caveats: part.caveats.clone(),
        missing: part.missing.clone(),
        ask: part.ask.clone(),
        pass: part.pass.clone(),
        levels: part.levels.clone(),
        recognition: part.recognition.clone(),
        dossier: part.dossier.clone(),
        areas: part.areas.clone(),
        groups: part.groups.clone(),
        conditions: part.conditions.clone(),
        criteria: criteria.iter().map(|(page, criteria)| criterion(page, criteria, part.levels.len())).collect(),
        sources: sources(page),
        explanation: body(page).trim().to_owned(),
    }
}

fn body(page: &Page) -> &str {
    &page.source.text[page.body.clone()]
}

fn sources(page: &Page) -> Vec<Source> {
    page.sources
        .iter()
        .map(|source| Source {
            publisher: source.publisher.clone(),
            date: source.date.clone(),
            title: source.title.clone(),
            url: source.url.clone(),
            note: source.note.clone(),
        })
        .collect()
}

fn criterion(page: &Page, part: &CriterionPart, levels: usize) -> Criterion {
    let ids: Vec<&str> = part.item_ids().collect();
    let mut texts: BTreeMap<Option<&str>, String> = BTreeMap::new();
    for (id, markdown) in explanations(body(page), &ids) {
        // A section that stands there twice is shown once, the later one.
        texts.insert(id, markdown.trim().to_owned());
    }
    Criterion {
        id: part.id.to_string(),
        title: page.title.clone(),
        description: page.description.clone(),
        max: part.max,
        items: part
            .items
            .iter()
            .map(|part| item(part, levels, texts.get(&Some(part.id.value.as_str())).cloned().unwrap_or_default()))
            .collect(),
        sources: sources(page),
        explanation: texts.remove(&None).unwrap_or_default(),
    }
}

/// The item with a threshold for each of the levels at which it is asked: an author types one for all.
fn item(part: &Item, levels: usize, explanation: String) -> Item {
    let below = part.level.and_then(|level| usize::try_from(*level).ok()).map_or(0, |level| level.saturating_sub(1));
    let levels = if part.levels.is_empty() { levels.saturating_sub(below) } else { part.levels.len() };
    let mut item = Item { explanation, ..part.clone() };
    scale_for_each_level(&mut item.scale, levels);
    for Own { thresholds, parts, .. } in &mut item.own {
        for thresholds in std::iter::once(thresholds).chain(parts) {
            for_each_level(thresholds, levels);
        }
    }
    item
}

fn scale_for_each_level(scale: &mut Scale, levels: usize) {
    match scale {
        Scale::Percent { thresholds } | Scale::Number { thresholds, .. } | Scale::Standard { thresholds, .. } => {
            for_each_level(thresholds, levels);
        }
        Scale::Pair { parts } => {
            for TargetPart { scale, .. } in parts {
                scale_for_each_level(scale, levels);
            }
        }
        Scale::Whole { .. } | Scale::Typed { .. } | Scale::Options { .. } | Scale::Count { .. } | Scale::YesNo => {}
    }
}

fn for_each_level(thresholds: &mut Vec<Located<Number>>, levels: usize) {
    if let [one] = thresholds[..] {
        thresholds.resize(levels.max(1), one);
    }
}
