//! A small static server that behaves as a well-kept government site does, or as one with a known fault.

use anyhow::{Context as _, Result};
use std::{
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// The content security policy under which the site is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// What engines since Chromium 97, Firefox 102 and Safari 16 need.
    Strict,
    /// With the word that older engines need before they compile WebAssembly.
    OldEngines,
    /// None, as on many a portal.
    Absent,
}

impl Policy {
    /// The value of the header; empty where there is none.
    #[must_use]
    pub fn header(self) -> String {
        let scripts = match self {
            Self::Strict => "'self' 'wasm-unsafe-eval'",
            Self::OldEngines => "'self' 'wasm-unsafe-eval' 'unsafe-eval'",
            Self::Absent => return String::new(),
        };
        format!(
            "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data: blob:; \
             connect-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
             form-action 'none'"
        )
    }
}

/// What a server does otherwise than a well-kept one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Compressed copies are not handed out.
    NoCompression,
    /// Modules are said to be of no known type.
    WrongModuleType,
    /// Modules are missing.
    NoModules,
}

/// A running server, which stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    prefix: String,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a directory on a port of this machine; port 0 takes a free one.
    pub fn start(directory: &Path, policy: Policy, port: u16) -> Result<Self> {
        Self::start_below(directory, "/", policy, port)
    }

    /// Serves a directory below a path such as `/finance/huisuan/`, as a column of a portal is served.
    pub fn start_below(directory: &Path, prefix: &str, policy: Policy, port: u16) -> Result<Self> {
        Self::start_with(directory, prefix, policy, port, None)
    }

    /// Serves a directory below a path, as a server with a fault.
    pub fn start_with(directory: &Path, prefix: &str, policy: Policy, port: u16, fault: Option<Fault>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("cannot listen on port {port} of 127.0.0.1"))?;
        let address = listener.local_addr()?;
        let stopped = Arc::new(AtomicBool::new(false));
        let site = Arc::new(Site {
            directory: directory.to_path_buf(),
            prefix: prefix.to_owned(),
            policy: policy.header(),
            fault,
        });
        let thread = thread::spawn({
            let stopped = Arc::clone(&stopped);
            move || {
                for stream in listener.incoming() {
                    if stopped.load(Ordering::Relaxed) {
                        return;
                    }
                    let (Ok(stream), site) = (stream, Arc::clone(&site)) else {
                        continue;
                    };
                    // A visitor who goes away in the middle of an answer is no concern of the server.
                    thread::spawn(move || site.answer(&stream).ok());
                }
            }
        });
        Ok(Self {
            address,
            prefix: prefix.to_owned(),
            stopped,
            thread: Some(thread),
        })
    }

    /// The scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the site.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.origin(), self.prefix)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // The thread waits for a visitor: be the last one.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            // The thread ends by itself; if it panicked there is nothing left to stop.
            drop(thread.join());
        }
    }
}

struct Site {
    directory: PathBuf,
    prefix: String,
    policy: String,
    fault: Option<Fault>,
}

/// What a visitor asks for.
struct Request {
    head_only: bool,
    path: String,
    accepts_gzip: bool,
}

impl Site {
    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let Some(request) = read_request(stream)? else {
            return respond(stream, "400 Bad Request", &[], None);
        };
        let Some(file) = self.file(&request.path) else {
            return respond(stream, "404 Not Found", &[("Content-Length", "0")], None);
        };
        let module = file.extension().is_some_and(|extension| extension == "wasm");
        if module && self.fault == Some(Fault::NoModules) {
            return respond(stream, "404 Not Found", &[("Content-Length", "0")], None);
        }
        let compressed = append(&file, ".gz");
        let gzip = request.accepts_gzip && self.fault != Some(Fault::NoCompression) && compressed.is_file();
        let body = fs::read(if gzip { &compressed } else { &file })?;
        let length = body.len().to_string();
        let content_type = match self.fault {
            Some(Fault::WrongModuleType) if module => "application/octet-stream",
            _ => content_type(&file),
        };
        let mut headers = vec![
            ("Content-Type", content_type),
            ("Content-Length", &length),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            // What is tested and looked at is always what is there now.
            ("Cache-Control", "no-cache"),
            ("Vary", "Accept-Encoding"),
        ];
        if !self.policy.is_empty() {
            headers.push(("Content-Security-Policy", &self.policy));
        }
        if gzip {
            headers.push(("Content-Encoding", "gzip"));
        }
        respond(stream, "200 OK", &headers, (!request.head_only).then_some(&body))
    }

    /// The file that a path names, if it is there and inside the directory.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let decoded = percent_decode(path)?;
        let relative = Path::new(decoded.strip_prefix(&self.prefix)?);
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let mut file = self.directory.join(relative);
        if file.is_dir() {
            file.push("index.html");
        }
        (inside && file.is_file()).then_some(file)
    }
}

