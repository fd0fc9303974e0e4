//! The library behind the command `hoctap`: from a folder of Markdown to a guidance site with an offline self-check.
//!
//! The stages and their order stand in [`build`](mod@build). Nothing here prints or exits, and nothing is global: the
//! root folder and the date of today are passed in, so that the same input gives the same bytes.

pub mod build;
pub mod check;
pub mod criteria;
pub mod diagnostic;
pub mod disk;
pub mod error;
pub mod markdown;
pub mod memory;
pub mod pictures;
pub mod plan;
pub mod render;
pub mod scaffold;
pub mod scoring;
pub mod search;
pub mod serve;
pub mod site;
pub mod snapshot;
pub mod source;
pub mod structure;
pub mod tables;
pub mod tallying;
pub mod theme;
