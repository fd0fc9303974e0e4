//! The model of a set of criteria: what is asked, and what it takes.
//!
//! A rubric is the part of a set that decides. Its explanations stay in the pages; its texts here are only those that
//! every result must carry. It travels from the build to the browser in the page itself: see [`page`].
//!
//! Both kinds of official rules are one model: an item brings points, or it is held against a threshold for each rank,
//! or (a condition) it only stands in the way. A rank is what a verdict may name: the pass mark, a band, a level.

mod page;
#[cfg(test)]
pub(crate) mod samples;

use crate::decimal::Decimal;

/// The most that all maxima of a set may come to, so that products of sums stay exact.
pub const MOST_POINTS: u32 = 1000;

/// What a total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Points.
    Points,
    /// Targets met.
    Targets,
}

/// A set of criteria, one version of it.
///
/// Items are known by their place in the document, counted from 0 through all criteria and then the conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric {
    /// The set's id, shared by its versions: `cdht`.
    pub set: String,
    /// `324-2023`
    pub version: String,
    /// Whether it gives verdicts. Not where its rule was not read in the text, or where the text can no longer be applied:
    /// then it is a checklist.
    pub decides: bool,
    /// What a total counts.
    pub kind: Kind,
    /// What can be reached, lowest first; empty where the set decides nothing.
    pub ranks: Vec<Rank>,
    /// No indicator may bring less, whatever the total; `None` where the set has no floor.
    pub floor: Option<Decimal>,
    /// Areas with thresholds of their own.
    pub areas: Vec<Area>,
    /// Groups of people that the text names.
    pub groups: Vec<Group>,
    /// Criteria in the order of the document.
    pub criteria: Vec<Criterion>,
    /// Asked beside the criteria: they bring no points and are counted in no criterion.
    pub conditions: Vec<Item>,
    /// What follows from a recognition, where the text says it.
    pub recognition: Option<Recognition>,
    /// Sentences that every result carries; the first says that a self-check is no recognition.
    pub caveats: Vec<String>,
}

/// How long a recognition lasts, and when more may be asked for (24/2023, Điều 5). Neither changes a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognition {
    /// So many months after the decision the next level may be asked for; nothing where the text does not say it.
    pub raise_after: Option<u32>,
    /// It is kept for so many years after the one in which it was decided.
    pub kept_years: u32,
}

/// A pass mark, a band or a level.
///
/// CDHT has one, of 80 points (Quyết định 324/QĐ-KHVN as the press reports it: Báo Thái Bình 17/5/2024).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The verdict where this is the highest that is reached: `achieved`, `level-1`, a band's id.
    pub id: String,
    /// The least total, in points; 0 where targets decide.
    pub total: Decimal,
}

/// A kind of place that asks for something else: another total (CDHT in hard areas: 70, Hội Khuyến học Quảng Bình), or
/// thresholds that targets have for it (25/2023 for communes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Unique among the areas of the set.
    pub id: String,
    /// Takes the place of the lowest rank's total; the floor stays. Nothing where targets decide.
    pub total: Option<Decimal>,
    /// How sure this is, for every result that uses it.
    pub caveat: Option<String>,
}

/// A group of people, with its own thresholds where the text gives it some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Unique among the groups of the set.
    pub id: String,
    /// Takes the place of the lowest rank's total, unless an area does.
    pub total: Option<Decimal>,
    /// Takes the place of [`Rubric::floor`].
    pub floor: Option<Decimal>,
}

/// Items that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique in the set.
    pub id: String,
    /// In the order of the document.
    pub items: Vec<Item>,
}

/// What is asked: an indicator (chỉ số), a target (chỉ tiêu) or a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Unique in the set.
    pub id: String,
    /// How it is answered.
    pub scale: Scale,
    /// The most points that it can bring; 0 for a target or a condition.
    pub max: Decimal,
    /// Of [`Scale::Whole`] and [`Scale::Typed`]: the smallest difference between two answers.
    pub step: Decimal,
    /// Of [`Scale::Options`] and [`Scale::Count`]: what brings how much, in ascending order.
    pub steps: Vec<Step>,
    /// Of a target that asks for two figures at once, how the second is answered; [`Self::scale`] is the first's.
    pub second: Option<Scale>,
    /// The threshold for each rank; nothing where that rank does not ask for it. Where there are two figures, one for each
    /// of them, rank by rank.
    pub needs: Vec<Option<Decimal>>,
    /// The effect of “không áp dụng”, where that is allowed.
    pub na: Option<NotApplicable>,
    /// The ids of the groups that are asked; all where it is empty.
    pub groups: Vec<String>,
    /// Groups with thresholds of their own.
    pub by_group: Vec<GroupNeeds>,
    /// Areas with thresholds of their own: they count before a group's, for the ranks that ask for it at all.
    pub by_area: Vec<AreaNeeds>,
}

/// What a rank asks of an item: a threshold, and one for the second figure, 0 where there is none.
pub type Need = [Decimal; 2];

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Points: any whole number from 0 to the maximum.
    Whole,
    /// Points, typed, in steps.
    Typed,
    /// Points: one of a few.
    Options,
    /// A whole number, typed, that brings the points of the last step it reaches.
    Count,
    /// Yes, which is 1, or no, which is 0.
    YesNo,
    /// The same, but “yes” stands in the way.
    Excludes,
    /// From 0 to 100, typed.
    Percent,
    /// Any number, typed.
    Number,
}

/// An answer, or the least answer, and what it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The answer.
    pub from: Decimal,
    /// Its points.
    pub points: Decimal,
}

/// What “không áp dụng” does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotApplicable {
    /// It brings full points, or counts as met.
    Full,
    /// It is left out; what remains is rescaled to the whole.
    LeftOut,
}

