//! How many instructions fixed work takes: unlike time the same on every run, so that what slows the engine down is seen in
//! the change that does.

use crate::{
    bench, debian,
    shell::{output, root},
};
use anyhow::{Context as _, Result, bail, ensure};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf, process::Command};

/// The works of `tests/bench`: outcomes of many measures with their steps, and amounts of many loans.
const WORKS: [&str; 2] = ["assess", "brief"];

/// By how many percent a count may differ from the recorded one, either way: a gain is recorded, too.
const TOLERANCE: u64 = 3;

/// The name under which the record says what counted.
const BUILD: &str = "build";

/// Fails when a work takes over three percent more or fewer instructions than recorded. What another compiler or C library
/// builds is not compared.
pub fn check() -> Result<()> {
    let (build, recorded) = read_record(&fs::read_to_string(record_file())?)?;
    let here = this_build()?;
    let measured = measure()?;
    let mut differs = Vec::new();
    for (work, count) in &measured {
        let before = recorded.get(work).with_context(|| format!("{work} has no record"))?;
        eprintln!("  {work:<10} {count:>12} instructions, recorded {before:>12}");
        if !is_near(*count, *before) {
            differs.push(work.as_str());
        }
    }
    if here != build {
        eprintln!("  not compared: recorded with {build}, counted with {here}");
        return Ok(());
    }
    ensure!(
        differs.is_empty(),
        "over {TOLERANCE} percent from the record: {}; if that is meant, `cargo xtask instructions --record` records it",
        differs.join(", ")
    );
    Ok(())
}

/// Records the present counts.
pub fn record() -> Result<()> {
    let mut text = String::from(
        "# Instructions of fixed work, counted by callgrind. `cargo xtask instructions --record` writes this file.\n",
    );
    writeln!(text, "{BUILD} = \"{}\"", this_build()?)?;
    for (work, count) in measure()? {
        writeln!(text, "{work} = {count}")?;
    }
    fs::write(record_file(), &text)?;
    eprint!("{text}");
    Ok(())
}

fn record_file() -> PathBuf {
    root().join("tests/bench/instructions.toml")
}

/// The compiler and the C library, which both have their part in the count.
fn this_build() -> Result<String> {
    let compiler = output(Command::new("rustc").arg("--version").current_dir(root()))?;
    let library = output(Command::new("getconf").arg("GNU_LIBC_VERSION")).unwrap_or_default();
    Ok(format!("{}, {}", compiler.trim(), library.trim()))
}

fn measure() -> Result<BTreeMap<String, u64>> {
    debian::valgrind()?;
    let program = bench::program()?;
    let counts = WORKS.into_iter().map(|work| {
        let run = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            // Only what happens inside that function counts: loading the policies does not.
            .arg(format!("--toggle-collect=*counted_{work}*"))
            .arg(program.get_program())
            .args(["count", work])
            .output()
            .context("cannot start valgrind")?;
        let report = String::from_utf8_lossy(&run.stderr);
        if !run.status.success() {
            bail!("{work} failed: {report}");
        }
        Ok((work.to_owned(), collected(&report)?))
    });
    counts.collect()
}

/// The count in a report of callgrind: `==1== Collected : 123`.
fn collected(report: &str) -> Result<u64> {
    let line = report.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) = line.with_context(|| format!("callgrind reports no count: {report}"))?;
    let count = count.trim().parse()?;
    ensure!(count > 0, "nothing was counted: the function was not found");
    Ok(count)
}

fn read_record(text: &str) -> Result<(String, BTreeMap<String, u64>)> {
    let mut build = None;
    let mut counts = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line
            .split_once(" = ")
            .with_context(|| format!("not a record: {line}"))?;
        if name == BUILD {
            build = Some(value.trim_matches('"').to_owned());
        } else {
            counts.insert(name.to_owned(), value.parse()?);
        }
    }
    Ok((build.context("the record does not say what counted")?, counts))
}

fn is_near(count: u64, recorded: u64) -> bool {
    count.abs_diff(recorded) * 100 <= recorded * TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_may_differ_by_three_percent_and_no_more() {
        assert!(is_near(1_030, 1_000) && is_near(970, 1_000));
        assert!(!is_near(1_031, 1_000) && !is_near(969, 1_000));
    }

    #[test]
    fn a_report_without_a_count_is_an_error() {
        assert_eq!(
            collected("==7== Events    : Ir\n==7== Collected : 9343541\n").ok(),
            Some(9_343_541)
        );
        assert!(collected("==7== Collected : 0\n").is_err());
        assert!(collected("valgrind: no such file").is_err());
    }

    #[test]
    fn a_record_names_its_build_and_its_works() {
        let (build, counts) = read_record("# …\nbuild = \"rustc 1, glibc 2\"\nassess = 12\n").unwrap();
        assert_eq!((build.as_str(), counts.get("assess")), ("rustc 1, glibc 2", Some(&12)));
        assert!(read_record("assess = 12\n").is_err());
    }
}
