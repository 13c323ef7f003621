//! `cargo xtask dist`: the site as it is put on a server.

mod dialect;
mod headers;
mod list;
mod offline;
mod preload;
mod sbom;
mod single;
mod zip;

use crate::{
    engine, npm,
    shell::{root, run, step},
    site::{self, Builder, Profile, target_directory},
    tools::Tool,
    wasm,
};
use anyhow::{Context as _, Result, bail, ensure};
use data_encoding::HEXLOWER;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};
use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// The oldest engines that the site runs in: the kernel of WeChat 7.0.13, and iOS 13.
const TARGETS: &str = "--target=chrome78,safari13";

/// What WebAssembly did not have at its beginning.
const LATER_FEATURES: [&str; 6] = [
    "--disable-saturating-float-to-int",
    "--disable-sign-extension",
    "--disable-simd",
    "--disable-multi-value",
    "--disable-bulk-memory",
    "--disable-reference-types",
];

/// Node brings the compressor that web servers use.
const BROTLI: &str = r#"
const { readFileSync, writeFileSync } = require("fs");
const { brotliCompressSync } = require("zlib");
for (const file of process.argv.slice(1)) {
  const plain = readFileSync(file);
  const compressed = brotliCompressSync(plain);
  if (compressed.length < plain.length) writeFileSync(`${file}.br`, compressed);
}
"#;

/// The module that computes tables, where the time of a hundred thousand rows counts and not the bytes.
const OF_TABLES: &str = "batch/table_bg.wasm";

/// Makes a module small. A function that is called once stays one: in a body of tens of kilobytes most variables have
/// numbers of two bytes, and gzip finds less that repeats.
const SMALL: [&str; 2] = ["-Oz", "--one-caller-inline-max-function-size=0"];

/// A script for browsers so old that nothing may touch its dialect.
const UNTOUCHED: &str = "old-browser.js";

/// Where the finished site stands.
#[must_use]
pub fn directory() -> PathBuf {
    root().join("dist")
}

/// Builds the site for old and new engines, with names that change with the contents.
pub fn dist() -> Result<()> {
    let builder = Builder::new()?;
    let wasm_opt = Tool::binaryen().install()?.join("wasm-opt");
    let esbuild = Tool::esbuild().install()?.join("esbuild");
    let site = target_directory().join("site/release");
    step("building the site", || builder.build(Profile::Release, &site))?;
    step("building the engine for JavaScript", || {
        engine::build()?;
        copy_directory(&engine::directory(), &site.join("engine"))
    })?;
    step("building the modules of the page of tables", || {
        engine::build_for_workers(Profile::Release, &site.join("batch"))
    })?;
    step("lowering and shrinking it", || {
        bundle_styles(&site, &esbuild)?;
        for file in files(&site)? {
            match file.extension().and_then(OsStr::to_str) {
                Some("wasm") if file.ends_with(OF_TABLES) => lower(&file, &wasm_opt, Names::Dropped, Aim::Time)?,
                Some("wasm") => lower(&file, &wasm_opt, Names::Dropped, Aim::Size)?,
                Some("js") if !file.ends_with(UNTOUCHED) => lower_script(&file, &esbuild)?,
                _ => {}
            }
        }
        npm::package(&site.join("engine"))?;
        let single = single::page(&site, &esbuild)?;
        hash_names(&site)?;
        preload::name_data(&site)?;
        offline::complete(&site)?;
        fs::write(site.join("huisuan.html"), single)?;
        let mut scripts = files(&site)?;
        scripts.retain(|file| file.extension() == Some(OsStr::new("js")));
        dialect::check(&scripts)
    })?;
    step("packing it", || {
        compress(&files(&site)?)?;
        headers::write(&site)?;
        fs::write(site.join("hosting/sbom.cdx.json"), sbom::bill()?)?;
        list::write(&site)
    })?;
    let dist = directory();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    copy_directory(&site, &dist)?;
    let archive = target_directory().join("site/huisuan.zip");
    zip::pack(&dist, "huisuan", &archive)?;
    // A site to look at may hold what is not published; one that is put on a server should not.
    if let Err(error) = site::check_published() {
        eprintln!("  WARNING: {error:#}");
    }
    eprintln!("  the site is in {} and in {}", dist.display(), archive.display());
    Ok(())
}

/// Style sheets that pages name; each imports the others that it needs.
const STYLES: [&str; 3] = ["main.css", "clauses.css", "batch.css"];

/// Joins each style sheet with those that it imports, in place of the directory of all.
fn bundle_styles(site: &Path, esbuild: &Path) -> Result<()> {
    let (styles, bundles) = (site.join("styles"), site.join("bundles"));
    fs::create_dir(&bundles)?;
    for name in STYLES {
        run(Command::new(esbuild)
            .arg(styles.join(name))
            .args([
                "--bundle",
                "--minify",
                "--log-level=warning",
                "--loader:.svg=dataurl",
                TARGETS,
            ])
            .arg(outfile(&bundles.join(name))))?;
    }
    fs::remove_dir_all(&styles)?;
    fs::rename(bundles, styles)?;
    Ok(())
}

