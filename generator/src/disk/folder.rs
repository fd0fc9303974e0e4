//! What a folder of the site holds: which names are the site's, and which of its links may be followed.
//!
//! Names are compared in NFC, whatever the system stores: a Mac writes `ắ` as three characters, and both spellings are one
//! name.

use super::name::{is_hidden, is_litter, nfc, unfit, unsafe_part};
use super::root::{SiteFolder, WHOLE, at};
use crate::diagnostic::{FileProblem, Findings, Leads, Place, Problem};
use crate::error::Failure;
use cap_fs_ext::DirExt as _;
use cap_std::fs::{Dir, DirEntry};
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A folder of a part of the site, held open.
#[derive(Debug)]
pub struct Folder<'p> {
    part: &'p SiteFolder,
    dir: Arc<Dir>,
    /// Below the part, in NFC, with a `/` at the end; empty for the part itself.
    path: String,
    /// The same as the disk writes it.
    below: PathBuf,
}

/// What a folder holds.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, in NFC.
    pub name: String,
    /// Its path below the part, as the disk writes it.
    below: PathBuf,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Folder,
    File,
    /// It stands for the file of that path below the part.
    Link(PathBuf),
}

/// All files of a part, to be read later.
#[derive(Debug, Default)]
pub struct Files {
    part: Option<SiteFolder>,
    /// By their path in the part, in NFC with `/`: where each lies, as the disk writes it.
    lie: BTreeMap<String, PathBuf>,
}

/// The hidden names of `static/` that hosts and browsers ask for.
const ASKED_FOR: [&str; 3] = [".well-known", ".htaccess", ".nojekyll"];

impl SiteFolder {
    /// The folder that it is.
    pub fn folder(&self) -> Folder<'_> {
        Folder { part: self, dir: Arc::clone(&self.dir), path: String::new(), below: PathBuf::new() }
    }
}

impl Entry {
    /// Whether it is a folder; else it is a file.
    pub fn is_folder(&self) -> bool {
        matches!(self.kind, Kind::Folder)
    }
}

