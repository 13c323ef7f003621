//! `huisuan export`, `huisuan pages` and `huisuan visits`: what the built site is made of.

use std::fs;
use std::path::Path;

use policies::{File, Published};

use crate::tongue::Options;
use crate::{Failure, outside};

/// Writes the page's data into a directory, with the versions that a folder keeps. Files of an earlier export keep
/// standing beside the new ones.
pub(crate) fn run(directory: &str, published: Option<&str>) -> Result<(), Failure> {
    let published = match published {
        Some(folder) => Published::read(Path::new(folder)).map_err(|error| outside(folder, error))?,
        None => Published::default(),
    };
    write(
        directory,
        policies::export(&published).map_err(|error| outside("built-in packs", error))?,
    )
}

/// Writes the static pages of all measures into the folder of a site, as of a day.
pub(crate) fn pages(options: Options, directory: &str) -> Result<(), Failure> {
    let Some(day) = options.day else {
        let needed = "要用 --day 写明生成网页的日子";
        return Err(Failure::Usage(options.tongue.say(
            needed,
            "--day must say on which day the pages are made",
            &[],
        )));
    };
    let site = pages::Site::embedded(day).map_err(|error| outside("built-in packs", error))?;
    write(directory, site.files())
}

/// Writes files below a directory, which is made where it is missing.
pub(crate) fn write(directory: &str, files: Vec<File>) -> Result<(), Failure> {
    for file in files {
        let path = Path::new(directory).join(&file.path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, file.bytes))
            .map_err(|error| outside(&path.display().to_string(), error))?;
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
