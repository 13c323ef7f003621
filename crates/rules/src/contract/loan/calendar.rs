//! When the payments of a loan fall due and how much time each covers.

use super::{ContractError, Loan, NO_DATE, OUTSIDE, Repayment, Settlement, bullet, extension, table};
use crate::{
    contract::basis::{Accrual, DayBasis},
    date::Date,
    term::Term,
};

/// The stretch of time that one payment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Option<Date>,
    pub(super) due_on: Option<Date>,
    pub(super) accrual: Accrual,
}

/// The periods of a loan, never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) periods: Vec<Period>,
    /// The period with which the term ends; those behind it are those of an extension.
    pub(super) last: usize,
}

impl Period {
    /// Its actual days, where dates or a term in days tell them.
    pub(super) fn days(&self) -> Option<u32> {
        match (self.from, self.due_on) {
            (Some(from), Some(to)) => u32::try_from(from.days_until(to)).ok(),
            _ => Some(self.accrual.days).filter(|days| *days > 0),
        }
    }
}

/// The periods of a loan whose fields were checked.
pub(super) fn of(loan: &Loan) -> Result<Calendar, ContractError> {
    let dates = dates(loan)?;
    let mut periods = match (loan.repayment, dates) {
        (Repayment::Bullet, _) => vec![bullet::period(loan, dates)?],
        (Repayment::Table, Some((from, to))) => table::periods(loan, from, to)?,
        (Repayment::Table, None) => return Err(NO_DATE),
        (_, None) => undated(loan)?,
        (_, Some((from, to))) => {
            let mut periods = Vec::new();
            dated(loan, (from, to), &mut periods);
            periods
        }
    };
    let last = periods.len().saturating_sub(1);
    if let (Some(extended), Some((from, end))) = (loan.extended, dates) {
        extension::extend(loan, extended.to, (from, end), &mut periods);
    }
    Ok(Calendar { periods, last })
}

/// The first and the last day of the loan, if it has a day of payout.
fn dates(loan: &Loan) -> Result<Option<(Date, Date)>, ContractError> {
    let Some(from) = loan.paid_out_on else {
        return Ok(None);
    };
    Ok(Some((from, loan.term.end(from).ok_or(OUTSIDE)?)))
}

/// Months, and what is left of the term for the last period.
fn undated(loan: &Loan) -> Result<Vec<Period>, ContractError> {
    let Term::Months(months) = loan.term else {
        return Err(NO_DATE);
    };
    if loan.settled() == Some(Settlement::Twentieth) || loan.basis != DayBasis::Thirty360 {
        return Err(NO_DATE);
    }
    let step = loan.step();
    let mut periods = Vec::new();
    for done in (0..months).step_by(usize::try_from(step).unwrap_or(1)) {
        periods.push(Period {
            from: None,
            due_on: None,
            accrual: Accrual::of_months(step.min(months - done)),
        });
    }
    Ok(periods)
}

/// The periods between two days: from one day of the loan's grid to the next, then to the last day.
pub(super) fn dated(loan: &Loan, (from, to): (Date, Date), periods: &mut Vec<Period>) {
    let (anchor, step) = (anchor(loan, from), loan.step());
    let steps = i32::try_from(step).unwrap_or(1);
    let grid = (0..).map_while(|number: i32| anchor.plus_months(number.checked_mul(steps)?));
    // A term in months that is counted from the payout is whole months to its end.
    let mut left = match loan.term {
        Term::Months(months) if loan.paid_out_on == Some(from) && anchor == from => Some(months),
        _ => None,
    };
    let mut start = from;
    let mut on_grid = false;
    for day in grid {
        if day <= start {
            on_grid |= day == start;
            continue;
        }
        let due_on = day.min(to);
        let months = match left {
            Some(left) => Some(left.min(step)),
            None => (on_grid && day <= to).then_some(step),
        };
        periods.push(Period {
            from: Some(start),
            due_on: Some(due_on),
            accrual: time(loan.basis, (start, due_on), months),
        });
        if due_on == to {
            return;
        }
        (start, on_grid) = (due_on, true);
        left = left.map(|left| left.saturating_sub(step));
    }
    // The calendar ended before the grid reached the last day.
    periods.push(Period {
        from: Some(start),
        due_on: Some(to),
        accrual: time(loan.basis, (start, to), left),
    });
}

