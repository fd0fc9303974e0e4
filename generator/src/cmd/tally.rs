//! `hoctap tally`

use super::named_files::expanded;
use super::read_given;
use super::say::{print, tell};
use crate::cli::{Tally, TallyFormat, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::tally::{Request, tally_sheets};
use generator::diagnostic::{Findings, Lang};
use generator::error::Failure;
use generator::site::Options;
use generator::source::Source;
use std::path::{Path, PathBuf};

/// Adds up every sheet that can be read and says what was left out; with status 1 where a sheet has a mistake.
pub(crate) fn run(args: &Tally, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let mut findings = Findings::default();
    let mut source = |path: &Path| -> Result<Option<Source>, Failure> {
        Ok(Source::from_bytes(&path.to_string_lossy(), read_given(path)?, &mut findings))
    };
    let mut files = Vec::new();
    for path in expanded(&args.files)? {
        files.extend(source(&path)?);
    }
    let names = args.names.as_deref().map(&mut source).transpose()?.flatten();
    if findings.has_errors() {
        return Err(findings.into());
    }
    let options = Options::to_read(root, DEFAULT_THEME, today_or(args.today));
    let request = Request {
        set: &args.set,
        files: &files,
        registered: &args.registered,
        names: names.as_ref(),
        year: args.year,
        as_table: args.format == TallyFormat::Csv,
    };
    let (text, left_out) = tally_sheets(&options, &request)?;
    print(&text)?;
    if left_out.has_errors() {
        return Err(left_out.into());
    }
    tell(&left_out.to_text(lang))
}
