//! The book: what a device keeps of a set, looked at, compared, planned, taken along, brought back and deleted; and many
//! people on one device, of whom none sees another's.

use serde_json::{Value, json};

use crate::book::{BEFORE, BOOK, Book, NOW, keep, keep_people, whole};
use crate::check::Check;
use crate::samples::{POINTS, open};

#[test]
fn every_year_stands_there_with_its_total_and_opens_in_the_check() {
    let (server, browser) = open();
    keep(
        &browser,
        &server,
        &[
            (&format!("{NOW}/2026"), json!({ "doc": 8 })),
            (&format!("{NOW}/2025"), json!({ "doc": 4 })),
            (&format!("{BEFORE}/2024"), json!({ "doc": 9, "viet": 3 })),
        ],
    );
    let book = Book::open(&browser, &server);
    let years = book.text("years");
    let place = |words: &str| years.find(words).unwrap_or_else(|| panic!("“{words}” is not in: {years}"));
    assert!(place("2026\n") < place("2025\n") && place("2025\n") < place("2024 (bản 1-2025)"));
    assert!(years.contains("Đủ điều kiện. 12 trên 20 điểm."), "an old sheet is scored by its own rule: {years}");
    book.tap("[data-list=years] > li:nth-child(3) [data-action=check]");
    browser.wait("!document.querySelector('[data-book]')");
    Check::wait(&browser);
    assert_eq!(browser.url().split('#').next(), Some(server.url(&format!("{POINTS}1-2025/")).as_str()));
    let likely = browser.value("new Date().getFullYear() - (new Date().getMonth() ? 0 : 1)");
    assert_eq!(browser.value("localStorage.getItem('samples/year')"), format!("2024 {likely}"));
}

#[test]
fn letters_are_as_large_as_they_were_made_in_the_check() {
    let (server, browser) = open();
    Check::open(&browser, &server.url(POINTS));
    browser.tap("[data-size='3']");
    let size = "getComputedStyle(document.documentElement).fontSize";
    let large = browser.value(size);
    Book::open(&browser, &server);
    assert_eq!(browser.value(size), large);
}

#[test]
fn two_years_are_compared_item_by_item_and_across_versions_only_what_is_the_same() {
    let (server, browser) = open();
    keep(
        &browser,
        &server,
        &[
            (&format!("{NOW}/2026"), json!({ "doc": 8, "ke-hoach": 5 })),
            (&format!("{NOW}/2025"), json!({ "doc": 4, "ke-hoach": 5 })),
            (&format!("{BEFORE}/2024"), json!({ "doc": 9, "viet": 3 })),
        ],
    );
    let book = Book::open(&browser, &server);
    let row = |id: &str| {
        book.go_to("[data-part=compare]");
        browser.text(&format!("[data-item='{id}']"))
    };
    assert!(row("doc").contains("tăng 4"), "{}", row("doc"));
    assert!(row("ke-hoach").contains("như cũ"), "{}", row("ke-hoach"));
    assert!(row("").contains("tăng 4"), "{}", row(""));
    let bars = browser
        .value("[...document.querySelector('[data-item=doc]').querySelectorAll('[data-bar]')].map(bar => bar.getAttribute('width'))");
    assert_eq!(bars.as_array().map(Vec::len), Some(2));
    assert_ne!(bars[0], bars[1]);

    let choose = "const list = document.querySelector('#earlier'); list.value = [...list.options].pop().value;
                  list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(choose, json!([]));
    assert!(book.text("compare").contains("hai bản khác nhau"), "{}", book.text("compare"));
    assert!(row("").contains("không so"), "totals of two versions are no comparison: {}", row(""));
    assert!(row("viet").contains("không so được"), "{}", row("viet"));
}

