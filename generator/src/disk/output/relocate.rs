//! Moving what is not ours from one folder into another: each piece in one step, so that it is whole in one of both
//! whenever a run ends.

use super::step;
use super::survey::Foreign;
use crate::disk::handles::{Stands, folder, look, made_folder, move_to_free, read};
use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use std::io;
use std::path::{Path, PathBuf};

/// Moves all of these from one folder into another, to the same paths. Where a folder stands already, what is in it moves;
/// where the very bytes stand already, the second copy goes. Gives what could not move, because something else stands there.
pub(super) fn relocate(from: &Dir, to: &Dir, foreign: &[Foreign]) -> io::Result<Vec<PathBuf>> {
    let mut stuck = Vec::new();
    for one in foreign {
        relocate_one(from, to, one, &mut stuck)?;
    }
    Ok(stuck)
}

fn relocate_one(from: &Dir, to: &Dir, one: &Foreign, stuck: &mut Vec<PathBuf>) -> io::Result<()> {
    let path = &one.path;
    let (above, Some(name)) = (path.parent().unwrap_or(Path::new("")), path.file_name()) else { return Ok(()) };
    match (look(to, path)?, one.is_folder) {
        (Stands::Nothing, _) => {
            let Ok(target) = made_folder(to, above) else {
                stuck.push(path.clone());
                return Ok(());
            };
            step();
            move_to_free(&folder(from, above)?, name, &target, name)?;
            step();
        }
        (Stands::Folder, true) => {
            for inner in entries(from, path)? {
                relocate_one(from, to, &inner, stuck)?;
            }
            step();
            // Where something was stuck, it stays.
            let _ = folder(from, above)?.remove_dir(name);
        }
        (Stands::File(_), false) if is_same(from, to, path)? => {
            step();
            folder(from, above)?.remove_file(name)?;
        }
        _ => stuck.push(path.clone()),
    }
    Ok(())
}

/// What a folder holds that is not ours.
pub(super) fn entries(dir: &Dir, path: &Path) -> io::Result<Vec<Foreign>> {
    let (above, Some(name)) = (path.parent().unwrap_or(Path::new("")), path.file_name()) else { return Ok(Vec::new()) };
    let inner = folder(dir, above)?.open_dir_nofollow(name)?;
    let one = |entry: io::Result<cap_std::fs::DirEntry>| {
        let entry = entry?;
        Ok(Foreign { path: path.join(entry.file_name()), is_folder: entry.file_type()?.is_dir() })
    };
    let mut found: Vec<Foreign> = inner.entries()?.map(one).collect::<io::Result<_>>()?;
    found.sort_unstable();
    Ok(found)
}

/// Whether two plain files at one path have the same bytes.
fn is_same(from: &Dir, to: &Dir, path: &Path) -> io::Result<bool> {
    Ok(match (read(from, path)?, read(to, path)?) {
        (Some((one, _)), Some((two, _))) => one == two,
        _ => false,
    })
}
