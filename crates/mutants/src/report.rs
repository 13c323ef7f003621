//! What is known of all changes.

use crate::{build::Unwoven, change::Change, trial::Outcome};
use anyhow::{Context as _, Result};
use std::{collections::BTreeMap, fs, path::Path};

/// What is known of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Tried(Outcome),
    Unwoven(Unwoven),
}

use Known::{Tried, Unwoven as Not};

const WORDS: [(Known, &str); 5] = [
    (Tried(Outcome::Caught), "caught"),
    (Tried(Outcome::Endless), "no end"),
    (Not(Unwoven::NoProgram), "no program"),
    (Not(Unwoven::Alone), "not woven"),
    (Tried(Outcome::Missed), "missed"),
];

/// Reads what was written; nothing where nothing was.
pub(crate) fn read(file: &Path) -> Result<BTreeMap<String, Known>> {
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let known = |line: &str| {
        let (word, name) = line.split_once('\t')?;
        let (known, _) = WORDS.iter().find(|(_, written)| *written == word)?;
        Some((name.to_owned(), *known))
    };
    let lines = fs::read_to_string(file)?;
    lines
        .lines()
        .map(|line| known(line).with_context(|| format!("{} has {line}", file.display())))
        .collect()
}

/// Writes what is known of each change, a line each.
pub(crate) fn write(file: &Path, all: &BTreeMap<String, Known>) -> Result<()> {
    let line = |(name, known): (&String, &Known)| {
        let word = WORDS.iter().find(|(one, _)| one == known).map_or("", |(_, word)| word);
        format!("{word}\t{name}\n")
    };
    Ok(fs::write(file, all.iter().map(line).collect::<String>())?)
}

/// A row for each directory, and below it what was missed.
pub(crate) fn table(changes: &[Change], all: &BTreeMap<String, Known>) -> String {
    let mut rows: BTreeMap<&str, [usize; 7]> = BTreeMap::new();
    for change in changes {
        let column = all.get(&change.name).map_or(6, |known| {
            1 + WORDS.iter().position(|(one, _)| one == known).unwrap_or_default()
        });
        for row in [directory(&change.file), "~"] {
            let row = rows.entry(row).or_default();
            row[0] += 1;
            row[column] += 1;
        }
    }
    let words: Vec<&str> = WORDS.iter().map(|(_, word)| *word).collect();
    let mut lines = vec![
        format!("| directory | changes | {} | not tried |", words.join(" | ")),
        format!("|---|{}", "---|".repeat(words.len() + 2)),
    ];
    for (directory, row) in rows {
        let name = if directory == "~" { "all" } else { directory };
        let row = row.map(|count| count.to_string()).join(" | ");
        lines.push(format!("| {name} | {row} |"));
    }
    let missed = changes
        .iter()
        .filter(|change| all.get(&change.name) == Some(&Tried(Outcome::Missed)));
    lines.extend(missed.map(|change| format!("missed: {}", change.name)));
    lines.push(String::new());
    lines.join("\n")
}

/// The module of a file: `rules/src/exact` of `crates/rules/src/exact/round.rs`.
fn directory(file: &str) -> &str {
    let path = file.trim_start_matches("crates/").trim_end_matches(".rs");
    path.match_indices('/').nth(2).map_or(path, |(end, _)| &path[..end])
}
