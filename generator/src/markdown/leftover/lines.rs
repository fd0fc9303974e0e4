//! Lines that were meant for a list, a task or a heading.

use super::Line;
use crate::diagnostic::LeftoverProblem;
use crate::source::bullets::{BULLETS, DASHES};
use std::ops::Range;

/// A list that was found, and may go on.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) place: Range<usize>,
    /// Its items as they should be written.
    pub(super) items: Vec<String>,
    /// Each stands alone in its paragraph so far.
    pub(super) is_plain: bool,
}

/// So many lines are shown of what an author should write.
const SHOWN: usize = 6;

enum Marker {
    /// One is enough.
    Bullet,
    /// One of several.
    Weak,
    /// A number or letter, which the next line counts on.
    Counted(u32),
}

/// The first lines of what should be written.
pub(super) fn few(lines: &[String]) -> String {
    let mut few = lines.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    if lines.len() > SHOWN {
        few.push_str("\n…");
    }
    few
}

/// Lines of a paragraph that are items. In an item of a list the first line has its mark already.
pub(super) fn list(lines: &[Line<'_>], is_item: bool) -> Option<Pending> {
    let skipped = usize::from(is_item);
    let marked: Vec<(usize, Marker, String)> = lines
        .iter()
        .enumerate()
        .skip(skipped)
        .filter_map(|(index, line)| marker(line).map(|(marker, item)| (index, marker, item)))
        .collect();
    let (first, mark, _) = marked.first()?;
    let is_meant = match mark {
        Marker::Bullet => true,
        // In a list that is open, one line that lost its space is enough.
        Marker::Weak if is_item => lines[*first].shown.starts_with(['-', '+', '*']) || marked.len() > 1,
        _ if marked.len() < 2 => false,
        Marker::Weak => marked.iter().filter(|(_, other, _)| !matches!(other, Marker::Counted(_))).count() > 1,
        Marker::Counted(one) => {
            marked.iter().any(|(_, other, _)| matches!(other, Marker::Counted(two) if *two == one + 1))
        }
    };
    // Lines that the author broke stand one below the other.
    let is_broken = marked.iter().skip(1).all(|(index, ..)| lines[index - 1].is_broken);
    if !is_meant || marked.len() > 1 && is_broken {
        return None;
    }
    let mut items: Vec<String> = Vec::new();
    let mut next = marked.iter().peekable();
    for (index, line) in lines.iter().enumerate().skip(*first) {
        if let Some((_, marker, item)) = next.next_if(|(at, ..)| *at == index) {
            let parts = item.split(|char| matches!(marker, Marker::Bullet) && BULLETS.contains(&char));
            items.extend(
                parts
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .enumerate()
                    .map(|(number, part)| if number > 0 { format!("- {part}") } else { part.to_owned() }),
            );
        } else if let Some(last) = items.last_mut() {
            last.push(' ');
            last.push_str(line.text);
        }
    }
    let last = lines.last()?;
    let is_plain = *first == 0 && marked.len() == 1 && matches!(mark, Marker::Bullet);
    Some(Pending { place: lines[*first].at..last.at + last.text.len(), items, is_plain })
}

/// Whether a line begins as an item does, whatever stands in it.
pub(super) fn begins_an_item(line: &Line<'_>) -> bool {
    marker(line).is_some_and(|(marker, _)| matches!(marker, Marker::Bullet))
}

/// What begins a line, and the item as it should be written.
fn marker(line: &Line<'_>) -> Option<(Marker, String)> {
    let first = line.shown.chars().next()?;
    let rest = &line.text[first.len_utf8()..];
    let words = rest.trim_start();
    let is_apart = rest.len() > words.len();
    let next = words.chars().next()?;
    let dashed = || format!("- {words}");
    if BULLETS.contains(&first) {
        return Some((Marker::Bullet, dashed()));
    }
    if DASHES.contains(&first) {
        return Some((Marker::Weak, dashed()));
    }
    match first {
        '-' | '+' | '*' if !is_apart && next.is_alphabetic() => return Some((Marker::Weak, dashed())),
        // Bullets of Word that lost their font.
        'o' | '§' | 'Ø' | 'ü' if is_apart && next.is_alphabetic() => return Some((Marker::Weak, dashed())),
        _ => {}
    }
    counted(line)
}

/// `1.`, `2)`, `(3)`, `a)`: as many lines as items, where Markdown sees one paragraph.
fn counted(line: &Line<'_>) -> Option<(Marker, String)> {
    let text = line.shown;
    if let Some(step) = text.strip_prefix("Bước ") {
        let end = step.find(|char: char| !char.is_ascii_digit())?;
        let number: u32 = step[..end].parse().ok()?;
        let is_step = step[end..].starts_with([':', '.', ')']);
        return is_step.then(|| (Marker::Counted(2000 + number), format!("- {}", line.text)));
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let end = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != 'đ')?;
    let (name, rest) = inner.split_at(end);
    let close = rest.chars().next().filter(|char| matches!(char, '.' | ')' | '/'))?;
    // “1/ Mở máy”, not a day of a month.
    if close == '/' && !rest[1..].starts_with(' ') {
        return None;
    }
    if inner.len() < text.len() && close != ')' {
        return None;
    }
    let words = rest[1..].trim_start();
    if !words.starts_with(|char: char| char.is_alphabetic() || matches!(char, '“' | '"' | '\u{1}')) {
        return None;
    }
    let written = line.text[text.len() - words.len()..].to_owned();
    if let Ok(number) = name.parse::<u32>() {
        let is_number = name.len() <= 3;
        return is_number.then(|| (Marker::Counted(number), format!("{number}. {written}")));
    }
    let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    if let (Some(place), '.' | '/') = (roman.iter().position(|number| *number == name), close) {
        return Some((Marker::Counted(3000 + u32::try_from(place).unwrap_or(0)), format!("- {name}. {written}")));
    }
    // “a)” of a list, not “A.” of a name.
    let letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p"];
    let place = letters.iter().position(|letter| *letter == name)?;
    (close == ')').then(|| (Marker::Counted(1000 + u32::try_from(place).unwrap_or(0)), format!("- {name}) {written}")))
}

/// What one line alone was meant for.
pub(super) fn single(line: &Line<'_>) -> Option<(usize, LeftoverProblem)> {
    let problem = heading(line).or_else(|| task(line))?;
    Some((line.at, problem))
}

/// `##Tiêu đề`
fn heading(line: &Line<'_>) -> Option<LeftoverProblem> {
    let words = line.shown.trim_start_matches(['#', '＃']);
    let marks = line.shown[..line.shown.len() - words.len()].chars().count();
    let first = words.chars().next()?;
    let is_wide = line.shown.starts_with('＃');
    if marks > 6 && first == ' ' && words.trim_start().starts_with(char::is_alphanumeric) {
        let written = line.text.trim_start_matches('#').trim_start();
        return Some(LeftoverProblem::HeadingDeep { right: format!("###### {written}") });
    }
    if !(1..=6).contains(&marks) || !(first.is_alphanumeric() || first == '\u{1}' || first == '“' || is_wide) {
        return None;
    }
    // “##002#”: a code that is typed on a telephone.
    if words.split_whitespace().next().is_some_and(|code| code.ends_with('#') && first.is_ascii_digit()) {
        return None;
    }
    // “#hoctap”, “#1”: what is one word, or is not a sentence, may be meant as it stands.
    if marks == 1 && !is_wide && !(first.is_uppercase() && words.contains(' ') && !words.contains('#')) {
        return None;
    }
    let written = line.text.trim_start_matches(['#', '＃']).trim_start();
    Some(LeftoverProblem::HeadingSpace { right: format!("{} {written}", "#".repeat(marks.max(2))) })
}

/// `[ ] việc` without the dash of a list, or glued to it.
fn task(line: &Line<'_>) -> Option<LeftoverProblem> {
    let text = line.shown.trim_start_matches(['-', '*', '+']).trim_start();
    let (mark, rest) = ["[ ]", "[x]", "[X]", "[]"].iter().find_map(|mark| Some((*mark, text.strip_prefix(mark)?)))?;
    if rest.starts_with(['(', '[', ':']) || rest.trim().is_empty() {
        return None;
    }
    // “[x] là đã làm, [ ] là chưa” says what the boxes mean.
    let is_of_boxes = ["[ ]", "[x]", "[X]"].iter().any(|mark| rest.contains(mark));
    if is_of_boxes || ["là", "nghĩa", "="].contains(&rest.split_whitespace().next().unwrap_or_default()) {
        return None;
    }
    let written = line.text[line.text.len() - rest.len()..].trim_start();
    let mark = if mark == "[]" { "[ ]" } else { mark };
    Some(LeftoverProblem::Task { right: format!("- {mark} {written}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Option<Vec<String>> {
        let lines: Vec<Line<'_>> =
            text.split('\n').map(|text| Line { at: 0, text, shown: text, is_broken: text.ends_with('\\') }).collect();
        list(&lines, false).map(|list| list.items)
    }

    #[test]
    fn lines_that_are_items_are_told_from_lines_that_only_begin_alike() {
        for (text, items) in [
            ("• Một\n• Hai", "- Một|- Hai"),
            ("•Một • Hai", "- Một|- Hai"),
            ("Gồm:\n▪ Một\ndài\n▪ Hai", "- Một dài|- Hai"),
            ("– Ba\n– Bốn", "- Ba|- Bốn"),
            ("-Ba\n-Bốn", "- Ba|- Bốn"),
            ("o Ba\no Bốn", "- Ba|- Bốn"),
            ("1.Ba\n2.Bốn", "1. Ba|2. Bốn"),
            ("Gồm:\n2. Ba\n3. Bốn", "2. Ba|3. Bốn"),
            ("a) Ba\nb) Bốn", "- a) Ba|- b) Bốn"),
            ("1/ Ba\n2/ Bốn", "1. Ba|2. Bốn"),
            ("Bước 1: Ba\nBước 2: Bốn", "- Bước 1: Ba|- Bước 2: Bốn"),
            ("I. Ba\nII. Bốn", "- I. Ba|- II. Bốn"),
        ] {
            assert_eq!(lines(text).map(|items| items.join("|")).as_deref(), Some(items), "{text}");
        }
        for text in [
            "– Chào bác.",
            "Một\nhai",
            "-5 độ\n-7 độ",
            "Năm\n2026. Xong",
            "a) Ba\\\nb) Bốn",
            "A. Ba\nB. Bốn",
            "- a",
            "1/2 giờ\n2/3 giờ",
        ] {
            assert_eq!(lines(text), None, "{text}");
        }
    }

    fn told(text: &str) -> Option<LeftoverProblem> {
        let line = Line { at: 0, text, shown: text, is_broken: false };
        single(&line).map(|(_, problem): (usize, LeftoverProblem)| problem)
    }

    #[test]
    fn a_heading_without_its_space_is_told_from_a_word_with_a_hash() {
        for (text, right) in [("##Không cách", "## Không cách"), ("#Một hai", "## Một hai"), ("＃＃ Một", "## Một")]
        {
            assert_eq!(told(text), Some(LeftoverProblem::HeadingSpace { right: right.to_owned() }));
        }
        for text in [
            "#hoctap",
            "#1 trong xã",
            "#hoctap #suotdoi",
            "## Đúng",
            "#",
            "##002# để hủy",
            "[x] là xong, [ ] là chưa",
            "[x] là xong",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
        assert_eq!(told("####### bảy"), Some(LeftoverProblem::HeadingDeep { right: "###### bảy".to_owned() }));
        assert_eq!(told("[] Một"), Some(LeftoverProblem::Task { right: "- [ ] Một".to_owned() }));
    }
}
