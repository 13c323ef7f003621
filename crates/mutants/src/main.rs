//! Mutation testing: the engine is changed in one place at a time, and a test should notice.
//!
//! cargo-mutants says which changes there are, and builds the engine anew for each of them; of thousands that takes days. Here all of them
//! are woven into one copy of the engine, in which the one that is asked for takes effect. It is built once; each change is then shown
//! to the tests that come by it, which takes less than a second. What cannot be woven in is counted and left.

mod build;
mod change;
mod report;
mod trial;
mod weave;

use anyhow::{Result, bail, ensure};
use change::Change;
use huisuan_xtask::{shell::step, site::target_directory};
use report::Known;
use std::{collections::BTreeSet, env, fs, path::Path};
use trial::Outcome;

/// How many changes are tried before what was learned is kept.
const AT_ONCE: usize = 200;

/// What is wanted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    /// Only what no test has noticed yet.
    missed: bool,
    /// Only the table.
    report: bool,
    /// Only these files, or directories; all where there are none.
    files: Vec<String>,
}

impl Options {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--missed" => options.missed = true,
                "--report" => options.report = true,
                flag if flag.starts_with('-') => {
                    bail!("unknown argument {flag}; known are --missed, --report and files")
                }
                _ => options.files.push(argument),
            }
        }
        Ok(options)
    }

    fn wants(&self, file: &str) -> bool {
        self.files.is_empty() || self.files.iter().any(|wanted| file.starts_with(wanted.as_str()))
    }
}

fn main() -> Result<()> {
    let options = Options::read(env::args().skip(1))?;
    let directory = target_directory().join("mutants");
    fs::create_dir_all(&directory)?;
    let kept = directory.join("outcomes.tsv");
    let mut known = report::read(&kept)?;
    let changes = change::all()?;
    if !options.report {
        let unnoticed = |change: &Change| matches!(known.get(&change.name), None | Some(Known::Tried(Outcome::Missed)));
        let is_wanted = |change: &Change| options.wants(&change.file) && (!options.missed || unnoticed(change));
        let wanted = (1..).zip(&changes).filter(|(_, change)| is_wanted(change));
        let wanted: BTreeSet<usize> = wanted.map(|(id, _)| id).collect();
        ensure!(!wanted.is_empty(), "there is no such change");
        learn(&changes, &wanted, &directory, |learned| {
            let named = learned.into_iter().map(|(id, one)| (changes[id - 1].name.clone(), one));
            known.extend(named);
            report::write(&kept, &known)
        })?;
    }
    print!("{}", report::table(&changes, &known));
    Ok(())
}

/// Finds out what becomes of some changes, and tells so each time that some more are known.
fn learn(
    changes: &[Change],
    wanted: &BTreeSet<usize>,
    directory: &Path,
    mut tell: impl FnMut(Vec<(usize, Known)>) -> Result<()>,
) -> Result<()> {
    let built = step("weaving all changes into a copy of the engine, and building it", || {
        build::build(changes)
    })?;
    let unwoven = built.unwoven.iter().filter(|(id, _)| wanted.contains(id));
    tell(unwoven.map(|(id, why)| (*id, Known::Unwoven(*why))).collect())?;
    let tests = step("running each test alone", || trial::measure(&built.binaries, directory))?;
    let is_woven = |id: &usize| !built.unwoven.contains_key(id);
    let woven: Vec<usize> = wanted.iter().copied().filter(is_woven).collect();
    for (at, some) in woven.chunks(AT_ONCE).enumerate() {
        let from = at * AT_ONCE + 1;
        let what = format!("showing changes {from} to {} of {}", from + some.len() - 1, woven.len());
        let outcomes = step(&what, || trial::attempt(some, &built.binaries, &tests))?;
        tell(outcomes.into_iter().map(|(id, one)| (id, Known::Tried(one))).collect())?;
    }
    Ok(())
}
