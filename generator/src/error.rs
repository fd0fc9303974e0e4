//! Why a command could not do its work: findings in the site, or the world around it.

use crate::diagnostic::{Findings, Lang, OutputProblem, Stop};
use std::io;
use std::path::PathBuf;

/// What stops a command.
#[derive(Debug)]
pub enum Failure {
    /// The site has errors: exit status 1.
    Findings(Findings),
    /// A file or folder could not be used: exit status 2.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The output folder cannot be written as it is: exit status 2.
    Folder(OutputProblem),
    /// The machine gives no threads to work with: exit status 2.
    Machine(io::Error),
    /// stdout or stderr took no more: exit status 2.
    Output(io::Error),
    /// A file is there, and is not replaced unasked: exit status 2.
    Kept(PathBuf),
    /// A link, a folder or a device stands where a file was to be written: exit status 2.
    NoPlainFile(PathBuf),
    /// An option's value cannot be used: exit status 2.
    Usage {
        /// `--base-url`
        option: &'static str,
        /// What was given.
        value: String,
    },
}

impl Failure {
    /// 1 for findings, 2 for usage and I/O.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Findings(_) => 1,
            Self::Io { .. }
            | Self::Folder(_)
            | Self::Machine(_)
            | Self::Output(_)
            | Self::Kept(_)
            | Self::NoPlainFile(_)
            | Self::Usage { .. } => 2,
        }
    }

    /// What to print.
    pub fn to_text(&self, lang: Lang) -> String {
        let stop = match self {
            Self::Findings(findings) => return findings.to_text(lang),
            Self::Folder(problem) => return problem.to_text(lang),
            Self::Io { path, error } => Stop::Io(path, error),
            Self::Machine(error) => Stop::Machine(error),
            Self::Output(error) => Stop::Output(error),
            Self::Kept(path) => Stop::Kept(path),
            Self::NoPlainFile(path) => Stop::NoPlainFile(path),
            Self::Usage { option, value } => Stop::Usage(option, value),
        };
        stop.to_text(lang)
    }
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}
