//! 提前还本: principal that is repaid early.

use super::{ContractError, Loan, Problem, calendar::Period};
use crate::{date::Date, money::Money};

/// What a prepayment does to a loan with instalments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterPrepayment {
    /// 缩短期限: the instalment stays and the loan ends earlier.
    ShorterTerm,
    /// 减少每期还款额: the term stays and the instalment is computed anew.
    LowerInstalment,
}

impl AfterPrepayment {
    /// Both, in the order in which a form lists them.
    pub const ALL: [Self; 2] = [Self::ShorterTerm, Self::LowerInstalment];

    /// Its name in requests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ShorterTerm => "shorter-term",
            Self::LowerInstalment => "lower-instalment",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// The amounts repaid early, each on a day after the payout and before the end, in whole fen; yuan.
///
/// Interest on the amount runs up to that day and is paid with the rest of its period. On a due date
/// the instalment comes first. No penalty is computed: 违约金 is a fee of the contract.
pub(super) struct Prepayments<'a> {
    rest: &'a [(Date, Money)],
}

impl<'a> Prepayments<'a> {
    pub(super) fn of(loan: &'a Loan) -> Self {
        let rest = loan.prepayments.iter().as_slice();
        Self { rest }
    }

    /// Those inside a period, before it falls due.
    pub(super) fn inside(&mut self, period: &Period) -> &'a [(Date, Money)] {
        self.take(|day| period.due_on.is_some_and(|due| day < due))
    }

    /// The one on a due date.
    pub(super) fn on(&mut self, due_on: Option<Date>) -> &'a [(Date, Money)] {
        self.take(|day| due_on.is_some_and(|due| day <= due))
    }

    /// Whether some are left when nothing is owed any more.
    pub(super) fn are_left(&self) -> bool {
        !self.rest.is_empty()
    }

    fn take(&mut self, belongs: impl Fn(Date) -> bool) -> &'a [(Date, Money)] {
        let count = self.rest.iter().take_while(|(day, _)| belongs(*day)).count();
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }
}

/// More than what is owed cannot be repaid.
pub(super) const ABOVE: ContractError = ContractError {
    field: "prepayments",
    problem: Problem::AboveBalance,
};

/// The days lie inside the loan, and nothing is repaid after its repayment in full.
pub(super) fn check(loan: &Loan) -> Result<(), ContractError> {
    let wrong = |problem| {
        Err(ContractError {
            field: "prepayments",
            problem,
        })
    };
    for (day, amount) in &loan.prepayments {
        let full = loan.prepaid_in_full_on.is_some_and(|full| *day >= full);
        if full || !loan.runs_on(*day) {
            return wrong(Problem::OutsideTerm);
        }
        if let Err(problem) = crate::contract::amount(*amount) {
            return wrong(problem);
        }
    }
    Ok(())
}
