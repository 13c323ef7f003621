//! The loans that every engine computes, and what each of them is exactly due.

use std::fmt::{self, Write as _};

/// How many loans.
pub(crate) const COUNT: usize = 10_000;

/// The figures of the rule, as `rule.toml` says them: rates in basis points, shares in thousandths, money in fen.
pub(crate) const RULE: Rule = Rule {
    fee_limit: 100,
    wide: (450, 12),
    narrow: (350, 15),
    cap: 20_000_000,
};

/// Two tiers of an interest rate, a limit on a fee rate, a cap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    fee_limit: u32,
    wide: (u32, u64),
    narrow: (u32, u64),
    cap: u64,
}

/// A loan: fen and basis points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) principal: u64,
    pub(crate) rate: u32,
    pub(crate) fee: u32,
}

impl Rule {
    /// What a loan gets, in fen; nothing where it is refused. Whole numbers only: the half of a fen goes up.
    pub(crate) const fn amount(&self, row: Row) -> Option<u64> {
        let share = if row.rate <= self.narrow.0 {
            self.narrow.1
        } else {
            self.wide.1
        };
        if row.fee > self.fee_limit || row.rate > self.wide.0 {
            return None;
        }
        let amount = (row.principal * share * 2 + 1_000) / 2_000;
        Some(if amount < self.cap { amount } else { self.cap })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            fee_limit,
            wide,
            narrow,
            cap,
        } = *self;
        write!(
            formatter,
            "a guaranteed loan with a fee rate of at most {}% gets {}% of its principal at an interest rate of at most {}%, \
             {}% at one of at most {}%, at most {} yuan, rounded half up to the fen",
            percent(fee_limit),
            tenths(wide.1),
            percent(wide.0),
            tenths(narrow.1),
            percent(narrow.0),
            yuan(cap),
        )
    }
}

/// Thousandths as a percentage: "1.5".
fn tenths(thousandths: u64) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// Rows on, below and above each bound of the rule, at the cap and at halves of a fen; then loans of a fixed seed.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::with_capacity(COUNT);
    for rate in [349, 350, 351, 449, 450, 451] {
        for fee in [99, 100, 101] {
            rows.push(Row {
                principal: 123_456_789,
                rate,
                fee,
            });
        }
    }
    // 200,000 yuan are 1.5% of 13,333,333.33… and 1.2% of 16,666,666.66… yuan.
    for principal in [
        1_333_333_267,
        1_333_333_300,
        1_333_333_334,
        1_666_666_666,
        1_666_666_667,
    ] {
        for rate in [350, 450] {
            rows.push(Row {
                principal,
                rate,
                fee: 50,
            });
        }
    }
    // 1.5% of an odd number of yuan and 1.2% of a quarter of a yuan end in half a fen.
    for number in 0..100 {
        rows.push(Row {
            principal: 6_700 + number * 20_000,
            rate: 300,
            fee: 80,
        });
        rows.push(Row {
            principal: 8_375 + number * 25_000,
            rate: 400,
            fee: 80,
        });
    }
    let mut state = 20_260_101_u64;
    let mut below = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    while rows.len() < COUNT {
        rows.push(Row {
            principal: 1_000_000 + below(2_999_000_000),
            rate: 250 + u32::try_from(below(260)).unwrap_or_default(),
            fee: 20 + u32::try_from(below(100)).unwrap_or_default(),
        });
    }
    rows
}

/// Fen as yuan: "1234567.89".
pub(crate) fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// Basis points as a percentage: "3.45".
pub(crate) fn percent(points: u32) -> String {
    format!("{}.{:02}", points / 100, points % 100)
}

/// All rows with what they get, as every program reads them: `[["1234567.89","3.45","0.80","18518.52"], …]`; the last text
/// is empty where a loan is refused. Rates are percentages.
pub(crate) fn json() -> String {
    let mut text = String::from("[");
    for (at, row) in rows().into_iter().enumerate() {
        let end = if at == 0 { "\n" } else { ",\n" };
        let amount = RULE.amount(row).map(yuan).unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "{end}[\"{}\",\"{}\",\"{}\",\"{amount}\"]",
            yuan(row.principal),
            percent(row.rate),
            percent(row.fee)
        );
    }
    text.push_str("\n]\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_gives_every_row_its_exact_amount() {
        let plan = crate::native::plan().unwrap();
        let rows = rows();
        let cells = crate::native::read(&json()).unwrap();
        let found = crate::native::briefly(&plan, &cells).unwrap();
        assert_eq!((rows.len(), found.len()), (COUNT, COUNT));
        for (row, found) in rows.iter().zip(found) {
            assert_eq!(
                found.map(|amount| amount.to_string()),
                RULE.amount(*row).map(yuan),
                "{row:?}"
            );
        }
    }

    #[test]
    fn there_are_rows_on_each_bound_at_the_cap_and_at_halves_of_a_fen() {
        let rows = rows();
        let some = |what: &dyn Fn(&Row) -> bool| rows.iter().any(what);
        for rate in [349, 350, 351, 449, 450, 451] {
            assert!(some(&|row| row.rate == rate && row.fee <= 100), "{rate}");
        }
        for fee in [99, 100, 101] {
            assert!(some(&|row| row.fee == fee && row.rate <= 450), "{fee}");
        }
        assert!(some(&|row| RULE.amount(*row) == Some(RULE.cap - 1)));
        assert!(some(&|row| RULE.amount(*row) == Some(RULE.cap)));
        assert!(some(&|row| row.rate <= 350 && row.principal * 15 % 1_000 == 500));
    }
}
