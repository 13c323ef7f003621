//! The same visit in every browser that the site runs in.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first. Those under `long` are left to
//! `cargo xtask test --long`.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::{CALCULATORS, INSURANCE, act, card, expect_amount, named, open, site},
};
use huisuan_xtask::{server::Server, test::VISITS};

/// What a visitor does; the names are the columns of the table that is printed at the end.
type Journey = (&'static str, fn(&mut Browser, &Server) -> Result<()>);

const JOURNEYS: [Journey; 5] = [
    ("four cases to the fen", computes_to_the_fen),
    ("link", is_passed_on),
    ("kept case", is_kept),
    ("refused, with reasons", is_refused),
    ("other language", is_translated),
];

/// Does everything in one browser, and leaves a row for the table: what passed, up to the first that did not.
fn visit(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let mut browser = Browser::start(kind)?;
    let version = browser.evaluate("navigator.userAgent.match(/(Chrome|Firefox|Version)\\/[0-9.]+/)[0]")?;
    let mut row = vec![format!("{kind:?}, {}", version.as_str().unwrap_or_default())];
    let mut visited = Ok(());
    let mark = |name: &str, visited: &Result<()>| [name, if visited.is_ok() { "passed" } else { "FAILED" }].join(": ");
    for (name, journey) in JOURNEYS {
        visited = visited.and_then(|()| journey(&mut browser, &site).with_context(|| name));
        row.push(mark(name, &visited));
    }
    let visited = visited.and_then(|()| browser.expect_clean(&site).context("the console"));
    row.push(mark("no complaint", &visited));
    let rows = huisuan_xtask::site::target_directory().join(VISITS);
    fs::create_dir_all(&rows)?;
    fs::write(rows.join(format!("{kind:?}")), row.join(" | "))?;
    visited
}

/// A case of each calculator, and the plan of payments.
fn computes_to_the_fen(browser: &mut Browser, site: &Server) -> Result<()> {
    for (page, steps, measure, amount) in CALCULATORS {
        open(browser, site, page)?;
        act(browser, steps).with_context(|| format!("filling in {page}"))?;
        expect_amount(browser, measure, amount)?;
    }
    browser.click(".schedule summary")?;
    browser.wait_for_text(".schedule tfoot", "31,500.00")
}

/// The case at hand opens again from its link.
fn is_passed_on(browser: &mut Browser, site: &Server) -> Result<()> {
    browser.click(".keep .copy .tools button:first-child")?;
    browser.wait_for(".keep .passed textarea")?;
    let link = browser.value(".keep .passed textarea")?;
    open(browser, site, "compare")?;
    browser.open(&link)?;
    browser.wait_for_text(".opened", "来自一个链接")?;
    browser.wait_for_text(".opened", "校验码一致")?;
    expect_amount(browser, "national-startup-2023/person", "15,750.00")
}

/// The case at hand stays on the device.
fn is_kept(browser: &mut Browser, site: &Server) -> Result<()> {
    browser.fill("#case-name", "甲行")?;
    browser.click(".keep .field .tools button:first-child")?;
    browser.wait_until("document.querySelector('.keep .field .tools button').disabled")?;
    open(browser, site, "compare")?;
    browser.wait_for_text(".documents h3", "甲行")
}

/// A premium one fen too high for the clause: the reason is said, and no amount is shown.
fn is_refused(browser: &mut Browser, site: &Server) -> Result<()> {
    let measure = card("wenzhou-2022/art-4");
    open(browser, site, "insurance")?;
    // The link that was opened has put its own case in place of what had been typed.
    act(browser, INSURANCE)?;
    browser.fill(&named("insurance.0.premium"), "12,000.01")?;
    browser.wait_for_text(&format!("{measure} .reasons"), "1.2")?;
    ensure!(!browser.is_visible(&format!("{measure} .amount"))?);
    Ok(())
}

/// What was typed and what is said of it stay in the other language.
fn is_translated(browser: &mut Browser, _: &Server) -> Result<()> {
    browser.click(".look button:last-child")?;
    browser.wait_for_text("h1", "Insurance premium")?;
    ensure!(browser.value(&named("insurance.0.premium"))? == "12,000.01");
    browser.wait_for_text(&format!("{} .reasons", card("wenzhou-2022/art-4")), "1.2")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn chromium() -> Result<()> {
    visit(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn firefox() -> Result<()> {
    visit(Kind::Firefox)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn webkit() -> Result<()> {
    visit(Kind::WebKit)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn chromium_78() -> Result<()> {
    visit(Kind::Chromium78)
}

mod long {
    use super::{Kind, Result, visit};

    #[test]
    #[ignore = "needs browsers: run by `cargo xtask test --long`"]
    fn chromium_80() -> Result<()> {
        visit(Kind::Chromium80)
    }

    #[test]
    #[ignore = "needs browsers: run by `cargo xtask test --long`"]
    fn chromium_92() -> Result<()> {
        visit(Kind::Chromium92)
    }
}
