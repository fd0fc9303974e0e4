//! What the commands do, one module each; `cmd/` in the command itself only takes their arguments and prints.

pub mod build;
pub mod export;
pub mod new;
mod renamed;
pub mod score;
pub mod serve;
pub mod tally;
