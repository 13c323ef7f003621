//! Exact numbers as text.

use std::{fmt, str::FromStr};

use super::{ArithmeticError, Exact, checked, integer::times_over};
use crate::compact::compact_as_text;
use crate::serde_text::serde_as_text;

impl Exact {
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

/// Reads what [`Exact`] writes: "-12.5", "1/3". Typed input goes through [`Money`](crate::Money) and
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
            if fraction.is_empty() {
                return Err(ParseExactError::Syntax);
            }
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

compact_as_text!(Exact, Self::ZERO);
serde_as_text!(Exact, "an exact number as text, such as \"399999.999\" or \"1/3\"");

/// A number of ASCII digits only.
fn natural(digits: &str) -> Result<i128, ParseExactError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ParseExactError::Syntax);
    }
    digits.parse().map_err(|_| ArithmeticError::Overflow.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, num: i128, den: i128) {
        let value = Exact::new(num, den).unwrap();
        assert_eq!(text.parse(), Ok(value), "{text}");
        assert_eq!(value.to_string(), text);
    }

    #[test]
    fn decimals_that_end_are_written_in_full() {
        check("399999.999", 399_999_999, 1000);
        check("0.3", 3, 10);
        check("-12.5", -25, 2);
        check("7", 7, 1);
        check("0", 0, 1);
        check("1/3", 1, 3);
        check("-22/7", -22, 7);
        assert_eq!(Exact::new(1, 3).unwrap().terminating(), None);
        assert_eq!("1.50".parse(), Exact::new(3, 2).map_err(Into::into));
    }

    #[test]
    fn the_finest_fraction_is_written_without_overflow() {
        let tiny = Exact::new(1, 1 << 126).unwrap();
        let text = tiny.to_string();
        assert!(text.starts_with("0.000") && text.ends_with("625"), "{text}");
        assert_eq!(text.len(), 2 + 126);
    }

    #[test]
    fn other_texts_are_no_exact_numbers() {
        for text in [
            "", "-", "1.", ".5", "+1", "1e5", "1/2/3", "1/-2", " 1", "１", "--1", "1.2/3",
        ] {
            assert_eq!(text.parse::<Exact>(), Err(ParseExactError::Syntax), "{text}");
        }
        for (text, error) in [
            ("1/0", ArithmeticError::DivisionByZero),
            ("340282366920938463463374607431768211456", ArithmeticError::Overflow),
        ] {
            assert_eq!(text.parse::<Exact>(), Err(error.into()), "{text}");
        }
        let long = format!("0.{}1", "0".repeat(60));
        assert_eq!(long.parse::<Exact>(), Err(ArithmeticError::Overflow.into()));
    }

    #[test]
    fn an_error_says_what_was_expected() {
        let said = |text: &str| text.parse::<Exact>().unwrap_err().to_string();
        assert_eq!(said("1e5"), "neither a plain decimal nor a fraction n/d");
        assert_eq!(said("1/0"), "division by zero");
    }

    proptest! {
        #[test]
        fn short_numbers_survive_writing_and_reading(num in any::<i64>(), den in 1..=1_000_000_i128) {
            let value = Exact::new(num.into(), den).unwrap();
            prop_assert_eq!(value.to_string().parse(), Ok(value));
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(serde_json::from_str::<Exact>(&json).unwrap(), value);
        }
    }
}
