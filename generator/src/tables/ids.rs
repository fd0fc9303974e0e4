//! Ids for what has only a title, and a check of those that were typed.

use super::place::Found;
use crate::diagnostic::{Mistake, Spot};
use crate::source::is_id;
use std::collections::{BTreeMap, BTreeSet};
use wasm_check::vietnamese::slug;

/// Ids that were typed stay, and must be ids; the others become the first words of titles.
pub(super) fn name(things: Vec<((&mut String, &str), &Spot)>, found: &mut Found) {
    let mut taken = Taken::default();
    for ((id, _), spot) in things.iter().filter(|((id, _), _)| !id.is_empty()) {
        if !is_id(id) {
            found.push((Some((*spot).clone()), Mistake::BadId { id: (*id).clone() }));
        } else if !taken.ids.insert((*id).clone()) {
            found.push((Some((*spot).clone()), Mistake::DuplicateId { id: (*id).clone() }));
        }
    }
    for ((id, title), _) in things.into_iter().filter(|((id, _), _)| id.is_empty()) {
        *id = taken.unused(short_slug(title));
        taken.ids.insert(id.clone());
    }
}

/// The first words of a title, as an id.
fn short_slug(title: &str) -> String {
    const MOST_WORDS: usize = 4;
    const MOST_LETTERS: usize = 28;
    let slug = slug(title);
    let mut short = String::new();
    for word in slug.split('-').take(MOST_WORDS) {
        if !short.is_empty() && short.len() + word.len() >= MOST_LETTERS {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { "-" });
        short.extend(word.chars().take(MOST_LETTERS));
    }
    if short.is_empty() { "muc".to_owned() } else { short }
}

/// Ids that are taken, and the number that the next one with the same words gets.
#[derive(Debug, Default)]
struct Taken {
    ids: BTreeSet<String>,
    next: BTreeMap<String, u32>,
}

impl Taken {
    fn unused(&mut self, id: String) -> String {
        if !self.ids.contains(&id) {
            return id;
        }
        let next = self.next.entry(id.clone()).or_insert(1);
        loop {
            *next += 1;
            let numbered = format!("{id}-{next}");
            if !self.ids.contains(&numbered) {
                return numbered;
            }
        }
    }
}