#[test]
fn a_plan_is_made_ticked_off_changed_and_is_there_the_next_day() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), whole(8))]);
    let book = Book::open(&browser, &server);
    assert!(book.text("plan").contains("Chưa có việc nào"));
    book.act("plan-make");
    let steps = || browser.value("document.querySelectorAll('[data-step]:not([hidden])').length").as_u64().unwrap_or(0);
    let made = steps();
    assert!(made > 1);
    book.tap("[data-step]:not([hidden]) [data-done]");
    assert!(book.text("plan").contains(&format!("Đã xong 1 trên {made} việc.")), "{}", book.text("plan"));
    book.tap("[data-step]:not([hidden]) ~ [data-step]:not([hidden]) [data-action=plan-remove]");
    assert_eq!(steps(), made - 1);
    book.act("undo");
    assert_eq!(steps(), made);
    browser.run(
        "const list = document.querySelector('[data-add]'); list.value = 'tham-gia';
         document.querySelector('[data-action=plan-add]').click();",
        json!([]),
    );
    assert!(browser.text("[data-step=tham-gia]").contains("Bạn tự chọn."));
    browser.reload();
    let book = Book::wait(&browser);
    assert_eq!(steps(), made + 1);
    assert!(book.text("plan").contains(&format!("Đã xong 1 trên {} việc.", made + 1)));
}

#[test]
fn what_was_taken_along_deleted_and_brought_back_is_what_it_was() {
    let (server, browser) = open();
    keep(
        &browser,
        &server,
        &[
            (&format!("{NOW}/2026"), json!({ "doc": 8, "gio": 7.5, "may": "na" })),
            (&format!("{NOW}/2025/p1"), json!({ "doc": 4 })),
            (&format!("{BEFORE}/2024/p2"), json!({ "doc": 9 })),
        ],
    );
    keep_people(&browser, &["Bà Tư", "Ông \"Năm\" <b>"]);
    let book = Book::open(&browser, &server);
    let before = book.kept();
    book.open_carry().tap("[name=take][value=all] + span");
    let file = browser.value("document.querySelector('[data-out]').value");
    let file = file.as_str().expect("a text");
    assert!(file.contains(r#""schema":"hoctap-sheets/1""#), "{file}");

    book.act("delete-people").act("delete-sheet");
    assert_eq!(book.kept(), json!({ "samples/people": r#"{"people":[],"last":2}"# }));
    browser.reload();
    let book = Book::wait(&browser);
    book.open_carry().paste(file);
    assert!(browser.text("[data-brought]").contains("Đọc được 3 phiếu"), "{}", browser.text("[data-brought]"));
    book.act("take-in");
    let after = book.kept();
    // The same people under new numbers: an old one is never given out again.
    for (key, was) in [("2026", "2026"), ("2025/p3", "2025/p1")] {
        assert_eq!(after[format!("{NOW}/{key}")], before[format!("{NOW}/{was}")], "{after}");
    }
    assert_eq!(after[format!("{BEFORE}/2024/p4")], before[format!("{BEFORE}/2024/p2")], "{after}");
    let names =
        browser.value("[...document.querySelectorAll('[data-list=people] .name')].map(name => name.textContent)");
    assert_eq!(names, json!(["Bà Tư", "Ông \"Năm\" <b>"]));
    book.act("undo");
    assert_eq!(book.kept(), json!({ "samples/people": r#"{"people":[],"last":2}"# }));
}

/// What the store holds, without the order in which a text names its answers.
fn read(kept: &Value) -> Vec<(String, Value)> {
    let entries = kept.as_object().expect("an object").iter();
    entries
        .map(|(key, text)| (key.clone(), serde_json::from_str(text.as_str().expect("a text")).expect("JSON")))
        .collect()
}

#[test]
fn a_plan_goes_along_with_its_ticks_and_gives_way_only_where_that_is_ticked() {
    const PLAN: &str = "samples/plan/mau-diem@2-2026/2026";
    const OF_ANOTHER: &str = "samples/plan/mau-diem@2-2026/2026/p1";
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), whole(4))]);
    keep_people(&browser, &["Bà Tư"]);
    let by_hand = r#"{"plan":[{"id":"doc","done":true}]}"#;
    browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([OF_ANOTHER, by_hand]));
    let book = Book::open(&browser, &server);
    book.act("plan-make").tap("[data-step]:not([hidden]) [data-done]");
    let before = book.kept();
    let plan = before[PLAN].as_str().unwrap_or_default();
    assert!(plan.contains(r#""done":true"#) && plan.contains(r#""made":""#), "{plan}");
    book.open_carry().tap("[name=take][value=all] + span");
    let file = browser.value("document.querySelector('[data-out]').value");
    let file = file.as_str().expect("a text");

    // A device that knows nothing of it. She has planned and answered nothing yet: there is no sheet of hers afterwards.
    browser.run("localStorage.clear()", json!([]));
    browser.reload();
    let book = Book::wait(&browser);
    book.open_carry().paste(file).act("take-in");
    assert_eq!(read(&book.kept()), read(&before), "{file}");
    let step = book.text("plan");
    assert!(step.contains('1'), "{step}");
    assert_eq!(browser.value("document.querySelector('[data-step]:not([hidden]) input').checked"), true);

    book.paste(file);
    assert!(!browser.text("[data-brought]").contains("khác với"), "the same again: {}", browser.text("[data-brought]"));
    browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([PLAN, by_hand]));
    browser.reload();
    let book = Book::wait(&browser);
    book.open_carry().paste(file);
    let said = browser.text("[data-brought]");
    assert!(said.contains("khác với phiếu hay kế hoạch đang có trên máy"), "{said}");
    assert!(!browser.shows("[data-action=take-in]"), "nothing gives way unasked");
    book.tap("[data-replace]").act("take-in");
    assert_eq!(read(&book.kept()), read(&before));
    book.act("undo");
    assert_eq!(book.kept()[PLAN], by_hand);
}

#[test]
fn a_sheet_that_differs_replaces_the_one_on_the_device_only_where_that_is_ticked() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 8 }))]);
    let book = Book::open(&browser, &server);
    let other =
        r#"{"set":"mau-diem","version":"2-2026","year":2026,"group":"nong-dan","area":null,"answers":{"doc":2}}"#;
    let before = book.kept();
    book.open_carry().paste(other);
    assert!(browser.text("[data-brought]").contains("khác với phiếu hay kế hoạch đang có"));
    assert!(!browser.shows("[data-action=take-in]"), "there is nothing to keep");
    assert_eq!(book.kept(), before);
    book.tap("[data-replace]").act("take-in");
    assert_eq!(book.kept()[format!("{NOW}/2026")], other);
    book.act("undo");
    assert_eq!(book.kept(), before);
}

