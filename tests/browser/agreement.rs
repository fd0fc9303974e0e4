//! The terminal and the phone agree: the same 500 sheets through `hoctap score` and through taps on the page.
//!
//! Both run one function, so a third opinion counts the points here once more, by the words of the rule.

use serde_json::{Map, Value, json};

use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;
use crate::support::{hoctap, repository};

const SHEETS: usize = 500;
const GROUPS: [Option<&str>; 5] = [None, Some("nguoi-dan"), Some("nguoi-lao-dong"), Some("can-bo"), Some("hoc-sinh")];
const AREAS: [Option<&str>; 2] = [None, Some("vung-kho-khan")];
const YEARS: [u32; 3] = [2024, 2025, 2026];

/// What one person answers, and what they had tapped before they thought better of it.
#[derive(Clone)]
struct Sheet {
    year: u32,
    group: Option<&'static str>,
    earlier_group: Option<&'static str>,
    area: Option<&'static str>,
    answers: [Answer; 10],
    earlier: Vec<(usize, u32)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    Blank,
    Unknown,
    Points(u32),
}

/// Numbers that look random and are the same on every run (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// From 0 to one less than the sides.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).expect("less than the sides")
    }

    fn points(&mut self) -> u32 {
        u32::try_from(self.roll(11)).expect("at most ten")
    }
}

impl Sheet {
    fn of(points: [u32; 10]) -> Self {
        Self {
            year: 2026,
            group: None,
            earlier_group: None,
            area: None,
            answers: points.map(Answer::Points),
            earlier: Vec::new(),
        }
    }

    fn in_hard_area(self) -> Self {
        Self { area: Some("vung-kho-khan"), ..self }
    }

    fn with(mut self, place: usize, answer: Answer) -> Self {
        self.answers[place] = answer;
        self
    }

    /// As the command reads it. Blanks are left out on even places and null on odd ones: both mean the same.
    fn to_json(&self) -> Value {
        let mut answers = Map::new();
        for (place, answer) in self.answers.iter().enumerate() {
            match answer {
                Answer::Blank if place % 2 == 0 => {}
                Answer::Blank => drop(answers.insert(INDICATORS[place].to_owned(), Value::Null)),
                Answer::Unknown => drop(answers.insert(INDICATORS[place].to_owned(), json!("unknown"))),
                Answer::Points(points) => drop(answers.insert(INDICATORS[place].to_owned(), json!(points))),
            }
        }
        let Self { year, group, area, .. } = self;
        json!({ "set": "cdht", "version": "324-2023", "year": year, "group": group, "area": area, "answers": answers })
    }

    /// As fingers do it: names and values of choices, in order.
    fn taps(&self) -> Value {
        let mut taps = vec![
            ("group".to_owned(), self.earlier_group.unwrap_or_default().to_owned()),
            ("area".to_owned(), self.area.unwrap_or_default().to_owned()),
        ];
        taps.extend(
            self.earlier.iter().map(|(place, points)| (format!("i.{}", INDICATORS[*place]), points.to_string())),
        );
        for (id, answer) in INDICATORS.iter().zip(&self.answers) {
            match answer {
                Answer::Blank => {}
                Answer::Unknown => taps.push((format!("i.{id}"), "unknown".to_owned())),
                Answer::Points(points) => taps.push((format!("i.{id}"), points.to_string())),
            }
        }
        taps.push(("group".to_owned(), self.group.unwrap_or_default().to_owned()));
        json!({ "year": self.year, "taps": taps })
    }

    /// Quyết định 324/QĐ-KHVN as the press reports it: 80 or more (70 in hard areas) and no indicator under 5.
    fn verdict(&self) -> &'static str {
        let needed = if self.area.is_some() { 70 } else { 80 };
        let decide = |blank: u32| {
            let points = self.answers.map(|answer| if let Answer::Points(points) = answer { points } else { blank });
            points.iter().sum::<u32>() >= needed && points.iter().all(|points| *points >= 5)
        };
        match (decide(0), decide(10)) {
            (true, _) => "achieved",
            (false, true) => "incomplete",
            (false, false) => "not-achieved",
        }
    }
}

/// The numbers at which a rule breaks if it breaks.
fn boundaries() -> Vec<Sheet> {
    let blank = Sheet { answers: [Answer::Blank; 10], ..Sheet::of([0; 10]) };
    let mut sheets = vec![
        blank.clone(),
        blank.clone().in_hard_area(),
        Sheet { answers: [Answer::Unknown; 10], ..blank.clone() },
        Sheet::of([0; 10]),
        Sheet::of([10; 10]),
        Sheet::of([8; 10]),
        Sheet::of([8, 8, 8, 8, 8, 8, 8, 8, 8, 7]),
        Sheet::of([7, 8, 8, 8, 8, 8, 8, 8, 8, 9]),
        Sheet::of([7; 10]),
        Sheet::of([7; 10]).in_hard_area(),
        Sheet::of([7, 7, 7, 7, 7, 7, 7, 7, 7, 6]).in_hard_area(),
        Sheet::of([5; 10]),
        Sheet::of([5; 10]).in_hard_area(),
        Sheet::of([10, 10, 10, 10, 10, 10, 5, 5, 5, 5]),
        Sheet::of([4; 10]),
    ];
    for place in 0..10 {
        let tens = Sheet::of([10; 10]);
        sheets.push(tens.clone().with(place, Answer::Points(4)));
        sheets.push(tens.clone().with(place, Answer::Points(5)));
        sheets.push(tens.clone().with(place, Answer::Points(4)).in_hard_area());
        sheets.push(tens.clone().with(place, Answer::Blank));
        sheets.push(tens.with(place, Answer::Unknown));
        sheets.push(blank.clone().with(place, Answer::Points(10)));
        sheets.push(Sheet::of([8; 10]).with(place, Answer::Blank).with((place + 1) % 10, Answer::Points(10)));
    }
    for group in GROUPS {
        sheets.push(Sheet { group, earlier_group: Some("hoc-sinh"), ..Sheet::of([8; 10]) });
        sheets.push(Sheet { group: Some("can-bo"), earlier_group: group, ..Sheet::of([7; 10]).in_hard_area() });
    }
    sheets.extend(YEARS.map(|year| Sheet { year, ..Sheet::of([9; 10]) }));
    sheets
}

