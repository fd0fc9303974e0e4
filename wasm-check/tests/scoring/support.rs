//! Sets and sheets in a line each, and the shape in which sentences compare results.

use serde_json::{Value, json};
use wasm_check::date::Date;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{
    Area, AreaNeeds, Criterion, Group, GroupNeeds, Item, Kind, NotApplicable, Rank, Rubric, Scale, Step,
};
use wasm_check::score::{Outcome, Raise, score};
use wasm_check::sheet::{Answer, Sheet};

/// A number as sheets have it.
pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("a decimal")
}

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 21).expect("a day")
}

fn item(id: &str, scale: Scale) -> Item {
    Item::new(id.to_owned(), scale)
}

/// One button for each whole number.
pub(crate) fn whole(id: &str, max: u32) -> Item {
    Item { max: Decimal::whole(max), step: Decimal::ONE, ..item(id, Scale::Whole) }
}

/// Points, typed.
pub(crate) fn typed(id: &str, max: &str, step: &str) -> Item {
    Item { max: decimal(max), step: decimal(step), ..item(id, Scale::Typed) }
}

/// One of a few.
pub(crate) fn options(id: &str, points: &[&str]) -> Item {
    let mut steps = Vec::new();
    for points in points {
        steps.push(Step { from: decimal(points), points: decimal(points) });
    }
    Item { max: steps.last().expect("an option").points, steps, ..item(id, Scale::Options) }
}

/// So many bring so much.
pub(crate) fn count(id: &str, pairs: &[(u32, &str)]) -> Item {
    let mut steps = Vec::new();
    for (from, points) in pairs {
        steps.push(Step { from: Decimal::whole(*from), points: decimal(points) });
    }
    Item { max: steps.last().expect("a step").points, steps, ..item(id, Scale::Count) }
}

/// Thresholds as front matter has them, `""` where a rank asks for nothing.
fn needs(texts: &[&str]) -> Vec<Option<Decimal>> {
    texts.iter().map(|text| Decimal::parse(text)).collect()
}

pub(crate) fn yes_no(id: &str, thresholds: &[&str]) -> Item {
    Item { needs: needs(thresholds), ..item(id, Scale::YesNo) }
}

pub(crate) fn excludes(id: &str, thresholds: &[&str]) -> Item {
    Item { needs: needs(thresholds), ..item(id, Scale::Excludes) }
}

pub(crate) fn percent(id: &str, thresholds: &[&str]) -> Item {
    Item { needs: needs(thresholds), ..item(id, Scale::Percent) }
}

pub(crate) fn number(id: &str, thresholds: &[&str]) -> Item {
    Item { needs: needs(thresholds), ..item(id, Scale::Number) }
}

/// Two percentages at once; thresholds of the first and the second by turns, rank by rank.
pub(crate) fn pair(id: &str, thresholds: &[&str]) -> Item {
    Item { second: Some(Scale::Percent), ..percent(id, thresholds) }
}

/// A standard with so many levels, answered by the one that is reached.
pub(crate) fn standard(id: &str, levels: u32, thresholds: &[&str]) -> Item {
    let steps = (0..=levels).map(|level| Step { from: Decimal::whole(level), points: Decimal::ZERO }).collect();
    Item { steps, needs: needs(thresholds), ..item(id, Scale::Options) }
}

/// What only some items have.
pub(crate) trait With {
    fn na(self, effect: NotApplicable) -> Self;
    fn only_for(self, groups: &[&str]) -> Self;
    fn needs_for(self, group: &str, thresholds: &[&str]) -> Self;
    fn needs_in(self, area: &str, thresholds: &[&str]) -> Self;
}

impl With for Item {
    fn na(self, effect: NotApplicable) -> Self {
        Self { na: Some(effect), ..self }
    }

    fn only_for(self, groups: &[&str]) -> Self {
        Self { groups: groups.iter().map(|group| (*group).to_owned()).collect(), ..self }
    }

    fn needs_for(mut self, group: &str, thresholds: &[&str]) -> Self {
        self.by_group.push(GroupNeeds { group: group.to_owned(), needs: needs(thresholds) });
        self
    }

    fn needs_in(mut self, area: &str, thresholds: &[&str]) -> Self {
        self.by_area.push(AreaNeeds { area: area.to_owned(), needs: needs(thresholds) });
        self
    }
}

pub(crate) fn rank(id: &str, total: &str) -> Rank {
    Rank { id: id.to_owned(), total: decimal(total) }
}

/// An area; `""` where it has no total of its own.
pub(crate) fn area(id: &str, total: &str) -> Area {
    Area { id: id.to_owned(), total: Decimal::parse(total), caveat: None }
}

/// A group; `""` where it has no threshold of its own.
pub(crate) fn group(id: &str, total: &str, floor: &str) -> Group {
    Group { id: id.to_owned(), total: Decimal::parse(total), floor: Decimal::parse(floor) }
}

