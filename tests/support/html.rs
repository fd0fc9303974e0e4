//! What a built page refers to: its tags, the addresses in them, and the files that these mean.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use wasm_check::rubric::Rubric;

use super::Tree;

/// One opening tag.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Tag {
    /// The value of an attribute, if it is there.
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// Addresses that the browser fetches by itself as it shows the page.
    pub(crate) fn loads(&self) -> Vec<&str> {
        let names: &[&str] = match self.name.as_str() {
            "link" if self.get("rel") == Some("canonical") || self.get("hreflang").is_some() => &[],
            "link" => &["href"],
            "object" => &["data"],
            "a" | "area" | "form" => &[],
            _ => &["src", "poster", "data-wasm", "data-worker"],
        };
        names.iter().filter_map(|name| self.get(name)).collect()
    }

    /// Addresses that a person may follow.
    pub(crate) fn leads(&self) -> Option<&str> {
        matches!(self.name.as_str(), "a" | "area").then(|| self.get("href")).flatten()
    }
}

/// The opening tags of a page, in order. What stands in scripts and styles is no tag.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Tokenizer::new_with_emitter(html, emitter)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) => Some(Tag {
                name: text(&tag.name),
                attributes: tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect(),
            }),
            _ => None,
        })
        .collect()
}

/// The rubric that a page carries.
pub(crate) fn rubric_in(html: &str) -> Option<Rubric> {
    tags(html).iter().find_map(|tag| Rubric::from_page(tag.get("data-rubric")?))
}

/// Whether search engines should know a page under the address where it stands: it says so itself, and another page
/// does not stand for it.
pub(crate) fn is_listed(base: &str, path: &str, html: &str) -> bool {
    let address = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path));
    let tags = tags(html);
    let own = tags.iter().any(|tag| tag.get("rel") == Some("canonical") && tag.get("href") == Some(&address));
    own && path.ends_with("index.html") && !tags.iter().any(|tag| tag.get("content") == Some("noindex"))
}

/// Whether an address leaves the site: it names a scheme or a host.
pub(crate) fn is_foreign(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    scheme || address.starts_with("//")
}

/// The file and the heading that an address on a page of the built site means; the error says what is missing.
///
/// `page` is the path of the file that holds the link. A folder means the `index.html` in it, as on a host, unless
/// `from_disk`: there nobody adds it.
pub(crate) fn target(site: &Tree, page: &str, address: &str, from_disk: bool) -> Result<String, String> {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = page.split('/').collect();
    if path.starts_with('/') {
        parts.clear();
    } else if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or("it climbs out of the site")?),
            part => parts.push(part),
        }
    }
    let mut file = generator::source::decoded(&parts.join("/"));
    let folder = path.ends_with('/') || path.ends_with("..") || path == "." || (!path.is_empty() && file.is_empty());
    if folder && from_disk {
        return Err("it names a folder, which a disk does not open".to_owned());
    }
    if folder {
        file = if file.is_empty() { "index.html".to_owned() } else { format!("{file}/index.html") };
    }
    let contents = site.get(&file).ok_or_else(|| format!("there is no {file}"))?;
    if let Some(id) = fragment.filter(|_| super::is_kind(&file, "html") || super::is_kind(&file, "xhtml")) {
        let html = String::from_utf8_lossy(contents);
        if !tags(&html).iter().any(|tag| tag.get("id") == Some(id)) {
            return Err(format!("{file} has nothing with the id {id}"));
        }
    }
    Ok(file)
}

/// What stands between the tags of a page, each with the language that it is in for a screen reader. What stands in
/// scripts and styles is no text.
pub(crate) fn spoken_in(html: &str) -> Vec<(String, String)> {
    const VOID: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "rect"];
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) if !tag.self_closing && !VOID.contains(&&*text(&tag.name)) => {
                let own = tag.attributes.iter().find(|(name, _)| text(name) == "lang").map(|(_, value)| text(value));
                let language = own.or_else(|| open.last().map(|(_, language)| language.clone())).unwrap_or_default();
                open.push((text(&tag.name), language));
            }
            Token::EndTag(tag) => {
                if let Some(place) = open.iter().rposition(|(name, _)| *name == text(&tag.name)) {
                    open.truncate(place);
                }
            }
            Token::String(string) => {
                if let Some((name, language)) = open.last()
                    && !matches!(name.as_str(), "script" | "style")
                {
                    found.push((language.clone(), text(&string)));
                }
            }
            _ => {}
        }
    }
    found
}
