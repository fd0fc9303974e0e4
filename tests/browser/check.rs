//! The self-check page as a person uses it: tap a number, read the result.

use serde_json::{Value, json};

use crate::support::browser::Browser;

/// The ten indicators of Công dân học tập, in the order of the page.
pub(crate) const INDICATORS: [&str; 10] = [
    "doc-cap-nhat",
    "ke-hoach",
    "sap-xep",
    "dong-vien",
    "cong-nghe",
    "ngoai-ngu",
    "tinh-toan",
    "tu-duy",
    "than-thien",
    "hop-tac",
];

/// Where the check lies in the site.
pub(crate) const CHECK: &str = "tu-kiem-tra/cdht/";

/// A service worker rules the site and has kept all that it lists.
pub(crate) fn wait_for_the_worker(browser: &Browser) {
    let active = "found => found && found.active && found.active.state === 'activated'";
    browser.wait(&format!("navigator.serviceWorker && await navigator.serviceWorker.getRegistration().then({active})"));
}

/// An open self-check that a script has taken over, with all its questions in one list. One question at a time is how it
/// opens: see `the_path.rs`.
pub(crate) struct Check<'a> {
    browser: &'a Browser,
}

impl<'a> Check<'a> {
    /// Goes to the page and waits until it scores by itself.
    pub(crate) fn open(browser: &'a Browser, url: &str) -> Self {
        Self::open_by(browser, url, "wasm")
    }

    /// The same, scored by that engine: `wasm` or `js`.
    pub(crate) fn open_by(browser: &'a Browser, url: &str, engine: &str) -> Self {
        browser.go(url);
        Self::wait_for(browser, engine)
    }

    /// Waits until the page that is open scores by itself.
    pub(crate) fn wait(browser: &'a Browser) -> Self {
        Self::wait_for(browser, "wasm")
    }

    /// The same, by that engine.
    pub(crate) fn wait_for(browser: &'a Browser, engine: &str) -> Self {
        browser.wait("document.documentElement.dataset.hoctap === 'ready'");
        assert_eq!(browser.attribute("html", "data-engine").as_deref(), Some(engine));
        let list = "if (document.documentElement.hasAttribute('data-one')) document.querySelector('[data-action=list]').click();";
        browser.run(list, json!([]));
        Self { browser }
    }

    /// Goes to the page as it opens: one thing at a time.
    pub(crate) fn open_one(browser: &'a Browser, url: &str) -> Self {
        browser.go(url);
        Self::wait_one(browser)
    }

    /// The same of the page that is open.
    pub(crate) fn wait_one(browser: &'a Browser) -> Self {
        browser.wait("document.documentElement.dataset.hoctap === 'ready'");
        Self { browser }
    }

    /// Taps a number, or `unknown`, for an indicator.
    pub(crate) fn answer(&self, indicator: &str, value: &str) -> &Self {
        self.choose(&format!("i.{indicator}"), value)
    }

    /// Taps a choice.
    pub(crate) fn choose(&self, name: &str, value: &str) -> &Self {
        let choice = format!("input[name='{name}'][value='{value}']");
        // Points between those that have words are one tap away.
        let fine = "const fine = document.querySelector(arguments[0]).closest('.fine');
                    return Boolean(fine && !fine.getClientRects().length);";
        if self.browser.run(fine, json!([choice])) == json!(true) {
            self.browser.tap(&format!("fieldset[data-indicator='{}'] [data-action=fine]", &name[2..]));
        }
        self.browser.tap(&format!("{choice} + span"));
        self
    }

    /// Types a number as a person does, over what stands there.
    pub(crate) fn type_in(&self, item: &str, text: &str) -> &Self {
        let field = format!("input[inputmode='decimal'][name='i.{item}']");
        self.browser
            .run("const field = document.querySelector(arguments[0]); field.focus(); field.select();", json!([field]));
        if text.is_empty() {
            self.browser.run("document.execCommand('delete')", json!([]));
        } else {
            self.browser.devtools("Input.insertText", &json!({ "text": text }));
        }
        self
    }

    /// What stands in a field that numbers are typed into.
    pub(crate) fn typed(&self, item: &str) -> Value {
        self.browser.value(&format!("document.querySelector(\"input[inputmode='decimal'][name='i.{item}']\").value"))
    }

    /// Chooses one number for each indicator, all at once: for tests that begin where the answers are there.
    pub(crate) fn answer_all(&self, points: [u32; 10]) -> &Self {
        let choices: Vec<String> = INDICATORS
            .iter()
            .zip(points)
            .map(|(id, points)| format!("input[name='i.{id}'][value='{points}']"))
            .collect();
        let script = "for (const choice of arguments[0]) document.querySelector(choice).click();
                      return new Promise(done => setTimeout(done, 0));";
        self.browser.run(script, json!([choices]));
        self
    }

    /// The result that the page publishes.
    pub(crate) fn result(&self) -> Value {
        let text = self.browser.value("document.querySelector('script[data-result-json]').textContent");
        serde_json::from_str(text.as_str().unwrap_or_default())
            .unwrap_or_else(|error| panic!("the result is no JSON ({error}): {text}"))
    }

    /// Insists on the total and the verdict, in the data, in the attributes and in the words on the screen.
    pub(crate) fn shows(&self, total: u32, verdict: &str) -> &Self {
        let result = self.result();
        assert_eq!(result["total"], total, "{result}");
        assert_eq!(result["verdict"], verdict, "{result}");
        let attributes = self.browser.value(
            "(({ verdict, score, max }) => [verdict, score, max])(document.querySelector('[data-result]').dataset)",
        );
        assert_eq!(attributes, json!([verdict, total.to_string(), "100"]));
        assert_eq!(self.browser.text("[data-total]"), total.to_string());
        let words = self.words();
        for (name, word) in [
            ("achieved", "bạn đủ điều kiện"),
            ("not-achieved", "bạn chưa đủ điều kiện"),
            ("incomplete", "Chưa kết luận được"),
        ] {
            assert_eq!(words.contains(word), name == verdict, "“{word}” in: {words}");
        }
        self
    }

    /// What a person reads as the verdict.
    pub(crate) fn words(&self) -> String {
        self.browser.text("[data-result] .verdict")
    }

    /// Waits until the page says that it has saved.
    pub(crate) fn wait_until_saved(&self) {
        self.browser.wait("document.querySelector('[data-when~=saved]:not([hidden])')");
    }

    /// The sheet of another set as the page stored it, by the site's id and the set's name and version.
    pub(crate) fn stored_of(&self, site: &str, set: &str) -> String {
        let stored = self.browser.run(
            "return localStorage.getItem(`${arguments[0]}/${document.querySelector('[name=year]').value}`)",
            json!([format!("{site}/sheet/{set}")]),
        );
        stored.as_str().unwrap_or_default().to_owned()
    }

    /// The sheet as the page stored it on the device.
    pub(crate) fn stored(&self) -> Option<String> {
        let stored = self.stored_of("hoctap", "cdht@324-2023");
        if stored.is_empty() { None } else { Some(stored) }
    }
}
