//! Feeds one target for a while: `fuzz TARGET SECONDS SEED DIRECTORY`. `cargo xtask fuzz` gives each its share.
//!
//! An input that panics, or that is not done after ten seconds, is written to the directory; the slowest to `target/fuzz`.
#![forbid(unsafe_code)]

use anyhow::{Context as _, Result, bail, ensure};
use huisuan_tests::fuzz::{Inputs, Target};
use huisuan_xtask::site::target_directory;
use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::exit,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// How long one input may take, on a machine that has other work.
const PATIENCE: Duration = Duration::from_secs(10);

/// Most failures of one kind that are kept.
const KEPT: usize = 10;

/// What is being fed, and since when.
type Current = Arc<Mutex<(String, Instant)>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [target, seconds, seed, directory] = &arguments[..] else {
        bail!("fuzz TARGET SECONDS SEED DIRECTORY")
    };
    let target = Target::named(target).with_context(|| format!("there is no target {target}"))?;
    let (seconds, seed, directory) = (
        Duration::from_secs(seconds.parse()?),
        seed.parse()?,
        PathBuf::from(directory),
    );
    let start = Instant::now();
    let current: Current = Arc::new(Mutex::new((String::new(), start)));
    watch(target, &current, &directory);

    // The first inputs load what is loaded once.
    let mut inputs = Inputs::new(target, seed);
    let (mut fed, mut failed, mut slowest) = (0_u64, 0, (Duration::ZERO, String::new()));
    let mut settled = None;
    while start.elapsed() < seconds {
        let Some(input) = inputs.next() else { break };
        *current.lock().unwrap_or_else(PoisonError::into_inner) = (input.clone(), Instant::now());
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target.feed(&input)));
        let took = begun.elapsed();
        fed += 1;
        if outcome.is_err() {
            failed += 1;
            keep(&directory, target, &input)?;
            ensure!(
                failed < KEPT,
                "{failed} inputs of {} have failed; no more are tried",
                target.name()
            );
        }
        if took > slowest.0 {
            slowest = (took, input);
        }
        if settled.is_none() && start.elapsed() > seconds / 4 {
            settled = resident("VmRSS:");
        }
    }
    let kept = target_directory().join("fuzz");
    fs::create_dir_all(&kept)?;
    fs::write(kept.join(format!("{}-slowest.txt", target.name())), &slowest.1)?;
    let rate = u128::from(fed) * 1_000 / start.elapsed().as_millis().max(1);
    let memory =
        |kibibytes: Option<u64>| kibibytes.map_or_else(|| "?".to_owned(), |size| format!("{} MB", size / 1024));
    println!(
        "| {} | {seed} | {} s | {fed} | {rate} | {} ms | {} → {} | {} | {failed} |",
        target.name(),
        start.elapsed().as_secs(),
        slowest.0.as_millis(),
        memory(settled),
        memory(resident("VmRSS:")),
        memory(resident("VmHWM:")),
    );
    ensure!(
        failed == 0,
        "{failed} inputs have failed; they are kept in {}",
        directory.display()
    );
    Ok(())
}

/// Ends the program when one input takes too long, and keeps that input.
fn watch(target: Target, current: &Current, directory: &Path) {
    let (current, directory) = (Arc::clone(current), directory.to_path_buf());
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_millis(500));
            let (input, since) = current.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if since.elapsed() > PATIENCE {
                let kept = keep(&directory, target, &input);
                eprintln!("an input of {} does not come to an end: {kept:?}", target.name());
                exit(1);
            }
        }
    });
}

fn keep(directory: &Path, target: Target, input: &str) -> Result<PathBuf> {
    fs::create_dir_all(directory)?;
    let digest = rules::digest::sha256(input.as_bytes());
    let digits = digest.trim_start_matches("sha256:").get(..12).unwrap_or_default();
    let file = directory.join(format!("{}-{digits}.txt", target.name()));
    fs::write(&file, input)?;
    Ok(file)
}

/// Memory of this process in KiB, where the system tells.
fn resident(line: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|found| found.strip_prefix(line))?;
    found.split_whitespace().next()?.parse().ok()
}
