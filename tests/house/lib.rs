//! What the sources must be like, read from them.

mod imports;
#[cfg(test)]
mod order;
#[cfg(test)]
mod scales;
#[cfg(test)]
mod strings;

pub use imports::{Import, imports};
