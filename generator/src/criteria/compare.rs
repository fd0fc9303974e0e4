//! What changed between two versions of a set, in what it asks for and what it takes.
//!
//! Things are known by their ids. Values come as text; the theme makes sentences of them (`[set.changes]`).

use crate::source::Located;
use crate::source::set::document::{self, Condition, Item, Kind, Must, Number, Own, Pass, Scale, SetDocument};
use serde::Serialize;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What changed: the name of the theme's sentence.
    pub what: What,
    /// The name of the area, criterion, indicator … where it is about one; the newer name where there are two.
    pub title: Option<String>,
    /// What was: a number, a name, a scale; nothing where there was none.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// `points` or `targets`.
    Kind,
    /// Whether it gives verdicts: `decides` or `undecided`.
    Verdicts,
    /// The months until the next level may be asked for.
    RaiseAfter,
    /// The years that a recognition is kept.
    KeptYears,
    /// The sum of all maxima.
    Sum,
    /// The total to reach.
    Total,
    /// No indicator under this.
    Floor,
    /// A band, with its total as `new`.
    BandAdded,
    /// A band, with its total as `old`.
    BandRemoved,
    /// The total of a band.
    BandChanged,
    /// A level, by its name.
    LevelAdded,
    /// A level, by its name.
    LevelRemoved,
    /// The name of a level.
    LevelRenamed,
    /// An area, with its total as `new`.
    AreaAdded,
    /// An area, with its total as `old`.
    AreaRemoved,
    /// The total of an area.
    AreaChanged,
    /// A kind of place for which targets have thresholds.
    PlaceAdded,
    /// A kind of place for which targets had thresholds.
    PlaceRemoved,
    /// A group of people.
    GroupAdded,
    /// A group of people.
    GroupRemoved,
    /// The name of a group.
    GroupRenamed,
    /// A group's own sum of maxima.
    GroupSum,
    /// A group's own total to reach.
    GroupTotal,
    /// A group's own floor.
    GroupFloor,
    /// A condition.
    ConditionAdded,
    /// A condition.
    ConditionRemoved,
    /// What a condition takes: `yes`, `no`, or a number with its unit.
    ConditionChanged,
    /// The level or band from which a condition is asked.
    ConditionLevel,
    /// A criterion.
    CriterionAdded,
    /// A criterion.
    CriterionRemoved,
    /// The name of a criterion.
    CriterionRenamed,
    /// The sum of a criterion.
    CriterionSum,
    /// An indicator or target, with its scale as `new`.
    ItemAdded,
    /// An indicator or target, with its scale as `old`.
    ItemRemoved,
    /// The name of an indicator or target.
    ItemRenamed,
    /// The points or thresholds of an indicator or target; nothing for yes or no.
    ItemRescaled,
    /// The level from which a target is asked.
    ItemLevel,
    /// The levels at which alone a target is asked; nothing for all.
    ItemLevels,
    /// The groups that are asked, by name; nothing for all.
    ItemGroups,
    /// What a group or an area has of its own: its name, its thresholds, its levels.
    ItemOwn,
    /// The effect of “không áp dụng”: `full` or `left-out`; nothing where it is not allowed.
    ItemNa,
}

/// The changes from one version to another, in the order of the document.
pub fn changes(old: &SetDocument, new: &SetDocument) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    changes.value(What::Kind, None, Some(kind(old)), Some(kind(new)));
    changes.value(What::Verdicts, None, Some(verdicts(old)), Some(verdicts(new)));
    changes.recognition(old, new);
    changes.pass(old.pass.as_ref(), new.pass.as_ref());
    changes.levels(old, new);
    changes.places(old, new);
    changes.groups(old, new);
    changes.conditions(old, new);
    changes.criteria(old, new);
    changes.items(old, new);
    changes.0
}

struct Changes(Vec<Change>);

/// Something that has a total: its id, its name, and that.
type Total = (String, String, Number);

impl Changes {
    /// Notes a value that is not what it was.
    fn value(&mut self, what: What, title: Option<&str>, old: Option<String>, new: Option<String>) {
        if old != new {
            self.0.push(Change { what, title: title.map(str::to_owned), old, new });
        }
    }

    fn number(&mut self, what: What, title: Option<&str>, old: Option<Located<Number>>, new: Option<Located<Number>>) {
        self.value(what, title, old.map(text), new.map(text));
    }

