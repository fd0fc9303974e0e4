//! What can be wrong with a text that is not what its author meant: marks that became nothing, and what came along from
//! elsewhere.

use super::{OldFont, Place, Severity};

/// How letters were read in the wrong way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Garble {
    /// The bytes of UTF-8 as letters of western Europe.
    Bytes,
    /// Some letters are gone.
    Lost,
    /// Some letters became a question mark.
    Asked,
    /// Marks are typed as signs.
    Signs,
}

/// What is wrong. `right` is the text as it should be, ready to be pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum LeftoverProblem {
    // Links
    LinkSpace { written: String, right: String, is_picture: bool },
    LinkBroken { written: String, right: String },
    LinkUndefined { text: String, label: String },
    AddressCut { written: String, right: String },
    // Marks inside a line
    Mark { mark: String, right: Option<String> },
    Product { right: String },
    Swallowed { written: String, right: String, slanted: Option<String> },
    Entity { written: String },
    Foreign { written: String },
    // Lines
    HeadingSpace { right: String },
    HeadingByLine,
    HeadingDeep { right: String },
    List { right: String },
    Task { right: String },
    Indented { right: String },
    OpenFence,
    // Tables
    Table { right: String },
    TableCells { cells: usize, columns: usize },
    // From elsewhere
    Pasted { right: String },
    OldFont { font: OldFont, right: String },
    Garbled { how: Garble, right: Option<String> },
    MergeMarks,
    Placeholder { text: String },
    SameTitle { title: String, other: Place },
}

impl LeftoverProblem {
    /// The link as it stands there, where it is about one that became none.
    pub(crate) fn link(&self) -> Option<&str> {
        match self {
            Self::LinkSpace { written, .. } | Self::LinkBroken { written, .. } | Self::AddressCut { written, .. } => {
                Some(written)
            }
            _ => None,
        }
    }

    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::LinkSpace { .. } | Self::LinkBroken { .. } | Self::LinkUndefined { .. } => "broken-link-syntax",
            Self::AddressCut { .. } => "address-cut",
            Self::Mark { .. } | Self::Product { .. } | Self::Swallowed { .. } => "mark-in-text",
            Self::Entity { .. } => "entity-in-text",
            Self::Foreign { .. } => "foreign-mark",
            Self::HeadingSpace { .. } => "heading-without-space",
            Self::HeadingByLine => "heading-by-line",
            Self::HeadingDeep { .. } => "heading-too-deep",
            Self::List { .. } | Self::Task { .. } => "text-as-list",
            Self::Indented { .. } => "indented-code",
            Self::OpenFence => "open-fence",
            Self::Table { .. } => "text-as-table",
            Self::TableCells { .. } => "table-cells",
            Self::Pasted { .. } => "pasted-html",
            Self::OldFont { .. } => "old-font",
            Self::Garbled { .. } => "garbled-text",
            Self::MergeMarks => "merge-marks",
            Self::Placeholder { .. } => "placeholder",
            Self::SameTitle { .. } => "same-title",
        }
    }

    /// Whether it stops a build: where what readers would see can only be wrong.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::LinkSpace { .. }
            | Self::TableCells { .. }
            | Self::Pasted { .. }
            | Self::OldFont { .. }
            | Self::Garbled { .. }
            | Self::MergeMarks => Severity::Error,
            _ => Severity::Advice,
        }
    }
}
