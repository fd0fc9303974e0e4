//! The pages that a module shows: each a folder with what it knows (`state`), what it shows (`shows`) and what it does (`does`).
//!
//! The state of a page is a value. Whatever happens changes it, and what is to be seen follows from it in one direction: nothing
//! is ever read back from what is shown but what somebody typed. States and views are pure and tested without a browser;
//! only `shows` and `does` touch one, by web-sys and gloo. By which attributes a page and its module know each other,
//! [`marks`] says.

pub mod check;
#[cfg(all(target_arch = "wasm32", any(feature = "check", feature = "search")))]
mod controls;
pub mod marks;
pub mod search;
#[cfg(all(target_arch = "wasm32", feature = "check"))]
mod store;
