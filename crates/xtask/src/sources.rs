//! The files that belong to the project.

use crate::shell::{output, root};
use anyhow::{Context as _, Result};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Copies them to a folder, as they are now, which then holds nothing else; a copy that is the same already keeps its time.
pub fn copy(to: &Path) -> Result<()> {
    let listed = output(
        Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root()),
    )?;
    let mut copied = BTreeSet::new();
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, copy) = (root().join(name), to.join(name));
        // Deleted, and not yet committed.
        if !from.exists() {
            continue;
        }
        copied.insert(copy.clone());
        let content = fs::read(&from).with_context(|| format!("reading {name}"))?;
        if fs::read(&copy).is_ok_and(|there| there == content) {
            continue;
        }
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(from, copy)?;
    }
    remove_others(to, &copied)
}

/// Removes the files in a folder, and below it, that are none of these.
fn remove_others(folder: &Path, files: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, files)?;
        } else if !files.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
