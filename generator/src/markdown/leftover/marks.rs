//! Marks inside a line that became nothing: bold, slanted, struck out, code; entities and commands of other programs.

use super::{Found, HIDDEN, Seen};
use crate::bytes::any_place;
use crate::diagnostic::LeftoverProblem;
use std::ops::Range;

/// One mark that readers see.
#[derive(Debug, Clone)]
struct Mark {
    at: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
}

/// Finds them in a block, but where something was told already.
pub(super) fn find(seen: Seen<'_>, block: &Range<usize>, told: &[Range<usize>], found: &mut Found) {
    let shown = &seen.shown[block.clone()];
    if !any_place(shown.as_bytes(), |[byte]| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'&' | b'{' | b'[' | b'=')) {
        return;
    }
    let is_told = |at: usize| told.iter().any(|told| told.contains(&at));
    for char in ['*', '_', '~', '`', '='] {
        if !shown.contains(char) {
            continue;
        }
        let runs: Vec<Mark> = runs(seen, block, char).into_iter().filter(|mark| !is_told(mark.at)).collect();
        if char == '=' {
            highlights(seen, &runs, found);
            continue;
        }
        for length in [3, 2] {
            let of_length: Vec<&Mark> = runs.iter().filter(|mark| mark.end - mark.at == length).collect();
            // One between two words closes what another opened, and opens nothing.
            let is_open = |place: usize| place % 2 == 1;
            let mut pairs: Vec<&Mark> = Vec::new();
            for mark in of_length {
                let closes = char == '_' && length == 2 && is_open(pairs.len()) && is_word(mark.before);
                if closes || is_mark(char, mark) {
                    pairs.push(mark);
                }
            }
            doubles(seen, block, &pairs, found);
        }
        let singles: Vec<&Mark> = runs.iter().filter(|mark| mark.end - mark.at == 1).collect();
        match char {
            '`' => code(seen, &singles, found),
            '*' | '_' => single(seen, block, &singles, found),
            _ => {}
        }
    }
    found.extend(entities(shown).map(|(at, problem)| (block.start + at, problem)).filter(|(at, _)| !is_told(*at)));
    found.extend(foreign(shown).map(|(at, problem)| (block.start + at, problem)).filter(|(at, _)| !is_told(*at)));
}

/// The runs of one character that are seen.
fn runs(seen: Seen<'_>, block: &Range<usize>, char: char) -> Vec<Mark> {
    let mut runs: Vec<Mark> = Vec::new();
    for (at, _) in seen.shown[block.clone()].match_indices(char) {
        let at = block.start + at;
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end += 1,
            None => runs.push(Mark { at, end: at + 1, before: None, after: None }),
        }
    }
    for run in &mut runs {
        (run.before, run.after) = seen.around(run.at, run.end);
        if run.at == block.start {
            run.before = None;
        }
        if run.end == block.end {
            run.after = None;
        }
    }
    runs
}

fn is_word(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}

/// Blanks to fill in, and names of programs, hold such signs as well.
fn is_mark(char: char, mark: &Mark) -> bool {
    match char {
        '_' => mark.end - mark.at == 2 && !(is_word(mark.before) && is_word(mark.after)),
        '~' => mark.end - mark.at == 2,
        '*' => true,
        _ => false,
    }
}

fn doubles(seen: Seen<'_>, block: &Range<usize>, marks: &[&Mark], found: &mut Found) {
    let mut marks = marks.iter().peekable();
    while let Some(open) = marks.next() {
        let mark = seen.markdown[open.at..open.end].to_owned();
        let close = marks.next_if(|close| !seen.markdown[open.end..close.at].trim().is_empty());
        if let Some(close) = close {
            let right = Some(set_right(seen, block, open, close));
            found.push((open.at, LeftoverProblem::Mark { mark, right }));
        } else if is_code(seen, block, open) {
            // “**21*0912…#” is typed on a telephone, and shown as it is.
        } else if is_word(open.after) || matches!(open.after, Some('“' | '"' | '(')) {
            // Behind a word, or alone, it may be the sign of a remark.
            found.push((open.at, LeftoverProblem::Mark { mark, right: None }));
        }
    }
}

/// Words behind which a sign is spoken of.
const NAMES_OF_IT: [&str; 8] = ["dấu", "sao", "ô", "có", "phím", "bấm", "nhấn", "nút"];

