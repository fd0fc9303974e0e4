//! Passages as text: where a reader would land, and what stands there. Hosts compress text, so it is left plain.
//!
//! Every line says by its first character what it is:
//!
//! ```text
//! =../bai-viet/mai-lam/<tab>Cùng học tập       a page begins: its address, its title; further fields, its keywords
//! +../bai-viet/mai-lam/<tab>Cùng học tập       a page goes on
//! #bat-dau<tab>Bắt đầu từ đâu                  a part of it: its id, its heading
//!  Mỗi ngày đọc một trang.                     a paragraph
//! ```

use super::index::Place;

/// A part of a page: what stands under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The id of the heading; empty before the first one.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// Its paragraphs, each without line breaks.
    pub paragraphs: Vec<String>,
}

/// A piece of a page that is found, shown and fetched as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The page's address, from the search page.
    pub href: String,
    /// The page's title.
    pub title: String,
    /// Words that the page is found by as by its title, and that are not shown; of the first alone.
    pub keywords: Vec<String>,
    /// Whether it is the page's first; only there the title is searched.
    pub is_first: bool,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// Writes passages one after the other.
pub fn write(passages: &[Passage]) -> String {
    let mut text = String::new();
    for passage in passages {
        let mark = if passage.is_first { '=' } else { '+' };
        let fields = [&passage.href, &passage.title].into_iter().chain(&passage.keywords);
        line(&mut text, mark, fields);
        for section in &passage.sections {
            if !section.id.is_empty() || !section.heading.is_empty() {
                line(&mut text, '#', [&section.id, &section.heading]);
            }
            for paragraph in &section.paragraphs {
                line(&mut text, ' ', [paragraph]);
            }
        }
    }
    text
}

fn line<'f>(text: &mut String, mark: char, fields: impl IntoIterator<Item = &'f String>) {
    text.push(mark);
    for (number, field) in fields.into_iter().enumerate() {
        if number > 0 {
            text.push('\t');
        }
        text.extend(field.chars().map(|char| if char.is_control() { ' ' } else { char }));
    }
    text.push('\n');
}

/// One passage of a file, as it stands there.
#[derive(Debug, Clone, Copy)]
pub struct Card<'t> {
    /// The page's address, from the search page.
    pub href: &'t str,
    /// The page's title.
    pub title: &'t str,
    is_first: bool,
    keywords: &'t str,
    rest: &'t str,
}

/// A line of a passage that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// What it is.
    pub place: Place,
    /// The id of the part that it stands in.
    pub id: &'t str,
    /// The heading of that part.
    pub heading: &'t str,
    /// What it says.
    pub text: &'t str,
}

impl<'t> Card<'t> {
    /// The passage with that number in a file.
    pub fn find(text: &'t str, number: usize) -> Option<Self> {
        let mut at = 0;
        let mut heads = text.split_inclusive('\n').filter_map(|line| {
            let start = at;
            at += line.len();
            line.starts_with(['=', '+']).then_some((start, line))
        });
        let (start, head) = heads.nth(number)?;
        let body = start + head.len();
        let end = heads.next().map_or(text.len(), |(next, _)| next);
        let (href, named) = head.get(1..)?.trim_end_matches('\n').split_once('\t')?;
        let (title, keywords) = named.split_once('\t').unwrap_or((named, ""));
        Some(Self { href, title, keywords, is_first: head.starts_with('='), rest: text.get(body..end)? })
    }

    /// What is searched of it, from the top.
    pub fn lines(&self) -> impl Iterator<Item = Line<'t>> {
        let as_line = |text| Line { place: Place::Title, id: "", heading: "", text };
        let names = std::iter::once(self.title).chain(self.keywords.split('\t')).map(as_line);
        let (mut id, mut heading) = ("", "");
        let rest = self.rest.split('\n').filter_map(move |line| {
            if let Some(head) = line.strip_prefix('#') {
                (id, heading) = head.split_once('\t').unwrap_or((head, ""));
                return Some(Line { place: Place::Heading, id, heading, text: heading });
            }
            line.strip_prefix(' ').map(|text| Line { place: Place::Text, id, heading, text })
        });
        self.is_first.then_some(names).into_iter().flatten().chain(rest)
    }
}
