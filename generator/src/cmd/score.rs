//! `hoctap score`

use super::read_given;
use super::say::print;
use crate::cli::{Score, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::score::{Request, score_sheets};
use generator::diagnostic::Findings;
use generator::error::Failure;
use generator::site::Options;
use generator::source::Source;
use std::path::PathBuf;

/// Scores every sheet, or prints nothing but findings.
pub(crate) fn run(args: &Score, root: PathBuf) -> Result<(), Failure> {
    let bytes = read_given(&args.answers)?;
    let mut findings = Findings::default();
    let name = args.answers.to_string_lossy();
    let Some(answers) = Source::from_bytes(&name, bytes, &mut findings) else { return Err(findings.into()) };
    let options = Options::to_read(root, DEFAULT_THEME, today_or(args.today));
    let request =
        Request { set: &args.set, answers: &answers, group: args.group.as_deref(), area: args.area.as_deref() };
    print(&score_sheets(&options, &request)?)
}
