//! The command line: its doc comments are the help that `hoctap --help` prints, in the users' language.

use crate::default_theme::DEFAULT_THEME;
use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::criteria::document::Kind;
use generator::diagnostic::Lang;
use generator::site::Options;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use wasm_check::date::Date;

/// Từ một thư mục Markdown tới trang hướng dẫn có phần tự kiểm tra dùng không cần mạng.
#[derive(Debug, Parser)]
#[command(name = "hoctap", version, propagate_version = true, subcommand_help_heading = "Lệnh")]
#[command(help_template = "{about}\n\nCách dùng: {usage}\n\n{all-args}\n")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Thư mục của trang
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(crate) root: PathBuf,
    /// Ngôn ngữ của thông báo
    #[arg(long, global = true, value_enum, default_value_t = Language::Vi)]
    pub(crate) lang: Language,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Dựng trang ra một thư mục
    Build(Build),
    /// Kiểm tra trang, không ghi gì
    Check(Check),
    /// Xem trang trên máy này, cả bài nháp; sửa tệp là thấy ngay
    Serve(Serve),
    /// Tạo trang mới, bài viết mới, bài học mới, bộ tiêu chí mới
    New(New),
    /// Nhập một bảng tiêu chí từ Excel, Word, CSV hoặc JSON
    Import(Import),
    /// Xuất một bộ tiêu chí thành bảng tính, JSON hoặc CSV
    Export(Export),
    /// Chấm phiếu trả lời và in kết quả dạng JSON
    Score(Score),
    /// Cộng kết quả của nhiều phiếu
    Tally(Tally),
}

