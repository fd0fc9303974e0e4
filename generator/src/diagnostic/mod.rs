//! Findings: what is wrong with a site, where, and what to do about it.
//!
//! They are gathered, not thrown one by one, so that an author sees all of them in one run. What a finding says stands
//! in [`vi`] and [`en`], a match over the same enum: a message cannot exist in one language only.

mod budget;
mod command;
mod content_problem;
mod criteria_problem;
mod en;
mod file_problem;
mod leftover_problem;
mod meant;
mod merge_problem;
mod output_problem;
mod package_problem;
mod printable;
mod problem;
mod static_problem;
mod system;
mod table_problem;
mod tally_problem;
mod vi;

pub use budget::Budget;
pub use command::{HELP_WORDS, Misuse, Said, Step, Stop, help_in_vietnamese};
pub use content_problem::{Answer, ContentProblem, LessonPart};
pub use criteria_problem::CriteriaProblem;
pub use file_problem::{FileProblem, Leads, Unfit};
pub use leftover_problem::{Garble, LeftoverProblem};
pub(crate) use meant::{front_matter_key_meant, key_meant};
pub use merge_problem::MergeProblem;
pub use output_problem::OutputProblem;
pub use package_problem::PackageProblem;
pub use printable::{is_no_text, no_text, printable};
pub use problem::{ContrastFault, Expected, FrontMatterFault, LinkAway, Problem, Scheme, TomlMistake};
pub use static_problem::{StaticFault, StaticProblem};
pub use system::Notice;
pub(crate) use system::{is_held, is_lack, words};
pub use table_problem::{LeftOut, Limit, Mistake, OldFont, Origin, Spot, SumOf, TableProblem};
pub use tally_problem::TallyProblem;

use printable::printable_lines;
use problem::last_name;
use serde::Serialize;
use std::fmt;
use table_problem::{number_in_groups, number_within};
use wasm_check::date::Date;
use wasm_check::rubric::{Item, Scale};

/// The language of messages; the language of a site is another matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// Whether a finding stops a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Worth knowing; never fails.
    Advice,
}

/// A character in a file of the site. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Relative to the root of the site, with `/`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Place {
    /// The beginning of a file.
    pub fn start_of(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 1, column: 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What a finding says in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// What is wrong.
    message: String,
    /// What to do.
    hint: String,
}

/// A finding as machines read it (`hoctap check --format json`).
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    place: &'a Place,
    code: &'static str,
    severity: Severity,
    message: String,
    hint: String,
}

impl Finding {
    fn text(&self, lang: Lang) -> Text {
        match lang {
            Lang::Vi => vi::text(&self.problem),
            Lang::En => en::text(&self.problem),
        }
    }
}

/// All that was found, in the order in which it was found; printing sorts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub fn add(&mut self, place: Place, problem: impl Into<Problem>) {
        self.0.push(Finding { place, problem: problem.into() });
    }

    /// Adds all of another.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Whether there is one whose problem passes.
    pub(crate) fn has(&self, passes: impl Fn(&Problem) -> bool) -> bool {
        self.0.iter().any(|finding| passes(&finding.problem))
    }

    /// Those whose problem passes.
    pub(crate) fn only(mut self, passes: impl Fn(&Problem) -> bool) -> Self {
        self.0.retain(|finding| passes(&finding.problem));
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them stops a build.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.problem.severity() == Severity::Error)
    }

    fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<&Finding> = self.0.iter().collect();
        // What is wrong with the whole site comes before its pages.
        sorted.sort_by_key(|finding| (finding.place.file != "site.toml", &finding.place, finding.problem.code()));
        sorted.dedup();
        sorted
    }

    /// For a person: two lines each, by file, line and column.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for finding in self.sorted() {
            let Text { message, hint } = finding.text(lang);
            let (message, hint) = (printable_lines(&message), printable_lines(&hint));
            let (severity, hint_word) = match (lang, finding.problem.severity()) {
                (Lang::Vi, Severity::Error) => ("lỗi", "gợi ý"),
                (Lang::Vi, Severity::Advice) => ("lưu ý", "gợi ý"),
                (Lang::En, Severity::Error) => ("error", "hint"),
                (Lang::En, Severity::Advice) => ("advice", "hint"),
            };
            let (place, code) = (finding.place.to_string(), finding.problem.code());
            let place = printable(&place);
            out.push_str(&format!("{place}: {severity}[{code}]: {message}\n  {hint_word}: {hint}\n"));
        }
        out
    }

    /// For machines: a JSON array, in the same order.
    pub fn to_json(&self, lang: Lang) -> String {
        let reports: Vec<Report<'_>> = self
            .sorted()
            .into_iter()
            .map(|finding| {
                let Text { message, hint } = finding.text(lang);
                let (code, severity) = (finding.problem.code(), finding.problem.severity());
                Report { place: &finding.place, code, severity, message, hint }
            })
            .collect();
        serde_json::to_string_pretty(&reports).expect("strings and numbers are JSON")
    }
}

