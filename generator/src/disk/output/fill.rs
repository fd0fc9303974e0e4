//! Filling a folder in place: for one that cannot be exchanged as a whole, because a disk begins there (a container's
//! volume), or because its parent is closed.
//!
//! The new files lie ready in a folder inside it, and move to their places one by one, pages after what they load. Until the
//! last one has, the list holds both versions, so that a run that is killed leaves nothing that nobody knows.

use super::half::{remove_files, remove_folders};
use super::list::{List, Made};
use super::survey::Survey;
use super::{replace_list, step};
use crate::disk::at;
use crate::disk::handles::{Proof, Stands, look, read};
use crate::error::Failure;
use cap_std::fs::Dir;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// Moves the files of `half` to their places in `out`, and removes what was there and has gone.
pub(super) fn fill(
    out: &Dir,
    half: &Dir,
    earlier: &List,
    new: &List,
    found: &Survey,
    shown: &Path,
) -> Result<(), Failure> {
    let mut both = earlier.clone();
    new.iter().for_each(|(path, made)| both.add(path, made));
    replace_list(out, &both).map_err(at(shown))?;
    // A file that was where a folder is to be, and the other way round, has to go first.
    let is_blocking = |path: &str| {
        new.has_below(path) || Path::new(path).ancestors().skip(1).filter_map(Path::to_str).any(|above| new.has(above))
    };
    let stale = found.ours.iter().filter(|(path, _)| !new.has(path));
    let (first, last): (Vec<_>, Vec<_>) = stale.cloned().partition(|(path, _)| is_blocking(path));
    remove_files(out, &first, shown)?;
    let unused: Vec<String> = found.folders.iter().filter(|folder| !new.has_below(folder)).cloned().collect();
    let (first, rest): (Vec<_>, Vec<_>) = unused.into_iter().partition(|folder| new.has(folder));
    let inner = rest.iter().filter(|folder| first.iter().any(|outer| folder.starts_with(&format!("{outer}/"))));
    remove_folders(out, &inner.chain(&first).cloned().collect::<Vec<_>>(), shown)?;
    let ours: BTreeMap<&str, Proof> = found.ours.iter().map(|(path, proof)| (path.as_str(), *proof)).collect();
    let in_order: BTreeSet<(u8, &str)> = new.paths().map(|path| (turn(path), path)).collect();
    for (_, path) in in_order {
        put(out, half, path, ours.get(path).copied(), new).map_err(at(&shown.join(path)))?;
    }
    remove_files(out, &last, shown)?;
    remove_folders(out, &rest, shown)?;
    replace_list(out, new).map_err(at(shown))
}

/// What is loaded comes before who loads it; the worker, which lists all, comes last.
fn turn(path: &str) -> u8 {
    match path {
        "sw.js" => 2,
        _ if path.rsplit_once('.').is_some_and(|(_, extension)| extension == "html") => 1,
        _ => 0,
    }
}

/// Moves one file to its place, where nothing stands but what we wrote.
fn put(out: &Dir, half: &Dir, path: &str, ours: Option<Proof>, new: &List) -> io::Result<()> {
    let Stands::File(_) = look(half, path)? else {
        // It is there, as it was.
        return Ok(());
    };
    match look(out, path)? {
        Stands::Nothing => {
            if let Some((folder, _)) = path.rsplit_once('/') {
                out.create_dir_all(folder)?;
            }
        }
        Stands::File(proof) if ours == Some(proof) => {}
        // Somebody has laid the very file there.
        Stands::File(_) if read(out, path)?.is_some_and(|(bytes, _)| new.of(path).contains(&Made::of(&bytes))) => {
            return Ok(());
        }
        _ => return Err(io::ErrorKind::AlreadyExists.into()),
    }
    step();
    half.rename(path, out, path)?;
    step();
    Ok(())
}
