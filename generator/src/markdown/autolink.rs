//! Addresses that stand in a text as they are: on a phone a reader must be able to tap them.

use super::Events;
use super::link::is_own_server;
use crate::bytes::any_place;
use memchr::{memchr, memmem};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What a host ends with that people write without `https://`: behind it stands a path, or nothing where it is one of a
/// public body, a school or a company.
const ENDINGS: [&str; 14] = [
    ".vn",
    ".com",
    ".org",
    ".net",
    ".info",
    ".app",
    "zalo.me",
    "m.me",
    "fb.me",
    "t.me",
    "youtu.be",
    "forms.gle",
    "bit.ly",
    "goo.gl",
];

/// The same, as a text shows it.
const SIGNS: [&str; 10] = [".vn", ".com/", ".org/", ".net/", ".info/", ".app/", ".me/", ".be/", ".gle/", ".gl"];

/// Hosts that need no path.
const ALONE: [&str; 5] = [".gov.vn", ".edu.vn", ".org.vn", ".com.vn", ".net.vn"];

/// Makes links of the addresses in the texts that are in no link, no picture and no code.
pub(super) fn link<'e>(markdown: &str, events: Events<'e>) -> Events<'e> {
    if !may_hold_address(markdown) {
        return events;
    }
    let mut out: Events<'e> = Vec::with_capacity(events.len() + 8);
    // Where the texts that stand side by side begin in `out`.
    let mut run: Option<usize> = None;
    let mut closed = 0_usize;
    for (event, range) in events {
        match &event {
            Event::Text(_) if closed == 0 => {
                run.get_or_insert(out.len());
                out.push((event, range));
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed = closed.saturating_sub(1),
            _ => {}
        }
        if let Some(start) = run.take() {
            link_run(&mut out, start);
        }
        out.push((event, range));
    }
    if let Some(start) = run {
        link_run(&mut out, start);
    }
    out
}

/// Whether an address may stand in a text: by its bytes, since every text is asked.
fn may_hold_address(markdown: &str) -> bool {
    let bytes = markdown.as_bytes();
    // In a sentence no small letter stands right behind a point.
    let is_in_a_name = |[point, letter]: [u8; 2]| point == b'.' && letter.is_ascii_lowercase();
    memchr(b'@', bytes).is_some()
        || memmem::find(bytes, b"://").is_some()
        || any_place(bytes, is_in_a_name) && SIGNS.iter().any(|sign| markdown.contains(sign))
        || memmem::find(bytes, b"www.").is_some()
}

/// Makes links of the addresses in the texts from there on, which readers see as one.
fn link_run(out: &mut Events<'_>, start: usize) {
    let may_hold = |text: &str| text.contains(['/', '@']) || text.contains("www.") || text.contains(".vn");
    if !out[start..].iter().any(|(event, _)| matches!(event, Event::Text(text) if may_hold(text))) {
        return;
    }
    let (mut text, mut pieces) = (String::new(), Vec::new());
    for (event, range) in &out[start..] {
        if let Event::Text(piece) = event {
            let is_verbatim = range.len() == piece.len();
            pieces.push((text.len(), range.clone(), is_verbatim));
            text.push_str(piece);
        }
    }
    let found = addresses(&text);
    if found.is_empty() {
        return;
    }
    let place = |at: usize| {
        let index = pieces.partition_point(|(begins, ..)| *begins <= at).saturating_sub(1);
        let (begins, range, is_verbatim) = &pieces[index];
        if *is_verbatim { range.start + at - begins } else { range.start }
    };
    out.truncate(start);
    let mut done = 0;
    let words = |out: &mut Events<'_>, part: Range<usize>| {
        if !part.is_empty() {
            let range = place(part.start)..place(part.end - 1) + 1;
            out.push((Event::Text(CowStr::from(text[part].to_owned())), range));
        }
    };
    for Address { part, link_type, target } in found {
        words(out, done..part.start);
        let range = place(part.start)..place(part.end - 1) + 1;
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        out.push((Event::Start(Tag::Link { link_type, dest_url: target.into(), title, id }), range.clone()));
        words(out, part.clone());
        out.push((Event::End(TagEnd::Link), range));
        done = part.end;
    }
    words(out, done..text.len());
}

