//! Links: what an author writes, and what stands in the page.

use super::meant::meant;
use crate::diagnostic::{LinkAway, Problem, similar};
use crate::disk::nfc;
use crate::pictures::Pictures;
use crate::source::{Library, Page, Permalink, decoded, nearest_path, no_static};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Knows everything that a link may lead to.
#[derive(Debug)]
pub struct Linker<'a> {
    /// The tag of the site's main language.
    pub language: &'a str,
    /// The pages.
    pub library: &'a Library,
    /// The self-checks, by `cdht` (the version in force) and `cdht@324-2023`.
    pub checks: BTreeMap<String, Permalink>,
    /// Where they stand in other languages, by the tag of the language and the address in the main one.
    pub checks_in_languages: BTreeMap<String, BTreeMap<Permalink, Permalink>>,
    /// Sets, criteria and indicators, by `cdht`, `cdht/tu-hoc` and `cdht@324-2023/tu-hoc`.
    pub criteria: BTreeMap<String, CriterionLink>,
    /// Files of `static/`, by their path in the site.
    pub statics: &'a BTreeSet<String>,
    /// The pictures among them.
    pub pictures: &'a Pictures,
}

/// What a directive `:::criterion` leads to.
#[derive(Debug, Clone)]
pub struct CriterionLink {
    /// The key of the word that says what it is: `to_set` `to_criterion` `to_indicator` `to_target`.
    pub kind: &'static str,
    /// Its name.
    pub title: String,
    /// The name of its set, where it is none itself.
    pub of: Option<String>,
    /// Its page.
    pub permalink: Permalink,
    /// That page, by its path below `content/`.
    pub page: String,
    /// Where it stands in the page.
    pub anchor: Option<String>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site.
    Inside {
        /// The page.
        permalink: Permalink,
        /// Its path below `content/`, where it has one.
        page: Option<String>,
        /// The id of a heading.
        anchor: Option<String>,
    },
    /// A file of `static/`.
    File {
        /// Where it stands.
        permalink: Permalink,
        /// What the author wrote behind it: `?v=2`, `#page=3`, or nothing.
        behind: String,
    },
    /// A heading of the same page.
    Here {
        /// Its id.
        anchor: String,
    },
    /// Another site, a mail address or a telephone.
    Outside(String),
}

impl Target {
    /// The page (empty for the same one) and the anchor that it must have.
    pub fn expectation(&self) -> Option<(&str, &str)> {
        match self {
            Self::Inside { page: Some(page), anchor: Some(anchor), .. } => Some((page, anchor)),
            Self::Here { anchor } => Some(("", anchor)),
            Self::Inside { .. } | Self::File { .. } | Self::Outside(_) => None,
        }
    }
}

/// What may stand before the colon. Everything else, `javascript` first of all, is refused.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

