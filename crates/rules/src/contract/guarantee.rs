//! Guarantees: the fee that a guarantor charges for each year.

use super::{Accrual, At, ContractError, Problem};
use crate::{exact::ArithmeticError, money::Money, rate::Rate, term::Term};

/// How a guarantee fee is charged (收费方式).
///
/// The same nominal rate costs different amounts: 0.5% a year on 500万元 over three years is 75,000元
/// up front, and 57,500元 on balances of 500, 400 and 250万元.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charging {
    /// Once for the whole term, on the original amount.
    UpfrontOriginal,
    /// Each year in advance, on the guaranteed balance of that year.
    YearlyOutstanding,
    /// The first year on the original amount, later years on the balance.
    FirstOriginalThenOutstanding,
}

impl Charging {
    /// All ways of charging, in the order in which a form lists them.
    pub const ALL: [Self; 3] = [
        Self::UpfrontOriginal,
        Self::YearlyOutstanding,
        Self::FirstOriginalThenOutstanding,
    ];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UpfrontOriginal => "upfront-original",
            Self::YearlyOutstanding => "yearly-outstanding",
            Self::FirstOriginalThenOutstanding => "first-original-then-outstanding",
        }
    }

    /// The way of charging of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }
}

/// A guarantee as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Guarantee {
    /// The guaranteed amount at the start (担保金额); less than the loan where the risk is shared.
    pub amount: Money,
    /// The fee rate a year.
    pub fee_rate: Rate,
    /// How long it runs. An odd term is charged by months / 12, or by days / 365 if it is in days.
    pub term: Term,
    /// How the fee is charged.
    pub charging: Charging,
    /// The guaranteed balance of each year of the term, the first year first. Not used by
    /// [`Charging::UpfrontOriginal`]; the first value not by
    /// [`Charging::FirstOriginalThenOutstanding`].
    pub balances: Vec<Money>,
}

/// The fee for a year, or for the whole term if it is charged up front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeRow {
    /// The number of the year, from 1.
    pub year: u32,
    /// The amount on which the fee is charged.
    pub base: Money,
    /// The time for which it is charged.
    pub accrual: Accrual,
    /// `base × fee rate × time`, half up to the fen.
    pub fee: Money,
}

/// The fees of a guarantee; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fees {
    /// The fees in the order in which they fall due.
    pub rows: Vec<FeeRow>,
    /// Their sum.
    pub total: Money,
}

impl Guarantee {
    /// What is charged for each year.
    pub fn fees(&self) -> Result<Fees, ContractError> {
        super::amount(self.amount).at("amount")?;
        super::rate(self.fee_rate).at("fee_rate")?;
        super::term(self.term).at("term")?;
        let bases = self.bases()?;
        self.charge(&bases).at("amount")
    }

    /// The amount and time of each fee.
    fn bases(&self) -> Result<Vec<(Money, Accrual)>, ContractError> {
        if self.charging == Charging::UpfrontOriginal {
            return Ok(vec![(self.amount, time(self.term))]);
        }
        let years = years(self.term);
        if self.balances.len() != years.len() {
            return Err(ContractError {
                field: "balance",
                problem: Problem::Count {
                    expected: years.len(),
                    given: self.balances.len(),
                },
            });
        }
        let mut bases = Vec::with_capacity(years.len());
        for (balance, accrual) in self.balances.iter().zip(years) {
            let original = self.charging == Charging::FirstOriginalThenOutstanding && bases.is_empty();
            let base = if original { self.amount } else { *balance };
            bases.push((super::amount(base).at("balance")?, accrual));
        }
        Ok(bases)
    }

    fn charge(&self, bases: &[(Money, Accrual)]) -> Result<Fees, ArithmeticError> {
        let mut rows = Vec::with_capacity(bases.len());
        let mut total = Money::ZERO;
        for (year, (base, accrual)) in (1..).zip(bases) {
            let fee = super::charge(*base, self.fee_rate, accrual.years)?;
            total = total.plus(fee)?;
            rows.push(FeeRow {
                year,
                base: *base,
                accrual: *accrual,
                fee,
            });
        }
        Ok(Fees { rows, total })
    }
}

fn time(term: Term) -> Accrual {
    match term {
        Term::Months(months) => Accrual::of_months(months),
        Term::Days(days) => Accrual::of_days(days, 365),
    }
}

/// The whole years of a term and what is left of it.
fn years(term: Term) -> Vec<Accrual> {
    let (length, year): (u32, u32) = match term {
        Term::Months(months) => (months, 12),
        Term::Days(days) => (days, 365),
    };
    (0..length.div_ceil(year))
        .map(|number| {
            let part = (length - number * year).min(year);
            time(match term {
                Term::Months(_) => Term::Months(part),
                Term::Days(_) => Term::Days(part),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarantee(charging: Charging, term: &str, balances: &[&str]) -> Guarantee {
        Guarantee {
            amount: "500万元".parse().unwrap(),
            fee_rate: "0.5%".parse().unwrap(),
            term: term.parse().unwrap(),
            charging,
            balances: balances.iter().map(|b| b.parse().unwrap()).collect(),
        }
    }

    #[track_caller]
    fn check(guarantee: &Guarantee, fees: &[&str], total: &str) {
        let result = guarantee.fees().unwrap();
        let rows: Vec<String> = result.rows.iter().map(|r| r.fee.to_string()).collect();
        assert_eq!(rows, fees);
        assert_eq!(result.total.to_string(), total);
    }

    #[test]
    fn the_way_of_charging_decides_the_cost_of_one_rate() {
        let balances = &["500万", "400万", "250万"];
        check(
            &guarantee(Charging::YearlyOutstanding, "3年", balances),
            &["25000.00", "20000.00", "12500.00"],
            "57500.00",
        );
        check(
            &guarantee(Charging::UpfrontOriginal, "3年", &[]),
            &["75000.00"],
            "75000.00",
        );
        let balances = &["450万", "400万", "250万"];
        check(
            &guarantee(Charging::FirstOriginalThenOutstanding, "3年", balances),
            &["25000.00", "20000.00", "12500.00"],
            "57500.00",
        );
    }

    #[test]
    fn a_part_of_a_year_is_charged_by_months_or_days() {
        let balances = &["500万", "400万"];
        check(
            &guarantee(Charging::YearlyOutstanding, "18个月", balances),
            &["25000.00", "10000.00"],
            "35000.00",
        );
        check(
            &guarantee(Charging::YearlyOutstanding, "400天", balances),
            &["25000.00", "1917.81"],
            "26917.81",
        );
        check(
            &guarantee(Charging::UpfrontOriginal, "7个月", &[]),
            &["14583.33"],
            "14583.33",
        );
    }

    #[test]
    fn every_year_needs_its_balance() {
        for (term, expected) in [("11个月", 1), ("12个月", 1), ("13个月", 2), ("366天", 2)] {
            let error = guarantee(Charging::YearlyOutstanding, term, &[]).fees();
            let problem = Problem::Count { expected, given: 0 };
            let field = "balance";
            assert_eq!(error, Err(ContractError { field, problem }), "{term}");
        }
    }

    #[test]
    fn names_read_back() {
        for way in Charging::ALL {
            assert_eq!(Charging::from_id(way.id()), Some(way));
        }
        assert_eq!(Charging::from_id("by-days"), None);
    }
}
