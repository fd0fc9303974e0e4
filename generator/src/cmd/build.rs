//! `hoctap build`

use super::progress::Progress;
use super::say::{drafts, print, tell};
use crate::cli::Build;
use generator::commands::build;
use generator::diagnostic::Lang;
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
    let (files, folder) = (report.files, super::shown(&out));
    // Only on a terminal: what a program reads is the same every time.
    let time = match (seconds, lang) {
        (None, _) => String::new(),
        (Some(seconds), Lang::Vi) => format!(" trong {} giây", format!("{seconds:.1}").replace('.', ",")),
        (Some(seconds), Lang::En) => format!(" in {seconds:.1} s"),
    };
    print(&match lang {
        Lang::Vi => {
            format!("Đã dựng {files} tệp vào {folder}{time}\nDung lượng (nén gzip -9, trừ chỗ ghi không nén):\n")
        }
        Lang::En => format!("Built {files} files into {folder}{time}\nSizes (gzip -9 unless said):\n"),
    })?;
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
    let same = found.unchanged;
    match lang {
        Lang::Vi => format!("So với lần dựng trước: mới {new}, đổi {changed}, bỏ {gone}, giữ nguyên {same} tệp\n"),
        Lang::En => {
            format!("Since the last build: {new} new, {changed} changed, {gone} gone, {same} unchanged files\n")
        }
    }
}
