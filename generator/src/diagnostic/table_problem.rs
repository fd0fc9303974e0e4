//! Everything that can be wrong with a table, with all that its message needs.

use super::{Garble, Severity};
use std::fmt::Write as _;
use wasm_check::decimal::Decimal;

/// What a table is part of, and how a message names its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A sheet of a spreadsheet.
    Sheet(String),
    /// A table of a document, counted from 1.
    Table(usize),
    /// Text with fields.
    Text,
    /// Text that is read by lines and columns, as JSON.
    Lines,
}

/// A cell of a file. Rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The table.
    pub origin: Origin,
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
}

impl Spot {
    /// `C7`
    pub fn name(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
            rest = (rest - 1) / 26;
        }
        let mut name: String = letters.iter().rev().collect();
        let _infallible = write!(name, "{}", self.row);
        name
    }
}

/// A mistake, and the cell in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableProblem {
    /// Nothing where it is about the file as a whole.
    pub spot: Option<Spot>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// How large a table, or what it is wrapped in, may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    File(usize),
    /// Bytes of what is packed in the file.
    Unpacked(usize),
    /// Files that are packed in the file.
    Entries(usize),
    /// Rows of a table.
    Rows(u32),
    /// Columns of a table.
    Columns(u32),
    /// Letters of a cell.
    Letters(usize),
    /// Bytes of text in all cells.
    Text(usize),
    /// Cells that merged ranges cover.
    Merged,
    /// Sheets of a workbook.
    Sheets(usize),
    /// Something in the XML that no program writes.
    Xml,
}

/// A font from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFont {
    /// `.VnTime` and its family.
    Tcvn3,
    /// `VNI-Times` and its family.
    Vni,
}

/// What a sum was stated for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumOf {
    /// Everything.
    All,
    /// What belongs under this title.
    Part(String),
}

/// What stands in a file and is imported nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// A comment on a cell or a text.
    Comment,
    /// A picture, a drawing or a chart.
    Picture,
    /// What is printed at the head and foot of every page.
    Margin,
    /// A note at the foot of a page or at the end.
    Note,
    /// What is written on a shape.
    Box,
    /// What was taken out while changes were kept.
    Deleted,
    /// What is written so that nobody sees it.
    Unseen,
}

/// The number in a cell that holds signs beside it: `(5)`, `20*`.
pub(super) fn number_within(text: &str) -> Option<&str> {
    let bare = text.trim_matches([' ', '(', ')', '*', '[', ']', '+', '~', '†', '^']);
    let is_number = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') && bare.len() < text.trim().len();
    (is_number && bare.starts_with(|char: char| char.is_ascii_digit())).then_some(bare)
}

