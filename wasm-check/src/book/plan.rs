//! A plan for a year: what somebody wants to do, and what of it is done.
//!
//! As JSON: `{"plan":[{"id":"doc-cap-nhat","from":4,"to":5,"done":false,"month":"2027-03"}],"made":"2026-11-22"}`. A step that
//! was chosen by hand has neither `from` nor `to`; one from before there were months has none.

use crate::date::{Date, Month};
use crate::json::{self, Value, Writer};
use crate::rubric::Rubric;
use crate::score::Raise;
use crate::sheet::Answer;

/// What somebody wants to do in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the document; no item twice.
    pub steps: Vec<Step>,
    /// The day on which it was last made from a sheet.
    pub made: Option<Date>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The item's place among those of the rubric.
    pub place: usize,
    /// The answer then, and the one to reach, in the item's own terms; nothing where the step was chosen by hand.
    pub change: Option<(Answer, Answer)>,
    /// It is ticked off.
    pub done: bool,
    /// When it is to be done.
    pub month: Option<Month>,
}

/// The least time that steps are given, in months: in December a year is no time to do anything in.
const LEAST: u32 = 3;

/// From this day of a month on, steps begin with the next.
const LATE: u8 = 16;

impl Plan {
    /// Reads what is sound of the JSON form, and says whether that is all of it.
    pub fn read(text: &str, rubric: &Rubric) -> (Self, bool) {
        let mut plan = Self::default();
        if let Ok(root) = json::parse(text) {
            plan.made = root.value.get("made").and_then(Value::as_text).and_then(Date::parse);
            for node in root.value.get("plan").map(Value::items).unwrap_or_default() {
                plan.read_step(&node.value, rubric);
            }
        }
        let is_whole = plan.to_json(rubric) == text;
        (plan, is_whole)
    }

    fn read_step(&mut self, step: &Value, rubric: &Rubric) {
        let id = step.get("id").and_then(Value::as_text).unwrap_or_default();
        let items = rubric.items();
        let Some(place) = items.iter().position(|item| item.id == id) else { return };
        let given = |key| Answer::from_value(step.get(key)?, items[place]).filter(|answer| answer.is_given());
        let change = if let (Some(from), Some(to)) = (given("from"), given("to")) { Some((from, to)) } else { None };
        let month = step.get("month").and_then(Value::as_text).and_then(Month::parse);
        self.set(Step { place, change, done: step.get("done") == Some(&Value::Bool(true)), month });
    }

