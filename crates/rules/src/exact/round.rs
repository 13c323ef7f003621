//! The named steps that make an exact value coarser.

use super::{ArithmeticError, Exact, integer::times_over};
use crate::money::Money;

/// How a value becomes a whole number of fen. All three act alike on both sides of zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 四舍五入: to the nearest fen, half a fen away from zero.
    HalfUp,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Exact {
    /// The amount of money in whole fen.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] beyond [`Money::MAX`] on either side.
    pub fn round_to_fen(self, mode: Rounding) -> Result<Money, ArithmeticError> {
        let den = self.den.unsigned_abs();
        let magnitude = self.num.unsigned_abs();
        let (whole, fen, rest) = match (u64::try_from(magnitude), u64::try_from(den)) {
            // The usual case: a division of 128 bits is slow in WebAssembly.
            (Ok(magnitude), Ok(den)) if den <= u64::MAX / 100 => {
                let (whole, hundredfold) = (magnitude / den, magnitude % den * 100);
                (whole.into(), (hundredfold / den).into(), (hundredfold % den).into())
            }
            _ => {
                let (fen, rest) = times_over(magnitude % den, 100, den);
                (magnitude / den, fen, rest)
            }
        };
        let up = match mode {
            // `rest` is below `den`, which is below 2^127: doubling stays inside `u128`.
            Rounding::HalfUp => rest * 2 >= den,
            Rounding::Down => false,
            Rounding::Up => rest > 0,
        };
        let fen = whole
            .checked_mul(100)
            .and_then(|whole| whole.checked_add(fen))
            .and_then(|fen| fen.checked_add(u128::from(up)))
            .and_then(|fen| i128::try_from(fen).ok())
            .ok_or(ArithmeticError::Overflow)?;
        Money::from_fen(if self.num < 0 { -fen } else { fen })
    }

    /// The largest multiple of `unit` that is not above the value.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for a `unit` of zero; [`ArithmeticError::Overflow`] where a step needs more than 128 bits.
    pub fn floor_to(self, unit: Self) -> Result<Self, ArithmeticError> {
        let steps = self.div(unit)?;
        unit.mul(Self {
            num: steps.num.div_euclid(steps.den),
            den: 1,
        })
    }

    /// The smallest multiple of `unit` that is not below the value.
    ///
    /// # Errors
    /// As [`Exact::floor_to`].
    pub fn ceil_to(self, unit: Self) -> Result<Self, ArithmeticError> {
        Ok(self.negate().floor_to(unit)?.negate())
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use proptest::prelude::*;

    use super::{
        super::tests::{any_exact, big, exact},
        *,
    };

    #[test]
    fn half_a_fen_rounds_away_from_zero() {
        for (num, half_up, down, up) in [
            (44, "0.04", "0.04", "0.05"),
            (45, "0.05", "0.04", "0.05"),
            (46, "0.05", "0.04", "0.05"),
            (40, "0.04", "0.04", "0.04"),
            (-44, "-0.04", "-0.04", "-0.05"),
            (-45, "-0.05", "-0.04", "-0.05"),
        ] {
            let value = exact(num, 1000);
            let text = |mode| value.round_to_fen(mode).unwrap().to_string();
            assert_eq!(text(Rounding::HalfUp), half_up, "{value}");
            assert_eq!(text(Rounding::Down), down, "{value}");
            assert_eq!(text(Rounding::Up), up, "{value}");
        }
    }

    #[test]
    fn amounts_beyond_the_largest_do_not_round_to_money() {
        let max = Money::MAX.exact();
        let below_half = exact(1, 201);
        let half = exact(1, 200);
        let near = |part| max.add(part).unwrap().round_to_fen(Rounding::HalfUp);
        assert_eq!(near(below_half), Ok(Money::MAX));
        assert_eq!(near(half), Err(ArithmeticError::Overflow));
        let huge = exact(i128::MAX, 1);
        assert_eq!(huge.round_to_fen(Rounding::Down), Err(ArithmeticError::Overflow));
        let tiny = exact(1, i128::MAX);
        assert_eq!(tiny.round_to_fen(Rounding::HalfUp), Ok(Money::ZERO));
    }

    #[test]
    fn a_fraction_of_large_parts_rounds_like_any_other() {
        // A little above 0.75, of parts whose hundredfold has more than 64 bits.
        let above = exact((3 << 61) + 1, 1 << 63);
        assert_eq!(above.round_to_fen(Rounding::Up), Money::from_fen(76));
        assert_eq!(above.round_to_fen(Rounding::HalfUp), Money::from_fen(75));
        // A little below half a fen and a little above it.
        let half = exact(1, 200);
        let little = exact(1, i128::from(u64::MAX));
        let fen = |value: Result<Exact, _>| value.and_then(|value| value.round_to_fen(Rounding::HalfUp));
        assert_eq!(fen(half.sub(little)), Money::from_fen(0));
        assert_eq!(fen(half.add(little)), Money::from_fen(1));
    }

    #[test]
    fn multiples_of_a_unit_lie_below_and_above() {
        let fen = exact(1, 100);
        assert_eq!(exact(1, 3).floor_to(fen), Ok(exact(33, 100)));
        assert_eq!(exact(1, 3).ceil_to(fen), Ok(exact(34, 100)));
        assert_eq!(exact(-1, 3).floor_to(fen), Ok(exact(-34, 100)));
        assert_eq!(exact(5, 100).floor_to(fen), Ok(exact(5, 100)));
        assert_eq!(exact(5, 100).ceil_to(fen), Ok(exact(5, 100)));
        assert_eq!(Exact::ONE.floor_to(Exact::ZERO), Err(ArithmeticError::DivisionByZero));
    }

    proptest! {
        #[test]
        fn rounding_agrees_with_big_rationals(a in any_exact()) {
            let fen = big(a) * BigInt::from(100);
            let two = BigRational::from_integer(2.into());
            let half = two.recip();
            let zero = BigRational::from_integer(0.into());
            let nearest = if fen < zero { (&fen - half).ceil() } else { (&fen + half).floor() };
            match a.round_to_fen(Rounding::HalfUp) {
                Ok(money) => prop_assert_eq!(BigInt::from(money.fen()), nearest.to_integer()),
                Err(_) => prop_assert!(BigInt::from(Money::MAX.fen()) < nearest.to_integer().magnitude().clone().into()),
            }
        }
    }
}
