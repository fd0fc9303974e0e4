//! Why a command could not do its work: findings in the site, or the world around it.

use crate::diagnostic::{Findings, Lang, printable};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

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
    /// The output folder holds something that hoctap did not make: exit status 2.
    ForeignFolder(PathBuf),
    /// Another run is writing into the same output folder: exit status 2.
    Busy(PathBuf),
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
            Self::Io { .. } | Self::ForeignFolder(_) | Self::Busy(_) | Self::Usage { .. } => 2,
        }
    }

    /// What to print.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let _infallible = match (self, lang) {
            (Self::Findings(findings), _) => return findings.to_text(lang),
            (Self::Io { path, error }, Lang::Vi) => match reason_vi(error) {
                Some((why, hint)) => writeln!(out, "lỗi: không dùng được {}: {why}\n  gợi ý: {hint}", shown(path)),
                None => writeln!(out, "lỗi: không dùng được {}: {error}", shown(path)),
            },
            (Self::Io { path, error }, Lang::En) => writeln!(out, "error: cannot use {}: {error}", shown(path)),
            (Self::Busy(path), Lang::Vi) => writeln!(
                out,
                "lỗi: một lệnh hoctap khác đang dựng vào {}\n  gợi ý: đợi lệnh ấy xong, hoặc chọn thư mục khác bằng --out",
                shown(path)
            ),
            (Self::Busy(path), Lang::En) => writeln!(
                out,
                "error: another hoctap is building into {}\n  hint: wait for it, or choose another folder with --out",
                shown(path)
            ),
            (Self::ForeignFolder(path), Lang::Vi) => writeln!(
                out,
                "lỗi: thư mục {} có tệp không do hoctap tạo ra, nên không ghi đè\n  gợi ý: chọn thư mục khác bằng --out, hoặc tự tay dọn thư mục này",
                shown(path)
            ),
            (Self::ForeignFolder(path), Lang::En) => writeln!(
                out,
                "error: {} holds files that hoctap did not make, and is left alone\n  hint: choose another folder with --out, or empty this one yourself",
                shown(path)
            ),
            (Self::Usage { option, value }, Lang::Vi) => {
                writeln!(out, "lỗi: {option} không thể là “{}”", printable(value))
            }
            (Self::Usage { option, value }, Lang::En) => {
                writeln!(out, "error: {option} cannot be “{}”", printable(value))
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

/// The system speaks English; what befalls an author most is said in Vietnamese, with what to do.
fn reason_vi(error: &io::Error) -> Option<(&'static str, &'static str)> {
    use io::ErrorKind::{
        AddrInUse, AlreadyExists, FileTooLarge, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull,
    };
    Some(match error.kind() {
        NotFound => ("không có tệp hoặc thư mục này", "xem lại đường dẫn; nếu tệp vừa bị xóa hay đổi tên thì chạy lại"),
        PermissionDenied => ("không có quyền đọc hoặc ghi", "đổi quyền của tệp hay thư mục ấy, hoặc chọn chỗ khác"),
        StorageFull | QuotaExceeded => ("đĩa đã đầy", "dọn bớt rồi chạy lại; trang đã dựng lần trước vẫn còn nguyên"),
        FileTooLarge => {
            ("tệp lớn quá mức máy cho phép", "tăng mức ấy rồi chạy lại; trang đã dựng lần trước vẫn còn nguyên")
        }
        ReadOnlyFilesystem => ("ổ đĩa này chỉ cho đọc", "chọn thư mục ở ổ đĩa khác bằng --out"),
        AlreadyExists => ("chỗ này đã có tệp", "chọn tên khác, hoặc tự xóa tệp ấy"),
        AddrInUse => (
            "cổng này đang có chương trình khác dùng",
            "chọn cổng khác bằng --port; --port 0 là cổng nào trống cũng được",
        ),
        _ => return None,
    })
}
