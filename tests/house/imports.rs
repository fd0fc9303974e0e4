//! Which rooms of a crate use which others: a room is a module at its top, a file or a folder.

use std::fs;
use std::io;
use std::path::Path;

/// A use of a room by a file of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The file, by its path in the crate: `source/page.rs`.
    pub file: String,
    /// The room that it belongs to.
    pub by: String,
    /// The room that it uses.
    pub of: String,
}

/// All of them in a folder of sources, sorted, each once. Of what stands at the top only the given rooms are looked into:
/// the others are no part of the library.
pub fn imports(sources: &Path, rooms: &[&str]) -> io::Result<Vec<Import>> {
    let mut found = Vec::new();
    for room in rooms {
        let (file, folder) = (sources.join(room).with_extension("rs"), sources.join(room));
        if file.is_file() {
            read(&file, &format!("{room}.rs"), room, &mut found)?;
        }
        if folder.is_dir() {
            read_folder(&folder, room, room, &mut found)?;
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn read_folder(folder: &Path, path: &str, room: &str, found: &mut Vec<Import>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, on_disk) = (entry.file_name(), entry.path());
        let path = format!("{path}/{}", name.to_string_lossy());
        if on_disk.is_dir() {
            read_folder(&on_disk, &path, room, found)?;
        } else if on_disk.extension().is_some_and(|extension| extension == "rs") {
            read(&on_disk, &path, room, found)?;
        }
    }
    Ok(())
}

fn read(on_disk: &Path, path: &str, room: &str, found: &mut Vec<Import>) -> io::Result<()> {
    let text = fs::read_to_string(on_disk)?;
    let used = rooms_named(&text).into_iter().filter(|name| name != room);
    found.extend(used.map(|of| Import { file: path.to_owned(), by: room.to_owned(), of }));
    Ok(())
}

/// The names behind `crate::` in code: `crate::plan::Plan`, `use crate::{error::Failure, plan}`.
fn rooms_named(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let behind = code.split("crate::").skip(1).filter(|rest| !rest.starts_with(char::is_whitespace));
    behind
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => heads(group),
            None => vec![rest],
        })
        .map(|rest| rest.trim_start().split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap_or(""))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where each part of a group in braces begins.
fn heads(group: &str) -> Vec<&str> {
    let (mut heads, mut depth) = (vec![group], 0_usize);
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(&group[at + 1..]),
            _ => {}
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::rooms_named;

    #[test]
    fn a_room_is_found_alone_in_a_group_and_in_a_path_within_code() {
        let code = "//! [`crate::no`]\nuse crate::plan::{Plan, Output};\nuse crate::{\n    error::Failure,\n    \
                    site::{Site, Options}, tables,\n};\nfn f() -> crate::theme::Theme { pub(crate) fn g() {} }";
        assert_eq!(rooms_named(code), ["plan", "error", "site", "tables", "theme"]);
    }
}
