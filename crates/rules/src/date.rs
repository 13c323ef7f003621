//! Calendar dates.

use std::{fmt, str::FromStr};

use time::{Duration, Month};

use crate::{compact::compact_as_text, serde_text::serde_as_text, typed::Cursor};

/// The years that a date may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A day of the Gregorian calendar between 1900 and 2200.
///
/// The calendar is that of the `time` crate without its default features. A module that parses,
/// adds months, counts days and prints was built for `wasm32-unknown-unknown` (`opt-level = "z"`,
/// LTO, stripped, gzip -9): `time` 0.3.55 added 844 bytes to the same module without a calendar,
/// `jiff` 0.2.43 1,414 bytes when its spans and printer are avoided (45,071 with them) and `chrono`
/// 0.4.45 2,038 bytes. Parsing is ours in any case: people type 2024年12月1日.
///
/// ```
/// use huisuan_rules::Date;
/// let paid_out: Date = "2024年1月31日".parse()?;
/// assert_eq!(paid_out.plus_months(1), Some("2024-02-29".parse()?));
/// # Ok::<(), huisuan_rules::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// The day of that year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`DateError`]: a year outside 1900 to 2200, or no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !YEARS.contains(&year) {
            return Err(DateError::OutOfRange { year });
        }
        Month::try_from(month)
            .and_then(|month| time::Date::from_calendar_date(year, month, day))
            .map(Self)
            .map_err(|_| DateError::NoSuchDay { year, month, day })
    }

    fn in_range(date: time::Date) -> Option<Self> {
        YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// The year, 1900 to 2200.
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// The day of the month.
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// Whether its year has a 29 February.
    pub fn is_leap_year(self) -> bool {
        time::util::is_leap_year(self.year())
    }

    /// The same day some months later (or earlier), clipped to the end of the month: one month
    /// after 31 January is the last of February. `None` outside the years of a date.
    ///
    /// A series of due dates counts from its first day each time, since clipping does not chain:
    /// two months after 31 January is 31 March.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let total = (self.year() * 12 + i32::from(self.month()) - 1).checked_add(months)?;
        let year = total.div_euclid(12);
        let month = Month::try_from(u8::try_from(total.rem_euclid(12) + 1).ok()?).ok()?;
        let day = self.day().min(month.length(year));
        time::Date::from_calendar_date(year, month, day)
            .ok()
            .and_then(Self::in_range)
    }

    /// The day some days later (or earlier); `None` outside the years of a date.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0
            .checked_add(Duration::days(i64::from(days)))
            .and_then(Self::in_range)
    }

    /// The number of days from this date to another, negative when the other is earlier: the first
    /// day counts and the last does not (算头不算尾).
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.0.to_julian_day()) - i64::from(self.0.to_julian_day())
    }

    /// Reads a date as people type it: "2024-12-01", "2024/12/1", "2024.12.1", "2024年12月1日",
    /// with full-width digits.
    ///
    /// # Errors
    /// [`DateError`]: no date, a year outside the calendar, or no such day.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let mut cursor = Cursor::new(text);
        if cursor.is_empty() {
            return Err(DateError::Empty);
        }
        let syntax = |cursor: &Cursor| {
            let (at, found) = cursor.stopped();
            DateError::NotADate { at, found }
        };
        let year = cursor.whole().ok_or_else(|| syntax(&cursor))?;
        let (second, last): (&str, &[&str]) = match cursor.peek() {
            Some('-') => ("-", &[]),
            Some('/') => ("/", &[]),
            Some('.') => (".", &[]),
            Some('年') => ("月", &["日", "号"]),
            _ => return Err(syntax(&cursor)),
        };
        cursor.take_any(&["-", "/", ".", "年"]);
        let month = cursor.whole().ok_or_else(|| syntax(&cursor))?;
        if !cursor.take(second) {
            return Err(syntax(&cursor));
        }
        let day = cursor.whole().ok_or_else(|| syntax(&cursor))?;
        if !(last.is_empty() || cursor.take_any(last)) || !cursor.at_end() {
            return Err(syntax(&cursor));
        }
        let year = i32::try_from(year).unwrap_or(i32::MAX);
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        Self::new(year, small(month), small(day))
    }
}

