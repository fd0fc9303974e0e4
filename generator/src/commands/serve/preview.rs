//! The site as its author sees it while writing: read anew after an edit, its files made when a browser asks for them.
//!
//! After an edit the site is planned anew; only files that changed ([`Snapshot`]) are read and rendered again
//! ([`PreviewCache`]), and of the pages only those are made that are asked for ([`live`]). A script that only this
//! server adds to pages (`live.js`) asks what has changed and waits for the answer; it reloads the page, or shows the
//! findings over it until they are mended.

use super::cache::PreviewCache;
use crate::commands::build::{Live, live};
use crate::diagnostic::{Lang, Notice};
use crate::disk::Snapshot;
use crate::site::Options;
use axum::body::Bytes;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::{oneshot, watch};

/// How often the files are looked at while nobody asks for a page.
const LOOK: Duration = Duration::from_millis(300);
/// From this size on a file is in memory once, however many it is sent to.
const LARGE: usize = 64 << 10;

/// What a browser asks of the site.
pub(super) struct Question {
    /// The file, by its path in the site.
    pub(super) path: String,
    /// The tags of what the browser has already.
    pub(super) known: String,
    pub(super) reply: oneshot::Sender<Found>,
}

/// What the site has for it.
pub(super) enum Found {
    /// The file, and the tag of these very bytes.
    File { bytes: Bytes, tag: String },
    /// What the browser has is still right.
    Same { tag: String },
    /// A folder: its page stands here.
    Moved(String),
    /// The page for an unknown address.
    Nothing(Bytes),
    /// Something is wrong with the site: a page that says what.
    Broken(Bytes),
}

/// The site as it was last read: what browsers wait for.
#[derive(Default, Clone)]
pub(super) struct State {
    /// Of the files: the same files, the same number.
    pub(super) fingerprint: u64,
    /// What is wrong with it, as text.
    pub(super) findings: Option<String>,
}

impl State {
    pub(super) fn version(&self) -> String {
        format!("{:x}", self.fingerprint)
    }
}

/// Holds the site.
#[derive(Debug)]
pub(super) struct Preview {
    options: Options,
    lang: Lang,
    /// Begins every tag of this run: what an earlier one sent may have been made otherwise.
    run: String,
}

impl Preview {
    pub(super) fn new(options: Options, lang: Lang) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { options, lang, run: format!("{:x}", now.as_nanos()) }
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Holds the site and answers from it, as long as somebody may ask.
    pub(super) fn follow(&self, questions: &Receiver<Question>, state: &watch::Sender<State>) {
        let (mut files, mut waiting) = (self.look(), None);
        let mut memory = PreviewCache::default();
        loop {
            let fingerprint = files.fingerprint();
            memory.look(files);
            let served = live(&self.options, &mut memory, |live| {
                let now = State { fingerprint, findings: None };
                state.send_replace(now.clone());
                self.serve(&now, Some(live), questions, waiting.take())
            });
            let change = served.unwrap_or_else(|failure| {
                let now = State { fingerprint, findings: Some(failure.to_text(self.lang)) };
                state.send_replace(now.clone());
                self.serve(&now, None, questions, waiting.take())
            });
            let Some(change) = change else { return };
            (files, waiting) = change;
        }
    }

    fn look(&self) -> Snapshot {
        Snapshot::take(&self.options.root)
    }

    /// Answers until a file changes; gives the new look at the files, and the question that is to be answered from the
    /// site after it. Nothing where there is nobody to answer any more.
    fn serve(
        &self,
        state: &State,
        live: Option<&Live<'_, '_>>,
        questions: &Receiver<Question>,
        mut waiting: Option<Question>,
    ) -> Option<(Snapshot, Option<Question>)> {
        let mut looked = Instant::now();
        let mut sent = Sent::default();
        loop {
            let question = match waiting.take() {
                Some(question) => Some(question),
                None => match questions.recv_timeout(LOOK) {
                    Ok(question) => Some(question),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return None,
                },
            };
            // A page is always of now; what it loads belongs to it.
            let must_look = question.as_ref().is_some_and(|question| is_page(&question.path));
            if must_look || looked.elapsed() >= LOOK {
                let files = self.look();
                if files.fingerprint() != state.fingerprint {
                    return Some((files, question));
                }
                looked = Instant::now();
            }
            // Whoever hung up meanwhile is owed nothing.
            if let Some(question) = question.filter(|question| !question.reply.is_closed()) {
                let found = self.find(&question, state, live, &mut sent);
                let _hung_up = question.reply.send(found);
            }
        }
    }

