//! The states that a page goes through under people's hands, for whoever looks at each: axe, a ruler.

use serde_json::{Value, json};

use crate::book::{BEFORE, Book, NOW, SCREENS, keep, keep_people, whole};
use crate::check::{CHECK, Check};
use crate::many_results_added_up::{TALLY, choose, fifty, go};
use crate::samples::POINTS;
use crate::support::browser::Browser;
use crate::support::server::Server;

/// The check of the real site: half done, one question, the review, a result with a way up, deleted.
pub(crate) fn of_the_check(browser: &Browser, server: &Server, look: &mut dyn FnMut(&str)) {
    browser.go(&server.url(CHECK));
    browser.run("localStorage.clear();", json!([]));
    let check = Check::open(browser, &server.url(CHECK));
    check.choose("area", "vung-kho-khan").answer("ke-hoach", "unknown").answer("sap-xep", "3");
    look("half done");
    let turn = "document.querySelector('[data-action=list]').click();";
    browser.run(turn, json!([]));
    for (place, state) in [
        ("bat-dau", "the start"),
        ("ve-ban", "who it is about"),
        ("i-sap-xep", "one question"),
        ("xem-lai", "the review"),
    ] {
        browser.run("location.hash = arguments[0];", json!([place]));
        browser.wait(&format!("document.getElementById('{place}').hasAttribute('data-now')"));
        look(state);
    }
    check.answer_all([10, 10, 10, 10, 10, 10, 10, 10, 3, 4]);
    browser.run("location.hash = 'ket-qua';", json!([]));
    browser.wait("document.getElementById('ket-qua').hasAttribute('data-now')");
    look("a result with a way up");
    browser.run(turn, json!([]));
    browser.tap("[data-action=clear]");
    look("deleted");
}

/// The check of the samples, with a number that cannot be.
pub(crate) fn of_a_mistake(browser: &Browser, server: &Server, look: &mut dyn FnMut(&str)) {
    Check::open(browser, &server.url(POINTS)).type_in("gio", "-7");
    browser.wait("document.querySelector('[data-when^=wrong]:not([hidden])')");
    look("a number that cannot be");
}

/// What somebody brings: a sheet of a new person, one that differs, and mistakes.
fn brought() -> String {
    let sheet = |doc: u32, person: Option<&str>| {
        json!({ "set": "mau-diem", "version": "2-2026", "year": 2026, "group": "nong-dan", "area": null,
                "answers": { "doc": doc }, "person": person })
        .to_string()
    };
    let named = sheet(6, Some("Chị Sáu"));
    let own = sheet(2, None).replace(r#","person":null"#, "");
    let wrong = r#"{"set":"mau-diem","version":"2-2026","year":2026,"answers":{"doc":99}}"#;
    [&named, &own, wrong, r#"{"set":"khac","answers":{}}"#, "HT1J-S3P6-JMR0-0000-00K8-F"].join("\n")
}

/// The book of the samples: empty; years, people, plan, code, table; what is brought back; another's; deleted; handed over.
pub(crate) fn of_the_book(browser: &Browser, server: &Server, look: &mut dyn FnMut(&str)) {
    Book::open(browser, server);
    look("an empty book");
    let years: [(&str, Value); 5] = [
        (&format!("{NOW}/2026"), whole(8)),
        (&format!("{NOW}/2025"), json!({ "doc": 4, "ke-hoach": 5, "zz": 1 })),
        (&format!("{BEFORE}/2024"), json!({ "doc": 9, "viet": 3 })),
        (&format!("{NOW}/2026/p1"), json!({ "doc": 7 })),
        (&format!("{NOW}/2025/p2"), json!({ "doc": 3 })),
    ];
    keep(browser, server, &years);
    keep_people(browser, &["Bà Tư", "Ông Nguyễn Văn Năm ở xóm Đông bên kia suối, cạnh nhà văn hóa"]);
    let book = Book::open(browser, server);
    book.act("plan-make").tap("[data-step]:not([hidden]) [data-done]").open_carry().act("code").act("table");
    for screen in SCREENS {
        book.go_to(&format!("#{screen}"));
        look(&format!("years, people, a plan, a code, a table: {screen}"));
    }
    book.paste(&brought());
    browser.wait("document.querySelectorAll('[data-list=troubles] > li').length > 2");
    look("what is brought back, with mistakes");
    book.tap("[data-list=people] > li:nth-child(2) button");
    look("another's sheets");
    book.act("owner").act("delete-sheet");
    look("deleted, with the way back");
    book.tap("a[href='#trao-may']").tap("form[data-form=begin] button");
    look("handed over");
    book.act("leave");
}

/// The page of the real site that adds up: sheets, doubles, mistakes and names; one taken out.
pub(crate) fn of_the_tally(browser: &Browser, server: &Server, look: &mut dyn FnMut(&str)) {
    go(browser, &server.url(TALLY));
    choose(browser, &[("phieu.jsonl", &fifty())], 53);
    let fill = "
        for (const [field, text] of [['#so', '60'], ['#ten', arguments[0]]]) {
          document.querySelector(field).value = text;
          document.querySelector(field).dispatchEvent(new Event('change', { bubbles: true }));
        }";
    browser.run(fill, json!(["Người 1\nNgười 2\nNgười chưa có phiếu nào\tnhom-khong-co"]));
    let wrong = r#"{"set":"cdht","verdict":"achieved"}"#;
    choose(browser, &[("sai.json", &[r#"{"set":"khac","answers":{}}"#, wrong, "HT1-0000"].join("\n"))], 53);
    browser.wait("document.querySelectorAll('[data-troubles] > li').length > 2");
    look("sheets, doubles, mistakes and names");
    browser.tap("[data-place='0'] [data-action=remove]");
    look("one is taken out");
}
