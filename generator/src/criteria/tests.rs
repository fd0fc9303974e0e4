//! The sample sets through every form: front matter, document, rubric, Markdown files.

use super::{CriteriaSet, What, assemble, changes, markdown, rubric};
use crate::diagnostic::{Findings, Lang};
use crate::source::set::document::{Kind, Number, PointsText, Scale, SetDocument, Verified};
use crate::source::{Library, read_library};
use std::path::{Path, PathBuf};
use wasm_check::decimal::Decimal;
use wasm_check::rubric::{Rubric, Scale as RubricScale};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").join("tests/sites/samples")
}

/// The sets of a site, which has no mistakes.
fn with_sets<T>(root: &Path, look: impl FnOnce(&[CriteriaSet<'_>]) -> T) -> T {
    let mut findings = Findings::default();
    let library: Library =
        read_library(&crate::disk::Root::open(root).expect("a folder"), &[], false, None, &mut findings)
            .expect("the site is there");
    let sets = assemble(&library, "Không thay cho công nhận.", "Có bản mới: {version}.", &mut findings);
    assert_eq!(findings.to_text(Lang::En), "");
    look(&sets)
}

fn documents() -> Vec<SetDocument> {
    with_sets(&samples(), |sets| sets.iter().map(|set| set.document.clone()).collect())
}

fn document(name: &str) -> SetDocument {
    let is_it = |document: &SetDocument| format!("{}@{}", document.set, document.version) == name;
    documents().into_iter().find(is_it).expect("a sample of that name")
}

fn number(text: &str) -> Number {
    Number(Decimal::parse(text).expect("a decimal"))
}

#[test]
fn versions_stand_behind_the_current_one_of_their_set() {
    with_sets(&samples(), |sets| {
        let names: Vec<_> =
            sets.iter().map(|set| (set.part.id.as_str(), set.part.version.as_str(), set.newer.as_deref())).collect();
        let expected = [
            ("mau-diem", "2-2026", None),
            ("mau-diem", "1-2025", Some("2-2026")),
            ("mau-chi-tieu", "1-2026", None),
            ("mau-ho-so", "1-2026", None),
            ("mau-liet-ke", "1-2026", None),
        ];
        assert_eq!(names, expected);
        let current: Vec<bool> = sets.iter().map(|set| set.is_current).collect();
        assert_eq!(current, [true, false, true, true, true]);
        assert_eq!(sets[1].rubric.caveats[..2], ["Không thay cho công nhận.", "Có bản mới: 2-2026."]);
    });
}

#[test]
fn a_set_survives_json_and_its_rubric_too() {
    for document in documents() {
        let json = serde_json::to_string(&document).expect("a document is JSON");
        let read: SetDocument = serde_json::from_str(&json).expect("what was written");
        assert_eq!(read, document);
        let rubric = rubric(&read, "", None);
        assert_eq!(Rubric::from_page(&rubric.to_page()), Some(rubric));
    }
}

#[test]
fn every_number_survives_json() {
    for text in ["0", "0.000001", "0.1", "85.5", "92.123456", "999999999", "999999999.999999"] {
        let json = serde_json::to_string(&number(text)).expect("a number is JSON");
        assert_eq!(serde_json::from_str::<Number>(&json).ok(), Some(number(text)), "{json}");
    }
    for json in ["-1", "-0.5", "1e12", "\"5\"", "null"] {
        assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
    }
}

#[test]
fn a_set_written_as_markdown_reads_back_as_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let file = folder.path().join("content").join(path);
        std::fs::create_dir_all(file.parent().expect("a folder above")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    };
    write("_index.md", "+++\ntitle = \"Trang\"\ndescription = \"Trang.\"\n+++\n");
    write("criteria/_index.md", "+++\ntitle = \"Tiêu chí\"\ndescription = \"Tiêu chí.\"\n+++\n");
    let documents = documents();
    for (place, document) in documents.iter().enumerate() {
        for (name, text) in markdown::files(document) {
            write(&format!("criteria/{place}/{name}"), &text);
        }
    }
    with_sets(folder.path(), |sets| {
        for document in &documents {
            let is_it =
                |set: &&CriteriaSet<'_>| *set.part.id == *document.set && *set.part.version == *document.version;
            let read = sets.iter().find(is_it);
            assert_eq!(&read.expect("it was written").document, document);
        }
    });
}

#[test]
fn every_way_to_answer_has_its_scale_and_its_threshold() {
    let rubric = rubric(&document("mau-diem@2-2026"), "", None);
    let of_points: Vec<_> = rubric.criteria[0].items.iter().map(|item| (item.scale, item.max.text())).collect();
    let expected = [RubricScale::Whole, RubricScale::Options, RubricScale::Count, RubricScale::Typed]
        .map(|it| (it, "10".to_owned()));
    assert_eq!(of_points, expected);
    assert_eq!(rubric.ranks.iter().map(|rank| rank.id.as_str()).collect::<Vec<_>>(), ["kha", "tot", "xuat-sac"]);
    assert_eq!(rubric.conditions[1].needs, [None, None, Some(Decimal::ONE)]);

    let rubric = super::rubric(&document("mau-chi-tieu@1-2026"), "", None);
    let share = &rubric.criteria[1].items[0];
    assert_eq!(share.needs_of(None), [Some(Decimal::whole(90)), Some(Decimal::whole(95))]);
    assert_eq!(share.needs_of(Some("truong")), [Some(Decimal::whole(80)), Decimal::parse("85.5")]);
    assert_eq!(rubric.criteria[1].items[1].needs, [Some(Decimal::whole(90)); 2]);
    assert_eq!(rubric.criteria[0].items[2].needs, [None, Some(Decimal::ONE)]);
}

#[test]
fn a_checklist_without_points_counts_what_is_met() {
    let mut set = document("mau-diem@1-2025");
    set.verified = Verified::None;
    set.pass = None;
    let with_points = rubric(&set, "", None);
    assert_eq!((with_points.kind, with_points.ranks.len()), (wasm_check::rubric::Kind::Points, 0));
    for item in set.criteria.iter_mut().flat_map(|criterion| &mut criterion.items) {
        item.scale = Scale::YesNo;
    }
    let checklist = rubric(&set, "", None);
    assert_eq!((checklist.kind, checklist.ranks[0].id.as_str()), (wasm_check::rubric::Kind::Targets, "achieved"));
    assert!(checklist.items().iter().all(|item| item.needs == [Some(Decimal::ONE)]));
}

#[test]
fn no_document_makes_the_rubric_panic() {
    let mut set = document("mau-chi-tieu@1-2026");
    for item in set.criteria.iter_mut().flat_map(|criterion| &mut criterion.items) {
        item.level = Some(u32::MAX.into());
        item.scale = Scale::Percent { thresholds: Vec::new() };
    }
    set.levels.clear();
    set.kind = Kind::Points;
    set.conditions[0].must = None;
    set.conditions[0].at_least = None;
    assert!(rubric(&set, "", None).items().iter().take(8).all(|item| item.needs == [None]));
    set.criteria[0].items[0].scale = Scale::Options { options: Vec::new() };
    set.criteria[0].items[1].scale = Scale::Count { steps: Vec::new(), unit: None };
    assert_eq!(rubric(&set, "", None).kind, wasm_check::rubric::Kind::Points);
}

#[test]
fn what_changed_is_told_in_the_order_of_the_document() {
    let old = document("mau-diem@2-2026");
    assert_eq!(changes(&old, &old), []);
    let mut new = old.clone();
    let pass = new.pass.as_mut().expect("a set of points");
    pass.floor = None;
    pass.bands.remove(1);
    pass.areas[0].total = number("46.5").into();
    new.groups[1].total = Some(number("60").into());
    new.conditions[1].level = None;
    new.criteria[0].items.remove(2);
    new.criteria[0].items[1].scale =
        Scale::Options { options: vec![PointsText { points: number("0"), text: "Không".to_owned() }] };
    new.criteria[1].items[2].groups.clear();
    new.criteria[1].items[0].na = None;
    new.criteria[2].title = "Quan hệ".to_owned();
    let changes = changes(&old, &new);
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.what, change.title.as_deref(), change.old.as_deref(), change.new.as_deref()))
        .collect();
    let expected = [
        (What::Floor, None, Some("2"), None),
        (What::BandRemoved, Some("Tốt"), Some("70"), None),
        (What::AreaChanged, Some("Vùng khó khăn"), Some("45"), Some("46,5")),
        (What::GroupTotal, Some("Cán bộ"), Some("55"), Some("60")),
        (What::ConditionLevel, Some("Năm trước đã xếp Tốt"), Some("3"), None),
        (What::CriterionRenamed, Some("Quan hệ"), Some("Cùng người khác"), Some("Quan hệ")),
        (What::ItemRemoved, Some("Lớp đã học"), Some("1 → 4; 2 → 7; 4 → 10 (lớp)"), None),
        (What::ItemRescaled, Some("Có kế hoạch học"), Some("0; 5; 10"), Some("0")),
        (What::ItemNa, Some("Dùng máy tính"), Some("left-out"), None),
        (What::ItemGroups, Some("Kỹ thuật đồng ruộng"), Some("Nông dân"), None),
    ];
    assert_eq!(told, expected);
}
