//! HTML that an author wrote, where the site takes that: read once, where it comes in, for the same marks that our own
//! HTML is written with. What cannot be read stands as it is.

use super::Target;
use super::build::Builder;
use super::text::What;
use crate::source::{Permalink, decoded};
use std::ops::Range;

/// Elements that stand inside a sentence; all others end one.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Elements whose text nobody reads.
const UNREAD: [&str; 4] = ["script", "style", "svg", "template"];

/// Writes what stands on a page at that address.
pub(super) fn write(html: &str, page: Option<&Permalink>, builder: &mut Builder) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let start = builder.text.html.len();
        builder.inline(&rest[..at]);
        builder.read_from(start);
        rest = &rest[at..];
        let is_comment = rest.starts_with("<!--");
        let length = if is_comment { rest.find("-->").map_or(rest.len(), |end| end + 3) } else { tag_length(rest) };
        let (tag, behind) = rest.split_at(length);
        if is_comment {
            builder.inline(tag);
        } else if length == 1 {
            let start = builder.text.html.len();
            builder.inline(tag);
            builder.read_from(start);
        } else {
            Tag { text: tag, page }.write(builder);
        }
        rest = behind;
    }
    let start = builder.text.html.len();
    builder.inline(rest);
    builder.read_from(start);
}

/// Up to and with the `>` that ends a tag, or to the end; quoted ones do not count. What begins like none is one letter.
fn tag_length(text: &str) -> usize {
    if !text[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/') {
        return 1;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

struct Tag<'t> {
    text: &'t str,
    page: Option<&'t Permalink>,
}

impl Tag<'_> {
    fn write(&self, builder: &mut Builder) {
        let is_end = self.text.starts_with("</");
        let name_at = if is_end { 2 } else { 1 };
        let length = self.text[name_at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &self.text[name_at..name_at + length].to_ascii_lowercase();
        let was_unread = builder.unread.is_some();
        skip(name, is_end, &mut builder.unread);
        let reads = !was_unread && builder.unread.is_none();
        if reads && !INLINE.contains(&name.as_str()) {
            builder.begins = true;
        }
        let attributes = attributes(self.text, name_at + length);
        let value = |wanted: &str| {
            let (_, range) = attributes.iter().find(|(name, _)| *name == wanted)?;
            Some(&self.text[range.clone()])
        };
        let level = name.strip_prefix('h').filter(|level| reads && matches!(level.as_bytes(), [b'1'..=b'6']));
        if level.is_some() && !is_end {
            builder.begin_heading(value("id").unwrap_or_default().to_owned(), String::new(), false);
        }
        if level.is_some() {
            builder.inline(&self.text[..=name_at]);
            builder.value(&self.text[name_at + 1..name_at + 2], What::Level);
        } else {
            builder.inline(&self.text[..name_at + length]);
        }
        let mut from = name_at + length;
        for (attribute, range) in attributes {
            builder.inline(&self.text[from..range.start]);
            let value = &self.text[range.clone()];
            match attribute {
                "id" | "for" | "name" => builder.value(value, What::Id),
                "href" | "src" => self.address(value, builder),
                "srcset" => self.pictures(value, builder),
                "aria-label" if matches!(name.as_str(), "div" | "section") => {
                    builder.inline(value);
                    builder.mark(What::Label);
                }
                _ => builder.inline(value),
            }
            from = range.end;
        }
        builder.inline(&self.text[from..]);
        if level.is_some() && is_end {
            builder.end_heading();
        }
    }

    fn pictures(&self, list: &str, builder: &mut Builder) {
        for (number, picture) in list.split(',').enumerate() {
            builder.inline(if number > 0 { "," } else { "" });
            let address = picture.trim_start();
            let end = address.find(char::is_whitespace).unwrap_or(address.len());
            builder.inline(&picture[..picture.len() - address.len()]);
            self.address(&address[..end], builder);
            builder.inline(&address[end..]);
        }
    }

    fn address(&self, address: &str, builder: &mut Builder) {
        match self.page.and_then(|page| target(page, address)) {
            Some(target) => builder.value(address, What::Link(Box::new(target))),
            None => builder.inline(address),
        }
    }
}

/// Keeps count of the element that is not read.
fn skip(name: &str, is_end: bool, unread: &mut Option<(String, usize)>) {
    match unread {
        Some((open, depth)) if open == name => {
            *depth = if is_end { *depth - 1 } else { *depth + 1 };
            if *depth == 0 {
                *unread = None;
            }
        }
        None if UNREAD.contains(&name) && !is_end => *unread = Some((name.to_owned(), 1)),
        Some(_) | None => {}
    }
}

/// The attributes of a tag that are written ` name="value"`, with the place of each value.
fn attributes(tag: &str, from: usize) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = from;
    while let Some(equals) = tag[from..].find("=\"").map(|at| from + at) {
        let start = equals + 2;
        let Some(length) = tag[start..].find('"') else { break };
        let name = tag[from..equals].rsplit(char::is_whitespace).next().unwrap_or_default();
        found.push((name, start..start + length));
        from = start + length;
    }
    found
}

/// Where an address on a page leads within the site.
fn target(page: &Permalink, address: &str) -> Option<Target> {
    if let Some(anchor) = address.strip_prefix('#') {
        return Some(Target::Here { anchor: anchor.to_owned() });
    }
    let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if has_scheme || address.starts_with('/') || address.is_empty() {
        return None;
    }
    let (path, behind) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let path = decoded(&resolve(page.as_str(), path));
    let permalink = Permalink::parse(path.strip_suffix("index.html").unwrap_or(&path))?;
    Some(match (behind.strip_prefix('#'), behind) {
        (Some(anchor), _) => Target::Inside { permalink, page: None, anchor: Some(anchor.to_owned()) },
        (None, "") => Target::Inside { permalink, page: None, anchor: None },
        (None, _) => Target::File { permalink, behind: behind.to_owned() },
    })
}

/// Where a relative path leads from a page, from the root of the site.
fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let is_folder = path.is_empty() || path.ends_with('/') || path.ends_with("..") || path.ends_with("./");
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if is_folder && !joined.is_empty() { joined + "/" } else { joined }
}
