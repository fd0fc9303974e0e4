//! Files that people keep, written beside and renamed: whole or not there, whatever happens in between.
//!
//! What is written lies under a name of its own (`.hoctap-new-…`) beside its place until it is whole. A full disk or a kill
//! leaves what was there before; what a killed run left beside is known by its name, and that nobody holds it, and the
//! next run takes it away. A link is never followed, and nothing is replaced that is no plain file.

use super::root::at;
use crate::diagnostic::is_held;
use crate::error::Failure;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How what is being written is called: with the number of the process, and one in it.
const BESIDE: &str = ".hoctap-new-";
/// How long another program may hold a file before that is told.
const PATIENCE: Duration = Duration::from_secs(2);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// Writes a file that is not there yet; [`io::ErrorKind::AlreadyExists`] where it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let there = || io::Error::from(io::ErrorKind::AlreadyExists);
    if path.symlink_metadata().is_ok() {
        return Err(at(path)(there()));
    }
    let beside = Beside::file(path, bytes).map_err(at(path))?;
    patiently(|| move_new(&beside.path, path)).map_err(at(path))
}

/// Writes a file, in the place of the one that is there.
pub fn write_over(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let old = match path.symlink_metadata() {
        Ok(old) if !old.is_file() => return Err(Failure::NoPlainFile(path.to_owned())),
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(at(path)(error)),
    };
    let beside = Beside::file(path, bytes).map_err(at(path))?;
    if let Some(old) = old {
        // Who may read it stays as it was.
        fs::set_permissions(&beside.path, old.permissions()).map_err(at(path))?;
    }
    patiently(|| fs::rename(&beside.path, path)).map_err(at(path))
}

/// Writes a folder of files that is not there yet, or is empty.
pub fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    let beside = Beside::folder(folder).map_err(at(folder))?;
    for (name, text) in files {
        write(&beside.path.join(name), text.as_bytes()).map_err(at(&folder.join(name)))?;
    }
    patiently(|| {
        // Elsewhere an empty folder is replaced in the same step.
        #[cfg(windows)]
        let _nothing_there = fs::remove_dir(folder);
        fs::rename(&beside.path, folder)
    })
    .map_err(at(folder))
}

/// Does it, again and again for two seconds where another program holds the file.
pub fn patiently<T>(mut action: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let start = Instant::now();
    loop {
        match action() {
            Err(error) if is_held(&error) && start.elapsed() < PATIENCE => sleep(PAUSE),
            done => return done,
        }
    }
}

/// What is being written beside its place; gone again unless it was moved there.
struct Beside {
    path: PathBuf,
    /// Held while it is being written: the system lets go of it when the process dies.
    lock: Option<File>,
}

impl Beside {
    /// A file with all its bytes.
    fn file(place: &Path, bytes: &[u8]) -> io::Result<Self> {
        let mut beside = Self { path: free_name(place)?, lock: None };
        let mut file = File::create_new(&beside.path)?;
        let _where_there_are_locks = file.try_lock();
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        beside.lock = Some(file);
        written.map(|()| beside)
    }

    /// An empty folder.
    fn folder(place: &Path) -> io::Result<Self> {
        let path = free_name(place)?;
        fs::create_dir(&path)?;
        let lock = File::open(&path).ok();
        if let Some(lock) = &lock {
            let _where_there_are_locks = lock.try_lock();
        }
        Ok(Self { path, lock })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Where it was moved to its place, there is nothing of this name any more.
        remove(&self.path);
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in the folder of a place that nothing has; what killed runs left there is taken away.
fn free_name(place: &Path) -> io::Result<PathBuf> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    if place.file_name().is_none() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        // A file stands where the folder should.
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    for left in fs::read_dir(folder)?.flatten().filter(|entry| is_beside(&entry.file_name().to_string_lossy())) {
        let is_free = File::open(left.path()).is_ok_and(|left| left.try_lock().is_ok());
        if is_free && left.file_type().is_ok_and(|kind| !kind.is_symlink()) {
            remove(&left.path());
        }
    }
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Ok(folder.join(format!("{BESIDE}{}-{number}", std::process::id())))
}

/// Whether a name is one of those that are given here.
fn is_beside(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = name.strip_prefix(BESIDE).and_then(|numbers| numbers.split_once('-'));
    numbers.is_some_and(|(process, number)| digits(process) && digits(number))
}

/// What cannot be removed now is removed by the next run.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let _next_time = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Gives a file a name that nothing has.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Not every file system knows how.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            moved => return Ok(moved?),
        }
    }
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A disk without second names for a file, as in a USB stick.
        Err(_) if to.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_holds_for_a_moment_is_waited_for() {
        let mut tries = 0;
        let done = patiently(|| {
            tries += 1;
            if tries < 3 { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(tries) }
        });
        assert_eq!(done.expect("it was let go of"), 3);
        let start = Instant::now();
        let held: io::Result<()> = patiently(|| Err(io::ErrorKind::ResourceBusy.into()));
        assert_eq!(held.expect_err("it is never let go of").kind(), io::ErrorKind::ResourceBusy);
        assert!(start.elapsed() >= PATIENCE);
        let missing: io::Result<()> = patiently(|| Err(io::ErrorKind::NotFound.into()));
        assert_eq!(missing.expect_err("waiting does not help").kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn only_names_given_here_are_taken_away() {
        for (name, is_ours) in [
            (".hoctap-new-12-0", true),
            (".hoctap-new-", false),
            (".hoctap-new-12", false),
            (".hoctap-new-12-x", false),
            ("hoctap-new-12-0", false),
            (".hoctap-new--0", false),
        ] {
            assert_eq!(is_beside(name), is_ours, "{name}");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_taken_away_and_what_another_writes_is_not() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path(".hoctap-new-1-0"), "left").expect("a file");
        fs::create_dir(path(".hoctap-new-1-1")).expect("a folder");
        let held = File::create(path(".hoctap-new-2-0")).expect("a file");
        held.lock().expect("a lock");
        write_new(&path("a"), b"a").expect("it is written");
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(left, [".hoctap-new-2-0", "a"]);
    }
}
