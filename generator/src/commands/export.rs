//! The document of one version of a set of a site.

use super::build::sets_of;
use crate::criteria::document::SetDocument;
use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use crate::site::{Options, Site};

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
    let problem = match version {
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
