//! The front matter of a set and of its criteria, as an author types it.

use crate::diagnostic::Problem;
use crate::source::{Located, Table};
use serde::Serialize;
use wasm_check::date::Date;
use wasm_check::rubric::Verified;

/// `[criteria]` in the `_index.md` of a set.
#[derive(Debug)]
pub struct SetPart {
    /// Where `[criteria]` stands.
    pub at: usize,
    /// Names the set in addresses, files and commands.
    pub id: String,
    /// Names this version of it.
    pub version: String,
    /// Whether the text is in force.
    pub state: State,
    /// How far its numbers were checked against the text.
    pub verified: Verified,
    /// Sentences that every result carries.
    pub caveats: Vec<String>,
    /// The legal text.
    pub basis: Basis,
    /// The stated sum of all maxima.
    pub max: Located<u32>,
    /// The total to reach.
    pub total: Located<u32>,
    /// No indicator under this.
    pub floor: Option<Located<u32>>,
    /// Areas with another total.
    pub areas: Vec<AreaPart>,
    /// Groups of people.
    pub groups: Vec<GroupPart>,
}

/// Whether a legal text is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is.
    InForce,
    /// It was.
    Historical,
    /// It is being tried.
    Pilot,
    /// It is not yet issued.
    Draft,
}

/// The legal text that a set comes from.
#[derive(Debug, Clone)]
pub struct Basis {
    /// `324/QĐ-KHVN`
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued: Date,
    /// How it was read.
    pub note: Option<String>,
}

/// `[[criteria.pass.area]]`
#[derive(Debug)]
pub struct AreaPart {
    /// Unique among the areas.
    pub id: Located<String>,
    /// What a citizen chooses.
    pub title: String,
    /// The total to reach there.
    pub total: Located<u32>,
    /// How sure that is.
    pub note: Option<String>,
}

/// `[[criteria.group]]`
#[derive(Debug)]
pub struct GroupPart {
    /// Unique among the groups.
    pub id: Located<String>,
    /// What a citizen chooses.
    pub title: String,
}

/// The front matter that only a criterion has.
#[derive(Debug)]
pub struct CriterionPart {
    /// The file's stem without its leading number.
    pub id: String,
    /// Where the front matter begins.
    pub at: usize,
    /// The stated sum of its indicators.
    pub max: Option<Located<u32>>,
    /// In the order of the file.
    pub indicators: Vec<IndicatorPart>,
}

/// `[[indicator]]`
#[derive(Debug)]
pub struct IndicatorPart {
    /// Unique in the set.
    pub id: Located<String>,
    /// Its name in the text, or what is known of it.
    pub title: String,
    /// The same in plain words, to the citizen.
    pub question: String,
    /// The most that it brings.
    pub max: Located<u32>,
    /// Where the title comes from.
    pub wording: Wording,
    /// What some of the points look like: the site's own suggestion.
    pub guide: Vec<GuideStep>,
    /// Examples of evidence: the site's own suggestion.
    pub evidence: Vec<String>,
    /// Pages to learn from, as links.
    pub learn: Vec<Located<String>>,
}

/// Where the wording of an indicator comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// The text in force.
    Official,
    /// A draft or pilot of it.
    Draft,
    /// Our own words.
    Paraphrase,
}

/// What so many points look like.
#[derive(Debug, Clone, Serialize)]
pub struct GuideStep {
    /// From 0 to the indicator's maximum.
    pub points: u32,
    /// What one did for them.
    pub text: String,
}

/// More points than these make a page of radio buttons that nobody can use.
const MOST_POINTS: u32 = 100;

impl SetPart {
    /// Reads `[criteria]`; nothing where it has errors.
    pub fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let version = table.id("version");
        let kind = table.choice("kind", &[("points", ())]);
        let state = table.choice(
            "state",
            &[
                ("in-force", State::InForce),
                ("historical", State::Historical),
                ("pilot", State::Pilot),
                ("draft", State::Draft),
            ],
        );
        let verified =
            table.choice("verified", &[("full", Verified::Full), ("rule", Verified::Rule), ("none", Verified::None)]);
        let period = table.choice("period", &[("calendar-year", ())]);
        let caveats = table.optional::<Vec<String>>("caveats").map(|caveats| caveats.value).unwrap_or_default();
        let basis = required_table(&table, "basis").and_then(Basis::read);
        let groups: Vec<GroupPart> = table.tables("group").into_iter().filter_map(GroupPart::read).collect();
        let pass = required_table(&table, "pass");
        let numbers = pass.map(|pass| {
            let max = pass.required::<u32>("max");
            let total = pass.required::<u32>("total");
            let floor = pass.optional::<u32>("floor");
            let areas: Vec<AreaPart> = pass.tables("area").into_iter().filter_map(AreaPart::read).collect();
            report_duplicates(&pass, areas.iter().map(|area| &area.id));
            pass.finish();
            (max, total, floor, areas)
        });
        report_duplicates(&table, groups.iter().map(|group| &group.id));
        let at = table.at();
        table.finish();
        let (max, total, floor, areas) = numbers?;
        kind?;
        period?;
        Some(Self {
            at,
            id: id?.value,
            version: version?.value,
            state: state?,
            verified: verified?,
            caveats,
            basis: basis?,
            max: max?,
            total: total?,
            floor,
            areas,
            groups,
        })
    }
}

