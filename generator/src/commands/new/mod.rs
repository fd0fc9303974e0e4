//! `hoctap new`: the first files of a site, an article, a lesson, a set of criteria. Nothing that exists is ever overwritten.
//!
//! What is made says what to replace, and builds as it is; articles and lessons begin as drafts.

mod criteria;

pub use criteria::{new_criteria, new_set};

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::at;
use crate::error::Failure;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use wasm_check::date::Date;
use wasm_check::vietnamese::slug;

/// The files of a new site, by path. `{title}` stands for its name.
const SITE: [(&str, &str); 4] = [
    ("site.toml", include_str!("site/site.toml")),
    ("content/_index.md", include_str!("site/home.md")),
    ("content/articles/_index.md", include_str!("site/articles.md")),
    ("content/training/_index.md", include_str!("site/training.md")),
];

/// Makes a site in a folder that holds none; gives the files that were made.
pub fn new_site(folder: &Path, title: &str) -> Result<Vec<PathBuf>, Failure> {
    // All or nothing: a file in the way is found before the first is made.
    if let Some(path) = SITE.iter().map(|(path, _)| folder.join(path)).find(|path| path.exists()) {
        return Err(already_there(path));
    }
    SITE.iter().map(|(path, text)| create(folder.join(path), &text.replace("{title}", &quoted(title)))).collect()
}

/// Makes an article in `content/articles/`; gives its file.
pub fn new_article(root: &Path, title: &str, today: Date) -> Result<PathBuf, Failure> {
    let folder = "content/articles";
    require_section(root, folder)?;
    let name = file_name(title)?;
    let text = include_str!("article.md").replace("{title}", &quoted(title)).replace("{today}", &today.to_string());
    create(root.join(folder).join(format!("{name}.md")), &text)
}

/// Makes the next lesson of a course, which is a folder below `content/training/`; gives its file.
pub fn new_lesson(root: &Path, course: &str, title: &str) -> Result<PathBuf, Failure> {
    let folder = format!("content/training/{course}");
    if !crate::source::is_id(course) {
        return Err(Failure::Usage { option: "COURSE", value: course.to_owned() });
    }
    require_section(root, "content/training")?;
    let path = root.join(&folder);
    if !path.join("_index.md").exists() {
        create(path.join("_index.md"), include_str!("course.md"))?;
    }
    let number = fs::read_dir(&path)
        .map_err(at(&path))?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.split_once('-')?.0.parse::<u32>().ok())
        .max()
        .map_or(1, |last| last.saturating_add(1));
    let name = file_name(title)?;
    create(path.join(format!("{number:02}-{name}.md")), &include_str!("lesson.md").replace("{title}", &quoted(title)))
}

fn require_section(root: &Path, folder: &str) -> Result<(), Failure> {
    let index = format!("{folder}/_index.md");
    if root.join(&index).is_file() {
        return Ok(());
    }
    let mut findings = Findings::default();
    findings.add(Place::start_of(index), Problem::MissingIndex { folder: folder.to_owned() });
    Err(findings.into())
}

fn file_name(title: &str) -> Result<String, Failure> {
    let name = slug(title);
    if name.is_empty() { Err(Failure::Usage { option: "TITLE", value: title.to_owned() }) } else { Ok(name) }
}

/// As it stands in TOML, with its quotes.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn create(path: PathBuf, text: &str) -> Result<PathBuf, Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let file = fs::File::create_new(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(at(&path))?;
    Ok(path)
}

fn already_there(path: PathBuf) -> Failure {
    Failure::Io { path, error: io::ErrorKind::AlreadyExists.into() }
}
