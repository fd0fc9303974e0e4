//! Tallies added up: hamlets to a commune, communes to a province, provinces to the nation. What goes up is counts and
//! sums; sheets and names stay where they were collected.

use super::{Part, Tally, sums};
use crate::date::Date;
use crate::rubric::Rubric;

impl Tally {
    /// The tally of all sheets of these tallies, each with the name of its place: what adding up the sheets themselves gives,
    /// where nobody handed in at two places. They are of one version and one year, with the parts of their set.
    ///
    /// Nothing where there is none, or where a count grows too large for one.
    pub fn merged(rubric: &Rubric, tallies: &[(String, Self)], date: Date) -> Option<Self> {
        let ((first, rest), mut places) = (tallies.split_first()?, Vec::new());
        for (name, tally) in tallies {
            places.push(Part { id: Some(name.clone()), ..tally.all.clone() });
        }
        let mut merged = first.1.clone();
        merged.items.sort_by_key(|item| item.place);
        for (_, tally) in rest {
            merged.all.add(&tally.all)?;
            let own = [&mut merged.groups, &mut merged.areas];
            for (parts, others) in own.into_iter().zip([&tally.groups, &tally.areas]) {
                for (part, other) in parts.iter_mut().zip(others) {
                    part.add(other)?;
                }
            }
            for (pair, other) in merged.pairs.iter_mut().zip(&tally.pairs) {
                pair.part.add(&other.part)?;
            }
            for other in &tally.items {
                let item = &mut merged.items[other.place];
                add(&mut item.asked, other.asked)?;
                add(&mut item.answered, other.answered)?;
                add(&mut item.weak, other.weak)?;
                item.sum.add(other.sum.number());
            }
            for (count, other) in merged.left_out.iter_mut().zip(tally.left_out) {
                add(count, other)?;
            }
            for (count, other) in [
                (&mut merged.alike, tally.alike),
                (&mut merged.unlisted, tally.unlisted),
                (&mut merged.absent, tally.absent),
            ] {
                add(count, other)?;
            }
        }
        let (items, criteria) = sums::finish(rubric, merged.items);
        Some(Self { date, place: None, places, items, criteria, lines: Vec::new(), missing: Vec::new(), ..merged })
    }
}

impl Part {
    /// Who registered is known of both only where it is known of each.
    fn add(&mut self, other: &Self) -> Option<()> {
        self.registered = match (self.registered, other.registered) {
            (Some(own), Some(others)) => Some(own.checked_add(others)?),
            _ => None,
        };
        add(&mut self.assessed, other.assessed)?;
        add(&mut self.achieved, other.achieved)?;
        for (count, other) in self.verdicts.iter_mut().zip(&other.verdicts) {
            add(count, *other)?;
        }
        Some(())
    }
}

fn add(count: &mut u32, other: u32) -> Option<()> {
    *count = count.checked_add(other)?;
    Some(())
}
