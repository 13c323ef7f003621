//! The engine for JavaScript as a package for npm, ready to be published.

use crate::{
    engine,
    shell::{cargo, output, root},
    site::target_directory,
};
use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Types that the declarations of the module name: what is given, and what is found.
const TYPES: [&str; 2] = ["given", "found"];

/// Where the package stands.
#[must_use]
pub fn directory() -> PathBuf {
    target_directory().join("npm/huisuan")
}

/// Puts the package together around a module and its glue that are ready for old engines, and the types beside them.
pub fn package(built: &Path) -> Result<()> {
    for name in TYPES {
        fs::write(built.join(format!("{name}.d.ts")), interface(name)?)?;
    }
    let package = directory();
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(&package)?;
    let types = TYPES.map(|name| format!("{name}.d.ts"));
    let module = ["huisuan.js", "huisuan_bg.wasm"].map(str::to_owned);
    for name in module.iter().chain(&types) {
        fs::copy(built.join(name), package.join(name))?;
    }
    let declarations = fs::read_to_string(engine::directory().join("huisuan.d.ts"))?;
    // Newer than the library of types that most programs are checked with; `free()` does the same.
    let declarations = declarations.replace("    [Symbol.dispose](): void;\n", "");
    fs::write(package.join("huisuan.d.ts"), declarations)?;
    let source = root().join("crates/wasm/npm");
    for name in ["README.md", "browser.js", "index.d.ts", "node.js"] {
        fs::copy(source.join(name), package.join(name))?;
    }
    fs::copy(root().join("LICENSE"), package.join("LICENSE"))?;
    let description = fs::read_to_string(source.join("package.json"))?;
    let description = description.replace("{version}", env!("CARGO_PKG_VERSION"));
    fs::write(package.join("package.json"), description)?;
    fs::write(package.join("data.json"), interface("data")?)?;
    Ok(())
}

fn interface(what: &str) -> Result<String> {
    let example = ["--features", "schema", "--example", "interface"];
    output(
        cargo()
            .args(["run", "--quiet", "--package", "huisuan-wasm"])
            .args(example)
            .args(["--", what]),
    )
}
