//! Rates and shares with their unit.

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;

use crate::{
    compact::compact_as_text,
    exact::{Exact, decimal},
    serde_text::serde_as_text,
    typed::{Cursor, Number, NumberError, plain, scaled},
};

/// Every rate is held with this many decimals of the fraction (ten decimals of a percentage).
const DECIMALS: u32 = 12;

/// 10,000 % in units of 10^-12.
const MAX_MANTISSA: u64 = 100_000_000_000_000;

/// A rate or share, held as a fraction: 1.2% is 0.012. Every digit is kept: at most twelve decimals
/// of the fraction, at most 10,000% on either side of zero.
///
/// A rate is read with its unit ("1.2%", "120BP", "3‰"): a bare 1.2 could be 1.2% or 120%.
///
/// ```
/// use huisuan_rules::{Rate, RateError};
/// assert_eq!("120BP".parse(), "1.2%".parse::<Rate>());
/// assert_eq!("1.2".parse::<Rate>(), Err(RateError::NoUnit));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

impl Rate {
    /// 0%.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, DECIMALS));

    /// 100%.
    pub const ONE: Self = Self(Decimal::from_parts(0xd4a5_1000, 0xe8, 0, false, DECIMALS));

    /// The rate of `mantissa / 10^12`: 12,000,000,000 is 1.2%.
    fn from_mantissa(mantissa: i128) -> Result<Self, RateError> {
        match u64::try_from(mantissa.unsigned_abs()) {
            Ok(magnitude) if magnitude <= MAX_MANTISSA => Ok(Self(decimal(magnitude, mantissa < 0, DECIMALS))),
            _ => Err(RateError::TooLarge),
        }
    }

    /// The rate of that many basis points (0.01 percentage points).
    ///
    /// # Errors
    /// [`RateError::TooLarge`] beyond 10,000% on either side.
    pub fn from_basis_points(points: i32) -> Result<Self, RateError> {
        Self::from_mantissa(i128::from(points) * 100_000_000)
    }

    /// The rate of a fraction (0.012 is 1.2%); refused where the fraction needs more digits.
    ///
    /// # Errors
    /// [`RateError::TooFine`] where it needs more than twelve decimals, [`RateError::TooLarge`] beyond 10,000%.
    pub fn from_exact(fraction: Exact) -> Result<Self, RateError> {
        let scaled = fraction
            .mul(Exact::from_scaled(10_i128.pow(DECIMALS), 0))
            .map_err(|_| RateError::TooLarge)?;
        if scaled.denominator() != 1 {
            return Err(RateError::TooFine);
        }
        Self::from_mantissa(scaled.numerator())
    }

    /// The rate in units of 10^-12.
    pub(crate) const fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// The fraction: 1.2% is 3/250.
    pub fn exact(self) -> Exact {
        Exact::from_scaled(self.0.mantissa(), DECIMALS)
    }

    /// Whether the rate is zero.
    pub const fn is_zero(self) -> bool {
        self.0.mantissa() == 0
    }

    /// Whether the rate is below zero.
    pub const fn is_negative(self) -> bool {
        self.0.mantissa() < 0
    }

    /// The sum of two rates, in percentage points.
    ///
    /// # Errors
    /// [`RateError::TooLarge`] beyond 10,000% on either side.
    pub fn plus(self, other: Self) -> Result<Self, RateError> {
        Self::from_mantissa(self.0.mantissa() + other.0.mantissa())
    }

    /// The difference of two rates, in percentage points; it may be negative.
    ///
    /// # Errors
    /// [`RateError::TooLarge`] beyond 10,000% on either side.
    pub fn minus(self, other: Self) -> Result<Self, RateError> {
        Self::from_mantissa(self.0.mantissa() - other.0.mantissa())
    }

    /// The number of basis points with every digit: "120" for 1.2%.
    pub fn basis_points(self) -> String {
        scaled(self.0.mantissa(), 8, 0)
    }

    /// Reads a rate with its unit as people type it: "1.2%", "１．２％", "120BP", "120 bps",
    /// "120个基点", "3‰".
    ///
    /// # Errors
    /// [`RateError`] says what is wrong, and at which character; a bare number has no unit.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        // 10^-12 of the fraction is 10^-10 of a percentage.
        if let Some((mantissa, "%")) = plain(text, 10) {
            return Self::from_mantissa(mantissa.into());
        }
        let mut cursor = Cursor::new(text);
        if cursor.is_empty() {
            return Err(RateError::Empty);
        }
        let negative = cursor.sign();
        let number = cursor.number(false).map_err(|error| match error {
            NumberError::Missing | NumberError::BadGrouping => not_a_rate(&cursor),
            NumberError::TooLarge => RateError::TooLarge,
            NumberError::TooFine => RateError::TooFine,
        })?;
        // Decimals of the fraction that the unit leaves for the number before it.
        let power = if cursor.take("%") {
            DECIMALS - 2
        } else if cursor.take("‰") {
            DECIMALS - 3
        } else if cursor.take_any(&["bps", "bp", "个基点", "基点"]) {
            DECIMALS - 4
        } else if cursor.at_end() {
            return Err(RateError::NoUnit);
        } else {
            return Err(not_a_rate(&cursor));
        };
        if !cursor.at_end() {
            return Err(not_a_rate(&cursor));
        }
        let mantissa = mantissa_of(number, power)?;
        Self::from_mantissa(if negative { -mantissa } else { mantissa })
    }
}

