//! The only way to stdout and stderr.
//!
//! Whoever stops reading closes the pipe, and that is no error; everything else that keeps words from arriving is one: a
//! result of which half is missing looks like a whole one.

use generator::commands::build::Report;
use generator::diagnostic::{Lang, Said};
use generator::error::Failure;
use std::io::{self, stderr, stdout};
#[cfg(unix)]
use std::os::fd::AsFd;
use std::path::Path;

/// What came of a command: to stdout.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// The same, where it is no text.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut to = stdout().lock();
    all(|bytes| write(&mut to, bytes), bytes)
}

/// What is said beside the result: to stderr.
pub(crate) fn tell(text: &str) -> Result<(), Failure> {
    let mut to = stderr().lock();
    all(|bytes| write(&mut to, bytes), text.as_bytes())
}

fn all(mut write: impl FnMut(&[u8]) -> io::Result<usize>, mut bytes: &[u8]) -> Result<(), Failure> {
    while !bytes.is_empty() {
        match write(bytes) {
            Ok(0) => return Err(Failure::Output(io::ErrorKind::WriteZero.into())),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => return Err(Failure::Output(error)),
        }
    }
    Ok(())
}

/// To the stream itself: Rust's own writer takes one that is open, but not to be written to, for one that took all.
#[cfg(unix)]
fn write(to: &mut impl AsFd, bytes: &[u8]) -> io::Result<usize> {
    Ok(rustix::io::write(to, bytes)?)
}

#[cfg(not(unix))]
fn write(to: &mut impl io::Write, bytes: &[u8]) -> io::Result<usize> {
    to.write_all(bytes).and_then(|()| to.flush()).map(|()| bytes.len())
}

/// The drafts that are not on a site; nothing where there is none.
pub(crate) fn drafts(report: &Report, lang: Lang) -> String {
    const NAMED: usize = 5;
    let (number, drafts) = (report.drafts.len(), &report.drafts);
    if number == 0 {
        return String::new();
    }
    let mut names = drafts
        .iter()
        .take(NAMED)
        .map(|path| super::shown(Path::new(&format!("content/{path}"))))
        .collect::<Vec<_>>()
        .join(", ");
    if number > NAMED {
        names.push_str(", …");
    }
    Said::Drafts { number, names: &names }.to_text(lang)
}
