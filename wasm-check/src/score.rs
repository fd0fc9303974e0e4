//! Scoring: an answer sheet in, an outcome out.
//!
//! Pure: no clock, no I/O, no locale. The command and the browser both call [`score`], and the key on the printed form
//! says the same rule in words.

use crate::date::Date;
use crate::json::Writer;
use crate::rubric::{Points, Rubric, Verified};
use crate::sheet::{Answer, Sheet};
use std::cmp::Reverse;

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
    let rule = Rule {
        needed: area.map_or(rubric.pass.total, |area| area.total),
        floor: rubric.pass.floor.unwrap_or_default(),
        maxima: rubric.indicators().map(|indicator| indicator.max).collect(),
    };
    let given: Vec<Option<Points>> = sheet
        .answers
        .iter()
        .map(|answer| match answer {
            Answer::Points(points) => Some(*points),
            Answer::Blank | Answer::Unknown => None,
        })
        .collect();
    let known: Vec<Points> = given.iter().map(|points| points.unwrap_or_default()).collect();
    let is_low = |points: &Option<Points>| points.is_some_and(|points| points < rule.floor);

    let mut criteria = Vec::new();
    let mut first = 0;
    for criterion in &rubric.criteria {
        let next = first + criterion.indicators.len();
        let met = given[first..next].iter().filter(|points| points.is_some() && !is_low(points)).count();
        criteria.push(CriterionOutcome {
            id: criterion.id.clone(),
            total: known[first..next].iter().copied().sum(),
            max: criterion.max(),
            met: count(met),
            of: count(next - first),
        });
        first = next;
    }

    let decides = rubric.verified != Verified::None;
    let id_of: Vec<&str> = rubric.indicators().map(|indicator| indicator.id.as_str()).collect();
    Outcome {
        set: rubric.set.clone(),
        version: rubric.version.clone(),
        year: sheet.year,
        date,
        group: sheet.group.clone(),
        area: sheet.area.clone(),
        total: known.iter().copied().sum(),
        max: rubric.max(),
        needed: rule.needed,
        answered: count(given.iter().flatten().count()),
        of: count(given.len()),
        verdict: if decides { rule.verdict(&given) } else { Verdict::Undecided },
        blocked_by: id_of
            .iter()
            .zip(&given)
            .filter(|(_, points)| decides && is_low(points))
            .map(|(id, _)| (*id).to_owned())
            .collect(),
        way_up: if decides { rule.way_up(&known, &id_of) } else { Vec::new() },
        caveats: rubric.caveats.iter().chain(area.and_then(|area| area.caveat.as_ref())).cloned().collect(),
        criteria,
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// What it takes, for one person: the area is chosen, the order of the indicators is the document's.
struct Rule {
    needed: Points,
    floor: Points,
    maxima: Vec<Points>,
}

impl Rule {
    fn is_achieved(&self, points: impl Iterator<Item = Points> + Clone) -> bool {
        points.clone().all(|points| points >= self.floor) && points.sum::<Points>() >= self.needed
    }

    /// More points never hurt, so the emptiest and the fullest way to fill the blanks stand for all ways.
    fn verdict(&self, given: &[Option<Points>]) -> Verdict {
        let worst = given.iter().map(|points| points.unwrap_or_default());
        let best = given.iter().zip(&self.maxima).map(|(points, max)| points.unwrap_or(*max));
        if self.is_achieved(worst) {
            Verdict::Achieved
        } else if self.is_achieved(best) {
            Verdict::Incomplete
        } else {
            Verdict::NotAchieved
        }
    }

    /// The fewest points in all, then the fewest indicators, then the order of the document.
    ///
    /// What is under the floor must rise to it. What the total still lacks goes first to those, then to the fewest
    /// others that can hold it; of the choices of equal size, to the one that begins earliest in the document.
    fn way_up(&self, known: &[Points], ids: &[&str]) -> Vec<Raise> {
        let mut target: Vec<u32> = known.iter().map(|points| points.max(&self.floor).0).collect();
        let mut chosen: Vec<bool> = known.iter().map(|points| *points < self.floor).collect();
        let mut lacking = self.needed.0.saturating_sub(target.iter().sum());

        let room = |place: usize, target: &[u32]| self.maxima[place].0.saturating_sub(target[place]);
        let room_in_chosen: u32 =
            (0..known.len()).filter(|&place| chosen[place]).map(|place| room(place, &target)).sum();
        let mut outside = lacking.saturating_sub(room_in_chosen);
        let others: Vec<usize> = (0..known.len()).filter(|&place| !chosen[place]).collect();
        let mut fewest = fewest_that_hold(others.iter().map(|&place| room(place, &target)), outside);
        for (index, &place) in others.iter().enumerate() {
            let later = others[index + 1..].iter().map(|&place| room(place, &target));
            let without = outside.saturating_sub(room(place, &target));
            if fewest > 0 && fewest_that_hold(later, without) < fewest {
                chosen[place] = true;
                outside = without;
                fewest -= 1;
            }
        }

        for place in (0..known.len()).filter(|&place| chosen[place]) {
            let added = lacking.min(room(place, &target));
            target[place] += added;
            lacking -= added;
        }
        (0..known.len())
            .filter(|&place| target[place] > known[place].0)
            .map(|place| Raise { id: ids[place].to_owned(), from: known[place], to: Points(target[place]) })
            .collect()
    }
}

/// How many of the rooms are needed to hold so much, the largest first; one more than there are where all are too small.
fn fewest_that_hold(rooms: impl Iterator<Item = u32>, mut amount: u32) -> usize {
    let mut rooms: Vec<u32> = rooms.collect();
    rooms.sort_unstable_by_key(|room| Reverse(*room));
    for (taken, room) in rooms.iter().enumerate() {
        if amount == 0 {
            return taken;
        }
        amount = amount.saturating_sub(*room);
    }
    rooms.len() + usize::from(amount > 0)
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
            json.key("date").text(&self.date.to_string());
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
