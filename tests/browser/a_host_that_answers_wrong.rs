//! A host in a bad hour: portals, half an upload, a quota, pages for what is none, whatever came first. What a phone keeps is
//! what was built, or it is not kept; a version serves whole until another one is there whole; and once the host is sound
//! again, one reload makes every page right.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use serde_json::{Value, json};

use crate::check::{CHECK, Check, wait_for_the_worker};
use crate::support::browser::{Browser, Engine, Phone, WAITED_IN_VAIN};
use crate::support::real::{Copy, real_site};
use crate::support::server::{Fault, Host, PORTAL, Server};
use crate::support::{Site, Tree, minimal, tree};

/// The same numbers for the same seed, on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Of three answers two go wrong, each in a way of its own; asked again, in another.
fn any_fault(seed: u64) -> impl Fn(&str, usize) -> Option<Fault> + Send + Sync + 'static {
    move |path, before| {
        let of_path = path.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let number = Dice(of_path.wrapping_add(before as u64)).next();
        let fault = usize::try_from(number >> 8).unwrap_or_default() % Fault::ALL.len();
        (!number.is_multiple_of(3)).then(|| Fault::ALL[fault])
    }
}

/// All that goes wrong in one way, but the worker itself.
fn all_but_the_worker(fault: Fault) -> impl Fn(&str, usize) -> Option<Fault> + Send + Sync + 'static {
    move |path, _| (!path.ends_with("/sw.js")).then_some(fault)
}

/// What the list in a built `sw.js` names, as paths of the output folder.
fn kept(site: &Tree) -> Vec<String> {
    let worker = String::from_utf8_lossy(&site["sw.js"]);
    let list = &worker[worker.find("[[\"").expect("a list")..];
    let list: Option<Result<Vec<(String, String)>, _>> = serde_json::Deserializer::from_str(list).into_iter().next();
    let list = list.expect("a list").expect("JSON");
    list.into_iter().map(|(address, _)| address).collect()
}

fn bytes<'s>(site: &'s Tree, address: &str) -> &'s [u8] {
    let path =
        if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() };
    &site[&path]
}

/// The addresses whose bytes are not those of the site, as a page of it is given them.
fn wrong(browser: &Browser, server: &Server, site: &Tree, addresses: &[String]) -> Vec<String> {
    let script = "const decode = text => Uint8Array.from(atob(text), char => char.charCodeAt(0));
        return Promise.all(arguments[0].map(async ([url, length, sum]) => {
            const bytes = await fetch(url).then(answer => answer.arrayBuffer()).then(bytes => new Uint8Array(bytes), () => null);
            const own = bytes && bytes.reduce((sum, byte) => (sum * 31 + byte) % 1000000007, 7);
            return bytes && bytes.length === length && own === sum ? '' : `${url} ${bytes && bytes.length}/${length}`;
        })).then(all => all.filter(Boolean));";
    let sum = |bytes: &[u8]| bytes.iter().fold(7_u64, |sum, byte| (sum * 31 + u64::from(*byte)) % 1_000_000_007);
    let wanted: Vec<Value> = addresses
        .iter()
        .map(|address| {
            let bytes = bytes(site, address);
            json!([server.url(address), bytes.len(), sum(bytes)])
        })
        .collect();
    let wrong = browser.run(script, json!([wanted]));
    wrong.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Opens a page and stays until its worker is there, or is not to be had: in `WebKitGTK` 2.50 a worker whose only page leaves
/// while it starts is for ever on its way, and so is whatever is asked for after it.
fn visit(browser: &Browser, url: &str) {
    browser.go(url);
    let script = "const script = document.querySelector('[data-worker]');
        return script && navigator.serviceWorker.register(script.dataset.worker, { updateViaCache: 'none' })
            .then(() => true, () => false)";
    browser.run(script, json!([]));
    settle(browser);
}

/// Waits until no version is on its way, for better or worse.
fn settle(browser: &Browser) {
    browser.wait(
        "(found => !found || !found.installing)(await navigator.serviceWorker.getRegistration().catch(() => null))",
    );
}

/// Looks for a new version, and waits for what becomes of it.
fn look_for_an_update(browser: &Browser) {
    let script = "return navigator.serviceWorker.getRegistration()
        .then(found => found && found.update()).then(() => true, () => false)";
    browser.run(script, json!([]));
    settle(browser);
}

/// A version that waits takes over, as after a tap on the offer; it has kept as many files as its list has. Where an empty
/// script took its place while the host was wrong, that is some moments after the visit, when the browser has looked again.
fn take_over(browser: &Browser, files: usize) {
    // It is asked until it does: on a busy machine it may come to wait only after it was asked.
    browser.wait(&format!(
        "await (async found => {{
            if (found && found.waiting) found.waiting.postMessage('take-over');
            const names = (await caches.keys()).filter(name => name.endsWith(':kept'));
            const kept = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length));
            return found && !found.waiting && !found.installing && found.active && found.active.state === 'activated'
                && kept[0] >= {files};
        }})(await navigator.serviceWorker.getRegistration())",
    ));
}

