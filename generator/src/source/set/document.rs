//! The whole of a set as one value: what is published as JSON, and what spreadsheets are made from and read into.
//!
//! Its shape is the contract [`SCHEMA`]; the JSON Schema that describes it is made from these very types.

use crate::source::Located;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::borrow::Cow;
use wasm_check::decimal::Decimal;
use wasm_check::rubric;

/// The name of this shape, in every document.
pub const SCHEMA: &str = "hoctap-set/1";

/// What the description of a set says that was made of a table, until somebody writes another.
pub const UNCHECKED: &str = "Nhập từ một bảng, chưa đối chiếu với văn bản.";

/// A closed list with its words: the same in front matter, JSON and its schema.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Each word with what it stands for.
            pub const WORDS: &[(&'static str, Self)] = &[$(($word, Self::$variant)),*];

            /// Its word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

/// A set of criteria, one version of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDocument {
    /// `hoctap-set/1`
    pub schema: String,
    /// The set's id, shared by its versions.
    pub set: String,
    /// This version.
    pub version: String,
    /// Its name.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// How it decides: `points` or `targets`.
    pub kind: Kind,
    /// Whether the legal text is in force.
    pub state: State,
    /// How far the numbers were checked against the text; with `none`, the set decides nothing.
    pub verified: Verified,
    /// Whether it gives verdicts, as far as it is verified; not where the text can no longer be applied.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub decides: bool,
    /// Why it gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The date of effect, `2024-02-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// What the model is about, for whom, and who decides, in a sentence or two: for somebody who has to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The legal text.
    pub basis: Basis,
    /// Sentences that every result carries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<String>,
    /// What of the official table is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Who to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
    /// What it takes, in a set of points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Pass>,
    /// The levels of a set of targets, lowest first: one or two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// What follows from a recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognition: Option<Recognition>,
    /// What is handed in for a recognition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<Dossier>,
    /// Kinds of place for which targets have thresholds of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<TargetArea>,
    /// Groups of people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// What is asked beside the criteria and brings no points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// In the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// What was read for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Markdown that explains the set to a citizen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_yes(yes: &bool) -> bool {
    *yes
}

impl SetDocument {
    /// Whether it gives verdicts: it may, and its rule was read in the text.
    pub fn gives_verdicts(&self) -> bool {
        self.decides && self.verified != Verified::None
    }

    /// All kinds of place: those with a pass mark of their own, and those for which targets have thresholds.
    pub fn areas(&self) -> impl Iterator<Item = AnyArea<'_>> {
        let of_points = self.pass.iter().flat_map(|pass| &pass.areas);
        let of_points = of_points.map(|area| AnyArea {
            id: &area.id,
            title: &area.title,
            total: Some(area.total.value),
            note: area.note.as_deref(),
        });
        let of_targets = self.areas.iter();
        let of_targets = of_targets.map(|area| AnyArea {
            id: &area.id,
            title: &area.title,
            total: None,
            note: area.note.as_deref(),
        });
        of_points.chain(of_targets)
    }

    /// As it is published: sorted as the types are, with a line for each value, so that two versions can be compared.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("strings and numbers are JSON");
        json.push(b'\n');
        json
    }
}

/// The JSON Schema of [`SetDocument`], as it is published.
pub fn schema() -> Vec<u8> {
    let mut schema = schemars::schema_for!(SetDocument);
    schema.insert("$id".to_owned(), SCHEMA.into());
    let mut json = serde_json::to_vec_pretty(&schema).expect("a schema is JSON");
    json.push(b'\n');
    json
}

words! {
    /// How a set decides.
    pub enum Kind {
        /// A total of points, a floor, bands.
        Points = "points",
        /// Every target of a level is met.
        Targets = "targets",
    }
}

impl From<Kind> for rubric::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Points => Self::Points,
            Kind::Targets => Self::Targets,
        }
    }
}

words! {
    /// Whether a legal text is in force.
    pub enum State {
        /// It is.
        InForce = "in-force",
        /// It was.
        Historical = "historical",
        /// It is being tried.
        Pilot = "pilot",
        /// It is not yet issued.
        Draft = "draft",
        /// Nobody here knows.
        Unknown = "unknown",
    }
}

words! {
    /// How far the numbers of a set were checked against the legal text.
    pub enum Verified {
        /// Rule and wording were read in the text itself.
        Full = "full",
        /// The rule is confirmed; the wording is not.
        Rule = "rule",
        /// Neither.
        None = "none",
    }
}

