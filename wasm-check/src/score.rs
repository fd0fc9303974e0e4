//! Scoring: an answer sheet in, an outcome out.
//!
//! Pure: no clock, no I/O, no locale. The command and the browser both call [`score`], and the key on the printed form
//! says the same rule in words.

use crate::date::Date;
use crate::json::Writer;
use crate::rubric::{Points, Rubric, Verified};
use crate::sheet::{Answer, Sheet};

/// What a sheet comes to. Its JSON form is the contract `hoctap-result/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The set.
    pub set: String,
    /// Its version.
    pub version: String,
    /// The year assessed.
    pub year: u16,
    /// The day of the scoring.
    pub date: Date,
    /// The group that was chosen.
    pub group: Option<String>,
    /// The area that was chosen.
    pub area: Option<String>,
    /// The sum of the points given; blanks count as 0.
    pub total: Points,
    /// The sum of all maxima.
    pub max: Points,
    /// The total asked for, in the area that was chosen.
    pub needed: Points,
    /// Indicators with points.
    pub answered: u32,
    /// All indicators.
    pub of: u32,
    /// What the rule says.
    pub verdict: Verdict,
    /// Indicators answered with less than the floor, which no other points can make good.
    pub blocked_by: Vec<String>,
    /// The cheapest way to achieve; empty where the set decides nothing or all is reached.
    pub way_up: Vec<Raise>,
    /// Sentences that belong to the result: first that it is no recognition, then how sure the numbers are.
    pub caveats: Vec<String>,
    /// The parts of the total.
    pub criteria: Vec<CriterionOutcome>,
}

/// What the rule says of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Total and floor are reached, however the blanks are filled.
    Achieved,
    /// They are not, however the blanks are filled.
    NotAchieved,
    /// It depends on the blanks.
    Incomplete,
    /// The set's rule is not verified: it decides nothing.
    Undecided,
}

/// One step of the way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// The indicator.
    pub id: String,
    /// Its points now; 0 for a blank.
    pub from: Points,
    /// The points that it takes.
    pub to: Points,
}

/// The part of a criterion in the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionOutcome {
    /// The criterion.
    pub id: String,
    /// The sum of its indicators; blanks count as 0.
    pub total: Points,
    /// The sum of their maxima.
    pub max: Points,
    /// Indicators answered and not under the floor.
    pub met: u32,
    /// Its indicators.
    pub of: u32,
}

impl Verdict {
    /// As the JSON form says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::NotAchieved => "not-achieved",
            Self::Incomplete => "incomplete",
            Self::Undecided => "undecided",
        }
    }
}

/// Scores a sheet that was read for this rubric.
///
/// CDHT's rule (Báo Thái Bình 17/5/2024): the total reaches the pass mark and no indicator is under the floor. A hard
/// area lowers the total, never the floor.
pub fn score(rubric: &Rubric, sheet: &Sheet, date: Date) -> Outcome {
    let area = sheet.area.as_deref().and_then(|id| rubric.area(id));
    let floor = rubric.pass.floor.unwrap_or_default();
    let mut outcome = Outcome {
        set: rubric.set.clone(),
        version: rubric.version.clone(),
        year: sheet.year,
        date,
        group: sheet.group.clone(),
        area: sheet.area.clone(),
        total: Points(0),
        max: Points(0),
        needed: area.map_or(rubric.pass.total, |area| area.total),
        answered: 0,
        of: 0,
        verdict: Verdict::Undecided,
        blocked_by: Vec::new(),
        way_up: Vec::new(),
        caveats: rubric.caveats.clone(),
        criteria: Vec::new(),
    };
    if let Some(caveat) = area.and_then(|area| area.caveat.as_ref()) {
        outcome.caveats.push(caveat.clone());
    }

    let mut places = Vec::new();
    for criterion in &rubric.criteria {
        let mut part = CriterionOutcome { id: criterion.id.clone(), total: Points(0), max: Points(0), met: 0, of: 0 };
        for indicator in &criterion.indicators {
            let given = match sheet.answers.get(places.len()) {
                Some(Answer::Points(points)) => Some(*points),
                Some(Answer::Blank | Answer::Unknown) | None => None,
            };
            part.of += 1;
            part.max.0 += indicator.max.0;
            if let Some(points) = given {
                outcome.answered += 1;
                part.total.0 += points.0;
                if points >= floor {
                    part.met += 1;
                } else {
                    outcome.blocked_by.push(indicator.id.clone());
                }
            }
            places.push(Place { id: &indicator.id, max: indicator.max, given });
        }
        outcome.of += part.of;
        outcome.max.0 += part.max.0;
        outcome.total.0 += part.total.0;
        outcome.criteria.push(part);
    }

    let rule = Rule { needed: outcome.needed, floor };
    if rubric.verified == Verified::None {
        outcome.blocked_by.clear();
    } else {
        outcome.verdict = rule.verdict(&places);
        outcome.way_up = rule.way_up(&places);
    }
    outcome
}

/// What it takes, for one person: the area is chosen.
struct Rule {
    needed: Points,
    floor: Points,
}

/// One indicator of one sheet.
struct Place<'a> {
    id: &'a str,
    max: Points,
    given: Option<Points>,
}

