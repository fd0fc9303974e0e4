//! What is on each picture: a page, answers as a farmer might give them, and the part of it that a text speaks of.

use serde_json::{Map, Value, json};

use crate::camera::Camera;
use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::Browser;
use crate::support::server::Server;

/// Takes one picture.
type Take = fn(&Camera, &Server) -> Vec<u8>;

/// All pictures, by their names.
pub(crate) const ALL: [(&str, Take); 10] = [
    ("mo-dau@2x", start),
    ("cau-hoi@2x", question),
    ("xem-lai@2x", review),
    ("ket-qua@2x", result),
    ("phieu-giay", form),
    ("so-sanh@2x", years),
    ("ke-hoach@2x", plan),
    ("trao-may@2x", handing_over),
    ("cong-ket-qua@2x", tally),
    ("trinh-chieu", slides),
];

const BOOK: &str = "tu-kiem-tra/cdht/so/";
const TALLY: &str = "tu-kiem-tra/cdht/tong-hop/";
const SLIDES: &str = "tap-huan/dien-thoai-tu-dau/khoa-may/trinh-chieu/";

/// One indicator is under the floor: the page has something to say.
const THIS_YEAR: [u32; 10] = [7, 8, 6, 9, 6, 4, 7, 6, 9, 8];
const LAST_YEAR: [u32; 10] = [5, 7, 6, 8, 4, 4, 7, 5, 9, 7];

fn start(camera: &Camera, server: &Server) -> Vec<u8> {
    Check::open_one(&camera.browser, &server.url(CHECK));
    camera.screen("h1", 740)
}

fn question(camera: &Camera, server: &Server) -> Vec<u8> {
    answered(camera, server);
    camera
        .browser
        .run("document.querySelector('[data-action=list]').click(); location.hash = '#i-dong-vien';", json!([]));
    camera.browser.wait("document.activeElement.id === 'i-dong-vien'");
    camera.screen(".path", 740)
}

fn review(camera: &Camera, server: &Server) -> Vec<u8> {
    answered(camera, server).answer("than-thien", "unknown");
    camera.part("#xem-lai h2", "#xem-lai li:nth-of-type(4)")
}

fn result(camera: &Camera, server: &Server) -> Vec<u8> {
    answered(camera, server);
    camera.part("#ket-qua h2", "#ket-qua > p:not([class])")
}

fn form(camera: &Camera, server: &Server) -> Vec<u8> {
    Check::open(&camera.browser, &server.url(CHECK));
    camera.sheet("fieldset[data-indicator]")
}

fn years(camera: &Camera, server: &Server) -> Vec<u8> {
    book(camera, server, "#so-sanh");
    camera.part("#so-sanh", "#so-sanh tr[data-item=sap-xep]")
}

fn plan(camera: &Camera, server: &Server) -> Vec<u8> {
    book(camera, server, "#ke-hoach");
    camera.browser.tap("[data-action=plan-make]");
    camera.browser.tap("[data-step]:not([hidden]) [data-done]");
    // Two of its steps.
    camera.part("#ke-hoach", "#ke-hoach [data-step]:not([hidden]) ~ [data-step]:not([hidden])")
}

fn handing_over(camera: &Camera, server: &Server) -> Vec<u8> {
    book(camera, server, "#trao-may");
    camera.browser.wait("document.documentElement.dataset.view === 'trao-may'");
    camera.screen("#trao-may", 640)
}

fn tally(camera: &Camera, server: &Server) -> Vec<u8> {
    let browser = &camera.browser;
    open(browser, &server.url(TALLY));
    let sheets: Vec<String> = (1..=38).map(|number| somebody(number).to_string()).collect();
    browser.run("document.querySelector('[data-paste]').value = arguments[0];", json!([sheets.join("\n")]));
    browser.tap("[data-action=paste]");
    browser.wait("document.querySelector('[data-list=sheets]').dataset.count === '38'");
    let register = "const field = document.querySelector(\"[data-registered='count']\");
                    field.value = '45'; field.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(register, json!([]));
    browser.wait("document.querySelector('.result-of [data-when=registered]:not([hidden])')");
    camera.part("#ket-qua", ".result-of tr[data-part='group:nguoi-lao-dong']")
}

fn slides(camera: &Camera, server: &Server) -> Vec<u8> {
    camera.browser.go(&server.url(SLIDES));
    camera.browser.wait("document.querySelector('[data-turn]:not([hidden])')");
    camera.browser.run("document.querySelector('#s\\\\.3').scrollIntoView({ behavior: 'instant' });", json!([]));
    camera.wall()
}

/// The check with this year's answers of a farmer.
fn answered<'a>(camera: &'a Camera, server: &Server) -> Check<'a> {
    let check = Check::open(&camera.browser, &server.url(CHECK));
    check.choose("group", "nguoi-dan").answer_all(THIS_YEAR).wait_until_saved();
    check
}

/// The book of who checked in two years, opened at a place of it.
fn book(camera: &Camera, server: &Server, place: &str) {
    let browser = &camera.browser;
    browser.go(&server.url(CHECK));
    for (year, points) in [(2025, LAST_YEAR), (2026, THIS_YEAR)] {
        let key = format!("hoctap/sheet/cdht@324-2023/{year}");
        // As the page writes it.
        let sheet = sheet(year, "nguoi-dan", |place| points[place]).to_string();
        browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, sheet]));
    }
    open(browser, &server.url(&format!("{BOOK}{place}")));
}

fn open(browser: &Browser, url: &str) {
    browser.go(url);
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
}

/// A person of a village: most do well, languages and technology are weak.
fn somebody(number: u32) -> Value {
    let group = ["nguoi-dan", "nguoi-dan", "nguoi-lao-dong", "hoc-sinh"][number as usize % 4];
    let mut sheet = sheet(2026, group, |place| {
        let place = u32::try_from(place).unwrap_or_default();
        let usual = 7 + (number * 7 + place * 5) % 4;
        if place == 5 && number.is_multiple_of(3) || place == 4 && number.is_multiple_of(7) { 3 } else { usual }
    });
    sheet["person"] = json!(format!("Người {number}"));
    sheet
}

fn sheet(year: u32, group: &str, points: impl Fn(usize) -> u32) -> Value {
    let answers: Map<String, Value> =
        INDICATORS.iter().enumerate().map(|(place, id)| ((*id).to_owned(), json!(points(place)))).collect();
    json!({ "set": "cdht", "version": "324-2023", "year": year, "group": group, "area": null, "answers": answers })
}