#[derive(Debug)]
struct Address {
    part: Range<usize>,
    link_type: LinkType,
    target: String,
}

/// The addresses in a text, in order.
fn addresses(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find([':', '@', 'w', 'W', '.']).map(|at| from + at) {
        let address = match text.as_bytes()[at] {
            b':' => web(text, at),
            b'@' => mail(text, at),
            b'.' => without_scheme(text, at),
            _ => host_alone(text, at),
        };
        match address.filter(|address| address.part.start >= found.last().map_or(0, |last| last.part.end)) {
            Some(address) => {
                from = address.part.end;
                found.push(address);
            }
            None => from = at + 1,
        }
    }
    found
}

fn is_at_a_word(text: &str, start: usize) -> bool {
    !text[..start].ends_with(|char: char| char.is_alphanumeric() || matches!(char, '/' | '@' | '.' | '-' | '_'))
}

/// `https://vidu.vn/nop?x=1`, by its colon.
fn web(text: &str, colon: usize) -> Option<Address> {
    let rest = text[colon..].strip_prefix("://")?;
    let begins = |scheme: &str| {
        let start = colon.checked_sub(scheme.len())?;
        text.get(start..colon).filter(|typed| typed.eq_ignore_ascii_case(scheme)).map(|_| start)
    };
    let start = begins("https").or_else(|| begins("http"))?;
    let end = colon + 3 + length_of(rest);
    let part = start..end;
    if is_own_server(&text[part.clone()]) {
        return None;
    }
    let host = text[colon + 3..end].split(['/', '?', '#']).next()?;
    (is_at_a_word(text, start) && is_host(host)).then(|| Address {
        target: text[part.clone()].to_owned(),
        part,
        link_type: LinkType::Autolink,
    })
}

/// `www.vidu.vn`
fn host_alone(text: &str, start: usize) -> Option<Address> {
    let begins = text.get(start..start + 4)?.eq_ignore_ascii_case("www.");
    let end = start + length_of(&text[start..]);
    let host = text[start..end].split(['/', '?', '#']).next()?;
    (begins && is_at_a_word(text, start) && host.matches('.').count() > 1 && is_host(host)).then(|| Address {
        part: start..end,
        link_type: LinkType::Autolink,
        target: format!("https://{}", &text[start..end]),
    })
}

/// `zalo.me/g/abc`, `dichvucong.gov.vn`, by its first point.
fn without_scheme(text: &str, point: usize) -> Option<Address> {
    let is_part = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    if !text[point + 1..].starts_with(|char: char| char.is_ascii_lowercase()) {
        return None;
    }
    let start = text[..point].trim_end_matches(is_part).len();
    let host = &text[start..];
    let host = &host[..host.find(|char: char| !is_part(char) && char != '.').unwrap_or(host.len())];
    let host = host.trim_end_matches('.');
    let behind = &text[start + host.len()..];
    let has_path = behind.strip_prefix('/').is_some_and(|path| path.starts_with(|char: char| char.is_alphanumeric()));
    let is_known = |ends: &str| host.strip_suffix(ends).is_some_and(|rest| !rest.is_empty() || !ends.starts_with('.'));
    let is_meant = has_path && ENDINGS.iter().any(|ends| is_known(ends))
        || ALONE.iter().any(|ends| is_known(ends))
            && !behind.starts_with(|char: char| char.is_alphanumeric() || char == '@');
    let end = if has_path { start + length_of(&text[start..]) } else { start + host.len() };
    (start < point && is_meant && is_at_a_word(text, start) && is_host(host)).then(|| Address {
        part: start..end,
        link_type: LinkType::Autolink,
        target: format!("https://{}", &text[start..end]),
    })
}

