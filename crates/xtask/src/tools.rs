//! The tools that cargo does not bring: pinned, and kept per user outside the clone so that every clone shares them.

use crate::shell::{cargo, output, root, run, step};
use anyhow::{Context as _, Result, bail};
use std::{
    env, fs,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    process::Command,
};

/// A tool at the one version that is known to work.
#[derive(Clone, Debug)]
pub struct Tool {
    name: &'static str,
    version: String,
    registry: Registry,
}

#[derive(Clone, Copy, Debug)]
enum Registry {
    Cargo {
        flags: &'static [&'static str],
    },
    Npm,
    /// A package that carries a compressed Chromium for machines without a desktop.
    NpmChromium,
    /// A package for the Python of the machine, with those that its version does not fix; the directory goes into
    /// `PYTHONPATH`.
    Python {
        with: &'static [&'static str],
    },
}

/// Unpacks the browser and its graphics libraries from the package, and drops the rest.
const UNPACK_CHROMIUM: &str = r#"
const { readFileSync, writeFileSync, rmSync } = require("fs");
const { brotliDecompressSync } = require("zlib");
const { execFileSync } = require("child_process");
const unpack = (name) => brotliDecompressSync(readFileSync(`node_modules/chrome-aws-lambda/bin/${name}.br`));
writeFileSync("chromium", unpack("chromium"), { mode: 0o755 });
execFileSync("tar", ["-x"], { input: unpack("swiftshader.tar"), stdio: ["pipe", "inherit", "inherit"] });
rmSync("node_modules", { recursive: true });
"#;

impl Tool {
    /// Trunk, without the features that only its own downloads need. 0.22 asks for a newer Rust.
    #[must_use]
    pub fn trunk() -> Self {
        let flags = &["--locked", "--no-default-features"];
        Self::new("trunk", "0.21.14", Registry::Cargo { flags })
    }

    /// The command line of wasm-bindgen, whose version must equal that of the crate.
    pub fn wasm_bindgen() -> Result<Self> {
        // Its lock file names a yanked package, and TLS would only serve remote web drivers.
        let flags = &["--no-default-features"];
        let version = locked_version("wasm-bindgen")?;
        Ok(Self::new("wasm-bindgen-cli", &version, Registry::Cargo { flags }))
    }

    /// wasm-opt, as WebAssembly that Node runs. The packages of distributions are too old.
    #[must_use]
    pub fn binaryen() -> Self {
        Self::new("binaryen", "132.0.0", Registry::Npm)
    }

    /// Lowers and minifies scripts and styles.
    #[must_use]
    pub fn esbuild() -> Self {
        Self::new("esbuild", "0.25.12", Registry::Npm)
    }

    /// Looks for what keeps people out who do not see, hear or point.
    #[must_use]
    pub fn axe() -> Self {
        Self::new("axe-core", "4.14.1", Registry::Npm)
    }

    /// Judges a page as a search engine's owner does.
    #[must_use]
    pub fn lighthouse() -> Self {
        Self::new("lighthouse", "12.8.2", Registry::Npm)
    }

    /// Checks licences, duplicates and sources of all dependencies.
    #[must_use]
    pub fn cargo_deny() -> Self {
        Self::new("cargo-deny", "0.20.2", Registry::Cargo { flags: &["--locked"] })
    }

    /// Changes the engine in one place at a time and runs the tests.
    #[must_use]
    pub fn cargo_mutants() -> Self {
        Self::new("cargo-mutants", "27.1.0", Registry::Cargo { flags: &["--locked"] })
    }

    /// Chromium 78, the kernel of the oldest WeChat that the site runs in.
    #[must_use]
    pub fn chromium_78() -> Self {
        Self::new("chrome-aws-lambda", "1.20.4", Registry::NpmChromium)
    }

