//! A simple host on a free port: what a commune's cheap web space does, no more.
//!
//! A folder answers with its `index.html`, what is not there with `404.html` and status 404, and everything says
//! `max-age=600`, as the free hosts do: an update that trusts the browser's cache then shows old pages, and a test sees it.
//! It writes down every path it was asked for, and can be stopped: the port closes, as when the network is gone.

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

struct State {
    host: Host,
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
}

impl Default for Host {
    fn default() -> Self {
        Self { mount: "/", wasm_type: "application/wasm", wasm_delay: Duration::ZERO, policy: "", compresses: false }
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

    /// Starts to serve `folder`.
    pub(crate) fn serve(self, folder: &Path) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let address = listener.local_addr().expect("a bound socket has an address");
        let state = Arc::new(State {
            host: self,
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
        *self.state.folder.lock().unwrap_or_else(PoisonError::into_inner) = folder.to_path_buf();
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
        let response = match self.find(path) {
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
            _ if !inside.is_empty() && !inside.ends_with('/') => Found::Folder,
            index if index.is_file() => Found::File(index),
            _ => Found::Nothing,
        }
    }

    fn response(&self, status: &str, file: &Path) -> Vec<u8> {
        let body = fs::read(file).unwrap_or_default();
        let kind = match file.extension().and_then(|extension| extension.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            Some("wasm") => self.host.wasm_type,
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("webmanifest") => "application/manifest+json",
            _ => "application/octet-stream",
        };
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
             Cache-Control: max-age=600\r\nConnection: close\r\n\r\n",
            body.len()
        )
        .into_bytes();
        response.extend(body);
        response
    }
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
