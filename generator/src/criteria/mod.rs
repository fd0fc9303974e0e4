//! Sets of criteria: from front matter to a rubric whose numbers are proved to add up.
//!
//! 1. `source/set/` reads what an author typed, and reports what is wrong in one table.
//! 2. [`assemble()`] joins a set with its criterion files and its other versions; `check.rs` and `sums.rs` hold every
//!    number against the others.
//! 3. `publish.rs` makes the [`document::SetDocument`] of it: the published JSON, and what tables are made from.
//! 4. [`rubric()`] takes from that the part that decides, for the browser and `hoctap score`.
//!
//! [`changes`] says how two versions of a set differ, and [`markdown`] writes a document as the files it came from.

mod assemble;
mod check;
mod compare;
pub mod markdown;
mod publish;
mod rubric;
mod scale;
mod sums;
#[cfg(test)]
mod tests;

pub use crate::source::set::document;
pub use assemble::{CriteriaSet, assemble};
pub use compare::{Change, What, changes};
pub use rubric::rubric;
