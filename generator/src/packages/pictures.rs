//! The pictures of a package: those that its pages show, under plain names.

use super::Volume;
use super::archive::Archive;
use crate::diagnostic::Findings;
use crate::error::Failure;
use crate::pictures::published;
use crate::source::Permalink;
use std::collections::{BTreeMap, BTreeSet};

/// The pictures that its pages show, by their path below `static/`.
pub(super) struct Pictures(BTreeMap<String, Picture>);

struct Picture {
    name: String,
    kind: &'static str,
}

impl Pictures {
    pub(super) fn of(volume: &Volume<'_>) -> Self {
        let bodies = [volume.of].into_iter().chain(volume.pages.iter().copied()).filter_map(|page| volume.body(page));
        let shown: BTreeSet<&String> = bodies.flat_map(|body| &body.shown).collect();
        let known = shown.into_iter().filter_map(|path| Some((path, kind(path)?)));
        Self(
            (1..)
                .zip(known)
                .map(|(number, (path, (ending, kind)))| {
                    (path.clone(), Picture { name: format!("p{number:03}.{ending}"), kind })
                })
                .collect(),
        )
    }

    /// Their names in the package, by their addresses on the site.
    pub(super) fn names(&self) -> impl Iterator<Item = (Permalink, String)> {
        self.0.iter().filter_map(|(path, picture)| Some((Permalink::file(path).ok()?, picture.name.clone())))
    }

    /// The name of each and what it is.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.0.values().map(|picture| (picture.name.as_str(), picture.kind))
    }

    /// Adds each as it is published: without what a telephone wrote into it.
    pub(super) fn add(&self, volume: &Volume<'_>, folder: &str, archive: &mut Archive) -> Result<(), Failure> {
        for (path, picture) in &self.0 {
            let bytes = published(volume.site.static_files.read(path)?);
            let bytes = bytes.map_err(|broken| {
                let mut findings = Findings::default();
                findings.add(volume.of.place(), broken.problem(format!("/{path}")));
                findings
            })?;
            archive.add_plain(&format!("{folder}{}", picture.name), &bytes);
        }
        Ok(())
    }
}

/// How the file of a picture ends and what it is: of the kinds that every reader must show.
fn kind(path: &str) -> Option<(&'static str, &'static str)> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "png" => ("png", "image/png"),
        "jpg" | "jpeg" => ("jpg", "image/jpeg"),
        "gif" => ("gif", "image/gif"),
        "svg" => ("svg", "image/svg+xml"),
        "webp" => ("webp", "image/webp"),
        _ => return None,
    })
}
