//! 先息后本: 按月付息、到期还本, and 按季付息、到期还本.
//!
//! Interest of a period = balance × annual rate × time, half up to the fen when it falls due; the
//! principal with the last payment; yuan. Due dates are those of the payout's day, or the 21sts where
//! interest is settled on the 20th (结息日).

use crate::money::Money;

/// Nothing before the last payment, which repays the balance.
pub(super) fn repays(balance: Money, last: bool) -> Money {
    if last { balance } else { Money::ZERO }
}
