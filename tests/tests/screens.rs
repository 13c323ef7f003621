//! Every screen in every size, language and mode: it can be read by everybody, and nothing runs out of the window.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first. The pictures are in `target/screenshots`.

use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{
    browser::Browser,
    eyes::{Eyes, WIDTHS, look, prefer},
    visitor::{
        CALCULATORS, CONTRACT, Do, GUARANTEE, INSURANCE, LOAN, PAGES, PRICE, SECURITISATION, act, address, card,
        expect_amount, named, open, site,
    },
};
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
    shell::root,
};
use serde_json::json;

/// The button that changes the language.
const LANGUAGE: &str = ".look button:last-child";

/// Looks at the page at hand and reads it, in Chinese and then in English.
fn in_both_languages(browser: &mut Browser, eyes: &Eyes, name: &str) -> Result<()> {
    for language in ["zh", "en"] {
        if language == "en" {
            browser.click(LANGUAGE)?;
            // The names of another language are loaded first.
            browser.wait_for_text(LANGUAGE, "中文")?;
        }
        let name = format!("{name}-{language}");
        for width in WIDTHS {
            look(browser, &name, &[width])?;
            eyes.read(browser, &format!("{name}, {width} pixels wide"))?;
        }
    }
    browser.click(LANGUAGE)?;
    browser.wait_for_text(LANGUAGE, "English")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_calculators_can_be_read_by_everybody() -> Result<()> {
    let (site, eyes) = (site(Policy::Strict)?, Eyes::new()?);
    let mut browser = Browser::current()?;
    for page in ["loan", "guarantee", "rule"] {
        open(&mut browser, &site, page)?;
        in_both_languages(&mut browser, &eyes, &format!("empty-{page}"))?;
    }
    for (page, steps, measure, amount) in CALCULATORS {
        open(&mut browser, &site, page)?;
        act(&mut browser, steps)?;
        expect_amount(&mut browser, measure, amount)?;
        in_both_languages(&mut browser, &eyes, page)?;
        open(&mut browser, &site, &format!("{page}/sheet"))?;
        browser.wait_for(".sheet")?;
        in_both_languages(&mut browser, &eyes, &format!("{page}-sheet"))?;
    }
    open(&mut browser, &site, "contract")?;
    act(&mut browser, CONTRACT)?;
    browser.wait_for(".schedule table")?;
    in_both_languages(&mut browser, &eyes, "contract")?;
    browser.expect_clean(&site)
}

/// Adds up how much of the window has moved, beside what somebody asked for.
const MOVED: &str = "window.moved = 0; new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({ type: 'layout-shift', buffered: true });";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn nothing_moves_while_a_page_arrives_nor_under_the_finger_when_results_come() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.before_each_page(MOVED)?;
    for width in WIDTHS {
        browser.resize(width, 800)?;
        for page in PAGES {
            open(&mut browser, &site, page)?;
            ensure!(
                browser.evaluate("window.moved < 0.001")? == true,
                "{page} moves, {width} pixels wide"
            );
        }
    }
    browser.resize(375, 800)?;
    open(&mut browser, &site, "insurance")?;
    let (last, steps) = INSURANCE.split_last().context("no steps")?;
    act(&mut browser, steps)?;
    let top = format!(
        "Math.round(document.querySelector(\"{}\").getBoundingClientRect().top)",
        named("firm.kind")
    );
    browser.evaluate(&format!(
        "document.querySelector(\"{}\").scrollIntoView()",
        named("firm.kind")
    ))?;
    let before = browser.evaluate(&top)?;
    act(&mut browser, &[*last])?;
    expect_amount(&mut browser, PRICE, "12,000.00")?;
    ensure!(
        browser.evaluate(&top)? == before,
        "the last question moves when the result comes"
    );
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn finding_comparing_and_passing_on_can_be_read_by_everybody() -> Result<()> {
    let (site, eyes) = (site(Policy::Strict)?, Eyes::new()?);
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "")?;
    in_both_languages(&mut browser, &eyes, "home")?;
    browser.fill("#search", "wz")?;
    browser.wait_for_text(".found", "温州市")?;
    in_both_languages(&mut browser, &eyes, "search")?;
    browser.open(&format!("{}?all#/all?region=330300", site.url()))?;
    browser.wait_for(&card("wenzhou-2022/art-5-firm"))?;
    in_both_languages(&mut browser, &eyes, "all")?;
    open(&mut browser, &site, "compare")?;
    in_both_languages(&mut browser, &eyes, "empty-compare")?;

    open(&mut browser, &site, "securitisation")?;
    act(&mut browser, SECURITISATION)?;
    expect_amount(&mut browser, "wenzhou-2022/art-5-firm", "1,172,945.20")?;
    for coupon in ["5.5", "4.8"] {
        browser.fill(&named("securitisation.0.coupon"), coupon)?;
        browser.fill("#case-name", &format!("{coupon} %"))?;
        browser.click(".keep .field .tools button:nth-child(2)")?;
        browser.wait_until("document.querySelector('.keep .field .tools button').disabled")?;
    }
    browser.click(".keep .copy:nth-of-type(2) button")?;
    browser.wait_for(".picture img")?;
    browser.click(".keep .copy .tools button:first-child")?;
    browser.wait_for(".keep .passed textarea")?;
    in_both_languages(&mut browser, &eyes, "passed")?;
    let link = browser.value(".keep .passed textarea")?;
    open(&mut browser, &site, "compare")?;
    browser.wait_for(".compared")?;
    in_both_languages(&mut browser, &eyes, "compare")?;
    browser.open(&link.replace("coupon=4.8", "coupon=4.9"))?;
    browser.wait_for_text(".opened", "不一致")?;
    in_both_languages(&mut browser, &eyes, "opened")?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn what_is_wrong_can_be_read_by_everybody() -> Result<()> {
    let (site, eyes) = (site(Policy::Strict)?, Eyes::new()?);
    let mut browser = Browser::current()?;
    open(&mut browser, &site, "loan")?;
    act(&mut browser, LOAN)?;
    browser.fill(&named("loan.0.rate"), "3.5厘")?;
    browser.wait_for(&format!("{}[aria-invalid='true']", named("loan.0.rate")))?;
    in_both_languages(&mut browser, &eyes, "wrong-field")?;
    open(&mut browser, &site, "guarantee")?;
    act(&mut browser, GUARANTEE)?;
    browser.fill(&named("guarantee.0.customer_total"), "5,000,000.01")?;
    browser.wait_for_text(".what-if", "5,000,000.00")?;
    in_both_languages(&mut browser, &eyes, "ineligible")?;
    browser.fill("#day", "昨天")?;
    browser.wait_for(".results .notice")?;
    in_both_languages(&mut browser, &eyes, "wrong-day")?;
    browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*index.json*"] }))?;
    browser.open(&format!("{}?failed#/loan", site.url()))?;
    browser.wait_for(".notice button.main")?;
    look(&mut browser, "not-loaded-zh", &WIDTHS)?;
    eyes.read(&mut browser, "not-loaded-zh")?;
    for notice in ["old-browser", "load-failed", "stopped"] {
        browser.evaluate(&format!("document.getElementById('{notice}').hidden = false"))?;
    }
    look(&mut browser, "notices", &WIDTHS)?;
    eyes.read(&mut browser, "notices")?;
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }))?;
    browser.open(&format!("{}?no-script", site.url()))?;
    look(&mut browser, "no-script", &WIDTHS)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn pages_around_it_can_be_read_by_everybody() -> Result<()> {
    let directory = env::temp_dir().join(format!("huisuan-around-{}", std::process::id()));
    dist::copy_directory(&dist::directory(), &directory)?;
    dist::copy_directory(&root().join("web/demo"), &directory.join("demo"))?;
    let site = Server::start(&directory, Policy::Strict, 0)?;
    let eyes = Eyes::new()?;
    let mut browser = Browser::current()?;
    for (name, page) in [
        ("clauses-zh", "clauses/index.html"),
        ("clauses-en", "clauses/en/index.html"),
        ("clause-zh", "clauses/wenzhou-2022/art-5-firm.html"),
        ("clause-en", "clauses/en/wenzhou-2022/art-5-firm.html"),
        ("embed", "embed.html"),
        ("portal", "demo/portal.html"),
    ] {
        browser.open(&format!("{}{page}", site.url()))?;
        if let Some(frames) = [("embed", 1), ("portal", 3)].into_iter().find(|(of, _)| *of == name) {
            let ready =
                "(f) => f.contentDocument.querySelector('#main[aria-busy=false] h1') !== null && f.scrolling === 'no'";
            browser.wait_until(&format!(
                "[...document.querySelectorAll('iframe')].filter({ready}).length === {}",
                frames.1
            ))?;
        }
        look(&mut browser, name, &WIDTHS)?;
        eyes.read(&mut browser, name)?;
    }
    browser.expect_clean(&site)?;
    fs::remove_dir_all(directory).context("ours to remove")
}