fn read_request(stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut reader = BufReader::new(stream.take(64 * 1024));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ');
    let (Some(method @ ("GET" | "HEAD")), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let mut request = Request {
        head_only: method == "HEAD",
        path: path.to_owned(),
        accepts_gzip: false,
    };
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            return Ok(Some(request));
        }
        let header = header.to_ascii_lowercase();
        request.accepts_gzip |= header.starts_with("accept-encoding:") && header.contains("gzip");
    }
}

fn respond(mut stream: &TcpStream, status: &str, headers: &[(&str, &str)], body: Option<&Vec<u8>>) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if let Some(body) = body {
        stream.write_all(body)?;
    }
    stream.flush()
}

fn percent_decode(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let decoded = if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        };
        bytes.push(decoded);
    }
    String::from_utf8(bytes).ok()
}

fn append(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("txt" | "md" | "toml") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("xml") => "application/xml; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(server: &Server, path: &str) -> String {
        ask(server, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    fn site(name: &str) -> PathBuf {
        let directory = std::env::temp_dir().join(format!("huisuan-{name}-{}", std::process::id()));
        fs::create_dir_all(directory.join("政策")).expect("the directory for temporary files is writable");
        fs::write(directory.join("index.html"), "<p>惠算").expect("writable");
        fs::write(directory.join("政策/a.js"), "0").expect("writable");
        directory
    }

    #[test]
    fn files_come_with_their_type_and_the_policy() {
        let directory = site("files");
        let server = Server::start(&directory, Policy::Strict, 0).expect("a port is free");
        let page = get(&server, "/?from=wechat");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"),
            "{page}"
        );
        assert!(page.ends_with("<p>惠算"), "{page}");
        assert!(get(&server, "/%E6%94%BF%E7%AD%96/a.js").contains("text/javascript"));
        fs::remove_dir_all(directory).expect("ours to remove");
    }

    #[test]
    fn a_fault_shows_in_the_answers() {
        let directory = site("faults");
        fs::write(directory.join("a.wasm"), "0").expect("writable");
        fs::write(directory.join("a.wasm.gz"), "compressed").expect("writable");
        let ask_for_module = |fault| {
            let server = Server::start_with(&directory, "/", Policy::Strict, 0, fault).expect("a port is free");
            ask(&server, "GET /a.wasm HTTP/1.1\r\nAccept-Encoding: gzip\r\n\r\n")
        };
        assert!(ask_for_module(None).contains("application/wasm"));
        assert!(ask_for_module(Some(Fault::WrongModuleType)).contains("application/octet-stream"));
        assert!(ask_for_module(None).ends_with("compressed"));
        assert!(ask_for_module(Some(Fault::NoCompression)).ends_with("\r\n\r\n0"));
        assert!(ask_for_module(Some(Fault::NoModules)).starts_with("HTTP/1.1 404"));
        fs::remove_dir_all(directory).expect("ours to remove");
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        let directory = site("outside");
        let server = Server::start_below(&directory.join("政策"), "/sub/", Policy::Strict, 0).expect("a port is free");
        assert!(get(&server, "/sub/a.js").starts_with("HTTP/1.1 200"));
        for path in [
            "/a.js",
            "/sub/../index.html",
            "/sub/%2e%2e/index.html",
            "/sub//etc/passwd",
            "/sub/%zz",
        ] {
            assert!(get(&server, path).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert!(ask(&server, "DELETE /sub/a.js HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 400"));
        fs::remove_dir_all(directory).expect("ours to remove");
    }

    #[test]
    fn a_compressed_copy_goes_to_those_who_read_it() {
        let directory = site("gzip");
        fs::write(directory.join("index.html.gz"), "compressed").expect("writable");
        let server = Server::start(&directory, Policy::OldEngines, 0).expect("a port is free");
        let answer = ask(&server, "GET / HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n\r\n");
        assert!(answer.contains("Content-Encoding: gzip\r\n"), "{answer}");
        assert!(answer.ends_with("compressed"), "{answer}");
        assert!(!get(&server, "/").contains("Content-Encoding"));
        fs::remove_dir_all(directory).expect("ours to remove");
    }
}