/// `number × 10^power` as a whole number.
fn mantissa_of(number: Number, power: u32) -> Result<i128, RateError> {
    if number.decimals > power {
        return Err(RateError::TooFine);
    }
    10_i128
        .checked_pow(power - number.decimals)
        .and_then(|unit| number.mantissa.checked_mul(unit))
        .ok_or(RateError::TooLarge)
}

fn not_a_rate(cursor: &Cursor) -> RateError {
    let (at, found) = cursor.stopped();
    RateError::NotANumber { at, found }
}

/// In percent with every digit: "1.2%".
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", scaled(self.0.mantissa(), 10, 0))
    }
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        Self::parse(text)
    }
}

compact_as_text!(Rate, Self::ZERO);
serde_as_text!(Rate, "a rate as text with its unit, such as \"1.2%\" or \"120BP\"");

/// Why a typed text is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RateError {
    /// Nothing was typed.
    Empty,
    /// A character stands where it cannot.
    NotANumber {
        /// Its position, counted in characters from zero.
        at: usize,
        /// The character as typed.
        found: char,
    },
    /// A bare number: neither "%" nor "BP" says what it means.
    NoUnit,
    /// More than twelve decimals of the fraction.
    TooFine,
    /// Beyond 10,000%.
    TooLarge,
}

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no rate"),
            Self::NotANumber { at, found } => {
                write!(f, "not a rate: {found:?} at character {}", at + 1)
            }
            Self::NoUnit => f.write_str("a rate needs its unit, % or BP"),
            Self::TooFine => f.write_str("more than ten decimals of a percentage"),
            Self::TooLarge => f.write_str("above 10000%"),
        }
    }
}

impl std::error::Error for RateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(Rate::parse(text).map(|r| r.to_string()), Ok(expected.into()), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, error: RateError) {
        assert_eq!(Rate::parse(text), Err(error), "{text}");
    }

    #[test]
    fn rates_read_with_their_unit() {
        reads("1.2%", "1.2%");
        reads("１．２％", "1.2%");
        reads("120BP", "1.2%");
        reads("120 bps", "1.2%");
        reads("120个基点", "1.2%");
        reads("3‰", "0.3%");
        reads("-150BP", "-1.5%");
        reads("0%", "0%");
        reads("3.4500000001%", "3.4500000001%");
        reads("10000%", "10000%");
    }

    #[test]
    fn a_bare_number_is_no_rate() {
        refuses("1.2", RateError::NoUnit);
        refuses("", RateError::Empty);
        refuses("%", RateError::NotANumber { at: 0, found: '%' });
        refuses("1,2%", RateError::NotANumber { at: 1, found: ',' });
        refuses("1.2%%", RateError::NotANumber { at: 4, found: '%' });
        refuses("1.2元", RateError::NotANumber { at: 3, found: '元' });
    }

    #[test]
    fn an_error_says_where_it_is() {
        let said = |text| Rate::parse(text).unwrap_err().to_string();
        assert_eq!(said(""), "no rate");
        assert_eq!(said("1,2%"), "not a rate: ',' at character 2");
        assert_eq!(said("1.2"), "a rate needs its unit, % or BP");
        assert_eq!(said("10001%"), "above 10000%");
        assert_eq!(said("1.00000000001%"), "more than ten decimals of a percentage");
    }

    #[test]
    fn limits_hold_on_both_sides() {
        refuses("10000.0000000001%", RateError::TooLarge);
        refuses("1000001BP", RateError::TooLarge);
        refuses("1.00000000001%", RateError::TooFine);
        refuses("1.000000001BP", RateError::TooFine);
    }

    #[test]
    fn a_rate_is_a_fraction() {
        let rate = Rate::parse("1.2%").unwrap();
        assert_eq!(rate.exact(), Exact::new(12, 1000).unwrap());
        assert_eq!(Rate::parse("100%"), Ok(Rate::ONE));
        assert_eq!(rate.basis_points(), "120");
        assert_eq!(rate.mantissa(), 12_000_000_000);
        assert!(!rate.is_zero() && Rate::parse("0%").unwrap().is_zero());
        assert_eq!(Rate::from_basis_points(120), Ok(rate));
        assert_eq!(Rate::from_exact(rate.exact()), Ok(rate));
        assert_eq!(Rate::from_exact(Exact::new(1, 3).unwrap()), Err(RateError::TooFine));
        assert_eq!(
            Rate::parse("3.45%").unwrap().minus(Rate::parse("150BP").unwrap()),
            Rate::parse("1.95%")
        );
        assert_eq!(serde_json::to_string(&rate).unwrap(), "\"1.2%\"");
        assert!(serde_json::from_str::<Rate>("1.2").is_err());
    }
}
