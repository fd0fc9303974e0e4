//! Lines with codes as chats, office programs and lists hand them on, made into lines as people type them: whose it is, a
//! space, one code a line. What else people write to each other becomes blank.
//!
//! Every byte keeps its line, so that what is wrong is told where it stands in the file. Adding up needs it, the page and
//! the command; a citizen's page, which opens one sheet, does without.

mod name;

use super::{Sheets, Trouble, TroubleKind, codes, is_json, last_of, line_of, read_all, read_up_to, seen};
use crate::code::{self, CodeError};
use crate::json;
use crate::rubric::Rubric;
use crate::tally::{Buckets, hash_of, key};
use name::{Above, is_sure, of_a_person, words_of};
use std::borrow::Cow;

/// The least length of a code that is copied in one piece.
const LEAST: usize = 6;

/// Two sheets under words that may be no name: they count both, and somebody must look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// The place of the sheet in the list.
    pub sheet: usize,
    /// That of the first one under the same words.
    pub first: usize,
}

/// Reads a text of any length as [`read_all`] does, whatever chats and lists put around its codes.
pub fn read(text: &str, rubrics: &[&Rubric], year: u16) -> (Sheets, Vec<Doubt>) {
    told_apart(text, read_all(&plain(text), rubrics, year))
}

/// The same up to what a page reads.
pub fn read_on_a_page(text: &str, rubrics: &[&Rubric], year: u16) -> Sheets {
    told_apart(text, read_up_to(super::MOST_SHEETS, super::MOST_BYTES, &plain(text), rubrics, year)).0
}

/// Words before codes that are hardly a name.
struct Words {
    key: String,
    /// The first sheet under them, and the last one that is another.
    first: usize,
    last: usize,
    /// How many different ones there are.
    count: u32,
}

/// Numbers different sheets under the same words before a code, where these are hardly a name: the later of them would take
/// the place of the others, as if one person had handed in again.
fn told_apart(text: &str, mut found: Sheets) -> (Sheets, Vec<Doubt>) {
    // A file that is something else, and no empty one: its first words say so.
    let words = seen(text).trim_start();
    if let [Trouble { at, kind: kind @ TroubleKind::Empty, .. }] = found.troubles.as_mut_slice()
        && !words.is_empty()
        && !is_json(words)
    {
        (*at, *kind) = (text.len() - words.len(), TroubleKind::Code(CodeError::NotACode));
    }
    let (mut all, mut places, mut doubts) = (Vec::<Words>::new(), Buckets::default(), Vec::new());
    for place in 0..found.sheets.len() {
        let listed = &found.sheets[place];
        let Some(person) = listed.person.as_deref() else { continue };
        if is_sure(person) || is_json(seen(text.get(listed.at..).unwrap_or_default())) {
            continue;
        }
        let key = key(person);
        let hash = hash_of(key.bytes().map(u32::from));
        let Some(known) = places.find(hash, |known| all[known].key == key) else {
            places.add(hash, all.len());
            all.push(Words { key, first: place, last: place, count: 1 });
            continue;
        };
        let words = &mut all[known];
        // The same code again is the same sheet.
        if found.sheets[words.last].sheet != listed.sheet {
            (words.last, words.count) = (place, words.count + 1);
            doubts.push(Doubt { sheet: place, first: words.first });
        }
        if words.count > 1
            && let Some(person) = &mut found.sheets[place].person
        {
            person.push_str(" (");
            crate::text::push_number(person, words.count);
            person.push(')');
        }
    }
    (found, doubts)
}

