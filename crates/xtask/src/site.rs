//! Building the site with Trunk, the same way for `serve` and for `dist`.

use crate::{
    shell::{root, run},
    tools::{Tool, wasm_target},
    wasm,
};
use anyhow::{Context as _, Result};
use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The names that the standard library puts into the module's list of features although nothing uses them.
const UNUSED_FEATURES: [&str; 2] = ["reference-types", "multivalue"];

/// The program that the wrapper below stands in front of.
const REAL_BINDGEN: &str = "HUISUAN_WASM_BINDGEN";

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
    real_bindgen: PathBuf,
}

impl Builder {
    /// Installs what is missing.
    pub fn new() -> Result<Self> {
        wasm_target()?;
        let bindgen = Tool::wasm_bindgen()?.install()?;
        let real_bindgen = bindgen
            .join("wasm-bindgen")
            .with_extension(env::consts::EXE_EXTENSION);
        let directories = [wrapper_directory()?, Tool::trunk().install()?];
        let rest = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(directories.into_iter().chain(env::split_paths(&rest)))?;
        Ok(Self { path, real_bindgen })
    }

    /// Builds the site into a directory, which holds nothing else afterwards.
    pub fn build(&self, profile: Profile, to: &Path) -> Result<()> {
        let mut trunk = Command::new("trunk");
        trunk.args(["build", "--log", "warn", "--dist"]).arg(to);
        if profile == Profile::Release {
            trunk.arg("--release");
            trunk.env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                anonymous_paths()?,
            );
        }
        run(trunk
            .current_dir(root())
            .env("PATH", &self.path)
            .env(REAL_BINDGEN, &self.real_bindgen)
            // Trunk reads this variable as the value of a flag of its own, and other tools set it to 1.
            .env_remove("NO_COLOR"))?;
        run(Command::new("cargo")
            .args(["run", "--quiet", "--package", "huisuan-policies", "--example", "export", "--"])
            .arg(to.join("data"))
            .current_dir(root()))
    }
}

/// Flags that keep the directories of whoever builds the site out of it, so that every machine builds the same.
///
/// Cargo joins them with the flags in its configuration file.
fn anonymous_paths() -> Result<String> {
    let cargo_home = match env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => env::home_dir()
            .context("there is no home directory")?
            .join(".cargo"),
    };
    let renamed = [
        (cargo_home.join("registry/src"), "crates"),
        (root(), "huisuan"),
    ];
    let flags =
        renamed.map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    // Cargo splits the value at spaces. A directory with a space in its name stays in the site.
    let flags: Vec<_> = flags
        .into_iter()
        .filter(|flag| !flag.contains(' '))
        .collect();
    Ok(flags.join(" "))
}

/// Whether this program was started under the name of wasm-bindgen.
#[must_use]
pub fn is_bindgen_wrapper() -> bool {
    env::args_os()
        .next()
        .is_some_and(|name| Path::new(&name).file_stem() == Some(OsStr::new("wasm-bindgen")))
}

/// Hides the unused features from wasm-bindgen, then runs it.
///
/// Trunk offers no hook between the compiler and wasm-bindgen, but takes the wasm-bindgen that it finds first.
pub fn bindgen_wrapper() -> Result<()> {
    let real = env::var_os(REAL_BINDGEN)
        .with_context(|| format!("{REAL_BINDGEN} does not say where wasm-bindgen is"))?;
    let mut command = Command::new(real);
    for argument in env::args_os().skip(1) {
        let path = Path::new(&argument);
        if path.extension() == Some(OsStr::new("wasm")) && path.is_file() {
            let module = wasm::without_features(&fs::read(path)?, &UNUSED_FEATURES)?;
            let rewritten = path.with_extension("old-engines.wasm");
            fs::write(&rewritten, module)?;
            command.arg(rewritten);
        } else {
            command.arg(argument);
        }
    }
    run(&mut command)
}

/// A directory that holds this program under the name of wasm-bindgen.
fn wrapper_directory() -> Result<PathBuf> {
    let directory = target_directory().join("xtask/bin");
    fs::create_dir_all(&directory)?;
    let wrapper = directory
        .join("wasm-bindgen")
        .with_extension(env::consts::EXE_EXTENSION);
    // Another build may be running the wrapper: it keeps the file that it opened.
    let unfinished = wrapper.with_extension("unfinished");
    fs::copy(env::current_exe()?, &unfinished)?;
    fs::rename(unfinished, &wrapper)?;
    Ok(directory)
}

/// The target directory of the workspace.
#[must_use]
pub fn target_directory() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
