//! `huisuan`: the engine on the command line. It reads and writes text and holds no rule.
#![forbid(unsafe_code)]

use std::process::ExitCode;

mod assess;
mod check;
mod explain;
mod export;
mod facts;
mod new;
mod phrases;
mod publish;
mod report;
mod scan;
mod schedule;
mod schema;
mod tongue;

use tongue::{Options, Tongue};

const USAGE: &str = "\
huisuan assess                       request (JSON) on standard input, response (JSON) on standard output
huisuan schedule [--csv]             还款计划、担保费、保费、利息和综合融资成本 · the contracts of a request in full: request (JSON) on
                                     standard input; JSON, or every row as CSV, on standard output
huisuan check [FILE…] [--day D]      检查政策文件和旁边的案例 · check packs and the cases beside them; without a file the built-in ones
huisuan scan TEXT [--pack FILE]      文件原文里的数量和日期，政策文件有没有都写到；没有 --pack 就起草一份 · every quantity of a
                                     document's text and what of its pack covers it; without a pack a draft of one
huisuan new NAME [FOLDER]            写一份可以照着改的政策文件和案例 · a pack and its cases to begin with
huisuan explain DOCUMENT/MEASURE     一项措施的条文、条件、算法、理解和案例 · a measure as the page words it, with its cases
huisuan facts [DOCUMENT/MEASURE]     the facts that can be given, or those that a measure asks for (JSON)
huisuan documents                    the documents and their measures (JSON)
huisuan schema                       政策文件的 JSON Schema，给编辑器用 · the JSON Schema of packs, for editors
huisuan export DIRECTORY [--published FOLDER]
                                     the packs as the page loads them, with the versions that the folder keeps
huisuan publish [FOLDER] --day D [--check]
                                     把每份文件现在的版本永久存档，旧链接才能重新计算；--check 只检查 · keeps the present version
                                     of each pack, so that links which name it can be computed again
huisuan pages DIRECTORY --day D      每项措施一页，不用 JavaScript 也能读 · a static page for each measure, as of that day
huisuan visits                       the files that the page loads of them, for each place and subject

--lang zh|en    语言 · the language of messages; zh where nothing is said
--day D         问的是哪一天 · the day asked about, 2024-12-01; without it nothing is said of ends and verification

Exit codes: 0 done (warnings do not count), 1 the input is wrong, 2 the command line is wrong,
3 something outside failed: a file, a pipe.
";

/// Why a command did not succeed.
enum Failure {
    /// The input is wrong; what was wrong has been said.
    Input,
    /// The command line is wrong.
    Usage(String),
    /// Something outside: a file, a pipe.
    Outside(String),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input) => ExitCode::from(1),
        Err(Failure::Outside(message)) => {
            eprintln!("huisuan: {message}");
            ExitCode::from(3)
        }
        Err(Failure::Usage(message)) => {
            eprint!("huisuan: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Failure> {
    let mut words = Vec::new();
    let mut tongue = Tongue(text::Language::Zh);
    let (mut day, mut pack, mut published) = (None, None, None);
    let (mut csv, mut check) = (false, false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            lexopt::Arg::Value(word) => words.push(word.to_string_lossy().into_owned()),
            lexopt::Arg::Long("lang") => {
                let id = parser.value().map_err(usage)?.to_string_lossy().into_owned();
                let known = text::Language::from_id(&id);
                tongue = Tongue(known.ok_or_else(|| usage(format!("--lang {id}: zh or en is expected")))?);
            }
            lexopt::Arg::Long("day") => {
                let given = parser.value().map_err(usage)?.to_string_lossy().into_owned();
                let parsed = given.parse::<rules::Date>();
                day = Some(parsed.map_err(|_| usage(format!("--day {given}: a day is expected, such as 2024-12-01")))?);
            }
            lexopt::Arg::Long("csv") => csv = true,
            lexopt::Arg::Long("check") => check = true,
            lexopt::Arg::Long("pack") => pack = Some(parser.value().map_err(usage)?.to_string_lossy().into_owned()),
            lexopt::Arg::Long("published") => {
                published = Some(parser.value().map_err(usage)?.to_string_lossy().into_owned());
            }
            lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => {
                print!("{USAGE}");
                return Ok(());
            }
            lexopt::Arg::Short('V') | lexopt::Arg::Long("version") => {
                println!("huisuan {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            other => return Err(usage(other.unexpected())),
        }
    }
    let options = Options { tongue, day };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["assess"] => assess::run(),
        ["schedule"] => schedule::run(csv),
        ["check", files @ ..] => check::run(options, files),
        ["scan", text] => scan::run(options, text, pack.as_deref()),
        ["new", name] => new::run(options, name, "crates/policies"),
        ["new", name, folder] => new::run(options, name, folder),
        ["explain", measure] => explain::run(options, measure),
        ["facts"] => facts::all(),
        ["facts", measure] => facts::of(measure),
        ["documents"] => facts::documents(),
        ["schema"] => schema::run(),
        ["export", directory] => export::run(directory, published.as_deref()),
        ["publish"] => publish::run(options, publish::FOLDER, check),
        ["publish", folder] => publish::run(options, folder, check),
        ["pages", directory] => export::pages(options, directory),
        ["visits"] => export::visits(),
        [] => Err(Failure::Usage("a command is needed".to_owned())),
        [command, ..] => Err(Failure::Usage(format!("unknown command or wrong arguments: {command}"))),
    }
}

fn usage(error: impl std::fmt::Display) -> Failure {
    Failure::Usage(error.to_string())
}

fn outside(what: &str, error: impl std::fmt::Display) -> Failure {
    Failure::Outside(format!("{what}: {error}"))
}

/// The plan of the built-in packs.
fn plan() -> Result<rules::Plan, Failure> {
    policies::plan().map_err(|error| outside("built-in packs", error))
}

/// Writes one JSON document and a line feed.
fn print<T: serde::Serialize>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| outside("standard output", error))?;
    println!("{text}");
    Ok(())
}

/// The name that a value of a closed set has in files.
fn json_name<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
