//! The output folder: a new version is filled beside it, and takes its place when all is done.
//!
//! 1. [`OutputFolder::open`] finds the folder ([`location`]), takes the lock, clears away what a killed run left ([`half`]), and reads
//!    the list of the version that stands there ([`list`]).
//! 2. [`OutputFolder::write`] writes one file into the new version, from any thread. A file whose bytes are as they were keeps its
//!    time.
//! 3. [`OutputFolder::finish`] looks through the old version ([`survey()`]): whatever is not on its list, or has other bytes now, is
//!    somebody else's. Where that stands in the way, nothing happens and it is named; otherwise it moves into the new version
//!    ([`relocate()`]), the two folders take each other's place, and what is proved ours is removed from the old one.
//!
//! A run that fails or is killed at any moment leaves a whole site and every foreign byte, in one of the two folders; the next
//! run brings it back. Where a system can exchange two folders in one step, there is no moment without a site. A folder that
//! cannot be exchanged, because a disk begins there or its parent is closed, is filled in place ([`fill`]).
//!
//! Everything goes through handles of folders: no path is resolved twice, and no link is followed.

mod changes;
mod fill;
mod first_release;
mod half;
mod list;
mod location;
mod lock;
mod relocate;
mod survey;

pub use changes::{Change, Changes};
pub use list::{List, Made, is_plain};

use crate::diagnostic::OutputProblem;
use crate::disk::at;
use crate::disk::handles::{self, Stands, look, move_to_free, read};
use crate::error::Failure;
use cap_fs_ext::DirExt as _;
use cap_std::fs::Dir;
use half::{Marker, clear, marker, sweep};
use list::{INNER_HALF, INNER_LOCK};
pub(super) use list::{NAME, PART};
use location::Location;
use lock::Lock;
use relocate::{entries, relocate};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use survey::{Foreign, Proofs, Survey, survey};

/// What a disk makes by itself at its top.
const OF_THE_DISK: &str = "lost+found";

/// How the new version takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The folder is exchanged for one beside it.
    Exchange,
    /// Its files are replaced one by one.
    Fill,
}

/// What stands in the output folder.
#[derive(Debug)]
enum Earlier {
    Listed(List),
    /// Of the first release, which kept no list.
    Unlisted,
}

/// A new version of a site that is being written; gone again unless it is finished.
#[derive(Debug)]
pub struct OutputFolder {
    location: Location,
    way: Way,
    earlier: Earlier,
    /// What the new version lies in, under which name.
    base: Dir,
    half_name: OsString,
    half: Option<Dir>,
    /// The list of the new version, open until all is written.
    journal: Mutex<Option<File>>,
    written: Mutex<List>,
    proofs: Mutex<Proofs>,
    is_over: bool,
    #[expect(dead_code, reason = "held, not read")]
    lock: Lock,
}

/// What came of writing.
#[derive(Debug)]
pub struct Finished {
    /// What is new, changed, gone.
    pub changes: Changes,
    /// The new version is in its place; where something of the old one could not be removed.
    pub left: Option<PathBuf>,
    /// The list of changes, where it could not be written.
    pub unlisted: Option<PathBuf>,
}

impl OutputFolder {
    /// Begins a new version in the folder that `out` names, of the site in `root`.
    pub fn open(root: &Path, out: &Path) -> Result<Self, Failure> {
        let mut location = location::find(root, out)?;
        let (way, lock) = take_lock(&location)?;
        if way == Way::Exchange {
            bring_back(&mut location)?;
        }
        let shown = location.shown.clone();
        let base = match (way, &location.out) {
            (Way::Fill, Some(out)) => out,
            _ => &location.parent,
        };
        let base = base.try_clone().map_err(at(&shown))?;
        let half_name = if way == Way::Fill { INNER_HALF.into() } else { location.beside("new") };
        let earlier = earlier(&location)?;
        for left in [location.beside("new"), location.beside("old")] {
            let seen = shown.with_file_name(&left);
            match clear(&location.parent, &left, location.out.as_ref(), &Proofs::new(), &seen) {
                // A parent that is closed to us holds nothing of ours.
                Err(Failure::Io { .. }) if way == Way::Fill => {}
                cleared => cleared?,
            }
        }
        if let Some(out) = &location.out {
            clear(out, OsStr::new(INNER_HALF), Some(out), &Proofs::new(), &shown.join(INNER_HALF))?;
        }
        let seen = if way == Way::Fill { shown.join(&half_name) } else { shown.with_file_name(&half_name) };
        base.create_dir(&half_name).map_err(at(&seen))?;
        step();
        let half = base.open_dir_nofollow(&half_name).map_err(at(&seen))?;
        let mut journal = handles::create(&half, NAME).map_err(at(&seen))?;
        step();
        journal.write_all(List::opening()).map_err(at(&seen))?;
        Ok(Self {
            location,
            way,
            earlier,
            base,
            half_name,
            half: Some(half),
            journal: Mutex::new(Some(journal)),
            written: Mutex::default(),
            proofs: Mutex::default(),
            is_over: false,
            lock,
        })
    }