    /// Chromium 80, the first without the fallbacks that 78 needs.
    #[must_use]
    pub fn chromium_80() -> Self {
        Self::new("chrome-aws-lambda", "2.1.1", Registry::NpmChromium)
    }

    /// Chromium 92, the kernel of many desktop browsers on office machines.
    #[must_use]
    pub fn chromium_92() -> Self {
        Self::new("chrome-aws-lambda", "10.1.0", Registry::NpmChromium)
    }

    /// What drives Firefox. Debian has no package of it.
    #[must_use]
    pub fn geckodriver() -> Self {
        Self::new("geckodriver", "0.37.1", Registry::Cargo { flags: &["--locked"] })
    }

    /// Reads scripts in one dialect of the language and refuses every other.
    #[must_use]
    pub fn acorn() -> Self {
        Self::new("acorn", "8.19.0", Registry::Npm)
    }

    /// Checks the types of a program that uses the package for npm.
    #[must_use]
    pub fn typescript() -> Self {
        Self::new("typescript", "5.9.3", Registry::Npm)
    }

    /// What the engine is measured against: `Publicodes`, of the French social services.
    #[must_use]
    pub fn publicodes() -> Self {
        Self::new("publicodes", "1.10.3", Registry::Npm)
    }

    /// What the engine is measured against: rules as JSON, in doubles.
    #[must_use]
    pub fn json_logic() -> Self {
        Self::new("json-logic-js", "2.0.5", Registry::Npm)
    }

    /// What the engine is measured against: decimals for rules written by hand.
    #[must_use]
    pub fn decimal_js() -> Self {
        Self::new("decimal.js", "10.6.0", Registry::Npm)
    }

    /// What the engine is measured against: ZEN, compiled for Node.
    #[must_use]
    pub fn zen() -> Self {
        Self::new("@gorules/zen-engine", "0.54.0", Registry::Npm)
    }

    /// What the engine is measured against: `OpenFisca`, vectors of 32-bit floats.
    #[must_use]
    pub fn openfisca() -> Self {
        let with = &["numpy==2.4.6"];
        Self::new("OpenFisca-Core", "46.0.1", Registry::Python { with })
    }

    /// The name with the version, for tables.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Apache Spark with its Python side. It needs Java 17, which is the one of Debian 12.
    #[must_use]
    pub fn spark() -> Self {
        Self::new("pyspark", "4.0.1", Registry::Python { with: &[] })
    }

    fn new(name: &'static str, version: &str, registry: Registry) -> Self {
        let version = version.to_owned();
        Self {
            name,
            version,
            registry,
        }
    }

    /// Where the tool stands once it is installed.
    pub fn directory(&self) -> Result<PathBuf> {
        Ok(cache()?.join("tools").join(self.full_name()))
    }

    fn full_name(&self) -> String {
        // The name of a package of an organisation has a slash.
        format!("{}-{}", self.name.replace('/', "-"), self.version)
    }

