//! The same agreement for every other way to answer: sheets of the invented sets, through the command and the page.

use serde_json::{Map, Value, json};

use crate::agreement::{Dice, tapped};
use crate::check::Check;
use crate::samples::{POINTS, TARGETS, UNITS, built, open};
use crate::support::hoctap;

/// How many sheets of each set.
const SHEETS: usize = 250;

/// One way to answer an item: what is tapped or typed, and what the sheet says.
type Answers = fn(&mut Dice) -> (String, Value);

/// A set: its id, its items with their answers, its groups, its areas.
struct Set {
    id: &'static str,
    page: &'static str,
    items: &'static [(&'static str, Answers)],
    groups: &'static [&'static str],
    areas: &'static [&'static str],
}

const POINTS_SET: Set = Set {
    id: "mau-diem",
    page: POINTS,
    items: &[
        ("doc", whole),
        ("ke-hoach", |dice| of(dice, &["0", "5", "5", "5", "10", "10", "10", "10", "10", "10", "10", "10"])),
        ("lop", |dice| of(dice, &["0", "1", "1", "2", "2", "3", "4", "4", "5", "6", "9", "99"])),
        ("gio", |dice| of(dice, &["2,5", "3", "3,5", "5,0", "7.5", "8", "9,50", "10"])),
        ("may", or_na),
        ("ngoai-ngu", or_na),
        ("dong-ruong", whole),
        ("giay-to", whole),
        ("giup", whole),
        ("chia-se", |dice| of(dice, &["0", "3", "3", "6", "6", "6", "10", "10", "10", "10", "10"])),
        ("tham-gia", whole),
        ("vi-pham", |dice| yes_no(dice, 12)),
        ("da-xep-tot", |dice| yes_no(dice, 2)),
    ],
    groups: &["nong-dan", "can-bo"],
    areas: &["vung-kho"],
};

const TARGETS_SET: Set = Set {
    id: "mau-chi-tieu",
    page: TARGETS,
    items: &[
        ("ke-hoach-nam", |dice| yes_no(dice, 1)),
        ("kinh-phi", |dice| if dice.roll(3) == 0 { na() } else { yes_no(dice, 1) }),
        ("chuyen-doi-so", |dice| yes_no(dice, 1)),
        ("thanh-vien", |dice| of(dice, &["95", "90", "85,5", "80", "89,999", "97.25", "100", "100"])),
        ("hoan-thanh", |dice| of(dice, &["90", "90", "91,5", "89.99", "100", "100"])),
        ("lop-hoc", |dice| of(dice, &["2", "3", "3", "2,5", "1", "12"])),
        ("hoc-sinh", |dice| of(dice, &["95", "97", "97", "96,5", "94"])),
        ("khuyet-tat", |dice| if dice.roll(3) == 0 { na() } else { of(dice, &["50", "60", "60", "59,5", "100"]) }),
        ("giu-muc-do-1", |dice| of(dice, &["0", "1", "0,5", "2", "3"])),
        ("vi-pham", |dice| yes_no(dice, 8)),
    ],
    groups: &["truong", "co-quan"],
    areas: &[],
};

const UNITS_SET: Set = Set {
    id: "mau-ho-so",
    page: UNITS,
    items: &[
        ("danh-hieu", |dice| yes_no(dice, 1)),
        ("chung-chi", |dice| of(dice, &["50", "50", "49,99", "100", "60"])),
        ("trinh-do", |dice| of(dice, &["70", "70", "69.99", "100", "50"])),
        ("pho-cap", |dice| of(dice, &["2", "3", "3", "3", "1", "0"])),
        ("cong-dan", |dice| of(dice, &["60", "80", "50", "70", "49,9", "100", "100"])),
        ("dao-tao", |dice| if dice.roll(6) == 0 { na() } else { two(dice) }),
    ],
    groups: &["truong", "kinh-te"],
    areas: &["kho-khan"],
};

/// Two figures, at their thresholds and around them; one of them left out now and then.
fn two(dice: &mut Dice) -> (String, Value) {
    let (first, first_value) = of(dice, &["50", "60", "60", "40", "39,999", "100"]);
    let (second, second_value) = of(dice, &["12", "15", "15", "10", "12,5", "9.99", "100"]);
    match dice.roll(20) {
        0 => (format!("{first}|"), json!([first_value, null])),
        1 => (format!("|{second}"), json!([null, second_value])),
        _ => (format!("{first}|{second}"), json!([first_value, second_value])),
    }
}

fn of(dice: &mut Dice, typed: &[&str]) -> (String, Value) {
    let typed = typed[dice.roll(typed.len())];
    let number: Value = serde_json::from_str(&typed.replace(',', ".")).expect("a number");
    (typed.to_owned(), number)
}

