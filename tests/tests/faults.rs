//! What can go wrong around a visitor: each is said in words where it matters, and nothing typed is lost.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::browser::Browser;
use huisuan_tests::visitor::{INSURANCE, PRICE, act, compute, expect_amount, named, open, site};
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
};
use serde_json::json;

const INSURED: &str = "insurance.0.insured";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_full_storage_is_told_and_hinders_nobody() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    )?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    browser.wait_for_text(".clear .warning", "不让保存")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn corrupt_storage_is_left_out() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page(
        r"for (const storage of [localStorage, sessionStorage])
            storage.setItem('huisuan', 'text.insurance.0.insured\t100万\n\0\t\nrows.loan\t-9\ncase.x\nlanguage\t\ufffd\n'.repeat(99));",
    )?;
    open(&mut browser, &site, "insurance")?;
    ensure!(browser.value(&named(INSURED))? == "100万");
    compute(&mut browser)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_lost_network_is_told_and_a_second_try_goes_on() -> Result<()> {
    let server = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &server, "insurance")?;
    compute(&mut browser)?;
    let (directory, address) = (dist::directory(), server.url());
    let port = address.rsplit(':').next().and_then(|rest| rest.split('/').next());
    let port: u16 = port.context("a port")?.parse()?;
    drop(server);

    // What was loaded is there; what another page needs is not.
    browser.evaluate("location.hash = '#/guarantee?region=430300'")?;
    browser.wait_for_text(".notice", "没有读取成功")?;
    browser.wait_for_text(".notice", "您填过的内容还在")?;
    let server = Server::start_below(&directory, "/finance/huisuan/", Policy::Strict, port)?;
    browser.click("#app .notice button")?;
    browser.wait_for(&named("guarantee.0.amount"))?;
    browser.evaluate("location.hash = '#/insurance?region=330300'")?;
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    ensure!(browser.value(&named(INSURED))? == "100万");
    drop(server);
    Ok(())
}

/// A copy of the site in which one file of data is changed after it was built, and a way back.
fn altered(name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<(PathBuf, impl FnOnce() -> Result<()>)> {
    let directory = env::temp_dir().join(format!("huisuan-altered-{name}-{}", std::process::id()));
    dist::copy_directory(&dist::directory(), &directory)?;
    let begins = "zh-wenzhou-2022-";
    let data = directory.join("data");
    let files = dist::files(&data)?;
    // Earlier versions lie in a folder of their own.
    let of_document = |file: &PathBuf| {
        let name = file.strip_prefix(&data).unwrap_or(file);
        name.to_string_lossy().starts_with(begins)
    };
    let of_document: Vec<PathBuf> = files.into_iter().filter(of_document).collect();
    let plain = of_document
        .iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "bin"));
    let plain = plain.context("the document")?.clone();
    // A compressed copy would be handed out in its place.
    for file in of_document.iter().filter(|file| **file != plain) {
        fs::remove_file(file)?;
    }
    let sound = fs::read(&plain)?;
    fs::write(&plain, change(sound.clone()))?;
    Ok((directory, move || Ok(fs::write(plain, sound)?)))
}

fn is_refused(name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Result<()> {
    let (directory, mend) = altered(name, change)?;
    let site = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}#/insurance?region=330300", site.url()))?;
    browser.wait_for_text(".notice", "没有读取成功")?;
    let told = browser.text("body")?;
    ensure!(told.contains("sha256"), "the notice does not say what is wrong: {told}");
    mend()?;
    browser.click("#app .notice button")?;
    browser.wait_for(&named(INSURED))?;
    compute(&mut browser)?;
    drop(site);
    Ok(fs::remove_dir_all(directory)?)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_document_that_was_altered_is_refused() -> Result<()> {
    is_refused("one-bit", |mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    })
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_document_that_is_cut_off_is_refused() -> Result<()> {
    is_refused("cut-off", |mut bytes| {
        bytes.truncate(bytes.len() / 2);
        bytes
    })
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_clock_that_is_wrong_by_years_changes_only_the_day() -> Result<()> {
    let site = site(Policy::Strict)?;
    for year in ["1996", "2106"] {
        let mut browser = Browser::current()?;
        let script = format!(
            "Date = class extends Date {{ constructor(...given) {{
               super(...given);
               if (!given.length) this.setFullYear({year});
             }} }};"
        );
        browser.before_each_page(&script)?;
        open(&mut browser, &site, "insurance")?;
        ensure!(
            browser.value("#day")?.starts_with(year),
            "the day is not that of the clock"
        );
        act(&mut browser, INSURANCE)?;
        browser.fill("#day", "2024-12-01")?;
        expect_amount(&mut browser, PRICE, "12,000.00")?;
        browser.expect_clean(&site)?;
    }
    Ok(())
}