    /// The directory that holds the tool's executables, after installing the tool when it is missing.
    pub fn install(&self) -> Result<PathBuf> {
        let directory = self.directory()?;
        let executables = match self.registry {
            Registry::Cargo { .. } => directory.join("bin"),
            Registry::Npm => directory.join("node_modules/.bin"),
            Registry::NpmChromium | Registry::Python { .. } => directory.clone(),
        };
        let tools = cache()?.join("tools");
        fs::create_dir_all(&tools).with_context(|| format!("cannot create {}", tools.display()))?;
        // Two clones may find the same tool missing at the same time.
        let lock = fs::File::create(tools.join(format!("{}.lock", self.full_name())))?;
        lock.lock()?;
        if directory.exists() {
            return Ok(executables);
        }
        let unfinished = tools.join(format!("{}.unfinished", self.full_name()));
        let building = tools.join(format!("{}.building", self.full_name()));
        step(&self.announcement(), || match self.registry {
            Registry::Cargo { flags } => run(cargo()
                .args(["install", self.name, "--version", &self.version, "--root"])
                .arg(&unfinished)
                .args(flags)
                .arg("--no-track")
                // Someone who looks on for minutes wants to see that it goes on; a log does not.
                .args((!std::io::stderr().is_terminal()).then_some("--quiet"))
                // The installed program is a link in a chain, not a product: what counts is that it is soon there.
                // Kept between attempts, the objects let an interrupted installation go on where it was.
                .env("CARGO_TARGET_DIR", &building)
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")),
            Registry::Npm => {
                fs::create_dir_all(&unfinished)?;
                npm_install(&unfinished, &format!("{}@{}", self.name, self.version))
            }
            Registry::NpmChromium => {
                fs::create_dir_all(&unfinished)?;
                npm_install(&unfinished, &format!("{}@{}", self.name, self.version))?;
                run(Command::new("node")
                    .args(["-e", UNPACK_CHROMIUM])
                    .current_dir(&unfinished))
            }
            Registry::Python { with } => run(Command::new("python3")
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--target",
                ])
                .arg(&unfinished)
                .arg(format!("{}=={}", self.name, self.version))
                .args(with)),
        })?;
        if building.exists() {
            fs::remove_dir_all(&building)?;
        }
        fs::rename(&unfinished, &directory)?;
        Ok(executables)
    }

    fn announcement(&self) -> String {
        match self.registry {
            Registry::Cargo { .. } => format!(
                "installing {} {} with cargo, once for this user: this takes minutes",
                self.name, self.version
            ),
            Registry::Python { .. } => {
                format!("installing {} {} with pip, once for this user", self.name, self.version)
            }
            Registry::Npm | Registry::NpmChromium => {
                format!("installing {} {} with npm, once for this user", self.name, self.version)
            }
        }
    }
}

/// The directory of this project's tools: `$XDG_CACHE_HOME/huisuan`, or `~/.cache/huisuan`.
pub fn cache() -> Result<PathBuf> {
    if let Some(cache) = env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()) {
        return Ok(Path::new(&cache).join("huisuan"));
    }
    let home = env::home_dir().context("the tools are kept in the home directory, and there is none")?;
    Ok(home.join(".cache/huisuan"))
}

/// An executable on the path.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}

/// Makes sure that the standard library for WebAssembly is installed.
pub fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let libraries = output(
        Command::new("rustc")
            .args(["--print", "target-libdir", "--target", target])
            .current_dir(root()),
    )?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    step(&format!("adding the target {target} with rustup"), || {
        run(Command::new("rustup")
            .args(["target", "add", target])
            .current_dir(root()))
    })
}

/// Installs the sources of the standard library where they are missing.
pub fn library_sources() -> Result<()> {
    if sysroot()?.join("lib/rustlib/src/rust/library").exists() {
        return Ok(());
    }
    step("adding the sources of the standard library with rustup", || {
        run(Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .current_dir(root()))
    })
}

/// Where the compiler keeps its libraries.
pub fn sysroot() -> Result<PathBuf> {
    let path = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    Ok(PathBuf::from(path.trim()))
}

fn npm_install(directory: &Path, package: &str) -> Result<()> {
    // No package needs its install scripts: what they would download comes in packages of its own.
    run(Command::new("npm")
        .args([
            "install",
            "--ignore-scripts",
            "--legacy-peer-deps",
            "--no-audit",
            "--no-fund",
        ])
        .args(["--loglevel=error", "--prefix"])
        .arg(directory)
        .arg(package))
    .context("Node.js with npm is needed (https://nodejs.org)")
}

fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    if !lines.any(|line| line == name) {
        bail!("Cargo.lock does not name {package}");
    }
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock gives no version of {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_wasm_bindgen_is_the_locked_one() -> Result<()> {
        assert!(locked_version("wasm-bindgen")?.starts_with("0.2."));
        assert!(locked_version("no-such-package").is_err());
        Ok(())
    }
}
