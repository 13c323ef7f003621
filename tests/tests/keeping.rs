//! What visitors keep, pass on, try and compare.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use huisuan_tests::browser::{Browser, Key};
use huisuan_tests::eyes::{WIDTHS, look};
use huisuan_tests::visitor::{GUARANTEE, INSURANCE, LOAN, SECURITISATION, act, card, expect_amount, named, open, site};
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
};
use serde_json::json;

const BUTTON_OF_LINK: &str = ".keep .copy .tools button:first-child";
const BUTTON_OF_TEXT: &str = ".keep .copy .tools button:last-child";
const PASSED: &str = ".keep .passed textarea";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_page_passes_on_only_what_it_asks_and_nothing_where_that_is_open() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "guarantee")?;
    browser.fill(&named("guarantee.0.amount"), "300万")?;
    browser.wait_for_text(".keep", "这些内容：这笔担保金额。")?;
    for page in ["securitisation", "contract"] {
        browser.click(&format!("nav a[href='#/{page}']"))?;
        browser.wait_for(&format!("nav a[href='#/{page}'][aria-current]"))?;
        browser.wait_for("#main[aria-busy='false'] form")?;
        ensure!(
            browser.evaluate("document.querySelector('.keep') === null")? == true,
            "{page}"
        );
    }
    browser.click("nav a[href='#/guarantee']")?;
    browser.wait_for_text(".keep", "这些内容：这笔担保金额。")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_link_brings_the_case_to_another_device() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut here = Browser::current()?;
    open(&mut here, &site, "securitisation")?;
    act(&mut here, SECURITISATION)?;
    expect_amount(&mut here, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    ensure!(
        here.evaluate("location.hash")? == "#/securitisation",
        "the address changed unasked"
    );
    here.click(".keep .copy:nth-of-type(2) button")?;
    let picture_made = "(() => { const i = document.querySelector('.picture img'); return i && i.complete && i.naturalWidth >= 750; })()";
    here.wait_until(picture_made)?;
    here.click(BUTTON_OF_LINK)?;
    here.wait_for(PASSED)?;
    let link = here.value(PASSED)?;
    ensure!(link.starts_with(&site.url()) && link.is_ascii(), "{link}");
    look(&mut here, "passed-zh", &WIDTHS)?;
    here.expect_clean(&site)?;

    let mut there = Browser::current()?;
    there.open(&link)?;
    expect_amount(&mut there, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    there.wait_for_text(".opened", "来自一个链接")?;
    there.wait_for_text(".opened", "校验码一致")?;
    ensure!(there.value(&named("securitisation.0.principal"))? == "３０００万");
    ensure!(
        there.evaluate("location.hash")? == "#/securitisation",
        "the address kept what it carried"
    );
    look(&mut there, "opened-zh", &WIDTHS)?;
    there.fill(&named("securitisation.0.coupon"), "5")?;
    there.wait_for_text(".opened", "已经改动过")?;
    // Checking computes what the link carries, whatever was changed since, and says how it came out.
    there.click(".opened button")?;
    there.wait_for_text(".opened", "已放回链接带来的内容")?;
    there.wait_for_text(".opened", "校验码一致")?;
    ensure!(there.value(&named("securitisation.0.coupon"))? == "5.5");
    expect_amount(&mut there, "wenzhou-2022/art-5-firm", "1,172,945.20")?;

    // A figure that was changed on the way does not agree with the code any more; what nobody knows is counted.
    there.open(&site.url())?;
    there.open(&link.replace("coupon=5.5", "coupon=5.4&title=%E5%9B%BD%E5%8A%A1%E9%99%A2"))?;
    there.wait_for_text(".opened", "不一致")?;
    there.wait_for_text(".opened", "没有采用。处数：1")?;
    ensure!(!there.text("body")?.contains("国务院："), "a text of the link is shown");
    // What had been typed before the link came is among the kept cases.
    there.evaluate("location.hash = '#/compare'")?;
    there.wait_for_text(".documents", "打开别的内容之前填的")?;
    there.expect_clean(&site)
}

/// A copy of the site that was published before, when the cap of a clause was lower; and the digits of that version.
fn site_with_a_history() -> Result<(PathBuf, String)> {
    let directory = env::temp_dir().join(format!("huisuan-history-{}", std::process::id()));
    dist::copy_directory(&dist::directory(), &directory)?;
    let text = policies::PACKS.iter().find(|(id, ..)| *id == "wenzhou-2022");
    let text = text.map(|(_, text, _)| text.replace("40万元", "30万元"));
    let failed = |error: policies::LoadError| anyhow!("{error}");
    let pack = policies::pack("wenzhou-2022", &text.context("the pack")?).map_err(failed)?;
    let old = policies::source(pack).map_err(failed)?;
    let digits = old.hash.trim_start_matches("sha256:")[..8].to_owned();
    let mut published = policies::Published::default();
    published.publish(&[old], "2025-01-01").map_err(failed)?;
    let present = policies::sources().map_err(failed)?;
    published.publish(&present, "2026-01-01").map_err(failed)?;
    for file in policies::export(&published).map_err(failed)? {
        let path = directory.join("data").join(file.path);
        fs::create_dir_all(path.parent().context("a folder")?)?;
        // A compressed copy would be of what stood there before.
        let compressed = PathBuf::from(format!("{}.gz", path.display()));
        if compressed.exists() {
            fs::remove_file(compressed)?;
        }
        fs::write(path, file.bytes)?;
    }
    Ok((directory, digits))
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn an_old_link_is_computed_with_the_clauses_of_its_time() -> Result<()> {
    let (directory, digits) = site_with_a_history()?;
    let site = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "securitisation")?;
    act(&mut browser, SECURITISATION)?;
    expect_amount(&mut browser, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    browser.click(BUTTON_OF_LINK)?;
    browser.wait_for(PASSED)?;
    let link = browser.value(PASSED)?;
    let at = link.find("wenzhou-2022:").context("the link names its documents")? + "wenzhou-2022:".len();
    let old = [&link[..at], &digits, &link[at + digits.len()..]].concat();

    let mut there = Browser::current()?;
    there.open(&old)?;
    there.wait_for_text(".opened", "按链接当时的条文计算")?;
    there.wait_for_text(".opened", "2025-01-01")?;
    there.wait_for_text(".opened", "后来有变：第五条")?;
    expect_amount(&mut there, "wenzhou-2022/art-5-firm", "900,000.00")?;
    there.click(".opened button:nth-child(2)")?;
    expect_amount(&mut there, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    there.expect_clean(&site)?;

    // Whoever was here before the change is told of it, once.
    let seen = "for (const storage of [localStorage, sessionStorage]) \
                for (const key of Object.keys(storage)) storage.setItem(key, storage.getItem(key)";
    let seen = format!("{seen}.replace(/wenzhou-2022:[0-9a-f]{{8}}/, 'wenzhou-2022:{digits}'))");
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")?;
    browser.evaluate(&format!("{seen}; 0"))?;
    browser.open(&format!("{}?later#/securitisation?region=330300", site.url()))?;
    browser.wait_for_text(".news", "第五条")?;
    browser.click(".news button")?;
    browser.wait_until("!document.querySelector('.news')")?;
    fs::remove_dir_all(directory)?;
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_value_is_tried_before_it_is_taken() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    act(&mut browser, INSURANCE)?;
    browser.fill(&named("insurance.0.premium"), "12,000.01")?;
    let what_if = format!("{} .what-if", card("wenzhou-2022/art-4"));
    browser.wait_for_text(&what_if, "12,000.00")?;
    browser.click(&format!("{what_if} button"))?;
    browser.wait_for_text(&format!("{what_if} .tried"), "5,000.00")?;
    ensure!(
        browser.value(&named("insurance.0.premium"))? == "12,000.01",
        "trying changed what was typed"
    );
    look(&mut browser, "tried-zh", &WIDTHS)?;
    browser.click(&format!("{what_if} .tried button"))?;
    expect_amount(&mut browser, "wenzhou-2022/art-4", "5,000.00")?;
    ensure!(browser.value(&named("insurance.0.premium"))? == "12000");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn cases_are_kept_compared_and_erased() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "loan")?;
    act(&mut browser, LOAN)?;
    expect_amount(&mut browser, "national-startup-2023/person", "15,750.00")?;
    browser.fill("#case-name", "甲行<b>")?;
    browser.click(".keep .field .tools button:nth-child(2)")?;
    browser.fill(&named("loan.0.rate"), "3")?;
    expect_amount(&mut browser, "national-startup-2023/person", "13,500.00")?;
    browser.wait_until("!document.querySelector('.keep .field .tools button').disabled")?;
    browser.click(".keep .field .tools button:nth-child(2)")?;
    // A page that is left at once keeps nothing that was done in its last moment.
    browser.wait_until("document.querySelector('.keep .field .tools button').disabled")?;
    // The page of tables changes the language that both share, and nothing else of what is kept.
    browser.open(&format!("{}batch.html", site.url()))?;
    for language in ["en", "zh-CN"] {
        browser.click("#language")?;
        browser.wait_until(&format!("document.documentElement.lang === '{language}'"))?;
    }
    browser.evaluate("localStorage.setItem('huisuan-batch', '{}')")?;
    open(&mut browser, &site, "compare")?;
    browser.wait_for_text(".compared thead", "甲行<b>")?;
    browser.wait_for_text(".compared tbody", "15,750.00")?;
    browser.wait_for_text(".compared .differs", "不同")?;
    look(&mut browser, "compare-zh", &WIDTHS)?;
    browser.click(".look button:last-child")?;
    browser.wait_for_text(".compared .differs", "differs")?;
    look(&mut browser, "compare-en", &WIDTHS)?;
    browser.click(".documents li:first-child .tools button:first-child")?;
    browser.wait_for(&named("loan.0.rate"))?;
    ensure!(browser.value(&named("loan.0.rate"))? == "３．５");
    ensure!(
        !browser.is_visible(".opened")?,
        "an own case is announced as a foreign one"
    );
    open(&mut browser, &site, "compare")?;
    browser.click("#clear")?;
    browser.wait_for_text("#sure", ", cases kept: 2.")?;
    browser.click(".sure button:last-child")?;
    browser.wait_until("document.querySelector('.compared') === null")?;
    ensure!(
        browser.evaluate(
            "localStorage.getItem('huisuan-batch') === null &&
             ![...Object.values(localStorage), ...Object.values(sessionStorage)].some((text) => text.includes('case.') || text.includes('text.'))"
        )? == json!(true),
        "something typed is left"
    );
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_sheet_and_the_text_say_it_all() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "guarantee")?;
    act(&mut browser, GUARANTEE)?;
    expect_amount(&mut browser, "xiangtan-2023/item-2-fee05", "57,500.00")?;
    browser.click(BUTTON_OF_TEXT)?;
    browser.wait_for(PASSED)?;
    let text = browser.value(PASSED)?;
    browser.click(".keep a.button")?;
    browser.wait_for(".sheet")?;
    look(&mut browser, "sheet-zh", &WIDTHS)?;
    let sheet = browser.text(".sheet")?;
    for expected in [
        "57,500.00",
        "5,000,000.00 元",
        "第2条",
        "怎么算的",
        "xiangtan-2023:",
        "校验码",
        "这是估算，不是任何机关的文件",
    ] {
        ensure!(sheet.contains(expected), "the sheet lacks {expected}: {sheet}");
    }
    // The text leaves out steps, readings, clauses and versions.
    for expected in ["57,500.00", "5,000,000.00 元", "第2条", "校验码", "这是估算"] {
        ensure!(text.contains(expected), "the text lacks {expected}: {text}");
    }
    // What is printed is all of the sheet, and nothing around it.
    let printed = without_blanks(&browser.printed()?);
    for line in sheet.split(['\n', '\t']).map(without_blanks) {
        ensure!(printed.contains(&line), "the print lacks {line}: {printed}");
    }
    let day = browser.value("#day")?;
    ensure!(printed.contains(&without_blanks(&day)), "the print lacks {day}");
    for around in ["跳到正文", "还款计划和成本", "回到填写", "发现算错了", "我是：", "深色"] {
        ensure!(!printed.contains(around), "{around} is printed: {printed}");
    }
    ensure!(printed.starts_with("惠算"), "{printed}");
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_calculator_prints_what_it_shows_without_its_controls() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "guarantee")?;
    act(&mut browser, GUARANTEE)?;
    expect_amount(&mut browser, "xiangtan-2023/item-2-fee05", "57,500.00")?;
    let printed = without_blanks(&browser.printed()?);
    for expected in ["57,500.00", "湘潭市", "您最多付", "这是估算，不是任何机关的文件"] {
        ensure!(printed.contains(expected), "the print lacks {expected}: {printed}");
    }
    for control in [
        "跳到正文",
        "还款计划和成本",
        "复制链接",
        "清空填写的内容",
        "为什么",
        "深色",
    ] {
        ensure!(!printed.contains(control), "{control} is printed: {printed}");
    }
    browser.expect_clean(&site)
}

