//! The self-check page: a form that is filled in one question at a time, or as one list, and what it comes to.
//!
//! The page is a form before it is a program: it prints as the paper form, and without a module it is scored by hand. All
//! sentences stand in it. Whatever somebody does changes the [`state`]; what is to be seen, the [`view`], follows from it; only
//! `shows`, `does` and `gives` touch the browser. An address within the page is a step, so the way back works by itself.

#[cfg(all(target_arch = "wasm32", feature = "check"))]
mod does;
#[cfg(all(target_arch = "wasm32", feature = "check"))]
mod gives;
#[cfg(all(target_arch = "wasm32", feature = "check"))]
mod shows;
pub mod state;
pub mod steps;
pub mod view;