/// Two versions of a small site.
fn two_versions() -> (Site, Site) {
    let [old, new] = [minimal(), minimal()];
    let new = new.replacing("content/articles/dau-tien.md", "Mở đầu", "Mở đầu, bản mới").replacing(
        "content/_index.md",
        "description = \"",
        "description = \"Bản mới. ",
    );
    old.build().succeeds();
    new.build().succeeds();
    (old, new)
}

/// What pages ask for: all but the worker, and the build's own list of what it wrote.
fn asked_for(files: &Tree) -> Vec<String> {
    files.keys().filter(|path| !["sw.js", ".hoctap"].contains(&path.as_str())).cloned().collect()
}

/// One phone lives through bad hours of one host; everything that happens follows from the seed.
fn live_through(browser: &Browser, seed: u64, old: &Path, new: &Path) {
    let (before, after) = (tree(old), tree(new));
    let (first, second) = (kept(&before), kept(&after));
    let mut dice = Dice(seed);
    let server = Host::default().serve(old);
    // A first visit while hardly anything is right.
    let fault = any_fault(dice.next());
    // The page that registers the worker comes; asked for by the worker, it goes the way of all others.
    server.go_wrong(move |path, before| if path == "/" && before == 0 { None } else { fault(path, before) });
    visit(browser, &server.url(""));
    // The host is sound again.
    server.be_sound();
    visit(browser, &server.url(CHECK_OF_THE_SMALL_SITE));
    browser.reload();
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    let all = asked_for(&before);
    let found = wrong(browser, &server, &before, &all);
    assert!(found.is_empty(), "seed {seed}, after one visit to a host that is sound again: {found:?}");
    take_over(browser, first.len());
    visit(browser, &server.url(""));
    browser.wait("navigator.serviceWorker.controller");
    // It goes wrong while the first version is kept; then in the middle of an upload.
    for upload in [false, true] {
        if upload {
            server.publish(new);
        }
        for _ in 0..2 {
            server.go_wrong(any_fault(dice.next()));
            look_for_an_update(browser);
            visit(browser, &server.url(CHECK_OF_THE_SMALL_SITE));
            browser.wait("document.documentElement.dataset.hoctap === 'ready'");
            let found = wrong(browser, &server, &before, &first);
            assert!(found.is_empty(), "seed {seed}, upload {upload}: the kept version is not served whole: {found:?}");
        }
    }
    // The upload is whole.
    server.be_sound();
    look_for_an_update(browser);
    take_over(browser, second.len());
    visit(browser, &server.url(CHECK_OF_THE_SMALL_SITE));
    browser.wait("document.documentElement.dataset.hoctap === 'ready'");
    let all = asked_for(&after);
    let found = wrong(browser, &server, &after, &all);
    assert!(found.is_empty(), "seed {seed}, after the upload: {found:?}");
    // And it was kept, not asked for.
    server.go_wrong(|_, _| Some(Fault::Disguised));
    let found = wrong(browser, &server, &after, &second);
    assert!(found.is_empty(), "seed {seed}, the new version is not kept whole: {found:?}");
}

const CHECK_OF_THE_SMALL_SITE: &str = "tu-kiem-tra/mau/";

fn live_through_all(engine: Engine, seeds: std::ops::Range<u64>) {
    let (old, new) = two_versions();
    let (old, new) = (old.root().join("public"), new.root().join("public"));
    for seed in seeds {
        on_an_engine_that_goes_on(engine, |browser| live_through(browser, seed, &old, &new));
    }
}

/// On a busy machine `WebKitGTK` stands still in other ways too, now and then: a fresh browser lives through the same once more.
/// Whatever is served wrong fails at once, and so does the third standstill.
fn on_an_engine_that_goes_on(engine: Engine, live: impl Fn(&Browser)) {
    let standstills = if engine == Engine::WebKit { 2 } else { 0 };
    for _ in 0..standstills {
        let lived = std::panic::catch_unwind(AssertUnwindSafe(|| live(&Phone::default().with(engine).open())));
        let Err(cause) = lived else { return };
        let stands_still = cause.downcast_ref::<String>().is_some_and(|told| told.starts_with(WAITED_IN_VAIN));
        if !stands_still {
            std::panic::resume_unwind(cause);
        }
    }
    live(&Phone::default().with(engine).open());
}

#[test]
fn whatever_it_answers_a_version_is_whole_and_one_visit_to_a_sound_host_mends_all() {
    live_through_all(Engine::Chromium, 0..6);
}

#[test]
fn firefox_keeps_a_version_whole_too() {
    live_through_all(Engine::Gecko, 10..12);
}

#[test]
fn webkit_keeps_a_version_whole_too() {
    live_through_all(Engine::WebKit, 20..22);
}

