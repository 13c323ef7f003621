//! The dialect of JavaScript that the oldest browsers read.

use crate::{shell::run, tools::Tool};
use anyhow::{Context as _, Result};
use std::{path::PathBuf, process::Command};

const CHECK: &str = include_str!("dialect.js");

/// Refuses scripts with syntax that is newer than ES2019, dynamic import and `import.meta`.
pub(super) fn check(scripts: &[PathBuf]) -> Result<()> {
    let acorn = Tool::acorn();
    acorn.install()?;
    run(Command::new("node")
        .args(["-e", CHECK])
        .arg(acorn.directory()?.join("node_modules/acorn"))
        .args(scripts))
    .context("a script uses what the oldest browsers cannot read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn accepts(name: &str, script: &str) -> bool {
        let file = std::env::temp_dir().join(format!("huisuan-{}-{name}.js", std::process::id()));
        fs::write(&file, script).expect("writable");
        let accepted = check(std::slice::from_ref(&file)).is_ok();
        fs::remove_file(file).expect("ours to remove");
        accepted
    }

    #[test]
    #[ignore = "needs tools: run by `cargo xtask test`"]
    fn what_2019_reads_is_accepted_and_nothing_newer() {
        assert!(accepts(
            "import",
            "import(import.meta.url).then(({ a = 1, ...b }) => b);"
        ));
        for (name, newer) in [
            ("chain", "a?.b"),
            ("nullish", "a ?? b"),
            ("bigint", "1n"),
            ("namespace", "export * as a from './a.js'"),
            ("assignment", "a ||= b"),
            ("field", "class A { a = 1 }"),
            ("await", "await a"),
        ] {
            assert!(!accepts(name, newer), "{newer}");
        }
        assert!(!accepts("old-browser", "(a) => a"));
    }
}
