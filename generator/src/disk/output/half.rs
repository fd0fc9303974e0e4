//! Folders that a run left beside the output, or in it: a new version that was not finished, or an old one that was not
//! removed. What its list proves ours is removed; what is not ours goes to where it was, the output itself.

use super::list::{List, NAME, PART};
use super::relocate::relocate;
use super::step;
use super::survey::{FEW, Proofs, survey};
use crate::diagnostic::OutputProblem;
use crate::disk::at;
use crate::disk::handles::{Proof, Stands, look, read};
use crate::error::Failure;
use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use rayon::prelude::*;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// What says in a folder who filled it.
#[derive(Debug)]
pub(super) enum Marker {
    /// Nothing, or an empty file.
    None,
    /// The whole marker of the first release, which kept no list.
    First,
    Listed(List),
    /// Something else of that name.
    Damaged,
}

/// Reads the marker of a folder.
pub(super) fn marker(dir: &Dir) -> io::Result<Marker> {
    Ok(match look(dir, NAME)? {
        Stands::Nothing => Marker::None,
        Stands::Folder | Stands::Other => Marker::Damaged,
        Stands::File(_) => match read(dir, NAME)? {
            Some((bytes, _)) if bytes.is_empty() => Marker::None,
            Some((bytes, _)) if bytes == b"hoctap\n" => Marker::First,
            Some((bytes, _)) => List::parse(&bytes).map_or(Marker::Damaged, Marker::Listed),
            None => Marker::Damaged,
        },
    })
}

/// Clears away what a run left under a name; nothing where there is nothing.
pub(super) fn clear(base: &Dir, name: &OsStr, out: Option<&Dir>, proofs: &Proofs, shown: &Path) -> Result<(), Failure> {
    let told = |files: Vec<PathBuf>| Err(Failure::Folder(OutputProblem::Half { path: shown.to_owned(), files }));
    match look(base, name).map_err(at(shown))? {
        Stands::Nothing => return Ok(()),
        Stands::File(_) | Stands::Other => return told(Vec::new()),
        Stands::Folder => {}
    }
    let half = base.open_dir_nofollow(name).map_err(at(shown))?;
    let list = match marker(&half).map_err(at(shown))? {
        Marker::Listed(list) => list,
        // A run was killed before it wrote a byte.
        Marker::None => List::default(),
        Marker::First | Marker::Damaged => return told(Vec::new()),
    };
    let found = survey(&half, &list, proofs, &[NAME, PART], shown)?;
    if list == List::default() && !found.foreign.is_empty() {
        return told(Vec::new());
    }
    if !found.foreign.is_empty() {
        let Some(out) = out else { return told(found.foreign.into_iter().map(|foreign| foreign.path).collect()) };
        let stuck = relocate(&half, out, &found.foreign).map_err(at(shown))?;
        if !stuck.is_empty() {
            return told(stuck);
        }
    }
    remove_files(&half, &found.ours, shown)?;
    remove_folders(&half, &found.folders, shown)?;
    for own in [PART, NAME] {
        step();
        remove_file(&half, own).map_err(at(shown))?;
    }
    drop(half);
    step();
    base.remove_dir(name).map_err(at(shown))
}

/// Removes a folder that was looked through a moment ago: the files that are still what they were then, and what holds them.
/// Gives whether nothing is left of it.
pub(super) fn sweep(base: &Dir, name: &OsStr, proofs: &Proofs) -> io::Result<bool> {
    let half = base.open_dir_nofollow(name)?;
    if !sweep_below(&half, "", proofs)? {
        return Ok(false);
    }
    for own in [PART, NAME] {
        step();
        remove_file(&half, own)?;
    }
    drop(half);
    step();
    base.remove_dir(name).map(|()| true)
}

/// Gives whether nothing is left but the list.
fn sweep_below(dir: &Dir, below: &str, proofs: &Proofs) -> io::Result<bool> {
    let entries: Vec<(OsString, bool)> = dir
        .entries()?
        .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?.is_dir()))))
        .collect::<io::Result<_>>()?;
    let one = |(name, is_folder): &(OsString, bool)| -> io::Result<bool> {
        let Some(path) = name.to_str().map(|name| format!("{below}{name}")) else { return Ok(false) };
        if *is_folder {
            let Ok(inner) = dir.open_dir_nofollow(name) else { return Ok(false) };
            let is_empty = sweep_below(&inner, &format!("{path}/"), proofs)?;
            drop(inner);
            return if is_empty { dir.remove_dir(name).map(|()| true) } else { Ok(false) };
        }
        if path == NAME || path == PART {
            return Ok(true);
        }
        let Some(proof) = proofs.get(&path) else { return Ok(false) };
        if look(dir, name)? != Stands::File(*proof) {
            return Ok(false);
        }
        step();
        remove_file(dir, name).map(|()| true)
    };
    let gone: Vec<bool> = if entries.len() > FEW {
        entries.par_iter().map(one).collect::<io::Result<_>>()?
    } else {
        entries.iter().map(one).collect::<io::Result<_>>()?
    };
    Ok(gone.into_iter().all(|gone| gone))
}

/// Removes files that are still what they were when they were looked at.
pub(super) fn remove_files(dir: &Dir, files: &[(String, Proof)], shown: &Path) -> Result<(), Failure> {
    files
        .par_iter()
        .try_for_each(|(path, proof)| {
            if look(dir, path)? == Stands::File(*proof) {
                step();
                remove_file(dir, path)?;
            }
            Ok(())
        })
        .map_err(at(shown))
}

/// Removes folders, the inner ones first; those that hold anything stay.
pub(super) fn remove_folders(dir: &Dir, folders: &[String], shown: &Path) -> Result<(), Failure> {
    let mut inner_first: Vec<&String> = folders.iter().collect();
    inner_first.sort_unstable_by(|one, two| two.cmp(one));
    for folder in inner_first {
        match dir.remove_dir(folder) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound) => {
                return Err(at(&shown.join(folder))(error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn remove_file(dir: &Dir, path: impl AsRef<Path>) -> io::Result<()> {
    match dir.remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
