//! When the payments of a loan fall due and how much time each covers.

use super::{ContractError, Loan, NO_DATE, OUTSIDE, Problem, Repayment};
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

impl Period {
    /// Its actual days, where dates or a term in days tell them.
    pub(super) fn days(&self) -> Option<u32> {
        match (self.from, self.due_on) {
            (Some(from), Some(to)) => u32::try_from(from.days_until(to)).ok(),
            _ => Some(self.accrual.days).filter(|days| *days > 0),
        }
    }
}

/// All periods of a loan with a checked term; never none.
pub(super) fn of(loan: &Loan) -> Result<Vec<Period>, ContractError> {
    match loan.repayment {
        Repayment::EqualPayment | Repayment::EqualPrincipal => match loan.term {
            Term::Months(_) => monthly(loan),
            Term::Days(_) => Err(ContractError {
                field: "term",
                problem: Problem::NotWholeMonths,
            }),
        },
        Repayment::InterestMonthly => monthly(loan),
        Repayment::InterestQuarterly => quarterly(loan),
        Repayment::Bullet => Ok(vec![whole(loan)?]),
    }
}

/// The first and the last day of the loan, if it has a day of payout.
fn dates(loan: &Loan) -> Result<Option<(Date, Date)>, ContractError> {
    let Some(from) = loan.paid_out_on else {
        return Ok(None);
    };
    Ok(Some((from, loan.term.end(from).ok_or(OUTSIDE)?)))
}

/// One period from payout to the end.
fn whole(loan: &Loan) -> Result<Period, ContractError> {
    let dates = dates(loan)?;
    let accrual = match (loan.term, dates) {
        (Term::Months(months), _) => loan.basis.months(months, dates),
        // A term in days has no months: 30/360 takes the daily rate for each of its days.
        (Term::Days(days), None) => loan.basis.days(days),
        (Term::Days(days), Some(_)) if loan.basis == DayBasis::Thirty360 => loan.basis.days(days),
        (Term::Days(_), Some((from, to))) => Some(loan.basis.between(from, to)),
    };
    Ok(Period {
        from: loan.paid_out_on,
        due_on: dates.map(|(_, end)| end),
        accrual: accrual.ok_or(NO_DATE)?,
    })
}

/// The same day of each month as the payout, clipped to the month end and counted from the payout
/// each time, so that 31 January leads to 29 February and then to 31 March. A term in days ends in
/// the middle of a month.
fn monthly(loan: &Loan) -> Result<Vec<Period>, ContractError> {
    let dates = dates(loan)?;
    let (months, days_left) = match (loan.term, dates) {
        (Term::Months(months), _) => (months, false),
        (Term::Days(_), Some((from, to))) => whole_months(from, to),
        (Term::Days(_), None) => return Err(NO_DATE),
    };
    let mut periods = Vec::with_capacity(usize::try_from(months).unwrap_or(0) + 1);
    let mut last = loan.paid_out_on;
    let alike = loan.basis.months(1, None);
    for number in 1..=months {
        let due_on = match loan.paid_out_on {
            None => None,
            Some(from) => Some(Term::Months(number).end(from).ok_or(OUTSIDE)?),
        };
        let counted = || loan.basis.months(1, last.zip(due_on));
        let accrual = alike.or_else(counted).ok_or(NO_DATE)?;
        periods.push(Period {
            from: last,
            due_on,
            accrual,
        });
        last = due_on;
    }
    if let (true, Some(from), Some((_, to))) = (days_left, last, dates) {
        periods.push(Period {
            from: Some(from),
            due_on: Some(to),
            accrual: loan.basis.between(from, to),
        });
    }
    Ok(periods)
}

/// The number of whole months between two dates, and whether days are left over.
fn whole_months(from: Date, to: Date) -> (u32, bool) {
    let mut months = 0;
    loop {
        match Term::Months(months + 1).end(from) {
            Some(due_on) if due_on < to => months += 1,
            Some(due_on) if due_on == to => return (months + 1, false),
            _ => return (months, true),
        }
    }
}

/// From one 21st of March, June, September or December to the next: the settlement on the 20th
/// includes that day, so interest of the 21st belongs to the next quarter.
fn quarterly(loan: &Loan) -> Result<Vec<Period>, ContractError> {
    let (mut from, end) = dates(loan)?.ok_or(NO_DATE)?;
    let mut periods = Vec::new();
    while from < end {
        let due_on = next_settlement(from).map_or(end, |next| next.min(end));
        periods.push(Period {
            from: Some(from),
            due_on: Some(due_on),
            accrual: loan.basis.between(from, due_on),
        });
        from = due_on;
    }
    Ok(periods)
}

/// The first 21st of a quarter's last month that is later than the date.
fn next_settlement(date: Date) -> Option<Date> {
    let month = date.month().div_ceil(3) * 3;
    let this = Date::new(date.year(), month, 21).ok()?;
    if this > date { Some(this) } else { this.plus_months(3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(repayment: Repayment, from: &str, term: &str) -> Vec<String> {
        let loan = Loan {
            paid_out_on: Some(from.parse().unwrap()),
            basis: DayBasis::Act360,
            ..Loan::new(crate::Money::ZERO, crate::Rate::ZERO, term.parse().unwrap(), repayment)
        };
        of(&loan)
            .unwrap()
            .iter()
            .map(|p| format!("{} {}", p.due_on.unwrap(), p.accrual.days))
            .collect()
    }

    #[test]
    fn months_count_from_the_day_of_payout() {
        assert_eq!(
            due(Repayment::InterestMonthly, "2024-01-31", "3个月"),
            ["2024-02-29 29", "2024-03-31 31", "2024-04-30 30"]
        );
    }

    #[test]
    fn a_term_in_days_ends_within_a_month() {
        assert_eq!(
            due(Repayment::InterestMonthly, "2026-01-15", "60天"),
            ["2026-02-15 31", "2026-03-15 28", "2026-03-16 1"]
        );
        assert_eq!(
            due(Repayment::InterestMonthly, "2026-01-15", "59天"),
            ["2026-02-15 31", "2026-03-15 28"]
        );
        assert_eq!(due(Repayment::InterestMonthly, "2026-01-15", "1天"), ["2026-01-16 1"]);
    }

    #[test]
    fn quarters_run_from_one_21st_to_the_next() {
        assert_eq!(
            due(Repayment::InterestQuarterly, "2026-01-15", "12个月"),
            [
                "2026-03-21 65",
                "2026-06-21 92",
                "2026-09-21 92",
                "2026-12-21 91",
                "2027-01-15 25"
            ]
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
            let periods = due(Repayment::InterestQuarterly, from, "12个月");
            assert_eq!(periods.first().map(String::as_str), Some(first));
        }
    }
}
