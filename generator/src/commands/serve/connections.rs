//! The connections that are open: a bounded number, of which the longest silent gives way to a new one.
//!
//! So no number of clients that only hold a line keeps out one that asks.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::task::AbortHandle;

/// What one connection does.
#[derive(Debug)]
pub(super) struct Activity {
    start: Instant,
    /// When bytes last came or went, in milliseconds since the start.
    last: AtomicU64,
    /// Whether a request waits for its answer.
    is_busy: AtomicBool,
}

impl Activity {
    /// Bytes came or went.
    pub(super) fn mark(&self) {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(now, Ordering::Relaxed);
    }

    /// A request waits for its answer, until what is given back is dropped.
    pub(super) fn busy(self: &Arc<Self>) -> Busy {
        self.is_busy.store(true, Ordering::Relaxed);
        Busy(Arc::clone(self))
    }

    /// The least of all gives way first: who waits for nothing, and of these the longest silent.
    fn rank(&self) -> (bool, u64) {
        (self.is_busy.load(Ordering::Relaxed), self.last.load(Ordering::Relaxed))
    }
}

/// Held while a request waits for its answer.
pub(super) struct Busy(Arc<Activity>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Ordering::Relaxed);
        self.0.mark();
    }
}

/// All of them.
#[derive(Debug)]
pub(super) struct Connections {
    start: Instant,
    most: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    lines: BTreeMap<u64, (Arc<Activity>, Option<AbortHandle>)>,
}

/// A place among the connections, free again when dropped.
#[derive(Debug)]
pub(super) struct Place {
    all: Arc<Connections>,
    number: u64,
    pub(super) activity: Arc<Activity>,
}

impl Connections {
    /// So many at most.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { start: Instant::now(), most, open: Mutex::default() })
    }

    /// A place for a new connection; another gives way where there is none.
    pub(super) fn enter(self: &Arc<Self>) -> Place {
        while self.open().lines.len() >= self.most && self.close_one() {}
        let activity =
            Arc::new(Activity { start: self.start, last: AtomicU64::new(0), is_busy: AtomicBool::new(false) });
        activity.mark();
        let mut open = self.open();
        let number = open.next;
        open.next += 1;
        open.lines.insert(number, (Arc::clone(&activity), None));
        drop(open);
        Place { all: Arc::clone(self), number, activity }
    }

    /// By which the connection can be closed.
    pub(super) fn runs_as(&self, number: u64, task: AbortHandle) {
        if let Some(line) = self.open().lines.get_mut(&number) {
            line.1 = Some(task);
        }
    }

    /// Closes the one that can be spared best; whether there was one.
    pub(super) fn close_one(&self) -> bool {
        let mut open = self.open();
        let spared = open.lines.iter().min_by_key(|(_, (activity, _))| activity.rank()).map(|(number, _)| *number);
        let Some((_, task)) = spared.and_then(|number| open.lines.remove(&number)) else { return false };
        if let Some(task) = task {
            task.abort();
        }
        true
    }

    fn open(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Its number among all.
    pub(super) fn number(&self) -> u64 {
        self.number
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.open().lines.remove(&self.number);
    }
}
