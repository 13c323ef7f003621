//! Exact fractions: what an amount is before its named rounding.

use rust_decimal::Decimal;

use std::{cmp::Ordering, fmt};

use crate::money::Money;

mod integer;
mod round;
mod text;

pub(crate) use integer::{divide, low};
use integer::{gcd, shortened, wide};
pub use round::Rounding;
pub use text::ParseExactError;

/// An exact fraction of two `i128`: unrounded money (in yuan), a ratio, a rate.
///
/// The fraction is always reduced and its denominator positive, so equal values are equal fields.
/// Nothing is ever rounded silently: a result that does not fit is [`ArithmeticError::Overflow`].
/// As text it is a terminating decimal in full ("399999.999") or else "n/d" ("1/3").
///
/// ```
/// use huisuan_rules::{Exact, Rounding};
/// let third = Exact::new(1, 3)?;
/// assert_eq!(third.mul(Exact::integer(3))?, Exact::ONE);
/// assert_eq!(third.round_to_fen(Rounding::HalfUp)?.to_string(), "0.33");
/// # Ok::<(), huisuan_rules::ArithmeticError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    /// Never `i128::MIN`, so that it can be negated.
    num: i128,
    /// At least one.
    den: i128,
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

/// Why exact arithmetic has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithmeticError {
    /// The reduced numerator or denominator, or an amount of money, is too large.
    Overflow,
    /// A denominator is zero.
    DivisionByZero,
}

impl fmt::Display for ArithmeticError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overflow => "number too large",
            Self::DivisionByZero => "division by zero",
        })
    }
}

impl std::error::Error for ArithmeticError {}

#[expect(
    clippy::should_implement_trait,
    reason = "the operators of the standard library promise a value, and these can fail"
)]
impl Exact {
    /// Zero.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);

    /// The fraction `num / den`, reduced.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for a `den` of zero; [`ArithmeticError::Overflow`] where a part cannot be negated.
    pub fn new(num: i128, den: i128) -> Result<Self, ArithmeticError> {
        if den == 0 {
            return Err(ArithmeticError::DivisionByZero);
        }
        if num != i128::MIN && den > 0 {
            return Ok(Self::reduced(num, den));
        }
        let (n, d) = (num.unsigned_abs(), den.unsigned_abs());
        let common = gcd(n, d);
        let n = i128::try_from(n / common).map_err(|_| ArithmeticError::Overflow)?;
        let d = i128::try_from(d / common).map_err(|_| ArithmeticError::Overflow)?;
        let num = if (num < 0) == (den < 0) { n } else { -n };
        Ok(Self { num, den: d })
    }

    /// A whole number.
    pub const fn integer(value: i64) -> Self {
        // A widening cast: `From` is not usable in a constant.
        Self {
            num: value as i128,
            den: 1,
        }
    }

    /// `num / den` for a positive `den` and a `num` that can be negated.
    fn reduced(num: i128, den: i128) -> Self {
        // The divisor is at most `den`, so the cast keeps its value.
        let common = gcd(num.unsigned_abs(), den.unsigned_abs()).cast_signed();
        if common <= 1 {
            return Self { num, den };
        }
        Self {
            num: divide(num, common),
            den: divide(den, common),
        }
    }

    /// The value of a decimal, exactly. A [`Decimal`] has at most 28 places, so that nothing is lost.
    pub fn from_decimal(value: Decimal) -> Self {
        Self::from_scaled(value.mantissa(), value.scale())
    }

    /// `mantissa / 10^scale` for a `scale` of at most 28, as a decimal holds it.
    pub(crate) fn from_scaled(mantissa: i128, scale: u32) -> Self {
        // Twos and fives are all that such a denominator has: they are found sooner than a common divisor, eight tens at once,
        // since rates end in zeros.
        if let (Ok(mut num @ (..=-1 | 1..)), mut scale @ 0..=18) = (i64::try_from(mantissa), scale) {
            if scale >= 8 && num % 100_000_000 == 0 {
                num /= 100_000_000;
                scale -= 8;
            }
            let twos = num.trailing_zeros().min(scale);
            num >>= twos;
            let mut fives = scale;
            while fives > 0 && num % 5 == 0 {
                num /= 5;
                fives -= 1;
            }
            let den = 5_i64.wrapping_pow(fives) << (scale - twos);
            return Self {
                num: num.into(),
                den: den.into(),
            };
        }
        Self::reduced(mantissa, 10_i128.saturating_pow(scale))
    }

    /// The numerator of the reduced fraction; it carries the sign.
    pub const fn numerator(self) -> i128 {
        self.num
    }

