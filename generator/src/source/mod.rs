//! Reading a site: its configuration, its pages, and how they hang together.

mod config;
pub mod directive;
mod explanations;
mod front;
mod host;
mod language;
mod library;
mod nearest;
mod offsets;
mod page;
mod permalink;
pub mod set;
mod setting;
mod slug;
mod syntax;
mod table;
mod taxonomy;
mod text;
mod training;

pub use config::{Config, normal_base_url};
pub use explanations::{Heading, MARKDOWN, explanations, headings, words};
pub use host::HostFile;
pub use language::{Language, Placed};
pub use library::{KnownPages, Library, read_library};
pub(crate) use nearest::{nearest_path, no_static};
pub use offsets::Offsets;
pub use page::{Kind, Page, SourceNote, Surroundings};
pub use permalink::{Permalink, decoded, encoded};
pub use setting::{Setting, SettingValue};
pub use slug::Slug;
pub(crate) use syntax::syntax_problem;
pub(crate) use table::is_of_the_file;
pub use table::{Document, FromToml, FromTomlItem, Located, Table, is_id};
pub use taxonomy::{Taxonomy, Term, TermIndex};
pub use text::Source;
pub use training::{Course, Lesson, Session, names_a_page};
