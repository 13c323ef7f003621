//! How long visitors wait, on a processor four times as slow as this one: reported, never asserted.
//!
//! Run by `cargo xtask bench page`, over the built site.

use anyhow::{Context as _, Result};
use huisuan_tests::{
    browser::{Browser, Key},
    visitor::{Do, INSURANCE, LOAN, act, named, open, site},
};
use huisuan_xtask::server::Policy;
use serde_json::json;
use std::{thread, time::Duration};

/// How often the page is opened, each time as if for the first time.
const VISITS: usize = 5;

/// A telephone line: 1.6 Mbit a second (bytes a second) and 150 ms.
const LINE: (u64, u64) = (200_000, 150);

/// How much slower the processor is.
const SLOWER: u64 = 4;

/// How long somebody who types quickly takes from key to key.
const PACE: Duration = Duration::from_millis(100);

/// A link that carries a policy of insurance, so that the page shows an amount as soon as it can.
const LINK: &str = "#/insurance?region=330300&insurance.0.kind=small-loan-guarantee&insurance.0.insured=1000000\
    &insurance.0.premium=12000&insurance.0.term=12";

/// Takes down, in milliseconds since the visit began, when the first amount has been painted.
const FIRST_RESULT: &str = "
new MutationObserver((_, observer) => {
  if (!document.querySelector('.amount data')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.firstResult = Math.round(performance.now()); }));
}).observe(document, { childList: true, subtree: true });
";

/// Takes down, in milliseconds, how long after each key the frame after it has been painted.
const KEYS: &str = "(() => {
  window.keys = [];
  addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => setTimeout(() => { keys.push(Math.round(performance.now() - timeStamp)); }));
  }, true);
  return true;
})()";

fn slow_down(browser: &mut Browser) -> Result<()> {
    browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
    Ok(())
}

/// The value below which that many percent of the values lie.
fn percentile(values: &[u64], percent: usize) -> Option<u64> {
    let mut values = values.to_vec();
    values.sort_unstable();
    let place = (values.len() * percent).div_ceil(100).checked_sub(1)?;
    values.get(place).copied()
}

#[test]
#[ignore = "measures: run by `cargo xtask bench page`"]
fn time_to_the_first_result() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut times = Vec::new();
    for _ in 0..VISITS {
        let mut browser = Browser::current()?;
        slow_down(&mut browser)?;
        let (throughput, latency) = LINE;
        let line = json!({
            "offline": false,
            "latency": latency,
            "downloadThroughput": throughput,
            "uploadThroughput": throughput,
        });
        browser.devtools("Network.enable", &json!({}))?;
        browser.devtools("Network.emulateNetworkConditions", &line)?;
        browser.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": FIRST_RESULT }),
        )?;
        browser.open(&format!("{}{LINK}", site.url()))?;
        browser.wait_until("window.firstResult > 0")?;
        times.push(browser.evaluate("window.firstResult")?.as_u64().context("no time")?);
    }
    let median = percentile(&times, 50).context("no visit")?;
    println!("time to the first result, {SLOWER}x slower, 1.6 Mbit/s, 150 ms: median {median} ms of {times:?}");
    Ok(())
}

#[test]
#[ignore = "measures: run by `cargo xtask bench page`"]
fn time_from_a_key_to_the_paint() -> Result<()> {
    for (page, steps, field) in [
        ("insurance", INSURANCE, "insurance.0.premium"),
        ("loan", LOAN, "loan.0.principal"),
    ] {
        let keys = keys(page, steps, field)?;
        let (middle, high) = (percentile(&keys, 50), percentile(&keys, 95));
        let (middle, high) = middle.zip(high).context("no key was pressed")?;
        println!(
            "from a key to the paint, {page}, {SLOWER}x slower, {} keys, 10 a second: p50 {middle} ms, p95 {high} ms; budget p95 50 ms",
            keys.len()
        );
    }
    Ok(())
}

/// How long each key takes that is typed into a field of a filled page.
fn keys(page: &str, steps: &[Do], field: &str) -> Result<Vec<u64>> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, page)?;
    act(&mut browser, steps)?;
    slow_down(&mut browser)?;
    browser.evaluate(KEYS)?;
    let field = named(field);
    for _ in 0..10 {
        browser.click(&field)?;
        let digits = "12345".chars().map(Key::Character);
        for key in digits.chain([Key::Backspace; 5]) {
            browser.press(key)?;
            thread::sleep(PACE);
        }
    }
    browser.wait_until("window.keys.length >= 100")?;
    let keys = browser.evaluate("window.keys")?;
    Ok(serde_json::from_value(keys)?)
}
