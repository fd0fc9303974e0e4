//! An officer adds up many sheets on the page: by files, codes, and what is on the device; as `hoctap tally` does.

use serde_json::{Value, json};
use wasm_check::code;
use wasm_check::rubric::Rubric;
use wasm_check::sheet::Sheet;

use crate::check::{CHECK, INDICATORS, wait_for_the_worker};
use crate::nothing_for_axe_to_find;
use crate::support::browser::{Browser, Phone};
use crate::support::html::rubric_in;
use crate::support::real::{build, real_site};
use crate::support::server::{Host, Server};
use crate::support::{hoctap, repository};

/// Where the page lies.
pub(crate) const TALLY: &str = "tu-kiem-tra/cdht/tong-hop/";

/// Gives files to the field as a person who chooses them.
const CHOOSE: &str = "
    const given = new DataTransfer();
    arguments[0].forEach(([name, text]) => given.items.add(new File([text], name)));
    const field = document.querySelector('input[type=file]');
    field.files = given.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

fn open() -> (Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    go(&browser, &server.url(TALLY));
    (server, browser)
}

/// Goes to the page and waits until it adds up.
pub(crate) fn go(browser: &Browser, url: &str) {
    browser.go(url);
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
}

/// Gives files, and waits until the list has so many sheets.
pub(crate) fn choose(browser: &Browser, files: &[(&str, &str)], sheets: usize) {
    browser.run(CHOOSE, json!([files]));
    browser.wait(&format!("document.querySelector('[data-list=sheets]').dataset.count === '{sheets}'"));
}

/// Reads a text as if it was pasted.
pub(crate) fn paste(browser: &Browser, text: &str) {
    browser.run("document.querySelector('[data-paste]').value = arguments[0];", json!([text]));
    browser.tap("[data-action=paste]");
}

fn sheet(person: Option<&str>, group: Option<&str>, points: impl Fn(usize) -> u64) -> Value {
    let answers: serde_json::Map<String, Value> =
        INDICATORS.iter().enumerate().map(|(place, id)| ((*id).to_owned(), json!(points(place)))).collect();
    let mut sheet =
        json!({ "set": "cdht", "version": "324-2023", "year": 2026, "group": group, "area": null, "answers": answers });
    if let Some(person) = person {
        sheet["person"] = json!(person);
    }
    sheet
}

/// Fifty people of all groups, good and weak, some with blanks; two under one name, two alike, one of last year.
pub(crate) fn fifty() -> String {
    let groups = [Some("nguoi-dan"), Some("hoc-sinh"), None];
    let mut lines: Vec<String> = (0..50)
        .map(|number| {
            let name = format!("Người {}", if number == 49 { 48 } else { number });
            let mut sheet =
                sheet(Some(&name), groups[number % 3], |place| (number as u64 * 7 + place as u64 * 3) % 7 + 4);
            if number % 9 == 0 {
                sheet["answers"]["ngoai-ngu"] = json!("unknown");
            }
            if number % 4 == 0 {
                sheet["area"] = json!("vung-kho-khan");
            }
            sheet.to_string()
        })
        .collect();
    lines.push(sheet(None, None, |_| 8).to_string());
    lines.push(sheet(None, None, |_| 8).to_string());
    lines.push(sheet(Some("Cũ"), None, |_| 9).to_string().replace("2026", "2025"));
    lines.join("\n")
}

fn rubric() -> Rubric {
    rubric_in(real_site().text(&format!("{TALLY}index.html"))).expect("the rule stands in the page")
}

/// The code of a sheet with the same points everywhere.
pub(crate) fn a_code(points: u64) -> String {
    let rubric = rubric();
    let reading = Sheet::read(&sheet(None, None, |_| points).to_string(), &rubric, 2026);
    assert_eq!(reading.problems, []);
    code::encode(&rubric, &reading.sheet)
}

fn field(browser: &Browser, name: &str) -> String {
    let value = browser.value(&format!("document.querySelector('[data-out={name}]').value"));
    value.as_str().expect("a text").to_owned()
}