#[test]
fn hostile_texts_are_named_and_change_nothing() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 8 }))]);
    let book = Book::open(&browser, &server);
    let before = book.kept();
    book.open_carry();
    for (text, words) in [
        ("", "không có phiếu nào"),
        ("<img src=x onerror=document.title='x'>", "không phải phiếu"),
        (r#"{"schema":"hoctap-result/1","set":"mau-diem"}"#, "đây là kết quả"),
        (r#"{"set":"khac","version":"2-2026","answers":{}}"#, "bộ tiêu chí khác"),
        (r#"{"set":"mau-diem","version":"9","answers":{}}"#, "bản 9"),
        (r#"{"set":"mau-diem","version":"2-2026","answers":{"doc":99}}"#, "“doc”"),
        (r#"{"set":"mau-diem","version":"2-2026","answers":{},"verdict":"achieved"}"#, "“verdict”"),
        (r#"{"set":"mau-diem","year":1850,"answers":{}}"#, "năm không hợp lệ"),
        ("HT1J-S3P6-JMR0-0000-00K8-F", "mã sai"),
    ] {
        book.paste(text);
        let said = browser.text("[data-brought]");
        assert!(said.contains(words), "“{words}” of {text} is not in: {said}");
        assert_eq!(book.kept(), before);
    }
    let large = "x".repeat(2 * 1024 * 1024 + 1);
    book.paste(&large);
    assert!(browser.text("[data-brought]").contains("quá lớn"));
    assert_eq!(browser.value("document.querySelectorAll('main img').length"), 0);
}

#[test]
fn a_code_that_another_device_shows_is_typed_in_here() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 8, "ke-hoach": 5 }))]);
    let book = Book::open(&browser, &server);
    book.open_carry().act("code");
    let code = browser.text(".code");
    assert!(code.starts_with("HT"), "{code}");
    assert!(browser.shows("[data-qr]"));
    let before = book.kept();
    book.act("delete-sheet").paste(&code.to_lowercase().replace('-', " ")).act("take-in");
    assert_eq!(book.kept(), before);
}

