//! 自由还款表.

use super::{
    ContractError, Loan, Problem,
    calendar::{Period, time},
};
use crate::{date::Date, exact::ArithmeticError, money::Money};

/// The principal of a table of days: each row repays what the table says and pays the interest on the
/// balance since the row before, half up to the fen; yuan. What is prepaid reduces the next rows in
/// their order, and the last row repays the balance.
#[derive(Clone, Debug)]
pub(super) struct Table {
    amounts: Vec<Money>,
    /// What was prepaid and has reduced no row yet.
    prepaid: Money,
}

impl Table {
    pub(super) fn new(loan: &Loan) -> Self {
        Self {
            amounts: loan.repayments.iter().map(|(_, amount)| *amount).collect(),
            prepaid: Money::ZERO,
        }
    }

    /// Takes notice of what was prepaid before a row falls due.
    pub(super) fn prepay(&mut self, amount: Money) -> Result<(), ArithmeticError> {
        self.prepaid = self.prepaid.plus(amount)?;
        Ok(())
    }

    /// The principal of a row.
    pub(super) fn repays(&mut self, index: usize, balance: Money, last: bool) -> Result<Money, ArithmeticError> {
        if last {
            return Ok(balance);
        }
        let planned = self.amounts.get(index).copied().unwrap_or_default();
        let reduced = planned.min(self.prepaid);
        self.prepaid = self.prepaid.minus(reduced)?;
        planned.minus(reduced)
    }
}

/// From one day of the table to the next; on 30/360 the whole months from a period's first day and then
/// its days.
pub(super) fn periods(loan: &Loan, from: Date, to: Date) -> Result<Vec<Period>, ContractError> {
    let wrong = |problem| {
        Err(ContractError {
            field: "repayments",
            problem,
        })
    };
    let mut periods = Vec::with_capacity(loan.repayments.len());
    let mut start = from;
    for (day, _) in &loan.repayments {
        if *day <= start {
            return wrong(Problem::NotAtEnd);
        }
        periods.push(Period {
            from: Some(start),
            due_on: Some(*day),
            accrual: time(loan.basis, (start, *day), None),
        });
        start = *day;
    }
    if start != to || periods.is_empty() {
        return wrong(Problem::NotAtEnd);
    }
    let sum = Money::sum(loan.repayments.iter().map(|(_, amount)| *amount));
    if sum != Ok(loan.principal) {
        return wrong(Problem::NotThePrincipal);
    }
    Ok(periods)
}
