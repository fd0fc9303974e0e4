//! `hoctap check --external`: each address that leaves the site is asked for once, politely, and what it answers is advice.

use std::io::{BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use expect_test::expect;

use crate::markdown::with_body;
use crate::support::{Outcome, Site};

/// One question: method, path, who asked, when.
type Question = (String, String, String, Instant);

/// All other hosts, behind a proxy on this machine: answers by the path, and keeps what it was asked.
struct Others {
    proxy: String,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl Others {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let proxy = format!("http://{}", listener.local_addr().expect("a port"));
        let asked: Arc<Mutex<Vec<Question>>> = Arc::default();
        let list = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let list = Arc::clone(&list);
                thread::spawn(move || answer(&stream, &list));
            }
        });
        Self { proxy, asked }
    }

    fn asked(&self) -> Vec<Question> {
        self.asked.lock().expect("no thread panics").clone()
    }

    /// `hoctap check --external` of a site, on a machine whose way out is this proxy.
    fn check(&self, site: &Site, more: &[&str]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoctap"));
        command.args(["check", "--external"]).args(more).current_dir(site.root()).env("ALL_PROXY", &self.proxy);
        let output =
            command.env_remove("NO_PROXY").env_remove("no_proxy").output().expect("hoctap was built for this test");
        let text = |bytes| String::from_utf8(bytes).expect("hoctap writes UTF-8");
        Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// The lines of a request, to the empty one; none where there is no more.
fn head(reader: &mut impl BufRead) -> Vec<String> {
    reader.lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect()
}

/// Answers all that comes by one connection.
fn answer(stream: &TcpStream, list: &Mutex<Vec<Question>>) {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let head = head(&mut reader);
        let Some(first) = head.first() else { return };
        let mut words = first.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if method == "CONNECT" {
            let is_there = !target.starts_with("khong-toi.example");
            let status = if is_there { "200 OK" } else { "502 Bad Gateway" };
            if write!(writer, "HTTP/1.1 {status}\r\n\r\n").is_err() || !is_there {
                return;
            }
            continue;
        }
        let agent =
            head.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("user-agent: ").map(str::to_owned));
        let question = (method.to_owned(), target.to_owned(), agent.unwrap_or_default(), Instant::now());
        list.lock().expect("no thread panics").push(question);
        let status = match target {
            "/chi-get" if method == "HEAD" => 405,
            "/co" | "/chi-get" => 200,
            "/chuyen" => 301,
            "/tam" => 302,
            "/cam" => 403,
            _ => 404,
        };
        if write!(writer, "HTTP/1.1 {status} X\r\nLocation: /moi\r\nContent-Length: 0\r\n\r\n").is_err() {
            return;
        }
    }
}

#[test]
fn each_address_is_asked_once_and_what_is_gone_is_told_at_every_place() {
    let other = Others::open();
    let host = "http://noi-khac.example";
    let site = with_body(&format!(
        "[một]({host}/co#muc), [hai]({host}/co), [ba]({host}/chi-get), [bốn]({host}/chuyen)\n\n\
         [năm]({host}/tam) [sáu]({host}/cam) [bảy]({host}/mat)\n\n[bảy nữa]({host}/mat#a), [thư](mailto:a@mau.example)\n\n\
         [tám](http://khong-toi.example/)\n"
    ));
    let outcome = other.check(&site, &[]).succeeds();
    let told = outcome.stderr;
    let told: Vec<&str> =
        told.split_inclusive('\n').filter(|line| !line.contains("base_url") && !line.contains("no-base-url")).collect();
    expect![[r#"
        content/bai.md:5:114: lưu ý[external-link]: liên kết ra ngoài http://noi-khac.example/chuyen: đã chuyển hẳn sang http://noi-khac.example/moi
          gợi ý: đổi sang địa chỉ mới
        content/bai.md:7:36: lưu ý[external-link]: liên kết ra ngoài http://noi-khac.example/cam: máy chủ trả lời mã 403
          gợi ý: mở thử bằng trình duyệt; có thể chỉ là tạm thời
        content/bai.md:7:71: lưu ý[external-link]: liên kết ra ngoài http://noi-khac.example/mat: máy chủ trả lời mã 404
          gợi ý: tìm địa chỉ mới, hoặc bỏ liên kết
        content/bai.md:9:1: lưu ý[external-link]: liên kết ra ngoài http://noi-khac.example/mat: máy chủ trả lời mã 404
          gợi ý: tìm địa chỉ mới, hoặc bỏ liên kết
        content/bai.md:11:1: lưu ý[external-link]: liên kết ra ngoài http://khong-toi.example/: không tới được máy chủ
          gợi ý: mở thử bằng trình duyệt; có thể chỉ là tạm thời
    "#]].assert_eq(&told.concat());

    let asked = other.asked();
    let questions: Vec<String> = asked.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    for once in ["HEAD /co", "GET /chi-get", "HEAD /chuyen", "HEAD /tam", "GET /mat"] {
        assert_eq!(questions.iter().filter(|question| *question == once).count(), 1, "{once}: {questions:?}");
    }
    assert!(
        !questions.contains(&"GET /co".to_owned()) && !questions.contains(&"HEAD /moi".to_owned()),
        "{questions:?}"
    );
    assert!(asked.iter().all(|(.., agent, _)| agent.starts_with("hoctap/")), "{asked:?}");
    let pauses = asked.windows(2).map(|pair| pair[1].3 - pair[0].3);
    assert!(pauses.min().is_some_and(|pause| pause > Duration::from_millis(900)), "one after the other, with a pause");
}

#[test]
fn nobody_is_asked_unless_that_is_wanted_or_while_the_site_has_errors() {
    let other = Others::open();
    let link = "[một](http://noi-khac.example/mat)\n";
    with_body(link).check().succeeds();
    with_body(link).build().succeeds();
    other.check(&with_body(&format!("{link}\n[hai](@/khong-co.md)\n")), &[]).exits(1);
    assert!(other.asked().is_empty(), "{:?}", other.asked());
}

#[test]
fn a_program_reads_the_answers_as_json() {
    let other = Others::open();
    let site = with_body("[một](http://noi-khac.example/mat)\n");
    let outcome = other.check(&site, &["--format", "json"]).succeeds();
    let findings: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("findings are JSON");
    let found = findings.as_array().into_iter().flatten().find(|finding| finding["code"] == "external-link");
    let found = found.expect("the address is gone");
    assert_eq!((&found["severity"], &found["line"]), (&"advice".into(), &5.into()));
}

#[test]
fn no_host_of_this_machine_or_its_network_is_asked() {
    let here = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
    here.set_nonblocking(true).expect("a listener that does not wait");
    let port = here.local_addr().expect("a port").port();
    let hosts = ["localhost", "127.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"];
    let links: Vec<String> = hosts.iter().map(|host| format!("[a](http://{host}:{port}/)")).collect();
    let site = with_body(&format!("{}\n\n[b](http://169.254.169.254/)\n", links.join("\n")));
    let told = site.run(&["check", "--external"]).succeeds().stderr;
    let inner = told.matches("là địa chỉ của máy này hoặc của mạng nội bộ, nên không hỏi thử").count();
    assert_eq!(inner, hosts.len() + 1, "{told}");
    assert!(here.accept().is_err(), "somebody came");
    let told = Others::open().check(&site, &[]).succeeds().stderr;
    assert_eq!(told.matches("mạng nội bộ").count(), hosts.len() + 1, "a proxy is not sent there either:\n{told}");
}