/// The day from which due dates are counted: the payout, the first due date, or the 21st of a settlement
/// beside the payout.
fn anchor(loan: &Loan, from: Date) -> Date {
    let payout = loan.paid_out_on.unwrap_or(from);
    match (loan.settled(), loan.first_due_on) {
        (Some(Settlement::Twentieth), _) => settled_beside(payout, loan.step()),
        (_, Some(first)) => first,
        (_, None) => payout,
    }
}

/// The 21st of a day's month or of the last month of its quarter, no other one of which lies between them: a
/// settlement on the 20th includes that day, so that interest of the 21st belongs to the next period.
fn settled_beside(day: Date, step: u32) -> Date {
    let month = if step == 3 {
        day.month().div_ceil(3) * 3
    } else {
        day.month()
    };
    Date::new(day.year(), month, 21).unwrap_or(day)
}

/// The time of a period under a basis, of so many months where it is known to be whole.
pub(super) fn time(basis: DayBasis, (from, to): (Date, Date), months: Option<u32>) -> Accrual {
    match (basis, months) {
        (DayBasis::Thirty360, Some(months)) => Accrual::of_months(months),
        (DayBasis::Thirty360, None) => Accrual::broken(from, to),
        _ => basis.between(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Frequency;

    #[track_caller]
    fn check(repayment: Repayment, from: &str, term: &str, change: impl Fn(&mut Loan), expected: &[&str]) {
        let mut loan = Loan {
            paid_out_on: Some(from.parse().unwrap()),
            basis: DayBasis::Act360,
            ..Loan::new(crate::Money::ZERO, crate::Rate::ZERO, term.parse().unwrap(), repayment)
        };
        change(&mut loan);
        let calendar = of(&loan).unwrap();
        let periods: Vec<String> = calendar
            .periods
            .iter()
            .map(|period| {
                let (due_on, time) = (period.due_on.unwrap(), period.accrual);
                match loan.basis {
                    DayBasis::Thirty360 => format!("{due_on} {}+{}", time.months, time.days),
                    _ => format!("{due_on} {}", time.days),
                }
            })
            .collect();
        assert_eq!(periods, expected);
        assert_eq!(calendar.last + 1, periods.len());
    }

    #[test]
    fn months_count_from_the_day_of_payout() {
        check(
            Repayment::InterestMonthly,
            "2024-01-31",
            "3个月",
            |_| {},
            &["2024-02-29 29", "2024-03-31 31", "2024-04-30 30"],
        );
    }

    #[test]
    fn a_term_in_days_ends_within_a_month() {
        let check = |term, expected: &[&str]| check(Repayment::InterestMonthly, "2026-01-15", term, |_| {}, expected);
        check("60天", &["2026-02-15 31", "2026-03-15 28", "2026-03-16 1"]);
        check("59天", &["2026-02-15 31", "2026-03-15 28"]);
        check("1天", &["2026-01-16 1"]);
    }

    #[test]
    fn a_broken_month_counts_its_days() {
        // 逐笔计息: whole months and then actual days; 31 January to 1 March is a month and a day.
        let thirty = |loan: &mut Loan| loan.basis = DayBasis::Thirty360;
        check(
            Repayment::InterestMonthly,
            "2026-01-15",
            "60天",
            thirty,
            &["2026-02-15 1+0", "2026-03-15 1+0", "2026-03-16 0+1"],
        );
        let first = |loan: &mut Loan| {
            thirty(loan);
            loan.first_due_on = Some("2026-03-01".parse().unwrap());
        };
        check(
            Repayment::EqualPayment,
            "2026-01-31",
            "3个月",
            first,
            &["2026-03-01 1+1", "2026-04-01 1+0", "2026-04-30 0+29"],
        );
    }

    #[test]
    fn quarters_run_from_one_21st_to_the_next() {
        check(
            Repayment::InterestQuarterly,
            "2026-01-15",
            "12个月",
            |_| {},
            &[
                "2026-03-21 65",
                "2026-06-21 92",
                "2026-09-21 92",
                "2026-12-21 91",
                "2027-01-15 25",
            ],
        );
        let thirty = |loan: &mut Loan| loan.basis = DayBasis::Thirty360;
        check(
            Repayment::InterestQuarterly,
            "2026-03-21",
            "4个月",
            thirty,
            &["2026-06-21 3+0", "2026-07-21 1+0"],
        );
    }

    #[test]
    fn a_payout_beside_the_settlement_day_belongs_to_its_quarter() {
        for (from, first) in [
            ("2026-03-20", "2026-03-21 1"),
            ("2026-03-21", "2026-06-21 92"),
            ("2026-03-22", "2026-06-21 91"),
            ("2025-12-21", "2026-03-21 90"),
        ] {
            let loan = Loan {
                paid_out_on: Some(from.parse().unwrap()),
                ..Loan::new(
                    crate::Money::ZERO,
                    crate::Rate::ZERO,
                    Term::Months(12),
                    Repayment::InterestQuarterly,
                )
            };
            let period = of(&loan).unwrap().periods.swap_remove(0);
            assert_eq!(format!("{} {}", period.due_on.unwrap(), period.accrual.days), first);
        }
    }

    #[test]
    fn interest_of_each_month_may_be_settled_on_the_20th_too() {
        let settle = |loan: &mut Loan| loan.settlement = Some(Settlement::Twentieth);
        check(
            Repayment::InterestMonthly,
            "2026-01-15",
            "2个月",
            settle,
            &["2026-01-21 6", "2026-02-21 31", "2026-03-15 22"],
        );
        let same_day = |loan: &mut Loan| loan.settlement = Some(Settlement::SameDay);
        check(
            Repayment::InterestQuarterly,
            "2026-01-15",
            "7个月",
            same_day,
            &["2026-04-15 90", "2026-07-15 91", "2026-08-15 31"],
        );
    }

    #[test]
    fn a_last_quarter_is_what_is_left_of_the_term() {
        let quarterly = |loan: &mut Loan| {
            loan.frequency = Frequency::Quarterly;
            loan.basis = DayBasis::Thirty360;
        };
        // From the clipped 28 February to 30 March is one month of the term, not a month and two days.
        check(
            Repayment::EqualPrincipal,
            "2024-11-30",
            "4个月",
            quarterly,
            &["2025-02-28 3+0", "2025-03-30 1+0"],
        );
    }

    #[test]
    fn due_dates_count_from_the_first_one() {
        let first = |day: &'static str| move |loan: &mut Loan| loan.first_due_on = Some(day.parse().unwrap());
        check(
            Repayment::EqualPayment,
            "2023-12-10",
            "4个月",
            first("2024-01-31"),
            &["2024-01-31 52", "2024-02-29 29", "2024-03-31 31", "2024-04-10 10"],
        );
        // The end of the term is a day of the grid.
        check(
            Repayment::EqualPayment,
            "2023-12-30",
            "4个月",
            first("2024-01-31"),
            &["2024-01-31 32", "2024-02-29 29", "2024-03-31 31", "2024-04-30 30"],
        );
        check(
            Repayment::EqualPayment,
            "2023-12-30",
            "4个月",
            first("2024-04-30"),
            &["2024-04-30 122"],
        );
    }

    #[test]
    fn the_last_days_of_the_calendar_are_reached() {
        check(
            Repayment::InterestMonthly,
            "2200-11-15",
            "30天",
            |_| {},
            &["2200-12-15 30"],
        );
        check(
            Repayment::InterestQuarterly,
            "2200-12-15",
            "10天",
            |_| {},
            &["2200-12-21 6", "2200-12-25 4"],
        );
    }
}
