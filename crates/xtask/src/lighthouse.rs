//! How Lighthouse judges the built site on a telephone.

use crate::{
    dist,
    server::{Policy, Server},
    shell::output,
    tools::{Tool, on_path},
};
use anyhow::{Context as _, Result};
use std::process::Command;

/// How often the page is measured; the median of each judgement is shown.
const RUNS: usize = 5;

/// What is judged.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Writes the judgements of a report one after the other, in hundredths, and to the other output what the first of them rests on.
const SCORES: &str = "
const { categories, audits } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const metrics = categories.performance.auditRefs.filter((audit) => audit.weight > 0);
console.error('    ' + metrics.map(({ id, acronym }) => acronym + ' ' + audits[id].displayValue).join(', '));
console.log(process.argv.slice(1).map((name) => Math.round(categories[name].score * 100)).join(' '));
";

/// Measures the built site and prints the median of each judgement.
pub fn lighthouse() -> Result<()> {
    let program = Tool::lighthouse().install()?.join("lighthouse");
    let chromium = on_path("chromium").context("chromium is not installed")?;
    let server = Server::start(&dist::directory(), Policy::Strict, 0)?;
    let mut runs = Vec::new();
    for run in 1..=RUNS {
        let report = output(
            Command::new(&program)
                .arg(server.url())
                .args(["--quiet", "--output=json", "--output-path=stdout"])
                .arg(format!("--only-categories={}", CATEGORIES.join(",")))
                .arg("--chrome-flags=--headless=new --no-sandbox --disable-background-networking")
                .env("CHROME_PATH", &chromium),
        )?;
        let scores = scores(&report)?;
        eprintln!("  run {run}: {scores:?}");
        runs.push(scores);
    }
    for (at, category) in CATEGORIES.iter().enumerate() {
        let mut scores: Vec<u32> = runs.iter().filter_map(|run| run.get(at).copied()).collect();
        scores.sort_unstable();
        let median = scores.get(scores.len() / 2).context("no report")?;
        println!("{category:<16}{median:>4}");
    }
    Ok(())
}

/// The judgements of a report, in the order of [`CATEGORIES`].
fn scores(report: &str) -> Result<Vec<u32>> {
    use std::{io::Write as _, process::Stdio};
    let mut node = Command::new("node")
        .args(["-e", SCORES])
        .args(CATEGORIES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    node.stdin.take().context("no input")?.write_all(report.as_bytes())?;
    let scores = node.wait_with_output()?.stdout;
    let scores = String::from_utf8(scores)?;
    scores.split_whitespace().map(|score| Ok(score.parse()?)).collect()
}
