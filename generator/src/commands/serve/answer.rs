//! From a request to an answer: the rules that hold for all, the server's own addresses, the files of the site.

use super::connections::Activity;
use super::door::Shared;
use super::guard;
use super::preview::{Found, Question, State as Site};
use super::range::Wanted;
use super::types::type_of;
use crate::diagnostic::Notice;
use crate::disk::nfc;
use crate::render::headers_of;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Request, State};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, IF_RANGE,
    LOCATION, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::json;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// How long a browser waits for a change before it asks again.
const WAIT: Duration = Duration::from_secs(25);
/// Keeps what this server sends out of the reach of other sites.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// What stands in the path of an address as it is.
const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The connection that a request came by.
#[derive(Clone)]
pub(super) struct Line {
    /// The address of this machine that was asked.
    pub(super) came_to: IpAddr,
    pub(super) activity: Arc<Activity>,
}

/// All that is answered.
pub(super) fn router(desk: Arc<Shared>) -> Router {
    Router::new()
        .route("/.hoctap/live.js", get(script))
        .route("/.hoctap/changes", get(changes))
        .fallback(file)
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), rules))
        .with_state(desk)
}

/// What holds for every request and every answer.
async fn rules(
    State(desk): State<Arc<Shared>>,
    Extension(line): Extension<Line>,
    request: Request,
    next: Next,
) -> Response {
    let _busy = line.activity.busy();
    let mut response = if !desk.hosts.admits(&request, line.came_to) {
        said(StatusCode::FORBIDDEN, &Notice::OtherHost.to_text(desk.lang))
    } else if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut response = said(StatusCode::METHOD_NOT_ALLOWED, &Notice::OnlyReading.to_text(desk.lang));
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    for (name, value) in headers_of("") {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}

async fn script() -> Response {
    with(StatusCode::OK, type_of("live.js"), Bytes::from_static(include_bytes!("live.js")))
}

/// What has changed since the version that a page knows: told at once, or as soon as something does.
async fn changes(State(desk): State<Arc<Shared>>, request: Request) -> Response {
    if !guard::is_own(&request) {
        return said(StatusCode::FORBIDDEN, &Notice::OtherHost.to_text(desk.lang));
    }
    let after = request.uri().query().and_then(|query| query.split_once("after=")).map_or("", |(_, after)| after);
    let after = after.to_owned();
    let mut changes = desk.changes.clone();
    // Where too many wait already, it is told what is so now, and asks again a little later.
    if let Ok(_place) = desk.waiting.try_acquire() {
        let _in_vain = timeout(WAIT, changes.wait_for(|site: &Site| site.version() != after)).await.is_err();
    }
    let now = changes.borrow().clone();
    let text = json!({ "version": now.version(), "findings": now.findings }).to_string();
    let mut response = with(StatusCode::OK, type_of(".json"), text.into());
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A file of the site.
async fn file(State(desk): State<Arc<Shared>>, request: Request) -> Response {
    let Some(path) = path_of(request.uri().path()) else {
        return said(StatusCode::BAD_REQUEST, &Notice::NoAddress.to_text(desk.lang));
    };
    let known = header(request.headers(), &IF_NONE_MATCH).unwrap_or_default().to_owned();
    let (reply, found) = oneshot::channel();
    let is_asked = desk.site.send(Question { path: path.clone(), known, reply }).is_ok();
    let found = if is_asked { found.await.ok() } else { None };
    match found {
        Some(Found::File { bytes, tag }) => part_of(&request, &path, bytes, &tag),
        Some(Found::Same { tag }) => tagged(answer(StatusCode::NOT_MODIFIED, Body::empty()), &tag),
        Some(Found::Moved(to)) => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            let mut response = answer(StatusCode::MOVED_PERMANENTLY, Body::empty());
            put(response.headers_mut(), LOCATION, &format!("{}{query}", utf8_percent_encode(&to, &PLAIN)));
            response
        }
        Some(Found::Nothing(page)) => with(StatusCode::NOT_FOUND, type_of(".html"), page),
        Some(Found::Broken(page)) => with(StatusCode::INTERNAL_SERVER_ERROR, type_of(".html"), page),
        None => said(StatusCode::SERVICE_UNAVAILABLE, ""),
    }
}

/// The file, or the part of it that is asked for.
fn part_of(request: &Request, path: &str, bytes: Bytes, tag: &str) -> Response {
    let headers = request.headers();
    // A part of another file than the browser has is of no use to it.
    let is_same = headers.get(IF_RANGE).is_none_or(|known| known == tag);
    let range = header(headers, &RANGE).filter(|_| is_same && request.method() == Method::GET).unwrap_or_default();
    let length = bytes.len();
    let mut response = match Wanted::of(range, length) {
        Wanted::Whole => with(StatusCode::OK, type_of(path), bytes),
        Wanted::Bytes(part) => {
            let says = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            let mut response = with(StatusCode::PARTIAL_CONTENT, type_of(path), bytes.slice(part));
            put(response.headers_mut(), CONTENT_RANGE, &says);
            response
        }
        Wanted::Beyond => {
            let mut response = answer(StatusCode::RANGE_NOT_SATISFIABLE, Body::empty());
            put(response.headers_mut(), CONTENT_RANGE, &format!("bytes */{length}"));
            response
        }
    };
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    for (name, value) in headers_of(path) {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    tagged(response, tag)
}

fn answer(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

fn with(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let mut response = answer(status, Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn said(status: StatusCode, text: &str) -> Response {
    with(status, type_of(".txt"), format!("{text}\n").into())
}

fn tagged(mut response: Response, tag: &str) -> Response {
    put(response.headers_mut(), ETAG, tag);
    response
}

/// Sets a header that is made here of letters, digits and percents.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The file that an address means, by its path in the site; nothing where the address is no text.
///
/// What looks like an escape and is none stands for itself: `50%.pdf` is found under its own name too.
fn path_of(address: &str) -> Option<String> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let path = nfc(decoded.trim_start_matches('/')).into_owned();
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_the_file_whose_name_it_spells() {
        for (address, path) in [
            ("/", Some("index.html")),
            ("//bai-viet/", Some("bai-viet/index.html")),
            ("/t%C3%A0i%20li%E1%BB%87u.pdf", Some("tài liệu.pdf")),
            ("/ta%CC%80i.pdf", Some("tài.pdf")),
            ("/100%25.pdf", Some("100%.pdf")),
            ("/100%.pdf", Some("100%.pdf")),
            ("/a%2541.pdf", Some("a%41.pdf")),
            ("/a%23b%3Fc.pdf", Some("a#b?c.pdf")),
            ("/%ff", None),
        ] {
            assert_eq!(path_of(address).as_deref(), path, "{address}");
        }
    }
}
