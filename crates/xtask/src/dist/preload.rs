//! The data that every first visit needs, asked for beside the module instead of one file after the other behind it.

use super::{files, relative};
use anyhow::{Context as _, Result, bail};
use std::{fmt::Write as _, fs, path::Path};

/// The index, and in the language in which a first visit begins what it names: the library and the list of the whole country.
const DATA: [&str; 3] = ["data/index.json", "data/zh-library-", "data/zh-shelf-000000-"];

/// Names the data in the head of the page, as the calculator will ask for it.
pub(super) fn name_data(site: &Path) -> Result<()> {
    let file = site.join("index.html");
    let page = fs::read_to_string(&file)?;
    let (head, body) = page.split_once("</head>").context("the page has no head")?;
    let names = files(&site.join("data"))?;
    let names = names.iter().map(|file| relative(site, file));
    let names = names.collect::<Result<Vec<_>>>()?;
    let mut links = String::new();
    for begin in DATA {
        let fitting: Vec<_> = names.iter().filter(|name| name.starts_with(begin)).collect();
        let [name] = fitting[..] else {
            bail!("{begin} begins the names of {} files", fitting.len());
        };
        write!(
            links,
            "<link rel=\"preload\" href=\"./{name}\" as=\"fetch\" crossorigin>"
        )?;
    }
    fs::write(file, format!("{head}{links}</head>{body}"))?;
    Ok(())
}
