//! The changes that cargo-mutants would make, one by one.

use anyhow::{Context as _, Result};
use huisuan_xtask::{
    shell::{cargo, output, root},
    tools::Tool,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs,
    ops::Range,
    process::Command,
};

/// One change of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// As cargo-mutants calls it: file, line, column, and what is changed.
    pub(crate) name: String,
    /// Below the root.
    pub(crate) file: String,
    pub(crate) kind: Kind,
    /// What is changed, in bytes of the file.
    pub(crate) span: Range<usize>,
    /// What stands there instead; nothing where something is left out.
    pub(crate) replacement: String,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Kind {
    /// The whole body of a function gives way to a value.
    FnValue,
    /// An operator between two operands gives way to another.
    BinaryOperator,
    /// An operator before its operand is left out.
    UnaryOperator,
    /// An arm of a match is left out.
    MatchArm,
    /// The condition of an arm gives way to true or false.
    MatchArmGuard,
    /// A field is taken from the base of its struct.
    StructField,
}

#[derive(Deserialize)]
struct Listed {
    file: String,
    name: String,
    genre: Kind,
    replacement: String,
    span: Span,
}

#[derive(Clone, Copy, Deserialize)]
struct Span {
    start: Place,
    end: Place,
}

/// Counted from one, the column in characters.
#[derive(Clone, Copy, Deserialize)]
struct Place {
    line: usize,
    column: usize,
}

/// cargo-mutants, installed where it is not.
fn tool() -> Result<Command> {
    let program = Tool::cargo_mutants().install()?.join("cargo-mutants");
    let mut command = Command::new(program);
    command.arg("mutants").current_dir(root());
    command.env("CARGO", cargo().get_program());
    Ok(command)
}

/// All changes of the engine, in the order of files and lines.
pub(crate) fn all() -> Result<Vec<Change>> {
    let list = output(tool()?.args(["--list", "--json", "--package=huisuan-rules", "--package=huisuan-text"]))?;
    let listed: Vec<Listed> = serde_json::from_str(&list).context("the list of changes")?;
    let mut lines = BTreeMap::new();
    let mut changes = Vec::with_capacity(listed.len());
    for Listed {
        file,
        name,
        genre,
        replacement,
        span,
    } in listed
    {
        let lines = match lines.entry(file.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Lines::of(&fs::read_to_string(root().join(&file))?)),
        };
        changes.push(Change {
            span: lines.offset(span.start)..lines.offset(span.end),
            name,
            file,
            kind: genre,
            replacement,
        });
    }
    Ok(changes)
}

/// Where each character of each line begins.
struct Lines(Vec<Vec<usize>>);

impl Lines {
    fn of(text: &str) -> Self {
        let mut start = 0;
        let offsets = text.split_inclusive('\n').map(|line| {
            let ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
            let offsets = ends.map(|at| start + at).collect();
            start += line.len();
            offsets
        });
        Self(offsets.collect())
    }

    fn offset(&self, Place { line, column }: Place) -> usize {
        self.0[line - 1][column - 1]
    }
}
