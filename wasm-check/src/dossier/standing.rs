//! Where a sheet stands target by target, for the level that it may be handed in for.

use crate::rubric::{Item, NotApplicable, Rubric};
use crate::score::{Outcome, Verdict};
use crate::sheet::{Answer, Sheet};

/// Where one target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The level does not ask it, or not of this kind of unit.
    NotAsked,
    /// It has no answer.
    Open,
    /// It does not apply: left out, or counted as met, as the rule of the item has it.
    NotApplicable(NotApplicable),
    /// The answer reaches the threshold.
    Met,
    /// It does not.
    Unmet,
}

/// Where a sheet stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The place of the level among the rubric's: the highest one reached, or the next one.
    pub level: usize,
    /// Whether it is reached, however what is open is answered.
    pub is_reached: bool,
    /// The state of each item of the rubric, in its order.
    pub states: Vec<State>,
}

impl Standing {
    /// Of a sheet and what it comes to.
    pub fn of(rubric: &Rubric, sheet: &Sheet, outcome: &Outcome<'_>) -> Self {
        let reached = match outcome.verdict {
            Verdict::Reached(id) => rubric.ranks.iter().position(|rank| rank.id == id),
            // The one before the next is reached, whatever the open answers bring.
            Verdict::Incomplete if !rubric.depends_on_group() || outcome.group.is_some() => outcome.aim.checked_sub(1),
            _ => None,
        };
        let level = reached.unwrap_or(outcome.aim);
        let state = |(item, answer): (&Item, &Answer)| state(item, *answer, level, outcome);
        let states = rubric.items().into_iter().zip(&sheet.answers).map(state).collect();
        Self { level, is_reached: reached.is_some(), states }
    }
}

impl Standing {
    /// The number of each item on a paper, where those that are not asked have none: no number is skipped.
    pub fn numbers(&self) -> Vec<u32> {
        let mut last = 0;
        let number = |state: &State| {
            last += u32::from(*state != State::NotAsked);
            last
        };
        self.states.iter().map(number).collect()
    }
}

/// How many targets stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Met, or not applicable where that counts as met.
    pub met: u32,
    /// Answered, and short of the threshold.
    pub unmet: u32,
    /// Without an answer.
    pub open: u32,
}

impl Counts {
    /// Of these targets.
    pub fn of(states: &[State]) -> Self {
        let mut counts = Self::default();
        for state in states {
            match state {
                State::NotAsked | State::NotApplicable(NotApplicable::LeftOut) => {}
                State::Open => counts.open += 1,
                State::NotApplicable(NotApplicable::Full) | State::Met => counts.met += 1,
                State::Unmet => counts.unmet += 1,
            }
        }
        counts
    }

    /// All that the level asks.
    pub fn asked(self) -> u32 {
        self.met + self.unmet + self.open
    }
}

fn state(item: &Item, answer: Answer, level: usize, outcome: &Outcome<'_>) -> State {
    if !item.is_for(outcome.group) {
        return State::NotAsked;
    }
    let Some(need) = item.need(level, item.needs_of(outcome.group), item.needs_in(outcome.area)) else {
        return State::NotAsked;
    };
    match answer {
        Answer::NotApplicable => item.na.map_or(State::Open, State::NotApplicable),
        _ if answer.is_open() => State::Open,
        _ if answer.meets(item, need, false) => State::Met,
        _ => State::Unmet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_skipped() {
        let states = vec![State::Met, State::NotAsked, State::Open, State::NotAsked, State::Unmet];
        assert_eq!(Standing { level: 0, is_reached: false, states }.numbers(), [1, 1, 2, 2, 3]);
    }

    #[test]
    fn what_does_not_apply_counts_as_its_rule_has_it_and_what_is_not_asked_never() {
        let [left_out, full] = [NotApplicable::LeftOut, NotApplicable::Full].map(State::NotApplicable);
        let counts = Counts::of(&[State::Met, full, left_out, State::Unmet, State::Open, State::NotAsked, State::Open]);
        assert_eq!(counts, Counts { met: 2, unmet: 1, open: 2 });
        assert_eq!(counts.asked(), 5);
        assert_eq!(Counts::of(&[]).asked(), 0);
    }
}
