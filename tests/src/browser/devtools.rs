//! Chromium over the protocol of the developer tools, which the oldest and the newest speak alike.

use super::{Engine, Key, Observed};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::{
    env, fs,
    io::{self, BufRead as _, BufReader},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};
use tungstenite::{Message, WebSocket};

/// How long the browser may take to start or to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Puts violations of the content security policy on the console, where they are observed.
const REPORT_VIOLATIONS: &str = "addEventListener('securitypolicyviolation', (event) =>
  console.error('content security policy:', event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber))";

/// A running Chromium with one page.
pub(super) struct DevTools {
    process: Child,
    profile: PathBuf,
    socket: WebSocket<TcpStream>,
    session: String,
    last_id: u64,
    loads: usize,
    observed: Observed,
}

impl DevTools {
    pub(super) fn start(program: &Path, flags: &[&str]) -> Result<Self> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = env::temp_dir().join(format!("huisuan-browser-{}-{number}", std::process::id()));
        let mut process = Command::new(program)
            .args([
                "--headless",
                "--remote-debugging-port=0",
                "--disable-gpu",
                "--lang=zh-CN",
            ])
            // Only pages of the project are opened, and the sandbox does not start for root or in containers.
            .args(["--no-sandbox", "--disable-dev-shm-usage"])
            // What the browser would ask for by itself is not part of a journey.
            .args([
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
            ])
            .args(["--disable-sync", "--disable-quic", "--disable-default-apps"])
            .args(flags)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        match process
            .stderr
            .take()
            .context("standard error is piped")
            .and_then(connect)
        {
            Ok(socket) => {
                let mut browser = Self {
                    process,
                    profile,
                    socket,
                    session: String::new(),
                    last_id: 0,
                    loads: 0,
                    observed: Observed::default(),
                };
                browser.attach()?;
                Ok(browser)
            }
            Err(error) => {
                process.kill()?;
                process.wait()?;
                Err(error.context(format!("{} does not start", program.display())))
            }
        }
    }

    /// Opens the page that everything else is about.
    fn attach(&mut self) -> Result<()> {
        let target = self.call("Target.createTarget", &json!({ "url": "about:blank" }))?;
        let attached = self.call(
            "Target.attachToTarget",
            &json!({ "targetId": target["targetId"], "flatten": true }),
        )?;
        self.session = string(&attached["sessionId"]);
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"] {
            self.call(domain, &json!({}))?;
        }
        self.call(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": REPORT_VIOLATIONS }),
        )?;
        // Workers ask for files too: each waits until its requests are observed.
        let workers = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        self.call("Target.setAutoAttach", &workers)?;
        Ok(())
    }

    /// Sends a command to the page and waits for its answer, observing what is reported meanwhile.
    fn call(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        let session = self.session.clone();
        let id = self.send(&session, method, parameters)?;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let Some(mut message) = self.receive()? else {
                continue;
            };
            if message["id"] == json!(id) {
                if !message["error"].is_null() {
                    bail!("{method} is refused: {}", message["error"]);
                }
                return Ok(message["result"].take());
            }
            self.observe(&message)?;
        }
        bail!("the browser does not answer {method}")
    }

    fn send(&mut self, session: &str, method: &str, parameters: &Value) -> Result<u64> {
        self.last_id += 1;
        let mut command = json!({ "id": self.last_id, "method": method, "params": parameters });
        if !session.is_empty() {
            command["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(command.to_string()))?;
        Ok(self.last_id)
    }

    /// The next message, or none when the browser is silent for a moment.
    fn receive(&mut self) -> Result<Option<Value>> {
        match self.socket.read() {
            Ok(Message::Text(text)) => Ok(Some(serde_json::from_str(&text)?)),
            Ok(_) => Ok(None),
            Err(tungstenite::Error::Io(error))
                if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) =>
            {
                Ok(None)
            }
            Err(error) => Err(error).context("the browser has gone"),
        }
    }

    fn observe(&mut self, message: &Value) -> Result<()> {
        let event = &message["params"];
        match message["method"].as_str().unwrap_or_default() {
            "Page.loadEventFired" => self.loads += 1,
            "Network.requestWillBeSent" => {
                self.observed.requests.push(string(&event["request"]["url"]));
            }
            "Runtime.exceptionThrown" => {
                self.observed.problems.push(exception(&event["exceptionDetails"]));
            }
            "Runtime.consoleAPICalled" if event["type"] == "error" || event["type"] == "assert" => {
                let words = event["args"].as_array().into_iter().flatten();
                let words: Vec<_> = words
                    .map(|word| string(word.get("value").unwrap_or(&word["description"])))
                    .collect();
                self.observed.problems.push(format!("console: {}", words.join(" ")));
            }
            "Log.entryAdded" if event["entry"]["level"] == "error" || event["entry"]["source"] == "security" => {
                let entry = &event["entry"];
                self.observed
                    .problems
                    .push(format!("log: {} {}", string(&entry["text"]), string(&entry["url"])));
            }
            "Target.attachedToTarget" => {
                let session = string(&event["sessionId"]);
                for command in ["Runtime.enable", "Network.enable", "Runtime.runIfWaitingForDebugger"] {
                    // The answers come when nobody waits for them any more, and say nothing.
                    self.send(&session, command, &json!({}))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn mouse(&mut self, kind: &str, x: i64, y: i64) -> Result<()> {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        self.call("Input.dispatchMouseEvent", &event)?;
        Ok(())
    }
}

impl Engine for DevTools {
    fn navigate(&mut self, url: &str) -> Result<()> {
        let loads = self.loads;
        let answer = self.call("Page.navigate", &json!({ "url": url }))?;
        if let Some(error) = answer["errorText"].as_str() {
            bail!("{error}");
        }
        // A change of the fragment alone loads nothing.
        if answer["loaderId"].is_null() {
            return Ok(());
        }
        let start = Instant::now();
        while self.loads == loads {
            if start.elapsed() > PATIENCE {
                bail!("the page does not finish loading");
            }
            if let Some(message) = self.receive()? {
                self.observe(&message)?;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let parameters = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        let mut answer = self.call("Runtime.evaluate", &parameters)?;
        if !answer["exceptionDetails"].is_null() {
            bail!("{}", exception(&answer["exceptionDetails"]));
        }
        Ok(answer["result"]["value"].take())
    }

    fn click_at(&mut self, x: i64, y: i64) -> Result<()> {
        self.mouse("mouseMoved", x, y)?;
        self.mouse("mousePressed", x, y)?;
        self.mouse("mouseReleased", x, y)
    }

    fn press(&mut self, key: Key) -> Result<()> {
        let character;
        let (name, code, text, number, modifiers) = match key {
            Key::Character(typed) => {
                character = typed.to_string();
                (&*character, "", &*character, 0, 0)
            }
            Key::Backspace => ("Backspace", "Backspace", "", 8, 0),
            Key::Enter => ("Enter", "Enter", "\r", 13, 0),
            Key::Escape => ("Escape", "Escape", "", 27, 0),
            Key::Tab => ("Tab", "Tab", "", 9, 0),
            Key::ShiftTab => ("Tab", "Tab", "", 9, 8),
            Key::Space => (" ", "Space", " ", 32, 0),
            Key::ArrowUp => ("ArrowUp", "ArrowUp", "", 38, 0),
            Key::ArrowDown => ("ArrowDown", "ArrowDown", "", 40, 0),
        };
        let mut event = json!({
            "type": "keyDown", "key": name, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers,
        });
        if !text.is_empty() {
            event["text"] = json!(text);
        }
        self.call("Input.dispatchKeyEvent", &event)?;
        event["type"] = json!("keyUp");
        self.call("Input.dispatchKeyEvent", &event)?;
        Ok(())
    }

    fn insert(&mut self, text: &str) -> Result<()> {
        self.call("Input.insertText", &json!({ "text": text }))?;
        Ok(())
    }

    fn resize(&mut self, width: u64, height: u64) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size)?;
        Ok(())
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("Page.captureScreenshot", &json!({ "format": "png" }))?;
        let encoded = answer["data"].as_str().context("no picture")?;
        Ok(data_encoding::BASE64.decode(encoded.as_bytes())?)
    }

    fn observed(&mut self) -> Result<Observed> {
        // What was reported before this command arrives before its answer.
        self.evaluate("0")?;
        Ok(self.observed.clone())
    }

    fn devtools(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.call(method, parameters)
    }
}

impl Drop for DevTools {
    fn drop(&mut self) {
        // A browser that closes by itself takes its helpers along. None of this may fail a journey that has passed.
        let asked = self.send("", "Browser.close", &json!({}));
        let start = Instant::now();
        while asked.is_ok() && start.elapsed() < Duration::from_secs(3) {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.profile));
    }
}

/// Waits until the browser says where it listens, and connects.
fn connect(stderr: ChildStderr) -> Result<WebSocket<TcpStream>> {
    let (found, address) = mpsc::channel();
    // The pipe is read to its end, lest the browser stops because it is full.
    thread::spawn(move || {
        let mut said = String::new();
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if let Some(url) = line.strip_prefix("DevTools listening on ") {
                drop(found.send(Ok(url.to_owned())));
            }
            said.extend([&line, "\n"]);
        }
        drop(found.send(Err(said)));
    });
    let url = match address.recv_timeout(PATIENCE) {
        Ok(Ok(url)) => url,
        Ok(Err(said)) => bail!("the browser ends with: {said}"),
        Err(_) => bail!("the browser does not say where it listens"),
    };
    let host = url
        .strip_prefix("ws://")
        .and_then(|rest| rest.split('/').next())
        .context("no address")?;
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    let (socket, _) = tungstenite::client(&url, stream).context("the browser refuses the connection")?;
    socket.get_ref().set_read_timeout(Some(Duration::from_millis(100)))?;
    Ok(socket)
}

fn exception(details: &Value) -> String {
    let description = &details["exception"]["description"];
    let what = if description.is_null() {
        &details["text"]
    } else {
        description
    };
    format!("exception: {}", string(what))
}

fn string(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