    /// Writes one file. Paths come from the plan: relative, with `/`, or they are a mistake of the program.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        if !is_plain(path) {
            return Err(Failure::Folder(OutputProblem::NotPlain { path: path.to_owned() }));
        }
        let made = Made::of(bytes);
        let kept = self.kept(path, bytes, made);
        let line = made.line(path);
        {
            let mut journal = self.journal.lock().expect("no thread panics");
            let journal = journal.as_mut().expect("it is open until it is finished");
            journal.write_all(line.as_bytes()).map_err(at(&self.location.shown.join(path)))?;
        }
        step();
        // In location, what is as it was stays.
        if kept.is_none() || self.way == Way::Exchange {
            let half = self.half.as_ref().expect("it is open until it is finished");
            let file = handles::create(half, path).and_then(|mut file| {
                step();
                file.write_all(bytes)?;
                match kept.and_then(|proof| proof.modified) {
                    Some(modified) => file.set_modified(modified),
                    None => Ok(()),
                }
            });
            file.map_err(at(&self.location.shown.join(path)))?;
        }
        if let Some(proof) = kept {
            self.proofs.lock().expect("no thread panics").insert(path.to_owned(), proof);
        }
        self.written.lock().expect("no thread panics").add(path, made);
        Ok(())
    }

    /// The file of the old version at this path, where it has these very bytes.
    fn kept(&self, path: &str, bytes: &[u8], made: Made) -> Option<handles::Proof> {
        let is_likely = match &self.earlier {
            Earlier::Listed(list) => list.of(path).contains(&made),
            Earlier::Unlisted => true,
        };
        let out = self.location.out.as_ref().filter(|_| is_likely)?;
        // What cannot be read now is asked for again before anything is replaced.
        let (old, proof) = read(out, path).ok()??;
        (old == bytes).then_some(proof)
    }

    /// Whether the old version had a file of that path.
    pub fn had(&self, path: &str) -> bool {
        matches!(&self.earlier, Earlier::Listed(list) if list.has(path))
    }

    /// Whether the new version has that file.
    pub fn is_written(&self, path: &str) -> bool {
        self.written.lock().expect("no thread panics").has(path)
    }

    /// The files of the old version with that ending which the new one has not, and what is in them.
    pub fn gone(&self, ending: &str) -> Vec<(String, Vec<u8>)> {
        let (Earlier::Listed(list), Some(out)) = (&self.earlier, &self.location.out) else { return Vec::new() };
        let written = self.written.lock().expect("no thread panics");
        let gone = list.paths().filter(|path| path.ends_with(ending) && !written.has(path));
        gone.filter_map(|path| Some((path.to_owned(), read(out, path).ok()??.0))).collect()
    }

    /// Puts the new version in its place.
    pub fn finish(mut self) -> Result<Finished, Failure> {
        let new = std::mem::take(&mut *self.written.lock().expect("no thread panics"));
        let proofs = std::mem::take(&mut *self.proofs.lock().expect("no thread panics"));
        // Some systems give no folder another name while a file in it is open.
        drop(self.journal.lock().expect("no thread panics").take());
        let shown = self.location.shown.clone();
        let earlier = match (&self.earlier, &self.location.out) {
            (Earlier::Unlisted, Some(out)) => first_release::prove(out, &new, &shown)?,
            (Earlier::Listed(list), _) => list.clone(),
            (Earlier::Unlisted, None) => List::default(),
        };
        let own: &[&str] = match self.way {
            Way::Exchange => &[NAME, PART],
            Way::Fill => &[NAME, PART, INNER_HALF, INNER_LOCK],
        };
        let mut found = match &self.location.out {
            Some(out) => survey(out, &earlier, &proofs, own, &shown)?,
            None => Survey::default(),
        };
        found.foreign = self.not_in_the_way(found.foreign, &new)?;
        let changes = Changes::between(&earlier, &new);
        let unlisted = changes.keep(&self.location, &new).err().map(|_| self.location.changes());
        let half = self.half.as_ref().expect("it is open until it is finished");
        replace_list(half, &new).map_err(at(&shown))?;
        let left = match self.way {
            Way::Exchange => self.exchange(&found)?,
            Way::Fill => {
                let out = self.location.out.as_ref().expect("it is what is filled");
                fill::fill(out, half, &earlier, &new, &found, &shown)?;
                let seen = shown.join(INNER_HALF);
                clear(out, &self.half_name, Some(out), &Proofs::new(), &seen).err().map(|_| seen)
            }
        };
        self.is_over = true;
        Ok(Finished { changes, left, unlisted })
    }

    /// What somebody laid into the old version, where the new one has room for it.
    fn not_in_the_way(&self, foreign: Vec<Foreign>, new: &List) -> Result<Vec<Foreign>, Failure> {
        let Some(out) = &self.location.out else { return Ok(Vec::new()) };
        let (mut open, mut free, mut in_the_way) = (foreign, Vec::new(), Vec::new());
        while let Some(one) = open.pop() {
            let path = one.path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")).unwrap_or_default();
            let is_below_a_file = one.path.ancestors().skip(1).filter_map(Path::to_str).any(|above| new.has(above));
            if is_below_a_file {
                in_the_way.push(one.path);
            } else if new.has_below(&path) && one.is_folder {
                open.extend(entries(out, &one.path).map_err(at(&self.location.shown))?);
            } else if new.has(&path) || new.has_below(&path) {
                let same = read(out, &one.path).map_err(at(&self.location.shown))?;
                let is_same = same.is_some_and(|(bytes, _)| new.of(&path).contains(&Made::of(&bytes)));
                if !is_same {
                    in_the_way.push(one.path);
                }
            } else {
                free.push(one);
            }
        }
        free.sort_unstable();
        in_the_way.sort_unstable();
        if in_the_way.is_empty() {
            return Ok(free);
        }
        Err(Failure::Folder(OutputProblem::InTheWay { folder: self.location.shown.clone(), files: in_the_way }))
    }

    /// Moves what is not ours into the new folder, and puts that in the location of the old one. Gives what is left of the old
    /// one.
    fn exchange(&mut self, found: &Survey) -> Result<Option<PathBuf>, Failure> {
        let shown = self.location.shown.clone();
        let half = self.half.take().expect("it is open until it is finished");
        let out = self.location.out.take();
        if let Some(out) = &out {
            let moved = relocate(out, &half, &found.foreign);
            let problem = match moved {
                Ok(stuck) if stuck.is_empty() => None,
                Ok(files) => Some(Failure::Folder(OutputProblem::InTheWay { folder: shown.clone(), files })),
                Err(error) => Some(at(&shown)(error)),
            };
            if let Some(problem) = problem {
                self.location.out = out.try_clone().ok();
                return Err(problem);
            }
        }
        // Some systems give no folder another name that somebody holds.
        drop(half);
        let (parent, name, half_name) = (&self.location.parent, self.location.name.clone(), self.half_name.clone());
        let was_there = out.is_some();
        drop(out);
        step();
        let mut left_name = half_name.clone();
        let replaced = if !was_there {
            move_to_free(parent, &half_name, parent, &name)
        } else if let Err(error) = handles::exchange(parent, &half_name, &name) {
            left_name = self.location.beside("old");
            match error.kind() {
                io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput => {
                    move_to_free(parent, &name, parent, &left_name).and_then(|()| {
                        step();
                        move_to_free(parent, &half_name, parent, &name)
                    })
                }
                _ => Err(error),
            }
        } else {
            Ok(())
        };
        step();
        self.location.out = parent.open_dir_nofollow(&name).ok();
        replaced.map_err(at(&shown))?;
        let ours: Proofs = found.ours.iter().cloned().collect();
        let seen = shown.with_file_name(&left_name);
        let parent = &self.location.parent;
        // Where something has come meanwhile, it is looked through anew.
        let is_gone = !was_there || sweep(parent, &left_name, &ours).unwrap_or(false);
        let left =
            if is_gone { None } else { clear(parent, &left_name, self.location.out.as_ref(), &ours, &seen).err() };
        Ok(left.map(|_| seen))
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        self.half = None;
        let (base, out) = (&self.base, self.location.out.as_ref());
        // What cannot be cleared away now is cleared away by the next run.
        let _ = clear(base, &self.half_name, out, &Proofs::new(), &self.location.shown);
    }
}

