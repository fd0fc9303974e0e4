//! Who may ask: browsers that were sent to the address that was printed, and nobody whom another site sends.
//!
//! A page of another site may give its own name the address of this machine, and would then read what is not published
//! yet (DNS rebinding). It cannot choose the name in `Host`, so only names of this machine are answered.

use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Request};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How a browser says from where a request comes.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names under which this machine is asked.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    given: Name,
}

/// A host, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    Address(IpAddr),
    Text(String),
}

impl Name {
    fn new(text: &str) -> Self {
        let text = text.strip_suffix('.').unwrap_or(text);
        text.parse()
            .map_or_else(|_| Self::Text(text.to_ascii_lowercase()), |ip: IpAddr| Self::Address(ip.to_canonical()))
    }

    /// Of a header: a name or an address, perhaps with a port, and nothing else.
    fn of_header(text: &str) -> Option<Self> {
        let (name, port) = if let Some(rest) = text.strip_prefix('[') {
            let (address, port) = rest.split_once(']')?;
            (Self::Address(address.parse::<Ipv6Addr>().map(|ip| IpAddr::from(ip).to_canonical()).ok()?), port)
        } else {
            let (name, port) = text.find(':').map_or((text, ""), |colon| text.split_at(colon));
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
            if name.is_empty() || !name.bytes().all(is_name) {
                return None;
            }
            (Self::new(name), port)
        };
        let is_port = |port: &str| port.parse::<u16>().is_ok() && port.bytes().all(|byte| byte.is_ascii_digit());
        (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(name)
    }
}

impl Hosts {
    /// The host that the author named, or the one of this machine.
    pub(super) fn new(given: &str) -> Self {
        Self { given: Name::new(given) }
    }

    /// The address that stands for all addresses of the machine, where that was named.
    pub(super) fn is_any(&self) -> Option<IpAddr> {
        match self.given {
            Name::Address(any) if any.is_unspecified() => Some(any),
            _ => None,
        }
    }

    /// Whether a request may be answered that came to this address of the machine.
    pub(super) fn admits<B>(&self, request: &Request<B>, came_to: IpAddr) -> bool {
        // A target with a host is meant for a proxy.
        request.uri().authority().is_none() && self.knows(request.headers(), came_to)
    }

    fn knows(&self, headers: &HeaderMap, came_to: IpAddr) -> bool {
        let Some(name) = only(headers, &HOST).and_then(Name::of_header) else { return false };
        let own: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        match &name {
            name if *name == self.given => true,
            Name::Text(text) => text == "localhost",
            Name::Address(ip) => own.contains(ip) || (self.is_any().is_some() && *ip == came_to.to_canonical()),
        }
    }
}

/// Whether a request comes from a page of this server, or from nobody who says where from.
pub(super) fn is_own<B>(request: &Request<B>) -> bool {
    let headers = request.headers();
    let from_here = |site: &str| matches!(site, "same-origin" | "none");
    let site = !headers.contains_key(FETCH_SITE) || only(headers, &FETCH_SITE).is_some_and(from_here);
    let host = only(headers, &HOST).unwrap_or_default();
    let same = |origin: &str| origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host));
    site && (!headers.contains_key(ORIGIN) || only(headers, &ORIGIN).is_some_and(same))
}

/// A header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(given: &str, came_to: &str, host: &str) -> bool {
        let request = Request::builder().header("host", host).body(()).expect("a request");
        Hosts::new(given).admits(&request, came_to.parse().expect("an address"))
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in ["localhost", "LOCALHOST:8080", "localhost.", "127.0.0.1:1", "[::1]:8080", "[::1]"] {
            assert!(admits("127.0.0.1", "127.0.0.1", host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "a@localhost",
            "localhost:80:80",
            "localhost:x",
            "localhost:",
            "localhost:+80",
            "127.0.0.2",
            "127.1",
            "0x7f.1",
            "2130706433",
            "[::1",
            "::1",
            "[127.0.0.1]",
            "",
            " ",
            "0.0.0.0",
            "192.168.1.5",
        ] {
            assert!(!admits("127.0.0.1", "127.0.0.1", host), "{host}");
        }
        assert!(admits("may-toi.local", "192.168.1.5", "May-Toi.local:8080"));
        assert!(!admits("may-toi.local", "192.168.1.5", "192.168.1.5:8080"));
        assert!(admits("0.0.0.0", "192.168.1.5", "192.168.1.5:8080"));
        assert!(admits("::", "::ffff:192.168.1.5", "192.168.1.5:8080"), "an address of the older kind in the newer");
        assert!(
            !admits("0.0.0.0", "192.168.1.5", "192.168.1.6:8080") && !admits("0.0.0.0", "192.168.1.5", "evil.example")
        );
    }
}
