//! What an author types of a set of criteria: `_index.md` says what the whole set is, one file a criterion what it asks for.
//!
//! What is wrong in one table of a file is told here; what needs several files, in `criteria`.

pub mod document;
mod index;
mod issued;
mod item;
mod pass;
mod scale;

pub use index::{BasisPart, SetPart};
pub use issued::Issued;
pub use item::CriterionPart;
pub(crate) use scale::{MOST_BUTTONS, STEPS};
