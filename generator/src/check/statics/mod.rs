//! What authors put into `static/` is looked at and downloaded; it does not run.
//!
//! A page of HTML, a script or a drawing with a script in it would act in the name of the site: read what readers keep,
//! and take the site over for good with a worker of its own. So every file is judged, by its name ([`kind`]) and by its
//! first bytes, drawings whole ([`drawing`]); what can act, or steers a host, is a finding unless `site.toml` allows it by
//! its path in `allow_active`. Nothing allows a file in the place of the site's own.

mod drawing;
mod kind;
mod style;

use crate::diagnostic::{Findings, Place, Problem, StaticFault, StaticProblem, similar};
use crate::disk::{Files, nfc};
use crate::error::Failure;
use crate::site::Site;
use crate::source::Source;
use drawing::Flaw;
use kind::Kind;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many bytes tell what a file is: browsers look at no more.
const HEAD: usize = 1_500;

/// A drawing for people is smaller; a larger one is not read to its end.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Finds files of `static/` that act, steer a host, or stand where a file of the site's own does.
pub fn check_static_files(site: &Site) -> Result<Findings, Failure> {
    let mut found = Findings::default();
    let judged: Result<BTreeMap<&str, StaticFault>, Failure> = site
        .statics
        .par_iter()
        .filter_map(|path| judge(path, &site.static_files).transpose().map(|fault| Ok((path.as_str(), fault?))))
        .collect();
    let mut judged = judged?;
    let settings = Source::new("site.toml", site.config.text.as_str());
    for name in &site.config.allow_active {
        let place = settings.place(name.at);
        let path = nfc(name.value.trim_start_matches('/')).into_owned();
        if !site.statics.contains(&path) {
            let similar = similar(&path, site.statics.iter().map(String::as_str)).map(str::to_owned);
            found.add(place, Problem::NoStatic { path, similar, beside: Vec::new() });
        } else if judged.get(path.as_str()).is_none_or(|fault| *fault == StaticFault::Own) {
            // A name that stands there twice is not needed a second time.
            found.add(place, StaticProblem { path, fault: StaticFault::AllowedInert });
        } else {
            judged.remove(path.as_str());
        }
    }
    for (path, fault) in judged {
        found.add(Place::start_of(format!("static/{path}")), StaticProblem { path: path.to_owned(), fault });
    }
    check_former_addresses(site, &mut found);
    Ok(found)
}

/// A page leads on from each address that it had before; a file by which a host knows what to do, or that is sent in the place
/// of the site's own, is none.
fn check_former_addresses(site: &Site, found: &mut Findings) {
    for page in site.library.pages() {
        for alias in &page.aliases {
            let path = alias.value.output_path();
            if kind::steers(&path) || kind::is_packed_own(&path) {
                found.add(page.source.place(alias.at), Problem::BadAlias { alias: alias.value.to_string() });
            }
        }
    }
}

/// What is wrong with a file of `static/`.
fn judge(path: &str, files: &Files) -> Result<Option<StaticFault>, Failure> {
    if kind::is_own(path) {
        return Ok(Some(StaticFault::Own));
    }
    if kind::steers(path) {
        return Ok(Some(StaticFault::Steers));
    }
    match Kind::of_name(path) {
        Kind::Acts => Ok(Some(StaticFault::Acts)),
        Kind::Text => Ok(None),
        Kind::Drawing => drawing_problem(path, files),
        Kind::Other => match kind::of_bytes(&files.head(path, HEAD)?) {
            // What begins like a drawing may be one, whatever its name says.
            Kind::Drawing => drawing_problem(path, files),
            Kind::Acts => Ok(Some(StaticFault::Markup)),
            Kind::Text | Kind::Other => Ok(None),
        },
    }
}

fn drawing_problem(path: &str, files: &Files) -> Result<Option<StaticFault>, Failure> {
    let bytes = files.head(path, MOST_BYTES + 1)?;
    if bytes.len() > MOST_BYTES {
        return Ok(Some(StaticFault::Drawing(format!("> {} MB", MOST_BYTES / 1024 / 1024))));
    }
    Ok(drawing::mistake(&bytes).map(|flaw| match flaw {
        Flaw::Broken => StaticFault::BrokenDrawing,
        Flaw::NoDrawing => StaticFault::NoDrawing { is_empty: bytes.is_empty() },
        Flaw::Ampersand => StaticFault::Ampersand,
        Flaw::Twice(name) => StaticFault::Twice { name },
        Flaw::NoNamespace => StaticFault::NoNamespace,
        Flaw::Holds(what) => StaticFault::Drawing(what),
    }))
}
