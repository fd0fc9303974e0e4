//! `hoctap build`

use super::print;
use crate::cli::Build;
use generator::build;
use generator::diagnostic::Lang;
use generator::error::Failure;
use generator::site::Options;
use std::path::PathBuf;

/// Builds the site and prints its sizes.
pub(crate) fn run(args: Build, root: PathBuf, lang: Lang) -> Result<(), Failure> {
    let out = args.out.unwrap_or_else(|| root.join("public"));
    let options = Options { precompress: args.precompress, ..args.site.options(root) };
    let report = build::build(&options, &out)?;
    eprint!("{}", report.findings.to_text(lang));
    let (files, folder) = (report.files, out.display());
    print(&match lang {
        Lang::Vi => format!("Đã dựng {files} tệp vào {folder}\nDung lượng (nén gzip -9, trừ chỗ ghi không nén):\n"),
        Lang::En => format!("Built {files} files into {folder}\nSizes (gzip -9 unless said):\n"),
    });
    print(&report.sizes.to_text(lang));
    Ok(())
}
