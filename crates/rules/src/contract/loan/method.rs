//! What each method of repayment makes of a period.

use super::{
    AfterPrepayment, Loan, Repayment, equal_payment::Instalments, equal_principal::Parts, flat::Flat, interest_only,
    table::Table,
};
use crate::{exact::ArithmeticError, money::Money, rate::Rate};

/// What a period begins with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Its number, from 0.
    pub(super) index: usize,
    /// The balance on its first day, after what was prepaid on it.
    pub(super) balance: Money,
    /// The annual rate on its first day.
    pub(super) rate: Rate,
    /// Whether the rate has changed since the first day of the period before.
    pub(super) rate_changed: bool,
}

/// A method with its state.
pub(super) enum Method {
    EqualPayment(Instalments),
    EqualPrincipal(Parts),
    InterestOnly,
    Flat(Flat),
    Table(Table),
}

impl Method {
    /// The method of a loan whose term ends with the period number `last`, from 0.
    pub(super) fn of(loan: &Loan, last: usize) -> Result<Self, ArithmeticError> {
        let shorter = loan.after_prepayment == AfterPrepayment::ShorterTerm;
        Ok(match loan.repayment {
            Repayment::EqualPayment => Self::EqualPayment(Instalments::new(loan.frequency.per_year(), shorter, last)),
            Repayment::EqualPrincipal => Self::EqualPrincipal(Parts::new(shorter, last)),
            Repayment::InterestMonthly | Repayment::InterestQuarterly | Repayment::Bullet => Self::InterestOnly,
            Repayment::Flat => Self::Flat(Flat::new(loan.principal, last + 1)?),
            Repayment::Table => Self::Table(Table::new(loan)),
        })
    }

    /// Takes notice of what a period begins with, from the first one in which principal is repaid.
    pub(super) fn start(&mut self, start: &Start) -> Result<(), ArithmeticError> {
        match self {
            Self::EqualPayment(instalments) => instalments.start(start),
            Self::EqualPrincipal(parts) => parts.start(start),
            Self::InterestOnly | Self::Flat(_) | Self::Table(_) => Ok(()),
        }
    }

    /// Takes notice of a prepayment.
    pub(super) fn prepay(&mut self, amount: Money) -> Result<(), ArithmeticError> {
        match self {
            Self::EqualPayment(instalments) => instalments.prepay(),
            Self::EqualPrincipal(parts) => parts.prepay(),
            Self::InterestOnly | Self::Flat(_) => {}
            Self::Table(table) => table.prepay(amount)?,
        }
        Ok(())
    }

    /// The principal of the payment of period `index`; `last` is that with which the term ends.
    pub(super) fn repays(
        &mut self,
        index: usize,
        interest: Money,
        balance: Money,
        last: bool,
    ) -> Result<Money, ArithmeticError> {
        match self {
            Self::EqualPayment(instalments) => instalments.repays(index, interest, balance),
            Self::EqualPrincipal(parts) => Ok(parts.repays(index, balance)),
            Self::InterestOnly => Ok(interest_only::repays(balance, last)),
            Self::Flat(flat) => Ok(flat.repays(balance, last)),
            Self::Table(table) => table.repays(index, balance, last),
        }
    }

    /// Whether a prepayment has shortened the term, so that the loan ends with its last balance.
    pub(super) fn is_shortened(&self) -> bool {
        match self {
            Self::EqualPayment(instalments) => instalments.shortened,
            Self::EqualPrincipal(parts) => parts.shortened,
            Self::InterestOnly | Self::Flat(_) | Self::Table(_) => false,
        }
    }

    /// The instalment of 等额本息 at the moment.
    pub(super) fn instalment(&self) -> Option<Money> {
        match self {
            Self::EqualPayment(instalments) => instalments.amount(),
            _ => None,
        }
    }
}
