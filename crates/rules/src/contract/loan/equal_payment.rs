//! 等额本息.

use super::{annuity, method::Start};
use crate::{
    exact::{ArithmeticError, Exact},
    money::Money,
    rate::Rate,
};

/// The instalment and when it is computed anew.
///
/// `A = R2(B r (1+r)^n / ((1+r)^n − 1))` with the balance `B`, the rate a period `r` (annual / 12, or
/// / 4 for quarters), `n` periods left and `R2` half up to the fen; `R2(B / n)` at a rate of zero; yuan.
/// Each payment repays `A` less the interest, never below zero nor above the balance; the last one
/// repays the balance. `A` is computed at the first period after the grace ones, and anew at the first
/// period that starts on or after a rate change or a prepayment that lowers it: the period in which that
/// happens keeps its `A`, so that no interest of its days is carried to the last payment.
#[derive(Clone, Debug)]
pub(super) struct Instalments {
    /// Periods of a year.
    per_year: i64,
    /// Whether a prepayment shortens the term instead of lowering the instalment.
    shorter: bool,
    /// The period with which the loan is repaid, from 0.
    last: usize,
    /// The instalment and the annual rate with which it was computed.
    amount: Option<(Money, Rate)>,
    /// Whether something was prepaid since the last period began.
    prepaid: bool,
    /// Whether a prepayment has shortened the term.
    pub(super) shortened: bool,
}

impl Instalments {
    pub(super) fn new(per_year: i64, shorter: bool, last: usize) -> Self {
        Self {
            per_year,
            shorter,
            last,
            amount: None,
            prepaid: false,
            shortened: false,
        }
    }

    /// Takes notice of a prepayment.
    pub(super) fn prepay(&mut self) {
        self.prepaid = true;
        self.shortened |= self.shorter && self.amount.is_some();
    }

    /// Takes notice of what a period begins with.
    pub(super) fn start(&mut self, start: &Start) -> Result<(), ArithmeticError> {
        let lowered = std::mem::take(&mut self.prepaid) && !self.shorter;
        if let Some((amount, rate)) = self.amount {
            if !start.rate_changed && !lowered {
                return Ok(());
            }
            if self.shortened && start.rate_changed {
                // The periods that the instalment so far would have taken.
                let most = self.left(start.index);
                let periods = self.least(start.balance, rate, amount, most)?;
                self.last = start.index + usize::try_from(periods.max(1) - 1).unwrap_or(0);
            }
        }
        let amount = self.instalment(start.balance, start.rate, self.left(start.index))?;
        self.amount = Some((amount, start.rate));
        Ok(())
    }

    /// The principal of a payment.
    pub(super) fn repays(&self, index: usize, interest: Money, balance: Money) -> Result<Money, ArithmeticError> {
        if index == self.last {
            return Ok(balance);
        }
        // The interest of a long or dear period can be more than an instalment, and rounding can repay a tiny
        // principal early: principal is neither lent again nor overpaid.
        let amount = self.amount.map_or(Money::ZERO, |(amount, _)| amount);
        Ok(amount.minus(interest)?.clamp(Money::ZERO, balance))
    }

    /// The instalment at the moment.
    pub(super) fn amount(&self) -> Option<Money> {
        self.amount.map(|(amount, _)| amount)
    }

    fn left(&self, index: usize) -> i64 {
        i64::try_from((self.last + 1).saturating_sub(index)).unwrap_or(1)
    }

    fn instalment(&self, balance: Money, rate: Rate, periods: i64) -> Result<Money, ArithmeticError> {
        let rate = rate.exact().div(Exact::integer(self.per_year))?;
        annuity::instalment(balance, rate, periods)
    }

    /// The least number of periods, at most `most`, whose instalment is not above `amount`.
    fn least(&self, balance: Money, rate: Rate, amount: Money, most: i64) -> Result<i64, ArithmeticError> {
        let (mut low, mut high) = (1, most);
        while low < high {
            let middle = i64::midpoint(low, high);
            if self.instalment(balance, rate, middle)? <= amount {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }
}
