//! `hoctap serve`: the site on this machine, as it is now; its mistakes shown in the page that is being edited.
//!
//! Two threads: one holds the site and makes its files ([`Preview`]); the other talks to browsers ([`Door`]), to all of
//! them at once, so that none waits for another that is slow. They meet in a question and what is found for it. Nothing
//! touches the disk.

mod answer;
pub mod cache;
mod connections;
mod door;
mod guard;
mod preview;
mod range;
mod stall;
mod types;

use crate::diagnostic::{Findings, Lang, Notice, Problem};
use crate::disk::{Root, at};
use crate::error::Failure;
use crate::site::Options;
use crate::source::Config;
use door::Door;
use guard::Hosts;
use preview::{Preview, State};
use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener, UdpSocket};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;

/// A site that is being served.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    hosts: Hosts,
    preview: Preview,
    address: String,
}

impl Server {
    /// Opens the port; 0 takes any free one. Drafts are shown: their author looks at them here.
    pub fn open(mut options: Options, lang: Lang, host: &str, port: u16) -> Result<Self, Failure> {
        // In a folder that is no site there is nothing to wait for.
        let mut findings = Findings::default();
        Config::read(&Root::open(&options.root)?, &mut findings)?;
        if findings.has(|problem| matches!(problem, Problem::NoSite { .. })) {
            return Err(findings.into());
        }
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let place = authority(host, port);
        let opened = TcpListener::bind((host, port)).and_then(|listener| {
            listener.set_nonblocking(true)?;
            let port = listener.local_addr()?.port();
            Ok((listener, port))
        });
        let (listener, port) = opened.map_err(at(Path::new(&place)))?;
        let hosts = Hosts::new(host);
        let address = match hosts.is_any() {
            Some(any) => format!("http://{}/", authority(&own_address(any).to_string(), port)),
            None => format!("http://{}/", authority(host, port)),
        };
        options.base_url = Some(address.clone());
        options.live = true;
        options.drafts = true;
        Ok(Self { listener, hosts, preview: Preview::new(options, lang), address })
    }

    /// Where a browser finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers requests until that is not possible any more, and gives why. Hears of what is only a trouble for a while
    /// through `tell`.
    pub fn run(self, tell: impl Fn(&Notice) + Send + 'static) -> Failure {
        let Self { listener, hosts, preview, address } = self;
        let failed = at(Path::new(address.trim_start_matches("http://").trim_end_matches('/')));
        let (site, questions) = channel();
        let (state, changes) = tokio::sync::watch::channel(State::default());
        let door = Door { listener, hosts, lang: preview.lang(), site, changes };
        // Before the site is read: that takes files too, and there may be few.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
        let talking = runtime.and_then(|runtime| {
            thread::Builder::new().name("browsers".to_owned()).spawn(move || door.run(&runtime, &tell))
        });
        failed(match talking {
            Ok(talking) => {
                preview.follow(&questions, &state);
                talking.join().unwrap_or_else(|_| io::Error::other("the thread that talks to browsers broke off"))
            }
            Err(error) => error,
        })
    }
}

/// A host and a port as they stand in an address.
fn authority(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// Where others in the network find a machine that listens everywhere; the machine's own address where there is none.
fn own_address(any: IpAddr) -> IpAddr {
    // Nothing is sent: the system only says from which address it would be.
    let outward = UdpSocket::bind((any, 0)).and_then(|socket| {
        let documentation: IpAddr =
            if any.is_ipv4() { Ipv4Addr::new(192, 0, 2, 1).into() } else { [0x2001, 0xdb8, 0, 0, 0, 0, 0, 1].into() };
        socket.connect((documentation, 9))?;
        socket.local_addr()
    });
    outward.map_or_else(|_| Ipv4Addr::LOCALHOST.into(), |address| address.ip())
}
