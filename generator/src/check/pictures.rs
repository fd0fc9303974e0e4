//! Pictures of `static/`: those that arrived in half, those that say where they were taken, those that nobody fetches.

use super::orphans::named_in_settings;
use crate::diagnostic::{ContentProblem, Findings, Place};
use crate::disk::is_text;
use crate::error::Failure;
use crate::markdown::Bodies;
use crate::pictures::Pictures;
use crate::site::Site;
use std::collections::BTreeSet;

/// Pictures that pages show in smaller sizes only and that nothing else names: no browser fetches them, so they are not
/// published. Where authors write HTML themselves, nobody knows.
pub fn unfetched(site: &Site, pictures: &Pictures, bodies: &Bodies<'_>) -> Result<BTreeSet<String>, Failure> {
    let mut unfetched: BTreeSet<&str> = pictures.only_in_smaller_sizes().collect();
    if unfetched.is_empty() || site.config.raw_html {
        return Ok(BTreeSet::new());
    }
    for linked in bodies.values().flat_map(|body| &body.files) {
        unfetched.remove(linked.as_str());
    }
    for named in named_in_settings(site) {
        unfetched.remove(named);
    }
    unfetched.retain(|path| !site.theme.mentions(path));
    for path in site.statics.iter().filter(|path| is_text(path)) {
        let bytes = site.static_files.read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        unfetched.retain(|picture| !text.contains(picture.rsplit('/').next().unwrap_or(picture)));
    }
    Ok(unfetched.into_iter().map(str::to_owned).collect())
}

/// Pictures that arrived in half though no page shows them, and those that say where they were taken.
pub fn check_pictures(pictures: &Pictures, findings: &mut Findings) {
    for (path, told) in pictures.looked_at() {
        let place = Place::start_of(format!("static/{path}"));
        let path = format!("/{path}");
        match told {
            // The pages that show it say so.
            Err(_) if pictures.is_shown(path.trim_start_matches('/')) => {}
            Err(broken) => findings.add(place, broken.problem(path)),
            Ok(true) => findings.add(place, ContentProblem::ImagePlace { path }),
            Ok(false) => {}
        }
    }
}
