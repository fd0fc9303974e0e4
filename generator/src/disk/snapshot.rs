//! The files of a site as they lie on the disk at one moment: when each was changed, and how long it is.
//!
//! `serve` looks once for each page that is asked for; what has changed, what need not be read again, and by which number
//! a browser knows the site all follow from that one look.

use super::name::is_litter;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Clocks of disks are coarse: a file that was changed so shortly before the look may be changed again unseen.
const COARSE: Duration = Duration::from_secs(2);

/// When a file was changed, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp(SystemTime, u64);

/// One look at all files of a site.
#[derive(Debug)]
pub struct Snapshot {
    taken: SystemTime,
    /// Of the pages.
    stamps: HashMap<PathBuf, Stamp>,
    /// Of all files.
    fingerprint: u64,
    /// Of those that are no pages.
    around: u64,
}

impl Snapshot {
    /// Looks at the site in a folder. What cannot be looked at counts as not there.
    pub fn take(root: &Path) -> Self {
        let mut this = Self { taken: SystemTime::now(), stamps: HashMap::new(), fingerprint: 0, around: 0 };
        if let Ok(metadata) = root.join("site.toml").metadata() {
            this.around = digest(OsStr::new("site.toml"), Stamp::of(&metadata));
        }
        for part in ["themes", "static"] {
            each_file(root, Path::new(part), &mut |path, stamp| {
                // The sums do not ask in which order a disk lists its files.
                this.around = this.around.wrapping_add(digest(path.as_os_str(), stamp));
            });
        }
        this.fingerprint = this.around;
        each_file(root, Path::new("content"), &mut |path, stamp| {
            this.fingerprint = this.fingerprint.wrapping_add(digest(path.as_os_str(), stamp));
            this.stamps.extend(stamp.map(|stamp| (path, stamp)));
        });
        this
    }

    /// Changes when any file of the site does.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Changes when `site.toml`, the theme or a file of `static/` does.
    pub fn around(&self) -> u64 {
        self.around
    }

    /// Of a file of `content/`, by its path in the site. Nothing where it was changed so lately that another change might not be seen.
    pub fn stamp(&self, file: &Path) -> Option<Stamp> {
        let stamp = self.stamps.get(file)?;
        self.taken.duration_since(stamp.0).is_ok_and(|age| age > COARSE).then_some(*stamp)
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Option<Self> {
        Some(Self(metadata.modified().ok()?, metadata.len()))
    }
}

fn digest(path: &OsStr, stamp: Option<Stamp>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (path, stamp).hash(&mut hasher);
    hasher.finish()
}

/// Hands on all files below a folder, by their path in the site. What a link stands for is what counts.
fn each_file(root: &Path, folder: &Path, then: &mut impl FnMut(PathBuf, Option<Stamp>)) {
    for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if is_litter(&name.to_string_lossy()) {
            continue;
        }
        let path = folder.join(name);
        // A folder lists itself: its own time changes with what the system keeps beside our files.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => each_file(root, &path, then),
            Ok(kind) if kind.is_symlink() => then(path, entry.path().metadata().ok().as_ref().and_then(Stamp::of)),
            _ => then(path, entry.metadata().ok().as_ref().and_then(Stamp::of)),
        }
    }
}