/// The same page in another tab of the same browser; what it holds is reached from this one as `tab`.
fn second_tab(browser: &mut Browser) -> Result<()> {
    browser.devtools(
        "Runtime.evaluate",
        &json!({ "expression": "window.tab = window.open(location.href, '_blank')", "userGesture": true }),
    )?;
    browser.wait_until("window.tab && tab.document.querySelector(\"#main[aria-busy='false'] h1\") !== null")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn two_tabs_do_not_undo_each_other() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    second_tab(&mut browser)?;
    browser.evaluate(
        "(() => { const field = tab.document.querySelector(\"[name='insurance.0.insured']\"); field.value = '200万';
           field.dispatchEvent(new tab.Event('input', { bubbles: true })); })()",
    )?;
    browser.wait_until("localStorage.getItem('huisuan').includes('200万')")?;
    browser.evaluate("window.before = true; location.reload()")?;
    browser.wait_until(
        "!window.before && (document.querySelector(\"[name='insurance.0.insured']\") || {}).value === '100万'",
    )?;
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    // A case that one tab keeps is kept in the other too, and typing there does not take it away.
    second_tab(&mut browser)?;
    browser.evaluate("tab.document.querySelector('.keep .field .tools button').click()")?;
    browser.wait_until("localStorage.getItem('huisuan').includes('case.')")?;
    browser.fill(&named(INSURED), "300万")?;
    browser.wait_until("localStorage.getItem('huisuan').includes('300万')")?;
    ensure!(browser.evaluate("localStorage.getItem('huisuan').includes('case.')")? == true);
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_page_that_is_gone_back_to_holds_what_was_typed() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    browser.open(&format!("{}embed.html", site.url()))?;
    browser.evaluate("history.back()")?;
    browser.wait_until("(document.querySelector(\"[name='insurance.0.insured']\") || {}).value === '100万'")?;
    expect_amount(&mut browser, PRICE, "12,000.00")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn two_hundred_computations_leave_no_more_behind_than_twenty() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    let mut after = |times: u32| -> Result<Vec<u64>> {
        for number in 0..times {
            browser.evaluate(&format!(
                "new Promise((painted) => {{ const field = document.querySelector(\"[name='{INSURED}']\"); field.value = '{}';
                   field.dispatchEvent(new Event('input', {{ bubbles: true }}));
                   requestAnimationFrame(() => requestAnimationFrame(() => painted(true))); }})",
                1_000_000 + number
            ))?;
        }
        expect_amount(&mut browser, PRICE, "12,00")?;
        browser.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        let heap = browser.devtools("Runtime.getHeapUsage", &json!({}))?;
        let dom = browser.devtools("Memory.getDOMCounters", &json!({}))?;
        let numbers = [&heap["usedSize"], &dom["nodes"], &dom["jsEventListeners"]];
        numbers
            .iter()
            .map(|number| number.as_u64().with_context(|| format!("{number}")))
            .collect()
    };
    let few = after(20)?;
    let many = after(200)?;
    for (few, many) in few.into_iter().zip(many) {
        ensure!(
            many <= few + few / 4,
            "{few} after 20 computations, {many} after 200 more"
        );
    }
    Ok(())
}
