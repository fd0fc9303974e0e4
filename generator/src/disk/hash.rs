//! Hashes of bytes: a quick one by which hoctap knows its own files again, and short names for content: what has the same
//! name has the same bytes.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fmt;
use xxhash_rust::xxh3::xxh3_128;

/// Tells whether bytes are those that were written: XXH3 of 128 bits, the same on every machine, and quick.
///
/// No proof against somebody who looks for two files with one hash; who could lay such a file into the folder could
/// write the list of it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(u128);

impl Hash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// From 32 hexadecimal digits, as they are written.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if is_hex { u128::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Ten hexadecimal digits of SHA-256: enough to tell the files of a site apart.
pub fn short_hash(bytes: &[u8]) -> String {
    short_digits(&Sha256::digest(bytes))
}

/// The first ten hexadecimal digits of a hash.
pub fn short_digits(hash: &[u8]) -> String {
    hash.iter().take(5).fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Whether the bytes of a file decide its name: those digits before the extension.
pub fn is_hashed(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    digits.len() == 10 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What a browser holds the bytes of a file against: 72 bits of SHA-256, in Base64, which it writes shortest.
pub fn proof(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(&Sha256::digest(bytes)[..9])
}