/// The text with its lines of codes made plain, each line as long as before.
fn plain(text: &str) -> Cow<'_, str> {
    if is_one_value(text) {
        return Cow::Borrowed(text);
    }
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut above = Above::default();
    for line in text.split_inclusive('\n') {
        if is_json(seen(line)) {
            above.forget(&mut out);
            out.extend(line.as_bytes());
            continue;
        }
        let plain = plain_line(line);
        let codes = codes_of(&plain);
        if !codes.is_empty() {
            add_codes(&mut out, &plain, &codes, &mut above);
        } else if is_second_half(&out, line) {
            let end = out.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r' | b' ')).map_or(0, |last| last + 1);
            out[end..].fill(b' ');
            out.extend(line.as_bytes());
        } else {
            let start = out.len();
            out.extend(&plain);
            if is_like_a_code(&plain) {
                // Told where it stands: perhaps it lost its beginning.
                above.forget(&mut out[..start]);
            } else {
                above.add(start..out.len(), text_of(&plain, 0, plain.len()));
            }
        }
    }
    above.forget(&mut out);
    // Only whole letters were replaced.
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// One value of JSON, over many lines perhaps.
fn is_one_value(text: &str) -> bool {
    let bare = seen(text).trim_start();
    let first = &bare[..line_of(bare)];
    is_json(bare) && json::parse_shallow(first).is_err()
}

/// Where the codes of a line begin and end: those that stand in one piece; else one that is typed with spaces, up to the end;
/// else what only begins like one.
fn codes_of(line: &[u8]) -> Vec<(usize, usize)> {
    let has_digit = |range: &(usize, usize)| line[range.0..range.1].iter().any(u8::is_ascii_digit);
    let all: Vec<(usize, usize)> = codes(line).filter(has_digit).collect();
    let whole: Vec<(usize, usize)> = all.iter().copied().filter(|(begin, end)| end - begin >= LEAST).collect();
    if !whole.is_empty() {
        return whole;
    }
    let length = line.trim_ascii_end().len();
    let typed = |begin: usize| std::str::from_utf8(&line[begin..length]).is_ok_and(code::looks_like_one);
    let spaced = codes(line).find(|(begin, _)| has_digit(&(*begin, length)) && typed(*begin));
    spaced.map(|(begin, _)| (begin, length)).or(all.first().copied()).into_iter().collect()
}

/// Writes each code in a line of its own, behind whose it is.
fn add_codes(out: &mut Vec<u8>, line: &[u8], codes: &[(usize, usize)], above: &mut Above) {
    let ending = line.len() - text_end(line);
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    let mut from = 0;
    for (place, (begin, end)) in codes.iter().enumerate() {
        let mut text = text_of(line, from, *begin);
        if text.ends_with("#c=") {
            // An address tells nobody's name.
            text = &text[..last_of(text, b" \t").unwrap_or_default()];
        }
        before.push(of_a_person(text));
        let until = codes.get(place + 1).map_or(line.len(), |next| next.0);
        behind.push(behind_a_code(text_of(line, *end, until)));
        from = *end;
    }
    // “HT1F-… Bà Tư”: names stand behind their codes where none stands before the first.
    let is_behind = before[0].is_empty() && behind.last().is_some_and(|name| !name.is_empty());
    let start = out.len();
    for (place, (begin, end)) in codes.iter().enumerate() {
        let name = if is_behind { &behind[place] } else { &before[place] };
        if name.is_empty() && place == 0 {
            above.name(out);
        }
        // Its line ends behind it, or where the next code begins.
        let next = codes.get(place + 1).map(|next| if is_behind { next.0 - 1 } else { *end });
        let until = start + next.unwrap_or(line.len() - ending);
        let code = &line[*begin..*end];
        if !name.is_empty() && out.len() + name.len() + 1 + code.len() <= until {
            out.extend(name.as_bytes());
            out.push(b' ');
        }
        out.extend(code);
        out.resize(until.max(out.len()), b' ');
        if next.is_some() {
            out.push(b'\n');
        }
    }
    out.extend(&line[line.len() - ending..]);
    above.forget(out);
}

/// The name behind a code, where nothing else stands there: “HT1F-… cảm ơn cô Lan” is not hers.
fn behind_a_code(text: &str) -> String {
    let name = of_a_person(text);
    let mut words = words_of(text);
    while words.first().is_some_and(|word| matches!(word.as_str(), "" | "của" | "phiếu" | "mã")) {
        words.remove(0);
    }
    while words.last().is_some_and(String::is_empty) {
        words.pop();
    }
    if is_sure(&name) && words == words_of(&name) { name } else { String::new() }
}

/// A part of a line that was text: codes begin and end between letters.
fn text_of(line: &[u8], from: usize, until: usize) -> &str {
    line.get(from..until).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Where a line ends, without what ends it.
fn text_end(line: &[u8]) -> usize {
    line.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1)
}

