//! `hoctap tally`

use super::named_files::expanded;
use super::read_given;
use super::say::{print, tell};
use crate::cli::{Tally, TallyFormat, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::tally::{MergeRequest, Request, merge_tallies, tally_sheets};
use generator::diagnostic::{Findings, Lang};
use generator::error::Failure;
use generator::site::Options;
use generator::source::Source;
use std::path::{Path, PathBuf};

/// Adds up every sheet that can be read and says what was left out; with status 1 where a sheet has a mistake.
pub(crate) fn run(args: &Tally, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let mut findings = Findings::default();
    let mut source = |path: &Path| -> Result<Option<Source>, Failure> {
        Ok(Source::from_handed_in(&path.to_string_lossy(), read_given(path)?, &mut findings))
    };
    let mut files = Vec::new();
    for path in expanded(if args.merge.is_empty() { &args.files } else { &args.merge })? {
        files.extend(source(&path)?);
    }
    let names = args.names.as_deref().map(&mut source).transpose()?.flatten();
    if findings.has_errors() {
        return Err(findings.into());
    }
    let options = Options::to_read(root, DEFAULT_THEME, today_or(args.today));
    let (set, place, year) = (args.set.as_deref(), args.place.as_deref(), args.year);
    let as_table = args.format == TallyFormat::Csv;
    let (text, left_out) = if args.merge.is_empty() {
        let (set, names) = (set.unwrap_or_default(), names.as_ref());
        let request = Request { set, files: &files, registered: &args.registered, names, year, place, as_table };
        tally_sheets(&options, &request)?
    } else {
        merge_tallies(&options, &MergeRequest { set, files: &files, year, place, as_table })?
    };
    print(&text)?;
    if left_out.has_errors() {
        return Err(left_out.into());
    }
    tell(&left_out.to_text(lang))
}
