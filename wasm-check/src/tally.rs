//! Many results added up: how far a village, a school or a commune has come, and where most are weak.
//!
//! Every sheet is scored anew. What is not counted is named, never dropped in silence:
//!
//! - a sheet of another version or another year, and one on which nothing is answered;
//! - of two sheets under one name, the earlier: somebody who handed in twice meant the later one. Two people of one name
//!   need a mark that tells them apart, such as a hamlet.
//!
//! Two sheets with the same answers, of which one at least has no name, are both counted and said to be alike: two people
//! may have answered alike, and only who collected them knows.
//!
//! Numbers are exact; shares and means are rounded half up to two decimals, for showing.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::rubric::Rubric;
use crate::score::{Verdict, judge};
use crate::sheets::Listed;
use names::compare_names;
pub use names::{MOST_NAMES, Name, NameTrouble, Registered, read_names};
pub(crate) use names::{key, small};
pub use standing::Standing;
use standing::Standings;
pub(crate) use standing::{Buckets, hash_of};
pub use sums::{ItemPart, Sum};

mod merge;
mod names;
#[cfg(all(target_arch = "wasm32", feature = "tally"))]
mod page;
mod standing;
mod sums;
mod table;
mod write;

/// What a sheet comes to, in the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Whether it counts.
    pub standing: Standing,
    /// The place of an earlier sheet with the same answers, where it is not sure that both are somebody's.
    pub alike: Option<usize>,
    /// The place of its verdict in [`Tally::verdicts`]; nothing where it is of another version.
    pub verdict: Option<usize>,
    /// As [`crate::score::Outcome::total`].
    pub total: Decimal,
    /// As [`crate::score::Outcome::max`].
    pub max: Decimal,
    /// Items without an answer.
    pub open: u32,
    /// Its name is on no list, where there is one.
    pub is_unlisted: bool,
}

/// All, or those of a group or an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The group or area; nothing for all, and for those who chose none.
    pub id: Option<String>,
    /// How many registered; nothing where nobody said.
    pub registered: Option<u32>,
    /// How many sheets count.
    pub assessed: u32,
    /// How many of these reach a rank, however their blanks are filled.
    pub achieved: u32,
    /// How many of each of [`Tally::verdicts`].
    pub verdicts: Vec<u32>,
}

/// Those of a group and an area at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The area; nothing for those who chose none.
    pub area: Option<String>,
    /// The group, by its id, and what they come to.
    pub part: Part,
}

/// The keys of [`Tally::left_out`], in its order.
pub const LEFT_OUT: [&str; 5] = ["other_version", "other_year", "again", "blank", "unreadable"];

/// Many results, added up. Its JSON form is the contract `hoctap-tally/2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The year that was counted.
    pub year: u16,
    /// The day of the counting.
    pub date: Date,
    /// What a verdict can be: the ranks from the highest, `not-achieved`, `incomplete`; or `undecided` alone.
    pub verdicts: Vec<String>,
    /// Of whom it is: a hamlet, a school, a commune; nothing where nobody said.
    pub place: Option<String>,
    /// Everyone.
    pub all: Part,
    /// Each group, then those without.
    pub groups: Vec<Part>,
    /// Each area, then those without.
    pub areas: Vec<Part>,
    /// Each group in each area, where the set has both.
    pub pairs: Vec<Pair>,
    /// Each place whose tally was merged into this one, by its name.
    pub places: Vec<Part>,
    /// The weakest first: by the share of the weak, then in the order of the document.
    pub items: Vec<ItemPart>,
    /// Of each criterion the mean of what was answered, in percent of what it can bring; of targets, the share that is met.
    pub criteria: Vec<Decimal>,
    /// One for each sheet that was given; none of merged tallies.
    pub lines: Vec<Line>,
    /// How many sheets are of another version, of another year, under a name that comes again, without an answer; and how
    /// many sheets and codes could not be read, which whoever read them says.
    pub left_out: [u32; 5],
    /// How many sheets are like another one, of which it is not sure that both are somebody's.
    pub alike: u32,
    /// How many sheets are of nobody on the list of names.
    pub unlisted: u32,
    /// How many names are on the list of which no sheet counts.
    pub absent: u32,
    /// These names; none of merged tallies, for names stay where they were collected.
    pub missing: Vec<String>,
}