/// The thresholds of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNeeds {
    /// The group's id.
    pub group: String,
    /// As [`Item::needs`].
    pub needs: Vec<Option<Decimal>>,
}

/// The thresholds of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaNeeds {
    /// The area's id.
    pub area: String,
    /// As [`Item::needs`].
    pub needs: Vec<Option<Decimal>>,
}

impl Item {
    /// An item that is asked of all, brings nothing and needs nothing.
    pub fn new(id: String, scale: Scale) -> Self {
        Self {
            id,
            scale,
            max: Decimal::ZERO,
            step: Decimal::ZERO,
            steps: Vec::new(),
            second: None,
            needs: Vec::new(),
            na: None,
            groups: Vec::new(),
            by_group: Vec::new(),
            by_area: Vec::new(),
        }
    }

    /// Whether it can be answered so; where it asks for two figures, whether the first of them can.
    pub fn accepts(&self, answer: Decimal) -> bool {
        match self.scale {
            Scale::Whole | Scale::Typed => answer <= self.max && answer.is_multiple_of(self.step),
            Scale::Options => self.steps.iter().any(|step| step.from == answer),
            Scale::Count => answer.is_whole(),
            Scale::YesNo | Scale::Excludes => answer == Decimal::ZERO || answer == Decimal::ONE,
            Scale::Percent => answer <= Decimal::HUNDRED,
            Scale::Number => true,
        }
    }

    /// The points that an answer brings; 0 for a target or a condition.
    pub fn points(&self, answer: Decimal) -> Decimal {
        if self.scale != Scale::Count {
            return if self.max == Decimal::ZERO { Decimal::ZERO } else { answer };
        }
        let mut points = Decimal::ZERO;
        for step in &self.steps {
            if step.from <= answer {
                points = step.points;
            }
        }
        points
    }

    /// Whether it is answered by yes or no.
    pub fn is_yes_no(&self) -> bool {
        matches!(self.scale, Scale::YesNo | Scale::Excludes)
    }

    /// Whether people of that group are asked; where no group is chosen, only what all are asked.
    pub fn is_for(&self, group: Option<&str>) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|id| Some(id.as_str()) == group)
    }

    /// Whether its second figure can be answered so.
    pub fn accepts_second(&self, figure: Decimal) -> bool {
        self.second.is_some_and(|scale| scale != Scale::Percent || figure <= Decimal::HUNDRED)
    }

    /// The thresholds for people of that group.
    pub fn needs_of(&self, group: Option<&str>) -> &[Option<Decimal>] {
        for own in &self.by_group {
            if Some(own.group.as_str()) == group {
                return &own.needs;
            }
        }
        &self.needs
    }

    /// The thresholds that an area has of its own; none where it has none.
    pub fn needs_in(&self, area: Option<&str>) -> &[Option<Decimal>] {
        for own in &self.by_area {
            if Some(own.area.as_str()) == area {
                return &own.needs;
            }
        }
        &[]
    }

    /// What a rank asks, out of the thresholds of a group and those of an area.
    pub fn need(&self, rank: usize, of: &[Option<Decimal>], area: &[Option<Decimal>]) -> Option<Need> {
        let asked = self.pick(of, rank)?;
        Some(self.pick(area, rank).unwrap_or(asked))
    }

    /// What the lowest rank that asks for it asks.
    pub fn lowest_need(&self, group: Option<&str>, area: Option<&str>) -> Option<Need> {
        let (of, area) = (self.needs_of(group), self.needs_in(area));
        (0..of.len()).find_map(|rank| self.need(rank, of, area))
    }

    fn pick(&self, needs: &[Option<Decimal>], rank: usize) -> Option<Need> {
        if self.second.is_none() {
            return Some([needs.get(rank).copied().flatten()?, Decimal::ZERO]);
        }
        let of = |figure| needs.get(rank * 2 + figure).copied().flatten();
        Some([of(0)?, of(1)?])
    }
}

impl Rubric {
    /// All items in the order of the document, conditions last.
    // A list rather than an iterator: a nested iterator is unfolded at every use, and there are a dozen in the module.
    #[inline(never)]
    pub fn items(&self) -> Vec<&Item> {
        let mut all = Vec::new();
        for criterion in &self.criteria {
            for item in &criterion.items {
                all.push(item);
            }
        }
        for condition in &self.conditions {
            all.push(condition);
        }
        all
    }

    /// The area of that id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The group of that id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Whether groups are asked differently or need something else, so that nothing is decided until one is chosen.
    pub fn depends_on_group(&self) -> bool {
        self.groups.iter().any(|group| group.total.is_some() || group.floor.is_some())
            || self.items().iter().any(|item| !item.groups.is_empty() || !item.by_group.is_empty())
    }
}

impl Kind {
    /// As front matter and JSON say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Targets => "targets",
        }
    }
}

impl Scale {
    const ALL: &[(Self, &str)] = &[
        (Self::Whole, "whole"),
        (Self::Typed, "typed"),
        (Self::Options, "options"),
        (Self::Count, "count"),
        (Self::YesNo, "yes-no"),
        (Self::Excludes, "excludes"),
        (Self::Percent, "percent"),
        (Self::Number, "number"),
    ];

    /// As JSON and templates say it.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// A number that was typed as the answer. Only a percentage has a percent sign.
    pub(crate) fn typed(self, text: &str) -> Option<Decimal> {
        let typed = if self == Self::Percent { Decimal::parse_percent(text) } else { Decimal::parse_typed(text) };
        typed.ok()
    }
}

impl NotApplicable {
    /// As front matter and JSON say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::LeftOut => "left-out",
        }
    }
}
