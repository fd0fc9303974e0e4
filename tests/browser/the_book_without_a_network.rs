//! Visited once with a connection, the book opens, shows, gives out and takes back without one.

use serde_json::{Value, json};

use crate::book::{Book, NOW, keep, keep_people};
use crate::check::wait_for_the_worker;
use crate::nothing_for_axe_to_find::narrow;
use crate::samples::open;

#[test]
fn a_visit_to_the_home_page_is_enough_for_the_book_to_open_give_out_and_take_back_later() {
    let (mut server, browser) = open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);
    server.stop();
    browser.devtools("Network.clearBrowserCache", &json!({}));

    let years: [(&str, Value); 2] =
        [(&format!("{NOW}/2026"), json!({ "doc": 8 })), (&format!("{NOW}/2025/p1"), json!({ "doc": 4 }))];
    keep(&browser, &server, &years);
    keep_people(&browser, &["Bà Tư"]);
    let book = Book::open(&browser, &server);
    narrow(&browser);
    assert!(book.text("years").contains("8 trên 100"), "{}", book.text("years"));
    assert!(book.text("people").contains("Bà Tư"));
    let before = book.kept();
    book.open_carry().tap("[name=take][value=all] + span").act("code");
    assert!(browser.shows("[data-qr]"));
    let file = browser.value("document.querySelector('[data-out]').value");
    book.act("delete-people").act("delete-sheet");
    assert_ne!(book.kept(), before);
    book.paste(file.as_str().expect("a text")).act("take-in");
    let after = book.kept();
    assert_eq!(after[format!("{NOW}/2026")], before[format!("{NOW}/2026")]);
    assert_eq!(after[format!("{NOW}/2025/p2")], before[format!("{NOW}/2025/p1")]);
    assert!(book.text("people").contains("Bà Tư"));
    assert_eq!(browser.value("document.documentElement.scrollWidth"), 320);
}