/// Both modules of the page are kept for when there is no network.
pub(crate) fn wait_for_both_modules(browser: &Browser) {
    browser.wait("(await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(each => each.url)))).flat().filter(url => /(tally|gather)-\\w+\\.wasm/.test(url)).length === 2");
}

/// How many people the page counts.
pub(crate) fn assessed(browser: &Browser) -> String {
    browser.attribute("[data-tally]", "data-assessed").unwrap_or_default()
}

#[test]
fn fifty_sheets_come_to_what_the_command_says() {
    let (_server, browser) = open();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("phieu.jsonl");
    std::fs::write(&path, fifty()).expect("a file");
    let path = path.to_str().expect("a path of tests is text");
    choose(&browser, &[("phieu.jsonl", &fifty())], 53);
    let by_command =
        |more: &[&str]| hoctap(repository(), &[&["tally", "cdht", path], more].concat(), "").succeeds().stdout;
    assert_eq!(field(&browser, "json"), by_command(&[]));
    assert_eq!(field(&browser, "csv").replace('\r', ""), by_command(&["--format", "csv"]).replace('\r', ""));
    let tally: Value = serde_json::from_str(&field(&browser, "json")).expect("JSON");
    assert_eq!((&tally["assessed"], &tally["alike"]), (&json!(51), &json!(1)));
    assert_eq!(
        tally["left_out"],
        json!({ "again": 1, "blank": 0, "other_version": 0, "other_year": 1, "unreadable": 0 })
    );
    // Who registered, by number and then by name.
    browser.run("document.querySelector('#so').value = '60'; document.querySelector('#so').dispatchEvent(new Event('change', { bubbles: true }));", json!([]));
    assert_eq!(field(&browser, "json"), by_command(&["--registered", "60"]));
    assert!(browser.text("[data-when=waiting]").contains('9'), "{}", browser.text("[data-when=waiting]"));
    // The weakest stands first, with its bar as long as its share.
    let first = browser.value("(row => [row.dataset.item, row.querySelector('rect').getAttribute('width')])(document.querySelector('[data-item]'))");
    assert_eq!(first[0], tally["items"][0]["id"]);
    assert_eq!(first[1].as_str().expect("a width"), tally["items"][0]["weak_share"].to_string());
    // Another year is chosen.
    browser.run("const year = document.querySelector('[data-year]'); year.value = '2025'; year.dispatchEvent(new Event('change', { bubbles: true }));", json!([]));
    assert_eq!(assessed(&browser), "1");
}

#[test]
fn codes_are_pasted_and_come_by_the_address() {
    let (server, browser) = open();
    paste(&browser, &format!("Bà Tư: {}\n{}", a_code(9).to_lowercase(), a_code(7)));
    assert_eq!(assessed(&browser), "2");
    assert!(browser.text("[data-list=sheets]").contains("Bà Tư"));
    // The same once more is asked about rather than added.
    paste(&browser, &format!("Bà Tư: {}\n{}", a_code(9).to_lowercase(), a_code(7)));
    assert!(browser.shows("[data-say=same]"));
    assert_eq!(assessed(&browser), "2");
    let wrong = a_code(6).replace("HT1", "HT2");
    paste(&browser, &wrong);
    assert!(
        browser.shows("[data-say=nothing]") && browser.shows("[data-troubles] [data-when=code-wrong]:not([hidden])")
    );
    browser.go(&server.url(""));
    go(&browser, &server.url(&format!("{TALLY}#c={}", a_code(8))));
    browser.wait("!document.querySelector('[data-asked]').hidden");
    assert_eq!(assessed(&browser), "0", "nobody has said yet that it is to be added");
    browser.tap("[data-action=add-code]");
    browser.wait("document.querySelector('[data-list=sheets]').dataset.count === '1'");
    assert!(!browser.shows("[data-asked]"));
    assert_eq!(browser.url(), server.url(TALLY), "a code is taken once");
    assert!(browser.shows("[data-from-code]"), "whoever scans the next one would lose this one");
    let sent = server.requests();
    assert!(sent.iter().all(|request| !request.contains("HT1")), "the code never leaves the device");
}

