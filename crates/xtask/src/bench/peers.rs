//! The engine beside others, on the same loans: time, and amounts that are wrong by a fen.

use super::{directory, program};
use crate::{
    engine,
    shell::{output, root, step},
    tools::Tool,
};
use anyhow::{Context as _, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the engine should take for all loans in one call, without reasons (milliseconds).
const BUDGET: &str = "budget: one call for all amounts in at most 60 ms as WebAssembly in Node, 8 ms natively";

/// How a program is started on a file of rows.
type Start = Box<dyn Fn(&Path) -> Result<Command>>;

/// An engine, and how its program is started.
struct Engine {
    name: String,
    start: Start,
}

/// Measures all engines and prints one table. What cannot be installed or run is said in it.
pub(super) fn peers() -> Result<()> {
    let directory = directory()?;
    let rows = directory.join("rows.json");
    fs::write(&rows, output(program()?.arg("rows"))?)?;
    let data = directory.join("data.json");
    fs::write(&data, output(program()?.arg("data"))?)?;
    engine::build()?;
    let mut arguments = Vec::new();
    for (number, Engine { name, start }) in engines(&data).into_iter().enumerate() {
        let result = step(&name, || {
            let printed = output(&mut start(&rows)?)?;
            let file = directory.join(format!("engine-{number}.json"));
            fs::write(&file, printed)?;
            Ok(file)
        });
        arguments.push(match result {
            Ok(file) => format!("{name}={}", file.display()),
            Err(error) => {
                let why = format!("{error:#}");
                format!("{name}!{}", why.lines().next().unwrap_or_default())
            }
        });
    }
    let table = output(program()?.arg("table").arg(&rows).args(arguments))?;
    println!("rule: {}", output(program()?.arg("rule"))?.trim());
    println!("{table}\n{BUDGET}");
    Ok(())
}

/// Ours, the limit, and the others.
fn engines(data: &Path) -> Vec<Engine> {
    let data = data.to_path_buf();
    vec![
        Engine {
            name: "huisuan, WebAssembly in Node".to_owned(),
            start: Box::new(move |rows| {
                let mut node = node("huisuan.mjs", rows, &root());
                node.arg(engine::directory()).arg(&data);
                Ok(node)
            }),
        },
        native("huisuan, native", "native"),
        native("rust_decimal by hand, native", "hand"),
        of_npm("decimal.mjs", Tool::decimal_js()),
        of_npm("json-logic.mjs", Tool::json_logic()),
        of_npm("zen.mjs", Tool::zen()),
        of_npm("publicodes.mjs", Tool::publicodes()),
        Engine {
            name: Tool::openfisca().title(),
            start: Box::new(|rows| {
                let mut python = Command::new("python3");
                python.env("PYTHONPATH", Tool::openfisca().install()?);
                python.arg(programs().join("openfisca.py")).arg(rows);
                Ok(python)
            }),
        },
    ]
}

fn native(name: &str, what: &'static str) -> Engine {
    Engine {
        name: name.to_owned(),
        start: Box::new(move |rows| {
            let mut program = program()?;
            program.arg(what).arg(rows);
            Ok(program)
        }),
    }
}

/// A package of npm and the program that uses it.
fn of_npm(file: &'static str, tool: Tool) -> Engine {
    Engine {
        name: tool.title(),
        start: Box::new(move |rows| {
            tool.install()?;
            let packages = tool.directory()?;
            packages
                .join("node_modules")
                .read_dir()
                .context("nothing was installed")?;
            Ok(node(file, rows, &packages))
        }),
    }
}

fn node(file: &str, rows: &Path, packages: &Path) -> Command {
    let mut node = Command::new("node");
    node.arg(programs().join(file)).arg(rows).arg(packages);
    node
}

fn programs() -> PathBuf {
    root().join("tests/bench/peers")
}
