//! `hoctap serve`, as an author starts it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::Site;

/// A running `hoctap serve`, ended when dropped.
pub(crate) struct Serving {
    process: Child,
    pub(crate) address: String,
    agent: ureq::Agent,
}

impl Serving {
    /// In the folder of a site, on any free port.
    pub(crate) fn start(site: &Site) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_hoctap"))
            .args(["serve", "--port", "0"])
            .current_dir(site.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("hoctap was built for this test");
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let address = lines.next().expect("it prints its address").expect("the address is text");
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        Self { process, address, agent }
    }

    /// Status and body of a page.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let mut response = self.agent.get(format!("{}{path}", self.address)).call().expect("it answers");
        (response.status().as_u16(), response.body_mut().read_to_string().expect("pages are text"))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
