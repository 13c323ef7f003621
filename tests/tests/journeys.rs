//! What visitors do, in real browsers, on the site as it is put on a server.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use anyhow::{Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::{
        CONTRACT, GUARANTEE, GUARANTOR, INSTITUTION, INSURANCE, LOAN, SECURITISATION, act, card, expect_amount, named,
        open, site,
    },
};
use huisuan_xtask::server::Policy;
use serde_json::json;

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
    browser.click(".reference .more summary")?;
    browser.wait_for(".reference .more[open] [data-measure]")?;
    browser.click(".look button:last-child")?;
    browser.wait_for_text("h1", "Interest subsidy")?;
    ensure!(browser.value(&rate)? == "3.5厘");
    ensure!(
        browser.is_visible(".reference .more[open] [data-measure]")?,
        "what was unfolded is folded in the other language"
    );
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
    let height = browser.evaluate("document.querySelector('.row:nth-child(3) > button').offsetHeight")?;
    ensure!(
        height.as_u64().is_some_and(|height| height < 80),
        "a button as high as its contract: {height}"
    );
    browser.click(".row:nth-child(3) > button")?;
    browser.wait_for_text("#sure", "2, fields filled in: 1.")?;
    browser.click(".sure button:last-child")?;
    browser.wait_until("document.querySelector(\"[name='loan.1.principal']\") === null")?;
    ensure!(browser.value(&named("loan.0.principal"))? == "30万");
    browser.click("#clear")?;
    browser.wait_for(".clear .sure")?;
    ensure!(
        browser.value(&rate)? == "350BP",
        "erased before the question is answered"
    );
    browser.click(".sure button:last-child")?;
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
fn a_contract_is_computed_with_what_happens_to_it() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "contract")?;
    act(&mut browser, CONTRACT)?;
    browser.wait_for_text(".facts", "29,679.93")?;
    browser.click(".rest summary")?;
    browser.fill(&named("loan.0.prepayments"), "2024-03-01 10万；2025-06-01 5万")?;
    browser.wait_for_text(".schedule table", "提前还本")?;
    browser.click(".schedule .actions button")?;
    browser.wait_until("document.querySelectorAll('.schedule tbody')[0].rows.length === 38")?;
    let saved = "decodeURIComponent(document.querySelector('a[download]').href).split('\\n').length";
    ensure!(browser.evaluate(saved)? == 39, "the file has not every payment");
    browser.fill(&named("loan.0.prepayments"), "10万")?;
    browser.wait_for_text(".error", "10万")?;
    browser.fill(&named("loan.0.prepayments"), "")?;
    browser.fill(&named("loan.0.fees_upfront"), "1万")?;
    browser.fill(&named("cost.subsidies"), "2024-12-20 5000")?;
    browser.wait_for_text(".results caption", "综合融资成本")?;
    browser.wait_for(".chart .share")?;
    // What was said here of the loan stands beside the results of clauses as well.
    open(&mut browser, &site, "loan")?;
    browser.wait_for(&named("loan.0.fees_upfront"))?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_first_due_date_is_asked_for_only_where_it_counts() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    let (first_due, settlement) = (named("loan.0.first_due_on"), named("loan.0.settlement"));
    let gone = format!("document.querySelector(`{first_due}`) === null");
    open(&mut browser, &site, "contract")?;
    act(&mut browser, CONTRACT)?;
    browser.click(".rest summary")?;
    browser.wait_for(&first_due)?;
    // By quarters interest is usually settled on the 20th.
    browser.choose(&named("loan.0.repayment"), "按季付息，到期还本")?;
    browser.wait_for(&settlement)?;
    browser.wait_until(&gone)?;
    browser.choose(&settlement, "按放款日对日结息")?;
    browser.wait_for(&first_due)?;
    browser.choose(&settlement, "20 日结息、21 日付息")?;
    browser.wait_until(&gone)?;
    // What was answered stays in sight.
    browser.choose(&settlement, "按放款日对日结息")?;
    browser.fill(&first_due, "2024-03-10")?;
    browser.choose(&settlement, "20 日结息、21 日付息")?;
    browser.wait_for(&first_due)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_calculator_leaves_out_what_no_open_clause_asks() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    let (product, left_out) = (named("loan.0.product"), ".case > .muted");
    let listed = "[name='national-consumption-2026.lender'][value='yes']";
    open(&mut browser, &site, "loan")?;
    browser.wait_for(listed)?;
    ensure!(!browser.is_visible(left_out)?);
    browser.choose(&product, "创业担保贷款")?;
    browser.wait_for_text(left_out, "没有列出来")?;
    ensure!(!browser.is_visible(listed)?, "no clause that asks for it is open");
    ensure!(browser.is_visible(&named("national-startup-2023.recognised"))?);
    // Another answer brings it back; what is answered itself stays.
    browser.choose(&product, "请选择")?;
    browser.wait_for(listed)?;
    browser.click_until(listed, "element.checked")?;
    browser.choose(&product, "创业担保贷款")?;
    browser.wait_for(left_out)?;
    ensure!(browser.evaluate(&format!("document.querySelector(\"{listed}\").checked"))? == true);
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn everything_is_shown_by_place_and_role() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "all")?;
    browser.choose("#province", "湖南省")?;
    browser.wait_for("#place option:nth-child(3)")?;
    browser.choose("#place", "湘潭市")?;
    browser.wait_for(&card("xiangtan-2023/item-2-fee05"))?;
    browser.wait_for(&card("national-startup-2023/person"))?;
    ensure!(!browser.is_visible(&card("wenzhou-2022/art-5-firm"))?);
    // Found by initials instead; a county without documents gets those of its city.
    open(&mut browser, &site, "")?;
    browser.fill("#search", "wz")?;
    browser.wait_for_text(".found", "温州市")?;
    browser.click(".found button")?;
    browser.wait_for_text(".documents", "温州")?;
    browser.fill("#search", "330302")?;
    browser.wait_for_text(".found", "鹿城区")?;
    browser.click(".found button")?;
    open(&mut browser, &site, "insurance")?;
    browser.wait_for(&card("wenzhou-2022/art-4-price"))?;
    open(&mut browser, &site, "all")?;
    browser.choose("#role", "银行")?;
    browser.choose("#province", "浙江省")?;
    browser.wait_until("[...document.querySelectorAll('#place option')].some((o) => o.label === '温州市')")?;
    browser.choose("#place", "温州市")?;
    browser.wait_for(&card("wenzhou-2022/art-3-bank"))?;
    ensure!(!browser.is_visible(&card("national-startup-2023/person"))?);
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_notice_is_shown_where_the_policy_forbids_webassembly() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::start(Kind::Chromium78)?;
    browser.open(&site.url())?;
    browser.wait_until("document.querySelector('#load-failed').hidden === false")?;
    ensure!(browser.text("#load-failed")?.contains("计算程序没有加载成功"));
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_loan_that_is_repaid_early_gets_less() -> Result<()> {
    repaid_early(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_loan_that_is_repaid_early_gets_less_in_chromium_78() -> Result<()> {
    repaid_early(Kind::Chromium78)
}

/// Half of the interest: 875 in each month of the first year, and 437.50 in those of two more, where half is repaid.
fn repaid_early(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let mut browser = Browser::start(kind)?;
    open(&mut browser, &site, "loan")?;
    act(&mut browser, LOAN)?;
    expect_amount(&mut browser, "national-startup-2023/person", "15,750.00")?;
    // The way to the page that asks for the rest of a contract, and back.
    browser.evaluate("location.hash = '#/contract'")?;
    browser.wait_for(".rest summary")?;
    browser.click(".rest summary")?;
    browser.fill(&named("loan.0.prepayments"), "2025-03-01 15万")?;
    browser.wait_for_text(".facts", "21,000.00")?;
    browser.evaluate("location.hash = '#/loan'")?;
    browser.wait_for(&named("loan.0.prepayments"))?;
    expect_amount(&mut browser, "national-startup-2023/person", "10,500.00")?;
    // Emptied, the field stays where it is: whoever corrects it goes on typing.
    browser.fill(&named("loan.0.prepayments"), "")?;
    expect_amount(&mut browser, "national-startup-2023/person", "15,750.00")?;
    browser.fill(&named("loan.0.prepayments"), "2025-03-01 15万")?;
    expect_amount(&mut browser, "national-startup-2023/person", "10,500.00")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_guarantor_sees_what_a_year_brings() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}?year#/all?region=330300", site.url()))?;
    browser.wait_for("#main[aria-busy='false'] h1")?;
    browser.choose("#role", "担保机构")?;
    browser.wait_for(&card("wenzhou-2022/art-8"))?;
    browser.evaluate("document.querySelectorAll('details.group').forEach((d) => d.open = true)")?;
    act(&mut browser, GUARANTOR)?;
    act(&mut browser, INSTITUTION)?;
    // 0.6 % of 500 million; 40 % of what lies between 1 % and 3 % of 1,000 million, which is 15 of 25 million.
    expect_amount(&mut browser, "wenzhou-2022/art-7", "3,000,000.00")?;
    expect_amount(&mut browser, "wenzhou-2022/art-8", "6,000,000.00")?;
    for measure in ["wenzhou-2022/art-7", "wenzhou-2022/art-8"] {
        ensure!(browser.is_visible(&format!(".block.yours {} .status", card(measure)))?);
        browser.wait_for_text(&format!("{} .status", card(measure)), "符合条件")?;
    }
    // One hundred-millionth of a percent more is another tier; a fee rate above all tiers brings nothing.
    browser.fill(&named("guarantor.average_fee_rate~2023"), "0.50000001")?;
    expect_amount(&mut browser, "wenzhou-2022/art-7", "2,000,000.00")?;
    browser.fill(&named("guarantor.average_fee_rate~2023"), "0.91")?;
    browser.wait_for_text(&format!("{} .status", card("wenzhou-2022/art-7")), "不符合条件")?;
    browser.fill(&named("guarantor.payouts~2023"), "6000万")?;
    expect_amount(&mut browser, "wenzhou-2022/art-8", "14,000,000.00")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn an_insurer_sees_the_subsidy_as_its_own() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    browser.choose("#role", "保险机构")?;
    act(&mut browser, INSURANCE)?;
    act(&mut browser, INSTITUTION)?;
    let own = format!(".block.yours {}", card("wenzhou-2022/art-4"));
    browser.wait_for_text(&format!("{own} .amount data"), "5,000.00")?;
    browser.wait_for_text(&format!("{own} .status"), "符合条件")?;
    browser.wait_for_text(&format!("{own} .kind"), "精确")?;
    ensure!(
        browser.evaluate("document.querySelector('.glance').textContent.includes('5,000.00')")? == json!(true),
        "the line that stays in sight has not the amount"
    );
    browser.expect_clean(&site)
}