fn set(kind: Kind, ranks: Vec<Rank>, items: Vec<Item>) -> Rubric {
    Rubric {
        set: "bo".to_owned(),
        version: "1-2026".to_owned(),
        decides: true,
        kind,
        ranks,
        floor: None,
        areas: Vec::new(),
        groups: Vec::new(),
        criteria: vec![Criterion { id: "tieu-chi".to_owned(), items }],
        conditions: Vec::new(),
        recognition: None,
        caveats: vec!["Kết quả tự kiểm tra.".to_owned()],
    }
}

/// One criterion of such indicators, achieved at that total.
pub(crate) fn points(total: &str, items: impl Into<Vec<Item>>) -> Rubric {
    set(Kind::Points, vec![rank("achieved", total)], items.into())
}

/// One criterion of such targets, with so many levels.
pub(crate) fn targets(levels: usize, items: impl Into<Vec<Item>>) -> Rubric {
    let ids = if levels == 1 { vec!["achieved"] } else { vec!["level-1", "level-2"] };
    set(Kind::Targets, ids.into_iter().map(|id| rank(id, "0")).collect(), items.into())
}

/// What a sheet of that text comes to: read as the command reads it.
///
/// The outcome borrows from both: they are kept until the tests end, so that a sentence needs no names for them.
pub(crate) fn score_sheet(rubric: &Rubric, sheet: &Value) -> Outcome<'static> {
    let rubric: &Rubric = Box::leak(Box::new(rubric.clone()));
    let reading = Box::leak(Box::new(Sheet::read(&sheet.to_string(), rubric, 2026)));
    assert_eq!(reading.problems, [], "{sheet}");
    score(rubric, &reading.sheet, today())
}

/// What such answers come to, without group and area.
pub(crate) fn score_answers(rubric: &Rubric, answers: Value) -> Outcome<'static> {
    score_sheet(rubric, &json!({"set": rubric.set, "answers": answers}))
}

/// The same for people of a group.
pub(crate) fn score_group(rubric: &Rubric, group: &str, answers: Value) -> Outcome<'static> {
    score_sheet(rubric, &json!({"set": rubric.set, "group": group, "answers": answers}))
}

pub(crate) fn verdict(rubric: &Rubric, answers: Value) -> String {
    score_answers(rubric, answers).verdict.as_str().to_owned()
}

/// The way up as the contract writes it: `id from→to`.
pub(crate) fn way_up(rubric: &Rubric, outcome: &Outcome<'_>) -> Vec<String> {
    let json: Value = serde_json::from_str(&outcome.to_json(rubric)).expect("JSON");
    let raises = json["way_up"].as_array().expect("a list");
    raises
        .iter()
        .map(|raise| format!("{} {}→{}", raise["id"].as_str().expect("an id"), raise["from"], raise["to"]))
        .collect()
}

/// How far a raise of points goes.
pub(crate) fn by(raise: &Raise) -> Decimal {
    match (raise.from, raise.to) {
        (Answer::Given(from), Answer::Given(to)) => to.minus(from),
        other => panic!("no points: {other:?}"),
    }
}

/// The last open answer that decides, as the contract writes it.
pub(crate) fn decided_by(rubric: &Rubric, outcome: &Outcome<'_>) -> Value {
    let mut json: Value = serde_json::from_str(&outcome.to_json(rubric)).expect("JSON");
    json["decided_by"].take()
}

pub(crate) const CDHT_IDS: [&str; 10] = [
    "doc-cap-nhat",
    "ke-hoach",
    "sap-xep",
    "dong-vien",
    "cong-nghe",
    "ngoai-ngu",
    "tinh-toan",
    "tu-duy",
    "than-thien",
    "hop-tac",
];

/// Quyết định 324/QĐ-KHVN as the press reports it: 10 indicators of 10 points, 80 in all, none under 5 (Báo Thái Bình
/// 17/5/2024); 70 in hard areas (Hội Khuyến học Quảng Bình, at the time of Decision 244).
pub(crate) fn cdht() -> Rubric {
    let criterion = |id: &str, range: std::ops::Range<usize>| Criterion {
        id: id.to_owned(),
        items: CDHT_IDS[range].iter().map(|id| whole(id, 10)).collect(),
    };
    Rubric {
        set: "cdht".to_owned(),
        version: "324-2023".to_owned(),
        floor: Some(Decimal::whole(5)),
        areas: vec![Area {
            id: "vung-kho-khan".to_owned(),
            total: Some(Decimal::whole(70)),
            caveat: Some("Chưa rõ Quyết định 324 có giữ mức này.".to_owned()),
        }],
        groups: vec![group("nguoi-dan", "", ""), group("hoc-sinh", "", "")],
        criteria: vec![criterion("tu-hoc", 0..4), criterion("cong-cu", 4..8), criterion("quan-he", 8..10)],
        ..points("80", [])
    }
}

/// The ten answers of CDHT.
pub(crate) fn cdht_answers(points: [u32; 10]) -> Value {
    CDHT_IDS
        .iter()
        .zip(points)
        .map(|(id, points)| ((*id).to_owned(), json!(points)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
