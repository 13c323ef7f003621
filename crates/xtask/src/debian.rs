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

/// Installs the missing packages as root on Debian, and otherwise says what to type.
pub fn browsers() -> Result<()> {
    let Some(query) = on_path("dpkg-query") else {
        if PROGRAMS.into_iter().all(|program| on_path(program).is_some()) {
            return Ok(());
        }
        bail!(
            "the browser tests need on the path: {}; and Firefox, and a typeface for Chinese",
            PROGRAMS.join(", ")
        );
    };
    let missing: Vec<_> = PACKAGES
        .into_iter()
        .filter(|package| !is_installed(&query, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!(
            "the browser tests need some packages; type\n  \
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