/// Boundaries first, then people: half of them leave nothing open, many are near the threshold, some change their mind.
fn sheets() -> Vec<Sheet> {
    let mut dice = Dice(324);
    let mut sheets = boundaries();
    while sheets.len() < SHEETS {
        let usual = 5 + dice.points() / 2;
        let leaves_some_open = dice.roll(2) == 0;
        let answers = [(); 10].map(|()| match dice.roll(20) {
            0 | 1 if leaves_some_open => Answer::Blank,
            2 | 3 if leaves_some_open => Answer::Unknown,
            4 => Answer::Points(dice.points()),
            _ => Answer::Points((usual + dice.points() / 4).saturating_sub(1).min(10)),
        });
        let earlier = (0..10).filter(|place| answers[*place] != Answer::Blank && dice.roll(4) == 0).collect::<Vec<_>>();
        sheets.push(Sheet {
            year: YEARS[dice.roll(YEARS.len())],
            group: GROUPS[dice.roll(GROUPS.len())],
            earlier_group: GROUPS[dice.roll(GROUPS.len())],
            area: AREAS[dice.roll(AREAS.len())],
            answers,
            earlier: earlier.into_iter().map(|place| (place, dice.points())).collect(),
        });
    }
    sheets
}

/// What the page publishes for each sheet. Each starts from an empty form, by the page's own button.
pub(crate) fn tapped(browser: &Browser, taps: &[Value]) -> Vec<Value> {
    // A busy machine must not take longer for one batch than the driver waits for a script.
    taps.chunks(10)
        .flat_map(|batch| match browser.run(include_str!("page/tap_sheets.js"), json!([batch])) {
            Value::Array(results) => results,
            other => panic!("the script gives a list, not {other}"),
        })
        .collect()
}

/// What the command prints for each sheet.
fn scored(sheets: &[Sheet]) -> Vec<Value> {
    let lines: Vec<String> = sheets.iter().map(|sheet| sheet.to_json().to_string()).collect();
    let outcome = hoctap(repository(), &["score", "cdht", "--answers", "-"], &lines.join("\n")).succeeds();
    outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is a result")).collect()
}

#[test]
fn five_hundred_sheets_come_to_the_same_result_in_every_field() {
    let sheets = sheets();
    assert_eq!(sheets.len(), SHEETS);
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    let taps: Vec<Value> = sheets.iter().map(Sheet::taps).collect();
    let from_the_page: Vec<Value> = taps.chunks(50).flat_map(|batch| tapped(&browser, batch)).collect();
    let from_the_command = scored(&sheets);
    assert_eq!(from_the_page.len(), SHEETS);
    assert_eq!(from_the_command.len(), SHEETS);
    for ((sheet, page), command) in sheets.iter().zip(&from_the_page).zip(&from_the_command) {
        let said = sheet.to_json();
        let (page_fields, fields) =
            (page["result"].as_object().expect("a result"), command.as_object().expect("a result"));
        assert_eq!(page_fields.keys().collect::<Vec<_>>(), fields.keys().collect::<Vec<_>>(), "{said}");
        for (name, value) in fields {
            // Around midnight the page may have been tapped a day before the command ran.
            if name != "date" {
                assert_eq!(&page_fields[name], value, "{name} of {said}");
            }
        }
        assert_eq!(command["verdict"], sheet.verdict(), "{said}");
        assert_eq!(page["verdict"], command["verdict"], "{said}");
        assert_eq!(page["score"], command["total"].to_string(), "{said}");
        assert_eq!(page["max"], command["max"].to_string(), "{said}");
    }
}

#[test]
fn the_page_and_the_command_write_the_same_day() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    let day = || scored(&[Sheet::of([8; 10])])[0]["date"].clone();
    // One of the two days around the page's own is the same, even at midnight.
    let before = day();
    let on_the_page = check.answer_all([8; 10]).result()["date"].clone();
    assert!([before, day()].contains(&on_the_page), "{on_the_page}");
}

#[test]
fn every_verdict_is_among_the_five_hundred() {
    let verdicts: Vec<&str> = sheets().iter().map(Sheet::verdict).collect();
    for (verdict, least) in [("achieved", 80), ("not-achieved", 80), ("incomplete", 40)] {
        let count = verdicts.iter().filter(|each| **each == verdict).count();
        assert!(count >= least, "{verdict}: {count}");
    }
}
