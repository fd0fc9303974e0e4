//! `hoctap export`

use super::say::{print, print_bytes};
use crate::cli::{Export, ExportFormat, today_or};
use crate::default_theme::DEFAULT_THEME;
use generator::commands::export::{document_of, package_of};
use generator::diagnostic::{Findings, Place};
use generator::disk::{write_new, write_over};
use generator::error::Failure;
use generator::packages::Format;
use generator::site::Options;
use generator::tables::{csv, xlsx};
use std::io;
use std::path::{Path, PathBuf};

/// Writes one version of a set or a course into a file, or to stdout. A file that is there is somebody's work.
pub(crate) fn run(args: &Export, root: PathBuf) -> Result<(), Failure> {
    let options = Options { base_url: args.base_url.clone(), ..Options::to_read(root, DEFAULT_THEME, today_or(None)) };
    let (bytes, out) = match package(args.format) {
        Some(format) => {
            // Its pictures are those that lie there, not the sizes of a page.
            let (bytes, name) = package_of(&Options { live: true, ..options }, &args.name, format)?;
            (bytes, args.out.clone().unwrap_or_else(|| PathBuf::from(name)))
        }
        None => table(args, &Options { drafts: true, ..options })?,
    };
    if out == Path::new("-") {
        if !args.format.is_text() {
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

/// The form of a package; nothing where a table is asked for.
fn package(format: ExportFormat) -> Option<Format> {
    match format {
        ExportFormat::Xlsx | ExportFormat::Json | ExportFormat::Csv => None,
        ExportFormat::Gift => Some(Format::Gift),
        ExportFormat::Epub => Some(Format::Epub),
        ExportFormat::Scorm => Some(Format::Scorm),
    }
}

/// A set as a table, and the file for it.
fn table(args: &Export, options: &Options) -> Result<(Vec<u8>, PathBuf), Failure> {
    let set = document_of(options, &args.name, &mut Findings::default())?;
    let (bytes, ending) = match args.format {
        ExportFormat::Json => (Ok(set.to_json()), "json"),
        ExportFormat::Csv => (Ok(csv(&set)), "csv"),
        _ => (xlsx(&set), "xlsx"),
    };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", set.set)));
    let bytes = bytes.map_err(|why| why.into_failure(Place::start_of("content/criteria"), &out))?;
    Ok((bytes, out))
}
