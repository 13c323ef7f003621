//! `cargo xtask reproduce`: the same sources in another folder give the same bytes.

use crate::{
    dist,
    shell::{run, step},
    sources, today,
};
use anyhow::{Context as _, Result, ensure};
use std::{collections::BTreeSet, env, fs, process::Command};

/// What is compared: sizes and digests of all files of a site.
const LIST: &str = "hosting/SHA256SUMS";

/// A page that names the day on which the site was built.
const DATED: &str = "clauses/index.html";

/// Copies the sources to a folder with another name at another depth, builds the site there from nothing, and compares
/// it with the site that stands in `dist/`. Takes as long as the first build of the page.
pub fn reproduce() -> Result<()> {
    let here = fs::read_to_string(dist::directory().join(LIST))
        .context("there is no site to compare with: `cargo xtask dist` builds it")?;
    let day = built_on(&fs::read_to_string(dist::directory().join(DATED))?)?;
    let copy = env::temp_dir().join(format!("huisuan-{}/another/folder", std::process::id()));
    let compared = step("building the site in another folder, from nothing", || {
        sources::copy(&copy)?;
        run(Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["xtask", "dist"])
            .current_dir(&copy)
            .env(today::SOURCE_DATE, day.to_string())
            .env_remove("CARGO_TARGET_DIR")
            // What cargo tells the program that it runs is about this folder.
            .env_remove("CARGO_MANIFEST_DIR"))?;
        let there = fs::read_to_string(copy.join("dist").join(LIST))?;
        let different = differences(&here, &there);
        ensure!(
            different.is_empty(),
            "built in another folder, these files differ:\n{}",
            different.join("\n")
        );
        Ok(here.lines().count())
    });
    if let Some(directory) = copy.ancestors().nth(2) {
        fs::remove_dir_all(directory)?;
    }
    eprintln!("  {} files are the same, to the byte", compared?);
    Ok(())
}

/// The lines that only one of two lists of files has, marked with the one that has them.
fn differences(here: &str, there: &str) -> Vec<String> {
    let only = |place: &str, list: &str, other: &str| -> Vec<String> {
        let other: BTreeSet<&str> = other.lines().collect();
        let lines = list.lines().filter(|line| !other.contains(line));
        lines.map(|line| format!("{place:<6}{line}")).collect()
    };
    [only("here", here, there), only("there", there, here)].concat()
}

/// A second of the day on which a site was built.
fn built_on(page: &str) -> Result<u64> {
    let day = page
        .split("<time datetime=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    day.and_then(today::second_of)
        .with_context(|| format!("{DATED} names no day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_only_one_site_has_is_a_difference() {
        assert_eq!(differences("1  a\n2  b\n", "2  b\n1  a\n"), Vec::<String>::new());
        assert_eq!(differences("1  a\n2  b\n", "2  b\n"), ["here  1  a"]);
        assert_eq!(differences("2  b\n", "3  b\n"), ["here  2  b", "there 3  b"]);
    }

    #[test]
    fn a_page_tells_when_it_was_built() {
        let second = built_on("<p><time datetime=\"2026-11-22\">2026-11-22</time>").expect("a day");
        assert_eq!(Some(second), today::second_of("2026-11-22"));
        assert!(built_on("<p>").is_err());
    }
}
