//! A visitor of the page of tables.

use crate::browser::{Browser, Key};
use anyhow::{Context as _, Result};
use data_encoding::BASE64;
use huisuan_xtask::{rows, server::Server};
use serde_json::json;

/// What is computed.
pub const MEASURE: &str = "national-startup-2023/firm";

/// Opens the page, which keeps what it hands out in `saved`.
pub fn open_page(browser: &mut Browser, site: &Server, query: &str) -> Result<()> {
    browser.open(&format!("{}batch.html{query}", site.url()))?;
    browser.wait_for("#table")?;
    browser.evaluate(
        "(() => {
           window.saved = [];
           const make = URL.createObjectURL;
           URL.createObjectURL = (blob) => { saved.push(blob); return make.call(URL, blob); };
         })()",
    )?;
    Ok(())
}

/// Chooses a file, as from a disk.
pub fn choose(browser: &mut Browser, name: &str, bytes: &[u8]) -> Result<()> {
    let file = BASE64.encode(bytes);
    browser.evaluate(&format!(
        "(() => {{
           const bytes = Uint8Array.from(atob('{file}'), (c) => c.charCodeAt(0));
           const given = new DataTransfer();
           given.items.add(new File([bytes], {name}));
           const input = document.getElementById('table');
           input.files = given.files;
           input.dispatchEvent(new Event('change'));
         }})()",
        name = json!(name)
    ))?;
    Ok(())
}

/// Chooses the measure and fills in what the table does not have.
pub fn ask(browser: &mut Browser) -> Result<()> {
    browser.wait_for(&format!("[name=measure][value='{MEASURE}']"))?;
    browser.evaluate(&format!(
        "(() => {{
           const box = document.querySelector(\"[name=measure][value='{MEASURE}']\");
           box.closest('details').open = true;
           if (!box.checked) box.click();
         }})()"
    ))?;
    browser.wait_for("[id='given-firm.staff']")?;
    browser.fill("[id='given-firm.staff']", "20")?;
    browser.press(Key::Tab)?;
    browser.fill("[id='given-firm.new_hires']", "3")?;
    browser.press(Key::Tab)?;
    browser.evaluate(
        "(() => {
           const answer = document.getElementById('given-national-startup-2023.recognised');
           answer.value = '是';
           answer.dispatchEvent(new Event('change'));
         })()",
    )?;
    browser.fill("#day", "2026-11-22")?;
    browser.press(Key::Tab)
}

/// Computes, saves as CSV and returns the file.
pub fn compute(browser: &mut Browser) -> Result<String> {
    browser.click("#compute")?;
    browser.wait_for("#summary")?;
    save_csv(browser)
}

/// Saves what was computed as CSV: `saved` holds it alone.
pub fn save(browser: &mut Browser) -> Result<()> {
    browser.evaluate("saved.length = 0")?;
    browser.click("#save-csv")?;
    browser.wait_until("saved.length === 1")
}

/// Saves what was computed as CSV and returns the file.
fn save_csv(browser: &mut Browser) -> Result<String> {
    save(browser)?;
    // The text of a blob is read without its byte order mark.
    let text = browser.evaluate(
        "new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(
           [...new Uint8Array(reader.result)].map((byte) => String.fromCharCode(byte)).join('')); reader.readAsArrayBuffer(saved[0]); })",
    )?;
    let bytes: Option<Vec<u8>> = text
        .as_str()
        .context("no text")?
        .chars()
        .map(|c| u8::try_from(c).ok())
        .collect();
    Ok(String::from_utf8(bytes.context("no bytes")?)?)
}

/// Waits for what takes longer than a page should: the work of minutes on a machine that has other work.
pub fn wait_long(browser: &mut Browser, condition: &str) -> Result<()> {
    for _ in 0..15 {
        if browser.wait_until(condition).is_ok() {
            return Ok(());
        }
    }
    browser.wait_until(condition)
}

/// A result stands there.
pub const COMPUTED: &str = "document.querySelector('#summary') !== null";

/// A table of so many rows.
pub fn many(count: u64) -> Result<Vec<u8>> {
    let mut table = Vec::new();
    rows::csv(&rows::Options { count, seed: 1 }, &mut table)?;
    Ok(table)
}
