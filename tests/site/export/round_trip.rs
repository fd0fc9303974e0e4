//! Any set goes through a spreadsheet, JSON and Markdown, and comes back as it was.

use std::fs;

use generator::criteria::document::{
    Area, Band, Basis, Condition, CountStep, Criterion, Dossier, Group, Item, Kind, Level, Must, NotApplicable, Number,
    Own, Pass, PointsText, Recognition, Scale, SetDocument, Source, State, TargetArea, TargetPart, Typed, Verified,
    Wording,
};
use generator::criteria::markdown;
use generator::diagnostic::{Findings, Lang};
use generator::source::Located;
use generator::tables::{Wanted, csv, read, unverified, xlsx};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use wasm_check::decimal::Decimal;

/// Text as people type it, and as they should not: marks of spreadsheets, of Markdown and of TOML.
fn text() -> impl Strategy<Value = String> {
    (select(vec!["", "", "=", "-", "'", "1. ", "#", "Cộng ", "+", "@"]), prose())
        .prop_map(|(start, rest)| format!("{start}{rest}"))
}

/// Text that begins with a letter, as explanations do.
fn prose() -> impl Strategy<Value = String> {
    "[A-Za-zĐđÀáẻễữợ][A-Za-zĐđàáẻễữợ0-9 ,.;:%\"'\\\\=+@#*_<&()/-]{0,20}[A-Za-zàễ0-9%)]".prop_map(|text| {
        let single: Vec<&str> = text.split_whitespace().collect();
        single.join(" ")
    })
}

fn id() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}"
}

fn hundredths(most: u32) -> impl Strategy<Value = Number> {
    (1..=u64::from(most) * 100).prop_map(|cents| Number(Decimal::from_millionths(cents * 10_000)))
}

fn whole(most: u32) -> impl Strategy<Value = Number> {
    (1..=most).prop_map(|number| Number(Decimal::whole(number)))
}

fn ascending(numbers: Vec<Number>) -> Vec<Number> {
    let mut numbers = numbers;
    numbers.sort_unstable();
    numbers
}

/// As an author writes them: one number where the levels do not differ.
fn by_level(numbers: Vec<Number>) -> Vec<Located<Number>> {
    let mut numbers = ascending(numbers);
    numbers.dedup();
    numbers.into_iter().map(Located::from).collect()
}

