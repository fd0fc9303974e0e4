//! How fast a site is built, beside Hugo and mdBook in the same run: `cargo bench --bench build -- [PAGES…]`.
//!
//! One corpus for all (`corpus.rs`), the same features on (`tools/`), written to a RAM disk where there is one. Each
//! tool builds in turn, three times, and the medians are told with their ratios. How CPU a page grows is asked in rounds
//! of its own, each through all sizes: a machine that slows down for a minute slows all of them. What is not installed is
//! left out and named. `tests/bench/README.md` says how to read the numbers and where the time goes.

#[path = "../words.rs"]
mod words;

mod corpus;
mod measure;
mod serve;
mod tools;

use corpus::Corpus;
use measure::{Measured, copy_time, measure, median};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tools::{Hoctap, Hugo, MdBook, Tool};

/// Without arguments.
const SIZES: [usize; 4] = [100, 1_000, 5_000, 20_000];
/// mdBook's pages each list all others: beyond this it takes minutes.
const MDBOOK_AT_MOST: usize = 1_000;
/// Of a site of this size it is measured how long an author waits after an edit.
const EDITED: usize = 5_000;
const RUNS: usize = 3;
/// Through all sizes, for how CPU a page grows.
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let tools: [(&dyn Tool, usize); 3] = [(&Hoctap, usize::MAX), (&Hugo, usize::MAX), (&MdBook, MDBOOK_AT_MOST)];
    for (tool, _) in &tools {
        match tool.version() {
            Some(version) => println!("{:8} {}", tool.name(), version.lines().next().unwrap_or_default()),
            None => println!("{:8} not installed: {}", tool.name(), tool.how_to_install()),
        }
    }
    let present: Vec<(&dyn Tool, usize)> = tools.into_iter().filter(|(tool, _)| tool.version().is_some()).collect();
    let mut built = Vec::new();
    for pages in sizes {
        println!("\n{pages} pages, median of {RUNS}, ×: against hoctap");
        println!(
            "{:8} {:>9} {:>7} {:>9} {:>7} {:>9} {:>7} {:>8}",
            "", "wall s", "×", "CPU s", "×", "MB", "×", "MB out"
        );
        let folder = scratch(pages)?;
        let corpus = Corpus::new(pages, 1)?;
        let present: Vec<&dyn Tool> =
            present.iter().filter(|(_, at_most)| pages <= *at_most).map(|(tool, _)| *tool).collect();
        for tool in &present {
            tool.write_site(&corpus, &folder.join(tool.name()))?;
        }
        let mut runs: Vec<Vec<Measured>> = vec![Vec::new(); present.len()];
        for _ in 0..RUNS {
            for (tool, runs) in present.iter().zip(&mut runs) {
                let site = folder.join(tool.name());
                let out = site.join("public");
                if out.exists() {
                    fs::remove_dir_all(&out)?;
                }
                runs.push(measure(tool.build(&site, &out), &out)?);
            }
        }
        let medians: Vec<Measured> = runs.iter().map(|runs| median(runs)).collect();
        for (tool, this) in present.iter().zip(&medians) {
            let first = medians[0];
            println!(
                "{:8} {:9.2} {:7.2} {:9.2} {:7.2} {:9.1} {:7.2} {:8.1}",
                tool.name(),
                this.wall,
                this.wall / first.wall,
                this.cpu,
                this.cpu / first.cpu,
                this.memory,
                this.memory / first.memory,
                this.out
            );
        }
        let floor = copy_time(&folder.join(present[0].name()).join("public"), &folder.join("copy"))?;
        println!("{:8} {floor:9.2} {:7.2}   copying what hoctap wrote", "floor", floor / medians[0].wall);
        if pages == EDITED {
            let (ours, hugo) = serve::seconds(&corpus, &folder)?;
            println!(
                "edit     {ours:9.2} {:7.2}   of a build, from saving a file to the new page served",
                ours / medians[0].wall
            );
            if let Some(hugo) = hugo {
                println!("  hugo   {hugo:9.2} {:7.2}   × hoctap", hugo / ours);
            }
        }
        let site = folder.join(present[0].name());
        for entry in fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()? {
            if entry.path() != site {
                fs::remove_dir_all(entry.path())?;
            }
        }
        built.push((pages, folder));
    }
    let growth = growth(&built);
    for (_, folder) in &built {
        fs::remove_dir_all(folder)?;
    }
    growth
}

/// CPU a page of each size, and how it grows from the first.
fn growth(built: &[(usize, PathBuf)]) -> Result<(), Box<dyn Error>> {
    println!("\nCPU a page, hoctap alone, median of {ROUNDS} rounds through all sizes:");
    let mut runs: Vec<Vec<Measured>> = vec![Vec::new(); built.len()];
    for _ in 0..ROUNDS {
        for ((_, folder), runs) in built.iter().zip(&mut runs) {
            let site = folder.join(Hoctap.name());
            let out = site.join("public");
            fs::remove_dir_all(&out)?;
            runs.push(measure(Hoctap.build(&site, &out), &out)?);
        }
    }
    let mut first = None;
    for ((pages, _), runs) in built.iter().zip(&runs) {
        #[expect(clippy::cast_precision_loss, reason = "pages are thousands")]
        let cpu = median(runs).cpu / *pages as f64;
        println!("{pages:8} {:7.3} ms {:6.2} of the first", cpu * 1e3, cpu / *first.get_or_insert(cpu));
    }
    Ok(())
}

/// An empty folder, in memory where the system offers that.
fn scratch(pages: usize) -> std::io::Result<PathBuf> {
    let shared = Path::new("/dev/shm");
    let parent = if shared.is_dir() { shared.to_path_buf() } else { std::env::temp_dir() };
    let folder = parent.join(format!("hoctap-bench-{}-{pages}", std::process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
