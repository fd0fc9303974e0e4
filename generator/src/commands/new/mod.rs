//! `hoctap new`: the first files of a site, an article, a lesson, a set of criteria. Nothing that exists is ever overwritten.
//!
//! What is made says what to replace, and builds as it is; articles and lessons begin as drafts.

mod criteria;

pub use criteria::{new_criteria, new_set};

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::{Root, at, write_folder, write_new};
use crate::error::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use wasm_check::date::Date;
use wasm_check::vietnamese::slug;

/// The files of a new site, by path; `site.toml` last, for it makes a folder a site. `{title}` stands for its name,
/// `{id}` for what is its alone.
const SITE: [(&str, &str); 4] = [
    ("content/_index.md", include_str!("site/home.md")),
    ("content/articles/_index.md", include_str!("site/articles.md")),
    ("content/training/_index.md", include_str!("site/training.md")),
    ("site.toml", include_str!("site/site.toml")),
];

/// Makes a site in a folder that holds none; gives the files that were made.
pub fn new_site(folder: &Path, title: &str) -> Result<Vec<PathBuf>, Failure> {
    let title = quoted(&one_line("--title", title)?);
    let id = random_id().map_err(at(folder))?;
    let fill = |text: &str| text.replace("{id}", &id).replace("{title}", &title);
    let files = SITE.map(|(path, text)| (folder.join(path), fill(text)));
    // All or nothing: a file in the way is found before the first is made. What a run wrote that was killed is in nobody's
    // way.
    let site = folder.join("site.toml");
    if site.symlink_metadata().is_ok() {
        return Err(already_there(site));
    }
    let is_other = |path: &Path, text: &str| {
        path.symlink_metadata().is_ok() && fs::read(path).map_or(true, |bytes| bytes != text.as_bytes())
    };
    if let Some((path, _)) = files.iter().find(|(path, text)| is_other(path, text)) {
        return Err(already_there(path.clone()));
    }
    let above = |path: &Path| path.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
    let folders: BTreeSet<PathBuf> = files.iter().flat_map(|(path, _)| above(path)).collect();
    let missing: Vec<PathBuf> = folders.into_iter().filter(|folder| folder.symlink_metadata().is_err()).collect();
    let mut made = Vec::new();
    for (path, text) in &files {
        if path.symlink_metadata().is_ok() {
            continue;
        }
        if let Err(failure) = write_new(path, text.as_bytes()) {
            for path in made {
                let _as_far_as_it_goes = fs::remove_file(path);
            }
            // The inner ones first; one that holds something by now stays.
            for folder in missing.iter().rev() {
                let _as_far_as_it_goes = fs::remove_dir(folder);
            }
            return Err(failure);
        }
        made.push(path);
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// Ten letters that no other site has: two sites on one host share a store and tell what is theirs by them. No vowels, so
/// that they make no word.
fn random_id() -> io::Result<String> {
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz";
    let mut id = String::new();
    while id.len() < 10 {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|error| io::Error::other(error.to_string()))?;
        // Of 256 values the last 16 would make some letters likelier.
        let value = usize::from(byte[0]);
        if value < 240 {
            id.push(char::from(LETTERS[value % LETTERS.len()]));
        }
    }
    Ok(id)
}

/// Makes an article in `content/articles/`; gives its file.
pub fn new_article(root: &Path, title: &str, today: Date) -> Result<PathBuf, Failure> {
    let folder = "content/articles";
    require_section(root, folder)?;
    let name = file_name(title)?;
    let title = quoted(&one_line("TITLE", title)?);
    let text = include_str!("article.md").replace("{title}", &title).replace("{today}", &today.to_string());
    create(root.join(folder).join(format!("{name}.md")), &text)
}

/// Makes the next lesson of a course, which is a folder below `content/training/`; gives its file.
pub fn new_lesson(root: &Path, course: &str, title: &str) -> Result<PathBuf, Failure> {
    let folder = format!("content/training/{course}");
    if !crate::source::is_id(course) {
        return Err(Failure::Usage { option: "COURSE", value: course.to_owned() });
    }
    require_section(root, "content/training")?;
    let name = file_name(title)?;
    let text = include_str!("lesson.md").replace("{title}", &quoted(&one_line("TITLE", title)?));
    let path = root.join(&folder);
    let index = ("_index.md".to_owned(), include_str!("course.md").to_owned());
    if path.symlink_metadata().is_err() {
        let lesson = format!("01-{name}.md");
        write_folder(&path, &[index, (lesson.clone(), text)])?;
        return Ok(path.join(lesson));
    }
    if !path.join("_index.md").exists() {
        create(path.join("_index.md"), &index.1)?;
    }
    let number = fs::read_dir(&path)
        .map_err(at(&path))?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.split_once('-')?.0.parse::<u32>().ok())
        .max()
        .map_or(1, |last| last.saturating_add(1));
    create(path.join(format!("{number:02}-{name}.md")), &text)
}

fn require_section(root: &Path, folder: &str) -> Result<(), Failure> {
    let index = format!("{folder}/_index.md");
    let mut findings = Findings::default();
    // Another folder than the site's may have one of that name.
    if Root::open(root)?.file("site.toml", &mut findings)?.is_none() {
        return Err(findings.into());
    }
    if root.join(&index).is_file() {
        return Ok(());
    }
    findings.add(Place::start_of(index), Problem::MissingIndex { folder: folder.to_owned() });
    Err(findings.into())
}

fn file_name(title: &str) -> Result<String, Failure> {
    let name = slug(title);
    if name.is_empty() { Err(Failure::Usage { option: "TITLE", value: title.to_owned() }) } else { Ok(name) }
}

/// A title on one line: whatever parts its words is one space.
fn one_line(option: &'static str, title: &str) -> Result<String, Failure> {
    let words = title.split(|char: char| char.is_whitespace() || char.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.is_empty() { Err(Failure::Usage { option, value: title.to_owned() }) } else { Ok(line) }
}

/// As it stands in TOML, with its quotes.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn create(path: PathBuf, text: &str) -> Result<PathBuf, Failure> {
    write_new(&path, text.as_bytes())?;
    Ok(path)
}

fn already_there(path: PathBuf) -> Failure {
    Failure::Io { path, error: io::ErrorKind::AlreadyExists.into() }
}
