//! Sets of both kinds and sheets for them, small enough that everything can be tried.

use crate::support::{
    With as _, area, count, excludes, group, number, options, pair, percent, points, rank, standard, targets, typed,
    whole, yes_no,
};
use proptest::prelude::*;
use proptest::sample::subsequence;
use wasm_check::date::Date;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Criterion, Item, NotApplicable, Recognition, Rubric};
use wasm_check::sheet::{Answer, Recognised, Sheet};

const GROUPS: [&str; 2] = ["nguoi-dan", "hoc-sinh"];
const AREA: &str = "vung-kho-khan";

fn indicator() -> impl Strategy<Value = Item> {
    prop_oneof![
        3 => (1_u32..=4).prop_map(|max| whole("", max)),
        1 => Just(typed("", "2", "0.5")),
        1 => Just(typed("", "1", "0.25")),
        2 => subsequence(vec!["0.5", "1", "1.75", "2", "3"], 1..=3).prop_map(|mut points| {
            points.insert(0, "0");
            options("", &points)
        }),
        2 => subsequence(vec![(1, "0.5"), (2, "1"), (4, "2"), (5, "3")], 1..=3).prop_map(|pairs| count("", &pairs)),
    ]
}

fn target() -> impl Strategy<Value = Item> {
    let thresholds = || prop::sample::select(vec![["50", "50"], ["40", "60"], ["", "60"], ["33.33", "100"]]);
    prop_oneof![
        prop::sample::select(vec![["1", "1"], ["", "1"]]).prop_map(|needs| yes_no("", &needs)),
        thresholds().prop_map(|needs| percent("", &needs)),
        thresholds().prop_map(|needs| number("", &needs)),
        (thresholds(), thresholds()).prop_map(|(needs, own)| percent("", &needs).needs_for(GROUPS[0], &own)),
        (thresholds(), thresholds()).prop_map(|(needs, own)| percent("", &needs).needs_in(AREA, &own)),
        (both(), both()).prop_map(|(needs, own)| pair("", &needs).needs_in(AREA, &own)),
        (both(), both()).prop_map(|(needs, own)| pair("", &needs).needs_for(GROUPS[1], &own)),
        prop::sample::select(vec![["1", "2"], ["2", "3"], ["", "3"], ["3", "3"]])
            .prop_map(|needs| standard("", 3, &needs)),
        // At one level only, for all or for a group.
        Just(yes_no("", &["1", ""])),
        Just(percent("", &["50", ""])),
        Just(yes_no("", &["1", "1"]).needs_for(GROUPS[0], &["1", ""])),
    ]
}

/// Thresholds of two figures, for two levels.
fn both() -> impl Strategy<Value = [&'static str; 4]> {
    prop::sample::select(vec![
        ["50", "12", "60", "15"],
        ["40", "10", "40", "10"],
        ["", "", "60", "60"],
        ["40", "10", "", ""],
    ])
}

fn condition() -> impl Strategy<Value = Item> {
    let thresholds = || prop::sample::select(vec![["1", "1", "1"], ["", "1", "1"], ["", "", "1"]]);
    prop_oneof![
        thresholds().prop_map(|needs| yes_no("", &needs)),
        thresholds().prop_map(|needs| excludes("", &needs)),
        Just(number("", &["", "1", "2.5"])),
        Just(yes_no("", &["", "", ""]).needs_for(GROUPS[1], &["1", "1", "1"])),
    ]
}

/// “Không áp dụng” and who is asked, for all but the first item: that one all groups are asked.
fn dressed(item: impl Strategy<Value = Item>) -> impl Strategy<Value = Item> {
    let na =
        prop_oneof![2 => Just(None), 1 => Just(Some(NotApplicable::Full)), 1 => Just(Some(NotApplicable::LeftOut))];
    let groups = prop_oneof![4 => Just(&GROUPS[..0]), 1 => Just(&GROUPS[..1]), 1 => Just(&GROUPS[1..])];
    (item, na, groups).prop_map(|(item, na, groups)| {
        let item = item.only_for(groups);
        match na {
            Some(effect) => item.na(effect),
            None => item,
        }
    })
}

/// Gives ids, and spreads the items over criteria of two at most.
fn arranged(mut rubric: Rubric, conditions: Vec<Item>) -> Rubric {
    let mut items = std::mem::take(&mut rubric.criteria[0].items);
    items[0].groups.clear();
    // Each level asks for it: one that asks for nothing is no level.
    let first = &mut items[0];
    let figures = if first.second.is_some() { 2 } else { 1 };
    let groups = first.by_group.iter_mut().map(|own| &mut own.needs);
    let areas = first.by_area.iter_mut().map(|own| &mut own.needs);
    for needs in groups.chain(areas).chain([&mut first.needs]) {
        for place in 0..needs.len() {
            let asked = needs.iter().skip(place % figures).step_by(figures).flatten().max().copied();
            needs[place] = needs[place].or(asked);
        }
    }
    rubric.conditions = conditions;
    for (place, item) in items.iter_mut().chain(&mut rubric.conditions).enumerate() {
        item.id = format!("muc-{place}");
    }
    let parts = items.chunks(2).enumerate();
    rubric.criteria =
        parts.map(|(place, part)| Criterion { id: format!("tieu-chi-{place}"), items: part.to_vec() }).collect();
    rubric
}

