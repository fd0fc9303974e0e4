//! `hoctap export`

use super::say::{print, print_bytes};
use crate::cli::{Export, TableFormat, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::export::document_of;
use generator::diagnostic::{Findings, Place};
use generator::disk::{write_new, write_over};
use generator::error::Failure;
use generator::site::Options;
use generator::tables::{csv, xlsx};
use std::io;
use std::path::{Path, PathBuf};

/// Writes one version of a set into a file, or to stdout. A file that is there is somebody's work.
pub(crate) fn run(args: &Export, root: PathBuf) -> Result<(), Failure> {
    let options = Options { drafts: true, ..Options::to_read(root, DEFAULT_THEME, today_or(None)) };
    let set = document_of(&options, &args.set, &mut Findings::default())?;
    let (bytes, ending) = match args.format {
        TableFormat::Xlsx => (xlsx(&set), "xlsx"),
        TableFormat::Json => (Ok(set.to_json()), "json"),
        TableFormat::Csv => (Ok(csv(&set)), "csv"),
    };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", set.set)));
    let bytes = bytes.map_err(|why| why.into_failure(Place::start_of("content/criteria"), &out))?;
    if out == Path::new("-") {
        if args.format == TableFormat::Xlsx {
            return Err(Failure::Usage { option: "--out", value: "-".to_owned() });
        }
        return print_bytes(&bytes);
    }
    if args.force {
        write_over(&out, &bytes)?;
    } else {
        write_new(&out, &bytes).map_err(|failure| match failure {
            Failure::Io { path, error } if error.kind() == io::ErrorKind::AlreadyExists => Failure::Kept(path),
            other => other,
        })?;
    }
    print(&format!("{}\n", super::shown(&out)))
}