    fn note(&mut self, what: What, title: &str, old: Option<String>, new: Option<String>) {
        self.0.push(Change { what, title: Some(title.to_owned()), old, new });
    }

    fn pass(&mut self, old: Option<&Pass>, new: Option<&Pass>) {
        self.number(What::Sum, None, old.map(|pass| pass.max), new.map(|pass| pass.max));
        self.number(What::Total, None, old.and_then(|pass| pass.total), new.and_then(|pass| pass.total));
        self.number(What::Floor, None, old.and_then(|pass| pass.floor), new.and_then(|pass| pass.floor));
        let bands = |pass: Option<&Pass>| -> Vec<Total> {
            let bands = pass.map_or(&[][..], |pass| &pass.bands).iter();
            bands.map(|band| (band.id.value.clone(), band.title.clone(), band.total.value)).collect()
        };
        let areas = |pass: Option<&Pass>| -> Vec<Total> {
            let areas = pass.map_or(&[][..], |pass| &pass.areas).iter();
            areas.map(|area| (area.id.value.clone(), area.title.clone(), area.total.value)).collect()
        };
        self.totals([What::BandRemoved, What::BandChanged, What::BandAdded], &bands(old), &bands(new));
        self.totals([What::AreaRemoved, What::AreaChanged, What::AreaAdded], &areas(old), &areas(new));
    }

    /// Things with a total, by their ids.
    fn totals(&mut self, what: [What; 3], old: &[Total], new: &[Total]) {
        let [removed, changed, added] = what;
        for (id, title, total) in old {
            if !new.iter().any(|(other, ..)| other == id) {
                self.note(removed, title, Some(text(*total)), None);
            }
        }
        for (id, title, total) in new {
            match old.iter().find(|(other, ..)| other == id) {
                Some((.., before)) => self.value(changed, Some(title), Some(text(*before)), Some(text(*total))),
                None => self.note(added, title, None, Some(text(*total))),
            }
        }
    }

    fn levels(&mut self, old: &SetDocument, new: &SetDocument) {
        for place in 0..old.levels.len().max(new.levels.len()) {
            match (old.levels.get(place), new.levels.get(place)) {
                (Some(level), None) => self.note(What::LevelRemoved, &level.title, None, None),
                (None, Some(level)) => self.note(What::LevelAdded, &level.title, None, None),
                (before, after) => {
                    let title = |level: Option<&document::Level>| level.map(|level| level.title.value.clone());
                    self.value(What::LevelRenamed, None, title(before), title(after));
                }
            }
        }
    }

    fn recognition(&mut self, old: &SetDocument, new: &SetDocument) {
        let raise = |set: &SetDocument| set.recognition.as_ref()?.raise_after.map(|months| months.to_string());
        let kept = |set: &SetDocument| Some(set.recognition.as_ref()?.kept_years.to_string());
        self.value(What::RaiseAfter, None, raise(old), raise(new));
        self.value(What::KeptYears, None, kept(old), kept(new));
    }

    fn places(&mut self, old: &SetDocument, new: &SetDocument) {
        let lacks = |set: &SetDocument, id: &str| !set.areas.iter().any(|area| *area.id == id);
        for area in old.areas.iter().filter(|area| lacks(new, &area.id)) {
            self.note(What::PlaceRemoved, &area.title, None, None);
        }
        for area in new.areas.iter().filter(|area| lacks(old, &area.id)) {
            self.note(What::PlaceAdded, &area.title, None, None);
        }
    }

    /// What groups and areas have of their own, each by its name.
    fn own(&mut self, title: Option<&str>, (old, before): (&SetDocument, &Item), (new, item): (&SetDocument, &Item)) {
        let text = |set, item: &Item, own: &Own| {
            let same = item.own.iter().find(|other| (&other.group, &other.area) == (&own.group, &own.area))?;
            own_text(set, item, same)
        };
        let gone = before
            .own
            .iter()
            .filter(|own| !item.own.iter().any(|other| (&other.group, &other.area) == (&own.group, &own.area)));
        for own in gone.chain(&item.own) {
            self.value(What::ItemOwn, title, text(old, before, own), text(new, item, own));
        }
    }

