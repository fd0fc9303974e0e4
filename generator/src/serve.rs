//! `hoctap serve`: the site on this machine, built anew when a file was changed, its mistakes shown in the browser.
//!
//! Nothing touches the disk: the finished site is kept in memory.

use crate::build::in_memory;
use crate::diagnostic::Lang;
use crate::error::Failure;
use crate::files::at;
use crate::site::Options;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use tiny_http::{Header, Request, Response, Server as Http};
use walkdir::WalkDir;

/// A site that is being served.
pub struct Server {
    http: Http,
    options: Options,
    lang: Lang,
    address: String,
    fingerprint: Option<u64>,
    state: State,
}

/// What the last build came to.
enum State {
    Site(BTreeMap<String, Vec<u8>>),
    /// The findings, as text.
    Broken(String),
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
        Ok(Self { http, options, lang, address, fingerprint: None, state: State::Broken(String::new()) })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers requests until the process ends.
    pub fn run(mut self) {
        loop {
            let Ok(request) = self.http.recv() else { return };
            self.refresh();
            // A browser that hangs up is no error of ours.
            let _ = self.answer(request);
        }
    }

    /// Builds anew if any file of the site was changed.
    fn refresh(&mut self) {
        let fingerprint = fingerprint(&self.options.root);
        if self.fingerprint == Some(fingerprint) {
            return;
        }
        self.fingerprint = Some(fingerprint);
        self.state = match in_memory(&self.options) {
            Ok(files) => State::Site(files),
            Err(failure) => State::Broken(failure.to_text(self.lang)),
        };
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        let files = match &self.state {
            State::Site(files) => files,
            State::Broken(findings) => {
                let page = Response::from_string(findings).with_status_code(500);
                return request.respond(page.with_header(content_type("text/plain; charset=utf-8")));
            }
        };
        let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/').to_owned();
        let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        if let Some(bytes) = files.get(&index) {
            let page = Response::from_data(bytes.as_slice()).with_header(content_type(type_of(&index)));
            return request.respond(page.with_header(header("Cache-Control", "no-cache")));
        }
        if files.contains_key(&format!("{path}/index.html")) {
            let moved = Response::from_string("").with_status_code(301);
            return request.respond(moved.with_header(header("Location", &format!("/{path}/"))));
        }
        let page = files.get("404.html").map_or(&[][..], Vec::as_slice);
        request.respond(
            Response::from_data(page).with_status_code(404).with_header(content_type("text/html; charset=utf-8")),
        )
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our headers are plain ASCII")
}

fn content_type(value: &str) -> Header {
    header("Content-Type", value)
}

fn type_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Changes when any file of the site does.
fn fingerprint(root: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in ["site.toml", "content", "themes", "static"] {
        for entry in WalkDir::new(root.join(part)).sort_by_file_name().into_iter().flatten() {
            let metadata = entry.metadata().ok();
            let stamp = metadata.map(|metadata| (metadata.len(), metadata.modified().ok()));
            (entry.path(), stamp).hash(&mut hasher);
        }
    }
    hasher.finish()
}
