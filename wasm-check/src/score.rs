//! Scoring: an answer sheet in, an outcome out.
//!
//! Pure: no clock, no I/O, no locale. The command and the browser both call [`score`], and the key on the printed form
//! says the same rule in words.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::json::Writer;
use crate::rubric::{Item, Kind, Need, NotApplicable, Rubric};
use crate::sheet::{Answer, Recognised, Sheet};
use crate::way_up::{least, way_up};

/// What a sheet comes to. Its JSON form is the contract `hoctap-result/1`.
///
/// Its texts stand in the rubric and the sheet: a copy of each would be code that a phone downloads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// The set.
    pub set: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The year assessed.
    pub year: u16,
    /// The day of the scoring.
    pub date: Date,
    /// The group that was chosen.
    pub group: Option<&'a str>,
    /// The area that was chosen.
    pub area: Option<&'a str>,
    /// The points, blanks counting as 0; or how many targets are met of the level aimed at.
    ///
    /// Where indicators are left out, the points are rescaled to the whole and rounded half up to two decimals; the
    /// verdict compares exactly.
    pub total: Decimal,
    /// The sum of all maxima; or how many targets that level has.
    pub max: Decimal,
    /// The total asked for by the rank aimed at; nothing where the set decides nothing.
    pub needed: Option<Decimal>,
    /// The place of the rank aimed at among the rubric's: the next one to reach, or the highest. The one before it is
    /// reached, however the blanks are filled.
    pub aim: usize,
    /// The total and the sum of maxima before rescaling, where something is left out.
    pub unscaled: Option<(Decimal, Decimal)>,
    /// Items with an answer, “không áp dụng” among them.
    pub answered: u32,
    /// All items that people of the group are asked.
    pub of: u32,
    /// What the rule says.
    pub verdict: Verdict<'a>,
    /// Items whose answer stands in the way, whatever the others bring: under the floor, under a threshold of the
    /// level aimed at, or a condition.
    pub blocked_by: Vec<&'a str>,
    /// The way to the next rank that asks for the least; empty where the set decides nothing or all is reached, or where
    /// what is open may bring all that lacks.
    pub way_up: Vec<Raise>,
    /// Items without an answer, “chưa rõ” among them.
    pub open: Vec<&'a str>,
    /// The one answer that is open, where it alone decides.
    pub decided_by: Option<Decision<'a>>,
    /// Items that do not apply, and what that does.
    pub not_applicable: Vec<(&'a str, NotApplicable)>,
    /// Sentences that belong to the result: first that it is no recognition, then how sure the numbers are.
    pub caveats: Vec<&'a str>,
    /// The parts of the total.
    pub criteria: Vec<CriterionOutcome<'a>>,
    /// What follows from an earlier recognition; nothing where there was none.
    pub recognised: Option<Standing>,
}

/// An earlier recognition, and the days that follow from it, where the text says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The decision.
    pub recognised: Recognised,
    /// The first day on which the next level may be asked for.
    pub raise_from: Option<Date>,
    /// The last day on which the recognition is kept.
    pub kept_until: Option<Date>,
}

/// What the rule says of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// However the blanks are filled, this is the highest rank reached, by its id.
    Reached(&'a str),
    /// However the blanks are filled, none is reached.
    NotAchieved,
    /// It depends on the blanks, or on the group, which is not chosen.
    Incomplete,
    /// The set decides nothing.
    Undecided,
}

/// One step of the way up, in the item's own terms: points, a count, a percentage, two figures, yes (1) or no (0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// The item's place among those of the rubric.
    pub place: usize,
    /// The answer now.
    pub from: Answer,
    /// The answer that it takes.
    pub to: Answer,
}

/// What the last open answer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The item.
    pub item: &'a Item,
    /// The least answer that gives the best verdict that is still possible.
    pub least: Answer,
}

