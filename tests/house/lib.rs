//! What the sources must be like, read from them.

mod imports;
#[cfg(test)]
mod order;

pub use imports::{Import, imports};
