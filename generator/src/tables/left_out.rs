//! What a file says beside its tables: comments, pictures, what stands at the head and foot of every page, notes. None of it
//! is imported, and a person is told of each.

use super::archive::Archive;
use super::grid::Grid;
use super::seen::{self, Seen, Step};
use crate::diagnostic::{LeftOut, Mistake, Spot};
use std::collections::{BTreeMap, BTreeSet};

/// Something beside the tables, and where it hangs.
pub(super) type Aside = (Option<Spot>, Mistake);

/// Adds one; texts of one kind that hang nowhere are told as one.
pub(super) fn add(asides: &mut Vec<Aside>, what: LeftOut, spot: Option<Spot>, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let (None, Some((None, Mistake::LeftOut { what: last, text: before }))) = (&spot, asides.last_mut())
        && *last == what
    {
        before.push_str(" · ");
        before.push_str(&text);
        return;
    }
    asides.push((spot, Mistake::LeftOut { what, text }));
}

/// What a document says beside its body.
pub(super) fn of_document(archive: &mut Archive<'_>) -> Vec<Aside> {
    const PARTS: [(&str, LeftOut); 5] = [
        ("word/header", LeftOut::Margin),
        ("word/footer", LeftOut::Margin),
        ("word/footnotes", LeftOut::Note),
        ("word/endnotes", LeftOut::Note),
        ("word/comments", LeftOut::Comment),
    ];
    let mut asides = Vec::new();
    for (begins, what) in PARTS {
        let is_part = |name: &String| {
            let number = name.strip_prefix(begins).and_then(|rest| rest.strip_suffix(".xml"));
            number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let mut texts: Vec<String> = Vec::new();
        for name in archive.names().into_iter().filter(is_part) {
            let text = part(archive, &name).map(|xml| words(&xml)).unwrap_or_default();
            // The number of a page is no text; the first page and the others often have the same.
            if text.chars().any(char::is_alphabetic) && !texts.contains(&text) {
                texts.push(text);
            }
        }
        for text in texts {
            add(&mut asides, what, None, &text);
        }
    }
    asides
}

/// What a sheet says beside its cells.
pub(super) fn of_sheet(archive: &mut Archive<'_>, seen: &Seen, grid: &Grid, asides: &mut Vec<Aside>) {
    let start = Some(grid.spot(1, 1));
    let margins: Vec<String> =
        seen.margins.iter().map(|code| bare(code)).filter(|text| text.chars().any(char::is_alphabetic)).collect();
    if !margins.is_empty() {
        add(asides, LeftOut::Margin, start.clone(), &margins.join(" · "));
    }
    let Some((folder, name)) = seen.path.rsplit_once('/') else { return };
    let relations = part(archive, &format!("{folder}/_rels/{name}.rels")).unwrap_or_default();
    for tag in seen::tags(&relations, "Relationship") {
        let (Some(kind), Some(target)) = (seen::value(&tag, "Type"), seen::value(&tag, "Target")) else { continue };
        let read = match kind.rsplit('/').next() {
            Some("comments") => comments,
            Some("drawing") => drawing,
            _ => continue,
        };
        read(&part(archive, &beside(folder, &target)).unwrap_or_default(), grid, asides);
    }
}

/// A target that is named from a folder.
fn beside(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn comments(xml: &str, grid: &Grid, asides: &mut Vec<Aside>) {
    let (mut place, mut text, mut in_text) = ((1, 1), String::new(), false);
    seen::walk(xml, |step| match step {
        Step::Open(tag, is_empty) => match tag.local_name().as_ref() {
            "comment" => {
                text.clear();
                let name = seen::value(tag, "ref").unwrap_or_default();
                let row = name.trim_start_matches(|char: char| char.is_ascii_alphabetic()).parse().unwrap_or(1);
                place = (row, seen::column_of(&name).unwrap_or(1));
            }
            "t" => in_text = !is_empty,
            _ => {}
        },
        Step::Text(words) if in_text => text.push_str(words),
        Step::Close("t") => in_text = false,
        Step::Close("comment") => add(asides, LeftOut::Comment, Some(grid.spot(place.0, place.1)), &text),
        Step::Text(_) | Step::Close(_) => {}
    });
}

/// Pictures, charts, and what is written on shapes.
fn drawing(xml: &str, grid: &Grid, asides: &mut Vec<Aside>) {
    let (mut place, mut in_from) = ((0_u32, 0_u32), false);
    let (mut text, mut open) = (String::new(), String::new());
    seen::walk(xml, |step| match step {
        Step::Open(tag, _) => match tag.local_name().as_ref() {
            "from" => (place, in_from) = ((0, 0), true),
            "pic" | "graphicFrame" => {
                let spot = grid.spot(place.0 + 1, place.1 + 1);
                add(asides, LeftOut::Picture, Some(spot), "");
            }
            name => name.clone_into(&mut open),
        },
        Step::Text(words) => match open.as_str() {
            "col" if in_from => place.1 = words.trim().parse().unwrap_or(0),
            "row" if in_from => place.0 = words.trim().parse().unwrap_or(0),
            "t" => text.push_str(words),
            _ => {}
        },
        Step::Close("from") => in_from = false,
        Step::Close("p") => text.push(' '),
        Step::Close("sp") => {
            if !text.trim().is_empty() {
                add(asides, LeftOut::Box, Some(grid.spot(place.0 + 1, place.1 + 1)), &std::mem::take(&mut text));
            }
        }
        Step::Close(_) => open.clear(),
    });
}

/// The words of what stands at the head of a page, without the signs for fonts, places and numbers: `&L&"Arial"&12Hội`.
fn bare(code: &str) -> String {
    let (mut text, mut chars) = (String::new(), code.chars().peekable());
    while let Some(char) = chars.next() {
        if char != '&' {
            text.push(char);
            continue;
        }
        match chars.next() {
            Some('&') => text.push('&'),
            Some('"') => drop(chars.by_ref().find(|char| *char == '"')),
            Some('K') => drop(chars.by_ref().take(6).last()),
            Some(digit) if digit.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => text.push(' '),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The styles of tables that colour their ground, by what they say or by the style that they come from.
pub(super) fn shaded_styles(archive: &mut Archive<'_>) -> BTreeSet<String> {
    let xml = part(archive, "word/styles.xml").unwrap_or_default();
    let mut shaded = BTreeSet::new();
    let mut from: BTreeMap<String, String> = BTreeMap::new();
    let mut open = String::new();
    seen::walk(&xml, |step| {
        if let Step::Open(tag, _) = step {
            match tag.local_name().as_ref() {
                "style" => open = seen::value(tag, "styleId").unwrap_or_default(),
                "basedOn" => drop(from.insert(open.clone(), seen::value(tag, "val").unwrap_or_default())),
                "shd" if seen::value(tag, "fill").is_some_and(|fill| fill != "auto" && fill != "FFFFFF") => {
                    shaded.insert(open.clone());
                }
                _ => {}
            }
        }
    });
    // A style comes from one that comes from another: as often as there are styles, at most.
    for _ in 0..from.len() {
        let more: Vec<String> = from
            .iter()
            .filter(|(style, base)| !shaded.contains(*style) && shaded.contains(*base))
            .map(|(style, _)| style.clone())
            .collect();
        if more.is_empty() {
            break;
        }
        shaded.extend(more);
    }
    shaded
}

/// A part of the file as text; nothing where it is not there.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    archive.read(name).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

/// The words of a part, its paragraphs in one line.
pub(super) fn words(xml: &str) -> String {
    let (mut text, mut in_text) = (String::new(), false);
    seen::walk(xml, |step| match step {
        Step::Open(tag, is_empty) => match tag.local_name().as_ref() {
            "t" => in_text = !is_empty,
            "p" | "br" | "tab" => text.push(' '),
            _ => {}
        },
        Step::Text(words) if in_text => text.push_str(words),
        Step::Close("t") => in_text = false,
        Step::Text(_) | Step::Close(_) => {}
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