fn lower_script(file: &Path, esbuild: &Path) -> Result<()> {
    run(Command::new(esbuild)
        .arg(file)
        .args([
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            "--allow-overwrite",
            TARGETS,
        ])
        .arg(outfile(file)))
}

/// Whether the names of functions stay in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Kept,
    Dropped,
}

/// What a module is optimised for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    Size,
    Time,
}

/// Replaces the instructions that old engines lack, and optimises.
pub(crate) fn lower(file: &Path, wasm_opt: &Path, names: Names, aim: Aim) -> Result<()> {
    let names = (names == Names::Kept).then_some("--debuginfo");
    let aim = match aim {
        Aim::Size => &SMALL[..],
        Aim::Time => &["-O3"],
    };
    run(Command::new(wasm_opt)
        .arg(file)
        .args(names)
        // What the compiler may have used, although the list of it does not survive until here.
        .args([
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
        ])
        .args(["--enable-mutable-globals"])
        .args(["--signext-lowering", "--llvm-nontrapping-fptoint-lowering"])
        .args(["--llvm-memory-copy-fill-lowering"])
        .args(aim)
        .args([
            // The stack ends at address 0 and never comes that far: an offset from a pointer can stand in the instruction.
            "--low-memory-unused",
            "--strip-producers",
            "--strip-target-features",
            "-o",
        ])
        .arg(file))?;
    wasm::validate(&fs::read(file)?).with_context(|| file.display().to_string())
}

/// Has a second reader of WebAssembly, the one of the standard's authors, check the finished module without every feature
/// that was added to the format later and can be switched off, but for exported globals.
pub fn read_module_as_old_browsers_do() -> Result<()> {
    let modules: Vec<_> = files(&directory())?
        .into_iter()
        .filter(|file| file.extension() == Some(OsStr::new("wasm")))
        .collect();
    ensure!(!modules.is_empty(), "the site has no module");
    modules
        .iter()
        .try_for_each(|module| run(Command::new("wasm-validate").args(LATER_FEATURES).arg(module)))
}

/// Gives every file that a page names a name that changes with its contents, so that it may be cached for ever.
///
/// What only scripts ask for keeps its name, because the scripts know it.
fn hash_names(site: &Path) -> Result<()> {
    let (pages, others): (Vec<_>, Vec<_>) = files(site)?
        .into_iter()
        .partition(|file| file.extension() == Some(OsStr::new("html")));
    let mut texts = pages.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    for file in others {
        let name = relative(site, &file)?;
        if !texts.iter().any(|text| named(text, &name)) {
            continue;
        }
        let digest = hex(&Sha256::digest(fs::read(&file)?));
        // Long enough to tell any two versions of a file apart.
        let hash = digest.get(..16).context("a digest is longer")?;
        let (stem, extension) = name
            .rsplit_once('.')
            .context("a file without an extension is named by a page")?;
        let hashed = format!("{stem}-{hash}.{extension}");
        fs::rename(&file, site.join(&hashed))?;
        for text in &mut texts {
            *text = text.replace(&reference(&name), &reference(&hashed));
        }
    }
    for (page, text) in pages.iter().zip(texts) {
        fs::write(page, text)?;
    }
    Ok(())
}

/// Whether a page names a file.
fn named(page: &str, name: &str) -> bool {
    page.contains(&reference(name))
}

fn reference(name: &str) -> String {
    format!("/{name}\"")
}

/// A digest as it is written.
fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// Writes compressed copies beside the files that compress, for servers that hand out such copies.
fn compress(files: &[PathBuf]) -> Result<()> {
    for file in files {
        let plain = fs::read(file)?;
        let compressed = gzip(&plain)?;
        if compressed.len() < plain.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(".gz");
            fs::write(name, compressed)?;
        }
    }
    run(Command::new("node").args(["-e", BROTLI]).args(files))
}

/// As `gzip -9` does it.
pub fn gzip(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

/// All files below a directory, in the order of their names.
pub fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(directory)
        .with_context(|| format!("cannot list {}", directory.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// A path below the site as it stands in an address.
fn relative(site: &Path, file: &Path) -> Result<String> {
    let parts: Option<Vec<_>> = file.strip_prefix(site)?.iter().map(OsStr::to_str).collect();
    match parts {
        Some(parts) => Ok(parts.join("/")),
        None => bail!("{} is not named in Unicode", file.display()),
    }
}

fn outfile(file: &Path) -> std::ffi::OsString {
    let mut flag = std::ffi::OsString::from("--outfile=");
    flag.push(file);
    flag
}

/// Copies all files below a directory to another one.
pub fn copy_directory(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(file, copy)?;
    }
    Ok(())
}
