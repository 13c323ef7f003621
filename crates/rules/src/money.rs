//! Amounts of money in whole fen.

use rust_decimal::Decimal;

use crate::exact::{ArithmeticError, Exact, Rounding, decimal, divide};

mod text;

pub use text::MoneyError;

/// The number of fen in [`Money::MAX`]: seventeen digits.
const MAX_FEN: u64 = 99_999_999_999_999_999;

/// An amount of money in yuan (元), always in whole fen (分) and at most [`Money::MAX`] on either
/// side of zero.
///
/// ```
/// use huisuan_rules::Money;
/// let insured: Money = "500万元".parse()?;
/// assert_eq!(insured.to_string(), "5000000.00");
/// assert_eq!(insured.in_wan(), "500");
/// # Ok::<(), huisuan_rules::MoneyError>(())
/// ```
///
/// Whole fen fit easily into a [`Decimal`]: seventeen digits of its twenty-eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// 0.00元.
    pub const ZERO: Self = Self::constant(0);

    /// 999,999,999,999,999.99元, far above any national total; sums of thousands of contracts fit.
    pub const MAX: Self = Self::constant(MAX_FEN);

    /// A constant of that many fen, at most [`Money::MAX`].
    pub(crate) const fn constant(fen: u64) -> Self {
        Self::signed(fen, false)
    }

    const fn signed(fen: u64, negative: bool) -> Self {
        Self(decimal(fen, negative, 2))
    }

    /// The amount of that many fen.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] beyond [`Money::MAX`] on either side.
    pub fn from_fen(fen: i128) -> Result<Self, ArithmeticError> {
        match u64::try_from(fen.unsigned_abs()) {
            Ok(magnitude) if magnitude <= MAX_FEN => Ok(Self::signed(magnitude, fen < 0)),
            _ => Err(ArithmeticError::Overflow),
        }
    }

    /// The amount as a number of fen.
    pub const fn fen(self) -> i128 {
        // Every constructor keeps a scale of exactly two.
        self.0.mantissa()
    }

    /// The amount in yuan as an exact fraction.
    pub fn exact(self) -> Exact {
        Exact::from_scaled(self.fen(), 2)
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] beyond [`Money::MAX`] on either side.
    pub fn plus(self, other: Self) -> Result<Self, ArithmeticError> {
        Self::from_fen(self.fen() + other.fen())
    }

    /// The difference of two amounts; it may be negative.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] beyond [`Money::MAX`] on either side.
    pub fn minus(self, other: Self) -> Result<Self, ArithmeticError> {
        Self::from_fen(self.fen() - other.fen())
    }

    /// The amount multiplied by an exact factor (a share, a rate, a rate × time) and rounded once.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] beyond [`Money::MAX`], or where the product needs more than 128 bits.
    pub fn times(self, factor: Exact, rounding: Rounding) -> Result<Self, ArithmeticError> {
        let product = self.fen().checked_mul(factor.numerator());
        match (product, rounding) {
            // The usual case, without a common divisor: half up is the floor of (2p + d) / 2d.
            (Some(product), Rounding::HalfUp)
                if (0..=i128::MAX / 4).contains(&product) && factor.denominator() <= i128::MAX / 4 =>
            {
                let twice = factor.denominator() * 2;
                Self::from_fen(divide(product * 2 + factor.denominator(), twice))
            }
            _ => self.exact().mul(factor)?.round_to_fen(rounding),
        }
    }

    /// The sum of all amounts; zero of none.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where a sum on the way is beyond [`Money::MAX`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, ArithmeticError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.fen() == 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.fen() < 0
    }
}

impl Default for Money {
    fn default() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_product_is_rounded_once(fen in -i128::from(MAX_FEN)..=i128::from(MAX_FEN), num in any::<i64>(), den in 1..=i64::MAX) {
            let money = Money::from_fen(fen).unwrap();
            let factor = Exact::new(num.into(), den.into()).unwrap();
            for mode in [Rounding::HalfUp, Rounding::Down, Rounding::Up] {
                let expected = money.exact().mul(factor).and_then(|p| p.round_to_fen(mode));
                prop_assert_eq!(money.times(factor, mode), expected);
            }
        }
    }

    #[test]
    fn the_parts_of_a_factor_may_be_as_large_as_128_bits_hold() {
        let yuan = Money::from_fen(100).unwrap();
        for (num, fen) in [(1, 0), (i128::MAX / 2, 50), (i128::MAX - 1, 100)] {
            let factor = Exact::new(num, i128::MAX).unwrap();
            assert_eq!(yuan.times(factor, Rounding::HalfUp), Money::from_fen(fen), "{num}");
        }
    }

    #[test]
    fn nothing_has_no_sign() {
        assert_eq!(Money::from_fen(0).unwrap().to_string(), "0.00");
        assert!(!Money::ZERO.is_negative() && Money::from_fen(-1).unwrap().is_negative());
    }

    #[test]
    fn sums_stop_at_the_largest_amount() {
        assert_eq!(Money::MAX.fen(), i128::from(MAX_FEN));
        let fen = Money::from_fen(1).unwrap();
        assert_eq!(Money::MAX.plus(fen), Err(ArithmeticError::Overflow));
        assert_eq!(Money::MAX.minus(fen).and_then(|m| m.plus(fen)), Ok(Money::MAX));
        assert_eq!(Money::sum([Money::MAX, fen]), Err(ArithmeticError::Overflow));
        assert_eq!(Money::sum([]), Ok(Money::ZERO));
    }
}
