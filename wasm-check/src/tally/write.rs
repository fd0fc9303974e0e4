//! A tally as JSON, for machines.

use super::{LEFT_OUT, Part, Tally, share};
use crate::json::Writer;
use crate::rubric::Rubric;

impl Tally {
    /// The contract `hoctap-tally/2`: shares and means are for showing, counts and sums are exact, so that tallies can be
    /// [merged](Tally::merged). Names stand in it only under `missing`, where a list of names was given.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let items = rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("schema").text("hoctap-tally/2");
            json.key("set").text(&rubric.set);
            json.key("version").text(&rubric.version);
            json.key("year").number(self.year.into());
            json.key("date").text(&self.date.iso());
            json.key("place").optional_text(self.place.as_deref());
            self.write_part(json, &self.all);
            for (key, parts) in [("groups", &self.groups), ("areas", &self.areas), ("places", &self.places)] {
                json.key(key).list(|json| {
                    for part in parts {
                        json.object(|json| {
                            json.key("id").optional_text(part.id.as_deref());
                            self.write_part(json, part);
                        });
                    }
                });
            }
            json.key("pairs").list(|json| {
                for pair in self.pairs.iter().filter(|pair| pair.part.assessed > 0) {
                    json.object(|json| {
                        json.key("group").optional_text(pair.part.id.as_deref());
                        json.key("area").optional_text(pair.area.as_deref());
                        self.write_part(json, &pair.part);
                    });
                }
            });
            json.key("items").list(|json| {
                for part in &self.items {
                    json.object(|json| {
                        json.key("id").text(&items[part.place].id);
                        json.key("asked").number(part.asked);
                        json.key("answered").number(part.answered);
                        json.key("weak").number(part.weak);
                        json.key("sum").decimal(part.sum.number());
                        json.key("weak_share").decimal(part.weak_share());
                        json.key("mean").optional_decimal((part.answered > 0).then_some(part.mean));
                    });
                }
            });
            json.key("criteria").list(|json| {
                for (criterion, share) in rubric.criteria.iter().zip(&self.criteria) {
                    json.object(|json| {
                        json.key("id").text(&criterion.id);
                        json.key("share").decimal(*share);
                    });
                }
            });
            json.key("left_out").object(|json| {
                for (key, count) in LEFT_OUT.into_iter().zip(self.left_out) {
                    json.key(key).number(count);
                }
            });
            json.key("alike").number(self.alike);
            json.key("unlisted").number(self.unlisted);
            json.key("absent").number(self.absent);
            json.key("missing").list(|json| self.missing.iter().for_each(|name| json.text(name)));
        });
        json.finish()
    }

    fn write_part(&self, json: &mut Writer, part: &Part) {
        match part.registered {
            Some(registered) => json.key("registered").number(registered),
            None => json.key("registered").optional_text(None),
        }
        json.key("assessed").number(part.assessed);
        json.key("achieved").number(part.achieved);
        json.key("share").decimal(share(u64::from(part.achieved), u64::from(part.assessed)));
        json.key("verdicts").object(|json| {
            for (verdict, count) in self.verdicts.iter().zip(&part.verdicts) {
                json.key(verdict).number(*count);
            }
        });
    }
}
