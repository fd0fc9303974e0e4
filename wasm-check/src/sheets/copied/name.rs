//! Which words beside a code are somebody's name, and which are what people write to each other: `Em gửi`, `Mã phiếu`, `Bạn`.

use crate::keys::clean_name;
use crate::tally::{key, small};
use std::ops::Range;

/// Words that belong to no name, at either end of one.
const NO_NAMES: &str = " mã phiếu số của gửi đã lúc vào nhận nộp họ và tên là ạ ơi dạ vâng nhé nha nhen ah đây này xin chào cho \
    cảm ơn bài kết quả code qr link ảnh hình tệp file video sticker tự chấm kiểm tra ngày giờ hôm nay qua chuyển tiếp trả \
    lời nhắn đang tin nhắn ok oke okay alo hello hi thanks thank stt tt với giúp hộ dùm nữa rồi xong lại còn có đầy đủ điện thoại \
    người tiếp theo thưa kính nhờ báo cáo day gui cua ma phieu ten ho va la em roi sent forwarded you admin ấy này kia đó nào ";

/// What is done to somebody who is named behind it.
const TO: &str = " gửi cho chào ơn thưa kính nhờ báo cáo ";

/// What somebody does who is named before it.
const SENDS: &str = " gửi nộp nhờ chuyển báo nhắn đã vừa xin ";

/// How people call each other: alone they name nobody, before a name they belong to it.
const TITLES: &str = " bà ông anh chị cô chú bác em cháu dì cậu mợ thím con mẹ bố ba má thầy u bầm bạn tôi mình tớ cụ ";

/// Before a name, too, and only there.
const BEFORE: &str = " gia đình htx hợp tác đ/c đc đồng chí hội chi tổ thôn ấp bản xóm ";

/// Places and lists: no person, where they stand alone in a line.
const PLACES: &str =
    " thôn ấp bản xóm tổ khu xã phường chi hội danh sách nhóm lớp trường phòng ban tỉnh huyện thứ chủ ";

/// Words of a place within a name: `Bà Tư thôn Đoài`.
const WITHIN: &str = " thôn tổ ấp bản xóm khu xã phường đội số lớp và - & ";

/// What stands before a name that somebody fills in.
const LABELS: [&str; 9] =
    ["họ và tên", "họ tên", "ho va ten", "ho ten", "tên", "người gửi", "người nộp", "người tự chấm", "name"];

/// The most words of a name.
const MOST_WORDS: usize = 8;

// By bytes and with Vietnamese letters only: what the standard library knows of all scripts is larger than this room.

fn is_one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|other| other == word)
}

fn is_letter(char: char) -> bool {
    matches!(char, '0'..='9' | 'a'..='z' | 'A'..='Z' | 'À'..='ỹ')
}

/// A word without the marks around it, in small letters.
fn bare(word: &str) -> String {
    key(word.trim_matches(|char| !is_letter(char)))
}

/// The words of a text, each [`bare`].
pub(super) fn words_of(text: &str) -> Vec<String> {
    parts(&spread(text)).into_iter().map(bare).collect()
}

fn parts(text: &str) -> Vec<&str> {
    text.split(' ').filter(|part| !part.is_empty()).collect()
}

/// With the signs that part cells as words of their own.
fn spread(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '\t' | ';' | ',' | '|' => out.push_str(" , "),
            '\r' | '\n' => out.push(' '),
            char => out.push(char),
        }
    }
    out
}

fn is_capital(word: &str) -> bool {
    let first = word.chars().find(|char| is_letter(*char));
    first.is_some_and(|char| small(char) != char || char.is_ascii_digit())
}