fn required_table<'d>(table: &Table<'d>, key: &'static str) -> Option<Table<'d>> {
    if !table.has(key) {
        table.report(table.at(), Problem::MissingKey { key, table: "criteria".to_owned() });
    }
    table.table(key)
}

fn report_duplicates<'a>(table: &Table<'_>, ids: impl Iterator<Item = &'a Located<String>>) {
    let mut seen: Vec<&Located<String>> = Vec::new();
    for id in ids {
        match seen.iter().find(|earlier| earlier.value == id.value) {
            Some(first) => {
                let first = table.place(first.at);
                table.report(id.at, Problem::DuplicateId { id: id.value.clone(), first });
            }
            None => seen.push(id),
        }
    }
}

impl Basis {
    fn read(table: Table<'_>) -> Option<Self> {
        let number = table.required::<String>("number");
        let issuer = table.required::<String>("issuer");
        let date = table.required::<Date>("issued");
        let note = table.optional::<String>("note").map(|note| note.value);
        table.finish();
        Some(Self { number: number?.value, issuer: issuer?.value, issued: date?.value, note })
    }
}

impl AreaPart {
    fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        let total = table.required::<u32>("total");
        let note = table.optional::<String>("note").map(|note| note.value);
        table.finish();
        Some(Self { id: id?, title: title?.value, total: total?, note })
    }
}

impl GroupPart {
    fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        table.finish();
        Some(Self { id: id?, title: title?.value })
    }
}

impl CriterionPart {
    /// Reads the keys of a criterion out of a page's front matter; the caller finishes the table.
    pub fn read(table: &Table<'_>, id: String) -> Option<Self> {
        let max = table.required::<u32>("max");
        let tables = table.tables("indicator");
        if tables.is_empty() && !table.has("indicator") {
            table.report(table.at(), Problem::NoIndicators);
        }
        let indicators: Vec<Option<IndicatorPart>> = tables.into_iter().map(IndicatorPart::read).collect();
        let indicators: Option<Vec<IndicatorPart>> = indicators.into_iter().collect();
        Some(Self { id, at: table.at(), max, indicators: indicators? })
    }

    /// The ids of its indicators.
    pub fn indicator_ids(&self) -> impl Iterator<Item = &str> {
        self.indicators.iter().map(|indicator| indicator.id.value.as_str())
    }
}

impl IndicatorPart {
    fn read(table: Table<'_>) -> Option<Self> {
        let id = table.id("id");
        let title = table.required::<String>("title");
        let question = table.required::<String>("question");
        let max = table.required::<u32>("max");
        let wording = table.choice(
            "wording",
            &[("official", Wording::Official), ("draft", Wording::Draft), ("paraphrase", Wording::Paraphrase)],
        );
        let guide = table.optional::<Vec<Located<(u32, String)>>>("guide");
        let evidence = table.optional::<Vec<String>>("evidence").map(|evidence| evidence.value).unwrap_or_default();
        let learn = table.optional::<Vec<Located<String>>>("learn").map(|learn| learn.value).unwrap_or_default();
        if let (Some(max), Some(id)) = (&max, &id)
            && !(1..=MOST_POINTS).contains(&max.value)
        {
            table.report(max.at, Problem::BadMax { indicator: id.value.clone(), max: max.value, most: MOST_POINTS });
        }
        let steps: Vec<Located<(u32, String)>> = guide.map(|guide| guide.value).unwrap_or_default();
        if let Some(max) = &max {
            let mut least = 0;
            for step in &steps {
                let points = step.value.0;
                if points < least || points > max.value {
                    table.report(step.at, Problem::GuideOutOfOrder { points, max: max.value });
                }
                least = points + 1;
            }
        }
        table.finish();
        let guide = steps.into_iter().map(|step| GuideStep { points: step.value.0, text: step.value.1 }).collect();
        Some(Self {
            id: id?,
            title: title?.value,
            question: question?.value,
            max: max?,
            wording: wording?,
            guide,
            evidence,
            learn,
        })
    }
}