/// Whether a sign begins a code that is typed on a telephone: figures, up to another sign.
fn is_code(seen: Seen<'_>, block: &Range<usize>, open: &Mark) -> bool {
    let rest = &seen.markdown[open.end..block.end];
    let figures = rest.trim_start_matches(|char: char| char.is_ascii_digit());
    figures.len() < rest.len() && figures.starts_with(['*', '#'])
}

/// One `*` or `_` may stand for itself: told are two that were meant for each other.
fn single(seen: Seen<'_>, block: &Range<usize>, marks: &[&Mark], found: &mut Found) {
    let count = marks.len();
    let mut marks = marks.iter().peekable();
    while let Some(open) = marks.next() {
        // Before a figure it begins a code that is typed on a telephone: “*101#”.
        let is_code = open.after.is_some_and(|after| after.is_ascii_digit());
        let begins =
            (is_word(open.after) || matches!(open.after, Some('“' | '"'))) && !is_word(open.before) && !is_code;
        // A lone `*` between spaces may be the sign of what must be filled in.
        let ends = |close: &Mark| {
            let is_lone = close.before.is_some_and(char::is_whitespace);
            close.before.is_some_and(|before| before != '(') && (!is_lone || seen.markdown[close.at..].starts_with('_'))
        };
        if !begins {
            continue;
        }
        // “*nghiêng *chữ”: two alone, with a few words between and none but the first glued.
        let is_pair = |close: &Mark| {
            let inner = &seen.markdown[open.end..close.at];
            let words = inner.trim_end();
            // “có dấu * là bắt buộc” speaks of the sign.
            let is_named = words.rsplit(' ').next().is_some_and(|last| NAMES_OF_IT.contains(&last));
            let is_lone = inner.len() > words.len() && close.after.is_some_and(char::is_whitespace) && !is_named;
            count == 2
                && (is_word(close.after) && !close.after.is_some_and(|after| after.is_ascii_digit()) || is_lone)
                && inner.chars().count() < 60
                && !inner.contains('\n')
                && words.ends_with(char::is_alphanumeric)
        };
        if let Some(close) = marks.next_if(|close| ends(close) || is_pair(close)) {
            let mark = seen.markdown[open.at..open.end].to_owned();
            let right = Some(set_right(seen, block, open, close));
            found.push((open.at, LeftoverProblem::Mark { mark, right }));
        }
    }
}

/// `==tô sáng==`, as some programs write it.
fn highlights(seen: Seen<'_>, runs: &[Mark], found: &mut Found) {
    let mut marks = runs.iter().filter(|mark| mark.end - mark.at == 2).peekable();
    while let Some(open) = marks.next() {
        let begins = is_word(open.after) && !is_word(open.before);
        let ends = |close: &&Mark| close.before.is_some_and(|char| !char.is_whitespace()) && !is_word(close.after);
        if let Some(close) = marks.next_if(|close| begins && ends(close)) {
            let inner = seen.markdown[open.end..close.at].to_owned();
            found.push((open.at, LeftoverProblem::Mark { mark: "==".to_owned(), right: Some(format!("**{inner}**")) }));
        }
    }
}

fn code(seen: Seen<'_>, marks: &[&Mark], found: &mut Found) {
    if let Some(open) =
        marks.iter().find(|mark| mark.after.is_some_and(|after| !after.is_whitespace()) && !is_word(mark.before))
    {
        let mark = seen.markdown[open.at..open.end].to_owned();
        found.push((open.at, LeftoverProblem::Mark { mark, right: None }));
    }
}

/// The words between two marks with the spaces outside, and the word behind them.
fn set_right(seen: Seen<'_>, block: &Range<usize>, open: &Mark, close: &Mark) -> String {
    let mark = &seen.markdown[open.at..open.end];
    let inner = seen.markdown[open.end..close.at].split_whitespace().collect::<Vec<_>>().join(" ");
    let behind = &seen.markdown[close.end..block.end];
    let next = behind.split_whitespace().next().unwrap_or_default();
    let next = next.split(HIDDEN).next().unwrap_or_default();
    let glued = next.starts_with(['.', ',', ';', ':', '!', '?', ')', '”', '…']);
    let gap = if next.is_empty() || glued && !behind.starts_with(char::is_whitespace) { "" } else { " " };
    format!("{mark}{inner}{mark}{gap}{next}")
}

