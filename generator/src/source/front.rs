//! Where the front matter of a page ends and its Markdown begins, and what people write in the place of `+++`.

use super::text::Source;
use crate::diagnostic::{Findings, FrontMatterFault, Place, Problem};
use std::ops::Range;

const FENCE: &str = "+++";

/// So many lines of another program's front matter are shown as they should be.
const SHOWN: usize = 8;

/// Where the front matter and the body stand: between two lines `+++`, and after them.
pub(super) fn split(source: &Source, findings: &mut Findings) -> Option<(Range<usize>, Range<usize>)> {
    let text = &source.text;
    let first = line_end(text, 0);
    if text[..first].trim_end() != FENCE {
        let (at, fault) = fault(text);
        findings.add(source.place(at), Problem::NoFrontMatter { fault });
        return None;
    }
    let mut at = first;
    let mut set_in = None;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].starts_with(FENCE) {
            return Some((first..at, end..text.len()));
        }
        if text[at..end].trim() == FENCE {
            set_in.get_or_insert(at);
        }
        at = end;
    }
    match set_in {
        Some(at) => {
            let fault = FrontMatterFault::Before { is_space: true };
            findings.add(source.place(at), Problem::NoFrontMatter { fault });
        }
        None => findings.add(Place::start_of(&source.path), Problem::OpenFrontMatter),
    }
    None
}

/// Where the Markdown stands of a page whose front matter cannot be read, as far as that can be told.
pub(super) fn body_of(text: &str) -> Range<usize> {
    let mut fences = Vec::new();
    let mut at = 0;
    while at < text.len() && fences.len() < 2 {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        let is_fence = line == FENCE || line.starts_with(FENCE) || line == "---";
        if is_fence && (fences.is_empty() || line.starts_with('-') == fences[0]) {
            fences.push(line.starts_with('-'));
        } else if fences.is_empty() && !line.is_empty() {
            // The text begins at once.
            return 0..text.len();
        }
        at = end;
    }
    if fences.len() == 2 { at..text.len() } else { text.len()..text.len() }
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// What stands where the front matter should begin, and where that is.
fn fault(text: &str) -> (usize, FrontMatterFault) {
    let blank = text.len() - text.trim_start().len();
    let at = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[blank..].lines().next().unwrap_or_default().trim_end();
    if line == FENCE {
        let is_space = at < blank;
        return (if is_space { at } else { 0 }, FrontMatterFault::Before { is_space });
    }
    let is_of = |mark: char, least: usize| line.len() >= least && line.chars().all(|char| char == mark || char == ' ');
    if is_of('+', 2) {
        return (blank, FrontMatterFault::Pluses);
    }
    if is_of('-', 3) {
        return (blank, FrontMatterFault::Yaml { right: from_yaml(&text[blank..]) });
    }
    (0, FrontMatterFault::Missing)
}

/// The front matter of Hugo and Jekyll as it is written here, as far as one line says one thing.
fn from_yaml(text: &str) -> String {
    let mut out = vec![FENCE.to_owned()];
    for line in text.lines().skip(1).take_while(|line| line.trim_end() != "---").take(SHOWN) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim(), value.trim());
        if !key.is_empty() && !value.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            out.push(format!("{key} = {}", toml_of(value)));
        }
    }
    out.push(FENCE.to_owned());
    out.join("\n")
}

/// One value of YAML as TOML writes it.
fn toml_of(value: &str) -> String {
    let is_plain = matches!(value, "true" | "false")
        || value.bytes().all(|byte| byte.is_ascii_digit())
        || wasm_check::date::Date::parse(value).is_some();
    if is_plain {
        return value.to_owned();
    }
    if let Some(items) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items: Vec<String> = items.split(',').map(|item| toml_of(item.trim())).collect();
        return format!("[{}]", items.join(", "));
    }
    let text = value.trim_matches(['"', '\'']);
    format!("\"{}\"", text.replace('"', "”"))
}
