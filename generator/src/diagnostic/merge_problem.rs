//! What can be said of kept tallies that are merged.

use super::{Problem, Severity, TallyProblem};

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum MergeProblem {
    NoTally {
        /// Its schema, where it says another one.
        found: Option<String>,
    },
    Cut,
    OtherSet {
        set: String,
        wanted: String,
    },
    OtherYear {
        year: u16,
        counted: u16,
    },
    Value {
        key: &'static str,
    },
    Sums {
        key: &'static str,
    },
    TooLarge,
    Alike {
        other: String,
    },
    SamePlace {
        place: String,
        other: String,
    },
    NotRegistered,
}

impl MergeProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NoTally { .. } => "not-a-tally",
            Self::Cut => "tally-cut",
            Self::OtherSet { .. } => "merge-other-set",
            Self::OtherYear { .. } => "merge-other-year",
            Self::Value { .. } => "tally-value",
            Self::Sums { .. } => "tally-sums",
            Self::TooLarge => "tally-too-large",
            Self::Alike { .. } => "merge-alike",
            Self::SamePlace { .. } => "merge-same-place",
            Self::NotRegistered => "merge-not-registered",
        }
    }

    /// What is merged in spite of a doubt is told and stops nothing.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Alike { .. } | Self::SamePlace { .. } | Self::NotRegistered => Severity::Advice,
            _ => Severity::Error,
        }
    }
}

impl From<MergeProblem> for Problem {
    fn from(problem: MergeProblem) -> Self {
        Self::Tally(TallyProblem::Merge(problem))
    }
}
