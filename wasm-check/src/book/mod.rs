//! The book (“Sổ theo dõi”): what a device keeps of a set, of its owner and of other people, year by year.
//!
//! All that decides is here and pure: which keys are whose, where a sheet stands, how two years differ, what a plan
//! becomes, what comes back from outside. The script of the page (`book.js`) reads and writes the store, fills the slots and
//! copies the templates of the page; neither holds a sentence.
//!
//! One module: apart, what shows the book and what takes it along had the rule, the sheets and the reader of JSON twice, 11 KB
//! of what a phone keeps.

pub mod calendar;
pub mod carry;
pub mod desk;
pub mod plan;

#[cfg(all(target_arch = "wasm32", feature = "book"))]
mod page;
