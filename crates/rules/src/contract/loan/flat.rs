//! 等本等息.

use super::{ContractError, Loan, Problem, equal_principal};
use crate::{exact::ArithmeticError, money::Money};

/// Each payment repays `R2(P / n)` of the original principal `P` over `n` periods, the last one the rest,
/// and pays `R2(P × rate × time)`, where the time of a full period is 1/12 or 1/4; `R2` is half up to the
/// fen; yuan.
///
/// The rate is charged on money that was repaid long ago: what the loan costs a year is about twice as
/// much, and no event changes an interest that does not follow the balance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flat {
    part: Money,
}

impl Flat {
    pub(super) fn new(principal: Money, periods: usize) -> Result<Self, ArithmeticError> {
        let part = equal_principal::part(principal, periods)?;
        Ok(Self { part })
    }

    /// The principal of a payment.
    pub(super) fn repays(&self, balance: Money, last: bool) -> Money {
        if last { balance } else { self.part.min(balance) }
    }
}

/// Whether the loan has an event that a flat one cannot have; repayment in full is allowed.
pub(super) fn check(loan: &Loan) -> Result<(), ContractError> {
    let events = [
        ("grace", loan.grace > 0),
        ("rate_changes", !loan.rate_changes.is_empty()),
        ("prepayments", !loan.prepayments.is_empty()),
        ("extended_to", loan.extended.is_some()),
    ];
    match events.into_iter().find(|(_, given)| *given) {
        Some((field, _)) => Err(ContractError {
            field,
            problem: Problem::NotForFlat,
        }),
        None => Ok(()),
    }
}