/// The part of a criterion in the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionOutcome<'a> {
    /// The criterion.
    pub id: &'a str,
    /// Its points, never rescaled; or its targets that are met, of the level aimed at.
    pub total: Decimal,
    /// Its maxima without what is left out; or its targets of that level.
    pub max: Decimal,
    /// Items that are met: answered and not under the floor, or at the threshold.
    pub met: u32,
    /// Its items, without what is left out or not asked for by that level.
    pub of: u32,
}

impl<'a> Verdict<'a> {
    /// As the JSON form says it.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Reached(rank) => rank,
            Self::NotAchieved => "not-achieved",
            Self::Incomplete => "incomplete",
            Self::Undecided => "undecided",
        }
    }
}

/// Scores a sheet that was read for this rubric.
///
/// - **Points**: the total reaches a rank's, no indicator is under the floor, no condition stands in the way. CDHT's
///   rule (Báo Thái Bình 17/5/2024) is of this kind. An area lowers the lowest rank's total, never the floor.
/// - **Targets**: every target of a level reaches its threshold (Thông tư 24/2023/TT-BGDĐT, 25/2023/TT-BGDĐT).
///
/// The verdict is the highest rank that is reached. Most often those below it are reached with it; where a lower level asks
/// for something that a higher one leaves out, it is not (24/2023, Điều 8: level 2 asks for Điều 7, not for Điều 6).
pub fn score<'a>(rubric: &'a Rubric, sheet: &'a Sheet, date: Date) -> Outcome<'a> {
    outcome::<true>(rubric, sheet, date)
}

/// The same without the way up, the only part that takes time: for lists of many sheets.
pub fn judge<'a>(rubric: &'a Rubric, sheet: &'a Sheet, date: Date) -> Outcome<'a> {
    outcome::<false>(rubric, sheet, date)
}

/// The way up alone; none where nothing is decided, or all is reached.
pub fn way_up_of(rubric: &Rubric, sheet: &Sheet) -> Vec<Raise> {
    let rule = Rule::new(rubric, sheet);
    let worst = rule.reached(false);
    if rubric.decides && !rule.is_group_missing && rule.is_open(worst) { way_up(&rule, worst) } else { Vec::new() }
}

