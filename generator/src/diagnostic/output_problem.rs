//! Why a site cannot be written where it was asked for.

use super::{Lang, en, printable, vi};
use std::path::{Path, PathBuf};

/// What stands against writing into an output folder; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum OutputProblem {
    /// It holds something, and hoctap did not make it.
    Foreign { folder: PathBuf },
    /// An output of the first release, with files that it does not write.
    Unproved { folder: PathBuf, files: Vec<PathBuf> },
    /// The list of what was written cannot be understood.
    BadList { path: PathBuf },
    /// It is, holds, or lies in what is read; `.` is the site itself.
    IsRead { folder: PathBuf, part: String },
    /// A link that lies in the site leads out of it.
    LinkOut { folder: PathBuf },
    /// Somebody's files stand where the new version has files.
    InTheWay { folder: PathBuf, files: Vec<PathBuf> },
    /// What has the name of a folder that a run leaves, and is not ours, or holds these files that are not.
    Half { path: PathBuf, files: Vec<PathBuf> },
    /// Another run is writing into it.
    Busy { folder: PathBuf },
    /// A path that leads out of the folder, or means something else: a mistake of the program.
    NotPlain { path: String },
}

/// So many are named; the rest is counted.
const MOST_NAMED: usize = 5;

impl OutputProblem {
    /// What to print.
    pub fn to_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => {
                let (message, hint) = vi::output::text(self);
                format!("lỗi: {message}\n  gợi ý: {hint}\n")
            }
            Lang::En => {
                let (message, hint) = en::output::text(self);
                format!("error: {message}\n  hint: {hint}\n")
            }
        }
    }
}

/// A path as it may be printed: somebody else named it.
pub(super) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy()).into_owned()
}

/// The first of some paths, and how many more there are.
pub(super) fn some(paths: &[PathBuf]) -> (String, usize) {
    let named: Vec<String> = paths.iter().take(MOST_NAMED).map(|path| shown(path)).collect();
    (named.join(", "), paths.len().saturating_sub(MOST_NAMED))
}
