//! Contracts: what is owed when, computed from the terms of a loan, a guarantee, an insurance policy
//! or a securitisation.
//!
//! Every amount is rounded half up to the fen (四舍五入到分) when it falls due and nowhere else.
//! Inputs are limited to [`MAX_AMOUNT`], [`MAX_RATE`] and the limits of [`Term`], so that every
//! total stays within [`Money::MAX`]: fifty years at 100% on 10^12元 are about 5 × 10^13元.
//!
//! ```
//! use huisuan_rules::contract::{ContractError, DayBasis, Loan, Problem, Repayment};
//! let mut loan = Loan::new("100万元".parse()?, "3.6%".parse()?, "12个月".parse()?, Repayment::Bullet);
//! loan.basis = DayBasis::Act360;
//! // Twelve months have a number of days only from a day on.
//! assert_eq!(loan.schedule(), Err(ContractError { field: "paid_out_on", problem: Problem::Missing }));
//!
//! loan.paid_out_on = Some("2026-01-01".parse()?);
//! let [payment] = loan.schedule()?.rows.try_into().map_err(|_| "one payment")?;
//! assert_eq!((payment.due_on, payment.interest), (Some("2027-01-01".parse()?), "36500".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use crate::{
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
    rate::Rate,
    term::{Term, TermError},
};

pub mod basis;
pub mod cost;
pub mod guarantee;
pub mod insurance;
pub mod loan;
pub mod securitisation;

pub(crate) use basis::calendar_years;
pub use basis::{Accrual, DayBasis};
pub use cost::{AnnualRates, Cost, Costs, Percent};
pub use guarantee::{Charging, FeeRow, Fees, Guarantee, PartYears};
pub use insurance::{Insurance, YearBasis};
pub use loan::{
    AfterPrepayment, Event, Extension, Frequency, Loan, Repayment, Repricing, RepricingDay, Row, Schedule, Segment,
    Settlement, Totals,
};
pub use securitisation::{InterestPayment, Payments, Securitisation};

/// The largest principal, guaranteed or insured amount of one contract: 10^12元.
pub const MAX_AMOUNT: Money = Money::constant(100_000_000_000_000);

/// The highest annual rate of a contract: 100%.
pub const MAX_RATE: Rate = Rate::ONE;

/// What is wrong with a contract and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContractError {
    /// The field, named as in the catalogue of facts without its group: "principal", "term".
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a field of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// The result depends on it and it was not given.
    Missing,
    /// It is below zero.
    Negative,
    /// The amount is above the largest that is computed.
    AboveAmount {
        /// The largest amount.
        max: Money,
    },
    /// The rate is above the highest that is computed.
    AboveRate {
        /// The highest rate.
        max: Rate,
    },
    /// The term is zero or too long.
    Term(TermError),
    /// A term in days where the method counts whole months.
    NotWholeMonths,
    /// A term in months where the basis counts days and no date says how many.
    NotDays,
    /// It must be later than another field.
    NotAfter {
        /// The other field.
        other: &'static str,
    },
    /// A date that follows from it lies outside the years of the calendar.
    OutsideCalendar,
    /// A table of repayments that does not run from the payout to the last day.
    NotAtEnd,
    /// Repayments that do not sum to the principal.
    NotThePrincipal,
    /// A day, or a number of periods, outside the term.
    OutsideTerm,
    /// More than what is owed.
    AboveBalance,
    /// An event that 等本等息 does not follow.
    NotForFlat,
    /// A day before the first loan prime rate (2019-08-20).
    BeforeLpr,
    /// A list of another length than the contract has years.
    Count {
        /// The number of years.
        expected: usize,
        /// The number of values given.
        given: usize,
    },
    /// A number that follows from it is too large.
    Arithmetic(ArithmeticError),
}

