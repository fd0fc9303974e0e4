//! An official's path: the targets of a commune, level 1, the evidence, and the three papers that are handed in.

use std::io::{Cursor, Read as _};

use serde_json::{Value, json};

use crate::check::Check;
use crate::many_results_added_up::{self, TALLY, a_code, assessed, paste};
use crate::samples::{UNITS, open};
use crate::support::browser::{Browser, Engine, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;

const COMMUNE: &str = "tu-kiem-tra/cong-dong-xa/";

/// What a commune answers that meets level 1 and no more.
const LEVEL_1: [(&str, &str); 16] = [
    ("tuyen-truyen", "yes"),
    ("ke-hoach-xa", "yes"),
    ("tuan-le", "yes"),
    ("kinh-phi-xa", "yes"),
    ("van-dong", "yes"),
    ("phoi-hop", "yes"),
    ("trung-tam", "yes"),
    ("thu-vien", "yes"),
    ("van-hoa", "yes"),
    ("mam-non", "yes"),
    ("tieu-hoc", "2"),
    ("trung-hoc-co-so", "2"),
    ("xoa-mu-chu", "1"),
    ("cong-dan", "60"),
    ("trinh-do.1", "50"),
    ("trinh-do.2", "12,5"),
];

/// Taps and types, in any engine.
fn fill(browser: &Browser, answers: &[(&str, &str)]) {
    let script = "for (const [id, value] of arguments[0]) {
        const choice = document.querySelector(`input[name='i.${id}'][value='${value}']`);
        const field = document.querySelector(`input[inputmode=decimal][name='i.${id}']`);
        if (choice) choice.click();
        else {
            field.value = value;
            for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
        }
    }";
    browser.run(script, json!([answers]));
}

fn note(browser: &Browser, item: &str, words: &str) {
    let script = "const area = document.querySelector(`[name='n.${arguments[0]}']`);
        const part = area.closest('details');
        part.open = true;
        return new Promise(done => setTimeout(() => {
            const field = part.querySelector('textarea');
            field.value = arguments[1];
            for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
            setTimeout(done, 0);
        }, 50));";
    browser.run(script, json!([item, words]));
}

/// The texts of the file that the page hands out: all letters of its document, in their order.
fn handed_out(browser: &Browser) -> String {
    let script = "const { createObjectURL } = URL;
        const done = new Promise(tell => {
            URL.createObjectURL = blob => { tell(blob); return createObjectURL.call(URL, blob); };
        });
        HTMLAnchorElement.prototype.click = () => 0;
        document.querySelector('[data-action=docx]').click();
        return done.then(blob => new Response(blob).arrayBuffer()).then(bytes => [...new Uint8Array(bytes)]);";
    let bytes = browser.run(script, json!([]));
    let bytes: Vec<u8> = serde_json::from_value(bytes).expect("the bytes of a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an office document is an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"] {
        assert!(names.iter().any(|known| known == name), "{name} is not in {names:?}");
    }
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("its text").read_to_string(&mut xml).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut text = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Text(words) => text.push_str(&words),
            quick_xml::events::Event::GeneralRef(name) => text.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                other => panic!("an unknown reference {other}"),
            }),
            quick_xml::events::Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
            quick_xml::events::Event::Eof => return text,
            _ => {}
        }
    }
}

fn an_official_makes_the_papers(engine: Engine) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().with(engine).open();
    let check = Check::open(&browser, &server.url(COMMUNE));
    fill(&browser, &LEVEL_1);
    note(&browser, "tuyen-truyen", "Kế hoạch số 5 & ảnh <phát thanh>");
    assert_eq!(check.result()["verdict"], "level-1", "{}", check.result());
    check.wait_until_saved();
    browser.run("document.querySelector(\"a[href*='ho-so']\").click()", json!([]));
    browser.wait("location.pathname.endsWith('/ho-so/') && document.documentElement.dataset.hoctap === 'ready'");
    assert!(browser.shows("[data-when='reached']") && !browser.shows("[data-when='unreached']"));
    let year = browser.value("document.querySelector('[name=year]').value");
    let year: u32 = year.as_str().and_then(|year| year.parse().ok()).expect("a year");
    browser.run(
        "const field = document.querySelector('[name=sender]'); field.value = 'Ủy ban nhân dân xã Mẫu';
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        json!([]),
    );
    let papers = browser.text("main");
    let file = handed_out(&browser);
    for text in [&papers, &file] {
        for expected in [
            "Tờ trình".to_uppercase(),
            format!("Đề nghị đánh giá, công nhận “Cộng đồng học tập” cấp xã, Mức độ 1, năm {year}"),
            "Ủy ban nhân dân xã Mẫu".to_owned(),
            "15 trên 15 chỉ tiêu".to_owned(),
            "50%; 12,5%".to_owned(),
            "Chuẩn mức độ 2".to_owned(),
            "Kế hoạch số 5 & ảnh <phát thanh>".to_owned(),
            "Điều 9 của Thông tư 25/2023/TT-BGDĐT".to_owned(),
            "văn bản không kèm mẫu".to_owned(),
        ] {
            assert!(text.contains(&expected), "“{expected}” is not in: {text}");
        }
    }
    assert!(papers.contains(&format!("gửi trước ngày 28/2/{0}; việc công nhận xong trước ngày 31/3/{0}", year + 1)));
    assert!(!file.contains("Tải bản Word"), "what is for the screen is no part of the papers");
}

