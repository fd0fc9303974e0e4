//! One run at a time into one folder: a lock on a file of our own, tried and never waited for.
//!
//! The system lets go of it when the process dies. The file is empty, and gone when the run is over; where a run was
//! killed, the next one takes it up.

use crate::diagnostic::OutputProblem;
use crate::disk::at;
use crate::disk::handles::{Stands, look, options};
use crate::error::Failure;
use cap_std::fs::Dir;
use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::path::Path;

/// How often two runs may take the file from under each other, before one gives up.
const TRIES: u32 = 8;

/// Held while a folder is being written.
#[derive(Debug)]
pub(super) struct Lock {
    folder: Dir,
    name: OsString,
    file: Option<File>,
}

impl Lock {
    /// Takes the lock of this name in a folder, for the output that `shown` names.
    pub(super) fn take(folder: &Dir, name: &OsStr, shown: &Path) -> Result<Self, Failure> {
        let path = shown.with_file_name(name);
        let busy = || Failure::Folder(OutputProblem::Busy { folder: shown.to_owned() });
        let foreign = || Failure::Folder(OutputProblem::Half { path: path.clone(), files: Vec::new() });
        for _ in 0..TRIES {
            let opened = folder.open_with(name, options().read(true).write(true).create(true));
            let file = match opened {
                Ok(file) => file,
                Err(error) => {
                    let is_foreign = matches!(look(folder, name), Ok(Stands::Folder | Stands::Other));
                    return Err(if is_foreign { foreign() } else { at(&path)(error) });
                }
            };
            let metadata = file.metadata().map_err(at(&path))?;
            if !metadata.is_file() || metadata.len() > 0 {
                return Err(foreign());
            }
            let own = crate::disk::handles::Proof::of(&metadata);
            let file = file.into_std();
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(busy()),
                // A disk that knows no locks.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            // The run before may have removed it in between.
            if look(folder, name).map_err(at(&path))? == Stands::File(own) {
                let folder = folder.try_clone().map_err(at(&path))?;
                return Ok(Self { folder, name: name.to_owned(), file: Some(file) });
            }
        }
        Err(busy())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: who has opened it meanwhile sees that it is gone. What stays is empty.
        let _ = self.folder.remove_file(&self.name);
        drop(self.file.take());
    }
}
