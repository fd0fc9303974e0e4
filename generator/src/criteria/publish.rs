//! A set as one value: its front matter and its criteria's, with the Markdown that explains them.

use crate::source::set::document::{
    Area, Band, Basis, Condition, Criterion, Dossier, Group, Item, Level, Number, Own, Part, Pass, Recognition, SCHEMA,
    Scale, SetDocument, Source, TargetArea,
};
use crate::source::set::{
    ConditionPart, CriterionPart, ForPart, GroupPart, Issued, ItemPart, PassPart, SetPart, TargetAreaPart,
};
use crate::source::{Located, Page, explanations};
use std::collections::BTreeMap;
use wasm_check::date::Date;
use wasm_check::decimal::Decimal;

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
        pass: part.pass.as_ref().map(pass),
        levels: part.levels.iter().map(|title| Level { title: title.value.clone() }).collect(),
        recognition: part.recognition.as_ref().map(|recognition| Recognition {
            raise_after: recognition.raise_after,
            kept_years: recognition.kept_years,
            note: recognition.note.clone(),
        }),
        dossier: part.dossier.as_ref().map(|dossier| Dossier {
            name: dossier.name.clone(),
            article: dossier.article.clone(),
            sender: dossier.sender.clone(),
            signer: dossier.signer.clone(),
            receiver: dossier.receiver.clone(),
            review: dossier.review.clone(),
            send_before: dossier.send_before.clone(),
            done_before: dossier.done_before.clone(),
        }),
        areas: part.areas.iter().map(target_area).collect(),
        groups: part.groups.iter().map(group).collect(),
        conditions: part.conditions.iter().map(condition).collect(),
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

fn number(located: &Located<Decimal>) -> Number {
    Number(located.value)
}

fn values<T: Clone>(located: &[Located<T>]) -> Vec<T> {
    located.iter().map(|located| located.value.clone()).collect()
}

fn pass(part: &PassPart) -> Pass {
    Pass {
        max: number(&part.max),
        total: part.total.as_ref().map(number),
        floor: part.floor.as_ref().map(number),
        bands: part
            .bands
            .iter()
            .map(|band| Band { id: band.id.value.clone(), title: band.title.clone(), total: number(&band.total) })
            .collect(),
        areas: part
            .areas
            .iter()
            .map(|area| Area {
                id: area.id.value.clone(),
                title: area.title.clone(),
                total: number(&area.total),
                note: area.note.clone(),
            })
            .collect(),
    }
}

fn target_area(part: &TargetAreaPart) -> TargetArea {
    TargetArea { id: part.id.value.clone(), title: part.title.clone(), note: part.note.clone() }
}

fn group(part: &GroupPart) -> Group {
    Group {
        id: part.id.value.clone(),
        title: part.title.clone(),
        max: part.max.as_ref().map(number),
        total: part.total.as_ref().map(number),
        floor: part.floor.as_ref().map(number),
        note: part.note.clone(),
    }
}

fn condition(part: &ConditionPart) -> Condition {
    Condition {
        id: part.id.value.clone(),
        title: part.title.clone(),
        question: part.question.clone(),
        must: part.must,
        at_least: part.at_least.map(Number),
        unit: part.unit.clone(),
        level: part.level.as_ref().map(|level| level.value),
        note: part.note.clone(),
    }
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
        max: part.max.as_ref().map(number),
        items: part
            .items
            .iter()
            .map(|part| item(part, levels, texts.get(&Some(part.id.value.as_str())).cloned().unwrap_or_default()))
            .collect(),
        sources: sources(page),
        explanation: texts.remove(&None).unwrap_or_default(),
    }
}

fn item(part: &ItemPart, levels: usize, explanation: String) -> Item {
    let below = part
        .level
        .as_ref()
        .and_then(|level| usize::try_from(level.value).ok())
        .map_or(0, |level| level.saturating_sub(1));
    let levels = if part.levels.is_empty() { levels.saturating_sub(below) } else { part.levels.len() };
    Item {
        scale: scale_for_each_level(part.scale.clone(), levels),
        na: part.na.as_ref().map(|na| na.value),
        level: part.level.as_ref().map(|level| level.value),
        levels: values(&part.levels),
        groups: values(&part.groups),
        own: part.own.iter().map(|own| for_own(own, &part.scale, levels)).collect(),
        figure: part.figure.as_ref().map(|figure| figure.value.clone()),
        learn: values(&part.learn),
        explanation,
        ..part.said.clone()
    }
}

fn scale_for_each_level(scale: Scale, levels: usize) -> Scale {
    match scale {
        Scale::Percent { thresholds } => Scale::Percent { thresholds: for_each_level(thresholds, levels) },
        Scale::Number { thresholds, unit } => Scale::Number { thresholds: for_each_level(thresholds, levels), unit },
        Scale::Standard { thresholds, steps } => {
            Scale::Standard { thresholds: for_each_level(thresholds, levels), steps }
        }
        Scale::Pair { parts } => {
            let part = |part: Part| Part { scale: scale_for_each_level(part.scale, levels), ..part };
            Scale::Pair { parts: parts.into_iter().map(part).collect() }
        }
        scale @ (Scale::Whole { .. }
        | Scale::Typed { .. }
        | Scale::Options { .. }
        | Scale::Count { .. }
        | Scale::YesNo) => scale,
    }
}

/// One number stands for every level; what is published says it for each.
fn for_each_level(mut thresholds: Vec<Number>, levels: usize) -> Vec<Number> {
    if let [one] = thresholds[..] {
        thresholds.resize(levels.max(1), one);
    }
    thresholds
}

fn for_own(part: &ForPart, scale: &Scale, levels: usize) -> Own {
    let lists = part.thresholds.iter().map(|list| for_each_level(list.iter().map(number).collect(), levels));
    let mut lists: Vec<Vec<Number>> = lists.collect();
    let is_pair = matches!(scale, Scale::Pair { .. });
    Own {
        group: part.of.group().map(|group| group.value.clone()),
        area: part.of.area().map(|area| area.value.clone()),
        title: part.title.clone(),
        question: part.question.clone(),
        thresholds: if is_pair || lists.is_empty() { Vec::new() } else { lists.swap_remove(0) },
        parts: if is_pair { lists } else { Vec::new() },
        levels: values(&part.levels),
    }
}