/// A number whose thousands stand apart, in one piece: `1 200`.
pub(super) fn number_in_groups(text: &str) -> Option<String> {
    let mut groups = text.trim().split([' ', '\u{a0}', '\u{202f}']);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !rest.is_empty() && is_number(first) && rest.iter().all(|group| group.len() == 3 && is_number(group));
    fits.then(|| [first].into_iter().chain(rest).collect())
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what each field is")]
pub enum Mistake {
    // The file
    TooLarge(Limit),
    OldOffice,
    Damaged,
    UnknownFormat,
    NotText,
    OldFont(OldFont),
    JsonSyntax,
    JsonUnknownKey { key: String, known: Vec<String> },
    JsonMissingKey { key: String },
    JsonValue { message: String },
    // What stands in it
    NoTable,
    NoHeadings { seen: Vec<String> },
    SecondTable { rows: usize, same_items: bool },
    ThirdLevel { heading: String },
    Garbled { how: Garble, right: Option<String> },
    OtherColumns { columns: [u32; 2] },
    OpenQuote,
    NoRows,
    WhichKind,
    OtherKind,
    // Cells
    Points { text: String },
    PointsTooMany { text: String, most: u32 },
    MissingPoints { title: String },
    SecondPoints { title: String },
    PartsOfItem { title: String, parts: usize },
    ItemAgain { title: String },
    Threshold { text: String },
    ThresholdUnclear { text: String },
    ThresholdStrict { text: String },
    MissingThreshold { title: String },
    ThresholdsDiffer { first: String, second: String },
    ThresholdFalls { first: String, second: String },
    SheetsDiffer { shown: String, figures: String },
    LostAtLevelTwo,
    BecameDate { text: String },
    Thousands { text: String, number: String },
    Uncounted { text: String },
    Lost { text: String },
    Sum { of: SumOf, stated: Decimal, sum: Decimal },
    UnknownWord { text: String, known: Vec<String> },
    Number { text: String },
    Missing { heading: String },
    PairOf { text: String },
    BadId { id: String },
    DuplicateId { id: String },
    UnknownId { id: String },
    BadDate { text: String },
    // Kept elsewhere, or left out: nothing that stops
    UnknownColumn { heading: String },
    KeptAsText { text: String },
    Hidden { text: String },
    HiddenSheet { text: String },
    Raised { note: String, text: String },
    ReadAsChoices { title: String, count: usize, with_none: bool },
    ReadAsGroups { groups: Vec<String> },
    ReadBasis { number: String },
    NotPlaced { text: String },
    LeftOut { what: LeftOut, text: String },
    OtherTable { name: String },
    TableAgain { rows: usize },
    AnswersLeftOut { heading: String },
    // Writing
    FolderExists { folder: String },
    LongCell { text: String },
    NoSection,
}

impl Mistake {
    /// The stable name by which scripts and tests know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "table-too-large",
            Self::OldOffice => "table-old-office",
            Self::Damaged => "table-damaged",
            Self::UnknownFormat => "table-format",
            Self::NotText => "table-not-text",
            Self::OldFont(_) => "table-old-font",
            Self::JsonSyntax => "table-json-syntax",
            Self::JsonUnknownKey { .. } => "table-json-unknown-key",
            Self::JsonMissingKey { .. } => "table-json-missing-key",
            Self::JsonValue { .. } => "table-json-value",
            Self::NoTable => "table-none",
            Self::NoHeadings { .. } => "table-no-headings",
            Self::NoRows => "table-no-rows",
            Self::WhichKind => "table-which-kind",
            Self::OtherKind => "table-other-kind",
            Self::Points { .. } | Self::PointsTooMany { .. } => "table-points",
            Self::MissingPoints { .. } => "table-missing-points",
            Self::SecondPoints { .. } => "table-second-points",
            Self::PartsOfItem { .. } => "table-sum-of-parts",
            Self::ItemAgain { .. } => "table-row-again",
            Self::Threshold { .. } | Self::ThresholdUnclear { .. } | Self::ThresholdStrict { .. } => "table-threshold",
            Self::MissingThreshold { .. } => "table-missing-threshold",
            Self::ThresholdsDiffer { .. } => "table-thresholds-differ",
            Self::ThresholdFalls { .. } => "table-threshold-falls",
            Self::SheetsDiffer { .. } => "table-sheets-differ",
            Self::LostAtLevelTwo => "table-lost-at-level-two",
            Self::BecameDate { .. } => "table-became-date",
            Self::Thousands { .. } => "table-thousands",
            Self::Uncounted { .. } => "table-uncounted",
            Self::Lost { .. } => "table-lost-cell",
            Self::Hidden { .. } | Self::HiddenSheet { .. } => "table-hidden",
            Self::Raised { .. } => "table-raised",
            Self::ReadAsChoices { .. } => "table-choices",
            Self::ReadAsGroups { .. } => "table-groups",
            Self::ReadBasis { .. } => "table-basis",
            Self::Sum { .. } => "table-sum",
            Self::UnknownWord { .. } => "table-unknown-word",
            Self::Number { .. } => "table-number",
            Self::Missing { .. } => "table-missing-cell",
            Self::PairOf { .. } => "table-pair",
            Self::BadId { .. } => "table-bad-id",
            Self::DuplicateId { .. } => "table-duplicate-id",
            Self::UnknownId { .. } => "table-unknown-id",
            Self::BadDate { .. } => "table-bad-date",
            Self::UnknownColumn { .. } => "table-unknown-column",
            Self::KeptAsText { .. } => "table-kept-as-text",
            Self::NotPlaced { .. } => "table-not-placed",
            Self::OtherTable { .. } => "table-other-table",
            Self::LeftOut { .. } => "table-left-out",
            Self::SecondTable { .. } => "table-second",
            Self::TableAgain { .. } => "table-again",
            Self::ThirdLevel { .. } => "table-third-level",
            Self::Garbled { .. } => "garbled-text",
            Self::OtherColumns { .. } => "table-other-columns",
            Self::OpenQuote => "table-open-quote",
            Self::AnswersLeftOut { .. } => "table-answers",
            Self::FolderExists { .. } => "folder-exists",
            Self::LongCell { .. } => "long-cell",
            Self::NoSection => "no-section",
        }
    }

    /// Whether nothing is written because of it.
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownColumn { .. }
            | Self::KeptAsText { .. }
            | Self::Hidden { .. }
            | Self::HiddenSheet { .. }
            | Self::Raised { .. }
            | Self::ReadAsChoices { .. }
            | Self::ReadAsGroups { .. }
            | Self::ReadBasis { .. }
            | Self::NotPlaced { .. }
            | Self::OtherTable { .. }
            | Self::TableAgain { .. }
            | Self::ItemAgain { .. }
            | Self::LeftOut { .. }
            | Self::AnswersLeftOut { .. }
            | Self::NoSection => Severity::Advice,
            _ => Severity::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        let name = |row, column| Spot { origin: Origin::Text, row, column }.name();
        assert_eq!([name(7, 3), name(1, 26), name(2, 27), name(9, 703)], ["C7", "Z1", "AA2", "AAA9"]);
    }
}
