//! What the crates and the functions of the page weigh, told from a build that keeps their names.

use crate::{
    bindgen::Wrappers,
    dist, shell,
    site::{self, target_directory},
    tools::Tool,
};
use anyhow::Result;
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::PathBuf,
};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// So many functions are printed.
const LARGEST: usize = 10;

/// Crates whose generic code counts for the crate that it is made for.
const GENERIC: [&str; 5] = ["core", "alloc", "std", "hashbrown", "indexmap"];

/// A function: its name, and how many bytes its body takes.
type Function = (String, usize);

/// Prints the crates and the largest functions.
pub fn report() -> Result<()> {
    let module = shell::step("building the page with names", named_module)?;
    let functions = functions(&fs::read(module)?)?;
    let whole: usize = functions.iter().map(|(_, size)| size).sum();
    let mut crates = BTreeMap::new();
    for (name, size) in &functions {
        *crates.entry(crate_of(name).to_owned()).or_default() += size;
    }
    println!(
        "code of the page: {whole} bytes before it is packed, {} functions",
        functions.len()
    );
    println!("\nall crates; generic code counts for the crate that it is made for");
    print(crates.into_iter().collect(), usize::MAX, whole);
    println!("\nthe largest functions, with what was put into them");
    print(functions, LARGEST, whole);
    Ok(())
}

fn print(mut weighed: Vec<Function>, most: usize, whole: usize) {
    weighed.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    for (name, size) in weighed.iter().take(most) {
        let tenths = size * 1000 / whole.max(1);
        let share = format!("{}.{} %", tenths / 10, tenths % 10);
        println!("{size:>9} {share:>7}  {}", without_digests(name));
    }
}

/// The module of the page as `dist` has it, but with the names of its functions.
fn named_module() -> Result<PathBuf> {
    let directory = target_directory().join("named");
    let mut build = shell::cargo();
    build
        .args(["build", "--quiet", "--profile", "page", "--package", "huisuan-web"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_DIR", &directory)
        .env("CARGO_PROFILE_PAGE_STRIP", "false");
    site::small_library(&mut build)?;
    shell::run(&mut build)?;
    let module = directory.join("wasm32-unknown-unknown/page/huisuan-web.wasm");
    let options = ["--target", "web", "--no-typescript", "--out-name", "page"];
    Wrappers::new()?.bind(&module, &options, &directory)?;
    let module = directory.join("page_bg.wasm");
    let wasm_opt = Tool::binaryen().install()?.join("wasm-opt");
    dist::lower(&module, &wasm_opt, dist::Names::Kept, dist::Aim::Size)?;
    Ok(module)
}

/// The functions of a module that has names.
fn functions(module: &[u8]) -> Result<Vec<Function>> {
    let mut imported = 0;
    let mut names = HashMap::new();
    let mut sizes = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(sections) = section.as_known() else {
                    continue;
                };
                for section in sections {
                    let Name::Function(functions) = section? else {
                        continue;
                    };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    // Imports are numbered first. What the optimiser has added has no name.
    let functions = (imported..).zip(sizes);
    Ok(functions
        .map(|(index, size)| (names.remove(&index).unwrap_or_default(), size))
        .collect())
}

/// The crate that a function is of. In names each crate stands with its digest: `core[0123456789abcdef]::fmt`.
fn crate_of(name: &str) -> &str {
    let mut crates = name.match_indices('[').filter_map(|(at, _)| {
        let (before, digest) = (name.get(..at)?, name.get(at + 1..at + 17)?);
        let is_crate = digest.bytes().all(|byte| byte.is_ascii_hexdigit()) && name.get(at + 17..)?.starts_with(']');
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        is_crate.then(|| before.rsplit(|c| !letter(c)).next().unwrap_or_default())
    });
    let first = crates.next().unwrap_or("others");
    if GENERIC.contains(&first) {
        crates.find(|name| !GENERIC.contains(name)).unwrap_or(first)
    } else {
        first
    }
}

/// A name without the digests of its crates.
fn without_digests(name: &str) -> String {
    let mut parts = name.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((digest, rest)) if digest.len() == 16 => text.push_str(rest),
            _ => {
                text.push('[');
                text.push_str(part);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const DROP: &str = "core[41e8cac7c704ab21]::ptr::drop_in_place::<[yew[0123456789abcdef]::VNode; 2]>";

    #[test]
    fn generic_code_counts_for_the_crate_that_it_is_made_for() {
        assert_eq!(crate_of(DROP), "yew");
        assert_eq!(crate_of("<core[41e8cac7c704ab21]::fmt::Formatter>::pad"), "core");
        assert_eq!(
            crate_of("huisuan_web[41e8cac7c704ab21]::page::<alloc[0123456789abcdef]::String>"),
            "huisuan_web"
        );
        assert_eq!(crate_of("main"), "others");
    }

    #[test]
    fn only_digests_go_from_names() {
        assert_eq!(without_digests(DROP), "core::ptr::drop_in_place::<[yew::VNode; 2]>");
    }
}
