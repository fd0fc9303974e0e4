//! What goes into one package: a course with its lessons, or a section with its pages, found by its name.

use crate::diagnostic::{Findings, PackageProblem, Place};
use crate::error::Failure;
use crate::markdown::{Bodies, Body, Form, Linker, Links, Packed, TextPart};
use crate::site::Site;
use crate::source::{Kind, Library, Page, Permalink};
use crate::structure::lessons;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A course or a section, to be packed.
#[derive(Debug)]
pub struct Volume<'a> {
    /// The site that it is of.
    pub site: &'a Site,
    /// The page of the course or section.
    pub of: &'a Page,
    /// Its lessons, or all pages below it, in order.
    pub pages: Vec<&'a Page>,
    bodies: &'a Bodies<'a>,
    linker: &'a Linker<'a>,
}

impl<'a> Volume<'a> {
    /// The course of that name, or the section where any will do: the last part of its address, or all of it where several
    /// end alike.
    pub fn find(
        site: &'a Site,
        bodies: &'a Bodies<'a>,
        linker: &'a Linker<'a>,
        name: &str,
        takes_sections: bool,
    ) -> Result<Self, PackageProblem> {
        let wanted = name.trim_matches('/');
        let courses: Vec<&Page> = if takes_sections { sections(site).collect() } else { courses(site).collect() };
        let whole: Vec<&Page> = courses.iter().copied().filter(|page| address(page) == wanted).collect();
        let found = if whole.is_empty() {
            courses.iter().copied().filter(|page| name_of(page) == wanted).collect()
        } else {
            whole
        };
        let addresses = |pages: &[&Page]| pages.iter().map(|page| address(page).to_owned()).collect::<Vec<String>>();
        match found[..] {
            [of] => Ok(Self { site, of, pages: pages(&site.library, of), bodies, linker }),
            [] => Err(PackageProblem::UnknownCourse { course: wanted.to_owned(), known: addresses(&courses) }),
            _ => Err(PackageProblem::ManyCourses { course: wanted.to_owned(), known: addresses(&found) }),
        }
    }

    /// The name of its file, without an ending.
    pub fn name(&self) -> &'a str {
        name_of(self.of)
    }

    /// What a page says.
    pub fn body(&self, page: &Page) -> Option<&'a Body> {
        self.bodies.get(page.content_path()).map(AsRef::as_ref)
    }

    /// Links among files of these names; to all else they lead on the site.
    pub fn links(&self, files: Arc<BTreeMap<Permalink, String>>) -> Links<'a> {
        let form = Form::Packed(Packed { files, base_url: self.site.config.base_url.as_deref() });
        Links { linker: self.linker, form, language: None }
    }

    /// Tells of each link in these parts that leads nowhere from the package.
    pub fn follow<'t>(
        &self,
        page: &Page,
        parts: impl IntoIterator<Item = TextPart<'t>>,
        links: &Links<'_>,
        findings: &mut Findings,
    ) {
        for part in parts {
            for target in part.lost(links) {
                findings.add(page.place(), PackageProblem::LinkLost { target });
            }
        }
    }
}

/// The courses of a site: sections with a lesson at least.
pub fn courses(site: &Site) -> impl Iterator<Item = &Page> {
    site.library.pages().filter(|page| !lessons(&site.library, page).is_empty())
}

/// The sections with a page at least, courses too; not the home page.
fn sections(site: &Site) -> impl Iterator<Item = &Page> {
    site.library.pages().filter(|page| page.is_listing() && !pages(&site.library, page).is_empty())
}

/// The lessons of a course; of another section all pages, those of the sections below it too.
fn pages<'a>(library: &'a Library, of: &Page) -> Vec<&'a Page> {
    let lessons = lessons(library, of);
    if !lessons.is_empty() {
        return lessons;
    }
    let below = |page: &'a Page| match page.kind {
        Kind::Page => vec![page],
        Kind::Section => pages(library, page),
        Kind::Set(_) | Kind::Criterion(_) => Vec::new(),
    };
    library.children(of).into_iter().flat_map(below).collect()
}

/// The name by which a course is exported.
pub fn name_of(course: &Page) -> &str {
    address(course).rsplit('/').next().unwrap_or_default()
}

fn address(course: &Page) -> &str {
    course.permalink.as_str().trim_end_matches('/')
}

/// What stops an export, at the folder of what it takes.
pub(super) fn stop(page: &Page, problem: PackageProblem) -> Failure {
    let mut findings = Findings::default();
    let place: Place = page.place();
    findings.add(place, problem);
    findings.into()
}
