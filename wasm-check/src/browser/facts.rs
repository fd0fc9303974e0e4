//! What the page says of a form: numbers for its slots, and which of its prepared sentences are true.
//!
//! No sentence is made here. What a result says stands in the page, where its author can read and correct it.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::json::Writer;
use crate::rubric::{Item, Rubric};
use crate::score::{Outcome, Verdict};
use crate::sheet::{Answer, Sheet};
use crate::vietnamese::number_in_words;

/// All that the page may show at one moment, beside the result itself.
pub(super) struct Facts<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) sheet: &'a Sheet,
    pub(super) outcome: &'a Outcome<'a>,
    /// Fields that hold what cannot be used, by the id of the item, or that and `.1` or `.2`.
    pub(super) wrong: Vec<String>,
}

impl Facts<'_> {
    /// `{"wrong":[id],"slots":{name:text},"when":[word],"met":[id],"unmet":[id],"criteria":{id:{slot:text}},
    /// "way_up":{id:{slot:text}},"last":{id:{slot:text}}}`: the names of the attributes in the templates.
    pub(super) fn to_json(&self) -> String {
        let outcome = self.outcome;
        let items = self.rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("wrong").list(|json| self.wrong.iter().for_each(|field| json.text(field)));
            json.key("slots").object(|json| self.slots(json));
            json.key("when").list(|json| self.when(json));
            for (key, met) in [("met", true), ("unmet", false)] {
                json.key(key).list(|json| {
                    for (item, answer) in items.iter().zip(&self.sheet.answers) {
                        let is_answered = answer.is_given() && !answer.is_open();
                        if item.is_for(outcome.group) && is_answered && self.is_met(item, *answer) == met {
                            json.text(&item.id);
                        }
                    }
                });
            }
            json.key("criteria").object(|json| {
                for part in &outcome.criteria {
                    json.key(part.id).object(|json| {
                        slot(json, "criterion-total", part.total);
                        slot(json, "criterion-max", part.max);
                        slot(json, "criterion-share", part.total.rescaled(Decimal::HUNDRED, part.max));
                    });
                }
            });
            json.key("way_up").object(|json| {
                for raise in &outcome.way_up {
                    json.key(&items[raise.place].id).object(|json| {
                        json.key("from").text(&raise.from.shown());
                        json.key("to").text(&raise.to.shown());
                        if let (Answer::Given(from), Answer::Given(to)) = (raise.from, raise.to) {
                            slot(json, "by", to.minus(from));
                        }
                    });
                }
            });
            json.key("last").object(|json| {
                if let Some(last) = outcome.decided_by {
                    json.key(&last.item.id).object(|json| json.key("to").text(&last.least.shown()));
                }
            });
        });
        json.finish()
    }

    fn slots(&self, json: &mut Writer) {
        let outcome = self.outcome;
        let (unscaled, unscaled_max) = outcome.unscaled.unwrap_or_default();
        let (below, unmet) = self.blocked();
        json.key("total-words").text(&number_in_words(outcome.total));
        json.key("date").text(&outcome.date.vietnamese());
        if let Some(standing) = outcome.recognised {
            for (name, day) in [("raise-from", standing.raise_from), ("kept-until", standing.kept_until)] {
                json.key(name).text(&day.map(Date::vietnamese).unwrap_or_default());
            }
        }
        for (name, number) in [
            ("total", outcome.total),
            ("max", outcome.max),
            ("share", outcome.total.rescaled(Decimal::HUNDRED, outcome.max)),
            ("needed", outcome.needed.unwrap_or_default()),
            ("floor", self.floor()),
            ("unscaled-total", unscaled),
            ("unscaled-max", unscaled_max),
            ("answered", Decimal::whole(outcome.answered)),
            ("of", Decimal::whole(outcome.of)),
            ("open", Decimal::whole(outcome.of - outcome.answered)),
            ("below", Decimal::whole(below)),
            ("unmet", Decimal::whole(unmet)),
            ("year", Decimal::whole(outcome.year.into())),
        ] {
            slot(json, name, number);
        }
    }

    /// The words of `data-when` that are true now.
    fn when(&self, json: &mut Writer) {
        let outcome = self.outcome;
        let (below, unmet) = self.blocked();
        let is_started = self.sheet.answers.iter().any(|answer| *answer != Answer::Blank);
        let is_group_missing = outcome.group.is_none() && self.rubric.depends_on_group();
        let is_decided = !matches!(outcome.verdict, Verdict::Incomplete | Verdict::Undecided);
        for (word, is_true) in [
            ("open", outcome.of > outcome.answered),
            ("below", below > 0),
            ("unmet", unmet > 0),
            ("way-up", !outcome.way_up.is_empty()),
            ("decided", is_decided),
            ("rescaled", outcome.unscaled.is_some()),
            ("group-missing", is_group_missing),
            ("group-settled", !is_group_missing),
            ("raise", outcome.recognised.is_some_and(|standing| standing.raise_from.is_some())),
            ("kept", outcome.recognised.is_some_and(|standing| standing.kept_until.is_some())),
            ("started", is_started),
            ("not-started", !is_started),
        ] {
            if is_true {
                json.text(word);
            }
        }
        json.text(&crate::dom::joined(&["verdict:", outcome.verdict.as_str()]));
        if let Some(aim) = self.rubric.ranks.get(outcome.aim) {
            json.text(&crate::dom::joined(&["aim:", &aim.id]));
        }
    }

    /// Whether the answer reaches the lowest threshold.
    fn is_met(&self, item: &Item, answer: Answer) -> bool {
        let need = item.lowest_need(self.outcome.group, self.outcome.area);
        need.is_some_and(|need| answer.meets(item, need, false))
    }

    fn floor(&self) -> Decimal {
        let own = self.outcome.group.and_then(|id| self.rubric.group(id));
        own.and_then(|own| own.floor).or(self.rubric.floor).unwrap_or_default()
    }

    /// How many stand in the way: of the criteria, of the conditions.
    fn blocked(&self) -> (u32, u32) {
        let (mut all, mut unmet) = (0, 0);
        for id in &self.outcome.blocked_by {
            all += 1;
            unmet += u32::from(self.rubric.conditions.iter().any(|condition| condition.id == *id));
        }
        (all - unmet, unmet)
    }
}

fn slot(json: &mut Writer, name: &str, number: Decimal) {
    json.key(name).text(&number.vietnamese());
}
