//! Drafts and mistakes are for the author's eyes: a page of another site cannot read them through the author's browser.

use crate::support::minimal;
use crate::support::serving::{Answer, Serving};

fn status(serving: &Serving, request: &str) -> u16 {
    Answer(serving.raw(&request.replace('\n', "\r\n"))).status()
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let site = minimal();
    let serving = Serving::start(&site);
    let port = serving.host().rsplit(':').next().expect("a port");
    for path in ["/", "/.hoctap/changes?after=0", "/.hoctap/live.js", "/khong-co"] {
        let of = |host: &str| status(&serving, &format!("GET {path} HTTP/1.1\n{host}Connection: close\n\n"));
        for host in ["localhost", "127.0.0.1", "[::1]", "LocalHost"] {
            assert_ne!(of(&format!("Host: {host}:{port}\n")), 403, "{host}{path}");
            assert_ne!(of(&format!("Host: {host}\n")), 403, "{host}{path}");
        }
        for host in [
            "",
            "Host:\n",
            "Host: evil.example\n",
            "Host: evil.example:80\n",
            "Host: 127.0.0.1.evil.example\n",
            "Host: localhost@evil.example\n",
            "Host: evil.example\nHost: localhost\n",
            "Host: localhost\nHost: localhost\n",
            "Host: localhost, evil.example\n",
            "Host: 192.0.2.1\n",
            "Host: 0.0.0.0\n",
            "X-Forwarded-Host: localhost\nHost: evil.example\n",
        ] {
            // Where there is none, or two, the library may say 400 before we do.
            assert!(matches!(of(host), 403 | 400), "{host}{path}");
        }
    }
    assert_eq!(status(&serving, "GET http://evil.example/ HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 403);
    assert_eq!(status(&serving, "GET http://localhost/ HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 403);
    assert_eq!(status(&serving, "GET / HTTP/1.0\n\n"), 403);
}

#[test]
fn what_has_changed_is_told_to_pages_of_this_server_only() {
    let site = minimal();
    let serving = Serving::start(&site);
    let own = format!("Origin: http://{}\r\n", serving.host());
    let ask = |headers: &str| serving.ask("GET", "/.hoctap/changes?after=0", headers).status();
    for headers in ["", own.as_str(), "Sec-Fetch-Site: same-origin\r\n", "Sec-Fetch-Site: none\r\n"] {
        assert_eq!(ask(headers), 200, "{headers}");
    }
    for headers in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        assert_eq!(ask(headers), 403, "{headers}");
    }
}

#[test]
fn a_machine_that_is_shown_to_its_network_answers_under_its_own_addresses() {
    let site = minimal();
    let serving = Serving::start_with(&site, &["--host", "0.0.0.0"]);
    let port = serving.host().rsplit(':').next().expect("a port");
    assert!(!serving.address.contains("0.0.0.0"), "an address that others can open: {}", serving.address);
    assert_eq!(serving.get("").0, 200);
    let of = |host: &str| status(&serving, &format!("GET / HTTP/1.1\nHost: {host}:{port}\nConnection: close\n\n"));
    assert_eq!(of("localhost"), 200);
    assert_eq!(of("evil.example"), 403);
    assert_eq!(of("192.0.2.1"), 403, "an address that is none of this machine");

    let serving = Serving::start_with(&site, &["--host", "localhost"]);
    assert!(serving.address.starts_with("http://localhost:"), "{}", serving.address);
    assert_eq!(serving.get("").0, 200);
}