/// Two functions rather than a parameter: a module that asks for no way up does not hold the code for it.
fn outcome<'a, const WITH_WAY_UP: bool>(rubric: &'a Rubric, sheet: &'a Sheet, date: Date) -> Outcome<'a> {
    let area = sheet.area.as_deref().and_then(|id| rubric.area(id));
    let mut outcome = Outcome {
        set: &rubric.set,
        version: &rubric.version,
        year: sheet.year,
        date,
        group: sheet.group.as_deref(),
        area: sheet.area.as_deref(),
        total: Decimal::ZERO,
        max: Decimal::ZERO,
        needed: None,
        aim: 0,
        unscaled: None,
        answered: 0,
        of: 0,
        verdict: Verdict::Undecided,
        blocked_by: Vec::new(),
        way_up: Vec::new(),
        open: Vec::new(),
        decided_by: None,
        not_applicable: Vec::new(),
        caveats: Vec::new(),
        criteria: Vec::new(),
        recognised: standing(rubric, sheet),
    };
    for caveat in &rubric.caveats {
        outcome.caveats.push(caveat);
    }
    if let Some(caveat) = area.and_then(|area| area.caveat.as_ref()) {
        outcome.caveats.push(caveat);
    }

    let rule = Rule::new(rubric, sheet);
    let worst = rule.reached(false);
    let aim = worst.min(rule.totals.len().saturating_sub(1));
    let (mut end, mut counted, mut places) = (0, Decimal::ZERO, &rule.places[..]);
    for criterion in &rubric.criteria {
        end += criterion.items.len();
        let mut part = CriterionOutcome::none(&criterion.id);
        while let [place, rest @ ..] = places
            && place.index < end
        {
            rule.count(place, aim, &mut part);
            places = rest;
        }
        outcome.total = outcome.total.plus(part.total);
        counted = counted.plus(part.max);
        outcome.criteria.push(part);
    }
    for place in &rule.places {
        outcome.of += 1;
        if place.answer.is_open() {
            outcome.open.push(&place.item.id);
        } else {
            outcome.answered += 1;
        }
        if place.answer == Answer::NotApplicable
            && let Some(effect) = place.item.na
        {
            outcome.not_applicable.push((&place.item.id, effect));
        }
        if !rule.is_group_missing && rule.is_blocked(place, aim) {
            outcome.blocked_by.push(&place.item.id);
        }
    }
    outcome.aim = aim;
    outcome.max = counted;
    outcome.needed = Some(counted);
    if rubric.kind == Kind::Points {
        outcome.max = rule.full;
        outcome.needed = rule.totals.get(aim).copied();
        if counted < rule.full {
            outcome.unscaled = Some((outcome.total, counted));
            outcome.total = outcome.total.rescaled(rule.full, counted);
        }
    }

    if !rubric.decides || rubric.ranks.is_empty() {
        outcome.needed = None;
        outcome.blocked_by.clear();
        return outcome;
    }
    let best = rule.reached(true);
    outcome.verdict = match worst.checked_sub(1).and_then(|rank| rubric.ranks.get(rank)) {
        _ if rule.is_group_missing || worst != best => Verdict::Incomplete,
        Some(rank) => Verdict::Reached(&rank.id),
        None => Verdict::NotAchieved,
    };
    if WITH_WAY_UP && !rule.is_group_missing {
        if rule.is_open(worst) {
            outcome.way_up = way_up(&rule, worst);
        }
        if worst < best
            && let [_] = outcome.open[..]
            && let Some(place) = rule.places.iter().find(|place| place.answer.is_open())
        {
            outcome.decided_by = Some(Decision { item: place.item, least: least(&rule, place, best - 1) });
        }
    }
    outcome
}

/// What follows from an earlier recognition. Nothing of it decides (24/2023, Điều 8.2, 10.1c).
fn standing(rubric: &Rubric, sheet: &Sheet) -> Option<Standing> {
    let recognised = sheet.recognised?;
    let follows = rubric.recognition;
    let is_highest = usize::try_from(recognised.level).is_ok_and(|level| level >= rubric.ranks.len());
    let months = follows.and_then(|follows| follows.raise_after).filter(|_| !is_highest);
    Some(Standing {
        recognised,
        raise_from: months.map(|months| recognised.date.after_months(months)),
        kept_until: follows.map(|follows| recognised.date.end_of_years_after(follows.kept_years)),
    })
}

/// What it takes of one person, whose group and area are chosen.
pub(crate) struct Rule<'a> {
    /// What that person is asked.
    pub(crate) places: Vec<Place<'a>>,
    /// The least total of each rank.
    pub(crate) totals: Vec<Decimal>,
    pub(crate) floor: Decimal,
    /// The sum of all maxima.
    pub(crate) full: Decimal,
    /// The first place that is a condition's.
    conditions: usize,
    /// Groups differ, and none is chosen.
    is_group_missing: bool,
}

/// One item of one sheet.
pub(crate) struct Place<'a> {
    /// Its place among those of the rubric.
    pub(crate) index: usize,
    pub(crate) item: &'a Item,
    /// Its thresholds for people of the group.
    needs: &'a [Option<Decimal>],
    /// Those of the area.
    in_area: &'a [Option<Decimal>],
    pub(crate) answer: Answer,
}

