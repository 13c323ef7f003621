//! The site on all kinds of servers, without a server, and where something is missing.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::{Browser, Kind},
    visitor::{PRICE, card, compute, expect_amount, named, open, site},
};
use huisuan_xtask::{
    dist,
    server::{Fault, Policy, Server},
    shell::root,
};
use serde_json::json;

/// A directory of this test, with a copy of the site.
fn copy(name: &str) -> Result<PathBuf> {
    let directory = env::temp_dir().join(format!("huisuan-{name}-{}", std::process::id()));
    dist::copy_directory(&dist::directory(), &directory)?;
    Ok(directory)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn any_folder_of_any_server_will_do() -> Result<()> {
    for (prefix, fault) in [
        ("/", None),
        ("/a/b/c/d/e/", None),
        ("/zwgk/", Some(Fault::NoCompression)),
        ("/zwgk/", Some(Fault::WrongModuleType)),
    ] {
        let site = Server::start_with(&dist::directory(), prefix, Policy::Strict, 0, fault)?;
        let mut browser = Browser::current()?;
        open(&mut browser, &site, "insurance")?;
        compute(&mut browser).with_context(|| format!("{prefix} {fault:?}"))?;
        browser.expect_clean(&site)?;
    }
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn plain_http_will_do() -> Result<()> {
    let site = site(Policy::Strict)?;
    // Only addresses of the machine itself are trusted without encryption.
    let mut browser = Browser::start_with(Kind::Chromium, &["--host-resolver-rules=MAP example.gov.cn 127.0.0.1"])?;
    browser.open(&site.url().replace("127.0.0.1", "example.gov.cn"))?;
    browser.wait_for("#main h1")?;
    browser.evaluate("void (location.hash = '#/insurance?region=330300')")?;
    browser.wait_for(&named("insurance.0.premium"))?;
    ensure!(browser.evaluate("isSecureContext")? == json!(false));
    compute(&mut browser)?;
    let problems = browser.problems()?;
    ensure!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn whoever_cannot_compute_is_told() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page("delete window.WebAssembly")?;
    browser.open(&site.url())?;
    browser.wait_for_text("#old-browser", "浏览器版本过低")?;
    ensure!(browser.is_visible("#old-browser")?);
    ensure!(!browser.is_visible("#load-failed")? && !browser.is_visible("#stopped")?);

    let mut browser = Browser::current()?;
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }))?;
    browser.open(&site.url())?;
    ensure!(browser.is_visible("noscript .notice")?);
    ensure!(browser.text("noscript .notice")?.contains("需要启用 JavaScript"));
    ensure!(browser.text("#first")?.contains("算清一项金融支持政策能给您多少"));

    let mut browser = Browser::current()?;
    let site = Server::start_with(&dist::directory(), "/", Policy::Strict, 0, Some(Fault::NoModules))?;
    browser.open(&site.url())?;
    browser.wait_until("!document.querySelector('#load-failed').hidden")?;
    ensure!(browser.text("#load-failed")?.contains("计算程序没有加载成功") && browser.is_visible("#first")?);
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_the_page_is_for_is_seen_before_the_calculator_is_there() -> Result<()> {
    let site = Server::start_with(&dist::directory(), "/", Policy::Strict, 0, Some(Fault::NoModules))?;
    let mut browser = Browser::current()?;
    browser.open(&site.url())?;
    browser.wait_for("#first .doors")?;
    ensure!(browser.text("#first h1")?.contains("金融支持政策计算器") && !browser.is_visible("#first main .outline")?);
    let calculators = [
        ("#/loan", "贷款贴息"),
        ("#/guarantee/sheet", "担保费"),
        ("#/insurance?region=330300", "保险费补贴"),
    ];
    for (calculator, name) in calculators {
        browser.open(&format!("{}?{}{calculator}", site.url(), calculator.len()))?;
        browser.wait_for_text("#first h1", name)?;
        ensure!(
            browser.is_visible("#first main .outline")?,
            "{calculator} has no outline"
        );
        ensure!(!browser.is_visible("#first .doors")?, "{calculator} shows the overview");
    }
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_every_visit_needs_is_asked_for_once_and_not_behind_the_module() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.open(&site.url())?;
    browser.wait_for("#main h1")?;
    let asked = browser.requests()?;
    let module = asked.iter().position(|address| address.contains("_bg-"));
    let module = module.context("no module was asked for")?;
    for data in ["/data/index.json", "/data/zh-library-", "/data/zh-shelf-000000-"] {
        let mut of_data = asked.iter().enumerate().filter(|(_, address)| address.contains(data));
        let (first, _) = of_data.next().with_context(|| format!("{data} was not asked for"))?;
        ensure!(first < module, "{data} waits for the module: {asked:#?}");
        ensure!(of_data.next().is_none(), "{data} is asked for again: {asked:#?}");
    }
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn blocked_storage_hinders_nobody() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page(
        "for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
           Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });",
    )?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_program_that_stops_apologises_and_keeps_what_was_typed() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    ensure!(!browser.is_visible("#stopped")?);
    // From now on the program dies as it does of a panic, at the next text that it changes.
    browser.evaluate(
        "void Object.defineProperty(Node.prototype, 'nodeValue', { set() { throw new WebAssembly.RuntimeError('unreachable'); } })",
    )?;
    browser.type_into(&named("insurance.0.premium"), "1")?;
    browser.wait_for_text("#stopped", "对不起")?;
    ensure!(browser.is_visible("#stopped")?);
    ensure!(browser.value(&named("insurance.0.insured"))? == "100万");
    browser.click("#stopped button")?;
    // The page that stopped has the field, too; the one that comes has nothing to apologise for.
    let field = named("insurance.0.insured");
    let begun = format!("document.querySelector('#stopped').hidden && document.querySelector(\"{field}\") !== null");
    eventually(&mut browser, &begun)?;
    ensure!(browser.value(&field)? == "100万");
    Ok(())
}

