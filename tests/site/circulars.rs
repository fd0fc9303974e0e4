//! The circulars of 2023, target by target: what each article asks, at the threshold and a hair under it, for both levels, each
//! kind of unit and each kind of commune. The tables here are written from the text (`Thông tư 24/2023/TT-BGDĐT`,
//! `25/2023/TT-BGDĐT`), not from the set: the two must agree.

use serde_json::{Map, Value, json};

use crate::support::{hoctap, repository};

/// What a target asks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ask {
    /// It is so.
    Yes,
    /// A share of at least so much.
    Share(f64),
    /// Two shares at once.
    Two(f64, f64),
    /// A level of a standard, or a higher one.
    Step(u32),
}
use Ask::{Share, Step, Two, Yes};

/// A target: its id in the set, where the text has it, what level 1 and level 2 ask, of which kinds (of all where none is named).
type Target = (&'static str, &'static str, Option<Ask>, Option<Ask>, &'static [&'static str]);

/// Thông tư 25/2023, Điều 6 (level 1) and 7 (level 2).
const COMMUNE: [Target; 15] = [
    ("tuyen-truyen", "Điều 6, 7, khoản 1, điểm a", Some(Yes), Some(Yes), &[]),
    ("ke-hoach-xa", "Điều 6, 7, khoản 1, điểm b", Some(Yes), Some(Yes), &[]),
    ("tuan-le", "Điều 6, 7, khoản 1, điểm c", Some(Yes), Some(Yes), &[]),
    ("kinh-phi-xa", "Điều 6, 7, khoản 2, điểm a", Some(Yes), Some(Yes), &[]),
    ("van-dong", "Điều 6, 7, khoản 2, điểm b", Some(Yes), Some(Yes), &[]),
    ("phoi-hop", "Điều 6, 7, khoản 2, điểm c", Some(Yes), Some(Yes), &[]),
    ("trung-tam", "Điều 6, 7, khoản 3, điểm a", Some(Yes), Some(Yes), &[]),
    ("thu-vien", "Điều 6, 7, khoản 3, điểm b", Some(Yes), Some(Yes), &[]),
    ("van-hoa", "Điều 6, 7, khoản 3, điểm c", Some(Yes), Some(Yes), &[]),
    ("mam-non", "Điều 6, 7, khoản 4, điểm a", Some(Yes), Some(Yes), &[]),
    ("tieu-hoc", "Điều 6, 7, khoản 4, điểm b", Some(Step(2)), Some(Step(3)), &[]),
    ("trung-hoc-co-so", "Điều 6, 7, khoản 4, điểm c", Some(Step(2)), Some(Step(3)), &[]),
    ("xoa-mu-chu", "Điều 6, 7, khoản 4, điểm d", Some(Step(1)), Some(Step(2)), &[]),
    ("cong-dan", "Điều 6, 7, khoản 5, điểm a", Some(Share(60.0)), Some(Share(80.0)), &[]),
    ("trinh-do", "Điều 6, 7, khoản 5, điểm b", Some(Two(50.0, 12.0)), Some(Two(60.0, 15.0)), &[]),
];

/// The same of a commune in a hard area.
const HARD: Target =
    ("trinh-do", "Điều 6, 7, khoản 5, điểm b, vùng khó khăn", Some(Two(40.0, 10.0)), Some(Two(50.0, 12.0)), &[]);

/// “Đơn vị là cơ quan, đơn vị sự nghiệp công lập của nhà nước”; of the last kind the text leaves it open, and it is asked.
const PUBLIC: &[&str] =
    &["co-quan", "mam-non-cong-lap", "pho-thong", "nghe-nghiep", "dai-hoc", "giao-duc-khac", "khac"];

const PRIVATE: &[&str] = &["mam-non-tu-thuc", "pho-thong-tu-thuc", "nghe-nghiep-tu-thuc", "dai-hoc-tu-thuc"];

const NOT_BUSINESS: &[&str] = &[
    "co-quan",
    "mam-non-cong-lap",
    "pho-thong",
    "nghe-nghiep",
    "dai-hoc",
    "mam-non-tu-thuc",
    "pho-thong-tu-thuc",
    "nghe-nghiep-tu-thuc",
    "dai-hoc-tu-thuc",
    "giao-duc-khac",
    "khac",
];

