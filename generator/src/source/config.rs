//! `site.toml`: what belongs to the whole site.

use super::help::Help;
use super::host::HostFile;
use super::language::Language;
use super::page::months;
use super::permalink::Permalink;
use super::setting::Setting;
use super::table::{Document, Located, is_id};
use super::taxonomy::{Taxonomy, TermIndex, find};
use super::text::Source;
use crate::diagnostic::{Expected, Findings, Problem};
use crate::disk::{Root, short_hash};
use crate::error::Failure;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use wasm_check::vietnamese::slug;

/// The configuration of a site.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// One sentence, for search engines and shared links.
    pub description: String,
    /// BCP 47 tag of the main language.
    pub language: String,
    /// The languages that it has besides.
    pub languages: Vec<Language>,
    /// Where the site will live, with a `/` at the end.
    pub base_url: Option<String>,
    /// A folder below `themes/`, or `default`.
    pub theme: String,
    /// Who answers for the site.
    pub owner: Option<String>,
    /// Under which licence its texts stand: an SPDX id, or words of its own.
    pub license: Option<String>,
    /// How to report a mistake.
    pub contact: Option<String>,
    /// Where a report of a mistake goes: an `https`, `http`, `mailto` or `tel` address.
    pub report_to: Option<String>,
    /// Who helps a reader.
    pub help: Help,
    /// After how many months a page wants to be looked at again, unless it says itself.
    pub review_months: Option<u32>,
    /// How many pages a list shows at once.
    pub page_size: NonZeroUsize,
    /// How pages are sorted besides folders.
    pub taxonomies: Vec<Taxonomy>,
    /// Prefix of all that the site keeps on a device, so that two sites under one origin stay apart.
    pub id: String,
    /// Whether the site keeps itself on the device (`/sw.js`); `false` withdraws a worker that is already out there.
    pub service_worker: bool,
    /// Whether the site has a search page.
    pub search: bool,
    /// Whether HTML in a text is HTML; else it is shown as text.
    pub raw_html: bool,
    /// Whether a size over its budget stops the build.
    pub enforce_budgets: bool,
    /// Files of `static/` that may act, by their path in it.
    pub allow_active: Vec<Located<String>>,
    /// Addresses of pages that are given up: nobody is told any more that they are gone.
    pub gone: Vec<String>,
    /// The hosts that read files of their own.
    pub hosts: BTreeSet<HostFile>,
    /// What the site sets of its theme: the theme knows the keys.
    pub theme_options: Vec<Setting>,
    /// The whole file.
    pub text: String,
}

const PATH: &str = "site.toml";

/// What a list shows at once: three or four screens of a phone.
const PAGE_SIZE: NonZeroUsize = NonZeroUsize::new(20).expect("it is not zero");

/// How reports may travel.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

