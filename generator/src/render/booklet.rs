//! A section as one booklet to print: a list of its pages, then each of them on a sheet of its own.
//!
//! The pages' texts are rendered already, for another address. Here their ids get a prefix, so that they stay unique; a
//! link to a page of the booklet becomes one inside it; any other is turned to where the booklet stands; and headings go
//! one level down, below the title of their page.

use super::Renderer;
use super::context::PageView;
use super::theme::Misplaced;
use crate::source::{Kind, Library, Page, Permalink};
use serde::Serialize;
use std::collections::BTreeMap;

/// From here on a section is more than one page, up to what a person would carry: a section of thousands of pages must
/// not become one page of ten megabytes.
const PAGES: std::ops::RangeInclusive<usize> = 2..=60;

/// A page in a booklet.
#[derive(Debug, Serialize)]
struct Chapter<'a> {
    /// What the list in front leads to.
    id: &'a str,
    page: PageView<'a>,
}

/// The pages of a section's booklet, in their order; none where it has no booklet.
pub fn booklet<'a>(library: &'a Library, section: &Page) -> Vec<&'a Page> {
    if !section.is_listing() {
        return Vec::new();
    }
    let mut pages = library.children(section);
    pages.retain(|page| matches!(page.kind, Kind::Page));
    if PAGES.contains(&pages.len()) { pages } else { Vec::new() }
}

/// `/bai-viet/in/`
pub fn booklet_permalink(section: &Page) -> Permalink {
    section.permalink.page("in")
}

impl Renderer<'_> {
    /// The booklet of a section.
    pub(super) fn booklet(&self, section: &Page) -> Result<String, Misplaced> {
        let permalink = booklet_permalink(section);
        let links = self.links_at(&permalink);
        let pages = booklet(&self.site.library, section);
        let ids: BTreeMap<&str, String> =
            pages.iter().map(|page| (page.permalink.as_str(), chapter_id(page))).collect();
        let moved: Vec<String> = pages
            .iter()
            .map(|page| {
                let html = self.bodies.get(page.content_path()).map_or("", |body| &body.html);
                let (from, to, explicit) = (&page.permalink, &permalink, self.site.portable);
                let (id, title) = (&ids[page.permalink.as_str()], &page.title);
                Move { from, to, explicit, id, title, ids: &ids }.html(html)
            })
            .collect();
        let chapters: Vec<Chapter<'_>> = pages
            .iter()
            .zip(&moved)
            .map(|(page, html)| {
                let view = self.page_view(page, None, &links).with_content(html);
                Chapter { id: &ids[page.permalink.as_str()], page: view }
            })
            .collect();
        let mut context = self.context(&links, &permalink, &self.page_view(section, None, &links));
        let mut breadcrumbs = self.breadcrumbs(section, &links);
        breadcrumbs.push(super::context::link_to(section, &links));
        context.insert("breadcrumbs", &breadcrumbs);
        context.insert("chapters", &chapters);
        self.template("booklet.html", &context)
    }
}

/// Unlike any id of the frame, and of any other page of the section.
fn chapter_id(page: &Page) -> String {
    let slug = page.permalink.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    format!("p-{slug}")
}

/// A text on its way from a page into the booklet.
struct Move<'a> {
    from: &'a Permalink,
    to: &'a Permalink,
    /// Links name `index.html`.
    explicit: bool,
    /// The chapter's id.
    id: &'a str,
    /// The chapter's title.
    title: &'a str,
    /// Of all chapters, by address.
    ids: &'a BTreeMap<&'a str, String>,
}

