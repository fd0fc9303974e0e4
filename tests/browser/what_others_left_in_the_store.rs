//! What an older or a newer version wrote, what was corrupted by hand, what another tab does meanwhile, a store that is full in
//! the middle, a clock that was set back: nothing that was saved is lost, and what cannot be done is said. In the check, in
//! the book, and on the page that adds up.

use serde_json::{Value, json};

use crate::book::{Book, NOW, keep, keep_people, whole};
use crate::check::{CHECK, Check};
use crate::many_results_added_up::{self, TALLY, a_code, assessed, paste};
use crate::samples;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

const SHEETS: &str = "hoctap/sheet/cdht@324-2023";
const LIST: &str = "hoctap/tally/cdht@324-2023";

/// A clock of 2015, as after a battery that was empty.
const CLOCK_SET_BACK: &str = "
    const Real = Date, late = Real.now() - Real.parse('2015-06-01T03:00:00Z');
    window.Date = class extends Real {
      constructor(...given) { if (given.length) super(...given); else super(Real.now() - late); }
      static now() { return Real.now() - late; }
    };";

fn open() -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url("404.html"));
    (server, browser)
}

fn put(browser: &Browser, key: &str, text: &str) {
    browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, text]));
}

fn kept(browser: &Browser, key: &str) -> Value {
    browser.run("return localStorage.getItem(arguments[0])", json!([key]))
}

fn sheet(year: u32, answers: &Value) -> String {
    json!({ "set": "cdht", "version": "324-2023", "year": year, "answers": answers }).to_string()
}

/// Makes the store take so many texts more, and then none.
fn fill_after(browser: &Browser, more: u32) {
    let script = "
        let left = arguments[0];
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
          if (left <= 0) throw new DOMException('full', 'QuotaExceededError');
          left -= 1;
          set.call(this, key, text);
        };";
    browser.run(script, json!([more]));
}

#[test]
fn a_sheet_from_before_there_were_years_is_kept_where_it_is_damaged_too() {
    let (server, browser) = open();
    let torn = "{\"set\":\"cdht\",\"year\":2026,\"answers\":{\"ke-hoach\":8";
    put(&browser, SHEETS, torn);
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer("tu-duy", "5").wait_until_saved();
    assert_eq!(kept(&browser, SHEETS), Value::Null, "it moved");
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026/damaged")), json!(torn));
    assert!(kept(&browser, &format!("{SHEETS}/2026")).to_string().contains("tu-duy"));
}

#[test]
fn where_all_its_places_are_taken_the_old_sheet_stays_and_nothing_is_written_over() {
    let (server, browser) = open();
    let old = sheet(2026, &json!({ "ke-hoach": 7 }));
    let (new, torn) = (sheet(2026, &json!({ "tu-duy": 3 })), "{\"answers\":");
    let own = format!("{SHEETS}/2026");
    put(&browser, SHEETS, &old);
    put(&browser, &own, &new);
    put(&browser, &format!("{own}/damaged"), torn);
    for _ in 0..2 {
        assert_eq!(Check::open(&browser, &server.url(CHECK)).result()["total"], 3);
        assert_eq!(kept(&browser, SHEETS), json!(old));
        assert_eq!(kept(&browser, &own), json!(new));
        assert_eq!(kept(&browser, &format!("{own}/damaged")), json!(torn));
    }
}

#[test]
fn what_a_newer_version_wrote_beside_the_answers_is_put_aside_and_the_answers_count() {
    let (server, browser) = open();
    let newer = "{\"set\":\"cdht\",\"version\":\"324-2023\",\"year\":2026,\"colour\":\"red\",\
                 \"answers\":{\"ke-hoach\":8,\"new-one\":5},\"answers-of-others\":{\"a\":[1]}}";
    put(&browser, &format!("{SHEETS}/2026"), newer);
    // And all that the site keeps besides, as nobody would write it.
    for (key, text) in [("year", "2999 x"), ("person", "p0 \u{0}"), ("text", "9"), ("one", ""), ("people", "[1")] {
        put(&browser, &format!("hoctap/{key}"), text);
    }
    put(&browser, "hoctap/plan/cdht@324-2023/2026", "{\"steps\":7}");
    let check = Check::open(&browser, &server.url(CHECK));
    assert_eq!(check.result()["total"], 8);
    browser.go(&server.url(&format!("{CHECK}so/")));
    let book = Book::wait(&browser);
    assert!(book.text("years").contains("8 trên 100"), "{}", book.text("years"));
    assert!(book.text("years").contains("không đọc được"), "{}", book.text("years"));
    book.act("plan-make");
    assert_eq!(kept(&browser, "hoctap/plan/cdht@324-2023/2026/damaged"), json!("{\"steps\":7}"));
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026")), json!(newer), "looking changes nothing");
    many_results_added_up::go(&browser, &server.url(TALLY));
    browser.tap("[data-action=device]");
    assert!(browser.shows("[data-troubles] li"), "what is not counted is named");
    Check::open(&browser, &server.url(CHECK)).answer("tu-duy", "5").wait_until_saved();
    assert_eq!(kept(&browser, &format!("{SHEETS}/2026/damaged")), json!(newer));
}

