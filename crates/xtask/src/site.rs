//! Building the site with Trunk, the same way for `serve` and for `dist`.

use crate::{
    bindgen::Wrappers,
    shell::{cargo, root, run},
    today,
    tools::{Tool, library_sources, sysroot, wasm_target},
};
use anyhow::{Context as _, Result};
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

/// How a site is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Small.
    Release,
}

/// A builder whose tools are installed.
#[derive(Clone, Debug)]
pub struct Builder {
    path: OsString,
    wrappers: Wrappers,
}

impl Builder {
    /// Installs what is missing.
    pub fn new() -> Result<Self> {
        wasm_target()?;
        let wrappers = Wrappers::new()?;
        let directories = [wrappers.directory.clone(), Tool::trunk().install()?];
        let rest = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(directories.into_iter().chain(env::split_paths(&rest)))?;
        Ok(Self { path, wrappers })
    }

    /// Builds the site into a directory, which holds nothing else afterwards.
    pub fn build(&self, profile: Profile, to: &Path) -> Result<()> {
        let mut trunk = Command::new("trunk");
        trunk.args(["build", "--log", "warn", "--dist"]).arg(to);
        if profile == Profile::Release {
            trunk.arg("--release");
            small_library(&mut trunk)?;
        }
        run(self
            .wrappers
            .use_in(&mut trunk)
            .current_dir(root())
            .env("PATH", &self.path)
            // Trunk reads this variable as the value of a flag of its own, and other tools set it to 1.
            .env_remove("NO_COLOR"))?;
        // The policies as the page loads them; their names already hold their digests.
        let huisuan = ["run", "--quiet", "--package", "huisuan-cli", "--"];
        run(cargo()
            .args(huisuan)
            .arg("export")
            .arg(to.join("data"))
            .args(["--published", PUBLISHED]))?;
        // The pages that need no script say what is in force as of today.
        run(cargo()
            .args(huisuan)
            .arg("pages")
            .arg(to)
            .args(["--day", &today::today()?]))
    }
}

/// The folder of published versions, seen from the root.
const PUBLISHED: &str = "crates/policies/published";

/// Keeps the present version of each policy for ever, in files to be committed.
pub fn publish() -> Result<()> {
    run(&mut publishing()?)
}

/// Fails where the present version of a policy is not published.
pub fn check_published() -> Result<()> {
    run(publishing()?.arg("--check"))
}

fn publishing() -> Result<Command> {
    let mut huisuan = cargo();
    huisuan.args(["run", "--quiet", "--package", "huisuan-cli", "--"]);
    huisuan.args(["publish", PUBLISHED, "--day", &today::today()?]);
    Ok(huisuan)
}

/// Builds the standard library anew with the page: for size, and without the texts of panics that nobody reads.
///
/// That takes a tenth off the module. It is an unstable feature of the compiler, which is pinned, so that what works today
/// works for everybody who builds this commit.
pub(crate) fn small_library(build: &mut Command) -> Result<()> {
    library_sources()?;
    let flags = [
        anonymous_paths()?,
        "-Zunstable-options -Cpanic=immediate-abort".to_owned(),
    ];
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    Ok(())
}

/// Flags that keep the directories of whoever builds the site out of it, so that every machine builds the same.
///
/// Cargo joins them with the flags in its configuration file.
fn anonymous_paths() -> Result<String> {
    let cargo_home = match env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => env::home_dir().context("there is no home directory")?.join(".cargo"),
    };
    let renamed = [
        (cargo_home.join("registry/src"), "crates"),
        (sysroot()?.join("lib/rustlib/src/rust"), "rust"),
        (root(), "huisuan"),
    ];
    let flags = renamed.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    // Cargo splits the value at spaces. A directory with a space in its name stays in the site.
    let flags: Vec<_> = flags.into_iter().filter(|flag| !flag.contains(' ')).collect();
    Ok(flags.join(" "))
}

/// The target directory of the workspace.
#[must_use]
pub fn target_directory() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
