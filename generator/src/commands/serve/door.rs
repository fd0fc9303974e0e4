//! The door to browsers: takes connections, and gives each what it takes to be answered by itself.
//!
//! One thread for all: it only waits and copies. Whoever is silent, slow or too many is cut off after a while; trouble
//! of the machine is waited out and told.

use super::answer::{Line, router};
use super::connections::Connections;
use super::guard::Hosts;
use super::preview::{Question, State};
use super::stall::Patient;
use crate::diagnostic::{Lang, Notice, is_lack};
use axum::extract::Extension;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

/// How long a browser may take to say what it wants, and how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(10);
/// The most bytes of all headers of a request.
const HEAD_BYTES: usize = 16 << 10;
/// The most connections at once; fewer where the system allows fewer files.
const MOST: usize = 128;
/// The most of them that wait for a change.
const WAITING: usize = 32;
/// Between two tries to take a connection while the machine has no room for one.
const PAUSE: Duration = Duration::from_millis(100);
/// So often a failure may follow another before it is taken for the last word.
const TRIES: u32 = 50;
/// A trouble that lasts is told so often.
const TOLD: Duration = Duration::from_secs(60);

/// Opened, and not yet taking anybody in.
pub(super) struct Door {
    pub(super) listener: TcpListener,
    pub(super) hosts: Hosts,
    pub(super) lang: Lang,
    pub(super) site: Sender<Question>,
    pub(super) changes: watch::Receiver<State>,
}

/// What all answers need.
pub(super) struct Shared {
    pub(super) hosts: Hosts,
    pub(super) lang: Lang,
    pub(super) site: Sender<Question>,
    pub(super) changes: watch::Receiver<State>,
    /// The places for those who wait for a change.
    pub(super) waiting: Semaphore,
}

impl Door {
    /// Takes in whoever comes; gives why that is not possible any more.
    pub(super) fn run(self, runtime: &Runtime, tell: &dyn Fn(&Notice)) -> io::Error {
        runtime.block_on(self.take_in(tell))
    }

    async fn take_in(self, tell: &dyn Fn(&Notice)) -> io::Error {
        let Self { listener, hosts, lang, site, changes } = self;
        let listener = match tokio::net::TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => return error,
        };
        let desk = Arc::new(Shared { hosts, lang, site, changes, waiting: Semaphore::new(WAITING) });
        let connections = Connections::new(most());
        let (mut failures, mut told) = (0, None::<Instant>);
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    failures = 0;
                    talk(stream, &desk, &connections);
                }
                Err(error) if is_of_the_client(&error) => {}
                Err(error) => {
                    failures += 1;
                    if failures > TRIES && !is_lack(&error) {
                        return error;
                    }
                    if told.is_none_or(|told| told.elapsed() > TOLD) {
                        told = Some(Instant::now());
                        tell(&Notice::NoRoom(error));
                    }
                    connections.close_one();
                    sleep(PAUSE).await;
                }
            }
        }
    }
}

/// Talks to one browser, apart from all others.
fn talk(stream: TcpStream, desk: &Arc<Shared>, connections: &Arc<Connections>) {
    // One that is gone already has no address.
    let Ok(came_to) = stream.local_addr() else { return };
    let _only_slower = stream.set_nodelay(true);
    let place = connections.enter();
    let number = place.number();
    let line = Line { came_to: came_to.ip(), activity: Arc::clone(&place.activity) };
    let service = TowerToHyperService::new(router(Arc::clone(desk)).layer(Extension(line)));
    let io = Patient::new(TokioIo::new(stream), Arc::clone(&place.activity));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(io, service);
    let task = tokio::spawn(async move {
        let _place = place;
        // A browser that hangs up, or says what is no HTTP, is no trouble of ours.
        let _ended = connection.await;
    });
    connections.runs_as(number, task.abort_handle());
}

/// Whether it was the other side that hung up before it was taken in.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, WouldBlock};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted | WouldBlock)
}

/// How many connections fit beside the files that the site is read from.
fn most() -> usize {
    #[cfg(unix)]
    {
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let quarter = files.and_then(|files| usize::try_from(files / 4).ok()).unwrap_or(MOST);
        quarter.clamp(4, MOST)
    }
    #[cfg(not(unix))]
    MOST
}
