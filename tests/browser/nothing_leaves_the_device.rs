//! Answers stay where they are: the page fetches its own files, and its policy refuses everything else.

use serde_json::json;

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::Phone;
use crate::support::real::real_site;
use crate::support::server::Host;

#[test]
fn a_whole_check_asks_for_files_of_the_site_and_nothing_else() {
    let real = real_site();
    let server = Host::default().serve(&real.public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.choose("group", "nguoi-dan").answer_all([8; 10]).shows(80, "achieved");
    wait_for_the_worker(&browser);
    for asked in server.requests() {
        let path = asked.trim_start_matches('/').split('?').next().unwrap_or_default();
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(real.files.contains_key(&file), "{asked} is no file of the site");
    }
}

#[test]
fn the_policy_refuses_every_way_out() {
    let server = Host::default().below("/xa/hoc/").serve(&real_site().public);
    let other = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK)).answer_all([8; 10]);
    server.requests();
    let expected = ["connect-src", "img-src", "frame-src", "form-action"];
    let mut arguments = vec![other.url("")];
    arguments.extend(expected.map(str::to_owned));
    let refused = browser.run(include_str!("page/ways_out.js"), json!(arguments));
    assert_eq!(other.requests(), Vec::<String>::new(), "something left the page");
    for directive in expected {
        assert!(
            refused.as_array().is_some_and(|list| list.contains(&json!(directive))),
            "{directive} refused nothing: {refused}"
        );
    }
}

#[test]
fn the_single_file_can_reach_nothing_at_all() {
    let other = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    Check::open(&browser, &format!("file://{}/mang-theo/cdht.html", real_site().public.display()));
    let script = "return fetch(arguments[0]).then(() => 'sent', () => 'refused')";
    assert_eq!(browser.run(script, json!([other.url("")])), "refused");
    assert_eq!(other.requests(), Vec::<String>::new());
}

#[test]
fn submitting_the_form_with_the_keyboard_keeps_the_page_and_the_address() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]);
    let script = "return new Promise(done => {
                    addEventListener('submit', event => done(event.defaultPrevented), { once: true });
                    document.querySelector('form').requestSubmit();
                  });";
    assert_eq!(browser.run(script, json!([])), true, "the browser is told to send nothing");
    assert_eq!(browser.url(), server.url(CHECK), "answers would stand in the address");
    check.shows(80, "achieved");
}
