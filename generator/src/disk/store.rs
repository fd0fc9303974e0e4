//! A folder of the site in which files are kept from one build to the next, because they cost time to make.
//!
//! It has a list like that of the output folder: a file is used only where its bytes are those that were kept. What lies there
//! can be made again: nothing that goes wrong here stops a build. A link is never followed, neither for the folder nor in it,
//! and nothing is removed but files with names that hoctap gives.

use super::handles::{Stands, create, look, open, options, read};
use super::output::{List, Made, NAME, PART};
use cap_fs_ext::DirExt as _;
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, OnceLock};

/// What tells git to leave the folder out.
const IGNORE: &str = ".gitignore";

/// Kept files, by name.
#[derive(Debug)]
pub struct Store {
    root: Option<Dir>,
    name: &'static str,
    folder: OnceLock<Option<Dir>>,
    list: Mutex<List>,
    is_refused: bool,
}

impl Store {
    /// The folder of this name in a site; made when the first file is kept.
    pub fn open(root: &Path, name: &'static str) -> Self {
        let root = Dir::open_ambient_dir(root, ambient_authority()).ok();
        let stands = root.as_ref().and_then(|root| look(root, name).ok());
        let is_refused = matches!(stands, Some(Stands::File(_) | Stands::Other));
        let this = Self { root, name, folder: OnceLock::new(), list: Mutex::default(), is_refused };
        if stands == Some(Stands::Folder) {
            let folder = this.root.as_ref().and_then(|root| root.open_dir_nofollow(name).ok());
            let bytes = folder.as_ref().and_then(|folder| read(folder, NAME).ok()?).map(|(bytes, _)| bytes);
            let list = List::parse(&bytes.unwrap_or_default()).unwrap_or_default();
            *this.list.lock().expect("no thread panics") = list;
            let _ = this.folder.set(folder);
        }
        this
    }

    /// Whether something stands in its place that is not used: a link, or no folder.
    pub fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// A kept file, as it was kept.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let (bytes, _) = read(self.folder.get()?.as_ref()?, name).ok()??;
        let list = self.list.lock().expect("no thread panics");
        list.of(name).contains(&Made::of(&bytes)).then_some(bytes)
    }

    /// Keeps a file; under its name only when it is whole. Where that fails, the next build makes it again.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let _ = self.try_keep(name, bytes);
    }

    fn try_keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(folder) = self.folder.get_or_init(|| self.make()) else { return Ok(()) };
        let made = Made::of(bytes);
        {
            let mut list = self.list.lock().expect("no thread panics");
            list.add(name, made);
            let is_new = look(folder, NAME)? == Stands::Nothing;
            let mut file = folder.open_with(NAME, options().append(true).create(true))?;
            if is_new {
                file.write_all(List::opening())?;
            }
            file.write_all(made.line(name).as_bytes())?;
        }
        let part = format!(".{name}.part");
        remove_plain(folder, &part)?;
        create(folder, &part)?.write_all(bytes)?;
        // Where a link has this name, the link goes, not what it leads to.
        folder.rename(&part, folder, name)
    }

    /// Makes the folder, and tells git to leave it out.
    fn make(&self) -> Option<Dir> {
        let root = self.root.as_ref().filter(|_| !self.is_refused)?;
        match root.create_dir(self.name) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return None,
            _ => {}
        }
        let folder = root.open_dir_nofollow(self.name).ok()?;
        if let Ok(mut file) = create(&folder, IGNORE) {
            let _ = file.write_all(b"*\n");
        }
        Some(folder)
    }

    /// Removes what is not used any more: plain files, with names that hoctap gives.
    pub fn keep_only(&self, is_used: impl Fn(&str) -> bool, is_made: impl Fn(&str) -> bool) {
        let Some(folder) = self.folder.get().and_then(Option::as_ref) else { return };
        let mut list = List::default();
        for (name, made) in self.list.lock().expect("no thread panics").iter() {
            if is_used(name) && matches!(open(folder, name), Ok(Some((_, proof))) if proof.len() == made.len) {
                list.add(name, made);
            }
        }
        for entry in folder.entries().into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let whole = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part")).unwrap_or(name);
            if is_made(whole) && (whole != name || !is_used(name)) {
                // It only takes room.
                let _ = remove_plain(folder, name);
            }
        }
        let _ = remove_plain(folder, PART);
        let written = create(folder, PART).and_then(|mut file| file.write_all(list.to_text().as_bytes()));
        let _ = written.and_then(|()| folder.rename(PART, folder, NAME));
    }
}

fn remove_plain(folder: &Dir, name: &str) -> io::Result<()> {
    match look(folder, name)? {
        Stands::File(_) => folder.remove_file(name),
        _ => Ok(()),
    }
}
