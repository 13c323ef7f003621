//! Pictures of the pages, for people to look at.
use anyhow::Result;
use huisuan_tests::browser::Browser;
use huisuan_xtask::{
    dist,
    server::{Policy, Server},
    shell::root,
};

#[test]
#[ignore = "makes pictures"]
fn pictures() -> Result<()> {
    let site = Server::start_below(&dist::directory(), "/finance/huisuan/", Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    for page in ["", "loan", "guarantee", "insurance", "securitisation", "all"] {
        for width in [375, 1280] {
            browser.resize(width, 800)?;
            browser.open("about:blank")?;
            browser.open(&format!("{}#/{page}", site.url()))?;
            browser.wait_for("#main h2")?;
            browser.screenshot(&root().join(format!("target/shots/{page}-{width}.png")))?;
        }
    }
    println!("{:#?}", browser.problems()?);
    Ok(())
}
