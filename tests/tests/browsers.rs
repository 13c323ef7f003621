//! The same visit in every browser that the site runs in.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first. Those under `long` are left to
//! `cargo xtask test --long`.

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::{CALCULATORS, INSURANCE, act, card, expect_amount, named, open, site},
};
use huisuan_xtask::server::Server;

/// Opens the page, computes a case of each calculator to the fen, passes one on and keeps it, is refused with reasons, and
/// changes the language.
fn visit(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let mut browser = Browser::start(kind)?;
    for (page, steps, measure, amount) in CALCULATORS {
        open(&mut browser, &site, page)?;
        act(&mut browser, steps).with_context(|| format!("filling in {page}"))?;
        expect_amount(&mut browser, measure, amount)?;
    }
    browser.wait_for_text(".schedule tfoot", "31,500.00")?;
    is_passed_on_and_kept(&mut browser, &site).context("passing it on")?;
    is_refused(&mut browser, &site).context("being refused")?;
    browser.expect_clean(&site)
}

/// The case at hand opens again from its link, and stays on the device.
fn is_passed_on_and_kept(browser: &mut Browser, site: &Server) -> Result<()> {
    browser.click(".keep .copy .tools button:first-child")?;
    browser.wait_for(".keep .passed textarea")?;
    let link = browser.value(".keep .passed textarea")?;
    browser.fill("#case-name", "甲行")?;
    browser.click(".keep .field .tools button:first-child")?;
    browser.wait_until("document.querySelector('.keep .field .tools button').disabled")?;
    open(browser, site, "compare")?;
    browser.wait_for_text(".documents h3", "甲行")?;
    browser.open(&link)?;
    browser.wait_for_text(".opened", "来自一个链接")?;
    browser.wait_for_text(".opened", "校验码一致")?;
    expect_amount(browser, "national-startup-2023/person", "15,750.00")
}

/// A premium one fen too high for the clause: the reason is said, no amount is shown, and what was typed stays in either language.
fn is_refused(browser: &mut Browser, site: &Server) -> Result<()> {
    let (measure, premium) = (card("wenzhou-2022/art-4"), named("insurance.0.premium"));
    open(browser, site, "insurance")?;
    // The link that was opened has put its own case in place of what had been typed.
    act(browser, INSURANCE)?;
    browser.fill(&premium, "12,000.01")?;
    browser.wait_for_text(&format!("{measure} .reasons"), "1.2")?;
    ensure!(!browser.is_visible(&format!("{measure} .amount"))?);
    browser.click(".look button:last-child")?;
    browser.wait_for_text("h1", "Insurance premium")?;
    ensure!(browser.value(&premium)? == "12,000.01");
    browser.wait_for_text(&format!("{measure} .reasons"), "1.2")
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
