//! What the browser tests take from the operating system.

use crate::{
    shell::{output, run, step},
    tools::on_path,
};
use anyhow::{Result, bail};
use std::process::Command;

/// Current browsers with their drivers, a screen in memory for the one that needs a screen, a second reader of
/// WebAssembly, one of archives and one of printed pages, a typeface for Chinese, and a library that Chromium 78 loads.
const PACKAGES: [&str; 10] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "wabt",
    "unzip",
    "poppler-utils",
    "fonts-noto-cjk",
    "libnss3",
];

/// What these packages bring, on systems that have other packages.
const PROGRAMS: [&str; 7] = [
    "chromium",
    "chromedriver",
    "WebKitWebDriver",
    "Xvfb",
    "wasm-validate",
    "unzip",
    "pdftotext",
];

/// Installs what the browser tests need.
pub fn browsers() -> Result<()> {
    if on_path("dpkg-query").is_none() && PROGRAMS.into_iter().any(|program| on_path(program).is_none()) {
        bail!(
            "the browser tests need on the path: {}; and Firefox, and a typeface for Chinese",
            PROGRAMS.join(", ")
        );
    }
    packages("the browser tests", &PACKAGES)
}

/// Installs what counts instructions.
pub fn valgrind() -> Result<()> {
    if on_path("valgrind").is_some() {
        return Ok(());
    }
    packages("counting instructions", &["valgrind"])
}

/// Installs the missing packages as root on Debian, and otherwise says what to type.
fn packages(what: &str, packages: &[&'static str]) -> Result<()> {
    let Some(query) = on_path("dpkg-query") else {
        return Ok(());
    };
    let missing: Vec<_> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(&query, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!(
            "{what} needs some packages; type\n  \
             sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
        );
    }
    step(&format!("installing {names} with apt-get"), || {
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get")
            .args(["install", "-qq", "--yes", "--no-install-recommends"])
            .args(missing)
            .env("DEBIAN_FRONTEND", "noninteractive"))
    })
}

fn is_installed(query: &std::path::Path, package: &str) -> bool {
    output(Command::new(query).args(["--show", "--showformat=${Status}", package]))
        .is_ok_and(|status| status == "install ok installed")
}
