//! What can be wrong where a course becomes a package.

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum PackageProblem {
    // What was asked for
    UnknownCourse {
        course: String,
        known: Vec<String>,
    },
    ManyCourses {
        course: String,
        known: Vec<String>,
    },
    /// The name of a set with the form of a package, or that of a course with the form of a table.
    Form {
        name: String,
        is_set: bool,
        known: Vec<&'static str>,
    },
    NoQuestions,
    // What the course is like
    IdOfSet {
        course: String,
    },
    /// Where no base URL is known: it leads to what does not come along.
    LinkLost {
        target: String,
    },
    /// HTML by hand that is none in XML.
    NoXml,
}

impl PackageProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::UnknownCourse { .. } => "unknown-course",
            Self::ManyCourses { .. } => "many-courses",
            Self::Form { .. } => "export-format",
            Self::NoQuestions => "no-questions",
            Self::IdOfSet { .. } => "course-and-set",
            Self::LinkLost { .. } => "package-link",
            Self::NoXml => "package-html",
        }
    }
}
