//! Random trees of names and links, as real files: nothing outside is read, nothing hidden is published, and whatever is
//! neither read nor of a system or an editor is told of.

use generator::diagnostic::{Findings, Lang};
use generator::disk::{Files, Found, Root};
use generator::source::read_library;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

use crate::support::page;

/// What stands in everything that nobody may see.
const SECRET: &str = "SECRET";

/// Names of the site, hidden ones, and what systems and editors leave.
const NAMES: [&str; 10] =
    ["a", "b.md", "c.txt", "anh", "_index.md", ".an", ".well-known", ".DS_Store", "~$a.docx", "b.md~"];

/// Parts of what a link says.
const STEPS: [&str; 9] = ["a", "b.md", "c.txt", "anh", ".an", "..", "..", ".", "ngoai"];

#[derive(Debug, Clone)]
enum Thing {
    File,
    Folder,
    Link(String),
}

fn things() -> impl Strategy<Value = Vec<(Vec<&'static str>, Thing)>> {
    let path = proptest::collection::vec(proptest::sample::select(&NAMES[..]), 1..4);
    let steps = proptest::collection::vec(proptest::sample::select(&STEPS[..]), 1..5);
    let link = (any::<bool>(), steps).prop_map(|(is_absolute, steps)| {
        let text = steps.join("/");
        Thing::Link(if is_absolute && text.len() % 3 == 0 { format!("/tmp/{text}") } else { text })
    });
    let thing = prop_oneof![4 => Just(Thing::File), 1 => Just(Thing::Folder), 4 => link];
    proptest::collection::vec((path, thing), 1..14)
}

/// Whether a part of a path hides it.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// Makes the tree in a part of a site, as far as its things do not stand in each other's way; gives the paths of all that is
/// no folder.
fn plant(root: &Path, part: &str, things: &[(Vec<&str>, Thing)]) -> Vec<String> {
    for folder in ["ngoai", ".an", "content/ngoai"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
        for name in NAMES {
            fs::write(root.join(folder).join(name), page(SECRET)).expect("a file that nobody may see");
        }
    }
    fs::remove_dir_all(root.join("content/ngoai")).expect("it was just made");
    fs::create_dir_all(root.join(part)).expect("a folder");
    let mut planted = Vec::new();
    for (path, thing) in things {
        let (name, path) = (path.join("/"), root.join(part).join(path.join("/")));
        let above: &Path = path.parent().expect("it lies in the part");
        // Through a link that was planted before, it would lie elsewhere.
        let is_through_a_link = above.ancestors().take_while(|folder| *folder != root).any(Path::is_symlink);
        if is_through_a_link || fs::create_dir_all(above).is_err() || path.symlink_metadata().is_ok() {
            continue;
        }
        match thing {
            Thing::Folder => drop(fs::create_dir(&path)),
            Thing::File => {
                let title = if is_hidden(&name) { SECRET } else { "Trang" };
                fs::write(&path, page(title)).expect("a file");
                planted.push(name);
            }
            #[cfg(unix)]
            Thing::Link(to) => {
                std::os::unix::fs::symlink(to, &path).expect("a link");
                planted.push(name);
            }
            #[cfg(not(unix))]
            Thing::Link(_) => {}
        }
    }
    planted
}

/// Whether a system or an editor left it: those of [`NAMES`] that are.
fn is_litter(path: &str) -> bool {
    path.split('/').any(|part| [".DS_Store", "~$a.docx", "b.md~"].contains(&part))
}

/// Whether a finding names the path, or a folder that holds it.
fn is_told(told: &str, part: &str, path: &str) -> bool {
    let full = PathBuf::from(part).join(path);
    full.ancestors().any(|path| told.lines().any(|line| line.starts_with(&format!("{}:", path.display()))))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn of_static_nothing_hidden_or_outside_is_published_and_all_else_is_published_or_told_of(things in things()) {
        let folder = TempDir::new().expect("a folder");
        let planted = plant(folder.path(), "static", &things);
        let mut findings = Findings::default();
        let root = Root::open(folder.path()).expect("the site");
        let Found::Folder(part) = root.statics(&mut findings).expect("it can be read") else { panic!("it is there") };
        let files = Files::of(part, &mut findings).expect("it can be read");
        let told = findings.to_text(Lang::En);
        for path in files.paths() {
            prop_assert!(!is_hidden(path) || path.starts_with(".well-known/") || path == ".well-known", "{} is hidden", path);
            prop_assert!(!is_litter(path), "{} is nobody's", path);
            let bytes = files.read(path).expect("it was just found");
            let of_well_known = path.starts_with(".well-known");
            prop_assert!(of_well_known || bytes == page("Trang").into_bytes(), "{} is somebody else's", path);
        }
        for path in planted.iter().filter(|path| !is_litter(path)) {
            prop_assert!(files.paths().any(|file| file == path) || is_told(&told, "static", path), "{path}\n{told}");
        }
    }

    #[test]
    fn of_content_nothing_hidden_or_outside_is_read_and_every_page_is_read_or_told_of(things in things()) {
        let folder = TempDir::new().expect("a folder");
        let planted = plant(folder.path(), "content", &things);
        let mut findings = Findings::default();
        let root = Root::open(folder.path()).expect("the site");
        let library = read_library(&root, &[], true, None, &mut findings).expect("it can be read");
        let told = findings.to_text(Lang::En);
        for page in library.pages() {
            prop_assert!(page.title != SECRET, "{}", page.source.path);
            prop_assert!(!is_hidden(&page.source.path) && !is_litter(&page.source.path), "{}", page.source.path);
        }
        prop_assert!(!told.contains(SECRET));
        // Where a section has no page of its own, that is told, and nothing below it is looked at.
        let missing: Vec<&str> = told.lines().filter_map(|line| line.split_once("/_index.md:")).map(|(at, _)| at).collect();
        for path in planted.iter().filter(|path| !is_litter(path) && !is_hidden(path)) {
            let full = format!("content/{path}");
            let is_below = missing.iter().any(|folder| full.starts_with(&format!("{folder}/")));
            let is_read = library.pages().any(|page| page.source.path == full);
            prop_assert!(is_read || is_below || is_told(&told, "content", path), "{path}\n{told}");
        }
    }
}
