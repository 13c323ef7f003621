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

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values, headings first.
    Csv,
    /// A JSON object on each line.
    Lines,
}

impl Format {
    /// Takes `--json`, wherever it stands, from the arguments, and leaves the others.
    #[must_use]
    pub fn take<'a>(arguments: &[&'a str]) -> (Self, Vec<&'a str>) {
        let others: Vec<_> = arguments
            .iter()
            .copied()
            .filter(|argument| *argument != "--json")
            .collect();
        let format = if others.len() < arguments.len() {
            Self::Lines
        } else {
            Self::Csv
        };
        (format, others)
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

/// Writes the table.
pub fn write(options: &Options, format: Format, to: &mut dyn Write) -> Result<()> {
    match format {
        Format::Csv => csv(options, to),
        Format::Lines => lines(options, to),
    }
}

/// Writes the table to standard output, from `[--count N] [--seed S] [--json]`.
pub fn print(arguments: &[&str]) -> Result<()> {
    let (format, options) = Format::take(arguments);
    let options = Options::read(&options)?;
    let mut output = BufWriter::new(stdout().lock());
    write(&options, format, &mut output)?;
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

    #[test]
    fn json_lines_hold_the_cells_of_the_table() {
        let written = |format| {
            let mut rows = Vec::new();
            write(&Options { count: 50, seed: 3 }, format, &mut rows).unwrap();
            String::from_utf8(rows).unwrap()
        };
        let (csv, lines) = (written(Format::Csv), written(Format::Lines));
        let mut csv = csv.lines();
        let headings: Vec<&str> = csv.next().unwrap().split(',').collect();
        // No cell holds a quotation mark: of `{"a":"b","c":"d"}` every other piece between them is a name or a cell.
        let pieces = lines
            .lines()
            .map(|line| line.split('"').skip(1).step_by(2).collect::<Vec<_>>());
        let expected = csv.map(|row| {
            headings
                .iter()
                .copied()
                .zip(row.split(','))
                .flat_map(|(name, cell)| [name, cell])
                .collect()
        });
        assert!(pieces.eq(expected.collect::<Vec<Vec<_>>>()));
        assert!(lines.lines().count() >= 50 && lines.starts_with(r#"{"序号":"1","统一社会信用代码":"#));
    }

    #[test]
    fn the_format_is_an_option_in_any_place() {
        assert_eq!(Format::take(&["--count", "5"]), (Format::Csv, vec!["--count", "5"]));
        assert_eq!(
            Format::take(&["--count", "5", "--json"]),
            (Format::Lines, vec!["--count", "5"])
        );
        assert!(print(&["--json", "--jsonl"]).is_err());
    }
}
