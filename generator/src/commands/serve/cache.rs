//! What `serve` remembers from one reading of a site to the next, so that an edit costs what it changes.
//!
//! A file with the same time of change and the same length is the same page, unless it was changed just before it was
//! read: clocks of disks are coarse. A text is the same HTML while its file says the same and everything stands where it
//! stood that a link, a picture or a directive may lead to. Whatever is in doubt is read and rendered anew; a build
//! remembers nothing.

use crate::diagnostic::Findings;
use crate::disk::{Snapshot, Stamp};
use crate::markdown::Body;
use crate::site::Site;
use crate::source::{Kind, KnownPages, Page, Permalink, Surroundings};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

/// What was read and rendered before.
#[derive(Debug, Default)]
pub struct PreviewCache {
    /// The files as they are now.
    files: Option<Snapshot>,
    pages: HashMap<String, KnownPage>,
    bodies: HashMap<String, KnownBody>,
    /// What stood around the bodies.
    surroundings: u64,
    /// What was found in `static/`, and around which site.
    statics: Option<(u64, Findings)>,
}

/// A page that was read without a mistake.
#[derive(Debug)]
struct KnownPage {
    stamp: Stamp,
    parent: Permalink,
    in_set: bool,
    page: Arc<Page>,
}

/// A text that was rendered.
#[derive(Debug)]
struct KnownBody {
    /// The whole file: a criterion's front matter cuts its body.
    text: String,
    body: Arc<Body>,
    findings: Findings,
}

impl PreviewCache {
    /// What follows is a reading of these files. They may have changed since: then the next look differs from this one.
    pub fn look(&mut self, files: Snapshot) {
        self.files = Some(files);
    }

    /// Of a file, in that look.
    fn stamp(&self, file: &Path) -> Option<Stamp> {
        self.files.as_ref()?.stamp(file)
    }

    /// Forgets all bodies where anything changed that they may depend on.
    pub fn look_around(&mut self, site: &Site) {
        let now = surroundings(site, self.files.as_ref().map_or(0, Snapshot::around));
        if self.surroundings != now {
            self.bodies.clear();
            self.surroundings = now;
        }
    }

    /// What was found in `static/`, where its files and `site.toml` are as they were.
    pub fn statics(&self) -> Option<Findings> {
        let (around, findings) = self.statics.as_ref()?;
        (*around == self.files.as_ref()?.around()).then(|| findings.clone())
    }

    /// Keeps what was found in `static/`.
    pub fn keep_statics(&mut self, findings: &Findings) {
        self.statics = self.files.as_ref().map(|files| (files.around(), findings.clone()));
    }

    /// The body of a page, and what was found in it, where its file says the same.
    pub fn body(&self, page: &Page) -> Option<(Arc<Body>, Findings)> {
        let known = self.bodies.get(page.content_path()).filter(|known| known.text == page.source.text)?;
        Some((Arc::clone(&known.body), known.findings.clone()))
    }

    /// Keeps a body and what was found in it.
    pub fn keep_body(&mut self, page: &Page, body: &Arc<Body>, findings: &Findings) {
        let (text, body, findings) = (page.source.text.clone(), Arc::clone(body), findings.clone());
        self.bodies.insert(page.content_path().to_owned(), KnownBody { text, body, findings });
    }
}

impl KnownPages for PreviewCache {
    fn page(&self, file: &Path, path: &str, around: &Surroundings<'_>) -> Option<Arc<Page>> {
        let stamp = self.stamp(file)?;
        let is_so = |known: &&KnownPage| {
            known.stamp == stamp && known.parent == *around.parent && known.in_set == around.in_set
        };
        self.pages.get(path).filter(is_so).map(|known| Arc::clone(&known.page))
    }

    fn keep_page(&mut self, file: &Path, path: &str, around: &Surroundings<'_>, page: &Arc<Page>) {
        let Some(stamp) = self.stamp(file) else { return };
        let (parent, in_set) = (around.parent.clone(), around.in_set);
        self.pages.insert(path.to_owned(), KnownPage { stamp, parent, in_set, page: Arc::clone(page) });
    }
}

/// All that the HTML of a text depends on beside the text: the same, the same number.
fn surroundings(site: &Site, files: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    let library = &site.library;
    for page in library.pages() {
        (page.content_path(), page.permalink.as_str()).hash(&mut hasher);
        for language in &site.config.languages {
            (library.is_in(page, &language.tag), library.permalink_in(page, Some(&language.tag)).as_str())
                .hash(&mut hasher);
        }
        // Directives show what a set says of itself.
        if matches!(page.kind, Kind::Set(_) | Kind::Criterion(_)) {
            page.source.text[..page.body.start].hash(&mut hasher);
        }
    }
    for path in library.broken() {
        path.hash(&mut hasher);
    }
    hasher.finish()
}
