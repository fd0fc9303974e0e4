//! `hoctap export`

use crate::cli::{Export, TableFormat, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::export::document_of;
use generator::diagnostic::Findings;
use generator::disk::at;
use generator::error::Failure;
use generator::site::Options;
use generator::tables::{csv, xlsx};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes one version of a set into a file, or to stdout.
pub(crate) fn run(args: &Export, root: PathBuf) -> Result<(), Failure> {
    let options = Options { drafts: true, ..Options::to_read(root, DEFAULT_THEME, today_or(None)) };
    let set = document_of(&options, &args.set, &mut Findings::default())?;
    let (bytes, ending) = match args.format {
        TableFormat::Xlsx => (xlsx(&set).map_err(|error| io::Error::other(error.to_string())), "xlsx"),
        TableFormat::Json => (Ok(set.to_json()), "json"),
        TableFormat::Csv => (Ok(csv(&set)), "csv"),
    };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", set.set)));
    let bytes = bytes.map_err(at(&out))?;
    if out == Path::new("-") {
        if args.format == TableFormat::Xlsx {
            return Err(Failure::Usage { option: "--out", value: "-".to_owned() });
        }
        // Whoever stops reading early is no error.
        let _ = io::stdout().write_all(&bytes);
        return Ok(());
    }
    std::fs::write(&out, bytes).map_err(at(&out))?;
    super::print(&format!("{}\n", super::shown(&out)));
    Ok(())
}
