//! The real site, built once for all tests of a binary, and copies of it to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use super::{Outcome, TODAY, Tree, copy, hoctap, is_kind, repository, tree};

/// The real site as it is published.
pub(crate) struct Real {
    /// The folder with the built site.
    pub(crate) public: PathBuf,
    /// What is in it.
    pub(crate) files: Tree,
    /// What the build printed.
    pub(crate) printed: String,
}

/// A copy of the real site's sources: content, theme and settings may be changed in it.
pub(crate) struct Copy {
    folder: TempDir,
}

/// Builds the real site, or hands out what was built before.
pub(crate) fn real_site() -> &'static Real {
    static REAL: OnceLock<Real> = OnceLock::new();
    REAL.get_or_init(|| {
        let public = Path::new(env!("CARGO_TARGET_TMPDIR")).join(concat!("real-site-", env!("CARGO_CRATE_NAME")));
        if public.exists() {
            fs::remove_dir_all(&public).expect("the site of an earlier run can be removed");
        }
        let outcome = build(repository(), &public, &[]);
        let files = tree(&public);
        Real { public, files, printed: outcome.stdout + &outcome.stderr }
    })
}

/// Builds the site in `root` into `out`, with more arguments, and insists that it works.
pub(crate) fn build(root: &Path, out: &Path, more: &[&str]) -> Outcome {
    try_build(root, out, more).succeeds()
}

fn try_build(root: &Path, out: &Path, more: &[&str]) -> Outcome {
    let out = out.to_str().expect("paths of tests are text");
    let arguments = [&["build", "--out", out, "--today", TODAY], more].concat();
    hoctap(root, &arguments, "")
}

impl Real {
    /// A file of the built site, as text.
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the real site has no {path}"));
        std::str::from_utf8(bytes).expect("it is a text file")
    }

    /// The only file at the root of the site with this beginning and end, whatever the hash between them.
    pub(crate) fn hashed(&self, start: &str, end: &str) -> &str {
        let mut names = self.files.keys().filter(|name| name.starts_with(start) && name.ends_with(end));
        let name = names.next().unwrap_or_else(|| panic!("the real site has no {start}…{end}"));
        assert_eq!(names.next(), None, "a second {start}…{end}");
        name
    }

    /// Every page, its path and its HTML.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter(|path| is_kind(path, "html")).map(|path| (path.as_str(), self.text(path)))
    }
}

impl Copy {
    /// Copies the sources.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder for the copy");
        for part in ["content", "themes", "static"] {
            copy(&repository().join(part), &folder.path().join(part));
        }
        fs::copy(repository().join("site.toml"), folder.path().join("site.toml"))
            .expect("the settings of the real site");
        Self { folder }
    }

    /// The folder with the sources.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Changes a passage of a source file, wherever it stands.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let file = self.folder.path().join(path);
        let text = fs::read_to_string(&file).expect("the file to change");
        assert!(text.contains(old), "`{old}` in {path}");
        fs::write(file, text.replace(old, new)).expect("a file of the copy");
    }

    /// Builds it into a folder beside the sources, and gives that folder.
    pub(crate) fn build(&self, name: &str) -> PathBuf {
        let out = self.folder.path().join(name);
        build(self.folder.path(), &out, &[]);
        out
    }

    /// Builds it into a folder beside the sources, and says how that went.
    pub(crate) fn try_build(&self, name: &str) -> Outcome {
        try_build(self.folder.path(), &self.folder.path().join(name), &[])
    }
}
