//! Everything that can be wrong with a site.

use super::{
    Budget, ContentProblem, CriteriaProblem, FileProblem, LeftoverProblem, PackageProblem, Place, Severity,
    StaticProblem, TableProblem, TallyProblem,
};
use wasm_check::rubric::Item;
use wasm_check::sheet::ProblemKind;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A string that is not empty.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number, 0 or more.
    Whole,
    /// A whole number, 1 or more.
    Positive,
    /// A whole number of minutes, 1 to 480: a working day.
    Minutes,
    /// The same of a lesson, from 5.
    LessonMinutes,
    /// A whole number of months, 1 to 1200: a hundred years.
    Months,
    /// A number, 0 or more, with or without decimals.
    Number,
    /// `2026-11-21`
    Date,
    /// `2026-11-21`, or `"7/2022"` or `"2022"` where no more is known.
    Issued,
    /// `2024`, `8/2024` or `17/5/2024`
    SourceDate,
    /// An address that begins with `https://` or `http://`.
    WebAddress,
    /// An array of strings.
    Texts,
    /// A number, or an array of numbers.
    Numbers,
    /// An array of whole numbers.
    Wholes,
    /// An array of arrays of numbers.
    NumberLists,
    /// An array of `[points, "text"]`.
    Guide,
    /// An array of `[from, points]`.
    Counts,
    /// A table.
    Table,
    /// An array of tables.
    Tables,
    /// `"#0b4f46"`
    Colour,
    /// A colour by day and one by night.
    Colours,
}

/// By day or by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How a colour does not stand apart, by day or by night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContrastFault {
    /// By day or by night.
    pub scheme: Scheme,
    /// The text of the pair that stands apart least.
    pub text: String,
    /// Its ground.
    pub ground: String,
    /// How far they stand apart, in hundredths.
    pub ratio: u32,
    /// How far they should.
    pub least: u32,
    /// The nearest colour that stands apart from all that it meets.
    pub better: Option<String>,
}

/// Why a link leads no reader anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkAway {
    /// It has no address.
    Empty,
    /// A file on the author's own machine, and the one of the site that is meant.
    OwnFile {
        /// As it should be written.
        right: Option<String>,
    },
    /// The server on the author's own machine.
    OwnServer,
}

/// The name of a file at the end of its path, on whatever system.
pub(super) fn last_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Why a page does not begin with its front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontMatterFault {
    /// There is none.
    Missing,
    /// Something stands before a line `+++`.
    Before {
        /// Spaces in that line; else empty lines above it.
        is_space: bool,
    },
    /// A line of another number of `+`.
    Pluses,
    /// That of Hugo and Jekyll: lines `---`, and the same as it is written here.
    Yaml {
        /// As it should be.
        right: String,
    },
}

/// How people mistype TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TomlMistake {
    /// Text without quotes, or with curly ones.
    Unquoted,
    /// The same, and the line as it should be.
    Bare {
        /// Key and value.
        right: String,
    },
    /// Nothing behind the `=`.
    NoValue,
    /// No `=` behind the key.
    NoEquals,
    /// A key with marks, spaces or nothing at all.
    Key,
    /// A key with marks or spaces, and the one that was meant.
    Name {
        /// As it was written.
        written: String,
        /// What it most likely means.
        similar: Option<&'static str>,
    },
    /// A key that stands there twice.
    Repeated,
    /// The same, where the line is known in which it stood before.
    RepeatedKey {
        /// Its name.
        name: String,
        /// Where it stood before.
        first: Place,
    },
    /// A number with spaces, signs or words, and the number alone.
    Number {
        /// As it should be.
        right: String,
        /// The words behind it: what is counted.
        unit: Option<String>,
    },
    /// A table that stands there twice.
    RepeatedTable {
        /// Its name.
        name: String,
        /// Where it stood before.
        first: Place,
    },
    /// Quotes inside a text, and the line as it should be.
    InnerQuotes {
        /// The line.
        right: String,
    },
    /// A yes or no that is written otherwise, and the line as it should be.
    Word {
        /// The line.
        right: String,
    },
    /// A quote or bracket that is opened and never closed.
    Unclosed,
    /// No comma between two items of a list.
    NoComma,
    /// More behind the value on the same line.
    Trailing,
    /// A backslash that begins nothing known.
    Escape,
    /// Anything else, in the words of the parser.
    Other(String),
}

