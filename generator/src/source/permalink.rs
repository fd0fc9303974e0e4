//! Addresses inside the site, and the relative links between them.
//!
//! Names of files are data: whatever an author called one, [`encoded`] is the only way from its path to an address, and
//! [`decoded`] the only way back.

use super::slug::Slug;
use crate::diagnostic::Unfit;
use crate::disk::OutputPath;
use std::borrow::Cow;
use std::fmt;

/// An address relative to the root of the site: `bai-viet/` for a page, `sw.js` for a file, empty for the home page.
///
/// A page's is of [`Slug`]s, a file's is an [`OutputPath`]: none leaves the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink(String);

impl Permalink {
    /// The home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// A file with its own name; says why where no file can have it.
    pub fn file(path: &str) -> Result<Self, Unfit> {
        OutputPath::new(path).map(|path| Self(path.to_string()))
    }

    /// A file whose name the program makes, of plain names alone.
    pub fn made(path: impl Into<String>) -> Self {
        Self(OutputPath::new(path).expect("the program makes it of plain names").to_string())
    }

    /// What stands in a link from the root: a page, a file, or the home page where it is empty.
    pub fn parse(address: &str) -> Option<Self> {
        match address.strip_suffix('/') {
            Some(page) => Self::file(page).ok().map(|page| Self(page.0 + "/")),
            None if address.is_empty() => Some(Self::home()),
            None => Self::file(address).ok(),
        }
    }

    /// Reads an address as it stands behind the host: `/bai-viet/cu/` or `/cu.html`; nothing where no file could answer
    /// for it. A last part without a dot is a page.
    pub fn from_address(address: &str) -> Option<Self> {
        let path = address.strip_prefix('/')?;
        let plain = |char: char| !char.is_whitespace() && !char.is_control() && !r#"\?#:*"<>|%"#.contains(char);
        let folders = path.strip_suffix('/').unwrap_or(path);
        // What is hidden is the host's and version control's; one folder of it is for everybody.
        let below = folders.strip_prefix(".well-known/").unwrap_or(folders);
        let is_sound = folders.chars().all(plain) && below.split('/').all(|part| !part.starts_with('.'));
        let file = Self::file(folders).ok().filter(|_| is_sound)?;
        let is_file = !path.ends_with('/') && folders.rsplit('/').next().is_some_and(|last| last.contains('.'));
        Some(if is_file { file } else { Self(file.0 + "/") })
    }

    /// The page below this one.
    pub fn page(&self, slug: &Slug) -> Self {
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
    pub fn output_path(&self) -> OutputPath {
        let is_page = self.0.is_empty() || self.0.ends_with('/');
        let path = if is_page { format!("{}index.html", self.0) } else { self.0.clone() };
        OutputPath::new(path).expect("an address is of plain names")
    }

    /// The address below the root of the site, as it stands behind the `/` of a host.
    pub fn address(&self) -> String {
        encoded(&self.0)
    }

    /// The link from one page to another. With `explicit`, it names `index.html`, as `file://` needs it.
    pub fn relative_to(&self, from: &Self, explicit: bool) -> String {
        let target = if explicit { Cow::Owned(self.output_path().to_string()) } else { Cow::Borrowed(&*self.0) };
        let from_folder = from.0.rfind('/').map_or("", |slash| &from.0[..=slash]);
        let shared = shared_folder(from_folder, &target);
        let ups = from_folder[shared..].matches('/').count();
        let down = &target[shared..];
        match (ups, down) {
            (0, "") => "./".to_owned(),
            // What stands before a colon is a scheme, unless a folder stands before it.
            (0, down) if down.split('/').next().is_some_and(|first| first.contains(':')) => {
                format!("./{}", encoded(down))
            }
            (ups, down) => {
                let mut address = String::with_capacity(ups * 3 + down.len());
                for _ in 0..ups {
                    address.push_str("../");
                }
                push_encoded(&mut address, down);
                address
            }
        }
    }
}

/// A path as it stands in an address, segment by segment: of what has a meaning in addresses, in `srcset` or in the
/// files of hosts, nothing is left.
pub fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    push_encoded(&mut address, path);
    address
}

fn push_encoded(address: &mut String, path: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'@');
    // Nearly all addresses, and a page has hundreds.
    if path.bytes().all(is_plain) {
        address.push_str(path);
        return;
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Text with its percents decoded, once.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|hex| *first == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(byte) = byte {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
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
        let articles = home.page(&Slug::of("bai-viet"));
        let article = articles.page(&Slug::of("rieng-tu"));
        let style = Permalink::made("style-1.css");
        assert_eq!(style.relative_to(&article, false), "../../style-1.css");
        assert_eq!(articles.relative_to(&article, false), "../");
        assert_eq!(article.relative_to(&article, false), "./");
        assert_eq!(article.relative_to(&articles, false), "rieng-tu/");
        assert_eq!(articles.page(&Slug::of("quang-nam")).relative_to(&article, false), "../quang-nam/");
        assert_eq!(home.relative_to(&home, false), "./");
        assert_eq!(home.relative_to(&article, true), "../../index.html");
        assert_eq!(home.relative_to(&Permalink::made("mang-theo/cdht.html"), false), "../");
        assert_eq!(article.relative_to(&home.page(&Slug::of("bai-viet-khac")), false), "../bai-viet/rieng-tu/");
    }

    #[test]
    fn a_former_address_lies_in_the_site_and_is_not_hidden() {
        for address in ["/", "a", "//a", "/a//b", "/../a", "/.git/x/", "/.hoctap/", "/a/.b", "/a\\b", "/a b", "/a%2fb"]
        {
            assert_eq!(Permalink::from_address(address), None, "{address}");
        }
        for (address, path) in [
            ("/bai-viet/cu/", "bai-viet/cu/index.html"),
            ("/bai-viet/cu", "bai-viet/cu/index.html"),
            ("/cu.html", "cu.html"),
            ("/.well-known/a.txt", ".well-known/a.txt"),
        ] {
            assert_eq!(&*Permalink::from_address(address).expect(address).output_path(), path);
        }
    }

    #[test]
    fn no_name_of_a_file_means_anything_in_an_address() {
        let home = Permalink::home();
        for (path, from_home, from_a_page) in [
            ("javascript:alert(1)", "./javascript%3Aalert%281%29", "../javascript%3Aalert%281%29"),
            ("a b#c?d%41.pdf", "a%20b%23c%3Fd%2541.pdf", "../a%20b%23c%3Fd%2541.pdf"),
            ("a/x:y", "a/x%3Ay", "../a/x%3Ay"),
            ("mẫu.docx", "m%E1%BA%ABu.docx", "../m%E1%BA%ABu.docx"),
            ("hinh@2x.webp", "hinh@2x.webp", "../hinh@2x.webp"),
        ] {
            let file = Permalink::made(path);
            assert_eq!(file.relative_to(&home, false), from_home);
            assert_eq!(file.relative_to(&home.page(&Slug::of("a-b")), false), from_a_page);
            assert_eq!(decoded(&file.address()), path);
        }
        // No path, and still nothing in an address.
        assert_eq!(encoded("a\"\n;{$,\\'.svg"), "a%22%0A%3B%7B%24%2C%5C%27.svg");
        assert_eq!(decoded("100%, 5%2, %zz, %+1"), "100%, 5%2, %zz, %+1");
    }
}
