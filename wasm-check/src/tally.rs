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
use crate::json::Writer;
use crate::keys::clean_name;
use crate::rubric::{Item, Rubric, Scale};
use crate::score::{Verdict, judge};
use crate::sheet::{Answer, Sheet};
use crate::sheets::Listed;

#[cfg(all(target_arch = "wasm32", feature = "tally"))]
mod page;
mod table;

/// The most names of a list that a page reads; those behind are not read.
pub const MOST_NAMES: usize = 10_000;

/// Who registered, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registered {
    /// How many in all; nothing where nobody said.
    pub count: Option<u32>,
    /// How many of a group, by its id.
    pub groups: Vec<(String, u32)>,
    /// Their names. Where there are any, they are counted, and the numbers above are not used.
    pub names: Vec<Name>,
}

/// Somebody who registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it was written.
    pub name: String,
    /// The id of the group, where one stands behind the name.
    pub group: Option<String>,
}

/// A line of a list of names that is not used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameTrouble {
    /// Offset of the line.
    pub at: usize,
    /// The name.
    pub name: String,
    /// What stands behind it and is no group; nothing where the name stands there twice, which counts once.
    pub group: Option<String>,
}

/// What becomes of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counted,
    /// It is of another version of the set.
    OtherVersion,
    /// It is of another year.
    OtherYear,
    /// The sheet at this place is under the same name, and later.
    Again(usize),
    /// Nothing on it is answered: a page keeps a sheet as soon as somebody chooses a group.
    Blank,
}

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

/// How one item was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPart {
    /// Its place among those of the rubric.
    pub place: usize,
    /// People who are asked it and to whom it applies.
    pub asked: u32,
    /// Those who answered; the numbers below are of these.
    pub answered: u32,
    /// Under the floor; where the set has none, under half of the maximum; of a target or a condition, not met at its
    /// lowest threshold; of yes or no without one, no.
    pub weak: u32,
    /// The mean of the points, the percentages, the numbers; of yes or no, of those that are met, in percent.
    pub mean: Decimal,
}

impl ItemPart {
    /// How many in a hundred of those who answered are weak.
    pub fn weak_share(&self) -> Decimal {
        share(u64::from(self.weak), u64::from(self.answered))
    }
}

/// Many results, added up. Its JSON form is the contract `hoctap-tally/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The year that was counted.
    pub year: u16,
    /// The day of the counting.
    pub date: Date,
    /// What a verdict can be: the ranks from the highest, `not-achieved`, `incomplete`; or `undecided` alone.
    pub verdicts: Vec<String>,
    /// Everyone.
    pub all: Part,
    /// Each group, then those without.
    pub groups: Vec<Part>,
    /// Each area, then those without.
    pub areas: Vec<Part>,
    /// The weakest first: by the share of the weak, then in the order of the document.
    pub items: Vec<ItemPart>,
    /// Of each criterion the mean of what was answered, in percent of what it can bring; of targets, the share that is met.
    pub criteria: Vec<Decimal>,
    /// One for each sheet that was given.
    pub lines: Vec<Line>,
    /// Names on the list of which no sheet counts.
    pub missing: Vec<String>,
    /// How many sheets and codes could not be read; whoever read them says it.
    pub unread: u32,
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
    sums: Sums,
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
        let (standings, sums) = (Standings::default(), Sums::new(rubric));
        Self { standings, lines: Vec::new(), at: 0, year, date, verdicts, all, groups, areas, sums }
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
        for part in [Some(&mut self.all), of(&mut self.groups, group), of(&mut self.areas, area)] {
            let Some(part) = part else { continue };
            part.assessed += 1;
            part.achieved += u32::from(is_achieved);
            if let Some(verdict) = verdict {
                part.verdicts[verdict] += 1;
            }
        }
        self.sums.add(rubric, sheet);
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
        let (items, criteria) = self.sums.finish(rubric);
        let Self { year, date, verdicts, all, groups, areas, lines, .. } = self;
        Tally { year, date, verdicts, all, groups, areas, items, criteria, lines, missing, unread: 0 }
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