/// What changes how a page looks: what the system asks for, what its address asks for, and the size of letters.
struct Mode {
    name: &'static str,
    system: &'static [(&'static str, &'static str)],
    address: &'static str,
    /// The size that the browser gives to letters, in hundredths of the usual one.
    letters: u32,
    widths: &'static [u64],
}

const USUAL: Mode = Mode {
    name: "usual",
    system: &[],
    address: "",
    letters: 100,
    widths: &[375, 1280],
};

/// What the system asks for comes first, as what an address asks for is kept. 1280 pixels enlarged four times leave 320.
const MODES: [Mode; 8] = [
    Mode {
        name: "system-dark",
        system: &[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")],
        widths: &[375],
        ..USUAL
    },
    Mode {
        name: "forced",
        system: &[("forced-colors", "active")],
        ..USUAL
    },
    Mode {
        name: "twice",
        letters: 200,
        ..USUAL
    },
    Mode {
        name: "zoomed",
        widths: &[320],
        ..USUAL
    },
    Mode {
        name: "dark",
        address: "theme=dark",
        ..USUAL
    },
    Mode {
        name: "contrast",
        address: "theme=contrast",
        ..USUAL
    },
    Mode {
        name: "large",
        address: "theme=light&letters=large",
        widths: &[320, 1280],
        ..USUAL
    },
    Mode {
        name: "large-twice",
        address: "theme=light&letters=large",
        letters: 200,
        widths: &[375],
        ..USUAL
    },
];

fn in_every_mode(page: &str, steps: &[Do], shown: &str) -> Result<()> {
    let (site, eyes) = (site(Policy::Strict)?, Eyes::new()?);
    let mut browser = Browser::current()?;
    open(&mut browser, &site, page)?;
    act(&mut browser, steps)?;
    browser.wait_for(shown)?;
    // A page that is left at once keeps nothing that was typed in its last moment.
    browser.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")?;
    for mode in MODES {
        prefer(&mut browser, mode.system)?;
        let place = address(page);
        let mark = if place.contains('?') { "&" } else { "?" };
        let asked = if mode.address.is_empty() { "" } else { mark };
        browser.open(&format!("{}?{}{place}{asked}{}", site.url(), mode.name, mode.address))?;
        browser.wait_for("#main[aria-busy='false'] h1")?;
        browser.wait_for(shown)?;
        let letters = format!("document.documentElement.style.fontSize = '{}%'", mode.letters);
        if mode.letters != USUAL.letters {
            browser.evaluate(&letters)?;
        }
        let name = format!("{}-{}", if page.is_empty() { "home" } else { page }, mode.name);
        look(&mut browser, &name, mode.widths)?;
        eyes.read(&mut browser, &name)?;
    }
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_way_in_can_be_read_in_every_mode() -> Result<()> {
    in_every_mode("", &[], ".doors")?;
    in_every_mode("all", &[], ".results")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_subsidy_can_be_read_in_every_mode() -> Result<()> {
    in_every_mode("securitisation", SECURITISATION, ".chart")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn a_price_and_a_plan_of_payments_can_be_read_in_every_mode() -> Result<()> {
    in_every_mode("guarantee", GUARANTEE, ".amount")?;
    in_every_mode("loan", LOAN, ".schedule summary")?;
    in_every_mode("contract", CONTRACT, ".schedule table")
}

/// As WCAG 1.4.12 has it: lines, paragraphs, letters and words further apart, by rules that the reader brings.
const WIDE: &str = "document.styleSheets[0].insertRule(
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }', 0);
  document.styleSheets[0].insertRule('p { margin-bottom: 2em !important }', 0)";

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn wider_spacing_cuts_nothing_off() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    for (page, steps, measure, amount) in CALCULATORS {
        open(&mut browser, &site, page)?;
        act(&mut browser, steps)?;
        expect_amount(&mut browser, measure, amount)?;
        browser.evaluate(WIDE)?;
        let cut = browser.evaluate(
            "[...document.querySelectorAll('#app *')].filter((e) => getComputedStyle(e).overflowY === 'hidden' && !e.closest('svg')
               && e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 160)).join(' ')",
        )?;
        ensure!(cut == "", "{page}: {cut}");
        look(&mut browser, &format!("{page}-spaced"), &WIDTHS)?;
    }
    browser.expect_clean(&site)
}
