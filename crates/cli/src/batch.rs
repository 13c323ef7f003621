//! `huisuan batch`: a table of many cases, row by row, in constant memory and on all cores.

use std::fs;
use std::io::Read as _;
use std::sync::Arc;

use rules::Plan;
use table::{Job, JobError, Table, guess};
use text::Words;

use crate::tongue::{Options, Tongue};
use crate::{Failure, complain, outside, plan, print};

mod decode;
mod input;
mod pipeline;
mod report;

use input::{Format, Input};

/// What only this command takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) job: Option<String>,
    pub(crate) columns: bool,
    pub(crate) measures: Vec<String>,
    pub(crate) documents: Vec<String>,
    pub(crate) region: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) skip: u64,
    pub(crate) totals: Option<String>,
}

/// Bytes of standard input that are read at once.
const PIECE: usize = 1 << 18;

pub(crate) fn run(options: Options, flags: &Flags) -> Result<(), Failure> {
    let tongue = options.tongue;
    let mut job = job(options, flags)?;
    let plan = Arc::new(plan()?);
    let mut input = Input::new(&job);
    // The headings stand in the first line, or are the keys of the first object.
    while input.headings().is_none() && read(&mut input)? {}
    let Some(headings) = input.headings() else {
        return Err(wrong(tongue, "标准输入是空的", "standard input is empty"));
    };
    let table = Table::new(plan.clone(), &job, headings);
    if flags.columns {
        if job.columns.is_empty() {
            job.columns = guess(&plan.catalogue, headings);
        }
        return print(&job);
    }
    let table = table.map_err(|error| said(tongue, &plan, &error, flags))?;
    let format = match input.format() {
        Format::Csv if options.json => Format::CsvToLines,
        format => format,
    };
    let done = pipeline::run(tongue, &table, format, flags.skip, &mut input, &mut read)?;
    report::totals(tongue, &table, &done);
    if let Some(file) = &flags.totals {
        let json = serde_json::to_string(&done).map_err(|error| outside(file, error))?;
        fs::write(file, json + "\n").map_err(|error| outside(file, error))?;
    }
    if done.bad_rows == 0 {
        Ok(())
    } else {
        Err(Failure::Input)
    }
}

/// Reads another piece of standard input; false at its end.
fn read(input: &mut Input) -> Result<bool, Failure> {
    let mut piece = vec![0; PIECE];
    let length = std::io::stdin()
        .lock()
        .read(&mut piece)
        .map_err(|error| outside("standard input", error))?;
    match piece.get(..length).filter(|piece| !piece.is_empty()) {
        Some(piece) => input.push(piece),
        None => input.finish(),
    }
    Ok(length > 0)
}

/// The job of the file, with what the command line says in its place.
fn job(options: Options, flags: &Flags) -> Result<Job, Failure> {
    let tongue = options.tongue;
    let mut job = match &flags.job {
        Some(file) => {
            let text = fs::read_to_string(file).map_err(|error| outside(file, error))?;
            serde_json::from_str(&text).map_err(|error| {
                complain(&format!("{file}: {error}"));
                Failure::Input
            })?
        }
        None => Job {
            schema: 1,
            day: String::new(),
            role: None,
            measures: Vec::new(),
            documents: Vec::new(),
            region: None,
            language: tongue.0.id().to_owned(),
            facts: std::collections::BTreeMap::new(),
            constants: Vec::new(),
            columns: Vec::new(),
        },
    };
    if let Some(day) = options.day {
        job.day = day.to_string();
    }
    if job.day.is_empty() {
        let (zh, en) = ("要用 --day 写明问的是哪一天", "--day must say which day is asked about");
        return Err(Failure::Usage(tongue.say(zh, en, &[])));
    }
    job.measures.extend(flags.measures.iter().cloned());
    job.documents.extend(flags.documents.iter().cloned());
    job.region = flags.region.clone().or(job.region);
    job.role = flags.role.clone().or(job.role);
    Ok(job)
}

/// Says what is wrong with a job; what it asks about stands on the command line where there is no file.
fn said(tongue: Tongue, plan: &Plan, error: &JobError, flags: &Flags) -> Failure {
    let words = Words {
        plan,
        language: tongue.0,
    };
    let message = error.message(words);
    if flags.job.is_none() && matches!(error, JobError::Request(_)) {
        return Failure::Usage(message);
    }
    complain(&message);
    Failure::Input
}

fn wrong(tongue: Tongue, zh: &str, en: &str) -> Failure {
    complain(&tongue.say(zh, en, &[]));
    Failure::Input
}
