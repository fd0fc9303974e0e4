//! `hoctap tally`: many sheets in, one tally out, through the very function that the page of officers runs.

use crate::commands::build::sets_of;
use crate::commands::score::{Asked, asked, sheet_problem};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Findings, Place, Problem, TallyProblem};
use crate::error::Failure;
use crate::render::rank_title;
use crate::site::{Options, Site};
use crate::source::Source;
use std::collections::HashMap;
use wasm_check::rubric::Rubric;
use wasm_check::sheet::ProblemKind;
use wasm_check::sheets::{Listed, TroubleKind, copied};
use wasm_check::tally::{Registered, Standing, Tally, likely_year, read_names, tally};

mod kept;
mod merge;

pub use merge::{MergeRequest, merge_tallies};

/// What is to be added up.
#[derive(Debug)]
pub struct Request<'a> {
    /// `cdht`, or `cdht@324-2023` for one version.
    pub set: &'a str,
    /// Files of sheets.
    pub files: &'a [Source],
    /// How many registered: a number, or a number behind a group's id and `=`.
    pub registered: &'a [String],
    /// Who registered, one name a line.
    pub names: Option<&'a Source>,
    /// The year; that of most sheets where none is named.
    pub year: Option<u16>,
    /// Of whom the sheets are, such as a hamlet.
    pub place: Option<&'a str>,
    /// Whether a table is wanted rather than JSON.
    pub as_table: bool,
}

/// The tally of all sheets that can be read as JSON or CSV, with what was left out: sheets of another year as advice, those
/// with a mistake as errors, each with whose it is. One bad sheet never silences the rest. Nothing but findings where no
/// sheet can be read, or where what is asked is wrong.
pub fn tally_sheets(options: &Options, request: &Request<'_>) -> Result<(String, Findings), Failure> {
    let mut findings = Findings::default();
    let site = Site::read(options, None, &mut findings)?;
    let sets = sets_of(&site, &mut findings);
    if findings.has_errors() {
        return Err(findings.into());
    }
    // What a site is advised of is no business of who adds up.
    let mut findings = Findings::default();
    let place = Place::start_of(request.set);
    let Some(Asked { set, of_set, .. }) = asked(&sets, request.set, place, &mut findings) else {
        return Err(findings.into());
    };
    // The asked version first, as the reader wants it.
    let others = of_set.into_iter().filter(|other| other.document.version != set.document.version);
    let versions: Vec<&CriteriaSet<'_>> = [set].into_iter().chain(others).collect();
    let rubrics: Vec<&Rubric> = versions.iter().map(|set| &set.rubric).collect();
    let registered = registered(set, request, &mut findings)?;
    if findings.has_errors() {
        return Err(findings.into());
    }
    let (files, unread) = read_files(request.files, &rubrics, options.today.year_to_assess(), &mut findings);
    if files.is_empty() && findings.has_errors() {
        return Err(findings.into());
    }
    let (places, listed): (Vec<Place>, Vec<Listed>) = files.into_iter().unzip();
    let year = request.year.unwrap_or_else(|| likely_year(&listed, options.today.year_to_assess()));
    let mut tally = tally(&set.rubric, &listed, year, &registered, options.today);
    tally.left_out[4] = unread;
    tally.place = request.place.map(str::to_owned);
    name_what_is_left_out(&tally, &listed, &places, &rubrics, &mut findings);
    Ok((written(&site, set, &tally, request.as_table), findings))
}

/// A tally as a table, or as JSON.
fn written(site: &Site, set: &CriteriaSet<'_>, tally: &Tally, as_table: bool) -> String {
    if as_table {
        tally.to_csv(&set.rubric, &|kind, id| word(site, set, kind, id))
    } else {
        tally.to_json(&set.rubric) + "\n"
    }
}

/// All sheets with their places, and how many more cannot be read; what is wrong with them is found.
fn read_files(
    files: &[Source],
    rubrics: &[&Rubric],
    year: u16,
    findings: &mut Findings,
) -> (Vec<(Place, Listed)>, u32) {
    let (mut all, mut unread) = (Vec::new(), 0_usize);
    let mut read: HashMap<&str, &Source> = HashMap::new();
    for file in files {
        if let Some(same) = read.insert(&file.text, file) {
            let other = same.path.clone();
            findings.add(Place::start_of(&file.path), TallyProblem::SameFile { other });
            continue;
        }
        let (found, doubts) = copied::read(&file.text, rubrics, year);
        unread += found.unread;
        for trouble in found.troubles {
            let problem: Problem = match trouble.kind {
                // Limits of the pages.
                TroubleKind::TooLarge | TroubleKind::TooMany => continue,
                TroubleKind::Empty => TallyProblem::Empty.into(),
                TroubleKind::Format(name) => TallyProblem::Format { name }.into(),
                TroubleKind::Result => TallyProblem::Result.into(),
                TroubleKind::Code(error) => TallyProblem::Code { error }.into(),
                TroubleKind::Sheet(ProblemKind::OtherSet(set)) => TallyProblem::OtherSet { set }.into(),
                TroubleKind::Sheet(ProblemKind::OtherVersion(version)) => TallyProblem::NoVersion { version }.into(),
                TroubleKind::Sheet(kind) => sheet_problem(kind, rubrics[0]),
            };
            let problem = match trouble.person {
                Some(person) => Problem::OfPerson { person, problem: Box::new(problem) },
                None => problem,
            };
            findings.add(file.place(trouble.at), problem);
        }
        let place = |listed: &Listed| file.place(listed.at);
        for doubt in doubts {
            let (sheet, first) = (&found.sheets[doubt.sheet], &found.sheets[doubt.first]);
            let person = first.person.clone().unwrap_or_default();
            findings.add(place(sheet), TallyProblem::SameWords { person, first: place(first) });
        }
        all.extend(found.sheets.into_iter().map(|listed| (place(&listed), listed)));
    }
    (all, u32::try_from(unread).unwrap_or(u32::MAX))
}

