//! How long a contract runs.

use std::{cmp::Ordering, fmt, str::FromStr};

use crate::{date::Date, serde_text::serde_as_text, typed::Cursor};

/// The length of a contract, in whole months or in days.
///
/// ```
/// use huisuan_rules::{Term, TermError};
/// assert_eq!("3年".parse(), Ok(Term::Months(36)));
/// assert_eq!("36".parse::<Term>(), Err(TermError::NoUnit));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Whole months; three years are 36 months.
    Months(u32),
    /// Days.
    Days(u32),
}

impl Term {
    /// The longest term in months: fifty years.
    pub const MAX_MONTHS: u32 = 600;
    /// The longest term in days.
    pub const MAX_DAYS: u32 = 20_000;

    /// The day on which a contract of this term ends that starts on `from`: the same day of the
    /// month, clipped to its end, or so many days later. `None` beyond the years of a [`Date`].
    pub fn end(self, from: Date) -> Option<Date> {
        match self {
            Self::Months(months) => from.plus_months(i32::try_from(months).ok()?),
            Self::Days(days) => from.plus_days(i32::try_from(days).ok()?),
        }
    }

    /// How this term compares with another, both [checked](Self::checked): the least and the greatest that it can be.
    ///
    /// Two in months, or two in days, compare by their numbers; else two that start on the same known day compare by the days
    /// on which they end. Without that day months have from their least to their most days, so that the two can differ.
    pub(crate) fn compare(self, other: Self, from: Option<Date>) -> [Ordering; 2] {
        match (self, other) {
            (Self::Months(own), Self::Months(other)) | (Self::Days(own), Self::Days(other)) => [own.cmp(&other); 2],
            _ => {
                let ends = from.and_then(|from| self.end(from).zip(other.end(from)));
                let at_any = || {
                    let ((least, most), (others_least, others_most)) = (self.days(), other.days());
                    [least.cmp(&others_most), most.cmp(&others_least)]
                };
                ends.map_or_else(at_any, |(own, other)| [own.cmp(&other); 2])
            }
        }
    }

    /// Whether this term is longer than another; a month counts as 31 days against days, so that a limit never lets a
    /// longer term pass.
    pub(crate) fn is_longer_than(self, other: Self) -> bool {
        let days = |term| match term {
            Self::Months(months) => u64::from(months) * 31,
            Self::Days(days) => u64::from(days),
        };
        match (self, other) {
            (Self::Months(own), Self::Months(limit)) => own > limit,
            (own, limit) => days(own) > days(limit),
        }
    }

    /// The least and the most days that it can have, from whatever day it starts.
    ///
    /// So many months in a row have the same days from any day of a month as from the first of it or of the next, so that
    /// starts on the first of months are enough. Those of eight years around 2100, which has no 29 February, meet every order
    /// of common and leap years that there is.
    fn days(self) -> (i64, i64) {
        let months = match self {
            Self::Days(days) => return (i64::from(days), i64::from(days)),
            Self::Months(months) => months,
        };
        let starts = (2097..=2104).flat_map(|year| (1..=12).filter_map(move |month| Date::new(year, month, 1).ok()));
        let lengths = starts.filter_map(|from| Some(from.days_until(Self::Months(months).end(from)?)));
        lengths.fold((i64::MAX, 0), |(least, most), days| (least.min(days), most.max(days)))
    }

    /// The term, if it is neither zero nor too long.
    ///
    /// # Errors
    /// [`TermError::Zero`] or [`TermError::TooLong`].
    pub fn checked(self) -> Result<Self, TermError> {
        match self {
            Self::Months(0) | Self::Days(0) => Err(TermError::Zero),
            Self::Months(months) if months > Self::MAX_MONTHS => Err(TermError::TooLong),
            Self::Days(days) if days > Self::MAX_DAYS => Err(TermError::TooLong),
            term => Ok(term),
        }
    }

    /// Reads a term with its unit as people type it: "36个月", "36月", "3年", "1年6个月", "90天",
    /// "90日", with full-width digits.
    ///
    /// # Errors
    /// [`TermError`] says what is wrong; a bare number has no unit.
    pub fn parse(text: &str) -> Result<Self, TermError> {
        let mut cursor = Cursor::new(text);
        if cursor.is_empty() {
            return Err(TermError::Empty);
        }
        let number = whole(&mut cursor)?;
        let term = if cursor.take_any(&["天", "日"]) {
            Self::Days(number)
        } else if cursor.take_any(MONTH) {
            Self::Months(number)
        } else if cursor.take("年") {
            let years = number.saturating_mul(12);
            let months = if cursor.at_end() {
                0
            } else {
                let months = whole(&mut cursor)?;
                if !cursor.take_any(MONTH) {
                    return Err(not_a_term(&cursor));
                }
                months
            };
            Self::Months(years.saturating_add(months))
        } else if cursor.at_end() {
            return Err(TermError::NoUnit);
        } else {
            return Err(not_a_term(&cursor));
        };
        if !cursor.at_end() {
            return Err(not_a_term(&cursor));
        }
        term.checked()
    }
}

