//! Building the engine for JavaScript, from `crates/wasm`.

use crate::{
    bindgen::Wrappers,
    shell::{cargo, run},
    site::target_directory,
    tools::wasm_target,
};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// Where the module and its glue stand.
#[must_use]
pub fn directory() -> PathBuf {
    target_directory().join("site/engine")
}

/// Builds the module and its glue for browsers.
pub fn build() -> Result<()> {
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
    let mut bindgen = Command::new(wrappers.directory.join("wasm-bindgen"));
    bindgen
        .args(["--target", "web", "--out-name", "huisuan", "--out-dir"])
        .arg(directory())
        .arg(module);
    run(wrappers.use_in(&mut bindgen))
}
