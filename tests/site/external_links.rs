//! `hoctap check --external`: each address that leaves the site is asked for once, politely, and what it answers is advice.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use expect_test::expect;
use tiny_http::{Header, Method, Response, Server};

use crate::markdown::with_body;

/// One question: method, path, who asked, when.
type Question = (String, String, String, Instant);

/// A host that answers by the path, and what it was asked.
struct Other {
    address: String,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl Other {
    fn open() -> Self {
        let server = Server::http("127.0.0.1:0").expect("a free port on this machine");
        let address = format!("http://127.0.0.1:{}", server.server_addr().to_ip().expect("a port").port());
        let asked: Arc<Mutex<Vec<Question>>> = Arc::default();
        let list = Arc::clone(&asked);
        thread::spawn(move || {
            for request in server.incoming_requests() {
                let agent = request.headers().iter().find(|header| header.field.equiv("User-Agent"));
                let agent = agent.map(|header| header.value.to_string()).unwrap_or_default();
                let question = (request.method().to_string(), request.url().to_owned(), agent, Instant::now());
                list.lock().expect("no thread panics").push(question);
                let is_head = *request.method() == Method::Head;
                let status = match request.url() {
                    "/chi-get" if is_head => 405,
                    "/co" | "/chi-get" => 200,
                    "/chuyen" => 301,
                    "/tam" => 302,
                    "/cam" => 403,
                    _ => 404,
                };
                let to = Header::from_bytes("Location", "/moi").expect("a header");
                let _ = request.respond(Response::empty(status).with_header(to));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<Question> {
        self.asked.lock().expect("no thread panics").clone()
    }
}

#[test]
fn each_address_is_asked_once_and_what_is_gone_is_told_at_every_place() {
    let other = Other::open();
    let host = &other.address;
    let site = with_body(&format!(
        "[một]({host}/co#muc), [hai]({host}/co), [ba]({host}/chi-get), [bốn]({host}/chuyen)\n\n\
         [năm]({host}/tam) [sáu]({host}/cam) [bảy]({host}/mat)\n\n[bảy nữa]({host}/mat#a), [thư](mailto:a@mau.example)\n\n\
         [tám](http://127.0.0.1:9/)\n"
    ));
    let outcome = site.run(&["check", "--external"]).succeeds();
    let told = outcome.stderr.replace(host, "http://noi-khac");
    let told: Vec<&str> =
        told.split_inclusive('\n').filter(|line| !line.contains("base_url") && !line.contains("no-base-url")).collect();
    expect![[r#"
        content/bai.md:5:111: lưu ý[external-link]: liên kết ra ngoài http://noi-khac/chuyen: đã chuyển hẳn sang http://noi-khac/moi
          gợi ý: đổi sang địa chỉ mới
        content/bai.md:7:35: lưu ý[external-link]: liên kết ra ngoài http://noi-khac/cam: máy chủ trả lời mã 403
          gợi ý: mở thử bằng trình duyệt; có thể chỉ là tạm thời
        content/bai.md:7:69: lưu ý[external-link]: liên kết ra ngoài http://noi-khac/mat: máy chủ trả lời mã 404
          gợi ý: tìm địa chỉ mới, hoặc bỏ liên kết
        content/bai.md:9:1: lưu ý[external-link]: liên kết ra ngoài http://noi-khac/mat: máy chủ trả lời mã 404
          gợi ý: tìm địa chỉ mới, hoặc bỏ liên kết
        content/bai.md:11:1: lưu ý[external-link]: liên kết ra ngoài http://127.0.0.1:9/: không tới được máy chủ
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
    let other = Other::open();
    let link = format!("[một]({}/mat)\n", other.address);
    with_body(&link).check().succeeds();
    with_body(&link).build().succeeds();
    with_body(&format!("{link}\n[hai](@/khong-co.md)\n")).run(&["check", "--external"]).exits(1);
    assert!(other.asked().is_empty(), "{:?}", other.asked());
}

#[test]
fn a_program_reads_the_answers_as_json() {
    let other = Other::open();
    let site = with_body(&format!("[một]({}/mat)\n", other.address));
    let outcome = site.run(&["check", "--external", "--format", "json"]).succeeds();
    let findings: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("findings are JSON");
    let found = findings.as_array().into_iter().flatten().find(|finding| finding["code"] == "external-link");
    let found = found.expect("the address is gone");
    assert_eq!((&found["severity"], &found["line"]), (&"advice".into(), &5.into()));
}
