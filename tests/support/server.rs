//! A simple host on a free port: what a commune's cheap web space does, no more.
//!
//! A folder answers with its `index.html`, what is not there with `404.html` and status 404, and everything says
//! `max-age=600`, as the free hosts do: an update that trusts the browser's cache then shows old pages, and a test sees it.
//! It writes down every path it was asked for, and can be stopped: the port closes, as when the network is gone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::is_kind;

/// A connection that says nothing is dropped after this long; browsers open some in advance.
const SILENCE: Duration = Duration::from_secs(5);

/// A running host.
pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

/// What a host makes of an answer in a bad hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Status 200 and a page of its own, for whatever was asked: a portal, a quota, a suspended account.
    Portal,
    /// The same under the type of what was asked for.
    Disguised,
    /// Status 200 and the home page of the site, as hosts of single-page applications answer for what is missing.
    Home,
    /// A file of no bytes, as an upload begins.
    Empty,
    /// Half of it, said to be all.
    Half,
    /// Half of it, and the connection ends.
    BrokenOff,
    /// Not there.
    Missing,
    /// Out of order.
    Unavailable,
    /// Somewhere else: there stands a page of its own.
    Redirect,
    /// The right bytes, and no type.
    Untyped,
    /// What stood there before the upload.
    Former,
    /// It comes after a while.
    Late,
}

impl Fault {
    pub(crate) const ALL: [Self; 12] = [
        Self::Portal,
        Self::Disguised,
        Self::Home,
        Self::Empty,
        Self::Half,
        Self::BrokenOff,
        Self::Missing,
        Self::Unavailable,
        Self::Redirect,
        Self::Untyped,
        Self::Former,
        Self::Late,
    ];
}

/// Which answers go wrong: by the path, and how often it was asked for before.
type Plan = dyn Fn(&str, usize) -> Option<Fault> + Send + Sync;

/// What a host shows instead of the site.
pub(crate) const PORTAL: &str = "<!doctype html><title>Cổng</title><h1>Cổng vào mạng</h1>";

struct State {
    host: Host,
    plan: Mutex<Option<Arc<Plan>>>,
    asked: Mutex<BTreeMap<String, usize>>,
    former: Mutex<Option<PathBuf>>,
    folder: Mutex<PathBuf>,
    requests: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

/// How a host serves a folder.
pub(crate) struct Host {
    mount: &'static str,
    wasm_type: &'static str,
    wasm_delay: Duration,
    policy: &'static str,
    compresses: bool,
    redirects: bool,
    hides_the_page: bool,
}

impl Default for Host {
    fn default() -> Self {
        Self {
            mount: "/",
            wasm_type: "application/wasm",
            wasm_delay: Duration::ZERO,
            policy: "",
            compresses: false,
            redirects: true,
            hides_the_page: false,
        }
    }
}

impl Host {
    /// Serves below this path, which starts and ends with a slash; the rest of the host is somebody else's.
    pub(crate) fn below(mut self, mount: &'static str) -> Self {
        self.mount = mount;
        self
    }

    /// Does not know what a `.wasm` file is.
    pub(crate) fn knowing_no_wasm(mut self) -> Self {
        self.wasm_type = "application/octet-stream";
        self
    }

    /// Sends `.wasm` only after a while, as a slow line does.
    pub(crate) fn slow_with_wasm(mut self) -> Self {
        self.wasm_delay = Duration::from_secs(2);
        self
    }

    /// Adds a policy of its own to that of the pages: what both allow is allowed.
    pub(crate) fn with_policy(mut self, policy: &'static str) -> Self {
        self.policy = policy;
        self
    }

    /// Sends everything by gzip, without asking who can read it.
    pub(crate) fn compressing(mut self) -> Self {
        self.compresses = true;
        self
    }

    /// Answers for a folder without its last slash, and leaves the address as it is.
    pub(crate) fn without_redirects(mut self) -> Self {
        self.redirects = false;
        self
    }

