//! `hoctap tally --merge`: kept tallies into one, from the hamlets up.

use super::kept::{Unfit, read, set_of};
use super::written;
use crate::commands::build::sets_of;
use crate::commands::score::{Asked, asked};
use crate::diagnostic::{Findings, MergeProblem, Place, Problem, TallyProblem};
use crate::error::Failure;
use crate::site::{Options, Site};
use crate::source::Source;
use std::collections::HashMap;
use std::path::Path;
use wasm_check::rubric::Rubric;
use wasm_check::tally::Tally;

/// What is to be merged.
#[derive(Debug)]
pub struct MergeRequest<'a> {
    /// `cdht@324-2023`, or as the first of the files says.
    pub set: Option<&'a str>,
    /// Tallies as JSON.
    pub files: &'a [Source],
    /// The year; that of most tallies where none is named.
    pub year: Option<u16>,
    /// Of whom the whole is.
    pub place: Option<&'a str>,
    /// Whether a table is wanted rather than JSON.
    pub as_table: bool,
}

/// One tally out of all that can be read, and what is wrong with the others: a bad file never silences the rest.
pub fn merge_tallies(options: &Options, request: &MergeRequest<'_>) -> Result<(String, Findings), Failure> {
    let mut findings = Findings::default();
    let site = Site::read(options, None, &mut findings)?;
    let sets = sets_of(&site, &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    let mut findings = Findings::default();
    let said = request.files.iter().find_map(|file| Some((set_of(&file.text)?, Place::start_of(&file.path))));
    let named = request.set.map(|set| (set.to_owned(), Place::start_of(set)));
    let Some((name, place)) = named.or(said) else {
        tell_unread(request.files, &mut findings);
        return Err(findings.into());
    };
    let Some(Asked { set, .. }) = asked(&sets, &name, place, &mut findings) else {
        return Err(findings.into());
    };
    let rubric = &set.rubric;
    let mut tallies: Vec<(&Source, Tally)> = Vec::new();
    let mut texts: HashMap<&str, &str> = HashMap::new();
    for file in request.files {
        let same = texts.insert(&file.text, &file.path).map(str::to_owned);
        match (read(&file.text, rubric), same) {
            (Err((at, unfit)), _) => findings.add(file.place(at), problem(unfit, rubric)),
            (Ok(tally), Some(other)) if tally.place.is_some() => {
                findings.add(Place::start_of(&file.path), TallyProblem::SameFile { other });
            }
            // Two small hamlets may come to the same.
            (Ok(tally), other) => {
                if let Some(other) = other {
                    findings.add(Place::start_of(&file.path), MergeProblem::Alike { other });
                }
                tallies.push((file, tally));
            }
        }
    }
    let year = request.year.or_else(|| most_common(tallies.iter().map(|(_, tally)| tally.year)));
    let mut named: Vec<(String, Tally)> = Vec::new();
    let mut places: HashMap<String, &str> = HashMap::new();
    for (file, tally) in tallies {
        if Some(tally.year) != year {
            let (year, counted) = (tally.year, year.unwrap_or_default());
            findings.add(Place::start_of(&file.path), MergeProblem::OtherYear { year, counted });
            continue;
        }
        let name = tally.place.clone().unwrap_or_else(|| stem(&file.path));
        if let Some(other) = places.insert(name.clone(), &file.path) {
            let problem = MergeProblem::SamePlace { place: name.clone(), other: other.to_owned() };
            findings.add(Place::start_of(&file.path), problem);
        }
        if tally.all.registered.is_none() {
            findings.add(Place::start_of(&file.path), MergeProblem::NotRegistered);
        }
        named.push((name, tally));
    }
    let Some(mut merged) = Tally::merged(rubric, &named, options.today) else {
        if !findings.has_errors() {
            findings.add(Place::start_of(&name), MergeProblem::TooLarge);
        }
        return Err(findings.into());
    };
    merged.place = request.place.map(str::to_owned);
    Ok((written(&site, set, &merged, request.as_table), findings))
}

/// Why no file says of which set it is.
fn tell_unread(files: &[Source], findings: &mut Findings) {
    for file in files {
        let problem = MergeProblem::NoTally { found: None };
        findings.add(Place::start_of(&file.path), problem);
    }
}

fn problem(unfit: Unfit, rubric: &Rubric) -> Problem {
    let wanted = format!("{}@{}", rubric.set, rubric.version);
    match unfit {
        Unfit::Cut => MergeProblem::Cut.into(),
        Unfit::Schema(found) => MergeProblem::NoTally { found }.into(),
        Unfit::OtherSet { set, version } => MergeProblem::OtherSet { set: format!("{set}@{version}"), wanted }.into(),
        Unfit::Value(key) => MergeProblem::Value { key }.into(),
        Unfit::Sums(key) => MergeProblem::Sums { key }.into(),
    }
}

/// The one that comes most often, the later where two do.
fn most_common(years: impl Iterator<Item = u16>) -> Option<u16> {
    let mut counts: HashMap<u16, usize> = HashMap::new();
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// The name of a file without folder and ending.
fn stem(path: &str) -> String {
    Path::new(path).file_stem().map_or_else(|| path.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
