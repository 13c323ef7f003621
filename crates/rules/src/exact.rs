//! Exact fractions: what an amount is before its named rounding.

use std::{cmp::Ordering, fmt, str::FromStr};

use crate::{money::Money, serde_text::serde_as_text};

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

    /// `mantissa / 10^scale` for a `scale` of at most 28, as a decimal holds it.
    pub(crate) fn from_scaled(mantissa: i128, scale: u32) -> Self {
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
    pub fn add(self, other: Self) -> Result<Self, ArithmeticError> {
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
    pub fn sub(self, other: Self) -> Result<Self, ArithmeticError> {
        self.add(other.negate())
    }

    /// `self × other`.
    pub fn mul(self, other: Self) -> Result<Self, ArithmeticError> {
        // Reducing crosswise first keeps the products small and the result reduced.
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
    pub fn div(self, other: Self) -> Result<Self, ArithmeticError> {
        self.mul(Self::new(other.den, other.num)?)
    }

    /// The sum of all values; zero of none.
    pub fn sum(values: impl IntoIterator<Item = Self>) -> Result<Self, ArithmeticError> {
        values.into_iter().try_fold(Self::ZERO, Self::add)
    }

    /// The amount of money in whole fen.
    pub fn round_to_fen(self, mode: Rounding) -> Result<Money, ArithmeticError> {
        let den = self.den.unsigned_abs();
        let magnitude = self.num.unsigned_abs();
        let (whole, rest) = (magnitude / den, magnitude % den);
        let (fen, rest) = times_over(rest, 100, den);
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
    pub fn floor_to(self, unit: Self) -> Result<Self, ArithmeticError> {
        let steps = self.div(unit)?;
        unit.mul(Self {
            num: steps.num.div_euclid(steps.den),
            den: 1,
        })
    }

    /// The smallest multiple of `unit` that is not below the value.
    pub fn ceil_to(self, unit: Self) -> Result<Self, ArithmeticError> {
        Ok(self.negate().floor_to(unit)?.negate())
    }

    /// The value as a plain decimal with every digit ("399999.999"); `None` where it does not end
    /// (1/3).
    pub fn terminating(self) -> Option<String> {
        let mut odd = self.den.unsigned_abs();
        odd >>= odd.trailing_zeros();
        while odd.is_multiple_of(5) {
            odd /= 5;
        }
        if odd != 1 {
            return None;
        }
        let den = self.den.unsigned_abs();
        let magnitude = self.num.unsigned_abs();
        let sign = if self.num < 0 { "-" } else { "" };
        let mut text = format!("{sign}{}", magnitude / den);
        let mut rest = magnitude % den;
        if rest > 0 {
            text.push('.');
        }
        while rest > 0 {
            let (digit, left) = times_over(rest, 10, den);
            text.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
            rest = left;
        }
        Some(text)
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
        let signs = self.num.signum().cmp(&other.num.signum());
        if signs != Ordering::Equal {
            return signs;
        }
        if let (Some(left), Some(right)) = (
            self.num.checked_mul(other.den),
            other.num.checked_mul(self.den),
        ) {
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

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.terminating() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}/{}", self.num, self.den),
        }
    }
}

/// Why a text is no exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParseExactError {
    /// Neither a plain decimal nor a fraction "n/d".
    Syntax,
    /// The number is too large, or its denominator is zero.
    Arithmetic(ArithmeticError),
}

impl fmt::Display for ParseExactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax => f.write_str("neither a plain decimal nor a fraction n/d"),
            Self::Arithmetic(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ParseExactError {}

impl From<ArithmeticError> for ParseExactError {
    fn from(error: ArithmeticError) -> Self {
        Self::Arithmetic(error)
    }
}

/// Reads what [`Exact`] writes: "-12.5", "1/3". Typed input goes through [`Money`] and
/// [`Rate`](crate::Rate), which know units and full-width digits.
impl FromStr for Exact {
    type Err = ParseExactError;

    fn from_str(text: &str) -> Result<Self, ParseExactError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let value = if let Some((num, den)) = digits.split_once('/') {
            Self::new(natural(num)?, natural(den)?)?
        } else if let Some((whole, fraction)) = digits.split_once('.') {
            let mut value = Self::new(natural(whole)?, 1)?;
            let fraction = fraction.trim_end_matches('0');
            if !fraction.is_empty() {
                let scale = u32::try_from(fraction.len()).map_err(|_| ArithmeticError::Overflow)?;
                let den = checked(10_i128.checked_pow(scale))?;
                value = value.add(Self::new(natural(fraction)?, den)?)?;
            }
            value
        } else {
            Self::new(natural(digits)?, 1)?
        };
        Ok(if negative { value.negate() } else { value })
    }
}

serde_as_text!(
    Exact,
    "an exact number as text, such as \"399999.999\" or \"1/3\""
);

fn checked(value: Option<i128>) -> Result<i128, ArithmeticError> {
    value
        .filter(|v| *v != i128::MIN)
        .ok_or(ArithmeticError::Overflow)
}

/// A number of ASCII digits only.
fn natural(digits: &str) -> Result<i128, ParseExactError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ParseExactError::Syntax);
    }
    digits.parse().map_err(|_| ArithmeticError::Overflow.into())
}

/// `value / by` for a positive `by`; most divisors are one and most values are small, and a
/// division of 128 bits is slow in WebAssembly.
fn divide(value: i128, by: i128) -> i128 {
    if by == 1 {
        return value;
    }
    match (i64::try_from(value), i64::try_from(by)) {
        (Ok(value), Ok(by)) => i128::from(value / by),
        _ => value / by,
    }
}

/// The greatest common divisor; `gcd(0, b) = b`.
fn gcd(a: u128, b: u128) -> u128 {
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

/// The binary algorithm: `a` and `b` are not zero.
fn gcd_small(mut a: u64, mut b: u64) -> u64 {
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
fn times_over(rest: u128, factor: u32, den: u128) -> (u128, u128) {
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

/// The product in two halves of 128 bits, high half first, so that tuples compare as products.
fn wide(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a0 * b0;
    let middle = a1 * b0 + (low >> 64);
    let other = a0 * b1 + (middle & LOW);
    let high = a1 * b1 + (middle >> 64) + (other >> 64);
    (high, other << 64 | low & LOW)
}
