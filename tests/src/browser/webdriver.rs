//! Firefox and WebKit over WebDriver, which is JSON over HTTP.

use super::{Engine, Key, Observed, process::Process};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// How long the browser may take to start or to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Collects what goes wrong. WebDriver reports nothing by itself, and each script may run in a world of its own, so that
/// the document holds what was collected. What happens before the document is loaded is not seen.
const COLLECT: &str = "(() => {
  const root = document.documentElement;
  const note = (text) => root.setAttribute('data-problems', JSON.stringify([...JSON.parse(root.getAttribute('data-problems')), text]));
  root.setAttribute('data-problems', '[]');
  addEventListener('error', (event) => note('exception: ' + event.message), true);
  addEventListener('unhandledrejection', (event) => note('rejection: ' + event.reason));
  addEventListener('securitypolicyviolation', (event) =>
    note(['content security policy:', event.violatedDirective, event.blockedURI].join(' ')));
})()";

/// What was collected, and what was asked for.
const COLLECTED: &str = "({
  problems: JSON.parse(document.documentElement.getAttribute('data-problems') || '[]'),
  requests: performance.getEntriesByType('resource').map((entry) => entry.name),
})";

/// A browser with one page, and the program that drives it.
pub(super) struct WebDriver {
    // The driver goes before the screen that its browser is on.
    _driver: Process,
    _screen: Option<Process>,
    address: SocketAddr,
    session: String,
    observed: Observed,
}

impl WebDriver {
    pub(super) fn firefox(geckodriver: &Path, firefox: &Path) -> Result<Self> {
        let options = json!({
            "binary": firefox,
            "args": ["-headless"],
            // What the browser would ask for by itself is not part of a journey.
            "prefs": { "app.update.enabled": false, "network.captive-portal-service.enabled": false },
        });
        let address = free_address()?;
        let mut driver = Command::new(geckodriver);
        driver.arg("--port").arg(address.port().to_string());
        let capabilities = json!({ "moz:firefoxOptions": options });
        Self::start(Process::start(&mut driver)?, None, address, &capabilities)
    }

    pub(super) fn webkit(driver: &Path, screen: &Path) -> Result<Self> {
        let (screen, display) = virtual_screen(screen)?;
        let address = free_address()?;
        let mut driver = Command::new(driver);
        driver
            .arg(format!("--port={}", address.port()))
            .env("DISPLAY", display)
            // There is no graphics card behind the screen.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        Self::start(Process::start(&mut driver)?, Some(screen), address, &json!({}))
    }

    fn start(driver: Process, screen: Option<Process>, address: SocketAddr, capabilities: &Value) -> Result<Self> {
        let mut browser = Self {
            _driver: driver,
            _screen: screen,
            address,
            session: String::new(),
            observed: Observed::default(),
        };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            ensure!(start.elapsed() < PATIENCE, "the driver does not listen on {address}");
            thread::sleep(Duration::from_millis(50));
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = request(address, "POST", "/session", Some(&wanted))?;
        let id = answer["sessionId"].as_str().context("the driver names no session")?;
        browser.session = format!("/session/{id}");
        // A window of WebKit holds no page yet, and scripts wait for one.
        browser.post("url", &json!({ "url": "about:blank" }))?;
        Ok(browser)
    }

    fn post(&mut self, command: &str, parameters: &Value) -> Result<Value> {
        let path = format!("{}/{command}", self.session);
        request(self.address, "POST", &path, Some(parameters)).with_context(|| format!("the command {command}"))
    }

    /// Performs actions of a keyboard or of a mouse.
    fn act(&mut self, device: &Value, actions: &[Value]) -> Result<()> {
        let mut input = device.clone();
        input["actions"] = json!(actions);
        self.post("actions", &json!({ "actions": [input] }))?;
        Ok(())
    }

    fn write(&mut self, keys: &[String]) -> Result<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<_> = down.chain(up).collect();
        self.act(&json!({ "type": "key", "id": "keyboard" }), &actions)
    }

    /// Keeps what the page that is about to go has collected.
    fn collect(&mut self) -> Result<Observed> {
        let collected = self.evaluate(COLLECTED)?;
        let texts = |key: &str| -> Vec<String> {
            let found = collected[key].as_array().into_iter().flatten();
            found.filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        Ok(Observed {
            requests: texts("requests"),
            problems: texts("problems"),
        })
    }
}