/// How the site is to be read.
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// Địa chỉ của trang, thay cho địa chỉ ghi trong site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Dựng cả bài nháp
    #[arg(long)]
    drafts: bool,
    /// Ngày được coi là hôm nay (mặc định: hôm nay theo giờ Việt Nam)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    today: Option<Date>,
    /// Liên kết ghi rõ index.html, để mở từ USB hoặc tệp nén
    #[arg(long)]
    portable: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Thư mục để ghi trang [mặc định: public trong thư mục của trang]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Ghi thêm bản nén .gz và .br bên cạnh mỗi tệp chữ, cho máy chủ gửi đi
    #[arg(long)]
    pub(crate) precompress: bool,
    #[command(flatten)]
    pub(crate) site: Site,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Dạng của kết quả
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Hỏi thử cả các liên kết ra ngoài trang (cần mạng, mất thời gian)
    #[arg(long)]
    pub(crate) external: bool,
    #[command(flatten)]
    pub(crate) site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Cho người đọc
    Text,
    /// Cho máy đọc
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Địa chỉ máy
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// Cổng; 0 là chọn cổng trống
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) site: Site,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    #[command(subcommand)]
    pub(crate) kind: NewKind,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewKind {
    /// Một trang mới trong một thư mục
    Site {
        /// Thư mục của trang mới
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
        /// Tên của trang
        #[arg(long, default_value = "Học tập suốt đời")]
        title: String,
    },
    /// Một bài viết nháp trong content/articles
    Article {
        /// Tên bài
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// Một bài học nháp trong một khóa ở content/training
    Lesson {
        /// Thư mục của khóa, ví dụ ky-nang-so
        #[arg(value_name = "COURSE")]
        course: String,
        /// Tên bài
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// Một bộ tiêu chí mới trong content/criteria, có sẵn chỗ để sửa
    Criteria {
        /// Mã bộ, cũng là tên thư mục, ví dụ ho-mau
        #[arg(value_name = "ID")]
        id: String,
        /// Tên bộ
        #[arg(long)]
        title: String,
        /// Bộ chấm điểm hay xét chỉ tiêu
        #[arg(long, value_enum, default_value_t = KindArg::Points)]
        kind: KindArg,
    },
}

/// How a set decides.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum KindArg {
    /// Chấm điểm
    Points,
    /// Xét từng chỉ tiêu
    Targets,
}

// The version here is that of a set.
#[derive(Debug, Args)]
#[command(disable_version_flag = true)]
pub(crate) struct Import {
    /// Tệp bảng: .xlsx, .docx, .csv, .tsv, .txt hoặc .json
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Mã bộ, ví dụ ho-mau
    #[arg(long, value_name = "ID")]
    pub(crate) set: String,
    /// Phiên bản của bộ [mặc định: phiên bản ghi trong tệp, hoặc 1]
    #[arg(long, value_name = "V")]
    pub(crate) version: Option<String>,
    /// Tên bộ [mặc định: dòng tên ở trên bảng]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Bộ chấm điểm hay xét chỉ tiêu [mặc định: theo các cột]
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// Thư mục để ghi [mặc định: content/criteria/<mã> trong thư mục của trang]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Mã bộ tiêu chí, ví dụ cdht hoặc cdht@324-2023
    #[arg(value_name = "SET")]
    pub(crate) set: String,
    /// Dạng tệp
    #[arg(long, value_enum, default_value_t = TableFormat::Xlsx)]
    pub(crate) format: TableFormat,
    /// Tệp để ghi; - là in ra [mặc định: <mã>.xlsx ở thư mục đang đứng]
    #[arg(long, value_name = "FILE|-")]
    pub(crate) out: Option<PathBuf>,
    /// Thay tệp đã có; không có tùy chọn này thì tệp đã có được giữ nguyên
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Bảng tính, nhập lại được nguyên vẹn
    Xlsx,
    /// Toàn bộ nội dung của bộ, cho máy đọc
    Json,
    /// Chỉ riêng bảng
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Mã bộ tiêu chí, ví dụ cdht hoặc cdht@324-2023
    #[arg(value_name = "SET")]
    pub(crate) set: String,
    /// Tệp phiếu (JSON, hoặc mỗi dòng một phiếu); - là đọc từ đầu vào
    #[arg(long, value_name = "FILE|-")]
    pub(crate) answers: PathBuf,
    /// Nhóm, thay cho nhóm ghi trong phiếu
    #[arg(long, value_name = "ID")]
    pub(crate) group: Option<String>,
    /// Vùng, thay cho vùng ghi trong phiếu
    #[arg(long, value_name = "ID")]
    pub(crate) area: Option<String>,
    /// Ngày được coi là hôm nay (mặc định: hôm nay theo giờ Việt Nam)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Tally {
    /// Mã bộ tiêu chí, ví dụ cdht hoặc cdht@324-2023
    #[arg(value_name = "SET")]
    pub(crate) set: String,
    /// Tệp phiếu: tệp lưu từ sổ theo dõi, phiếu JSON, hoặc mỗi dòng một phiếu hay một mã; cả thư mục, hay tên có dấu *, cũng được; - là đọc từ đầu vào
    #[arg(value_name = "FILE|-", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Số người đăng ký; của riêng một nhóm thì viết mã-nhóm=số, dùng được nhiều lần
    #[arg(long, value_name = "N|GROUP=N", conflicts_with = "names")]
    pub(crate) registered: Vec<String>,
    /// Danh sách người đăng ký, mỗi dòng một tên; sau dấu chấm phẩy là nhóm, nếu muốn
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    /// Năm cần cộng [mặc định: năm của nhiều phiếu nhất]
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(u16).range(2000..=2100))]
    pub(crate) year: Option<u16>,
    /// Dạng của kết quả
    #[arg(long, value_enum, default_value_t = TallyFormat::Json)]
    pub(crate) format: TallyFormat,
    /// Ngày được coi là hôm nay (mặc định: hôm nay theo giờ Việt Nam)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TallyFormat {
    /// Mọi con số, cho máy đọc
    Json,
    /// Bảng cho Excel
    Csv,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Points => Self::Points,
            KindArg::Targets => Self::Targets,
        }
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

impl Site {
    /// What the library needs to know.
    pub(crate) fn options(self, root: PathBuf) -> Options {
        Options {
            root,
            built_in: DEFAULT_THEME,
            today: today_or(self.today),
            base_url: self.base_url,
            drafts: self.drafts,
            portable: self.portable,
            live: false,
            precompress: false,
        }
    }
}

/// The day that was given, or today in Vietnam.
pub(crate) fn today_or(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Date::in_vietnam(i64::try_from(seconds).unwrap_or(i64::MAX))
    })
}

/// A year that people write with four digits: `0000` and `0026` are mistyped.
const FIRST_YEAR: u16 = 1000;

fn date(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).filter(|date| date.year >= FIRST_YEAR);
    date.ok_or_else(|| "viết năm-tháng-ngày, ví dụ 2026-11-21".to_owned())
}
