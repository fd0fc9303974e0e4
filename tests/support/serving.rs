//! `hoctap serve`, as an author starts it.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::Site;

/// So long an answer may take on a slow machine; one that never comes fails the test.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `hoctap serve`, ended when dropped.
pub(crate) struct Serving {
    process: Child,
    pub(crate) address: String,
    agent: ureq::Agent,
    /// What it says on stderr, line by line.
    told: Mutex<Receiver<String>>,
}

impl Serving {
    /// In the folder of a site, on any free port.
    pub(crate) fn start(site: &Site) -> Self {
        Self::run(site, Command::new(env!("CARGO_BIN_EXE_hoctap")).args(["serve", "--port", "0"]))
    }

    /// The same with more arguments.
    pub(crate) fn start_with(site: &Site, more: &[&str]) -> Self {
        Self::run(site, Command::new(env!("CARGO_BIN_EXE_hoctap")).args(["serve", "--port", "0"]).args(more))
    }

    /// The same, where the system allows it only so many open files.
    pub(crate) fn start_with_few_files(site: &Site, files: usize) -> Self {
        let line = format!("ulimit -n {files}; exec {} serve --port 0", env!("CARGO_BIN_EXE_hoctap"));
        Self::run(site, Command::new("sh").args(["-c", &line]))
    }

    fn run(site: &Site, command: &mut Command) -> Self {
        let mut process = command
            .current_dir(site.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("hoctap was built for this test");
        let errors = BufReader::new(process.stderr.take().expect("its errors are piped"));
        let (tell, told) = channel();
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let address = lines.next().expect("it prints its address").expect("the address is text");
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = config.timeout_global(Some(PATIENCE)).proxy(None).build().new_agent();
        Self { process, address, agent, told: Mutex::new(told) }
    }

    /// Status and body of a page.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let mut response = self.agent.get(format!("{}{path}", self.address)).call().expect("it answers");
        let to =
            response.headers().get("location").map(|to| to.to_str().expect("text").trim_start_matches('/').to_owned());
        if let Some(to) = to {
            return self.get(&to);
        }
        (response.status().as_u16(), response.body_mut().read_to_string().expect("pages are text"))
    }

    /// The host and port, as they stand in `Host`.
    pub(crate) fn host(&self) -> &str {
        self.address.trim_start_matches("http://").trim_end_matches('/')
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).expect("it takes connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// The answer to these very bytes, which ask for the connection to be closed; what was not sent is not answered.
    pub(crate) fn raw(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        // What a connection that is cut off held until then is what was answered.
        let _cut_off = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The answer to a request for a path, with more headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = self.host();
        Answer(self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n")))
    }

    /// What it says next on stderr.
    pub(crate) fn tells(&self) -> String {
        self.told.lock().expect("no thread panics").recv_timeout(PATIENCE).expect("it says something")
    }

    /// Whether it still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.process.try_wait().expect("it was started").is_none()
    }

    /// How many threads it has.
    #[cfg(target_os = "linux")]
    pub(crate) fn threads(&self) -> usize {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process.id()));
        tasks.expect("it runs").count()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer as it came.
pub(crate) struct Answer(pub(crate) String);

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        let status = self.0.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.unwrap_or_else(|| panic!("no answer: {:?}", self.0))
    }

    /// A header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let head = self.0.split("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }
}