/// Waits for a condition while one page gives way to another, where the question may be lost between them.
fn eventually(browser: &mut Browser, condition: &str) -> Result<()> {
    let start = Instant::now();
    while !browser.evaluate(condition).is_ok_and(|value| value == json!(true)) {
        ensure!(
            start.elapsed() < Duration::from_secs(20),
            "waited in vain for {condition}"
        );
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Opens the page in one file from a disk.
fn opens_from_a_disk(kind: Kind) -> Result<()> {
    let directory = env::temp_dir().join(format!("huisuan-disk-{kind:?}-{}", std::process::id()));
    fs::create_dir_all(&directory)?;
    let file = directory.join("惠算 计算器.html");
    fs::copy(dist::directory().join("huisuan.html"), &file)?;
    let address = format!("file://{}#/insurance?region=330300", file.display());
    let mut browser = Browser::start(kind)?;
    browser.open(&address)?;
    browser.wait_for("#main h1")?;
    compute(&mut browser)?;
    let (problems, requests) = (browser.problems()?, browser.requests()?);
    ensure!(problems.is_empty(), "{problems:#?}");
    let others = requests
        .iter()
        .filter(|url| !url.starts_with("file:") && !url.starts_with("data:"));
    ensure!(others.count() == 0, "{requests:#?}");
    fs::remove_dir_all(directory)?;
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn one_file_from_a_disk_will_do() -> Result<()> {
    opens_from_a_disk(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn one_file_from_a_disk_will_do_in_chromium_78() -> Result<()> {
    opens_from_a_disk(Kind::Chromium78)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn one_file_from_a_disk_will_do_in_firefox() -> Result<()> {
    opens_from_a_disk(Kind::Firefox)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn one_file_from_a_disk_will_do_in_webkit() -> Result<()> {
    opens_from_a_disk(Kind::WebKit)
}

/// Waits until the service worker keeps the page and the data that it has used.
fn wait_until_kept(browser: &mut Browser) -> Result<()> {
    browser.wait_until(
        "(async () => {
           const used = performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.includes('/data/'));
           const kept = await Promise.all(used.map((name) => caches.match(name)));
           return used.length > 1 && kept.every(Boolean) && navigator.serviceWorker.controller !== null;
         })()",
    )
}

fn works_offline(kind: Kind) -> Result<()> {
    let site = site(kind.policy())?;
    let mut browser = Browser::start(kind)?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    wait_until_kept(&mut browser)?;
    let address = site.url();
    drop(site);
    for page in ["?again", "index.html?again"] {
        browser.open(&format!("{address}{page}#/insurance?region=330300"))?;
        browser.wait_for("#main h1")?;
        expect_amount(&mut browser, PRICE, "12,000.00")?;
    }
    let problems = browser.problems()?;
    ensure!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_second_visit_needs_no_network() -> Result<()> {
    works_offline(Kind::Chromium)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_second_visit_needs_no_network_in_chromium_78() -> Result<()> {
    works_offline(Kind::Chromium78)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_second_visit_needs_no_network_in_firefox() -> Result<()> {
    works_offline(Kind::Firefox)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_kept_file_that_is_damaged_is_asked_for_again() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    wait_until_kept(&mut browser)?;
    let damaged = browser.evaluate(
        "(async () => {
           let damaged = 0;
           for (const name of await caches.keys()) {
             const cache = await caches.open(name);
             for (const { url } of await cache.keys()) {
               if (!/data\\/zh-(library|wenzhou)/.test(url)) continue;
               await cache.put(url, new Response('damaged'));
               damaged += 1;
             }
           }
           return damaged;
         })()",
    )?;
    // The library is a part of the page, and of what was used.
    ensure!(damaged == 3, "{damaged}");
    browser.open(&format!("{}?again#/insurance?region=330300", site.url()))?;
    browser.wait_for("#main h1")?;
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn an_update_waits_until_the_visitor_wants_it() -> Result<()> {
    let directory = copy("update")?;
    let site = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "insurance")?;
    compute(&mut browser)?;
    wait_until_kept(&mut browser)?;
    publish_another_version(&directory)?;
    browser.open(&format!("{}?again#/insurance?region=330300", site.url()))?;
    // Found in the background; until then and until it is wanted, this is the version that was here.
    browser.wait_for_text("#update", "本页有新版本")?;
    let is_new = "document.querySelector('meta[name=version]') !== null";
    ensure!(browser.evaluate(is_new)? == json!(false));
    browser.fill(&named("insurance.0.premium"), "11,000")?;
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    browser.click("#update button")?;
    eventually(
        &mut browser,
        &format!("{is_new} && document.querySelector('#main h1') !== null"),
    )?;
    ensure!(browser.value(&named("insurance.0.premium"))? == "11,000");
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    ensure!(!browser.is_visible("#update")?);
    ensure!(browser.is_visible(&card("wenzhou-2022/art-4"))?);
    browser.expect_clean(&site)?;
    fs::remove_dir_all(directory)?;
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_rule_of_the_owner_is_marked_and_a_bad_one_is_left_out() -> Result<()> {
    let directory = copy("own")?;
    let page = fs::read_to_string(directory.join("index.html"))?;
    let (before, after) = (
        "name=\"huisuan-own\" content=\"\"",
        "name=\"huisuan-own\" content=\"own.toml\"",
    );
    ensure!(page.contains(before));
    fs::write(directory.join("index.html"), page.replace(before, after))?;
    fs::remove_file(directory.join("index.html.gz"))?;
    let rule = fs::read_to_string(root().join("tests/data/own.toml"))?;
    let own = directory.join("own.toml");
    fs::write(&own, &rule)?;
    let site = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    browser.open(&format!("{}#/loan?region=330300", site.url()))?;
    let card_of = card("own-test/interest");
    browser.wait_for_text(&format!("{card_of} .badges"), "不是公布的政策")?;
    browser.click(&format!("{card_of} > details:last-child summary"))?;
    browser.wait_for_text(&format!("{card_of} .summary"), "30%")?;
    ensure!(
        browser.evaluate(&format!(
            "document.querySelectorAll(\"{card_of} blockquote, {card_of} q\").length"
        ))? == json!(0)
    );
    browser.expect_clean(&site)?;

    for (text, told) in [
        (rule.replace("实际支付利息的30%\" }", "实际支付利息的40%\" }"), "40%"),
        (rule.replace("own-test", "wenzhou-2022"), "own-"),
        ("<script>alert(1)</script>".to_owned(), "script"),
    ] {
        fs::write(&own, text)?;
        browser.open(&format!("{}?{}#/loan?region=330300", site.url(), told.len()))?;
        browser.wait_for_text(".notice.own", told)?;
        ensure!(
            browser.is_visible(&card("national-startup-2023/person"))?,
            "the rest is not computed"
        );
        ensure!(!browser.is_visible(&card_of)?);
    }
    browser.expect_clean(&site)?;
    fs::remove_dir_all(directory)?;
    Ok(())
}

/// Changes the page and, as `cargo xtask dist` would, the version in the service worker.
fn publish_another_version(site: &Path) -> Result<()> {
    for (name, before, after) in [
        ("index.html", "<title>", "<meta name=\"version\" content=\"2\"><title>"),
        ("sw.js", "VERSION=\"", "VERSION=\"2"),
    ] {
        let text = fs::read_to_string(site.join(name))?;
        ensure!(text.contains(before), "{name} has no {before}");
        fs::write(site.join(name), text.replacen(before, after, 1))?;
        // The compressed copies are of the version before.
        fs::remove_file(site.join(format!("{name}.gz")))?;
    }
    Ok(())
}

/// The snippet for IIS, read as XML, against what the server here answers, under which all journeys run.
const AGAINST_SERVER: &str = "(async () => {
  const text = await (await fetch('hosting/web.config')).text();
  const config = new DOMParser().parseFromString(text, 'application/xml');
  if (config.querySelector('parsererror')) return config.documentElement.textContent;
  const page = await fetch('./');
  const headers = [...config.querySelectorAll('httpProtocol > customHeaders > add')];
  const differ = headers.filter((e) => page.headers.get(e.getAttribute('name')) !== e.getAttribute('value'));
  const files = await (await fetch('hosting/files.json')).json();
  const types = [...config.querySelectorAll('staticContent > mimeMap')];
  for (const type of types) {
    const named = files.find(({ path }) => path.endsWith(type.getAttribute('fileExtension')));
    const answer = await fetch(named.path);
    if (answer.headers.get('content-type') !== type.getAttribute('mimeType')) differ.push(type);
  }
  return [headers.length, types.length, differ.map((e) => e.outerHTML).join(' ')].join(' ');
})()";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_snippet_for_iis_says_what_the_tests_run_under() -> Result<()> {
    let site = site(Policy::OldEngines)?;
    let mut browser = Browser::current()?;
    browser.open(&site.url())?;
    let found = browser.evaluate(AGAINST_SERVER)?;
    ensure!(found == "4 3 ", "{found}");
    Ok(())
}