impl Location {
    /// A name beside the output that is ours.
    fn beside(&self, suffix: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".hoctap-");
        name.push(suffix);
        name
    }

    /// Where the list of changes lies.
    fn changes(&self) -> PathBuf {
        let mut name = self.name.clone();
        name.push("-changes.txt");
        self.shown.with_file_name(name)
    }
}

/// Takes the lock: beside the folder, or in it where it has to be filled in place.
fn take_lock(location: &Location) -> Result<(Way, Lock), Failure> {
    // Nobody knows the file by its name: what cannot be written to is the folder.
    let named = |failure, folder: &Path| match failure {
        Failure::Io { error, .. } => at(folder)(error),
        other => other,
    };
    let inner = |out: &Dir| match Lock::take(out, OsStr::new(INNER_LOCK), &location.shown) {
        Ok(lock) => Ok((Way::Fill, lock)),
        Err(failure) => Err(named(failure, &location.shown)),
    };
    if let Some(out) = location.out.as_ref().filter(|_| location.is_apart) {
        return inner(out);
    }
    match (Lock::take(&location.parent, &location.beside("lock"), &location.shown), &location.out) {
        (Err(Failure::Io { error, .. }), Some(out)) if is_closed(&error) => inner(out),
        (Ok(lock), _) => Ok((Way::Exchange, lock)),
        (Err(failure), _) => Err(named(failure, location.shown.parent().unwrap_or(&location.shown))),
    }
}