const MONTH: &[&str] = &["个月", "個月", "月"];

fn whole(cursor: &mut Cursor) -> Result<u32, TermError> {
    let digit = cursor.peek().is_some_and(|c| c.is_ascii_digit());
    match cursor.whole() {
        Some(number) => Ok(number),
        None if digit => Err(TermError::TooLong),
        None => Err(not_a_term(cursor)),
    }
}

fn not_a_term(cursor: &Cursor) -> TermError {
    let (at, found) = cursor.stopped();
    TermError::NotATerm { at, found }
}

/// In its own unit: "36个月" or "90天".
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(months) => write!(f, "{months}个月"),
            Self::Days(days) => write!(f, "{days}天"),
        }
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        Self::parse(text)
    }
}

serde_as_text!(Term, "a term as text, such as \"36个月\" or \"90天\"");

/// Why a typed text is no term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum TermError {
    /// Nothing was typed.
    Empty,
    /// A character stands where it cannot.
    NotATerm {
        /// Its position, counted in characters from zero.
        at: usize,
        /// The character as typed.
        found: char,
    },
    /// A bare number: it could be months, years or days.
    NoUnit,
    /// A contract of no length.
    Zero,
    /// Longer than [`Term::MAX_MONTHS`] or [`Term::MAX_DAYS`].
    TooLong,
}

impl fmt::Display for TermError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no term"),
            Self::NotATerm { at, found } => {
                write!(f, "not a term: {found:?} at character {}", at + 1)
            }
            Self::NoUnit => f.write_str("a term needs its unit: 个月, 年 or 天"),
            Self::Zero => f.write_str("a term cannot be zero"),
            Self::TooLong => f.write_str("longer than 600 months or 20000 days"),
        }
    }
}

