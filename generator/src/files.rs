//! Reading files and folders, with the path in every error.

use crate::error::Failure;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Puts the path into an I/O error.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |error| Failure::Io { path, error }
}

/// Reads a whole file.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(at(path))
}

/// The files below a folder, by their path in it with `/`; those whose names are not Unicode are left out.
pub fn files_below(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| at(folder)(error.into()))?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
        files.extend(parts.filter(|_| entry.file_type().is_file()).map(|parts| parts.join("/")));
    }
    Ok(files)
}