impl TomlMistake {
    /// Reads the parser's words; `value` is what stands behind the `=` of the line.
    pub(crate) fn from_parser(message: &str, value: &str) -> Self {
        let says = |part| message.contains(part);
        if says("duplicate key") {
            Self::Repeated
        } else if says("unclosed") || says("basic string") || says("literal string, expected `'`") {
            Self::Unclosed
        } else if says("key with no value") {
            Self::NoEquals
        } else if says("unquoted key") {
            Self::Key
        } else if says("missing comma") {
            Self::NoComma
        } else if says("unexpected key or value") || says("extra `=`") {
            Self::Trailing
        } else if says("escape") {
            Self::Escape
        } else if says("must be quoted") && value.is_empty() {
            Self::NoValue
        } else if says("must be quoted") || says("invalid boolean") {
            Self::Unquoted
        } else {
            Self::Other(message.lines().next().unwrap_or_default().to_owned())
        }
    }
}

impl Expected {
    /// Whether it holds numbers of people or points, which may have decimals.
    pub fn is_of_numbers(self) -> bool {
        matches!(self, Self::Number | Self::Numbers | Self::NumberLists | Self::Guide | Self::Counts)
    }

    /// A value that would do.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::Bool => "true",
            Self::Whole | Self::Positive => "10",
            Self::Months => "12",
            Self::Minutes | Self::LessonMinutes => "45",
            Self::Number => "7.5",
            Self::Date => "2026-11-21",
            Self::Issued => "2023-10-25",
            Self::SourceDate => "\"17/5/2024\"",
            Self::WebAddress => "\"https://vidu.vn/bai\"",
            Self::Texts => "[\"…\", \"…\"]",
            Self::Numbers => "[90, 95]",
            Self::Wholes => "[1]",
            Self::NumberLists => "[[40, 50], [10, 12]]",
            Self::Guide => "[[0, \"…\"], [5, \"…\"], [10, \"…\"]]",
            Self::Counts => "[[1, 2], [3, 5], [5, 10]]",
            Self::Table => "{ … }",
            Self::Tables => "[{ … }]",
            Self::Colour => "\"#0b4f46\"",
            Self::Colours => "{ light = \"#0b4f46\", dark = \"#93d8c8\" }",
        }
    }
}

/// What is wrong, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum Problem {
    // Files
    NotUtf8 {
        looks_like_utf16: bool,
    },
    MissingFile {
        path: String,
    },
    NoSite {
        beside: Option<String>,
    },
    MissingIndex {
        folder: String,
    },
    NameNotUnicode,
    SameName,
    File(FileProblem),
    // The output folder and the cache
    OldOutputLeft {
        path: String,
    },
    ChangesNotListed {
        path: String,
    },
    CacheNotUsed,
    AddressGone {
        address: String,
        file: Option<String>,
        has_aliases: bool,
    },
    /// An address that is said to be given up, and at which a page stands.
    GoneIsThere {
        address: String,
    },
    BadGone {
        address: String,
    },
    // Front matter and other TOML
    NoFrontMatter {
        fault: FrontMatterFault,
    },
    OpenFrontMatter,
    TomlSyntax(TomlMistake),
    UnknownKey {
        key: String,
        table: String,
        known: Vec<&'static str>,
    },
    MisplacedKey {
        key: String,
        table: String,
    },
    MissingKey {
        key: &'static str,
        table: String,
    },
    MissingTable {
        table: &'static str,
    },
    WrongType {
        key: String,
        expected: Expected,
    },
    BadDate {
        text: String,
    },
    TwoReadings {
        digits: String,
    },
    /// A value that is written in another way.
    WrittenOtherwise {
        key: String,
        value: String,
        right: String,
    },
    /// A number in quotes.
    QuotedNumber {
        key: String,
        right: String,
    },
    UnknownValue {
        key: String,
        value: String,
        known: Vec<String>,
    },
    BadId {
        id: String,
    },
    DuplicateId {
        id: String,
        first: Place,
    },
    ReservedId {
        id: String,
    },
    OneOf {
        keys: &'static [&'static str],
        needed: bool,
    },
    OnlyWith {
        key: &'static str,
        with: &'static [&'static str],
    },
    // Sets of criteria
    Criteria(CriteriaProblem),
    MissingExplanation {
        id: String,
    },
    UnknownExplanation {
        heading: String,
        known: Vec<String>,
    },
    // Links and Markdown
    Content(ContentProblem),
    Leftover(LeftoverProblem),
    LinkTarget {
        target: String,
        similar: Option<String>,
    },
    LinkToDraft {
        target: String,
    },
    LinkAnchor {
        anchor: String,
        page: String,
        similar: Option<String>,
    },
    LinkScheme {
        scheme: String,
    },
    LinkForm {
        target: String,
        similar: Option<String>,
    },
    /// A link that leads nobody anywhere.
    LinkAway {
        target: String,
        why: LinkAway,
    },
    RawHtml {
        /// The name of the element.
        tag: String,
    },
    ImageAlt,
    ImageOutside {
        target: String,
    },
    // Languages
    BadLanguage {
        tag: String,
    },
    UnknownLanguage {
        tag: String,
        similar: Option<String>,
    },
    NoOriginal {
        original: String,
    },
    TranslatedCriterion,
    // Structure
    /// `declared`: all that must be declared, where the site declares no tag; empty where another finding says it.
    UnknownTag {
        tag: String,
        similar: Option<String>,
        declared: Option<Vec<String>>,
    },
    BadAlias {
        alias: String,
    },
    ReviewDue {
        due: String,
        owner: Option<String>,
    },
    // Plan and render
    SamePath {
        path: String,
        other: String,
    },
    Template {
        message: String,
    },
    NoTheme {
        theme: String,
    },
    MissingStrings {
        keys: Vec<String>,
    },
    UnknownOption {
        key: String,
        known: Vec<String>,
    },
    BadColour {
        text: String,
    },
    Contrast {
        colour: String,
        faults: Vec<ContrastFault>,
    },
    NoStatic {
        path: String,
        similar: Option<String>,
        beside: Vec<String>,
    },
    NoBaseUrl,
    NoId {
        id: String,
    },
    NeedsId {
        id: String,
    },
    OverBudget {
        budget: Budget,
        measured: usize,
        limit: usize,
        enforced: bool,
    },
    // Answer sheets; with the item where an answer does not suit it
    Sheet {
        kind: ProblemKind,
        item: Option<Box<Item>>,
    },
    GroupNeeded {
        known: Vec<String>,
    },
    UnknownSet {
        set: String,
        known: Vec<String>,
    },
    UnknownVersion {
        version: String,
        known: Vec<String>,
    },
    // Files of static/
    Static(StaticProblem),
    // Many sheets that are added up
    OfPerson {
        person: String,
        problem: Box<Problem>,
    },
    Tally(TallyProblem),
    // Packages of a course
    Package(PackageProblem),
    // Tables that are imported
    Table(TableProblem),
}

