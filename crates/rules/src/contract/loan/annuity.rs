//! The payment of 等额本息, correctly rounded.
//!
//! With principal `P`, a rate `r` a period and `n` periods the payment is
//! `A = P r (1+r)^n / ((1+r)^n - 1)`, which is `P / S` with `S = v + v² + … + vⁿ` and
//! `v = 1/(1+r)`. `S` has no difference of nearly equal numbers, so small rates lose nothing.
//!
//! **Bounds.** `v` and `S` are held as whole multiples of 2^-58, once rounded down at each step and
//! once rounded up; every step (`vᵃ⁺ᵇ = vᵃvᵇ`, `Sₐ₊ᵦ = Sₐ + vᵃSᵦ`) grows with each of its operands, so
//! the true values lie between. For `n ≤ 600` the sums stay below 2^68 and the products below 2^128.
//! After some `2 log₂ n` steps the two bounds of `A` are so close that nearly always both round to
//! the same fen, which is then proven; how close decides about speed only.
//!
//! **Decision.** Otherwise `A` lies close to half a fen, or on it. Then `A ≥ T` is decided in whole
//! numbers of any length: with `r = p/q` it is the same as `T qⁿ⁺¹ ≥ (T q - P p)(p+q)ⁿ`. No
//! precision is guessed anywhere, and the answer is exact for every input.

use std::cmp::Ordering;

use crate::{
    exact::{ArithmeticError, Exact, low},
    money::Money,
};

/// Fractional bits of the bounds.
const BITS: u32 = 58;
const ONE: u128 = 1 << BITS;

