//! Where a site is to be written: found once, step by step, and held by handle from then on.
//!
//! The folder may not be, hold, or lie in what is read; folders are compared by what they are, not by their names. A link
//! that lies in the site is its author's, and may lead to a folder of the site only; a link outside of it is laid by who
//! runs the machine, and is followed.

use crate::diagnostic::OutputProblem;
use crate::disk::at;
use crate::error::Failure;
use cap_fs_ext::{DirExt as _, MetadataExt as _};
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};

/// What is read below the folder of a site, and what only the makers of it may write to.
const READ: [&str; 5] = ["content", "static", "themes", GIT, ".hoctap-cache"];

/// What git keeps of the sources.
const GIT: &str = ".git";

/// As many links as a system follows.
const MOST_LINKS: usize = 40;

/// A folder that is to hold a site; it may not be there yet.
#[derive(Debug)]
pub(super) struct Location {
    /// As it was named, for messages.
    pub shown: PathBuf,
    /// The folder that holds it.
    pub parent: Dir,
    /// Its name there.
    pub name: OsString,
    /// The folder itself.
    pub out: Option<Dir>,
    /// Whether it lies on another disk than its parent.
    pub is_apart: bool,
}

/// By which the system knows a folder.
type Id = (u64, u64);

fn id(dir: &Dir) -> io::Result<Id> {
    let metadata = dir.dir_metadata()?;
    Ok((metadata.dev(), metadata.ino()))
}

/// The way from the top of the disk to a folder.
struct Trail {
    /// Each with its name in the one before.
    folders: Vec<(Dir, Id, OsString)>,
}

impl Trail {
    fn start(top: &Path) -> io::Result<Self> {
        let dir = Dir::open_ambient_dir(top, ambient_authority())?;
        let id = id(&dir)?;
        Ok(Self { folders: vec![(dir, id, OsString::new())] })
    }

    fn here(&self) -> &Dir {
        &self.folders.last().expect("the top is never left").0
    }

    /// Steps into the folder of this name; a link is not followed.
    fn enter(&mut self, name: &OsStr) -> io::Result<()> {
        let dir = self.here().open_dir_nofollow(name)?;
        let id = id(&dir)?;
        self.folders.push((dir, id, name.to_owned()));
        Ok(())
    }

    fn has(&self, id: Id) -> bool {
        self.folders.iter().any(|(_, folder, _)| *folder == id)
    }
}

/// Finds the folder that `out` names, makes those that hold it, and refuses it where a build would harm what is read.
pub(super) fn find(root: &Path, out: &Path) -> Result<Location, Failure> {
    let refused = |problem| Err(Failure::Folder(problem));
    let absolute = std::path::absolute(out).map_err(at(out))?;
    let (top, mut ahead) = split(&absolute);
    let mut trail = Trail::start(&top).map_err(at(&top))?;
    let read = Read::of(root)?;
    let (mut links, mut is_led_by_the_site) = (0, false);
    let mut missing: Option<OsString> = None;
    while let Some(part) = ahead.pop_front() {
        if part == ".." {
            if trail.folders.len() > 1 {
                trail.folders.pop();
            }
            continue;
        }
        let Err(error) = trail.enter(&part) else { continue };
        let Ok(metadata) = trail.here().symlink_metadata(&part) else {
            if error.kind() == io::ErrorKind::NotFound {
                missing = Some(part);
                break;
            }
            return Err(at(out)(error));
        };
        if metadata.is_symlink() {
            links += 1;
            if links > MOST_LINKS {
                return refused(OutputProblem::LinkOut { folder: out.to_owned() });
            }
            is_led_by_the_site |= read.root.is_some_and(|root| trail.has(root));
            let target = trail.here().read_link_contents(&part).map_err(at(out))?;
            if target.is_absolute() {
                let (top, parts) = split(&target);
                trail = Trail::start(&top).map_err(at(out))?;
                prepend(&mut ahead, parts);
            } else {
                let parts = target.components().filter_map(plain).collect();
                prepend(&mut ahead, parts);
            }
        } else if metadata.is_dir() || !ahead.is_empty() {
            return Err(at(out)(error));
        } else {
            return refused(OutputProblem::Foreign { folder: out.to_owned() });
        }
    }
    if is_led_by_the_site && !read.root.is_some_and(|root| trail.has(root)) {
        return refused(OutputProblem::LinkOut { folder: out.to_owned() });
    }
    if let Some(part) = read.stands_in_the_way_of(&trail, missing.as_deref()) {
        return refused(OutputProblem::IsRead { folder: out.to_owned(), part });
    }
    let (out_dir, name) = if let Some(mut missing) = missing {
        // Those that hold it are made; the last part is the folder itself.
        while let Some(next) = ahead.pop_front() {
            if next == ".." {
                return Err(at(out)(io::ErrorKind::NotFound.into()));
            }
            trail.here().create_dir(&missing).map_err(at(out))?;
            trail.enter(&missing).map_err(at(out))?;
            missing = next;
        }
        (None, missing)
    } else {
        let (dir, _, name) = trail.folders.pop().expect("the top is never left");
        (Some(dir), name)
    };
    let Some((parent, parent_id, _)) = trail.folders.pop() else {
        return refused(OutputProblem::Foreign { folder: out.to_owned() });
    };
    let is_apart = match &out_dir {
        Some(dir) => crate::disk::handles::is_mount(dir).unwrap_or(false) || id(dir).map_err(at(out))?.0 != parent_id.0,
        None => false,
    };
    Ok(Location { shown: out.to_owned(), parent, name, out: out_dir, is_apart })
}

