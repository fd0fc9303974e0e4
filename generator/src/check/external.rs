//! Links that leave the site: each address is asked for once, politely.
//!
//! Apart from all other checks, because it needs the network and takes its time, and because what another host answers
//! today says little of tomorrow: everything here is advice. Hosts are asked at the same time, but each of them one
//! question after the other. No host of this machine or of its own network is asked: a link there leads readers nowhere, and
//! what answers may not be meant for who wrote it.

use crate::diagnostic::{Answer, ContentProblem, Findings, Place};
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, config::Config};

/// How long a host may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Between two questions to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 8;

/// What a host reads of who asks.
const NAME: &str = concat!("hoctap/", env!("CARGO_PKG_VERSION"), " (link check of a static site; HEAD, then GET)");

/// Asks for every address, and says where those stand that did not answer with a page.
pub fn check_external(outside: &[(Place, String)], findings: &mut Findings) {
    let mut places: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for (place, address) in outside.iter().filter(|(_, address)| host_of(address).is_some()) {
        let address = address.split('#').next().unwrap_or_default();
        places.entry(address).or_default().push(place);
    }
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in places.keys() {
        hosts.entry(host_of(address).unwrap_or_default()).or_default().push(address);
    }
    for (address, answer) in answers(hosts.into_values().collect()) {
        for place in &places[address] {
            let (address, answer) = (address.to_owned(), answer.clone());
            findings.add((*place).clone(), ContentProblem::External { address, answer });
        }
    }
}

/// The host of an address of the web, with its port.
fn host_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    (is_web && !host.is_empty()).then_some(host)
}

/// The addresses that did not answer with a page, and what they answered instead.
fn answers(hosts: Vec<Vec<&str>>) -> Vec<(&str, Answer)> {
    let config = Agent::config_builder()
        .user_agent(NAME)
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Outward::default());
    let (waiting, found) = (Mutex::new(hosts), Mutex::new(Vec::new()));
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let ask_all = || {
        while let Some(addresses) = next() {
            for (index, address) in addresses.into_iter().enumerate() {
                if index > 0 {
                    thread::sleep(PAUSE);
                }
                if let Some(answer) = ask(&agent, address) {
                    found.lock().unwrap_or_else(PoisonError::into_inner).push((address, answer));
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..AT_ONCE {
            // A machine that has no threads left asks them one after the other.
            let _fewer = thread::Builder::new().spawn_scoped(scope, ask_all);
        }
        ask_all();
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Finds the addresses of hosts, but of none that is this machine or in its own network.
#[derive(Debug, Default)]
struct Outward(DefaultResolver);

/// Why a host is not asked.
#[derive(Debug)]
struct Inner;

impl std::error::Error for Inner {}

impl std::fmt::Display for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an address of this machine or of its own network")
    }
}

impl Resolver for Outward {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = self.0.resolve(uri, config, timeout)?;
        // A proxy asks in our place; it may well stand in this network.
        let is_proxy = config.proxy().is_some_and(|proxy| uri.authority() == proxy.uri().authority());
        if !is_proxy && addresses.iter().any(|address| is_inner(address.ip())) {
            return Err(Error::Io(io::Error::other(Inner)));
        }
        Ok(addresses)
    }
}

/// Whether an address is of this machine or of its own network.
fn is_inner(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_multicast()
                || first == 0
                // Between a provider and its customers (RFC 6598).
                || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(ip) => {
            // One of the older kind inside (RFC 4291, 2.5.5.1).
            let [.., high, low] = ip.segments();
            let is_old = ip.segments()[..6] == [0; 6];
            let old = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || (is_old && is_inner(old.into()))
        }
    }
}

/// Whether the name of a host says by itself that it is of this machine or of its own network.
fn is_inner_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // `127.1` and `2130706433` are addresses too, to who looks them up.
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with("0x") || (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()));
    if let Ok(address) = name.parse() {
        return is_inner(address);
    }
    is_number || ends("localhost") || ends("local") || ends("internal")
}

/// What is wrong with an address. Some hosts refuse the short question and answer the long one.
fn ask(agent: &Agent, address: &str) -> Option<Answer> {
    if host_of(address).is_some_and(is_inner_name) {
        return Some(Answer::Inner);
    }
    match agent.head(address).call() {
        Ok(response) if !response.status().is_client_error() && !response.status().is_server_error() => {
            moved(address, &response)
        }
        Err(Error::Timeout(_)) => Some(Answer::Timeout),
        Err(Error::Io(error)) if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Inner>) => {
            Some(Answer::Inner)
        }
        Err(Error::HostNotFound | Error::ConnectionFailed) => Some(Answer::Unreachable),
        Ok(_) | Err(_) => {
            thread::sleep(PAUSE);
            match agent.get(address).call() {
                Ok(response) if response.status().is_client_error() || response.status().is_server_error() => {
                    Some(Answer::Status(response.status().as_u16()))
                }
                Ok(response) => moved(address, &response),
                Err(Error::Timeout(_)) => Some(Answer::Timeout),
                Err(_) => Some(Answer::Unreachable),
            }
        }
    }
}

/// Where an address moved for good; a detour of today is none of our business.
fn moved(address: &str, response: &Response<Body>) -> Option<Answer> {
    let for_good = [StatusCode::MOVED_PERMANENTLY, StatusCode::PERMANENT_REDIRECT].contains(&response.status());
    let to = response.headers().get(header::LOCATION).filter(|_| for_good)?.to_str().ok()?;
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?']).next()?;
    Some(Answer::Moved(match to {
        to if to.starts_with("//") => format!("{scheme}:{to}"),
        to if to.starts_with('/') => format!("{scheme}://{host}{to}"),
        to => to.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_have_a_host_to_ask() {
        for (address, host) in [
            ("https://mau.example/a", Some("mau.example")),
            ("HTTP://a@mau.example:81?b", Some("mau.example:81")),
            ("mailto:a@mau.example", None),
            ("tel:+84", None),
            ("https://", None),
        ] {
            assert_eq!(host_of(address), host, "{address}");
        }
    }

    #[test]
    fn no_host_of_this_machine_or_its_network_is_asked() {
        for host in [
            "localhost",
            "a.LOCALHOST:80",
            "may-in.local",
            "127.0.0.1:9",
            "127.9.9.9",
            "[::1]:80",
            "[::ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "169.254.169.254",
            "[fe80::1]",
            "[fd00::1]",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "[::]",
            "127.1",
            "2130706433:80",
            "0x7f.0x1",
        ] {
            assert!(is_inner_name(host), "{host}");
        }
        for host in ["mau.example", "local.example", "8.8.8.8", "172.32.0.1", "[2001:db8::1]", "notlocalhost"] {
            assert!(!is_inner_name(host), "{host}");
        }
    }
}
