//! An output of the first release: it has a marker and no list. It is taken over only where every file in it is what that
//! release writes.
//!
//! What can be proved: the whole site's list `ca-trang.json` has a hash of nearly every page; names of assets have the hash
//! of their bytes; a path of the new version is one that the old one wrote too; what is left are pages that have gone since,
//! by their path and by what a page begins with.

use super::list::{List, Made, NAME, is_plain};
use crate::diagnostic::OutputProblem;
use crate::disk::at;
use crate::disk::handles::read;
use crate::disk::short_hash;
use crate::error::Failure;
use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The list of the whole site, in the first release too.
const WHOLE: &str = "ca-trang.json";

/// Files at the root of a site, and those of pages anywhere.
const NAMES: [&str; 10] = [
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "manifest.webmanifest",
    "sw.js",
    WHOLE,
    "_headers",
    ".htaccess",
    "nginx.conf",
    ".nojekyll",
];

/// The list that an output of the first release would have had; refused where a file in it is in doubt.
pub(super) fn prove(dir: &Dir, new: &List, shown: &Path) -> Result<List, Failure> {
    let hashes = hashes(dir).map_err(at(shown))?;
    let (mut list, mut unproved) = (List::default(), Vec::new());
    walk(dir, "", new, &hashes, &mut list, &mut unproved).map_err(at(shown))?;
    if unproved.is_empty() {
        return Ok(list);
    }
    unproved.sort_unstable();
    Err(Failure::Folder(OutputProblem::Unproved { folder: shown.to_owned(), files: unproved }))
}

fn walk(
    dir: &Dir,
    below: &str,
    new: &List,
    hashes: &BTreeMap<String, String>,
    list: &mut List,
    unproved: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for entry in dir.entries()? {
        let entry = entry?;
        let name = entry.file_name();
        let path = name.to_str().map(|name| format!("{below}{name}"));
        let Some(path) = path.filter(|path| path == NAME || is_plain(path)) else {
            unproved.push(Path::new(below).join(&name));
            continue;
        };
        if path == NAME {
            continue;
        }
        if entry.file_type()?.is_dir() {
            match dir.open_dir_nofollow(&name) {
                Ok(inner) => walk(&inner, &format!("{path}/"), new, hashes, list, unproved)?,
                Err(_) => unproved.push(path.into()),
            }
            continue;
        }
        match read(dir, &name)? {
            Some((bytes, _)) if is_written(&path, &bytes, new, hashes) => list.add(&path, Made::of(&bytes)),
            _ => unproved.push(path.into()),
        }
    }
    Ok(())
}

/// The hash of every page, by its address.
fn hashes(dir: &Dir) -> io::Result<BTreeMap<String, String>> {
    let bytes = read(dir, WHOLE)?.map(|(bytes, _)| bytes).unwrap_or_default();
    let lists: BTreeMap<String, Vec<(String, String, u64)>> = serde_json::from_slice(&bytes).unwrap_or_default();
    let all = lists.into_values().flatten().filter(|(_, hash, _)| !hash.is_empty());
    Ok(all.map(|(address, hash, _)| (address, hash)).collect())
}

/// Whether the first release wrote these bytes to this path.
fn is_written(path: &str, bytes: &[u8], new: &List, hashes: &BTreeMap<String, String>) -> bool {
    if let Some(hash) = hashes.get(path.strip_suffix("index.html").unwrap_or(path)) {
        return *hash == short_hash(bytes);
    }
    let compressed = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br"));
    if let Some(original) = compressed.filter(|_| !new.has(path)) {
        return new.has(original) || is_by_name(original, None);
    }
    is_by_hash(path, bytes) || new.has(path) || is_by_name(path, Some(bytes))
}

/// `style-0123456789.css`, named by its bytes.
fn is_by_hash(path: &str, bytes: &[u8]) -> bool {
    hash_in(path).is_some_and(|hash| hash == short_hash(bytes))
}

fn hash_in(path: &str) -> Option<&str> {
    let (stem, _) = path.rsplit_once('.')?;
    let (_, hash) = stem.rsplit_once('-')?;
    is_short_hash(hash).then_some(hash)
}

fn is_short_hash(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether the first release gives files such a name, and, where there are bytes to ask, begins them so.
fn is_by_name(path: &str, bytes: Option<&[u8]>) -> bool {
    let begins = |with: &[u8]| bytes.is_none_or(|bytes| bytes.starts_with(with));
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (parts.as_slice(), extension) {
        ([name], _) if NAMES.contains(name) => true,
        (["hinh", _], "webp" | "jpg") => hash_in(path).is_some(),
        (["tim-kiem", hash, _], "bin" | "txt" | "js" | "wasm") => is_short_hash(hash),
        (["mang-theo", ..], "html") => begins(b"<!doctype html>"),
        (["tieu-chi", .., _], "json") => begins(b"{"),
        (["tieu-chi", .., _], "xlsx") => begins(b"PK"),
        (_, "xml") if name == "atom.xml" => begins(b"<?xml"),
        (_, "html") if name == "index.html" => begins(b"<!doctype html>"),
        _ => hash_in(path).is_some() && bytes.is_none(),
    }
}