#[test]
fn bringing_in_is_all_or_nothing_where_the_store_is_full_in_the_middle() {
    let (server, browser) = samples::open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 8 }))]);
    let book = Book::open(&browser, &server);
    let before = book.kept();
    let sheets: Vec<String> = (2022..2026)
        .map(|year| {
            format!(r#"{{"set":"mau-diem","version":"2-2026","year":{year},"group":"nong-dan","answers":{{"doc":5}}}}"#)
        })
        .collect();
    book.open_carry().paste(&sheets.join("\n"));
    assert!(browser.text("[data-brought]").contains("Đọc được 4 phiếu"), "{}", browser.text("[data-brought]"));
    fill_after(&browser, 2);
    book.act("take-in");
    assert!(book.said().contains("không cho trang lưu lại"), "{}", book.said());
    assert_eq!(book.kept(), before, "two of four would be a half that nobody asked for");
    assert!(book.text("years").contains("8 trên 100"));
}

#[test]
fn a_person_deleted_in_another_tab_gets_no_plan_and_nobody_else_gets_theirs() {
    let (server, browser) = samples::open();
    let years: [(&str, Value); 2] =
        [(&format!("{NOW}/2026"), json!({ "doc": 8 })), (&format!("{NOW}/2026/p1"), whole(4))];
    keep(&browser, &server, &years);
    keep_people(&browser, &["Bà Tư"]);
    let book = Book::open(&browser, &server);
    book.tap("[data-list=people] button").act("plan-make");
    let first = browser.open_tab();
    let other = Book::open(&browser, &server);
    other.tap("[data-list=people] button").tap("[data-step]:not([hidden]) [data-done]");
    assert!(other.text("plan").contains("Đã xong 1 trên"), "{}", other.text("plan"));
    browser.go_to_tab(&first);
    browser.wait("document.querySelector('[data-step]:not([hidden]) [data-done]').checked");

    // Deleted as by a tab that has not told this one yet.
    let delete = "for (const key of Object.keys(localStorage)) if (key.endsWith('/p1')) localStorage.removeItem(key);
                  localStorage.setItem('samples/people', '{\"people\":[],\"last\":1}');";
    browser.run(delete, json!([]));
    let before = book.kept();
    book.tap("[data-step]:not([hidden]) [data-done]");
    assert_eq!(book.kept(), before, "neither hers comes back, nor is the owner given one");
    assert!(!browser.text("main").contains("Bà Tư"));
    assert!(book.text("years").contains("8 trên 100"), "the owner's stands there");
}

#[test]
fn a_clock_that_was_set_back_hides_no_year_in_the_book() {
    let (server, browser) = samples::open();
    let years: [(&str, Value); 2] =
        [(&format!("{NOW}/2026"), whole(8)), (&format!("{NOW}/2026/p1"), json!({ "doc": 4 }))];
    keep(&browser, &server, &years);
    keep_people(&browser, &["Bà Tư"]);
    Book::open(&browser, &server).act("plan-make");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": CLOCK_SET_BACK }));
    let book = Book::open(&browser, &server);
    assert_eq!(browser.value("new Date().getFullYear()"), 2015, "the clock is wrong");
    assert!(book.text("years").contains("2026"), "{}", book.text("years"));
    assert!(book.text("plan").contains("Đã xong 0 trên"), "the plan of 2026 is there: {}", book.text("plan"));
    let choose = "const list = document.querySelector('#people-year'); list.value = '2026';
                  list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(choose, json!([]));
    assert!(book.text("people").contains("1 người đã có câu trả lời năm 2026"), "{}", book.text("people"));
    let read = || -> Value {
        let kept = kept(&browser, &format!("{NOW}/2026"));
        serde_json::from_str(kept.as_str().expect("a sheet")).expect("JSON")
    };
    let sheet = read();
    book.open_carry();
    let file = browser.value("document.querySelector('[data-out]').value");
    book.act("delete-sheet").paste(file.as_str().expect("a text")).act("take-in");
    assert_eq!(read(), sheet, "it comes back under its own year");
}

#[test]
fn a_list_of_sheets_that_was_corrupted_is_put_aside_and_said_before_it_is_written_over() {
    let (server, browser) = open();
    let sound = sheet(2026, &json!({ "ke-hoach": 8 }));
    let spoiled =
        json!({ "sheets": [sound, "{\"set\":\"cdht\",\"answers\":{\"ke-hoach\":99}}"], "fields": [] }).to_string();
    for text in ["{\"sheets\":[", "7", &spoiled] {
        browser.run("localStorage.clear();", json!([]));
        put(&browser, LIST, text);
        many_results_added_up::go(&browser, &server.url(TALLY));
        assert!(browser.shows("[data-kept-damaged]"), "{text}");
        assert_eq!(kept(&browser, LIST), json!(text), "looking changes nothing");
        paste(&browser, &a_code(9));
        assert_eq!(kept(&browser, &format!("{LIST}/damaged")), json!(text));
        assert!(kept(&browser, LIST).to_string().contains("ngoai-ngu"));
    }
    assert_eq!(assessed(&browser), "2", "what is sound of it counts");
    browser.tap("[data-action=clear]");
    assert_eq!(browser.value("localStorage.length"), 0, "what is deleted is gone, with all that was put aside");
}

