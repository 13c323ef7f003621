//! Keeping WebAssembly modules within what old engines run.

use anyhow::{Context as _, Result};
use wasmparser::{BinaryReader, Parser, Payload, Validator, WasmFeatures};

/// The section in which the compiler notes what the engine must know.
const TARGET_FEATURES: &str = "target_features";

/// Takes names off the list of features that a module says it uses.
///
/// wasm-bindgen reads that list to decide which glue to write. The standard library is built with features that our
/// own code is compiled without, and brings their names into the list although nothing uses them. Removing the whole
/// list does not work: wasm-bindgen then looks for functions that are not there.
pub fn without_features(module: &[u8], unwanted: &[&str]) -> Result<Vec<u8>> {
    let mut rewritten = Vec::with_capacity(module.len());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("not a readable WebAssembly module")?;
        if let Payload::Version { range, .. } = &payload {
            rewritten.extend_from_slice(part(module, range.start, range.end)?);
        }
        let Some((id, range)) = payload.as_section() else {
            continue;
        };
        let contents = match &payload {
            Payload::CustomSection(section) if section.name() == TARGET_FEATURES => {
                &*features_section(section.data(), unwanted)?
            }
            _ => part(module, range.start, range.end)?,
        };
        rewritten.push(id);
        push_bytes(&mut rewritten, contents)?;
    }
    Ok(rewritten)
}

/// Checks that a module uses nothing that WebAssembly did not have at its beginning, but for exported globals.
pub fn validate(module: &[u8]) -> Result<()> {
    let features = WasmFeatures::MUTABLE_GLOBAL | WasmFeatures::FLOATS;
    Validator::new_with_features(features)
        .validate_all(module)
        .context("the module uses what old engines do not know")?;
    Ok(())
}

fn part(module: &[u8], start: u64, end: u64) -> Result<&[u8]> {
    module
        .get(usize::try_from(start)?..usize::try_from(end)?)
        .context("a section ends behind its module")
}

fn features_section(data: &[u8], unwanted: &[&str]) -> Result<Vec<u8>> {
    let mut reader = BinaryReader::new(data, 0);
    let mut kept = Vec::new();
    for _ in 0..reader.read_var_u32()? {
        let (sign, name) = (reader.read_u8()?, reader.read_string()?);
        if !unwanted.contains(&name) {
            kept.push((sign, name));
        }
    }
    let mut contents = Vec::new();
    push_bytes(&mut contents, TARGET_FEATURES.as_bytes())?;
    push_number(&mut contents, u32::try_from(kept.len())?);
    for (sign, name) in kept {
        contents.push(sign);
        push_bytes(&mut contents, name.as_bytes())?;
    }
    Ok(contents)
}

/// Writes a length and as many bytes.
fn push_bytes(to: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    push_number(to, u32::try_from(bytes.len())?);
    to.extend_from_slice(bytes);
    Ok(())
}

/// Writes a number in groups of seven bits, least significant first, as the format wants it.
fn push_number(to: &mut Vec<u8>, mut number: u32) {
    loop {
        let [group, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            to.push(group & 0x7f);
            return;
        }
        to.push(group | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, contents) in sections {
            module.push(*id);
            push_bytes(&mut module, contents).expect("short");
        }
        module
    }

    #[test]
    fn only_the_unwanted_names_go() {
        let memory: (u8, &[u8]) = (5, &[1, 0, 1]);
        let before = module(&[memory, (0, b"\x0ftarget_features\x02+\x04simd+\x0amultivalue")]);
        let after = module(&[memory, (0, b"\x0ftarget_features\x01+\x04simd")]);
        assert_eq!(without_features(&before, &["multivalue"]).expect("readable"), after);
        assert_eq!(without_features(&before, &[]).expect("readable"), before);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(without_features(b"<html>", &[]).is_err());
    }

    #[test]
    fn a_long_length_takes_several_groups() {
        let mut bytes = Vec::new();
        push_number(&mut bytes, 624_485);
        assert_eq!(bytes, [0xe5, 0x8e, 0x26]);
    }

    #[test]
    fn later_features_are_refused() {
        // One function type with two results, which needs multivalue.
        let several_results = module(&[(1, &[1, 0x60, 0, 2, 0x7f, 0x7f])]);
        let one_result = module(&[(1, &[1, 0x60, 0, 1, 0x7f])]);
        assert!(validate(&several_results).is_err());
        assert!(validate(&one_result).is_ok());
    }
}