impl Folder<'_> {
    /// A folder that this one holds.
    pub fn open(&self, entry: &Entry) -> Result<Self, Failure> {
        let name = entry.below.file_name().unwrap_or_default();
        let opened = self.dir.open_dir_nofollow(name).map_err(at(&self.part.named.join(&entry.below)))?;
        let path = format!("{}{}/", self.path, entry.name);
        Ok(Self { part: self.part, dir: Arc::new(opened), path, below: entry.below.clone() })
    }

    /// The bytes of a file that it holds.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Failure> {
        match &entry.kind {
            Kind::Link(target) => self.part.read(target, WHOLE),
            Kind::File | Kind::Folder => {
                self.part.read_in(&self.dir, entry.below.file_name().unwrap_or_default(), &entry.below, WHOLE)
            }
        }
    }

    /// The path of a file in the site, as the disk writes it.
    pub fn on_disk(&self, entry: &Entry) -> PathBuf {
        Path::new(&self.part.path).join(&entry.below)
    }

    /// What it holds that is the site's, sorted by name.
    pub fn list(&self, findings: &mut Findings) -> Result<Vec<Entry>, Failure> {
        let unreadable = |error| at(&self.part.named.join(&self.below))(error);
        let mut entries = Vec::new();
        for entry in self.dir.entries().map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let place = || Place::start_of(format!("{}/{}{shown}", self.part.path, self.path));
            match self.known(&entry, &shown) {
                Ok(Some(_)) if name.to_str().is_none() => findings.add(place(), Problem::NameNotUnicode),
                Ok(Some(kind)) => {
                    entries.push(Entry { name: nfc(&shown).into_owned(), below: self.below.join(&name), kind });
                }
                Ok(None) => {}
                Err(Unlisted::Problem(problem)) => findings.add(place(), problem),
                Err(Unlisted::Error(error)) => return Err(at(&self.part.named.join(self.below.join(&name)))(error)),
            }
        }
        entries.sort();
        entries.dedup_by(|later, first| {
            let is_same = later.name == first.name;
            if is_same {
                let place = format!("{}/{}{}", self.part.path, self.path, first.name);
                findings.add(Place::start_of(place), Problem::SameName);
            }
            is_same
        });
        Ok(entries)
    }

    /// All files in it and below. One folder a level is open at a time, however many there are.
    fn gather(&self, lie: &mut BTreeMap<String, PathBuf>, findings: &mut Findings) -> Result<(), Failure> {
        for entry in self.list(findings)? {
            match entry.kind {
                Kind::Folder => self.open(&entry)?.gather(lie, findings)?,
                Kind::Link(target) => drop(lie.insert(format!("{}{}", self.path, entry.name), target)),
                Kind::File => drop(lie.insert(format!("{}{}", self.path, entry.name), entry.below)),
            }
        }
        Ok(())
    }

    /// What an entry is; nothing where it is not the site's.
    fn known(&self, entry: &DirEntry, name: &str) -> Result<Option<Kind>, Unlisted> {
        if is_litter(name) {
            return Ok(None);
        }
        if is_hidden(name) {
            let is_asked_for = self.part.is_published && self.path.is_empty() && ASKED_FOR.contains(&name);
            match (self.part.is_published, is_asked_for) {
                (true, true) => {}
                (true, false) => return Err(FileProblem::Hidden.into()),
                (false, _) => return Ok(None),
            }
        }
        // What is published is looked at where all that is written is.
        let unfit = if self.part.is_published { unsafe_part(name) } else { unfit(name) };
        if let Some(unfit) = unfit {
            return Err(FileProblem::UnfitName { name: name.to_owned(), unfit }.into());
        }
        let kind = entry.file_type().map_err(Unlisted::Error)?;
        if kind.is_dir() {
            Ok(Some(Kind::Folder))
        } else if kind.is_file() {
            Ok(Some(Kind::File))
        } else if kind.is_symlink() {
            match self.target(entry) {
                Ok(target) => Ok(Some(Kind::Link(target))),
                Err(leads) => Err(FileProblem::SymbolicLink { leads, within: self.part.path.clone() }.into()),
            }
        } else {
            Err(FileProblem::NotAFile.into())
        }
    }

    /// The file below the part that a link stands for, or where it leads instead.
    fn target(&self, link: &DirEntry) -> Result<PathBuf, Leads> {
        let text = self.dir.read_link_contents(link.file_name()).map_err(|_| Leads::Nowhere)?;
        let (mut target, mut climbs) = (self.below.clone(), true);
        for step in text.components() {
            match step {
                Component::Prefix(_) | Component::RootDir => return Err(Leads::Absolute),
                Component::CurDir => {}
                Component::ParentDir if !climbs => return Err(Leads::Link),
                Component::ParentDir => {
                    if !target.pop() {
                        return Err(Leads::Outside);
                    }
                }
                Component::Normal(name) => {
                    climbs = false;
                    target.push(name);
                }
            }
        }
        let is_secret = |name: &str| is_hidden(name) || is_litter(name);
        if target.components().any(|step| is_secret(&step.as_os_str().to_string_lossy())) {
            return Err(Leads::Hidden);
        }
        self.look(&target)?;
        Ok(target)
    }

    /// Whether a plain file lies there, with no link on the way.
    fn look(&self, target: &Path) -> Result<(), Leads> {
        let mut dir = Arc::clone(&self.part.dir);
        let mut steps = target.components().peekable();
        while let Some(step) = steps.next() {
            let metadata = dir.symlink_metadata(step).map_err(|_| Leads::Nowhere)?;
            match (steps.peek().is_some(), metadata.is_symlink()) {
                (_, true) => return Err(Leads::Link),
                (true, false) => dir = Arc::new(dir.open_dir_nofollow(step).map_err(|_| Leads::Nowhere)?),
                (false, false) if metadata.is_file() => return Ok(()),
                (false, false) if metadata.is_dir() => return Err(Leads::Folder),
                (false, false) => return Err(Leads::Special),
            }
        }
        Err(Leads::Folder)
    }
}

/// Why an entry is not listed.
enum Unlisted {
    Problem(FileProblem),
    Error(io::Error),
}

impl From<FileProblem> for Unlisted {
    fn from(problem: FileProblem) -> Self {
        Self::Problem(problem)
    }
}

impl Files {
    /// Finds all files of a part.
    pub fn of(part: SiteFolder, findings: &mut Findings) -> Result<Self, Failure> {
        let mut lie = BTreeMap::new();
        part.folder().gather(&mut lie, findings)?;
        Ok(Self { part: Some(part), lie })
    }

    /// Their paths in the part, in NFC with `/`.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.lie.keys().map(String::as_str)
    }

    /// The bytes of one of them.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.head(path, WHOLE)
    }

    /// So many bytes of one of them, fewer where it has no more.
    pub fn head(&self, path: &str, most: usize) -> Result<Vec<u8>, Failure> {
        match (&self.part, self.lie.get(path)) {
            (Some(part), Some(below)) => part.read(below, most),
            _ => Err(at(Path::new(path))(io::ErrorKind::NotFound.into())),
        }
    }
}
