//! `cargo xtask`: everything that cargo alone cannot do.

use huisuan_xtask::{
    advisories, batch, bench, bindgen, dist, engine, fuzz, instructions, lighthouse, oracle, reproduce, rows, serve,
    shell, site, sizes, spark,
    test::{self, Extent},
};
use std::{env, process::ExitCode};

const USAGE: &str = "\
cargo xtask serve [--port N]     build, serve on 127.0.0.1 and rebuild on edits
cargo xtask dist                 build the static site in dist/
cargo xtask publish              keep the present version of each policy for ever, so that old links can be computed again
cargo xtask engine               build the engine for JavaScript in target/site/engine/
cargo xtask test                 check everything
cargo xtask test --quick         check what needs no browser and no optimised build
cargo xtask test --long          check everything, in more browsers and with many more random cases
cargo xtask reproduce            build the site in another folder and compare every byte
cargo xtask oracle [--count N] [--seed S] [--write]
                                 compare the engine with the independent implementation in tests/oracle on
                                 random requests; --write keeps the requests and answers for the tests
cargo xtask mutants [--missed] [FILE…]
                                 change the engine in one place at a time and see whether a test notices; --missed: only
                                 where none has noticed yet
cargo xtask mutants --report     the table of all changes that were tried so far
cargo xtask fuzz [--minutes N] [--seed S]
                                 feed every reader of what strangers write with random and mutated inputs
cargo xtask advisories           ask the advisory database about all dependencies
cargo xtask bench [PART…]        measure; parts: peers, schedules, sizes, weights, load, page; all of them without one
cargo xtask instructions [--record]
                                 compare the instructions of fixed work with those recorded, or record them
cargo xtask lighthouse           have Lighthouse judge the built site, five times
cargo xtask rows [--count N] [--seed S] [--json]
                                 write a table of loans, sorted by firm, to standard output, as CSV or as JSON lines; the same seed
                                 gives the same rows
cargo xtask batch [--count N] [--seed S] [--json]
                                 have `huisuan batch` compute such a table, and report rows a second, processor time and peak memory
cargo xtask spark [--count N] [--seed S]
                                 spread such a table with Apache Spark over processes, and compare with one process
cargo xtask sizes [--record]     compare the first load with its recorded size, or record it
";

fn main() -> ExitCode {
    let result = match bindgen::wrapped_program() {
        Some(program) => bindgen::run_wrapped(program),
        None => run(&env::args().skip(1).collect::<Vec<_>>()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve"] => serve::serve(8080),
        ["serve", "--port", port] => serve::serve(port.parse()?),
        ["dist"] => dist::dist(),
        ["publish"] => site::publish(),
        ["engine"] => engine::build(),
        ["test"] => test::test(Extent::Whole),
        ["test", "--quick"] => test::test(Extent::Quick),
        ["test", "--long"] => test::test(Extent::Long),
        ["oracle", ref options @ ..] => oracle::oracle(&oracle::Options::read(options)?),
        ["rows", ref options @ ..] => rows::print(options),
        ["batch", ref options @ ..] => batch::batch(options),
        ["spark", ref options @ ..] => spark::spark(&rows::Options::read(options)?),
        ["reproduce"] => reproduce::reproduce(),
        ["mutants", ref options @ ..] => shell::run(
            shell::cargo()
                .args(["run", "--quiet", "--package=huisuan-mutants", "--"])
                .args(options),
        ),
        ["fuzz", ref options @ ..] => fuzz::fuzz(fuzz::Options::read(options)?),
        ["advisories"] => advisories::advisories(),
        ["bench", ref parts @ ..] => bench::bench(parts),
        ["instructions"] => instructions::check(),
        ["instructions", "--record"] => instructions::record(),
        ["lighthouse"] => lighthouse::lighthouse(),
        ["sizes"] => sizes::check(),
        ["sizes", "--record"] => sizes::record(),
        _ => anyhow::bail!("unknown arguments; known are:\n{USAGE}"),
    }
}
