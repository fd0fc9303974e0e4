//! Everything that can be wrong with the numbers and names of a set of criteria.

use super::Place;
use wasm_check::decimal::Decimal;
use wasm_check::rubric::Kind;

/// What is wrong in a set of criteria, with all that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` and `en` say what each field is")]
pub enum CriteriaProblem {
    // A set and its versions
    WrongKind {
        what: &'static str,
        kind: Kind,
    },
    NoLevels,
    TooManyLevels {
        levels: usize,
    },
    LevelOutOfRange {
        level: u32,
        levels: usize,
    },
    EffectiveBeforeIssued {
        effective: String,
        issued: String,
    },
    DuplicateVersion {
        id: String,
        version: String,
        first: Place,
    },
    TwoInForce {
        id: String,
        first: Place,
    },
    CriteriaOfItself {
        version: String,
    },
    CriteriaOfBorrower {
        version: String,
        lender: String,
    },
    CriteriaTwice {
        version: String,
    },
    // Sums and thresholds
    BandOrder {
        total: Decimal,
        below: Decimal,
    },
    AboveNextBand {
        total: Decimal,
        next: Decimal,
        title: String,
    },
    SumMismatch {
        stated: Decimal,
        sum: Decimal,
        group: Option<String>,
    },
    SumAbove {
        stated: Decimal,
        sum: Decimal,
        group: Option<String>,
    },
    AboveMax {
        key: &'static str,
        value: Decimal,
        max: Decimal,
        group: Option<String>,
    },
    FloorAboveMax {
        floor: Decimal,
        indicator: String,
        max: Decimal,
    },
    TooManyPoints {
        sum: Decimal,
        most: u32,
    },
    TooFine {
        unit: Decimal,
        sum: Decimal,
        most: u64,
    },
    NothingAsked {
        group: Option<String>,
    },
    LevelWithoutTarget {
        level: usize,
        group: Option<String>,
    },
    AllLeftOut {
        group: Option<String>,
    },
    NoIndicators,
    NoCriteria,
    StillUnchecked,
    // Indicators and targets
    BadMax {
        indicator: String,
        max: Decimal,
        whole: bool,
        most: u32,
    },
    MaxOfSome {
        indicator: String,
    },
    GuideOutOfOrder {
        points: Decimal,
        max: Decimal,
    },
    GuideWithoutButtons {
        key: &'static str,
    },
    OptionsOutOfOrder {
        points: Decimal,
    },
    FewOptions,
    CountsOutOfOrder {
        from: Decimal,
        points: Decimal,
    },
    CountFrom {
        from: Decimal,
    },
    LastIsNotMax {
        key: &'static str,
        last: Decimal,
        max: Decimal,
    },
    StepDoesNotDivide {
        step: Decimal,
        max: Decimal,
    },
    BadThreshold {
        key: &'static str,
        value: Decimal,
    },
    ThresholdCount {
        key: &'static str,
        given: usize,
        levels: usize,
    },
    ThresholdFromLevel {
        key: &'static str,
        level: u32,
    },
    ThresholdsFall {
        key: &'static str,
        higher: Decimal,
        lower: Decimal,
    },
    BadLevels,
    ThresholdOfLevels {
        key: &'static str,
    },
    PartCount {
        given: usize,
    },
    PartLists {
        given: usize,
        parts: usize,
    },
    FewSteps,
    BadStep {
        value: Decimal,
        most: u32,
    },
    BadSpan {
        key: &'static str,
        value: u32,
        most: u32,
    },
    /// What should be a day of any year, `28/2`, is none.
    BadDay {
        key: &'static str,
        value: String,
    },
    // Groups, areas and figures
    UnknownArea {
        area: String,
        known: Vec<String>,
    },
    RepeatedArea {
        area: String,
    },
    UnknownGroup {
        group: String,
        known: Vec<String>,
    },
    GroupNotAsked {
        group: String,
        asked: Vec<String>,
    },
    RepeatedGroup {
        group: String,
    },
    UnknownFigure {
        set: String,
        known: Vec<String>,
    },
}

impl CriteriaProblem {
    /// The stable name by which scripts and tests know it.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::WrongKind { .. } => "wrong-kind",
            Self::NoLevels => "no-levels",
            Self::TooManyLevels { .. } => "too-many-levels",
            Self::LevelOutOfRange { .. } => "level-out-of-range",
            Self::EffectiveBeforeIssued { .. } => "effective-before-issued",
            Self::DuplicateVersion { .. } => "duplicate-version",
            Self::TwoInForce { .. } => "two-in-force",
            Self::CriteriaOfItself { .. } | Self::CriteriaOfBorrower { .. } | Self::CriteriaTwice { .. } => {
                "criteria-of"
            }
            Self::BandOrder { .. } => "band-order",
            Self::AboveNextBand { .. } => "above-next-band",
            Self::SumMismatch { .. } => "sum-mismatch",
            Self::SumAbove { .. } => "sum-above",
            Self::AboveMax { .. } => "above-max",
            Self::FloorAboveMax { .. } => "floor-above-max",
            Self::TooManyPoints { .. } => "too-many-points",
            Self::TooFine { .. } => "too-fine",
            Self::NothingAsked { .. } => "nothing-asked",
            Self::LevelWithoutTarget { .. } => "level-without-target",
            Self::AllLeftOut { .. } => "all-left-out",
            Self::NoIndicators => "no-indicators",
            Self::NoCriteria => "no-criteria",
            Self::StillUnchecked => "still-unchecked",
            Self::BadMax { .. } => "bad-max",
            Self::MaxOfSome { .. } => "max-of-some",
            Self::GuideOutOfOrder { .. } => "guide-order",
            Self::GuideWithoutButtons { .. } => "guide-without-buttons",
            Self::OptionsOutOfOrder { .. } => "options-order",
            Self::FewOptions => "few-options",
            Self::CountsOutOfOrder { .. } => "count-order",
            Self::CountFrom { .. } => "count-from",
            Self::LastIsNotMax { .. } => "last-is-not-max",
            Self::StepDoesNotDivide { .. } => "step-does-not-divide",
            Self::BadThreshold { .. } => "bad-threshold",
            Self::ThresholdCount { .. } | Self::ThresholdFromLevel { .. } | Self::ThresholdOfLevels { .. } => {
                "threshold-count"
            }
            Self::BadLevels => "bad-levels",
            Self::PartCount { .. } | Self::PartLists { .. } => "part-count",
            Self::FewSteps => "few-steps",
            Self::BadStep { .. } => "bad-step",
            Self::BadSpan { .. } => "bad-span",
            Self::BadDay { .. } => "bad-day",
            Self::UnknownArea { .. } => "unknown-area",
            Self::RepeatedArea { .. } => "repeated-area",
            Self::ThresholdsFall { .. } => "thresholds-fall",
            Self::UnknownGroup { .. } => "unknown-group",
            Self::GroupNotAsked { .. } => "group-not-asked",
            Self::RepeatedGroup { .. } => "repeated-group",
            Self::UnknownFigure { .. } => "unknown-figure",
        }
    }
}
