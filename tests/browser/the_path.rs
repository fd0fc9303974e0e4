//! The citizen's path on a phone: one question, one next step; and back to it, however somebody comes.

use serde_json::{Value, json};

use crate::check::{CHECK, Check, INDICATORS};
use crate::support::browser::{Browser, Engine, Phone, pages_of};
use crate::support::real::real_site;
use crate::support::server::{Host, Server};

fn open(engine: Engine) -> (Server, Browser) {
    (Host::default().serve(&real_site().public), Phone::default().with(engine).open())
}

/// The questions that a person sees.
fn seen(browser: &Browser) -> Vec<String> {
    let seen = browser.value(
        "[...document.querySelectorAll('fieldset[data-indicator]')].filter(ask => ask.getClientRects().length)
            .map(ask => ask.dataset.indicator)",
    );
    seen.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Waits until a step is there: the only one, with the focus, its heading in the upper third of the screen.
fn stands_at(browser: &Browser, id: &str) {
    browser.wait(&format!("location.hash === '#{id}' && document.activeElement.id === '{id}'"));
    let heading = format!("document.querySelector('#{id} :is(h2, h3)').getBoundingClientRect()");
    browser.wait(&format!("{heading}.height > 0 && {heading}.top >= 0 && {heading}.top < innerHeight / 3"));
}

/// Whether the whole of an element is on the screen, nothing over it, without scrolling.
pub(crate) fn is_in_sight(browser: &Browser, css: &str) -> bool {
    let script = "const item = document.querySelector(arguments[0]);
        const { left, top, right, bottom, width } = item.getBoundingClientRect();
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return width > 0 && top >= 0 && bottom <= innerHeight && item.contains(there);";
    browser.run(script, json!([css])) == json!(true)
}

const NEXT: &str = "nav.go a[data-go=next]";

/// From home to a verdict: ten answers, ten times on.
fn from_home_to_a_verdict(engine: Engine) {
    let (server, browser) = open(engine);
    browser.go(&server.url(""));
    browser.tap("main a[href*='tu-kiem-tra/cdht']");
    let check = Check::wait_one(&browser);
    let mut taps = 1;
    assert!(is_in_sight(&browser, "#bat-dau a[data-go=begin]"), "the way in");
    let before = browser.value(
        "[...document.querySelectorAll('main :is(a, button, select, input, summary)')].filter(item => item.getClientRects().length).length",
    );
    assert!(
        before.as_u64().is_some_and(|count| (1..=12).contains(&count)),
        "{before} controls before the first question"
    );
    browser.tap("#bat-dau a[data-go=begin]");
    taps += 1;
    for (at, id) in INDICATORS.iter().enumerate() {
        stands_at(&browser, &format!("i-{id}"));
        assert_eq!(seen(&browser), [*id]);
        assert!(browser.text(".path p").ends_with(&format!("{}/10", at + 1)), "{}", browser.text(".path p"));
        assert!(is_in_sight(&browser, NEXT), "the way on");
        // From the lower edge of the window: Firefox's own bars may still be growing. Less than a pixel is none: WebKit places
        // letters of another weight by sixty-fourths of one.
        let place =
            "const { x, bottom, width, height } = document.querySelector('nav.go a[data-go=next]').getBoundingClientRect();
            return [x, innerHeight - bottom, width, height];";
        let before = browser.run(place, json!([]));
        browser.tap(&format!("input[name='i.{id}'][value='8'] + span"));
        browser.wait("document.querySelector('.go [data-when=answered]:not([hidden])')");
        let after = browser.run(place, json!([]));
        let of = |place: &Value, side: usize| place[side].as_f64().expect("pixels");
        let is_there = (0..4).all(|side| (of(&after, side) - of(&before, side)).abs() < 1.0);
        assert!(is_there, "it stays where it is: {before} {after}");
        assert_eq!(seen(&browser), [*id], "choosing only chooses");
        browser.tap(NEXT);
        taps += 2;
    }
    stands_at(&browser, "ket-qua");
    assert!(taps <= 23, "{taps} taps");
    assert!(
        check.words().contains("Chúc mừng bạn!") && check.words().contains("bạn đủ điều kiện"),
        "{}",
        check.words()
    );
    assert!(is_in_sight(&browser, ".next-step"), "what to do next");
    assert_eq!(browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth"), json!(0));
}

#[test]
fn from_home_it_is_one_step_after_another_to_a_verdict() {
    from_home_to_a_verdict(Engine::Chromium);
}

#[test]
fn in_firefox_too() {
    from_home_to_a_verdict(Engine::Gecko);
}

#[test]
fn in_webkit_too() {
    from_home_to_a_verdict(Engine::WebKit);
}

/// However somebody comes back, they stand where they were.
fn comes_back(engine: Engine) {
    let (server, browser) = open(engine);
    Check::open_one(&browser, &server.url(CHECK));
    browser.tap("#bat-dau a[data-go=begin]");
    for id in &INDICATORS[..3] {
        stands_at(&browser, &format!("i-{id}"));
        browser.tap(&format!("input[name='i.{id}'][value='5'] + span"));
        browser.wait("document.querySelector('.go [data-when=answered]:not([hidden])')");
        browser.tap(NEXT);
    }
    stands_at(&browser, "i-dong-vien");
    browser.reload();
    Check::wait_one(&browser);
    stands_at(&browser, "i-dong-vien");
    // A new tab, as after the old one was killed.
    browser.open_tab();
    Check::open_one(&browser, &server.url(CHECK));
    stands_at(&browser, "i-dong-vien");
    Check::open_one(&browser, &server.url(&format!("{CHECK}#i-tu-duy")));
    stands_at(&browser, "i-tu-duy");
    // From home, which says where that is.
    browser.go(&server.url(""));
    browser.wait("document.querySelector('a.start strong').textContent === 'Làm tiếp: câu 8 trong 10'");
    browser.tap("a.start");
    browser.wait("document.querySelector('form[data-check]')");
    Check::wait_one(&browser);
    stands_at(&browser, "i-tu-duy");
    // From a lesson, by the browser's own way back.
    browser.tap("#i-tu-duy summary");
    browser.tap("#i-tu-duy details ul.links a");
    browser.wait("!document.querySelector('form[data-check]') && document.readyState === 'complete'");
    browser.back();
    browser.wait("document.querySelector('form[data-check]')");
    Check::wait_one(&browser);
    stands_at(&browser, "i-tu-duy");
    browser.tap("nav.go a[data-go=previous]");
    stands_at(&browser, "i-tinh-toan");
    browser.back();
    stands_at(&browser, "i-tu-duy");
}

#[test]
fn who_comes_back_stands_where_they_were() {
    comes_back(Engine::Chromium);
}

#[test]
fn who_comes_back_in_firefox_too() {
    comes_back(Engine::Gecko);
}

#[test]
fn who_comes_back_in_webkit_too() {
    comes_back(Engine::WebKit);
}

#[test]
fn the_way_on_is_in_sight_in_every_size_of_letters() {
    let (server, browser) = open(Engine::Chromium);
    let check = Check::open_one(&browser, &server.url(CHECK));
    for size in ["1", "2", "3"] {
        browser.tap(&format!("[data-size='{size}']"));
        browser.run("window.scrollTo(0, 0);", json!([]));
        assert!(is_in_sight(&browser, "#bat-dau a[data-go=begin]"), "letters {size}: the way in");
        browser.run("location.hash = '#i-ke-hoach';", json!([]));
        stands_at(&browser, "i-ke-hoach");
        for css in [NEXT, "nav.go a[data-go=previous]"] {
            assert!(is_in_sight(&browser, css), "letters {size}: {css}");
        }
        assert_eq!(browser.value("document.documentElement.scrollWidth"), 360, "letters {size}");
        browser.run("location.hash = '#bat-dau';", json!([]));
        stands_in_the_beginning(&browser);
    }
    check.answer_all([8; 10]);
    browser.run("location.hash = '#ket-qua';", json!([]));
    stands_at(&browser, "ket-qua");
}

fn stands_in_the_beginning(browser: &Browser) {
    browser.wait("document.documentElement.dataset.one === 'bat-dau'");
}

#[test]
fn the_size_of_letters_holds_for_the_whole_site() {
    let (server, browser) = open(Engine::Chromium);
    Check::open_one(&browser, &server.url(CHECK));
    assert_eq!(browser.text("[data-size='1']"), "Thường");
    browser.tap("[data-size='3']");
    browser.go(&server.url("bai-viet/mai-lam/"));
    browser.wait("document.documentElement.dataset.text === '3'");
    assert_eq!(browser.value("document.documentElement.scrollWidth"), 360);
}

#[test]
fn points_between_are_one_tap_away_and_stay_where_one_is_chosen() {
    let (server, browser) = open(Engine::Chromium);
    Check::open_one(&browser, &server.url(&format!("{CHECK}#i-ke-hoach")));
    stands_at(&browser, "i-ke-hoach");
    assert!(!browser.shows("input[name='i.ke-hoach'][value='7'] + span"));
    browser.tap("#i-ke-hoach [data-action=fine]");
    browser.tap("input[name='i.ke-hoach'][value='7'] + span");
    browser.reload();
    let check = Check::wait_one(&browser);
    stands_at(&browser, "i-ke-hoach");
    assert!(browser.shows("input[name='i.ke-hoach'][value='7'] + span"));
    assert_eq!(check.result()["total"], 7);
}

#[test]
fn an_early_result_says_what_is_open_and_leads_there() {
    let (server, browser) = open(Engine::Chromium);
    let check = Check::open_one(&browser, &server.url(CHECK));
    check.answer_all([9; 10]);
    browser.run(
        "document.querySelector(\"input[name='i.ngoai-ngu'][value=unknown]\").click(); location.hash = '#ket-qua';",
        json!([]),
    );
    stands_at(&browser, "ket-qua");
    assert!(check.words().contains("Chỉ còn câu 6."), "{}", check.words());
    assert!(is_in_sight(&browser, "#ket-qua a[data-go=open]"));
    browser.tap("#ket-qua a[data-go=open]");
    stands_at(&browser, "i-ngoai-ngu");
    assert!(browser.sees("nav.go a[href='#ket-qua']"), "where nothing is left out, the result is one tap away");
}

#[test]
fn the_whole_list_is_one_tap_away_is_remembered_and_is_what_prints() {
    let (server, browser) = open(Engine::Chromium);
    let check = Check::open_one(&browser, &server.url(&format!("{CHECK}#i-ke-hoach")));
    stands_at(&browser, "i-ke-hoach");
    assert_eq!(browser.value("document.querySelectorAll('fieldset[data-indicator]').length"), 10);
    let (pages, a4) = pages_of(&browser.print());
    assert!(a4 && (2..=4).contains(&pages), "{pages} sheets");
    browser.tap(".path [data-action=list]");
    browser.wait("!document.documentElement.hasAttribute('data-one')");
    assert_eq!(seen(&browser), INDICATORS);
    check.answer_all([8; 10]).shows(80, "achieved");
    browser.reload();
    Check::wait_one(&browser);
    assert_eq!(seen(&browser), INDICATORS, "the choice is remembered");
    browser.tap("#bat-dau [data-action=list]");
    browser.wait("document.documentElement.hasAttribute('data-one')");
    assert!(seen(&browser).len() < 2);
}