// Loops rather than chains of iterators from here on: each link of a chain is a function of its own in the module, and
// together they were larger than the rule.
impl Rule {
    /// More points never hurt, so the emptiest and the fullest way to fill the blanks stand for all ways.
    fn verdict(&self, places: &[Place<'_>]) -> Verdict {
        let (mut worst, mut best) = (Points(0), Points(0));
        let (mut worst_is_low, mut best_is_low) = (false, false);
        for place in places {
            let (least, most) = (place.given.unwrap_or_default(), place.given.unwrap_or(place.max));
            worst.0 += least.0;
            best.0 += most.0;
            worst_is_low |= least < self.floor;
            best_is_low |= most < self.floor;
        }
        if worst >= self.needed && !worst_is_low {
            Verdict::Achieved
        } else if best >= self.needed && !best_is_low {
            Verdict::Incomplete
        } else {
            Verdict::NotAchieved
        }
    }

    /// The fewest points in all, then the fewest indicators, then the order of the document.
    ///
    /// What is under the floor must rise to it. What the total still lacks goes first to those, then to the fewest
    /// others that can hold it; of the choices of equal size, to the one that begins earliest in the document.
    fn way_up(&self, places: &[Place<'_>]) -> Vec<Raise> {
        let mut steps = Vec::new();
        let mut lacking = self.needed.0;
        let mut room_in_chosen = 0;
        for place in places {
            let known = place.given.unwrap_or_default();
            let to = known.max(self.floor);
            let step = Step { to, room: place.max.0.saturating_sub(to.0), is_chosen: known < self.floor };
            lacking = lacking.saturating_sub(to.0);
            if step.is_chosen {
                room_in_chosen += step.room;
            }
            steps.push(step);
        }

        let mut outside = lacking.saturating_sub(room_in_chosen);
        let mut fewest = fewest_that_hold(&steps, outside);
        for index in 0..steps.len() {
            let without = outside.saturating_sub(steps[index].room);
            if !steps[index].is_chosen && fewest > 0 && fewest_that_hold(&steps[index + 1..], without) < fewest {
                steps[index].is_chosen = true;
                outside = without;
                fewest -= 1;
            }
        }

        let mut raises = Vec::new();
        for (place, step) in places.iter().zip(steps) {
            let added = if step.is_chosen { lacking.min(step.room) } else { 0 };
            let (from, to) = (place.given.unwrap_or_default(), Points(step.to.0 + added));
            lacking -= added;
            if to > from {
                raises.push(Raise { id: place.id.to_owned(), from, to });
            }
        }
        raises
    }
}

/// What may become of one indicator on the way up.
struct Step {
    /// At least the floor.
    to: Points,
    /// Above that, up to the maximum.
    room: u32,
    is_chosen: bool,
}

/// How many of the steps that are not chosen it takes to hold so much, the largest first; one more than there are where
/// all together are too small.
fn fewest_that_hold(steps: &[Step], mut amount: u32) -> usize {
    let mut rooms = Vec::new();
    for step in steps {
        if !step.is_chosen {
            rooms.push(step.room);
        }
    }
    let mut taken = 0;
    while amount > 0 {
        taken += 1;
        // No sort: its code is larger than all of the rule, and there are ten rooms.
        let mut largest = 0;
        for (place, room) in rooms.iter().enumerate() {
            if *room > rooms[largest] {
                largest = place;
            }
        }
        if rooms.is_empty() {
            break;
        }
        amount = amount.saturating_sub(rooms.swap_remove(largest));
    }
    taken
}

impl Outcome {
    /// The contract `hoctap-result/1`: what `hoctap score` prints and the page publishes.
    pub fn to_json(&self) -> String {
        let mut json = Writer::default();
        json.object(|json| {
            json.key("schema").text("hoctap-result/1");
            json.key("set").text(&self.set);
            json.key("version").text(&self.version);
            json.key("year").number(self.year.into());
            json.key("date").text(&self.date.iso());
            json.key("group").optional_text(self.group.as_deref());
            json.key("area").optional_text(self.area.as_deref());
            json.key("total").number(self.total.0);
            json.key("max").number(self.max.0);
            json.key("needed").number(self.needed.0);
            json.key("answered").number(self.answered);
            json.key("of").number(self.of);
            json.key("verdict").text(self.verdict.as_str());
            json.key("blocked_by").list(|json| self.blocked_by.iter().for_each(|id| json.text(id)));
            json.key("way_up").list(|json| {
                for raise in &self.way_up {
                    json.object(|json| {
                        json.key("id").text(&raise.id);
                        json.key("from").number(raise.from.0);
                        json.key("to").number(raise.to.0);
                    });
                }
            });
            json.key("caveats").list(|json| self.caveats.iter().for_each(|caveat| json.text(caveat)));
            json.key("criteria").list(|json| {
                for criterion in &self.criteria {
                    json.object(|json| {
                        json.key("id").text(&criterion.id);
                        json.key("total").number(criterion.total.0);
                        json.key("max").number(criterion.max.0);
                        json.key("met").number(criterion.met);
                        json.key("of").number(criterion.of);
                    });
                }
            });
        });
        json.finish()
    }
}
