//! The three engines that people's browsers are made of, and the programs that drive them.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What to say when the machine has no browser. Tests never skip: a green run has seen a real page.
const INSTALL: &str = "`make browser` installs what the tests drive, or says what to install: Chromium and chromedriver \
                       (named by HOCTAP_CHROMIUM and HOCTAP_CHROMEDRIVER where they are not in PATH), Firefox and \
                       geckodriver (HOCTAP_FIREFOX, HOCTAP_GECKODRIVER), WebKitGTK's MiniBrowser and WebKitWebDriver \
                       (HOCTAP_MINIBROWSER, HOCTAP_WEBKITDRIVER), and Xvfb.";

/// A driver that has not answered by then never will.
const PATIENCE: Duration = Duration::from_secs(90);

/// What draws and runs the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chrome's, and that of nearly every other browser on Android.
    Chromium,
    /// Firefox's.
    Gecko,
    /// Safari's, and that of every browser on an iPhone, as `WebKitGTK` has it.
    WebKit,
}

/// A running driver. Dropping it ends it, and the screen that it draws on.
pub(super) struct Driver {
    /// Where it listens, on this machine.
    pub(super) port: u16,
    processes: Vec<Child>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Engine {
    /// Starts the driver; once in a while its port is taken before it has it, and it gives up.
    pub(super) fn drive(self, scratch: &Path) -> Driver {
        let driver = (0..5).find_map(|_| match self {
            Self::Chromium => try_chromedriver(scratch),
            Self::Gecko => try_geckodriver(scratch),
            Self::WebKit => try_webkitdriver(scratch),
        });
        driver.unwrap_or_else(|| panic!("the driver of {self:?} does not say its port. {INSTALL}"))
    }

    /// What a new session asks for, beyond what every engine understands.
    pub(super) fn capabilities(self) -> Value {
        match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "binary": find_program("HOCTAP_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
                },
            }),
            Self::Gecko => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": find_program("HOCTAP_FIREFOX", &["firefox-esr", "firefox"]),
                    "args": ["-headless"],
                    "prefs": { "intl.accept_languages": "vi" },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": { "binary": minibrowser(), "args": ["--automation"] },
            }),
        }
    }
}

fn try_chromedriver(scratch: &Path) -> Option<Driver> {
    let program = find_program("HOCTAP_CHROMEDRIVER", &["chromedriver"]);
    let driver = start(Command::new(program).arg("--port=0"), scratch);
    said_port(driver, |line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())
}

fn try_geckodriver(scratch: &Path) -> Option<Driver> {
    let program = find_program("HOCTAP_GECKODRIVER", &["geckodriver"]);
    let driver = start(Command::new(program).args(["--port", "0", "--websocket-port", "0"]), scratch);
    said_port(driver, |line| line.split("Listening on 127.0.0.1:").nth(1)?.trim().parse().ok())
}

/// It draws on a screen that nobody sees, and takes no port but one that is named.
fn try_webkitdriver(scratch: &Path) -> Option<Driver> {
    let program = find_program("HOCTAP_WEBKITDRIVER", &["WebKitWebDriver"]);
    let xvfb = find_program("HOCTAP_XVFB", &["Xvfb"]);
    let mut screen =
        start(Command::new(xvfb).args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]), scratch);
    let display = first_line(&mut screen, |line| line.trim().parse::<u32>().ok());
    let mut processes = vec![screen];
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).ok()?;
    let driver = start(
        Command::new(program)
            .arg(format!("--port={}", free.port()))
            .env("DISPLAY", format!(":{}", display.unwrap_or_default()))
            .env("GDK_BACKEND", "x11")
            // What is drawn on no graphics card at all is drawn in the plain way.
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        scratch,
    );
    // The screen goes last.
    processes.insert(0, driver);
    let driver = Driver { port: free.port(), processes };
    let since = Instant::now();
    while TcpStream::connect(free).is_err() {
        if since.elapsed() > PATIENCE {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(driver)
}

/// The clock is that of Vietnam, as on the phones the site is for.
fn start(command: &mut Command, scratch: &Path) -> Child {
    command
        .env("TZ", "Asia/Ho_Chi_Minh")
        .env("TMPDIR", scratch)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}. {INSTALL}", command.get_program().display()))
}

/// A driver that chose its port itself and prints it.
fn said_port(mut driver: Child, port: impl Fn(&str) -> Option<u16>) -> Option<Driver> {
    let port = first_line(&mut driver, port);
    let driver = Driver { port: port.unwrap_or_default(), processes: vec![driver] };
    port.map(|_| driver)
}

/// The first line of what a program prints that means something.
fn first_line<T>(program: &mut Child, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
    let output = BufReader::new(program.stdout.take().expect("its output is piped"));
    let mut lines = output.lines().map_while(Result::ok);
    let found = lines.find_map(|line| meaning(&line));
    // Whatever it says later goes nowhere, but somebody must read it.
    std::thread::spawn(move || lines.for_each(drop));
    found
}

/// Distributions put it beside the library, not in PATH.
fn minibrowser() -> PathBuf {
    if let Some(named) = std::env::var_os("HOCTAP_MINIBROWSER") {
        return named.into();
    }
    let inside = |folder: PathBuf| {
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut found: Vec<PathBuf> = ["/usr/lib", "/usr/libexec", "/usr/lib64"]
        .iter()
        .flat_map(|folder| inside(PathBuf::from(folder)))
        .flat_map(|folder| [inside(folder.clone()), vec![folder]].concat())
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|program| program.is_file() && program.to_string_lossy().contains("webkit"))
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("these tests need WebKitGTK's MiniBrowser. {INSTALL}"))
}

/// The program a variable names, or the first of `names` in PATH, or one that `make browser` built.
fn find_program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(named) = std::env::var_os(variable) {
        return named.into();
    }
    let mut folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    folders.push(Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("tools/bin"));
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
        .unwrap_or_else(|| panic!("these tests need a real browser, and {} is not in PATH. {INSTALL}", names[0]))
}