/// The legal text that a set comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// `324/QĐ-KHVN`; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// `2023-10-25`, or `2022-07` or `2022` where no more is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// How it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What it takes, in a set of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// The sum of all maxima.
    pub max: Located<Number>,
    /// The total to reach; absent where there are bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Located<Number>>,
    /// No indicator under this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Located<Number>>,
    /// Graded bands, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Areas with another pass mark.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
}

/// A graded band: from its total up to the next one's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The verdict of a result.
    pub id: Located<String>,
    /// Its name.
    pub title: String,
    /// The least total.
    pub total: Located<Number>,
}

/// A kind of place with another pass mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Unique among the areas.
    pub id: Located<String>,
    /// What a citizen chooses.
    pub title: String,
    /// Takes the place of the total, or of the lowest band's.
    pub total: Located<Number>,
    /// How sure that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What follows from a recognition. Neither changes a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// So many months after the decision the next level may be asked for; absent where the text does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise_after: Option<u32>,
    /// It is kept for so many years after the one in which it was decided.
    pub kept_years: u32,
    /// How sure that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What is handed in for a recognition: who writes to whom, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// What is asked for: `“Cộng đồng học tập” cấp xã`.
    pub name: String,
    /// Where the text asks for it.
    pub article: String,
    /// Who hands it in, until the page is told its name.
    pub sender: String,
    /// Who signs.
    pub signer: String,
    /// To whom it goes, as far as that is known.
    pub receiver: String,
    /// How the result was agreed on: a sentence of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
    /// It is sent before this day of the year after the one assessed, `28/2`.
    pub send_before: String,
    /// And decided on before this one.
    pub done_before: String,
}

/// A kind of place for which targets have thresholds of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetArea {
    /// Unique among the areas.
    pub id: Located<String>,
    /// What the page offers.
    pub title: String,
    /// How sure it is, or what the text leaves open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A kind of place, of either kind of set.
#[derive(Debug, Clone, Copy)]
pub struct AnyArea<'a> {
    /// Unique among the areas.
    pub id: &'a str,
    /// What the page offers.
    pub title: &'a str,
    /// Its own pass mark; nothing where targets have thresholds for it.
    pub total: Option<Number>,
    /// How sure it is.
    pub note: Option<&'a str>,
}

/// A level of a set of targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// `Mức độ 1`
    pub title: Located<String>,
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique among the groups.
    pub id: Located<String>,
    /// What a citizen chooses.
    pub title: String,
    /// Its own sum of maxima.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Located<Number>>,
    /// Its own total to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Located<Number>>,
    /// Its own floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Located<Number>>,
    /// Who belongs to it, or what differs for them, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What is asked beside the criteria and brings no points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Unique in the set.
    pub id: Located<String>,
    /// Its name.
    pub title: String,
    /// The same in plain words.
    pub question: String,
    /// The answer that it takes, where it is a yes or no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must: Option<Must>,
    /// The number that it takes, where it is typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Asked from this level or band on, counted from 1; absent: for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Located<u32>>,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

words! {
    /// The answer that a condition takes.
    pub enum Must {
        /// It must be so.
        Yes = "yes",
        /// It must not be so: a condition that excludes.
        No = "no",
    }
}

/// Indicators or targets that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique in the set.
    pub id: String,
    /// Its name.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// The sum of its maxima, in a set of points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Located<Number>>,
    /// Indicators or targets.
    pub items: Vec<Item>,
    /// What was read for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Markdown that explains it to a citizen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
}

/// An indicator (chỉ số) or a target (chỉ tiêu).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique in the set.
    pub id: Located<String>,
    /// Its name in the text, or what is known of it.
    pub title: String,
    /// The same in plain words.
    pub question: String,
    /// Where the title comes from.
    pub wording: Wording,
    /// How it is answered.
    pub scale: Scale,
    /// The effect of “không áp dụng”, where that is allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub na: Option<Located<NotApplicable>>,
    /// A target: asked from this level on, counted from 1; absent: from the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Located<u32>>,
    /// A target: asked at these levels only, counted from 1; absent: at all, or from `level` on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Located<u32>>,
    /// Only asked of these groups; absent: of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Located<String>>,
    /// What differs for a group, or in an area.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "for")]
    pub own: Vec<Own>,
    /// The set of which this is the share of those who achieved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Located<String>>,
    /// What some of the points look like: the site's own suggestion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guide: Vec<PointsText>,
    /// Examples of evidence: the site's own suggestion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Pages to learn from, as `@/…` links of the site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learn: Vec<Located<String>>,
    /// How sure its numbers are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Markdown that explains it to a citizen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// How an author typed it; of an item from a table or JSON, nothing.
    #[serde(skip)]
    pub typed: Typed,
}

