//! Amounts of money as text.

use std::{fmt, str::FromStr};

use super::Money;
use crate::{
    serde_text::serde_as_text,
    typed::{Cursor, Number, NumberError, plain, scaled},
};

impl Money {
    /// Reads an amount as people type it: "5000000", "500万元", "1.2亿", "￥1,234.50元", with
    /// full-width digits, spaces and thousands separators, to the fen.
    ///
    /// An amount finer than a fen is refused, not rounded: "0.000001万元" is one fen, "0.001" none.
    ///
    /// # Errors
    /// [`MoneyError`] says what is wrong, and at which character.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        if let Some((fen, "")) = plain(text, 2) {
            return Self::from_fen(fen.into()).map_err(|_| MoneyError::TooLarge);
        }
        let mut cursor = Cursor::new(text);
        if cursor.is_empty() {
            return Err(MoneyError::Empty);
        }
        let mut negative = cursor.sign();
        if cursor.take("¥") {
            negative |= cursor.sign();
        }
        let number = cursor.number(true).map_err(|error| match error {
            NumberError::Missing => not_a_number(&cursor),
            NumberError::BadGrouping => MoneyError::BadGrouping,
            NumberError::TooLarge => MoneyError::TooLarge,
            NumberError::TooFine => MoneyError::FinerThanFen,
        })?;
        let power = if cursor.take("亿") {
            8
        } else if cursor.take("万") {
            4
        } else {
            0
        };
        cursor.take("元");
        if !cursor.at_end() {
            return Err(not_a_number(&cursor));
        }
        let fen = fen_of(number, power + 2)?;
        Self::from_fen(if negative { -fen } else { fen }).map_err(|_| MoneyError::TooLarge)
    }

    /// With thousands separators: "1,234,567.80".
    pub fn grouped(self) -> String {
        let text = scaled(self.fen().abs(), 2, 2);
        let mut grouped = String::with_capacity(text.len() + 6);
        if self.is_negative() {
            grouped.push('-');
        }
        let whole = text.len().saturating_sub(3);
        for (at, c) in text.chars().enumerate() {
            if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(c);
        }
        grouped
    }

    /// In 万元 with every digit and no trailing zeros: "123.45678".
    pub fn in_wan(self) -> String {
        scaled(self.fen(), 6, 0)
    }

    /// In 亿元 with every digit and no trailing zeros: "1.2".
    pub fn in_yi(self) -> String {
        scaled(self.fen(), 10, 0)
    }
}

/// `number × 10^power` as a whole number of fen.
fn fen_of(number: Number, power: u32) -> Result<i128, MoneyError> {
    if number.decimals > power {
        // The last digit behind the dot is not zero, so it cannot be a whole fen.
        return Err(MoneyError::FinerThanFen);
    }
    10_i128
        .checked_pow(power - number.decimals)
        .and_then(|unit| number.mantissa.checked_mul(unit))
        .ok_or(MoneyError::TooLarge)
}

fn not_a_number(cursor: &Cursor) -> MoneyError {
    let (at, found) = cursor.stopped();
    MoneyError::NotANumber { at, found }
}

/// Plain digits with two decimals: "1234567.80".
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scaled(self.fen(), 2, 2))
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::parse(text)
    }
}

serde_as_text!(
    Money,
    "an amount of money as text, such as \"5000000.00\" or \"500万元\""
);

/// Why a typed text is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MoneyError {
    /// Nothing was typed.
    Empty,
    /// A character stands where it cannot.
    NotANumber {
        /// Its position, counted in characters from zero.
        at: usize,
        /// The character as typed.
        found: char,
    },
    /// Thousands separators do not stand between groups of three digits.
    BadGrouping,
    /// The amount has a part smaller than a fen.
    FinerThanFen,
    /// The amount is beyond [`Money::MAX`].
    TooLarge,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no amount"),
            Self::NotANumber { at, found } => {
                write!(f, "not an amount: {found:?} at character {}", at + 1)
            }
            Self::BadGrouping => f.write_str("thousands separators not between groups of three"),
            Self::FinerThanFen => f.write_str("finer than a fen"),
            Self::TooLarge => write!(f, "above {}", Money::MAX.grouped()),
        }
    }
}