/// Thông tư 24/2023, Điều 6 (level 1) and 7 (level 2).
const OF_DISTRICT: [Target; 17] = [
    ("ke-hoach-nam", "24/2023, Điều 6, 7, khoản 1, chỉ tiêu 1", Some(Yes), Some(Yes), &[]),
    ("che-do", "24/2023, Điều 6, 7, khoản 1, chỉ tiêu 2", Some(Yes), Some(Yes), &[]),
    ("kinh-phi", "24/2023, Điều 6, 7, khoản 1, chỉ tiêu 3", Some(Yes), Some(Yes), PUBLIC),
    ("chuyen-doi-so", "24/2023, Điều 6, 7, khoản 1, chỉ tiêu 4", Some(Yes), Some(Yes), &[]),
    ("phuc-vu", "24/2023, Điều 6, 7, khoản 1, chỉ tiêu 5", Some(Yes), Some(Yes), &[]),
    ("ky-luat", "24/2023, Điều 6, 7, khoản 2, chỉ tiêu 1", Some(Share(90.0)), Some(Share(95.0)), &[]),
    ("hoan-thanh", "24/2023, Điều 6, 7, khoản 2, chỉ tiêu 2", Some(Share(90.0)), Some(Share(95.0)), &[]),
    ("thanh-vien-so", "24/2023, Điều 6, 7, khoản 2, chỉ tiêu 3", Some(Share(90.0)), Some(Share(95.0)), &[]),
    ("ngoai-ngu-chung-chi", "24/2023, Điều 6, khoản 2, chỉ tiêu 4", Some(Share(50.0)), None, NOT_BUSINESS),
    ("ngoai-ngu-trinh-do", "24/2023, Điều 7, khoản 2, chỉ tiêu 4", None, Some(Share(70.0)), NOT_BUSINESS),
    ("lao-dong-tien-tien", "24/2023, Điều 6, 7, khoản 2, chỉ tiêu 5", Some(Share(90.0)), Some(Share(95.0)), &[]),
    (
        "thanh-vien",
        "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 1",
        Some(Share(90.0)),
        Some(Share(95.0)),
        &["co-quan", "mam-non-cong-lap", "pho-thong", "mam-non-tu-thuc", "pho-thong-tu-thuc", "kinh-te", "khac"],
    ),
    (
        "thanh-vien-nguoi-hoc",
        "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 1",
        Some(Two(90.0, 95.0)),
        Some(Two(95.0, 97.0)),
        &["nghe-nghiep", "nghe-nghiep-tu-thuc", "giao-duc-khac"],
    ),
    ("moi-truong", "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 2", Some(Yes), Some(Yes), &[]),
    ("thi-dua", "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 3", Some(Yes), Some(Yes), &[]),
    (
        "so-hoa-truong",
        "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 4",
        Some(Step(1)),
        Some(Step(2)),
        &["pho-thong", "pho-thong-tu-thuc"],
    ),
    (
        "kiem-dinh",
        "24/2023, Điều 6, 7, khoản 3, chỉ tiêu 5",
        Some(Yes),
        Some(Yes),
        &["nghe-nghiep", "nghe-nghiep-tu-thuc"],
    ),
];

/// Thông tư 24/2023, Điều 12 (level 1) and 13 (level 2); criteria 1 and 2 are those of Điều 6 and 7.
fn of_province() -> Vec<Target> {
    let with_learners: &[&str] = &[
        "giao-duc-khac",
        "pho-thong",
        "nghe-nghiep",
        "dai-hoc",
        "pho-thong-tu-thuc",
        "nghe-nghiep-tu-thuc",
        "dai-hoc-tu-thuc",
    ];
    let mut targets = OF_DISTRICT.to_vec();
    for target in &mut targets {
        match target.0 {
            "thanh-vien" => target.4 = &["co-quan", "kinh-te", "khac"],
            "thanh-vien-nguoi-hoc" => target.4 = with_learners,
            _ => {}
        }
    }
    let articles = "24/2023, Điều 12, 13, khoản 3";
    targets.push(("so-hoa-dai-hoc", articles, Some(Step(1)), Some(Step(2)), &["dai-hoc", "dai-hoc-tu-thuc"]));
    targets
}

impl Ask {
    /// The least answer.
    fn least(self) -> Value {
        match self {
            Yes => json!(true),
            Share(share) => json!(share),
            Two(first, second) => json!([first, second]),
            Step(step) => json!(step),
        }
    }

    /// Answers that are a hair too little; of two figures, either.
    fn too_little(self) -> Vec<Value> {
        match self {
            Yes => vec![json!(false)],
            Share(share) => vec![json!(share - 0.01)],
            Two(first, second) => vec![json!([first - 0.01, second]), json!([first, second - 0.01])],
            Step(step) => vec![json!(step - 1)],
        }
    }

