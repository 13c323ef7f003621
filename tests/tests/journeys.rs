//! What visitors do, in real browsers, on the site as it is put on a server.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::browser::Browser;
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
    shell::root,
    tools::Tool,
};

/// One thing that a visitor does to a field; fields are named as the engine names them.
#[derive(Clone, Copy)]
enum Do {
    /// Types into it, in place of what it holds.
    Type(&'static str, &'static str),
    /// Pastes into it.
    Paste(&'static str, &'static str),
    /// Chooses what is shown under that name.
    Choose(&'static str, &'static str),
    /// Ticks one of several answers.
    Tick(&'static str, &'static str),
}
use Do::{Choose, Paste, Tick, Type};

fn site(policy: Policy) -> Result<Server> {
    let directory = dist::directory();
    ensure!(
        directory.join("index.html").is_file(),
        "there is no site yet: run `cargo xtask dist` first"
    );
    // Below a path, as a column of a portal is.
    Server::start_below(&directory, "/finance/huisuan/", policy, 0)
}

fn named(name: &str) -> String {
    format!("[name='{name}']")
}

/// Loads a page; what was typed before is kept by the browser.
fn open(browser: &mut Browser, site: &Server, page: &str) -> Result<()> {
    // Another query makes it another document: a change of the fragment alone would load nothing.
    browser.open(&format!("{}?{page}#/{page}", site.url()))?;
    browser.wait_for("#main h1")
}

fn act(browser: &mut Browser, steps: &[Do]) -> Result<()> {
    for step in steps {
        match *step {
            Type(field, text) => browser.fill(&named(field), text)?,
            Paste(field, text) => browser.paste_into(&named(field), text)?,
            Choose(field, label) => browser.choose(&named(field), label)?,
            Tick(field, value) => browser.click(&format!("[name='{field}'][value='{value}']"))?,
        }
    }
    Ok(())
}

fn card(measure: &str) -> String {
    format!("[data-measure='{measure}']")
}

/// Waits until a result shows an amount, to the fen.
fn expect_amount(browser: &mut Browser, measure: &str, amount: &str) -> Result<()> {
    browser
        .wait_for_text(&format!("{} .amount data", card(measure)), amount)
        .with_context(|| format!("{measure} should show {amount}"))
}

const SECURITISATION: &[Do] = &[
    Choose("securitisation.0.kind", "技术产权证券化"),
    Type("securitisation.0.principal", "３０００万"),
    Type("securitisation.0.coupon", "5.5"),
    Type("securitisation.0.starts_on", "2022-04-01"),
    Type("securitisation.0.ends_on", "20250401"),
    Choose("securitisation.0.day_basis", "按天，一年 365 天"),
    Choose("applicant.registered_region", "温州市鹿城区"),
    Choose("applicant.tax_region", "温州市鹿城区"),
    Tick("applicant.legal_person", "yes"),
    Tick("applicant.real_estate", "no"),
    Choose("applicant.mujun_grade", "A 类"),
    Tick("applicant.major_accident", "no"),
    Tick("applicant.mass_incident", "no"),
    Choose("firm.kind", "小微企业"),
    Tick("firm.private", "yes"),
];

const GUARANTEE: &[Do] = &[
    Choose("guarantee.0.guarantor", "市级政府性融资担保机构"),
    Type("guarantee.0.amount", "５００万"),
    Type("guarantee.0.customer_total", "500万元"),
    Type("guarantee.0.term", "36"),
    Type("guarantee.0.starts_on", "20240115"),
    Choose("guarantee.0.charging", "每年年初按在保余额收"),
    Type("guarantee.0.balance~1", "500万"),
    Type("guarantee.0.balance~2", "400万"),
    Paste("guarantee.0.balance~3", "2,500,000.00"),
    Tick("firm.lists", "zjtx"),
];

