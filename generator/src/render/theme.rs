//! Themes: templates, style, scripts and UI strings, each file overridable alone.
//!
//! A file is looked up in `themes/<name>/` of the site, then in the theme that is built into the command.

use super::comment::without_comments;
use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use crate::files::{files_below, read_file};
use crate::source::{Config, Source, syntax_problem};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use tera::Tera;
use toml::Table;

// `FILES`: the default theme, by path. Written by build.rs.
include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// The name of the theme that is built in.
const BUILT_IN: &str = "default";

/// A theme, ready to render.
pub struct Theme {
    /// Its templates; the UI strings are in their global context as `strings`.
    pub tera: Tera,
    /// The UI strings.
    pub strings: Table,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

impl Theme {
    /// Opens the theme of a site; a finding and nothing where it cannot be used.
    pub fn open(root: &Path, config: &Config, findings: &mut Findings) -> Result<Option<Self>, Failure> {
        let folder = format!("themes/{}", config.theme);
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            FILES.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        if root.join(&folder).is_dir() {
            for path in files_below(&root.join(&folder))? {
                let bytes = read_file(&root.join(&folder).join(&path))?;
                files.insert(path, Cow::Owned(bytes));
            }
        } else if config.theme != BUILT_IN {
            findings.add(Place::start_of("site.toml"), Problem::NoTheme { theme: config.theme.clone() });
            return Ok(None);
        }
        let strings_path = format!("strings/{}.toml", config.language);
        let Some(strings) = strings(&folder, &strings_path, &files, findings) else { return Ok(None) };
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        let templates = files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix("templates/").unwrap_or(path);
            let is_template = path.starts_with("templates/") || path == MANIFEST;
            is_template.then(|| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        });
        if let Err(error) = tera.add_raw_templates(templates) {
            findings.add(Place::start_of(format!("{folder}/templates")), template_problem(&error));
            return Ok(None);
        }
        tera.global_context().insert("strings", &strings);
        Ok(Some(Self { tera, strings, files }))
    }

    /// A file of the theme, as bytes.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// A style sheet or script of the theme, without its comments.
    pub fn code(&self, path: &str) -> String {
        without_comments(&String::from_utf8_lossy(self.file(path).unwrap_or_default()))
    }

    /// A UI string by its table and key; the key itself where the theme has none, so that its absence shows.
    pub fn string<'s>(&'s self, table: &str, key: &'s str) -> &'s str {
        self.strings.get(table).and_then(|table| table.get(key)).and_then(toml::Value::as_str).unwrap_or(key)
    }
}

/// The template of the web manifest, which is JSON.
pub(super) const MANIFEST: &str = "manifest.webmanifest";

/// A template's error as a finding.
pub(super) fn template_problem(error: &tera::Error) -> Problem {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    Problem::Template { message }
}

/// The strings of the site's theme over those built in, key by key.
fn strings(
    folder: &str,
    path: &str,
    files: &BTreeMap<String, Cow<'static, [u8]>>,
    findings: &mut Findings,
) -> Option<Table> {
    let built_in = FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| Cow::Borrowed(*bytes));
    let mut merged = Table::new();
    for bytes in [built_in.as_ref(), files.get(path)].into_iter().flatten() {
        let source = Source { path: format!("{folder}/{path}"), text: String::from_utf8_lossy(bytes).into_owned() };
        match source.text.parse::<Table>() {
            Ok(table) => merge(&mut merged, table),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                findings.add(source.place(at), syntax_problem(&source.text, at, error.message()));
                return None;
            }
        }
    }
    if merged.is_empty() {
        let path = format!("{folder}/{path}");
        findings.add(Place::start_of(&path), Problem::MissingFile { path });
        return None;
    }
    Some(merged)
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(into)), toml::Value::Table(from)) => merge(into, from),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}
