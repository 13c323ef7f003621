//! The table of all engines: how long they took, and how many of their amounts are wrong by a fen.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;

use crate::clock::middle_and_least;

/// One way of computing all rows, as every program prints it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Measured {
    way: String,
    /// Nanoseconds of each round.
    times: Vec<u64>,
    /// Nanoseconds of a round by the processor, where the system says.
    processor: Option<u64>,
    /// In yuan; empty where the loan is refused.
    amounts: Vec<String>,
}

/// What is known of one engine: `name=file` of what its program printed, or `name!why` it did not run.
pub(crate) fn table(rows: &str, engines: &[&str]) -> Result<String> {
    let rows: Vec<[String; 4]> = serde_json::from_str(rows)?;
    let expected: Vec<Option<i128>> = rows.iter().map(|[.., amount]| fen(amount)).collect::<Result<_>>()?;
    let refused = expected.iter().filter(|amount| amount.is_none()).count();
    let mut text = format!(
        "{} loans, {refused} of them refused; milliseconds for all: the middle of some rounds and the fastest, and what \
         a round takes of the processor\n\n{:<34} {:<36} {:>9} {:>9} {:>9} {:>9}\n",
        rows.len(),
        "engine",
        "way",
        "middle",
        "fastest",
        "processor",
        "wrong"
    );
    for engine in engines {
        if let Some((name, why)) = engine.split_once('!') {
            writeln!(text, "{name:<34} not measured: {why}")?;
            continue;
        }
        let (name, file) = engine.split_once('=').context("an engine is name=file or name!why")?;
        let ways: Vec<Measured> = serde_json::from_str(&fs::read_to_string(file)?)?;
        for Measured {
            way,
            times,
            processor,
            amounts,
        } in ways
        {
            let (middle, least) = middle_and_least(&times).with_context(|| format!("{name} took no time"))?;
            let wrong = wrong(&expected, &amounts)?;
            let (middle, least) = (milliseconds(middle), milliseconds(least));
            let processor = processor.map_or_else(|| "unknown".to_owned(), milliseconds);
            writeln!(
                text,
                "{name:<34} {way:<36} {middle:>9} {least:>9} {processor:>9} {wrong:>9}"
            )?;
        }
    }
    Ok(text)
}

/// How many amounts are not the exact ones.
fn wrong(expected: &[Option<i128>], found: &[String]) -> Result<usize> {
    if expected.len() != found.len() {
        bail!("{} amounts of {} loans", found.len(), expected.len());
    }
    let mut wrong = 0;
    for (expected, found) in expected.iter().zip(found) {
        wrong += usize::from(*expected != fen(found)?);
    }
    Ok(wrong)
}

/// An amount of two decimals in fen; none of a text without any.
fn fen(amount: &str) -> Result<Option<i128>> {
    if amount.is_empty() {
        return Ok(None);
    }
    let (yuan, cents) = amount
        .split_once('.')
        .with_context(|| format!("not to the fen: {amount}"))?;
    if cents.len() != 2 {
        bail!("not to the fen: {amount}");
    }
    Ok(Some(format!("{yuan}{cents}").parse()?))
}

/// Nanoseconds in milliseconds with two decimals.
pub(crate) fn milliseconds(nanoseconds: u64) -> String {
    let hundredths = (nanoseconds + 5_000) / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_is_a_fen_off_is_wrong_and_so_is_a_refusal() {
        let expected = [Some(101), None, Some(100)];
        let count = |found: [&str; 3]| wrong(&expected, &found.map(str::to_owned)).ok();
        assert_eq!(count(["1.01", "", "1.00"]), Some(0));
        assert_eq!(count(["1.00", "", "1.00"]), Some(1));
        assert_eq!(count(["1.01", "0.00", ""]), Some(2));
        assert_eq!(count(["1.0", "", "1.00"]), None);
    }

    #[test]
    fn times_are_shown_to_a_hundredth_of_a_millisecond() {
        assert_eq!(milliseconds(1_234_567), "1.23");
        assert_eq!(milliseconds(59_999_999), "60.00");
    }
}
