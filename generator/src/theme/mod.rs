//! Themes: templates, style, scripts and UI strings, each file overridable alone.
//!
//! A file is looked up in `themes/<name>/` of the site, then in the theme that is built into the command.

mod assets;
mod colour;
mod comment;
mod contrast;
mod options;
mod serialized;

pub use assets::{Asset, Assets, LoadedBy, TRANSLATION, TRANSLATION_OF_BOOK};
pub use options::ThemeOptions;
pub(crate) use options::css_string;
pub(crate) use serialized::for_script;

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::{Files, Found, Root};
use crate::error::Failure;
use crate::markdown::Words;
use crate::source::{Config, Source, syntax_problem};
use comment::without_comments;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tera::{ErrorKind, Tera, Value};
use toml::Table;

/// The files of the theme that is built into the command, by their path in it.
pub type BuiltIn = &'static [(&'static str, &'static [u8])];

/// The name of the theme that is built in.
const BUILT_IN: &str = "default";

/// A theme, ready to render.
pub struct Theme {
    /// The site's main language.
    main: Edition,
    /// The others, by their tags.
    others: BTreeMap<String, Edition>,
    /// What the site set of it.
    pub options: ThemeOptions,
    /// The site's title, for the margin of printed sheets.
    site: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
    own: SiteFiles,
}

/// The theme in one language.
struct Edition {
    strings: Table,
    /// What Markdown needs of them.
    words: Words,
    /// Templates; the UI strings are in their global context as `strings`, and as `frame` for what stands around a page.
    tera: Tera,
    /// The same for pages that stand in this language untranslated: only the frame speaks it. The main language has none.
    untranslated: Option<Tera>,
}

/// Which files are the site's: a mistake in another is the built-in theme's, and is said to be there.
#[derive(Default)]
struct SiteFiles {
    folder: String,
    files: BTreeSet<String>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

impl Theme {
    /// Opens the theme of a site; a finding and nothing where it cannot be used.
    pub fn open(
        root: &Root,
        built_in: BuiltIn,
        config: &Config,
        statics: &BTreeSet<String>,
        findings: &mut Findings,
    ) -> Result<Option<Self>, Failure> {
        let folder = format!("themes/{}", config.theme);
        let mut own = SiteFiles { folder: folder.clone(), files: BTreeSet::new() };
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            built_in.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        match root.theme(&config.theme, findings)? {
            Found::Folder(part) => {
                let of_site = Files::of(part, findings)?;
                for path in of_site.paths() {
                    own.files.insert(path.to_owned());
                    files.insert(path.to_owned(), Cow::Owned(of_site.read(path)?));
                }
            }
            Found::Nothing if config.theme == BUILT_IN => {}
            Found::Nothing => {
                findings.add(Place::start_of("site.toml"), Problem::NoTheme { theme: config.theme.clone() });
                return Ok(None);
            }
            Found::Refused => return Ok(None),
        }
        let strings_of = |language: &str, findings: &mut Findings| {
            strings(built_in, &own, &format!("strings/{language}.toml"), &files, findings)
        };
        let main = strings_of(&config.language, findings);
        let file = format!("strings/{}.toml", config.language);
        // Of the built-in theme's own language nothing can be missing.
        let is_built_in = file == ALL_STRINGS && !own.files.contains(&file);
        if let Some(main) = main.as_ref().filter(|_| !is_built_in) {
            let keys = missing(&all_strings(built_in), main, "");
            if !keys.is_empty() {
                findings.add(Place::start_of(format!("{folder}/{file}")), Problem::MissingStrings { keys });
            }
        }
        let others: Vec<(&str, Option<Table>)> = config
            .languages
            .iter()
            .map(|language| (language.tag.as_str(), strings_of(&language.tag, findings)))
            .collect();
        let options = read_options(&own, config, &files, statics, findings);
        let tera = templates(&own, &files, findings);
        let (Some(main), Some(options), Some(mut tera)) = (main, options, tera) else { return Ok(None) };
        tera.global_context().insert("theme", &options.views());
        let mut editions = BTreeMap::new();
        for (tag, own) in others {
            // A language may leave out what nobody has translated yet.
            let (mut strings, Some(own)) = (main.clone(), own) else { return Ok(None) };
            merge(&mut strings, own);
            let untranslated = with_strings(tera.clone(), &main, &strings);
            editions.insert(tag.to_owned(), Edition::new(strings, tera.clone(), Some(untranslated)));
        }
        let main = Edition::new(main, tera, None);
        Ok(Some(Self { main, others: editions, options, site: config.title.clone(), files, own }))
    }

