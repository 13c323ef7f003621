//! A real browser, used the way a visitor uses it.
//!
//! A journey speaks of elements (by CSS selector) and of what a visitor does with them. How a kind of browser is driven
//! is behind [`Engine`].

mod devtools;
mod kind;
mod process;
mod webdriver;

pub use kind::Kind;

use anyhow::{Context as _, Result, bail, ensure};
use huisuan_xtask::{server::Server, shell::output};
use serde_json::{Value, json};
use std::{
    env, fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// What the browser answers where the page is left while it is asked.
const LEFT: &str = "Inspected target navigated or closed";

/// How long a page is looked at before it is left.
const LEAVING: Duration = Duration::from_millis(150);

/// How long something must have stood still before it is clicked: a page that is being drawn moves.
const STEADY: Duration = Duration::from_millis(25);

/// How long a journey waits for the page before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The few things that differ between kinds of browsers.
pub trait Engine {
    /// Opens an address and waits until the page is loaded.
    fn navigate(&mut self, url: &str) -> Result<()>;
    /// The value of a JavaScript expression in the page; promises are awaited.
    fn evaluate(&mut self, expression: &str) -> Result<Value>;
    /// Presses and releases the main button of the mouse at a point of the window.
    fn click_at(&mut self, x: i64, y: i64) -> Result<()>;
    /// Presses and releases a key.
    fn press(&mut self, key: Key) -> Result<()>;
    /// Enters text where the caret is, in one piece, as an input method does.
    fn insert(&mut self, text: &str) -> Result<()>;
    /// Gives the page a size in CSS pixels.
    fn resize(&mut self, width: u64, height: u64) -> Result<()>;
    /// The visible part of the page as PNG.
    fn screenshot(&mut self) -> Result<Vec<u8>>;
    /// What the browser has reported since it started.
    fn observed(&mut self) -> Result<Observed>;
    /// A command of the protocol of the developer tools, for what only such engines can do (slow down, go offline, print).
    fn devtools(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        bail!("this engine does not speak DevTools: {method} {parameters}")
    }
}

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A key that writes a character.
    Character(char),
    /// Deletes what is selected or what stands before the caret.
    Backspace,
    /// Confirms.
    Enter,
    /// Closes what is open.
    Escape,
    /// Goes to the next element.
    Tab,
    /// Goes to the element before.
    ShiftTab,
    /// Presses what has the focus.
    Space,
    /// Goes up or to the value before.
    ArrowUp,
    /// Goes down or to the next value.
    ArrowDown,
}

/// What a browser reports by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observed {
    /// The addresses asked for, in order.
    pub requests: Vec<String>,
    /// Exceptions, errors on the console and violations of the content security policy.
    pub problems: Vec<String>,
}

/// A browser with one page; it ends when it is dropped.
pub struct Browser {
    engine: Box<dyn Engine>,
    noise: &'static [&'static str],
    size: (u64, u64),
}

impl Browser {
    /// The Chromium of the machine.
    pub fn current() -> Result<Self> {
        Self::start(Kind::Chromium)
    }

    /// A browser of a kind.
    pub fn start(kind: Kind) -> Result<Self> {
        Self::start_with(kind, &[])
    }

    /// A browser of a kind, with flags for its command line where it is a Chromium.
    pub fn start_with(kind: Kind, flags: &[&str]) -> Result<Self> {
        let mut browser = Self {
            engine: kind.engine(flags).with_context(|| format!("starting {kind:?}"))?,
            noise: kind.noise(),
            size: (0, 0),
        };
        browser.resize(1280, 800)?;
        Ok(browser)
    }

    /// Opens an address and waits until the page, but not the application in it, is loaded.
    ///
    /// A page that was typed into is left as slowly as by a visitor: what it kept last reaches the next page through another process.
    pub fn open(&mut self, url: &str) -> Result<()> {
        thread::sleep(LEAVING);
        self.engine.navigate(url).with_context(|| format!("opening {url}"))
    }

    /// Gives the page a size in CSS pixels: 375 wide is a phone, 1280 a desk.
    pub fn resize(&mut self, width: u64, height: u64) -> Result<()> {
        self.size = (width, height);
        self.engine.resize(width, height)
    }

