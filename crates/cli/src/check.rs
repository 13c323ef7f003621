//! `huisuan check`: packs and their cases, every error at its place.

use std::path::{Path, PathBuf};

use policies::LoadError;
use rules::plan::Plan;

use serde_json::json;

use crate::report::{self, Diagnostic, File, Weight};
use crate::tongue::{Options, Tongue};
use crate::{Failure, outside, print, say};

mod advice;
mod cases;
mod meaning;
mod structure;
mod tree;

use tree::Node;

/// A pack with the cases that stand beside it.
pub(crate) struct Input {
    pub(crate) pack: File,
    pub(crate) cases: Option<File>,
}

/// How many errors and warnings were told.
#[derive(Default)]
struct Count {
    errors: usize,
    warnings: usize,
    measures: usize,
    cases: usize,
}

pub(crate) fn run(options: Options, files: &[&str]) -> Result<(), Failure> {
    let tongue = options.tongue;
    let inputs = if files.is_empty() { built_in() } else { read(files)? };
    let mut count = Count::default();
    let mut ids: Vec<String> = Vec::new();
    let mut list = Vec::new();
    for input in &inputs {
        let (mut of_pack, mut of_cases, id) = check(options, input, &mut count)?;
        if let Some((id, place)) = id {
            if ids.contains(&id) {
                let title = tongue.say(
                    "另一个文件已经用了这个编号：{0}",
                    "another file has this id: {0}",
                    &[&id],
                );
                of_pack.push(Diagnostic::error(place, title));
            }
            ids.push(id);
        }
        for diagnostic in of_pack.iter().chain(&of_cases) {
            match diagnostic.weight {
                Weight::Error => count.errors += 1,
                Weight::Warning => count.warnings += 1,
            }
        }
        for (file, diagnostics) in [(Some(&input.pack), &mut of_pack), (input.cases.as_ref(), &mut of_cases)] {
            match file {
                Some(file) if options.json => list.extend(report::json(file, diagnostics)),
                Some(file) => report::print(tongue, file, diagnostics),
                None => {}
            }
        }
    }
    let sound = if count.errors > 0 { Err(Failure::Input) } else { Ok(()) };
    if options.json {
        let Count {
            errors,
            warnings,
            measures,
            cases,
        } = count;
        print(&json!({
            "documents": inputs.len(), "measures": measures, "cases": cases, "errors": errors, "warnings": warnings,
            "diagnostics": list,
        }))?;
        return sound;
    }
    let numbers = [inputs.len(), count.measures, count.cases, count.errors, count.warnings];
    let numbers = numbers.map(|number| number.to_string());
    say(&tongue.say(
        "{0} 个文件，{1} 项措施，{2} 个案例：{3} 个错误，{4} 个提醒\n",
        "{0} documents, {1} measures, {2} cases: {3} errors, {4} warnings\n",
        &numbers.each_ref().map(String::as_str),
    ))?;
    if options.day.is_none() {
        say(&tongue.say(
            "没有用 --day 指定日期，所以没有检查到期和核对日期\n",
            "without --day nothing is said of ends and of days of verification\n",
            &[],
        ))?;
    }
    sound
}

/// The packs of this build.
fn built_in() -> Vec<Input> {
    let file = |folder: &str, id: &str, text: &str| File {
        name: format!("{folder}/{id}.toml"),
        text: text.to_owned(),
    };
    policies::PACKS
        .iter()
        .map(|(id, pack, cases)| Input {
            pack: file("packs", id, pack),
            cases: Some(file("cases", id, cases)),
        })
        .collect()
}

/// Packs from files, each with its cases: `cases/<name>` beside it or beside its folder.
pub(crate) fn read(files: &[&str]) -> Result<Vec<Input>, Failure> {
    let read = |path: &Path| {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| outside(&name, error))?;
        Ok(File { name, text })
    };
    let mut inputs = Vec::new();
    for file in files {
        let path = Path::new(file);
        let name = path.file_name().unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside: [PathBuf; 2] = [
            folder.join("cases").join(name),
            folder.parent().unwrap_or(Path::new("..")).join("cases").join(name),
        ];
        let cases = beside.iter().find(|path| path.is_file());
        inputs.push(Input {
            pack: read(path)?,
            cases: cases.map(|path| read(path)).transpose()?,
        });
    }
    Ok(inputs)
}

