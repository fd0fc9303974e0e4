//! What Lighthouse says of each kind of page on a phone: performance as the median of some runs, accessibility, best
//! practices and search. 100 is asked of each; what is less is named. Needs `node`, `npm` and Chromium.
//!
//! The host is like a common one: it compresses and lets pages be kept for ten minutes. Slowness is Lighthouse's own: a
//! phone of the middle class on a slow 4G line, reckoned from what was loaded. A busy machine makes the numbers worse, so
//! nothing else should run beside it.
//!
//! `cargo bench --package generator --bench lighthouse -- [RUNS] [NAME …]`: five runs of all pages where nothing is said.

#[path = "../../support/mod.rs"]
mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::real::real_site;
use support::server::{Host, Server};

/// Each kind of page, and where one of it is.
const PAGES: [(&str, &str); 22] = [
    ("home", ""),
    ("section", "bai-viet/"),
    ("article", "bai-viet/nong-dan/"),
    ("criteria", "tieu-chi/"),
    ("set", "tieu-chi/cdht/"),
    ("criterion", "tieu-chi/cdht/tu-hoc/"),
    ("checks", "tu-kiem-tra/"),
    ("check", "tu-kiem-tra/cdht/"),
    ("book", "tu-kiem-tra/cdht/so/"),
    ("tally", "tu-kiem-tra/cdht/tong-hop/"),
    ("course", "tap-huan/dien-thoai-tu-dau/"),
    ("lesson", "tap-huan/dien-thoai-tu-dau/khoa-may/"),
    ("slides", "tap-huan/dien-thoai-tu-dau/khoa-may/trinh-chieu/"),
    ("trainer", "tap-huan/dien-thoai-tu-dau/nguoi-day/"),
    ("handout", "tap-huan/dien-thoai-tu-dau/phat-tay/"),
    ("help", "tro-giup/tu-kiem-tra/"),
    ("booklet", "tro-giup/in/"),
    ("tag", "chu-de/cach-hoc/"),
    ("search", "tim-kiem/"),
    ("404", "404.html"),
    ("english", "en/"),
    ("english-check", "en/tu-kiem-tra/cdht/"),
];
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// The last one that runs on the Node.js of Debian's and of most machines.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// What one run said.
struct Run {
    /// Of 100, in the order of [`CATEGORIES`].
    scores: [f64; 4],
    /// What cost something, by Lighthouse's own names.
    lost: BTreeSet<String>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = words.iter().find_map(|word| word.parse().ok()).unwrap_or(5_usize).max(1);
    let names: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err() || *word == "404").collect();
    let tool = match install() {
        Ok(tool) => tool,
        Err(error) => {
            println!("no Lighthouse: {error}");
            return;
        }
    };
    let server = Host::default().compressing().serve(&real_site().public);
    println!("of 100, performance the median of {runs}{:<18}perf  a11y  best   seo", "");
    for (name, path) in PAGES {
        if !names.is_empty() && !names.iter().any(|wanted| *wanted == name) {
            continue;
        }
        match page(&tool, &server, path, runs) {
            Ok((scores, lost)) => {
                let scores = scores.map(|score| format!("{score:>6.0}")).concat();
                println!("{name:<12} {path:<48}{scores}  {}", lost.into_iter().collect::<Vec<_>>().join(", "));
            }
            Err(error) => println!("{name:<12} {path:<48}  failed: {error}"),
        }
    }
    println!(
        "pages that say noindex are not asked whether search engines may read them, nor is 404 asked for its status"
    );
}

/// The median of the performance and the least of everything else.
fn page(tool: &Path, server: &Server, path: &str, runs: usize) -> Result<([f64; 4], BTreeSet<String>), Box<dyn Error>> {
    let all = (0..runs).map(|_| run(tool, server, path)).collect::<Result<Vec<Run>, _>>()?;
    let mut scores = [100.0; 4];
    for (place, score) in scores.iter_mut().enumerate() {
        let mut each: Vec<f64> = all.iter().map(|run| run.scores[place]).collect();
        each.sort_by(f64::total_cmp);
        *score = each[if place == 0 { each.len() / 2 } else { 0 }];
    }
    let is_less = scores.iter().any(|score| *score < 100.0);
    let lost = all.into_iter().flat_map(|run| run.lost).filter(|_| is_less).collect();
    Ok((scores, lost))
}

fn run(tool: &Path, server: &Server, path: &str) -> Result<Run, Box<dyn Error>> {
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let mut command = Command::new(tool);
    command.arg(server.url(path)).args(["--output=json", "--quiet", "--ignore-status-code"]);
    command.arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage");
    command.arg(format!("--only-categories={}", CATEGORIES.join(",")));
    if real_site().text(&file).contains("name=\"robots\" content=\"noindex\"") {
        command.arg("--skip-audits=is-crawlable,http-status-code");
    }
    let output = command.env("CHROME_PATH", chromium()).output()?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned())?;
    let mut scores = [0.0; 4];
    let mut lost = BTreeSet::new();
    for (score, category) in scores.iter_mut().zip(CATEGORIES) {
        let category = &report["categories"][category];
        *score = category["score"].as_f64().ok_or("it gives no score")? * 100.0;
        for audit in category["auditRefs"].as_array().into_iter().flatten() {
            let id = audit["id"].as_str().unwrap_or_default();
            let got = report["audits"][id]["score"].as_f64();
            if audit["weight"].as_f64().is_some_and(|weight| weight > 0.0) && got.is_some_and(|got| got < 0.9) {
                lost.insert(id.to_owned());
            }
        }
    }
    Ok(Run { scores, lost })
}

/// Lighthouse, in a folder of its own; npm keeps what it fetched.
fn install() -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lighthouse");
    let tool = folder.join("node_modules/.bin/lighthouse");
    if !tool.is_file() {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), "{\"private\":true}")?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-fund", "--no-audit", LIGHTHOUSE]);
        let installed = npm.current_dir(&folder).output().map_err(|error| format!("npm: {error}"))?;
        if !installed.status.success() {
            return Err(String::from_utf8_lossy(&installed.stderr).into());
        }
    }
    Ok(tool)
}

fn chromium() -> String {
    std::env::var("HOCTAP_CHROMIUM").unwrap_or_else(|_| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&folders).map(|folder| folder.join("chromium")).find(|file| file.is_file());
        found.map_or_else(|| "chromium".to_owned(), |file| file.display().to_string())
    })
}
