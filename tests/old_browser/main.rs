//! A Chromium of 2020, as on phones that nobody updates: it refuses the module under the page's policy, and finishes a
//! check by the translation. No driver of today speaks with it, so a page with the check in a frame fills it in.
//!
//! A program of its own: such a browser is in no package. `make old-browser` fetches one and runs this.

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::real::real_site;
use support::server::Host;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let program = std::env::var_os("HOCTAP_OLD_CHROMIUM")
        .expect("HOCTAP_OLD_CHROMIUM names an old headless Chromium; `make old-browser` fetches one");
    let folder = TempDir::new().expect("a folder for the site");
    support::copy(&real_site().public, folder.path());
    for (name, text) in [("old.html", include_str!("old.html")), ("old.js", include_str!("old.js"))] {
        fs::write(folder.path().join(name), text).expect("a file beside the site");
    }
    let server = Host::default().serve(folder.path());
    let profile = TempDir::new().expect("a folder for the profile");
    let mut browser = Command::new(program)
        .args(["--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"])
        .arg("--remote-debugging-port=0")
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(server.url("old.html"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the old browser starts");
    let since = Instant::now();
    let report = loop {
        let asked = server.requests();
        let report = asked.iter().find_map(|path| path.strip_prefix("/report/")).map(str::to_owned);
        if report.is_some() || since.elapsed() > PATIENCE {
            break report;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let _ = browser.kill();
    let _ = browser.wait();
    let report = report.expect("the old browser finishes");
    let (version, result) = report.split_once('/').expect("a version and a result");
    assert!(version.parse::<u32>().is_ok_and(|version| version < 97), "{version} is not old");
    assert_eq!(result, "js/achieved/80/true");
    println!("Chromium {version} finishes a check, by the translation: 80, achieved, kept");
}