/// The name among the words that stand beside a code; empty where there is none.
pub(super) fn of_a_person(text: &str) -> String {
    let text = without_times(&spread(text));
    let mut words = parts(&text);
    // “Cô Lan ơi, em gửi ạ”: whoever is called sends nothing.
    if let Some(called) = words.iter().rposition(|word| bare(word) == "ơi") {
        words.drain(..=called);
    }
    let mut is_to = false;
    while let Some(first) = words.first() {
        let word = bare(first);
        let next = words.get(1).copied().unwrap_or_default();
        let ends = first.ends_with(':');
        // “Mã Văn Tài”, “Em Út”, “Bạn Lan”: a name, or a part of one.
        let is_title = is_one_of(TITLES, &word);
        let is_kept = !ends
            && is_capital(next)
            && (is_title || word == "mã" && is_capital(first) && !is_one_of(TITLES, &bare(next)));
        // “bà tư”, as many type it; not “em gửi”, “chị ấy”.
        let is_small_name = words.len() == 2 && is_title && !ends && {
            let next = bare(next);
            !(next.is_empty() || is_one_of(NO_NAMES, &next) || is_one_of(TITLES, &next))
        };
        let is_kept = is_kept || is_small_name;
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_kept || !(is_number || is_title || is_one_of(NO_NAMES, &word)) {
            // “1/ Bà Tư”, “1.Bà Tư”
            let digits = first.bytes().take_while(u8::is_ascii_digit).count();
            let is_numbered = digits > 0 && matches!(first.as_bytes().get(digits), Some(b'/' | b'.' | b')'));
            match first.get(digits + 1..).filter(|behind| is_numbered && !behind.is_empty()) {
                Some(behind) => words[0] = behind,
                None => break,
            }
            continue;
        }
        // “Em gửi cô Lan”, but “Người gửi: Lan”.
        is_to = is_one_of(TO, &word) && !ends;
        words.remove(0);
    }
    if is_to {
        return String::new();
    }
    // “Em Lan gửi cô Hoa ạ”
    if let Some(sends) = words.iter().position(|word| is_one_of(SENDS, word)) {
        words.truncate(sends);
    }
    while let Some(last) = words.last() {
        let word = bare(last);
        let is_small = !is_capital(last);
        if !(word.is_empty() || is_small && (is_one_of(NO_NAMES, &word) || is_one_of(TITLES, &word))) {
            break;
        }
        words.pop();
    }
    let mut name = String::new();
    for word in words {
        if word != "," {
            name.push(' ');
        }
        name.push_str(word);
    }
    let is_mark = |char: char| !is_letter(char) && !matches!(char, '[' | ']');
    clean_name(name.trim_matches(is_mark))
}

/// Whether words are a name, and nothing that people write to each other.
pub(super) fn is_sure(name: &str) -> bool {
    let words = parts(name);
    let first = words.first().map(|word| bare(word)).unwrap_or_default();
    let is_called = is_one_of(TITLES, &first) || is_one_of(BEFORE, &first);
    let is_titled = matches!(words.len(), 2 | 3) && is_called && words.get(1).is_some_and(|next| is_capital(next));
    // “Thôn 3”, “Hội KH xã”: many people hand in from there.
    if (is_one_of(PLACES, &first) || first == "hội") && !words.iter().any(|word| is_one_of(TITLES, &bare(word))) {
        return false;
    }
    let is_proper =
        words.iter().all(|word| is_capital(word) || is_one_of(WITHIN, &bare(word)) || bare(word).is_empty());
    let has_letter = name.chars().any(|char| is_letter(char) && !char.is_ascii_digit());
    has_letter && words.len() <= MOST_WORDS && (is_titled || is_proper)
}

/// Without times and days, and without what stands in brackets with them.
fn without_times(text: &str) -> String {
    let mut name = String::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let end = if char == '[' { rest.bytes().position(|byte| byte == b']') } else { None };
        if let Some(end) = end.filter(|end| rest[1..*end].split(' ').any(is_time)) {
            rest = &rest[end + 1..];
            continue;
        }
        let until =
            rest.bytes().position(|byte| byte == b' ' || byte == b'[').unwrap_or(rest.len()).max(char.len_utf8());
        let (part, behind) = rest.split_at(until);
        if !is_time(part) {
            name.push_str(part);
        }
        rest = behind;
    }
    name
}

/// Whether it is a time or a day: `08:12`, `30/11/2026,`, `08:12:30`, `8h15`.
fn is_time(part: &str) -> bool {
    let bare = part.trim_matches([',', '-', '.', ':', ']', '[', '(', ')']);
    let is_of_it = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'/' | b'.' | b'-' | b'h');
    let has_mark = bare.bytes().any(|byte| matches!(byte, b':' | b'/' | b'-' | b'h'));
    let ends = bare.as_bytes();
    has_mark
        && bare.bytes().all(is_of_it)
        && ends.first().is_some_and(u8::is_ascii_digit)
        && ends.last().is_some_and(|last| last.is_ascii_digit() || *last == b'h')
}

/// A line above the next code.
#[derive(Debug)]
struct Line {
    /// Where it stands in what is written.
    place: Range<usize>,
    name: String,
    /// It was filled in behind `Họ và tên:`.
    is_labelled: bool,
    /// A time stands in it, or in the line below: so chats say who wrote.
    is_timed: bool,
    is_place: bool,
}

