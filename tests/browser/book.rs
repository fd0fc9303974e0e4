//! The book as its reader uses it: what a device keeps of the samples, opened, tapped, typed into.

use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::server::Server;

/// Where the book of the samples lies.
pub(crate) const BOOK: &str = "tu-kiem-tra/mau-diem/so/";
/// What the key of a sheet of the current version begins with.
pub(crate) const NOW: &str = "samples/sheet/mau-diem@2-2026";
/// The same of the version before.
pub(crate) const BEFORE: &str = "samples/sheet/mau-diem@1-2025";

/// The ids of its screens.
pub(crate) const SCREENS: [&str; 7] = ["so", "cac-nam", "so-sanh", "ke-hoach", "mang-theo", "lay-lai", "nhieu-nguoi"];

/// An open book that its script has taken over.
pub(crate) struct Book<'a> {
    browser: &'a Browser,
}

impl<'a> Book<'a> {
    /// Goes to the book and waits until its script has taken over.
    pub(crate) fn open(browser: &'a Browser, server: &Server) -> Self {
        browser.go(&server.url(BOOK));
        Self::wait(browser)
    }

    /// Waits until the book that is open is ready.
    pub(crate) fn wait(browser: &'a Browser) -> Self {
        browser.wait("document.documentElement.dataset.hoctap === 'ready' && document.querySelector('[data-book]')");
        Self { browser }
    }

    /// Everything that the device keeps for the site, by key.
    pub(crate) fn kept(&self) -> Value {
        self.browser.value("Object.fromEntries(Object.entries(localStorage).sort())")
    }

    /// Goes to the screen that an element is on, by the address in the page, unless the device is between two people.
    pub(crate) fn go_to(&self, css: &str) -> &Self {
        let go = "const item = document.querySelector(arguments[0]);
            if (!item || document.documentElement.dataset.view) return true;
            const screens = item.closest('[data-when*=\"at:\"]');
            const section = item.closest('section[id]');
            const id = screens ? /at:(\\S+)/.exec(screens.dataset.when)[1] : section && section.id;
            if (!id || document.documentElement.dataset.screen === id) return true;
            location.hash = id;
            return false;";
        while self.browser.run(go, json!([css])) != json!(true) {
            std::thread::yield_now();
        }
        self
    }

    /// The words of a part of the page, on its screen.
    pub(crate) fn text(&self, part: &str) -> String {
        let part = format!("[data-part={part}]");
        self.go_to(&part).browser.text(&part)
    }

    /// What the page said of the last thing that was done.
    pub(crate) fn said(&self) -> String {
        self.browser.text("[data-said]")
    }

    /// Taps an element, on its screen.
    pub(crate) fn tap(&self, css: &str) -> &Self {
        self.go_to(css).browser.tap(css);
        self
    }

    /// Taps a button, by what it does.
    pub(crate) fn act(&self, action: &str) -> &Self {
        self.tap(&format!("[data-action='{action}']"))
    }

    /// Types over what stands in a field.
    pub(crate) fn type_in(&self, css: &str, text: &str) -> &Self {
        let select = "const field = document.querySelector(arguments[0]); field.scrollIntoView({ block: 'center' });
                      field.focus(); field.select();";
        self.go_to(css).browser.run(select, json!([css]));
        self.browser.press(text);
        self
    }

    /// Goes to the part that takes sheets along.
    pub(crate) fn open_carry(&self) -> &Self {
        self.go_to("[data-out]");
        self.browser.wait("document.querySelector('[data-out]').value");
        self
    }

    /// Reads a text as if it was pasted.
    pub(crate) fn paste(&self, text: &str) -> &Self {
        self.browser.run("document.querySelector('[data-paste]').value = arguments[0]", json!([text]));
        self.act("paste")
    }
}

/// Keeps sheets: the key behind the site's, and the answers.
pub(crate) fn keep(browser: &Browser, server: &Server, sheets: &[(&str, Value)]) {
    browser.go(&server.url(BOOK));
    for (key, answers) in sheets {
        let (version, rest) =
            key.strip_prefix("samples/sheet/mau-diem@").and_then(|rest| rest.split_once('/')).expect("a key");
        let year: u32 = rest.split('/').next().and_then(|year| year.parse().ok()).expect("a year");
        let group = if version == "2-2026" { json!("nong-dan") } else { Value::Null };
        let answers = serde_json::to_string(answers).expect("JSON");
        let sheet = format!(
            r#"{{"set":"mau-diem","version":"{version}","year":{year},"group":{group},"area":null,"answers":{answers}}}"#
        );
        browser.run("localStorage.setItem(arguments[0], arguments[1])", json!([key, sheet]));
    }
}

/// Answers to all that a farmer is asked: short of the lowest band, so that there is a way up to plan.
pub(crate) fn whole(doc: u32) -> Value {
    json!({
        "doc": doc, "ke-hoach": 5, "lop": 1, "gio": 4, "may": 4, "ngoai-ngu": 4, "dong-ruong": 4, "giup": 4, "chia-se": 3,
        "tham-gia": 4, "vi-pham": false, "da-xep-tot": false,
    })
}

/// Keeps people under these names: `p1`, `p2`, …
pub(crate) fn keep_people(browser: &Browser, names: &[&str]) {
    let people: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(place, name)| json!({ "id": format!("p{}", place + 1), "name": name }))
        .collect();
    let script =
        "localStorage.setItem('samples/people', JSON.stringify({ people: arguments[0], last: arguments[0].length }))";
    browser.run(script, json!([people]));
}
