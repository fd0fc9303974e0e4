//! What the machine refuses: in the words of [`vi`] and [`en`], not in those of the system, with what to do.

use super::{Lang, en, vi};
use std::io;

/// What befalls an author, as far as something can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no such file or folder.
    Missing,
    /// The user may not read or write there.
    Denied,
    /// The disk, or the share of it that the user has, is full.
    Full,
    /// A file would be larger than the system allows.
    TooLarge,
    /// The disk may only be read.
    ReadOnly,
    /// Something of that name is there already.
    Exists,
    /// Another program has the file open.
    OpenElsewhere,
    /// A folder is needed, and this is none.
    NoFolder,
    /// A file is needed, and this is a folder.
    Folder,
    /// A folder holds something.
    NotEmpty,
    /// The name is too long, or has a letter that the system does not allow.
    Name,
    /// Links that lead to each other.
    Loop,
    /// Too many files or connections are open.
    TooManyOpen,
    /// There is not enough memory, or there are too many processes.
    NoMemory,
    /// A disk or network drive does not answer as it should.
    Disk,
    /// Another program has the port.
    PortInUse,
    /// The address is none of this machine.
    NotOurAddress,
    /// It was stopped.
    Interrupted,
}

impl Trouble {
    /// Reads what the system says.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        use io::ErrorKind as Kind;
        if let Some(trouble) = error.raw_os_error().and_then(by_number) {
            return Some(trouble);
        }
        Some(match error.kind() {
            Kind::NotFound => Self::Missing,
            Kind::PermissionDenied => Self::Denied,
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            Kind::FileTooLarge => Self::TooLarge,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::AlreadyExists => Self::Exists,
            Kind::ResourceBusy | Kind::ExecutableFileBusy => Self::OpenElsewhere,
            Kind::NotADirectory => Self::NoFolder,
            Kind::IsADirectory => Self::Folder,
            Kind::DirectoryNotEmpty => Self::NotEmpty,
            Kind::InvalidFilename | Kind::InvalidInput => Self::Name,
            Kind::OutOfMemory => Self::NoMemory,
            Kind::StaleNetworkFileHandle => Self::Disk,
            Kind::AddrInUse => Self::PortInUse,
            Kind::AddrNotAvailable => Self::NotOurAddress,
            Kind::Interrupted => Self::Interrupted,
            _ => return None,
        })
    }
}

/// What has a number and no name in Rust yet.
#[cfg(unix)]
fn by_number(number: i32) -> Option<Trouble> {
    use rustix::io::Errno;
    let is = |errno: Errno| errno.raw_os_error() == number;
    if is(Errno::MFILE) || is(Errno::NFILE) || is(Errno::NOBUFS) {
        Some(Trouble::TooManyOpen)
    } else if is(Errno::AGAIN) {
        Some(Trouble::NoMemory)
    } else if is(Errno::LOOP) {
        Some(Trouble::Loop)
    } else if is(Errno::IO) {
        Some(Trouble::Disk)
    } else {
        None
    }
}

/// What has a number and no name in Rust yet.
#[cfg(windows)]
fn by_number(number: i32) -> Option<Trouble> {
    match number {
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE
        32 | 33 | 1224 => Some(Trouble::OpenElsewhere),
        // ERROR_TOO_MANY_OPEN_FILES, WSAEMFILE, WSAENOBUFS
        4 | 10024 | 10055 => Some(Trouble::TooManyOpen),
        // ERROR_CRC, ERROR_NOT_READY, ERROR_DEVICE_NOT_CONNECTED, ERROR_NETNAME_DELETED
        21 | 23 | 64 | 1167 => Some(Trouble::Disk),
        // ERROR_INVALID_NAME, ERROR_FILENAME_EXCED_RANGE
        123 | 206 => Some(Trouble::Name),
        _ => None,
    }
}

#[cfg(not(any(unix, windows)))]
fn by_number(_number: i32) -> Option<Trouble> {
    None
}

/// Whether the machine has no room for one more just now, and may have some in a moment.
pub(crate) fn is_lack(error: &io::Error) -> bool {
    matches!(Trouble::of(error), Some(Trouble::TooManyOpen | Trouble::NoMemory))
}

/// Whether another program holds a file, and may let go of it in a moment.
pub(crate) fn is_held(error: &io::Error) -> bool {
    // What Windows says of a folder in which a file is open.
    let is_denied = cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied;
    is_denied || Trouble::of(error) == Some(Trouble::OpenElsewhere)
}

/// What it means, and what to do.
pub(crate) fn words(error: &io::Error, lang: Lang) -> (String, &'static str) {
    match (Trouble::of(error), lang) {
        (Some(trouble), Lang::Vi) => {
            let (what, hint) = vi::trouble(trouble);
            (what.to_owned(), hint)
        }
        (Some(trouble), Lang::En) => {
            let (what, hint) = en::trouble(trouble);
            (what.to_owned(), hint)
        }
        (None, Lang::Vi) => {
            (format!("máy báo “{error}”"), "thử lại; nếu vẫn thế thì gửi nguyên dòng này cho người giúp kỹ thuật")
        }
        (None, Lang::En) => {
            (format!("the system says “{error}”"), "try again; if it stays so, send this line to who helps you")
        }
    }
}

/// What `hoctap serve` says beside the site.
#[derive(Debug)]
pub enum Notice {
    /// There is no room for another connection just now.
    NoRoom(io::Error),
    /// A request under a name that is none of this machine, or from a page of another site.
    OtherHost,
    /// Something other than reading was asked for.
    OnlyReading,
    /// The address is no text.
    NoAddress,
    /// A page that is not published yet.
    Draft,
}

impl Notice {
    /// For a person.
    pub fn to_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => vi::notice(self),
            Lang::En => en::notice(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_system_is_left_where_something_can_be_done() {
        use io::ErrorKind::{NotFound, PermissionDenied, ResourceBusy, StorageFull};
        for kind in [NotFound, PermissionDenied, StorageFull, ResourceBusy] {
            let error = io::Error::from(kind);
            for lang in [Lang::Vi, Lang::En] {
                assert!(!words(&error, lang).0.contains(&error.to_string()), "{error}");
            }
        }
        let unknown = io::Error::other("no such word");
        assert!(words(&unknown, Lang::Vi).0.starts_with("máy báo"));
    }

    #[cfg(unix)]
    #[test]
    fn what_has_only_a_number_is_known_too() {
        for (errno, trouble) in [
            (rustix::io::Errno::MFILE, Trouble::TooManyOpen),
            (rustix::io::Errno::LOOP, Trouble::Loop),
            (rustix::io::Errno::NOSPC, Trouble::Full),
            (rustix::io::Errno::NAMETOOLONG, Trouble::Name),
            (rustix::io::Errno::TXTBSY, Trouble::OpenElsewhere),
        ] {
            assert_eq!(Trouble::of(&errno.into()), Some(trouble));
        }
    }
}
