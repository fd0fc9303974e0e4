//! What a build changed, for who uploads it: what is new, what has other bytes, what is gone.
//!
//! Beside the output folder `public` it is kept in `public-changes.txt`, one file a line, over all builds since that file was
//! last removed: whoever has uploaded removes it. The first build of a folder needs none: everything is new.

use super::list::{List, is_plain};
use super::location::Location;
use super::step;
use crate::disk::handles::{options, read};
use cap_std::fs::Dir;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Write as _};

/// How a file differs from what was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It had other bytes.
    Changed,
    /// It is not there any more.
    Gone,
}

/// What a build changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// By path.
    pub files: BTreeMap<String, Change>,
    /// How many files are as they were.
    pub unchanged: usize,
    /// Whether there was a site before.
    pub had_earlier: bool,
}

impl Change {
    const ALL: [(Self, &'static str); 3] = [(Self::New, "new"), (Self::Changed, "changed"), (Self::Gone, "gone")];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(change, _)| *change == self).map_or("", |(_, name)| name)
    }

    /// What two changes one after the other come to; nothing where they cancel.
    fn then(self, later: Self) -> Option<Self> {
        match (self, later) {
            (Self::New, Self::Gone) => None,
            (Self::New, _) => Some(Self::New),
            (_, Self::Gone) => Some(Self::Gone),
            _ => Some(Self::Changed),
        }
    }
}

impl Changes {
    /// Between two lists.
    pub(super) fn between(earlier: &List, new: &List) -> Self {
        let mut this = Self { had_earlier: earlier.paths().next().is_some(), ..Self::default() };
        for path in new.paths() {
            if !earlier.has(path) {
                this.files.insert(path.to_owned(), Change::New);
            } else if earlier.of(path) == new.of(path) {
                this.unchanged += 1;
            } else {
                this.files.insert(path.to_owned(), Change::Changed);
            }
        }
        let gone = earlier.paths().filter(|path| !new.has(path));
        this.files.extend(gone.map(|path| (path.to_owned(), Change::Gone)));
        this
    }

    /// How many files changed so.
    pub fn count(&self, change: Change) -> usize {
        self.files.values().filter(|one| **one == change).count()
    }

    /// Adds them to the list beside the output; `new` is what will be there.
    ///
    /// Before the new version takes its place: a run that is killed in between may name a file too many, never one too few.
    pub(super) fn keep(&self, location: &Location, new: &List) -> io::Result<()> {
        let (mut name, mut part) = (location.name.clone(), location.name.clone());
        name.push("-changes.txt");
        part.push("-changes.txt.part");
        // A run that was killed here.
        if read(&location.parent, &part)?
            .is_some_and(|(bytes, _)| bytes.is_empty() || bytes.starts_with(HEAD.as_bytes()))
        {
            location.parent.remove_file(&part)?;
        }
        if !self.had_earlier || self.files.is_empty() {
            return Ok(());
        }
        let mut all = match read(&location.parent, &name)? {
            Some((bytes, _)) => parse(&bytes).ok_or(io::ErrorKind::AlreadyExists)?,
            None => BTreeMap::new(),
        };
        for (path, later) in &self.files {
            let both = all.remove(path).map_or(Some(*later), |before| before.then(*later));
            if let Some(change) = both {
                all.insert(path.clone(), change);
            }
        }
        all.retain(|path, change| *change == Change::Gone || new.has(path));
        write(&location.parent, &name, &part, &to_text(&all))
    }
}

const HEAD: &str = "hoctap changes 1";

fn to_text(all: &BTreeMap<String, Change>) -> String {
    let mut out = format!("{HEAD}\n");
    for (path, change) in all {
        out.push_str(&format!("{}\t{path}\n", change.name()));
    }
    out
}

/// Nothing where it is not ours.
fn parse(bytes: &[u8]) -> Option<BTreeMap<String, Change>> {
    let mut lines = std::str::from_utf8(bytes).ok()?.lines();
    (lines.next()? == HEAD).then_some(())?;
    lines
        .map(|line| {
            let (name, path) = line.split_once('\t')?;
            let (change, _) = Change::ALL.iter().find(|(_, known)| *known == name)?;
            is_plain(path).then(|| (path.to_owned(), *change))
        })
        .collect()
}

/// Beside, then in its place: never half.
fn write(folder: &Dir, name: &OsStr, part: &OsStr, text: &str) -> io::Result<()> {
    let mut file = folder.open_with(part, options().write(true).create_new(true))?;
    step();
    let written = file.write_all(text.as_bytes()).and_then(|()| folder.rename(part, folder, name));
    step();
    if written.is_err() {
        let _ = folder.remove_file(part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_changes_one_after_the_other_come_to_one() {
        use Change::{Changed, Gone, New};
        let cases = [
            (New, Changed, Some(New)),
            (New, Gone, None),
            (Changed, Changed, Some(Changed)),
            (Changed, Gone, Some(Gone)),
            (Gone, New, Some(Changed)),
            (Gone, Gone, Some(Gone)),
        ];
        for (one, two, both) in cases {
            assert_eq!(one.then(two), both, "{one:?}, {two:?}");
        }
    }

    #[test]
    fn what_is_no_list_of_changes_is_not_read_as_one() {
        let all = BTreeMap::from([("a/b.html".to_owned(), Change::New), ("c d.txt".to_owned(), Change::Gone)]);
        assert_eq!(parse(to_text(&all).as_bytes()), Some(all));
        for text in
            ["", "notes", "hoctap changes 1\nnew\t../a\n", "hoctap changes 1\nold\ta\n", "hoctap changes 1\nnew a\n"]
        {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
    }
}
