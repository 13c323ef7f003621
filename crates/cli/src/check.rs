//! `huisuan check`.

use policies::LoadError;
use rules::plan::Plan;

use crate::{Failure, outside};

pub(crate) fn run(files: &[&str]) -> Result<(), Failure> {
    let sources = if files.is_empty() {
        policies::sources()
    } else {
        let mut sources = Vec::new();
        for file in files {
            let text = std::fs::read_to_string(file).map_err(|error| outside(file, error))?;
            match policies::pack(file, &text).and_then(policies::source) {
                Ok(source) => sources.push(source),
                Err(error) => return report(&error),
            }
        }
        Ok(sources)
    };
    let parts = policies::catalogue().and_then(|facts| Ok((facts, policies::lpr()?, sources?)));
    let (facts, lpr, sources) = match parts {
        Ok(parts) => parts,
        Err(error) => return report(&error),
    };
    let count = sources.len();
    match Plan::new(facts, lpr, sources) {
        Ok(plan) => {
            println!("{count} documents, {} measures: no errors", plan.measures.len());
            Ok(())
        }
        Err(errors) => report(&LoadError::Meaning(errors)),
    }
}

fn report(error: &LoadError) -> Result<(), Failure> {
    match error {
        LoadError::Structure { file, message } => eprintln!("{file}: {message}"),
        LoadError::Meaning(errors) => {
            for error in errors {
                eprintln!("{}", text::pack_error(text::Language::En, error));
            }
            eprintln!("{} errors", errors.len());
        }
    }
    Err(Failure::Input)
}