impl Config {
    /// Reads `site.toml`; nothing where it has errors.
    pub fn read(root: &Root, findings: &mut Findings) -> Result<Option<Self>, Failure> {
        let Some(bytes) = root.file(PATH, findings)? else { return Ok(None) };
        let Some(source) = Source::of_site(PATH, bytes, findings) else { return Ok(None) };
        let range = 0..source.text.len();
        Ok(Document::read(&source, range, findings, |table| {
            let title = table.required::<String>("title");
            let description = table.required::<String>("description");
            let language = table.optional::<String>("language");
            let main = language.map_or_else(|| "vi".to_owned(), |language| language.value);
            let languages = Language::read_all(&table, &main);
            let base_url = table.optional::<String>("base_url");
            let theme = table.optional::<String>("theme");
            let owner = table.optional::<String>("owner");
            let license = table.optional::<String>("license");
            let contact = table.optional::<String>("contact");
            let report_to = table.optional::<String>("report_to");
            let help = table.table("help").map(Help::read).unwrap_or_default();
            let review_months = months(&table, "review_months");
            let page_size = table.optional::<u32>("page_size");
            let taxonomies = Taxonomy::read_all(&table);
            let id = table.optional::<String>("id");
            let service_worker = table.optional::<bool>("service_worker");
            let search = table.optional::<bool>("search");
            let raw_html = table.optional::<bool>("raw_html");
            let enforce_budgets = table.optional::<bool>("enforce_budgets");
            let allow_active = table.optional::<Vec<Located<String>>>("allow_active");
            let gone = table.optional::<Vec<Located<String>>>("gone").map_or_else(Vec::new, |gone| gone.value);
            for address in gone.iter().filter(|address| Permalink::from_address(&address.value).is_none()) {
                table.report(address.at, Problem::BadGone { address: address.value.clone() });
            }
            let hosts = HostFile::read_all(&table);
            let theme_options = table.table("theme_options").map(|table| Setting::all(&table)).unwrap_or_default();
            let named = title.as_ref().filter(|_| !table.has("id")).map(|title| (title.at, slug(&title.value)));
            match &named {
                Some((at, id)) if id.is_empty() => table.report(*at, Problem::NeedsId { id: made_of(title.as_ref()) }),
                Some((at, id)) => table.report(*at, Problem::NoId { id: id.clone() }),
                None => {}
            }
            if let Some(id) = id.as_ref().filter(|id| !is_id(&id.value)) {
                table.report(id.at, Problem::BadId { id: id.value.clone() });
            }
            let base_url = base_url.and_then(|given| {
                let normal = normal_base_url(&given.value);
                if normal.is_none() {
                    let right = as_web_address(&given.value).unwrap_or_else(|| "https://ten-trang.vn/".to_owned());
                    let (key, value) = ("base_url".to_owned(), given.value);
                    table.report(given.at, Problem::WrittenOtherwise { key, value, right });
                }
                normal
            });
            if let Some(report_to) = report_to.as_ref().filter(|to| !may_be_reported_to(&to.value)) {
                let (key, value) = ("report_to".to_owned(), report_to.value.clone());
                let right = where_to_report(&value);
                table.report(report_to.at, Problem::WrittenOtherwise { key, value, right });
            }
            if let Some(zero) = page_size.as_ref().filter(|number| number.value == 0) {
                table.report(zero.at, Problem::WrongType { key: "page_size".to_owned(), expected: Expected::Positive });
            }
            table.finish();
            let title = title?.value;
            Some(Self {
                id: id.map(|id| id.value).or(named.map(|(_, id)| id)).unwrap_or_default(),
                title,
                description: description?.value,
                languages,
                language: main,
                base_url,
                theme: theme.map_or_else(|| "default".to_owned(), |theme| theme.value),
                owner: owner.map(|owner| owner.value),
                license: license.map(|license| license.value),
                contact: contact.map(|contact| contact.value),
                report_to: report_to.map(|to| to.value),
                help,
                review_months,
                page_size: page_size
                    .and_then(|size| NonZeroUsize::new(usize::try_from(size.value).ok()?))
                    .unwrap_or(PAGE_SIZE),
                taxonomies,
                service_worker: service_worker.is_none_or(|on| on.value),
                search: search.is_none_or(|on| on.value),
                raw_html: raw_html.is_some_and(|on| on.value),
                enforce_budgets: enforce_budgets.is_some_and(|on| on.value),
                allow_active: allow_active.map(|names| names.value).unwrap_or_default(),
                gone: gone.into_iter().map(|gone| gone.value).collect(),
                hosts,
                theme_options,
                text: source.text.clone(),
            })
        }))
    }

    /// The declared term that a tag names.
    pub fn term(&self, tag: &str) -> Option<TermIndex> {
        find(&self.taxonomies, tag)
    }

    /// The path part of the base URL, `/` where there is none: what absolute links begin with.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
        after_scheme.and_then(|rest| rest.find('/').map(|slash| &rest[slash..])).unwrap_or("/")
    }
}

/// An id for a site whose title gives none: another title, another id.
fn made_of(title: Option<&Located<String>>) -> String {
    format!("trang-{}", short_hash(title.map_or("", |title| &title.value).as_bytes()))
}

/// A base URL with its `/` at the end; nothing where it is no http address of a folder.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    // What no address holds unwritten by percents.
    let plain = |char: char| {
        !char.is_whitespace()
            && !char.is_control()
            && !matches!(char, '"' | '<' | '>' | '?' | '#' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    (!host.is_empty() && rest.chars().all(plain)).then(|| format!("{}/", url.trim_end_matches('/')))
}

/// An address of the web out of what people type for one: `hoctap.vn`, `http//hoctap.vn`.
fn as_web_address(typed: &str) -> Option<String> {
    let small = typed.trim().to_ascii_lowercase();
    let rest = ["https", "http"].iter().find_map(|scheme| small.strip_prefix(scheme)).unwrap_or(&small);
    let rest = rest.trim_matches(['/', ':', '\\', ' ']);
    let is_host = rest.contains('.') && !rest.contains([' ', '@', '"']);
    is_host.then(|| format!("https://{rest}/")).filter(|address| normal_base_url(address).is_some())
}

/// Where to report, out of a mail address, a number or an address of the web.
fn where_to_report(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() > 7 && !typed.contains(char::is_alphabetic);
    match typed.split_whitespace().find(|word| word.contains('@')) {
        Some(mail) => format!("mailto:{}", mail.trim_start_matches("mailto").trim_start_matches(':')),
        None if is_number => format!("tel:{digits}"),
        None => as_web_address(typed).unwrap_or_else(|| "mailto:ten@vidu.vn".to_owned()),
    }
}

/// Whether an address is one that a reader's device can open, with nothing in it that ends an attribute.
fn may_be_reported_to(address: &str) -> bool {
    let plain = |char: char| !char.is_whitespace() && !char.is_control() && !matches!(char, '"' | '<' | '>' | '\\');
    SCHEMES.iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
        && address.chars().all(plain)
}
