//! `cargo xtask`: everything that cargo alone cannot do.

use std::{env, process::ExitCode};

const USAGE: &str = "\
cargo xtask serve [--port N]     build, serve on 127.0.0.1 and rebuild on edits
cargo xtask dist                 build the static site in dist/
cargo xtask test [--quick|--long]
                                 check everything; --quick leaves the browsers out
cargo xtask sizes [--record]     compare the first load with its recorded size, or record it
";

fn main() -> ExitCode {
    let result = if huisuan_xtask::site::is_bindgen_wrapper() {
        huisuan_xtask::site::bindgen_wrapper()
    } else {
        run(&env::args().skip(1).collect::<Vec<_>>())
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
        ["serve"] => huisuan_xtask::serve::serve(8080),
        ["serve", "--port", port] => huisuan_xtask::serve::serve(port.parse()?),
        ["dist"] => huisuan_xtask::dist::dist(),
        _ => anyhow::bail!("unknown arguments; known are:\n{USAGE}"),
    }
}
