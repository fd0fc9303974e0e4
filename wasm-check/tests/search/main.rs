//! Search without a browser: an index is made of passages, and asked.

mod hostile;
mod ranking;
mod spellings;
mod support;
