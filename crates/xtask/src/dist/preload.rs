//! The data that every first visit needs, asked for beside the module instead of one file after the other behind it.

use super::{files, relative};
use anyhow::{Context as _, Result, ensure};
use std::{fmt::Write as _, fs, path::Path};

/// The index, and in the language in which a first visit begins what it names: the library and the list of the whole country.
const DATA: [&str; 3] = ["data/index.json", "data/zh-library-", "data/zh-shelf-000000-"];

/// Names the data in the head of the page, as the calculator will ask for it.
pub(super) fn name_data(site: &Path) -> Result<()> {
    let file = site.join("index.html");
    let page = fs::read_to_string(&file)?;
    let (head, body) = page.split_once("</head>").context("the page has no head")?;
    let mut links = String::new();
    for begin in DATA {
        let mut names = files(&site.join("data"))?
            .iter()
            .map(|file| relative(site, file))
            .collect::<Result<Vec<_>>>()?;
        names.retain(|name| name.starts_with(begin));
        ensure!(names.len() == 1, "{begin} begins the names of {} files", names.len());
        for name in names {
            write!(
                links,
                "<link rel=\"preload\" href=\"./{name}\" as=\"fetch\" crossorigin>"
            )?;
        }
    }
    fs::write(file, format!("{head}{links}</head>{body}"))?;
    Ok(())
}
