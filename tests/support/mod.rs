//! Runs `hoctap` as an author does, on small sites, and reads what an author reads: messages, exit status, files.
//!
//! Each test binary uses its own part of this folder.
#![allow(dead_code, reason = "the binary without browsers drives none")]

pub(crate) mod browser;
pub(crate) mod html;
pub(crate) mod real;
pub(crate) mod server;
pub(crate) mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The day on which every test site is built: the same day, the same bytes.
pub(crate) const TODAY: &str = "2026-11-21";

/// All files below a folder: the path with `/`, and the bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A folder with a site in it, gone when dropped.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a command left behind: exit status and words.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A site from one string: every line `-- path --` begins a file.
///
/// ```text
/// -- content/articles/a.md --
/// +++
/// ```
///
/// Where it brings no `site.toml`, it gets a plain one; where it brings no home page, it gets one too.
pub(crate) fn site(files: &str) -> Site {
    let mut site = Site { folder: TempDir::new().expect("a folder for the site") };
    site = site
        .with("site.toml", "title = \"Thử\"\ndescription = \"Trang thử.\"\nlanguage = \"vi\"\nid = \"thu\"\n")
        .with("content/_index.md", page("Trang đầu"));
    let mut current: Option<(&str, String)> = None;
    for line in files.trim_start_matches('\n').lines() {
        if let Some(path) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            if let Some((path, contents)) = current.replace((path, String::new())) {
                site = site.with(path, contents);
            }
        } else {
            let (_, contents) = current.as_mut().expect("a fixture begins with a line `-- path --`");
            contents.push_str(line);
            contents.push('\n');
        }
    }
    let (path, contents) = current.expect("a fixture has a file");
    site.with(path, contents)
}

/// The small complete site of `tests/sites/minimal`: everything a site can have, once.
pub(crate) fn minimal() -> Site {
    site_of("minimal")
}

/// The sample sets of `tests/sites/samples`: one of points in two versions, one of targets, with everything that a rule
/// can have. All of it is invented.
pub(crate) fn samples() -> Site {
    site_of("samples")
}

/// The content of [`minimal`] under a theme of its own, which shares no template but those of the self-check and of sets.
pub(crate) fn own_theme() -> Site {
    let site = minimal();
    copy(&repository().join("tests/sites/own-theme"), site.root());
    site
}

/// A site of `tests/sites`.
pub(crate) fn site_of(name: &str) -> Site {
    let site = Site { folder: TempDir::new().expect("a folder for the site") };
    copy(&repository().join("tests/sites").join(name), site.root());
    site
}

/// A page with nothing but its title.
pub(crate) fn page(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"Một câu.\"\n+++\nNội dung.\n")
}

/// The folder that holds everything, the real site too.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the repository")
}

/// Runs the command in a folder with something on its standard input.
pub(crate) fn hoctap(folder: &Path, arguments: &[&str], input: &str) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hoctap"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hoctap was built for this test");
    let mut stdin = child.stdin.take().expect("its input is piped");
    let input = input.to_owned();
    // On a thread of its own: the command may answer before it has read all, or read nothing at all.
    let writer = std::thread::spawn(move || drop(std::io::Write::write_all(&mut stdin, input.as_bytes())));
    let output = child.wait_with_output().expect("hoctap ends");
    writer.join().expect("writing to a pipe does not panic");
    let text = |bytes| String::from_utf8(bytes).expect("hoctap writes UTF-8");
    Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Starts the command and does not wait for it; what it prints is lost.
pub(crate) fn hoctap_in_the_background(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_hoctap"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("hoctap was built for this test")
}

impl Site {
    /// Where it lies.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, over an earlier one too.
    pub(crate) fn with(self, path: &str, contents: impl AsRef<[u8]>) -> Self {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder in the site");
        fs::write(file, contents).expect("a file in the site");
        self
    }

    /// Changes a passage of a file, which must stand there exactly once.
    pub(crate) fn replacing(self, path: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.root().join(path)).expect("the file to change");
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.with(path, text.replace(old, new))
    }

    /// Runs any command on it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        hoctap(self.root(), arguments, "")
    }

    /// `hoctap build`, on the day of the tests.
    pub(crate) fn build(&self) -> Outcome {
        self.run(&["build", "--today", TODAY])
    }

    /// `hoctap check`, on the day of the tests.
    pub(crate) fn check(&self) -> Outcome {
        self.run(&["check", "--today", TODAY])
    }

    /// A file of the built site, as text.
    pub(crate) fn output(&self, path: &str) -> String {
        fs::read_to_string(self.root().join("public").join(path))
            .unwrap_or_else(|error| panic!("public/{path}: {error}"))
    }

    /// The built site.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.root().join("public"))
    }
}

impl Outcome {
    /// Exit status 0.
    pub(crate) fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// This exit status: 1 for findings, 2 for usage and I/O.
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "exit status\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Findings were printed and this is the place and code of one: `content/a.md:4:5 link-anchor`.
    pub(crate) fn finds(self, place_and_code: &str) -> Self {
        let (place, code) = place_and_code.split_once(' ').expect("a place, a space and a code");
        let found = self.stderr.lines().any(|line| line.contains(place) && line.contains(code));
        assert!(found, "no finding {place_and_code} in:\n{}", self.stderr);
        self.exits(1)
    }
}

/// All files below a folder; empty where there is no such folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(inside) = open.pop() {
        for entry in fs::read_dir(&inside).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it was found below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file that was just listed"));
            }
        }
    }
    files
}

/// Whether a path of a built site has this extension; the generator writes them in small letters.
pub(crate) fn is_kind(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
}

/// Copies a folder with all that is below.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, contents) in tree(from) {
        let file: PathBuf = to.join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder for the copy");
        fs::write(file, contents).expect("a copied file");
    }
}
