//! Reading files and folders, with the path in every error.
//!
//! A site is what lies in its folder, and nothing else: a symbolic link may stand for a file of the same site; one that
//! leads out of it, or to a folder, is a finding. Names are compared in NFC, whatever the system stores: a Mac writes `ắ`
//! as three characters, and both spellings are one name.

use crate::diagnostic::{Findings, Leads, Place, Problem};
use crate::error::Failure;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Puts the path into an I/O error.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |error| Failure::Io { path, error }
}

/// Reads a whole file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(at(path))
}

/// A text with every letter in one piece; most texts are so already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// The folder of a site, to be read from.
#[derive(Debug)]
pub struct Root {
    /// As it was named.
    folder: PathBuf,
    /// Where it really lies.
    real: PathBuf,
}

/// What a folder holds.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, in NFC.
    pub name: String,
    /// Where it lies.
    pub on_disk: PathBuf,
    /// Whether it is a folder; else it is a file.
    pub is_folder: bool,
}

impl Root {
    /// The folder must be there.
    pub fn new(folder: &Path) -> Result<Self, Failure> {
        let real = folder.canonicalize().map_err(at(folder))?;
        Ok(Self { folder: folder.to_owned(), real })
    }

    /// All files below a folder of the site, by their path in it, in NFC with `/`; none where there is no such folder.
    pub fn files_below(&self, part: &str, findings: &mut Findings) -> Result<BTreeMap<String, PathBuf>, Failure> {
        let mut files = BTreeMap::new();
        let on_disk = self.folder.join(part);
        if !on_disk.is_dir() || !self.may_be_read(&on_disk, part, findings) {
            return Ok(files);
        }
        let mut open = vec![(String::new(), on_disk)];
        while let Some((below, on_disk)) = open.pop() {
            for entry in self.list(&on_disk, &format!("{part}/{below}"), findings)? {
                let path = format!("{below}{}", entry.name);
                if entry.is_folder {
                    open.push((format!("{path}/"), entry.on_disk));
                } else {
                    files.insert(path, entry.on_disk);
                }
            }
        }
        Ok(files)
    }

    /// Whether a folder may stand for a part of the site: not where it is a link.
    pub fn may_be_read(&self, on_disk: &Path, part: &str, findings: &mut Findings) -> bool {
        let leads = if on_disk.is_symlink() { self.follow(on_disk) } else { None };
        if let Some(leads) = leads {
            findings.add(Place::start_of(part), Problem::SymbolicLink { leads });
        }
        leads.is_none()
    }

    /// What a folder holds, sorted by name. `path` is its path in the site, with a `/` at the end.
    pub fn list(&self, on_disk: &Path, path: &str, findings: &mut Findings) -> Result<Vec<Entry>, Failure> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(on_disk).map_err(at(on_disk))? {
            let entry = entry.map_err(at(on_disk))?;
            let (name, on_disk) = (entry.file_name(), entry.path());
            let Some(name) = name.to_str() else {
                let place = Place::start_of(format!("{path}{}", name.to_string_lossy()));
                findings.add(place, Problem::NameNotUnicode);
                continue;
            };
            let kind = entry.file_type().map_err(at(&on_disk))?;
            if kind.is_symlink()
                && let Some(leads) = self.follow(&on_disk)
            {
                findings.add(Place::start_of(format!("{path}{name}")), Problem::SymbolicLink { leads });
            } else if kind.is_dir() || kind.is_file() || kind.is_symlink() {
                entries.push(Entry { name: nfc(name).into_owned(), on_disk, is_folder: kind.is_dir() });
            }
        }
        entries.sort();
        entries.dedup_by(|later, first| {
            let is_same = later.name == first.name;
            if is_same {
                findings.add(Place::start_of(format!("{path}{}", first.name)), Problem::SameName);
            }
            is_same
        });
        Ok(entries)
    }

    /// Where a link leads that may not be followed; nothing where it stands for a file of the site.
    fn follow(&self, link: &Path) -> Option<Leads> {
        match link.canonicalize() {
            Err(_) => Some(Leads::Nowhere),
            Ok(real) if !real.starts_with(&self.real) => Some(Leads::Outside),
            Ok(real) if !real.is_file() => Some(Leads::Folder),
            Ok(_) => None,
        }
    }
}
