//! The search page: what is typed goes in, what is found stands below.
//!
//! Everything is Rust but the bytes, which the loader fetches: the module, the root of the index and, when asked, its other
//! parts. All sentences stand in the page already, one for each way a search can end; results are put together of elements
//! and texts, never of HTML.

#[cfg(all(target_arch = "wasm32", feature = "search"))]
mod does;
#[cfg(all(target_arch = "wasm32", feature = "search"))]
mod shows;
pub mod state;
