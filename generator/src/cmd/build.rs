//! `hoctap build`

use super::progress::Progress;
use super::say::{drafts, print, tell};
use crate::cli::Build;
use generator::commands::build;
use generator::diagnostic::{Lang, Said};
use generator::disk::{Change, Changes};
use generator::error::Failure;
use generator::site::Options;
use std::path::PathBuf;

/// Builds the site and prints its sizes.
pub(crate) fn run(args: Build, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let out = args.out.unwrap_or_else(|| root.join("public"));
    let options = Options { precompress: args.precompress, ..args.site.options(root) };
    let progress = Progress::new(lang);
    let report = build::build(&options, &out, &|step| progress.show(step));
    let seconds = progress.end();
    let report = report?;
    let seconds = seconds?;
    tell(&report.findings.to_text(lang))?;
    // How long it took only on a terminal: what a program reads is the same every time.
    let built = Said::Built { files: report.files, folder: &super::shown(&out), seconds };
    print(&built.to_text(lang))?;
    print(&report.sizes.to_text(lang))?;
    print(&differences(&report.changes, lang))?;
    print(&drafts(&report, lang))
}

/// What differs from the site that was there; nothing where there was none.
fn differences(found: &Changes, lang: Lang) -> String {
    if !found.had_earlier {
        return String::new();
    }
    let [new, changed, gone] = [Change::New, Change::Changed, Change::Gone].map(|kind| found.count(kind));
    Said::Differs { new, changed, gone, same: found.unchanged }.to_text(lang)
}