#[test]
fn a_commune_at_level_1_has_its_three_papers() {
    an_official_makes_the_papers(Engine::Chromium);
}

#[test]
fn firefox_makes_them_too() {
    an_official_makes_the_papers(Engine::Gecko);
}

#[test]
fn webkit_makes_them_too() {
    an_official_makes_the_papers(Engine::WebKit);
}

#[test]
fn without_answers_the_page_leads_to_the_check_and_prints_blank_papers() {
    let (_server, browser) = {
        let (server, browser) = open();
        browser.go(&server.url(&format!("{UNITS}ho-so/")));
        (server, browser)
    };
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    assert!(browser.shows("[data-when='not-kept'] a") && !browser.shows("[data-action=docx]"));
    assert!(browser.text("[data-paper]").contains("Đề nghị đánh giá, công nhận “Bộ mẫu” cấp xã, mức độ ……"));
}

#[test]
fn a_level_that_is_not_reached_is_left_blank_and_what_lacks_is_named() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    check.choose("group", "truong").answer("danh-hieu", "no").answer("pho-cap", "3");
    check.wait_until_saved();
    browser.go(&server.url(&format!("{UNITS}ho-so/")));
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    assert!(browser.shows("p[data-when='unreached']"));
    assert!(browser.shows("[data-unmet-item='danh-hieu']") && !browser.shows("[data-unmet-item='pho-cap']"));
    assert!(browser.shows("[data-open-item='dao-tao']") && !browser.shows("[data-open-item='pho-cap']"));
    assert!(
        browser.shows("tr[data-item='chung-chi']") && !browser.shows("tr[data-item='trinh-do']"),
        "of the other level"
    );
    let row = browser.text("tr[data-item='pho-cap']");
    assert!(row.contains("Mức độ 3") && row.contains("Đạt"), "{row}");
    let numbers = browser.value(
        "[...document.querySelectorAll('tr[data-item]')].filter(row => !row.hidden)
            .map(row => row.querySelector('[data-slot=no]').textContent)",
    );
    let numbers: Vec<&str> = numbers.as_array().expect("numbers").iter().filter_map(Value::as_str).collect();
    let counted: Vec<String> = (1..=numbers.len()).map(|number| number.to_string()).collect();
    assert!(numbers.len() > 1 && numbers == counted, "those that are not asked leave no gap: {numbers:?}");
    let wider = "[...document.querySelectorAll('.table')].some(table => table.scrollWidth > table.clientWidth)";
    assert_eq!(browser.value(wider), false, "on a phone nothing is moved sideways");
    assert!(browser.text("main").contains("Loại đơn vị: Trường học."));
}

#[test]
fn while_the_device_goes_from_hand_to_hand_nobodys_answers_are_shown() {
    let (server, browser) = open();
    let check = Check::open(&browser, &server.url(UNITS));
    check.choose("group", "truong").answer("pho-cap", "3");
    check.wait_until_saved();
    browser.run("localStorage.setItem('samples/person', '-')", json!([]));
    browser.go(&server.url(&format!("{UNITS}ho-so/")));
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    assert!(browser.shows("[data-when='not-kept'] a"));
    assert!(!browser.text("main").contains("Loại đơn vị"));
}

#[test]
fn what_was_added_up_on_this_device_is_offered_beside_the_field_and_never_filled_in() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let field = "input[inputmode=decimal][name='i.cong-dan']";
    Check::open(&browser, &server.url(COMMUNE));
    assert!(!browser.shows("[data-when='figure:cdht']"), "nothing was added up");
    many_results_added_up::go(&browser, &server.url(TALLY));
    paste(&browser, &format!("Bà Tư: {}\nÔng Năm: {}", a_code(9), a_code(6)));
    assert_eq!(assessed(&browser), "2");
    browser.tap("[data-keep]");
    let check = Check::open(&browser, &server.url(COMMUNE));
    browser.wait("!document.querySelector('[data-when=\"figure:cdht\"]').hidden");
    let offered = browser.text("[data-when='figure:cdht']");
    assert!(
        offered.contains("50% (1 trên 2 phiếu, năm 2026)") && offered.contains("không phải số được công nhận"),
        "{offered}"
    );
    assert_eq!(browser.value(&format!("document.querySelector(\"{field}\").value")), "");
    assert_eq!(check.result()["answered"], 0);
    // It goes with the list.
    many_results_added_up::go(&browser, &server.url(TALLY));
    browser.tap("[data-keep]");
    Check::open(&browser, &server.url(COMMUNE));
    assert!(!browser.shows("[data-when='figure:cdht']"));
}