impl Problem {
    /// The stable name by which scripts and tests know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::MissingFile { .. } | Self::NoSite { .. } => "missing-file",
            Self::MissingIndex { .. } => "missing-index",
            Self::NameNotUnicode => "name-not-unicode",
            Self::SameName => "same-name",
            Self::File(problem) => problem.code(),
            Self::OldOutputLeft { .. } => "old-output-left",
            Self::ChangesNotListed { .. } => "changes-not-listed",
            Self::CacheNotUsed => "cache-not-used",
            Self::AddressGone { .. } => "address-gone",
            Self::GoneIsThere { .. } => "gone-is-there",
            Self::BadGone { .. } => "bad-gone",
            Self::NoFrontMatter { .. } => "no-front-matter",
            Self::OpenFrontMatter => "open-front-matter",
            Self::TomlSyntax(_) => "toml-syntax",
            Self::UnknownKey { .. } | Self::MisplacedKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::MissingTable { .. } => "missing-table",
            Self::WrongType { .. } | Self::QuotedNumber { .. } => "wrong-type",
            Self::BadDate { .. } => "bad-date",
            Self::TwoReadings { .. } => "two-readings",
            Self::WrittenOtherwise { .. } | Self::UnknownValue { .. } => "unknown-value",
            Self::BadId { .. } => "bad-id",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::ReservedId { .. } => "reserved-id",
            Self::OneOf { .. } => "one-of",
            Self::OnlyWith { .. } => "only-with",
            Self::Criteria(problem) => problem.code(),
            Self::MissingExplanation { .. } => "missing-explanation",
            Self::UnknownExplanation { .. } => "unknown-explanation",
            Self::Content(problem) => problem.code(),
            Self::Leftover(problem) => problem.code(),
            Self::LinkTarget { .. } | Self::LinkToDraft { .. } => "link-target",
            Self::LinkAnchor { .. } => "link-anchor",
            Self::LinkScheme { .. } | Self::LinkAway { why: LinkAway::OwnFile { .. }, .. } => "link-scheme",
            Self::LinkForm { .. } | Self::LinkAway { .. } => "link-form",
            Self::RawHtml { .. } => "raw-html",
            Self::ImageAlt => "image-alt",
            Self::ImageOutside { .. } => "image-outside",
            Self::BadLanguage { .. } => "bad-language",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::NoOriginal { .. } => "no-original",
            Self::TranslatedCriterion => "translated-criterion",
            Self::UnknownTag { .. } => "unknown-tag",
            Self::BadAlias { .. } => "bad-alias",
            Self::ReviewDue { .. } => "review-due",
            Self::SamePath { .. } => "same-path",
            Self::Template { .. } => "template",
            Self::NoTheme { .. } => "no-theme",
            Self::UnknownOption { .. } => "unknown-option",
            Self::MissingStrings { .. } => "missing-strings",
            Self::BadColour { .. } => "bad-colour",
            Self::Contrast { .. } => "contrast",
            Self::NoStatic { .. } => "no-static",
            Self::NoBaseUrl => "no-base-url",
            Self::NoId { .. } => "no-id",
            Self::NeedsId { .. } => "needs-id",
            Self::OverBudget { .. } => "over-budget",
            Self::GroupNeeded { .. } => "sheet-group-needed",
            Self::Sheet { kind, .. } => match kind {
                ProblemKind::Syntax => "sheet-syntax",
                ProblemKind::NotAnObject => "sheet-not-an-object",
                ProblemKind::UnknownKey(_) => "sheet-unknown-key",
                ProblemKind::Repeated(_) => "sheet-repeated",
                ProblemKind::NoSet => "sheet-no-set",
                ProblemKind::OtherSet(_) => "sheet-other-set",
                ProblemKind::OtherVersion(_) => "sheet-other-version",
                ProblemKind::Year => "sheet-year",
                ProblemKind::UnknownGroup(_) => "sheet-unknown-group",
                ProblemKind::UnknownArea(_) => "sheet-unknown-area",
                ProblemKind::UnknownItem(_) => "sheet-unknown-indicator",
                ProblemKind::NotText(_) => "sheet-not-text",
                ProblemKind::Answer(_) | ProblemKind::Thousands { .. } => "sheet-answer",
                ProblemKind::NotApplicable(_) => "sheet-not-applicable",
                ProblemKind::LongNote(_) => "sheet-long-note",
                ProblemKind::Recognised(_) => "sheet-recognised",
            },
            Self::UnknownSet { .. } => "unknown-set",
            Self::UnknownVersion { .. } => "unknown-version",
            Self::Static(problem) => problem.code(),
            Self::Tally(problem) => problem.code(),
            Self::OfPerson { problem, .. } => problem.code(),
            Self::Package(problem) => problem.code(),
            Self::Table(table) => table.mistake.code(),
        }
    }

    /// Whether it stops a build.
    pub fn severity(&self) -> Severity {
        match self {
            Self::RawHtml { .. }
            | Self::ReviewDue { .. }
            | Self::NoBaseUrl
            | Self::NoId { .. }
            | Self::OldOutputLeft { .. }
            | Self::ChangesNotListed { .. }
            | Self::CacheNotUsed
            | Self::AddressGone { .. }
            | Self::LinkAway { why: LinkAway::OwnServer, .. }
            | Self::GoneIsThere { .. }
            | Self::Criteria(CriteriaProblem::StillUnchecked)
            | Self::OverBudget { enforced: false, .. } => Severity::Advice,
            Self::File(problem) => problem.severity(),
            Self::Content(problem) => problem.severity(),
            Self::Leftover(problem) => problem.severity(),
            Self::Tally(problem) => problem.severity(),
            Self::OfPerson { problem, .. } => problem.severity(),
            Self::Table(table) => table.mistake.severity(),
            _ => Severity::Error,
        }
    }
}

impl From<FileProblem> for Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

impl From<CriteriaProblem> for Problem {
    fn from(problem: CriteriaProblem) -> Self {
        Self::Criteria(problem)
    }
}

impl From<StaticProblem> for Problem {
    fn from(problem: StaticProblem) -> Self {
        Self::Static(problem)
    }
}

impl From<PackageProblem> for Problem {
    fn from(problem: PackageProblem) -> Self {
        Self::Package(problem)
    }
}

impl From<TallyProblem> for Problem {
    fn from(problem: TallyProblem) -> Self {
        Self::Tally(problem)
    }
}

impl From<LeftoverProblem> for Problem {
    fn from(problem: LeftoverProblem) -> Self {
        Self::Leftover(problem)
    }
}

impl From<ContentProblem> for Problem {
    fn from(problem: ContentProblem) -> Self {
        Self::Content(problem)
    }
}