    /// The value of a JavaScript expression; promises are awaited.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.engine
            .evaluate(expression)
            .with_context(|| format!("evaluating {expression}"))
    }

    /// Waits until a JavaScript expression is true.
    pub fn wait_until(&mut self, condition: &str) -> Result<()> {
        let start = Instant::now();
        while !self.holds(condition)? {
            if start.elapsed() > PATIENCE {
                let seen = self.evaluate("document.body.innerText")?;
                let problems = self.problems()?;
                bail!("waited in vain for {condition}\nproblems: {problems:#?}\nthe page says: {seen}");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Whether an expression is true now; of a page that is left at this moment it is not.
    fn holds(&mut self, condition: &str) -> Result<bool> {
        match self.evaluate(condition) {
            Err(error) if format!("{error:#}").contains(LEFT) => Ok(false),
            value => Ok(value? == json!(true)),
        }
    }

    /// Waits until the page has drawn and kept what the last step changed.
    pub fn settle(&mut self) -> Result<()> {
        self.evaluate("new Promise((done) => setTimeout(() => setTimeout(() => done(true))))")?;
        Ok(())
    }

    /// Waits until an element is there.
    pub fn wait_for(&mut self, selector: &str) -> Result<()> {
        self.wait_until(&format!("document.querySelector({}) !== null", json!(selector)))
    }

    /// Waits until the visible text of an element contains a text.
    pub fn wait_for_text(&mut self, selector: &str, text: &str) -> Result<()> {
        let (selector, text) = (json!(selector), json!(text));
        self.wait_until(&format!(
            "[...document.querySelectorAll({selector})].some((e) => e.innerText.includes({text}))"
        ))
    }

    /// The visible text of an element.
    pub fn text(&mut self, selector: &str) -> Result<String> {
        self.string(selector, "element.innerText")
    }

    /// What a field holds.
    pub fn value(&mut self, selector: &str) -> Result<String> {
        self.string(selector, "element.value")
    }

    /// Whether an element is there and takes up space on the screen.
    pub fn is_visible(&mut self, selector: &str) -> Result<bool> {
        let selector = json!(selector);
        let shown = format!("[...document.querySelectorAll({selector})].some((e) => e.getClientRects().length > 0)");
        Ok(self.evaluate(&shown)? == json!(true))
    }

    /// Scrolls to an element and, once it stands still, clicks in its middle; it is an error when something else covers it.
    pub fn click(&mut self, selector: &str) -> Result<()> {
        let mut before = self.place(selector)?;
        for _ in 0..50 {
            thread::sleep(STEADY);
            let place = self.place(selector)?;
            if place == before {
                return match (place[0].as_i64(), place[1].as_i64()) {
                    (Some(x), Some(y)) => self.engine.click_at(x, y),
                    _ => bail!("{selector} cannot be clicked: {place}"),
                };
            }
            before = place;
        }
        bail!("{selector} does not stand still: {before}")
    }

    /// The middle of an element that was scrolled to, or what covers it.
    fn place(&mut self, selector: &str) -> Result<Value> {
        self.on(
            selector,
            "element.scrollIntoView({ block: 'center', inline: 'center' });
             const box = element.getBoundingClientRect();
             const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
             const hit = document.elementFromPoint(x, y);
             const free = hit !== null && (element.contains(hit) || [...(element.labels || [])].some((l) => l.contains(hit)));
             return free ? [x, y] : `covered by ${hit && hit.outerHTML.slice(0, 200)}`;",
        )
    }

    /// Clicks an element until it has what a click gives. A page that moves while it is clicked is clicked again, as by a visitor.
    pub fn click_until(&mut self, selector: &str, given: &str) -> Result<()> {
        for _ in 0..5 {
            self.click(selector)?;
            if self.on(selector, &format!("return {given}"))? == json!(true) {
                return Ok(());
            }
        }
        bail!("{selector} was clicked in vain for {given}")
    }

    /// Presses a key, wherever the focus is.
    pub fn press(&mut self, key: Key) -> Result<()> {
        self.engine.press(key)
    }

    /// Clicks a field and types into it, behind what it holds: key by key, and as an input method does where a
    /// keyboard has no key.
    pub fn type_into(&mut self, selector: &str, text: &str) -> Result<()> {
        self.click_into(selector)?;
        self.on(
            selector,
            "element.setSelectionRange(element.value.length, element.value.length)",
        )?;
        for character in text.chars() {
            if character.is_ascii() {
                self.engine.press(Key::Character(character))?;
            } else {
                self.engine.insert(character.encode_utf8(&mut [0; 4]))?;
            }
        }
        Ok(())
    }

    /// Clicks a field and deletes what it holds.
    pub fn clear(&mut self, selector: &str) -> Result<()> {
        self.click_into(selector)?;
        self.on(selector, "element.select()")?;
        self.engine.press(Key::Backspace)
    }

    fn click_into(&mut self, selector: &str) -> Result<()> {
        self.click_until(selector, "document.activeElement === element")
    }

    /// Replaces what a field holds by typing.
    pub fn fill(&mut self, selector: &str, text: &str) -> Result<()> {
        self.clear(selector)?;
        self.type_into(selector, text)
    }

    /// Clicks a field and pastes a text where the caret is.
    ///
    /// The clipboard of the machine is left alone: the page sees the event of a paste and, unless it prevents it, the
    /// edit that follows.
    pub fn paste_into(&mut self, selector: &str, text: &str) -> Result<()> {
        self.click_into(selector)?;
        let paste = format!(
            "const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', {text});
             const event = new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }});
             if (element.dispatchEvent(event)) document.execCommand('insertText', false, {text});",
            text = json!(text)
        );
        self.on(selector, &paste)?;
        Ok(())
    }

    /// Chooses the option of a select element that shows a text.
    pub fn choose(&mut self, selector: &str, label: &str) -> Result<()> {
        let choose = format!(
            "const option = [...element.options].find((o) => o.label.trim() === {label});
             if (!option) return [...element.options].map((o) => o.label);
             element.value = option.value;
             element.dispatchEvent(new Event('input', {{ bubbles: true }}));
             element.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            label = json!(label)
        );
        let others = self.on(selector, &choose)?;
        ensure!(others.is_null(), "{selector} has no option {label}, only {others}");
        Ok(())
    }

    /// Writes a picture of the whole page, from top to bottom.
    pub fn screenshot(&mut self, file: &Path) -> Result<()> {
        let height = self.evaluate("document.documentElement.scrollHeight")?;
        let (width, visible) = self.size;
        self.engine
            .resize(width, height.as_u64().unwrap_or(visible).max(visible))?;
        let picture = self.engine.screenshot();
        self.engine.resize(width, visible)?;
        if let Some(directory) = file.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::write(file, picture?).with_context(|| format!("writing {}", file.display()))
    }

    /// The page as the browser prints it, as text in the order in which it was written.
    pub fn printed(&mut self) -> Result<String> {
        let printed = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true }))?;
        let encoded = printed["data"].as_str().context("nothing was printed")?;
        let (process, thread) = (std::process::id(), thread::current().id());
        let file = env::temp_dir().join(format!("huisuan-printed-{process}-{thread:?}.pdf"));
        fs::write(&file, data_encoding::BASE64.decode(encoded.as_bytes())?)?;
        let text = output(
            Command::new("pdftotext")
                .args(["-raw", "-enc", "UTF-8"])
                .arg(&file)
                .arg("-"),
        );
        fs::remove_file(file)?;
        text
    }

    /// The addresses asked for so far.
    pub fn requests(&mut self) -> Result<Vec<String>> {
        Ok(self.engine.observed()?.requests)
    }

    /// Exceptions, errors on the console and violations of the content security policy so far.
    pub fn problems(&mut self) -> Result<Vec<String>> {
        let noise = self.noise;
        let mut problems = self.engine.observed()?.problems;
        problems.retain(|problem| !noise.iter().any(|known| problem.contains(known)));
        Ok(problems)
    }

    /// Checks that the browser reported no problem, and that nothing was asked for but files of the site.
    pub fn expect_clean(&mut self, site: &Server) -> Result<()> {
        let problems = self.problems()?;
        ensure!(problems.is_empty(), "the browser reports: {problems:#?}");
        let own = site.url();
        let foreign: Vec<_> = self
            .requests()?
            .into_iter()
            .filter(|url| !url.starts_with(&own) && !url.starts_with("data:") && !url.starts_with("blob:"))
            .collect();
        ensure!(foreign.is_empty(), "asked for outside {own}: {foreign:#?}");
        Ok(())
    }

    /// Runs a script before those of each page that is opened from now on.
    pub fn before_each_page(&mut self, script: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }))?;
        Ok(())
    }

    /// A command of the protocol of the developer tools, for what only such engines can do (slow down, go offline, print).
    pub fn devtools(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.engine.devtools(method, parameters)
    }

    fn string(&mut self, selector: &str, expression: &str) -> Result<String> {
        match self.on(selector, &format!("return {expression}"))? {
            Value::String(string) => Ok(string),
            other => bail!("{expression} of {selector} is no string but {other}"),
        }
    }

    /// Runs statements in which `element` is the first that the selector finds.
    fn on(&mut self, selector: &str, statements: &str) -> Result<Value> {
        let found = json!(selector);
        let script = format!(
            "(() => {{
               const element = document.querySelector({found});
               if (element === null) throw new Error('there is no ' + {found});
               {statements}
             }})()"
        );
        self.engine
            .evaluate(&script)
            .with_context(|| format!("using the element {selector}"))
    }
}
