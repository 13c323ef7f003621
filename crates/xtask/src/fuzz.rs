//! Random and mutated inputs for every reader of what strangers write, for as long as is wanted.

use crate::{
    options::numbers,
    shell::{cargo, root, run},
    site::target_directory,
};
use anyhow::{Context as _, Result, bail};
use std::{
    process::Command,
    time::{Duration, Instant},
};

/// What `tests/src/fuzz.rs` feeds; addresses are fed beside their reader in `web`.
const TARGETS: [&str; 4] = ["phrases", "packs", "requests", "tables"];

/// How many addresses the test beside their reader draws from one seed.
const ADDRESSES: u64 = 100_000;

/// For how long, and from which seed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// All readers together.
    pub minutes: u64,
    /// The same seed draws the same inputs.
    pub seed: u64,
}

impl Options {
    /// Reads `--minutes N` and `--seed S`, in any order.
    pub fn read(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { minutes: 5, seed: 1 };
        numbers(
            arguments,
            [("--minutes", &mut options.minutes), ("--seed", &mut options.seed)],
        )?;
        Ok(options)
    }
}

/// Feeds each target for its share of the time, and prints a row for each. What fails is kept in `tests/data/fuzz`, where
/// the tests find it.
pub fn fuzz(options: Options) -> Result<()> {
    run(cargo().args(["build", "--quiet", "--package", "huisuan-tests", "--bin", "fuzz"]))?;
    let share = Duration::from_secs(options.minutes * 60) / 5;
    let kept = root().join("tests/data/fuzz");
    println!(
        "| target | seed | time | inputs | a second | slowest | memory after a quarter → at the end | peak | failed |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut failed = Vec::new();
    for target in TARGETS {
        let fed = run(Command::new(target_directory().join("debug/fuzz"))
            .args([target, &share.as_secs().to_string(), &options.seed.to_string()])
            .arg(&kept));
        if let Err(error) = fed {
            eprintln!("error: {error:#}");
            failed.push(target);
        }
    }
    if let Err(error) = addresses(share, options.seed) {
        eprintln!("error: {error:#}");
        failed.push("fragments");
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

/// Runs the test of addresses with one seed after the other.
fn addresses(share: Duration, seed: u64) -> Result<()> {
    let test = |seed: u64| {
        let mut test = cargo();
        test.args([
            "test",
            "--quiet",
            "--package",
            "huisuan-web",
            "--lib",
            "addresses_do_no_harm",
        ]);
        test.env("HUISUAN_SEED", seed.to_string())
            .stdout(std::process::Stdio::null());
        test
    };
    // Built before the clock runs.
    run(&mut test(seed))?;
    let (start, mut runs) = (Instant::now(), 0);
    while start.elapsed() < share {
        runs += 1;
        let next = seed + runs;
        run(&mut test(next)).with_context(|| format!("HUISUAN_SEED={next} shows it again"))?;
    }
    let (fed, millis) = (runs * ADDRESSES, start.elapsed().as_millis().max(1));
    let rate = u128::from(fed) * 1_000 / millis;
    let time = start.elapsed().as_secs();
    println!(
        "| fragments | {} to {} | {time} s | {fed} | {rate} | | | | 0 |",
        seed + 1,
        seed + runs
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_seed_are_read_in_any_order() {
        let options = Options::read(&["--seed", "7", "--minutes", "60"]).ok();
        assert_eq!(options, Some(Options { minutes: 60, seed: 7 }));
        assert!(Options::read(&["--hours", "1"]).is_err());
        assert!(Options::read(&["--minutes"]).is_err());
    }
}
