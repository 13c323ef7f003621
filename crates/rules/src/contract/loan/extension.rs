//! 展期: what falls due on the last day is due later.

use super::{
    ContractError, Loan, Problem, Repayment, bullet,
    calendar::{Period, dated, time},
};
use crate::{date::Date, rate::Rate};

/// A later last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extension {
    /// The new last day.
    pub to: Date,
    /// The annual rate from the original last day on; the one then in force where it is not agreed.
    pub rate: Option<Rate>,
}

/// Adds the periods between the original last day and the new one.
///
/// The principal that would fall due on the original last day is due on the new one; until then
/// interest is paid in the rhythm of the method, counted from where it was counted before. A bullet loan
/// has one period that ends later, a table one period more. 贷款通则 第12条: 短期贷款展期期限累计不得超过原贷款期限; whether an
/// extension is allowed is not judged here.
pub(super) fn extend(loan: &Loan, to: Date, (from, end): (Date, Date), periods: &mut Vec<Period>) {
    match loan.repayment {
        Repayment::Bullet => {
            if let Some(period) = periods.first_mut() {
                period.due_on = Some(to);
                period.accrual = bullet::time(loan, (from, to));
            }
        }
        Repayment::Table => periods.push(Period {
            from: Some(end),
            due_on: Some(to),
            accrual: time(loan.basis, (end, to), None),
        }),
        _ => dated(loan, (end, to), periods),
    }
}

/// The new last day is later than the original one.
pub(super) fn check(loan: &Loan) -> Result<(), ContractError> {
    let wrong = |field, problem| Err(ContractError { field, problem });
    let Some(extended) = loan.extended else {
        return Ok(());
    };
    let Some(end) = loan.ends_on() else {
        return Err(super::NO_DATE);
    };
    if extended.to <= end {
        return wrong("extended_to", Problem::NotAfter { other: "term" });
    }
    match extended.rate.map(crate::contract::rate) {
        Some(Err(problem)) => wrong("extension_rate", problem),
        _ => Ok(()),
    }
}
