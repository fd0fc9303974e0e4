//! What commands say beside findings: how far they are, what came of them, and why they stopped.

use super::{Lang, en, vi};
use std::io;
use std::path::Path;
use wasm_check::vietnamese::slug;

/// How far a build has come, for somebody who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Files are being read.
    Reading,
    /// Markdown and links.
    Checking,
    /// So many files are made.
    Making {
        /// Until now.
        done: usize,
        /// In all.
        of: usize,
    },
    /// The new folder takes the place of the old one.
    SwappingIn,
}

/// What a command says of its work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said<'a> {
    /// How far a build has come.
    Step(Step),
    /// A site was built.
    Built {
        /// How many files it has.
        files: usize,
        /// Where it lies.
        folder: &'a str,
        /// How long it took, where somebody waited.
        seconds: Option<f64>,
    },
    /// How it differs from the one that was there, in files.
    Differs {
        /// That were not there.
        new: usize,
        /// With other bytes.
        changed: usize,
        /// That are no longer there.
        gone: usize,
        /// With the same bytes.
        same: usize,
    },
    /// Drafts that are not published.
    Drafts {
        /// How many.
        number: usize,
        /// Their files, or the first of them.
        names: &'a str,
    },
    /// A check found no error.
    NoErrors,
    /// A table was typed from paper by somebody: nothing in it is verified until a person compares it.
    NotVerified,
    /// A set was imported, and how far it is verified was taken over.
    AsVerifiedBefore,
}

impl Said<'_> {
    /// For a person; ends with a line break, but for what is shown while somebody waits.
    pub fn to_text(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => vi::command::said(self),
            Lang::En => en::command::said(self),
        }
    }
}

/// Why a command stopped, where no finding says it.
#[derive(Debug, Clone, Copy)]
pub enum Stop<'a> {
    /// A file or folder could not be used.
    Io(&'a Path, &'a io::Error),
    /// The machine gives no threads.
    Machine(&'a io::Error),
    /// stdout or stderr took no more.
    Output(&'a io::Error),
    /// A file is there, and is not replaced unasked.
    Kept(&'a Path),
    /// A link, a folder or a device stands where a file was to be written.
    NoPlainFile(&'a Path),
    /// An option's value cannot be used.
    Usage(&'static str, &'a str),
}

impl Stop<'_> {
    /// What is wrong, and what to do where something can be done.
    pub fn to_text(&self, lang: Lang) -> String {
        let (message, hint) = match lang {
            Lang::Vi => vi::command::stop(self),
            Lang::En => en::command::stop(self),
        };
        let (error, to_do) = match lang {
            Lang::Vi => ("lỗi", "gợi ý"),
            Lang::En => ("error", "hint"),
        };
        let hint = hint.map(|hint| format!("  {to_do}: {hint}\n")).unwrap_or_default();
        format!("{error}: {message}\n{hint}")
    }
}

/// The id that was most likely meant, where an option takes one.
pub(super) fn id_meant(option: &str, value: &str) -> Option<String> {
    Some(slug(value)).filter(|id| ["COURSE", "ID", "--set"].contains(&option) && !id.is_empty())
}

/// A command line that cannot be understood. In English the parser of the command line says it itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages in `vi` say what each field is")]
pub enum Misuse {
    UnknownArgument(String),
    UnknownCommand(String),
    NoCommand,
    Missing(String),
    NoValue(String),
    NotOneOf { argument: String, value: String, known: String },
    NoDate { argument: String, value: String },
    BadValue { argument: String, value: String },
    Twice(String),
    NotTogether(String, String),
    TooMany { argument: String, value: String },
    NotUtf8,
    Other,
}

impl Misuse {
    /// What is wrong, and how to go on; `similar` is what was most likely meant.
    pub fn to_vietnamese(&self, similar: Option<&str>) -> String {
        vi::command::misuse(self, similar)
    }
}

/// What the help says in Vietnamese of a command (`build`), of what it takes (`build --out`, `export SET`) or of a value
/// (`check --format text`); in English the doc comments of the command line say it.
pub fn help_in_vietnamese(of: &str) -> Option<&'static str> {
    vi::help::help(of)
}

pub use vi::help::WORDS as HELP_WORDS;
