//! Links and pictures whose marks became text.

use super::{Found, Seen};
use crate::diagnostic::LeftoverProblem;
use std::ops::Range;

/// What addresses begin with.
const BEGINNINGS: [&str; 12] =
    ["/", "@/", "@check/", "#", "http://", "https://", "www.", "tel:", "mailto:", "./", "../", "sms:"];

/// What the names of pictures end with.
const PICTURES: [&str; 6] = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"];

/// Finds them in a block; what was told of is added to `told`.
pub(super) fn find(seen: Seen<'_>, block: &Range<usize>, told: &mut Vec<Range<usize>>, found: &mut Found) {
    let shown = &seen.shown[block.clone()];
    if shown.contains("://") {
        let cut = cut_addresses(seen, block).into_iter().filter(|(at, ..)| !told.iter().any(|told| told.contains(at)));
        let cut: Vec<_> = cut.collect();
        for (start, end, problem) in cut {
            told.push(start..end);
            found.push((start, problem));
        }
    }
    if !shown.contains(']') {
        return;
    }
    let closings: Vec<usize> = shown.match_indices(']').map(|(at, _)| block.start + at).collect();
    for close in closings {
        if told.iter().any(|told| told.contains(&close)) {
            continue;
        }
        let Some(open) = opening(seen.shown, block.start, close) else { continue };
        if let Some((start, end, problem)) = at(seen, block, open, close)
            && !told.iter().any(|told| told.contains(&start))
        {
            told.push(start..end);
            found.push((start, problem));
        }
    }
}

