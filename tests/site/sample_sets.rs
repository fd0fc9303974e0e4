//! The sample sets on their way: from a table to a site, from a site to its five things, from a sheet to a verdict.

use expect_test::expect;
use serde_json::{Value, json};

use crate::support::{Site, is_kind, real, samples, site};

/// The sets of the sample site, the version in force first.
const SETS: [&str; 5] =
    ["mau-diem@2-2026", "mau-diem@1-2025", "mau-chi-tieu@1-2026", "mau-ho-so@1-2026", "mau-liet-ke@1-2026"];

fn results(site: &Site, arguments: &[&str]) -> Vec<Value> {
    let scored = site.run(&[&["score"], arguments, &["--answers", "phieu.json", "--today", "2026-11-21"]].concat());
    let lines = scored.succeeds().stdout;
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is a JSON result")).collect()
}

fn result(set: &str, sheet: &Value) -> Value {
    results(&samples().with("phieu.json", sheet.to_string()), &[set]).remove(0)
}

/// A farmer with these points: every answer that is not named brings all it can.
fn farmer(changes: &[(&str, Value)]) -> Value {
    let mut answers = json!({
        "doc": 10, "ke-hoach": 10, "lop": 4, "gio": 10, "may": 10, "ngoai-ngu": 10, "dong-ruong": 10, "giup": 10,
        "chia-se": 10, "tham-gia": 10, "vi-pham": false, "da-xep-tot": true,
    });
    for (id, answer) in changes {
        answers[id] = answer.clone();
    }
    json!({ "set": "mau-diem", "year": 2026, "group": "nong-dan", "answers": answers })
}

/// A school that reaches level 2 just so.
fn school(changes: &[(&str, Value)]) -> Value {
    let mut answers = json!({
        "ke-hoach-nam": true, "kinh-phi": true, "chuyen-doi-so": true, "thanh-vien": 85.5, "hoan-thanh": 90,
        "lop-hoc": 3, "hoc-sinh": 97, "khuyet-tat": 60, "giu-muc-do-1": 1, "vi-pham": false,
    });
    for (id, answer) in changes {
        answers[id] = answer.clone();
    }
    json!({ "set": "mau-chi-tieu", "year": 2026, "group": "truong", "answers": answers })
}

#[test]
fn each_band_begins_at_its_total() {
    // 100 less 14.5 is 85.5, where the highest band begins.
    for (changes, total, verdict) in [
        (vec![], 100.0, "xuat-sac"),
        (vec![("doc", json!(2)), ("gio", json!(3.5))], 85.5, "xuat-sac"),
        (vec![("doc", json!(2)), ("gio", json!(3))], 85.0, "tot"),
        (vec![("doc", json!(2)), ("gio", json!(2)), ("giup", json!(2)), ("may", json!(4))], 70.0, "tot"),
        (vec![("doc", json!(2)), ("gio", json!(2)), ("giup", json!(2)), ("may", json!(3))], 69.0, "kha"),
    ] {
        let result = result("mau-diem", &farmer(&changes));
        assert_eq!((result["total"].as_f64(), result["verdict"].as_str()), (Some(total), Some(verdict)));
    }
}

#[test]
fn a_condition_of_the_highest_band_holds_back_no_other() {
    let without = result("mau-diem", &farmer(&[("da-xep-tot", json!(false))]));
    assert_eq!(without["verdict"], "tot");
    assert_eq!(without["blocked_by"], json!(["da-xep-tot"]));
    assert_eq!(without["way_up"], json!([{ "id": "da-xep-tot", "from": false, "to": true }]));
    let punished = result("mau-diem", &farmer(&[("vi-pham", json!(true))]));
    assert_eq!(punished["verdict"], "not-achieved");
    assert_eq!(punished["way_up"], json!([{ "id": "vi-pham", "from": true, "to": false }]));
}

