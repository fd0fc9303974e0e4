//! Pictures that were made before, in `.hoctap-cache/` below the site.
//!
//! What lies there can be made again: nothing that goes wrong here stops a build.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder below the site; it tells git to leave it out.
const FOLDER: &str = ".hoctap-cache";

/// Where made pictures are kept, by their names, which say what they were made of and how.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of a site.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(FOLDER) }
    }

    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok().filter(|bytes| !bytes.is_empty())
    }

    /// Keeps a picture; under its name only when it is whole.
    pub(super) fn keep(&self, name: &str, bytes: &[u8]) {
        let kept = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            fs::write(self.folder.join(".gitignore"), "*\n")?;
            let part = self.folder.join(format!(".{name}.part"));
            fs::write(&part, bytes)?;
            fs::rename(&part, self.folder.join(name))
        };
        // The next build makes it again.
        let _ = kept();
    }

    /// Removes what no page asks for any more.
    pub(super) fn keep_only(&self, names: &BTreeSet<&str>) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_used = name.to_str().is_some_and(|name| names.contains(name) || name == ".gitignore");
            if !is_used {
                // It only takes room.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