impl Place<'_> {
    /// The threshold of a rank, unless the item does not apply.
    pub(crate) fn need(&self, rank: usize) -> Option<Need> {
        if self.answer == Answer::NotApplicable { None } else { self.item.need(rank, self.needs, self.in_area) }
    }

    /// The threshold of a rank that the answer does not reach; what is open does where the best is hoped for.
    pub(crate) fn lacks(&self, rank: usize, best: bool) -> Option<Need> {
        self.need(rank).filter(|need| !self.answer.meets(self.item, *need, best))
    }

    /// The points; a blank brings all where the best is hoped for, else none.
    pub(crate) fn points(&self, best: bool) -> Decimal {
        match self.answer {
            Answer::Given(answer) => self.item.points(answer),
            Answer::NotApplicable if self.is_left_out() => Decimal::ZERO,
            Answer::NotApplicable => self.item.max,
            _ if best => self.item.max,
            _ => Decimal::ZERO,
        }
    }

    fn is_left_out(&self) -> bool {
        self.answer == Answer::NotApplicable && self.item.na == Some(NotApplicable::LeftOut)
    }

    /// Whether a rank asks for it, and it is not left out.
    fn counts(&self, rank: usize) -> bool {
        let is_asked = self.item.max > Decimal::ZERO || self.item.need(rank, self.needs, &[]).is_some();
        is_asked && !self.is_left_out()
    }
}

// Loops rather than chains of iterators: each link of a chain is a function of its own in the module, and together they
// were larger than the rule.
impl<'a> Rule<'a> {
    fn new(rubric: &'a Rubric, sheet: &Sheet) -> Self {
        let group = sheet.group.as_deref();
        let own = group.and_then(|id| rubric.group(id));
        let area = sheet.area.as_deref().and_then(|id| rubric.area(id)).and_then(|area| area.total);
        let mut lowest = area.or(own.and_then(|own| own.total));
        let (mut totals, mut below) = (Vec::new(), Decimal::ZERO);
        for rank in &rubric.ranks {
            // Where the lowest is raised above the next, both need it.
            below = below.max(lowest.take().unwrap_or(rank.total));
            totals.push(below);
        }
        let (mut places, mut full) = (Vec::new(), Decimal::ZERO);
        let items = rubric.items();
        let conditions = items.len() - rubric.conditions.len();
        for (index, item) in items.into_iter().enumerate() {
            if item.is_for(group) {
                full = full.plus(item.max);
                let answer = sheet.answers.get(index).copied().unwrap_or_default();
                let in_area = item.needs_in(sheet.area.as_deref());
                places.push(Place { index, item, needs: item.needs_of(group), in_area, answer });
            }
        }
        let floor = own.and_then(|own| own.floor).or(rubric.floor).unwrap_or_default();
        Self { places, totals, floor, full, conditions, is_group_missing: group.is_none() && rubric.depends_on_group() }
    }

    /// The highest rank that is reached, counted from 1, with every blank at its worst or at its best; 0 for none. Higher
    /// answers never hurt, so these two stand for all ways to fill them. “Không áp dụng” lies between them.
    fn reached(&self, best: bool) -> usize {
        let mut rank = self.totals.len();
        while rank > 0 && !(self.is_open(rank - 1) && self.holds(rank - 1, best)) {
            rank -= 1;
        }
        rank
    }

    /// Whether there is such a rank to reach: where all that it, or one below it, asks for is left out, nothing is achieved.
    fn is_open(&self, rank: usize) -> bool {
        let counts = |rank| self.places.iter().any(|place| place.index < self.conditions && place.counts(rank));
        rank < self.totals.len() && (0..=rank).all(counts)
    }

    fn holds(&self, rank: usize, best: bool) -> bool {
        for place in &self.places {
            if self.is_under_floor(place, best) || place.lacks(rank, best).is_some() {
                return false;
            }
        }
        let (total, counted) = self.sums(best);
        // Exact: what is left out rescales the total by full / counted.
        total.millionths() * self.full.millionths() >= self.totals[rank].millionths() * counted.millionths()
    }

    /// The points, and the maxima of what is not left out.
    pub(crate) fn sums(&self, best: bool) -> (Decimal, Decimal) {
        let (mut total, mut counted) = (Decimal::ZERO, Decimal::ZERO);
        for place in &self.places {
            total = total.plus(place.points(best));
            if !place.is_left_out() {
                counted = counted.plus(place.item.max);
            }
        }
        (total, counted)
    }

