//! `cargo xtask rows`: a table of loans for trying out many cases, the same for the same seed on every machine.

use crate::options::numbers;
use anyhow::Result;
use std::io::{BufWriter, Write, stdout};

/// How many rows, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many rows; the last firm may add one or two.
    pub count: u64,
    /// The same seed and count give the same rows.
    pub seed: u64,
}

impl Options {
    /// Reads `--count N` and `--seed S`, in any order.
    pub fn read(arguments: &[&str]) -> Result<Self> {
        let mut options = Self {
            count: 100_000,
            seed: 1,
        };
        numbers(
            arguments,
            [("--count", &mut options.count), ("--seed", &mut options.seed)],
        )?;
        Ok(options)
    }
}

/// The headings of the table, as a bank in China writes them.
pub const HEADINGS: [&str; 9] = [
    "序号",
    "统一社会信用代码",
    "企业类型",
    "贷款品种",
    "贷款金额(万元)",
    "年利率(%)",
    "期限(月)",
    "放款日",
    "还款方式",
];

/// A small generator of pseudo-random numbers (xorshift), so that rows do not change with a library.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end.max(1)
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        let at = self.below(u64::try_from(texts.len()).unwrap_or(1));
        usize::try_from(at)
            .ok()
            .and_then(|at| texts.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Hands on the rows one by one, sorted by firm: firms with one loan to three, amounts on and around the limits of the
/// clauses, and one row in a thousand whose amount is none.
pub fn generate(options: &Options, row: &mut dyn FnMut(&[String; 9]) -> Result<()>) -> Result<()> {
    let mut random = Random(options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut number, mut firm) = (0, 0_u64);
    while number < options.count {
        firm += 1;
        let kind = random.pick(&["小微企业", "小微企业", "小型企业", "中型企业", "大型企业"]);
        for _ in 0..=random.below(3).min(random.below(3)) {
            number += 1;
            let amount = match random.below(1000) {
                0 => "待定".to_owned(),
                1..=200 => random
                    .pick(&["300", "300.000001", "299.999999", "400", "200", "500"])
                    .to_owned(),
                _ => format!("{}.{:02}", 1 + random.below(600), random.below(100)),
            };
            row(&[
                number.to_string(),
                format!("91330300MA{firm:08}"),
                kind.to_owned(),
                random
                    .pick(&["创业担保贷款", "创业担保贷款", "普通经营贷款"])
                    .to_owned(),
                amount,
                format!("{}.{:02}", 2 + random.below(4), random.below(100)),
                random.pick(&["6", "12", "18", "24", "36"]).to_owned(),
                format!(
                    "202{}-{:02}-{:02}",
                    3 + random.below(3),
                    1 + random.below(12),
                    1 + random.below(28)
                ),
                random
                    .pick(&["等额本息", "等额本金", "先息后本", "利随本清"])
                    .to_owned(),
            ])?;
        }
    }
    Ok(())
}

/// Writes the table as CSV.
pub fn csv(options: &Options, to: &mut dyn Write) -> Result<()> {
    writeln!(to, "{}", HEADINGS.join(","))?;
    // Nothing in it holds a comma.
    generate(options, &mut |row| Ok(writeln!(to, "{}", row.join(","))?))
}

/// Writes the table as JSON lines.
pub fn lines(options: &Options, to: &mut dyn Write) -> Result<()> {
    generate(options, &mut |row| {
        // Nothing in it needs an escape.
        let fields = HEADINGS
            .iter()
            .zip(row)
            .map(|(heading, cell)| format!("\"{heading}\":\"{cell}\""));
        Ok(writeln!(to, "{{{}}}", fields.collect::<Vec<_>>().join(","))?)
    })
}

/// Writes the table as CSV to standard output.
pub fn print(options: &Options) -> Result<()> {
    let mut output = BufWriter::new(stdout().lock());
    csv(options, &mut output)?;
    Ok(output.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_rows_sorted_by_firm() {
        let table = |seed| {
            let mut rows = Vec::new();
            csv(&Options { count: 3_000, seed }, &mut rows).unwrap();
            String::from_utf8(rows).unwrap()
        };
        assert_eq!(table(1), table(1));
        assert_ne!(table(1), table(2));
        let table = table(1);
        let firms: Vec<&str> = table
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(1))
            .collect();
        assert!(firms.is_sorted() && firms.len() >= 3_000 && firms.windows(2).any(|pair| pair[0] == pair[1]));
        assert!(table.contains("待定"));
    }
}