    /// The denominator of the reduced fraction; always positive.
    pub const fn denominator(self) -> i128 {
        self.den
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The value with the opposite sign.
    #[must_use]
    pub const fn negate(self) -> Self {
        Self {
            num: -self.num,
            den: self.den,
        }
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the reduced result needs more than 128 bits.
    pub fn add(self, other: Self) -> Result<Self, ArithmeticError> {
        if self.num == 0 {
            return Ok(other);
        }
        if self.den == other.den {
            let sum = checked(self.num.checked_add(other.num))?;
            return Ok(if self.den == 1 {
                Self { num: sum, den: 1 }
            } else {
                Self::reduced(sum, self.den)
            });
        }
        // Only the common part of the denominators can reduce the sum (Knuth, 4.5.1).
        let common = gcd(self.den.unsigned_abs(), other.den.unsigned_abs()).cast_signed();
        let mine = divide(self.den, common);
        let left = checked(self.num.checked_mul(divide(other.den, common)))?;
        let right = checked(other.num.checked_mul(mine))?;
        let sum = checked(left.checked_add(right))?;
        let again = gcd(sum.unsigned_abs(), common.unsigned_abs()).cast_signed();
        let den = checked(mine.checked_mul(divide(other.den, again)))?;
        Ok(Self {
            num: divide(sum, again),
            den,
        })
    }

    /// `self - other`.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the reduced result needs more than 128 bits.
    pub fn sub(self, other: Self) -> Result<Self, ArithmeticError> {
        self.add(other.negate())
    }

    /// `self × other`.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the reduced result needs more than 128 bits.
    pub fn mul(self, other: Self) -> Result<Self, ArithmeticError> {
        // Reducing crosswise first keeps the products small and the result reduced.
        if let (Ok(num), Ok(den), Ok(by), Ok(over)) = (
            i64::try_from(self.num),
            i64::try_from(self.den),
            i64::try_from(other.num),
            i64::try_from(other.den),
        ) {
            let ((num, over), (by, den)) = (shortened(num, over), shortened(by, den));
            return Ok(Self {
                num: i128::from(num) * i128::from(by),
                den: i128::from(den) * i128::from(over),
            });
        }
        let a = gcd(self.num.unsigned_abs(), other.den.unsigned_abs()).cast_signed();
        let b = gcd(other.num.unsigned_abs(), self.den.unsigned_abs()).cast_signed();
        let num = divide(self.num, a).checked_mul(divide(other.num, b));
        let den = divide(self.den, b).checked_mul(divide(other.den, a));
        Ok(Self {
            num: checked(num)?,
            den: checked(den)?,
        })
    }

    /// `self / other`.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for zero; [`ArithmeticError::Overflow`] where the reduced result needs more than 128 bits.
    pub fn div(self, other: Self) -> Result<Self, ArithmeticError> {
        self.mul(Self::new(other.den, other.num)?)
    }

    /// The sum of all values; zero of none.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] where the reduced result needs more than 128 bits.
    pub fn sum(values: impl IntoIterator<Item = Self>) -> Result<Self, ArithmeticError> {
        values.into_iter().try_fold(Self::ZERO, Self::add)
    }
}

impl From<Money> for Exact {
    fn from(money: Money) -> Self {
        money.exact()
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        // Rates and shares: products of 64 bits suffice.
        if (self.num | self.den | other.num | other.den) >> 32 == 0 {
            let short = |value: i128| low(value.cast_unsigned());
            return (short(self.num) * short(other.den)).cmp(&(short(other.num) * short(self.den)));
        }
        let small = |value: i128| i64::try_from(value).map(i128::from);
        if let (Ok(a), Ok(b), Ok(c), Ok(d)) = (small(self.num), small(self.den), small(other.num), small(other.den)) {
            return (a * d).cmp(&(c * b));
        }
        let signs = self.num.signum().cmp(&other.num.signum());
        if signs != Ordering::Equal {
            return signs;
        }
        if let (Some(left), Some(right)) = (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            return left.cmp(&right);
        }
        let left = wide(self.num.unsigned_abs(), other.den.unsigned_abs());
        let right = wide(other.num.unsigned_abs(), self.den.unsigned_abs());
        if self.num < 0 {
            right.cmp(&left)
        } else {
            left.cmp(&right)
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The decimal of that many units of `10^-scale`.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the two halves of the number are cut out on purpose"
)]
pub(crate) const fn decimal(units: u64, negative: bool, scale: u32) -> Decimal {
    let (low, high) = (units as u32, (units >> 32) as u32);
    Decimal::from_parts(low, high, 0, negative, scale)
}

fn checked(value: Option<i128>) -> Result<i128, ArithmeticError> {
    value.filter(|v| *v != i128::MIN).ok_or(ArithmeticError::Overflow)
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use proptest::prelude::*;

    use super::*;

    pub(super) fn exact(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    pub(super) fn big(value: Exact) -> BigRational {
        BigRational::new(value.num.into(), value.den.into())
    }

    /// Values of every size: small, near 64 bits, near 128 bits.
    pub(super) fn any_exact() -> impl Strategy<Value = Exact> {
        let part = || (any::<i128>(), 0_u32..127).prop_map(|(n, shift)| n >> shift);
        (part(), part()).prop_filter_map("denominator", |(n, d)| Exact::new(n, d).ok())
    }

    /// A result agrees with big rationals, and is refused only where it does not fit.
    #[track_caller]
    fn agrees(result: Result<Exact, ArithmeticError>, expected: &BigRational) {
        match result {
            Ok(value) => {
                assert_eq!(&big(value), expected);
                let reduced = BigRational::new(value.num.into(), value.den.into());
                assert_eq!(reduced.denom(), &BigInt::from(value.den), "reduced");
            }
            Err(error) => assert_eq!(error, ArithmeticError::Overflow),
        }
    }

    #[test]
    fn fractions_are_reduced_with_a_positive_denominator() {
        assert_eq!(exact(2, -4), exact(-1, 2));
        assert_eq!((exact(2, -4).num, exact(2, -4).den), (-1, 2));
        assert_eq!(exact(0, -7), Exact::ZERO);
        assert_eq!(exact(i128::MIN, 2).num, i128::MIN / 2);
        assert_eq!(exact(i128::MIN, i128::MIN), Exact::ONE);
        assert_eq!(Exact::new(i128::MIN, 1), Err(ArithmeticError::Overflow));
        assert_eq!(Exact::new(1, i128::MIN), Err(ArithmeticError::Overflow));
        assert_eq!(Exact::new(1, 0), Err(ArithmeticError::DivisionByZero));
        assert_eq!(Exact::ONE.div(Exact::ZERO), Err(ArithmeticError::DivisionByZero));
    }

    #[test]
    fn decimals_and_amounts_are_fractions() {
        assert_eq!(Exact::from_decimal(Decimal::new(-125, 2)), exact(-5, 4));
        assert_eq!(Exact::from(Money::from_fen(-1).unwrap()), exact(-1, 100));
        assert!(exact(-1, 100).is_negative() && !Exact::ZERO.is_negative() && !Exact::ONE.is_negative());
    }

    /// High bits that two of the four numbers have in common are still there.
    #[test]
    fn fractions_of_more_than_32_bits_are_compared_in_full() {
        let (high, small) = ((1 << 40) + 1, (1 << 31) - 1);
        for (one, other) in [
            (exact(high, high + 2), exact(small - 1, small)),
            (exact(small, high), exact(high + 1, small)),
        ] {
            assert_eq!(one.cmp(&other), big(one).cmp(&big(other)));
            assert_eq!(other.cmp(&one), big(other).cmp(&big(one)));
        }
    }

    #[test]
    fn decimals_are_read_alike_on_both_sides_of_64_bits() {
        for edge in [i64::MAX, i64::MIN] {
            for mantissa in [i128::from(edge) - 1, i128::from(edge), i128::from(edge) + 1] {
                for scale in [0, 1, 2, 8, 18, 19] {
                    let expected = BigRational::new(mantissa.into(), BigInt::from(10).pow(scale));
                    assert_eq!(big(Exact::from_scaled(mantissa, scale)), expected, "{mantissa} {scale}");
                }
            }
        }
    }

    #[test]
    fn an_error_says_which_it_is() {
        assert_eq!(ArithmeticError::Overflow.to_string(), "number too large");
        assert_eq!(ArithmeticError::DivisionByZero.to_string(), "division by zero");
    }

    proptest! {
        #[test]
        fn decimals_are_the_fractions_that_they_write(mantissa in any::<i128>(), shift in 0_u32..127, scale in 0_u32..=28) {
            let mantissa = (mantissa >> shift) / 1_000 * 10_i128.pow(shift % 4);
            let found = Exact::from_scaled(mantissa, scale);
            prop_assert_eq!(found, exact(mantissa, 10_i128.pow(scale)));
        }

        #[test]
        fn arithmetic_agrees_with_big_rationals(a in any_exact(), b in any_exact()) {
            agrees(a.add(b), &(big(a) + big(b)));
            agrees(a.sub(b), &(big(a) - big(b)));
            agrees(a.mul(b), &(big(a) * big(b)));
            if !b.is_zero() {
                agrees(a.div(b), &(big(a) / big(b)));
            }
        }

        #[test]
        fn order_agrees_with_big_rationals(a in any_exact(), b in any_exact()) {
            prop_assert_eq!(a.cmp(&b), big(a).cmp(&big(b)));
            prop_assert_eq!(a.cmp(&a), Ordering::Equal);
        }

        #[test]
        fn small_sums_never_overflow(a in any::<i64>(), b in any::<i64>(), c in 1..i64::MAX, d in 1..i64::MAX) {
            let (a, b) = (exact(a.into(), c.into()), exact(b.into(), d.into()));
            prop_assert!(a.mul(b).is_ok());
            prop_assert!(a.cmp(&b) == big(a).cmp(&big(b)));
        }
    }
}