/// Adds up. The sheets' version is the first of the rubrics with which they were [read](crate::sheets::read).
pub fn tally(rubric: &Rubric, listed: &[Listed], year: u16, registered: &Registered, date: Date) -> Tally {
    let mut counting = Counting::new(rubric, year, registered, date);
    while counting.step(rubric, listed) {}
    counting.finish(rubric, listed, registered)
}

/// The adding up while it goes on: a sheet at each step, so that a page can do something else between two of them, and can
/// stop. First each is compared with those before it, then those that count are scored.
#[derive(Debug)]
pub struct Counting {
    standings: Standings,
    lines: Vec<Line>,
    /// The next sheet to score.
    at: usize,
    year: u16,
    date: Date,
    verdicts: Vec<String>,
    all: Part,
    groups: Vec<Part>,
    areas: Vec<Part>,
    pairs: Vec<Pair>,
    items: Vec<ItemPart>,
}

impl Counting {
    /// Begins, with nothing counted yet.
    pub fn new(rubric: &Rubric, year: u16, registered: &Registered, date: Date) -> Self {
        let verdicts = verdicts(rubric);
        let part = |id: Option<&str>| Part {
            id: id.map(str::to_owned),
            registered: registered.of(id),
            assessed: 0,
            achieved: 0,
            verdicts: vec![0; verdicts.len()],
        };
        let all = Part { registered: registered.all(), ..part(None) };
        // Loops rather than chains of iterators, as in the scoring: less code for a phone to load.
        let (mut groups, mut areas) = (Vec::new(), Vec::new());
        for group in &rubric.groups {
            groups.push(part(Some(&group.id)));
        }
        groups.push(part(None));
        for area in &rubric.areas {
            areas.push(part(Some(&area.id)));
        }
        areas.push(part(None));
        // Nobody says how many of an area registered.
        for area in &mut areas {
            area.registered = None;
        }
        let mut pairs = Vec::new();
        for group in groups.iter().filter(|_| groups.len() > 1 && areas.len() > 1) {
            for area in &areas {
                pairs.push(Pair { area: area.id.clone(), part: Part { registered: None, ..group.clone() } });
            }
        }
        let (standings, items) = (Standings::default(), sums::unanswered(rubric));
        Self { standings, lines: Vec::new(), at: 0, year, date, verdicts, all, groups, areas, pairs, items }
    }

    /// Goes on with the same sheets; false where all are counted.
    pub fn step(&mut self, rubric: &Rubric, listed: &[Listed]) -> bool {
        if self.lines.len() < listed.len() {
            self.standings.add(&mut self.lines, listed, self.year);
            return true;
        }
        let (Some(line), Some(listed)) = (self.lines.get_mut(self.at), listed.get(self.at)) else { return false };
        self.at += 1;
        if line.standing == Standing::OtherVersion {
            return true;
        }
        let sheet = &listed.sheet;
        let outcome = judge(rubric, sheet, self.date);
        let verdict = self.verdicts.iter().position(|id| id == outcome.verdict.as_str());
        line.verdict = verdict;
        (line.total, line.max, line.open) = (outcome.total, outcome.max, outcome.of - outcome.answered);
        if line.standing != Standing::Counted {
            return true;
        }
        let is_achieved = matches!(outcome.verdict, Verdict::Reached(_));
        let (group, area) = (sheet.group.as_deref(), sheet.area.as_deref());
        let is_pair = |pair: &&mut Pair| pair.area.as_deref() == area && pair.part.id.as_deref() == group;
        let pair = self.pairs.iter_mut().find(is_pair).map(|pair| &mut pair.part);
        for part in [Some(&mut self.all), of(&mut self.groups, group), of(&mut self.areas, area), pair] {
            let Some(part) = part else { continue };
            part.assessed += 1;
            part.achieved += u32::from(is_achieved);
            if let Some(verdict) = verdict {
                part.verdicts[verdict] += 1;
            }
        }
        sums::add(&mut self.items, rubric, sheet);
        true
    }

