//! Links that leave the site: each address is asked for once, politely.
//!
//! Apart from all other checks, because it needs the network and takes its time, and because what another host answers
//! today says little of tomorrow: everything here is advice. Hosts are asked at the same time, but each of them one
//! question after the other.

use crate::diagnostic::{Answer, ContentProblem, Findings, Place};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error};

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
    let agent = Agent::new_with_config(config);
    let (waiting, found) = (Mutex::new(hosts), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(addresses) = waiting.lock().expect("no thread panics").pop() else { return };
                    for (index, address) in addresses.into_iter().enumerate() {
                        if index > 0 {
                            thread::sleep(PAUSE);
                        }
                        if let Some(answer) = ask(&agent, address) {
                            found.lock().expect("no thread panics").push((address, answer));
                        }
                    }
                }
            });
        }
    });
    found.into_inner().expect("no thread panics")
}

/// What is wrong with an address. Some hosts refuse the short question and answer the long one.
fn ask(agent: &Agent, address: &str) -> Option<Answer> {
    match agent.head(address).call() {
        Ok(response) if !response.status().is_client_error() && !response.status().is_server_error() => {
            moved(address, &response)
        }
        Err(Error::Timeout(_)) => Some(Answer::Timeout),
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
}
