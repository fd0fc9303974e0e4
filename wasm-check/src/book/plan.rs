//! A plan for a year: what somebody wants to do, and what of it is done.
//!
//! As JSON: `{"plan":[{"id":"doc-cap-nhat","from":4,"to":5,"done":false}],"made":"2026-11-22"}`. A step that was chosen
//! by hand has neither `from` nor `to`.

use crate::date::Date;
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
}

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
        self.set(Step { place, change, done: step.get("done") == Some(&Value::Bool(true)) });
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
    /// and what was chosen by hand or is done already stays. What is open and no longer on the way goes.
    pub fn follow(&mut self, way_up: &[Raise], today: Date) {
        self.steps.retain(|step| step.done || step.change.is_none());
        for raise in way_up {
            let done = self.step(raise.place).is_some_and(|step| {
                // A step by hand says nothing of how far.
                step.done && step.change.is_some_and(|(_, to)| to == raise.to)
            });
            self.set(Step { place: raise.place, change: Some((raise.from, raise.to)), done });
        }
        self.made = Some(today);
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
        plan.set(Step { place: 2, change: Some((whole(0), whole(1))), done: true });
        plan.set(Step { place: 0, change: Some((whole(4), whole(5))), done: false });
        plan.set(Step { place: 1, change: None, done: false });
        let json = plan.to_json(&rubric());
        assert_eq!(
            json,
            r#"{"plan":[{"id":"a","from":4,"to":5,"done":false},{"id":"b","done":false},{"id":"d","from":false,"to":true,"done":true}],"made":"2026-11-22"}"#
        );
        assert_eq!(Plan::read(&json, &rubric()), (plan, true));
    }

    #[test]
    fn what_is_not_sound_in_a_plan_is_left_out_and_said() {
        let text =
            r#"{"plan":[{"id":"zz","done":true},{"id":"a","from":4,"to":99,"done":"yes"},7,null],"made":"soon"}"#;
        let (plan, is_whole) = Plan::read(text, &rubric());
        assert!(!is_whole);
        assert_eq!(plan.steps, [Step { place: 0, change: None, done: false }]);
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
        plan.set(Step { place: 2, change: None, done: false });
        plan.follow(&[raise(0, 4, 5)], today);
        let steps: Vec<(usize, bool)> = plan.steps.iter().map(|step| (step.place, step.done)).collect();
        assert_eq!(steps, [(0, true), (2, false)], "the open step for b is no longer on the way");
        plan.follow(&[raise(0, 5, 7)], today);
        assert!(!plan.steps[0].done, "now it leads further");
    }
}
