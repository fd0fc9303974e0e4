//! What a link most likely means that is written in a form which the site does not have.

use super::link::Linker;
use crate::diagnostic::similar;
use crate::source::{Page, Permalink, decoded, nearest_path};

/// What the names of hosts end with, where people leave out the scheme.
const HOSTS: [&str; 9] = [".vn", ".com", ".org", ".net", ".edu", ".info", ".gov", ".me", ".io"];

/// The link as it should be written, on the page of that path below `content/`.
pub(super) fn meant(linker: &Linker<'_>, written: &str, from: &str) -> Option<String> {
    let written = written.trim();
    outside(written).or_else(|| page(linker, written, from)).or_else(|| file(linker, written))
}

/// An address of the world, a mail address, a telephone: without what begins it.
fn outside(written: &str) -> Option<String> {
    let begins = written.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(written.len());
    let (scheme, rest) = written.split_at(begins);
    let behind = rest.trim_start_matches([':', ';', '/', '\\']);
    // “http:/”, “htttp://”, “https//”
    if (rest.len() - behind.len()) > 1 && behind.contains('.') {
        let small = scheme.to_ascii_lowercase();
        return similar(&small, ["https", "http"].into_iter()).map(|scheme| format!("{scheme}://{behind}"));
    }
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |host: &str| {
        !host.starts_with('.')
            && host.contains('.')
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            && HOSTS.iter().any(|ending| host.to_ascii_lowercase().ends_with(ending))
    };
    if written.to_ascii_lowercase().starts_with("www.") || is_host(host) {
        return Some(format!("https://{written}"));
    }
    if let Some((name, host)) = written.split_once('@') {
        let is_mail = !name.is_empty() && !name.contains(['/', ':', ' ']) && host.contains('.') && !host.contains('/');
        return is_mail.then(|| format!("mailto:{written}"));
    }
    let digits: String = written.chars().filter(|char| !matches!(char, ' ' | '.' | '-' | '(' | ')')).collect();
    let number = digits.strip_prefix('+').unwrap_or(&digits);
    let is_number = (8..=15).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("tel:{digits}"))
}

/// A page, by its file or by its address.
fn page(linker: &Linker<'_>, written: &str, from: &str) -> Option<String> {
    let (path, anchor) =
        written.split_once('#').map_or((written, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    let path = decoded(path);
    let plain = path.trim_start_matches('@').trim_start_matches(['.', '/']);
    let plain = plain.strip_prefix("content/").unwrap_or(plain);
    if plain.is_empty() {
        return None;
    }
    let others = || linker.library.paths().filter(|other| *other != from);
    if std::path::Path::new(plain).extension().is_some_and(|ending| ending == "md") {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = if folder.is_empty() { plain.to_owned() } else { format!("{folder}/{plain}") };
        let found = [plain, beside.as_str()].into_iter().find(|path| linker.library.get(path).is_some());
        return Some(format!("@/{}{anchor}", found.or_else(|| nearest_path(plain, others()))?));
    }
    let address = plain.strip_suffix("index.html").unwrap_or(plain).trim_end_matches('/');
    let at = |permalink: &Permalink| permalink.as_str().trim_matches('/') == address;
    if let Some((set, _)) = linker.checks.iter().find(|(_, permalink)| at(permalink)) {
        return Some(format!("@check/{set}"));
    }
    let page = linker.library.pages().find(|page| at(&page.permalink)).map(Page::content_path);
    let is_path = address.contains('/') && !address.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let page = page.or_else(|| is_path.then(|| nearest_path(&format!("{address}.md"), others())).flatten())?;
    Some(format!("@/{page}{anchor}"))
}

/// A file of `static/`, by a path that does not begin at its root.
fn file(linker: &Linker<'_>, written: &str) -> Option<String> {
    let path = decoded(written);
    let plain = path.trim_start_matches(['.', '/']);
    let plain = plain.strip_prefix("static/").or_else(|| plain.strip_prefix("public/")).unwrap_or(plain);
    if let Some(path) = linker.statics.get(plain) {
        return Some(format!("/{path}"));
    }
    // A path of somebody's own machine is known by its last name.
    let name = plain.rsplit(['/', '\\']).next().unwrap_or_default();
    let has_ending = name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ending.len() < 6);
    let known = || linker.statics.iter().map(String::as_str);
    let same = || known().find(|path| path.rsplit('/').next() == Some(name));
    let near = || nearest_path(plain, known()).filter(|_| !plain.contains(['\\', ':']));
    has_ending.then(|| same().or_else(near)).flatten().map(|path| format!("/{path}"))
}