impl Registered {
    fn all(&self) -> Option<u32> {
        if !self.names.is_empty() {
            return Some(count(self.names.len()));
        }
        let sum = self.groups.iter().fold(0_u32, |sum, group| sum.saturating_add(group.1));
        self.count.or((sum > 0).then_some(sum))
    }

    /// Of those in a group, or in none.
    fn of(&self, group: Option<&str>) -> Option<u32> {
        let is_listed = self.names.iter().any(|name| name.group.is_some());
        if is_listed {
            return Some(count(self.names.iter().filter(|name| name.group.as_deref() == group).count()));
        }
        self.groups.iter().find(|of| Some(of.0.as_str()) == group && self.names.is_empty()).map(|of| of.1)
    }
}

/// Reads a list of names, one a line; behind a name, after a tab or a semicolon, may stand the group, by its id or its
/// title. `groups` are these. Those behind the `most` first ones are not read.
pub fn read_names(text: &str, groups: &[(String, String)], most: usize) -> (Vec<Name>, Vec<NameTrouble>) {
    let (mut names, mut troubles): (Vec<Name>, Vec<NameTrouble>) = (Vec::new(), Vec::new());
    let (mut at, mut seen) = (0, Buckets::default());
    for line in text.trim_start_matches('\u{feff}').split_inclusive('\n') {
        let (name, behind) = line.split_once(['\t', ';']).unwrap_or((line, ""));
        let (name, behind) = (clean_name(name), clean_name(behind));
        let place = at;
        at += line.len();
        if name.is_empty() || names.len() == most {
            continue;
        }
        let key = key(&name);
        let hash = hash_of(key.bytes().map(u32::from));
        let is_twice = seen.find(hash, |other| self::key(&names[other].name) == key).is_some();
        if is_twice {
            troubles.push(NameTrouble { at: place, name, group: None });
            continue;
        }
        let wanted = self::key(&behind);
        let group = groups.iter().find(|(id, title)| *id == wanted || self::key(title) == wanted);
        if group.is_none() && !behind.is_empty() {
            troubles.push(NameTrouble { at: place, name: name.clone(), group: Some(behind) });
        }
        seen.add(hash, names.len());
        names.push(Name { name, group: group.map(|group| group.0.clone()) });
    }
    (names, troubles)
}

/// Names the people of a list who are missing, and marks sheets of others; nothing where there is no list. And the group
/// of each name: its own, or that of its sheet.
fn compare_names(lines: &mut [Line], listed: &[Listed], names: &[Name]) -> (Vec<String>, Vec<Option<String>>) {
    let mut of_names = Buckets::default();
    for (place, name) in names.iter().enumerate() {
        of_names.add(hash_of(key(&name.name).bytes().map(u32::from)), place);
    }
    let mut is_there = vec![false; names.len()];
    let mut groups = Vec::new();
    for name in names {
        groups.push(name.group.clone());
    }
    for (line, listed) in lines.iter_mut().zip(listed) {
        if names.is_empty() || line.standing != Standing::Counted {
            continue;
        }
        let key = listed.person.as_deref().map(key).unwrap_or_default();
        let hash = hash_of(key.bytes().map(u32::from));
        match of_names.find(hash, |place| self::key(&names[place].name) == key) {
            Some(place) => {
                is_there[place] = true;
                if groups[place].is_none() {
                    groups[place].clone_from(&listed.sheet.group);
                }
            }
            None => line.is_unlisted = true,
        }
    }
    let missing = names.iter().zip(&is_there).filter(|(_, is_there)| !**is_there);
    (missing.map(|(name, _)| name.name.clone()).collect(), groups)
}

/// What a name is compared by: Vietnamese in small letters. The library's tables of all scripts would weigh more than the
/// whole tally; one way to write a mark is enough here, since the names of one list come from one keyboard.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::new();
    for char in name.chars() {
        key.push(small(char));
    }
    key
}

