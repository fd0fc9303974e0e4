//! Why a command could not do its work: findings in the site, or the world around it.

use crate::diagnostic::{Findings, Lang, OutputProblem, printable, words};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use wasm_check::vietnamese::slug;

/// What stops a command.
#[derive(Debug)]
pub enum Failure {
    /// The site has errors: exit status 1.
    Findings(Findings),
    /// A file or folder could not be used: exit status 2.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The output folder cannot be written as it is: exit status 2.
    Folder(OutputProblem),
    /// The machine gives no threads to work with: exit status 2.
    Machine(io::Error),
    /// stdout or stderr took no more: exit status 2.
    Output(io::Error),
    /// A file is there, and is not replaced unasked: exit status 2.
    Kept(PathBuf),
    /// A link, a folder or a device stands where a file was to be written: exit status 2.
    NoPlainFile(PathBuf),
    /// An option's value cannot be used: exit status 2.
    Usage {
        /// `--base-url`
        option: &'static str,
        /// What was given.
        value: String,
    },
}

impl Failure {
    /// 1 for findings, 2 for usage and I/O.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Findings(_) => 1,
            Self::Io { .. }
            | Self::Folder(_)
            | Self::Machine(_)
            | Self::Output(_)
            | Self::Kept(_)
            | Self::NoPlainFile(_)
            | Self::Usage { .. } => 2,
        }
    }

    /// What to print.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let _infallible = match (self, lang) {
            (Self::Findings(findings), _) => return findings.to_text(lang),
            (Self::Io { path, error }, Lang::Vi) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "lỗi: không dùng được {}: {why}\n  gợi ý: {hint}", shown(path))
            }
            (Self::Io { path, error }, Lang::En) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "error: cannot use {}: {why}\n  hint: {hint}", shown(path))
            }
            (Self::Machine(error), Lang::Vi) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "lỗi: chưa làm được: {why}\n  gợi ý: {hint}")
            }
            (Self::Machine(error), Lang::En) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "error: nothing was done: {why}\n  hint: {hint}")
            }
            (Self::Output(error), Lang::Vi) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "lỗi: kết quả không in ra được trọn vẹn: {why}\n  gợi ý: {hint}")
            }
            (Self::Output(error), Lang::En) => {
                let (why, hint) = words(error, lang);
                writeln!(out, "error: the result could not be printed whole: {why}\n  hint: {hint}")
            }
            (Self::Kept(path), Lang::Vi) => writeln!(
                out,
                "lỗi: {} đã có, nên không ghi đè\n  gợi ý: chọn tên khác bằng --out, hoặc thêm --force để thay tệp ấy",
                shown(path)
            ),
            (Self::Kept(path), Lang::En) => writeln!(
                out,
                "error: {} is there already, and is left as it is\n  hint: choose another name with --out, or add --force to replace it",
                shown(path)
            ),
            (Self::NoPlainFile(path), Lang::Vi) => writeln!(
                out,
                "lỗi: {} là liên kết, thư mục hoặc thiết bị, không phải một tệp thường, nên không ghi vào đó\n  gợi ý: chọn tên khác bằng --out; --out - là in ra",
                shown(path)
            ),
            (Self::NoPlainFile(path), Lang::En) => writeln!(
                out,
                "error: {} is a link, a folder or a device, not a plain file, and is not written to\n  hint: choose another name with --out; --out - prints",
                shown(path)
            ),
            (Self::Folder(problem), _) => out.write_str(&problem.to_text(lang)),
            (Self::Usage { option, value }, Lang::Vi) => {
                let hint = match (*option, slug(value)) {
                    ("COURSE" | "ID" | "--set", right) if !right.is_empty() => {
                        format!("\n  gợi ý: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối: có phải {right}?")
                    }
                    _ => String::new(),
                };
                writeln!(out, "lỗi: {option} không thể là “{}”{hint}", printable(value))
            }
            (Self::Usage { option, value }, Lang::En) => {
                let hint = match (*option, slug(value)) {
                    ("COURSE" | "ID" | "--set", right) if !right.is_empty() => {
                        format!(
                            "\n  hint: an id has small letters without marks, digits and hyphens: did you mean {right}?"
                        )
                    }
                    _ => String::new(),
                };
                writeln!(out, "error: {option} cannot be “{}”{hint}", printable(value))
            }
        };
        out
    }
}

/// A path as a terminal may have it.
fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy()).into_owned()
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}