type Found = (
    Vec<Diagnostic>,
    Vec<Diagnostic>,
    Option<(String, std::ops::Range<usize>)>,
);

/// What is wrong with one pack and with its cases, and the id of its document.
fn check(options: Options, input: &Input, count: &mut Count) -> Result<Found, Failure> {
    let tongue = options.tongue;
    let text = &input.pack.text;
    let parsed = structure::pack(tongue, text);
    let root = Node::root(&parsed.tree);
    let mut of_pack = parsed.diagnostics;
    let cases = input.cases.as_ref().map(|file| structure::cases(tongue, &file.text));
    let mut of_cases = cases
        .as_ref()
        .map(|cases| cases.diagnostics.clone())
        .unwrap_or_default();
    let Some(pack) = parsed.value else {
        return Ok((of_pack, of_cases, None));
    };
    let id = pack.document.id.clone();
    let place = root
        .get("document")
        .and_then(|document| document.get("id"))
        .unwrap_or(root);
    let paying: Vec<String> = pack
        .measures
        .iter()
        .filter(|measure| measure.amount.is_some())
        .map(|measure| measure.id.clone())
        .collect();
    count.measures += pack.measures.len();
    let internal = |error: LoadError| outside("facts.toml", error);
    of_pack.extend(advice::blanks(tongue, root));
    of_pack.extend(advice::unused(tongue, root));
    of_pack.extend(advice::place_name(tongue, root).map_err(internal)?);
    of_pack.extend(options.day.and_then(|day| advice::verification(tongue, root, day)));
    let facts = policies::catalogue().map_err(internal)?;
    let source = policies::source(pack).map_err(internal)?;
    match Plan::new(facts.clone(), policies::lpr().map_err(internal)?, vec![source]) {
        Ok(plan) => {
            if let (Some(day), Some(document)) = (options.day, plan.documents.first()) {
                of_pack.extend(advice::ending(tongue, root, document, day));
            }
            let readable = cases.as_ref().and_then(|parsed| Some((parsed, parsed.value.as_ref()?)));
            if let Some((parsed, cases)) = readable {
                count.cases += cases.cases.len();
                of_cases.extend(cases::run(tongue, Node::root(&parsed.tree), &plan, &id, cases));
                of_pack.extend(advice::never_missed(tongue, root, cases, &plan, &id));
            }
            // Of a file that cannot be read it is not known what it tries.
            if readable.is_some() || cases.is_none() {
                let tried =
                    |id: &String| readable.is_some_and(|(_, cases)| cases.cases.iter().any(|case| case.measure == *id));
                let untried = paying.iter().filter(|id| !tried(id));
                of_pack.extend(untried.map(|id| self::untried(tongue, root, id)));
            }
        }
        Err(errors) => {
            let about_dropped = |text: &String| parsed.dropped.contains(text);
            let errors = errors.iter().filter(|error| !about_dropped(&error.text));
            of_pack.extend(errors.map(|error| meaning::diagnose(tongue, text, root, &facts, error)));
        }
    }
    Ok((of_pack, of_cases, Some((id, place.span()))))
}

/// A measure that pays or limits a price has no worked case.
fn untried(tongue: Tongue, root: Node<'_, '_>, id: &str) -> Diagnostic {
    let place = root.named("measure", id).pop();
    let span = place.and_then(|place| place.get("id")).unwrap_or(root).span();
    let title = tongue.say("“{0}”没有案例", "“{0}” has no case", &[id]);
    Diagnostic::error(span, title).help(tongue.say(
        "在旁边的 cases/ 里写至少一个案例，金额精确到分",
        "write at least one case to the fen in cases/ beside it",
        &[],
    ))
}
