//! Checks that need the whole site: links into other pages, what nobody reaches, and the budgets.

mod anchors;
mod budget;
mod external;
mod lessons;
mod named_sources;
mod orphans;
mod pictures;
mod statics;
mod titles;

pub use anchors::check_anchors;
pub use budget::{Measured, Sizes};
pub use external::check_external;
pub use lessons::{check_lessons, check_names_of_courses};
pub use named_sources::check_named_sources;
pub use orphans::{check_orphans, check_unused_files};
pub use pictures::{check_pictures, unfetched};
pub use statics::check_static_files;
pub use titles::check_titles;
