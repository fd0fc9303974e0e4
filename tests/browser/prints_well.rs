//! On paper: black on white, no navigation, links spelled out, and a booklet whose pages begin on sheets of their own.

use serde_json::json;

use crate::support::browser::{Browser, Phone, pages_of};
use crate::support::real::real_site;
use crate::support::server::Host;

fn on_paper(path: &str) -> (crate::support::server::Server, Browser) {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(path));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    (server, browser)
}

#[test]
fn every_kind_of_page_prints_black_on_white_without_navigation() {
    for path in [
        "",
        "bai-viet/",
        "bai-viet/mai-lam/",
        "bai-viet/in/",
        "tieu-chi/cdht/",
        "tieu-chi/cdht/tu-hoc/",
        "tu-kiem-tra/",
    ] {
        let (_server, browser) = on_paper(path);
        let shown = browser.value(
            "[...document.querySelectorAll('nav, .skip, .button, .start, button, .screen')]
                .filter(item => item.getClientRects().length && item.getBoundingClientRect().width > 1)
                .map(item => item.outerHTML.slice(0, 80))",
        );
        assert_eq!(shown, json!([]), "{path}");
        let colours = browser.value(
            "[...document.querySelectorAll('main *')].filter(item => item.getClientRects().length
                && !item.closest('svg, img')).map(item => getComputedStyle(item).color)
                .filter((colour, at, all) => all.indexOf(colour) === at)",
        );
        assert_eq!(colours, json!(["rgb(0, 0, 0)"]), "{path}");
        assert!(browser.text("body").contains("https://hoctap.example/"), "{path} does not say where it is from");
    }
}

#[test]
fn a_link_that_leaves_the_site_is_spelled_out() {
    let (_server, browser) = on_paper("bai-viet/mai-lam/");
    browser.run(
        "const link = document.createElement('a'); link.href = 'https://vi.example/a'; link.textContent = 'b';
         document.querySelector('main p').append(link);",
        json!([]),
    );
    let after = browser.value("getComputedStyle(document.querySelector('main p a[href^=http]'), '::after').content");
    assert!(after.as_str().is_some_and(|content| content.contains("https://vi.example/a")), "{after}");
}

#[test]
fn every_page_of_a_booklet_begins_on_a_sheet_of_its_own() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().without_scripts().open();
    browser.go(&server.url("tap-huan/hoc-moi-ngay/in/"));
    let chapters = real_site().text("tap-huan/hoc-moi-ngay/in/index.html").matches("class=\"chapter\"").count();
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4 && chapters >= 3, "{chapters} chapters");
    assert!((chapters + 1..=chapters * 3).contains(&pages), "{pages} sheets for {chapters} chapters");
}

#[test]
fn every_sheet_says_which_site_it_is_of() {
    let style = real_site().text(real_site().hashed("style-", ".css"));
    assert!(style.contains("--site:\"Học tập suốt đời – tự kiểm tra\""), "{style}");
    assert!(style.contains("@bottom-left { content: var(--site)"), "{style}");
}

#[test]
fn a_sheet_to_hang_up_has_large_letters_and_room_for_its_numbers() {
    let size = |path| {
        let (_server, browser) = on_paper(path);
        browser.value("parseFloat(getComputedStyle(document.querySelector('main li')).fontSize)").as_f64()
    };
    let large = size("tro-giup/to-in/muoi-cau-loi-thuong/");
    assert!(large > size("bai-viet/mai-lam/").map(|size| size * 1.4), "{large:?}");
    let (_server, browser) = on_paper("tro-giup/to-in/muoi-cau-loi-thuong/");
    let room = browser.value(
        "(() => { const list = document.querySelector('main ol'), style = getComputedStyle(list);
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = style.font;
            return parseFloat(style.paddingLeft) - pen.measureText(`${list.children.length}. `).width })()",
    );
    assert!(room.as_f64() >= Some(0.0), "“10.” begins {room} px outside the paper");
}

#[test]
fn a_form_of_few_questions_has_larger_letters_and_still_one_side_and_its_result_another() {
    let size = "parseFloat(getComputedStyle(document.documentElement).fontSize)";
    let (_server, browser) = on_paper("tu-kiem-tra/cdht/");
    let ten = browser.value(size).as_f64();
    let (_server, browser) = on_paper("tu-kiem-tra/gdht/");
    assert!(browser.value(size).as_f64() > ten);
    assert_eq!(pages_of(&browser.print()), (2, true));
}