    fn groups(&mut self, old: &SetDocument, new: &SetDocument) {
        for group in &old.groups {
            if !new.groups.iter().any(|other| other.id == group.id) {
                self.note(What::GroupRemoved, &group.title, None, None);
            }
        }
        for group in &new.groups {
            let Some(before) = old.groups.iter().find(|other| other.id == group.id) else {
                self.note(What::GroupAdded, &group.title, None, None);
                continue;
            };
            let title = Some(group.title.as_str());
            self.value(What::GroupRenamed, title, Some(before.title.clone()), Some(group.title.clone()));
            self.number(What::GroupSum, title, before.max, group.max);
            self.number(What::GroupTotal, title, before.total, group.total);
            self.number(What::GroupFloor, title, before.floor, group.floor);
        }
    }

    fn conditions(&mut self, old: &SetDocument, new: &SetDocument) {
        for condition in &old.conditions {
            if !new.conditions.iter().any(|other| other.id == condition.id) {
                self.note(What::ConditionRemoved, &condition.title, None, None);
            }
        }
        for condition in &new.conditions {
            let Some(before) = old.conditions.iter().find(|other| other.id == condition.id) else {
                self.note(What::ConditionAdded, &condition.title, None, None);
                continue;
            };
            let title = Some(condition.title.as_str());
            self.value(What::ConditionChanged, title, takes(before), takes(condition));
            self.value(What::ConditionLevel, title, level(before.level), level(condition.level));
        }
    }

    fn criteria(&mut self, old: &SetDocument, new: &SetDocument) {
        for criterion in &old.criteria {
            if !new.criteria.iter().any(|other| other.id == criterion.id) {
                self.note(What::CriterionRemoved, &criterion.title, criterion.max.map(text), None);
            }
        }
        for criterion in &new.criteria {
            let Some(before) = old.criteria.iter().find(|other| other.id == criterion.id) else {
                self.note(What::CriterionAdded, &criterion.title, None, criterion.max.map(text));
                continue;
            };
            let title = Some(criterion.title.as_str());
            self.value(What::CriterionRenamed, title, Some(before.title.clone()), Some(criterion.title.clone()));
            self.number(What::CriterionSum, title, before.max, criterion.max);
        }
    }

    fn items(&mut self, old: &SetDocument, new: &SetDocument) {
        for item in old.items() {
            if !new.items().any(|other| other.id == item.id) {
                self.note(What::ItemRemoved, &item.title, scale(&item.scale), None);
            }
        }
        for item in new.items() {
            let Some(before) = old.items().find(|other| other.id == item.id) else {
                self.note(What::ItemAdded, &item.title, None, scale(&item.scale));
                continue;
            };
            let title = Some(item.title.as_str());
            self.value(What::ItemRenamed, title, Some(before.title.clone()), Some(item.title.clone()));
            self.value(What::ItemRescaled, title, scale(&before.scale), scale(&item.scale));
            self.value(What::ItemLevel, title, level(before.level), level(item.level));
            self.value(What::ItemLevels, title, levels(&before.levels), levels(&item.levels));
            self.value(What::ItemGroups, title, groups(old, &before.groups), groups(new, &item.groups));
            self.own(title, (old, before), (new, item));
            self.value(What::ItemNa, title, na(before), na(item));
        }
    }
}

fn kind(document: &SetDocument) -> String {
    match document.kind {
        Kind::Points => "points".to_owned(),
        Kind::Targets => "targets".to_owned(),
    }
}

fn verdicts(document: &SetDocument) -> String {
    if document.gives_verdicts() { "decides".to_owned() } else { "undecided".to_owned() }
}

/// `1`, `1; 2`
fn levels(levels: &[Located<u32>]) -> Option<String> {
    let levels: Vec<String> = levels.iter().map(|level| level.to_string()).collect();
    Some(levels.join("; ")).filter(|levels| !levels.is_empty())
}