    fn find(&self, question: &Question, state: &State, live: Option<&Live<'_, '_>>, sent: &mut Sent) -> Found {
        let Some(live) = live else { return self.broken(state.findings.as_deref().unwrap_or_default(), state) };
        let path = question.path.as_str();
        let tag = format!("\"{}-{}\"", self.run, state.version());
        if live.has(path) && question.known.contains(&tag) {
            return Found::Same { tag };
        }
        if let Some(bytes) = sent.still(path) {
            return Found::File { bytes, tag };
        }
        match live.file(path) {
            Some(Ok(bytes)) if is_page(path) => {
                Found::File { bytes: self.followed(bytes, state, live.is_draft(path)), tag }
            }
            Some(Ok(bytes)) => Found::File { bytes: sent.keep(path, bytes), tag },
            Some(Err(failure)) => self.broken(&failure.to_text(self.lang), state),
            None if live.has(&format!("{path}/index.html")) => Found::Moved(format!("/{path}/")),
            None => {
                let page = live.file("404.html").and_then(Result::ok).unwrap_or_default();
                Found::Nothing(self.followed(page, state, false))
            }
        }
    }

    /// The findings as a page of their own, which comes back by itself when they are mended.
    fn broken(&self, findings: &str, state: &State) -> Found {
        let findings = findings.replace('&', "&amp;").replace('<', "&lt;");
        let page = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>hoctap</title><body><pre>{findings}</pre></body></html>",
            match self.lang {
                Lang::Vi => "vi",
                Lang::En => "en",
            }
        );
        Found::Broken(self.followed(page.into_bytes(), state, false))
    }

    /// A page with the script that follows edits, and a ribbon where nobody else sees it yet.
    fn followed(&self, page: Vec<u8>, state: &State, is_draft: bool) -> Bytes {
        let Ok(mut page) = String::from_utf8(page) else { return Bytes::new() };
        if let Some(body) = page.find("<body").and_then(|start| Some(start + page[start..].find('>')? + 1))
            && is_draft
        {
            let ribbon = format!("<p data-hoctap-draft role=\"note\">{}</p>", Notice::Draft.to_text(self.lang));
            page.insert_str(body, &ribbon);
        }
        let version = state.version();
        let script = format!("<script src=\"/.hoctap/live.js\" data-version=\"{version}\" defer></script></body>");
        page.replacen("</body>", &script, 1).into()
    }
}

/// Large files that are being sent: the same file is in memory once, however slowly many read it.
#[derive(Default)]
struct Sent(HashMap<String, Weak<Vec<u8>>>);

/// The bytes of a file that others may be sent too.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Sent {
    /// The bytes of a file that is being sent to somebody just now.
    fn still(&self, path: &str) -> Option<Bytes> {
        let bytes = self.0.get(path)?.upgrade()?;
        Some(Bytes::from_owner(Shared(bytes)))
    }

    fn keep(&mut self, path: &str, bytes: Vec<u8>) -> Bytes {
        if bytes.len() < LARGE {
            return bytes.into();
        }
        self.0.retain(|_, bytes| bytes.strong_count() > 0);
        let bytes = Arc::new(bytes);
        self.0.insert(path.to_owned(), Arc::downgrade(&bytes));
        Bytes::from_owner(Shared(bytes))
    }
}

/// Whether a file is a page; the generator writes names in small letters.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html")
}