impl Problem {
    /// The name of the problem in outcomes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Negative => "Negative",
            Self::AboveAmount { .. } => "AboveAmount",
            Self::AboveRate { .. } => "AboveRate",
            Self::Term(_) => "Term",
            Self::NotWholeMonths => "NotWholeMonths",
            Self::NotDays => "NotDays",
            Self::NotAfter { .. } => "NotAfter",
            Self::OutsideCalendar => "OutsideCalendar",
            Self::NotAtEnd => "NotAtEnd",
            Self::NotThePrincipal => "NotThePrincipal",
            Self::OutsideTerm => "OutsideTerm",
            Self::AboveBalance => "AboveBalance",
            Self::NotForFlat => "NotForFlat",
            Self::BeforeLpr => "BeforeLpr",
            Self::Count { .. } => "Count",
            Self::Arithmetic(_) => "Arithmetic",
        }
    }
}

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.field)?;
        match self.problem {
            Problem::Missing => f.write_str("needed"),
            Problem::Negative => f.write_str("below zero"),
            Problem::AboveAmount { max } => write!(f, "above {max}"),
            Problem::AboveRate { max } => write!(f, "above {max}"),
            Problem::Term(error) => error.fmt(f),
            Problem::NotWholeMonths => f.write_str("whole months needed"),
            Problem::NotDays => f.write_str("a term in days or a first day needed"),
            Problem::NotAfter { other } => write!(f, "not after {other}"),
            Problem::OutsideCalendar => f.write_str("leads beyond the calendar"),
            Problem::NotAtEnd => f.write_str("does not run from the payout to the last day"),
            Problem::NotThePrincipal => f.write_str("does not sum to the principal"),
            Problem::OutsideTerm => f.write_str("outside the term"),
            Problem::AboveBalance => f.write_str("more than what is owed"),
            Problem::NotForFlat => f.write_str("not for a flat loan"),
            Problem::BeforeLpr => f.write_str("before the first loan prime rate"),
            Problem::Count { expected, given } => {
                write!(f, "{given} values where {expected} are needed")
            }
            Problem::Arithmetic(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ContractError {}

/// Names the field of an error.
trait At<T> {
    fn at(self, field: &'static str) -> Result<T, ContractError>;
}

impl<T> At<T> for Result<T, ArithmeticError> {
    fn at(self, field: &'static str) -> Result<T, ContractError> {
        self.map_err(|error| ContractError {
            field,
            problem: Problem::Arithmetic(error),
        })
    }
}

impl<T> At<T> for Result<T, Problem> {
    fn at(self, field: &'static str) -> Result<T, ContractError> {
        self.map_err(|problem| ContractError { field, problem })
    }
}

fn amount(amount: Money) -> Result<Money, Problem> {
    if amount.is_negative() {
        Err(Problem::Negative)
    } else if amount > MAX_AMOUNT {
        Err(Problem::AboveAmount { max: MAX_AMOUNT })
    } else {
        Ok(amount)
    }
}

fn rate(rate: Rate) -> Result<Rate, Problem> {
    if rate.is_negative() {
        Err(Problem::Negative)
    } else if rate > MAX_RATE {
        Err(Problem::AboveRate { max: MAX_RATE })
    } else {
        Ok(rate)
    }
}

fn term(term: Term) -> Result<Term, Problem> {
    term.checked().map_err(Problem::Term)
}

/// `base × annual rate × years`, rounded half up to the fen: the interest or fee that falls due.
fn charge(base: Money, rate: Rate, years: Exact) -> Result<Money, ArithmeticError> {
    base.times(rate.exact().mul(years)?, Rounding::HalfUp)
}

/// What was paid over a time, as an annual rate of a base: `paid / base / years`. It is exact, to be
/// compared with a limit before any rounding; `None` where the base or the time is zero and the
/// rate therefore undefined.
///
/// # Errors
/// [`ArithmeticError::Overflow`] where the rate needs more than 128 bits.
pub fn annualised(paid: Money, base: Money, years: Exact) -> Result<Option<Exact>, ArithmeticError> {
    let over = base.exact().mul(years)?;
    if over.is_zero() {
        return Ok(None);
    }
    paid.exact().div(over).map(Some)
}

/// The highest amount in whole fen whose [`annualised`] rate is not above `limit`.
///
/// # Errors
/// [`ArithmeticError::Overflow`] beyond [`Money::MAX`].
pub fn highest_paid(limit: Rate, base: Money, years: Exact) -> Result<Money, ArithmeticError> {
    base.times(limit.exact().mul(years)?, Rounding::Down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_named_as_its_case() {
        let other = "starts_on";
        for problem in [
            Problem::Missing,
            Problem::Negative,
            Problem::AboveAmount { max: Money::ZERO },
            Problem::AboveRate { max: Rate::ZERO },
            Problem::NotWholeMonths,
            Problem::NotDays,
            Problem::NotAfter { other },
            Problem::OutsideCalendar,
            Problem::NotAtEnd,
            Problem::NotThePrincipal,
            Problem::OutsideTerm,
            Problem::AboveBalance,
            Problem::NotForFlat,
            Problem::BeforeLpr,
            Problem::Count { expected: 1, given: 2 },
            Problem::Arithmetic(ArithmeticError::Overflow),
        ] {
            let case = format!("{problem:?}");
            let case = case.split([' ', '(']).next().unwrap_or_default();
            assert_eq!(problem.name(), case);
        }
    }

    #[test]
    fn an_error_names_its_field_and_what_is_wrong_with_it() {
        for (problem, said) in [
            (Problem::Missing, "term: needed"),
            (Problem::Negative, "term: below zero"),
            (Problem::AboveAmount { max: MAX_AMOUNT }, "term: above 1000000000000.00"),
            (Problem::AboveRate { max: MAX_RATE }, "term: above 100%"),
            (Problem::Term(TermError::Zero), "term: a term cannot be zero"),
            (Problem::NotAfter { other: "starts_on" }, "term: not after starts_on"),
            (
                Problem::Count { expected: 3, given: 2 },
                "term: 2 values where 3 are needed",
            ),
            (Problem::Arithmetic(ArithmeticError::Overflow), "term: number too large"),
        ] {
            let field = "term";
            assert_eq!(ContractError { field, problem }.to_string(), said);
        }
    }

    #[test]
    fn the_largest_amount_and_the_highest_rate_are_themselves_computed() {
        let fen = Money::from_fen(1).unwrap();
        let max = MAX_AMOUNT;
        assert_eq!(
            amount(max.minus(fen).unwrap()),
            max.minus(fen).map_err(Problem::Arithmetic)
        );
        assert_eq!(amount(max), Ok(max));
        assert_eq!(amount(max.plus(fen).unwrap()), Err(Problem::AboveAmount { max }));
        assert_eq!(rate(MAX_RATE), Ok(MAX_RATE));
    }
}