#[test]
fn a_store_that_is_full_costs_the_list_of_sheets_nothing_but_the_keeping_and_says_so() {
    let (server, browser) = open();
    many_results_added_up::go(&browser, &server.url(TALLY));
    browser.tap("[data-keep]");
    paste(&browser, &a_code(9));
    let before = kept(&browser, LIST);
    fill_after(&browser, 0);
    paste(&browser, &a_code(7));
    assert_eq!(assessed(&browser), "2", "it is counted all the same");
    assert!(browser.shows("[data-keep-failed]"));
    assert_eq!(kept(&browser, LIST), before, "what was kept is what it was");
}

#[test]
fn two_tabs_that_add_up_lose_no_sheet_of_each_other() {
    let (server, browser) = open();
    many_results_added_up::go(&browser, &server.url(TALLY));
    browser.tap("[data-keep]");
    paste(&browser, &a_code(9));
    let first = browser.open_tab();
    many_results_added_up::go(&browser, &server.url(TALLY));
    paste(&browser, &a_code(7));
    assert_eq!(assessed(&browser), "2");
    browser.go_to_tab(&first);
    paste(&browser, &a_code(6));
    assert_eq!(assessed(&browser), "3");
    many_results_added_up::go(&browser, &server.url(TALLY));
    assert_eq!(assessed(&browser), "3");
}

/// Texts that no page of ours wrote.
fn strange_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "{\"people\":5}",
        "{\"people\":[null,5,\"x\",[],{\"id\":\"constructor\",\"name\":{}},{\"id\":\"__proto__\"}],\"last\":\"x\"}",
        "{\"people\":{\"length\":3}}",
        "{\"answers\":5,\"sheets\":7,\"fields\":{\"length\":9},\"steps\":[],\"notes\":null}",
        "{\"answers\":{\"constructor\":5,\"__proto__\":{\"ke-hoach\":9},\"toString\":1}}",
        "{\"sheets\":[5,null,{}],\"fields\":null}",
        "[]",
        "[[[[]]]]",
        "7",
        "-1e999",
        "null",
        "true",
        "\"x\"",
        "",
        "constructor",
        "- ",
        "p1 \u{202e}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(1 << 18));
    texts.push(format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)));
    texts
}

#[test]
fn whatever_stands_there_breaks_no_page_and_stays() {
    let (server, browser) = open();
    let watch = "window.faults = [];
        for (const name of ['error', 'unhandledrejection']) addEventListener(name, event => window.faults.push(String(event.message || event.reason)));";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": watch }));
    let keys = [
        "people",
        "year",
        "text",
        "one",
        "sheet/cdht@324-2023/2026",
        "sheet/cdht@324-2023/2026/p1",
        "sheet/cdht@324-2023/constructor",
        "plan/cdht@324-2023/2026",
        "tally/cdht@324-2023",
    ];
    let book = format!("{CHECK}so/");
    for text in strange_texts() {
        let start: String = text.chars().take(40).collect();
        browser.go(&server.url("404.html"));
        browser.run("localStorage.clear();", json!([]));
        for key in keys {
            put(&browser, &format!("hoctap/{key}"), &text);
        }
        for page in [CHECK, &book, TALLY] {
            browser.go(&server.url(page));
            browser.wait("document.documentElement.dataset.hoctap === 'ready'");
            if page == TALLY {
                browser.tap("[data-action=device]");
                browser.wait("document.querySelector('[data-say]:not([hidden])')");
            }
            assert_eq!(browser.value("window.faults"), json!([]), "{page}: {start}");
        }
        assert_eq!(kept(&browser, "hoctap/sheet/cdht@324-2023/2026"), json!(text), "looking changes nothing");
        assert_eq!(kept(&browser, "hoctap/people"), json!(text), "looking changes nothing");
    }
}

#[test]
fn an_item_may_be_called_what_every_object_of_a_browser_has() {
    let folder = "content/criteria/mau-diem";
    let site = crate::support::samples()
        .replacing(&format!("{folder}/01-tu-hoc.md"), "id = \"doc\"", "id = \"constructor\"")
        .replacing(&format!("{folder}/01-tu-hoc.md"), "\n## doc\n", "\n## constructor\n");
    site.build().succeeds();
    let (server, browser) = samples::serve(&site);
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "constructor": 4 }))]);
    keep_people(&browser, &["Bà Tư"]);
    let book = Book::open(&browser, &server);
    assert!(book.text("years").contains("4 trên 100"), "{}", book.text("years"));
    assert!(!browser.shows("[data-step=constructor]"), "nobody planned it");
    browser.run("document.querySelector('[data-add]').value = 'constructor'", json!([]));
    book.act("plan-add");
    assert!(browser.shows("[data-step=constructor]"), "now it is");
    book.open_carry().act("table");
    let table = browser.value("document.querySelector('[data-table]').value");
    assert!(!table.to_string().contains("function"), "{table}");
}
