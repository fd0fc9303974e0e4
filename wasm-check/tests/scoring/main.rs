//! The rules of the scoring, boundary by boundary, and what must hold for every set and every sheet.

// `json!` makes values to be given away.
#![allow(clippy::needless_pass_by_value)]

mod cdht;
mod codes;
mod conditions;
mod dossiers;
mod generated;
mod groups;
mod many_sheets;
mod not_applicable;
mod properties;
mod rule_in_words;
mod scales;
mod sheets;
mod support;
mod tallies;
mod targets;
mod thresholds;
mod unverified;
mod way_up;
