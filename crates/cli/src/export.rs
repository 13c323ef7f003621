//! `huisuan export` and `huisuan visits`.

use std::fs;
use std::path::Path;

use crate::{Failure, outside};

/// Writes the page's data into a directory, which it makes. Files of an earlier export keep standing beside the new ones.
pub(crate) fn run(directory: &str) -> Result<(), Failure> {
    let directory = Path::new(directory);
    fs::create_dir_all(directory).map_err(|error| outside(&directory.display().to_string(), error))?;
    for file in policies::export().map_err(|error| outside("built-in packs", error))? {
        let path = directory.join(&file.path);
        fs::write(&path, file.bytes).map_err(|error| outside(&path.display().to_string(), error))?;
    }
    Ok(())
}

/// Prints what visitors load, a line for each place and subject: the place, the subject, the files.
pub(crate) fn visits() -> Result<(), Failure> {
    for visit in policies::visits().map_err(|error| outside("built-in packs", error))? {
        println!("{} {} {}", visit.place, visit.topic, visit.files.join(" "));
    }
    Ok(())
}