#[test]
fn a_page_for_what_was_missing_at_the_first_visit_is_not_kept_as_script_or_style() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    // The upload is not whole yet, and the host answers with the home page.
    server.go_wrong(|path, _| path.starts_with("/check-").then_some(Fault::Home));
    browser.go(&server.url("tu-kiem-tra/"));
    browser.wait("document.querySelector('[data-unkept]:not([hidden])')");
    assert!(browser.shows("[data-unkept]"), "that nothing is kept is said");
    browser.go(&server.url(CHECK));
    browser.wait("document.readyState === 'complete'");
    server.be_sound();
    browser.reload();
    Check::wait(&browser).answer_all([8; 10]).shows(80, "achieved");
    wait_for_the_worker(&browser);
    browser.go(&server.url("tu-kiem-tra/"));
    assert!(!browser.shows("[data-unkept]"));
    // Under any status, by its bytes: hosts hide the page of wrong addresses.
    let kept = browser.value("(await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat()");
    for file in ["/404.html", "/khong-co-mang.html", "/tu-kiem-tra/cdht/", "/tieu-chi/cdht/tu-hoc/", "/bai-viet/"] {
        assert!(kept.as_array().is_some_and(|kept| kept.contains(&json!(file))), "{file} is not kept: {kept}");
    }
}

#[test]
fn a_portal_never_takes_the_place_of_what_was_read() {
    let mut server = Host::default().hiding_the_page_of_wrong_addresses().serve(&real_site().public);
    let browser = Phone::default().open();
    browser.go(&server.url(""));
    wait_for_the_worker(&browser);
    browser.wait("navigator.serviceWorker.controller");
    browser.go(&server.url("bai-viet/mai-lam/"));
    let heading = browser.text("h1");
    browser.wait("await caches.match('./', { ignoreSearch: true })");

    server.go_wrong(all_but_the_worker(Fault::Portal));
    browser.go(&server.url("bai-viet/mai-lam/"));
    assert_eq!(browser.text("h1"), heading);
    // What was never read is the portal's, as long as there is one.
    browser.go(&server.url("bai-viet/quang-nam/"));
    assert!(PORTAL.contains(&browser.text("h1")), "{}", browser.text("h1"));
    // Nor is the whole site here, whatever it sends.
    browser.go(&server.url("tu-kiem-tra/"));
    browser.wait("document.querySelector('[data-say~=offer]:not([hidden])')");
    browser.tap("[data-do=look]");
    browser.wait("document.querySelector('[data-say~=size]:not([hidden])')");
    browser.tap("[data-say=size] [data-do=take]");
    browser.wait("document.querySelector('p[data-say=refused]:not([hidden])')");
    let all = "(await (await caches.open((await caches.keys()).find(name => name.endsWith(':all')))).keys()).length";
    assert_eq!(browser.value(all), 0, "what the portal sent is kept as the site");
    // A search needs nothing of the host either.
    browser.go(&server.url("tim-kiem/?q=gia%20đình"));
    browser.wait("document.querySelectorAll('[data-results] a').length > 0");

    server.stop();
    browser.go(&server.url("bai-viet/mai-lam/"));
    assert_eq!(browser.text("h1"), heading);
    browser.go(&server.url("bai-viet/quang-nam/"));
    assert_eq!(browser.text("h1"), "Máy đang không có mạng");
}

#[test]
fn half_an_upload_leaves_the_old_version_whole_in_whatever_order_it_comes() {
    let copy = Copy::new();
    let old = copy.build("old");
    let (from, to) = ("Năng lực tự học, học tập suốt đời", "Năng lực tự học suốt đời, bản mới");
    copy.replace("content/criteria/cong-dan-hoc-tap/01-tu-hoc.md", from, to);
    let new = copy.build("new");
    let server = Host::default().serve(&old);
    let browser = Phone::default().open();
    Check::open(&browser, &server.url(CHECK));
    wait_for_the_worker(&browser);

    // By the alphabet the worker comes before the pages of the check.
    server.publish(&new);
    server.go_wrong(|path, _| (path > "/sw.js").then_some(Fault::Former));
    look_for_an_update(&browser);
    Check::open(&browser, &server.url(CHECK));
    assert!(browser.text("main").contains(from));
    assert!(!browser.shows("[data-update]"), "half of a version is offered");
    // Another upload begins with an empty worker, a third one breaks off in the middle of it.
    for fault in [Fault::Empty, Fault::Half] {
        server.go_wrong(move |path, _| (path == "/sw.js").then_some(fault));
        look_for_an_update(&browser);
        Check::open(&browser, &server.url(CHECK));
        assert!(browser.text("main").contains(from), "{fault:?}");
    }

    server.be_sound();
    look_for_an_update(&browser);
    browser.wait("!document.querySelector('[data-update]').hidden");
    browser.run("window.sameDocument = true;", json!([]));
    browser.tap("[data-update-now]");
    browser.wait("window.sameDocument === undefined && document.readyState === 'complete'");
    Check::wait(&browser);
    assert!(browser.text("main").contains(to), "the new version is taken over whole");
}
