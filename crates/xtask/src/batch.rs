//! `cargo xtask batch`: how fast a large table is computed, and in how much memory.

use crate::{
    rows::{self, Options},
    shell::{cargo, root, run, step},
    site::target_directory,
};
use anyhow::{Context as _, Result, ensure};
use std::{
    fs,
    io::{BufWriter, Read as _, Write as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What is asked of the table of [`rows`].
#[must_use]
pub fn job() -> PathBuf {
    root().join("tests/data/batch.json")
}

/// The command line, optimised for time.
pub fn huisuan() -> Result<PathBuf> {
    step("building the command line", || {
        run(cargo().args(["build", "--quiet", "--profile", "fast", "--package", "huisuan-cli"]))
    })?;
    Ok(target_directory().join("fast/huisuan"))
}

/// Computes a table as it is generated, and reports.
pub fn batch(options: &Options) -> Result<()> {
    let huisuan = huisuan()?;
    let start = Instant::now();
    let mut child = Command::new(huisuan)
        .args(["batch", "--job"])
        .arg(job())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take().context("the child has no standard input")?;
    let mut output = child.stdout.take().context("the child has no standard output")?;
    let of_rows = options.clone();
    let feeder = thread::spawn(move || -> Result<()> {
        let mut input = BufWriter::with_capacity(1 << 20, input);
        rows::csv(&of_rows, &mut input)?;
        Ok(input.flush()?)
    });
    let reader = thread::spawn(move || -> Result<u64> {
        let (mut bytes, mut piece) = (0, vec![0; 1 << 20]);
        loop {
            match output.read(&mut piece)? {
                0 => return Ok(bytes),
                length => bytes += u64::try_from(length)?,
            }
        }
    });
    let peak = watch(&mut child)?;
    let took = start.elapsed();
    let ended = "a thread has stopped";
    feeder.join().ok().context(ended)??;
    let bytes = reader.join().ok().context(ended)??;
    let code = child.wait()?.code();
    // One row in a thousand is wrong, which the exit code says.
    ensure!(matches!(code, Some(0 | 1)), "huisuan batch has failed: {code:?}");
    let millis = took.as_millis().max(1);
    eprintln!(
        "  {} rows in {millis} ms: {} rows a second",
        options.count,
        u128::from(options.count) * 1000 / millis
    );
    eprintln!("  {bytes} bytes written; peak memory {peak} kB (VmHWM, without this generator)");
    Ok(())
}

/// The most memory that a process has held, in kB, as the system tells it until the process ends.
fn watch(child: &mut Child) -> Result<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(size) = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()) {
            peak = peak.max(size);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(peak)
}
