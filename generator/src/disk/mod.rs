//! The disk: the only door to files. Reading ([`Root`]), the output folder ([`Fresh`]), and files once more, compressed
//! ([`Coding`]).

mod hash;
mod precompress;
mod read;
mod write;

pub use hash::{is_hashed, short_digits, short_hash};
pub use precompress::{Coding, is_text};
pub use read::{Entry, Root, at, nfc, read_file};
pub use write::Fresh;
