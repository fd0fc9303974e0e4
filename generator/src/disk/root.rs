//! Reading: the folder of a site held open, and nothing outside it.
//!
//! Every folder is opened from the one above it, by its name and never through a link; of every file the kind is asked
//! once it is open. What is exchanged for a link between listing and reading is therefore refused, not followed.

use super::name::is_hidden;
use crate::diagnostic::{FileProblem, Findings, Leads, Place, Problem};
use crate::error::Failure;
use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _, OpenOptionsSyncExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::ffi::OsStr;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Puts the path into an I/O error.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |error| Failure::Io { path, error }
}

/// Reads a whole file that the user named: it may lie anywhere.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(at(path))
}

/// The file that makes a folder a site.
const SETTINGS: &str = "site.toml";

/// The folder of a site.
#[derive(Debug)]
pub struct Root {
    /// As it was named, for errors.
    named: PathBuf,
    dir: Dir,
}

/// What stands where a part of a site is looked for.
#[derive(Debug)]
pub enum Found {
    /// It is there.
    Folder(SiteFolder),
    /// Nothing.
    Nothing,
    /// What may not stand there: a finding says so.
    Refused,
}

/// One part of a site: `content`, `static`, `themes/<name>`. A link in it may stand for a file of it, and for no other.
#[derive(Debug)]
pub struct SiteFolder {
    /// `static`
    pub(super) path: String,
    /// Where it lies, for errors.
    pub(super) named: PathBuf,
    pub(super) dir: Arc<Dir>,
    /// Its files are published under their own names.
    pub(super) is_published: bool,
}

/// Why the bytes of a file are not there.
pub(super) enum Unread {
    /// It is a link.
    Link,
    /// It is something else.
    NotAFile,
    /// The system says no.
    Error(io::Error),
}

impl Root {
    /// The folder must be there. It is the user's choice, and may be named through links.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let dir = Dir::open_ambient_dir(named, ambient_authority()).map_err(at(named))?;
        Ok(Self { named: named.to_owned(), dir })
    }

    /// A file that must stand at the root itself; nothing where a finding says why it was not read.
    pub fn file(&self, name: &str, findings: &mut Findings) -> Result<Option<Vec<u8>>, Failure> {
        let problem = match read_plain(&self.dir, OsStr::new(name), WHOLE) {
            Ok(bytes) => return Ok(Some(bytes)),
            Err(Unread::Error(error)) if error.kind() == io::ErrorKind::NotFound && name == SETTINGS => {
                Problem::NoSite { beside: self.meant() }
            }
            Err(Unread::Error(error)) if error.kind() == io::ErrorKind::NotFound => {
                Problem::MissingFile { path: name.to_owned() }
            }
            Err(Unread::Error(error)) => return Err(at(&self.named.join(name))(error)),
            Err(Unread::Link) => FileProblem::SymbolicLink { leads: Leads::Anywhere, within: name.to_owned() }.into(),
            Err(Unread::NotAFile) => FileProblem::NotAFile.into(),
        };
        findings.add(Place::start_of(name), problem);
        Ok(None)
    }

    /// What was meant where this is no site: a file that is nearly called so, or the folder that is one.
    fn meant(&self) -> Option<String> {
        let mut names: Vec<String> =
            self.dir.entries().ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        let is_near = |name: &&String| {
            let small = name.to_lowercase();
            small.starts_with("site")
                && (small.contains("toml") || Path::new(&small).extension().is_some_and(|ending| ending == "tml"))
        };
        if let Some(near) = names.iter().find(is_near) {
            return Some(near.clone());
        }
        let holds = |name: &&String| {
            let inner = self.dir.open_dir_nofollow(name.as_str());
            inner.is_ok_and(|inner| inner.symlink_metadata(SETTINGS).is_ok_and(|settings| settings.is_file()))
        };
        let inner = names.iter().filter(|name| !is_hidden(name)).find(holds).map(|name| format!("{name}/"));
        inner.or_else(|| self.named.join("..").join(SETTINGS).is_file().then(|| "../".to_owned()))
    }

    /// `content`, whose files become pages.
    pub fn content(&self, findings: &mut Findings) -> Result<Found, Failure> {
        self.part("content", false, findings)
    }

    /// `static`, whose files are published as they are.
    pub fn statics(&self, findings: &mut Findings) -> Result<Found, Failure> {
        self.part("static", true, findings)
    }

    /// `themes/<name>`; nothing where that is not one plain name.
    pub fn theme(&self, name: &str, findings: &mut Findings) -> Result<Found, Failure> {
        let mut parts = Path::new(name).components();
        match (parts.next(), parts.next()) {
            (Some(Component::Normal(only)), None) if only == name => {
                self.part(&format!("themes/{name}"), false, findings)
            }
            _ => Ok(Found::Nothing),
        }
    }

    fn part(&self, path: &str, is_published: bool, findings: &mut Findings) -> Result<Found, Failure> {
        let (mut dir, mut until) = (None, String::new());
        for name in path.split('/') {
            until = if until.is_empty() { name.to_owned() } else { format!("{until}/{name}") };
            let above = dir.as_ref().unwrap_or(&self.dir);
            let problem = match above.open_dir_nofollow(name) {
                Ok(opened) => {
                    dir = Some(opened);
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
                Err(error) => match above.symlink_metadata(name) {
                    Ok(metadata) if metadata.is_symlink() => {
                        FileProblem::SymbolicLink { leads: Leads::Anywhere, within: until.clone() }
                    }
                    Ok(metadata) if !metadata.is_dir() => FileProblem::NotAFolder,
                    _ => return Err(at(&self.named.join(&until))(error)),
                },
            };
            findings.add(Place::start_of(until), problem);
            return Ok(Found::Refused);
        }
        let dir = Arc::new(dir.expect("a path has a name"));
        Ok(Found::Folder(SiteFolder { path: path.to_owned(), named: self.named.join(path), dir, is_published }))
    }
}

