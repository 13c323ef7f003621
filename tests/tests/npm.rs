//! The package for npm as its users have it: type-checked, and run in Node and in a browser.
//!
//! Run by `cargo xtask test`, which builds the package first.

use anyhow::{Context as _, Result, ensure};
use huisuan_tests::browser::Browser;
use huisuan_xtask::{
    dist, npm,
    server::{Policy, Server},
    shell::{output, root, run},
    tools::Tool,
};
use rules::request::Request;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A folder with the package in its `node_modules`, and with programs that are compiled there.
fn project(name: &str, programs: &[(String, String)]) -> Result<PathBuf> {
    let package = npm::directory();
    ensure!(
        package.join("package.json").is_file(),
        "there is no package yet: run `cargo xtask test`"
    );
    let project = package.with_file_name(name);
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    dist::copy_directory(&package, &project.join("node_modules/huisuan"))?;
    fs::copy(root().join("tests/npm/tsconfig.json"), project.join("tsconfig.json"))?;
    fs::write(project.join("package.json"), r#"{ "type": "module" }"#)?;
    for (file, text) in programs {
        fs::write(project.join(file), text)?;
    }
    let compiler = Tool::typescript().install()?.join("tsc");
    run(Command::new(compiler).arg("--project").arg(&project)).context("the programs do not type-check")?;
    Ok(project)
}

/// Each test has a folder of its own, since they run at once.
fn consumer(name: &str) -> Result<PathBuf> {
    let text = fs::read_to_string(root().join("tests/npm/consumer.ts"))?;
    project(name, &[("consumer.ts".to_owned(), text)])
}

/// The rule of a site's own with which packs are checked, as a script that comes before the program.
fn own() -> Result<String> {
    let own = fs::read_to_string(root().join("tests/data/own.toml"))?;
    Ok(format!("globalThis.OWN = {};\n", Value::from(own)))
}

/// What the program finds, in Node.
fn in_node(project: &Path) -> Result<String> {
    let start = "await import('./consumer.js');\nconsole.log(await globalThis.found);\n";
    fs::write(project.join("start.js"), own()? + start)?;
    let found = output(Command::new("node").arg("start.js").current_dir(project))?;
    Ok(found.trim_end().to_owned())
}

#[test]
#[ignore = "needs the package: run by `cargo xtask test`"]
fn a_program_finds_in_node_what_the_engine_finds_natively() -> Result<()> {
    let found = in_node(&consumer("consumer-in-node")?)?;
    let plan = policies::plan()?;
    let request = json!({
        "schema": 1, "day": "2024-12-01", "role": "firm",
        "measures": ["wenzhou-2022/art-5-firm", "wenzhou-2022/art-5-fees"],
        "facts": { "firm": { "private": true, "kind": "micro-small" },
            "securitisation": [{ "kind": "technology-rights", "interest": { "2023": "1,333,333.34" } }] } });
    let request: Request = serde_json::from_value(request)?;
    let mut response = plan.assess(&request).ok().context("a response")?;
    let sealed = serde_json::to_string(&response)?;
    response.seal(&serde_json::to_string(&request)?, &sealed);
    let lines: Vec<&str> = found.lines().collect();
    ensure!(
        lines.first().copied() == response.digest.as_deref(),
        "another digest: {found}"
    );
    for line in [
        "wenzhou-2022/art-5-firm incomplete 400000.00 2023",
        "- 0.01",
        "securitisation.fees",
        "12",
        "loan.0.rate rate",
        "role",
        "0 errors",
        "true",
        "25",
    ] {
        ensure!(lines.contains(&line), "{line} is not in\n{found}");
    }
    let documents = format!("{} documents, ", plan.documents.len());
    ensure!(lines.iter().any(|line| line.starts_with(&documents)), "{found}");
    Ok(())
}

#[test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
fn the_same_program_finds_the_same_in_a_browser() -> Result<()> {
    let project = consumer("consumer-in-a-browser")?;
    let expected = in_node(&project)?;
    let site = project.join("site");
    fs::create_dir_all(&site)?;
    let bundler = Tool::esbuild().install()?.join("esbuild");
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(site.join("consumer.js"));
    run(Command::new(bundler)
        .arg("consumer.js")
        .args(["--bundle", "--format=esm", "--platform=browser", "--target=chrome78"])
        .args(["--log-level=warning"])
        .arg(outfile)
        .current_dir(&project))?;
    for name in ["huisuan_bg.wasm", "data.json"] {
        fs::copy(npm::directory().join(name), site.join(name))?;
    }
    fs::write(site.join("own.js"), own()?)?;
    let page = "<!DOCTYPE html><title>consumer</title><script src=\"own.js\"></script>\
        <script type=\"module\" src=\"consumer.js\"></script>";
    fs::write(site.join("index.html"), page)?;
    let server = Server::start(&site, Policy::Strict, 0)?;
    let mut browser = Browser::current()?;
    browser.open(&server.url())?;
    browser.wait_until("'found' in window")?;
    let found = browser.evaluate("window.found")?;
    ensure!(found == json!(expected), "in the browser\n{found}\nin Node\n{expected}");
    Ok(())
}

#[test]
#[ignore = "needs the package: run by `cargo xtask test`"]
fn the_examples_of_the_readme_print_what_it_says() -> Result<()> {
    let text = fs::read_to_string(root().join("crates/wasm/npm/README.md"))?;
    let examples: Vec<(&str, &str)> = text
        .split("```ts\n")
        .skip(1)
        .filter_map(|rest| {
            let (program, rest) = rest.split_once("```\n")?;
            let (_, printed) = rest.split_once("```text\n")?;
            Some((program, printed.split_once("```")?.0))
        })
        .collect();
    ensure!(
        examples.len() == text.matches("```ts\n").count() && examples.len() > 4,
        "an example says not what it prints"
    );
    let programs = examples.iter().enumerate();
    let programs: Vec<_> = programs
        .map(|(number, (program, _))| (format!("example{number}.ts"), (*program).to_owned()))
        .collect();
    let project = project("readme", &programs)?;
    for (number, (program, expected)) in examples.into_iter().enumerate() {
        let printed = output(
            Command::new("node")
                .arg(format!("example{number}.js"))
                .current_dir(&project),
        )?;
        ensure!(printed == expected, "{program}\nprints\n{printed}\nand not\n{expected}");
    }
    Ok(())
}
