//! A real browser, driven as a person would use it: one browser, one profile, one phone-sized window.
//!
//! Chromium where nothing else is said; the two other engines understand what every browser's driver does.
//!
//! Its protocol, `WebDriver`, is JSON over HTTP to a program on this machine, so a small blocking client speaks it;
//! an asynchronous runtime would be a hundred crates for the same twelve requests.

mod engine;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) use self::engine::Engine;

/// How long a page may take to show what it promises, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// How the message begins of a test that ends because a page never came to what was waited for.
pub(crate) const WAITED_IN_VAIN: &str = "waited in vain";

/// The key under which `WebDriver` names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How to open a browser.
pub(crate) struct Phone {
    engine: Engine,
    scripts: bool,
    wide: bool,
    /// In pixels; browsers come with 16.
    letters: u32,
    profile: Option<PathBuf>,
    /// A name by which this machine is a host like any other, not `localhost` that browsers trust.
    host: Option<&'static str>,
    /// Whether its owner lets pages look through its camera; nothing where it has none.
    camera: Option<bool>,
}

/// Keys that write nothing, as `WebDriver` names them.
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{e004}";
    pub(crate) const ENTER: &str = "\u{e007}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const RIGHT: &str = "\u{e014}";
    pub(crate) const DOWN: &str = "\u{e015}";
    pub(super) const SHIFT: char = '\u{e008}';
}

/// An open browser. Dropping it closes it.
pub(crate) struct Browser {
    agent: ureq::Agent,
    session: String,
    engine: Engine,
    _driver: engine::Driver,
    profile: PathBuf,
    /// What the browser leaves lying about, and the profile of a fresh phone: gone with the browser.
    _scratch: TempDir,
}

impl Default for Phone {
    fn default() -> Self {
        Self {
            engine: Engine::Chromium,
            scripts: true,
            wide: false,
            letters: 16,
            profile: None,
            host: None,
            camera: None,
        }
    }
}

impl Phone {
    /// A phone with another browser. The wishes below are Chromium's alone.
    pub(crate) fn with(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// A phone whose browser runs no script.
    pub(crate) fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// A phone whose owner asked for letters twice the usual size.
    pub(crate) fn with_large_letters(mut self) -> Self {
        self.letters = 32;
        self
    }

    /// Not a phone but a screen on a desk, 1440 pixels wide.
    pub(crate) fn with_a_wide_screen(mut self) -> Self {
        self.wide = true;
        self
    }

    /// A phone that was used before: what it kept stands in this folder.
    pub(crate) fn of(mut self, profile: &Path) -> Self {
        self.profile = Some(profile.to_path_buf());
        self
    }

    /// A phone that takes this name for this machine's.
    pub(crate) fn knowing(mut self, host: &'static str) -> Self {
        self.host = Some(host);
        self
    }

    /// A phone with a camera, whose owner says yes or no to pages that ask for it.
    pub(crate) fn with_a_camera(mut self, allowed: bool) -> Self {
        self.camera = Some(allowed);
        self
    }

    /// Opens the browser.
    pub(crate) fn open(self) -> Browser {
        let scratch = TempDir::new().expect("a folder for the browser");
        let profile = self.profile.clone().unwrap_or_else(|| scratch.path().join("profile"));
        let driver = self.engine.drive(scratch.path());
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let session = format!("http://127.0.0.1:{}/session", driver.port);
        let capabilities = json!({ "capabilities": { "alwaysMatch": self.capabilities(&profile) } });
        let engine = self.engine;
        let mut browser = Browser { agent, session, engine, _driver: driver, profile, _scratch: scratch };
        let opened = browser.call("POST", "", &capabilities);
        let id = opened["sessionId"].as_str().expect("a new session has an id").to_owned();
        browser.session = format!("{}/{id}", browser.session);
        // A script that visits many pages takes its time on a machine that does much beside; a driver gives it 30 s.
        browser.command("POST", "/timeouts", &json!({ "script": PATIENCE.as_secs() * 1000 }));
        if self.engine != Engine::Chromium {
            // As narrow as a window on a desk can be.
            browser.command("POST", "/window/rect", &json!({ "width": 360, "height": 740 }));
        }
        browser
    }

    /// 360 by 740 is the smallest phone in wide use; a phone's browser honours the page's own viewport.
    fn capabilities(&self, profile: &Path) -> Value {
        let mut capabilities = self.engine.capabilities();
        capabilities["unhandledPromptBehavior"] = json!("ignore");
        if self.engine != Engine::Chromium {
            return capabilities;
        }
        let options = &mut capabilities["goog:chromeOptions"];
        options["args"] = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=vi",
            "--window-size=1440,900",
            format!("--user-data-dir={}", profile.display()),
            format!("--host-resolver-rules=MAP {} 127.0.0.1", self.host.unwrap_or("localhost")),
        ]);
        if let (Some(allowed), Some(given)) = (self.camera, options["args"].as_array_mut()) {
            given.push(json!("--use-fake-device-for-media-stream"));
            given.push(json!(format!("--use-fake-ui-for-media-stream{}", if allowed { "" } else { "=deny" })));
        }
        options["prefs"] = json!({
            "profile.managed_default_content_settings.javascript": if self.scripts { 1 } else { 2 },
            "webkit.webprefs.default_font_size": self.letters,
        });
        if !self.wide {
            let phone = json!({ "width": 360, "height": 740, "pixelRatio": 2.0 });
            options["mobileEmulation"] = json!({ "deviceMetrics": phone });
        }
        capabilities
    }
}

