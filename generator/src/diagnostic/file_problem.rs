//! What can be wrong with files and folders, and with the names and addresses that they give.

use super::Severity;

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// A symbolic link that is not followed.
    SymbolicLink {
        /// Why not.
        leads: Leads,
        /// `static`: the folder of the site within which a link may lead.
        within: String,
    },
    /// A pipe, a device, a socket; or what was a file when it was listed.
    NotAFile,
    /// A file where a folder of the site should be.
    NotAFolder,
    /// A hidden file of `static/`: it is not published.
    Hidden,
    /// A file of `content/` that is no page.
    NotAPage {
        /// Its name.
        name: String,
    },
    /// A `_index.md` with other letters: `_Index.md`.
    IndexName,
    /// The page of a folder under the name that other programs give it.
    IndexOfOthers {
        /// That name.
        name: String,
    },
    /// Nothing of the name can stand in an address.
    NoSlug {
        /// The name.
        name: String,
    },
    /// A name that some system cannot write, or reads as another.
    UnfitName {
        /// The name.
        name: String,
        /// Why.
        unfit: Unfit,
    },
    /// One file where letters of both sizes, or both ways to store a mark, are the same.
    SameFolded {
        /// What should be written.
        path: String,
        /// What should be written beside it.
        beside: String,
        /// Where that comes from.
        other: String,
    },
    /// A file and a folder of the same name.
    FileAndFolder {
        /// What should be written.
        path: String,
        /// Where the other comes from.
        other: String,
    },
}

/// Where a symbolic link leads that a site may not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// Out of the folder within which links may lead.
    Outside,
    /// Through the root of the machine, which another machine has not.
    Absolute,
    /// To what is hidden.
    Hidden,
    /// To a folder, which could hold itself.
    Folder,
    /// To another link, or by a roundabout way.
    Link,
    /// To a pipe, a device, a socket.
    Special,
    /// To nothing.
    Nowhere,
    /// Anywhere: what it stands for must be there itself.
    Anywhere,
    /// It was a file when it was listed.
    Swapped,
}

/// Why a name cannot be that of a file everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Empty, or nothing but dots.
    Empty,
    /// A letter that parts folders, is none, or that Windows refuses.
    Char(char),
    /// Windows keeps it for a device.
    Reserved,
    /// Windows drops a dot or a space at the end.
    End,
    /// Longer than a disk can write.
    Long,
}

/// What a file beside the pages was meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stray {
    /// A page, under another ending: the name that it should have.
    Page(String),
    /// A document of Word or the like.
    Document,
    /// A page of another program.
    Html,
    /// A picture.
    Picture,
    /// Something to fetch.
    Other,
}

impl Stray {
    /// Told by the name.
    pub(super) fn of(name: &str) -> Self {
        const PAGES: [&str; 10] =
            [".md.txt", ".md.md", ".markdown", ".mdown", ".mkdown", ".mkd", ".mdwn", ".mdx", ".txt", ".md"];
        const DOCUMENTS: [&str; 5] = [".docx", ".doc", ".odt", ".rtf", ".pages"];
        const HTML: [&str; 5] = [".html", ".htm", ".xhtml", ".mht", ".mhtml"];
        const PICTURES: [&str; 10] =
            [".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".heic", ".bmp", ".tif", ".tiff"];
        let small = name.to_lowercase();
        let ends = |endings: &[&'static str]| endings.iter().find(|ending| small.ends_with(**ending)).copied();
        if let Some(ending) = ends(&PAGES) {
            let stem = small.len().checked_sub(ending.len()).and_then(|end| name.get(..end)).unwrap_or(name);
            Self::Page(format!("{stem}.md"))
        } else if ends(&DOCUMENTS).is_some() {
            Self::Document
        } else if ends(&HTML).is_some() {
            Self::Html
        } else if ends(&PICTURES).is_some() {
            Self::Picture
        } else {
            Self::Other
        }
    }
}

impl FileProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::SymbolicLink { .. } => "symbolic-link",
            Self::NotAFile => "not-a-file",
            Self::NotAFolder => "not-a-folder",
            Self::Hidden => "hidden-file",
            Self::NotAPage { .. } => "not-a-page",
            Self::IndexName | Self::IndexOfOthers { .. } => "index-name",
            Self::NoSlug { .. } => "no-slug",
            Self::UnfitName { .. } => "unfit-name",
            Self::SameFolded { .. } | Self::FileAndFolder { .. } => "same-path",
        }
    }

    /// Whether it stops a build.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Hidden | Self::IndexName | Self::IndexOfOthers { .. } | Self::NotAPage { .. } => Severity::Advice,
            _ => Severity::Error,
        }
    }
}