const INSURANCE: &[Do] = &[
    Choose("insurance.0.kind", "小额贷款保证保险"),
    Type("insurance.0.insured", "100万"),
    Type("insurance.0.premium", "12,000"),
    Type("insurance.0.term", "12"),
    Type("insurance.0.starts_on", "2023-03-01"),
    Choose("firm.kind", "小微企业"),
];

const LOAN: &[Do] = &[
    Choose("loan.0.product", "创业担保贷款"),
    Type("loan.0.principal", "30万"),
    Type("loan.0.rate", "３．５"),
    Type("loan.0.term", "36"),
    Type("loan.0.paid_out_on", "2024-03-01"),
    Choose("loan.0.repayment", "先息后本（按月付息，到期还本）"),
    Choose("loan.0.status", "正常"),
    Choose("firm.kind", "个人"),
    Type("firm.partners", "1"),
    Tick("national-startup-2023.recognised", "yes"),
];

/// Every calculator: what is typed, and what one result then shows.
const CALCULATORS: &[(&str, &[Do], &str, &str)] = &[
    (
        "securitisation",
        SECURITISATION,
        "wenzhou-2022/art-5-firm",
        "1,172,945.20",
    ),
    ("guarantee", GUARANTEE, "xiangtan-2023/item-2-fee05", "57,500.00"),
    ("insurance", INSURANCE, "wenzhou-2022/art-4-price", "12,000.00"),
    ("loan", LOAN, "national-startup-2023/person", "15,750.00"),
];

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn every_calculator_answers_to_the_fen() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    for (page, steps, measure, amount) in CALCULATORS {
        open(&mut browser, &site, page)?;
        act(&mut browser, steps)?;
        expect_amount(&mut browser, measure, amount)?;
    }
    browser.wait_for_text(".schedule tfoot", "31,500.00")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_page_works_in_chromium_78() -> Result<()> {
    let site = site(Policy::OldEngines)?;
    let mut browser = Browser::chromium_78()?;
    open(&mut browser, &site, "securitisation")?;
    act(&mut browser, SECURITISATION)?;
    expect_amount(&mut browser, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn one_fen_more_loses_and_the_page_says_why() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    act(&mut browser, INSURANCE)?;
    let (price, subsidy) = (card("wenzhou-2022/art-4-price"), card("wenzhou-2022/art-4"));
    browser.wait_for(&format!("{price} .paid:not(.over)"))?;
    expect_amount(&mut browser, "wenzhou-2022/art-4", "5,000.00")?;
    ensure!(browser.is_visible(".block.others [data-measure='wenzhou-2022/art-4']")?);
    ensure!(
        !browser.is_visible(".block.yours")?,
        "money of the insurer is shown as the visitor's"
    );
    browser.fill(&named("insurance.0.premium"), "12,000.01")?;
    browser.wait_for(&format!("{price} .paid.over"))?;
    browser.wait_for_text(&format!("{subsidy} .reasons"), "1.2")?;
    ensure!(
        !browser.is_visible(&format!("{subsidy} .amount"))?,
        "a refused measure shows an amount"
    );
    // Three months at 1.2 %: read literally, the insurer gets more than the customer pays.
    browser.fill(&named("insurance.0.term"), "3")?;
    browser.fill(&named("insurance.0.premium"), "3,000")?;
    browser.wait_for_text(&format!("{subsidy} .warning"), "比客户交的保险费还多")?;
    open(&mut browser, &site, "guarantee")?;
    act(&mut browser, GUARANTEE)?;
    browser.fill(&named("guarantee.0.customer_total"), "5,000,000.01")?;
    let fee = card("xiangtan-2023/item-2-fee05");
    browser.wait_for_text(&format!("{fee} .what-if"), "5,000,000.00")?;
    ensure!(!browser.is_visible(&format!("{fee} .amount"))?);
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn nothing_typed_is_lost() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "loan")?;
    act(&mut browser, LOAN)?;
    let rate = named("loan.0.rate");
    browser.fill(&rate, "3.5厘")?;
    browser.wait_for(&format!("{rate}[aria-invalid='true']"))?;
    browser.click(".look button:last-child")?;
    browser.wait_for_text("h1", "Interest subsidy")?;
    ensure!(browser.value(&rate)? == "3.5厘");
    browser.fill(&rate, "350BP")?;
    expect_amount(&mut browser, "national-startup-2023/person", "15,750.00")?;
    open(&mut browser, &site, "guarantee")?;
    open(&mut browser, &site, "loan")?;
    browser.wait_for_text("h1", "Interest subsidy")?;
    ensure!(browser.value(&rate)? == "350BP");
    expect_amount(&mut browser, "national-startup-2023/person", "15,750.00")?;
    // A second contract keeps the first, and goes away without it.
    browser.click(".group .add:last-child button")?;
    browser.fill(&named("loan.1.principal"), "1")?;
    browser.click(".row:nth-child(3) > button")?;
    ensure!(browser.value(&named("loan.0.principal"))? == "30万");
    browser.click(".clear button")?;
    browser.wait_until("document.querySelector(\"[name='loan.0.rate']\").value === ''")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_is_missing_leads_to_its_field() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "securitisation")?;
    act(&mut browser, &SECURITISATION[..6])?;
    expect_amount(&mut browser, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    let card = card("wenzhou-2022/art-5-firm");
    browser.wait_for_text(&format!("{card} .money .if"), "如果")?;
    browser.click(&format!("{card} .missing li button"))?;
    browser.wait_until("document.activeElement.closest('form') !== null")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn everything_is_shown_by_place_and_role() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "all")?;
    browser.choose("#place", "湘潭市")?;
    browser.wait_for(&card("xiangtan-2023/item-2-fee05"))?;
    browser.wait_for(&card("national-startup-2023/person"))?;
    ensure!(!browser.is_visible(&card("wenzhou-2022/art-5-firm"))?);
    browser.choose("#role", "银行")?;
    browser.choose("#place", "温州市")?;
    browser.wait_for(&card("wenzhou-2022/art-3-bank"))?;
    ensure!(!browser.is_visible(&card("national-startup-2023/person"))?);
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_notice_is_shown_where_the_policy_forbids_webassembly() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::chromium_78()?;
    browser.open(&site.url())?;
    browser.wait_until("document.querySelector('#load-failed').hidden === false")?;
    ensure!(browser.text("#load-failed")?.contains("计算程序没有加载成功"));
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn nobody_is_kept_out() -> Result<()> {
    let site = site(Policy::Strict)?;
    let axe = Tool::axe();
    axe.install()?;
    let axe = fs::read_to_string(axe.directory()?.join("node_modules/axe-core/axe.min.js"))?;
    let mut browser = Browser::current()?;
    for language in ["zh", "en"] {
        for page in ["", "loan", "guarantee", "insurance", "securitisation", "all"] {
            open(&mut browser, &site, page)?;
            if language == "zh"
                && let Some((_, steps, ..)) = CALCULATORS.iter().find(|(of, ..)| *of == page)
            {
                act(&mut browser, steps)?;
            }
            if language == "en" && browser.text("html")?.contains("English") {
                browser.click(".look button:last-child")?;
                browser.wait_until("document.documentElement.lang === 'en'")?;
            }
            let name = if page.is_empty() { "home" } else { page };
            for width in [375, 1280] {
                browser.resize(width, 800)?;
                browser.screenshot(&root().join(format!("target/screenshots/{name}-{language}-{width}.png")))?;
            }
            browser.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")?;
            browser.evaluate(&format!("{axe}; 0"))?;
            let found = browser.evaluate(
                "axe.run().then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html)])))",
            )?;
            ensure!(found == "[]", "{language} {page}: {found}");
        }
    }
    browser.expect_clean(&site)
}
