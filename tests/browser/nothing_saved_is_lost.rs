//! What the page calls saved is there again: after the browser is killed, with a store that is full, under a clock that
//! somebody set back.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::check::{CHECK, Check, INDICATORS};
use crate::poor_phones::phone_with;
use crate::support::browser::{Browser, Phone};
use crate::support::real::real_site;
use crate::support::server::Host;

/// Chromium holds back for some seconds what a page stored; longer is a fault.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn a_browser_that_is_killed_loses_at_most_the_last_seconds() {
    let profile = TempDir::new().expect("a folder for the profile");
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().of(profile.path()).open();
    let check = Check::open(&browser, &server.url(CHECK));
    for id in &INDICATORS[..9] {
        check.answer(id, "9");
    }
    check.wait_until_saved();
    wait_until_written(profile.path(), &format!("\"{}\":9", INDICATORS[8]));
    check.answer("hop-tac", "4").shows(85, "not-achieved");
    browser.kill();

    let browser = Phone::default().of(profile.path()).open();
    let result = Check::open(&browser, &server.url(CHECK)).result();
    let answered = result["answered"].as_u64().unwrap_or_default();
    assert!((9..=10).contains(&answered), "nine answers were saved for seconds: {result}");
    assert_eq!(result["total"], if answered == 10 { 85 } else { 81 }, "{result}");
    assert!(browser.text("main").contains("Trang đã mở lại câu trả lời"));
}

/// Waits until the store that Chromium keeps in a profile has this text on the disk.
fn wait_until_written(profile: &Path, text: &str) {
    let start = Instant::now();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_there =
        |log: &[u8]| [text.as_bytes(), &wide].iter().any(|text| log.windows(text.len()).any(|at| at == *text));
    let folder = profile.join("Default/Local Storage/leveldb");
    loop {
        let logs = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut logs = logs.filter(|path| path.extension().is_some_and(|extension| extension == "log"));
        if logs.any(|log| is_there(&records(&fs::read(log).unwrap_or_default()))) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "nothing was written below {}", folder.display());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What stands in a log of `LevelDB`, put together: in blocks of 32 KiB, records with seven bytes in front, of which the fifth
/// and sixth count those behind.
fn records(log: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for mut block in log.chunks(32 * 1024) {
        while let [_, _, _, _, low, high, _, rest @ ..] = block {
            let (record, behind) = rest.split_at(usize::from(u16::from_le_bytes([*low, *high])).min(rest.len()));
            all.extend_from_slice(record);
            block = behind;
        }
    }
    all
}

/// Fills the store of this origin to the last character.
fn fill_the_store(browser: &Browser) {
    let script = "
        let size = 1 << 22, count = 0;
        while (size) {
          try { localStorage.setItem(`filler/${count}`, 'x'.repeat(size)); count++; } catch (full) { size >>= 1; }
        }
        for (let name = 0; ; name++) {
          try { localStorage.setItem(`f${name}`, ''); } catch (full) { return count; }
        }";
    assert!(browser.run(script, json!([])).as_u64().is_some_and(|count| count > 0), "something was filled");
}

#[test]
fn a_store_that_is_full_keeps_what_was_saved_and_takes_more_once_there_is_room() {
    let server = Host::default().serve(&real_site().public);
    let browser = Phone::default().open();
    let check = Check::open(&browser, &server.url(CHECK));
    for id in &INDICATORS[..5] {
        check.answer(id, "8");
    }
    check.wait_until_saved();
    fill_the_store(&browser);
    check.answer("ngoai-ngu", "8");
    assert_eq!(check.result()["answered"], 6, "it scores all the same");
    assert!(browser.text("main").contains("Máy này không cho trang lưu lại"), "and says that it could not save");
    assert!(!browser.text("main").contains("Đã lưu"));

    browser.reload();
    let check = Check::wait(&browser);
    assert_eq!(check.result()["answered"], 5, "what was saved before is there");
    let free =
        "for (const key of Object.keys(localStorage)) if (/^f(iller|[0-9])/.test(key)) localStorage.removeItem(key);";
    browser.run(free, json!([]));
    check.answer("ngoai-ngu", "8").wait_until_saved();
    browser.reload();
    assert_eq!(Check::wait(&browser).result()["answered"], 6);
}

#[test]
fn a_clock_that_was_set_back_hides_no_answers() {
    let server = Host::default().serve(&real_site().public);
    let profile = TempDir::new().expect("a folder for the profile");
    let browser = Phone::default().of(profile.path()).open();
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).wait_until_saved();
    let year = check.result()["year"].clone();
    let back = "
        const Real = Date, late = Real.now() - Real.parse('2015-01-01T03:00:00Z');
        window.Date = class extends Real {
          constructor(...given) { if (given.length) super(...given); else super(Real.now() - late); }
          static now() { return Real.now() - late; }
        };";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": back }));
    browser.reload();
    assert_eq!(browser.value("new Date().getFullYear()"), 2015, "the clock is wrong");
    let check = Check::wait(&browser);
    check.shows(80, "achieved").answer("hop-tac", "9").shows(81, "achieved");
    assert_eq!(check.result()["year"], year, "the sheet stays that of its year");
}

#[test]
fn a_browser_that_neither_prints_nor_asks_offers_neither_and_scores() {
    let server = Host::default().serve(&real_site().public);
    // As some browsers inside other apps are.
    let browser = phone_with(
        "for (const name of ['print', 'confirm', 'prompt', 'open']) window[name] = undefined;
         for (const name of ['share', 'canShare', 'clipboard', 'storage']) {
           Object.defineProperty(Navigator.prototype, name, { value: undefined });
         }
         URL.createObjectURL = () => { throw new TypeError('no'); };",
    );
    let check = Check::open(&browser, &server.url(CHECK));
    check.answer_all([8; 10]).shows(80, "achieved");
    check.wait_until_saved();
    assert!(!browser.shows("[data-action='print']"), "a button that does nothing");
    browser.reload();
    Check::wait(&browser).shows(80, "achieved");
}
