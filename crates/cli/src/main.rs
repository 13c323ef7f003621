//! `huisuan`: the engine on the command line. It reads and writes text and holds no rule.
#![forbid(unsafe_code)]

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

mod assess;
mod batch;
mod check;
mod completion;
mod explain;
mod export;
mod facts;
mod help;
mod new;
mod phrases;
mod publish;
mod report;
mod scan;
mod schedule;
mod schema;
mod tongue;

use tongue::{Options, Tongue};

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
    let mut tongue = Tongue(text::Language::Zh);
    match run(&mut tongue) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input) => ExitCode::from(1),
        Err(Failure::Outside(message)) => {
            complain(&message);
            ExitCode::from(3)
        }
        Err(Failure::Usage(message)) => {
            complain(&message);
            complain(&tongue.say(
                "huisuan --help 列出全部命令",
                "`huisuan --help` lists the commands",
                &[],
            ));
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong. Where even that cannot be written, the exit code still tells.
fn complain(message: &str) {
    drop(writeln!(std::io::stderr(), "huisuan: {message}"));
}

/// What stands on the command line besides words.
#[derive(Default)]
struct Flags {
    day: Option<rules::Date>,
    pack: Option<String>,
    published: Option<String>,
    json: bool,
    csv: bool,
    check: bool,
    batch: batch::Flags,
}

fn run(tongue: &mut Tongue) -> Result<(), Failure> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(known) = language(&arguments) {
        *tongue = Tongue(known);
    }
    let tongue = *tongue;
    let usage = |error: lexopt::Error| Failure::Usage(tongue.misread(&error));
    let mut words = Vec::new();
    let mut flags = Flags::default();
    let mut help = false;
    let mut given = Vec::new();
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(usage)? {
        let value = |parser: &mut lexopt::Parser| match parser.value() {
            Ok(value) => Ok(value.to_string_lossy().into_owned()),
            Err(error) => Err(usage(error)),
        };
        if let lexopt::Arg::Long(name) = argument {
            given.push(format!("--{name}"));
        }
        match argument {
            lexopt::Arg::Value(word) => words.push(word.to_string_lossy().into_owned()),
            lexopt::Arg::Long("lang") => {
                let given = value(&mut parser)?;
                if text::Language::from_id(&given).is_none() {
                    let (zh, en) = ("--lang {0}：要写其中一个：{1}", "--lang {0}: one of {1} is expected");
                    let known = tongue.list(&text::Language::ALL.map(text::Language::id));
                    return Err(Failure::Usage(tongue.say(zh, en, &[&given, &known])));
                }
            }
            lexopt::Arg::Long("day") => {
                let given = value(&mut parser)?;
                flags.day = Some(given.parse().map_err(|_| {
                    let (zh, en) = (
                        "--day {0}：要写成 2024-12-01 这样的日子",
                        "--day {0}: a day is expected, such as 2024-12-01",
                    );
                    Failure::Usage(tongue.say(zh, en, &[&given]))
                })?);
            }
            lexopt::Arg::Long("json") => flags.json = true,
            lexopt::Arg::Long("csv") => flags.csv = true,
            lexopt::Arg::Long("check") => flags.check = true,
            lexopt::Arg::Long("pack") => flags.pack = Some(value(&mut parser)?),
            lexopt::Arg::Long("published") => flags.published = Some(value(&mut parser)?),
            lexopt::Arg::Long("columns") => flags.batch.columns = true,
            lexopt::Arg::Long("job") => flags.batch.job = Some(value(&mut parser)?),
            lexopt::Arg::Long("totals") => flags.batch.totals = Some(value(&mut parser)?),
            lexopt::Arg::Long("measure") => flags.batch.measures.push(value(&mut parser)?),
            lexopt::Arg::Long("document") => flags.batch.documents.push(value(&mut parser)?),
            lexopt::Arg::Long("region") => flags.batch.region = Some(value(&mut parser)?),
            lexopt::Arg::Long("role") => flags.batch.role = Some(value(&mut parser)?),
            lexopt::Arg::Long("skip") => {
                let given = value(&mut parser)?;
                flags.batch.skip = given.parse().map_err(|_| {
                    let (zh, en) = ("--skip {0}：要写行数", "--skip {0}: a number of rows is expected");
                    Failure::Usage(tongue.say(zh, en, &[&given]))
                })?;
            }
            lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => help = true,
            lexopt::Arg::Short('V') | lexopt::Arg::Long("version") => {
                return say(&format!("huisuan {}\n", env!("CARGO_PKG_VERSION")));
            }
            other => return Err(usage(other.unexpected())),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = words.first().and_then(|name| help::Command::named(name));
    if help {
        return say(&help::usage(tongue, known));
    }
    // An option that would be without effect is a mistake of whoever wrote it.
    if let Some((known, option)) =
        known.and_then(|known| Some((known, given.iter().find(|option| !known.takes(option))?)))
    {
        let (zh, en) = (
            "{0} 没有 {1} 这个选项；写法：{2}",
            "{0} takes no {1}; it is written {2}",
        );
        return Err(Failure::Usage(tongue.say(zh, en, &[known.name, option, &known.line()])));
    }
    command(tongue, &flags, &words)
}

/// The language of messages, wherever it stands: also what is wrong before it is said in it.
fn language(arguments: &[OsString]) -> Option<text::Language> {
    let mut language = None;
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        match argument.as_ref() {
            "--" => break,
            "--lang" => {
                let next = arguments.next();
                language = next.and_then(|id| text::Language::from_id(&id)).or(language);
            }
            other => {
                let id = other.strip_prefix("--lang=");
                language = id.and_then(text::Language::from_id).or(language);
            }
        }
    }
    language
}

fn command(tongue: Tongue, flags: &Flags, words: &[&str]) -> Result<(), Failure> {
    let options = Options {
        tongue,
        day: flags.day,
        json: flags.json,
    };
    match words {
        ["assess"] => assess::run(),
        ["batch"] => batch::run(options, &flags.batch),
        ["schedule"] => schedule::run(tongue, flags.csv),
        ["check", files @ ..] => check::run(options, files),
        ["scan", text] => scan::run(options, text, flags.pack.as_deref()),
        ["new", name] => new::run(options, name, "crates/policies"),
        ["new", name, folder] => new::run(options, name, folder),
        ["explain", measure] => explain::run(options, measure, flags.pack.as_deref()),
        ["facts"] => facts::all(options),
        ["facts", measure] => facts::of(options, measure),
        ["documents"] => facts::documents(options),
        ["schema"] => schema::run(),
        ["export", directory] => export::run(options, directory, flags.published.as_deref()),
        ["publish"] => publish::run(options, publish::FOLDER, flags.check),
        ["publish", folder] => publish::run(options, folder, flags.check),
        ["pages", directory] => export::pages(options, directory),
        ["visits"] => export::visits(options),
        ["completion", shell] => completion::run(options, shell),
        [] => Err(Failure::Usage(tongue.say("要写一个命令", "a command is needed", &[]))),
        [command, ..] => {
            let message = match help::Command::named(command) {
                Some(known) => {
                    let (zh, en) = (
                        "{0} 后面写得不对；写法：{1}",
                        "wrong arguments of {0}; it is written {1}",
                    );
                    tongue.say(zh, en, &[command, &known.line()])
                }
                None => tongue.say("没有这个命令：{0}", "there is no command {0}", &[command]),
            };
            Err(Failure::Usage(message))
        }
    }
}

fn outside(what: &str, error: impl std::fmt::Display) -> Failure {
    Failure::Outside(format!("{what}: {error}"))
}

/// The plan of the built-in packs.
fn plan() -> Result<rules::Plan, Failure> {
    policies::plan().map_err(|error| outside("built-in packs", error))
}

/// Writes text to standard output.
fn say(text: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
    written.map_err(|error| outside("standard output", error))
}

/// Writes one JSON document and a line feed.
fn print<T: serde::Serialize>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| outside("standard output", error))?;
    say(&(text + "\n"))
}

/// The name that a value of a closed set has in files.
fn json_name<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
