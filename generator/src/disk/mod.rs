//! The disk: the only door to files.
//!
//! Reading: [`Root`] is the folder of a site, a [`SiteFolder`] of it holds [`Folder`]s and [`Files`]. Nothing outside is ever
//! read, nothing hidden, no link to either; what systems and editors lay beside files is nobody's. Writing: the output
//! folder ([`OutputFolder`]), whose files have an [`OutputPath`]; what is kept between two builds ([`Store`]); files that
//! people keep, whole or not there ([`write_new`]); files once more, compressed ([`Coding`]). A [`struct@Hash`] knows them again,
//! a [`Snapshot`] says what has changed since.

mod atomic;
mod folder;
mod handles;
mod hash;
mod name;
mod output;
mod path;
mod precompress;
mod root;
mod snapshot;
mod store;

pub use atomic::{patiently, write_folder, write_new, write_over};
pub use folder::{Entry, Files, Folder};
pub use hash::{Hash, is_hashed, proof, short_digits, short_hash};
pub use name::nfc;
pub use output::{Change, Changes, Finished, List, Made, OutputFolder, is_plain};
pub use path::OutputPath;
pub use precompress::{Coding, is_text};
pub use root::{Found, Root, SiteFolder, at, read_file};
pub use snapshot::{Snapshot, Stamp};
pub use store::Store;
