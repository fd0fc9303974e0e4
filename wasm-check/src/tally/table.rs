//! A tally as a table for spreadsheets: numbers, and no names of people.

use super::{Pair, Part, Tally, share};
use crate::csv::Csv;
use crate::decimal::Decimal;
use crate::rubric::Rubric;

impl Tally {
    /// Three tables below each other: people, items, criteria.
    ///
    /// `word` gives the words of the reader's language: `("head", "registered")`, `("group", id)`, `("area", id)`,
    /// `("place", name)`, `("verdict", id)`, `("item", id)`, `("criterion", id)`; `("group", "")` and `("area", "")` for those without.
    pub fn to_csv(&self, rubric: &Rubric, word: &dyn Fn(&str, &str) -> String) -> String {
        let mut csv = Csv::default();
        let head = |csv: &mut Csv, keys: &[&str]| {
            for key in keys {
                csv.cell(&word("head", key));
            }
        };
        head(&mut csv, &["part", "registered", "assessed", "achieved", "share"]);
        // Where there is one rank, those who reach it stand there already.
        let known = usize::from(rubric.ranks.len() == 1 && self.verdicts.len() > 1);
        for verdict in &self.verdicts[known..] {
            csv.cell(&word("verdict", verdict));
        }
        csv.end_line();
        csv.cell(&word("head", "all"));
        write_part(&mut csv, &self.all, known);
        for (kind, parts) in [("group", &self.groups), ("area", &self.areas), ("place", &self.places)] {
            for part in parts.iter().filter(|_| parts.len() > 1) {
                csv.cell(&word(kind, part.id.as_deref().unwrap_or_default()));
                write_part(&mut csv, part, known);
            }
        }
        for Pair { area, part } in self.pairs.iter().filter(|pair| pair.part.assessed > 0) {
            let mut words = word("group", part.id.as_deref().unwrap_or_default());
            words.push_str(" – ");
            words.push_str(&word("area", area.as_deref().unwrap_or_default()));
            csv.cell(&words);
            write_part(&mut csv, part, known);
        }
        csv.end_line();
        head(&mut csv, &["item", "asked", "answered", "weak", "weak-share", "mean"]);
        csv.end_line();
        let items = rubric.items();
        for part in &self.items {
            csv.cell(&word("item", &items[part.place].id));
            for number in [part.asked, part.answered, part.weak] {
                csv.cell(&Decimal::whole(number).vietnamese());
            }
            let is_answered = part.answered > 0;
            for number in [part.weak_share(), part.mean] {
                csv.cell(&if is_answered { number.vietnamese() } else { String::new() });
            }
            csv.end_line();
        }
        csv.end_line();
        head(&mut csv, &["criterion", "criterion-share"]);
        csv.end_line();
        for (criterion, share) in rubric.criteria.iter().zip(&self.criteria) {
            csv.cell(&word("criterion", &criterion.id));
            csv.cell(&share.vietnamese());
            csv.end_line();
        }
        csv.finish()
    }
}

fn write_part(csv: &mut Csv, part: &Part, known: usize) {
    csv.cell(&part.registered.map_or_else(String::new, |registered| Decimal::whole(registered).vietnamese()));
    csv.cell(&Decimal::whole(part.assessed).vietnamese());
    csv.cell(&Decimal::whole(part.achieved).vietnamese());
    let of_assessed = share(u64::from(part.achieved), u64::from(part.assessed));
    csv.cell(&if part.assessed > 0 { of_assessed.vietnamese() } else { String::new() });
    for count in &part.verdicts[known..] {
        csv.cell(&Decimal::whole(*count).vietnamese());
    }
    csv.end_line();
}
