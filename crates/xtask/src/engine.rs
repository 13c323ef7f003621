//! Building the engine for JavaScript, from `crates/wasm`.

use crate::{
    bindgen::Wrappers,
    shell::{cargo, run},
    site::{Profile, target_directory},
    tools::wasm_target,
};
use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A module for a classic worker: its package, the name of its files, and the global name of its glue.
const FOR_WORKERS: [(&str, &str, &str); 2] = [
    ("huisuan-worker", "table", "tableModule"),
    ("huisuan-xlsx", "xlsx", "xlsxModule"),
];

/// Builds the modules of the page of tables into a directory: quickly, or for time and not for size.
pub fn build_for_workers(how: Profile, to: &Path) -> Result<()> {
    wasm_target()?;
    let wrappers = Wrappers::new()?;
    let (profile, folder) = match how {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("fast", "fast"),
    };
    let mut build = cargo();
    build.args(["build", "--quiet", "--profile", profile]);
    build.args(["--target", "wasm32-unknown-unknown"]);
    for (package, ..) in FOR_WORKERS {
        build.args(["--package", package]);
    }
    run(&mut build)?;
    for (package, name, global) in FOR_WORKERS {
        let module = format!("wasm32-unknown-unknown/{folder}/{}.wasm", package.replace('-', "_"));
        let options = [
            "--target",
            "no-modules",
            "--no-typescript",
            "--no-modules-global",
            global,
        ];
        let options = [&options[..], &["--out-name", name]].concat();
        wrappers.bind(&target_directory().join(module), &options, to)?;
    }
    Ok(())
}

/// Where the module and its glue stand.
#[must_use]
pub fn directory() -> PathBuf {
    target_directory().join("site/engine")
}

/// Builds the module and its glue for browsers, in a directory that holds nothing else: what tests put beside an earlier one
/// is no part of a site.
pub fn build() -> Result<()> {
    let directory = directory();
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    wasm_target()?;
    let wrappers = Wrappers::new()?;
    run(cargo().args([
        "build",
        "--quiet",
        "--release",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "huisuan-wasm",
    ]))?;
    let module = target_directory().join("wasm32-unknown-unknown/release/huisuan_wasm.wasm");
    wrappers.bind(&module, &["--target", "web", "--out-name", "huisuan"], &directory)
}
