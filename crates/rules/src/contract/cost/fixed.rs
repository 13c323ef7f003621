//! Numbers with a fixed binary point: 64 bits before it, 192 behind it.

use std::{cmp::Ordering, ops::Range};

use crate::exact::low;

/// A number from 0 to below 2^64 in multiples of 2^-192, the lowest 64 bits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixed([u64; 4]);

impl Fixed {
    pub(super) const ZERO: Self = Self([0; 4]);
    pub(super) const ONE: Self = Self::whole(1);

    pub(super) const fn whole(number: u64) -> Self {
        Self([0, 0, 0, number])
    }

    /// So many 2^-64.
    pub(super) const fn part(number: u64) -> Self {
        Self([0, 0, number, 0])
    }

    pub(super) fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// The sum; `None` from 2^64 on.
    pub(super) fn add(self, other: Self) -> Option<Self> {
        let mut sum = [0; 4];
        let mut carry = 0_u128;
        for ((sum, a), b) in sum.iter_mut().zip(self.0).zip(other.0) {
            carry += u128::from(a) + u128::from(b);
            *sum = low(carry);
            carry >>= 64;
        }
        (carry == 0).then_some(Self(sum))
    }

    /// The product, rounded down; `None` from 2^64 on.
    pub(super) fn mul(self, other: Self) -> Option<Self> {
        let mut product = [0_u64; 8];
        let [b0, b1, b2, b3] = other.0;
        for (at, a) in self.0.into_iter().enumerate() {
            if a == 0 {
                continue;
            }
            // Written out: the page is built for size, and there a chain of iterators takes several times as long.
            if let Some([p0, p1, p2, p3, p4, ..]) = product.get_mut(at..) {
                let carry = add_product(p0, a, b0, 0);
                let carry = add_product(p1, a, b1, carry);
                let carry = add_product(p2, a, b2, carry);
                *p4 = add_product(p3, a, b3, carry);
            }
        }
        let [_, _, _, a, b, c, d, beyond] = product;
        (beyond == 0).then_some(Self([a, b, c, d]))
    }

    /// The power, rounded down at each step; `None` from 2^64 on.
    pub(super) fn power(self, exponent: u32) -> Option<Self> {
        let Some(highest) = exponent.checked_ilog2() else {
            return Some(Self::ONE);
        };
        let mut power = self;
        for bit in (0..highest).rev() {
            power = power.mul(power)?;
            if exponent >> bit & 1 == 1 {
                power = power.mul(self)?;
            }
        }
        Some(power)
    }

    /// The next larger number with so many bits behind the point, for one that has no more; `None` from 2^64 on.
    pub(super) fn next(self, bits: usize) -> Option<Self> {
        let bit = 192_usize.checked_sub(bits)?;
        let mut unit = Self::ZERO;
        *unit.0.get_mut(bit / 64)? = 1 << (bit % 64);
        self.add(unit)
    }

    /// `1 / self`, rounded down; `None` where that is 2^64 or more.
    pub(super) fn reciprocal(self) -> Option<Self> {
        let holds = |trial: Self| trial.mul(self).is_some_and(|product| product <= Self::ONE);
        (!holds(Self([u64::MAX; 4]))).then(|| largest(Self::ZERO, 0..256, holds))
    }

    /// The value in multiples of 2^-80, rounded down; `None` where it does not fit.
    pub(super) fn coarse(self) -> Option<i128> {
        let [_, low, middle, high] = self.0;
        let bits = u128::from(high) << 64 | u128::from(middle);
        if bits >> 110 > 0 {
            return None;
        }
        i128::try_from(bits << 16 | u128::from(low >> 48)).ok()
    }
}

/// Adds a product and a carry to a part of a number; the carry to the next part.
fn add_product(part: &mut u64, a: u64, b: u64, carry: u64) -> u64 {
    let sum = u128::from(a) * u128::from(b) + u128::from(*part) + u128::from(carry);
    *part = low(sum);
    low(sum >> 64)
}

/// The largest number for which something holds that holds for all smaller ones: of its bits before and behind the
/// point those up to the first are known and those from the last on are left out.
pub(super) fn largest(known: Fixed, bits: Range<usize>, holds: impl Fn(Fixed) -> bool) -> Fixed {
    let mut found = known;
    for bit in bits.filter_map(|bit| 255_usize.checked_sub(bit)) {
        let mut trial = found;
        if let Some(digit) = trial.0.get_mut(bit / 64) {
            *digit |= 1 << (bit % 64);
        }
        if holds(trial) {
            found = trial;
        }
    }
    found
}

impl Ord for Fixed {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl PartialOrd for Fixed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;

    fn big(number: Fixed) -> BigUint {
        number
            .0
            .iter()
            .rev()
            .fold(BigUint::ZERO, |sum, digit| (sum << 64) + BigUint::from(*digit))
    }

    fn any_fixed() -> impl Strategy<Value = Fixed> {
        (any::<[u64; 4]>(), 0..5_usize).prop_map(|(mut digits, zeros)| {
            digits.iter_mut().rev().take(zeros).for_each(|digit| *digit = 0);
            Fixed(digits)
        })
    }

    #[test]
    fn a_power_and_a_reciprocal_are_close() {
        let half = Fixed::whole(2).reciprocal().unwrap();
        assert_eq!(half, Fixed([0, 0, 1 << 63, 0]));
        assert_eq!(half.power(3), Some(Fixed([0, 0, 1 << 61, 0])));
        assert_eq!(half.power(0), Some(Fixed::ONE));
        assert_eq!(Fixed::whole(2).power(63), Some(Fixed::whole(1 << 63)));
        assert_eq!(Fixed::whole(2).power(64), None);
        assert_eq!(Fixed::ZERO.reciprocal(), None);
        assert_eq!(Fixed::whole(3).coarse(), Some(3 << 80));
        assert_eq!(half.coarse(), Some(1 << 79));
        assert_eq!(Fixed::whole(1 << 47).coarse(), None);
        assert_eq!(Fixed::whole(1 << 48).coarse(), None);
    }

    proptest! {
        #[test]
        fn sums_and_products_agree_with_whole_numbers_of_any_length(a in any_fixed(), b in any_fixed()) {
            let fits = |number: &BigUint| number.bits() <= 256;
            let sum = big(a) + big(b);
            prop_assert_eq!(a.add(b).map(big), Some(sum).filter(fits));
            let product = (big(a) * big(b)) >> 192;
            prop_assert_eq!(a.mul(b).map(big), Some(product).filter(fits));
            prop_assert_eq!(a.cmp(&b), big(a).cmp(&big(b)));
        }

        #[test]
        fn a_reciprocal_is_the_largest_that_fits(a in any_fixed()) {
            if let Some(inverse) = a.reciprocal() {
                prop_assert!(inverse.mul(a).unwrap() <= Fixed::ONE);
                let next = inverse.add(Fixed([1, 0, 0, 0])).unwrap();
                prop_assert!(next.mul(a).is_none_or(|product| product > Fixed::ONE));
            }
        }
    }
}
