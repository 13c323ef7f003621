//! 等额本金.

use super::method::Start;
use crate::{
    exact::{ArithmeticError, Exact, Rounding},
    money::Money,
};

/// The part of the principal that each payment repays.
///
/// `R2(B / n)` with the balance `B` at the first period after the grace ones, `n` periods left and `R2`
/// half up to the fen; the last payment repays the balance; yuan. A rate change leaves it as it is; after a
/// prepayment that lowers it it is computed anew at the first period that starts on or after that day.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    shorter: bool,
    last: usize,
    part: Option<Money>,
    /// Whether something was prepaid since the last period began.
    prepaid: bool,
    /// Whether a prepayment has shortened the term.
    pub(super) shortened: bool,
}

impl Parts {
    pub(super) fn new(shorter: bool, last: usize) -> Self {
        Self {
            shorter,
            last,
            part: None,
            prepaid: false,
            shortened: false,
        }
    }

    /// Takes notice of a prepayment.
    pub(super) fn prepay(&mut self) {
        self.prepaid = true;
        self.shortened |= self.shorter && self.part.is_some();
    }

    /// Takes notice of what a period begins with.
    pub(super) fn start(&mut self, start: &Start) -> Result<(), ArithmeticError> {
        let lowered = std::mem::take(&mut self.prepaid) && !self.shorter;
        if self.part.is_none() || lowered {
            self.part = Some(part(start.balance, (self.last + 1).saturating_sub(start.index))?);
        }
        Ok(())
    }

    /// The principal of a payment.
    pub(super) fn repays(&self, index: usize, balance: Money) -> Money {
        if index == self.last {
            return balance;
        }
        self.part.unwrap_or_default().min(balance)
    }
}

/// An equal part of an amount, half up to the fen.
pub(super) fn part(amount: Money, of: usize) -> Result<Money, ArithmeticError> {
    let count = i64::try_from(of).map_err(|_| ArithmeticError::Overflow)?;
    amount.times(Exact::ONE.div(Exact::integer(count))?, Rounding::HalfUp)
}
