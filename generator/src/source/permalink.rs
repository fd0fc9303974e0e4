//! Addresses inside the site, and the relative links between them.

use std::fmt;

/// An address relative to the root of the site: `bai-viet/` for a page, `sw.js` for a file, empty for the home page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink(String);

impl Permalink {
    /// The home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// A file with its own name.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Reads an address as it stands behind the host: `/bai-viet/cu/` or `/cu.html`; nothing where no file could answer
    /// for it. A last part without a dot is a page.
    pub fn from_address(address: &str) -> Option<Self> {
        let path = address.strip_prefix('/')?;
        let plain = |char: char| !char.is_whitespace() && !char.is_control() && !r#"\?#:*"<>|%"#.contains(char);
        let folders = path.strip_suffix('/').unwrap_or(path);
        let is_sound = !folders.is_empty()
            && folders.chars().all(plain)
            && folders.split('/').all(|part| !part.is_empty() && !part.trim_matches('.').is_empty());
        let is_file = !path.ends_with('/') && folders.rsplit('/').next().is_some_and(|last| last.contains('.'));
        is_sound.then(|| if is_file { Self::file(folders) } else { Self(format!("{folders}/")) })
    }

    /// The page below this one.
    pub fn page(&self, slug: &str) -> Self {
        Self(format!("{}{slug}/", self.0))
    }

    /// The same page after the one above it moved.
    pub(crate) fn moved(&self, from: &Self, to: &Self) -> Self {
        self.0.strip_prefix(&from.0).map_or_else(|| self.clone(), |rest| Self(format!("{}{rest}", to.0)))
    }

    /// As it stands in a list of addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that answers for it.
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// The link from one page to another. With `explicit`, it names `index.html`, as `file://` needs it.
    pub fn relative_to(&self, from: &Self, explicit: bool) -> String {
        let target = if explicit { self.output_path() } else { self.0.clone() };
        let from_folder = from.0.rfind('/').map_or("", |slash| &from.0[..=slash]);
        let shared = shared_folder(from_folder, &target);
        let ups = from_folder[shared..].matches('/').count();
        let down = &target[shared..];
        match (ups, down) {
            (0, "") => "./".to_owned(),
            (0, down) => down.to_owned(),
            (ups, down) => format!("{}{down}", "../".repeat(ups)),
        }
    }
}

/// How many bytes of two paths are the same folders.
fn shared_folder(left: &str, right: &str) -> usize {
    left.bytes()
        .zip(right.bytes())
        .take_while(|(left, right)| left == right)
        .enumerate()
        .filter(|(_, (byte, _))| *byte == b'/')
        .last()
        .map_or(0, |(index, _)| index + 1)
}

impl fmt::Display for Permalink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_climbs_only_as_far_as_it_must() {
        let home = Permalink::home();
        let articles = home.page("bai-viet");
        let article = articles.page("rieng-tu");
        let style = Permalink::file("style-1.css");
        assert_eq!(style.relative_to(&article, false), "../../style-1.css");
        assert_eq!(articles.relative_to(&article, false), "../");
        assert_eq!(article.relative_to(&article, false), "./");
        assert_eq!(article.relative_to(&articles, false), "rieng-tu/");
        assert_eq!(articles.page("quang-nam").relative_to(&article, false), "../quang-nam/");
        assert_eq!(home.relative_to(&home, false), "./");
        assert_eq!(home.relative_to(&article, true), "../../index.html");
        assert_eq!(home.relative_to(&Permalink::file("mang-theo/cdht.html"), false), "../");
        assert_eq!(article.relative_to(&home.page("bai-viet-khac"), false), "../bai-viet/rieng-tu/");
    }
}
