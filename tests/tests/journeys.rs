//! What visitors do, in real browsers, on the site as it is put on a server.
//!
//! Run by `cargo xtask test`, which builds the site and installs the browsers first.

use anyhow::{Result, ensure};
use huisuan_tests::browser::Browser;
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
};

fn site(policy: Policy) -> Result<Server> {
    let directory = dist::directory();
    ensure!(
        directory.join("index.html").is_file(),
        "there is no site yet: run `cargo xtask dist` first"
    );
    // Below a path, as a column of a portal is.
    Server::start_below(&directory, "/finance/huisuan/", policy, 0)
}

/// Types, pastes and deletes in the field, and reads what the page makes of it.
fn use_the_field(browser: &mut Browser, site: &Server) -> Result<()> {
    browser.open(&site.url())?;
    browser.wait_for("#principal")?;
    browser.type_into("#principal", "50万")?;
    browser.wait_for_text("output", "您填写的是：50万")?;
    browser.paste_into("#principal", "元整")?;
    browser.wait_for_text("output", "您填写的是：50万元整")?;
    browser.fill("#principal", "1,000.50")?;
    browser.wait_for_text("output", "您填写的是：1,000.50")?;
    ensure!(
        !browser.is_visible(".notice")?,
        "a notice is shown although the page works"
    );
    Ok(())
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_page_works_under_the_strict_policy() -> Result<()> {
    let site = site(Policy::Strict)?;
    let mut browser = Browser::current()?;
    use_the_field(&mut browser, &site)?;
    browser.expect_clean(&site)
}

#[test]
#[ignore = "needs browsers: run by `cargo xtask test`"]
fn the_page_works_in_chromium_78() -> Result<()> {
    let site = site(Policy::OldEngines)?;
    let mut browser = Browser::chromium_78()?;
    use_the_field(&mut browser, &site)?;
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
