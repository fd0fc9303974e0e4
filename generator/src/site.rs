//! A site as it was read: all that later stages need, and nothing that they decide.

use crate::diagnostic::{Findings, Place, Problem};
use crate::disk::{Files, Found, Root};
use crate::error::Failure;
use crate::markdown::{self, Body, Links, Rules};
use crate::source::{Config, KnownPages, Library, Page, normal_base_url, read_library};
use crate::theme::{Assets, BuiltIn, Theme};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use wasm_check::date::Date;

/// What a command was asked for.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// The folder of the site.
    pub root: PathBuf,
    /// The theme that is built into the command.
    pub built_in: BuiltIn,
    /// The day that counts as today.
    pub today: Date,
    /// Takes the place of the one in `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are pages.
    pub drafts: bool,
    /// Links that name `index.html`, and no service worker: for a USB stick.
    pub portable: bool,
    /// Served to an author, who must see every edit: the service worker keeps nothing.
    pub live: bool,
    /// Every file of text once more, compressed.
    pub precompress: bool,
}

impl Options {
    /// To read a site and build nothing of it.
    pub fn to_read(root: PathBuf, built_in: BuiltIn, today: Date) -> Self {
        Self { root, built_in, today, base_url: None, drafts: false, portable: false, live: false, precompress: false }
    }
}

/// A site and how it is to be built.
#[derive(Debug)]
pub struct Site {
    /// `site.toml`
    pub config: Config,
    /// `content/`
    pub library: Library,
    /// Templates and UI strings.
    pub theme: Theme,
    /// Style, scripts and pictures, by their hashed names.
    pub assets: Assets,
    /// Files of `static/`, by their path in the site.
    pub statics: BTreeSet<String>,
    /// The same, to be read.
    pub static_files: Arc<Files>,
    /// The day that counts as today.
    pub today: Date,
    /// Links that name `index.html`, and no service worker.
    pub portable: bool,
    /// Every file of text once more, compressed.
    pub precompress: bool,
}

impl Site {
    /// Renders the body of a page, with the words of its language; its links may stay in another.
    pub fn body(&self, page: &Page, links: &Links<'_>, findings: &mut Findings) -> Body {
        let language = page.language.as_deref();
        let rules = Rules {
            words: self.theme.words(language),
            raw_html: self.config.raw_html,
            is_vietnamese: language.unwrap_or(&self.config.language).starts_with("vi"),
        };
        markdown::render(page, links, &rules, findings)
    }

    /// Reads a site. Fails only where there is nothing to go on with; other mistakes are findings.
    ///
    /// What an earlier reading left is taken where it is still true.
    pub fn read(
        options: &Options,
        known: Option<&mut dyn KnownPages>,
        findings: &mut Findings,
    ) -> Result<Self, Failure> {
        let base_url = match &options.base_url {
            Some(given) => {
                let value = given.clone();
                Some(normal_base_url(given).ok_or(Failure::Usage { option: "--base-url", value })?)
            }
            None => None,
        };
        let root = Root::open(&options.root)?;
        let config = Config::read(&root, findings)?;
        // Somewhere else every file would be wrong.
        if findings.has(|problem| matches!(problem, Problem::NoSite { .. })) {
            return Err(std::mem::take(findings).into());
        }
        let library = read_library(
            &root,
            config.as_ref().map_or(&[], |config| &config.languages),
            options.drafts,
            known,
            findings,
        )?;
        let Some(mut config) = config else { return Err(std::mem::take(findings).into()) };
        config.base_url = base_url.or(config.base_url);
        config.service_worker &= !options.live;
        if config.base_url.is_none() && !options.portable {
            findings.add(Place::start_of("site.toml"), Problem::NoBaseUrl);
        }
        let static_files = match root.statics(findings)? {
            Found::Folder(part) => Files::of(part, findings)?,
            Found::Nothing | Found::Refused => Files::default(),
        };
        let statics: BTreeSet<String> = static_files.paths().map(str::to_owned).collect();
        let Some(theme) = Theme::open(&root, options.built_in, &config, &statics, findings)? else {
            return Err(std::mem::take(findings).into());
        };
        Ok(Self {
            assets: Assets::new(&theme),
            statics,
            config,
            library,
            theme,
            static_files: Arc::new(static_files),
            today: options.today,
            portable: options.portable,
            precompress: options.precompress,
        })
    }
}
