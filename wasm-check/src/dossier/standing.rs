//! Where a sheet stands target by target, for the level that it may be handed in for.

use crate::rubric::{Item, Rubric};
use crate::score::{Outcome, Verdict};
use crate::sheet::{Answer, Sheet};

/// Where one target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The level does not ask it, or not of this kind of unit.
    NotAsked,
    /// It has no answer.
    Open,
    /// It does not apply, and need not be met.
    NotApplicable,
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

    /// How many targets are in that state.
    pub fn count(&self, wanted: State) -> u32 {
        let mut count = 0;
        for state in &self.states {
            count += u32::from(*state == wanted);
        }
        count
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
        Answer::NotApplicable => State::NotApplicable,
        _ if answer.is_open() => State::Open,
        _ if answer.meets(item, need, false) => State::Met,
        _ => State::Unmet,
    }
}
