//! Checks that need the whole site: links into other pages, what nobody reaches, and the budgets.

mod anchors;
mod budget;
mod orphans;

pub use anchors::check_anchors;
pub use budget::{Measured, Sizes};
pub use orphans::{check_orphans, check_unused_files};
