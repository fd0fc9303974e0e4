//! Texts of pages on other pages: in a booklet, on a handout, on a trainer's page.
//!
//! They are rendered already, for another address. Here their ids get a prefix, so that they stay unique; a link to a page
//! that is here too becomes one inside the page; any other is turned to where the text stands now; and headings go one
//! level down, below the title of their page.

use crate::source::{Permalink, decoded};
use std::collections::{BTreeMap, BTreeSet};

/// A text on its way from its page to another.
pub(super) struct Move<'a> {
    pub from: &'a Permalink,
    pub to: &'a Permalink,
    /// Links name `index.html`.
    pub explicit: bool,
    /// The chapter's id.
    pub id: &'a str,
    /// The chapter's title.
    pub title: &'a str,
    /// Of all chapters, by address.
    pub ids: &'a BTreeMap<&'a str, String>,
    /// The ids that came along, where only parts of the page did: a link to any other leads to the page itself.
    pub kept: Option<BTreeSet<String>>,
}

impl Move<'_> {
    /// The text with its tags changed.
    pub(super) fn html(&self, html: &str) -> String {
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
                "id" | "for" | "name" => out.push_str(&format!("{}--{value}", self.id)),
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
            if self.kept.as_ref().is_none_or(|kept| kept.contains(anchor)) {
                return format!("#{}--{anchor}", self.id);
            }
            return format!("{}#{anchor}", self.from.relative_to(self.to, self.explicit));
        }
        let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
        if has_scheme || address.starts_with('/') || address.is_empty() {
            return address.to_owned();
        }
        let (path, behind) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let path = decoded(&resolve(self.from.as_str(), path));
        let page = path.strip_suffix("index.html").unwrap_or(&path);
        match (self.ids.get(page).filter(|_| self.kept.is_none()), behind.strip_prefix('#')) {
            (Some(id), None) => format!("#{id}"),
            (Some(id), Some(anchor)) => format!("#{id}--{anchor}"),
            (None, _) => {
                let page = Permalink::parse(page);
                page.map_or_else(|| address.to_owned(), |page| page.relative_to(self.to, self.explicit) + behind)
            }
        }
    }
}

/// The ids that a text has, as the renderer writes them.
pub(super) fn ids_of(html: &str) -> BTreeSet<String> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned()).collect()
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
    use crate::source::Slug;

    fn moved(html: &str) -> String {
        let home = Permalink::home();
        let articles = home.page(&Slug::of("bai-viet"));
        let (from, to) = (articles.page(&Slug::of("mot")), articles.page(&Slug::of("in")));
        let ids = BTreeMap::from([("bai-viet/mot/", "p-mot".to_owned()), ("bai-viet/hai/", "p-hai".to_owned())]);
        Move { from: &from, to: &to, explicit: false, id: "p-mot", title: "Một & \"hai\"", ids: &ids, kept: None }
            .html(html)
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
            ("../../a%20b%23c.pdf?v=2#page=3", "../../a%20b%23c.pdf?v=2#page=3"),
            ("./a%3Ab.svg", "../mot/a%3Ab.svg"),
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

    #[test]
    fn where_only_parts_came_along_links_lead_to_what_is_here_or_to_the_page() {
        let home = Permalink::home();
        let (from, to) = (home.page(&Slug::of("mot")), home.page(&Slug::of("phat")));
        let ids = BTreeMap::from([("hai/", "p-hai".to_owned())]);
        let html = "<h2 id=\"co\">Có</h2><a href=\"#co\">a</a><a href=\"#khong\">b</a><a href=\"../hai/\">c</a>";
        let kept = Some(ids_of(html));
        let moved =
            Move { from: &from, to: &to, explicit: false, id: "p-mot", title: "Một", ids: &ids, kept }.html(html);
        assert_eq!(
            moved,
            "<h3 id=\"p-mot--co\">Có</h3><a href=\"#p-mot--co\">a</a><a href=\"../mot/#khong\">b</a><a href=\"../hai/\">c</a>"
        );
    }
}
