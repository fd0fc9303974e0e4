//! What could not be printed is said: a result that is cut off looks like a whole one. Only whoever stops reading is no
//! error.
#![cfg(unix)]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::support::{Site, minimal, site};

/// A sheet that can be scored and added up.
const SHEET: &str = r#"{"set":"mau","year":2026,"group":null,"answers":{"doc":8,"ke-hoach":"unknown","cung-lam":10}}"#;

/// Commands that print a result, each with its arguments.
const PRINTING: [&[&str]; 12] = [
    &["--help"],
    &["--version"],
    &["build", "--help"],
    &["build"],
    &["check"],
    &["check", "--format", "json"],
    &["score", "mau", "--answers", "phieu.json"],
    &["tally", "mau", "phieu.json"],
    &["tally", "mau", "phieu.json", "--format", "csv"],
    &["export", "mau", "--format", "json", "--out", "-"],
    &["export", "mau", "--format", "csv", "--out", "-"],
    &["new", "article", "Bài mới"],
];

fn complete() -> Site {
    minimal().with("phieu.json", SHEET)
}

/// Exit status and what was said on stderr; each stream goes where it is told to.
fn run(site: &Site, arguments: &[&str], stdout: impl Into<Stdio>, stderr: impl Into<Stdio>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hoctap"));
    command.args(arguments).current_dir(site.root()).stdin(Stdio::null()).stdout(stdout).stderr(stderr);
    let output =
        command.spawn().and_then(std::process::Child::wait_with_output).expect("hoctap was built for this test");
    (output.status.code(), String::from_utf8(output.stderr).expect("hoctap writes UTF-8"))
}

/// Takes nothing, as a full disk does.
#[cfg(target_os = "linux")]
fn full() -> File {
    File::options().write(true).open("/dev/full").expect("Linux has it")
}

/// The end of a pipe that nobody reads any more.
fn unread() -> std::io::PipeWriter {
    std::io::pipe().expect("a pipe").1
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_a_full_disk_cuts_off_is_an_error() {
    for arguments in PRINTING {
        let (code, told) = run(&complete(), arguments, full(), Stdio::piped());
        assert_eq!(code, Some(2), "{arguments:?}: {told}");
        assert!(told.contains("đĩa đã đầy"), "{arguments:?}: {told}");
    }
    let (code, told) = run(&complete(), &["serve", "--port", "0"], full(), Stdio::piped());
    assert!(code == Some(2) && told.contains("đĩa đã đầy"), "{code:?}: {told}");
}

/// Open, but not to be written to: as a command has it whose output was mistyped, `1<file`.
#[test]
fn a_result_that_goes_where_nothing_can_be_written_is_an_error() {
    let read_only = || File::open("/dev/null").expect("every Unix has it");
    for arguments in PRINTING {
        let (code, told) = run(&complete(), arguments, read_only(), Stdio::piped());
        assert_eq!(code, Some(2), "{arguments:?}: {told}");
        assert!(told.contains("lỗi: "), "{arguments:?}: {told}");
    }
    assert_eq!(run(&complete(), &["khong-co"], Stdio::null(), read_only()).0, Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn findings_that_a_full_disk_cuts_off_are_an_error() {
    let lines = "a <b>x\n".repeat(500);
    let site = site(&format!("-- content/b.md --\n+++\ntitle = \"B\"\ndescription = \"Một câu.\"\n+++\n{lines}"));
    let commands: [&[&str]; 4] = [&["check"], &["build"], &["khong-co"], &["score", "mau", "--answers", "khong-co"]];
    for arguments in commands {
        assert_eq!(run(&site, arguments, Stdio::null(), full()).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn whoever_stops_reading_is_no_error() {
    for arguments in PRINTING {
        let (code, told) = run(&complete(), arguments, unread(), Stdio::piped());
        assert_eq!(code, Some(0), "{arguments:?}: {told}");
        assert!(!told.contains("panicked"), "{arguments:?}: {told}");
        let (code, _) = run(&complete(), arguments, unread(), unread());
        assert_eq!(code, Some(0), "{arguments:?}");
    }
    let with_mistakes = complete().with("content/articles/hong.md", "+++\n");
    let commands: [(&[&str], i32); 4] = [(&["check"], 1), (&["build"], 1), (&["khong-co"], 2), (&["export", "x"], 1)];
    for (arguments, status) in commands {
        assert_eq!(run(&with_mistakes, arguments, unread(), unread()).0, Some(status), "{arguments:?}");
    }
}

#[test]
fn streams_that_are_closed_are_no_crash() {
    for arguments in PRINTING {
        let site = complete();
        let line = format!("exec {} \"$@\" >&- 2>&- <&-", env!("CARGO_BIN_EXE_hoctap"));
        let status = Command::new("sh").args(["-c", &line, "sh"]).args(arguments).current_dir(site.root()).status();
        assert_eq!(status.expect("a shell").code(), Some(0), "{arguments:?}");
    }
}
