//! Sets of criteria: from front matter to a rubric whose numbers are proved to add up.
//!
//! [`front_matter`](self) reads what an author typed; [`assemble`] joins a set with its criterion files, checks every
//! sum and threshold against the others, and hands out the rubric that the browser and `hoctap score` both use.

mod assemble;
mod front_matter;

pub use assemble::{CriteriaSet, assemble};
pub use front_matter::{AreaPart, Basis, CriterionPart, GroupPart, GuideStep, IndicatorPart, SetPart, State, Wording};
