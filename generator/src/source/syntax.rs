//! TOML that people mistype: what was meant, and the rest of the text, so that its mistakes are told in the same run.

use super::text::Source;
use crate::diagnostic::{Findings, Problem, TomlMistake, front_matter_key_meant};
use std::collections::{BTreeSet, HashMap};
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
    let firsts = Firsts::of(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let place = source.place(range.start + at);
        if !lines.insert(place.line) {
            continue;
        }
        let problem = problem(source, range, &firsts, at, error.message());
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

/// Where each table and each key stands first in a TOML text: looked for once, for all mistakes of a text.
struct Firsts<'a> {
    /// Where each header begins.
    tables: Vec<usize>,
    /// Where the header of each table is first.
    headers: HashMap<&'a str, usize>,
    /// Where a key is first in the table that the header of this number begins; 0 is before all.
    keys: HashMap<(usize, &'a str), usize>,
}

impl<'a> Firsts<'a> {
    fn of(text: &'a str) -> Self {
        let mut firsts = Self { tables: Vec::new(), headers: HashMap::new(), keys: HashMap::new() };
        let mut place = 0;
        for line in text.split_inclusive('\n') {
            if line.trim_start().starts_with('[') {
                firsts.tables.push(place);
                if let Some(name) = table_name(line) {
                    firsts.headers.entry(name).or_insert(place);
                }
            } else if let Some((key, _)) = line.split_once('=') {
                firsts.keys.entry((firsts.tables.len(), key.trim())).or_insert(place);
            }
            place += line.len();
        }
        firsts
    }

    /// The first place of a table's header, before this one.
    fn header(&self, name: &str, at: usize) -> Option<usize> {
        self.headers.get(name).copied().filter(|first| *first < at)
    }

    /// The first place of a key in the table of this place, in a line before.
    fn key(&self, name: &str, line: usize) -> Option<usize> {
        let table = self.tables.partition_point(|start| *start <= line);
        self.keys.get(&(table, name)).copied().filter(|first| *first < line)
    }
}

/// The name between the brackets of a table's header; none of a list of tables, which may stand many times.
fn table_name(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('[').filter(|name| !name.starts_with('['))?;
    Some(name.split(']').next()?.trim())
}

/// The one mistake of a TOML text, in the words of the parser, as an author would see it.
pub(crate) fn syntax_problem(source: &Source, at: usize, message: &str) -> Problem {
    problem(source, &(0..source.text.len()), &Firsts::of(&source.text), at, message)
}

/// What is wrong at a place of a TOML text, in the words of the parser, as an author would see it.
///
/// A day that the calendar does not have is a syntax error to the parser; to an author it is a wrong day.
fn problem(source: &Source, range: &Range<usize>, firsts: &Firsts<'_>, at: usize, message: &str) -> Problem {
    let text = &source.text[range.clone()];
    let line_at = line_around(text, at.min(text.len()));
    let line = &text[line_at.clone()];
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
    let is_twice = message.contains("duplicate");
    let repeated = || {
        let name = table_name(line)?;
        let first = firsts.header(name, at).filter(|_| is_twice)?;
        Some(TomlMistake::RepeatedTable { name: name.to_owned(), first: source.place(range.start + first) })
    };
    let repeated_key = || {
        let first = firsts.key(key, line_at.start).filter(|_| is_twice)?;
        Some(TomlMistake::RepeatedKey { name: key.to_owned(), first: source.place(range.start + first) })
    };
    let mistake = repeated()
        .or_else(repeated_key)
        .or_else(|| number(key, value))
        .or_else(|| inner_quotes(key, behind))
        .or_else(|| word(key, value))
        .or_else(|| name(key, line))
        .unwrap_or_else(|| TomlMistake::from_parser(message, value));
    Problem::TomlSyntax(match mistake {
        TomlMistake::Unquoted => quoted(key, value).map_or(mistake, |right| TomlMistake::Bare { right }),
        mistake => mistake,
    })
}

/// `title = Lớp học`, `title = “Lớp học”`: the line with the quotes that TOML has.
fn quoted(key: &str, value: &str) -> Option<String> {
    let text = value.trim_matches(['“', '”', '„', '‘', '’', '\'']);
    let is_text = !key.is_empty() && !text.is_empty() && !text.contains(['"', '\\', '[', ']', '{', '}']);
    is_text.then(|| format!("{key} = \"{text}\""))
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

/// `number = 1 200`, `percent = 90%`, `number = 1200 lớp`
fn number(key: &str, value: &str) -> Option<TomlMistake> {
    let end =
        value.find(|char: char| !(char.is_ascii_digit() || char == ' ' || char == '\u{a0}')).unwrap_or(value.len());
    let (digits, behind) = value.split_at(end);
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    let behind = behind.trim();
    // The number of a phone is a text.
    if plain.len() > 7 && plain.starts_with('0') && behind.is_empty() {
        return Some(TomlMistake::Unquoted);
    }
    let unit = behind.trim_start_matches('%').trim();
    let is_word = unit.chars().all(|char| char.is_alphabetic() || char == ' ');
    if plain.is_empty() || key.is_empty() || !is_word || plain == value {
        return None;
    }
    let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty() && key == "number");
    Some(TomlMistake::Number { right: format!("{key} = {plain}"), unit })
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