impl std::error::Error for MoneyError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(Money::parse(text).map(|m| m.to_string()), Ok(expected.into()), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, error: MoneyError) {
        assert_eq!(Money::parse(text), Err(error), "{text}");
    }

    #[test]
    fn amounts_read_as_people_type_them() {
        reads("5000000", "5000000.00");
        reads("500万元", "5000000.00");
        reads("500 万元 ", "5000000.00");
        reads("５００万", "5000000.00");
        reads("1.2亿元", "120000000.00");
        reads("１．２亿", "120000000.00");
        reads("1,234.50", "1234.50");
        reads("1，234.50元", "1234.50");
        reads("￥1,234.50", "1234.50");
        reads("¥ 1 234 567.8", "1234567.80");
        reads("0.000001万元", "0.01");
        reads("0.00", "0.00");
        reads("-12.3", "-12.30");
        reads("－￥12.3", "-12.30");
        reads("￥-12.3", "-12.30");
        reads("-0", "0.00");
        reads("1.500", "1.50");
    }

    #[test]
    fn wrong_characters_are_named_with_their_place() {
        refuses("", MoneyError::Empty);
        refuses(" \u{3000}", MoneyError::Empty);
        refuses("12a", MoneyError::NotANumber { at: 2, found: 'a' });
        refuses(" 五百万", MoneyError::NotANumber { at: 1, found: '五' });
        refuses("1.2.3", MoneyError::NotANumber { at: 3, found: '.' });
        refuses("万元", MoneyError::NotANumber { at: 0, found: '万' });
        refuses("-", MoneyError::NotANumber { at: 0, found: '-' });
        refuses(".", MoneyError::NotANumber { at: 0, found: '.' });
        refuses("5万5", MoneyError::NotANumber { at: 2, found: '5' });
        refuses("1e30", MoneyError::NotANumber { at: 1, found: 'e' });
        refuses("5%", MoneyError::NotANumber { at: 1, found: '%' });
        refuses("1,23,4", MoneyError::BadGrouping);
    }

    #[test]
    fn nothing_is_rounded_when_read() {
        refuses("0.001", MoneyError::FinerThanFen);
        refuses("0.0000001万元", MoneyError::FinerThanFen);
        reads("0.0000000001亿元", "0.01");
        refuses("0.00000000001亿元", MoneyError::FinerThanFen);
    }

    #[test]
    fn the_largest_amount_is_the_last_that_reads() {
        reads("999999999999999.98", "999999999999999.98");
        reads("999999999999999.99", "999999999999999.99");
        refuses("1000000000000000.00", MoneyError::TooLarge);
        refuses(&format!("1{}", "0".repeat(30)), MoneyError::TooLarge);
        refuses(&"9".repeat(10_000), MoneyError::TooLarge);
    }

    #[test]
    fn amounts_print_in_yuan_wan_and_yi() {
        let amount = Money::parse("1234567.80").unwrap();
        assert_eq!(amount.grouped(), "1,234,567.80");
        assert_eq!(amount.in_wan(), "123.45678");
        assert_eq!(amount.in_yi(), "0.012345678");
        assert_eq!(Money::parse("-123456.7").unwrap().grouped(), "-123,456.70");
        assert_eq!(Money::parse("123").unwrap().grouped(), "123.00");
        assert_eq!(Money::ZERO.in_wan(), "0");
        assert_eq!(Money::MAX.grouped(), "999,999,999,999,999.99");
    }

    #[test]
    fn amounts_cross_boundaries_as_text() {
        let amount: Money = serde_json::from_str("\"500万元\"").unwrap();
        assert_eq!(serde_json::to_string(&amount).unwrap(), "\"5000000.00\"");
        assert!(serde_json::from_str::<Money>("5000000").is_err());
    }

    /// Characters are counted from one, as people count them.
    #[test]
    fn an_error_says_what_is_wrong_and_where() {
        let said = |text: &str| Money::parse(text).unwrap_err().to_string();
        assert_eq!(said(""), "no amount");
        assert_eq!(said("12a"), "not an amount: 'a' at character 3");
        assert_eq!(said("1,23"), "thousands separators not between groups of three");
        assert_eq!(said("0.001"), "finer than a fen");
        assert_eq!(said("1000000000000000"), "above 999,999,999,999,999.99");
    }
}