    /// What all comes to.
    pub fn finish(mut self, rubric: &Rubric, listed: &[Listed], registered: &Registered) -> Tally {
        let (missing, of_names) = compare_names(&mut self.lines, listed, &registered.names);
        // A name without a group is of the group that its sheet says.
        if registered.names.iter().any(|name| name.group.is_some()) {
            for group in &mut self.groups {
                let names = of_names.iter().filter(|of| of.as_deref() == group.id.as_deref());
                group.registered = Some(count(names.count()));
            }
        }
        let (items, criteria) = sums::finish(rubric, self.items);
        let Self { year, date, verdicts, all, groups, areas, pairs, lines, .. } = self;
        let (mut left_out, mut alike, mut unlisted) = ([0; 5], 0, 0);
        for line in &lines {
            match line.standing {
                Standing::Counted => {}
                Standing::OtherVersion => left_out[0] += 1,
                Standing::OtherYear => left_out[1] += 1,
                Standing::Again(_) => left_out[2] += 1,
                Standing::Blank => left_out[3] += 1,
            }
            alike += u32::from(line.alike.is_some());
            unlisted += u32::from(line.is_unlisted);
        }
        let absent = count(missing.len());
        Tally {
            year,
            date,
            verdicts,
            place: None,
            all,
            groups,
            areas,
            pairs,
            places: Vec::new(),
            items,
            criteria,
            lines,
            left_out,
            alike,
            unlisted,
            absent,
            missing,
        }
    }
}

/// The year of most sheets, the later one where two have as many; `year` where there are none.
pub fn likely_year(listed: &[Listed], year: u16) -> u16 {
    let mut counts: Vec<(usize, u16)> = Vec::new();
    for listed in listed.iter().filter(|listed| listed.rubric == 0) {
        match counts.iter_mut().find(|count| count.1 == listed.sheet.year) {
            Some(count) => count.0 += 1,
            None => counts.push((1, listed.sheet.year)),
        }
    }
    counts.into_iter().max().map_or(year, |count| count.1)
}

/// Part of a whole in percent, half up to two decimals; 0 of nothing.
pub fn share(part: u64, whole: u64) -> Decimal {
    if whole == 0 {
        return Decimal::ZERO;
    }
    let (mut part, mut whole) = (part, whole);
    // So large that the last digit says nothing: more than a million sheets of a thousand points.
    while whole > u64::MAX / 40_000 {
        (part, whole) = (part / 2, whole / 2);
    }
    Decimal::from_millionths((part * 20_000 + whole) / (whole * 2) * 10_000)
}

/// The part of that id.
fn of<'p>(parts: &'p mut [Part], id: Option<&str>) -> Option<&'p mut Part> {
    parts.iter_mut().find(|part| part.id.as_deref() == id)
}

/// All verdicts that the set can come to, the best first.
fn verdicts(rubric: &Rubric) -> Vec<String> {
    let mut verdicts = Vec::new();
    if !rubric.decides || rubric.ranks.is_empty() {
        verdicts.push(Verdict::Undecided.as_str().to_owned());
        return verdicts;
    }
    for rank in rubric.ranks.iter().rev() {
        verdicts.push(rank.id.clone());
    }
    for verdict in [Verdict::NotAchieved, Verdict::Incomplete] {
        verdicts.push(verdict.as_str().to_owned());
    }
    verdicts
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}
