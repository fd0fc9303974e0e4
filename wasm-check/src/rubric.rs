//! The model of a set of criteria: what is scored, and what it takes.
//!
//! A rubric is the part of a set that decides. Its explanations stay in the pages; its texts here are only those that
//! every result must carry. It travels from the build to the browser as JSON, in the page itself.

use crate::json::{self, Value, Writer};
use std::fmt;

/// Whole points of a scale, a sum of them, or a number to reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub u32);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        Self(items.map(|points| points.0).sum())
    }
}

/// How far the numbers of a set were checked against the legal text, which decides what a result may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Rule and wording were read in the text itself.
    Full,
    /// The rule is confirmed; the wording is not.
    Rule,
    /// Neither: the set is a checklist and gives no verdict.
    None,
}

/// A set of criteria, one version of it.
///
/// Indicators are known by their place in the document, counted from 0 through all criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric {
    /// The set's id, shared by its versions: `cdht`.
    pub set: String,
    /// `324-2023`
    pub version: String,
    /// How far it was checked.
    pub verified: Verified,
    /// What it takes.
    pub pass: PassMark,
    /// Groups of people that the text names. They score alike: no text that tells them apart was read.
    pub groups: Vec<String>,
    /// Criteria (for CDHT: competencies) in the order of the document.
    pub criteria: Vec<Criterion>,
    /// Sentences that every result carries; the first says that a self-check is no recognition.
    pub caveats: Vec<String>,
}

/// The least total and the least single indicator that a set asks for.
///
/// CDHT's numbers: Quyết định 324/QĐ-KHVN as the press reports it (80 of 100, none under 5: Báo Thái Bình 17/5/2024).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassMark {
    /// Out of the sum of all maxima.
    pub total: Points,
    /// No indicator under this; `None` where the set has no floor.
    pub floor: Option<Points>,
    /// Areas with another total.
    pub areas: Vec<Area>,
}

/// A kind of place that asks for another total, such as hard areas (CDHT: 70, Hội Khuyến học Quảng Bình).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Unique among the areas of the set.
    pub id: String,
    /// Takes the place of [`PassMark::total`]; the floor stays.
    pub total: Points,
    /// How sure this number is, for every result that uses it.
    pub caveat: Option<String>,
}

/// Indicators that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique in the set.
    pub id: String,
    /// In the order of the document.
    pub indicators: Vec<Indicator>,
}

/// What is scored: any whole number from 0 to the maximum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Unique in the set.
    pub id: String,
    /// The most that it can bring.
    pub max: Points,
}

impl Criterion {
    /// The most that its indicators can bring together.
    pub fn max(&self) -> Points {
        self.indicators.iter().map(|indicator| indicator.max).sum()
    }
}

impl Rubric {
    /// All indicators in the order of the document.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        // Gathered first: a nested iterator is unfolded at every use, and there are a dozen in the module.
        self.all_indicators().into_iter()
    }

    #[inline(never)]
    fn all_indicators(&self) -> Vec<&Indicator> {
        let mut all = Vec::new();
        for criterion in &self.criteria {
            for indicator in &criterion.indicators {
                all.push(indicator);
            }
        }
        all
    }

    /// The most that all indicators can bring together.
    pub fn max(&self) -> Points {
        self.criteria.iter().map(Criterion::max).sum()
    }

    /// The area of that id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.pass.areas.iter().find(|area| area.id == id)
    }

    /// The form in which the page carries the rubric.
    pub fn to_json(&self) -> String {
        let mut json = Writer::default();
        json.object(|json| {
            json.key("set").text(&self.set);
            json.key("version").text(&self.version);
            json.key("verified").text(self.verified.as_str());
            json.key("total").number(self.pass.total.0);
            if let Some(floor) = self.pass.floor {
                json.key("floor").number(floor.0);
            }
            json.key("areas").list(|json| self.pass.areas.iter().for_each(|area| area.write(json)));
            json.key("groups").list(|json| self.groups.iter().for_each(|group| json.text(group)));
            json.key("criteria").list(|json| self.criteria.iter().for_each(|criterion| criterion.write(json)));
            json.key("caveats").list(|json| self.caveats.iter().for_each(|caveat| json.text(caveat)));
        });
        json.finish()
    }

    /// Reads what [`Self::to_json`] wrote; nothing where it did not.
    pub fn from_json(text: &str) -> Option<Self> {
        let rubric = json::parse(text).ok()?.value;
        Some(Self {
            set: text_of(&rubric, "set")?,
            version: text_of(&rubric, "version")?,
            verified: Verified::parse(rubric.get("verified")?.as_text()?)?,
            pass: PassMark {
                total: points_of(&rubric, "total")?,
                floor: points_of(&rubric, "floor"),
                areas: list_of(&rubric, "areas", Area::read)?,
            },
            groups: list_of(&rubric, "groups", to_text)?,
            criteria: list_of(&rubric, "criteria", Criterion::read)?,
            caveats: list_of(&rubric, "caveats", to_text)?,
        })
    }
}

impl Verified {
    /// As front matter and JSON say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Rule => "rule",
            Self::None => "none",
        }
    }

    /// Reads what [`Self::as_str`] says.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Full, Self::Rule, Self::None].into_iter().find(|verified| verified.as_str() == text)
    }
}

impl Area {
    fn write(&self, json: &mut Writer) {
        json.object(|json| {
            json.key("id").text(&self.id);
            json.key("total").number(self.total.0);
            if let Some(caveat) = &self.caveat {
                json.key("caveat").text(caveat);
            }
        });
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self { id: text_of(value, "id")?, total: points_of(value, "total")?, caveat: text_of(value, "caveat") })
    }
}

impl Criterion {
    fn write(&self, json: &mut Writer) {
        json.object(|json| {
            json.key("id").text(&self.id);
            json.key("indicators").list(|json| {
                for indicator in &self.indicators {
                    json.object(|json| {
                        json.key("id").text(&indicator.id);
                        json.key("max").number(indicator.max.0);
                    });
                }
            });
        });
    }

    fn read(value: &Value) -> Option<Self> {
        let indicator = |value: &Value| Some(Indicator { id: text_of(value, "id")?, max: points_of(value, "max")? });
        Some(Self { id: text_of(value, "id")?, indicators: list_of(value, "indicators", indicator)? })
    }
}

fn to_text(value: &Value) -> Option<String> {
    value.as_text().map(str::to_owned)
}

fn text_of(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(to_text)
}

fn points_of(object: &Value, key: &str) -> Option<Points> {
    object.get(key)?.as_whole().map(Points)
}

fn list_of<T>(object: &Value, key: &str, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let mut list = Vec::new();
    for item in object.get(key)?.items() {
        list.push(read(&item.value)?);
    }
    Some(list)
}