/// `ten@vidu.vn`, by its sign.
fn mail(text: &str, sign: usize) -> Option<Address> {
    let is_local = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '_' | '+' | '-');
    let start = text[..sign].trim_end_matches(is_local).len();
    let behind = &text[sign + 1..];
    let end =
        behind.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '.' | '-'))).unwrap_or(behind.len());
    let host = behind[..end].trim_end_matches(['.', '-']);
    let last = host.rsplit('.').next()?;
    let goes_on = behind[host.len()..].starts_with(|char: char| char.is_alphanumeric() || char == '@');
    let is_one = start < sign
        && text[start..].starts_with(|char: char| char.is_ascii_alphanumeric())
        && is_at_a_word(text, start)
        && is_host(host)
        && last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !goes_on;
    let part = start..sign + 1 + host.len();
    is_one.then(|| Address { target: text[part.clone()].to_owned(), part, link_type: LinkType::Email })
}

fn is_host(host: &str) -> bool {
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'))
        })
}

/// How long an address is that begins there: up to a space or a mark that none holds, less what ends a sentence.
fn length_of(text: &str) -> usize {
    let ends = |char: char| {
        char.is_whitespace()
            || char.is_control()
            || matches!(char, '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '`' | '|')
    };
    let mut address = &text[..text.find(ends).unwrap_or(text.len())];
    loop {
        let less = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '…', ']', '}']);
        let open = |text: &str| text.matches(')').count() > text.matches('(').count();
        let less = if less.ends_with(')') && open(less) { &less[..less.len() - 1] } else { less };
        if less.len() == address.len() {
            return less.len();
        }
        address = less;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn targets(text: &str) -> Vec<String> {
        addresses(text).into_iter().map(|address| address.target).collect()
    }

    #[test]
    fn an_address_ends_where_a_reader_would_end_it() {
        for (text, found) in [
            ("Nộp ở https://vidu.vn/nop?x=1&y=2 hoặc", "https://vidu.vn/nop?x=1&y=2"),
            ("(xem http://vidu.vn/a_(b)).", "http://vidu.vn/a_(b)"),
            ("“https://vidu.vn”, rồi", "https://vidu.vn"),
            ("vào www.vidu.gov.vn.", "https://www.vidu.gov.vn"),
            ("gửi ten.ho@vidu.edu.vn, nhé", "ten.ho@vidu.edu.vn"),
            ("https://vi.wikipedia.org/wiki/Học_tập là", "https://vi.wikipedia.org/wiki/Học_tập"),
            ("HTTPS://VIDU.VN", "HTTPS://VIDU.VN"),
            ("nhóm zalo.me/g/abc123.", "https://zalo.me/g/abc123"),
            ("(facebook.com/hoikhuyenhoc)", "https://facebook.com/hoikhuyenhoc"),
            ("vào dichvucong.gov.vn, rồi", "https://dichvucong.gov.vn"),
        ] {
            assert_eq!(targets(text), [found], "{text}");
        }
        for none in [
            "https://…",
            "http://",
            "www.",
            "@/articles/a.md",
            "a@b",
            "ftp://vidu.vn",
            "@vidu.vn",
            "xhttps://a.vn",
            "www.vn",
            "vidu.vn",
            "hết.vn/a xong.com",
            "tệp bai.md và mau.docx",
            "a.com/",
        ] {
            assert_eq!(targets(none), Vec::<String>::new(), "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in "[a-c.:/@ w“ệ&*_]{0,40}") {
            let markdown = format!("http://a.vn {text}");
            let events: Events<'_> = pulldown_cmark::Parser::new(&markdown).into_offset_iter().collect();
            let words = |events: &Events<'_>| -> String {
                events.iter().filter_map(|(event, _)| match event { Event::Text(text) => Some(text.as_ref()), _ => None }).collect()
            };
            let before = words(&events);
            prop_assert_eq!(words(&link(&markdown, events)), before);
        }
    }
}
