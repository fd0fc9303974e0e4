//! Files and folders by handle: nothing here follows a link, waits for a pipe, or leaves the folder that it was given.

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::fs::{Dir, Metadata, OpenOptions};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path};
use std::time::SystemTime;

/// A file that was looked at: the same, as long as nobody has changed it since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::disk) struct Proof {
    identity: (u64, u64),
    len: u64,
    /// When it was changed last.
    pub(in crate::disk) modified: Option<SystemTime>,
}

/// What stands at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::disk) enum Stands {
    Nothing,
    Folder,
    File(Proof),
    /// A link, a pipe, a device.
    Other,
}

impl Proof {
    pub(in crate::disk) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().map(cap_std::time::SystemTime::into_std);
        Self { identity: identity(metadata), len: metadata.len(), modified }
    }

    pub(in crate::disk) fn len(self) -> u64 {
        self.len
    }
}

/// By which the system knows a file, where it can say so of one that is not open.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64) {
    use cap_fs_ext::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// What stands at a path in a folder.
pub(in crate::disk) fn look(dir: &Dir, path: impl AsRef<Path>) -> io::Result<Stands> {
    match dir.symlink_metadata(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Stands::Nothing)
        }
        Err(error) => Err(error),
        Ok(metadata) if metadata.is_dir() => Ok(Stands::Folder),
        Ok(metadata) if metadata.is_file() => Ok(Stands::File(Proof::of(&metadata))),
        Ok(_) => Ok(Stands::Other),
    }
}

/// Opens a plain file to read; nothing where something else stands there, or nothing at all.
pub(in crate::disk) fn open(dir: &Dir, path: impl AsRef<Path>) -> io::Result<Option<(File, Proof)>> {
    match dir.open_with(path.as_ref(), options().read(true)) {
        Ok(file) => {
            let metadata = file.metadata()?;
            Ok(metadata.is_file().then(|| (file.into_std(), Proof::of(&metadata))))
        }
        Err(error) => match look(dir, path) {
            // It may not be read.
            Ok(Stands::File(_)) | Err(_) => Err(error),
            Ok(Stands::Nothing | Stands::Folder | Stands::Other) => Ok(None),
        },
    }
}

/// The bytes of a plain file; nothing where there is none.
pub(in crate::disk) fn read(dir: &Dir, path: impl AsRef<Path>) -> io::Result<Option<(Vec<u8>, Proof)>> {
    let Some((mut file, proof)) = open(dir, path)? else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(proof.len).unwrap_or(0).min(1 << 24));
    file.read_to_end(&mut bytes)?;
    Ok(Some((bytes, proof)))
}

/// Makes a file that was not there, with the folders that hold it.
pub(in crate::disk) fn create(dir: &Dir, path: &str) -> io::Result<File> {
    let open = || dir.open_with(path, options().write(true).create_new(true)).map(cap_std::fs::File::into_std);
    match (open(), path.rsplit_once('/')) {
        (Err(error), Some((folder, _))) if error.kind() == io::ErrorKind::NotFound => {
            dir.create_dir_all(folder)?;
            open()
        }
        (file, _) => file,
    }
}

/// The folder at a relative path, each of its parts opened from the one before, none of them a link.
pub(in crate::disk) fn folder(dir: &Dir, path: &Path) -> io::Result<Dir> {
    let mut folder = dir.try_clone()?;
    for part in path.components() {
        let Component::Normal(name) = part else { return Err(io::ErrorKind::InvalidInput.into()) };
        folder = folder.open_dir_nofollow(name)?;
    }
    Ok(folder)
}

/// The same; what is missing is made.
pub(in crate::disk) fn made_folder(dir: &Dir, path: &Path) -> io::Result<Dir> {
    let mut folder = dir.try_clone()?;
    for part in path.components() {
        let Component::Normal(name) = part else { return Err(io::ErrorKind::InvalidInput.into()) };
        folder = match folder.open_dir_nofollow(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                folder.create_dir(name)?;
                folder.open_dir_nofollow(name)?
            }
            opened => opened?,
        };
    }
    Ok(folder)
}

/// Gives a file or folder another place, where nothing stands.
pub(in crate::disk) fn move_to_free(from: &Dir, old: &OsStr, to: &Dir, new: &OsStr) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(from, old, to, new, RenameFlags::NOREPLACE) {
            // The disk knows no such renaming.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            renamed => return Ok(renamed?),
        }
    }
    if look(to, new)? != Stands::Nothing {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    from.rename(old, to, new)
}

/// Two folders take each other's place in one step, where the system can.
#[cfg(target_os = "linux")]
pub(in crate::disk) fn exchange(dir: &Dir, one: &OsStr, two: &OsStr) -> io::Result<()> {
    use rustix::fs::{RenameFlags, renameat_with};
    Ok(renameat_with(dir, one, dir, two, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
pub(in crate::disk) fn exchange(_dir: &Dir, _one: &OsStr, _two: &OsStr) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether another disk begins at a folder; nothing where the system cannot say.
#[cfg(target_os = "linux")]
pub(in crate::disk) fn is_mount(dir: &Dir) -> Option<bool> {
    use rustix::fs::{AtFlags, StatxAttributes, StatxFlags, statx};
    let found = statx(dir, "", AtFlags::EMPTY_PATH, StatxFlags::empty()).ok()?;
    let says = found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT);
    says.then(|| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
pub(in crate::disk) fn is_mount(_dir: &Dir) -> Option<bool> {
    None
}

/// Neither through a link, nor waiting for the other end of a pipe.
pub(in crate::disk) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.follow(FollowSymlinks::No);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options
}