impl Move<'_> {
    /// The text with its tags changed.
    fn html(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            if rest.starts_with("<!--") {
                let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
                out.push_str(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
            let length = tag_length(rest);
            self.tag(&rest[..length], &mut out);
            rest = &rest[length..];
        }
        out + rest
    }

    fn tag(&self, tag: &str, out: &mut String) {
        let (open, name_at) = if tag.starts_with("</") { ("</", 2) } else { ("<", 1) };
        let name_length = tag[name_at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &tag[name_at..name_at + name_length];
        out.push_str(open);
        match name {
            "h1" => out.push_str("h2"),
            "h2" => out.push_str("h3"),
            "h3" => out.push_str("h4"),
            "h4" => out.push_str("h5"),
            "h5" => out.push_str("h6"),
            name => out.push_str(name),
        }
        let mut rest = &tag[name_at + name_length..];
        // ` name="value"`, as the renderer writes them; anything else goes on unchanged.
        while let Some(equals) = rest.find("=\"") {
            let value_at = equals + 2;
            let Some(length) = rest[value_at..].find('"') else { break };
            let attribute = rest[..equals].rsplit(char::is_whitespace).next().unwrap_or_default();
            let value = &rest[value_at..value_at + length];
            out.push_str(&rest[..value_at]);
            match attribute {
                "id" => out.push_str(&format!("{}--{value}", self.id)),
                "href" | "src" => out.push_str(&self.address(value)),
                // “Bảng 1” is there in every chapter: who jumps from one to the next is told of which.
                "aria-label" if matches!(name, "div" | "section") => {
                    out.push_str(&format!("{value}, {}", escaped(self.title)));
                }
                "srcset" => {
                    let pictures: Vec<String> = value
                        .split(',')
                        .map(|picture| {
                            let (address, size) = picture.trim().split_once(' ').unwrap_or((picture.trim(), ""));
                            format!("{} {size}", self.address(address)).trim_end().to_owned()
                        })
                        .collect();
                    out.push_str(&pictures.join(", "));
                }
                _ => out.push_str(value),
            }
            rest = &rest[value_at + length..];
        }
        out.push_str(rest);
    }

    fn address(&self, address: &str) -> String {
        if let Some(anchor) = address.strip_prefix('#') {
            return format!("#{}--{anchor}", self.id);
        }
        let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if has_scheme || address.starts_with('/') || address.is_empty() {
            return address.to_owned();
        }
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let path = resolve(self.from.as_str(), path);
        let page = path.strip_suffix("index.html").unwrap_or(&path);
        match (self.ids.get(page), anchor) {
            (Some(id), None) => format!("#{id}"),
            (Some(id), Some(anchor)) => format!("#{id}--{anchor}"),
            (None, anchor) => {
                let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                Permalink::file(page).relative_to(self.to, self.explicit) + &anchor
            }
        }
    }
}

/// A text as it stands in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(html: &str) -> String {
        let home = Permalink::home();
        let articles = home.page("bai-viet");
        let (from, to) = (articles.page("mot"), articles.page("in"));
        let ids = BTreeMap::from([("bai-viet/mot/", "p-mot".to_owned()), ("bai-viet/hai/", "p-hai".to_owned())]);
        Move { from: &from, to: &to, explicit: false, id: "p-mot", title: "Một & \"hai\"", ids: &ids }.html(html)
    }

    #[test]
    fn ids_get_a_prefix_and_links_to_them_too() {
        assert_eq!(
            moved("<h2 id=\"dau\">Đầu</h2><a href=\"#dau\">x</a>"),
            "<h3 id=\"p-mot--dau\">Đầu</h3><a href=\"#p-mot--dau\">x</a>"
        );
    }

    #[test]
    fn links_between_pages_of_the_booklet_stay_in_it_and_others_are_turned() {
        for (on_the_page, in_the_booklet) in [
            ("../hai/", "#p-hai"),
            ("../hai/#muc", "#p-hai--muc"),
            ("./", "#p-mot"),
            ("../", "../"),
            ("../../", "../../"),
            ("../../tap-huan/a/#b", "../../tap-huan/a/#b"),
            ("../ba/", "../ba/"),
            ("../../anh.png", "../../anh.png"),
            ("hinh.png", "../mot/hinh.png"),
            ("https://a.example/?b=c", "https://a.example/?b=c"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("/hoc/", "/hoc/"),
        ] {
            assert_eq!(moved(&format!("<a href=\"{on_the_page}\">")), format!("<a href=\"{in_the_booklet}\">"));
        }
    }

    #[test]
    fn a_table_says_of_which_page_it_is() {
        assert_eq!(
            moved("<div class=\"table\" role=\"region\" aria-label=\"Bảng 1\"><input aria-label=\"a\">"),
            "<div class=\"table\" role=\"region\" aria-label=\"Bảng 1, Một &amp; &quot;hai&quot;\"><input aria-label=\"a\">"
        );
    }

    #[test]
    fn what_is_no_tag_or_no_such_attribute_stays_as_it_is() {
        for html in [
            "a < b &amp; c > d",
            "<p title=\"id=&quot;x&quot; > y\">",
            "<code>id=\"x\"</code>",
            "<!-- <h2> -->",
            "<",
            "<a href=\"",
            "<img alt='a > b'",
            "<b class=\"h2\">",
        ] {
            assert_eq!(moved(html), html);
        }
        assert_eq!(
            moved("<img src=\"../../a.webp\" srcset=\"a-1.webp 300w, a-2.webp 600w\" alt=\"\">"),
            "<img src=\"../../a.webp\" srcset=\"../mot/a-1.webp 300w, ../mot/a-2.webp 600w\" alt=\"\">"
        );
    }
}