impl Engine for WebDriver {
    fn navigate(&mut self, url: &str) -> Result<()> {
        let before = self.collect()?;
        self.observed.requests.extend(before.requests);
        self.observed.problems.extend(before.problems);
        self.post("url", &json!({ "url": url }))?;
        self.observed.requests.push(url.to_owned());
        self.evaluate(COLLECT)?;
        Ok(())
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({expression}))().then(
               (value) => done({{ value }}),
               (error) => done({{ error: String(error) + ' ' + (error && error.stack) }}));"
        );
        let mut answer = self.post("execute/async", &json!({ "script": script, "args": [] }))?;
        if let Some(error) = answer["error"].as_str() {
            bail!("{error}");
        }
        Ok(answer["value"].take())
    }

    fn click_at(&mut self, x: i64, y: i64) -> Result<()> {
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" } });
        let actions = [
            json!({ "type": "pointerMove", "origin": "viewport", "duration": 0, "x": x, "y": y }),
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        self.act(&mouse, &actions)
    }

    fn press(&mut self, key: Key) -> Result<()> {
        let names: &[char] = match key {
            Key::Character(typed) => &[typed],
            Key::Backspace => &['\u{e003}'],
            Key::Enter => &['\u{e007}'],
            Key::Escape => &['\u{e00c}'],
            Key::Tab => &['\u{e004}'],
            Key::ShiftTab => &['\u{e008}', '\u{e004}'],
            Key::Space => &[' '],
            Key::ArrowUp => &['\u{e013}'],
            Key::ArrowDown => &['\u{e015}'],
        };
        let names: Vec<_> = names.iter().map(char::to_string).collect();
        self.write(&names)
    }

    fn insert(&mut self, text: &str) -> Result<()> {
        for character in text.chars() {
            self.write(&[character.to_string()])?;
        }
        Ok(())
    }

    fn resize(&mut self, width: u64, height: u64) -> Result<()> {
        // The window has borders and bars around the page, whose size shows when the window has been given one.
        self.post("window/rect", &json!({ "width": width, "height": height }))?;
        let inner = self.evaluate("[innerWidth, innerHeight]")?;
        let missing = |wanted: u64, index: usize| wanted.saturating_sub(inner[index].as_u64().unwrap_or(wanted));
        let (wider, higher) = (width + missing(width, 0), height + missing(height, 1));
        self.post("window/rect", &json!({ "width": wider, "height": higher }))?;
        Ok(())
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let path = format!("{}/screenshot", self.session);
        let answer = request(self.address, "GET", &path, None)?;
        let encoded = answer.as_str().context("no picture")?;
        Ok(data_encoding::BASE64.decode(encoded.as_bytes())?)
    }

    fn observed(&mut self) -> Result<Observed> {
        let mut observed = self.observed.clone();
        let now = self.collect()?;
        observed.requests.extend(now.requests);
        observed.problems.extend(now.problems);
        Ok(observed)
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        // The driver closes its browser; nothing of this may fail a journey that has passed.
        if !self.session.is_empty() {
            drop(request(self.address, "DELETE", &self.session, None));
        }
    }
}

/// A screen in memory, and its name.
fn virtual_screen(program: &Path) -> Result<(Process, String)> {
    let mut command = Command::new(program);
    command.args(["-displayfd", "1", "-screen", "0", "1920x1400x24", "-nolisten", "tcp"]);
    let (process, output) = Process::start_piped(&mut command)?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number)?;
    ensure!(!number.trim().is_empty(), "{} does not start", program.display());
    Ok((process, format!(":{}", number.trim())))
}

/// An address that nobody listens on at the moment.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// Asks the driver, and returns the value that it answers.
fn request(address: SocketAddr, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
    let body = body.map_or_else(String::new, Value::to_string);
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut status = String::new();
    reader.read_line(&mut status)?;
    let mut length = None;
    loop {
        let mut line = String::new();
        ensure!(reader.read_line(&mut line)? > 0, "the driver has gone");
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("content-length:") {
            length = Some(number.trim().parse::<usize>()?);
        }
    }
    let mut answer = vec![0; length.context("the driver says no length")?];
    reader.read_exact(&mut answer)?;
    let mut answer: Value = serde_json::from_slice(&answer)?;
    let value = answer["value"].take();
    if status.split(' ').nth(1) != Some("200") {
        bail!("{}: {}", value["error"], value["message"]);
    }
    Ok(value)
}