/// The small letter of one of Vietnamese.
pub(crate) fn small(char: char) -> char {
    let up = match char {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 1,
        'Ạ'..='Ỹ' => 1 - u32::from(char) % 2,
        _ => 0,
    };
    char::from_u32(u32::from(char) + up).unwrap_or(char)
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

/// What becomes of each sheet, as yet without what it comes to.
#[derive(Debug, Default)]
struct Standings {
    people: Buckets,
    // Of sheets with the same answers the first, and the first without a name: no more is ever asked for.
    contents: Buckets,
    nameless: Buckets,
}

impl Standings {
    /// The next one's line; it may change that of an earlier one.
    fn add(&mut self, lines: &mut Vec<Line>, listed: &[Listed], year: u16) {
        let place = lines.len();
        let Some(each) = listed.get(place) else { return };
        let standing = match (each.rubric, each.sheet.year == year) {
            (0, true) if each.sheet.is_unanswered() => Standing::Blank,
            (0, true) => Standing::Counted,
            (0, false) => Standing::OtherYear,
            _ => Standing::OtherVersion,
        };
        let mut line = Line {
            standing,
            alike: None,
            verdict: None,
            total: Decimal::ZERO,
            max: Decimal::ZERO,
            open: 0,
            is_unlisted: false,
        };
        if standing == Standing::Counted {
            let content = content(&each.sheet);
            let is_same = |other: usize| listed[other].sheet == each.sheet;
            let (first, first_nameless) = (self.contents.find(content, is_same), self.nameless.find(content, is_same));
            line.alike = if each.person.is_none() { first } else { first_nameless };
            if first.is_none() {
                self.contents.add(content, place);
            }
            if first_nameless.is_none() && each.person.is_none() {
                self.nameless.add(content, place);
            }
        }
        lines.push(line);
        if let (Standing::Counted, Some(person)) = (standing, &each.person) {
            let key = key(person);
            let is_same = |other: usize| listed[other].person.as_deref().is_some_and(|other| self::key(other) == key);
            if let Some(earlier) = self.people.replace(hash_of(key.bytes().map(u32::from)), is_same, place) {
                lines[earlier].standing = Standing::Again(place);
            }
        }
    }
}

/// Something that equal sheets have in common, and others hardly ever.
fn content(sheet: &Sheet) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "any part of it will do")]
    let number = |number: Decimal| (number.millionths() ^ (number.millionths() >> 29)) as u32;
    hash_of(sheet.answers.iter().flat_map(|answer| match *answer {
        Answer::Blank => [1, 0],
        Answer::Unknown => [2, 0],
        Answer::NotApplicable => [3, 0],
        Answer::Given(given) => [number(given), 0],
        Answer::Pair(pair) => pair.map(|figure| figure.map_or(4, number)),
    }))
}

/// A number that equal ones have in common, and others hardly ever.
pub(crate) fn hash_of(parts: impl Iterator<Item = u32>) -> u32 {
    let hash = parts.fold(5381_u32, |hash, part| (hash.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B1));
    hash ^ hash >> 15
}

/// Places by what they are looked up by: short lists, which become more as they fill, and take a few hundred bytes of code
/// less than the library's maps.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    lists: Vec<Vec<(u32, usize)>>,
    filled: usize,
}

impl Buckets {
    fn list(&mut self, hash: u32) -> &mut Vec<(u32, usize)> {
        if self.filled >= self.lists.len() {
            let all = std::mem::take(&mut self.lists);
            self.lists.resize((all.len() * 4).max(1024), Vec::new());
            for entry in all.into_iter().flatten() {
                self.lists_of(entry.0).push(entry);
            }
        }
        self.lists_of(hash)
    }

    fn lists_of(&mut self, hash: u32) -> &mut Vec<(u32, usize)> {
        let count = self.lists.len();
        &mut self.lists[hash as usize % count]
    }

    pub(crate) fn add(&mut self, hash: u32, place: usize) {
        self.list(hash).push((hash, place));
        self.filled += 1;
    }

    pub(crate) fn find(&mut self, hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        self.list(hash).iter().find(|entry| entry.0 == hash && is_it(entry.1)).map(|entry| entry.1)
    }