/// The top of the disk that a path begins with, and the names behind it.
fn split(path: &Path) -> (PathBuf, VecDeque<OsString>) {
    let top = path.components().take_while(|part| matches!(part, Component::Prefix(_) | Component::RootDir)).collect();
    (top, path.components().filter_map(plain).collect())
}

fn plain(part: Component<'_>) -> Option<OsString> {
    match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    }
}

fn prepend(ahead: &mut VecDeque<OsString>, parts: VecDeque<OsString>) {
    for part in parts.into_iter().rev() {
        ahead.push_front(part);
    }
}

/// The folders that are read.
struct Read {
    root: Option<Id>,
    /// Each with its name, and the folders that hold it.
    parts: Vec<(&'static str, Id, Vec<Id>)>,
}

impl Read {
    fn of(root: &Path) -> Result<Self, Failure> {
        let mut this = Self { root: None, parts: Vec::new() };
        for part in [""].into_iter().chain(READ) {
            let path = root.join(part);
            // Of the parts of a site a link is not read; the history of the sources may lie elsewhere.
            if !["", GIT].contains(&part) && path.is_symlink() {
                continue;
            }
            let Ok(real) = path.canonicalize() else { continue };
            if !real.is_dir() {
                continue;
            }
            let ids: io::Result<Vec<Id>> =
                real.ancestors().map(|folder| id(&Dir::open_ambient_dir(folder, ambient_authority())?)).collect();
            let ids = ids.map_err(at(&real))?;
            let Some((own, above)) = ids.split_first() else { continue };
            if part.is_empty() {
                this.root = Some(*own);
            }
            this.parts.push((part, *own, above.to_vec()));
        }
        Ok(this)
    }

    /// What is read and would be harmed by a build into the folder at the end of a trail, or to be made below it.
    fn stands_in_the_way_of(&self, trail: &Trail, missing: Option<&OsStr>) -> Option<String> {
        let named = |part: &str| if part.is_empty() { ".".to_owned() } else { part.to_owned() };
        let (_, end, _) = trail.folders.last()?;
        for (part, own, above) in &self.parts {
            let is_it = missing.is_none() && own == end;
            let holds_it = missing.is_none() && above.contains(end);
            let lies_in_it = !part.is_empty() && trail.has(*own);
            if is_it || holds_it || lies_in_it {
                return Some(named(part));
            }
        }
        // A part that the site has not yet.
        let missing = missing.filter(|_| self.root == Some(*end))?.to_str()?;
        READ.iter().find(|part| part.eq_ignore_ascii_case(missing)).map(|part| named(part))
    }
}
