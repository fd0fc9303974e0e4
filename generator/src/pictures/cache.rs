//! What is kept between builds in `.hoctap-cache/` below the site: pictures that were made before, and addresses that are
//! gone.

use crate::disk::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The folder below the site; it tells git to leave it out.
pub const FOLDER: &str = ".hoctap-cache";

/// The addresses that were told as gone: a path of the output and the file of its page, one a line.
const ADDRESSES: &str = "gone.txt";

/// Where made pictures are kept, by their names, which say what they were made of and how.
#[derive(Debug)]
pub struct Cache(Store);

impl Cache {
    /// The cache of a site.
    pub fn of(root: &Path) -> Self {
        Self(Store::open(root, FOLDER))
    }

    /// Whether a link, or no folder, stands in its place: then it is not used.
    pub fn is_refused(&self) -> bool {
        self.0.is_refused()
    }

    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.get(name)
    }

    pub(super) fn keep(&self, name: &str, bytes: &[u8]) {
        self.0.keep(name, bytes);
    }

    /// Removes what no page asks for any more.
    pub(super) fn keep_only(&self, names: &BTreeSet<&str>) {
        self.0.keep_only(|name| name == ADDRESSES || names.contains(name), is_made);
    }

    /// The paths of pages that are gone, each with the file that its page is read from now, where one is known.
    pub fn addresses(&self) -> BTreeMap<String, Option<String>> {
        let text = self.0.get(ADDRESSES).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        lines.map(|(path, file)| (path.to_owned(), Some(file.to_owned()).filter(|file| !file.is_empty()))).collect()
    }

    /// Remembers them for the next build.
    pub fn keep_addresses<'p>(&self, paths: impl Iterator<Item = (&'p String, &'p Option<String>)>) {
        let line =
            |(path, file): (&String, &Option<String>)| [path, "\t", file.as_deref().unwrap_or_default(), "\n"].concat();
        let lines: String = paths.map(line).collect();
        self.0.keep(ADDRESSES, lines.as_bytes());
    }
}

/// `lop-hoc-400-0123456789.webp`: a name that hoctap gives to a smaller picture.
fn is_made(name: &str) -> bool {
    let Some((stem, "webp" | "jpg")) = name.rsplit_once('.') else { return false };
    let mut parts = stem.rsplitn(3, '-');
    let (hash, width, name) = (parts.next(), parts.next(), parts.next());
    hash.is_some_and(|hash| hash.len() == 10 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
        && width.is_some_and(|width| !width.is_empty() && width.bytes().all(|byte| byte.is_ascii_digit()))
        && name.is_some_and(|name| !name.is_empty())
}