/// What the smallest sum of maxima of a group comes to, in so many percent.
fn share(items: &[Item], percent: u32) -> String {
    let sum = |group: &str| {
        let asked = items.iter().enumerate().filter(|(place, item)| *place == 0 || item.is_for(Some(group)));
        asked.map(|(_, item)| item.max).sum::<Decimal>().millionths()
    };
    let least = GROUPS.iter().map(|group| sum(group)).min().unwrap_or(0);
    Decimal::from_millionths(least * u64::from(percent) / 100).text()
}

fn set_of_points() -> impl Strategy<Value = Rubric> {
    let items = prop::collection::vec(dressed(indicator()), 1..=4);
    let totals = prop::collection::btree_set(1_u32..=100, 1..=3);
    let own = (0_u32..=4, prop::option::of(1_u32..=100), prop::option::of(0_u32..=4), prop::option::of(1_u32..=100));
    (items, totals, own, prop::collection::vec(condition(), 0..=1)).prop_map(
        |(items, totals, (floor, group_total, group_floor, area_total), conditions)| {
            let least = items.iter().map(|item| item.max.millionths()).min().unwrap_or(0);
            let floor_of = |quarter: u32| Decimal::from_millionths(least * u64::from(quarter) / 4);
            let ids = ["trung-binh", "kha", "tot"];
            let mut first = group(GROUPS[0], "", "");
            first.total = group_total.map(|percent| crate::support::decimal(&share(&items, percent)));
            first.floor = group_floor.map(floor_of);
            let rubric = Rubric {
                ranks: ids.iter().zip(&totals).map(|(id, percent)| rank(id, &share(&items, *percent))).collect(),
                floor: Some(floor_of(floor)).filter(|_| floor > 0),
                areas: area_total.iter().map(|percent| area(AREA, &share(&items, *percent))).collect(),
                groups: vec![first, group(GROUPS[1], "", "")],
                ..points("0", items)
            };
            arranged(rubric, conditions)
        },
    )
}

fn set_of_targets() -> impl Strategy<Value = Rubric> {
    let items = prop::collection::vec(dressed(target()), 1..=4);
    (items, 1..=2_usize, prop::collection::vec(condition(), 0..=2)).prop_map(|(items, levels, conditions)| {
        let groups = vec![group(GROUPS[0], "", ""), group(GROUPS[1], "", "")];
        let recognition = (levels > 1).then_some(Recognition { raise_after: Some(12), kept_years: 3 });
        arranged(Rubric { groups, areas: vec![area(AREA, "")], recognition, ..targets(levels, items) }, conditions)
    })
}

/// A set of either kind.
pub(crate) fn set() -> impl Strategy<Value = Rubric> {
    prop_oneof![3 => set_of_points(), 2 => set_of_targets()]
}

fn answer(item: &Item) -> impl Strategy<Value = Answer> + use<> {
    let mut given = crate::rule_in_words::answers_of(item);
    // Of two figures, one may be open.
    for answer in given.clone() {
        if let Answer::Pair([first, second]) = answer {
            given.extend([Answer::Pair([first, None]), Answer::Pair([None, second])]);
        }
    }
    let na = if item.na.is_some() { Answer::NotApplicable } else { Answer::Blank };
    prop_oneof![
        1 => Just(Answer::Blank),
        1 => Just(Answer::Unknown),
        1 => Just(na),
        5 => prop::sample::select(given),
    ]
}

fn choice(ids: Vec<String>) -> BoxedStrategy<Option<String>> {
    if ids.is_empty() {
        return Just(None).boxed();
    }
    prop::option::weighted(0.8, prop::sample::select(ids)).boxed()
}

/// A sheet for that set.
pub(crate) fn sheet(rubric: &Rubric) -> impl Strategy<Value = Sheet> + use<> {
    let group = choice(rubric.groups.iter().map(|group| group.id.clone()).collect());
    let area = choice(rubric.areas.iter().map(|area| area.id.clone()).collect());
    let answers: Vec<_> = rubric.items().into_iter().map(answer).collect();
    let ranks = u32::try_from(rubric.ranks.len()).expect("few");
    let recognised = (1..=ranks, 2000..=2100_u16, 1..=12_u8, 1..=31_u8).prop_map(|(level, year, month, day)| {
        let date = Date::new(year, month, day)?;
        Some(Recognised { level, date })
    });
    let recognised = prop_oneof![Just(None), recognised];
    let is_kept = rubric.recognition.is_some();
    (2000..=2100_u16, group, area, answers, recognised).prop_map(move |(year, group, area, answers, recognised)| {
        Sheet {
            year,
            group,
            area,
            notes: vec![String::new(); answers.len()],
            answers,
            recognised: recognised.filter(|_| is_kept),
        }
    })
}

/// A set, and a sheet for it.
pub(crate) fn set_and_sheet() -> impl Strategy<Value = (Rubric, Sheet)> {
    set().prop_flat_map(|rubric| {
        let sheet = sheet(&rubric);
        (Just(rubric), sheet)
    })
}