#[test]
fn people_come_and_go_and_none_sees_another() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), json!({ "doc": 9 }))]);
    let book = Book::open(&browser, &server);
    book.go_to("[data-part=people]");
    assert!(!browser.shows("form[data-form=add]"), "nothing is collected before the notice");
    assert!(book.text("people").contains("Trước khi ghi cho ai"));
    book.act("agree").tap("a[href='#trao-may']");
    assert!(browser.shows(".hand-over"));
    for hidden in ["[data-part=years]", "[data-part=people]", "nav.go", "h1", ".top"] {
        assert!(!browser.shows(hidden), "{hidden} is to be seen");
    }
    book.tap("form[data-form=begin] button");
    assert!(book.said().contains("chưa ghi tên"));
    book.type_in("#begin", "  Bà   Tư ").tap("form[data-form=begin] button");
    browser.wait("!document.querySelector('[data-book]')");
    Check::wait(&browser);
    assert_eq!(browser.url(), server.url(POINTS));
    assert_eq!(browser.value("localStorage.getItem('samples/person')"), "p1 Bà Tư");

    // The next one, who happens to have the same name.
    browser.go(&server.url(&format!("{BOOK}#trao-may")));
    let book = Book::wait(&browser);
    browser.wait("document.documentElement.dataset.view === 'trao-may'");
    assert!(!browser.text("main").contains("Bà Tư"));
    assert_eq!(browser.value("localStorage.getItem('samples/person')"), "-", "between two people it is nobody's turn");
    book.type_in("#begin", "Bà Tư").tap("form[data-form=begin] button");
    assert!(book.said().contains("Đã có phiếu của Bà Tư"), "{}", book.said());
    book.type_in("#begin", "Bà Tư xóm 2").tap("form[data-form=begin] button");
    browser.wait("!document.querySelector('[data-book]')");
    Check::wait(&browser);
    assert_eq!(browser.value("localStorage.getItem('samples/person')"), "p2 Bà Tư xóm 2");

    browser.go(&server.url(&format!("{BOOK}#trao-may")));
    let book = Book::wait(&browser);
    book.act("leave");
    assert!(book.text("people").contains("2 người"), "{}", book.text("people"));
    assert!(book.text("years").contains("9 trên 100"), "the owner's sheet is what it was");
    book.tap("[data-list=people] > li:nth-child(2) button");
    assert_eq!(browser.text("h2[data-whose]"), "Phiếu của Bà Tư xóm 2");
    book.type_in("#rename", "Bà Tư xóm Đông").tap("form[data-form=rename] button");
    book.go_to("h2[data-whose]");
    assert_eq!(browser.text("h2[data-whose]"), "Phiếu của Bà Tư xóm Đông");
    book.act("delete-person");
    assert!(book.text("people").contains("1 người"), "{}", book.text("people"));
    book.act("undo");
    assert!(book.text("people").contains("Bà Tư xóm Đông"));
}