    /// Renders a template in a language, the main one where none is named; a mistake in it is told where it stands.
    pub(crate) fn render(
        &self,
        name: &str,
        language: Option<&str>,
        is_translated: bool,
        context: &tera::Context,
    ) -> Result<String, Misplaced> {
        let edition = self.edition(language);
        let untranslated = edition.untranslated.as_ref().filter(|_| !is_translated);
        let tera = untranslated.unwrap_or(&edition.tera);
        let text = tera.render(name, context).map_err(|error| self.own.template_error(&error))?;
        match serialized::mistake(name, &text) {
            None => Ok(text),
            Some(message) => Err(self.own.not_serialized(name, message)),
        }
    }

    fn edition(&self, language: Option<&str>) -> &Edition {
        language.and_then(|language| self.others.get(language)).unwrap_or(&self.main)
    }

    /// What Markdown needs of the UI strings.
    pub fn words(&self, language: Option<&str>) -> &Words {
        &self.edition(language).words
    }

    /// A file of the theme, as bytes.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// Whether some of the templates are the site's.
    pub fn has_own_templates(&self) -> bool {
        self.own.files.iter().any(|path| path.starts_with("templates/"))
    }

    /// Whether any file of the theme that takes part in a site holds these words.
    pub fn mentions(&self, words: &str) -> bool {
        let mut files =
            self.files.iter().filter(|(path, _)| Path::new(path).extension().is_none_or(|ending| ending != "md"));
        files.any(|(_, bytes)| std::str::from_utf8(bytes).is_ok_and(|text| text.contains(words)))
    }

    /// A style sheet or script of the theme, without its comments. Of the two sheets that are whole, each begins with the
    /// site's colours and with what all pages have: a page waits for one sheet, and moves none of the other's rules.
    pub fn code(&self, path: &str) -> String {
        let text = |path| without_comments(&String::from_utf8_lossy(self.file(path).unwrap_or_default()));
        // A site that has replaced `style.css` alone has replaced the look.
        let is_replaced = self.own.files.contains("style.css") && !self.own.files.contains("base.css");
        let base = if is_replaced { "style.css" } else { "base.css" };
        match path {
            "style.css" | "check.css" if path != base => self.options.css(&self.site) + &text(base) + &text(path),
            "style.css" => self.options.css(&self.site) + &text(path),
            _ => text(path),
        }
    }

    /// A UI string by its table and key. That there is one was seen when the theme was opened.
    pub fn string<'s>(&'s self, table: &str, key: &'s str) -> &'s str {
        self.string_in(None, table, key)
    }

    /// The same in a language, the main one where none is named.
    pub fn string_in<'s>(&'s self, language: Option<&str>, table: &str, key: &'s str) -> &'s str {
        self.edition(language)
            .strings
            .get(table)
            .and_then(|table| table.get(key))
            .and_then(toml::Value::as_str)
            .unwrap_or(key)
    }
}

impl Edition {
    fn new(strings: Table, templates: Tera, untranslated: Option<Tera>) -> Self {
        let tera = with_strings(templates, &strings, &strings);
        Self { words: Words::new(&strings), strings, tera, untranslated }
    }
}

/// Templates for pages whose text and whose frame speak a language each.
fn with_strings(mut templates: Tera, strings: &Table, frame: &Table) -> Tera {
    let view = Value::from_serializable(strings);
    let frame = if std::ptr::eq(strings, frame) { view.clone() } else { Value::from_serializable(frame) };
    templates.global_context().insert_value("strings", view);
    templates.global_context().insert_value("frame", frame);
    templates
}

/// The template of the web manifest, which is JSON.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// A problem, and where it stands if that is known better than the page that was being made.
pub(crate) struct Misplaced {
    pub(crate) place: Option<Place>,
    pub(crate) problem: Box<Problem>,
}

impl Misplaced {
    /// As all that is wrong; where it names no place of its own, there.
    pub(crate) fn into_failure(self, place: Place) -> Failure {
        let mut findings = Findings::default();
        findings.add(self.place.unwrap_or(place), *self.problem);
        findings.into()
    }
}

impl From<Problem> for Misplaced {
    fn from(problem: Problem) -> Self {
        Self { place: None, problem: Box::new(problem) }
    }
}

impl SiteFiles {
    /// What a template of a file for machines wrote, and no machine can read.
    fn not_serialized(&self, name: &str, message: String) -> Misplaced {
        let path = if name == MANIFEST { self.path(name) } else { self.path(&format!("templates/{name}")) };
        Misplaced { place: Some(Place::start_of(path)), problem: Box::new(Problem::Template { message }) }
    }

    /// A file of the theme, where its author finds it.
    fn path(&self, path: &str) -> String {
        let folder = if self.files.contains(path) { &self.folder } else { "themes/default" };
        format!("{folder}/{path}")
    }

