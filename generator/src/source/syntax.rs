//! TOML that people mistype: what was meant, and the rest of the text, so that its mistakes are told in the same run.

use super::text::Source;
use crate::diagnostic::{Findings, Problem, TomlMistake, front_matter_key_meant};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::Error;

/// A text without the lines that could not be read.
pub(super) struct Rest {
    /// As long as the text, so that places stay.
    pub(super) text: String,
    /// What the lines were about, as far as they say.
    pub(super) keys: BTreeSet<String>,
}

/// Tells of each broken line, and gives what is left; nothing where a mistake may reach over its line.
pub(super) fn report(source: &Source, range: &Range<usize>, errors: &[Error], findings: &mut Findings) -> Option<Rest> {
    let text = &source.text[range.clone()];
    let mut left = text.as_bytes().to_vec();
    let mut keys = BTreeSet::new();
    let mut is_whole = true;
    // A broken line gives several errors; the first says it.
    let mut lines = BTreeSet::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let place = source.place(range.start + at);
        if !lines.insert(place.line) {
            continue;
        }
        let problem = syntax_problem(source, range, at, error.message());
        is_whole &= stays_in_its_line(&problem);
        findings.add(place, problem);
        let line = line_around(text, at);
        let key = text[line.clone()].split(['=', ':']).next().unwrap_or_default().trim();
        keys.extend(front_matter_key_meant(key).map(str::to_owned));
        keys.insert(key.to_owned());
        left[line].fill(b' ');
    }
    // Whole lines are spaces now: what is left is text.
    let text = String::from_utf8(left).ok().filter(|_| is_whole)?;
    Some(Rest { text, keys })
}

fn stays_in_its_line(problem: &Problem) -> bool {
    match problem {
        Problem::BadDate { .. } => true,
        Problem::TomlSyntax(mistake) => !matches!(
            mistake,
            TomlMistake::Unclosed | TomlMistake::NoComma | TomlMistake::Other(_) | TomlMistake::RepeatedTable { .. }
        ),
        _ => false,
    }
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..end
}

/// What is wrong at a place of a TOML text, in the words of the parser, as an author would see it.
///
/// A day that the calendar does not have is a syntax error to the parser; to an author it is a wrong day.
pub(crate) fn syntax_problem(source: &Source, range: &Range<usize>, at: usize, message: &str) -> Problem {
    let text = &source.text[range.clone()];
    let line = &text[line_around(text, at.min(text.len()))];
    let (key, behind) = line.split_once('=').unwrap_or((line, ""));
    let (key, behind) = (key.trim(), behind.trim());
    let value = behind.split('#').next().unwrap_or_default().trim();
    let is_mark = |byte| matches!(byte, b'-' | b'/' | b'.');
    let like_a_date = value.len() >= 8
        && value.bytes().filter(|byte| is_mark(*byte)).count() == 2
        && value.bytes().all(|byte| byte.is_ascii_digit() || is_mark(byte));
    if like_a_date {
        return Problem::BadDate { text: value.to_owned() };
    }
    let repeated = || {
        let name = line.trim().strip_prefix('[').filter(|name| !name.starts_with('['))?.split(']').next()?;
        let header = format!("[{}]", name.trim());
        let first = text.lines().position(|line| line.trim() == header)?;
        let first: usize = text.split_inclusive('\n').take(first).map(str::len).sum();
        (first < at && message.contains("duplicate")).then(|| TomlMistake::RepeatedTable {
            name: name.trim().to_owned(),
            first: source.place(range.start + first),
        })
    };
    let mistake = repeated()
        .or_else(|| inner_quotes(key, behind))
        .or_else(|| word(key, value))
        .or_else(|| name(key, line))
        .unwrap_or_else(|| TomlMistake::from_parser(message, value));
    Problem::TomlSyntax(mistake)
}

/// `title = "Lớp "bình dân" ở thôn"`
fn inner_quotes(key: &str, value: &str) -> Option<TomlMistake> {
    let inner = value.strip_prefix('"').filter(|_| !value.starts_with("\"\"\""))?;
    let (inner, _) = inner.rsplit_once('"')?;
    if !inner.contains('"') || inner.contains("\\\"") || key.is_empty() {
        return None;
    }
    let mut opens = false;
    let quoted: String = inner
        .chars()
        .map(|char| {
            if char != '"' {
                return char;
            }
            opens = !opens;
            if opens { '“' } else { '”' }
        })
        .collect();
    Some(TomlMistake::InnerQuotes { right: format!("{key} = \"{quoted}\"") })
}

/// `draft = True`
fn word(key: &str, value: &str) -> Option<TomlMistake> {
    let meant = match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "có" | "đúng" => "true",
        "false" | "no" | "off" | "không" | "sai" => "false",
        _ => return None,
    };
    (value != meant && !key.is_empty()).then(|| TomlMistake::Word { right: format!("{key} = {meant}") })
}

/// `mô tả = "…"`
fn name(key: &str, line: &str) -> Option<TomlMistake> {
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | '"' | '\'');
    let is_name = !key.is_empty() && !key.starts_with(['[', '#', '{', '"', '}', ']', '\'']) && key.chars().count() < 30;
    (line.contains('=') && is_name && !key.chars().all(plain))
        .then(|| TomlMistake::Name { written: key.to_owned(), similar: front_matter_key_meant(key) })
}
