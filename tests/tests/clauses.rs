//! The static pages of clauses in the built site: read without scripts, on a phone, and left for the calculator.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::site,
};
use huisuan_xtask::{dist, server::Policy};
use serde_json::json;

/// The addresses of all pages below the site.
fn pages() -> Result<Vec<String>> {
    let site = dist::directory();
    let pages = dist::files(&site.join("clauses"))?;
    let pages = pages
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "html"));
    pages
        .map(|file| {
            let name = file.strip_prefix(&site)?.to_str().context("a name in Unicode")?;
            Ok(name.to_owned())
        })
        .collect()
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn clauses_are_read_without_scripts_on_a_phone() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }))?;
    let phone = json!({ "width": 375, "height": 700, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", &phone)?;
    let pages = pages()?;
    ensure!(pages.len() > 150, "{} pages", pages.len());
    for page in &pages {
        browser.open(&format!("{}{page}", site.url()))?;
        let width = browser.evaluate("document.documentElement.scrollWidth")?;
        ensure!(width == json!(375), "{page} is {width} wide");
        // The style sheet is there: without it the page has the margins of the browser.
        let margin = browser.evaluate("getComputedStyle(document.body).marginTop")?;
        ensure!(margin == json!("0px"), "{page}: {margin}");
    }
    browser.open(&format!("{}clauses/wenzhou-2022/art-5-firm.html", site.url()))?;
    let quote = browser.text("blockquote")?;
    ensure!(quote.contains("可享受相应融资利息30%的市级财政补助"), "{quote}");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_clause_leads_into_its_calculator_and_to_the_other_language() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}clauses/index.html", site.url()))?;
    browser.click("a[href='wenzhou-2022/art-5-firm.html']")?;
    browser.wait_for_text("h1", "技术产权证券化利息补助")?;
    browser.click(".language")?;
    browser.wait_for_text("h1", "Rebate of interest on technology-rights securitisation")?;
    browser.click(".language")?;
    browser.wait_for_text("h1", "技术产权证券化利息补助")?;
    browser.click(".compute a")?;
    browser.wait_for("#main h1")?;
    browser.wait_for("[name='securitisation.0.kind']")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_oldest_browser_shows_a_clause_as_well() -> Result<()> {
    let site = site(Policy::OldEngines)?;
    let mut browser = Browser::start(Kind::Chromium78)?;
    browser.open(&format!("{}clauses/wenzhou-2022/art-4.html", site.url()))?;
    browser.wait_for_text("table", "12,000.01")?;
    let problems = browser.problems()?;
    ensure!(problems.is_empty(), "{problems:#?}");
    Ok(())
}
