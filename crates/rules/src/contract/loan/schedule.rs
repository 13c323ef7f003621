//! From periods to payments.

use std::collections::BTreeMap;

use super::{ContractError, Loan, NO_DATE, Repayment, annuity, periods::Period};
use crate::{
    contract::{At, basis::Accrual},
    date::Date,
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
    rate::Rate,
};

/// The payments of a loan in the order in which they fall due; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The payments.
    pub rows: Vec<Row>,
    /// Their sums.
    pub totals: Totals,
    /// The regular payment of 等额本息; the last one differs by the fen that rounding left.
    pub instalment: Option<Money>,
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it falls due; `None` without a day of payout.
    pub due_on: Option<Date>,
    /// The time for which it pays interest.
    pub accrual: Accrual,
    /// The parts of that time in which balance and rate stayed the same, the earliest first.
    pub segments: Vec<Segment>,
    /// The balance on which the interest runs.
    pub opening: Money,
    /// The part that repays principal.
    pub principal: Money,
    /// The part that pays interest.
    pub interest: Money,
    /// Both parts.
    pub payment: Money,
    /// The balance after it.
    pub closing: Money,
}

/// A part of a period in which balance and rate stay the same. Its interest is
/// `balance × rate × years`, unrounded: only the sum over the period is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The first day; `None` without a day of payout.
    pub from: Option<Date>,
    /// The first day that no longer counts; `None` without a day of payout.
    pub to: Option<Date>,
    /// The balance on which interest runs.
    pub balance: Money,
    /// The annual rate at which it runs.
    pub rate: Rate,
    /// The part of the period's time, as a fraction of a year.
    pub years: Exact,
    /// Actual days, whatever the basis counts; `None` in a schedule of whole months without dates.
    pub days: Option<u32>,
}

/// The sums of a schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All principal: exactly the principal of the loan.
    pub principal: Money,
    /// All interest.
    pub interest: Money,
    /// All payments.
    pub payment: Money,
}

impl Schedule {
    /// The interest paid in each calendar year by due date. Years without a payment are missing.
    pub fn interest_by_year(&self) -> Result<BTreeMap<i32, Money>, ContractError> {
        let mut years = BTreeMap::new();
        for row in &self.rows {
            let year = row.due_on.ok_or(NO_DATE)?.year();
            let sum: &mut Money = years.entry(year).or_default();
            *sum = sum.plus(row.interest).at("principal")?;
        }
        Ok(years)
    }
}

/// How much principal a payment repays before the last one, which repays the rest.
enum Plan {
    /// What the payment leaves after interest.
    Instalment(Money),
    /// Always the same.
    Part(Money),
    /// Nothing.
    AtEnd,
}

pub(super) fn build(loan: &Loan, periods: &[Period]) -> Result<Schedule, ContractError> {
    amounts(loan, periods).at("principal")
}

fn amounts(loan: &Loan, periods: &[Period]) -> Result<Schedule, ArithmeticError> {
    let plan = plan(loan, periods.len())?;
    let mut rows = Vec::with_capacity(periods.len());
    let mut totals = Totals::default();
    let mut balance = loan.principal;
    let mut accrual = Accrual::NONE;
    let mut factor = Exact::ZERO;
    for (number, period) in (1..).zip(periods) {
        if period.accrual != accrual {
            accrual = period.accrual;
            factor = loan.rate.exact().mul(accrual.years)?;
        }
        let interest = balance.times(factor, Rounding::HalfUp)?;
        let last = rows.len() + 1 == periods.len();
        let principal = if last {
            balance
        } else {
            // Rounding can repay a tiny principal early, and the days of a long month can cost more
            // than an instalment counted in months: principal is neither overpaid nor lent again.
            match plan {
                Plan::Instalment(payment) => payment.minus(interest)?.clamp(Money::ZERO, balance),
                Plan::Part(part) => part.min(balance),
                Plan::AtEnd => Money::ZERO,
            }
        };
        let closing = balance.minus(principal)?;
        let payment = principal.plus(interest)?;
        totals.principal = totals.principal.plus(principal)?;
        totals.interest = totals.interest.plus(interest)?;
        totals.payment = totals.payment.plus(payment)?;
        rows.push(Row {
            number,
            due_on: period.due_on,
            accrual,
            segments: vec![Segment {
                from: period.from,
                to: period.due_on,
                balance,
                rate: loan.rate,
                years: accrual.years,
                days: period.days(),
            }],
            opening: balance,
            principal,
            interest,
            payment,
            closing,
        });
        balance = closing;
    }
    let instalment = match plan {
        Plan::Instalment(payment) => Some(payment),
        Plan::Part(_) | Plan::AtEnd => None,
    };
    Ok(Schedule {
        rows,
        totals,
        instalment,
    })
}

fn plan(loan: &Loan, payments: usize) -> Result<Plan, ArithmeticError> {
    let count = i64::try_from(payments).map_err(|_| ArithmeticError::Overflow)?;
    Ok(match loan.repayment {
        Repayment::EqualPayment => {
            let month = loan.rate.exact().div(Exact::integer(12))?;
            Plan::Instalment(annuity::instalment(loan.principal, month, count)?)
        }
        Repayment::EqualPrincipal => {
            let share = Exact::ONE.div(Exact::integer(count))?;
            Plan::Part(loan.principal.times(share, Rounding::HalfUp)?)
        }
        Repayment::InterestMonthly | Repayment::InterestQuarterly | Repayment::Bullet => Plan::AtEnd,
    })
}
