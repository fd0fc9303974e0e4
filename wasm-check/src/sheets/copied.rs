//! Lines with codes as chats, office programs and lists hand them on, made into lines as people type them: one code a line.
//!
//! Every byte keeps its place, so that what is wrong is told where it stands in the file. Adding up needs it, the page and the
//! command; a citizen's page, which opens one sheet, does without.

use std::borrow::Cow;

/// What a code begins with, and the least length of one that is copied.
const BEGIN: &[u8] = b"HT";
const LEAST: usize = 6;

/// The text with its lines of codes made plain, byte for byte as long.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| is_of_codes(line) && has_code(line.as_bytes())) {
        return Cow::Borrowed(text);
    }
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if is_of_codes(line) && has_code(line.as_bytes()) {
            let plain = plain_line(line);
            out.extend(one_a_line(plain));
        } else {
            if is_second_half(&out, line) {
                let end = out.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r' | b' ')).map_or(0, |last| last + 1);
                out[end..].fill(b' ');
            }
            out.extend(line.as_bytes());
        }
    }
    // Only whole letters were replaced.
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A line that is no JSON.
fn is_of_codes(line: &str) -> bool {
    !line.trim_start_matches([' ', '\t', '\u{feff}', '[']).starts_with('{')
}

fn has_code(line: &[u8]) -> bool {
    !codes(line).is_empty()
}

/// Where the codes of a line begin and end that stand in one piece.
fn codes(line: &[u8]) -> Vec<(usize, usize)> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80;
    let mut found = Vec::new();
    let mut at = 0;
    while at + BEGIN.len() <= line.len() {
        let begins = line[at..at + BEGIN.len()].eq_ignore_ascii_case(BEGIN)
            && (at == 0 || !line[at - 1].is_ascii_alphanumeric() && line[at - 1] != b'-');
        if !begins {
            at += 1;
            continue;
        }
        let length = line[at..].iter().take_while(|byte| is_word(**byte)).count();
        if length >= LEAST && line[at..at + length].iter().any(u8::is_ascii_digit) {
            found.push((at, at + length));
        }
        at += length.max(1);
    }
    found
}

/// With plain hyphens and spaces, without the marks of lists, tables and quotes.
fn plain_line(line: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(line.len());
    // What letters that are left out of a word come to: it stands behind the word.
    let mut gap = 0;
    for char in line.chars() {
        let size = char.len_utf8();
        match char {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                out.push(b'-');
                gap += size - 1;
            }
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => gap += size,
            ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '|' | '"' | '*' | '•' | '“' | '”' => {
                out.resize(out.len() + std::mem::take(&mut gap), b' ');
                match char {
                    '\t' | '\r' | '\n' => out.extend(char.encode_utf8(&mut [0; 4]).as_bytes()),
                    _ => out.resize(out.len() + size, b' '),
                }
            }
            char => out.extend(char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.resize(out.len() + gap, b' ');
    // The number in a list: “1. Bà Tư”, “1	Bà Tư”, and of “| 1 | Bà Tư |” what is left.
    let start = out.iter().take_while(|byte| **byte == b' ').count();
    let digits = out[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = &out[start + digits..];
    let is_number = (1..=4).contains(&digits)
        && (matches!(behind, [b'.' | b')', next, ..] if !next.is_ascii_digit())
            || matches!(behind, [b'\t', ..] | [b' ', b' ', ..]));
    if is_number {
        out[start..=start + digits].fill(b' ');
    }
    out
}

/// Parts a line behind each of its codes that another follows.
fn one_a_line(mut line: Vec<u8>) -> Vec<u8> {
    let codes = codes(&line);
    for pair in codes.windows(2) {
        if let Some(mark) = line.get_mut(pair[0].1).filter(|mark| mark.is_ascii() && pair[0].1 < pair[1].0) {
            *mark = b'\n';
        }
    }
    line
}

/// Whether a line goes on with the code that the text before it ends in: one of both has the hyphen between.
fn is_second_half(before: &[u8], line: &str) -> bool {
    let before = before.trim_ascii_end();
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.trim().as_bytes();
    let is_of_code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let is_open = codes(last).last().is_some_and(|(_, end)| *end == last.len());
    is_open && !line.is_empty() && line.iter().all(is_of_code) && (last.ends_with(b"-") || line.starts_with(b"-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_codes_become_plain_and_every_byte_keeps_its_place() {
        const CODE: &str = "HT1F-19X6-JN6Y";
        for (typed, read) in [
            ("Bà Tư C Ông Năm C", "Bà Tư C|Ông Năm C"),
            ("Bà Tư: C, C", "Bà Tư: C|C"),
            ("*Bà Tư*: C", "Bà Tư : C"),
            ("1. Bà Tư: C", "Bà Tư: C"),
            ("12\tBà Tư\tC", "Bà Tư\tC"),
            ("| 1 | Bà Tư | C |", "Bà Tư   C"),
            ("\"Bà Tư\";\"C\"", "Bà Tư ; C"),
            ("• Bà Tư:\u{a0}C", "Bà Tư:  C"),
            ("Bà Tư: HT1F–19X6‑JN6Y nhé", "Bà Tư: C     nhé"),
            ("Bà Tư: HT1F\u{200b}-19X6-JN6Y", "Bà Tư: C"),
            ("Bà Tư: HT1F-19X6-\r\nJN6Y-7HA6\r\nÔng Năm: C", "Bà Tư: HT1F-19X6-  JN6Y-7HA6|Ông Năm: C"),
            ("30-11-2026 Bà Tư\nC", "30-11-2026 Bà Tư|C"),
            ("{\"person\":\"Bà • HT1F-19X6-JN6Y\"}", "{\"person\":\"Bà • C\"}"),
            ("Một • hai", "Một • hai"),
        ] {
            let typed = typed.replace('C', CODE);
            let plain = plain(&typed);
            assert_eq!(plain.len(), typed.len(), "{typed}");
            let lines: Vec<&str> = plain.lines().map(str::trim).collect();
            assert_eq!(lines.join("|").replace(CODE, "C"), read, "{typed}");
        }
    }
}