/// Words in groups, as codes have them: `1F-19X6-JN6Y`.
fn is_like_a_code(line: &[u8]) -> bool {
    line.split(|byte| matches!(byte, b' ' | b'\t' | b',' | b';' | b':' | b'\r' | b'\n')).any(|word| {
        let groups = word.split(|byte| *byte == b'-').filter(|group| group.len() == 4);
        let is_of_it = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
        word.iter().all(is_of_it) && word.iter().any(u8::is_ascii_uppercase) && groups.count() > 1
    })
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
            ' ' | '\t' | '\r' | '\n' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '|' | '"' | '*' | '•' | '“' | '”' | '☎'
            | '👉' => {
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
    out
}

/// Whether a line goes on with the code that the text before it ends in: one of both has the hyphen between.
fn is_second_half(before: &[u8], line: &str) -> bool {
    let before = before.trim_ascii_end();
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.trim().as_bytes();
    let is_of_code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let is_open = codes_of(last).last().is_some_and(|(_, end)| *end == last.len());
    is_open && !line.is_empty() && line.iter().all(is_of_code) && (last.ends_with(b"-") || line.starts_with(b"-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "HT1F-19X6-JN6Y";

    #[test]
    fn lines_of_codes_become_plain_and_every_byte_keeps_its_line() {
        for (typed, read) in [
            ("Bà Tư C Ông Năm C", "Bà Tư C|Ông Năm C"),
            ("Bà Tư: C, C", "Bà Tư C|C"),
            ("*Bà Tư*: C", "Bà Tư C"),
            ("1. Bà Tư: C", "Bà Tư C"),
            ("1/ Bà Tư: C", "Bà Tư C"),
            ("1,Bà Tư,C", "Bà Tư C"),
            ("12\tBà Tư\tC", "Bà Tư C"),
            ("| 1 | Bà Tư | C |", "Bà Tư C"),
            ("\"Bà Tư\";\"C\"", "Bà Tư C"),
            ("• Bà Tư:\u{a0}C", "Bà Tư C"),
            ("Bà Tư -C", "Bà Tư C"),
            ("Bà Tư gửi: C", "Bà Tư C"),
            ("C - Bà Tư", "Bà Tư C"),
            ("C Bà Tư, C Ông Năm", "Bà Tư C|Ông Năm C"),
            ("C cảm ơn cô Lan", "C"),
            ("Bà Tư: HT1F–19X6‑JN6Y nhé", "Bà Tư C"),
            ("Bà Tư: HT1F\u{200b}-19X6-JN6Y", "Bà Tư C"),
            ("Bà Tư: HT1F 19X6 JN6Y", "Bà Tư HT1F 19X6 JN6Y"),
            ("Bà Tư: HT1F-19X6-\r\nJN6Y-7HA6\r\nÔng Năm: C", "Bà Tư HT1F-19X6-   JN6Y-7HA6|Ông Năm C"),
            ("30-11-2026 Bà Tư\nC", "Bà Tư|C"),
            ("bà tư: C", "bà tư C"),
            ("em gửi: C", "C"),
            ("chị ấy: C", "C"),
            ("Admin: C", "C"),
            ("Em gửi ạ\nC", "|C"),
            ("Họ và tên: lê lan\nMã: C", "lê lan|C"),
            ("Bạn\n08:12\nC\nĐã gửi lúc 8:15", "||C|"),
            ("Bà Hoa\n08:12\nDạ em gửi phiếu của nhà em ạ\nC\nC", "Bà Hoa|||C|C"),
            ("1F-19X6-JN6Y-7HA6\nC", "1F-19X6-JN6Y-7HA6|C"),
            ("{\"person\":\"Bà • HT1F-19X6-JN6Y\"}", "{\"person\":\"Bà • C\"}"),
            ("Một • hai", ""),
        ] {
            let typed = typed.replace('C', CODE);
            let plain = plain(&typed);
            assert_eq!(plain.len(), typed.len(), "{typed}");
            let lines: Vec<&str> = plain.lines().map(str::trim).collect();
            assert_eq!(lines.join("|").replace(CODE, "C"), read, "{typed}");
        }
    }
}