impl Browser {
    /// Goes to an address and waits until it is loaded.
    pub(crate) fn go(&self, url: &str) {
        self.command("POST", "/url", &json!({ "url": url }));
    }

    /// Loads the page again; in Chromium past the browser's own cache, nowhere past a service worker.
    pub(crate) fn reload(&self) {
        match self.engine {
            // Firefox's driver reloads as a person does who holds the shift key: past the service worker.
            Engine::Gecko => return self.go(&self.url()),
            Engine::WebKit => {}
            Engine::Chromium => drop(self.devtools("Network.clearBrowserCache", &json!({}))),
        }
        self.command("POST", "/refresh", &json!({}));
    }

    /// Goes one page back.
    pub(crate) fn back(&self) {
        self.command("POST", "/back", &json!({}));
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> String {
        self.command("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a function body in the page and gives what it returns; a promise is waited for.
    pub(crate) fn run(&self, script: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else { panic!("arguments of a script are an array") };
        self.command("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The value of one expression in the page, which may `await`.
    pub(crate) fn value(&self, expression: &str) -> Value {
        self.run(&format!("return (async () => {expression})();"), json!([]))
    }

    /// Waits until an expression in the page is true, and says what was waited for where it never is.
    pub(crate) fn wait(&self, expression: &str) {
        let start = Instant::now();
        while self.value(&format!("Boolean({expression})")) != Value::Bool(true) {
            assert!(start.elapsed() < PATIENCE, "{WAITED_IN_VAIN} at {} for {expression}", self.url());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Lays out what is not on the screen too, which pages leave out until it comes there: before text or boxes of a whole page
    /// are looked at. It holds until another page is opened.
    pub(crate) fn lay_out_all(&self) {
        let script = "const all = new window.CSSStyleSheet();
                      all.replaceSync('* { content-visibility: visible !important; }');
                      document.adoptedStyleSheets = [all];";
        self.run(script, json!([]));
    }

    /// Opens the parts of the page that are folded. What a script makes for an opened part comes a moment later.
    pub(crate) fn open_all_parts(&self) {
        self.run("document.querySelectorAll('details').forEach(part => { part.open = true; });", json!([]));
    }

    /// Taps an element as a finger would: brought to the middle of the screen, it must be visible and not covered.
    pub(crate) fn tap(&self, css: &str) {
        let element = self.element(css);
        self.run("arguments[0].scrollIntoView({ block: 'center' });", json!([{ ELEMENT: element }]));
        self.command("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Presses the place where an element is, where no script runs: a tap waits for events that nobody sends.
    pub(crate) fn touch(&self, css: &str) {
        let place = "arguments[0].scrollIntoView({ block: 'center' });
                     const { x, y, width, height } = arguments[0].getBoundingClientRect();
                     return [x + width / 2, y + height / 2];";
        let place = self.run(place, json!([{ ELEMENT: self.element(css) }]));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", &event);
        }
    }

    /// Presses keys, one after the other: letters, and those of [`key`].
    pub(crate) fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strike(strokes);
    }

    /// Presses a key while the shift key is held.
    pub(crate) fn press_with_shift(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strike([("keyDown", key::SHIFT)].into_iter().chain(strokes).chain([("keyUp", key::SHIFT)]));
    }

    fn strike(&self, strokes: impl Iterator<Item = (&'static str, char)>) {
        let strokes: Vec<Value> = strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect();
        let keyboard = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.command("POST", "/actions", &keyboard);
    }

    /// What a screen reader is told of the element that has the focus: `role: name`.
    pub(crate) fn spoken(&self) -> String {
        let element = self.command("GET", "/element/active", &Value::Null);
        let element = element[ELEMENT].as_str().expect("an element has the focus");
        let [role, name] = ["computedrole", "computedlabel"].map(|what| {
            let said = self.command("GET", &format!("/element/{element}/{what}"), &Value::Null);
            said.as_str().unwrap_or_default().to_owned()
        });
        // A name of Chromium's own, for a summary.
        format!("{}: {name}", role.replace("DisclosureTriangle", "disclosure"))
    }

    /// Whether a person sees the element.
    pub(crate) fn shows(&self, css: &str) -> bool {
        let element = self.element(css);
        self.command("GET", &format!("/element/{element}/displayed"), &Value::Null) == Value::Bool(true)
    }

    /// The same of an element that need not be there.
    pub(crate) fn sees(&self, css: &str) -> bool {
        let is_there = self.run("return document.querySelector(arguments[0]) !== null", json!([css]));
        is_there == json!(true) && self.shows(css)
    }

    /// The text of an element as a person reads it.
    pub(crate) fn text(&self, css: &str) -> String {
        let element = self.element(css);
        self.command("GET", &format!("/element/{element}/text"), &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// An attribute as it stands in the document.
    pub(crate) fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.element(css);
        self.command("GET", &format!("/element/{element}/attribute/{name}"), &Value::Null).as_str().map(str::to_owned)
    }

    /// Prints the page on A4 and gives the PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        let margin = json!({ "top": 1, "bottom": 1, "left": 1, "right": 1 });
        let paper = json!({ "page": { "width": 21.0, "height": 29.7 }, "margin": margin, "background": false });
        let pdf = self.command("POST", "/print", &paper);
        base64::engine::general_purpose::STANDARD
            .decode(pdf.as_str().unwrap_or_default())
            .expect("a PDF comes in base64")
    }

    /// A method of the browser's own protocol, for what `WebDriver` cannot say.
    pub(crate) fn devtools(&self, method: &str, parameters: &Value) -> Value {
        self.try_devtools(method, parameters).unwrap_or_else(|error| panic!("{method} {parameters}\n{error}"))
    }

    fn try_devtools(&self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.try_call("POST", "/goog/cdp/execute", &json!({ "cmd": method, "params": parameters }))
    }

    /// Opens a second tab and goes on in it; gives back the first one, for [`Self::go_to_tab`].
    pub(crate) fn open_tab(&self) -> Value {
        let first = self.command("GET", "/window", &Value::Null);
        let second = self.command("POST", "/window/new", &json!({ "type": "tab" }));
        self.go_to_tab(&second["handle"]);
        first
    }

    /// Goes on in a tab that is open already.
    pub(crate) fn go_to_tab(&self, tab: &Value) {
        self.command("POST", "/window", &json!({ "handle": tab }));
    }

    /// The tab's process dies in the middle, as when a phone needs the memory; a new tab is opened in its place.
    pub(crate) fn kill_tab(&self) {
        let dying = self.open_tab();
        let fresh = self.command("GET", "/window", &Value::Null);
        self.go_to_tab(&dying);
        // The answer is an error by nature: who should have given it is dead.
        let _ = self.try_devtools("Page.crash", &json!({}));
        self.go_to_tab(&fresh);
    }

    /// The whole browser dies at once, as when the battery is taken out: no process of it may say another word.
    pub(crate) fn kill(self) {
        let profile = format!("--user-data-dir={}", self.profile.display());
        let is_ours = |process: &Path| {
            let words = std::fs::read(process.join("cmdline")).unwrap_or_default();
            words.split(|byte| *byte == 0).any(|word| word == profile.as_bytes())
        };
        let processes: Vec<String> = std::fs::read_dir("/proc")
            .expect("this test is for Linux")
            .flatten()
            .filter(|entry| is_ours(&entry.path()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        assert!(!processes.is_empty(), "no process has {profile}");
        let killed = Command::new("kill").arg("-KILL").args(&processes).status().expect("every system has kill");
        assert!(killed.success() || processes.len() > 1, "{processes:?} could not be killed");
    }

    fn element(&self, css: &str) -> String {
        let found = self.command("POST", "/element", &json!({ "using": "css selector", "value": css }));
        found[ELEMENT].as_str().unwrap_or_else(|| panic!("no element {css}")).to_owned()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, path, body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path} {body}\n{error}"))
    }

    /// One request to the driver; the error is its own words.
    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        let sent = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        };
        let mut answer = sent.map_err(|error| error.to_string())?;
        let mut answer: Value =
            answer.body_mut().with_config().limit(64 << 20).read_json().map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.try_call("DELETE", "", &Value::Null);
    }
}

/// How many pages a PDF has, and whether each of them is A4.
pub(crate) fn pages_of(pdf: &[u8]) -> (usize, bool) {
    let text = String::from_utf8_lossy(pdf);
    let pages = text.matches("/Type /Page").count() - text.matches("/Type /Pages").count();
    let a4 = text.split("/MediaBox [").skip(1).all(|rest| {
        let sides: Vec<f64> = rest
            .split(']')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|side| side.parse().ok())
            .collect();
        matches!(sides[..], [_, _, width, height] if (width - 595.0).abs() < 2.0 && (height - 842.0).abs() < 2.0)
    });
    (pages, a4)
}