impl SiteFolder {
    /// Opens the folders of a path below the part, and gives the last one with the name that stands behind it.
    pub(super) fn reach<'n>(&self, path: &'n Path) -> io::Result<(Arc<Dir>, &'n OsStr)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut dir = Arc::clone(&self.dir);
        for folder in path.parent().into_iter().flat_map(Path::components) {
            dir = Arc::new(dir.open_dir_nofollow(folder)?);
        }
        Ok((dir, name))
    }

    /// The first bytes of a plain file below the part; `path` as the disk writes it.
    pub(super) fn read(&self, path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
        let (dir, name) = self.reach(path).map_err(at(&self.named.join(path)))?;
        self.read_in(&dir, name, path, most)
    }

    /// The same from a folder that is open already.
    pub(super) fn read_in(&self, dir: &Dir, name: &OsStr, path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
        let problem = match read_plain(dir, name, most) {
            Ok(bytes) => return Ok(bytes),
            Err(Unread::Error(error)) => return Err(at(&self.named.join(path))(error)),
            Err(Unread::Link) => FileProblem::SymbolicLink { leads: Leads::Swapped, within: self.path.clone() },
            Err(Unread::NotAFile) => FileProblem::NotAFile,
        };
        let mut findings = Findings::default();
        findings.add(Place::start_of(format!("{}/{}", self.path, path.to_string_lossy())), problem);
        Err(findings.into())
    }
}

/// All bytes of a file.
pub(super) const WHOLE: usize = usize::MAX;

/// Reads so many bytes of a plain file of a folder. What is none is not waited for: a pipe would never end.
fn read_plain(dir: &Dir, name: &OsStr, most: usize) -> Result<Vec<u8>, Unread> {
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No).nonblock(true);
    let file = match dir.open_with(name, &options) {
        Ok(file) => file.into_std(),
        Err(error) => {
            return Err(match dir.symlink_metadata(name) {
                Ok(metadata) if metadata.is_symlink() => Unread::Link,
                Ok(metadata) if !metadata.is_file() => Unread::NotAFile,
                _ => Unread::Error(error),
            });
        }
    };
    let metadata = file.metadata().map_err(Unread::Error)?;
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).min(most));
    // The length is known: a `File` alone would ask for it once more.
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes).map_err(Unread::Error)?;
    Ok(bytes)
}
