//! Day counts (计息基础): how a stretch of time becomes a fraction of a year.
//!
//! ```
//! use huisuan_rules::{DayBasis, Exact};
//! let (from, to) = ("2024-01-31".parse()?, "2024-07-31".parse()?);
//! let years = |basis: DayBasis| basis.between(from, to).years;
//! assert_eq!(years(DayBasis::Thirty360), Exact::new(1, 2)?);
//! assert_eq!(years(DayBasis::Act360), Exact::new(182, 360)?);
//! assert_eq!(years(DayBasis::Act365), Exact::new(182, 365)?);
//! assert_eq!(years(DayBasis::ActAct), Exact::new(182, 366)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::{date::Date, exact::Exact, term::Term};

/// How the time over which interest runs is counted. The first day counts, the last does not
/// (算头不算尾).
///
/// The basis can decide whether a limit is kept: 365 days are a whole year of `Act365` and 365/360
/// of a year of `Act360`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayBasis {
    /// 30/360: a whole month is a twelfth of a year whatever its length; between two dates every
    /// month has thirty days (the 31st counts as the 30th).
    Thirty360,
    /// ACT/360: actual days over 360, the daily rate of RMB loans (日利率 = 年利率 / 360).
    Act360,
    /// ACT/365: actual days over 365, in leap years too.
    Act365,
    /// ACT/ACT: the days in each calendar year over 365 or 366.
    ActAct,
}

/// The time over which an amount accrues: `months` whole months and `days` days, which make `years` of
/// a year under the basis of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Accrual {
    /// Whole months; zero where only days are counted.
    pub months: u32,
    /// Days as the basis counts them, besides the months.
    pub days: u32,
    /// The same time as a fraction of a year.
    pub years: Exact,
}

impl DayBasis {
    /// All day counts, in the order in which a form lists them.
    pub const ALL: [Self; 4] = [Self::Thirty360, Self::Act360, Self::Act365, Self::ActAct];

    /// Its name in requests and packs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Thirty360 => "30/360",
            Self::Act360 => "act/360",
            Self::Act365 => "act/365",
            Self::ActAct => "act/act",
        }
    }

    /// The day count of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.id() == id)
    }

    /// Whether a term has a length under the basis only between two dates.
    pub(crate) const fn needs_dates(self, term: Option<Term>) -> bool {
        match self {
            Self::Thirty360 => false,
            Self::Act360 | Self::Act365 => matches!(term, Some(Term::Months(_))),
            Self::ActAct => true,
        }
    }

    /// Whole months between two dates that are so many months apart, or without dates.
    ///
    /// `None` where the basis counts days and no dates say how many there are.
    pub fn months(self, months: u32, dates: Option<(Date, Date)>) -> Option<Accrual> {
        match (self, dates) {
            (Self::Thirty360, _) => Some(Accrual::of_months(months)),
            (_, Some((from, to))) => Some(self.between(from, to)),
            (_, None) => None,
        }
    }

    /// So many days without dates; `None` for ACT/ACT, which must know the year.
    pub fn days(self, days: u32) -> Option<Accrual> {
        match self {
            Self::Thirty360 | Self::Act360 => Some(Accrual::of_days(days, 360)),
            Self::Act365 => Some(Accrual::of_days(days, 365)),
            Self::ActAct => None,
        }
    }

    /// The time from one date to a later one; zero where the second is not later.
    ///
    /// It adds up: from A to B and from B to C make from A to C.
    pub fn between(self, from: Date, to: Date) -> Accrual {
        let actual = u32::try_from(from.days_until(to)).unwrap_or(0);
        match self {
            Self::Thirty360 => Accrual::of_days(u32::try_from(thirty_days(to) - thirty_days(from)).unwrap_or(0), 360),
            Self::Act360 => Accrual::of_days(actual, 360),
            Self::Act365 => Accrual::of_days(actual, 365),
            Self::ActAct => Accrual {
                months: 0,
                days: actual,
                years: years_by_calendar(from, to),
            },
        }
    }
}

impl Accrual {
    /// No time: zero years, no days.
    pub const NONE: Self = Self {
        months: 0,
        days: 0,
        years: Exact::ZERO,
    };

    /// Whole months, each a twelfth of a year.
    pub fn of_months(months: u32) -> Self {
        Self {
            months,
            days: 0,
            years: fraction(months, 12),
        }
    }

