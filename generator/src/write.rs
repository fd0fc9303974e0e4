//! Writing: into a fresh folder beside the old one, swapped in at the end.
//!
//! A build that fails, or is killed, leaves the last good site whole. Where the system can exchange two folders in one
//! step, there is no moment without a site; elsewhere a complete copy always exists, and the next run restores it. A
//! folder that hoctap did not make is never emptied: its own carry a marker.

use crate::error::Failure;
use crate::files::at;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Stands in every folder that hoctap made.
const MARKER: &str = ".hoctap";

/// A folder that is being filled; gone again unless it is swapped in.
#[derive(Debug)]
pub struct Fresh {
    /// Where the site is to stand.
    out: PathBuf,
    /// Where it is being written.
    filling: PathBuf,
    /// Where the last one waits, for a moment.
    old: PathBuf,
}

impl Fresh {
    /// Makes an empty folder beside `out`, after restoring what an earlier run left half-way.
    pub fn create(out: &Path) -> Result<Self, Failure> {
        let absolute = std::path::absolute(out).map_err(at(out))?;
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(Failure::ForeignFolder(absolute));
        };
        fs::create_dir_all(parent).map_err(at(parent))?;
        let beside = |suffix: &str| parent.join(format!(".{}.hoctap-{suffix}", name.to_string_lossy()));
        let this = Self { filling: beside("new"), old: beside("old"), out: absolute.clone() };
        if !this.out.exists() && this.old.join(MARKER).is_file() {
            fs::rename(&this.old, &this.out).map_err(at(&this.out))?;
        }
        if !is_ours(&this.out)? {
            return Err(Failure::ForeignFolder(out.to_owned()));
        }
        remove(&this.filling)?;
        remove(&this.old)?;
        fs::create_dir(&this.filling).map_err(at(&this.filling))?;
        this.write(MARKER, b"hoctap\n")?;
        Ok(this)
    }

    /// Writes one file. Paths come from the plan: relative, with `/`.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.filling.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::write(&path, bytes).map_err(at(&path))
    }

    /// Puts the folder in the place of the old one.
    pub fn swap_in(self) -> Result<(), Failure> {
        if !self.out.exists() {
            return fs::rename(&self.filling, &self.out).map_err(at(&self.out));
        }
        if exchange(&self.filling, &self.out).is_err() {
            fs::rename(&self.out, &self.old).map_err(at(&self.out))?;
            fs::rename(&self.filling, &self.out).map_err(at(&self.out))?;
            return remove(&self.old);
        }
        remove(&self.filling)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = remove(&self.filling);
    }
}

/// Whether a folder is missing, empty, or made by hoctap.
fn is_ours(folder: &Path) -> Result<bool, Failure> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(at(folder)(error)),
        Ok(mut entries) => Ok(folder.join(MARKER).is_file() || entries.next().is_none()),
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(folder)(error)),
        _ => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn exchange(left: &Path, right: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_left: &Path, _right: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