    /// A template's error with its file, line and column.
    fn template_error(&self, error: &tera::Error) -> Misplaced {
        let (place, mut message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let (line, column) = (report.span().start_line.max(1), report.span().start_col + 1);
                let name = report.filename();
                let file = if name == MANIFEST { self.path(name) } else { self.path(&format!("templates/{name}")) };
                (Some(Place { file, line, column }), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, .. } => {
                (Some(Place::start_of(self.path(&format!("templates/{current}")))), error.to_string())
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (Some(Place::start_of(self.path(&format!("templates/{tpl}")))), error.to_string())
            }
            _ => (None, error.to_string()),
        };
        let mut cause = std::error::Error::source(error);
        while let Some(error) = cause {
            message = format!("{message}: {error}");
            cause = error.source();
        }
        Misplaced { place, problem: Box::new(Problem::Template { message }) }
    }
}

/// All templates, compiled; where some do not compile, a finding for each of them.
fn templates(own: &SiteFiles, files: &BTreeMap<String, Cow<'static, [u8]>>, findings: &mut Findings) -> Option<Tera> {
    let mut templates: BTreeMap<String, String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("templates/") || *path == MANIFEST)
        .map(|(path, bytes)| {
            let name = path.strip_prefix("templates/").unwrap_or(path);
            (name.to_owned(), String::from_utf8_lossy(bytes).into_owned())
        })
        .collect();
    let mut is_good = true;
    loop {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        tera.register_filter("json", serialized::Json);
        let Err(error) = tera.add_raw_templates(templates.iter()) else { return is_good.then_some(tera) };
        let Misplaced { place, problem } = own.template_error(&error);
        // Those that lean on a broken one fail for its sake: only mistakes of grammar are asked for further.
        let broken = match error.kind() {
            ErrorKind::SyntaxError(report) => templates.get_mut(report.filename()).filter(|text| !text.is_empty()),
            _ => None,
        };
        if is_good || broken.is_some() {
            findings.add(place.unwrap_or_else(|| Place::start_of(format!("{}/templates", own.folder))), *problem);
        }
        is_good = false;
        match broken {
            Some(text) => text.clear(),
            None => return None,
        }
    }
}

/// The theme's options as the site sets them.
fn read_options(
    own: &SiteFiles,
    config: &Config,
    files: &BTreeMap<String, Cow<'static, [u8]>>,
    statics: &BTreeSet<String>,
    findings: &mut Findings,
) -> Option<ThemeOptions> {
    let bytes = files.get(options::FILE).map(|bytes| bytes.to_vec()).unwrap_or_default();
    let source = Source::from_bytes(&own.path(options::FILE), bytes, findings)?;
    ThemeOptions::read(&source, &config.theme_options, statics, findings)
}

/// The strings of the site's theme over those built in, key by key.
fn strings(
    built_in: BuiltIn,
    own: &SiteFiles,
    path: &str,
    files: &BTreeMap<String, Cow<'static, [u8]>>,
    findings: &mut Findings,
) -> Option<Table> {
    let built_in = built_in.iter().find(|(name, _)| *name == path).map(|(_, bytes)| Cow::Borrowed(*bytes));
    let folder = &own.folder;
    let mut merged = Table::new();
    let of_site = files.get(path).filter(|_| own.files.contains(path));
    for bytes in [built_in.as_ref(), of_site].into_iter().flatten() {
        let source = Source::new(format!("{folder}/{path}"), String::from_utf8_lossy(bytes));
        match source.text.parse::<Table>() {
            Ok(table) => merge(&mut merged, table),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                findings.add(source.place(at), syntax_problem(&source, at, error.message()));
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

/// The strings that templates and texts ask for: those of the language that the built-in theme is written in.
const ALL_STRINGS: &str = "strings/vi.toml";

fn all_strings(built_in: BuiltIn) -> Table {
    let file = built_in.iter().find(|(path, _)| *path == ALL_STRINGS);
    file.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()?.parse().ok()).unwrap_or_default()
}

/// The keys that are not there, or hold something else than a text or a table, as they are needed.
fn missing(needed: &Table, given: &Table, above: &str) -> Vec<String> {
    let missing_of = |(key, needed): (&String, &toml::Value)| match (needed, given.get(key)) {
        (toml::Value::Table(needed), Some(toml::Value::Table(given))) => {
            missing(needed, given, &format!("{above}{key}."))
        }
        (needed, Some(given)) if needed.same_type(given) => Vec::new(),
        _ => vec![format!("{above}{key}")],
    };
    needed.iter().flat_map(missing_of).collect()
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(into)), toml::Value::Table(from)) => merge(into, from),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}