    /// Whole months from the first day on, each a twelfth of a year, and the actual days that are left,
    /// over 360 (逐笔计息: 对年对月对日, 零头天数按日利率).
    pub(super) fn broken(from: Date, to: Date) -> Self {
        let mut months: i32 = (to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
        let mut start = from.plus_months(months).filter(|start| *start <= to);
        if start.is_none() {
            months -= 1;
            start = from.plus_months(months);
        }
        let days = start.map_or(0, |start| u32::try_from(start.days_until(to)).unwrap_or(0));
        let months = u32::try_from(months).unwrap_or(0);
        Self {
            months,
            days,
            years: fraction(months * 30 + days, 360),
        }
    }

    /// Days over the length of a year, which is not zero.
    pub(super) fn of_days(days: u32, year: u32) -> Self {
        Self {
            months: 0,
            days,
            years: fraction(days, year),
        }
    }
}

fn fraction(part: u32, whole: u32) -> Exact {
    // The denominators in use are constants above zero.
    Exact::new(part.into(), whole.into()).unwrap_or(Exact::ZERO)
}

/// The day of a calendar in which every month has thirty days.
fn thirty_days(date: Date) -> i32 {
    date.year() * 360 + i32::from(date.month()) * 30 + i32::from(date.day().min(30))
}

/// Days over the length of their calendar year, 365 or 366.
fn years_by_calendar(from: Date, to: Date) -> Exact {
    let (mut common, mut leap) = (0_u32, 0_u32);
    for (_, from, to) in calendar_years(from, to) {
        let days = u32::try_from(from.days_until(to)).unwrap_or(0);
        if from.is_leap_year() {
            leap += days;
        } else {
            common += days;
        }
    }
    // Three centuries have fewer than 110,000 days, which times 366 fits.
    fraction(common * 366 + leap * 365, 365 * 366)
}

/// The parts of a stretch of time that lie in each calendar year: the year, the first day and the
/// first day that no longer counts.
pub(crate) fn calendar_years(from: Date, to: Date) -> impl Iterator<Item = (i32, Date, Date)> {
    (from.year()..=to.year())
        .map(move |year| {
            let first = Date::new(year, 1, 1).map_or(from, |first| first.max(from));
            let next = Date::new(year + 1, 1, 1).map_or(to, |next| next.min(to));
            (year, first, next)
        })
        .filter(|(_, first, next)| first < next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(basis: DayBasis, from: &str, to: &str, num: i128, den: i128) {
        assert_eq!(
            basis.between(date(from), date(to)).years,
            Exact::new(num, den).unwrap(),
            "{} {from} {to}",
            basis.id()
        );
    }

    #[test]
    fn every_basis_counts_in_its_own_way() {
        check(DayBasis::Act360, "2026-01-15", "2027-01-15", 365, 360);
        check(DayBasis::Act365, "2026-01-15", "2027-01-15", 1, 1);
        check(DayBasis::Act365, "2024-01-01", "2025-01-01", 366, 365);
        check(DayBasis::ActAct, "2024-01-01", "2025-01-01", 1, 1);
        check(DayBasis::Thirty360, "2024-01-15", "2024-03-21", 66, 360);
        check(DayBasis::Thirty360, "2024-02-28", "2024-03-31", 32, 360);
        check(DayBasis::Thirty360, "2023-12-31", "2024-01-01", 1, 360);
        check(DayBasis::ActAct, "2023-12-31", "2024-01-02", 366 + 365, 365 * 366);
    }

    #[test]
    fn no_time_passes_backwards() {
        for basis in DayBasis::ALL {
            assert_eq!(basis.between(date("2024-02-01"), date("2024-02-01")), Accrual::NONE);
            assert_eq!(basis.between(date("2024-02-01"), date("2023-02-01")), Accrual::NONE);
        }
    }

    #[test]
    fn months_need_dates_where_days_are_counted() {
        let year = Some((date("2023-06-01"), date("2024-06-01")));
        assert_eq!(DayBasis::Thirty360.months(12, None).map(|a| a.years), Some(Exact::ONE));
        assert_eq!(DayBasis::Act360.months(12, None), None);
        assert_eq!(DayBasis::Act360.months(12, year).map(|a| a.days), Some(366));
        assert_eq!(DayBasis::ActAct.days(90), None);
    }

    #[test]
    fn a_term_has_a_length_without_dates_where_its_unit_is_counted() {
        let term = |text: &str| Some(text.parse().unwrap());
        for (basis, months, days, open) in [
            (DayBasis::Thirty360, false, false, false),
            (DayBasis::Act360, true, false, false),
            (DayBasis::Act365, true, false, false),
            (DayBasis::ActAct, true, true, true),
        ] {
            let found = [term("12个月"), term("90天"), None].map(|term| basis.needs_dates(term));
            assert_eq!(found, [months, days, open], "{}", basis.id());
        }
    }

    #[test]
    fn names_read_back() {
        for basis in DayBasis::ALL {
            assert_eq!(DayBasis::from_id(basis.id()), Some(basis));
        }
        assert_eq!(DayBasis::from_id("ACT/360"), None);
    }

    proptest! {
        #[test]
        fn time_adds_up(start in 0..100_000, first in 0..10_000, second in 0..10_000) {
            let a = date("1900-01-01").plus_days(start);
            let b = a.and_then(|a| a.plus_days(first));
            let c = b.and_then(|b| b.plus_days(second));
            let (Some(a), Some(b), Some(c)) = (a, b, c) else { return Ok(()) };
            for basis in DayBasis::ALL {
                let parts = basis.between(a, b).years.add(basis.between(b, c).years).unwrap();
                prop_assert_eq!(parts, basis.between(a, c).years, "{} {} {} {}", basis.id(), a, b, c);
            }
        }
    }
}
