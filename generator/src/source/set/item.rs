//! The front matter of a criterion, as an author types it: its indicators (chỉ số) or its targets (chỉ tiêu).
//!
//! What is wrong within one item is reported here. A file is read without its set: what needs the set's kind, levels
//! or groups is checked by `criteria::assemble`.

use super::document::{Item, NotApplicable, Scale, Wording};
use super::index::all;
use super::scale::{Answered, indicator_scale, target_scale};
use crate::diagnostic::{CriteriaProblem, Problem};
use crate::source::{Located, Slug, Table};
use wasm_check::decimal::Decimal;

/// The front matter that only a criterion has.
#[derive(Debug, Clone)]
pub struct CriterionPart {
    /// The file's stem without its leading number; the slug that is given where that holds no Latin letter.
    pub id: Slug,
    /// Where the front matter begins.
    pub at: usize,
    /// The stated sum of its indicators.
    pub max: Option<Located<Decimal>>,
    /// Whether a sum is stated, be it one that cannot be read.
    pub states_max: bool,
    /// In the order of the file.
    pub items: Vec<ItemPart>,
}

/// `[[indicator]]` or `[[target]]`
#[derive(Debug, Clone)]
pub struct ItemPart {
    /// Where it begins.
    pub at: usize,
    /// Whether it stands as `[[target]]`.
    pub is_target: bool,
    /// Unique in the set.
    pub id: Located<String>,
    /// What needs no place, as it is published; a new key that is only shown goes here alone.
    pub said: Item,
    /// How it is answered.
    pub scale: Scale,
    /// The most points that it can bring, in a set of points.
    pub max: Option<Located<Decimal>>,
    /// Its thresholds, of each figure that it asks for: one for all levels, or one for each.
    pub thresholds: Vec<Vec<Located<Decimal>>>,
    /// The effect of “không áp dụng”, where that is allowed.
    pub na: Option<Located<NotApplicable>>,
    /// Asked from this level on.
    pub level: Option<Located<u32>>,
    /// Asked at these levels only.
    pub levels: Vec<Located<u32>>,
    /// Only asked of these groups.
    pub groups: Vec<Located<String>>,
    /// What differs for a group, or in an area.
    pub own: Vec<ForPart>,
    /// The set of which it is the share of those who achieved.
    pub figure: Option<Located<String>>,
    /// The sets of which its two figures are such shares.
    pub figures: Vec<Located<String>>,
    /// Pages to learn from, as links.
    pub learn: Vec<Located<String>>,
}

/// `[[indicator.for]]` or `[[target.for]]`
#[derive(Debug, Clone)]
pub struct ForPart {
    /// The group or the area.
    pub of: Whose,
    /// Its own name for the item.
    pub title: Option<String>,
    /// Its own question.
    pub question: Option<String>,
    /// Its own thresholds, of each figure that the item asks for.
    pub thresholds: Vec<Vec<Located<Decimal>>>,
    /// Asked at these levels only.
    pub levels: Vec<Located<u32>>,
}

/// Whose own words and thresholds they are.
#[derive(Debug, Clone)]
pub enum Whose {
    /// Of a group.
    Group(Located<String>),
    /// Of an area.
    Area(Located<String>),
}

impl Whose {
    /// The group, where it is one.
    pub fn group(&self) -> Option<&Located<String>> {
        if let Self::Group(group) = self { Some(group) } else { None }
    }

    /// The area, where it is one.
    pub fn area(&self) -> Option<&Located<String>> {
        if let Self::Area(area) = self { Some(area) } else { None }
    }
}

impl CriterionPart {
    /// Reads the keys of a criterion out of a page's front matter; the caller finishes the table.
    pub fn read(table: &Table<'_>, id: Slug) -> Option<Self> {
        let max = table.optional::<Decimal>("max");
        if !table.has("indicator") && !table.has("target") {
            table.report(table.at(), CriteriaProblem::NoIndicators);
        }
        let indicators = all(table.tables("indicator"), |item| ItemPart::read(item, false));
        let targets = all(table.tables("target"), |item| ItemPart::read(item, true));
        let mut items = indicators?;
        items.append(&mut targets?);
        items.sort_by_key(|item| item.at);
        Some(Self { id, at: table.at(), max, states_max: table.has("max"), items })
    }

    /// The ids of its indicators and targets.
    pub fn item_ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.id.value.as_str())
    }
}