    /// Puts a place where an equal one was, which is given back.
    fn replace(&mut self, hash: u32, is_it: impl Fn(usize) -> bool, place: usize) -> Option<usize> {
        if let Some(old) = self.list(hash).iter_mut().find(|entry| entry.0 == hash && is_it(entry.1)) {
            return Some(std::mem::replace(&mut old.1, place));
        }
        self.add(hash, place);
        None
    }
}

/// As [`Decimal::millionths`] counts.
const MILLION: u64 = 1_000_000;

/// How the items were answered.
#[derive(Debug)]
struct Sums {
    items: Vec<ItemPart>,
    /// Of each item, what stands before the point, and millionths: no number of people makes either too large.
    sums: Vec<(u64, u64)>,
}

impl Sums {
    fn new(rubric: &Rubric) -> Self {
        let count = rubric.items().len();
        let none = |place| ItemPart { place, asked: 0, answered: 0, weak: 0, mean: Decimal::ZERO };
        Self { items: (0..count).map(none).collect(), sums: vec![(0, 0); count] }
    }

    fn add(&mut self, rubric: &Rubric, sheet: &Sheet) {
        let group = sheet.group.as_deref();
        let own = group.and_then(|id| rubric.group(id)).and_then(|group| group.floor);
        let floor = own.or(rubric.floor).unwrap_or_default();
        for (place, item) in rubric.items().into_iter().enumerate() {
            let answer = sheet.answers.get(place).copied().unwrap_or_default();
            if !item.is_for(group) || answer == Answer::NotApplicable {
                continue;
            }
            let part = &mut self.items[place];
            part.asked += 1;
            if answer.is_given() && !answer.is_open() {
                let is_weak = is_weak(item, answer, sheet, floor);
                part.answered += 1;
                part.weak += u32::from(is_weak);
                let value = match answer {
                    Answer::Given(number) if item.max > Decimal::ZERO => item.points(number),
                    Answer::Given(number) if !item.is_yes_no() => number,
                    // Of yes or no, and of two figures at once, the share of those who are there.
                    _ if is_weak => Decimal::ZERO,
                    _ => Decimal::HUNDRED,
                };
                let sum = &mut self.sums[place];
                sum.0 += value.floor();
                sum.1 += value.millionths() % MILLION;
            }
        }
    }

    fn finish(mut self, rubric: &Rubric) -> (Vec<ItemPart>, Vec<Decimal>) {
        let items = rubric.items();
        for (part, (whole, millionths)) in self.items.iter_mut().zip(&self.sums) {
            let count = u64::from(part.answered.max(1));
            let rest = (whole % count * MILLION + millionths) / count;
            part.mean = Decimal::from_millionths(whole / count * MILLION + rest).rounded();
        }
        let (mut criteria, mut place) = (Vec::new(), 0);
        for criterion in &rubric.criteria {
            let (mut got, mut most) = (0_u64, 0_u64);
            for _ in &criterion.items {
                let (part, max) = (&self.items[place], items[place].max);
                if max > Decimal::ZERO {
                    let (whole, millionths) = self.sums[place];
                    got += whole * MILLION + millionths;
                    most += max.millionths() * u64::from(part.answered);
                } else {
                    got += u64::from(part.answered - part.weak);
                    most += u64::from(part.answered);
                }
                place += 1;
            }
            criteria.push(share(got, most));
        }
        let mut sorted: Vec<ItemPart> = Vec::new();
        for part in self.items {
            let is_after = |other: &ItemPart| {
                let (weak, others) = (u64::from(part.weak), u64::from(other.weak));
                weak * u64::from(other.answered.max(1)) > others * u64::from(part.answered.max(1))
            };
            let place = sorted.iter().position(is_after).unwrap_or(sorted.len());
            sorted.insert(place, part);
        }
        (sorted, criteria)
    }
}

