//! What can be said of many sheets that are added up: why a text is no list of sheets, and which sheets are not counted.

use super::{MergeProblem, Place, Severity};
use wasm_check::code::CodeError;

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum TallyProblem {
    // The text
    Empty,
    Format {
        name: String,
    },
    Result,
    Code {
        error: CodeError,
    },
    SameFile {
        other: String,
    },
    // The list of names
    NameTwice {
        name: String,
    },
    NameGroup {
        name: String,
        group: String,
        known: Vec<String>,
    },
    // Sheets that are not counted, or only perhaps
    OtherVersion {
        version: String,
    },
    /// A sheet of another set.
    OtherSet {
        set: String,
    },
    /// A sheet of a version that the site has not.
    NoVersion {
        version: String,
    },
    OtherYear {
        year: u16,
        counted: u16,
    },
    Blank {
        person: Option<String>,
    },
    Again {
        person: String,
        later: Place,
    },
    /// Two sheets under words that may be no name.
    SameWords {
        person: String,
        first: Place,
    },
    Alike {
        other: Place,
    },
    Unlisted {
        person: Option<String>,
    },
    // Kept tallies
    Merge(MergeProblem),
}

impl TallyProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Empty => "sheets-empty",
            Self::Format { .. } => "sheets-format",
            Self::Result => "sheets-result",
            Self::Code { .. } => "sheets-code",
            Self::SameFile { .. } => "sheets-same-file",
            Self::NameTwice { .. } => "name-twice",
            Self::NameGroup { .. } => "name-group",
            Self::OtherVersion { .. } => "tally-other-version",
            Self::OtherSet { .. } => "sheet-other-set",
            Self::NoVersion { .. } => "sheet-other-version",
            Self::OtherYear { .. } => "tally-other-year",
            Self::Blank { .. } => "tally-blank",
            Self::Again { .. } => "tally-again",
            Self::SameWords { .. } => "tally-same-words",
            Self::Alike { .. } => "tally-alike",
            Self::Unlisted { .. } => "tally-unlisted",
            Self::Merge(problem) => problem.code(),
        }
    }

    /// What was left out on purpose is told and stops nothing.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::SameFile { .. }
            | Self::NameTwice { .. }
            | Self::OtherVersion { .. }
            | Self::OtherYear { .. }
            | Self::Blank { .. }
            | Self::Again { .. }
            | Self::SameWords { .. }
            | Self::Alike { .. }
            | Self::Unlisted { .. } => Severity::Advice,
            Self::Merge(problem) => problem.severity(),
            _ => Severity::Error,
        }
    }
}
