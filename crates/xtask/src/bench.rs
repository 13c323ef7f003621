//! `cargo xtask bench`: what is measured and reported, never asserted, since it depends on the machine and on what else it does.

mod peers;

use crate::{
    debian,
    shell::{cargo, output, run, step},
    site::target_directory,
    sizes, weights,
};
use anyhow::{Result, bail};
use std::{fs, path::PathBuf, process::Command};

/// A part: its name, and what measures and prints it.
type Part = (&'static str, fn() -> Result<()>);

/// What can be measured.
const PARTS: [Part; 6] = [
    ("peers", peers::peers),
    ("schedules", schedules),
    ("sizes", sizes::report),
    ("weights", weights::report),
    ("load", load),
    ("page", page),
];

/// Measures the named parts, or all of them where none is named, and prints a table for each.
pub fn bench(parts: &[&str]) -> Result<()> {
    let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = parts.iter().find(|part| !names.contains(part)) {
        bail!("no part {unknown}; parts are {}", names.join(", "));
    }
    for (name, measure) in PARTS {
        if parts.is_empty() || parts.contains(&name) {
            println!("\n== {name}\n");
            measure()?;
        }
    }
    Ok(())
}

/// The program of `tests/bench`, built for speed.
pub(crate) fn program() -> Result<Command> {
    step("building what is measured", || {
        run(cargo().args([
            "build",
            "--quiet",
            "--profile",
            "measured",
            "--package",
            "huisuan-bench",
        ]))
    })?;
    Ok(Command::new(target_directory().join("measured/huisuan-bench")))
}

/// Where rows and results are put down.
fn directory() -> Result<PathBuf> {
    let directory = target_directory().join("bench");
    fs::create_dir_all(&directory)?;
    Ok(directory)
}

/// How long a schedule takes, by the way of repaying.
fn schedules() -> Result<()> {
    print!("{}", output(program()?.arg("schedules"))?);
    Ok(())
}

/// What the first visit loads of the policies when a site has ever more of them.
fn load() -> Result<()> {
    print!("{}", output(program()?.arg("load"))?);
    Ok(())
}

/// How long visitors wait, in a browser on the built site.
fn page() -> Result<()> {
    debian::browsers()?;
    let timing = ["test", "--quiet", "--package", "huisuan-tests", "--test", "timing"];
    // One after the other, so that neither slows the other down.
    run(cargo()
        .args(timing)
        .args(["--", "--ignored", "--nocapture", "--test-threads", "1"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_not_there_is_refused_before_anything_is_measured() {
        assert!(bench(&["peers", "pears"]).is_err());
    }
}