/// Seldom under the floor: there it is decided already.
fn whole(dice: &mut Dice) -> (String, Value) {
    let points = if dice.roll(40) == 0 { dice.roll(4) } else { 3 + dice.roll(8).max(dice.roll(8)).max(dice.roll(8)) };
    (points.to_string(), json!(points))
}

fn or_na(dice: &mut Dice) -> (String, Value) {
    if dice.roll(3) == 0 { na() } else { whole(dice) }
}

fn na() -> (String, Value) {
    ("na".to_owned(), json!("na"))
}

/// “Có” once in so many; more often where it is the better answer.
fn yes_no(dice: &mut Dice, once_in: usize) -> (String, Value) {
    let yes = if once_in > 2 { dice.roll(once_in) == 0 } else { dice.roll(6) > 0 };
    (if yes { "yes" } else { "no" }.to_owned(), json!(yes))
}

/// One sheet as the command reads it, and as fingers make it.
fn sheet(set: &Set, dice: &mut Dice) -> (Value, Value) {
    // The command takes no sheet without a group where groups differ.
    let group = set.groups[dice.roll(set.groups.len())];
    let area = if set.areas.is_empty() || dice.roll(2) == 0 { None } else { Some(set.areas[0]) };
    let (mut answers, mut taps) = (Map::new(), Vec::new());
    taps.push(("group".to_owned(), group.to_owned()));
    if !set.areas.is_empty() {
        taps.push(("area".to_owned(), area.unwrap_or_default().to_owned()));
    }
    let leaves_some_open = dice.roll(3) == 0;
    for (id, answer) in set.items {
        let (tap, value) = match dice.roll(12) {
            0 if leaves_some_open => continue,
            1 if leaves_some_open => ("unknown".to_owned(), json!("unknown")),
            _ => answer(dice),
        };
        // Sometimes on second thoughts.
        let first = if dice.roll(5) == 0 { answer(dice).0 } else { tap.clone() };
        for tap in [first, tap] {
            match tap.split_once('|') {
                Some((first, second)) => {
                    taps.push((format!("i.{id}.1"), first.to_owned()));
                    taps.push((format!("i.{id}.2"), second.to_owned()));
                }
                None => taps.push((format!("i.{id}"), tap)),
            }
        }
        answers.insert((*id).to_owned(), value);
    }
    let sheet = json!({ "set": set.id, "year": 2026, "group": group, "area": area, "answers": answers });
    (sheet, json!({ "year": 2026, "taps": taps }))
}

/// Both ways for many sheets; gives the verdicts that came out.
fn agree(set: &Set, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let (sheets, taps): (Vec<Value>, Vec<Value>) = (0..SHEETS).map(|_| sheet(set, &mut dice)).unzip();
    let (server, browser) = open();
    Check::open(&browser, &server.url(set.page));
    let from_the_page: Vec<Value> = taps.chunks(50).flat_map(|taps| tapped(&browser, taps)).collect();
    let lines: Vec<String> = sheets.iter().map(Value::to_string).collect();
    let scored = hoctap(built().root(), &["score", set.id, "--answers", "-"], &lines.join("\n")).succeeds();
    let from_the_command: Vec<Value> =
        scored.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is a result")).collect();
    assert_eq!((from_the_page.len(), from_the_command.len()), (SHEETS, SHEETS));
    let mut verdicts = Vec::new();
    for ((said, page), mut command) in sheets.iter().zip(from_the_page).zip(from_the_command) {
        let mut result = page["result"].clone();
        // Around midnight the page may have been tapped a day before the command ran.
        for result in [&mut result, &mut command] {
            result["date"] = Value::Null;
        }
        assert_eq!(result, command, "{said}");
        assert_eq!(page["verdict"], command["verdict"], "{said}");
        assert_eq!(page["score"], command["total"].to_string(), "{said}");
        assert_eq!(page["max"], command["max"].to_string(), "{said}");
        verdicts.push(command["verdict"].as_str().unwrap_or_default().to_owned());
    }
    verdicts
}

fn insist(verdicts: &[String], expected: &[&str]) {
    for verdict in expected {
        let count = verdicts.iter().filter(|each| each == verdict).count();
        assert!(count >= 5, "{verdict}: {count} of {verdicts:?}");
    }
}

#[test]
fn sheets_of_points_with_bands_groups_and_everything_agree_in_every_field() {
    let verdicts = agree(&POINTS_SET, 2026);
    insist(&verdicts, &["not-achieved", "kha", "tot", "xuat-sac", "incomplete"]);
}

#[test]
fn sheets_of_targets_with_levels_agree_in_every_field() {
    let verdicts = agree(&TARGETS_SET, 24);
    insist(&verdicts, &["not-achieved", "level-1", "level-2", "incomplete"]);
}

#[test]
fn sheets_with_two_figures_standards_areas_and_kinds_of_unit_agree_in_every_field() {
    let verdicts = agree(&UNITS_SET, 25);
    insist(&verdicts, &["not-achieved", "level-1", "level-2", "incomplete"]);
}
