//! One client never keeps another waiting: not one that is slow, or silent, or sends what is no HTTP, nor many of them.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::minimal;
use crate::support::serving::Serving;

/// The small site with a file that no buffer of the system holds.
fn with_a_large_file() -> crate::support::Site {
    minimal().with("static/lon.bin", vec![0_u8; 64 << 20])
}

/// A client that sends this and then nothing.
fn client(serving: &Serving, sends: &str) -> TcpStream {
    let mut stream = serving.connect();
    stream.write_all(sends.as_bytes()).expect("it takes some bytes");
    stream
}

#[test]
fn a_client_that_is_slow_or_silent_keeps_nobody_waiting() {
    let site = with_a_large_file();
    let mut serving = Serving::start(&site);
    let head = format!("HTTP/1.1\r\nHost: {}\r\n", serving.host());
    let _slow = [
        client(&serving, ""),
        client(&serving, "GET / HT"),
        client(&serving, &format!("GET / {head}X: ")),
        client(&serving, &format!("POST / {head}Content-Length: 1000000\r\n\r\nabc")),
        client(&serving, &format!("GET / {head}Content-Length: 1000000\r\n\r\nabc")),
        client(&serving, &format!("PUT / {head}Expect: 100-continue\r\nContent-Length: 10\r\n\r\n")),
        client(&serving, &format!("POST / {head}Transfer-Encoding: chunked\r\n\r\nfffff\r\nabc")),
        client(&serving, &format!("GET /lon.bin {head}\r\n")),
        client(&serving, &format!("GET /lon.bin {head}\r\n")),
        client(&serving, &format!("GET /.hoctap/changes?after= {head}\r\n")),
    ];
    assert_eq!(serving.get("").0, 200);
    assert_eq!(serving.get("bai-viet/dau-tien/").0, 200);
    assert!(serving.is_running());
}

#[test]
fn a_large_file_arrives_whole_at_one_who_reads_it() {
    let site = with_a_large_file();
    let serving = Serving::start(&site);
    let mut stream =
        client(&serving, &format!("GET /lon.bin HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", serving.host()));
    let (mut answer, mut buffer) = (0_u64, vec![0; 1 << 16]);
    loop {
        match stream.read(&mut buffer).expect("it is sent") {
            0 => break,
            bytes => answer += bytes as u64,
        }
    }
    assert!(answer > 64 << 20, "{answer}");
}

#[test]
fn more_clients_than_there_is_room_for_are_let_go_of_and_the_next_is_answered() {
    let site = minimal();
    let mut serving = Serving::start(&site);
    let (_, home) = serving.get("");
    let version = home.split_once("data-version=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a version").0;
    let waiting = format!("GET /.hoctap/changes?after={version} HTTP/1.1\r\nHost: {}\r\n\r\n", serving.host());
    let _idle: Vec<TcpStream> = (0..150).map(|_| client(&serving, "")).collect();
    let _long: Vec<TcpStream> = (0..150).map(|_| client(&serving, &waiting)).collect();
    let _half: Vec<TcpStream> = (0..20).map(|_| client(&serving, "GET / HTTP/1.1\r\nHost: loc")).collect();
    for _ in 0..3 {
        assert_eq!(serving.get("").0, 200);
    }
    let site = site.replacing("content/_index.md", "title = \"Trang đầu\"", "title = \"Đã sửa rồi\"");
    assert!(serving.get("").1.contains("Đã sửa rồi"));
    drop(site);
    #[cfg(target_os = "linux")]
    assert!(serving.threads() < 32, "{} threads for three hundred clients", serving.threads());
    assert!(serving.is_running());
}

#[cfg(unix)]
#[test]
fn a_machine_that_has_no_room_for_another_connection_is_waited_for_and_it_is_told() {
    let site = minimal();
    let mut serving = Serving::start_with_few_files(&site, 14);
    let idle: Vec<TcpStream> = (0..20).map(|_| client(&serving, "")).collect();
    let told = serving.tells();
    assert!(told.contains("máy đang mở quá nhiều tệp hoặc kết nối") && told.contains("đang đợi"), "{told}");
    assert!(serving.is_running());
    drop(idle);
    assert_eq!(serving.get(".hoctap/live.js").0, 200);
    assert!(serving.is_running());
}

#[test]
fn whatever_is_sent_the_next_client_is_answered() {
    let site = minimal();
    let serving = Serving::start(&site);
    let host = serving.host();
    let piece = prop_oneof![
        Just("GET ".to_owned()),
        Just("/ HTTP/1.1\r\n".to_owned()),
        Just(format!("Host: {host}\r\n")),
        Just("Range: bytes=-18446744073709551616\r\n".to_owned()),
        Just("If-None-Match: \"\r\n".to_owned()),
        Just("Content-Length: -1\r\n".to_owned()),
        Just("Content-Length: 99999999999999999999\r\n".to_owned()),
        Just("Transfer-Encoding: chunked\r\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("CONNECT * HTTP/1.1\r\n".to_owned()),
        Just("OPTIONS * HTTP/1.1\r\n".to_owned()),
        Just("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
        Just("/%00%ff%2f..%5c../?#\u{1F600} ".to_owned()),
        Just("/.hoctap/changes?after=%".to_owned()),
        Just(format!("X: {}\r\n", "x".repeat(40_000))),
        Just("Y: y\r\n".repeat(300)),
    ];
    let pieces =
        prop::collection::vec(prop_oneof![4 => piece.prop_map(String::into_bytes), 1 => any::<Vec<u8>>()], 1..8);
    let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    let held = std::cell::RefCell::new(Vec::new());
    runner
        .run(&pieces, |pieces| {
            let mut stream = serving.connect();
            // It may hang up in the middle.
            let _refused = stream.write_all(&pieces.concat());
            if pieces.len() % 2 == 0 {
                let _already = stream.shutdown(Shutdown::Write);
            }
            held.borrow_mut().push(stream);
            let answer = serving.ask("GET", "/.hoctap/live.js", "");
            prop_assert_eq!(answer.status(), 200);
            Ok(())
        })
        .expect("it is answered");
    assert_eq!(serving.get("").0, 200);
}