fn pairs() -> impl Strategy<Value = Vec<PointsText>> {
    vec((whole(20), text()), 1..4).prop_map(|pairs| {
        let points = ascending(pairs.iter().map(|pair| pair.0).collect());
        points.into_iter().zip(pairs).map(|(points, (_, text))| PointsText { points, text }).collect()
    })
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn part(levels: usize) -> impl Strategy<Value = TargetPart> {
    let scale = prop_oneof![
        vec(hundredths(100), levels).prop_map(|numbers| Scale::Percent { thresholds: by_level(numbers) }),
        (vec(hundredths(500), levels), option::of(text()))
            .prop_map(|(numbers, unit)| Scale::Number { thresholds: by_level(numbers), unit }),
    ];
    (text(), scale, option::of(id())).prop_map(|(title, scale, figure)| {
        let figure = figure.filter(|_| matches!(scale, Scale::Percent { .. }));
        TargetPart { title, scale, figure: figure.map(Located::from) }
    })
}

/// Asked by some levels only: one number is enough.
fn cut(scale: &mut Scale) {
    match scale {
        Scale::Percent { thresholds } | Scale::Number { thresholds, .. } | Scale::Standard { thresholds, .. } => {
            thresholds.truncate(1);
        }
        Scale::Pair { parts } => parts.iter_mut().for_each(|part| cut(&mut part.scale)),
        _ => {}
    }
}

/// When a target is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
enum When {
    Always,
    FromTwo,
    OnlyOne,
}

fn scale(kind: Kind, levels: usize) -> BoxedStrategy<Scale> {
    match kind {
        Kind::Points => prop_oneof![
            whole(100).prop_map(|max| Scale::Whole { max }),
            (1..2000_u64).prop_map(|halves| Scale::Typed {
                max: Number(Decimal::from_millionths(halves * 500_000)),
                step: Number(Decimal::from_millionths(500_000)),
            }),
            pairs().prop_map(|options| Scale::Options { options }),
            (vec((whole(50), whole(20)), 1..4), option::of(text())).prop_map(|(steps, unit)| Scale::Count {
                steps: steps.into_iter().map(|(from, points)| CountStep { from, points }).collect(),
                unit,
            }),
        ]
        .boxed(),
        Kind::Targets => prop_oneof![
            Just(Scale::YesNo),
            vec(hundredths(100), levels).prop_map(|numbers| Scale::Percent { thresholds: by_level(numbers) }),
            (vec(hundredths(500), levels), option::of(text()))
                .prop_map(|(numbers, unit)| Scale::Number { thresholds: by_level(numbers), unit }),
            (select(vec![[1, 2], [2, 3], [1, 3]]), vec(text(), 4)).prop_map(move |(numbers, steps)| {
                let numbers = numbers[..levels].iter().map(|number| Number(Decimal::whole(*number))).collect();
                let steps = steps.into_iter().enumerate().map(|(place, step)| format!("N{place} {step}"));
                Scale::Standard { thresholds: by_level(numbers), steps: steps.map(|step| tidy(&step)).collect() }
            }),
            (part(levels), part(levels)).prop_map(|(first, second)| Scale::Pair { parts: vec![first, second] }),
        ]
        .boxed(),
    }
}

fn item(kind: Kind, levels: usize) -> impl Strategy<Value = Item> {
    let own =
        (text(), option::of(text()), option::of(text())).prop_map(|(group, title, question)| (group, title, question));
    (
        (text(), text(), scale(kind, levels), option::of(Just(NotApplicable::LeftOut)), any::<bool>()),
        select(vec![When::Always, When::Always, When::FromTwo, When::OnlyOne]),
        (vec(id(), 0..3), option::of(own), option::of(id()), pairs(), vec(text(), 0..3), option::of(text()), prose()),
    )
        .prop_map(move |(first, when, second)| {
            let (title, question, mut scale, na, draft) = first;
            let when = if kind == Kind::Targets && levels > 1 { when } else { When::Always };
            if when != When::Always {
                cut(&mut scale);
            }
            let (groups, own, figure, guide, evidence, note, explanation) = second;
            let lists: Vec<Vec<Located<Number>>> = scale.thresholds().into_iter().map(<[_]>::to_vec).collect();
            let is_pair = matches!(scale, Scale::Pair { .. });
            let mut own_parts = Vec::new();
            if let Some((_, title, question)) = own {
                let thresholds = if is_pair { Vec::new() } else { lists.concat() };
                let parts = if is_pair { lists } else { Vec::new() };
                let in_area = Own {
                    area: Some("xa".to_owned().into()),
                    thresholds: thresholds.clone(),
                    parts: parts.clone(),
                    ..Own::default()
                };
                let levels = if when == When::Always && levels > 1 && kind == Kind::Targets {
                    vec![1.into()]
                } else {
                    Vec::new()
                };
                own_parts.push(Own {
                    group: Some("nhom".to_owned().into()),
                    title,
                    question,
                    thresholds,
                    parts,
                    levels,
                    area: None,
                });
                // An area says how much, and nothing else.
                if !scale.thresholds().is_empty() {
                    own_parts.push(in_area);
                }
            }
            Item {
                id: String::new().into(),
                title,
                question,
                wording: if draft { Wording::Draft } else { Wording::Official },
                scale,
                na: na.map(Located::from),
                level: (when == When::FromTwo).then(|| 2.into()),
                levels: if when == When::OnlyOne { vec![1.into()] } else { Vec::new() },
                groups: groups.into_iter().map(Located::from).collect(),
                own: own_parts,
                figure: figure.filter(|_| kind == Kind::Targets && !is_pair).map(Located::from),
                guide: if kind == Kind::Points { guide } else { Vec::new() },
                evidence,
                learn: vec!["@/training/khoa/01-bai-mot.md".to_owned().into()],
                note,
                explanation,
                typed: Typed::default(),
            }
        })
}

fn criterion(kind: Kind, levels: usize) -> impl Strategy<Value = Criterion> {
    (text(), text(), vec(item(kind, levels), 1..4), option::of(source()), prose()).prop_map(
        move |(title, description, items, source, explanation)| {
            let sum: Decimal = items.iter().filter_map(|item| item.scale.max()).map(|max| max.0).sum();
            let max = (kind == Kind::Points).then(|| Number(sum).into());
            Criterion {
                id: String::new(),
                title,
                description,
                max,
                items,
                sources: source.into_iter().collect(),
                explanation,
            }
        },
    )
}

fn source() -> impl Strategy<Value = Source> {
    (text(), option::of(text()), option::of(text())).prop_map(|(publisher, title, note)| Source {
        publisher,
        date: Some("17/5/2024".to_owned()),
        url: None,
        title,
        note,
    })
}

fn pass() -> impl Strategy<Value = Pass> {
    (whole(900), any::<bool>(), option::of(whole(5)), text()).prop_map(|(max, graded, floor, title)| Pass {
        max: max.into(),
        total: (!graded).then(|| max.into()),
        floor: floor.map(Located::from),
        bands: if graded {
            vec![Band { id: "kha".to_owned().into(), title: title.clone(), total: max.into() }]
        } else {
            Vec::new()
        },
        areas: vec![Area { id: "vung".to_owned().into(), title, total: max.into(), note: None }],
    })
}

fn set() -> impl Strategy<Value = SetDocument> {
    (any::<bool>(), 1..=2_usize).prop_flat_map(|(points, levels)| {
        let kind = if points { Kind::Points } else { Kind::Targets };
        let texts = (text(), text(), prose(), option::of(text()), vec(text(), 0..3), vec(text(), 0..3));
        (texts, vec(criterion(kind, levels), 1..4), option::of(pass()), option::of(source()), option::of(whole(9)))
            .prop_map(move |(texts, mut criteria, pass, source, at_least)| {
                let (title, description, explanation, ask, caveats, missing) = texts;
                let mut number = 0;
                for (place, criterion) in criteria.iter_mut().enumerate() {
                    criterion.id = format!("tieu-chi-{place}");
                    for item in &mut criterion.items {
                        number += 1;
                        item.id = format!("muc-{number}").into();
                    }
                }
                let level = |number: usize| Level { title: format!("Mức độ {}", number + 1).into() };
                let condition = Condition {
                    id: "dieu-kien".to_owned().into(),
                    title: title.clone(),
                    question: description.clone(),
                    must: at_least.is_none().then_some(Must::No),
                    at_least,
                    unit: at_least.map(|_| "năm".to_owned()),
                    level: None,
                    note: ask.clone(),
                };
                SetDocument {
                    description,
                    state: State::InForce,
                    verified: Verified::Rule,
                    effective: Some("2024-02-12".to_owned()),
                    basis: Basis {
                        number: Some("324/QĐ-KHVN".to_owned()),
                        issuer: title.clone(),
                        issued: Some("2022-07".to_owned()),
                        note: ask.clone(),
                    },
                    caveats,
                    missing,
                    ask: ask.clone(),
                    pass: pass.filter(|_| kind == Kind::Points),
                    levels: (0..if kind == Kind::Targets { levels } else { 0 }).map(level).collect(),
                    groups: vec![Group {
                        id: "nhom".to_owned().into(),
                        title: title.clone(),
                        max: at_least.map(Located::from),
                        total: None,
                        floor: None,
                        note: ask.clone(),
                    }],
                    about: ask.clone(),
                    decides: at_least.is_none(),
                    reason: at_least.map(|_| title.clone()),
                    recognition: at_least.map(|years| Recognition {
                        raise_after: ask.as_ref().map(|_| 12),
                        kept_years: u32::try_from(years.0.floor()).expect("few"),
                        note: ask.clone(),
                    }),
                    dossier: at_least.filter(|_| kind == Kind::Targets).map(|_| Dossier {
                        name: title.clone(),
                        article: title.clone(),
                        sender: title.clone(),
                        signer: title.clone(),
                        receiver: title.clone(),
                        review: ask.clone(),
                        send_before: "28/2".to_owned(),
                        done_before: "31/12".to_owned(),
                    }),
                    areas: (0..usize::from(kind == Kind::Targets))
                        .map(|_| TargetArea { id: "xa".to_owned().into(), title: title.clone(), note: ask.clone() })
                        .collect(),
                    conditions: vec![condition],
                    criteria,
                    sources: source.into_iter().collect(),
                    explanation,
                    ..unverified("bo", &title, kind)
                }
            })
    })
}

fn again(name: &str, bytes: &[u8]) -> SetDocument {
    let mut findings = Findings::default();
    let set = read(name, bytes, &Wanted::default(), &mut findings);
    assert_eq!(findings.to_text(Lang::En), "");
    set.expect("a set")
}

/// The set of this Markdown, as a site reads it.
fn from_markdown(set: &SetDocument) -> SetDocument {
    let site = crate::support::minimal();
    let folder = site.root().join("content/criteria/bo");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in markdown::files(set) {
        fs::write(folder.join(name), text).expect("a file");
    }
    let mut findings = Findings::default();
    let root = generator::disk::Root::open(site.root()).expect("a folder");
    let library = generator::source::read_library(&root, &[], false, None, &mut findings).expect("a site");
    let sets = generator::criteria::assemble(&library, "", "", &mut findings);
    let found = sets.into_iter().find(|found| found.document.set == "bo");
    found.unwrap_or_else(|| panic!("{}\n{:#?}", findings.to_text(Lang::En), markdown::files(set))).document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_set_comes_back_from_a_spreadsheet(set in set()) {
        let bytes = xlsx(&set).expect("a spreadsheet");
        prop_assert_eq!(xlsx(&set).expect("a spreadsheet") == bytes, true, "the same set, other bytes");
        prop_assert_eq!(again("bo.xlsx", &bytes), set);
    }

    #[test]
    fn a_set_comes_back_from_json(set in set()) {
        prop_assert_eq!(again("bo.json", &set.to_json()), set);
    }

    #[test]
    fn a_set_comes_back_from_markdown(set in set()) {
        prop_assert_eq!(from_markdown(&set), set);
    }

    #[test]
    fn the_table_of_a_set_is_read_from_csv(set in set()) {
        let mut findings = Findings::default();
        let wanted = Wanted { kind: Some(set.kind), set: "bo".to_owned(), ..Wanted::default() };
        // Words of our own are no mistakes there, whatever else the table lacks.
        let _ = read("bo.csv", &csv(&set), &wanted, &mut findings);
    }

    #[test]
    fn any_bytes_are_answered(bytes in vec(any::<u8>(), 0..400), name in "bo\\.(xlsx|docx|csv|json|txt)") {
        let _ = read(&name, &bytes, &Wanted::default(), &mut Findings::default());
    }
}

#[test]
fn the_blank_template_takes_a_table_and_keeps_the_facts() {
    let set = SetDocument { description: "Mẫu trắng.".to_owned(), ..unverified("trang", "Mẫu", Kind::Targets) };
    let bytes = xlsx(&set).expect("a spreadsheet");
    assert_eq!(again("trang.xlsx", &bytes), set);
}