fn is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Where a system cannot exchange two folders, a run may have been killed between the two renames.
fn bring_back(location: &mut Location) -> Result<(), Failure> {
    let old = location.beside("old");
    if location.out.is_some() || look(&location.parent, &old).map_err(at(&location.shown))? != Stands::Folder {
        return Ok(());
    }
    let is_ours = location.parent.open_dir_nofollow(&old).and_then(|old| marker(&old)).map_err(at(&location.shown))?;
    if matches!(is_ours, Marker::Listed(_)) {
        move_to_free(&location.parent, &old, &location.parent, &location.name).map_err(at(&location.shown))?;
        location.out = Some(location.parent.open_dir_nofollow(&location.name).map_err(at(&location.shown))?);
    }
    Ok(())
}

/// What stands in the output folder; refused where that is not ours.
fn earlier(location: &Location) -> Result<Earlier, Failure> {
    let folder = || location.shown.clone();
    let Some(out) = &location.out else { return Ok(Earlier::Listed(List::default())) };
    match marker(out).map_err(at(&location.shown))? {
        Marker::Listed(list) => Ok(Earlier::Listed(list)),
        Marker::First => Ok(Earlier::Unlisted),
        Marker::Damaged => Err(Failure::Folder(OutputProblem::BadList { path: location.shown.join(NAME) })),
        Marker::None => {
            let own = [NAME, INNER_HALF, INNER_LOCK, OF_THE_DISK].map(OsStr::new);
            for entry in out.entries().map_err(at(&location.shown))? {
                let name = entry.map_err(at(&location.shown))?.file_name();
                if !own.contains(&name.as_os_str()) {
                    return Err(Failure::Folder(OutputProblem::Foreign { folder: folder() }));
                }
            }
            Ok(Earlier::Listed(List::default()))
        }
    }
}

/// Writes the list of a folder: beside, then in its place.
fn replace_list(dir: &Dir, list: &List) -> io::Result<()> {
    if let Stands::File(_) = look(dir, PART)? {
        dir.remove_file(PART)?;
    }
    let mut file = handles::create(dir, PART)?;
    step();
    file.write_all(list.to_text().as_bytes())?;
    drop(file);
    step();
    dir.rename(PART, dir, NAME)?;
    step();
    Ok(())
}

/// A moment at which a run may be killed: between any two changes of the disk.
///
/// Tests kill a run here, at the moment that `HOCTAP_DIES_AT` counts; a released hoctap does not ask.
fn step() {
    #[cfg(debug_assertions)]
    {
        use std::sync::LazyLock;
        use std::sync::atomic::{AtomicUsize, Ordering};
        static DIES_AT: LazyLock<Option<usize>> =
            LazyLock::new(|| std::env::var("HOCTAP_DIES_AT").ok().and_then(|number| number.parse().ok()));
        static STEPS: AtomicUsize = AtomicUsize::new(0);
        if let Some(at) = *DIES_AT
            && STEPS.fetch_add(1, Ordering::Relaxed) == at
        {
            // As a signal that cannot be caught: nothing is cleared away.
            std::process::exit(137);
        }
    }
}
