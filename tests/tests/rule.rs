//! A rule that a visitor enters: computed to the fen, never like a published one, and passed on as numbers alone.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use anyhow::{Result, ensure};
use huisuan_tests::browser::{Browser, Kind};
use huisuan_tests::eyes::{WIDTHS, look};
use huisuan_tests::visitor::{Do, act, card, expect_amount, named, open, site};
use huisuan_xtask::server::Policy;

const MEASURE: &str = "entered/rule";
const MARK: &str = "您填写的规则，不是公布的政策";

/// Half of the interest, on loans of up to 5 million and 24 months, at most 80,000 a year.
const RULE: &[Do] = &[
    Do::Choose("rule.kind", "贴息：补实际支付利息的一部分"),
    Do::Type("rule.interest_share", "50"),
];

const LIMITS: &[Do] = &[
    Do::Type("rule.most", "500万"),
    Do::Type("rule.most_months", "24"),
    Do::Type("rule.cap", "８万"),
    Do::Choose("rule.cap_per", "每年最高"),
];

/// Interest of 15,000 a month: 165,000 in 2025, 180,000 in 2026, 15,000 in 2027.
const LOAN: &[Do] = &[
    Do::Type("loan.0.principal", "500万"),
    Do::Type("loan.0.rate", "3.6"),
    Do::Type("loan.0.term", "24"),
    Do::Type("loan.0.paid_out_on", "2025-01-01"),
    Do::Choose("loan.0.repayment", "先息后本（按月付息，到期还本）"),
    Do::Choose("loan.0.day_basis", "按月计息（年利率÷12）"),
];

/// Half of it, at most 80,000 a year: 80,000 + 80,000 + 7,500.
const AMOUNT: &str = "167,500.00";

fn enter(browser: &mut Browser) -> Result<()> {
    browser.wait_for_text(".own", "不是公布的政策")?;
    act(browser, RULE)?;
    browser.click(".case .rest summary")?;
    act(browser, LIMITS)?;
    // While a limit is half said there is no rule, and no question of a loan.
    browser.wait_for(&format!("#main[aria-busy='false'] {}", named("loan.0.principal")))?;
    act(browser, LOAN)
}

fn journey(browser: &mut Browser, policy: Policy) -> Result<()> {
    let site = site(policy)?;
    open(browser, &site, "rule")?;
    browser.wait_for_text(".case .muted", "补的是什么")?;
    browser.wait_for_text(".results", "规则填好以后")?;
    let said = browser.text("main")?;
    ensure!(
        !said.contains("换一个地方") && !said.contains("没有需要您回答"),
        "{said}"
    );
    enter(browser)?;
    expect_amount(browser, MEASURE, AMOUNT)?;
    browser.wait_for_text(".results", MARK)?;
    browser.fill(&named("rule.most_months"), "23")?;
    browser.wait_for_text(&card(MEASURE), "贷款期限是 24 个月，条款要求不超过 23 个月")?;
    browser.fill(&named("rule.most_months"), "24")?;
    expect_amount(browser, MEASURE, AMOUNT)?;
    browser.fill(&named("rule.from"), "2030-01-02")?;
    browser.fill(&named("rule.to"), "2030-01-01")?;
    browser.wait_for_text(".case .muted", "最后一天早于第一天")?;
    browser.fill(&named("rule.from"), "")?;
    browser.fill(&named("rule.to"), "")?;
    expect_amount(browser, MEASURE, AMOUNT)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_rule_of_ones_own_is_computed_to_the_fen_and_marked() -> Result<()> {
    let mut browser = Browser::current()?;
    journey(&mut browser, Policy::Strict)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_rule_of_ones_own_is_computed_in_chromium_78() -> Result<()> {
    let mut browser = Browser::start(Kind::Chromium78)?;
    journey(&mut browser, Policy::OldEngines)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_rule_is_passed_on_as_numbers_and_its_mark_is_read_first() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut here = Browser::current()?;
    open(&mut here, &site, "rule")?;
    enter(&mut here)?;
    expect_amount(&mut here, MEASURE, AMOUNT)?;
    look(&mut here, "rule-zh", &WIDTHS)?;
    here.click(".keep .copy .tools button:first-child")?;
    here.wait_for(".keep .passed textarea")?;
    let link = here.value(".keep .passed textarea")?;
    let carried = link.rsplit('?').next().unwrap_or_default();
    for figure in ["rule.interest_share=50", "rule.most_months=24"] {
        ensure!(carried.split('&').any(|part| part == figure), "{link}");
    }
    let figures = ["rule.", "loan.", "day", "role", "packs", "engine", "check"];
    for part in carried.split('&') {
        ensure!(
            figures.iter().any(|name| part.starts_with(name)),
            "the link carries {part}"
        );
    }
    let mut there = Browser::current()?;
    there.open(&link)?;
    expect_amount(&mut there, MEASURE, AMOUNT)?;
    there.wait_for_text(".opened", "校验码一致")?;
    let first = "(() => { const [mark, card] = ['.notice.own', '.card'].map((of) => document.querySelector(of)); \
                 return !!(mark.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING); })()";
    ensure!(there.evaluate(first)? == true, "the amount is read before the mark");
    there.expect_clean(&site)?;

    // The rule itself is kept as a file that can be checked like any pack.
    let text = "window.huisuan('pack', '2026-11-22', 'kind', 'points', 'points', '1.5%').then(() => 'kept')";
    ensure!(there.evaluate(text)? == "kept");
    there.evaluate("location.hash = '#/rule?lang=en'")?;
    there.wait_for_text(".own", "not a published policy")?;
    look(&mut there, "rule-en", &WIDTHS)?;
    there.expect_clean(&site)
}
