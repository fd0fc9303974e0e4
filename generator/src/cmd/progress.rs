//! One line on the terminal that says how far a build has come, and is gone when it is over.
//!
//! Nothing where nobody looks: into a file or a pipe goes only what came of it.

use super::say::tell;
use generator::diagnostic::{Lang, Said, Step};
use generator::error::Failure;
use std::io::{IsTerminal as _, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Milliseconds between two looks: often enough to see it move, too seldom to cost anything.
const PAUSE: u64 = 80;

/// Takes the line back, and empties it.
const CLEAR: &str = "\r\x1b[K";

/// A line that is written again and again.
pub(crate) struct Progress {
    lang: Lang,
    is_seen: bool,
    start: Instant,
    /// When it was written last, in milliseconds since the start.
    last: AtomicU64,
    /// Why it could not be written.
    failure: Mutex<Option<Failure>>,
}

impl Progress {
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            lang,
            is_seen: stderr().is_terminal(),
            start: Instant::now(),
            last: AtomicU64::new(0),
            failure: Mutex::default(),
        }
    }

    /// Writes the line anew, unless it was just written.
    pub(crate) fn show(&self, step: Step) {
        if !self.is_seen {
            return;
        }
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.last.load(Ordering::Relaxed);
        // Of several threads one writes.
        if now < last + PAUSE || self.last.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            return;
        }
        let text = Said::Step(step).to_text(self.lang);
        if let Err(failure) = tell(&format!("{CLEAR}{text}")) {
            *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        }
    }

    /// Empties the line; gives how long it took, where somebody waited.
    pub(crate) fn end(self) -> Result<Option<f64>, Failure> {
        if let Some(failure) = self.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(failure);
        }
        if !self.is_seen {
            return Ok(None);
        }
        tell(CLEAR)?;
        Ok(Some(self.start.elapsed().as_secs_f64()))
    }
}