impl std::error::Error for TermError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_with_their_unit() {
        for (text, term) in [
            ("36个月", Term::Months(36)),
            ("36月", Term::Months(36)),
            ("3年", Term::Months(36)),
            ("１年６个月", Term::Months(18)),
            (" 90 天 ", Term::Days(90)),
            ("90日", Term::Days(90)),
            ("600个月", Term::Months(600)),
            ("20000天", Term::Days(20_000)),
        ] {
            assert_eq!(Term::parse(text), Ok(term), "{text}");
        }
    }

    #[test]
    fn wrong_terms_say_what_is_wrong() {
        for (text, error) in [
            ("", TermError::Empty),
            ("36", TermError::NoUnit),
            ("0天", TermError::Zero),
            ("0年0个月", TermError::Zero),
            ("601个月", TermError::TooLong),
            ("20001天", TermError::TooLong),
            ("99999999999年", TermError::TooLong),
            ("三年", TermError::NotATerm { at: 0, found: '三' }),
            ("1.5年", TermError::NotATerm { at: 1, found: '.' }),
            ("1年6", TermError::NotATerm { at: 2, found: '6' }),
            ("1年30天", TermError::NotATerm { at: 4, found: '天' }),
        ] {
            assert_eq!(Term::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn an_error_says_where_it_is() {
        let said = |text| Term::parse(text).unwrap_err().to_string();
        assert_eq!(said(""), "no term");
        assert_eq!(said("1.5年"), "not a term: '.' at character 2");
        assert_eq!(said("36"), "a term needs its unit: 个月, 年 or 天");
        assert_eq!(said("0天"), "a term cannot be zero");
        assert_eq!(said("601个月"), "longer than 600 months or 20000 days");
    }

    #[test]
    fn a_term_ends_on_its_day() {
        let start: Date = "2024-01-31".parse().unwrap();
        assert_eq!(Term::Months(1).end(start).unwrap().to_string(), "2024-02-29");
        assert_eq!(Term::Days(30).end(start).unwrap().to_string(), "2024-03-01");
        assert_eq!(Term::Months(u32::MAX).end(start), None);
        assert_eq!(Term::Days(u32::MAX).end(start), None);
    }

    #[track_caller]
    fn ordered(own: &str, other: &str, from: Option<&str>, least: Ordering, most: Ordering) {
        let from = from.map(|day| day.parse().unwrap());
        let [own, other] = [own, other].map(|text| Term::parse(text).unwrap());
        assert_eq!(own.compare(other, from), [least, most], "{own} {other} {from:?}");
        assert_eq!(
            other.compare(own, from),
            [most.reverse(), least.reverse()],
            "{other} {own} {from:?}"
        );
    }

    #[test]
    fn terms_of_one_unit_compare_by_their_numbers() {
        use Ordering::{Equal, Greater, Less};
        for from in [None, Some("2024-01-31")] {
            ordered("24个月", "2年", from, Equal, Equal);
            ordered("23个月", "2年", from, Less, Less);
            ordered("91天", "90天", from, Greater, Greater);
        }
    }

    #[test]
    fn days_compare_with_months_by_the_calendar_from_the_first_day() {
        use Ordering::{Equal, Greater, Less};
        for (days, months, from, order) in [
            // A leap February: the month from the end of January ends on the 29th.
            ("28天", "1个月", "2024-01-31", Less),
            ("29天", "1个月", "2024-01-31", Equal),
            ("30天", "1个月", "2024-01-31", Greater),
            ("28天", "1个月", "2023-01-31", Equal),
            ("29天", "1个月", "2023-01-31", Greater),
            ("31天", "1个月", "2024-03-01", Equal),
            ("365天", "12个月", "2023-03-01", Less),
            ("366天", "12个月", "2023-03-01", Equal),
            ("366天", "12个月", "2024-03-01", Greater),
        ] {
            ordered(days, months, Some(from), order, order);
        }
    }

    #[test]
    fn without_a_first_day_months_have_from_their_least_to_their_most_days() {
        use Ordering::{Equal, Greater, Less};
        for (days, months, least, most) in [
            ("27天", "1个月", Less, Less),
            ("28天", "1个月", Less, Equal),
            ("29天", "1个月", Less, Greater),
            ("31天", "1个月", Equal, Greater),
            ("32天", "1个月", Greater, Greater),
            ("365天", "12个月", Less, Equal),
            ("366天", "12个月", Equal, Greater),
        ] {
            ordered(days, months, None, least, most);
            // Beyond the calendar the first day says no more.
            ordered(days, months, Some("2200-12-30"), least, most);
        }
    }

    #[test]
    fn no_day_of_the_calendar_gives_a_term_fewer_or_more_days_than_it_can_have() {
        let days = |months: u32| {
            let first = Date::new(1900, 1, 1).unwrap();
            let all = (0..).map_while(|days| Term::Months(months).end(first.plus_days(days)?));
            let lengths = (0..)
                .zip(all)
                .map(|(days, end)| first.plus_days(days).unwrap().days_until(end));
            lengths.fold((i64::MAX, 0), |(least, most), days| (least.min(days), most.max(days)))
        };
        for months in (1..=50).chain([59, 60, 83, 84, 85, 96, 97, 120, 240, 360, 599, 600]) {
            assert_eq!(Term::Months(months).days(), days(months), "{months}");
        }
    }

    #[test]
    fn a_limit_lets_no_longer_term_pass_and_itself_does() {
        for (own, limit, longer) in [
            ("11个月", "12个月", false),
            ("12个月", "12个月", false),
            ("13个月", "12个月", true),
            ("89天", "90天", false),
            ("90天", "90天", false),
            ("91天", "90天", true),
            // A month against days is as long as 31 of them, on either side.
            ("30天", "1个月", false),
            ("31天", "1个月", false),
            ("32天", "1个月", true),
            ("1个月", "30天", true),
            ("1个月", "31天", false),
            ("1个月", "32天", false),
        ] {
            let [own, limit] = [own, limit].map(|text| Term::parse(text).unwrap());
            assert_eq!(own.is_longer_than(limit), longer, "{own} {limit}");
        }
    }

    #[test]
    fn terms_cross_boundaries_as_text() {
        assert_eq!(
            serde_json::from_str::<Term>("36").unwrap_err().to_string(),
            "invalid type: integer `36`, expected a term as text, such as \"36个月\" or \"90天\" at line 1 column 2"
        );
        let term: Term = serde_json::from_str("\"3年\"").unwrap();
        assert_eq!(serde_json::to_string(&term).unwrap(), "\"36个月\"");
    }
}
