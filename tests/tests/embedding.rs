//! The calculator inside other pages, and what those may and may not do to it.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::site,
};
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
    shell::root,
};
use serde_json::json;

/// What a visitor of the portal has told already: a startup loan of one person.
const PREFILL: &str = r#"{"loan.0.product":"创业担保贷款","loan.0.principal":"30","loan.0.principal~unit":"万元",
    "loan.0.rate":"3.5%","loan.0.term":"3","loan.0.term~unit":"年",
    "loan.0.paid_out_on":"2024-03-01","loan.0.repayment":"先息后本（按月付息，到期还本）","loan.0.status":"正常",
    "firm.kind":"个人","firm.partners":"1","national-startup-2023.recognised":"yes","<b>":"1","no.such.field":"1"}"#;

/// A site with one page, served from an origin of its own.
struct Portal {
    directory: PathBuf,
    server: Server,
}

impl Portal {
    fn new(name: &str, body: &str) -> Result<Self> {
        let directory = env::temp_dir().join(format!("huisuan-portal-{name}-{}", std::process::id()));
        fs::create_dir_all(&directory)?;
        let portal = Self {
            server: Server::start(&directory, Policy::Absent, 0)?,
            directory,
        };
        portal.write("index.html", body)?;
        Ok(portal)
    }

    fn write(&self, file: &str, body: &str) -> Result<()> {
        // Every message and every result that reaches a page of the portal is kept by it.
        let listen = "<script>
            window.messages = []; window.results = [];
            addEventListener('message', (event) => messages.push([event.origin, event.data]));
            addEventListener('huisuan:result', (event) => results.push([event.target.getAttribute('calculator'), event.detail]));
            </script>";
        let page = format!("<!DOCTYPE html><meta charset=utf-8><link rel=icon href=data:,>{listen}<body>{body}");
        Ok(fs::write(self.directory.join(file), page)?)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Left in the directory for temporary files, it would do no harm.
        drop(fs::remove_dir_all(&self.directory));
    }
}