    fn is_under_floor(&self, place: &Place<'_>, best: bool) -> bool {
        place.item.max > Decimal::ZERO && place.answer != Answer::NotApplicable && place.points(best) < self.floor
    }

    fn is_blocked(&self, place: &Place<'_>, aim: usize) -> bool {
        place.answer.is_given() && (self.is_under_floor(place, true) || place.lacks(aim, true).is_some())
    }

    /// Adds an item to the part of its criterion.
    fn count(&self, place: &Place<'_>, aim: usize, part: &mut CriterionOutcome<'_>) {
        if !place.counts(aim) {
            return;
        }
        part.of += 1;
        part.met += u32::from(!place.answer.is_open() && !self.is_blocked(place, aim));
        if place.item.max > Decimal::ZERO {
            part.total = part.total.plus(place.points(false));
            part.max = part.max.plus(place.item.max);
        } else {
            part.total = Decimal::whole(part.met);
            part.max = Decimal::whole(part.of);
        }
    }
}

impl<'a> CriterionOutcome<'a> {
    fn none(id: &'a str) -> Self {
        Self { id, total: Decimal::ZERO, max: Decimal::ZERO, met: 0, of: 0 }
    }
}

impl Outcome<'_> {
    /// The contract `hoctap-result/1`: what `hoctap score` prints and the page publishes.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let items = rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("schema").text("hoctap-result/1");
            json.key("set").text(self.set);
            json.key("version").text(self.version);
            json.key("year").number(self.year.into());
            json.key("date").text(&self.date.iso());
            json.key("group").optional_text(self.group);
            json.key("area").optional_text(self.area);
            json.key("total").decimal(self.total);
            json.key("max").decimal(self.max);
            json.key("needed").optional_decimal(self.needed);
            json.key("unscaled");
            match self.unscaled {
                Some((total, max)) => json.object(|json| {
                    json.key("total").decimal(total);
                    json.key("max").decimal(max);
                }),
                None => json.optional_text(None),
            }
            json.key("answered").number(self.answered);
            json.key("of").number(self.of);
            json.key("verdict").text(self.verdict.as_str());
            json.key("blocked_by").texts(&self.blocked_by);
            json.key("way_up").list(|json| {
                for raise in &self.way_up {
                    let item = items[raise.place];
                    json.object(|json| {
                        json.key("id").text(&item.id);
                        raise.from.write(item, json.key("from"));
                        raise.to.write(item, json.key("to"));
                    });
                }
            });
            json.key("open").texts(&self.open);
            json.key("decided_by");
            match self.decided_by {
                Some(Decision { item, least }) => json.object(|json| {
                    json.key("id").text(&item.id);
                    least.write(item, json.key("least"));
                }),
                None => json.optional_text(None),
            }
            json.key("not_applicable").list(|json| {
                for (id, effect) in &self.not_applicable {
                    json.object(|json| {
                        json.key("id").text(id);
                        json.key("effect").text(effect.as_str());
                    });
                }
            });
            json.key("caveats").texts(&self.caveats);
            json.key("criteria").list(|json| {
                for criterion in &self.criteria {
                    json.object(|json| {
                        json.key("id").text(criterion.id);
                        json.key("total").decimal(criterion.total);
                        json.key("max").decimal(criterion.max);
                        json.key("met").number(criterion.met);
                        json.key("of").number(criterion.of);
                    });
                }
            });
            if let Some(standing) = &self.recognised {
                json.key("recognised").object(|json| {
                    standing.recognised.write(json);
                    for (key, day) in [("raise_from", standing.raise_from), ("kept_until", standing.kept_until)] {
                        json.key(key).optional_text(day.map(Date::iso).as_deref());
                    }
                });
            }
        });
        json.finish()
    }
}