    /// Answers whoever asks for `404.html` itself with status 404.
    pub(crate) fn hiding_the_page_of_wrong_addresses(mut self) -> Self {
        self.hides_the_page = true;
        self
    }

    /// Starts to serve `folder`.
    pub(crate) fn serve(self, folder: &Path) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let address = listener.local_addr().expect("a bound socket has an address");
        let state = Arc::new(State {
            host: self,
            plan: Mutex::default(),
            asked: Mutex::default(),
            former: Mutex::default(),
            folder: Mutex::new(folder.to_path_buf()),
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.answer(&stream));
            }
        });
        Server { address, state, thread: Some(thread) }
    }
}

impl Server {
    /// The address of a path of the site, under the name a service worker is allowed on.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{}{path}", self.address.port(), self.state.host.mount)
    }

    /// The address of a path of the host, outside the site where the site is mounted below.
    pub(crate) fn host_url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.address.port())
    }

    /// The address of a path of the site under another name of this machine.
    pub(crate) fn url_at(&self, host: &str, path: &str) -> String {
        self.url(path).replacen("localhost", host, 1)
    }

    /// The paths that were asked for since the last call, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.state.requests())
    }

    /// Publishes another folder at the same address.
    pub(crate) fn publish(&self, folder: &Path) {
        let former = std::mem::replace(&mut *lock(&self.state.folder), folder.to_path_buf());
        *lock(&self.state.former) = Some(former);
    }

    /// From now on answers go wrong as the plan says: by the path, and how often it was asked for since.
    pub(crate) fn go_wrong(&self, plan: impl Fn(&str, usize) -> Option<Fault> + Send + Sync + 'static) {
        lock(&self.state.asked).clear();
        *lock(&self.state.plan) = Some(Arc::new(plan));
    }

    /// From now on all is well.
    pub(crate) fn be_sound(&self) {
        *lock(&self.state.plan) = None;
    }

    /// Closes the port: from now on nobody answers.
    pub(crate) fn stop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.state.stopped.store(true, Ordering::SeqCst);
            // The listener sleeps in `accept`; one connection wakes it to see that it is over.
            drop(TcpStream::connect(self.address));
            thread.join().expect("the listening thread does not panic");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl State {
    fn requests(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One request to a connection. A peer that goes away in the middle is no fault of the test.
    fn answer(&self, stream: &TcpStream) {
        let Some(target) = read_target(stream) else { return };
        if self.stopped.load(Ordering::SeqCst) {
            return;
        }
        self.requests().push(target.clone());
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if is_kind(path, "wasm") {
            thread::sleep(self.host.wasm_delay);
        }
        let plan = lock(&self.plan).clone();
        let before = {
            let mut asked = lock(&self.asked);
            let count = asked.entry(path.to_owned()).or_default();
            *count += 1;
            *count - 1
        };
        let fault = plan.and_then(|plan| plan(path, before));
        let response = match self.find(path) {
            found if fault.is_some() => fault.map_or_else(Vec::new, |fault| self.wrong(fault, path, found)),
            Found::File(file) if self.host.hides_the_page && file.ends_with("404.html") => {
                self.response("404 Not Found", &file)
            }
            Found::File(file) => self.response("200 OK", &file),
            Found::Folder => format!(
                "HTTP/1.1 301 Moved Permanently\r\nLocation: {path}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            .into_bytes(),
            Found::Nothing => self.response("404 Not Found", &self.folder().join("404.html")),
        };
        let mut stream = stream;
        let _ = stream.write_all(&response);
    }

    fn folder(&self) -> PathBuf {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn find(&self, path: &str) -> Found {
        let Some(inside) = path.strip_prefix(self.host.mount) else { return Found::Nothing };
        if inside.split('/').any(|part| part == "..") {
            return Found::Nothing;
        }
        let file = self.folder().join(inside);
        if !file.is_dir() {
            return if file.is_file() { Found::File(file) } else { Found::Nothing };
        }
        match file.join("index.html") {
            _ if self.host.redirects && !inside.is_empty() && !inside.ends_with('/') => Found::Folder,
            index if index.is_file() => Found::File(index),
            _ => Found::Nothing,
        }
    }

    fn wrong(&self, fault: Fault, path: &str, found: Found) -> Vec<u8> {
        let file = if let Found::File(file) = found { file } else { self.folder().join("404.html") };
        let kind = self.kind(&file);
        let body = fs::read(&file).unwrap_or_default();
        let html = "text/html; charset=utf-8";
        let (status, kind, body) = match fault {
            Fault::Portal => ("200 OK", html, PORTAL.into()),
            Fault::Disguised => ("200 OK", kind, PORTAL.into()),
            Fault::Home => ("200 OK", html, fs::read(self.folder().join("index.html")).unwrap_or_default()),
            Fault::Empty => ("200 OK", kind, Vec::new()),
            Fault::Half => ("200 OK", kind, body[..body.len() / 2].to_vec()),
            Fault::BrokenOff => {
                let mut whole = self.answer_with("200 OK", kind, body.clone(), "no-store");
                whole.truncate(whole.len() - body.len() / 2);
                return whole;
            }
            Fault::Missing => ("404 Not Found", html, fs::read(self.folder().join("404.html")).unwrap_or_default()),
            Fault::Unavailable => ("503 Service Unavailable", html, PORTAL.into()),
            Fault::Redirect if path.ends_with("cong.html") => ("200 OK", html, PORTAL.into()),
            Fault::Redirect => {
                let to = format!("{}cong.html", self.host.mount);
                let end = "Content-Length: 0\r\nConnection: close\r\n\r\n";
                return format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\n{end}").into_bytes();
            }
            Fault::Untyped => ("200 OK", "application/octet-stream", body),
            Fault::Former => {
                let former = lock(&self.former).clone().unwrap_or_else(|| self.folder());
                let inside = file.strip_prefix(self.folder()).unwrap_or(&file);
                let body = fs::read(former.join(inside));
                (if body.is_ok() { "200 OK" } else { "404 Not Found" }, kind, body.unwrap_or_default())
            }
            Fault::Late => {
                thread::sleep(Duration::from_millis(300));
                ("200 OK", kind, body)
            }
        };
        self.answer_with(status, kind, body, "no-store")
    }

    fn response(&self, status: &str, file: &Path) -> Vec<u8> {
        self.answer_with(status, self.kind(file), fs::read(file).unwrap_or_default(), "max-age=600")
    }

    fn kind(&self, file: &Path) -> &'static str {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            Some("wasm") => self.host.wasm_type,
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("webmanifest") => "application/manifest+json",
            _ => "application/octet-stream",
        }
    }

    fn answer_with(&self, status: &str, kind: &str, body: Vec<u8>, cache: &str) -> Vec<u8> {
        let mut more = match self.host.policy {
            "" => String::new(),
            policy => format!("Content-Security-Policy: {policy}\r\n"),
        };
        let body = if self.host.compresses {
            more.push_str("Content-Encoding: gzip\r\n");
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&body).and_then(|()| gzip.finish()).expect("memory takes all")
        } else {
            body
        };
        let mut response = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}\
             Cache-Control: {cache}\r\nConnection: close\r\n\r\n",
            body.len()
        )
        .into_bytes();
        response.extend(body);
        response
    }
}

/// What a panic of another thread left is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

enum Found {
    File(PathBuf),
    Folder,
    Nothing,
}

/// The path of a request, once its headers are all there.
fn read_target(stream: &TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(SILENCE)).ok()?;
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let target = first.split(' ').nth(1)?.to_owned();
    lines.map_while(Result::ok).find(String::is_empty)?;
    Some(target)
}
