//! `hoctap score`: answer sheets in, results out, through the very function that the browser runs.

use super::build::sets_of;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use crate::site::{Options, Site};
use crate::source::Source;
use rayon::prelude::*;
use wasm_check::date::Date;
use wasm_check::json::{self, Value};
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
    let site = Site::read(options, None, &mut findings)?;
    let sets = sets_of(&site, &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    let place = Place::start_of(&request.answers.path);
    let Some(Asked { set: asked, of_set, version }) = asked(&sets, request.set, place, &mut findings) else {
        return Err(findings.into());
    };
    check_choice("--group", request.group, &asked.rubric, &mut findings);
    check_choice("--area", request.area, &asked.rubric, &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    let today = options.today;
    let scored: Vec<Scored> = sheets(&request.answers.text)
        .into_par_iter()
        .map(|(start, text)| {
            // A sheet is scored by its own version, unless the command names one: then it must be of that one.
            let own =
                of_set.iter().copied().find(|set| version.is_none() && names_version(text, &set.document.version));
            let rubric = &own.unwrap_or(asked).rubric;
            let mut scored = score_sheet(request, rubric, text, today);
            for (at, _) in &mut scored.problems {
                *at += start;
            }
            scored
        })
        .collect();
    let mut out = String::new();
    for sheet in scored {
        for (at, problem) in sheet.problems {
            findings.add(request.answers.place(at), problem);
        }
        out.push_str(&sheet.result);
        out.push('\n');
    }
    if findings.has_errors() { Err(findings.into()) } else { Ok(out) }
}

/// The set that a command names, with its other versions.
pub(crate) struct Asked<'s> {
    /// The version that was named, or the one in force.
    pub(crate) set: &'s CriteriaSet<'s>,
    /// All of them.
    pub(crate) of_set: Vec<&'s CriteriaSet<'s>>,
    /// The version, where the command named one.
    pub(crate) version: Option<&'s str>,
}

/// Finds `cdht` or `cdht@324-2023`; nothing, and a finding, where there is no such set.
pub(crate) fn asked<'s>(
    sets: &'s [CriteriaSet<'s>],
    name: &'s str,
    place: Place,
    findings: &mut Findings,
) -> Option<Asked<'s>> {
    let (id, version) = name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)));
    let of_set: Vec<&CriteriaSet<'_>> = sets.iter().filter(|set| set.document.set == id).collect();
    if of_set.is_empty() {
        let known = sets.iter().filter(|set| set.is_current).map(|set| set.document.set.clone()).collect();
        findings.add(place, Problem::UnknownSet { set: id.to_owned(), known });
        return None;
    }
    let set =
        of_set.iter().find(|set| version.map_or(set.is_current, |version| set.document.version == version)).copied();
    if set.is_none() {
        let version = version.unwrap_or_default().to_owned();
        let known = of_set.iter().map(|set| set.document.version.clone()).collect();
        findings.add(place, Problem::UnknownVersion { version, known });
    }
    Some(Asked { set: set?, of_set, version })
}

/// What one sheet comes to.
struct Scored {
    result: String,
    /// With their offsets in the text.
    problems: Vec<(usize, Problem)>,
}

fn score_sheet(request: &Request<'_>, rubric: &Rubric, text: &str, today: Date) -> Scored {
    let reading = Sheet::read(text, rubric, today.year);
    let mut problems: Vec<(usize, Problem)> =
        reading.problems.into_iter().map(|problem| (problem.at, sheet_problem(problem.kind, rubric))).collect();
    let mut sheet = reading.sheet;
    sheet.group = request.group.map(str::to_owned).or(sheet.group);
    sheet.area = request.area.map(str::to_owned).or(sheet.area);
    if sheet.group.as_ref().is_some_and(|group| rubric.group(group).is_none()) {
        problems.push((0, sheet_problem(ProblemKind::UnknownGroup(sheet.group.take().unwrap_or_default()), rubric)));
    }
    if sheet.area.as_ref().is_some_and(|area| rubric.area(area).is_none()) {
        problems.push((0, sheet_problem(ProblemKind::UnknownArea(sheet.area.take().unwrap_or_default()), rubric)));
    }
    // A sheet that cannot be read says nothing of its group either.
    let is_read = !problems.iter().any(|(_, problem)| is_unread(problem));
    if is_read && sheet.group.is_none() && rubric.depends_on_group() {
        let known = rubric.groups.iter().map(|group| group.id.clone()).collect();
        problems.push((0, Problem::GroupNeeded { known }));
    }
    Scored { result: score(rubric, &sheet, today).to_json(rubric), problems }
}

fn is_unread(problem: &Problem) -> bool {
    matches!(problem, Problem::Sheet { kind: ProblemKind::Syntax | ProblemKind::NotAnObject, .. })
}

/// Whether the sheet says that it is of this version.
fn names_version(sheet: &str, version: &str) -> bool {
    json::parse(sheet).is_ok_and(|sheet| sheet.value.get("version").and_then(Value::as_text) == Some(version))
}

/// With what the item accepts, so that the message can say it.
pub(crate) fn sheet_problem(kind: ProblemKind, rubric: &Rubric) -> Problem {
    let item = match &kind {
        ProblemKind::Answer(id) => rubric.items().into_iter().find(|item| item.id == *id).cloned().map(Box::new),
        _ => None,
    };
    Problem::Sheet { kind, item }
}

fn check_choice(option: &str, choice: Option<&str>, rubric: &Rubric, findings: &mut Findings) {
    let Some(choice) = choice else { return };
    let problem = match option {
        "--group" if rubric.group(choice).is_none() => ProblemKind::UnknownGroup(choice.to_owned()),
        "--area" if rubric.area(choice).is_none() => ProblemKind::UnknownArea(choice.to_owned()),
        _ => return,
    };
    findings.add(Place::start_of(option), sheet_problem(problem, rubric));
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
