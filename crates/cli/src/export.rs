//! `huisuan export`, `huisuan pages` and `huisuan visits`: what the built site is made of.

use std::fs;
use std::path::Path;

use policies::{File, Published};
use serde_json::json;

use crate::tongue::Options;
use crate::{Failure, outside, print, say};

/// Writes the page's data into a directory, with the versions that a folder keeps. Files of an earlier export keep
/// standing beside the new ones.
pub(crate) fn run(options: Options, directory: &str, published: Option<&str>) -> Result<(), Failure> {
    let published = match published {
        Some(folder) => Published::read(Path::new(folder)).map_err(|error| outside(folder, error))?,
        None => Published::default(),
    };
    let files = policies::export(&published).map_err(|error| outside("built-in packs", error))?;
    write(options, directory, files)
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
    write(options, directory, site.files())
}

/// Writes files below a directory, which is made where it is missing, and as JSON lists them.
fn write(options: Options, directory: &str, files: Vec<File>) -> Result<(), Failure> {
    let names: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    save(directory, files)?;
    if options.json {
        print(&json!({ "files": names }))?;
    }
    Ok(())
}

/// Writes files below a directory, which is made where it is missing.
pub(crate) fn save(directory: &str, files: Vec<File>) -> Result<(), Failure> {
    for file in files {
        let path = Path::new(directory).join(&file.path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, file.bytes))
            .map_err(|error| outside(&path.display().to_string(), error))?;
    }
    Ok(())
}

/// Prints what visitors load, a line for each place and subject: the place, the subject, the files.
pub(crate) fn visits(options: Options) -> Result<(), Failure> {
    let visits = policies::visits().map_err(|error| outside("built-in packs", error))?;
    if options.json {
        let visits = visits.iter();
        let visits = visits.map(|visit| json!({ "place": visit.place, "topic": visit.topic, "files": visit.files }));
        return print(&visits.collect::<Vec<_>>());
    }
    let lines = visits
        .iter()
        .map(|visit| format!("{} {} {}\n", visit.place, visit.topic, visit.files.join(" ")));
    say(&lines.collect::<String>())
}
