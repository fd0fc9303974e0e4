//! From saving a file to the new page served, beside Hugo's server on the same corpus.
//!
//! A page gets a new last line and is asked for at once, again and again until it says so: what an author waits for.
//! hoctap answers the first request with the new page; Hugo sees the edit by itself and answers with the old one until
//! its pages are made.

use crate::corpus::{Corpus, Page};
use crate::tools::{Hoctap, Hugo, Tool};
use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const EDITS: usize = 5;
/// Nobody waits longer.
const AT_MOST: Duration = Duration::from_secs(60);

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The median seconds until an edit is served: hoctap's, and Hugo's where it is installed.
pub(crate) fn seconds(corpus: &Corpus, folder: &Path) -> Result<(f64, Option<f64>), Box<dyn Error>> {
    let page = &corpus.pages[corpus.pages.len() / 2];
    let site = folder.join(Hoctap.name());
    let mut hoctap = Running(
        Command::new(env!("CARGO_BIN_EXE_hoctap"))
            .args(["serve", "--port", "0", "--root"])
            .arg(&site)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?,
    );
    let mut line = String::new();
    BufReader::new(hoctap.0.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let address = line.split_once("http://").and_then(|(_, rest)| rest.split_once('/')).ok_or("no address")?.0;
    let ours = edits(&site, &Page::path(page.number), address)?;
    drop(hoctap);
    if Hugo.version().is_none() {
        return Ok((ours, None));
    }
    let site = folder.join(Hugo.name());
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let _hugo = Running(
        Command::new("hugo")
            .args(["server", "--quiet", "--port", &port.to_string(), "--source"])
            .arg(&site)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?,
    );
    Ok((ours, Some(edits(&site, &Page::path(page.number), &format!("127.0.0.1:{port}"))?)))
}

fn edits(site: &Path, page: &str, address: &str) -> Result<f64, Box<dyn Error>> {
    let file = site.join(format!("content/{page}.md"));
    let text = fs::read_to_string(&file)?;
    wait_for(address, page, "</html>")?;
    // Files that were just written are looked at more closely than those of a site that somebody edits.
    sleep(Duration::from_secs(3));
    let mut seconds = Vec::new();
    for edit in 0..=EDITS {
        let said = format!("Lần sửa thứ {edit} đây");
        sleep(Duration::from_millis(700));
        let start = Instant::now();
        fs::write(&file, format!("{text}\n\n{said}\n"))?;
        wait_for(address, page, &said)?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    fs::write(&file, text)?;
    // The first is not counted: caches are cold.
    seconds.remove(0);
    seconds.sort_by(f64::total_cmp);
    Ok(seconds[seconds.len() / 2])
}

fn wait_for(address: &str, page: &str, said: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    while start.elapsed() < AT_MOST {
        if get(address, page).is_ok_and(|html| html.contains(said)) {
            return Ok(());
        }
        sleep(Duration::from_millis(2));
    }
    Err(format!("http://{address}/{page}/ never said “{said}”").into())
}

fn get(address: &str, page: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET /{page}/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