/// The bracket that one closes.
fn opening(shown: &str, start: usize, close: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in shown.as_bytes()[start..close].iter().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(start + at),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What two brackets were meant for: where it begins and ends, and what to say.
fn at(seen: Seen<'_>, block: &Range<usize>, open: usize, close: usize) -> Option<(usize, usize, LeftoverProblem)> {
    let text = &seen.markdown[open + 1..close];
    let rest = &seen.markdown[close + 1..block.end];
    let is_picture = seen.shown[..open].ends_with('!') && open > block.start;
    let start = open - usize::from(is_picture);
    let mark = if is_picture { "!" } else { "" };
    let is_number = |text: &str| text.chars().all(|char| char.is_ascii_digit());
    let broken = |end: usize, address: &str| {
        let written = one_line(&seen.markdown[start..end]);
        let right = format!("{mark}[{text}]({})", address_of(address));
        Some((start, end, LeftoverProblem::LinkBroken { written, right }))
    };
    if let Some(behind) = rest.strip_prefix('(') {
        let Some(length) = closing(behind) else {
            let length = behind.find(|char: char| char.is_whitespace() || char == ']').unwrap_or(behind.len());
            let address = &behind[..length];
            return is_address(address).then(|| broken(close + 2 + length, address)).flatten();
        };
        let (address, end) = (behind[..length].trim(), close + 2 + length + 1);
        if !address.contains(char::is_whitespace) || !(is_address(address) || is_picture && address.contains('.')) {
            return None;
        }
        let written = one_line(&seen.markdown[start..end]);
        let right = format!("{mark}[{}]({})", one_line(text), address_of(address));
        return Some((start, end, LeftoverProblem::LinkSpace { written, right, is_picture }));
    }
    // “[chữ] [ten]”: a name as links have it, after one space.
    let apart = rest.strip_prefix(' ').filter(|behind| {
        let label = behind.strip_prefix('[').and_then(|behind| behind.split_once(']')).map_or("", |(label, _)| label);
        let is_name = label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        is_name && label.len() > 2 && text.chars().any(char::is_alphabetic) && label != text
    });
    if let Some(behind) = apart.unwrap_or(rest).strip_prefix('[') {
        let length = behind.find(']').filter(|length| *length > 0)?;
        let label = &behind[..length];
        if label.starts_with('^') || is_number(label) || text.is_empty() {
            return None;
        }
        let end = close + 2 + length + 1 + usize::from(apart.is_some());
        if is_address(label) {
            return broken(end, label);
        }
        let (text, label) = (one_line(text), one_line(label));
        return Some((start, end, LeftoverProblem::LinkUndefined { text, label }));
    }
    let behind = rest.trim_start_matches([' ', '\t']);
    let gap = rest.len() - behind.len();
    if let Some(inside) = behind.strip_prefix('(').filter(|_| (1..4).contains(&gap) && !text.is_empty()) {
        let length = closing(inside)?;
        let address = inside[..length].trim();
        let is_meant = is_address(address) && !address.contains(char::is_whitespace);
        return is_meant.then(|| broken(close + 1 + gap + 1 + length + 1, address)).flatten();
    }
    if gap == 0 && !is_number(text) && ["http://", "https://", "www."].iter().any(|begins| rest.starts_with(begins)) {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(['.', ',', ';', ')']);
        return broken(close + 1 + address.len(), address);
    }
    if gap == 0 && rest.starts_with('/') && !is_number(text) {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(['.', ',', ';', ')']);
        let has_ending = address.rsplit_once('.').is_some_and(|(_, ending)| (2..=5).contains(&ending.len()));
        return has_ending.then(|| broken(close + 1 + address.len(), address)).flatten();
    }
    // “(chữ)[địa chỉ]”, “(địa chỉ)[chữ]”
    if seen.shown[block.start..open].ends_with(')') {
        let before = &seen.markdown[block.start..open - 1];
        let inside = before.rfind('(')?;
        let (start, inside) = (block.start + inside, &before[inside + 1..]);
        let (words, address) = match (is_address(text), is_address(inside)) {
            (true, _) => (inside, text),
            (false, true) if text.chars().any(char::is_alphabetic) => (text, inside),
            _ => return None,
        };
        let written = one_line(&seen.markdown[start..=close]);
        let right = format!("[{}]({})", one_line(words), address_of(address));
        return Some((start, close + 1, LeftoverProblem::LinkBroken { written, right }));
    }
    None
}

/// A picture whose `!` stands apart from it, so that it is a link.
pub(super) fn picture_apart(seen: Seen<'_>, link: &Range<usize>, address: &str) -> Option<(usize, LeftoverProblem)> {
    let small = address.to_ascii_lowercase();
    if !PICTURES.iter().any(|ending| small.ends_with(ending)) {
        return None;
    }
    let before = seen.shown[..link.start].strip_suffix(' ')?.strip_suffix('!')?;
    if !(before.is_empty() || before.ends_with(['\n', ' '])) {
        return None;
    }
    let written = seen.markdown.get(before.len()..link.end)?;
    let right = written.replacen("! ", "!", 1);
    Some((before.len(), LeftoverProblem::LinkBroken { written: one_line(written), right: one_line(&right) }))
}

/// Bare addresses that a space cuts in two: behind `https://`, or in the name of a file.
fn cut_addresses(seen: Seen<'_>, block: &Range<usize>) -> Vec<(usize, usize, LeftoverProblem)> {
    const FILES: [&str; 14] = [
        ".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".zip", ".html", ".htm", ".jpg", ".png", ".mp4",
        ".mp3",
    ];
    const ENDS: [char; 6] = [',', ';', '.', ':', '?', '!'];
    // Words of a sentence, not of a file's name.
    const GOES_ON: [&str; 14] =
        ["rồi", "và", "hoặc", "hay", "tệp", "file", "để", "thì", "nhé", "xem", "tải", "mở", "trong", "là"];
    let shown = &seen.shown[block.clone()];
    let mut cut = Vec::new();
    for (colon, _) in shown.match_indices("://") {
        let Some(start) = ["https", "http"].iter().find_map(|scheme| {
            let start = colon.checked_sub(scheme.len())?;
            shown.get(start..colon).filter(|typed| typed.eq_ignore_ascii_case(scheme)).map(|_| start)
        }) else {
            continue;
        };
        let ends = ['\n', '<', '>', '"', '“', '”', '(', ')', '[', ']', '\u{1}'];
        let line = &shown[start..];
        let line = &line[..line.find(ends).unwrap_or(line.len())];
        let first = line.find(' ').unwrap_or(line.len());
        let length = if first == colon - start + 3 {
            // “https:// vidu.vn”
            let rest = line[first..].trim_start();
            let host = rest.split([' ', '/']).next().unwrap_or_default();
            let is_host = host.trim_end_matches('.').contains('.') && host.is_ascii();
            is_host.then(|| line.len() - rest.len() + rest.find(' ').unwrap_or(rest.len()))
        } else {
            // The words up to the ending of a file, none of which ends a part of a sentence.
            let path = line[..first].rsplit('/').next().unwrap_or_default();
            let mut end = first;
            let words = line[first..].split(' ').skip(1).take(5).take_while(|word| !word.is_empty());
            let words = words.map(|word| {
                end += 1 + word.len();
                (word, end)
            });
            let is_open = !path.contains('.') && !path.ends_with(ENDS) && line[..first].matches('/').count() > 2;
            let is_file = |word: &str| {
                let small = word.trim_end_matches(['.', ',', ';']).to_ascii_lowercase();
                FILES
                    .iter()
                    .any(|ending| small.ends_with(ending))
                    .then(|| word.len() - word.trim_end_matches(['.', ',', ';']).len())
            };
            let mut file = None;
            for (word, end) in words.filter(|_| is_open) {
                if let Some(behind) = is_file(word) {
                    file = Some(end - behind);
                    break;
                }
                if word.contains("://") || word.ends_with(ENDS) || GOES_ON.contains(&word) {
                    break;
                }
            }
            file
        };
        let Some(length) = length else { continue };
        let (from, to) = (block.start + start, block.start + start + length);
        let written = one_line(&seen.markdown[from..to]);
        let right = if first == colon - start + 3 { written.replacen(' ', "", 1) } else { written.replace(' ', "%20") };
        cut.push((from, to, LeftoverProblem::AddressCut { written, right }));
    }
    cut
}

/// Where the parenthesis that is open ends.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether it can only be meant for one.
fn is_address(text: &str) -> bool {
    let text = text.trim().trim_start_matches('<');
    let is_drive =
        || text.as_bytes().get(1) == Some(&b':') && text.starts_with(|char: char| char.is_ascii_alphabetic());
    let path = without_title(text).0.trim_end_matches('>');
    let has_ending = || {
        path.rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty()
                && (2..=5).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    BEGINNINGS.iter().any(|begins| text.starts_with(begins)) || is_drive() || has_ending()
}

/// An address, and the title that stands behind it in whatever quotes.
fn without_title(text: &str) -> (&str, Option<&str>) {
    let split = || {
        let inner = text.trim_end().strip_suffix(['"', '”', '’', '\''])?;
        let at = inner.rfind(['"', '“', '‘', '\''])?;
        let (address, title) = inner.split_at(at);
        let quote = title.chars().next()?.len_utf8();
        address.ends_with(char::is_whitespace).then(|| (address.trim_end(), Some(&title[quote..])))
    };
    split().unwrap_or((text, None))
}

/// An address as Markdown takes it.
fn address_of(text: &str) -> String {
    let (address, title) = without_title(text.trim());
    let address = address.trim_start_matches('<').trim_end_matches('>');
    let written = if !address.contains(char::is_whitespace) {
        address.to_owned()
    } else if address.starts_with("tel:") || address.starts_with("sms:") {
        address.split_whitespace().collect()
    } else if address.starts_with("http") || address.starts_with("mailto:") || address.starts_with("www.") {
        address.split_whitespace().collect::<Vec<_>>().join("%20")
    } else {
        let address = one_line(address);
        let file = address.trim_start_matches("./").trim_start_matches('/').trim_start_matches("static/");
        let is_page = address.starts_with(['@', '#', '.']) || address.contains([':', '\\']) || is_file_of_a_page(file);
        // A file of the site is named from its root.
        if is_page { format!("<{address}>") } else { format!("</{file}>") }
    };
    match title {
        Some(title) => format!("{written} \"{title}\""),
        None => written,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the file is one that pages are written in.
fn is_file_of_a_page(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|ending| ending == "md")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(text: &str) -> Option<String> {
        let mut found = Vec::new();
        find(Seen { markdown: text, shown: text }, &(0..text.len()), &mut Vec::new(), &mut found);
        found.into_iter().next().map(|(_, problem)| match problem {
            LeftoverProblem::LinkSpace { right, .. }
            | LeftoverProblem::LinkBroken { right, .. }
            | LeftoverProblem::AddressCut { right, .. } => right,
            LeftoverProblem::LinkUndefined { text, label } => format!("{text} {label}"),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn what_was_meant_for_a_link_is_given_as_one() {
        for (written, expected) in [
            ("[tài liệu](/tài liệu.pdf)", "[tài liệu](</tài liệu.pdf>)"),
            ("![Hình](/hình lớp.png)", "![Hình](</hình lớp.png>)"),
            ("![Hình](hình lớp.png)", "![Hình](</hình lớp.png>)"),
            ("![Hình](/static/hình lớp.png)", "![Hình](</hình lớp.png>)"),
            ("![Hình]/hinh/a.png", "![Hình](/hinh/a.png)"),
            ("[Gọi](tel:+84 912 345)", "[Gọi](tel:+84912345)"),
            ("[thư](mailto:a@b.vn?subject=Chào bạn)", "[thư](mailto:a@b.vn?subject=Chào%20bạn)"),
            ("[a](https://b.vn/đường dẫn)", "[a](https://b.vn/đường%20dẫn)"),
            ("[a](/b.pdf “tên”)", "[a](/b.pdf \"tên\")"),
            ("[tài liệu] (https://b.vn/)", "[tài liệu](https://b.vn/)"),
            ("(tài liệu)[https://b.vn/]", "[tài liệu](https://b.vn/)"),
            ("[tài liệu](https://b.vn và", "[tài liệu](https://b.vn)"),
            ("[tài liệu]https://b.vn.", "[tài liệu](https://b.vn)"),
            ("[tài liệu][https://b.vn]", "[tài liệu](https://b.vn)"),
            ("[chữ][thieu]", "chữ thieu"),
            ("[chữ] [thieu]", "chữ thieu"),
            ("https://b.vn/tài liệu/mẫu 1.pdf, rồi", "https://b.vn/tài%20liệu/mẫu%201.pdf"),
            ("https:// b.vn/x là", "https://b.vn/x"),
        ] {
            assert_eq!(right(written).as_deref(), Some(expected), "{written}");
        }
        for fine in ["https://b.vn rồi mở tệp mau.pdf", "Xem https://b.vn/a, tệp b.pdf", "[a] [b]", "[x] [x]"] {
            assert_eq!(right(fine), None, "{fine}");
        }
        for fine in ["[1] (2024)", "[1][2]", "[sic] (theo báo)", "[a](b c)", "a[0](x)", "[1] https://b.vn", "]["] {
            assert_eq!(right(fine), None, "{fine}");
        }
    }
}