impl Item {
    /// What it says to a reader beside its title, its question and its explanation.
    pub fn details(&self) -> impl Iterator<Item = &String> {
        self.guide.iter().map(|guide| &guide.text).chain(&self.evidence).chain(&self.note)
    }

    /// Whether people of that group are asked; where there are no groups, everybody is.
    pub fn is_for(&self, group: Option<&str>) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|id| Some(id.as_str()) == group)
    }
}

/// How an author typed an item: for messages alone, so two items are equal whatever it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed {
    /// Where the item begins.
    pub at: usize,
    /// Whether it stands as `[[target]]`.
    pub is_target: bool,
    /// Where its maximum is stated.
    pub max_at: Option<usize>,
}

impl PartialEq for Typed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// How an item is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, tag = "type")]
pub enum Scale {
    /// Any whole number of points from 0 to `max`.
    Whole {
        /// The most.
        max: Number,
    },
    /// Points, typed, in steps.
    Typed {
        /// The most.
        max: Number,
        /// The smallest difference.
        step: Number,
    },
    /// One of these choices, in ascending order; the last brings the most.
    Options {
        /// Points and words.
        options: Vec<PointsText>,
    },
    /// A whole number, typed; brings the points of the last step that it reaches.
    Count {
        /// In ascending order.
        steps: Vec<CountStep>,
        /// What is counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// Yes or no.
    #[default]
    YesNo,
    /// A percentage, typed, that reaches a threshold.
    Percent {
        /// One for each level.
        thresholds: Vec<Located<Number>>,
    },
    /// A number, typed, that reaches a threshold.
    Number {
        /// One for each level.
        thresholds: Vec<Located<Number>>,
        /// What is counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// A standard with levels of its own, answered by the one that is reached: the higher meets the lower.
    Standard {
        /// One for each level: the place of the step that it asks for.
        thresholds: Vec<Located<Number>>,
        /// What can be reached, from nothing up: the first has the place 0.
        steps: Vec<String>,
    },
    /// Two figures at once, each with its thresholds; it counts as one.
    Pair {
        /// Two.
        parts: Vec<TargetPart>,
    },
}

/// One figure of a target that asks for two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Part")]
pub struct TargetPart {
    /// What the figure is.
    pub title: String,
    /// A percentage or a number.
    pub scale: Scale,
    /// The set of which this is the share of those who achieved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Located<String>>,
}

/// So many points, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsText {
    /// How many.
    pub points: Number,
    /// What that looks like.
    pub text: String,
}

/// At least so many bring so many points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountStep {
    /// At least.
    pub from: Number,
    /// Points.
    pub points: Number,
}

words! {
    /// The effect of “không áp dụng”.
    pub enum NotApplicable {
        /// It counts as full points, or as met.
        Full = "full",
        /// It is left out, and the rest rescaled to the whole.
        LeftOut = "left-out",
    }
}

words! {
    /// Where the wording of an item comes from.
    #[derive(Default)]
    pub enum Wording {
        /// The text in force.
        Official = "official",
        /// A draft or pilot of it.
        Draft = "draft",
        /// Our own words.
        #[default]
        Paraphrase = "paraphrase",
    }
}

/// What differs for a group, or in an area.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// The group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Located<String>>,
    /// The area; either this or a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Located<String>>,
    /// Its own name for the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its own question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Its own thresholds, one for each level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<Located<Number>>,
    /// Of a target that asks for two figures: those of each, one for each level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Vec<Located<Number>>>,
    /// Asked of the group at these levels only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Located<u32>>,
}

/// What was read for a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published it.
    pub publisher: String,
    /// `2024`, `8/2024` or `17/5/2024`; none where the source itself says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its title, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it can be read, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What was read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A decimal number, exact: in JSON a number, read from its digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl From<Located<Number>> for Number {
    fn from(located: Located<Number>) -> Self {
        located.value
    }
}

/// Why a number that stands in JSON is no [`Number`].
const NOT_A_NUMBER: &str = "a number from 0, with at most nine digits before the point";

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Fifteen digits at most: a binary fraction holds them, and is written with just these digits again.
        match self.0.text().parse::<u64>() {
            Ok(whole) => serializer.serialize_u64(whole),
            Err(_) => serializer.serialize_f64(self.0.text().parse().map_err(|_| ser::Error::custom(NOT_A_NUMBER))?),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        // A small fraction is written as 1e-6; the standard library's text of it has all its digits.
        let fraction = || number.as_f64().map(|fraction| fraction.to_string());
        let digits = number.as_u64().map(|whole| whole.to_string()).or_else(fraction);
        digits.and_then(|digits| Decimal::parse(&digits)).map(Self).ok_or_else(|| de::Error::custom(NOT_A_NUMBER))
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 999_999_999 })
    }
}
