//! The page without a browser: a device that keeps texts in a list, and takes none where it is full.

use super::super::view::View;
use super::*;
use crate::rubric::samples::{item, points};
use crate::rubric::{Area, Group};
use std::cell::RefCell;
use std::rc::Rc;

/// Three questions in one criterion, a floor, an area, two groups that are asked alike.
fn rule() -> Rubric {
    let group = |id: &str| Group { id: id.to_owned(), total: None, floor: None };
    Rubric {
        floor: Some(Decimal::whole(5)),
        areas: vec![Area { id: "kho".to_owned(), total: Some(Decimal::whole(15)), caveat: None }],
        groups: vec![group("dan"), group("lao")],
        ..points(
            "cdht",
            "1",
            20,
            vec![
                item("a", Scale::Whole, 10, "1"),
                item("b", Scale::Whole, 10, "1"),
                item("c", Scale::Typed, 10, "0.5"),
            ],
        )
    }
}

/// A store that several pages share, as tabs do.
#[derive(Debug, Clone, Default)]
struct Store(Rc<RefCell<Vec<(String, String)>>>, Rc<RefCell<bool>>);

impl Device for Store {
    fn load(&self, key: &str) -> Option<String> {
        self.0.borrow().iter().find(|(kept, _)| kept == key).map(|(_, text)| text.clone())
    }

    fn save(&self, key: &str, text: &str) -> bool {
        if *self.1.borrow() {
            return self.load(key).as_deref() == Some(text);
        }
        self.remove(key);
        self.0.borrow_mut().push((key.to_owned(), text.to_owned()));
        true
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().retain(|(kept, _)| kept != key);
    }

    fn today(&self) -> Date {
        Date::new(2026, 11, 30).expect("a day")
    }

    fn hour(&self) -> String {
        "08:05".to_owned()
    }
}

fn page(store: &Store) -> State<Store> {
    let rubric = rule();
    let mut page = State::new(store.clone(), rubric, "hoc".to_owned(), vec![2026, 2025]);
    page.open("");
    page.come("");
    page
}

const SHEET: &str = "hoc/sheet/cdht@1/2026";

#[test]
fn what_is_answered_is_kept_and_comes_back_to_the_question() {
    let store = Store::default();
    let mut one = page(&store);
    assert_eq!((one.step, one.is_restored), (Step::Start, false));
    one.go("i-a");
    assert!(one.change("i.a", "8", true) && !one.change("i.a", "8", true), "input and change are one touch");
    assert_eq!(one.saved_at, "08:05");
    assert!(store.load(SHEET).is_some_and(|kept| kept.contains("\"a\":8")));
    assert_eq!(store.load("hoc/at").as_deref(), Some("hoc/sheet/cdht@1/2026 i-a 1 3"));
    one.go("i-b");
    let again = page(&store);
    assert_eq!((again.step, again.is_restored), (Step::Ask(1), true));
    assert_eq!(again.value("i.a", true), "8");
}

#[test]
fn an_address_leads_to_its_question_and_an_unknown_one_to_where_somebody_was() {
    let store = Store::default();
    let mut page = page(&store);
    page.change("i.a", "8", true);
    page.come("i-c");
    assert_eq!(page.step, Step::Ask(2));
    page.come("nothing");
    assert_eq!(page.step, Step::Ask(2), "where one was");
    page.go("");
    assert_eq!(page.step, Step::Start);
    store.remove("hoc/at");
    page.come("");
    assert_eq!(page.step, Step::Ask(1), "the first that is open");
}

#[test]
fn a_number_and_the_choices_beside_it_clear_each_other() {
    let mut page = page(&Store::default());
    page.change("i.c", "7,", false);
    assert_eq!((page.value("i.c", false).as_str(), page.outcome().total.text().as_str()), ("7,", "7"));
    page.change("i.c", "tám", false);
    assert!(page.is_wrong("c") && page.outcome().answered == 0);
    page.change("i.c", "unknown", true);
    assert!(!page.is_wrong("c") && page.value("i.c", false).is_empty());
    assert_eq!(page.value("i.c", true), "unknown");
}