#[test]
fn codes_are_read_however_a_chat_has_them() {
    let (_server, browser) = open();
    let [one, two, three] = [9, 8, 7].map(a_code);
    paste(&browser, &format!("1. *Bà Tư*: {one}, Ông Năm: {two}\n• Cô Sáu:\u{a0}{}", three.replace('-', "–")));
    assert_eq!(assessed(&browser), "3");
    let list = browser.text("[data-list=sheets]");
    assert!(["Bà Tư", "Ông Năm", "Cô Sáu"].iter().all(|name| list.contains(name)), "{list}");
}

#[test]
fn of_several_files_each_is_told_of() {
    let (_server, browser) = open();
    let [good, mut blank] = ["Bà Tư", "Ông Năm"].map(|name| sheet(Some(name), None, |_| 8));
    blank["answers"] = json!({});
    choose(&browser, &[("mot.json", &good.to_string()), ("hai.json", "{"), ("ba.json", &blank.to_string())], 2);
    let told =
        browser.value("[...document.querySelectorAll('[data-troubles] > li')].map(line => line.innerText.trim())");
    let told: Vec<String> = serde_json::from_value(told).expect("texts");
    assert_eq!(told[..2], ["mot.json: Đã thêm 1 phiếu.", "hai.json: Chưa thêm được phiếu nào."], "{told:?}");
    assert!(told[2].starts_with("hai.json, dòng 1"), "{told:?}");
    assert_eq!(told[3..], ["ba.json: Đã thêm 1 phiếu."], "{told:?}");
    // A sheet without an answer is told of, and is nobody who assessed himself.
    assert_eq!(assessed(&browser), "1");
    assert_eq!(browser.text("li[data-when=blank]"), "1 phiếu chưa có câu trả lời nào: không cộng.");
}

/// What a tap on “copy” leaves to paste: as a table, and as lines.
fn copied(browser: &Browser) -> Value {
    let script = "window.taken = {};
        window.addEventListener('copy', event => {
            for (const type of ['text/html', 'text/plain']) window.taken[type] = event.clipboardData.getData(type);
        });";
    browser.run(script, json!([]));
    browser.tap("[data-give='copy csv']");
    browser.value("window.taken")
}