fn registered(set: &CriteriaSet<'_>, request: &Request<'_>, findings: &mut Findings) -> Result<Registered, Failure> {
    let mut registered = Registered::default();
    for given in request.registered {
        let (group, number) =
            given.split_once('=').map_or((None, given.as_str()), |(group, number)| (Some(group), number));
        let Ok(number) = number.trim().parse() else {
            return Err(Failure::Usage { option: "--registered", value: given.clone() });
        };
        match group.map(str::trim) {
            None => registered.count = Some(number),
            Some(group) if set.rubric.group(group).is_none() => {
                let problem = sheet_problem(ProblemKind::UnknownGroup(group.to_owned()), &set.rubric);
                findings.add(Place::start_of("--registered"), problem);
            }
            Some(group) => registered.groups.push((group.to_owned(), number)),
        }
    }
    let Some(file) = request.names else { return Ok(registered) };
    let groups: Vec<(String, String)> =
        set.document.groups.iter().map(|group| (group.id.value.clone(), group.title.clone())).collect();
    let (names, troubles) = read_names(&file.text, &groups, usize::MAX);
    for trouble in troubles {
        let problem = match trouble.group {
            Some(group) => {
                let known = groups.iter().map(|group| group.0.clone()).collect();
                TallyProblem::NameGroup { name: trouble.name, group, known }
            }
            None => TallyProblem::NameTwice { name: trouble.name },
        };
        findings.add(file.place(trouble.at), problem);
    }
    if names.is_empty() {
        findings.add(Place::start_of(&file.path), TallyProblem::Empty);
    }
    registered.names = names;
    Ok(registered)
}

fn name_what_is_left_out(
    tally: &Tally,
    listed: &[Listed],
    places: &[Place],
    rubrics: &[&Rubric],
    findings: &mut Findings,
) {
    for ((line, listed), place) in tally.lines.iter().zip(listed).zip(places) {
        let person = listed.person.clone();
        match line.standing {
            Standing::Counted => {}
            Standing::OtherVersion => {
                let version = rubrics[listed.rubric].version.clone();
                findings.add(place.clone(), TallyProblem::OtherVersion { version });
            }
            Standing::OtherYear => {
                let problem = TallyProblem::OtherYear { year: listed.sheet.year, counted: tally.year };
                findings.add(place.clone(), problem);
            }
            Standing::Blank => findings.add(place.clone(), TallyProblem::Blank { person: person.clone() }),
            Standing::Again(later) => {
                let later = places[later].clone();
                findings.add(place.clone(), TallyProblem::Again { person: person.clone().unwrap_or_default(), later });
            }
        }
        if let Some(other) = line.alike {
            findings.add(place.clone(), TallyProblem::Alike { other: places[other].clone() });
        }
        if line.is_unlisted {
            findings.add(place.clone(), TallyProblem::Unlisted { person });
        }
    }
}

/// The words of a table, as the theme and the set have them.
fn word(site: &Site, set: &CriteriaSet<'_>, kind: &str, id: &str) -> String {
    let string = |key: &str| site.theme.string("tally_table", key).to_owned();
    let document = &set.document;
    let title = match kind {
        "group" => document.groups.iter().find(|group| group.id == *id).map(|group| group.title.as_str()),
        "area" => document.areas().find(|area| area.id == id).map(|area| area.title),
        "criterion" => {
            document.criteria.iter().find(|criterion| criterion.id == id).map(|criterion| criterion.title.as_str())
        }
        "item" => {
            let items = document.criteria.iter().flat_map(|criterion| &criterion.items);
            let titles = items.map(|item| (&item.id, &item.title));
            let conditions = document.conditions.iter().map(|condition| (&condition.id, &condition.title));
            titles.chain(conditions).find(|(item, _)| *item == id).map(|(_, title)| title.as_str())
        }
        "place" => Some(id),
        _ => None,
    };
    match (kind, title) {
        (_, Some(title)) => title.to_owned(),
        ("group", None) => string("no-group"),
        ("area", None) => string("no-area"),
        ("verdict", None) => {
            let rank = set.rubric.ranks.iter().position(|rank| rank.id == id);
            rank.and_then(|place| rank_title(set, place)).map_or_else(|| string(id), str::to_owned)
        }
        _ => string(id),
    }
}