/// The lines since the last code: one of them may say whose the next code is.
#[derive(Debug, Default)]
pub(super) struct Above {
    lines: Vec<Line>,
}

/// So many lines are looked at: who wrote stands near.
const NEAR: usize = 12;

impl Above {
    /// Adds a line that was written there.
    pub(super) fn add(&mut self, place: Range<usize>, text: &str) {
        let name = of_a_person(text);
        let spread = spread(text);
        let is_timed = parts(&spread).into_iter().any(is_time);
        let small = key(&spread);
        let small = small.trim_matches(' ');
        let is_labelled = LABELS.iter().any(|label| {
            let rest = small.strip_prefix(label).unwrap_or_default().trim_matches(' ');
            matches!(rest.as_bytes().first(), Some(b':' | b'-' | b'='))
        });
        if let (true, true, Some(last)) = (is_timed, name.is_empty(), self.lines.last_mut()) {
            last.is_timed = true;
        }
        let first = parts(&name).first().map(|word| bare(word)).unwrap_or_default();
        let is_place = is_one_of(PLACES, &first);
        self.lines.push(Line { place, name, is_labelled, is_timed, is_place });
    }

    /// Leaves the name alone in the line that says whose the next code is; gives nothing where none does.
    pub(super) fn name(&mut self, out: &mut [u8]) -> Option<()> {
        let from = self.lines.len().saturating_sub(NEAR);
        let near = &self.lines[from..];
        let find = |is_it: &dyn Fn(&Line) -> bool| near.iter().rposition(|line| !line.name.is_empty() && is_it(line));
        let place = find(&|line| line.is_labelled)
            .or_else(|| find(&|line| line.is_timed && !line.is_place))
            .or_else(|| find(&|line| !line.is_place && is_sure(&line.name)))?;
        let line = self.lines.remove(from + place);
        let written = out.get_mut(line.place)?;
        blank(written);
        written.get_mut(..line.name.len())?.copy_from_slice(line.name.as_bytes());
        Some(())
    }

    /// Blanks all lines: what people write to each other is no mistake.
    pub(super) fn forget(&mut self, out: &mut [u8]) {
        for line in self.lines.drain(..) {
            if let Some(written) = out.get_mut(line.place) {
                blank(written);
            }
        }
    }
}

/// Spaces in the place of all but the ends of lines.
fn blank(written: &mut [u8]) {
    written.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_what_people_write_to_each_other() {
        for (words, name) in [
            ("Bà Tư:", "Bà Tư"),
            ("Bà Tư gửi", "Bà Tư"),
            ("Em Út gửi phiếu (", "Em Út"),
            ("Mã phiếu của bà Tư:", "bà Tư"),
            ("Mã Văn Tài:", "Mã Văn Tài"),
            ("dạ em là Lan gửi cô ạ", "Lan"),
            ("Em Lan gửi cô Hoa ạ", "Em Lan"),
            ("[08:12, 30/11/2026] Chị Lan:", "Chị Lan"),
            ("30/11/2026, 08:15 - Cô Chín:", "Cô Chín"),
            ("[Tổ 3] Ông Mười", "[Tổ 3] Ông Mười"),
            ("HTX Hòa Bình:", "HTX Hòa Bình"),
            ("1,Nguyễn Văn An,Thôn Đoài,", "Nguyễn Văn An, Thôn Đoài"),
            ("3) Lan", "Lan"),
            ("8h15 Anh Tám -", "Anh Tám"),
        ] {
            assert_eq!(of_a_person(words), name, "{words}");
            assert!(is_sure(name), "{name}");
        }
        for words in [
            "Mã:",
            "Mã phiếu:",
            "Mã số phiếu",
            "Em gửi:",
            "Gửi",
            "Bạn",
            "Đã gửi lúc 8:15",
            "Dạ em gửi cô ạ",
            "Cô Lan ơi em gửi ạ",
            "Em gửi cô Lan:",
            "Của em đây ạ:",
            "08:12",
            "1.",
            "👍",
            "Ok",
            "",
            "Phiếu của em:",
            "Tôi",
            "Em xin nộp bài ạ",
        ] {
            assert_eq!(of_a_person(words), "", "{words}");
        }
        for words in ["phiếu tháng này", "nhà bên cạnh", "hôm qua trời mưa", "nguyen van a", ""] {
            assert!(!is_sure(words), "{words}");
        }
    }
}
