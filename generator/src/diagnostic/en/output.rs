//! What is said in English of the output folder.

use crate::diagnostic::output_problem::{shown, some};
use crate::diagnostic::{Budget, OutputProblem, printable};
use std::path::PathBuf;

/// The message and the hint.
pub(in crate::diagnostic) fn text(problem: &OutputProblem) -> (String, String) {
    match problem {
        OutputProblem::Foreign { folder } => (
            format!("{} holds files that hoctap did not make, and is left alone", shown(folder)),
            "choose another folder with --out, or empty this one yourself".into(),
        ),
        OutputProblem::Unproved { folder, files } => (
            format!(
                "{} was built by an earlier hoctap, but holds files of which it is not clear whose they are: {}; nothing was changed there",
                shown(folder),
                list(files)
            ),
            "move these files elsewhere and build again; or rename that folder to keep it, and build again".into(),
        ),
        OutputProblem::BadList { path } => (
            format!("{}, the list of what hoctap wrote, is not understood: nothing is removed from that folder", shown(path)),
            "where a newer hoctap wrote it, use that; otherwise rename that folder to keep it, and build again".into(),
        ),
        OutputProblem::IsRead { folder, part } => (
            format!("{} is not built into: it is, holds, or lies in {}", shown(folder), read(part)),
            "choose another folder with --out; where it is a link, delete the link".into(),
        ),
        OutputProblem::LinkOut { folder } => (
            format!("{} is a link that leads out of the folder of the site, and is not written to", shown(folder)),
            "delete the link, and name the folder that you want with --out".into(),
        ),
        OutputProblem::InTheWay { folder, files } => (
            format!(
                "{} has files that hoctap did not write, or that were changed by hand, where the new site has files: {}; nothing was changed",
                shown(folder),
                list(files)
            ),
            "copy those that you need elsewhere (into static, to have them on the site), delete them there, and build again"
                .into(),
        ),
        OutputProblem::Half { path, files } if files.is_empty() => (
            format!("{} has a name that hoctap uses while it builds, but hoctap did not make it: it is left alone", shown(path)),
            "rename it or move it elsewhere, and build again".into(),
        ),
        OutputProblem::Half { path, files } => (
            format!("{}, left by an earlier build, holds files that hoctap did not make: {}", shown(path), list(files)),
            "move these files elsewhere, and build again".into(),
        ),
        OutputProblem::Busy { folder } => (
            format!("another hoctap is building into {}", shown(folder)),
            "wait for it, or choose another folder with --out".into(),
        ),
        OutputProblem::NotPlain { path } => (
            format!("there can be no file with the path “{}”", printable(path)),
            "give the file or the slug a plain name; names that begin with .hoctap are hoctap's own".into(),
        ),
    }
}

/// An old version that could not be removed.
pub(super) fn old_left(path: &str) -> (String, String) {
    (
        format!("the new site is in its place, but the old one in {path} could not be removed as a whole"),
        "close what has it open, or look at its permissions, and build again: hoctap will remove the rest".into(),
    )
}

/// The list of changes could not be written.
pub(super) fn changes_not_listed(path: &str) -> (String, String) {
    (
        format!("the list of changed files could not be written to {path}"),
        "where hoctap did not write that file, rename it; the site itself is complete".into(),
    )
}

/// The cache is a link, or no folder.
pub(super) fn cache_not_used() -> (String, String) {
    (
        "smaller pictures are not kept here, because it is a link or no folder".into(),
        "delete it: hoctap will make it as a folder; until then every build makes the pictures again".into(),
    )
}

fn list(files: &[PathBuf]) -> String {
    match some(files) {
        (named, 0) => named,
        (named, more) => format!("{named} and {more} more"),
    }
}

fn read(part: &str) -> String {
    match part {
        "." => "the folder of the site".into(),
        part => format!("{part} of the site"),
    }
}

/// An address that the last build had.
pub(super) fn address_gone(address: &str, file: Option<&str>, has_aliases: bool) -> (String, String) {
    let line = format!("aliases = [\"{address}\"]");
    match file {
        Some(file) => (
            format!("this page had the address {address} before, which leads nowhere now"),
            if has_aliases {
                format!("add \"{address}\" to the list aliases in the front matter of {file}")
            } else {
                format!("add to the front matter of {file} the line {line}")
            },
        ),
        None => (
            format!("there was a page {address} before, which leads nowhere now"),
            format!(
                "if the page has another name now, add to its front matter the line {line}; if it is given up, write into site.toml: gone = [\"{address}\"]"
            ),
        ),
    }
}

pub(in crate::diagnostic) fn budget(budget: Budget) -> &'static str {
    match budget {
        Budget::HeaviestPage => "the largest guidance page with style",
        Budget::MedianPage => "the median guidance page with style",
        Budget::Module => "the module of the self-check",
        Budget::DossierModule => "the largest module of a dossier",
        Budget::OtherModule => "the largest module of other pages",
        Budget::WholeCheck => "a whole self-check",
        Budget::WholeBook => "a whole book",
        Budget::Fallback => "the self-check in JavaScript",
        Budget::SingleFile => "the file that travels alone, raw",
        Budget::Worker => "the service worker, less its list",
        Budget::Kept => "kept on the device from the first visit on",
        Budget::SearchModule => "the module of the search",
        Budget::Index => "the search index, by its text",
        Budget::FirstSearch => "a first search",
    }
}