    /// Whether an answer is enough, by the text.
    fn is_met(self, answer: &Value) -> bool {
        let number = |value: &Value| value.as_f64().unwrap_or_default();
        match self {
            Yes => *answer == json!(true),
            Share(share) => number(answer) >= share,
            Two(first, second) => number(&answer[0]) >= first && number(&answer[1]) >= second,
            Step(step) => number(answer) >= f64::from(step),
        }
    }
}

/// A sheet with what became of it: what it is about, the answers, the verdict by the text.
struct Case {
    about: String,
    sheet: Value,
    expected: &'static str,
}

/// Whether a level is reached by these answers.
fn reaches(targets: &[Target], level: usize, answers: &Map<String, Value>) -> bool {
    targets.iter().all(|(id, _, one, two, _)| [one, two][level - 1].is_none_or(|ask| ask.is_met(&answers[*id])))
}

/// Both levels of one kind of unit, or of one kind of commune: exactly met, and each target a hair under.
fn cases(set: &str, group: Option<&str>, area: Option<&str>, targets: &[Target]) -> Vec<Case> {
    let verdict = |answers: &Map<String, Value>| match (reaches(targets, 1, answers), reaches(targets, 2, answers)) {
        (_, true) => "level-2",
        (true, false) => "level-1",
        (false, false) => "not-achieved",
    };
    let sheet = |answers: &Map<String, Value>| json!({ "set": set, "year": 2026, "group": group, "area": area, "answers": answers });
    let mut cases = Vec::new();
    let whom = group.or(area).unwrap_or("mọi xã");
    for level in [1, 2] {
        // What only the other level asks is not met: no level hangs on what the other one asks.
        let exact: Map<String, Value> = targets
            .iter()
            .map(|(id, _, one, two, _)| {
                let (own, other) = if level == 1 { (one, two) } else { (two, one) };
                let answer = own.map(Ask::least).or_else(|| other.map(|ask| ask.too_little().remove(0)));
                ((*id).to_owned(), answer.expect("a level asks it"))
            })
            .collect();
        cases.push(Case {
            about: format!("{set}, {whom}, mức {level} vừa đủ"),
            sheet: sheet(&exact),
            expected: verdict(&exact),
        });
        assert!(reaches(targets, level, &exact));
        for (id, article, one, two, _) in targets {
            let Some(ask) = [one, two][level - 1] else { continue };
            for answer in ask.too_little() {
                let mut answers = exact.clone();
                answers.insert((*id).to_owned(), answer.clone());
                let about = format!("{set}, {whom}, mức {level}, {article}: {id} = {answer}");
                cases.push(Case { about, sheet: sheet(&answers), expected: verdict(&answers) });
            }
        }
    }
    cases
}

/// Scores all of them in one run, and compares.
fn agree(set: &str, cases: &[Case]) {
    let lines: Vec<String> = cases.iter().map(|case| case.sheet.to_string()).collect();
    let outcome = hoctap(repository(), &["score", set, "--answers", "-"], &lines.join("\n")).succeeds();
    let results: Vec<Value> =
        outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is a result")).collect();
    assert_eq!(results.len(), cases.len());
    for (case, result) in cases.iter().zip(&results) {
        assert_eq!(result["verdict"], case.expected, "{}\n{}\n{result}", case.about, case.sheet);
        assert_eq!(result["open"], json!([]), "{}: all that is asked is answered", case.about);
    }
}

/// The targets of a kind of unit.
fn of_kind(targets: &[Target], kind: &str) -> Vec<Target> {
    let mut of: Vec<Target> =
        targets.iter().filter(|target| target.4.is_empty() || target.4.contains(&kind)).copied().collect();
    // “Tập thể lao động tiên tiến” binds agencies and public units alone at level 2 of Điều 7.
    for target in of.iter_mut().filter(|target| target.0 == "thi-dua" && (kind == "kinh-te" || PRIVATE.contains(&kind)))
    {
        target.3 = None;
    }
    of
}

#[test]
fn a_commune_is_held_against_each_of_its_fifteen_targets() {
    let all = cases("cong-dong-xa", None, None, &COMMUNE);
    assert_eq!(all.len(), 2 + 2 * (14 + 2), "each target falls once a level, the one with two figures twice");
    agree("cong-dong-xa", &all);
}

