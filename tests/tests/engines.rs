//! The engine gives the same answers wherever it runs: natively and as WebAssembly, byte for byte.
//!
//! Run by `cargo xtask test`, which builds the module and installs the browser first.

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::{browser::Browser, random};
use huisuan_xtask::{
    dist, engine,
    server::{Policy, Server},
};
use rules::request::Request;
use serde_json::{Value, json};

/// How many requests are compared, and how many cross to the browser at once.
const COUNT: usize = 2_400;
const AT_ONCE: usize = 200;

/// Loads the module and keeps an engine in the page.
const LOAD: &str = "import('./huisuan.js').then(async (glue) => {
    await glue.default();
    const get = (name) => fetch(name).then((response) => response.json());
    const index = await get('./data/index.json');
    const list = await get('./data/' + index.packs);
    const packs = await Promise.all(list.map((pack) => get('./data/' + pack.file)));
    window.engine = new glue.Engine(await get('./data/' + index.facts), await get('./data/' + index.lpr), packs);
    return packs.length;
})";

#[test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
fn random_requests_are_answered_alike_natively_and_as_webassembly() -> Result<()> {
    let module = engine::directory();
    ensure!(
        module.join("huisuan.js").is_file(),
        "there is no module yet: run `cargo xtask test`"
    );
    // A copy, since the module goes into the site as it is.
    let directory = std::env::temp_dir().join(format!("huisuan-engine-{}", std::process::id()));
    dist::copy_directory(&module, &directory)?;
    for file in policies::export(&policies::Published::default())? {
        let path = directory.join("data").join(file.path);
        std::fs::create_dir_all(path.parent().context("a folder")?)?;
        std::fs::write(path, file.bytes)?;
    }
    std::fs::write(directory.join("index.html"), "<!DOCTYPE html><title>engine</title>")?;
    let server = Server::start(&directory, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    browser.open(&server.url())?;
    let packs = browser.evaluate(LOAD)?;
    ensure!(packs == json!(policies::PACKS.len()), "the module loaded {packs} packs");

    let plan = policies::plan()?;
    let requests = random::requests(&plan, 20_261_122, COUNT);
    let mut refused = 0;
    for requests in requests.chunks(AT_ONCE) {
        let expression = format!(
            "{}.map((request) => {{ try {{ return JSON.stringify(engine.assess(request)); }} \
             catch (error) {{ return JSON.stringify(error); }} }})",
            serde_json::to_string(requests)?
        );
        let answers = browser.evaluate(&expression)?;
        let answers = answers.as_array().context("no list of answers")?;
        ensure!(answers.len() == requests.len(), "answers are missing");
        for (request, answer) in requests.iter().zip(answers) {
            let native = native(&plan, request)?;
            refused += usize::from(native.starts_with("{\"error\""));
            ensure!(
                answer == &Value::String(native.clone()),
                "request: {}\nnative: {native}\nwasm: {answer}",
                serde_json::to_string(request)?
            );
        }
    }
    ensure!(
        refused > 0 && refused < COUNT / 4,
        "{refused} of {COUNT} requests were refused"
    );
    Ok(std::fs::remove_dir_all(directory)?)
}

/// What the command line answers.
fn native(plan: &rules::Plan, request: &Request) -> Result<String> {
    Ok(match plan.assess(request) {
        Ok(mut response) => {
            let sealed = serde_json::to_string(&response)?;
            response.seal(&serde_json::to_string(request)?, &sealed);
            serde_json::to_string(&response)?
        }
        Err(error) => serde_json::to_string(&error)?,
    })
}