/// `Vùng khó khăn: 40% → 50%; 10% → 12%`, `Tổ chức kinh tế (1)`; nothing where it is only called something else.
fn own_text(set: &SetDocument, item: &Item, own: &Own) -> Option<String> {
    let group = own.group.as_ref().and_then(|id| set.groups.iter().find(|group| group.id == *id));
    let area = own.area.as_ref().and_then(|id| set.areas.iter().find(|area| area.id == *id));
    let name = group.map(|group| &group.title).or(area.map(|area| &area.title))?;
    let numbers: Vec<String> = item
        .scale
        .figures()
        .into_iter()
        .zip(own.figures())
        .filter_map(|(scale, numbers)| of_levels(scale, numbers))
        .collect();
    match (numbers.join("; "), levels(&own.levels)) {
        (numbers, None) if numbers.is_empty() => None,
        (numbers, None) => Some(format!("{name}: {numbers}")),
        (numbers, Some(levels)) if numbers.is_empty() => Some(format!("{name} ({levels})")),
        (numbers, Some(levels)) => Some(format!("{name} ({levels}): {numbers}")),
    }
}

/// The thresholds of one figure, level by level: `90% → 95%`, `2 → 3 lớp`, `Mức độ 2 → Mức độ 3`.
fn of_levels(scale: &Scale, thresholds: &[Located<Number>]) -> Option<String> {
    let join = |texts: Vec<String>| Some(texts.join(" → ")).filter(|text| !text.is_empty());
    match scale {
        Scale::Percent { .. } => join(thresholds.iter().map(|threshold| format!("{}%", text(*threshold))).collect()),
        Scale::Number { unit, .. } => {
            Some(with_unit(join(thresholds.iter().copied().map(text).collect())?, unit.as_deref()))
        }
        Scale::Standard { steps, .. } => {
            let step = |place: &Located<Number>| {
                usize::try_from(place.0.floor()).ok().and_then(|place| steps.get(place)).cloned()
            };
            join(thresholds.iter().map(|place| step(place).unwrap_or_else(|| text(*place))).collect())
        }
        Scale::Whole { .. }
        | Scale::Typed { .. }
        | Scale::Options { .. }
        | Scale::Count { .. }
        | Scale::YesNo
        | Scale::Pair { .. } => None,
    }
}

fn text(number: impl Into<Number>) -> String {
    number.into().0.vietnamese()
}

/// From the first on is from everywhere.
fn level(level: Option<Located<u32>>) -> Option<String> {
    level.filter(|level| level.value > 1).map(|level| level.to_string())
}

fn na(item: &Item) -> Option<String> {
    item.na.map(|na| na.word().to_owned())
}

fn takes(condition: &Condition) -> Option<String> {
    match (condition.must, condition.at_least) {
        (Some(Must::Yes), _) => Some("yes".to_owned()),
        (Some(Must::No), _) => Some("no".to_owned()),
        (None, number) => number.map(|number| with_unit(text(number), condition.unit.as_deref())),
    }
}

fn with_unit(number: String, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// The groups by their names, where an item is not for all.
fn groups(document: &SetDocument, ids: &[Located<String>]) -> Option<String> {
    let name = |id: &Located<String>| {
        let group = document.groups.iter().find(|group| group.id == *id);
        group.map_or_else(|| id.value.clone(), |group| group.title.clone())
    };
    (!ids.is_empty()).then(|| ids.iter().map(name).collect::<Vec<_>>().join("; "))
}

/// The numbers of a scale: `0–10`, `0–10 (0,5)`, `0; 5; 10`, `1 → 2; 3 → 5 (lớp)`, `90% → 95%`, `2 → 3 lớp`.
fn scale(scale: &Scale) -> Option<String> {
    let join = |numbers: Vec<String>, between: &str| Some(numbers.join(between));
    match scale {
        Scale::Whole { max } => Some(format!("0–{}", text(*max))),
        Scale::Typed { max, step } => Some(format!("0–{} ({})", text(*max), text(*step))),
        Scale::Options { options } => join(options.iter().map(|option| text(option.points)).collect(), "; "),
        Scale::Count { steps, unit } => {
            let steps: Vec<String> =
                steps.iter().map(|step| format!("{} → {}", text(step.from), text(step.points))).collect();
            Some(with_unit(steps.join("; "), unit.as_ref().map(|unit| format!("({unit})")).as_deref()))
        }
        Scale::YesNo => None,
        Scale::Percent { thresholds } | Scale::Number { thresholds, .. } | Scale::Standard { thresholds, .. } => {
            of_levels(scale, thresholds)
        }
        Scale::Pair { parts } => join(parts.iter().filter_map(|part| self::scale(&part.scale)).collect(), "; "),
    }
}