impl Linker<'_> {
    /// Reads a link as an author writes it: `@/articles/a.md#heading`, `@check/cdht`, `#heading`, `/file.pdf` (of
    /// `static/`), or an address outside.
    pub fn resolve(&self, destination: &str) -> Result<Target, Problem> {
        self.resolve_from(destination, "")
    }

    /// The same on a page, by its path below `content/`: nobody means a link to the page that it stands on.
    pub fn resolve_from(&self, destination: &str, from: &str) -> Result<Target, Problem> {
        let found = self.read(destination, from);
        let away = |why| Problem::LinkAway { target: destination.to_owned(), why };
        found.map_err(|problem| match problem {
            Problem::LinkForm { target, .. } if target.trim().is_empty() => away(LinkAway::Empty),
            Problem::LinkForm { target, .. } => {
                let similar = meant(self, &target, from);
                Problem::LinkForm { target, similar }
            }
            // A path of Windows, or one that the browser shows.
            Problem::LinkScheme { scheme } if scheme.len() == 1 || scheme == "file" => {
                away(LinkAway::OwnFile { right: meant(self, destination, from) })
            }
            // A scheme that was mistyped.
            Problem::LinkScheme { scheme } => match meant(self, destination, from) {
                Some(similar) if similar.starts_with("http") => {
                    Problem::LinkForm { target: destination.to_owned(), similar: Some(similar) }
                }
                _ => Problem::LinkScheme { scheme },
            },
            problem => problem,
        })
    }

    fn read(&self, destination: &str, from: &str) -> Result<Target, Problem> {
        let destination = &*nfc(destination);
        if let Some(set) = destination.strip_prefix("@check/") {
            return self.check(destination, set);
        }
        if let Some(path) = destination.strip_prefix("@/") {
            return self.page(path, from);
        }
        if let Some(anchor) = destination.strip_prefix('#') {
            return Ok(Target::Here { anchor: anchor.to_owned() });
        }
        if let Some(path) = destination.strip_prefix('/').filter(|path| !path.starts_with('/')) {
            return self.file(destination, path);
        }
        outside(destination)
    }

    /// A file by its path, as it is named or as addresses write it. A name may hold a `#`, a `?` or a `%` itself, so the
    /// longest that is there is meant.
    fn file(&self, destination: &str, path: &str) -> Result<Target, Problem> {
        let cuts = path.char_indices().rev().filter(|(_, char)| matches!(char, '#' | '?')).map(|(at, _)| at);
        for end in std::iter::once(path.len()).chain(cuts) {
            let (name, behind) = path.split_at(end);
            let as_named = self.statics.get(name);
            let file = as_named.or_else(|| self.statics.get(&*nfc(&decoded(name))));
            if let Some(Ok(permalink)) = file.map(|file| Permalink::file(file)) {
                return Ok(Target::File { permalink, behind: harmless(behind) });
            }
        }
        let name = decoded(path.split(['?', '#']).next().unwrap_or_default());
        // A page by its file, as a folder of the site shows it.
        let is_page = std::path::Path::new(&name).extension().is_some_and(|ending| ending == "md");
        if is_page || !name.rsplit('/').next().is_some_and(|last| last.contains('.')) {
            return Err(Problem::LinkForm { target: destination.to_owned(), similar: None });
        }
        Err(no_static(&name, self.statics))
    }

    fn check(&self, destination: &str, set: &str) -> Result<Target, Problem> {
        let Some(permalink) = self.checks.get(set) else {
            let similar = similar(set, self.checks.keys().map(String::as_str)).map(|set| format!("@check/{set}"));
            return Err(Problem::LinkTarget { target: destination.to_owned(), similar });
        };
        Ok(Target::Inside { permalink: permalink.clone(), page: None, anchor: None })
    }

    fn page(&self, path: &str, from: &str) -> Result<Target, Problem> {
        let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        if let Some(page) = self.library.get(path) {
            return Ok(Target::Inside {
                permalink: page.permalink.clone(),
                page: Some(path.to_owned()),
                anchor: anchor.map(str::to_owned),
            });
        }
        if self.library.is_broken(path) {
            // Its own mistakes are reported; that it cannot be linked to is not another.
            return Ok(Target::Inside { permalink: Permalink::home(), page: None, anchor: None });
        }
        if self.library.is_left_out(path) {
            return Err(Problem::LinkToDraft { target: format!("@/{path}") });
        }
        let others = self.library.paths().filter(|other| *other != from);
        let similar = nearest_path(path, others).map(|path| format!("@/{path}"));
        Err(Problem::LinkTarget { target: format!("@/{path}"), similar })
    }
}