/// A text without blanks and ends of lines, which a printed page has in other places.
fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn units_and_colours_change_and_amounts_do_not() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "loan")?;
    act(&mut browser, LOAN)?;
    let principal = named("loan.0.principal");
    browser.fill(&principal, "300000.5")?;
    browser.choose(&named("loan.0.principal~unit"), "万元")?;
    browser.wait_until("document.querySelector(\"[name='loan.0.principal']\").value === '30.00005'")?;
    browser.choose(&named("loan.0.principal~unit"), "元")?;
    browser.wait_until("document.querySelector(\"[name='loan.0.principal']\").value === '300000.50'")?;
    // A host chooses how the page looks; what is typed stays.
    browser.evaluate("location.hash = '#/loan?theme=dark&lang=en&letters=large'")?;
    browser.wait_for("html[data-theme='dark'][data-letters='large'][lang='en']")?;
    ensure!(!browser.is_visible(".opened")?, "colours are announced as figures");
    ensure!(browser.value(&principal)? == "300000.50");
    look(&mut browser, "dark-en", &WIDTHS)?;
    open(&mut browser, &site, "loan")?;
    browser.wait_for("html[data-theme='dark'][lang='en']")?;
    browser.choose("#theme", "High contrast")?;
    browser.wait_for("html[data-theme='contrast']")?;
    look(&mut browser, "contrast-en", &WIDTHS)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_caret_and_the_input_method_are_left_alone() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "loan")?;
    let rate = named("loan.0.rate");
    browser.fill(&rate, "35")?;
    browser.evaluate("document.activeElement.setSelectionRange(1, 1)")?;
    browser.press(Key::Character('.'))?;
    browser.wait_until("document.activeElement.value === '3.5' && document.activeElement.selectionStart === 2")?;
    // An input method shows what it has so far, and then puts something else in its place.
    let principal = named("loan.0.principal");
    browser.click(&principal)?;
    let so_far = json!({ "text": "sanbai", "selectionStart": 6, "selectionEnd": 6 });
    browser.devtools("Input.imeSetComposition", &so_far)?;
    browser.wait_until("document.activeElement.value === 'sanbai'")?;
    browser.devtools("Input.insertText", &json!({ "text": "300万" }))?;
    browser.wait_until("document.activeElement.value === '300万'")?;
    browser.wait_for_text("[id='loan.0.principal-hint']", "3,000,000.00")?;
    let hint = "[id='loan.0.principal-hint']";
    ensure!(!browser.text(hint)?.contains("如果"));
    // A few yuan without a unit may be meant in ten thousands.
    for (typed, doubted) in [
        ("500", true),
        ("500元", false),
        ("9999", true),
        ("10000", false),
        ("0", false),
    ] {
        browser.fill(&principal, typed)?;
        let told = if doubted {
            format!("如果单位是万元，写 {typed}万")
        } else {
            String::new()
        };
        browser.wait_until(&format!(
            "(() => {{ const [said, rest] = document.querySelector(\"{hint}\").innerText.split('；'); \
             return said.startsWith('= ') && (rest || '') === '{told}'; }})()"
        ))?;
    }
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_could_not_be_loaded_is_loaded_again() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.devtools("Network.enable", &json!({}))?;
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*index.json*"] }))?;
    browser.open(&format!("{}#/loan", site.url()))?;
    browser.wait_for(".notice button.main")?;
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": [] }))?;
    browser.click(".notice button.main")?;
    browser.wait_for(&named("loan.0.principal"))
}
