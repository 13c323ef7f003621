//! Mutation testing: the engine is changed in one place at a time, and a test should notice.
//!
//! A change is shown first to the tests that stand nearest to it; what they do not notice, to all tests of the engine. What
//! no test can notice is left out in `.cargo/mutants.toml`, with the reason.

use crate::{
    shell::{cargo, output, root, step},
    site::target_directory,
    tools::Tool,
};
use anyhow::{Context as _, Result, bail, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The tests for the files of some directories.
struct Suite {
    name: &'static str,
    package: &'static str,
    /// Modules of the package, or none for those that no other suite of the package has.
    modules: &'static [&'static str],
    nearest: Tests,
    /// Asked about what the nearest do not notice.
    all: Option<Tests>,
}

/// Targets of packages, as cargo is told of them.
#[derive(Clone, Copy)]
struct Tests {
    packages: &'static str,
    targets: &'static [&'static str],
}

const ENGINE: Tests = Tests {
    packages: "huisuan-rules,huisuan-policies,huisuan-text,huisuan-wasm,huisuan-tests",
    targets: &[
        "--lib",
        "--test=documents",
        "--test=phrase",
        "--test=cases",
        "--test=properties",
        "--test=boundaries",
        "--test=packs",
        "--test=oracle",
    ],
};

const SUITES: [Suite; 4] = [
    Suite {
        name: "values",
        package: "huisuan-rules",
        modules: &[
            "exact", "money", "rate", "date", "term", "capitals", "contract", "schedule", "typed",
        ],
        nearest: Tests {
            packages: "huisuan-rules",
            targets: &["--lib"],
        },
        all: Some(ENGINE),
    },
    Suite {
        name: "phrase",
        package: "huisuan-rules",
        modules: &["phrase"],
        nearest: Tests {
            packages: "huisuan-rules",
            targets: &["--lib", "--test=phrase"],
        },
        all: Some(ENGINE),
    },
    Suite {
        name: "assessment",
        package: "huisuan-rules",
        modules: &[],
        nearest: Tests {
            packages: "huisuan-tests",
            targets: &["--test=cases", "--test=properties", "--test=boundaries"],
        },
        all: Some(ENGINE),
    },
    Suite {
        name: "text",
        package: "huisuan-text",
        modules: &[],
        nearest: Tests {
            packages: "huisuan-text",
            targets: &["--tests"],
        },
        all: None,
    },
];

/// How many random cases each property is tried with: many changes are caught by the first.
const FEW_CASES: &str = "16";
const MANY_CASES: &str = "256";

/// A change that does not come to an end is stopped after so many seconds.
const TIMEOUT: &str = "40";

/// What is run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    suites: Vec<String>,
    shard: Option<(u32, u32)>,
    files: Vec<String>,
}

impl Options {
    /// Reads names of suites, `--shard K/N` (K from 0), and files behind `--`.
    pub fn read(arguments: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            match argument {
                "--shard" => {
                    let shard = arguments.next().and_then(|shard| shard.split_once('/'));
                    let (part, of) = shard.context("--shard needs K/N")?;
                    let (part, of) = (part.parse()?, of.parse()?);
                    ensure!(part < of, "shards are counted from 0: there is no {part} of {of}");
                    options.shard = Some((part, of));
                }
                "--" => options.files.extend(arguments.by_ref().map(ToString::to_string)),
                name if SUITES.iter().any(|suite| suite.name == name) => options.suites.push(name.to_owned()),
                _ => bail!("unknown argument {argument}; known are {} and --shard K/N", names()),
            }
        }
        Ok(options)
    }

    fn wants(&self, suite: &Suite) -> bool {
        self.suites.is_empty() || self.suites.iter().any(|name| name == suite.name)
    }

    /// The name under which the outcomes are kept.
    fn part(&self, suite: &Suite) -> String {
        let mut name = suite.name.to_owned();
        for file in &self.files {
            name.extend(["-", &file.replace(['/', '*'], "_")]);
        }
        if let Some((part, of)) = self.shard {
            name = format!("{name}-{part}-of-{of}");
        }
        name
    }
}

fn names() -> String {
    SUITES.map(|suite| suite.name).join(", ")
}

/// Runs the changes that were asked for, and prints the table of all that was run so far.
pub fn run(options: &Options) -> Result<()> {
    for suite in SUITES.iter().filter(|suite| options.wants(suite)) {
        let mut chosen = select(suite, &options.files);
        if chosen.is_empty() {
            continue;
        }
        if let Some((part, of)) = options.shard {
            // Each shard has some changes of every file.
            chosen.extend([format!("--shard={part}/{of}"), "--sharding=round-robin".to_owned()]);
        }
        let kept = kept().join(options.part(suite));
        step(&format!("changing what the suite {} is about", suite.name), || {
            change(&chosen, &kept, suite.nearest, FEW_CASES)
        })?;
        let missed = read(&kept, "missed")?;
        let Some(all) = suite.all.filter(|_| !missed.is_empty()) else {
            continue;
        };
        let mut again = vec![format!("--package={}", suite.package)];
        again.extend(missed.iter().map(|name| format!("--re=^{}$", literally(name))));
        // Fields that are left out of a struct pass every pattern: at least the files are told.
        let files: BTreeSet<_> = missed.iter().filter_map(|name| name.split(':').next()).collect();
        again.extend(files.iter().map(|file| format!("--file={file}")));
        step(&format!("showing {} changes to all tests", missed.len()), || {
            change(&again, &kept.join("again"), all, MANY_CASES)
        })?;
    }
    report()
}

