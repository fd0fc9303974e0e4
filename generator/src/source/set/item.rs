//! The front matter of a criterion, as an author types it: its indicators (chỉ số) or its targets (chỉ tiêu).
//!
//! What is wrong within one item is reported here. A file is read without its set: what needs the set's kind, levels
//! or groups is checked by `criteria::assemble`.

use super::document::{Item, NotApplicable, Number, Own, Typed, Wording};
use super::index::{all, value};
use super::scale::{Answered, indicator_scale, target_scale};
use crate::diagnostic::{CriteriaProblem, Problem};
use crate::source::{Located, Slug, Table};

/// The front matter that only a criterion has.
#[derive(Debug, Clone)]
pub struct CriterionPart {
    /// The file's stem without its leading number; the slug that is given where that holds no Latin letter.
    pub id: Slug,
    /// Where the front matter begins.
    pub at: usize,
    /// The stated sum of its indicators.
    pub max: Option<Located<Number>>,
    /// Whether a sum is stated, be it one that cannot be read.
    pub states_max: bool,
    /// In the order of the file; their thresholds as they were typed, one for all levels or one for each.
    pub items: Vec<Item>,
}

impl CriterionPart {
    /// Reads the keys of a criterion out of a page's front matter; the caller finishes the table.
    pub fn read(table: &Table<'_>, id: Slug) -> Option<Self> {
        let max = table.optional::<Number>("max");
        if !table.has("indicator") && !table.has("target") {
            table.report(table.at(), CriteriaProblem::NoIndicators);
        }
        let indicators = all(table.tables("indicator"), |item| read_item(item, false));
        let targets = all(table.tables("target"), |item| read_item(item, true));
        let mut items = indicators?;
        items.append(&mut targets?);
        items.sort_by_key(|item| item.typed.at);
        Some(Self { id, at: table.at(), max, states_max: table.has("max"), items })
    }

    /// The ids of its indicators and targets.
    pub fn item_ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.id.value.as_str())
    }
}

/// Reads `[[indicator]]` or `[[target]]`.
fn read_item(table: Table<'_>, is_target: bool) -> Option<Item> {
    let id = table.id("id");
    let title = table.required::<String>("title");
    let question = table.required::<String>("question");
    let wording = table.choice("wording", Wording::WORDS);
    let name = id.as_ref().map_or("", |id| &id.value);
    let answered = if is_target { target_scale(&table) } else { indicator_scale(&table, name) };
    let na = table.optional_choice("na", NotApplicable::WORDS);
    let level = if is_target { table.optional::<u32>("level") } else { None };
    let levels: Vec<Located<u32>> = if is_target { list(&table, "levels") } else { Vec::new() };
    if let Some(at) = table.place_of("levels").filter(|_| level.is_some()) {
        table.report(at, Problem::OneOf { keys: &["level", "levels"], needed: false });
    }
    let groups: Vec<Located<String>> = list(&table, "groups");
    let own_threshold = ["part", "percent", "number", "standard"].into_iter().find(|key| is_target && table.has(key));
    let own = all(table.tables("for"), |own| read_own(own, is_target, own_threshold));
    let figure = if is_target { table.optional::<String>("figure") } else { None };
    if let Some(figure) = figure.as_ref().filter(|_| own_threshold != Some("percent")) {
        table.report(figure.at, Problem::OnlyWith { key: "figure", with: &["percent"] });
    }
    let evidence = list(&table, "evidence");
    let learn = list(&table, "learn");
    let note = value(table.optional::<String>("note"));
    check_groups(&table, &groups, own.as_deref().unwrap_or_default());
    let at = table.at();
    table.finish();
    let Answered { scale, max_at, guide } = answered?;
    Some(Item {
        id: id?,
        title: title?.value,
        question: question?.value,
        wording: wording?.value,
        scale,
        na,
        level,
        levels,
        groups,
        own: own?,
        figure,
        guide,
        evidence,
        learn,
        note,
        // It stands in the body of the page.
        explanation: String::new(),
        typed: Typed { at, is_target, max_at },
    })
}

/// Reads `[[indicator.for]]` or `[[target.for]]`.
fn read_own(table: Table<'_>, is_target: bool, threshold: Option<&'static str>) -> Option<Own> {
    // Only targets have thresholds, so only they have any for an area.
    let area = if is_target { table.optional::<String>("area") } else { None };
    let group = if table.has("area") && is_target { table.optional("group") } else { table.required("group") };
    if let (Some(group), Some(_)) = (&group, &area) {
        table.report(group.at, Problem::OneOf { keys: &["group", "area"], needed: true });
    }
    // Words and levels differ by who is asked, not by where.
    let is_group = area.is_none();
    let [title, question] =
        ["title", "question"].map(|key| if is_group { value(table.optional::<String>(key)) } else { None });
    let levels: Vec<Located<u32>> = if is_target && is_group { list(&table, "levels") } else { Vec::new() };
    let (mut thresholds, mut parts) = (Vec::new(), Vec::new());
    match threshold {
        Some("part") => parts = super::scale::parts_of(&table),
        Some(key) => thresholds = super::scale::thresholds(&table, key).unwrap_or_default(),
        None => {}
    }
    table.finish();
    let group = if is_group { Some(group?) } else { None };
    Some(Own { group, area, title, question, thresholds, parts, levels })
}

/// The items of a list that may be missing.
fn list<T: crate::source::FromTomlItem>(table: &Table<'_>, key: &'static str) -> Vec<T> {
    table.optional::<Vec<T>>(key).map(|list| list.value).unwrap_or_default()
}

/// A group is named once, and has words of its own only where it is asked.
fn check_groups(table: &Table<'_>, groups: &[Located<String>], own: &[Own]) {
    let of_groups = || own.iter().filter_map(|own| own.group.as_ref());
    report_repeated(table, groups.iter());
    report_repeated(table, of_groups());
    let mut areas: Vec<&str> = Vec::new();
    for area in own.iter().filter_map(|own| own.area.as_ref()) {
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
