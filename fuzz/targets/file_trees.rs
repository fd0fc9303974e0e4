//! Any names and links as the files of a site: nothing outside its parts is read, nothing of it hidden, and every path that
//! is published lies in the output folder.
//!
//! Every line of the input is a file, or with ` -> ` a link; a path begins with the part of the site that it lies in.

#![no_main]

use generator::diagnostic::{Findings, Lang};
use generator::disk::{Files, Found, OutputPath, Root};
use generator::source::read_library;
use libfuzzer_sys::fuzz_target;
use std::fs;
use std::path::{Component, Path};
use tempfile::TempDir;

const MOST_FILES: usize = 40;
const SECRET: &str = "+++\ntitle = \"SECRET\"\ndescription = \"A.\"\n+++\n";
const PAGE: &str = "+++\ntitle = \"A\"\ndescription = \"A.\"\n+++\n";

fuzz_target!(|text: &str| {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let outside = TempDir::new_in(parent).expect("a folder");
    fs::write(outside.path().join("mat.md"), SECRET).expect("a file");
    let root = outside.path().join("site");
    for part in ["content", "static", ".an"] {
        fs::create_dir_all(root.join(part)).expect("a folder");
    }
    fs::write(root.join(".an/mat.md"), SECRET).expect("a file");
    fs::write(root.join("content/_index.md"), PAGE).expect("a file");
    for line in text.lines().take(MOST_FILES) {
        let (path, target) = line.split_once(" -> ").map_or((line, None), |(path, target)| (path, Some(target)));
        plant(&root, path, target);
    }
    let mut findings = Findings::default();
    let open = Root::open(&root).expect("the site");
    if let Found::Folder(part) = open.statics(&mut findings).expect("a folder that can be read") {
        let files = Files::of(part, &mut findings).expect("folders that can be read");
        for path in files.paths() {
            assert!(OutputPath::new(path).is_ok(), "{path:?} leaves the output folder");
            assert_eq!(files.read(path).expect("it was just found"), PAGE.as_bytes(), "{path:?} is somebody else's");
        }
    }
    let library = read_library(&open, &[], true, None, &mut findings).expect("folders that can be read");
    for page in library.pages() {
        assert!(page.title != "SECRET", "{:?}", page.source.path);
        assert!(OutputPath::new(&*page.permalink.output_path()).is_ok());
    }
    for lang in [Lang::Vi, Lang::En] {
        assert!(findings.to_text(lang).is_empty() || findings.to_json(lang).len() > 2, "every finding has words");
    }
});

/// Makes a file or a link where the path stays in a part of the site and leads through no link.
fn plant(root: &Path, path: &str, target: Option<&str>) {
    let mut parts = Path::new(path).components();
    let is_in_a_part = matches!(parts.next(), Some(Component::Normal(part)) if part == "content" || part == "static");
    let is_plain = parts.clone().count() > 0 && parts.all(|part| matches!(part, Component::Normal(_)));
    let path = root.join(path);
    let Some(above) = path.parent().filter(|_| is_in_a_part && is_plain) else { return };
    if above.ancestors().take_while(|folder| *folder != root).any(Path::is_symlink)
        || path.symlink_metadata().is_ok()
        || fs::create_dir_all(above).is_err()
    {
        return;
    }
    // A name that the disk does not take is no tree.
    match target {
        None => drop(fs::write(&path, PAGE)),
        #[cfg(unix)]
        Some(target) => drop(std::os::unix::fs::symlink(target, &path)),
        #[cfg(not(unix))]
        Some(_) => {}
    }
}
