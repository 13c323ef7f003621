//! The rule as a careful programmer writes it by hand: the limit of what any engine can reach.

use rust_decimal::{Decimal, RoundingStrategy};

#[expect(
    clippy::disallowed_methods,
    reason = "fifteen digits times three fit into its twenty-eight: no digit is lost"
)]
/// The amount of one loan, from texts: yuan, percent, percent.
pub(crate) fn subsidy(principal: &str, rate: &str, fee: &str) -> Option<Decimal> {
    let share = |thousandths| Decimal::new(thousandths, 3);
    let principal: Decimal = principal.parse().ok()?;
    let (rate, fee): (Decimal, Decimal) = (rate.parse().ok()?, fee.parse().ok()?);
    if fee > Decimal::ONE || rate > Decimal::new(45, 1) {
        return None;
    }
    let share = if rate <= Decimal::new(35, 1) {
        share(15)
    } else {
        share(12)
    };
    let amount = principal.checked_mul(share)?.min(Decimal::new(200_000, 0));
    Some(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}
