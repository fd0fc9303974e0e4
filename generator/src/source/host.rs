//! The hosts that a site names in `hosts`, and the files that they read.

use super::permalink::Permalink;
use super::table::{Located, Table};
use crate::diagnostic::Problem;
use std::collections::BTreeSet;

/// The names of hosts. GitHub Pages, unless told, leaves files alone that begin with an underscore.
const HOSTS: [(&str, HostFile); 5] = [
    ("netlify", HostFile::Headers),
    ("cloudflare", HostFile::Headers),
    ("apache", HostFile::Htaccess),
    ("nginx", HostFile::Nginx),
    ("github-pages", HostFile::NoJekyll),
];

/// A file that a host reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HostFile {
    /// `_headers`
    Headers,
    /// `.htaccess`
    Htaccess,
    /// `nginx.conf`
    Nginx,
    /// `.nojekyll`, which is empty.
    NoJekyll,
}

impl HostFile {
    /// Reads `hosts` of `site.toml`.
    pub(super) fn read_all(table: &Table<'_>) -> BTreeSet<Self> {
        let Some(given) = table.optional::<Vec<Located<String>>>("hosts") else { return BTreeSet::new() };
        let mut files = BTreeSet::new();
        for host in given.value {
            if let Some((_, file)) = HOSTS.iter().find(|(name, _)| *name == host.value) {
                files.insert(*file);
            } else {
                let known = HOSTS.iter().map(|(name, _)| (*name).to_owned()).collect();
                let (key, value) = ("hosts".to_owned(), host.value);
                table.report(host.at, Problem::UnknownValue { key, value, known });
            }
        }
        files
    }

    /// Where it stands: at the root, where its host looks for it.
    pub fn permalink(self) -> Permalink {
        Permalink::made(match self {
            Self::Headers => "_headers",
            Self::Htaccess => ".htaccess",
            Self::Nginx => "nginx.conf",
            Self::NoJekyll => ".nojekyll",
        })
    }
}
