//! The library behind the command `hoctap`: from a folder of Markdown to a guidance site with an offline self-check.
//!
//! The stages and their order stand in [`commands::build`]. Nothing here prints or exits, and nothing is global: the
//! root folder and the date of today are passed in, so that the same input gives the same bytes.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod address;
mod bytes;
pub mod check;
pub mod commands;
pub mod criteria;
pub mod diagnostic;
pub mod disk;
pub mod error;
pub mod markdown;
pub mod packages;
pub mod pictures;
pub mod plan;
pub mod render;
pub mod search;
pub mod site;
pub mod source;
pub mod structure;
pub mod tables;
pub mod theme;
