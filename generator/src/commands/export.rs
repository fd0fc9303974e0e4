//! What a site hands out: the document of one version of a set, or a course as a package.

use super::build::{read_through, sets_of};
use crate::criteria::document::SetDocument;
use crate::diagnostic::{Findings, PackageProblem, Place, Problem};
use crate::error::Failure;
use crate::packages::{Format, Volume, courses, name_of, package};
use crate::site::{Options, Site};

/// What a set is exported as.
const TABLES: [&str; 3] = ["xlsx", "json", "csv"];

/// A course as a package, with the name of its file. A site with errors hands out nothing.
pub fn package_of(options: &Options, name: &str, format: Format) -> Result<(Vec<u8>, String), Failure> {
    read_through(options, |renderer| {
        let site = renderer.site;
        let found = Volume::find(site, renderer.bodies, renderer.linker, name, format.takes_sections());
        let volume = found.map_err(|problem| {
            let id = name.split('@').next().unwrap_or_default();
            let is_set = renderer.sets.iter().any(|set| set.document.set == id);
            let problem = match problem {
                PackageProblem::UnknownCourse { .. } if is_set => {
                    PackageProblem::Form { name: name.to_owned(), is_set, known: TABLES.to_vec() }
                }
                problem => problem,
            };
            let mut findings = Findings::default();
            findings.add(Place::start_of("content"), problem);
            findings
        })?;
        Ok((package(&volume, format)?, format!("{}.{}", volume.name(), format.ending())))
    })
}

/// The document that `cdht` or `cdht@324-2023` names.
pub fn document_of(options: &Options, name: &str, findings: &mut Findings) -> Result<SetDocument, Failure> {
    let site = Site::read(options, None, findings)?;
    let mut sets = sets_of(&site, findings);
    if findings.has_errors() {
        return Err(std::mem::take(findings).into());
    }
    let (id, version) = name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)));
    let is_asked = |document: &SetDocument, is_current| {
        document.set == id && version.map_or(is_current, |version| document.version == version)
    };
    if let Some(place) = sets.iter().position(|set| is_asked(&set.document, set.is_current)) {
        return Ok(sets.swap_remove(place).document);
    }
    let versions: Vec<String> =
        sets.iter().filter(|set| set.document.set == id).map(|set| set.document.version.clone()).collect();
    let is_course = courses(&site).any(|page| name_of(page) == id);
    let problem = match version {
        None if is_course => {
            let known = Format::ALL.map(Format::name).to_vec();
            PackageProblem::Form { name: id.to_owned(), is_set: false, known }.into()
        }
        Some(version) if !versions.is_empty() => {
            Problem::UnknownVersion { version: version.to_owned(), known: versions }
        }
        _ => {
            let current = sets.iter().filter(|set| set.is_current);
            Problem::UnknownSet { set: id.to_owned(), known: current.map(|set| set.document.set.clone()).collect() }
        }
    };
    findings.add(Place::start_of("content/criteria"), problem);
    Err(std::mem::take(findings).into())
}
