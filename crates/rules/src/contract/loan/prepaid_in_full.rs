//! 提前结清: everything is repaid early.
//!
//! On a day between due dates the balance and the interest of the period up to that day are paid, the
//! interest half up to the fen; yuan. On a due date the payment of that day repays the whole balance. A
//! flat loan pays the full interest of the period, which does not follow the days.

use super::{ContractError, Loan, Problem, calendar::Period};
use crate::date::Date;

/// The day of repayment in full, if a period does not end before or on it; the loan has then come so far.
pub(super) fn inside(loan: &Loan, period: &Period) -> Option<Date> {
    let (day, due_on) = loan.prepaid_in_full_on.zip(period.due_on)?;
    (day < due_on).then_some(day)
}

/// Whether a period ends with the repayment in full.
pub(super) fn ends(loan: &Loan, period: &Period) -> bool {
    loan.prepaid_in_full_on.is_some() && loan.prepaid_in_full_on == period.due_on
}

/// Nothing is owed on that day.
pub(super) const OUTSIDE_TERM: ContractError = ContractError {
    field: "prepaid_in_full_on",
    problem: Problem::OutsideTerm,
};

/// The day lies inside the loan.
pub(super) fn check(loan: &Loan) -> Result<(), ContractError> {
    match loan.prepaid_in_full_on {
        Some(day) if !loan.runs_on(day) => Err(OUTSIDE_TERM),
        _ => Ok(()),
    }
}