#[test]
fn what_is_copied_pastes_as_a_table() {
    let (_server, browser) = open();
    choose(&browser, &[("phieu.jsonl", &fifty())], 53);
    let taken = copied(&browser);
    let [html, lines] = ["text/html", "text/plain"].map(|kind| taken[kind].as_str().unwrap_or_default());
    let csv = field(&browser, "csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("texts").iter().map(str::to_owned).collect()).collect();
    let wanted: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    assert_eq!(lines.split('\n').collect::<Vec<_>>(), wanted);
    let wanted: Vec<usize> = rows.iter().map(Vec::len).collect();
    let cells: Vec<usize> = html.split("<tr>").skip(1).map(|row| row.matches("<td>").count()).collect();
    assert_eq!(cells, wanted);
    browser.wait("!document.querySelector('[data-gave=copy]').hidden");
}

#[test]
fn what_comes_from_outside_is_text_and_is_named() {
    let (_server, browser) = open();
    let evil = sheet(Some("<img src=x onerror=alert(1)>"), None, |_| 8).to_string();
    let result = r#"{"schema":"hoctap-result/1","set":"cdht","verdict":"achieved"}"#;
    let other = r#"{"set":"khac","answers":{}}"#;
    let verdict = r#"{"set":"cdht","verdict":"achieved"}"#;
    let large = " ".repeat(2 * 1024 * 1024 + 9);
    choose(&browser, &[("a.json", &[evil.as_str(), result, other, verdict].join("\n"))], 1);
    assert!(browser.text("[data-list=sheets]").contains("<img src=x onerror=alert(1)>"));
    assert_eq!(browser.value("document.querySelectorAll('[data-tally] img').length"), 0);
    for kind in ["result", "other-set", "key"] {
        assert!(
            browser.shows(&format!("[data-troubles] [data-when={kind}]:not([hidden])")),
            "{kind}: {}",
            browser.text("[data-troubles]")
        );
    }
    assert!(browser.text("[data-troubles]").contains("a.json, dòng 2"), "{}", browser.text("[data-troubles]"));
    for (text, kind) in [(large.as_str(), "too-large"), ("{", "syntax"), ("", "empty"), ("\u{0}\u{1}PK", "no-code")] {
        browser.run(CHOOSE, json!([[["b.json", text]]]));
        browser.wait(&format!("document.querySelector('[data-troubles] [data-when={kind}]:not([hidden])')"));
    }
    assert_eq!(assessed(&browser), "1");
}

#[test]
fn nothing_is_kept_unless_the_officer_says_so_and_what_is_deleted_comes_back_once() {
    let (server, browser) = open();
    paste(&browser, &sheet(Some("Bà Tư"), None, |_| 9).to_string());
    assert_eq!(browser.value("localStorage.length"), 0);
    go(&browser, &server.url(TALLY));
    assert_eq!(assessed(&browser), "0");
    paste(
        &browser,
        &[sheet(Some("Bà Tư"), None, |_| 9), sheet(Some("Ông Năm"), None, |_| 4)]
            .map(|sheet| sheet.to_string())
            .join("\n"),
    );
    browser.tap("[data-keep]");
    go(&browser, &server.url(TALLY));
    assert_eq!(assessed(&browser), "2");
    assert!(browser.text("[data-list=sheets]").contains("Ông Năm"));
    // A code from another phone joins the kept ones, on a page of its own.
    browser.go(&server.url(&format!("{TALLY}#c={}", a_code(8))));
    browser.wait("!document.querySelector('[data-asked]').hidden");
    browser.tap("[data-action=add-code]");
    browser.reload();
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    browser.wait("document.querySelector('[data-tally]').dataset.assessed === '3'");
    browser.tap("[data-place='0'] [data-action=remove]");
    assert_eq!(assessed(&browser), "2");
    browser.tap("[data-action=undo]");
    assert_eq!(assessed(&browser), "3");
    browser.tap("[data-action=clear]");
    assert_eq!((assessed(&browser).as_str(), browser.value("localStorage.length")), ("0", json!(0)));
    browser.tap("[data-action=undo]");
    assert_eq!(assessed(&browser), "3");
    assert_eq!(browser.value("document.querySelector('[data-keep]').checked"), true, "the tick is back");
    go(&browser, &server.url(TALLY));
    assert_eq!(assessed(&browser), "3", "what was kept is kept again");
    browser.tap("[data-action=clear]");
    go(&browser, &server.url(TALLY));
    assert_eq!(assessed(&browser), "0");
    assert!(!browser.shows("[data-action=undo]"));
}

#[test]
fn a_link_from_anywhere_adds_nothing_to_a_kept_list_unasked() {
    let (server, browser) = open();
    paste(&browser, &sheet(Some("Bà Tư"), None, |_| 9).to_string());
    browser.tap("[data-keep]");
    let kept = browser.value("JSON.stringify(Object.entries(localStorage))");
    let before = |points: u64| {
        browser.run("location.hash = arguments[0]", json!([format!("c={}", a_code(points))]));
        browser.wait("!document.querySelector('[data-asked]').hidden && location.hash === ''");
    };
    for points in [3, 4, 5, 6, 7] {
        before(points);
        assert_eq!(browser.value("JSON.stringify(Object.entries(localStorage))"), kept);
    }
    assert_eq!(assessed(&browser), "1");
    browser.tap("[data-action=drop-code]");
    assert!(!browser.shows("[data-asked]"));
    go(&browser, &server.url(TALLY));
    assert_eq!((assessed(&browser).as_str(), browser.shows("[data-asked]")), ("1", false));
    before(8);
    browser.tap("[data-action=add-code]");
    assert_eq!(assessed(&browser), "2");
    assert!(browser.text("[data-list=sheets]").contains("Bà Tư"), "what was there stays");
}

#[test]
fn everybody_on_this_device_is_taken_by_one_tap() {
    let (_server, browser) = open();
    let own = sheet(None, Some("nguoi-dan"), |_| 9).to_string();
    let other = sheet(None, Some("nguoi-dan"), |_| 5).to_string();
    let store = browser.attribute("[data-tally]", "data-store").expect("a name for what is kept");
    browser.run(
        "const [store, own, other] = arguments;
         localStorage.setItem(store + '/people', JSON.stringify({ people: [{ id: 'p1', name: 'Bà Tư' }], last: 1 }));
         localStorage.setItem(store + '/sheet/cdht@324-2023/2026', own);
         localStorage.setItem(store + '/sheet/cdht@324-2023/2026/p1', other);
         localStorage.setItem(store + '/sheet/cdht@324-2023/2026/p1/damaged', '{');
         localStorage.setItem(store + '/sheet/khac@1/2026', '{}');",
        json!([store, own, other]),
    );
    browser.tap("[data-action=device]");
    assert_eq!(assessed(&browser), "2");
    let list = browser.text("[data-list=sheets]");
    assert!(list.contains("Bà Tư") && list.contains("Chủ máy này"), "{list}");
    browser.tap("[data-action=device]");
    assert!(browser.shows("[data-say=device-none]"));
    assert_eq!(assessed(&browser), "2");
}

#[test]
fn it_works_without_a_network_after_one_visit() {
    let (mut server, browser) = open();
    wait_for_the_worker(&browser);
    go(&browser, &server.url(TALLY));
    wait_for_both_modules(&browser);
    server.stop();
    go(&browser, &server.url(TALLY));
    paste(&browser, &a_code(9));
    assert_eq!(assessed(&browser), "1");
}

#[test]
fn it_works_from_a_stick() {
    let folder = tempfile::tempdir().expect("a folder for the stick");
    let out = folder.path().join("Học tập");
    build(repository(), &out, &["--portable"]);
    let browser = Phone::default().open();
    go(&browser, &format!("file://{}", out.join(TALLY).join("index.html").display()));
    paste(&browser, &a_code(9));
    assert_eq!(assessed(&browser), "1");
}

#[test]
fn it_is_comfortable_and_clean_on_a_narrow_screen() {
    let server = Host::default().serve(&real_site().public);
    let browser = nothing_for_axe_to_find::open();
    let found = nothing_for_axe_to_find::look(&browser, &server, TALLY);
    assert!(found.is_empty(), "{}", found.join("\n"));
    go(&browser, &server.url(TALLY));
    choose(&browser, &[("phieu.jsonl", &fifty())], 53);
    browser.open_all_parts();
    assert_eq!(browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0);
    let found = nothing_for_axe_to_find::find(&browser);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let controls = browser.run(include_str!("page/controls.js"), json!([]));
    assert_eq!(controls, json!([]), "controls under 48 pixels");
    let small = browser.run(
        &format!(
            "{} return texts().filter(({{ style }}) => parseFloat(style.fontSize) < 18).map(({{ text }}) => text);",
            include_str!("page/texts.js")
        ),
        json!([]),
    );
    assert_eq!(small, json!([]), "letters under 18 pixels");
}

#[test]
fn it_prints_on_paper_without_what_only_a_screen_needs() {
    let (_server, browser) = open();
    choose(&browser, &[("phieu.jsonl", &fifty())], 53);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert!(browser.shows("[data-part='all:']") && browser.shows(".result-of h2"));
    for hidden in ["[data-list=sheets]", "#tep", "[data-action=print]", "[data-out=csv]"] {
        assert!(!browser.shows(hidden), "{hidden} is on paper");
    }
}

#[test]
fn letters_are_as_large_as_they_were_made_in_the_check() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let size = || browser.value("getComputedStyle(document.documentElement).fontSize");
    go(&browser, &server.url(TALLY));
    let small = size();
    go(&browser, &server.url(CHECK));
    assert_eq!(size(), small);
    browser.tap("[data-size='3']");
    let large = size();
    assert_ne!(large, small);
    go(&browser, &server.url(TALLY));
    assert_eq!(size(), large);
}
