//! `hoctap serve`: the site on this machine, as it is now; its mistakes shown in the page that is being edited.
//!
//! After an edit the site is planned anew; only files that changed ([`Snapshot`]) are read and rendered again
//! ([`Memory`]), and of the pages only those are made that a browser asks for ([`crate::commands::build::live`]). Nothing touches
//! the disk. A script that only this server adds to pages (`live.js`) asks what has changed and waits for the answer; it
//! reloads the page, or shows the findings over it until they are mended.

pub mod cache;
mod types;

use crate::commands::build::{Live, live};
use crate::diagnostic::Lang;
use crate::disk::Snapshot;
use crate::disk::at;
use crate::error::Failure;
use crate::site::Options;
use cache::Memory;
use serde_json::json;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tiny_http::{Header, Request, Response, Server as Http};
use types::type_of;

/// How often the files are looked at while nobody asks for a page.
const LOOK: Duration = Duration::from_millis(300);
/// How long a browser waits for a change before it asks again.
const WAIT: Duration = Duration::from_secs(25);
/// The addresses below this are the server's own.
const OWN: &str = "/.hoctap/";

/// A site that is being served.
pub struct Server {
    http: Http,
    options: Options,
    lang: Lang,
    address: String,
    state: Arc<Changes>,
}

/// What browsers wait for.
#[derive(Default)]
struct Changes {
    state: Mutex<State>,
    changed: Condvar,
}

/// The site as it was last read.
#[derive(Default, Clone)]
struct State {
    /// Of the files: the same files, the same number.
    fingerprint: u64,
    /// What is wrong with it, as text.
    findings: Option<String>,
}

impl Server {
    /// Opens the port; 0 takes any free one.
    pub fn open(mut options: Options, lang: Lang, host: &str, port: u16) -> Result<Self, Failure> {
        let http = Http::http((host, port)).map_err(|error| {
            let error = error.downcast::<std::io::Error>().map_or_else(std::io::Error::other, |error| *error);
            at(Path::new(&format!("{host}:{port}")))(error)
        })?;
        let port = http.server_addr().to_ip().map_or(port, |address| address.port());
        let address = format!("http://{host}:{port}/");
        options.base_url = Some(address.clone());
        options.live = true;
        Ok(Self { http, options, lang, address, state: Arc::default() })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers requests until the process ends.
    pub fn run(self) {
        let (mut files, mut waiting) = (self.look(), None);
        let mut memory = Memory::default();
        loop {
            let fingerprint = files.fingerprint();
            memory.look(files);
            let served = live(&self.options, &mut memory, |live| {
                self.state.set(State { fingerprint, findings: None });
                self.serve(fingerprint, Some(live), waiting.take())
            });
            let change = served.unwrap_or_else(|failure| {
                self.state.set(State { fingerprint, findings: Some(failure.to_text(self.lang)) });
                self.serve(fingerprint, None, waiting.take())
            });
            let Some(change) = change else { return };
            (files, waiting) = change;
        }
    }

    fn look(&self) -> Snapshot {
        Snapshot::take(&self.options.root)
    }

    /// Answers until a file changes; gives the new look at the files, and the request that is to be answered from the
    /// site after it. Nothing where there is nobody to answer any more.
    fn serve(
        &self,
        fingerprint: u64,
        live: Option<&Live<'_, '_>>,
        mut waiting: Option<Request>,
    ) -> Option<(Snapshot, Option<Request>)> {
        let mut looked = Instant::now();
        loop {
            let request = match waiting.take() {
                Some(request) => Some(request),
                None => match self.http.recv_timeout(LOOK) {
                    Ok(request) => request,
                    Err(_) => return None,
                },
            };
            let Some(request) = request.and_then(|request| self.own(request)) else {
                if looked.elapsed() >= LOOK {
                    let files = self.look();
                    if files.fingerprint() != fingerprint {
                        return Some((files, None));
                    }
                    looked = Instant::now();
                }
                continue;
            };
            // A page is always of now; what it loads belongs to it.
            let path = path_of(request.url());
            if is_page(&path) {
                let files = self.look();
                if files.fingerprint() != fingerprint {
                    return Some((files, Some(request)));
                }
                looked = Instant::now();
            }
            // A browser that hangs up is no error of ours.
            let _ = self.answer(request, &path, live);
        }
    }

    /// Answers what is the server's own; gives back what is not.
    fn own(&self, request: Request) -> Option<Request> {
        if !request.url().starts_with(OWN) {
            return Some(request);
        }
        if request.url().starts_with("/.hoctap/live.js") {
            let script = Response::from_string(include_str!("live.js")).with_header(content_type("text/javascript"));
            let _ = request.respond(script);
            return None;
        }
        let state = Arc::clone(&self.state);
        // It waits on a thread of its own, and all others are answered meanwhile.
        std::thread::spawn(move || {
            let after = request.url().split_once("after=").map_or("", |(_, after)| after).to_owned();
            let now = state.after(&after);
            let text = json!({ "version": now.version(), "findings": now.findings }).to_string();
            let _ = request.respond(Response::from_string(text).with_header(content_type("application/json")));
        });
        None
    }

    fn answer(&self, request: Request, path: &str, live: Option<&Live<'_, '_>>) -> std::io::Result<()> {
        let Some(live) = live else { return self.broken(request, &self.state.now().findings.unwrap_or_default()) };
        match live.file(path) {
            Some(Ok(bytes)) => request.respond(self.file(path, bytes)),
            Some(Err(failure)) => self.broken(request, &failure.to_text(self.lang)),
            None if live.has(&format!("{path}/index.html")) => {
                let moved = Response::from_string("").with_status_code(301);
                request.respond(moved.with_header(header("Location", &format!("/{path}/"))))
            }
            None => {
                let page = live.file("404.html").and_then(Result::ok).unwrap_or_default();
                request.respond(self.file("404.html", page).with_status_code(404))
            }
        }
    }

    fn file(&self, path: &str, bytes: Vec<u8>) -> Response<std::io::Cursor<Vec<u8>>> {
        let bytes = if is_page(path) { self.followed(bytes) } else { bytes };
        Response::from_data(bytes)
            .with_header(content_type(type_of(path)))
            .with_header(header("Cache-Control", "no-cache"))
    }

    /// The findings as a page of their own, which comes back by itself when they are mended.
    fn broken(&self, request: Request, findings: &str) -> std::io::Result<()> {
        let findings = findings.replace('&', "&amp;").replace('<', "&lt;");
        let page = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>hoctap</title><body><pre>{findings}</pre></body></html>",
            match self.lang {
                Lang::Vi => "vi",
                Lang::En => "en",
            }
        );
        request.respond(self.file(".html", page.into_bytes()).with_status_code(500))
    }

    /// A page with the script that follows edits.
    fn followed(&self, page: Vec<u8>) -> Vec<u8> {
        let Ok(page) = String::from_utf8(page) else { return Vec::new() };
        let version = self.state.now().version();
        let script = format!("<script src=\"{OWN}live.js\" data-version=\"{version}\" defer></script></body>");
        page.replacen("</body>", &script, 1).into_bytes()
    }
}

impl Changes {
    fn now(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.changed.notify_all();
    }

    /// The state as soon as it is another than that, or after a while.
    fn after(&self, version: &str) -> State {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(state, WAIT, |state| state.version() == version);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}

impl State {
    fn version(&self) -> String {
        format!("{:x}", self.fingerprint)
    }
}

/// Whether a file is a page; the generator writes names in small letters.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html")
}

/// The file that an address means.
fn path_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our headers are plain ASCII")
}

fn content_type(value: &str) -> Header {
    header("Content-Type", value)
}