/// See [`ItemPart::weak`].
fn is_weak(item: &Item, answer: Answer, sheet: &Sheet, floor: Decimal) -> bool {
    if let (Answer::Given(number), true) = (answer, item.max > Decimal::ZERO) {
        let points = item.points(number);
        return if floor > Decimal::ZERO { points < floor } else { points.plus(points) < item.max };
    }
    match (item.scale, item.lowest_need(sheet.group.as_deref(), sheet.area.as_deref())) {
        (_, Some(need)) => !answer.meets(item, need, false),
        (Scale::Excludes, None) => answer == Answer::Given(Decimal::ONE),
        (Scale::YesNo, None) => answer == Answer::Given(Decimal::ZERO),
        (_, None) => false,
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

impl Tally {
    /// The contract `hoctap-tally/1`. Names stand in it only under `missing`, where a list of names was given.
    pub fn to_json(&self, rubric: &Rubric) -> String {
        let items = rubric.items();
        let mut json = Writer::default();
        json.object(|json| {
            json.key("schema").text("hoctap-tally/1");
            json.key("set").text(&rubric.set);
            json.key("version").text(&rubric.version);
            json.key("year").number(self.year.into());
            json.key("date").text(&self.date.iso());
            self.write_part(json, &self.all);
            for (key, parts) in [("groups", &self.groups), ("areas", &self.areas)] {
                json.key(key).list(|json| {
                    for part in parts {
                        json.object(|json| {
                            json.key("id").optional_text(part.id.as_deref());
                            self.write_part(json, part);
                        });
                    }
                });
            }
            json.key("items").list(|json| {
                for part in &self.items {
                    json.object(|json| {
                        json.key("id").text(&items[part.place].id);
                        json.key("asked").number(part.asked);
                        json.key("answered").number(part.answered);
                        json.key("weak").number(part.weak);
                        json.key("weak_share").decimal(part.weak_share());
                        json.key("mean").optional_decimal((part.answered > 0).then_some(part.mean));
                    });
                }
            });
            json.key("criteria").list(|json| {
                for (criterion, share) in rubric.criteria.iter().zip(&self.criteria) {
                    json.object(|json| {
                        json.key("id").text(&criterion.id);
                        json.key("share").decimal(*share);
                    });
                }
            });
            json.key("left_out").object(|json| {
                for (key, count) in ["other_version", "other_year", "again", "blank"].into_iter().zip(self.left_out()) {
                    json.key(key).number(count);
                }
                json.key("unreadable").number(self.unread);
            });
            json.key("alike").number(count(self.lines.iter().filter(|line| line.alike.is_some()).count()));
            json.key("unlisted").number(count(self.lines.iter().filter(|line| line.is_unlisted).count()));
            json.key("missing").list(|json| self.missing.iter().for_each(|name| json.text(name)));
        });
        json.finish()
    }

    fn write_part(&self, json: &mut Writer, part: &Part) {
        match part.registered {
            Some(registered) => json.key("registered").number(registered),
            None => json.key("registered").optional_text(None),
        }
        json.key("assessed").number(part.assessed);
        json.key("achieved").number(part.achieved);
        json.key("share").decimal(share(u64::from(part.achieved), u64::from(part.assessed)));
        json.key("verdicts").object(|json| {
            for (verdict, count) in self.verdicts.iter().zip(&part.verdicts) {
                json.key(verdict).number(*count);
            }
        });
    }

    /// How many sheets are of another version, of another year, under a name that comes again, without an answer.
    pub fn left_out(&self) -> [u32; 4] {
        let mut counts = [0; 4];
        for line in &self.lines {
            match line.standing {
                Standing::Counted => {}
                Standing::OtherVersion => counts[0] += 1,
                Standing::OtherYear => counts[1] += 1,
                Standing::Again(_) => counts[2] += 1,
                Standing::Blank => counts[3] += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::vietnamese::VOWELS;

    #[test]
    fn names_are_equal_in_capital_and_in_small_letters() {
        for (name, other) in [("ÔNG NĂM", "ông năm"), ("ĐẶNG THỊ Ư", "Đặng Thị ư"), ("Ỷ Lan", "ỷ lan"), ("1×Ý", "1×ý")]
        {
            assert_eq!(key(name), key(other));
        }
        assert_ne!(key("Bà Tư"), key("Bà Tú"));
        for letter in VOWELS.iter().flatten().copied().chain(['đ']) {
            let capital: String = letter.to_uppercase().collect();
            assert_eq!(key(&capital), letter.to_string(), "{capital}");
        }
    }
}
