//! The pictures of the help pages and of the README, from the real pages: `make pictures`.
//!
//! They are written into `static/`, where the Markdown finds them; that each of them exists is for `hoctap check` to say.
//! The day, the window, the answers and, by `fonts.conf`, the letters are always the same, so that a picture changes where
//! the page did. A new picture is taken first and named in a text then: a text with a picture that is missing builds no site.

#[path = "../support/mod.rs"]
mod support;

#[path = "../browser/check.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod check;

mod camera;
mod shots;

use std::fs;
use std::process::ExitCode;

use camera::Camera;
use support::real::real_site;
use support::repository;
use support::server::Host;

/// Below `static/`, with the name that the section has in public.
const FOLDER: &str = "static/tro-giup";
/// What a file may weigh: some pages have two of them.
const MOST: usize = 42_000;

fn main() -> ExitCode {
    // `cargo test` hands over what its user wrote behind `--`: names of the pictures that are wanted.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let folder = repository().join(FOLDER);
    fs::create_dir_all(&folder).expect("the folder of the pictures");
    let server = Host::default().serve(&real_site().public);
    let mut heavy = 0;
    for (name, take) in shots::ALL {
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let bytes = take(&Camera::new(), &server);
        let file = folder.join(format!("{name}.webp"));
        // Nothing is touched where nothing changed.
        if fs::read(&file).is_ok_and(|before| before == bytes) {
            println!("{:>6} B  {name}", bytes.len());
        } else {
            fs::write(&file, &bytes).expect("a picture can be written");
            println!("{:>6} B  {name}: new", bytes.len());
        }
        if bytes.len() > MOST {
            eprintln!("{name} weighs more than {MOST} B: show less of the page");
            heavy += 1;
        }
    }
    if heavy > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