#[test]
fn a_commune_in_a_hard_area_is_held_against_its_own() {
    let mut targets = COMMUNE;
    targets[14] = HARD;
    agree("cong-dong-xa", &cases("cong-dong-xa", None, Some("vung-kho-khan"), &targets));
}

#[test]
fn every_kind_of_unit_of_the_district_table_is_held_against_what_binds_it() {
    let kinds =
        ["co-quan", "mam-non-cong-lap", "pho-thong", "nghe-nghiep", "giao-duc-khac", "kinh-te", "khac"].into_iter();
    let kinds = kinds.chain(PRIVATE.iter().copied().filter(|kind| *kind != "dai-hoc-tu-thuc"));
    let mut all = Vec::new();
    for kind in kinds {
        all.extend(cases("dvh-huyen", Some(kind), None, &of_kind(&OF_DISTRICT, kind)));
    }
    agree("dvh-huyen", &all);
}

#[test]
fn every_kind_of_unit_of_the_province_table_is_held_against_what_binds_it() {
    let targets = of_province();
    let mut all = Vec::new();
    let kinds = ["co-quan", "pho-thong", "nghe-nghiep", "dai-hoc", "giao-duc-khac", "kinh-te", "khac"].into_iter();
    for kind in kinds.chain(PRIVATE.iter().copied().filter(|kind| *kind != "mam-non-tu-thuc")) {
        let mut of: Vec<Target> =
            targets.iter().filter(|target| target.4.is_empty() || target.4.contains(&kind)).copied().collect();
        of.sort_unstable_by_key(|target| target.0);
        all.extend(cases("dvh-tinh", Some(kind), None, &of));
    }
    agree("dvh-tinh", &all);
}

#[test]
fn whom_the_text_no_longer_has_or_whose_points_are_not_known_gets_no_verdict() {
    for set in ["cong-dong-huyen", "cong-dong-tinh", "cong-dong-xa@44-2014"] {
        let sheet = json!({ "set": set.split('@').next(), "year": 2026, "answers": {} });
        let mut sheet = sheet;
        if let Some((_, version)) = set.split_once('@') {
            sheet["version"] = json!(version);
        }
        let outcome = hoctap(repository(), &["score", set, "--answers", "-"], &sheet.to_string()).succeeds();
        let result: Value = serde_json::from_str(outcome.stdout.trim()).expect("one result");
        assert_eq!(result["verdict"], "undecided", "{set}");
    }
}

/// Thông tư 22/2020, Điều 8: Tốt 85–100, Khá 70–under 85, Trung bình 50–under 70.
#[test]
fn the_bands_of_2020_begin_where_the_text_says() {
    let rubric = hoctap(repository(), &["export", "dvht-22-2020", "--format", "json", "--out", "-"], "").succeeds();
    let set: Value = serde_json::from_str(&rubric.stdout).expect("a set");
    let items: Vec<(String, f64)> = set["criteria"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|criterion| criterion["items"].as_array().into_iter().flatten())
        .map(|item| {
            (item["id"].as_str().unwrap_or_default().to_owned(), item["scale"]["max"].as_f64().unwrap_or_default())
        })
        .collect();
    let maxima: Vec<f64> = items.iter().map(|(_, max)| *max).collect();
    assert_eq!(maxima, [10.0, 10.0, 10.0, 10.0, 5.0, 10.0, 5.0, 25.0, 10.0, 5.0], "Điều 5 to 7");
    let bands: Vec<Value> =
        set["pass"]["bands"].as_array().into_iter().flatten().map(|band| band["id"].clone()).collect();
    let total = |wanted: f64| {
        let mut rest = wanted;
        let answers: Map<String, Value> = items
            .iter()
            .map(|(id, max)| {
                let points = rest.min(*max);
                rest -= points;
                (id.clone(), json!((points * 100.0).round() / 100.0))
            })
            .collect();
        json!({ "set": "dvht-22-2020", "year": 2022, "answers": answers }).to_string()
    };
    let lines = [100.0, 85.0, 84.95, 70.0, 69.95, 50.0, 49.95, 0.0].map(total).join("\n");
    let outcome = hoctap(repository(), &["score", "dvht-22-2020", "--answers", "-"], &lines).succeeds();
    let verdicts: Vec<Value> = outcome
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a result")["verdict"].clone())
        .collect();
    let [low, middle, high] = &bands[..] else { panic!("three bands, not {bands:?}") };
    let none = json!("not-achieved");
    assert_eq!(verdicts.iter().collect::<Vec<_>>(), [high, high, middle, middle, low, low, &none, &none]);
}
