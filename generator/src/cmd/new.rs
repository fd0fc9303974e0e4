//! `hoctap new`

use super::say::print;
use crate::cli::{New, NewKind, today_or};
use generator::commands::new::{new_article, new_criteria, new_lesson, new_site};
use generator::error::Failure;
use std::path::{Path, PathBuf};

/// Makes the files and prints their paths, one a line.
pub(crate) fn run(args: &New, root: &Path) -> Result<(), Failure> {
    let files: Vec<PathBuf> = match &args.kind {
        NewKind::Site { folder, title } => new_site(&root.join(folder), title)?,
        NewKind::Article { title } => vec![new_article(root, title, today_or(None))?],
        NewKind::Lesson { course, title } => vec![new_lesson(root, course, title)?],
        NewKind::Criteria { id, title, kind } => new_criteria(root, id, title, (*kind).into())?,
    };
    for file in files {
        print(&format!("{}\n", super::shown(&file)))?;
    }
    Ok(())
}