fn several_on_one_page(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let url = site.url();
    let portal = Portal::new(
        &format!("several-{kind:?}"),
        &format!(
            "<script src='{url}embed.js' data-calculator=loan data-result data-prefill='{PREFILL}'></script>
             <huisuan-calculator calculator=guarantee region=430300 lang=en></huisuan-calculator>
             <huisuan-calculator calculator=insurance region=330300 theme='{{\"accent\":\"#7a1f1f\"}}'></huisuan-calculator>"
        ),
    )?;
    let mut browser = Browser::start(kind)?;
    browser.open(&portal.server.url())?;
    let expected = json!({
        "measure": "national-startup-2023/person", "status": "eligible", "block": "yours", "amount": "15750.00", "kind": "exact",
    });
    browser.wait_until("results.length > 0")?;
    browser
        .wait_until(&format!(
            "Object.entries({expected}).every(([key, value]) =>
               results[results.length - 1][1].some((o) => o.measure === {expected}.measure && o[key] === value))"
        ))
        .with_context(|| format!("{:?}", browser.evaluate("JSON.stringify(results[results.length - 1])")))?;
    // Each is as high as what it shows, and only the one that was asked tells what it computes.
    let heights = "[...document.querySelectorAll('iframe')].map((f) => [f.scrolling, f.offsetHeight])";
    browser
        .wait_until(&format!(
            "{heights}.every(([bars, height]) => bars === 'no' && height !== 640)"
        ))
        .with_context(|| format!("{:?}", browser.evaluate(heights)))?;
    ensure!(browser.evaluate("results.every(([of]) => of === 'loan')")? == json!(true));
    ensure!(browser.evaluate("new Set([...document.querySelectorAll('iframe')].map((f) => f.name)).size")? == json!(3));
    let problems = browser.problems()?;
    ensure!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn several_on_one_page_follow_their_content_and_tell_only_who_asked() -> Result<()> {
    several_on_one_page(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn several_on_one_page_in_chromium_78() -> Result<()> {
    several_on_one_page(Kind::Chromium78)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn several_on_one_page_in_firefox() -> Result<()> {
    several_on_one_page(Kind::Firefox)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_page_that_wants_all_of_a_result_gets_it() -> Result<()> {
    let site = site(Policy::Strict)?;
    let portal = Portal::new(
        "whole",
        &format!(
            "<script src='{}embed.js' data-calculator=loan data-result=whole data-prefill='{PREFILL}'></script>",
            site.url()
        ),
    )?;
    let mut browser = Browser::current()?;
    browser.open(&portal.server.url())?;
    let of = |measure: &str| {
        format!("(results.length && results[results.length - 1][1].find((o) => o.measure === '{measure}') || {{}})")
    };
    let person = of("national-startup-2023/person");
    browser
        .wait_until(&format!("{person}.amount === '15750.00'"))
        .with_context(|| format!("{:?}", browser.evaluate("JSON.stringify(results[results.length - 1])")))?;
    // What `assess` says beside the amount: its parts, its steps and the version of the document.
    browser.wait_until(&format!(
        "{person}.periods.length === 4 && {person}.steps.length > 0 && {person}.pack.startsWith('sha256:')
           && {person}.status === 'eligible' && {person}.kind === 'exact' && {person}.block === 'yours'"
    ))?;
    let firm = of("national-startup-2023/firm");
    browser.wait_until(&format!("{firm}.status === 'ineligible' && {firm}.reasons.length > 0"))?;
    let problems = browser.problems()?;
    ensure!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn messages_of_strangers_are_ignored() -> Result<()> {
    let site = site(Policy::Strict)?;
    let portal = Portal::new("strangers", "")?;
    let (url, origin) = (site.url(), portal.server.origin());
    // A frame that nobody has answered yet, beside one of a stranger who is not the page around.
    portal.write(
        "index.html",
        &format!("<iframe src='{url}?host={origin}#/loan'></iframe><iframe src='stranger.html'></iframe>"),
    )?;
    portal.write("stranger.html", "")?;
    let mut browser = Browser::current()?;
    browser.open(&portal.server.url())?;
    let told =
        |kind: &str| format!("messages.some(([origin, data]) => '{url}'.startsWith(origin) && data.type === '{kind}')");
    browser.wait_until(&told("ready"))?;
    let ask = "postMessage({ huisuan: 1, type: 'options', result: true, theme: {}, prefill: {} }, '*')";
    browser.evaluate(&format!("void frames[1].eval(\"parent.frames[0].{ask}\")"))?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 1000))")?;
    ensure!(
        browser.evaluate(&told("result"))? == json!(false),
        "a stranger was answered"
    );
    browser.evaluate(&format!("void frames[0].{ask}"))?;
    browser.wait_until(&told("result"))?;

    // A page that is not the one that the address names hears nothing.
    portal.write(
        "index.html",
        &format!("<iframe src='{url}?host=http://example.gov.cn#/loan'></iframe>"),
    )?;
    browser.open(&format!("{}?other", portal.server.url()))?;
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 3000))")?;
    ensure!(browser.evaluate("messages.length")? == json!(0));
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_host_page_hears_only_its_own_calculators() -> Result<()> {
    let site = site(Policy::Strict)?;
    let url = site.url();
    let portal = Portal::new(
        "forged",
        &format!(
            "<script src='{url}embed.js'></script><huisuan-calculator calculator=loan></huisuan-calculator>
             <iframe src='stranger.html'></iframe>"
        ),
    )?;
    portal.write("stranger.html", "")?;
    let mut browser = Browser::current()?;
    browser.open(&portal.server.url())?;
    browser.wait_until("messages.some(([, data]) => data.type === 'height')")?;
    let height = "document.querySelector('huisuan-calculator iframe').style.height";
    browser.wait_until(&format!("{height} !== '640px'"))?;
    for forged in [
        "parent.postMessage({ huisuan: 1, type: 'height', height: 4321 }, '*')",
        "parent.postMessage({ huisuan: 1, type: 'result', outcomes: [{ amount: '1.00' }] }, '*')",
    ] {
        browser.evaluate(&format!("void frames[1].eval(\"{forged}\")"))?;
    }
    browser.wait_until("messages.some(([, data]) => data.type === 'result')")?;
    ensure!(browser.evaluate(height)? != json!("4321px"));
    ensure!(browser.evaluate("results.length")? == json!(0));
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_portal_that_is_served_beside_the_page_works() -> Result<()> {
    let directory = env::temp_dir().join(format!("huisuan-demo-{}", std::process::id()));
    dist::copy_directory(&dist::directory(), &directory)?;
    dist::copy_directory(&root().join("web/demo"), &directory.join("demo"))?;
    let server = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}demo/portal.html", server.url()))?;
    browser.wait_until(
        "[...document.querySelectorAll('iframe')].filter((frame) => frame.style.height !== '640px').length === 3",
    )?;
    let field = "document.querySelector('iframe').contentDocument.querySelector(\"[name='loan.0.principal']\")";
    browser.wait_until(&format!("{field} !== null && {field}.value === '30万'"))?;
    browser.wait_until("document.querySelectorAll('iframe')[2].contentDocument.documentElement.lang === 'en'")?;
    // The first wants all of a result, and says so to the visitor.
    let said = "document.querySelector('iframe').contentDocument.querySelector('#reported').textContent";
    browser.wait_until(&format!("{said}.includes('计算步骤（里面有您填写的数字）')"))?;
    let accent = "getComputedStyle(document.querySelectorAll('iframe')[1].contentDocument.documentElement)";
    browser.wait_until(&format!("{accent}.getPropertyValue('--accent').trim() === '#7a1f1f'"))?;
    browser.screenshot(&root().join("target/screenshots/portal.png"))?;
    browser.expect_clean(&server)?;
    fs::remove_dir_all(directory).context("ours to remove")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_line_for_a_page_is_written_and_shown() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}embed.html", site.url()))?;
    browser.choose("#calculator", "担保费 · Guarantee fee")?;
    browser.fill("#region", "430300")?;
    browser.choose("#lang", "English")?;
    browser.click("#result")?;
    let line = format!(
        "<script src=\"{}embed.js\" data-calculator='guarantee' data-region='430300' data-lang='en' data-result></script>",
        site.url()
    );
    ensure!(browser.value("#code")? == line, "{}", browser.value("#code")?);
    // The line that is shown does in a page of somebody else what the preview shows.
    let portal = Portal::new("line", &line)?;
    let high = "document.querySelector('huisuan-calculator iframe').offsetHeight > 640";
    browser.wait_until(high)?;
    browser.expect_clean(&site)?;
    browser.open(&portal.server.url())?;
    browser.wait_until(high)?;
    browser.wait_until("results.length > 0")
}
