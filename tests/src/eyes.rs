//! Looking at a page as somebody with other eyes, hands or devices does.

use crate::browser::Browser;
use anyhow::{Context as _, Result, ensure};
use huisuan_xtask::{shell::root, tools::Tool};
use serde_json::{Value, json};
use std::fs;

/// The widths of a phone, of a tablet and of a desk, in CSS pixels.
pub const WIDTHS: [u64; 3] = [375, 768, 1280];

/// Finds what stands out of the window to the right, and cannot be scrolled to inside of an element of its own.
const OUTSIDE: &str = "(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return '';
  const scrolls = (e) => e !== null && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement));
  return wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join(' | ') || 'something is too wide';
})()";

/// Finds what can be pressed and is smaller than a finger needs; links inside of a sentence are as high as its lines.
const SMALL: &str = "(() => {
  const inSentence = (e) => e.tagName === 'A' && [...e.parentElement.childNodes].some((n) => n !== e && n.textContent.trim());
  const area = (e) => ((/radio|checkbox/.test(e.type) && e.closest('label')) || e).getBoundingClientRect();
  const found = [...document.querySelectorAll('a[href]:not(.skip), button, input, select, textarea, summary')].filter((e) => {
    const { width, height } = area(e);
    return width > 0 && (width < 43.5 || height < 43.5) && !inSentence(e);
  });
  return found.slice(0, 5).map((e) => e.outerHTML.slice(0, 120) + ' ' + area(e).width + ' x ' + area(e).height).join(' | ');
})()";

/// A pair of eyes: reads with the rules of axe, WCAG 2.2 AA among them.
pub struct Eyes {
    axe: String,
}

impl Eyes {
    /// Installs the rules.
    pub fn new() -> Result<Self> {
        let axe = Tool::axe();
        axe.install()?;
        let file = axe.directory()?.join("node_modules/axe-core/axe.min.js");
        Ok(Self {
            axe: fs::read_to_string(file)?,
        })
    }

    /// Opens what is folded and checks that no rule, the size of what is touched among them, is broken and nothing runs out of the window.
    pub fn read(&self, browser: &mut Browser, name: &str) -> Result<()> {
        browser.evaluate(
            "(window.folded = [...document.querySelectorAll('details:not([open])')]).forEach((d) => d.open = true)",
        )?;
        // What is folded is made when it is opened.
        browser.wait_until("window.folded.every((d) => d.children.length > 1)")?;
        expect_inside(browser).with_context(|| format!("{name}, unfolded"))?;
        browser.evaluate(&format!("{}; 0", self.axe))?;
        let found = browser.evaluate(
            "axe.run({ rules: { 'target-size': { enabled: true } } }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html)])))",
        )?;
        ensure!(found == "[]", "{name}: {found}");
        let small = browser.evaluate(SMALL)?;
        ensure!(small == "", "{name}: too small to be pressed: {small}");
        browser.evaluate("window.folded.forEach((d) => d.open = false)")?;
        Ok(())
    }
}

/// Takes a picture of the whole page in each width, and checks that nothing runs out of the window.
pub fn look(browser: &mut Browser, name: &str, widths: &[u64]) -> Result<()> {
    for width in widths {
        browser.resize(*width, 800)?;
        expect_inside(browser).with_context(|| format!("{name}, {width} pixels wide"))?;
        browser.screenshot(&root().join(format!("target/screenshots/{name}-{width}.png")))?;
    }
    Ok(())
}

fn expect_inside(browser: &mut Browser) -> Result<()> {
    let outside = browser.evaluate(OUTSIDE)?;
    ensure!(outside == "", "runs out of the window: {outside}");
    Ok(())
}

/// Lets the system ask for something: dark colours, its own colours, less motion.
pub fn prefer(browser: &mut Browser, features: &[(&str, &str)]) -> Result<()> {
    let features: Vec<Value> = features
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
    Ok(())
}
