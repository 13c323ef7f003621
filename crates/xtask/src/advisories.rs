//! `cargo xtask advisories`: known vulnerabilities in what the project is built from.

use crate::shell::{root, step};
use crate::tools::Tool;
use anyhow::{Result, bail};
use std::process::Command;

/// What cargo-deny says where the database cannot be fetched.
const UNREACHED: &str = "failed to fetch advisory database";

/// Asks the advisory database of `RustSec`. Where it cannot be reached that is said, and nothing is said of vulnerabilities.
pub fn advisories() -> Result<()> {
    let program = Tool::cargo_deny().install()?.join("cargo-deny");
    let output = step("asking the advisory database", || {
        Ok(Command::new(program)
            .args(["check", "advisories"])
            .current_dir(root())
            .output()?)
    })?;
    let told = String::from_utf8_lossy(&output.stderr);
    eprint!("{told}");
    if output.status.success() {
        println!("no dependency has a known vulnerability");
    } else if told.contains(UNREACHED) {
        println!("NOT RUN: the advisory database could not be reached");
    } else {
        bail!("a dependency has a known vulnerability");
    }
    Ok(())
}
