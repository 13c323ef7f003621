//! `cargo xtask oracle`: random requests, answered by the independent implementation in Python and by the engine.

use crate::shell::{cargo, root, run, step};
use anyhow::{Context as _, Result, bail};
use flate2::{Compression, GzBuilder};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

/// What is asked and where the answers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many requests.
    pub count: u32,
    /// The same seed and count give the same requests.
    pub seed: String,
    /// Whether the answers replace those that are kept, once the engine agrees.
    pub write: bool,
}

impl Options {
    /// Reads `--count N`, `--seed S` and `--write`, in any order. What is kept has 27,000 requests of seed 1.
    pub fn read(arguments: &[&str]) -> Result<Self> {
        let mut options = Self {
            count: 27_000,
            seed: "1".to_owned(),
            write: false,
        };
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .copied()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match argument {
                "--count" => options.count = value()?.parse()?,
                "--seed" => value()?.clone_into(&mut options.seed),
                "--write" => options.write = true,
                _ => bail!("unknown argument {argument}; known are --count N, --seed S, --write"),
            }
        }
        Ok(options)
    }
}

/// Generates, replays, and keeps the answers where that is wanted.
pub fn oracle(options: &Options) -> Result<()> {
    let folder = root().join("target/oracle");
    fs::create_dir_all(&folder)?;
    let corpus = folder.join("corpus.jsonl");
    step(&format!("{} requests of seed {}", options.count, options.seed), || {
        generate(options, &corpus)
    })?;
    step("replay", || {
        run(cargo()
            .args(["test", "--quiet", "--package", "huisuan-tests", "--test", "oracle"])
            .env("HUISUAN_ORACLE", &corpus))
    })?;
    if options.write {
        step("keep", || pack(&corpus, &root().join("tests/oracle/corpus.jsonl.gz")))?;
    }
    Ok(())
}

fn generate(options: &Options, corpus: &Path) -> Result<()> {
    let output = File::create(corpus)?;
    run(Command::new("python3")
        .arg(root().join("tests/oracle"))
        .args(["--count", &options.count.to_string(), "--seed", &options.seed])
        .stdout(Stdio::from(output)))
    .context("the oracle did not answer; it needs Python 3.11 or later as `python3`")
}

/// Compresses a file of lines; the same lines give the same bytes. Sorted, alike ones stand together and take less room.
fn pack(from: &Path, to: &Path) -> Result<()> {
    let text = fs::read_to_string(from)?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    let mut packed = GzBuilder::new().write(File::create(to)?, Compression::best());
    for line in lines {
        writeln!(packed, "{line}")?;
    }
    packed.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_come_in_any_order() {
        let options = Options::read(&["--write", "--seed", "x", "--count", "7"]).unwrap();
        let wanted = Options {
            count: 7,
            seed: "x".to_owned(),
            write: true,
        };
        assert_eq!(options, wanted);
        assert!(Options::read(&["--count"]).is_err());
        assert!(Options::read(&["--sed", "1"]).is_err());
    }
}
