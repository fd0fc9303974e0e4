//! The command line. Its doc comments are the help in English; `help.rs` puts the Vietnamese in their place.

use crate::default_theme::DEFAULT_THEME;
use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::criteria::document::Kind;
use generator::diagnostic::Lang;
use generator::site::Options;
use std::fmt;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use wasm_check::date::Date;

/// From a folder of Markdown to a guidance site with a self-check that needs no network
#[derive(Debug, Parser)]
#[command(name = "hoctap", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The folder of the site
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(crate) root: PathBuf,
    /// The language of messages
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
    /// Build the site into a folder
    Build(Build),
    /// Check the site, write nothing
    Check(Check),
    /// Look at the site on this machine, drafts too; follows every edit
    Serve(Serve),
    /// Make a new site, article, lesson or set of criteria
    New(New),
    /// Import a table of criteria from Excel, Word, CSV or JSON
    Import(Import),
    /// Export a set of criteria as a table, or a course as a package
    Export(Export),
    /// Score answer sheets and print the results as JSON
    Score(Score),
    /// Add up the results of many sheets
    Tally(Tally),
}

/// How the site is to be read.
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// Where the site will live, in place of the address in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build drafts too
    #[arg(long)]
    drafts: bool,
    /// The day that counts as today [default: today in Vietnam]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    today: Option<Date>,
    /// Links name index.html, to be opened from a USB stick or a zip
    #[arg(long)]
    portable: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Where to write the site [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write .gz and .br beside every file of text, for servers to send
    #[arg(long)]
    pub(crate) precompress: bool,
    #[command(flatten)]
    pub(crate) site: Site,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Also ask the other hosts that links lead to (needs the network, takes time)
    #[arg(long)]
    pub(crate) external: bool,
    #[command(flatten)]
    pub(crate) site: Site,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For machines
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address of this machine
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port; 0 takes a free one
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
    /// A new site in a folder
    Site {
        /// The folder of the new site
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
        /// The name of the site
        #[arg(long, default_value = "Học tập suốt đời")]
        title: String,
    },
    /// A draft of an article in content/articles
    Article {
        /// Its title
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// A draft of a lesson in a course below content/training
    Lesson {
        /// The folder of the course, such as ky-nang-so
        #[arg(value_name = "COURSE")]
        course: String,
        /// Its title
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// A new set of criteria in content/criteria, with places to fill in
    Criteria {
        /// The id of the set, which is also its folder, such as ho-mau
        #[arg(value_name = "ID")]
        id: String,
        /// The name of the set
        #[arg(long)]
        title: String,
        /// Whether it gives points or holds against targets
        #[arg(long, value_enum, default_value_t = KindArg::Points)]
        kind: KindArg,
    },
}

/// How a set decides.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum KindArg {
    /// Gives points
    Points,
    /// Holds against targets
    Targets,
}

// The version here is that of a set.
#[derive(Debug, Args)]
#[command(disable_version_flag = true)]
pub(crate) struct Import {
    /// The table: .xlsx, .docx, .csv, .tsv, .txt or .json
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The id of the set, such as ho-mau
    #[arg(long, value_name = "ID")]
    pub(crate) set: String,
    /// The version of the set [default: the one in the file, or 1]
    #[arg(long, value_name = "V")]
    pub(crate) version: Option<String>,
    /// The name of the set [default: the line above the table]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Whether it gives points or holds against targets [default: by its columns]
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,
    /// Where to write [default: content/criteria/ID in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The id of a set, such as cdht or cdht@324-2023; the name or the address of a course
    #[arg(value_name = "SET|COURSE")]
    pub(crate) name: String,
    /// The form of the file
    #[arg(long, value_enum, default_value_t = ExportFormat::Xlsx)]
    pub(crate) format: ExportFormat,
    /// Where the site will live, in place of the address in site.toml
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// The file to write; - prints [default: named by the id or the course, in the current folder]
    #[arg(long, value_name = "FILE|-")]
    pub(crate) out: Option<PathBuf>,
    /// Replace a file that is there; else it is left as it is
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A spreadsheet, to be imported again whole
    Xlsx,
    /// All of the set, for machines
    Json,
    /// The table alone
    Csv,
    /// The questions of a course, for Moodle and others
    Gift,
    /// A course, or all pages of a section, as a book
    Epub,
    /// A course for learning platforms (SCORM 1.2)
    Scorm,
}

impl ExportFormat {
    /// Whether a terminal can show it.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Gift)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// The id of the set, such as cdht or cdht@324-2023
    #[arg(value_name = "SET")]
    pub(crate) set: String,
    /// The sheets (JSON, or one on each line); - reads standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) answers: PathBuf,
    /// The group, in place of that in the sheet
    #[arg(long, value_name = "ID")]
    pub(crate) group: Option<String>,
    /// The area, in place of that in the sheet
    #[arg(long, value_name = "ID")]
    pub(crate) area: Option<String>,
    /// The day that counts as today [default: today in Vietnam]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Tally {
    /// The id of the set, such as cdht or cdht@324-2023
    #[arg(value_name = "SET", required_unless_present = "merge")]
    pub(crate) set: Option<String>,
    /// The sheets: files saved from the book, JSON, or one sheet or code on each line; a whole folder, or a name with *; - reads standard input
    #[arg(value_name = "FILE|-", required_unless_present = "merge")]
    pub(crate) files: Vec<PathBuf>,
    /// Adds up tallies that were kept as JSON, such as those of all hamlets, rather than sheets
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["files", "registered", "names"])]
    pub(crate) merge: Vec<PathBuf>,
    /// Of whom the tally is, such as a hamlet or a commune; it stands in the result
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Option<String>,
    /// How many people registered; of one group as id=number, as often as needed
    #[arg(long, value_name = "N|GROUP=N", conflicts_with = "names")]
    pub(crate) registered: Vec<String>,
    /// Who registered, one name on each line; the group behind a semicolon, if wanted
    #[arg(long, value_name = "FILE")]
    pub(crate) names: Option<PathBuf>,
    /// The year to add up [default: that of most sheets]
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(u16).range(2000..=2100))]
    pub(crate) year: Option<u16>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t = TallyFormat::Json)]
    pub(crate) format: TallyFormat,
    /// The day that counts as today [default: today in Vietnam]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TallyFormat {
    /// Every number, for machines
    Json,
    /// A table for Excel
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

fn date(text: &str) -> Result<Date, NoDate> {
    Date::parse(text).filter(|date| date.year >= FIRST_YEAR).ok_or(NoDate)
}

/// What was given for a day is none.
#[derive(Debug)]
pub(crate) struct NoDate;

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write year-month-day, such as 2026-11-21")
    }
}

impl std::error::Error for NoDate {}
