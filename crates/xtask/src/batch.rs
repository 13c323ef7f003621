//! `cargo xtask batch`: how fast a large table is computed, and in how much memory.

use crate::{
    rows::{self, Format, Options},
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

/// Computes a table as it is generated, and reports; from `[--count N] [--seed S] [--json]`.
pub fn batch(arguments: &[&str]) -> Result<()> {
    let (format, options) = Format::take(arguments);
    let options = Options::read(&options)?;
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
        rows::write(&of_rows, format, &mut input)?;
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
    let Watched { peak, processor } = watch(&mut child)?;
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
    eprintln!(
        "  {processor} s of processor time; {bytes} bytes written; peak memory {peak} kB (VmHWM); without this generator"
    );
    Ok(())
}

/// What a process has used.
struct Watched {
    /// The most memory at a time, in kB.
    peak: u64,
    /// Seconds of all its threads.
    processor: u64,
}

/// What a process has used, as Linux tells it until the process ends.
fn watch(child: &mut Child) -> Result<Watched> {
    /// Linux counts processor time in hundredths of a second, whatever the machine.
    const TICKS: u64 = 100;
    let status = format!("/proc/{}/status", child.id());
    let stat = format!("/proc/{}/stat", child.id());
    let (mut peak, mut ticks) = (0, 0);
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(size) = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()) {
            peak = peak.max(size);
        }
        // The name of the program, in brackets, may hold spaces; of what follows, user and system time are the 12th and 13th.
        let text = fs::read_to_string(&stat).unwrap_or_default();
        let times = text.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
        ticks = ticks.max(times.filter_map(|time| time.parse::<u64>().ok()).sum());
        thread::sleep(Duration::from_millis(50));
    }
    let processor = ticks / TICKS;
    Ok(Watched { peak, processor })
}
