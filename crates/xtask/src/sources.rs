//! The files that belong to the project.

use crate::shell::{output, root};
use anyhow::{Context as _, Result};
use std::{fs, path::Path, process::Command};

/// Copies them to a folder, as they are now; a copy that is the same already keeps its time.
pub fn copy(to: &Path) -> Result<()> {
    let listed = output(
        Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root()),
    )?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, copy) = (root().join(name), to.join(name));
        // Deleted, and not yet committed.
        if !from.exists() {
            continue;
        }
        let content = fs::read(&from).with_context(|| format!("reading {name}"))?;
        if fs::read(&copy).is_ok_and(|there| there == content) {
            continue;
        }
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(from, copy)?;
    }
    Ok(())
}
