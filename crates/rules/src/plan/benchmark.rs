//! Targets to compare with, compiled.

use crate::Exact;
use crate::compact::compact;
use crate::fact::{Fact, FactKind};
use crate::pack::{self, Sense};
use crate::phrase::Unit;

use super::condition;
use super::interval::{End, Interval};
use super::reader::Typed;
use super::{PackProblem, Reader};

/// The number that a goal names for a fact.
#[derive(Clone, Debug)]
pub struct Benchmark {
    /// The fact that is compared.
    pub fact: Fact,
    /// The date that tells which year counts, where the fact has no years itself.
    pub dated: Option<Fact>,
    /// The targets: one, or one a year.
    pub targets: Vec<Target>,
}

compact!(struct Benchmark { fact, dated, targets });

/// One target of a goal: what a fact should come to, in a year or in every one.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its year; every year where there is none.
    pub year: Option<i32>,
    /// What meets it.
    pub interval: Interval,
}

compact!(struct Target { year, interval });

pub(super) fn compile(reader: &mut Reader<'_>, source: &pack::Benchmark) -> Option<Benchmark> {
    let fact = reader.fact("benchmark.fact", &source.fact)?;
    let spec = reader.spec(fact)?;
    reader.readings("benchmark.derived", source.derived.as_ref());
    let dated = match &source.dated {
        Some(path) => Some(reader.fact_of("benchmark.dated", path, &[FactKind::Date])?),
        None => None,
    };
    let typed = Typed {
        sense: source.sense,
        reads: None,
        reason: source.derived.is_some(),
    };
    let targets = match (&source.words, source.years.is_empty()) {
        (Some(words), true) => {
            let interval = condition::interval(reader, "benchmark.words", words, None, spec.kind, typed)?;
            let ends = (interval.lower, interval.upper);
            if !matches!(ends, (Some(end), None) | (None, Some(end)) if end.inclusive) {
                reader.problem("benchmark.words", words, PackProblem::Unit);
            }
            vec![Target { year: None, interval }]
        }
        (None, false) => {
            if spec.series.is_none() && dated.is_none() {
                reader.problem("benchmark.dated", "", PackProblem::Missing);
            }
            table(reader, source, spec.kind, typed)?
        }
        _ => {
            reader.problem("benchmark", "", PackProblem::Mixture);
            return None;
        }
    };
    Some(Benchmark { fact, dated, targets })
}

/// Targets in a row of a quoted table: the label of the row names the unit, the row with the years stands above it.
fn table(reader: &mut Reader<'_>, source: &pack::Benchmark, kind: FactKind, typed: Typed) -> Option<Vec<Target>> {
    let Some(sense) = typed.sense.filter(|_| typed.reason) else {
        reader.problem("benchmark.years", "", PackProblem::NoReason);
        return None;
    };
    let [header, row] = reader.sentences() else {
        reader.problem("benchmark.years", "", PackProblem::Missing);
        return None;
    };
    let columns = years(header);
    let numbers: Vec<&str> = row.split_whitespace().filter(|cell| is_number(cell)).collect();
    let percent = row.contains("(%)") || row.contains("（%）");
    if kind != FactKind::Rate || !percent {
        let label = (*row).to_owned();
        reader.problem("benchmark.years", &label, PackProblem::Unit);
        return None;
    }
    if columns.len() != numbers.len() || columns.len() != source.years.len() {
        reader.problem("benchmark.years", "", PackProblem::Missing);
        return None;
    }
    let mut targets = Vec::new();
    for ((year, number), (wanted, words)) in columns.into_iter().zip(numbers).zip(&source.years) {
        let value = number
            .parse::<Exact>()
            .and_then(|number| Ok(number.div(Exact::integer(100))?));
        let (true, true, Ok(value)) = (wanted.parse() == Ok(year), words == number, value) else {
            reader.problem("benchmark.years", words, PackProblem::NotInClause);
            return None;
        };
        let end = Some(End { value, inclusive: true });
        let (lower, upper) = match sense {
            Sense::AtMost => (None, end),
            Sense::AtLeast => (end, None),
        };
        let (unit, words, convention) = (Unit::Ratio, words.clone(), false);
        let interval = Interval {
            lower,
            upper,
            unit,
            words,
            convention,
        };
        targets.push(Target {
            year: Some(year),
            interval,
        });
    }
    Some(targets)
}

/// The years of a row like “2021 年 2022 年”.
fn years(header: &str) -> Vec<i32> {
    let digits = header.split('年').filter_map(|before| {
        let before = before.trim_end();
        before.get(before.len().checked_sub(4)?..)?.parse().ok()
    });
    digits.collect()
}

fn is_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit()) && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
}
