//! What is linked into the page, as a bill of materials in the format of `CycloneDX`.

use crate::shell::{cargo, output, root};
use anyhow::{Context as _, Result, ensure};
use std::{collections::BTreeSet, fmt::Write as _, fs};

/// The crates of the page without those that only run while it is compiled.
const TREE: [&str; 11] = [
    "tree",
    "--package",
    "huisuan-web",
    "--target",
    "wasm32-unknown-unknown",
    "--edges",
    "normal,no-proc-macro",
    "--prefix",
    "none",
    "--format",
    "{p}|{l}",
];

/// The bill as JSON. It holds neither times nor random numbers, so that the same page has the same bill.
pub(super) fn bill() -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let tree = output(cargo().args(TREE))?;
    // What was listed before is listed again with a mark.
    let lines: BTreeSet<_> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let mut own = String::new();
    let mut components = Vec::new();
    for line in lines {
        let (name, version, licence) = parts(line).with_context(|| format!("cargo tree says {line}"))?;
        let licence = licence.replace(" / ", "/").replace('/', " OR ");
        let mut component = format!(
            "{{\"type\":\"library\",\"bom-ref\":\"{name}@{version}\",\"name\":\"{name}\",\"version\":\"{version}\",\
             \"licenses\":[{{\"expression\":\"{licence}\"}}],\"purl\":\"pkg:cargo/{name}@{version}\""
        );
        if let Some(checksum) = checksum(&lock, name, version) {
            write!(
                component,
                ",\"hashes\":[{{\"alg\":\"SHA-256\",\"content\":\"{checksum}\"}}]"
            )?;
        }
        component.push('}');
        if name == "huisuan-web" {
            own = component.replace("\"type\":\"library\"", "\"type\":\"application\"");
        } else {
            components.push(component);
        }
    }
    ensure!(!own.is_empty(), "cargo tree does not name the page itself");
    let library = output(cargo().args(["--version"]))?;
    let version = library.split(' ').nth(1).context("cargo says no version")?;
    components.push(format!(
        "{{\"type\":\"library\",\"bom-ref\":\"rust-std@{version}\",\"name\":\"rust-std\",\"version\":\"{version}\",\
         \"licenses\":[{{\"expression\":\"MIT OR Apache-2.0\"}}]}}"
    ));
    Ok(format!(
        "{{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"version\":1,\"metadata\":{{\"component\":{own}}},\
         \"components\":[\n{}\n]}}\n",
        components.join(",\n")
    ))
}

/// Name, version and licence of a line such as `time v0.3.55|MIT OR Apache-2.0`; ours have a path behind the version.
fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    Some((words.next()?, words.next()?.strip_prefix('v')?, licence))
}

/// The digest of a crate as the registry delivers it.
fn checksum<'a>(lock: &'a str, name: &str, version: &str) -> Option<&'a str> {
    let head = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let entry = lock.split("\n\n").find(|entry| entry.contains(&head))?;
    entry.split_once("checksum = \"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_what_it_is_built_of_are_named() -> Result<()> {
        let bill = bill()?;
        assert!(bill.contains("\"type\":\"application\",\"bom-ref\":\"huisuan-web@"));
        for name in ["yew", "rust_decimal", "huisuan-rules", "rust-std"] {
            assert!(bill.contains(&format!("\"name\":\"{name}\"")), "{name}");
        }
        // Macros run where the page is compiled, and are not part of it.
        assert!(!bill.contains("\"name\":\"syn\""));
        assert!(!bill.contains('|'), "{bill}");
        Ok(())
    }

    #[test]
    fn digests_are_those_of_the_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\nchecksum = \"0f\"\n";
        assert_eq!(checksum(lock, "b", "2.0.0"), Some("0f"));
        assert_eq!(checksum(lock, "a", "1.0.0"), None);
        assert_eq!(checksum(lock, "b", "1.0.0"), None);
    }
}