#[test]
fn what_does_not_apply_says_what_that_does() {
    // 90 of 90 without the computer: rescaled to 100. The language counts as full.
    let all = result("mau-diem", &farmer(&[("may", json!("na")), ("ngoai-ngu", json!("na"))]));
    assert_eq!(all["total"], 100);
    assert_eq!(all["unscaled"], json!({ "total": 90, "max": 90 }));
    assert_eq!(
        all["not_applicable"],
        json!([{ "id": "may", "effect": "left-out" }, { "id": "ngoai-ngu", "effect": "full" }])
    );
    // 63 of 90 is exactly 70 of 100.
    let changes = |gio: f64| {
        farmer(&[
            ("may", json!("na")),
            ("doc", json!(2)),
            ("giup", json!(2)),
            ("ke-hoach", json!(5)),
            ("gio", json!(gio)),
        ])
    };
    assert_eq!(result("mau-diem", &changes(4.0))["verdict"], "tot");
    let under = result("mau-diem", &changes(3.5));
    assert_eq!((&under["verdict"], &under["total"]), (&json!("kha"), &json!(69.44)));
}

#[test]
fn groups_are_asked_and_held_to_their_own() {
    let mut official = farmer(&[("dong-ruong", Value::Null), ("giay-to", json!(10)), ("doc", json!(2))]);
    official["group"] = json!("can-bo");
    let result = result("mau-diem", &official);
    assert_eq!(
        (&result["total"], &result["verdict"]),
        (&json!(92), &json!("not-achieved")),
        "an official's floor is 3"
    );
    assert_eq!(result["blocked_by"], json!(["doc"]));
    assert_eq!(result["of"], 12);
}

