//! Journeys without a mouse: every control is reached, the focus is seen where it is, and nothing holds it.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use anyhow::{Result, bail, ensure};
use huisuan_tests::{
    browser::{Browser, Key},
    visitor::{PAGES, PRICE, card, expect_amount, named, open, site},
};
use huisuan_xtask::server::Policy;
use serde_json::json;

/// What has the focus, and whether somebody who looks at the page sees it: marked, in the window, and not covered.
const FOCUSED: &str = "(() => {
  const focused = document.activeElement;
  if (focused === document.body) return 'body';
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = [Math.max(1, Math.min(innerWidth - 2, box.x + Math.min(box.width / 2, 40))),
                  Math.max(1, Math.min(innerHeight - 2, box.y + box.height / 2))];
  const hit = document.elementFromPoint(x, y);
  const free = hit && (focused.contains(hit) || hit.contains(focused) || [...(focused.labels || [])].some((l) => l.contains(hit)));
  return marked && inside && free ? '' : `${focused.outerHTML.slice(0, 160)}: marked ${marked}, inside ${inside}, free ${!!free}`;
})()";

/// Goes on with the tabulator until an element has the focus; whatever is passed on the way must be seen.
fn reach(browser: &mut Browser, selector: &str) -> Result<()> {
    let there = format!("document.activeElement.matches({})", json!(selector));
    for _ in 0..300 {
        browser.press(Key::Tab)?;
        let unseen = browser.evaluate(FOCUSED)?;
        ensure!(unseen == "" || unseen == "body", "the focus is not seen: {unseen}");
        if browser.evaluate(&there)? == true {
            return Ok(());
        }
    }
    bail!("{selector} is not reached with the tabulator")
}

fn write(browser: &mut Browser, text: &str) -> Result<()> {
    text.chars()
        .try_for_each(|character| browser.press(Key::Character(character)))
}

