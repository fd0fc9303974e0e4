//! Packages: what a site gives to other programs, made of the same lessons as its pages.
//!
//! [`Volume`] is the one walk: which pages come along, where their links lead from there. Each form of a package is a room
//! of its own, and reads the texts that are rendered already.

mod archive;
mod chapter;
mod epub;
mod gift;
mod pictures;
mod scorm;
mod volume;

pub use volume::{Volume, courses, name_of};

use crate::error::Failure;

/// The form of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Questions for learning platforms.
    Gift,
    /// A book.
    Epub,
    /// A course for learning platforms.
    Scorm,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Epub, Self::Scorm, Self::Gift];

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gift => "gift",
            Self::Epub => "epub",
            Self::Scorm => "scorm",
        }
    }

    /// Whether it is made of any section, not only of a course.
    pub fn takes_sections(self) -> bool {
        self == Self::Epub
    }

    /// How its files end. Platforms take questions as a plain text.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gift => "gift.txt",
            Self::Epub => "epub",
            Self::Scorm => "scorm.zip",
        }
    }
}

/// The package of a volume: the same bytes each time.
pub fn package(volume: &Volume<'_>, format: Format) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Gift => gift::file(volume),
        Format::Epub => epub::file(volume),
        Format::Scorm => scorm::file(volume),
    }
}