/// The payment per period, half up to the fen: at most 10^12元, at most 600 periods, and a rate a
/// period (annual / 12) with at most 44 bits in its denominator.
pub(super) fn instalment(principal: Money, rate: Exact, periods: i64) -> Result<Money, ArithmeticError> {
    let count = u32::try_from(periods).map_err(|_| ArithmeticError::Overflow)?;
    if rate.is_zero() {
        let share = Exact::ONE.div(Exact::integer(periods))?;
        return principal.times(share, crate::Rounding::HalfUp);
    }
    let fen = u128::try_from(principal.fen()).map_err(|_| ArithmeticError::Overflow)?;
    let gain = u64::try_from(rate.numerator()).map_err(|_| ArithmeticError::Overflow)?;
    let base = u64::try_from(rate.denominator()).map_err(|_| ArithmeticError::Overflow)?;
    let grown = base.checked_add(gain).ok_or(ArithmeticError::Overflow)?;
    let terms = Terms {
        fen,
        gain,
        base,
        grown,
        count,
    };
    let (mut low, mut high) = terms.bounds().ok_or(ArithmeticError::Overflow)?;
    while low < high {
        // The answer is the smallest whole fen whose upper half-fen the payment does not reach.
        let middle = low.midpoint(high);
        if terms.reaches(2 * middle + 1)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Money::from_fen(i128::try_from(low).map_err(|_| ArithmeticError::Overflow)?)
}

/// `P` fen over `n` periods at `r = gain / base`; `grown = base + gain`.
struct Terms {
    fen: u128,
    gain: u64,
    base: u64,
    grown: u64,
    count: u32,
}

impl Terms {
    /// The payment in fen, rounded, from above and from below the true sum; `None` where the limits
    /// of the inputs were not kept.
    fn bounds(&self) -> Option<(u128, u128)> {
        let power = u128::from(self.base).checked_mul(ONE)?;
        let grown = u128::from(self.grown);
        let below = discounted(power / grown, self.count, |product| product >> BITS)?;
        let above = discounted(power.div_ceil(grown), self.count, |product| product.div_ceil(ONE))?;
        let twice = self.fen.checked_mul(2 * ONE)?;
        // Half up: the floor of (2P + S) / 2S.
        let rounded = |sum: u128| twice.checked_add(sum)?.checked_div(2 * sum);
        Some((rounded(above)?, rounded(below)?))
    }

    /// Whether the payment is at least `halves` half-fen.
    fn reaches(&self, halves: u128) -> Result<bool, ArithmeticError> {
        // T = halves / 2, and both sides are doubled: h qⁿ⁺¹ against (h q - 2 P p)(p+q)ⁿ.
        let overflow = ArithmeticError::Overflow;
        let left = halves.checked_mul(self.base.into()).ok_or(overflow)?;
        let interest = (2 * self.fen).checked_mul(self.gain.into()).ok_or(overflow)?;
        let Some(right) = left.checked_sub(interest) else {
            // Even interest alone is more than T.
            return Ok(true);
        };
        let left = Long::of(left, self.base, self.count);
        Ok(left.compare(&Long::of(right, self.grown, self.count)) != Ordering::Less)
    }
}

/// `v + v² + … + vⁿ` in multiples of 2^-58 by doubling, each product brought back by `shift`.
fn discounted(v: u128, n: u32, shift: impl Fn(u128) -> u128) -> Option<u128> {
    let (mut power, mut sum) = (ONE, 0_u128);
    for bit in (0..u32::BITS - n.leading_zeros()).rev() {
        sum = sum.checked_add(shift(power.checked_mul(sum)?))?;
        power = shift(power.checked_mul(power)?);
        if n >> bit & 1 == 1 {
            power = shift(power.checked_mul(v)?);
            sum = sum.checked_add(power)?;
        }
    }
    Some(sum)
}

/// A whole number of any length, lowest digits of 64 bits first, without zeros at its upper end.
struct Long(Vec<u64>);

impl Long {
    /// `start × factor^n`.
    fn of(start: u128, factor: u64, n: u32) -> Self {
        let mut digits = vec![low(start), low(start >> 64)];
        for _ in 0..n {
            let mut carry = 0_u128;
            for digit in &mut digits {
                carry += u128::from(*digit) * u128::from(factor);
                *digit = low(carry);
                carry >>= 64;
            }
            if carry > 0 {
                digits.push(low(carry));
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use proptest::prelude::*;

    use super::*;

    /// `P r (1+r)^n / ((1+r)^n - 1)` in fen, half up, by whole numbers of any length.
    fn by_definition(fen: i128, rate: Exact, n: u32) -> BigInt {
        let (p, q) = (BigInt::from(rate.numerator()), BigInt::from(rate.denominator()));
        let grown = (&p + &q).pow(n);
        let numerator = BigInt::from(fen) * p * &grown;
        let denominator = &q * (&grown - q.pow(n));
        (numerator * 2 + &denominator) / (denominator * 2)
    }

    #[track_caller]
    fn check(fen: i128, rate: Exact, n: u32) {
        let money = instalment(Money::from_fen(fen).unwrap(), rate, n.into()).unwrap();
        assert_eq!(
            BigInt::from(money.fen()),
            by_definition(fen, rate, n),
            "{fen} {rate} {n}"
        );
    }

    fn monthly(annual: &str) -> Exact {
        let rate: crate::Rate = annual.parse().unwrap();
        rate.exact().div(Exact::integer(12)).unwrap()
    }

    #[test]
    fn an_instalment_of_half_a_fen_rounds_up() {
        // 1.00元 × 1.005, and 1.50元 × 169/300: both end on half a fen exactly.
        for (fen, annual, n, expected) in [
            (99, "6%", 1, 99),
            (100, "6%", 1, 101),
            (101, "6%", 1, 102),
            (149, "100%", 2, 84),
            (150, "100%", 2, 85),
            (151, "100%", 2, 85),
        ] {
            check(fen, monthly(annual), n);
            let money = Money::from_fen(fen).unwrap();
            let instalment = instalment(money, monthly(annual), n.into());
            assert_eq!(instalment, Money::from_fen(expected));
        }
    }

    #[test]
    fn an_instalment_just_below_half_a_fen_rounds_down() {
        // 4.351% a year are 4351/1200000 a month: one payment of P fen ends on half a fen less 1/1200000 where
        // 4351 P is 599999 more than a multiple of 1200000.
        let fen = 99_999_999_206_849;
        assert_eq!(fen * 4351 % 1_200_000, 599_999);
        check(fen, monthly("4.351%"), 1);
        check(fen + 1, monthly("4.351%"), 1);
    }

    #[test]
    fn a_long_number_is_its_start_times_all_its_factors() {
        for start in [0, 1, u128::MAX] {
            for factor in [1, 3, u64::MAX] {
                for n in [0, 1, 2, 41] {
                    let expected = BigInt::from(start) * BigInt::from(factor).pow(n);
                    let (_, digits) = expected.to_u64_digits();
                    assert_eq!(Long::of(start, factor, n).0, digits, "{start} {factor} {n}");
                }
            }
        }
    }

    #[test]
    fn limits_of_the_inputs_keep_within_the_arithmetic() {
        for annual in ["0.0000000001%", "0.0100000001%", "4.35%", "99.9999999999%", "100%"] {
            for n in [1, 2, 3, 599, 600] {
                for fen in [0, 1, 99_999_999_999_999, 100_000_000_000_000] {
                    check(fen, monthly(annual), n);
                }
            }
        }
    }

    #[test]
    fn the_exact_decision_agrees_on_both_sides_of_the_payment() {
        for (annual, n) in [("4.35%", 36), ("0.0000000001%", 600), ("100%", 600)] {
            let rate = monthly(annual);
            let terms = Terms {
                fen: 100_000_000,
                gain: u64::try_from(rate.numerator()).unwrap(),
                base: u64::try_from(rate.denominator()).unwrap(),
                grown: u64::try_from(rate.numerator() + rate.denominator()).unwrap(),
                count: n,
            };
            let paid = u128::try_from(by_definition(100_000_000, rate, n)).unwrap();
            assert_eq!(terms.reaches(2 * paid - 1), Ok(true));
            assert_eq!(terms.reaches(2 * paid + 1), Ok(false));
            let (low, high) = terms.bounds().unwrap();
            assert!(low <= paid && paid <= high && high - low <= 1);
        }
    }

    proptest! {
        #[test]
        fn every_instalment_is_correctly_rounded(
            fen in 0..=100_000_000_000_000_i128,
            size in 0_u32..40,
            points in 1..=1_000_000_000_000_i128,
            digits in 0_u32..11,
            n in 1..=600_u32,
        ) {
            let annual = Exact::new(points / 10_i128.pow(digits), 1_000_000_000_000).unwrap();
            prop_assume!(!annual.is_zero());
            check(fen >> size, annual.div(Exact::integer(12)).unwrap(), n);
        }
    }
}