/// `2*3 và 4*5`: both signs stand between digits.
fn product(markdown: &str, emphasis: &Range<usize>) -> Option<String> {
    let text = markdown.get(emphasis.clone())?;
    let inner = text.strip_prefix('*')?.strip_suffix('*')?;
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    let (before, after) = (markdown[..emphasis.start].chars().next_back(), markdown[emphasis.end..].chars().next());
    let is_product = digit(before) && digit(after) && digit(inner.chars().next()) && digit(inner.chars().next_back());
    is_product.then(|| {
        let start = markdown[..emphasis.start].rfind(|char: char| !char.is_ascii_digit()).map_or(0, |at| at + 1);
        let start = (start..=emphasis.start).find(|at| markdown.is_char_boundary(*at)).unwrap_or(emphasis.start);
        let rest = &markdown[emphasis.end..];
        let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
        format!("{}×{inner}×{}", &markdown[start..emphasis.start], &rest[..end])
    })
}

/// `*098*1234#`, `a*b*c`: signs that stand for themselves, and are gone, for what is between them became slanted. Where the
/// word begins, and the word as it should be.
pub(super) fn swallowed(markdown: &str, emphasis: &Range<usize>) -> Option<(usize, LeftoverProblem)> {
    let inner = markdown.get(emphasis.clone())?.strip_prefix('*')?.strip_suffix('*')?;
    let (before, after) = (&markdown[..emphasis.start], &markdown[emphasis.end..]);
    let next = after.chars().next()?;
    let is_code = inner.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'#'));
    let is_glued = next.is_alphanumeric()
        || is_code && matches!(next, '#' | '[' | '(' | '<' | '{' | '…')
        || is_code && before.ends_with(|char: char| char.is_ascii_digit());
    if !is_glued {
        return None;
    }
    let start = before.rfind(|char: char| char.is_whitespace() || matches!(char, '(' | '“' | '"' | '|' | '>'));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let is_end = |char: char| char.is_whitespace() || matches!(char, ')' | '”' | '"' | '|' | ',' | ';');
    let end = emphasis.end + after.find(is_end).unwrap_or(after.len());
    let written = markdown[start..end].trim_end_matches(['.', ':', '!', '?']).to_owned();
    if !written.contains('#')
        && let Some(right) = product(markdown, emphasis)
    {
        return Some((emphasis.start, LeftoverProblem::Product { right }));
    }
    let has_digit = written.contains(|char: char| char.is_ascii_digit());
    // As slanted words, where no code is meant.
    let slanted = (!has_digit && !inner.contains('*')).then(|| {
        let (word, rest) = (&markdown[start..emphasis.start], &markdown[emphasis.end..start + written.len()]);
        format!("{word} *{inner}* {rest}").trim_start().to_owned()
    });
    Some((start, LeftoverProblem::Swallowed { right: written.replace('*', "\\*"), written, slanted }))
}

/// Whether a line below makes words a heading that are a paragraph.
pub(super) fn is_heading_by_line(text: &str) -> bool {
    let words = text.trim_end();
    if words.trim_start().starts_with('#') {
        return false;
    }
    let Some((words, _)) = words.rsplit_once('\n') else { return false };
    let words = words.trim();
    words.contains('\n') || words.ends_with(['.', '!', ';', '…', ':']) || words.chars().count() > 90
}

/// Entities that lost their end.
fn entities(shown: &str) -> impl Iterator<Item = (usize, LeftoverProblem)> {
    const NAMES: [&str; 9] = ["nbsp", "amp", "lt", "gt", "quot", "ndash", "mdash", "hellip", "#160"];
    shown.match_indices('&').filter_map(|(at, _)| {
        let rest = &shown[at + 1..];
        let name = NAMES.iter().find(|name| rest.starts_with(**name))?;
        let goes_on = rest[name.len()..].starts_with(|char: char| char.is_ascii_alphanumeric() || char == '=');
        (!goes_on).then(|| (at, LeftoverProblem::Entity { written: format!("&{name}") }))
    })
}

