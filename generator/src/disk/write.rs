//! Writing: into a fresh folder beside the old one, swapped in at the end.
//!
//! A build that fails, or is killed, leaves the last good site whole. Where the system can exchange two folders in one
//! step, there is no moment without a site; elsewhere a complete copy always exists, and the next run restores it. A
//! folder that hoctap did not make is never emptied: its own carry a marker. Two runs into one folder do not mix: the
//! second is told to wait.

use super::at;
use crate::error::Failure;
use std::fs::{self, File, TryLockError};
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
    /// Held while it is being written; the system lets go of it when the process dies.
    lock: Option<File>,
    /// There is nothing left to clean up.
    is_in: bool,
}

impl Fresh {
    /// Makes an empty folder beside `out`, after restoring what an earlier run left half-way.
    pub fn create(out: &Path) -> Result<Self, Failure> {
        let absolute = std::path::absolute(out).map_err(at(out))?;
        // Through a link: the folder is what is replaced, not the link.
        let absolute = absolute.canonicalize().unwrap_or(absolute);
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(Failure::ForeignFolder(absolute));
        };
        fs::create_dir_all(parent).map_err(at(parent))?;
        let _turn = Turn::take(parent);
        let beside = |suffix: &str| parent.join(format!(".{}.hoctap-{suffix}", name.to_string_lossy()));
        let mut this =
            Self { filling: beside("new"), old: beside("old"), out: absolute.clone(), lock: None, is_in: true };
        // Whoever holds it is writing; one that was killed holds nothing.
        drop(lock(&this.filling)?);
        if !this.out.exists() && this.old.join(MARKER).is_file() {
            fs::rename(&this.old, &this.out).map_err(at(&this.out))?;
        }
        if !is_ours(&this.out)? {
            return Err(Failure::ForeignFolder(out.to_owned()));
        }
        remove(&this.filling)?;
        remove(&this.old)?;
        fs::create_dir(&this.filling).map_err(at(&this.filling))?;
        this.lock = lock(&this.filling)?;
        this.is_in = false;
        this.write(MARKER, b"hoctap\n")?;
        Ok(this)
    }

    /// Writes one file. Paths come from the plan: relative, with `/`.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.filling.join(path);
        match (fs::write(&path, bytes), path.parent()) {
            (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).map_err(at(folder))?;
                fs::write(&path, bytes).map_err(at(&path))
            }
            (written, _) => written.map_err(at(&path)),
        }
    }

    /// Puts the folder in the place of the old one.
    pub fn swap_in(mut self) -> Result<(), Failure> {
        let turn = self.out.parent().map(Turn::take);
        if !self.out.exists() {
            fs::rename(&self.filling, &self.out).map_err(at(&self.out))?;
        } else if exchange(&self.filling, &self.out).is_ok() {
            // Out of the way of a run that begins now.
            if fs::rename(&self.filling, &self.old).is_err() {
                return Ok(());
            }
        } else {
            fs::rename(&self.out, &self.old).map_err(at(&self.out))?;
            fs::rename(&self.filling, &self.out).map_err(at(&self.out))?;
        }
        self.is_in = true;
        drop(turn);
        remove(&self.old)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if !self.is_in {
            // What cannot be removed now is removed by the next run.
            let _ = remove(&self.filling);
        }
    }
}

/// A moment alone in the folder that holds the output: two runs that begin or end together do so one after the other.
struct Turn {
    #[expect(dead_code, reason = "held, not read")]
    lock: Option<File>,
}

impl Turn {
    /// Waits for it. Where the system knows no locks, everybody goes at once.
    fn take(folder: &Path) -> Self {
        Self { lock: File::open(folder).and_then(|file| file.lock().map(|()| file)).ok() }
    }
}

/// Takes a folder for this run; nothing where it is not there, or where the system knows no locks.
fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Failure::Busy(folder.with_file_name(out_name(folder)))),
        Err(TryLockError::Error(_)) => Ok(None),
        Ok(()) => Ok(Some(file)),
    }
}

/// The folder that one beside it is for: `.public.hoctap-new` is for `public`.
fn out_name(beside: &Path) -> String {
    let name = beside.file_name().unwrap_or_default().to_string_lossy();
    name.trim_start_matches('.').trim_end_matches(".hoctap-new").to_owned()
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
