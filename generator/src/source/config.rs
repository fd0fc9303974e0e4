//! `site.toml`: what belongs to the whole site.

use super::given::Given;
use super::host::HostFile;
use super::table::{Document, is_id};
use super::text::Source;
use crate::diagnostic::{Findings, Place, Problem};
use crate::error::Failure;
use std::collections::BTreeSet;
use std::path::Path;
use wasm_check::vietnamese::slug;

/// The configuration of a site.
#[derive(Debug, Clone)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// One sentence, for search engines and shared links.
    pub description: String,
    /// BCP 47 tag of the main language.
    pub language: String,
    /// Where the site will live, with a `/` at the end.
    pub base_url: Option<String>,
    /// A folder below `themes/`, or `default`.
    pub theme: String,
    /// Who answers for the site.
    pub owner: Option<String>,
    /// How to report a mistake.
    pub contact: Option<String>,
    /// Prefix of all that the site keeps on a device, so that two sites under one origin stay apart.
    pub id: String,
    /// Whether the site keeps itself on the device (`/sw.js`); `false` withdraws a worker that is already out there.
    pub service_worker: bool,
    /// Whether HTML in a text is HTML; else it is shown as text.
    pub raw_html: bool,
    /// Whether a size over its budget stops the build.
    pub enforce_budgets: bool,
    /// The hosts that read files of their own.
    pub hosts: BTreeSet<HostFile>,
    /// What the site sets of its theme: the theme knows the keys.
    pub theme_options: Vec<Given>,
    /// The whole file.
    pub text: String,
}

const PATH: &str = "site.toml";

impl Config {
    /// Reads `site.toml`; nothing where it has errors.
    pub fn read(root: &Path, findings: &mut Findings) -> Result<Option<Self>, Failure> {
        if !root.join(PATH).is_file() {
            findings.add(Place::start_of(PATH), Problem::MissingFile { path: PATH.to_owned() });
            return Ok(None);
        }
        let Some(source) = Source::read(root, PATH, findings)? else { return Ok(None) };
        let range = 0..source.text.len();
        Ok(Document::read(&source, range, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let language = table.optional::<String>("language");
            let base_url = table.optional::<String>("base_url");
            let theme = table.optional::<String>("theme");
            let owner = table.optional::<String>("owner");
            let contact = table.optional::<String>("contact");
            let id = table.optional::<String>("id");
            let service_worker = table.optional::<bool>("service_worker");
            let raw_html = table.optional::<bool>("raw_html");
            let enforce_budgets = table.optional::<bool>("enforce_budgets");
            let hosts = HostFile::read_all(&table);
            let theme_options = table.table("theme_options").map(|table| Given::all(&table)).unwrap_or_default();
            if let Some(id) = id.as_ref().filter(|id| !is_id(&id.value)) {
                table.report(id.at, Problem::BadId { id: id.value.clone() });
            }
            let base_url = base_url.and_then(|given| {
                let normal = normal_base_url(&given.value);
                if normal.is_none() {
                    let known = vec!["https://…/".to_owned()];
                    let (key, value) = ("base_url".to_owned(), given.value);
                    table.report(given.at, Problem::UnknownValue { key, value, known });
                }
                normal
            });
            table.finish();
            let title = title?.value;
            Some(Self {
                id: id.map_or_else(|| slug(&title), |id| id.value),
                title,
                description: description?.value,
                language: language.map_or_else(|| "vi".to_owned(), |language| language.value),
                base_url,
                theme: theme.map_or_else(|| "default".to_owned(), |theme| theme.value),
                owner: owner.map(|owner| owner.value),
                contact: contact.map(|contact| contact.value),
                service_worker: service_worker.is_none_or(|on| on.value),
                raw_html: raw_html.is_some_and(|on| on.value),
                enforce_budgets: enforce_budgets.is_some_and(|on| on.value),
                hosts,
                theme_options,
                text: source.text.clone(),
            })
        }))
    }

    /// The path part of the base URL, `/` where there is none: what absolute links begin with.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
        after_scheme.and_then(|rest| rest.find('/').map(|slash| &rest[slash..])).unwrap_or("/")
    }
}

/// A base URL with its `/` at the end; nothing where it is no http address of a folder.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |char: char| !char.is_whitespace() && !matches!(char, '"' | '<' | '>' | '?' | '#' | '\\');
    (!host.is_empty() && rest.chars().all(plain)).then(|| format!("{}/", url.trim_end_matches('/')))
}