/// Commands of other programs: `{{< x >}}`, `{% x %}`, `[[x]]`, `[/b]`.
fn foreign(shown: &str) -> impl Iterator<Item = (usize, LeftoverProblem)> {
    const PAIRS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("[[", "]]"), ("[/", "]")];
    PAIRS.into_iter().filter_map(|(open, close)| {
        let at = shown.find(open)?;
        let line = shown[at..].lines().next().unwrap_or_default();
        let end = line.find(close)? + close.len();
        let is_command = open != "[/" || line[2..end - 1].bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_command && end > open.len() + close.len())
            .then(|| (at, LeftoverProblem::Foreign { written: line[..end].replace(HIDDEN, "") }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        find(Seen { markdown: text, shown: text }, &(0..text.len()), &[], &mut found);
        let words = found.into_iter().map(|(_, problem)| match problem {
            LeftoverProblem::Mark { mark, right } => right.unwrap_or(mark),
            LeftoverProblem::Entity { written } | LeftoverProblem::Foreign { written } => written,
            other => format!("{other:?}"),
        });
        words.collect()
    }

    #[test]
    fn a_mark_that_became_nothing_is_told_with_the_text_as_it_should_be() {
        for (written, right) in [
            ("**Lưu ý:**nội dung", "**Lưu ý:** nội"),
            ("**“Đậm”**và chữ", "**“Đậm”** và"),
            ("**Chữ đậm: **sai", "**Chữ đậm:** sai"),
            ("có ** đậm ** rồi", "**đậm** rồi"),
            ("__Chữ: __sai", "__Chữ:__ sai"),
            ("~~Bỏ: ~~sai", "~~Bỏ:~~ sai"),
            ("*Lưu ý:*nội dung", "*Lưu ý:* nội"),
            ("_nghiêng _ rồi", "_nghiêng_ rồi"),
            ("*nghiêng *chữ", "*nghiêng* chữ"),
            ("Nhớ *kỹ * điều", "*kỹ* điều"),
            ("a *b * c", "*b* c"),
            ("__đậm__và", "__đậm__ và"),
            ("có ==tô sáng== nhé", "**tô sáng**"),
            ("**mở mà", "**"),
            ("gõ `mã", "`"),
            ("a&nbsp b", "&nbsp"),
            ("{{< hinh >}}", "{{< hinh >}}"),
            ("[[Trang]]", "[[Trang]]"),
            ("[b]đậm[/b]", "[/b]"),
        ] {
            assert_eq!(told(written), [right], "{written}");
        }
    }

    #[test]
    fn signs_that_stand_for_themselves_are_left_alone() {
        for fine in [
            "Họ tên (*) và tuổi (*)",
            "Ô có dấu * là bắt buộc",
            "Giá 5.000đ **",
            "Họ tên: ______ Tuổi: __________",
            "tên_tệp_dài và a__b",
            "5 * 3 = 15, 2 * 4 = 8",
            "khoảng ~50 người, ~30 nữ",
            "A & B, R&D, ?a=1&lt=2",
            "mật khẩu ******",
            "Điền *Họ tên, *Tuổi vào",
            "*Họ tên *Tuổi *Thôn",
            "a == b, c==d và ====",
            "tên_tệp__dài__quá",
            "Bấm *101# rồi *102#.",
            "Gọi *100 hoặc *200 nhé",
            "Ô *Họ tên có dấu * là bắt buộc",
        ] {
            assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
        }
        let slanted = |text: &str, range: Range<usize>| match swallowed(text, &range) {
            Some((at, LeftoverProblem::Swallowed { right, slanted, .. })) => Some((at, right, slanted)),
            _ => None,
        };
        assert_eq!(slanted("Bấm *098*1234#.", 6..11), Some((6, "\\*098\\*1234#".to_owned(), None)));
        assert_eq!(slanted("(a*b*c)", 2..5), Some((1, "a\\*b\\*c".to_owned(), Some("a *b* c".to_owned()))));
        assert_eq!(slanted("gõ *100*[mã]#", 4..9), Some((4, "\\*100\\*[mã]#".to_owned(), None)));
        for fine in ["*a* b", "*a*, b", "(*a*)", "*2026*."] {
            let start = fine.find('*').unwrap_or(0);
            let end = fine.rfind('*').unwrap_or(0) + 1;
            assert_eq!(slanted(fine, start..end), None, "{fine}");
        }
        assert_eq!(product("2*3 và 4*5 bằng", &(1..10)).as_deref(), Some("2×3 và 4×5"));
    }
}