    /// The JSON form.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let items = rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("plan").list(|json| {
                for step in &self.steps {
                    let item = items[step.place];
                    json.object(|json| {
                        json.key("id").text(&item.id);
                        if let Some((from, to)) = step.change {
                            from.write(item, json.key("from"));
                            to.write(item, json.key("to"));
                        }
                        json.key("done").bool(step.done);
                        if let Some(month) = step.month {
                            json.key("month").text(&month.iso());
                        }
                    });
                }
            });
            if let Some(made) = self.made {
                json.key("made").text(&made.iso());
            }
        });
        json.finish()
    }

    /// The step for that item.
    pub fn step(&self, place: usize) -> Option<&Step> {
        self.steps.iter().find(|step| step.place == place)
    }

    /// Takes in a step, in place of the one for the same item.
    pub fn set(&mut self, step: Step) {
        self.remove(step.place);
        let before = self.steps.iter().position(|other| other.place > step.place).unwrap_or(self.steps.len());
        self.steps.insert(before, step);
    }

    /// Takes a step out.
    pub fn remove(&mut self, place: usize) {
        self.steps.retain(|step| step.place != place);
    }

    /// Takes in the way up of a sheet: its steps are new, those that were ticked off stay so where they lead no further,
    /// what was chosen by hand or is done already stays, and so does a month. What is open and no longer on the way goes.
    pub fn follow(&mut self, way_up: &[Raise], today: Date) {
        let before = self.steps.clone();
        self.steps.retain(|step| step.done || step.change.is_none());
        for raise in way_up {
            let done = self.step(raise.place).is_some_and(|step| {
                // A step by hand says nothing of how far.
                step.done && step.change.is_some_and(|(_, to)| to == raise.to)
            });
            let month = before.iter().find(|step| step.place == raise.place).and_then(|step| step.month);
            self.set(Step { place: raise.place, change: Some((raise.from, raise.to)), done, month });
        }
        self.made = Some(today);
    }

    /// Gives each step that is to be done and has no month one: spread over what is left of that year, three months at least.
    pub fn spread(&mut self, year: u16, today: Date) {
        let first = today.in_month().after(u32::from(today.day >= LATE));
        let mut months = if first.year == year { 13 - u32::from(first.month) } else { 0 };
        months = months.max(LEAST);
        let (mut count, mut at) = (0, 0);
        for step in &self.steps {
            count += u32::from(step.month.is_none() && !step.done);
        }
        for step in &mut self.steps {
            if step.month.is_none() && !step.done {
                step.month = Some(first.after(at * months / count));
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use crate::rubric::Scale;
    use crate::rubric::samples::{item, points};

    fn rubric() -> Rubric {
        let whole = |id| item(id, Scale::Whole, 10, "1");
        points("x", "1", 12, vec![whole("a"), whole("b"), item("d", Scale::YesNo, 0, "0")])
    }

    fn whole(number: u32) -> Answer {
        Answer::Given(Decimal::whole(number))
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let mut plan = Plan { made: Date::parse("2026-11-22"), ..Plan::default() };
        plan.set(Step { place: 2, change: Some((whole(0), whole(1))), done: true, month: None });
        plan.set(Step { place: 0, change: Some((whole(4), whole(5))), done: false, month: None });
        plan.set(Step { place: 1, change: None, done: false, month: Month::parse("2027-03") });
        let json = plan.to_json(&rubric());
        assert_eq!(
            json,
            r#"{"plan":[{"id":"a","from":4,"to":5,"done":false},{"id":"b","done":false,"month":"2027-03"},{"id":"d","from":false,"to":true,"done":true}],"made":"2026-11-22"}"#
        );
        assert_eq!(Plan::read(&json, &rubric()), (plan, true));
    }

    #[test]
    fn what_is_not_sound_in_a_plan_is_left_out_and_said() {
        let text =
            r#"{"plan":[{"id":"zz","done":true},{"id":"a","from":4,"to":99,"done":"yes"},7,null],"made":"soon"}"#;
        let (plan, is_whole) = Plan::read(text, &rubric());
        assert!(!is_whole);
        assert_eq!(plan.steps, [Step { place: 0, change: None, done: false, month: None }]);
        for text in ["", "[]", "{\"plan\":{}}", "\u{0}"] {
            assert_eq!(Plan::read(text, &rubric()), (Plan::default(), false), "{text}");
        }
    }

    #[test]
    fn a_new_way_up_keeps_what_is_done_and_what_was_chosen_by_hand() {
        let today = Date::parse("2026-11-22").expect("a day");
        let raise = |place, from, to| Raise { place, from: whole(from), to: whole(to) };
        let mut plan = Plan::default();
        plan.follow(&[raise(0, 4, 5), raise(1, 2, 6)], today);
        plan.steps[0].done = true;
        plan.set(Step { place: 2, change: None, done: false, month: None });
        plan.follow(&[raise(0, 4, 5)], today);
        let steps: Vec<(usize, bool)> = plan.steps.iter().map(|step| (step.place, step.done)).collect();
        assert_eq!(steps, [(0, true), (2, false)], "the open step for b is no longer on the way");
        plan.follow(&[raise(0, 5, 7)], today);
        assert!(!plan.steps[0].done, "now it leads further");
    }

    #[test]
    fn steps_are_spread_over_what_is_left_of_the_year() {
        let months = |day: &str, year| {
            let mut plan = Plan::default();
            for place in 0..3 {
                plan.set(Step { place, change: None, done: false, month: None });
            }
            plan.spread(year, Date::parse(day).expect("a day"));
            let months: Vec<String> =
                plan.steps.iter().map(|step| step.month.expect("each has one").vietnamese()).collect();
            months.join(" ")
        };
        assert_eq!(months("2026-04-15", 2026), "4/2026 7/2026 10/2026");
        assert_eq!(months("2026-04-16", 2026), "5/2026 7/2026 10/2026");
        assert_eq!(months("2026-12-01", 2026), "12/2026 1/2027 2/2027", "little is left");
        assert_eq!(months("2026-12-20", 2026), "1/2027 2/2027 3/2027");
        assert_eq!(months("2027-01-10", 2026), "1/2027 2/2027 3/2027", "it is over");
    }

    #[test]
    fn a_month_that_somebody_chose_stays() {
        let today = Date::parse("2026-04-01").expect("a day");
        let mut plan = Plan::default();
        plan.follow(&[Raise { place: 0, from: whole(4), to: whole(5) }], today);
        plan.steps[0].month = Month::parse("2026-11");
        plan.follow(&[Raise { place: 0, from: whole(4), to: whole(7) }], today);
        plan.spread(2026, today);
        assert_eq!(plan.steps[0].month, Month::parse("2026-11"));
    }
}
