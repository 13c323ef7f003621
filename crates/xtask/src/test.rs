//! `cargo xtask test`: everything that must hold.

use crate::{
    bindgen::Wrappers,
    debian, dist, engine, fuzz, instructions, oracle, reproduce,
    shell::{cargo, duration, root, run, step},
    site, sizes,
    tools::{Tool, on_path, wasm_target},
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    time::{Duration, Instant},
};

/// How much is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What can be known without a browser and without an optimised build.
    Quick,
    /// Everything.
    Whole,
    /// Everything, in more browsers and with many more random cases.
    Long,
}

/// How many random cases each property is tried with in a long run.
const LONG_CASES: &str = "20000";

/// For how long a long run feeds the readers.
const MANY_INPUTS: fuzz::Options = fuzz::Options { minutes: 10, seed: 2 };

/// Where each browser leaves a line of what passed in it, in the target directory.
pub const VISITS: &str = "visits";

/// The crates that have tests which run in a browser, by directory and name, if they ask for the test framework.
const BROWSER_CRATES: [(&str, &str); 2] = [("web", "huisuan-web"), ("crates/wasm", "huisuan-wasm")];

const WASM: &str = "wasm32-unknown-unknown";

/// Runs all checks of an extent, goes on after a failure, and says at the end what failed.
pub fn test(extent: Extent) -> Result<()> {
    let mut report = Report {
        start: Instant::now(),
        steps: Vec::new(),
    };
    report.check("format", || run(cargo().args(["fmt", "--all", "--check"])));
    report.check("lints", || {
        run(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
    });
    report.check("tests", || {
        let mut tests = cargo();
        tests.args(["test", "--workspace", "--quiet"]);
        if extent == Extent::Long {
            tests.env("PROPTEST_CASES", LONG_CASES);
        }
        run(&mut tests)
    });
    if extent != Extent::Quick {
        with_tools(&mut report, extent);
    }
    report.finish()
}

/// The checks that need tools, an optimised build or browsers, or that only a release has to pass.
fn with_tools(report: &mut Report, extent: Extent) {
    report.check("published versions", site::check_published);
    report.check("documentation", || {
        run(cargo()
            .args(["doc", "--workspace", "--no-deps", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"))
    });
    report.check("licences and sources of dependencies", || {
        let deny = Tool::cargo_deny().install()?.join("cargo-deny");
        // Advisories come from a host that a closed network does not reach.
        run(std::process::Command::new(deny)
            .args([
                "--log-level",
                "error",
                "check",
                "--hide-inclusion-graph",
                "licenses",
                "bans",
                "sources",
            ])
            .current_dir(root()))
    });
    report.check("instructions of fixed work", instructions::check);
    report.check("lints of the page as WebAssembly", || {
        wasm_target()?;
        let mut clippy = cargo();
        clippy.args(["clippy", "--target", WASM, "--all-targets", "--quiet"]);
        for (_, name) in BROWSER_CRATES {
            clippy.args(["--package", name]);
        }
        run(clippy.args(["--", "-D", "warnings"]))
    });
    let built = report.check("site", dist::dist);
    if built {
        report.check("size of the first visit", sizes::check);
    }
    let browsers = report.check("browsers", || {
        debian::browsers()?;
        let mut tools = vec![Tool::geckodriver(), Tool::chromium_78()];
        if extent == Extent::Long {
            tools.extend([Tool::chromium_80(), Tool::chromium_92()]);
        }
        tools.iter().try_for_each(|tool| tool.install().map(drop))
    });
    if built && browsers {
        report.check("module for old browsers", dist::read_module_as_old_browsers_do);
    }
    if browsers {
        report.check("tools of the site", || {
            run(cargo().args(["test", "--quiet", "--package", "huisuan-xtask", "--", "--ignored"]))
        });
    }
    if browsers {
        report.check("units in a browser", units_in_a_browser);
    }
    let engine = report.check("engine for JavaScript", engine::build);
    if engine && browsers {
        report.check("the same answers natively and in a browser", || {
            browser_tests("engines", extent)
        });
    }
    if built && browsers {
        report.check("the package for npm", || browser_tests("npm", extent));
        report.check("journeys", || browser_tests("journeys", extent));
        report.check("every screen for everybody", || browser_tests("screens", extent));
        report.check("what a screen reader announces", || browser_tests("announced", extent));
        report.check("without a mouse", || browser_tests("keyboard", extent));
        report.check("keeping and passing on", || browser_tests("keeping", extent));
        report.check("servers, disks and no network", || browser_tests("hosting", extent));
        report.check("clauses without scripts", || browser_tests("clauses", extent));
        report.check("inside other pages", || browser_tests("embedding", extent));
        report.check("many cases at once", || browser_tests("batch", extent));
        report.check("a rule of one's own", || browser_tests("rule", extent));
        report.check("what can go wrong", || browser_tests("faults", extent));
        report.check("a visit in every browser", || visits(extent));
    }
    if extent == Extent::Long {
        report.check("random requests, computed a second way", || {
            oracle::oracle(&oracle::Options {
                count: 200_000,
                seed: "2".to_owned(),
                write: false,
            })
        });
        report.check("random inputs for every reader", || fuzz::fuzz(MANY_INPUTS));
        if built {
            report.check("the same bytes from another folder", reproduce::reproduce);
        }
    }
}

/// Tests that start browsers themselves.
fn browser_tests(name: &str, extent: Extent) -> Result<()> {
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--package", "huisuan-tests", "--test", name]);
    // Each browser is many processes: a few at once are as quick as all, and none starves.
    tests.args(["--", "--ignored", "--test-threads", "3"]);
    if extent != Extent::Long {
        tests.args(["--skip", "long::"]);
    }
    run(&mut tests)
}

/// The same visit in every browser, and a table of what passed in which.
fn visits(extent: Extent) -> Result<()> {
    let rows = site::target_directory().join(VISITS);
    if rows.exists() {
        fs::remove_dir_all(&rows)?;
    }
    let visited = browser_tests("browsers", extent);
    if rows.exists() {
        for file in dist::files(&rows)? {
            eprintln!("  {}", fs::read_to_string(file)?);
        }
    }
    visited
}

fn units_in_a_browser() -> Result<()> {
    let wrappers = Wrappers::new()?;
    let runner = wrappers.directory.join("wasm-bindgen-test-runner");
    let driver = on_path("chromedriver").context("there is no chromedriver on the path")?;
    let mut tests = cargo();
    tests.args(["test", "--target", WASM, "--lib", "--bins", "--tests"]);
    for (directory, name) in BROWSER_CRATES {
        if fs::read_to_string(root().join(directory).join("Cargo.toml"))?.contains("wasm-bindgen-test") {
            tests.args(["--package", name]);
        }
    }
    run(wrappers
        .use_in(&mut tests)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver))
}

struct Report {
    start: Instant,
    steps: Vec<(&'static str, bool, Duration)>,
}

impl Report {
    /// Runs one check and keeps its outcome and time.
    fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        let start = Instant::now();
        let result = step(name, work);
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        self.steps.push((name, result.is_ok(), start.elapsed()));
        result.is_ok()
    }

    fn finish(self) -> Result<()> {
        eprintln!();
        for (name, passed, took) in &self.steps {
            let verdict = if *passed { "passed" } else { "FAILED" };
            eprintln!("{verdict}  {name} ({})", duration(*took));
        }
        let failed = self.steps.iter().filter(|(_, passed, _)| !passed).count();
        let took = duration(self.start.elapsed());
        if failed > 0 {
            bail!("{failed} of {} checks failed, in {took}", self.steps.len());
        }
        eprintln!("all {} checks passed in {took}", self.steps.len());
        Ok(())
    }
}