/// The table of what was run since `target/mutants` was last removed.
pub fn report() -> Result<()> {
    let mut outcomes = BTreeMap::new();
    let parts = fs::read_dir(kept()).context("nothing was run yet")?;
    for part in parts {
        let part = part?.path();
        for directory in [part.clone(), part.join("again")] {
            for outcome in ["caught", "missed", "timeout", "unviable"] {
                let names = read(&directory, outcome)?;
                outcomes.extend(names.into_iter().map(|name| (name, outcome)));
            }
        }
    }
    let mut all = BTreeSet::new();
    for package in ["huisuan-rules", "huisuan-text"] {
        let list = output(tool()?.args(["--list", "--package", package]))?;
        all.extend(list.lines().map(str::to_owned));
    }
    print!("{}", table(&all, &outcomes));
    Ok(())
}

fn kept() -> PathBuf {
    target_directory().join("mutants")
}

fn tool() -> Result<Command> {
    let program = Tool::cargo_mutants().install()?.join("cargo-mutants");
    let mut command = Command::new(program);
    command.arg("mutants").current_dir(root());
    command.env("CARGO", cargo().get_program());
    Ok(command)
}

/// The arguments by which the files of a suite are chosen, or none where it has none of those asked for.
fn select(suite: &Suite, files: &[String]) -> Vec<String> {
    let mut chosen = vec![format!("--package={}", suite.package)];
    let source = format!("crates/{}/src", suite.package.trim_start_matches("huisuan-"));
    let globs = |suite: &Suite, flag: &str| -> Vec<String> {
        let both = |module: &&str| {
            [
                format!("{flag}={source}/{module}.rs"),
                format!("{flag}={source}/{module}/**"),
            ]
        };
        suite.modules.iter().flat_map(both).collect()
    };
    if !files.is_empty() {
        let mine: Vec<_> = files.iter().filter(|file| suite_of(file) == Some(suite.name)).collect();
        if mine.is_empty() {
            return Vec::new();
        }
        chosen.extend(mine.iter().map(|file| format!("--file={file}")));
    } else if suite.modules.is_empty() {
        let others = SUITES.iter().filter(|other| other.package == suite.package);
        chosen.extend(others.flat_map(|other| globs(other, "--exclude")));
    } else {
        chosen.extend(globs(suite, "--file"));
    }
    chosen
}

/// The suite that a file below the root belongs to.
fn suite_of(file: &str) -> Option<&'static str> {
    let (package, path) = file.strip_prefix("crates/")?.split_once("/src/")?;
    let module = path.split(['/', '.']).next()?;
    let mut of_package = SUITES
        .iter()
        .filter(|suite| suite.package.trim_start_matches("huisuan-") == package);
    let rest = of_package.clone().find(|suite| suite.modules.is_empty());
    of_package
        .find(|suite| suite.modules.contains(&module))
        .or(rest)
        .map(|suite| suite.name)
}

/// Makes the changes one by one, each followed by the tests.
fn change(chosen: &[String], kept: &Path, tests: Tests, cases: &str) -> Result<()> {
    fs::create_dir_all(kept)?;
    // Not `--test-package`, without which the unchanged tree is tested.
    let packages = tests.packages.split(',');
    let status = tool()?
        .args(chosen)
        .args(packages.map(|package| format!("--cargo-arg=--package={package}")))
        .args(tests.targets.iter().map(|target| format!("--cargo-arg={target}")))
        .args(["--profile=mutants", "--no-times", "--build-timeout=600"])
        .args(["--minimum-test-timeout", TIMEOUT, "--output"])
        .arg(kept)
        // The libraries that nobody changes are built once for all parts.
        .env("CARGO_TARGET_DIR", target_directory().join("mutants-build"))
        .env("PROPTEST_CASES", cases)
        .status()
        .context("cannot start cargo-mutants")?;
    // 2: something was missed, 3: something did not come to an end.
    ensure!(
        matches!(status.code(), Some(0 | 2 | 3)),
        "cargo-mutants has failed ({status})"
    );
    Ok(())
}

/// The names of the changes with an outcome.
fn read(kept: &Path, outcome: &str) -> Result<Vec<String>> {
    let file = kept.join(format!("mutants.out/{outcome}.txt"));
    if !file.exists() {
        return Ok(Vec::new());
    }
    Ok(fs::read_to_string(file)?.lines().map(str::to_owned).collect())
}