/// An address of another host, a mail address or a telephone.
fn outside(destination: &str) -> Result<Target, Problem> {
    // Browsers drop white space and control characters in front of and inside a scheme. They do not decode percents
    // there, but what an address passes through on its way may.
    let stripped: String = destination.chars().filter(|char| !is_dropped(*char)).collect();
    let decoded: String = decoded(&stripped).chars().filter(|char| !is_dropped(*char)).collect();
    let form = || Problem::LinkForm { target: destination.to_owned(), similar: None };
    let (scheme, _) = decoded.split_once(':').ok_or_else(form)?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme.contains(['/', '?', '#', '.', '@']) {
        return Err(form());
    }
    let as_typed = stripped.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let Some((_, rest)) = as_typed.filter(|(typed, _)| *typed == scheme && SCHEMES.contains(&scheme.as_str())) else {
        return Err(Problem::LinkScheme { scheme });
    };
    let has_host =
        rest.strip_prefix("//").is_some_and(|rest| !rest.starts_with(['/', '\\', '?', '#']) && !rest.is_empty());
    if scheme.starts_with("http") && !has_host {
        return Err(form());
    }
    Ok(Target::Outside(destination.chars().filter(|char| !char.is_control()).collect::<String>().trim().to_owned()))
}

/// The server that shows a site to its author.
pub(super) fn is_own_server(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    scheme.to_ascii_lowercase().starts_with("http") && matches!(host.as_str(), "localhost" | "127.0.0.1" | "0.0.0.0")
}

/// White space, control characters, and marks that nobody sees.
fn is_dropped(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// What stands behind the address of a file, `?v=2` or `#page=3`, with nothing in it that ends an address.
fn harmless(behind: &str) -> String {
    let mut address = String::with_capacity(behind.len());
    for byte in behind.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// How addresses are written on one page.
#[derive(Debug, Clone)]
pub enum Form<'a> {
    /// Relative to the page.
    Relative {
        /// The page.
        from: Permalink,
        /// Naming `index.html`, for `file://`.
        explicit: bool,
    },
    /// From the root of the host: the page of an unknown address does not know how deep it stands.
    Absolute {
        /// The path of the site on its host.
        base_path: &'a str,
    },
    /// With the host, or not at all: the page travels alone.
    Alone {
        /// Where the site lives, if it is known.
        base_url: Option<&'a str>,
    },
    /// As a chapter of another page, one level below its heading.
    Chapter(Chapter),
    /// In a package: among the files that came along; all else is on the site, or nowhere.
    Packed(Packed<'a>),
}

/// What stands in a package.
#[derive(Debug, Clone)]
pub struct Packed<'a> {
    /// The names of its files, by the address that each has on the site.
    pub files: Arc<BTreeMap<Permalink, String>>,
    /// Where the site lives, if it is known.
    pub base_url: Option<&'a str>,
}

impl Packed<'_> {
    fn href(&self, to: &Permalink) -> Option<String> {
        let file = self.files.get(to).cloned();
        file.or_else(|| Some(format!("{}{}", self.base_url?, to.address())))
    }
}

/// A page's text, or parts of it, on another page.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id there, which also stands before each of its ids.
    pub id: String,
    /// The title of its page.
    pub title: String,
    /// Where its page stands.
    pub of: Permalink,
    /// Where it stands now.
    pub on: Permalink,
    /// Links name `index.html`.
    pub explicit: bool,
    /// The ids of all chapters there, by the address of their page.
    pub chapters: Arc<BTreeMap<Permalink, String>>,
    /// The ids that came along, where only parts of the page did: a link to any other leads to the page itself.
    pub kept: Option<BTreeSet<String>>,
}

impl Chapter {
    /// An id of the page, as it is in the chapter.
    pub fn id_of(&self, id: &str) -> String {
        format!("{}--{id}", self.id)
    }

    /// What stands behind an id in a link within the page.
    fn here(&self, anchor: &str) -> String {
        if self.kept.as_ref().is_none_or(|kept| kept.contains(anchor)) {
            format!("#{}", self.id_of(anchor))
        } else {
            format!("{}#{anchor}", self.of.relative_to(&self.on, self.explicit))
        }
    }