impl ItemPart {
    fn read(table: Table<'_>, is_target: bool) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        let question = table.required::<String>("question");
        let wording = table.choice(
            "wording",
            &[("official", Wording::Official), ("draft", Wording::Draft), ("paraphrase", Wording::Paraphrase)],
        );
        let name = id.as_ref().map_or("", |id| &id.value);
        let answered = if is_target { target_scale(&table) } else { indicator_scale(&table, name) };
        let na = table.optional_choice("na", &[("full", NotApplicable::Full), ("left-out", NotApplicable::LeftOut)]);
        let level = if is_target { table.optional::<u32>("level") } else { None };
        let levels: Vec<Located<u32>> = if is_target { list(&table, "levels") } else { Vec::new() };
        if let Some(at) = table.place_of("levels").filter(|_| level.is_some()) {
            table.report(at, Problem::OneOf { keys: &["level", "levels"], needed: false });
        }
        let groups: Vec<Located<String>> = list(&table, "groups");
        let own_threshold =
            ["part", "percent", "number", "standard"].into_iter().find(|key| is_target && table.has(key));
        let own = all(table.tables("for"), |own| ForPart::read(own, is_target, own_threshold));
        let figure = if is_target { table.optional::<String>("figure") } else { None };
        if let Some(figure) = figure.as_ref().filter(|_| own_threshold != Some("percent")) {
            table.report(figure.at, Problem::OnlyWith { key: "figure", with: &["percent"] });
        }
        let evidence = list(&table, "evidence");
        let learn = list(&table, "learn");
        let note = table.optional::<String>("note").map(|note| note.value);
        check_groups(&table, &groups, own.as_deref().unwrap_or_default());
        let at = table.at();
        table.finish();
        let Answered { scale, max, thresholds, guide, figures } = answered?;
        let id = id?;
        let said = Item {
            id: id.value.clone(),
            title: title?.value,
            question: question?.value,
            wording: wording?.value,
            guide,
            evidence,
            note,
            ..Item::default()
        };
        Some(Self {
            at,
            is_target,
            id,
            said,
            scale,
            max,
            thresholds,
            na,
            level,
            levels,
            groups,
            own: own?,
            figure,
            figures,
            learn,
        })
    }

    /// Whether people of that group are asked; where there are no groups, everybody is.
    pub fn is_for(&self, group: Option<&str>) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|id| Some(id.value.as_str()) == group)
    }
}

impl ForPart {
    fn read(table: Table<'_>, is_target: bool, threshold: Option<&'static str>) -> Option<Self> {
        // Only targets have thresholds, so only they have any for an area.
        let area = if is_target { table.optional::<String>("area") } else { None };
        let group = if table.has("area") && is_target { table.optional("group") } else { table.required("group") };
        if let (Some(group), Some(_)) = (&group, &area) {
            table.report(group.at, Problem::OneOf { keys: &["group", "area"], needed: true });
        }
        // Words and levels differ by who is asked, not by where.
        let is_group = area.is_none();
        let [title, question] = ["title", "question"]
            .map(|key| if is_group { table.optional::<String>(key).map(|text| text.value) } else { None });
        let levels: Vec<Located<u32>> = if is_target && is_group { list(&table, "levels") } else { Vec::new() };
        let thresholds = match threshold {
            Some("part") => super::scale::parts_of(&table),
            Some(key) => super::scale::thresholds(&table, key).into_iter().collect(),
            None => Vec::new(),
        };
        table.finish();
        let of = match area {
            Some(area) => Whose::Area(area),
            None => Whose::Group(group?),
        };
        Some(Self { of, title, question, thresholds, levels })
    }
}

/// The items of a list that may be missing.
fn list<T: crate::source::FromTomlItem>(table: &Table<'_>, key: &'static str) -> Vec<T> {
    table.optional::<Vec<T>>(key).map(|list| list.value).unwrap_or_default()
}

/// A group is named once, and has words of its own only where it is asked.
fn check_groups(table: &Table<'_>, groups: &[Located<String>], own: &[ForPart]) {
    let of_groups = || own.iter().filter_map(|own| own.of.group());
    report_repeated(table, groups.iter());
    report_repeated(table, of_groups());
    let mut areas: Vec<&str> = Vec::new();
    for area in own.iter().filter_map(|own| own.of.area()) {
        if areas.contains(&area.value.as_str()) {
            table.report(area.at, CriteriaProblem::RepeatedArea { area: area.value.clone() });
        }
        areas.push(&area.value);
    }
    for group in
        of_groups().filter(|group| !groups.is_empty() && !groups.iter().any(|asked| asked.value == group.value))
    {
        let asked = groups.iter().map(|asked| asked.value.clone()).collect();
        table.report(group.at, CriteriaProblem::GroupNotAsked { group: group.value.clone(), asked });
    }
}

fn report_repeated<'a>(table: &Table<'_>, groups: impl Iterator<Item = &'a Located<String>>) {
    let mut seen: Vec<&str> = Vec::new();
    for group in groups {
        if seen.contains(&group.value.as_str()) {
            table.report(group.at, CriteriaProblem::RepeatedGroup { group: group.value.clone() });
        }
        seen.push(&group.value);
    }
}
