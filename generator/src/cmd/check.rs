//! `hoctap check`

use super::say::{drafts, print, tell};
use crate::cli::{Check, Format};
use generator::check::check_external;
use generator::commands::build;
use generator::diagnostic::{Lang, Said};
use generator::error::Failure;
use std::path::PathBuf;

/// Applies every rule and writes nothing.
pub(crate) fn run(args: Check, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let mut result = build::check(&args.site.options(root));
    // A site with errors is mended first: its authors wait for no other host.
    if args.external
        && let Ok(report) = &mut result
    {
        check_external(&report.outside, &mut report.findings);
    }
    if args.format == Format::Json {
        let findings = match &result {
            Ok(report) => &report.findings,
            Err(Failure::Findings(findings)) => findings,
            Err(_) => return result.map(drop),
        };
        print(&format!("{}\n", findings.to_json(lang)))?;
        return match result {
            Ok(_) => Ok(()),
            // They are on stdout already.
            Err(_) => Err(Failure::Findings(generator::diagnostic::Findings::default())),
        };
    }
    let report = result?;
    tell(&report.findings.to_text(lang))?;
    print(&Said::NoErrors.to_text(lang))?;
    print(&drafts(&report, lang))
}