    /// A link to a page, and to an id in it: to its chapter, where it has one here.
    fn to(&self, page: &Permalink, anchor: Option<&str>) -> String {
        match (self.chapters.get(page), anchor) {
            (Some(id), None) => format!("#{id}"),
            (Some(id), Some(anchor)) => format!("#{id}--{anchor}"),
            (None, _) => with_anchor(page.relative_to(&self.on, self.explicit), anchor),
        }
    }
}

fn with_anchor(mut address: String, anchor: Option<&str>) -> String {
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    }
    address
}

/// Writes the links of one page.
#[derive(Debug, Clone)]
pub struct Links<'a> {
    /// Reads what authors wrote.
    pub linker: &'a Linker<'a>,
    /// How addresses are written.
    pub form: Form<'a>,
    /// The language of the page: its links stay in it. Nothing for the site's main one.
    pub language: Option<&'a str>,
}

impl Links<'_> {
    /// The address of a page or file of the site; nothing where the page travels alone and knows no host.
    pub fn href(&self, to: &Permalink) -> Option<String> {
        self.href_to(to, None)
    }

    /// The same, to an id in it.
    pub fn href_to(&self, to: &Permalink, anchor: Option<&str>) -> Option<String> {
        let address = match &self.form {
            Form::Relative { from, explicit } => to.relative_to(from, *explicit),
            Form::Absolute { base_path } => format!("{base_path}{}", to.address()),
            Form::Alone { base_url } => format!("{}{}", (*base_url)?, to.address()),
            Form::Chapter(chapter) => return Some(chapter.to(to, anchor)),
            Form::Packed(packed) => packed.href(to)?,
        };
        Some(with_anchor(address, anchor))
    }

    /// The page that the text was written for, where it has an address.
    pub(super) fn from(&self) -> Option<&Permalink> {
        match &self.form {
            Form::Relative { from, .. } => Some(from),
            Form::Chapter(chapter) => Some(&chapter.of),
            Form::Absolute { .. } | Form::Alone { .. } | Form::Packed(_) => None,
        }
    }

    /// The address of a page in the language of this one.
    pub fn to(&self, page: &Page) -> Option<String> {
        self.href(self.place_of(page))
    }

    /// Where a page stands in the language of this one.
    pub fn place_of<'p>(&'p self, page: &'p Page) -> &'p Permalink {
        self.linker.library.permalink_in(page, self.language)
    }

    /// The address of a self-check in the language of this page, or in the main one where it is not there.
    pub fn to_check(&self, check: &Permalink) -> Option<String> {
        self.href(self.check_in(check))
    }

    /// A file of the site, or where it stands in the language of this page as a self-check does.
    fn check_in<'p>(&'p self, permalink: &'p Permalink) -> &'p Permalink {
        let abroad = self.language.and_then(|language| self.linker.checks_in_languages.get(language)?.get(permalink));
        abroad.unwrap_or(permalink)
    }

    /// The page (empty for the same one) and the anchor that it must have, for a target.
    pub fn expectation<'t>(&'t self, target: &'t Target) -> Option<(&'t str, &'t str)> {
        let (path, anchor) = target.expectation()?;
        let library = self.linker.library;
        let translated = || library.translation(library.get(path)?, self.language?);
        Some((translated().map_or(path, Page::content_path), anchor))
    }

    /// The address of a target.
    pub fn href_of(&self, target: &Target) -> Option<String> {
        match target {
            Target::Inside { permalink, page, anchor } => {
                let page = page.as_ref().and_then(|path| self.linker.library.get(path));
                let permalink =
                    page.map_or(self.check_in(permalink), |page| self.linker.library.permalink_in(page, self.language));
                self.href_to(permalink, anchor.as_deref())
            }
            Target::File { permalink, behind } => Some(self.href(permalink)? + behind),
            Target::Here { anchor } => Some(match &self.form {
                Form::Chapter(chapter) => chapter.here(anchor),
                _ => format!("#{anchor}"),
            }),
            Target::Outside(address) => Some(address.clone()),
        }
    }
}
