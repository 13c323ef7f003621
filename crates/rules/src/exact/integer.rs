//! Whole numbers of 128 bits: common divisors, and products that do not fit.

/// `value / by` for a positive `by`; most divisors are one and most values are small, and a
/// division of 128 bits is slow in WebAssembly.
pub(crate) fn divide(value: i128, by: i128) -> i128 {
    if by == 1 {
        return value;
    }
    match (i64::try_from(value), i64::try_from(by)) {
        (Ok(value), Ok(by)) => i128::from(value / by),
        _ => value / by,
    }
}

/// The greatest common divisor; `gcd(0, b) = b`.
pub(super) fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a.max(b), a.min(b));
    loop {
        if b <= 1 {
            return if b == 0 { a } else { 1 };
        }
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_small(a, b));
        }
        (a, b) = (b, a % b);
    }
}

/// A fraction of two halves of 64 bits with a positive denominator, without common divisor. Zero is 0/1.
pub(super) fn shortened(num: i64, den: i64) -> (i64, i64) {
    if num == 0 {
        return (0, 1);
    }
    // The divisor is at most `den`, so the cast keeps its value.
    match gcd_small(num.unsigned_abs(), den.unsigned_abs()).cast_signed() {
        1 => (num, den),
        common => (num / common, den / common),
    }
}

/// The binary algorithm, after one division, since most numbers are far longer than their denominators; `a` and `b` are not
/// zero.
fn gcd_small(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a.min(b), a.max(b) % a.min(b));
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << shift
}

/// Quotient and remainder of `rest × factor / den` for `rest < den < 2^127`, without a product that
/// could overflow: doubling and adding, with the remainder kept below `den`.
pub(super) fn times_over(rest: u128, factor: u32, den: u128) -> (u128, u128) {
    if let Some(product) = rest.checked_mul(u128::from(factor)) {
        return (product / den, product % den);
    }
    let (mut quotient, mut left) = (0_u128, 0_u128);
    for bit in (0..u32::BITS).rev() {
        let extra = if factor >> bit & 1 == 1 { rest } else { 0 };
        for (shift, term) in [(1, left), (0, extra)] {
            quotient <<= shift;
            left += term;
            if left >= den {
                left -= den;
                quotient += 1;
            }
        }
    }
    (quotient, left)
}

/// The lower half.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the lower half of the number is cut out on purpose"
)]
pub(crate) const fn low(number: u128) -> u64 {
    number as u64
}

/// The product in two halves of 128 bits, high half first, so that tuples compare as products.
pub(super) fn wide(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let other = a0 * b1 + (middle & LOW);
    let high = a1 * b1 + (middle >> 64) + (other >> 64);
    (high, other << 64 | low & LOW)
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn two_halves_are_the_whole_product(a in any::<u128>(), b in any::<u128>()) {
            let (high, low) = wide(a, b);
            let found = (BigUint::from(high) << 128) + low;
            prop_assert_eq!(found, BigUint::from(a) * b);
        }

        #[test]
        fn a_quotient_and_its_remainder_make_the_product(rest in any::<u128>(), factor in any::<u32>(), den in 1..1_u128 << 127) {
            let rest = rest % den;
            let (quotient, left) = times_over(rest, factor, den);
            prop_assert!(left < den);
            prop_assert_eq!(BigUint::from(quotient) * den + left, BigUint::from(rest) * factor);
        }

        #[test]
        fn what_divides_both_leaves_nothing_in_common(a in 1..1_u128 << 90, b in 1..1_u128 << 90, times in 1..1_u128 << 30) {
            let common = gcd(a * times, b * times);
            prop_assert_eq!((a * times % common, b * times % common), (0, 0));
            prop_assert_eq!(common % times, 0);
            prop_assert_eq!(gcd(a * times / common, b * times / common), 1);
        }
    }
}