/// The longest word, in bytes, that is taken for a mistyped one: comparing costs the length of one times that of the
/// other, and a longer one was hardly typed.
const LONGEST_WORD: usize = 200;

/// The most words that a mistyped one is compared with, and the most that are looked at for that: what a finding costs
/// does not grow with the site.
const MOST_COMPARED: usize = 500;
const MOST_KNOWN: usize = 5_000;

/// The known word that a mistyped one most likely means.
pub(crate) fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    // A letter has at most four bytes: where the lengths differ by more than so many, more letters differ too.
    let may_be = |candidate: &&str| candidate.len().abs_diff(word.len()) <= 4 * (1 + candidate.len() / 4);
    known
        .take(MOST_KNOWN)
        .filter(may_be)
        .take(MOST_COMPARED)
        .map(|candidate| (strsim::levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether a value may be a mistyped word: a number that is near is another number.
fn is_word(value: &str) -> bool {
    value.contains(char::is_alphabetic)
}

/// `30/11/2026` as it should be: `2026-11-30`.
fn reversed_date(text: &str) -> Option<String> {
    let mut parts = text.split(['/', '-', '.']);
    let mut number = || parts.next()?.trim().parse::<u16>().ok();
    let (one, two, year) = (number()?, number()?, number()?);
    // `2026/11/30` is in the right order, with other signs.
    if one > 999 {
        return day_of(one, two, year);
    }
    (year > 999).then(|| day_of(year, two, one).or_else(|| day_of(year, one, two))).flatten()
}

fn day_of(year: u16, month: u16, day: u16) -> Option<String> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(|date| date.to_string())
}

/// `c00000`
fn is_colour_without_mark(text: &str) -> bool {
    matches!(text.len(), 3 | 6) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The two readings of a number whose mark may part thousands or decimals: `1.200` is 1200 or 1.2, with that mark.
fn readings(typed: &str, mark: &str) -> [String; 2] {
    let many = typed.replace(['.', ','], "");
    let few = typed.replace(['.', ','], mark);
    [many, few.trim_end_matches('0').trim_end_matches(mark).to_owned()]
}

/// A number with decimals as TOML takes it without a question: `1.234` with a fourth decimal.
fn unmistaken(number: &str) -> String {
    let is_asked = number.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3);
    if is_asked { format!("{number}0") } else { number.to_owned() }
}

/// An answer that an item takes, as JSON.
fn example_answer(item: &Item) -> String {
    match item.scale {
        _ if item.second.is_some() => "[50,12.5]".to_owned(),
        Scale::Whole | Scale::Typed => item.max.text(),
        Scale::Options | Scale::Count => item.steps.last().map_or_else(|| "0".to_owned(), |step| step.from.text()),
        Scale::YesNo => "true".to_owned(),
        Scale::Excludes => "false".to_owned(),
        Scale::Percent => "92.5".to_owned(),
        Scale::Number => "3".to_owned(),
    }
}
/// The first of some names; a mark says that there are more.
fn first_of(names: &[String]) -> String {
    const NAMED: usize = 8;
    let more = if names.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", names[..names.len().min(NAMED)].join(", "))
}
