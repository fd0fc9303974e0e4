//! Checks that need the whole site: links into other pages, and the budgets.

mod anchors;
mod budget;

pub use anchors::check_anchors;
pub use budget::{Measured, Sizes};
