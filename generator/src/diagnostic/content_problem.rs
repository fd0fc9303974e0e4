//! What can be wrong with what an author writes: Markdown, language, accessibility, pictures, links that leave.

use super::{Place, Severity};

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum ContentProblem {
    // Directives
    UnknownDirective { name: String, similar: Option<String> },
    OpenDirective { name: String },
    DirectiveEnd,
    DirectivePlace,
    DirectiveArgument { name: &'static str, given: String, known: Vec<&'static str> },
    StepsContent,
    CriterionTarget { target: String, similar: Option<String> },
    DirectiveInside { name: &'static str, inside: &'static str },
    // Questions and lessons
    QuestionText,
    QuestionList,
    QuestionFew { count: usize },
    QuestionRight,
    QuestionOption,
    QuestionWhy,
    TrainerPlace,
    TrainerFootnote,
    LessonWithout { part: LessonPart },
    AgendaShort { agenda: u32, lessons: u32 },
    // Headings
    HeadingTop,
    HeadingSkip { from: u8, to: u8 },
    HeadingEmpty,
    HeadingAttribute { given: String },
    DuplicateAnchor { id: String, first: Place },
    // Links, tables, footnotes
    LinkText { text: String },
    LinkBare { text: String },
    LinkEmpty,
    TableHeader,
    FootnoteMissing { label: String },
    FootnoteUnused { label: String },
    NoteId { id: String },
    // Characters and language
    NoText { char: char },
    NotNfc,
    LookAlike { word: String, right: String },
    LongSentence { count: usize, most: usize },
    StatisticSource { figure: String },
    // The whole site
    SourceUnlisted { name: String },
    Orphan,
    UnusedFile,
    DateAhead { key: &'static str, date: String },
    DateLongAgo { key: &'static str, date: String },
    // Pictures
    ImageUnreadable { path: String },
    ImageNoSize { path: String },
    ImageCutOff { path: String },
    ImageForeign { path: String },
    ImageTooLarge { path: String },
    ImagePlace { path: String },
    ImageHeavy { path: String, kilobytes: u64, most: u64 },
    // Links that leave the site
    External { address: String, answer: Answer },
}

/// What a lesson should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LessonPart {
    /// What one can do afterwards.
    Outcomes,
    /// Something to do at once.
    Exercise,
    /// Questions that check themselves.
    Questions,
}

/// What another host answered, where that was no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A status of 400 and more.
    Status(u16),
    /// It moved for good.
    Moved(String),
    /// No answer in time.
    Timeout,
    /// No such host, or no connection.
    Unreachable,
    /// It was not asked: it is this machine, or in its own network.
    Inner,
}

impl ContentProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::UnknownDirective { .. } => "unknown-directive",
            Self::OpenDirective { .. } => "open-directive",
            Self::DirectiveEnd => "directive-end",
            Self::DirectivePlace => "directive-place",
            Self::DirectiveArgument { .. } => "directive-argument",
            Self::StepsContent => "steps-content",
            Self::CriterionTarget { .. } => "criterion-target",
            Self::DirectiveInside { .. } => "directive-inside",
            Self::QuestionText => "question-text",
            Self::QuestionList => "question-list",
            Self::QuestionFew { .. } => "question-few",
            Self::QuestionRight => "question-right",
            Self::QuestionOption => "question-option",
            Self::QuestionWhy => "question-why",
            Self::TrainerPlace => "trainer-place",
            Self::TrainerFootnote => "trainer-footnote",
            Self::LessonWithout { .. } => "lesson-without",
            Self::AgendaShort { .. } => "agenda-short",
            Self::HeadingTop | Self::HeadingSkip { .. } => "heading-order",
            Self::HeadingEmpty => "heading-empty",
            Self::HeadingAttribute { .. } => "heading-attribute",
            Self::DuplicateAnchor { .. } => "duplicate-anchor",
            Self::LinkText { .. } | Self::LinkBare { .. } | Self::LinkEmpty => "link-text",
            Self::TableHeader => "table-header",
            Self::FootnoteMissing { .. } => "footnote-missing",
            Self::FootnoteUnused { .. } => "footnote-unused",
            Self::NoteId { .. } => "note-id",
            Self::NoText { .. } => "control-character",
            Self::NotNfc => "not-nfc",
            Self::LookAlike { .. } => "look-alike",
            Self::LongSentence { .. } => "long-sentence",
            Self::StatisticSource { .. } => "statistic-source",
            Self::SourceUnlisted { .. } => "source-unlisted",
            Self::Orphan => "orphan",
            Self::UnusedFile => "unused-file",
            Self::DateAhead { .. } => "date-ahead",
            Self::DateLongAgo { .. } => "date-long-ago",
            Self::ImageUnreadable { .. } | Self::ImageNoSize { .. } => "image-unreadable",
            Self::ImageCutOff { .. } => "image-cut-off",
            Self::ImageForeign { .. } => "image-foreign",
            Self::ImageTooLarge { .. } => "image-too-large",
            Self::ImagePlace { .. } => "image-place",
            Self::ImageHeavy { .. } => "image-heavy",
            Self::External { .. } => "external-link",
        }
    }

    /// Whether it stops a build.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::LinkBare { .. }
            | Self::FootnoteUnused { .. }
            | Self::LessonWithout { .. }
            | Self::AgendaShort { .. }
            | Self::NotNfc
            | Self::LongSentence { .. }
            | Self::StatisticSource { .. }
            | Self::SourceUnlisted { .. }
            | Self::Orphan
            | Self::UnusedFile
            | Self::DateAhead { .. }
            | Self::DateLongAgo { .. }
            | Self::ImageTooLarge { .. }
            | Self::ImagePlace { .. }
            | Self::ImageHeavy { .. }
            | Self::External { .. } => Severity::Advice,
            _ => Severity::Error,
        }
    }
}
