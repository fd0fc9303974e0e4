//! `build --portable`: a folder to copy onto a stick, where no host turns a folder into its `index.html`.

use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support::html::{is_foreign, tags, target};
use crate::support::real::build;
use crate::support::{Tree, is_kind, repository, tree};

fn portable() -> &'static Tree {
    static PORTABLE: OnceLock<Tree> = OnceLock::new();
    PORTABLE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder for the stick");
        let out = folder.path().join("stick");
        build(repository(), &out, &["--portable"]);
        tree(&out)
    })
}

fn pages() -> impl Iterator<Item = (&'static str, String)> {
    let pages = portable().iter().filter(|(path, _)| is_kind(path, "html") && *path != "404.html");
    pages.map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
}

#[test]
fn every_link_names_a_file() {
    let mut broken = Vec::new();
    for (page, html) in pages() {
        for tag in tags(&html) {
            for address in tag.loads().into_iter().chain(tag.leads()).filter(|address| !is_foreign(address)) {
                if let Err(why) = target(portable(), page, address, true) {
                    broken.push(format!("{page}: {address}: {why}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(pages().count() > 10, "the stick has only {} pages", pages().count());
}

#[test]
fn nothing_asks_for_a_service_worker_or_a_manifest() {
    for (page, html) in pages() {
        for tag in tags(&html) {
            assert_eq!(tag.get("data-worker"), None, "{page}");
            assert_ne!(tag.get("rel"), Some("manifest"), "{page}");
        }
    }
}

#[test]
fn no_script_is_a_module_which_a_disk_cannot_load() {
    for (page, html) in pages() {
        for tag in tags(&html) {
            assert!(tag.name != "script" || tag.get("type") != Some("module"), "{page}");
            assert_eq!(tag.get("crossorigin"), None, "{page}");
        }
    }
}