#[test]
fn fifty_people_are_listed_found_tabled_deleted_and_taken_back() {
    let (server, browser) = open();
    let mut names: Vec<String> = (1..=49).map(|number| format!("Người {number}")).collect();
    names.push("=HYPERLINK(\"http://x\")".to_owned());
    let sheets: Vec<(String, Value)> =
        (1..=50).map(|number| (format!("{NOW}/2026/p{number}"), json!({ "doc": number % 11 }))).collect();
    let sheets: Vec<(&str, Value)> = sheets.iter().map(|(key, answers)| (key.as_str(), answers.clone())).collect();
    keep(&browser, &server, &sheets);
    keep_people(&browser, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let book = Book::open(&browser, &server);
    assert!(book.text("people").contains("50 người; 50 người đã có câu trả lời năm 2026."), "{}", book.text("people"));
    book.type_in("#filter", "nguoi 7");
    browser.wait("document.querySelectorAll('[data-list=people] > li:not([hidden])').length === 1");

    book.act("table");
    browser.wait("document.querySelector('[data-table]').value");
    let table = browser.value("document.querySelector('[data-table]').value");
    let table = table.as_str().expect("a text");
    assert_eq!(table.lines().count(), 51);
    assert!(table.starts_with("\u{feff}\"Người\";\"Năm\""), "{table}");
    assert!(table.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "a formula stays a name: {table}");

    let before = book.kept();
    book.act("delete-people");
    assert_eq!(book.kept(), json!({ "samples/people": r#"{"people":[],"last":50}"# }));
    book.act("undo");
    assert_eq!(book.kept(), before);
}

#[test]
fn what_another_tab_wrote_meanwhile_is_not_overwritten_by_taking_back() {
    let (server, browser) = open();
    let key = format!("{NOW}/2026");
    keep(&browser, &server, &[(&key, json!({ "doc": 8 }))]);
    let book = Book::open(&browser, &server);
    book.act("delete-sheet");
    assert!(book.said().contains("Đã xóa phiếu"), "{}", book.said());
    let tab = browser.open_tab();
    browser.go(&server.url(POINTS));
    browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, "newer"]));
    browser.go_to_tab(&tab);
    book.act("undo");
    assert_eq!(book.kept()[key], "newer");
}

#[test]
fn a_full_or_forbidden_store_loses_nothing_and_says_so() {
    let (server, browser) = open();
    keep(&browser, &server, &[(&format!("{NOW}/2026"), whole(8))]);
    keep_people(&browser, &["Bà Tư"]);
    let book = Book::open(&browser, &server);
    let before = book.kept();
    browser.run("Storage.prototype.setItem = () => { throw new Error('full'); };", json!([]));
    book.type_in("#name", "Ông Năm").tap("form[data-form=add] button");
    assert!(book.said().contains("không cho trang lưu lại"), "{}", book.said());
    book.act("plan-make");
    assert!(book.said().contains("không cho trang lưu lại"), "{}", book.said());
    assert_eq!(book.kept(), before);
}

#[test]
fn what_was_corrupted_by_hand_is_said_and_put_aside_before_it_is_overwritten() {
    let (server, browser) = open();
    keep(
        &browser,
        &server,
        &[(&format!("{NOW}/2026"), json!({ "doc": 8, "zz": 1 })), (&format!("{NOW}/2025/p7"), json!({}))],
    );
    browser.run("localStorage.setItem('samples/people', '{\"people\":[{\"id\":\"p1\",\"name\":\"Bà Tư\"}')", json!([]));
    let book = Book::open(&browser, &server);
    assert!(book.text("years").contains("không đọc được"), "{}", book.text("years"));
    assert!(book.text("people").contains("p7"), "who left sheets is not lost: {}", book.text("people"));
    book.type_in("#name", "Ông Năm").tap("form[data-form=add] button");
    assert_eq!(book.kept()["samples/people/damaged"], "{\"people\":[{\"id\":\"p1\",\"name\":\"Bà Tư\"}");
    assert!(book.text("people").contains("Ông Năm"));
}
