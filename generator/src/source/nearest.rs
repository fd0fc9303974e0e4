//! The file or page that a mistyped path most likely means.

use crate::diagnostic::{Problem, similar};
use std::collections::BTreeSet;
use wasm_check::vietnamese::slug;

/// So many files of a folder are named to somebody who looks for another.
const NAMED: usize = 6;

/// So many names are looked at: what a finding costs does not grow with the site.
const LOOKED_AT: usize = 150;

/// Shorter words stand in too many names.
const SHORTEST: usize = 3;

/// The path that is meant: the same but for capitals, marks and spaces; the same file in another folder; a file whose name
/// holds the one that was typed; one that is near.
pub(crate) fn nearest_path<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let known = known.take(LOOKED_AT);
    let (plain, name) = (slug(typed), plain_stem(typed));
    let is_same = |path: &&str| slug(path) == plain;
    let is_elsewhere = |path: &&str| !name.is_empty() && plain_stem(path) == name;
    let holds = |path: &&str| {
        let other = plain_stem(path);
        let (long, short) = if other.len() > name.len() { (&other, &name) } else { (&name, &other) };
        short.len() >= SHORTEST && format!("-{long}-").contains(&format!("-{short}-"))
    };
    known
        .clone()
        .find(is_same)
        .or_else(|| known.clone().find(is_elsewhere))
        .or_else(|| similar(typed, known.clone()).filter(|path| holds(path)))
        .or_else(|| known.clone().find(holds))
        .or_else(|| similar(typed, known))
}

/// The name of a file without its ending and its number: of `02-Lớp học.md`, `lop-hoc`.
fn plain_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = if name == "_index.md" { path.rsplit('/').nth(1).unwrap_or_default() } else { name };
    // “x.md.md” is what a system makes that does not show endings.
    let bare = name.trim_end_matches(".md");
    let name = if bare.len() < name.len() { bare } else { name.rsplit_once('.').map_or(name, |(stem, _)| stem) };
    let stem = slug(name);
    match stem.split_once('-') {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest.to_owned(),
        _ => stem,
    }
}

/// What is wrong where a file of `static/` is not there: with the one that is meant, or those that are.
pub(crate) fn no_static(path: &str, statics: &BTreeSet<String>) -> Problem {
    let typed = path.trim_start_matches('/');
    let inner = typed.strip_prefix("static/").filter(|inner| statics.contains(*inner));
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    // A picture is not meant by the name of a document.
    let alike = statics.iter().map(String::as_str).filter(|known| ending(known) == ending(typed));
    let similar = inner.or_else(|| nearest_path(typed, alike)).map(|path| format!("/{path}"));
    let folder = typed.rsplit_once('/').map_or("", |(folder, _)| folder);
    let in_folder = |known: &&String| known.rsplit_once('/').map_or("", |(above, _)| above) == folder;
    let mut beside: Vec<String> = statics.iter().filter(in_folder).take(NAMED).map(|path| format!("/{path}")).collect();
    if beside.is_empty() {
        beside = statics.iter().take(NAMED).map(|path| format!("/{path}")).collect();
    }
    Problem::NoStatic { path: format!("/{typed}"), similar, beside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_meant_by_its_name_before_it_is_by_its_letters() {
        let known = ["articles/a.md", "articles/b.md", "articles/lop-hoc.md", "training/01-bai-dau.md"];
        for (typed, meant) in [
            ("Articles/B.md", "articles/b.md"),
            ("articles/lop.md", "articles/lop-hoc.md"),
            ("articles/lop-hoc.md.md", "articles/lop-hoc.md"),
            ("lớp học.md", "articles/lop-hoc.md"),
            ("articles/bai-dau.md", "training/01-bai-dau.md"),
        ] {
            assert_eq!(nearest_path(typed, known.into_iter()), Some(meant), "{typed}");
        }
        assert_eq!(nearest_path("bánh chưng.md", known.into_iter()), None);
    }
}