/// As in ISO 8601: "2024-12-01".
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

compact_as_text!(Date, Self(time::Date::MIN));
serde_as_text!(Date, "a date as text, such as \"2024-12-01\"");

/// Why a typed text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DateError {
    /// Nothing was typed.
    Empty,
    /// A character stands where it cannot.
    NotADate {
        /// Its position, counted in characters from zero.
        at: usize,
        /// The character as typed.
        found: char,
    },
    /// The month has no such day, or the year no such month. Numbers above 255 are given as 255.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month.
        month: u8,
        /// The day of the month.
        day: u8,
    },
    /// The year is not between 1900 and 2200.
    OutOfRange {
        /// The year.
        year: i32,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no date"),
            Self::NotADate { at, found } => {
                write!(f, "not a date: {found:?} at character {}", at + 1)
            }
            Self::NoSuchDay { year, month, day } => write!(f, "no such day: {year}-{month}-{day}"),
            Self::OutOfRange { year } => write!(f, "year {year} is not between 1900 and 2200"),
        }
    }
}

impl std::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_read_as_people_type_them() {
        for text in [
            "2024-12-01",
            "2024/12/1",
            "2024.12.1",
            "2024年12月1日",
            "2024 年 12 月 01 日",
            "２０２４年１２月１日",
        ] {
            assert_eq!(date(text).to_string(), "2024-12-01", "{text}");
        }
    }

    #[test]
    fn wrong_dates_say_what_is_wrong() {
        for (text, error) in [
            ("", DateError::Empty),
            ("2024", DateError::NotADate { at: 3, found: '4' }),
            ("2024-12/1", DateError::NotADate { at: 7, found: '/' }),
            ("2024年12月1", DateError::NotADate { at: 8, found: '1' }),
            ("2024-12-01x", DateError::NotADate { at: 10, found: 'x' }),
            ("20241201", DateError::NotADate { at: 7, found: '1' }),
            ("1899-12-31", DateError::OutOfRange { year: 1899 }),
            ("2201-01-01", DateError::OutOfRange { year: 2201 }),
        ] {
            assert_eq!(Date::parse(text), Err(error), "{text}");
        }
        for text in ["2023-02-29", "2024-04-31", "2024-13-01", "2024-00-01", "2024-256-01"] {
            assert!(matches!(Date::parse(text), Err(DateError::NoSuchDay { .. })), "{text}");
        }
    }

    #[test]
    fn an_error_says_where_it_is() {
        let said = |text| Date::parse(text).unwrap_err().to_string();
        assert_eq!(said(""), "no date");
        assert_eq!(said("2024-12/1"), "not a date: '/' at character 8");
        assert_eq!(said("2023-02-29"), "no such day: 2023-2-29");
        assert_eq!(said("1899-12-31"), "year 1899 is not between 1900 and 2200");
    }

    #[test]
    fn months_are_clipped_and_do_not_chain() {
        let start = date("2024-01-31");
        assert_eq!(start.plus_months(1), Some(date("2024-02-29")));
        assert_eq!(start.plus_months(2), Some(date("2024-03-31")));
        assert_eq!(start.plus_months(-2), Some(date("2023-11-30")));
        assert_eq!(date("2200-12-31").plus_months(1), None);
        assert_eq!(start.plus_months(i32::MAX), None);
        assert_eq!(start.plus_months(i32::MIN), None);
    }

    #[test]
    fn days_count_the_first_and_not_the_last() {
        assert_eq!(date("2026-01-15").days_until(date("2027-01-15")), 365);
        assert_eq!(date("2024-01-01").days_until(date("2025-01-01")), 366);
        assert_eq!(date("2024-03-01").days_until(date("2024-02-29")), -1);
        assert_eq!(date("2024-02-28").plus_days(2), Some(date("2024-03-01")));
        assert_eq!(date("1900-01-01").plus_days(-1), None);
        assert_eq!(date("1900-01-01").plus_days(i32::MAX), None);
    }

    #[test]
    fn dates_order_and_cross_boundaries_as_text() {
        assert!(date("2024-12-31") < date("2025-01-01"));
        let day: Date = serde_json::from_str("\"2024年12月1日\"").unwrap();
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2024-12-01\"");
    }
}
