//! Files that arguments name: also all of a folder, or those that a pattern fits. Some terminals hand on `*.txt` as it was
//! typed, those of Windows for one, so it is expanded here.

use generator::disk::at;
use generator::error::Failure;
use std::io;
use std::path::{Path, PathBuf};

/// What files of sheets are called; others in a folder are pictures, tables, what the system keeps.
const ENDINGS: [&str; 4] = ["json", "jsonl", "ndjson", "txt"];

/// The files, in the order of the arguments, those of a folder or a pattern by their names.
pub(super) fn expanded(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for argument in arguments {
        let name = argument.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let found = if argument.is_dir() {
            listed(argument, |name| {
                let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
                ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
            })?
        } else if name.contains(['*', '?']) && !argument.exists() {
            let folder = argument.parent().filter(|folder| !folder.as_os_str().is_empty());
            listed(folder.unwrap_or_else(|| Path::new(".")), |file| fits(&name, file))?
        } else {
            files.push(argument.clone());
            continue;
        };
        if found.is_empty() {
            return Err(Failure::Io { path: argument.clone(), error: io::ErrorKind::NotFound.into() });
        }
        files.extend(found);
    }
    Ok(files)
}

/// The files of a folder whose names are wanted; not those that systems hide.
fn listed(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.starts_with(['.', '~']) && is_wanted(&name) && path.is_file() {
            files.push(if folder == Path::new(".") { PathBuf::from(name) } else { path });
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a name fits a pattern: `*` stands for any letters, `?` for one. Capital and small letters are one, as Windows
/// has it.
fn fits(pattern: &str, name: &str) -> bool {
    let [pattern, name] = [pattern, name].map(|text| text.to_lowercase().chars().collect::<Vec<char>>());
    // Which beginnings of the name fit the pattern so far.
    let mut ends = vec![false; name.len() + 1];
    ends[0] = true;
    for mark in pattern {
        let mut next = vec![false; name.len() + 1];
        for at in 0..=name.len() {
            next[at] = match mark {
                '*' => ends[..=at].contains(&true),
                mark => at > 0 && ends[at - 1] && (mark == '?' || mark == name[at - 1]),
            };
        }
        ends = next;
    }
    ends[name.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_fits_names_as_on_windows() {
        assert!(fits("*.txt", "Thôn 1.TXT") && fits("thon?.json", "thon2.json") && fits("*", "a"));
        assert!(!fits("*.txt", "a.txt.bak") && !fits("thon?.json", "thon12.json"));
    }
}