#[test]
fn without_a_group_that_decides_there_is_no_result_but_a_question() {
    let mut nobody = farmer(&[]);
    nobody["group"] = Value::Null;
    let site = samples().with("phieu.json", nobody.to_string());
    let refused = site.run(&["score", "mau-diem", "--answers", "phieu.json"]).exits(1);
    assert_eq!(refused.stdout, "");
    expect![[r#"
        phieu.json:1:1: lỗi[sheet-group-needed]: bộ này hỏi mỗi nhóm một khác, phiếu phải nói thuộc nhóm nào
          gợi ý: thêm "group" là một trong: nong-dan, can-bo
    "#]]
    .assert_eq(&refused.stderr);
    assert_eq!(results(&site, &["mau-diem", "--group", "nong-dan"])[0]["verdict"], "xuat-sac");
}

#[test]
fn a_level_is_reached_only_with_all_of_its_targets() {
    for (changes, verdict, total) in [
        (vec![], "level-2", 8),
        (vec![("thanh-vien", json!(85.49))], "level-1", 7),
        (vec![("thanh-vien", json!(80))], "level-1", 7),
        (vec![("thanh-vien", json!(79.99))], "not-achieved", 6),
        (vec![("giu-muc-do-1", json!(0.5))], "level-1", 8),
        (vec![("chuyen-doi-so", json!(false))], "level-1", 7),
        (vec![("khuyet-tat", json!("na"))], "level-2", 7),
        (vec![("kinh-phi", json!("na"))], "level-2", 8),
        (vec![("vi-pham", json!(true))], "not-achieved", 7),
        (vec![("hoc-sinh", Value::Null)], "incomplete", 6),
    ] {
        let result = result("mau-chi-tieu", &school(&changes));
        assert_eq!((&result["verdict"], &result["total"]), (&json!(verdict), &json!(total)), "{changes:?}");
    }
}

#[test]
fn the_way_to_a_level_names_each_target_in_its_own_terms() {
    let changes =
        [("thanh-vien", json!(82)), ("lop-hoc", json!(2)), ("chuyen-doi-so", json!(false)), ("giu-muc-do-1", json!(0))];
    let result = result("mau-chi-tieu", &school(&changes));
    assert_eq!(result["verdict"], "level-1");
    expect![[r#"
        [
          {
            "from": false,
            "id": "chuyen-doi-so",
            "to": true
          },
          {
            "from": 82,
            "id": "thanh-vien",
            "to": 85.5
          },
          {
            "from": 2,
            "id": "lop-hoc",
            "to": 3
          },
          {
            "from": 0,
            "id": "giu-muc-do-1",
            "to": 1
          }
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&result["way_up"]).expect("JSON"));
}

/// What the sample of units asks of a school, all at its thresholds of level 1; and in which area.
fn unit(group: &str, area: Option<&str>, changes: &[(&str, Value)]) -> Value {
    let mut answers = json!({
        "danh-hieu": true, "chung-chi": 50, "trinh-do": 0, "pho-cap": 2, "cong-dan": 60, "dao-tao": [50, 12],
    });
    if group == "kinh-te" {
        answers = json!({ "danh-hieu": true, "pho-cap": 2, "cong-dan": 60, "dao-tao": [50, 12] });
    }
    for (id, answer) in changes {
        answers[id] = answer.clone();
    }
    json!({ "set": "mau-ho-so", "year": 2026, "group": group, "area": area, "answers": answers })
}

#[test]
fn kinds_of_unit_and_of_place_are_held_against_their_own() {
    let hard = Some("kho-khan");
    for (group, area, changes, verdict, of) in [
        ("truong", None, vec![], "level-1", 5),
        ("truong", None, vec![("danh-hieu", json!(false))], "not-achieved", 5),
        ("truong", None, vec![("chung-chi", json!(49.99))], "not-achieved", 5),
        ("truong", None, vec![("pho-cap", json!(1))], "not-achieved", 5),
        ("truong", None, vec![("pho-cap", json!(3))], "level-1", 5),
        ("truong", None, vec![("dao-tao", json!([100, 11.99]))], "not-achieved", 5),
        ("truong", None, vec![("dao-tao", json!([49.99, 100]))], "not-achieved", 5),
        ("truong", None, vec![("dao-tao", json!("na"))], "level-1", 4),
        ("truong", hard, vec![("cong-dan", json!(50)), ("dao-tao", json!([40, 10]))], "level-1", 5),
        ("truong", hard, vec![("cong-dan", json!(49.99))], "not-achieved", 5),
        ("truong", hard, vec![("dao-tao", json!([40, 9.99]))], "not-achieved", 5),
        ("kinh-te", None, vec![], "level-1", 3),
        ("kinh-te", None, vec![("danh-hieu", json!(false))], "not-achieved", 4),
    ] {
        let result = result("mau-ho-so", &unit(group, area, &changes));
        assert_eq!((&result["verdict"], &result["max"]), (&json!(verdict), &json!(of)), "{group} {area:?} {changes:?}");
    }
    let highest = [("pho-cap", json!(3)), ("cong-dan", json!(80)), ("dao-tao", json!([60, 15]))];
    let school = [&highest[..], &[("trinh-do", json!(70))]].concat();
    assert_eq!(result("mau-ho-so", &unit("truong", None, &school))["verdict"], "level-2");
    // The certificates are asked at level 1 only, the title of economic organisations likewise.
    let school = [&school[..], &[("chung-chi", json!(0))]].concat();
    assert_eq!(result("mau-ho-so", &unit("truong", None, &school))["verdict"], "level-2");
    let firm = [&highest[..], &[("danh-hieu", json!(false))]].concat();
    assert_eq!(result("mau-ho-so", &unit("kinh-te", None, &firm))["verdict"], "level-2");
    let hard_firm = [("pho-cap", json!(3)), ("cong-dan", json!(70)), ("dao-tao", json!([50, 12.5]))];
    assert_eq!(result("mau-ho-so", &unit("kinh-te", hard, &hard_firm))["verdict"], "level-2");
    assert_eq!(result("mau-ho-so", &unit("kinh-te", None, &hard_firm))["verdict"], "level-1");
}

#[test]
fn a_recognition_says_two_days_and_changes_no_verdict() {
    let mut sheet = unit("truong", None, &[]);
    let before = result("mau-ho-so", &sheet);
    sheet["recognised"] = json!({ "level": 1, "date": "2026-02-10" });
    let mut after = result("mau-ho-so", &sheet);
    let days = json!({ "level": 1, "date": "2026-02-10", "raise_from": "2027-02-10", "kept_until": "2029-12-31" });
    assert_eq!(after.as_object_mut().and_then(|result| result.remove("recognised")), Some(days));
    assert_eq!(after, before);
}

#[test]
fn a_set_that_may_not_decide_is_a_checklist_however_well_it_was_read() {
    let sheet = json!({ "set": "mau-liet-ke", "year": 2026, "answers": { "thu-nhap": true, "xa-dat": 90 } });
    let result = result("mau-liet-ke", &sheet);
    assert_eq!(
        (&result["verdict"], &result["total"], &result["needed"]),
        (&json!("undecided"), &json!(2), &Value::Null)
    );
    assert!(result["caveats"].to_string().contains("không còn cấp mẫu"), "{result}");
}

#[test]
fn a_table_with_two_figures_and_levels_of_a_standard_is_understood() {
    let table = "Tiêu chí;Chỉ tiêu;Mức độ 1;Mức độ 2\nKết quả;;;\n\
                 ;Đạt chuẩn phổ cập tiểu học;Mức độ 2;Mức độ 3\n\
                 ;Được đào tạo, trong đó có bằng đại học;50% và 12%;60% và 15%\n";
    let other = site("-- content/criteria/_index.md --\n+++\ntitle = \"Tiêu chí\"\ndescription = \"Mẫu.\"\nslug = \"tieu-chi\"\n+++\n")
        .with("bang.csv", table);
    other.run(&["import", "bang.csv", "--set", "xa"]).succeeds();
    other.run(&["export", "xa", "--format", "json", "--out", "xa.json"]).succeeds();
    let set: Value =
        serde_json::from_slice(&std::fs::read(other.root().join("xa.json")).expect("an export")).expect("JSON");
    let items = &set["criteria"][0]["items"];
    let steps = json!(["Chưa đạt", "Mức độ 1", "Mức độ 2", "Mức độ 3"]);
    assert_eq!(items[0]["scale"], json!({ "type": "standard", "thresholds": [2, 3], "steps": steps }));
    let part = |title: &str, thresholds: Value| json!({ "title": title, "scale": { "type": "percent", "thresholds": thresholds } });
    let parts = json!([part("Được đào tạo", json!([50, 60])), part("có bằng đại học", json!([12, 15]))]);
    assert_eq!(items[1]["scale"], json!({ "type": "pair", "parts": parts }));
}

#[test]
fn a_sheet_of_an_older_version_is_scored_by_its_own_and_says_that_a_newer_one_exists() {
    let old = json!({ "set": "mau-diem", "version": "1-2025", "year": 2025, "answers": { "doc": 10, "viet": 2 } });
    let site = samples().with("phieu.json", format!("{old}\n{}\n", farmer(&[])));
    let results = results(&site, &["mau-diem"]);
    assert_eq!((&results[0]["version"], &results[0]["verdict"]), (&json!("1-2025"), &json!("achieved")));
    assert_eq!((&results[1]["version"], &results[1]["verdict"]), (&json!("2-2026"), &json!("xuat-sac")));
    let says_so = |result: &Value| result["caveats"].to_string().contains("2-2026");
    assert!(says_so(&results[0]) && !says_so(&results[1]), "{results:#?}");
}

#[test]
fn from_one_set_come_its_pages_its_check_its_file_its_table_and_its_json() {
    let site = samples();
    site.build().succeeds();
    let public = site.public();
    for path in [
        "tieu-chi/mau-diem/index.html",
        "tieu-chi/mau-diem/tu-hoc/index.html",
        "tieu-chi/mau-diem/mau-diem.json",
        "tieu-chi/mau-diem/mau-diem.xlsx",
        "tu-kiem-tra/mau-diem/index.html",
        "mang-theo/mau-diem.html",
        "tieu-chi/mau-diem/1-2025/index.html",
        "tieu-chi/mau-diem/1-2025/tu-hoc/index.html",
        "tieu-chi/mau-diem/1-2025/mau-diem.json",
        "tu-kiem-tra/mau-diem/1-2025/index.html",
        "mang-theo/mau-diem/1-2025.html",
        "tieu-chi/mau-chi-tieu/index.html",
        "tu-kiem-tra/mau-chi-tieu/index.html",
        "tieu-chi/hoctap-set-1.schema.json",
    ] {
        assert!(public.contains_key(path), "no {path}");
    }
}

#[test]
fn every_published_set_is_as_its_schema_says() {
    let samples = samples();
    samples.build().succeeds();
    let sites = [samples.public(), real::real_site().files.clone()];
    for files in sites {
        let json = |path: &str| -> Value { serde_json::from_slice(&files[path]).expect("JSON") };
        let schema = jsonschema::validator_for(&json("tieu-chi/hoctap-set-1.schema.json")).expect("a JSON Schema");
        let sets: Vec<&String> = files
            .keys()
            .filter(|path| path.starts_with("tieu-chi/") && is_kind(path, "json") && !path.contains("schema"))
            .collect();
        assert!(sets.len() >= 3, "{sets:?}");
        for path in sets {
            let set = json(path);
            let errors: Vec<String> = schema.iter_errors(&set).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{path}: {errors:#?}");
            let mut broken = set;
            broken["criteria"] = json!("không");
            assert!(!schema.is_valid(&broken), "the schema takes anything");
        }
    }
}

#[test]
fn a_set_that_goes_out_as_a_table_comes_back_whole() {
    for (name, format) in SETS.into_iter().flat_map(|set| [(set, "xlsx"), (set, "json")]) {
        let samples = samples();
        let file = format!("bang.{format}");
        samples.run(&["export", name, "--format", format, "--out", &file]).succeeds();
        let (id, version) = name.split_once('@').expect("a set and a version");
        let table = std::fs::read(samples.root().join(&file)).expect("the exported table");
        let other = site("-- content/criteria/_index.md --\n+++\ntitle = \"Tiêu chí\"\ndescription = \"Mẫu.\"\nslug = \"tieu-chi\"\n+++\n")
            .with(&file, table);
        other.run(&["import", &file, "--set", id]).succeeds();
        // A figure of another set is named, and here that set is not.
        if id == "mau-chi-tieu" || id == "mau-ho-so" {
            let path = format!("content/criteria/{id}/02-ket-qua.md");
            let text = std::fs::read_to_string(other.root().join(&path)).expect("an imported criterion");
            assert!(text.contains("figure = \"mau-diem\"\n"));
            let _same_site = other.root();
            std::fs::write(other.root().join(&path), text.replace("figure = \"mau-diem\"\n", "")).expect("a file");
        }
        other.run(&["export", id, "--format", "json", "--out", "lai.json"]).succeeds();
        samples.run(&["export", name, "--format", "json", "--out", "goc.json"]).succeeds();
        let read = |site: &Site, file: &str| -> Value {
            serde_json::from_slice(&std::fs::read(site.root().join(file)).expect("an export")).expect("JSON")
        };
        let mut original = read(&samples, "goc.json");
        for path in ["/criteria/1/items/0", "/criteria/1/items/1", "/criteria/1/items/2/scale/parts/0"] {
            if let Some(item) = original.pointer_mut(path).and_then(Value::as_object_mut) {
                item.remove("figure");
            }
        }
        assert_eq!(read(&other, "lai.json"), original, "{name} as {format}");
        assert_eq!(original["version"], version);
    }
}