/// A regular expression for nothing but this text.
fn literally(text: &str) -> String {
    let mut expression = String::with_capacity(text.len());
    for character in text.chars() {
        // Not each mark: before < and > a stroke would mean the edge of a word.
        if r"\.+*?()|[]{}^$".contains(character) {
            expression.push('\\');
        }
        expression.push(character);
    }
    expression
}

/// A row for each directory, and below it what was missed.
fn table(all: &BTreeSet<String>, outcomes: &BTreeMap<String, &str>) -> String {
    let mut rows: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for name in all {
        let row = rows.entry(directory(name)).or_default();
        row[0] += 1;
        let column = match outcomes.get(name).copied() {
            Some("caught") => 1,
            Some("timeout") => 2,
            Some("unviable") => 3,
            Some("missed") => 4,
            _ => continue,
        };
        row[column] += 1;
    }
    let mut lines = vec![
        "| directory | changes | caught | no end | do not compile | missed | not run |".to_owned(),
        "|---|---|---|---|---|---|---|".to_owned(),
    ];
    let mut sum = [0; 5];
    for (directory, row) in &rows {
        lines.push(line(directory, row));
        for (sum, count) in sum.iter_mut().zip(row) {
            *sum += count;
        }
    }
    lines.push(line("all", &sum));
    let missed = all.iter().filter(|name| outcomes.get(*name) == Some(&"missed"));
    lines.extend(missed.map(|name| format!("missed: {name}")));
    lines.push(String::new());
    lines.join("\n")
}

fn line(name: &str, [all, caught, timeout, unviable, missed]: &[usize; 5]) -> String {
    let not_run = all - caught - timeout - unviable - missed;
    format!("| {name} | {all} | {caught} | {timeout} | {unviable} | {missed} | {not_run} |")
}

/// The module of a change: `rules/src/exact` of `crates/rules/src/exact/round.rs:1:2: …`.
fn directory(name: &str) -> &str {
    let file = name.split(':').next().unwrap_or(name);
    let path = file.trim_start_matches("crates/").trim_end_matches(".rs");
    path.match_indices('/').nth(2).map_or(path, |(end, _)| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_the_tests_that_stand_nearest() {
        for (file, suite) in [
            ("crates/rules/src/exact.rs", "values"),
            ("crates/rules/src/contract/loan/years.rs", "values"),
            ("crates/rules/src/phrase/lex.rs", "phrase"),
            ("crates/rules/src/assess/lines.rs", "assessment"),
            ("crates/text/src/zh/step.rs", "text"),
        ] {
            assert_eq!(suite_of(file), Some(suite), "{file}");
        }
        assert_eq!(suite_of("crates/cli/src/main.rs"), None);
    }

    #[test]
    fn a_suite_without_modules_has_what_the_others_leave() {
        let chosen = select(&SUITES[2], &[]);
        assert!(
            chosen.contains(&"--exclude=crates/rules/src/exact/**".to_owned()),
            "{chosen:?}"
        );
        assert!(!chosen.iter().any(|flag| flag.starts_with("--file")), "{chosen:?}");
        let one = select(&SUITES[2], &["crates/rules/src/assess/lines.rs".to_owned()]);
        assert_eq!(
            one,
            ["--package=huisuan-rules", "--file=crates/rules/src/assess/lines.rs"]
        );
        assert!(select(&SUITES[0], &["crates/rules/src/assess/lines.rs".to_owned()]).is_empty());
    }

    #[test]
    fn a_shard_is_counted_from_zero() {
        let options = Options::read(&["values", "--shard", "0/4", "--", "a.rs"]).unwrap();
        assert_eq!(options.shard, Some((0, 4)));
        assert_eq!(options.part(&SUITES[0]), "values-a.rs-0-of-4");
        assert!(Options::read(&["--shard", "4/4"]).is_err());
        assert!(Options::read(&["--shard"]).is_err());
        assert!(Options::read(&["everything"]).is_err());
    }

    #[test]
    fn the_table_says_what_was_not_run() {
        let name = |file: &str, line: usize| format!("crates/rules/src/{file}:{line}:1: replace + with -");
        let all = [
            name("exact.rs", 1),
            name("exact/round.rs", 2),
            name("assess/lines.rs", 3),
        ];
        let outcomes = BTreeMap::from([(all[0].clone(), "caught"), (all[1].clone(), "missed")]);
        let text = table(&all.into_iter().collect(), &outcomes);
        assert!(text.contains("| rules/src/exact | 2 | 1 | 0 | 0 | 1 | 0 |"), "{text}");
        assert!(text.contains("| rules/src/assess | 1 | 0 | 0 | 0 | 0 | 1 |"), "{text}");
        assert!(text.contains("| all | 3 | 1 | 0 | 0 | 1 | 1 |"), "{text}");
        assert!(
            text.ends_with("missed: crates/rules/src/exact/round.rs:2:1: replace + with -\n"),
            "{text}"
        );
    }

    #[test]
    fn a_name_is_no_pattern() {
        assert_eq!(literally("a.rs:1: < with ()"), r"a\.rs:1: < with \(\)");
    }
}