#[test]
fn an_earlier_recognition_needs_its_level_and_its_day() {
    let store = Store::default();
    let mut one = page(&store);
    one.change("recognised-level", "1", false);
    assert_eq!((one.sheet.recognised, one.value("recognised-level", false).as_str()), (None, "1"));
    one.change("recognised-date", "2026-02-10", false);
    assert!(one.sheet.recognised.is_some());
    let again = page(&store);
    assert_eq!(again.value("recognised-date", false), "2026-02-10");
}

#[test]
fn another_tab_loses_nothing_and_another_turn_gets_its_own() {
    let store = Store::default();
    let mut one = page(&store);
    let mut other = page(&store);
    one.change("i.a", "8", true);
    other.change("i.b", "7", true);
    assert_eq!(other.outcome().total.text(), "15");
    one.follow(false);
    assert_eq!(one.outcome().total.text(), "15");
    store.save("hoc/person", "p2 Bà Tư");
    one.change("i.c", "6", false);
    assert!(store.load(SHEET).is_some_and(|kept| kept.contains("\"c\":6")), "it is whose it was on the screen");
    assert_eq!((one.person(), one.outcome().answered), ("Bà Tư", 0));
}

#[test]
fn what_cannot_be_read_is_put_aside_and_what_is_deleted_comes_back() {
    let store = Store::default();
    store.save(SHEET, "{\"answers\":{\"a\":8");
    let mut page = page(&store);
    page.change("i.b", "5", true);
    assert_eq!(store.load("hoc/sheet/cdht@1/2026/damaged").as_deref(), Some("{\"answers\":{\"a\":8"));
    page.delete();
    assert!(page.is_deleted() && store.load(SHEET).is_none() && store.load("hoc/at").is_none());
    page.undo();
    assert_eq!((page.is_deleted(), page.outcome().total.text().as_str()), (false, "5"));
}

#[test]
fn a_store_that_is_full_keeps_nothing_and_years_live_as_long_as_the_page() {
    let store = Store::default();
    *store.1.borrow_mut() = true;
    let mut page = page(&store);
    page.change("i.a", "8", true);
    assert!(page.is_failed && page.saved_at.is_empty());
    page.change("year", "2025", true);
    assert_eq!(page.outcome().answered, 0);
    page.change("year", "2026", true);
    assert_eq!((page.outcome().total.text().as_str(), page.is_failed), ("8", true));
}

#[test]
fn marks_made_before_the_module_came_lie_over_what_is_kept() {
    let store = Store::default();
    page(&store).change("i.a", "8", true);
    let rubric = rule();
    let mut page = State::new(store, rubric, "hoc".to_owned(), vec![2026, 2025]);
    page.open("");
    assert!(page.lay("i.b", "9", true));
    page.save();
    assert_eq!(page.outcome().total.text(), "17");
}

#[test]
fn the_way_leads_through_the_questions_to_the_result_and_back() {
    let mut page = page(&Store::default());
    let ids = |page: &State<Store>| (View::of(page).way("previous"), View::of(page).way("next"));
    assert_eq!(ids(&page), (String::new(), "i-a".to_owned()));
    page.go("i-b");
    assert_eq!(ids(&page), ("i-a".to_owned(), "i-c".to_owned()));
    page.go("i-c");
    assert!(View::of(&page).is("!to-question") && !View::of(&page).is("answered"));
    page.change("i.c", "unknown", true);
    assert!(View::of(&page).is("answered"));
    page.go("ket-qua");
    assert_eq!(View::of(&page).way("open"), "i-a", "what was left out before what is not known");
    assert_eq!(page.path().next(Step::Result), None);
}

#[test]
fn the_page_says_what_is_asked_for() {
    let mut page = page(&Store::default());
    for (id, points) in [("i.a", "8"), ("i.b", "4")] {
        page.change(id, points, true);
    }
    page.change("i.c", "10", false);
    let view = View::of(&page);
    assert!(view.is("verdict:not-achieved") && view.is("way-up") && view.is("started") && view.is("!in-area"));
    assert_eq!(view.text("criterion-total:mot").as_deref(), Some("22"));
    assert_eq!(view.text("nothing"), None);
    let rows = view.rows("way-up");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].word, rows[0].number("by").as_deref()), ("points", Some("1")));
    assert_eq!(view.rows("review").iter().map(|row| row.word).collect::<Vec<_>>(), ["", "below", ""]);
}
