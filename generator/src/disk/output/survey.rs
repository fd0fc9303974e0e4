//! What lies in a folder that hoctap filled: its own files, with the bytes that its list says, and what is not its own.
//!
//! A folder that holds nothing of ours is somebody else's as a whole, and is not looked into.

use super::list::{List, Made};
use crate::disk::at;
use crate::disk::handles::{Proof, read};
use crate::error::Failure;
use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// So few entries of a folder are not worth another thread.
pub(super) const FEW: usize = 8;

/// Files whose bytes were compared in this run, by path.
pub(super) type Proofs = HashMap<String, Proof>;

/// What lies in a folder.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Files that are what was written, sorted.
    pub ours: Vec<(String, Proof)>,
    /// Everything else, sorted.
    pub foreign: Vec<Foreign>,
    /// Folders that hold, or held, ours.
    pub folders: Vec<String>,
}

/// Something that hoctap did not make, or that was changed since.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Foreign {
    /// Below the folder.
    pub path: PathBuf,
    pub is_folder: bool,
}

/// What one entry of a folder is.
enum Found {
    Ours(String, Proof),
    Foreign(Foreign),
    Below(String, Survey),
}

/// Looks through a folder, but for those names at its top.
pub(super) fn survey(dir: &Dir, list: &List, proofs: &Proofs, but: &[&str], shown: &Path) -> Result<Survey, Failure> {
    let mut survey = walk(dir, "", list, proofs, but).map_err(at(shown))?;
    survey.ours.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
    survey.foreign.sort_unstable();
    survey.folders.sort_unstable();
    Ok(survey)
}

fn walk(dir: &Dir, below: &str, list: &List, proofs: &Proofs, but: &[&str]) -> io::Result<Survey> {
    let entries: Vec<(OsString, bool)> = dir
        .entries()?
        .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?.is_dir()))))
        .collect::<io::Result<_>>()?;
    let is_asked = |name: &OsString| !name.to_str().is_some_and(|name| but.contains(&name));
    let look_at = |(name, is_folder): (OsString, bool)| one(dir, below, &name, is_folder, list, proofs);
    let asked = entries.into_iter().filter(|(name, _)| is_asked(name));
    let found: Vec<Found> = if asked.size_hint().1.is_some_and(|most| most > FEW) {
        asked.collect::<Vec<_>>().into_par_iter().map(look_at).collect::<io::Result<_>>()?
    } else {
        asked.map(look_at).collect::<io::Result<_>>()?
    };
    let mut survey = Survey::default();
    for found in found {
        match found {
            Found::Ours(path, proof) => survey.ours.push((path, proof)),
            Found::Foreign(foreign) => survey.foreign.push(foreign),
            Found::Below(path, inner) => {
                survey.ours.extend(inner.ours);
                survey.foreign.extend(inner.foreign);
                survey.folders.push(path);
                survey.folders.extend(inner.folders);
            }
        }
    }
    Ok(survey)
}

fn one(dir: &Dir, below: &str, name: &OsString, is_folder: bool, list: &List, proofs: &Proofs) -> io::Result<Found> {
    let foreign = || Found::Foreign(Foreign { path: Path::new(below).join(name), is_folder });
    let Some(path) = name.to_str().map(|name| format!("{below}{name}")) else { return Ok(foreign()) };
    if is_folder {
        if !list.has_below(&path) {
            return Ok(foreign());
        }
        // Opened without following: a link that has come meanwhile is none of ours.
        let Ok(inner) = dir.open_dir_nofollow(name) else { return Ok(foreign()) };
        let survey = walk(&inner, &format!("{path}/"), list, proofs, &[])?;
        return Ok(Found::Below(path, survey));
    }
    let written = list.of(&path);
    if written.is_empty() {
        return Ok(foreign());
    }
    Ok(match prove(dir, name, &path, list, written, proofs)? {
        Some(proof) => Found::Ours(path, proof),
        None => foreign(),
    })
}

/// Whether a file is one of those that were written to its path.
fn prove(
    dir: &Dir,
    name: &OsString,
    path: &str,
    list: &List,
    written: &[Made],
    proofs: &Proofs,
) -> io::Result<Option<Proof>> {
    use crate::disk::handles::{Stands, look};
    let Stands::File(proof) = look(dir, name)? else { return Ok(None) };
    let is_half = list.is_open() && written.iter().any(|made| proof.len() < made.len);
    if is_half || proofs.get(path) == Some(&proof) {
        return Ok(Some(proof));
    }
    if written.iter().all(|made| made.len != proof.len()) {
        return Ok(None);
    }
    Ok(match read(dir, name)? {
        Some((bytes, proof)) if written.contains(&Made::of(&bytes)) => Some(proof),
        _ => None,
    })
}
