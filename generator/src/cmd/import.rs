//! `hoctap import`

use super::say::{print, tell};
use crate::cli::Import;
use generator::commands::new::new_set;
use generator::criteria::document::Verified;
use generator::diagnostic::{Findings, Lang, Mistake, Place, Problem, Said, TableProblem};
use generator::error::Failure;
use generator::source::is_id;
use generator::tables::{Wanted, read, read_file};
use std::path::Path;

/// Writes the set of a table, prints its files, and what could not be placed; with errors it writes nothing.
pub(crate) fn run(args: Import, root: &Path, lang: Lang) -> Result<(), Failure> {
    for (option, id) in [("--set", Some(&args.set)), ("--version", args.version.as_ref())] {
        if let Some(value) = id.filter(|id| !is_id(id)) {
            return Err(Failure::Usage { option, value: value.clone() });
        }
    }
    let folder = args.out.clone().unwrap_or_else(|| root.join("content/criteria").join(&args.set));
    let name = args.file.to_string_lossy();
    let wanted = Wanted { set: args.set, version: args.version, title: args.title, kind: args.kind.map(Into::into) };
    let mut findings = Findings::default();
    let Some(set) = read(&name, &read_file(&args.file)?, &wanted, &mut findings) else { return Err(findings.into()) };
    let files = new_set(&folder, &set)?;
    let section = "content/criteria/_index.md";
    if args.out.is_none() && !root.join(section).exists() {
        let problem = TableProblem { spot: None, mistake: Mistake::NoSection };
        findings.add(Place::start_of(section), Problem::Table(problem));
    }
    tell(&findings.to_text(lang))?;
    for file in files {
        print(&format!("{}\n", super::shown(&file)))?;
    }
    let said = if set.verified == Verified::None { Said::NotVerified } else { Said::AsVerifiedBefore };
    print(&said.to_text(lang))
}
