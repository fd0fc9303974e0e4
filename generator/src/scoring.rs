//! `hoctap score`: answer sheets in, results out, through the very function that the browser runs.

use crate::build::sets_of;
use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use crate::site::{Options, Site};
use crate::source::{Source, place_in};
use wasm_check::json;
use wasm_check::rubric::Rubric;
use wasm_check::score::score;
use wasm_check::sheet::{ProblemKind, Sheet};

/// What is to be scored.
#[derive(Debug)]
pub struct Request<'a> {
    /// `cdht`, or `cdht@324-2023` for one version.
    pub set: &'a str,
    /// One sheet, or one sheet a line.
    pub answers: &'a Source,
    /// Takes the place of every sheet's group.
    pub group: Option<&'a str>,
    /// Takes the place of every sheet's area.
    pub area: Option<&'a str>,
}

/// The results as JSON, one a line, in the order of the sheets; nothing but findings where any sheet has a mistake.
pub fn score_sheets(options: &Options, request: &Request<'_>) -> Result<String, Failure> {
    let mut findings = Findings::default();
    let site = Site::read(options, &mut findings)?;
    let sets = sets_of(&site, &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    let (id, version) = request.set.split_once('@').map_or((request.set, None), |(id, version)| (id, Some(version)));
    let of_set: Vec<&Rubric> = sets.iter().map(|set| &set.rubric).filter(|rubric| rubric.set == id).collect();
    let place = Place::start_of(&request.answers.path);
    if of_set.is_empty() {
        let known = sets.iter().map(|set| set.part.id.clone()).collect();
        findings.add(place, Problem::UnknownSet { set: id.to_owned(), known });
        return Err(findings.into());
    }
    let Some(rubric) = of_set.iter().find(|rubric| version.is_none_or(|version| rubric.version == version)) else {
        let version = version.unwrap_or_default().to_owned();
        let known = of_set.iter().map(|rubric| rubric.version.clone()).collect();
        findings.add(place, Problem::UnknownVersion { version, known });
        return Err(findings.into());
    };
    check_choice("--group", request.group, rubric, &mut findings);
    check_choice("--area", request.area, rubric, &mut findings);

    let mut out = String::new();
    for (start, text) in sheets(&request.answers.text) {
        let reading = Sheet::read(text, rubric, options.today.year);
        for problem in reading.problems {
            let place = place_in(&request.answers.path, &request.answers.text, start + problem.at);
            findings.add(place, Problem::Sheet(problem.kind));
        }
        let mut sheet = reading.sheet;
        sheet.group = request.group.map(str::to_owned).or(sheet.group);
        sheet.area = request.area.map(str::to_owned).or(sheet.area);
        out.push_str(&score(rubric, &sheet, options.today).to_json());
        out.push('\n');
    }
    if findings.has_errors() { Err(findings.into()) } else { Ok(out) }
}

fn check_choice(option: &str, choice: Option<&str>, rubric: &Rubric, findings: &mut Findings) {
    let Some(choice) = choice else { return };
    let problem = match option {
        "--group" if !rubric.groups.iter().any(|group| group == choice) => ProblemKind::UnknownGroup(choice.to_owned()),
        "--area" if rubric.area(choice).is_none() => ProblemKind::UnknownArea(choice.to_owned()),
        _ => return,
    };
    findings.add(Place::start_of(option), Problem::Sheet(problem));
}

/// The sheets of a text with their offsets: every line where the first is a whole value, else the text as one.
fn sheets(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((start, line));
        }
        start += line.len();
    }
    match lines.as_slice() {
        [(_, first), _, ..] if json::parse(first).is_ok() => lines,
        _ => vec![(0, text)],
    }
}
