//! The way through the page where one thing is shown at a time: the start, each question, the result; beside it, who it is
//! about and the review.

use crate::rubric::Rubric;
use crate::sheet::{Answer, Sheet};
use crate::text::joined;

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// What it is for, and the way in.
    Start,
    /// The year, the group, where one lives.
    You,
    /// A question, by the place of its item in the rubric.
    Ask(usize),
    /// All answers.
    Review,
    /// The result.
    Result,
}

/// The ids of the steps that are no questions.
const IDS: [(Step, &str); 4] =
    [(Step::Start, "bat-dau"), (Step::You, "ve-ban"), (Step::Review, "xem-lai"), (Step::Result, "ket-qua")];

/// The way for one person: what is asked of them.
#[derive(Debug)]
pub struct Path<'a> {
    rubric: &'a Rubric,
    sheet: &'a Sheet,
    asked: Vec<usize>,
}

impl<'a> Path<'a> {
    /// The way that a sheet takes.
    #[inline(never)]
    pub fn of(rubric: &'a Rubric, sheet: &'a Sheet) -> Self {
        let mut asked = Vec::new();
        for (place, item) in rubric.items().into_iter().enumerate() {
            // While no group is chosen, all questions stand in the page.
            if sheet.group.is_none() || item.is_for(sheet.group.as_deref()) {
                asked.push(place);
            }
        }
        Self { rubric, sheet, asked }
    }

    /// How many questions there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.asked.len()).unwrap_or_default()
    }

    /// Which question it is, counted from 1; 0 where it is none.
    #[inline(never)]
    pub fn number(&self, step: Step) -> u32 {
        let Step::Ask(place) = step else { return 0 };
        let before = self.asked.iter().take_while(|asked| **asked != place).count();
        u32::try_from(before + 1).unwrap_or_default()
    }

    /// The step with that id; nothing where there is none, or it is not asked.
    #[inline(never)]
    pub fn step(&self, id: &str) -> Option<Step> {
        for (step, known) in IDS {
            if known == id {
                return Some(step);
            }
        }
        let id = id.strip_prefix("i-")?;
        let items = self.rubric.items();
        self.asked.iter().find(|place| items[**place].id == id).map(|place| Step::Ask(*place))
    }

    /// Its id in the page.
    #[inline(never)]
    pub fn id(&self, step: Step) -> String {
        for (known, id) in IDS {
            if known == step {
                return id.to_owned();
            }
        }
        let Step::Ask(place) = step else { return String::new() };
        joined("i-", &self.rubric.items()[place].id)
    }

    /// The first question without an answer, not even “chưa rõ”; the result where there is none.
    #[inline(never)]
    pub fn open(&self) -> Step {
        for place in &self.asked {
            if self.sheet.answers[*place] == Answer::Blank {
                return Step::Ask(*place);
            }
        }
        Step::Result
    }

    /// The question that is to be answered first: one that was left out, else one that is not known; the result where there is
    /// none.
    pub fn to_answer(&self) -> Step {
        let mut step = self.open();
        for place in &self.asked {
            if step == Step::Result && self.sheet.answers[*place].is_open() {
                step = Step::Ask(*place);
            }
        }
        step
    }

    /// Where the way goes on; nothing behind the result.
    #[inline(never)]
    pub fn next(&self, step: Step) -> Option<Step> {
        let behind = match step {
            // Who it is about is asked first where nothing can be decided without.
            Step::Start if self.rubric.depends_on_group() => return Some(Step::You),
            Step::Start => 0,
            Step::You if self.rubric.depends_on_group() => 0,
            Step::You | Step::Review => return Some(Step::Result),
            Step::Ask(place) => self.asked.iter().position(|asked| *asked == place).map_or(0, |at| at + 1),
            Step::Result => return None,
        };
        Some(self.asked.get(behind).map_or(Step::Result, |place| Step::Ask(*place)))
    }

    /// Where it came from; nothing before the start.
    pub fn previous(&self, step: Step) -> Option<Step> {
        let first = || if self.rubric.depends_on_group() { Step::You } else { Step::Start };
        let last = || self.asked.last().map_or_else(first, |place| Step::Ask(*place));
        match step {
            Step::Start => None,
            Step::You if self.rubric.depends_on_group() => Some(Step::Start),
            Step::You | Step::Review => Some(if self.sheet.is_unanswered() { Step::Start } else { Step::Result }),
            Step::Result => Some(last()),
            Step::Ask(place) => {
                let at = self.asked.iter().position(|asked| *asked == place).unwrap_or_default();
                Some(if at == 0 { first() } else { Step::Ask(self.asked[at - 1]) })
            }
        }
    }
}