/// Goes down a list until an option is chosen.
fn go_down_to(browser: &mut Browser, label: &str) -> Result<()> {
    for _ in 0..40 {
        browser.press(Key::ArrowDown)?;
        if browser.evaluate("document.activeElement.selectedOptions[0].label.trim()")? == label {
            return Ok(());
        }
    }
    bail!("{label} is not reached with the arrows")
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn an_insurance_is_computed_explained_and_kept_without_a_mouse() -> Result<()> {
    let site = site(Policy::Strict)?;
    for (width, height) in [(1280, 800), (375, 700)] {
        let mut browser = Browser::current()?;
        browser.resize(width, height)?;
        open(&mut browser, &site, "insurance")?;
        // The first stop leads past everything that stands above the form.
        browser.press(Key::Tab)?;
        ensure!(browser.evaluate("document.activeElement.className")? == "skip");
        ensure!(browser.evaluate(FOCUSED)? == "", "the way past the menu is not seen");
        browser.press(Key::Enter)?;
        ensure!(browser.evaluate("document.activeElement.id")? == "main");

        reach(&mut browser, &named("insurance.0.kind"))?;
        go_down_to(&mut browser, "小额贷款保证保险")?;
        for (field, text) in [
            ("insurance.0.insured", "1000000"),
            ("insurance.0.premium", "12000"),
            ("insurance.0.term", "12"),
            ("insurance.0.starts_on", "2023-03-01"),
        ] {
            reach(&mut browser, &named(field))?;
            write(&mut browser, text)?;
        }
        reach(&mut browser, &named("firm.kind"))?;
        go_down_to(&mut browser, "小微企业")?;
        expect_amount(&mut browser, PRICE, "12,000.00")?;

        // The steps of the amount are opened and closed again.
        let steps = format!("{} details > summary", card(PRICE));
        reach(&mut browser, &steps)?;
        let open = "document.activeElement.parentElement.open";
        let before = browser.evaluate(open)?;
        browser.press(Key::Enter)?;
        ensure!(browser.evaluate(open)? != before, "the key opens nothing");
        // What is folded is made when it is opened, around what has the focus.
        browser.wait_until("document.activeElement.matches('summary:not(:last-child)')")?;
        browser.press(Key::Space)?;
        ensure!(browser.evaluate(open)? == before, "the key closes nothing");

        reach(&mut browser, "#case-name")?;
        write(&mut browser, "one")?;
        reach(&mut browser, ".keep .field .tools button")?;
        browser.press(Key::Space)?;
        browser.wait_until("localStorage.getItem('huisuan').includes('case.')")?;
        browser.expect_clean(&site)?;
    }
    Ok(())
}

/// Presses a button that erases, goes back twice, and erases; as long as the condition holds, nothing is lost.
fn erase(browser: &mut Browser, button: &str, kept: &str) -> Result<()> {
    reach(browser, button)?;
    let back = format!(
        "document.activeElement.matches({}) && !document.querySelector('.sure')",
        json!(button)
    );
    // With the key that closes, with the button that has the focus, and at last in earnest.
    for (ask, answer) in [
        (Key::Enter, Some(Key::Escape)),
        (Key::Space, Some(Key::Enter)),
        (Key::Enter, None),
    ] {
        browser.press(ask)?;
        browser.wait_until("document.activeElement.id === 'leave'")?;
        ensure!(browser.evaluate(FOCUSED)? == "", "{button}: the question is not seen");
        ensure!(browser.evaluate(kept)? == true, "{button} does not wait for an answer");
        if let Some(answer) = answer {
            browser.press(answer)?;
            browser.wait_until(&back)?;
            ensure!(browser.evaluate(kept)? == true, "{button} takes no for yes");
        }
    }
    let large = "[...document.querySelectorAll('.sure button')].every((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width >= 44 && height >= 44 && button.getBoundingClientRect().right <= innerWidth; })";
    ensure!(browser.evaluate(large)? == true, "{button}: the answers are small");
    browser.press(Key::Tab)?;
    ensure!(browser.evaluate("document.activeElement.matches('.sure button:last-child')")? == true);
    ensure!(browser.evaluate(FOCUSED)? == "", "{button}: the answer is not seen");
    browser.press(Key::Enter)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn nothing_is_lost_by_one_key() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    browser.resize(375, 700)?;
    open(&mut browser, &site, "loan")?;
    let value = |field: &str| format!("document.querySelector({}).value", json!(named(field)));
    let focus = |id: &str| format!("document.activeElement.id === '{id}'");
    reach(&mut browser, &named("loan.0.rate"))?;
    write(&mut browser, "3.5")?;
    // A contract in which nothing is typed goes at once, another one after a question.
    let second = "[id='loan.1.drop']";
    reach(&mut browser, "#add-loan")?;
    browser.press(Key::Enter)?;
    reach(&mut browser, second)?;
    browser.press(Key::Enter)?;
    browser.wait_until(&format!(
        "!document.querySelector(\"{second}\") && {}",
        focus("add-loan")
    ))?;
    browser.press(Key::Enter)?;
    reach(&mut browser, &named("loan.1.principal"))?;
    write(&mut browser, "1")?;
    erase(&mut browser, second, &format!("{} === '1'", value("loan.1.principal")))?;
    browser.wait_until(&format!(
        "!document.querySelector(\"{second}\") && {}",
        focus("add-loan")
    ))?;

    let rate = value("loan.0.rate");
    reach(&mut browser, "#case-name")?;
    write(&mut browser, "one")?;
    reach(&mut browser, ".keep .field .tools button")?;
    browser.press(Key::Space)?;
    browser.wait_until("localStorage.getItem('huisuan').includes('case.')")?;
    erase(&mut browser, "#clear", &format!("{rate} === '3.5'"))?;
    browser.wait_until(&format!("{rate} === '' && {}", focus("clear")))?;
    // What is done is seen where the focus is.
    browser.wait_for_text(".clear [role=status]", "没有填写的内容")?;

    open(&mut browser, &site, "securitisation")?;
    let year = "securitisation.0.interest~2023";
    reach(&mut browser, &named(year))?;
    write(&mut browser, "5")?;
    let drop = format!("[id='{year}-drop']");
    erase(&mut browser, &drop, &format!("{} === '5'", value(year)))?;
    browser.wait_until(&format!(
        "!document.querySelector({}) && {}",
        json!(named(year)),
        focus("securitisation.0.interest-add")
    ))?;

    open(&mut browser, &site, "compare")?;
    let cases = "document.querySelectorAll('.documents li').length === 1";
    browser.wait_until(cases)?;
    erase(&mut browser, "#case-0", cases)?;
    browser.wait_until(&format!("!document.querySelector('.documents') && {}", focus("cases")))?;
    browser.wait_for_text("[aria-labelledby=cases] [role=status]", "还没有保存的方案")?;
    browser.expect_clean(&site)
}

/// The tabulator goes round: through every control once, to the end of the page, and back the same way.
#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn no_page_holds_the_focus() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    for page in PAGES {
        open(&mut browser, &site, page)?;
        browser.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")?;
        let stop = "(() => { const all = [...document.querySelectorAll('*')]; return all.indexOf(document.activeElement); })()";
        let mut stops = Vec::new();
        let mut round = false;
        for _ in 0..400 {
            browser.press(Key::Tab)?;
            let unseen = browser.evaluate(FOCUSED)?;
            let at = browser.evaluate(stop)?.as_u64().unwrap_or_default();
            round = unseen == "body" || stops.first() == Some(&at);
            if round {
                break;
            }
            ensure!(unseen == "", "{page}: the focus is not seen: {unseen}");
            stops.push(at);
        }
        ensure!(round && stops.len() > 10, "{page} holds the focus: {stops:?}");
        ensure!(
            stops.is_sorted(),
            "{page}: the order of the focus is not that of the page: {stops:?}"
        );
        // Backwards the last comes first; beside the page there may be one stop of the browser's own.
        let back = [0, 1].map(|_| browser.press(Key::ShiftTab).and_then(|()| browser.evaluate(stop)));
        let found = back
            .into_iter()
            .flatten()
            .any(|at| at.as_u64() == stops.last().copied());
        ensure!(found, "{page}: the way back begins elsewhere");
    }
    browser.expect_clean(&site)
}
